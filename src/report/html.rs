//! An article with its tags as one web page: no script, nothing fetched, every word escaped.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::{
    Press, Work,
    cards::Cards,
    escape::escaped,
    facts, html_style,
    phrases::digits,
    segments::{Segment, segments},
};
use crate::{
    model::{AnnotationId, Document},
    timex::describe,
    typeset::direction_of,
};

impl Press {
    /// The article as a web page that stands for itself: font and colors are in it.
    pub fn html(&mut self, work: Work<'_>) -> Vec<u8> {
        let document = work.document;
        let cards = Cards::of(self, document);
        let mut page = Page { press: self, document, cards: &cards, mixes: BTreeSet::new() };
        let body = page.body();
        let mixes = page.mixes;
        let style = html_style::sheet(self, document.schema(), &mixes);
        let title = escaped(&facts::title(document));
        let code = self.language.code();
        let side = if self.language.is_rtl() { "rtl" } else { "ltr" };
        let head = self.html_head(work);
        let foot = self.html_foot(work);
        format!(
            "<!doctype html>\n<html lang=\"{code}\" dir=\"{side}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; font-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"Hashiye {version}\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
             {head}<main>\n{body}</main>\n{foot}</body>\n</html>\n",
            version = env!("CARGO_PKG_VERSION"),
        )
        .into_bytes()
    }

    /// Metadata, counts and what the marks mean.
    fn html_head(&self, work: Work<'_>) -> String {
        let mut out = "<header>\n<dl class=\"meta\">\n".to_owned();
        for (name, value) in self.metadata(work) {
            let _infallible =
                writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(&name), escaped(&value));
        }
        out += "</dl>\n<ul class=\"legend\">\n";
        for (index, label, count) in self.legend(work.document) {
            let _infallible = writeln!(
                out,
                "<li><span class=\"k{index}\">{}</span> {count}</li>",
                escaped(&label)
            );
        }
        out += "</ul>\n</header>\n";
        out
    }

    /// What is known of an article, each with its name.
    pub(super) fn metadata(&self, work: Work<'_>) -> Vec<(String, String)> {
        let mut rows = Vec::new();
        let document = work.document;
        let published = document.meta_value("published");
        if !published.is_empty() {
            let told = describe(published, self.language);
            let both: Vec<String> = [told.weekday.unwrap_or_default(), told.jalali, told.gregorian]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect();
            rows.push((self.say(|it| &it.published), both.join(" · ")));
        }
        for (key, value) in document.meta() {
            let name = match key.as_str() {
                "source" => self.say(|it| &it.source),
                "author" => self.say(|it| &it.author),
                _ => continue,
            };
            rows.push((name, value.clone()));
        }
        if !work.analyst.is_empty() {
            rows.push((self.say(|it| &it.analyst), work.analyst.to_owned()));
        }
        rows
    }

    /// The labels in use: place in the schema, title, how often.
    pub(super) fn legend(&self, document: &Document) -> Vec<(usize, String, String)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for it in document.annotations() {
            *counts.entry(it.label.as_str()).or_default() += 1;
        }
        let labels = document.schema().labels.iter().enumerate();
        labels
            .filter_map(|(index, label)| {
                let count = *counts.get(label.id.as_str())?;
                let title = label.title.in_language(self.language.code()).to_owned();
                Some((index, title, digits(&count.to_string(), self.language)))
            })
            .collect()
    }

    fn html_foot(&self, work: Work<'_>) -> String {
        let made = self.say(|it| &it.made).replace("{version}", env!("CARGO_PKG_VERSION"));
        let schema = &work.document.schema().name;
        let schema = if schema.is_empty() { String::new() } else { format!(" · {schema}") };
        format!("<footer>{}{}</footer>\n", escaped(&made), escaped(&schema))
    }
}

struct Page<'a> {
    press: &'a Press,
    document: &'a Document,
    cards: &'a Cards,
    /// Every set of labels that lies over some words, as places in the schema.
    mixes: BTreeSet<Vec<usize>>,
}

impl Page<'_> {
    fn body(&mut self) -> String {
        let mut out = String::new();
        let document = self.document;
        let labels = 0..document.schema().labels.len();
        self.mixes.extend(labels.map(|it| vec![it]));
        let paragraphs = document.text().paragraphs();
        for index in 0..paragraphs.count() {
            let bytes = paragraphs.bytes(index);
            let whole = document.text().as_str().get(bytes.clone()).unwrap_or_default();
            let words = whole.trim_end_matches(['\n', '\r', '\u{85}', '\u{2029}']);
            if words.trim().is_empty() {
                continue;
            }
            let is_title = index == 0 && facts::has_title(document.text());
            let tag = if is_title { "h1" } else { "p" };
            let side = if direction_of(words).is_rtl() { "rtl" } else { "ltr" };
            let _infallible = write!(out, "<section><{tag} dir=\"{side}\">");
            for segment in segments(document, bytes.start..bytes.start + words.len()) {
                self.segment(&mut out, &segment);
            }
            let _infallible = writeln!(out, "</{tag}>");
            self.notes(&mut out, bytes);
            out += "</section>\n";
        }
        out
    }

    fn segment(&mut self, out: &mut String, segment: &Segment) {
        let text = self.document.text().as_str();
        let words = escaped(text.get(segment.bytes.clone()).unwrap_or_default());
        if segment.tags.is_empty() {
            *out += &words;
            return;
        }
        let mix = self.mix(&segment.tags);
        let class: Vec<String> = mix.iter().map(ToString::to_string).collect();
        let mut names = segment.starts.iter().map(|it| format!(" id=\"{it}\""));
        let first = names.next().unwrap_or_default();
        for further in names {
            let _infallible = write!(out, "<span{further}></span>");
        }
        let inner = segment.tags.last().and_then(|it| self.cards.of_tag(*it));
        let link = inner.map_or(String::new(), |it| format!(" href=\"#n{it}\""));
        let number = self.number(&segment.starts);
        let _infallible =
            write!(out, "<a class=\"m k{}\"{first}{link}{number}>{words}</a>", class.join("-"));
        self.mixes.insert(mix);
    }

    /// The numbers of the cards whose tags start here, shown before the words and copied with none.
    fn number(&self, starts: &[AnnotationId]) -> String {
        let own = starts.iter().filter_map(|it| self.cards.number(*it));
        let numbers: Vec<String> =
            own.map(|it| digits(&it.to_string(), self.press.language)).collect();
        if numbers.is_empty() {
            return String::new();
        }
        format!(" data-n=\"{}\"", escaped(&numbers.join("، ")))
    }

    fn mix(&self, tags: &[AnnotationId]) -> Vec<usize> {
        let document = self.document;
        let label = |id: &AnnotationId| {
            let label = document.annotation(*id)?.label.clone();
            document.schema().labels.iter().position(|it| label == *it.id)
        };
        let mix: BTreeSet<usize> = tags.iter().filter_map(label).collect();
        mix.into_iter().collect()
    }

    /// The cards of the tags that start in a paragraph.
    fn notes(&self, out: &mut String, bytes: std::ops::Range<usize>) {
        let cards = self.cards.starting_in(bytes);
        if cards.is_empty() {
            return;
        }
        *out += "<aside>\n";
        for card in cards {
            card.html(out, self.press);
        }
        *out += "</aside>";
    }
}
