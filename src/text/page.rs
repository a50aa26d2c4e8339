//! A web page: what it says of itself, and the article in it.

use dom_smoothie::{Metadata, Readability};

use super::{markup::is_reasonable, markup_words::words_of_markup};

/// What a page says of itself; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMetadata {
    /// The title.
    pub title: String,
    /// The moment of publication as the page writes it.
    pub published: String,
    /// Its address.
    pub url: String,
}

impl PageMetadata {
    /// What `html` says of itself.
    pub fn of(html: &str) -> Self {
        if !is_reasonable(html) {
            return Self::default();
        }
        let Ok(reader) = Readability::new(html, None, None) else { return Self::default() };
        let Metadata { title, published_time, url, .. } =
            reader.get_article_metadata(reader.parse_json_ld());
        let known = |it: Option<String>| it.unwrap_or_default().trim().to_owned();
        Self { title: title.trim().to_owned(), published: known(published_time), url: known(url) }
    }
}

/// The text of the article in a page with its title as the first line; `None` when there is none, and for
/// markup that no browser would take as it is.
pub fn text_of_page(html: &str) -> Option<String> {
    if !is_reasonable(html) {
        return None;
    }
    let article = Readability::new(html, None, None).ok()?.parse().ok()?;
    // Read as what is pasted is.
    let body = words_of_markup(&article.content);
    let title = article.title.trim();
    if body.is_empty() {
        return None;
    }
    let mut text = String::with_capacity(title.len() + body.len() + 2);
    if !title.is_empty() && !body.starts_with(title) {
        text += title;
        text.push('\n');
    }
    text += &body;
    text.push('\n');
    Some(text)
}
