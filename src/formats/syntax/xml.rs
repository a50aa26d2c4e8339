//! Writing XML, and reading it with a place for every error.

use crate::{
    formats::{DocumentView, FormatError, FormatFault, Input, Loss, Lost},
    text::{escape_markup, is_allowed_in_xml},
};

/// Words between tags. What XML cannot hold becomes U+FFFD, one for one.
pub(in crate::formats) fn text(words: &str) -> String {
    escape_markup(words, |c| c == '\r')
}

/// The value of an attribute, to stand between double quotes. Parsers turn bare line ends into
/// spaces there.
pub(in crate::formats) fn attribute(words: &str) -> String {
    escape_markup(words, |c| matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}'))
}

/// What XML cannot hold of a document.
pub(in crate::formats) fn losses(view: &DocumentView<'_>) -> Vec<Loss> {
    let mut losses = Vec::new();
    if !view.source().chars().all(is_allowed_in_xml) {
        losses.push(view.document_loss(Lost::Control));
    }
    losses.extend(view.lost_spans(|span| {
        let values = span.attributes.iter().map(|(_, value)| value);
        let bad = values.into_iter().any(|it| !it.chars().all(is_allowed_in_xml));
        bad.then_some(Lost::Control)
    }));
    losses
}

/// A name for an XML element or attribute: letters and digits, no digit first.
pub(in crate::formats) fn name(key: &str) -> String {
    let fit = |c: char| if is_name_char(c) { c } else { '_' };
    let name: String = key.chars().map(fit).collect();
    // Names that begin with "xml" belong to XML.
    let is_its_own = name.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("xml"));
    match name.chars().next() {
        Some(c) if is_name_start(c) && !is_its_own => name,
        _ => format!("_{name}"),
    }
}

/// The `NameStartChar` of XML 1.0 (fifth edition, 2.3) but the colon.
fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// Its `NameChar`, without what our keys part words with.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// The most elements, texts and attributes of a file: each takes some hundred bytes once it is read.
const MOST_NODES: u32 = 10_000_000;

/// The most attributes of one element: each is compared with all others of it.
const MOST_ATTRIBUTES: usize = 1000;

/// The first byte of a tag with more attributes than are read, if there is one.
fn crowded_tag(source: &str) -> Option<usize> {
    let mut tag: Option<(usize, usize)> = None;
    let mut quote = None;
    for (at, byte) in source.bytes().enumerate() {
        match (&mut tag, quote, byte) {
            (Some(_), Some(open), _) => quote = (byte != open).then_some(open),
            (Some((start, count)), None, b'"' | b'\'') => {
                *count += 1;
                if *count > MOST_ATTRIBUTES {
                    return Some(*start);
                }
                quote = Some(byte);
            }
            (Some(_), None, b'>') => tag = None,
            (None, _, b'<') => tag = Some((at, 0)),
            _ => {}
        }
    }
    None
}

/// Parses a file. Document types, and with them entities of one's own, are refused.
pub(in crate::formats) fn parse<'a>(
    input: &Input,
    source: &'a str,
) -> Result<roxmltree::Document<'a>, FormatError> {
    if let Some(byte) = crowded_tag(source) {
        let fault = FormatFault::ManyAttributes(MOST_ATTRIBUTES);
        return Err(FormatError::at_byte(&input.name, source, byte, fault));
    }
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..Default::default()
    };
    roxmltree::Document::parse_with_options(source, options).map_err(|error| {
        if matches!(error, roxmltree::Error::DtdDetected) {
            let byte = source.find("<!DOCTYPE").unwrap_or(0);
            return FormatError::at_byte(&input.name, source, byte, FormatFault::DocumentType);
        }
        if matches!(
            error,
            roxmltree::Error::UnexpectedEndOfStream | roxmltree::Error::UnclosedRootNode
        ) {
            let fault = FormatFault::EndsEarly(error.to_string());
            return FormatError::at_byte(&input.name, source, source.len(), fault);
        }
        let (row, column) = (error.pos().row as usize, error.pos().col as usize);
        let words = error.to_string();
        let what = words.rsplit_once(" at ").map_or(words.as_str(), |(what, _)| what);
        FormatError::at(&input.name, row, column, FormatFault::Syntax(what.to_owned()))
    })
}
