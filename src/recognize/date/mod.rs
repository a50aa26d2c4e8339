//! Dates in Persian news: found, resolved in three calendars, and checked.
//!
//! A paragraph at a time: fold, tokens, grammar, gate, resolution. No regular expressions; every
//! look ahead is bounded, so the time is linear in the text.

mod again;
mod atom;
mod atoms;
mod calendar;
mod check;
mod describe;
mod duration;
mod gate;
mod grammar;
mod lexicon;
mod links;
mod node;
mod paragraph;
mod publication;
mod reader;
mod resolve;
mod tense;
mod typed;
mod value;
mod value_read;
mod wording;

pub use again::{Again, at_caret, read_range};
pub use calendar::{Calendar, Days, Parts};
pub use check::{Fault, Finding, Stated, check, check_one};
pub use describe::{Description, describe};
pub use duration::{Amount, Length};
pub use publication::publication_date;
pub use typed::{Reading, native_of, read_typed};
pub use value::{Reference, TimeOfDay, Unit, Value};
pub use wording::weekday_name;

use super::{Context, Mention, Recognizer};
use crate::text::Text;
use paragraph::{Finder, chunks};

/// The recognizer of dates.
pub const RECOGNIZER: Recognizer = Recognizer { id: "date", find };

/// Every date of `text`, in text order.
pub fn find(text: &Text, context: &Context) -> Vec<Mention> {
    let mut finder = Finder::new(*context);
    let mut mentions = Vec::new();
    for chunk in chunks(text) {
        finder.read(text, chunk, &mut mentions);
    }
    mentions
}
