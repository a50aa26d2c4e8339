//! An article with its tags as one web page: no script, nothing fetched, every word escaped.

mod style;
mod woff;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    ops::Range,
};

use super::{
    AnalystWork, ReportPhrase, ReportTypesetter,
    cards::{ArticleCards, NEXT, TagCard, TagCardRow},
    escape::escaped,
    facts,
    phrases::digits,
};
use crate::{
    model::{Annotation, AnnotationId, Document, Schema},
    timex::describe,
    typeset::direction_of,
};

/// The rules of a page without tags.
pub(super) fn page_style(typesetter: &ReportTypesetter, schema: &Schema) -> String {
    style::sheet(typesetter, schema, &BTreeSet::new())
}

impl ReportTypesetter {
    /// The article as a web page that stands for itself: font and colors are in it.
    pub fn html(&mut self, work: AnalystWork<'_>) -> Vec<u8> {
        let document = work.document;
        let cards = ArticleCards::of(self, document);
        let mut page =
            HtmlWriter { typesetter: self, document, cards: &cards, mixes: BTreeSet::new() };
        let body = page.body();
        let mixes = page.mixes;
        let style = style::sheet(self, document.schema(), &mixes);
        let (head, foot) = (self.html_head(work), self.html_foot(work));
        let body = format!("{head}<main>\n{body}</main>\n{foot}");
        self.web_page(&document.title(facts::LONGEST_TITLE), &style, &body)
    }

    /// A page that stands for itself: it runs no script and fetches nothing, and tells the browser to hold it
    /// to that. `title` is plain text, `body` is HTML.
    pub(super) fn web_page(&self, title: &str, style: &str, body: &str) -> Vec<u8> {
        format!(
            "<!doctype html>\n<html lang=\"{code}\" dir=\"{side}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; font-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"Hashiye {version}\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
            code = self.language.code(),
            side = if self.language.is_rtl() { "rtl" } else { "ltr" },
            version = env!("CARGO_PKG_VERSION"),
            title = escaped(title),
        )
        .into_bytes()
    }

    /// Metadata, counts and what the marks mean.
    fn html_head(&self, work: AnalystWork<'_>) -> String {
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
    pub(super) fn metadata(&self, work: AnalystWork<'_>) -> Vec<(String, String)> {
        let mut rows = Vec::new();
        let document = work.document;
        let published = document.meta_value(Document::PUBLISHED);
        if !published.is_empty() {
            let described = describe(published, self.language);
            let both: Vec<String> =
                [described.weekday.unwrap_or_default(), described.jalali, described.gregorian]
                    .into_iter()
                    .filter(|it| !it.is_empty())
                    .collect();
            rows.push((self.say(ReportPhrase::Published), both.join(" · ")));
        }
        for (key, value) in document.meta() {
            let name = match key.as_str() {
                "source" => self.say(ReportPhrase::Source),
                "author" => self.say(ReportPhrase::Author),
                _ => continue,
            };
            rows.push((name, value.clone()));
        }
        if !work.analyst.is_empty() {
            rows.push((self.say(ReportPhrase::Analyst), work.analyst.to_owned()));
        }
        rows
    }

    /// The labels in use: place in the schema, title, how often.
    pub(super) fn legend(&self, document: &Document) -> Vec<(usize, String, String)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for annotation in document.annotations() {
            *counts.entry(annotation.label.as_str()).or_default() += 1;
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

    fn html_foot(&self, work: AnalystWork<'_>) -> String {
        let made = self.say(ReportPhrase::Made);
        let schema = &work.document.schema().name;
        let schema = if schema.is_empty() { String::new() } else { format!(" · {schema}") };
        format!("<footer>{}{}</footer>\n", escaped(&made), escaped(&schema))
    }
}

struct HtmlWriter<'a> {
    typesetter: &'a ReportTypesetter,
    document: &'a Document,
    cards: &'a ArticleCards,
    /// Every set of labels that lies over some words, as places in the schema.
    mixes: BTreeSet<Vec<usize>>,
}

impl HtmlWriter<'_> {
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

