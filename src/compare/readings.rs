//! How a record reads: what a decision remembers of it.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::{
    ArticleComparison,
    groups::RecordGroup,
    work::{WorkIndex, is_compared},
};
use crate::{
    model::AnnotationId,
    text::{Text, hex},
};

/// By analyst who has a record: their tag, and eight digits of how it reads.
pub(super) type RecordReadings = BTreeMap<String, (AnnotationId, String)>;

/// How many code points around the words of a record are part of what was decided on.
const AROUND: usize = 8;
/// How many digits of the SHA-256 a decision remembers.
const DIGITS: usize = 8;

/// What a decision remembers of a record: eight digits that are others when its label, its words with
/// what stands around them, its compared attributes or the words it links to are. No offsets: an
/// article that was edited elsewhere changes nothing.
fn digits_of(text: &Text, work: &WorkIndex<'_>, span: usize) -> String {
    let Some(it) = work.spans.get(span) else { return String::new() };
    let extent = &it.annotation.extent;
    let mut said = vec![it.label().to_owned()];
    said.extend(extent.pieces().map(|piece| text.slice(piece).to_owned()));
    let before = text.as_str().get(..extent.start()).unwrap_or_default();
    let after = text.as_str().get(extent.end()..).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    said.push(before.into_iter().rev().collect());
    said.push(after.chars().take(AROUND).collect());
    let attributes = it.annotation.attributes.iter().filter(|it| is_compared(it.0.as_str()));
    said.extend(attributes.map(|(key, value)| format!("@{key}={value}")));
    let words = |at: usize| {
        let pieces = work.spans.get(at).into_iter().flat_map(|it| it.annotation.extent.pieces());
        text.quote(pieces)
    };
    let links: BTreeSet<String> =
        work.links_from(span).map(|it| format!(">{} {}", it.label, words(it.to))).collect();
    said.extend(links);
    let mut digits = hex(&Sha256::digest(said.join("\n")));
    digits.truncate(DIGITS);
    digits
}

/// Who has a record, under which id, and how it reads.
pub(super) fn readings_of(article: &ArticleComparison<'_>, group: &RecordGroup) -> RecordReadings {
    let of = group.holders().filter_map(|(at, span)| {
        let work = article.works.get(at)?;
        let digits = digits_of(article.text, work, span);
        Some((work.analyst.to_owned(), (work.spans.get(span)?.annotation.id, digits)))
    });
    of.collect()
}
