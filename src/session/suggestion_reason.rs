//! Why something is suggested: in counts of what the analyst did, never by a score.

use super::{Editor, HeldBackReason};
use crate::{
    learn::{LikenessPlace, RuleCounts, SuggestionReason},
    messages::{Message, Worded},
    model::schema::LocalizedText,
    recognize::FoundBy,
};

/// Who found a suggestion, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhySuggested {
    /// A rule or a program found it.
    Found {
        /// Which.
        by: FoundBy,
        /// What became of its findings so far.
        counts: RuleCounts,
    },
    /// The same words have the label elsewhere.
    Words {
        /// What people call the label.
        label: LocalizedText,
        /// How often they have it.
        tagged: u32,
        /// How often not.
        untagged: u32,
    },
    /// It stands like words that have the label.
    Likeness {
        /// What people call the label.
        label: LocalizedText,
        /// The words that say so most.
        places: Vec<(LikenessPlace, String)>,
    },
}

impl Editor {
    /// Why the suggestion at `index` is made.
    pub fn why_suggested(&self, index: usize) -> Option<WhySuggested> {
        let mention = self.suggestions().mentions().get(index)?;
        let schema = self.document().schema();
        let title = || {
            let label = schema.label_ever(&mention.label);
            label.map(|it| it.title.clone()).unwrap_or_default()
        };
        Some(match self.suggestions().reason(self.document(), index) {
            Some(SuggestionReason::Rule(counts)) => {
                WhySuggested::Found { by: mention.found_by.clone(), counts }
            }
            Some(SuggestionReason::Words { tagged, untagged }) => {
                WhySuggested::Words { label: title(), tagged, untagged }
            }
            Some(SuggestionReason::Likeness(places)) => {
                let text = self.document().text();
                let words = places.into_iter();
                let words = words.map(|(place, it)| (place, text.slice(it).to_owned()));
                WhySuggested::Likeness { label: title(), places: words.collect() }
            }
            None => {
                let counts = RuleCounts::default();
                WhySuggested::Found { by: mention.found_by.clone(), counts }
            }
        })
    }

    /// Why the suggestion at `index` is held back, or would be.
    pub fn why_held_back(&self, index: usize) -> Option<HeldBackReason> {
        self.suggestions().why_held_back(index)
    }
}

impl Worded for WhySuggested {
    fn message(&self) -> Message {
        match self {
            Self::Found { by, counts } => {
                let is_new = *counts == RuleCounts::default();
                let message = match by {
                    FoundBy::Program(name) => {
                        let key = if is_new { "why-program-new" } else { "why-program" };
                        Message::new(key).with_text("name", &**name)
                    }
                    FoundBy::Rules | FoundBy::Memory | FoundBy::Model => {
                        Message::new(if is_new { "why-rule-new" } else { "why-rule" })
                    }
                };
                if is_new {
                    return message;
                }
                message
                    .with("accepted", counts.accepted)
                    .with("corrected", counts.corrected)
                    .with("rejected", counts.rejected)
                    .with("left", counts.left)
            }
            Self::Words { label, tagged, untagged } => Message::new("why-words")
                .with_title("label", "", Some(label))
                .with("tagged", *tagged)
                .with("untagged", *untagged),
            Self::Likeness { label, places } => {
                let mut how = places.iter().map(|(place, words)| beside(*place, words));
                let why = match (how.next(), how.next()) {
                    (None, _) => Message::new("why-likeness"),
                    (Some(one), None) => Message::new("why-likeness-one").with("first", one),
                    (Some(one), Some(two)) => {
                        Message::new("why-likeness-two").with("first", one).with("second", two)
                    }
                };
                why.with_title("label", "", Some(label))
            }
        }
    }
}

/// What is like tags, by the words that say so.
fn beside(place: LikenessPlace, words: &str) -> Message {
    let key = match place {
        LikenessPlace::Before => "why-beside-before",
        LikenessPlace::After => "why-beside-after",
        LikenessPlace::First => "why-beside-first",
        LikenessPlace::Last => "why-beside-last",
    };
    Message::new(key).with_text("words", words)
}

impl Worded for HeldBackReason {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Unlikely => "held-back-unlikely",
            Self::Never => "held-back-never",
        })
    }
}