    fn segment(&mut self, out: &mut String, segment: &TextSegment) {
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
            own.map(|it| digits(&it.to_string(), self.typesetter.language)).collect();
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
    fn notes(&self, out: &mut String, bytes: Range<usize>) {
        let cards = self.cards.starting_in(bytes);
        if cards.is_empty() {
            return;
        }
        *out += "<aside>\n";
        for card in cards {
            card.html(out, self.typesetter);
        }
        *out += "</aside>";
    }
}

impl TagCard {
    /// Appends the card to `out`.
    fn html(&self, out: &mut String, typesetter: &ReportTypesetter) {
        let (id, number) = (self.id, digits(&self.number.to_string(), typesetter.language));
        let label = self.label.map_or(String::new(), |it| format!(" c{it}"));
        let _infallible = writeln!(
            out,
            "<div class=\"card{label}\" id=\"n{id}\"><p class=\"what\"><a href=\"#{id}\">{number}</a> {}</p>",
            escaped(&self.title)
        );
        self.claimants(out);
        let words = escaped(&self.words);
        let _infallible = writeln!(out, "<p class=\"words\" dir=\"auto\">{words}</p>");
        for (index, line) in self.described.iter().enumerate() {
            let class = if index + 1 == self.described.len() { "value" } else { "described" };
            let line = escaped(line);
            let _infallible = writeln!(out, "<p class=\"{class}\"><bdi>{line}</bdi></p>");
        }
        if !self.rows.is_empty() {
            *out += "<dl>";
            for row in &self.rows {
                row_html(out, row);
            }
            *out += "</dl>\n";
        }
        *out += "</div>\n";
    }

    /// Who says it → by which words →.
    fn claimants(&self, out: &mut String) {
        if self.frame.is_empty() {
            return;
        }
        *out += "<p class=\"frame\">";
        for (title, words) in &self.frame {
            let (title, words) = (escaped(title), escaped(words));
            let _infallible = write!(
                out,
                "<span title=\"{title}\"><bdi>{words}</bdi></span> <i aria-hidden=\"true\">{NEXT}</i> "
            );
        }
        *out += "</p>\n";
    }
}

fn row_html(out: &mut String, row: &TagCardRow) {
    let (name, value) = (escaped(&row.name), escaped(&row.value));
    let value = match (row.target, &row.link) {
        (Some(target), _) => format!("<a href=\"#{target}\">{value}</a>"),
        (None, Some(link)) => {
            format!("<a href=\"{}\" rel=\"noreferrer noopener\">{value}</a>", escaped(link))
        }
        (None, None) => value,
    };
    let _infallible = write!(out, "<div><dt>{name}</dt><dd dir=\"auto\">{value}</dd></div>");
}

/// A piece of text under the same tags.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TextSegment {
    /// Its bytes in the article.
    bytes: Range<usize>,
    /// The tags over it, the longer before the shorter.
    tags: Vec<AnnotationId>,
    /// The tags whose first piece starts here, in the same order.
    starts: Vec<AnnotationId>,
}

/// The longest tag first: what lies inside another is drawn over it.
type TagRank = (Reverse<usize>, AnnotationId);

fn rank(annotation: &Annotation) -> TagRank {
    (Reverse(annotation.extent.hull().len()), annotation.id)
}

/// The segments of `bytes`, in order and without a gap; those without tags are among them.
fn segments(document: &Document, bytes: Range<usize>) -> Vec<TextSegment> {
    // Where something starts or ends: (byte, starts, tag).
    let mut edges: Vec<(usize, bool, TagRank, bool)> = Vec::new();
    for annotation in document.annotations_in(bytes.start, bytes.end) {
        for (index, piece) in annotation.extent.pieces().enumerate() {
            let (start, end) = (piece.start().max(bytes.start), piece.end().min(bytes.end));
            if start < end {
                let is_first = index == 0 && start == piece.start();
                edges.push((start, true, rank(annotation), is_first));
                edges.push((end, false, rank(annotation), false));
            }
        }
    }
    edges.sort_unstable();
    let mut found = Vec::new();
    let mut open: BTreeSet<TagRank> = BTreeSet::new();
    let mut starts: Vec<TagRank> = Vec::new();
    let mut at = bytes.start;
    for (byte, opens, rank, is_first) in edges {
        if byte > at {
            found.push(segment(at..byte, &open, &mut starts));
            at = byte;
        }
        if opens {
            open.insert(rank);
            starts.extend(is_first.then_some(rank));
        } else {
            open.remove(&rank);
        }
    }
    if at < bytes.end {
        found.push(segment(at..bytes.end, &open, &mut starts));
    }
    found
}

fn segment(
    bytes: Range<usize>,
    open: &BTreeSet<TagRank>,
    starts: &mut Vec<TagRank>,
) -> TextSegment {
    starts.sort_unstable();
    TextSegment {
        bytes,
        tags: open.iter().map(|it| it.1).collect(),
        starts: std::mem::take(starts).into_iter().map(|it| it.1).collect(),
    }
}
