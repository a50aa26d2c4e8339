//! Writing brat standoff.

use std::{collections::BTreeSet, fmt::Write as _};

use serde_json::{Map, Value};

use crate::formats::{
    DocumentView, Loss, Lost, Options, Output, SpanView,
    intake::identifier,
    tokens::{ends_line, is_space},
    view::{PIECES, labels_of, relations_of},
};
use crate::text::Text;

pub(super) fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut output = Output::file("annotation.conf", configuration(views));
    for view in views {
        let text = BratText::new(view.text());
        if text.changed {
            output.losses.push(view.document_loss(Lost::Returns));
        }
        let annotations = annotations(view, &text, &mut output.losses);
        output.files.push((format!("{}.txt", view.id()), text.source.into_bytes()));
        output.files.push((format!("{}.ann", view.id()), annotations.into_bytes()));
    }
    output
}

/// Writing to a string cannot fail.
fn configuration(views: &[DocumentView<'_>]) -> String {
    let mut out = String::from("[entities]\n");
    for key in labels_of(views) {
        let _infallible = writeln!(out, "{}", identifier(key));
    }
    out += "\n[relations]\n";
    for key in relations_of(views) {
        let _infallible = writeln!(out, "{}\tArg1:<ENTITY>, Arg2:<ENTITY>", identifier(key));
    }
    out += "\n[events]\n\n[attributes]\n";
    let spans = views.iter().flat_map(|view| view.spans.iter().map(move |it| (view, it)));
    let said = spans.flat_map(|(view, span)| said(span, &fragments(view, span), view));
    for key in said.map(|(key, _)| key).collect::<BTreeSet<_>>() {
        let _infallible = writeln!(out, "{}\tArg:<ENTITY>", identifier(key));
    }
    out
}

/// A text whose line ends are single line feeds.
struct BratText {
    source: String,
    changed: bool,
    /// For each carriage return that is gone, how many code points stood before it.
    gone: Vec<usize>,
}

impl BratText {
    fn new(text: &Text) -> Self {
        let source = text.as_str();
        let changed = source.contains('\r');
        let pairs = source.match_indices("\r\n").map(|(byte, _)| text.char_of_byte(byte));
        let gone = if changed { pairs.collect() } else { Vec::new() };
        Self { source: source.replace("\r\n", "\n").replace('\r', "\n"), changed, gone }
    }

    /// Where code point `char` of the article is now.
    fn offset(&self, char: usize) -> usize {
        char - self.gone.partition_point(|&it| it < char)
    }
}

fn annotations(view: &DocumentView<'_>, lines: &BratText, losses: &mut Vec<Loss>) -> String {
    let mut out = String::new();
    let mut attributes = String::new();
    let mut notes = String::new();
    let (mut attribute, mut note) = (0, 0);
    let mut without_words = BTreeSet::new();
    for (at, span) in view.spans.iter().enumerate() {
        let number = at + 1;
        let fragments = fragments(view, span);
        if fragments.is_empty() {
            losses.push(view.span_loss(span, Lost::Blank));
            without_words.insert(at);
            continue;
        }
        let edges = (fragments.first().map(|it| it.0), fragments.last().map(|it| it.1));
        if edges != (Some(span.range.start()), Some(span.range.end())) {
            losses.push(view.span_loss(span, Lost::Edges));
        }
        let place = |&(start, end): &(usize, usize)| {
            let char = |byte| lines.offset(view.text().char_of_byte(byte));
            format!("{} {}", char(start), char(end))
        };
        let places: Vec<String> = fragments.iter().map(place).collect();
        let words = |&(start, end): &(usize, usize)| view.source().get(start..end);
        let words: Vec<&str> = fragments.iter().filter_map(words).collect();
        let (label, places, words) = (identifier(span.label()), places.join(";"), words.join(" "));
        let _infallible = writeln!(out, "T{number}\t{label} {places}\t{words}");
        let mut noted = Map::new();
        for (key, value) in said(span, &fragments, view) {
            if fits_a_line(value) {
                attribute += 1;
                let key = identifier(key);
                let _infallible = writeln!(attributes, "A{attribute}\t{key} T{number} {value}");
            } else {
                noted.insert(key.to_owned(), value.into());
            }
        }
        if !noted.is_empty() {
            note += 1;
            let json = ascii(&Value::Object(noted).to_string());
            let _infallible = writeln!(notes, "#{note}\tAnnotatorNotes T{number}\t{json}");
        }
    }
    out = out + &attributes + &notes;
    let is_there = |at: usize| !without_words.contains(&at);
    for (at, link) in view.relations.iter().enumerate() {
        if !is_there(link.from) || !is_there(link.to) {
            losses.push(view.relation_loss(link));
            continue;
        }
        let (number, from, to) = (at + 1, link.from + 1, link.to + 1);
        let label = identifier(link.label());
        let _infallible = writeln!(out, "R{number}\t{label} Arg1:T{from} Arg2:T{to}");
    }
    out
}

/// What is said of a span. Its pieces are fragments here, where those can be distinguished from the parts of a
/// line that is broken.
fn said<'s>(
    span: &'s SpanView<'_>,
    fragments: &[(usize, usize)],
    view: &DocumentView<'_>,
) -> Vec<(&'s str, &'s str)> {
    let pieces = span.annotation.extent.pieces().map(|it| (it.start(), it.end()));
    let has_fragments = !span.annotation.extent.also().is_empty()
        && joined(view, fragments) == pieces.collect::<Vec<_>>();
    let said = span.attributes.iter().map(|(key, value)| (*key, value.as_ref()));
    said.filter(|(key, _)| !(has_fragments && *key == PIECES)).collect()
}

/// Fragments with nothing but line ends between them are read as one piece.
fn joined(view: &DocumentView<'_>, fragments: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in fragments {
        let between = joined.last().and_then(|last| view.source().get(last.1..start));
        match joined.last_mut() {
            Some(last) if between.is_some_and(|it| it.chars().all(ends_line)) => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// The pieces of a span between line ends, in bytes.
fn fragments(view: &DocumentView<'_>, span: &SpanView<'_>) -> Vec<(usize, usize)> {
    let mut fragments = Vec::new();
    for piece in span.annotation.extent.pieces() {
        let mut start = piece.start();
        for part in view.text().slice(piece).split(ends_line) {
            if !part.is_empty() {
                fragments.push((start, start + part.len()));
            }
            let behind = start + part.len();
            let mark = view.source().get(behind..).and_then(|it| it.chars().next());
            start = behind + mark.map_or(0, char::len_utf8);
        }
    }
    fragments
}

/// True for a value that brat reads back from a line as it is.
fn fits_a_line(value: &str) -> bool {
    let spaces = value.chars().zip(value.chars().skip(1)).any(|(a, b)| is_space(a) && is_space(b));
    let edges = value.starts_with(is_space) || value.ends_with(is_space);
    !value.is_empty() && !edges && !spaces && !value.chars().any(|c| c.is_control() || ends_line(c))
}

/// JSON without any character that could end a line.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() && !c.is_control() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _infallible = write!(out, "\\u{unit:04x}");
        }
    }
    out
}
