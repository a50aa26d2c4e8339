//! Words out of HTML, without a tree of it: what a page shows, a line a block, a tab between cells; and what
//! it shows in small elements.

use super::markup::{CONTAINERS, UNCLOSED, close_of, name_of_tag, window};

/// Elements that begin a line of their own.
const BLOCKS: [&str; 38] = [
    "p",
    "br",
    "hr",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "title",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "address",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "details",
    "summary",
];
/// Elements whose content is no text.
const UNREAD: [&str; 3] = ["script", "style", "noscript"];
/// Elements that have no content.
const EMPTY: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The words of a text that may be HTML: what a page shows of it, each block on a line, a row of a table with
/// tabs between its cells, entities read once. A text without tags keeps its lines.
pub fn words_of_markup(source: &str) -> String {
    if has_tag(source) {
        return ShownWords::of(source);
    }
    let bare = source.replace("\r\n", "\n");
    if bare.contains('&') { html_escape::decode_html_entities(&bare).into_owned() } else { bare }
}

/// True when there is a tag, and not only a sign of comparison.
fn has_tag(source: &str) -> bool {
    let Some(last) = source.rfind('>') else { return false };
    source.match_indices('<').take_while(|it| it.0 < last).any(|(at, _)| {
        let rest = source.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    })
}

/// What a page shows, as far as it is read.
#[derive(Debug)]
struct ShownWords {
    words: String,
    /// True in what is set as it stands.
    is_preformatted: bool,
    /// Where the cell at hand begins.
    cell: Option<usize>,
    /// False from an element on that is hidden and never ends: what follows is not left out for it.
    leaves_out: bool,
}

impl ShownWords {
    fn of(source: &str) -> String {
        let mut shown = Self {
            words: String::with_capacity(source.len()),
            is_preformatted: false,
            cell: None,
            leaves_out: true,
        };
        let mut rest = source;
        while let Some(at) = rest.find('<') {
            let (before, tag) = rest.split_at(at);
            shown.push(before);
            let inner = tag.get(1..).unwrap_or_default();
            if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)) {
                shown.push("<");
                rest = inner;
                continue;
            }
            let end = match inner.strip_prefix("!--").filter(|it| !it.starts_with(['>', '-'])) {
                Some(comment) => comment.find("-->").map(|it| it + "<!--".len() + 2),
                None => tag.find('>'),
            };
            let Some(end) = end else {
                // Nothing that follows is a tag: looking for its end at every sign would take the square
                // of the time.
                rest = tag;
                break;
            };
            let after = tag.get(end + 1..).unwrap_or_default();
            rest = shown.after_tag(tag.get(1..end).unwrap_or_default(), after);
        }
        shown.push(rest);
        shown.end_line();
        shown.words.truncate(shown.words.trim_end().len());
        shown.words
    }

    /// What is to be read after a tag, whose inside is `tag`, and what is not shown.
    fn after_tag<'a>(&mut self, tag: &str, after: &'a str) -> &'a str {
        let name = name_of_tag(tag.trim_start_matches('/'));
        let begins = !tag.starts_with('/');
        if begins && UNREAD.contains(&&*name) {
            return close_of(after, &name).and_then(|it| after.get(it..)).unwrap_or_default();
        }
        if begins && self.leaves_out && (name == "template" || is_hidden(tag)) {
            if EMPTY.contains(&&*name) {
                return after;
            }
            match end_of_element(after, &name) {
                Some(end) => return after.get(end..).unwrap_or_default(),
                None => self.leaves_out = false,
            }
        }
        if begins && ["td", "th"].contains(&&*name) {
            self.begin_cell();
        } else if name == "pre" {
            self.end_line();
            self.is_preformatted = begins;
            let lines = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
            return lines.filter(|_| begins).unwrap_or(after);
        } else if BLOCKS.contains(&&*name) {
            if ["tr", "table"].contains(&&*name) {
                self.cell = None;
            }
            if !self.is_in_empty_cell() {
                self.end_line();
            }
        }
        after
    }

    /// Takes words in; outside of what is set as it stands, any white space is one space.
    fn push(&mut self, source: &str) {
        let words = html_escape::decode_html_entities(source);
        if self.is_preformatted {
            self.words += &words.replace("\r\n", "\n");
            return;
        }
        for c in words.chars() {
            if !c.is_whitespace() {
                self.words.push(c);
            } else if !self.words.is_empty() && !self.words.ends_with([' ', '\n', '\t']) {
                self.words.push(' ');
            }
        }
    }

    /// What follows stands on a line of its own; lines without words are left out.
    fn end_line(&mut self) {
        let start = self.words.rfind('\n').map_or(0, |it| it + 1);
        let line = self.words.get(start..).unwrap_or_default();
        let words = line.trim_end().len();
        if words == 0 {
            self.words.truncate(start);
        } else {
            self.words.truncate(start + words);
            self.words.push('\n');
        }
    }

    /// True at the start of a cell: what begins there stands on the line of the cell before it.
    fn is_in_empty_cell(&self) -> bool {
        let words = self.cell.and_then(|it| self.words.get(it..));
        words.is_some_and(|it| it.trim().is_empty())
    }

    /// A cell stands on the line of the one before it, unless that one has several lines.
    fn begin_cell(&mut self) {
        if let Some(start) = self.cell {
            let words = self.words.get(start..).unwrap_or_default().trim_end();
            if words.contains('\n') {
                self.end_line();
            } else {
                self.words.truncate(start + words.len());
                self.words.push('\t');
            }
        } else {
            self.end_line();
        }
        self.cell = Some(self.words.len());
    }
}

