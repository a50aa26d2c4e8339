//! Writing XML, and reading it with a place for every error.

use std::fmt::Write as _;

use super::{FormatError, Input, Loss, View};

/// True for what XML 1.0 can hold at all.
pub(super) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Words between tags. What XML cannot hold becomes U+FFFD, one for one.
pub(super) fn text(words: &str) -> String {
    escape(words, |c| c == '\r')
}

/// The value of an attribute, to stand between double quotes. Parsers turn bare line ends into
/// spaces there.
pub(super) fn attribute(words: &str) -> String {
    escape(words, |c| matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}'))
}

fn escape(words: &str, as_number: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if as_number(c) => {
                let _infallible = write!(out, "&#{};", u32::from(c));
            }
            c if is_allowed(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
    out
}

/// What XML cannot hold of a document.
pub(super) fn losses(view: &View<'_>) -> Vec<Loss> {
    const WHAT: &str = "a control character that XML cannot hold";
    let mut losses = Vec::new();
    if !view.source().chars().all(is_allowed) {
        losses.push(view.document_loss(WHAT));
    }
    losses.extend(view.lost_spans(|span| {
        let values = span.attributes.iter().map(|(_, value)| value);
        let bad = values.into_iter().any(|it| !it.chars().all(is_allowed));
        bad.then(|| WHAT.to_owned())
    }));
    losses
}

/// A name for an XML element or attribute: letters and digits, no digit first.
pub(super) fn name(key: &str) -> String {
    let fit = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '_' };
    let name: String = key.chars().map(fit).collect();
    match name.chars().next() {
        Some(c) if c.is_alphabetic() || c == '_' => name,
        _ => format!("_{name}"),
    }
}

/// The most elements, texts and attributes of a file: each takes some hundred bytes once it is read.
const MOST_NODES: u32 = 10_000_000;

/// Parses a file. Document types, and with them entities of one's own, are refused.
pub(super) fn parse<'a>(
    input: &Input,
    source: &'a str,
) -> Result<roxmltree::Document<'a>, FormatError> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..Default::default()
    };
    roxmltree::Document::parse_with_options(source, options).map_err(|error| {
        if matches!(error, roxmltree::Error::DtdDetected) {
            let byte = source.find("<!DOCTYPE").unwrap_or(0);
            let what = "a document type is not read, since its entities may do harm; remove it";
            return FormatError::at_byte(&input.name, source, byte, what);
        }
        if matches!(
            error,
            roxmltree::Error::UnexpectedEndOfStream | roxmltree::Error::UnclosedRootNode
        ) {
            let what = format!("{error}: the file ends before its last element does");
            return FormatError::at_byte(&input.name, source, source.len(), what);
        }
        let (row, column) = (error.pos().row as usize, error.pos().col as usize);
        let words = error.to_string();
        let what = words.rsplit_once(" at ").map_or(words.as_str(), |(what, _)| what);
        FormatError::at(&input.name, row, column, what)
    })
}
