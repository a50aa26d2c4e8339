//! Findings as sentences.

use super::{Code, Finding, Group};
use crate::{
    messages::{Argument, Message, Worded},
    model::Schema,
};

/// A finding with the schema that says what its labels, attributes and links are called.
#[derive(Clone, Copy, Debug)]
pub struct NamedFinding<'a> {
    finding: &'a Finding,
    schema: &'a Schema,
}

impl Finding {
    /// To put it in words.
    pub fn named_by<'a>(&'a self, schema: &'a Schema) -> NamedFinding<'a> {
        NamedFinding { finding: self, schema }
    }
}

impl Worded for NamedFinding<'_> {
    fn message(&self) -> Message {
        let Finding { code, said, against, .. } = self.finding;
        match code {
            Code::PairDisagrees => Message::new("fault-pair-disagrees")
                .with("said", Argument::Value(said.clone()))
                .with("against", Argument::Value(against.clone())),
            Code::ImpossibleDate => Message::new("fault-impossible").with_text("said", said),
            Code::OtherWeekday => Message::new("fault-other-weekday")
                .with("said", weekday(said))
                .with("against", weekday(against)),
            Code::AfterPublication => Message::new("fault-after-publication")
                .with("said", Argument::Value(said.clone()))
                .with_text("against", against),
            Code::UnresolvedDate => Message::new("fault-unresolved"),
            Code::EndsBeforeBegin => Message::new("fault-ends-before-begin")
                .with_text("said", said)
                .with_text("against", against),
            Code::NoPublicationDay => {
                Message::new("fault-no-publication-day").with_text("said", said)
            }
            Code::OtherPublicationDay => Message::new("fault-other-publication-day")
                .with("said", Argument::Value(said.clone()))
                .with("against", Argument::Value(against.clone())),
            Code::StartsWithThat => Message::new("fault-starts-with-that"),
            Code::StartsWithMark => Message::new("fault-starts-with-mark"),
            Code::EndsWithMark => Message::new("fault-ends-with-mark"),
            Code::InQuotationMarks => Message::new("fault-in-quotation-marks"),
            Code::MissingLink => self.of_relation("fault-missing-link"),
            Code::UnlinkedDate => Message::new("fault-unlinked-date"),
            Code::InsideWord => Message::new("fault-inside-word").with_text("said", said),
            Code::SplitCharacter => Message::new("fault-split-character"),
            Code::Twice => Message::new("fault-twice").with("said", self.label(said)),
            Code::OtherLabelElsewhere => Message::new("fault-other-label-elsewhere")
                .with("said", self.label(said))
                .with("against", self.label(against)),
            Code::MissingAttribute => self.of_attribute("fault-missing-attribute"),
            Code::UnknownLabel => {
                Message::new("fault-unknown-label").with_title("said", said, None)
            }
            Code::UnknownAttribute => {
                Message::new("fault-unknown-attribute").with_title("said", said, None)
            }
            Code::WrongValue => {
                self.of_attribute("fault-wrong-value").with_text("against", against)
            }
            Code::UnknownLink => Message::new("fault-unknown-link").with_title("said", said, None),
            Code::WrongEnds => self.of_relation("fault-wrong-ends").with_text("against", against),
        }
    }
}

impl NamedFinding<'_> {
    fn label(&self, id: &str) -> Argument {
        let title = self.schema.label_ever(id).map(|it| it.title.clone());
        Argument::Title { key: id.to_owned(), title }
    }

    fn of_relation(&self, key: &'static str) -> Message {
        let id = &self.finding.said;
        let kind = self.schema.relation(id);
        Message::new(key).with_title("said", id, kind.map(|it| &it.title))
    }

    /// About an attribute of any label.
    fn of_attribute(&self, key: &'static str) -> Message {
        let id = &self.finding.said;
        let attribute = self.schema.labels.iter().find_map(|it| it.attribute(id));
        Message::new(key).with_title("said", id, attribute.map(|it| &it.title))
    }
}

/// A weekday by its number; what is none has no words.
fn weekday(number: &str) -> Argument {
    Argument::Weekday(number.parse().unwrap_or_default())
}

impl Worded for Group {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Dates => "findings-dates",
            Self::Claims => "findings-claims",
            Self::Tags => "findings-tags",
            Self::Schema => "findings-schema",
        })
    }
}