/// True for the inside of a tag that says that its element is not shown.
fn is_hidden(tag: &str) -> bool {
    let lower = tag.to_ascii_lowercase();
    if !["hidden", "display"].iter().any(|it| lower.contains(it)) {
        return false;
    }
    let mut rest = lower.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || "=/".contains(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() && after.is_empty() {
            return false;
        }
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value_of_attribute(after.trim_start()),
            None => ("", after),
        };
        let hides = match name {
            "hidden" => true,
            "aria-hidden" => value.trim() == "true",
            "style" => value.split(';').any(hides_element),
            _ => false,
        };
        if hides {
            return true;
        }
        rest = after;
    }
}

/// The value that an attribute begins with after its sign, and what follows it.
fn value_of_attribute(source: &str) -> (&str, &str) {
    let quote = source.chars().next().filter(|it| "\"'".contains(*it));
    let inside = source.get(1..).unwrap_or_default();
    match quote {
        Some(quote) => inside.split_once(quote).unwrap_or((inside, "")),
        None => source.split_at(source.find(char::is_whitespace).unwrap_or(source.len())),
    }
}

/// True for a declaration of style, in lower case, that takes the element from sight.
fn hides_element(declaration: &str) -> bool {
    let Some((name, value)) = declaration.split_once(':') else { return false };
    let value = value.trim().trim_end_matches("!important").trim_end();
    matches!((name.trim(), value), ("display", "none") | ("visibility", "hidden"))
}

/// Where what follows the element begins whose content these begin with: after the end that is its own. One that
/// may have no end also ends where another of its name begins, and where what is around it ends.
fn end_of_element(source: &str, name: &str) -> Option<usize> {
    let may_lack_end = UNCLOSED.contains(&name);
    let mut depth = 0_usize;
    for (at, _) in source.match_indices('<') {
        let inside = window(source, at + 1, 32);
        let is_end = inside.starts_with('/');
        let found = name_of_tag(inside.trim_start_matches('/'));
        if found == name && is_end {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        } else if may_lack_end {
            let is_around = is_end && (CONTAINERS.contains(&&*found) || found == "table");
            let is_next = found == name || name == "p" && !is_end && BLOCKS.contains(&&*found);
            if is_around || is_next && found != "br" {
                return Some(at);
            }
        } else if found == name {
            depth += 1;
        }
    }
    None
}

/// A tag with its attributes is no longer than this, in bytes.
const LONGEST_TAG: usize = 2048;
/// What says a date is no longer than this, in bytes.
const LONGEST_DATE: usize = 400;
/// A page has no more dates of itself than this; a list of other news may have any number.
const MOST_DATES: usize = 64;

/// What a page shows in elements that say when something was: `time`, and those whose class speaks of a
/// date or of publishing.
pub fn dated_words(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|it| it.find('<')).map(|it| at + it + 1) {
        at = start;
        let Some(end) = window(html, start, LONGEST_TAG).find('>').map(|it| start + it) else {
            continue;
        };
        let tag = html.get(start..end).unwrap_or_default();
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        at = end;
        let lower = tag.to_ascii_lowercase();
        if !speaks_of_date(&lower) {
            continue;
        }
        let inside = window(html, end + 1, LONGEST_DATE);
        if let Some(close) = close_of(inside, &name_of_tag(&lower)) {
            // The element around makes markup of what may have none.
            let inner = inside.get(..close).unwrap_or_default();
            found.push(words_of_markup(&format!("<p>{inner}</p>")));
        }
        if found.len() == MOST_DATES {
            break;
        }
    }
    found
}

/// True for a tag, in lower case, that says it holds a date.
fn speaks_of_date(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |it| it.1);
    tag.starts_with("time") || ["date", "publish", "time"].iter().any(|it| class.contains(it))
}
