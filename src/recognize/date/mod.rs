//! Dates in Persian news: found, resolved to TIMEX3 values (`timex`), and checked.
//!
//! A paragraph at a time: fold, tokens, grammar, gate, resolution. No regular expressions; every
//! look ahead is bounded, so the time is linear in the text.

mod atom;
mod atoms;
mod check;
mod chunks;
mod date_agreement;
mod date_reader;
mod figure_pairs;
mod foreign;
mod gate;
mod grammar;
mod lexicon;
mod links;
mod node;
mod paragraph;
mod publication;
mod publication_day;
mod resolve;
mod resolved_expression;
mod row_support;
mod rules;
mod table_rows;
mod tense;
mod token_reader;
mod typed;
mod written_day;

pub use check::{DateFault, DateFinding, StatedDate, check, check_one};
pub use date_agreement::DateAgreement;
pub use date_reader::{DateReader, at_caret, read_range};
pub use lexicon::check_bundled_lists;
pub use publication::{
    PublicationClues, PublicationProposal, PublicationSign, publication_proposals,
};
pub use publication_day::{PageDays, published_on};
pub use rules::{DateRule, RULES};
pub use typed::{TypedDate, read_typed};
pub use written_day::{day_of_name, days_in_numbers};

use super::{Context, Mention, Recognizer};
use crate::{language::verses, text::Text};
use chunks::chunks;
use figure_pairs::FigurePairs;
use paragraph::DateFinder;

/// The recognizer of dates.
pub const RECOGNIZER: Recognizer =
    Recognizer { id: "date", find, at_caret, read_range: Some(read_range) };

/// Every date of `text`, in text order.
pub fn find(text: &Text, context: &Context) -> Vec<Mention> {
    let paragraphs = text.paragraphs();
    let line = |it| {
        let bytes = paragraphs.bytes(it);
        (bytes.start, text.as_str().get(bytes).unwrap_or_default())
    };
    let figures = FigurePairs::of((0..paragraphs.count()).map(line));
    let mut finder = DateFinder::new(*context).without(figures);
    let mut mentions = Vec::new();
    let poems = verses(text.as_str(), (0..paragraphs.count()).map(|it| paragraphs.bytes(it)));
    let is_verse = |it: &std::ops::Range<usize>| poems.iter().any(|poem| poem.contains(&it.start));
    for chunk in chunks(text).filter(|it| !is_verse(it)) {
        mentions.extend(finder.read(text, chunk));
    }
    mentions
}
