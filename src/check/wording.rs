//! Findings as sentences.

use super::{Finding, FindingGroup, FindingKind, WeekdayPair};
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
        match &self.finding.kind {
            FindingKind::PairDisagrees { here, there } => Message::new("finding-pair-disagrees")
                .with("here", Argument::Value(here.clone()))
                .with("there", Argument::Value(there.clone())),
            FindingKind::ImpossibleDate { value } => {
                Message::new("finding-impossible-date").with_text("value", value)
            }
            FindingKind::OtherWeekday(days) => weekdays("finding-other-weekday", *days),
            FindingKind::OtherPublicationWeekday(days) => {
                weekdays("finding-other-publication-weekday", *days)
            }
            FindingKind::OtherPublicationDay { published, catalogued } => {
                Message::new("finding-other-publication-day")
                    .with("published", Argument::Value(published.clone()))
                    .with("catalogued", Argument::Value(catalogued.clone()))
            }
            FindingKind::CountedFromOtherDay { value, counted } => {
                Message::new("finding-counted-from-other-day")
                    .with("value", Argument::Value(value.clone()))
                    .with("counted", Argument::Value(counted.clone()))
            }
            FindingKind::AfterPublication { value, published } => {
                Message::new("finding-after-publication")
                    .with("value", Argument::Value(value.clone()))
                    .with_text("published", published)
            }
            FindingKind::UnresolvedDate { .. } => Message::new("finding-unresolved-date"),
            FindingKind::EndsBeforeBegin { begin, end } => {
                Message::new("finding-ends-before-begin")
                    .with_text("begin", begin)
                    .with_text("end", end)
            }
            FindingKind::NoPublicationDay { published } => {
                Message::new("finding-no-publication-day").with_text("published", published)
            }
            FindingKind::StartsWithThat => Message::new("finding-starts-with-that"),
            FindingKind::StartsWithMark => Message::new("finding-starts-with-mark"),
            FindingKind::EndsWithMark => Message::new("finding-ends-with-mark"),
            FindingKind::InQuotationMarks => Message::new("finding-in-quotation-marks"),
            FindingKind::MissingLink { relation } => {
                self.of_relation("finding-missing-link", relation)
            }
            FindingKind::UnlinkedDate => Message::new("finding-unlinked-date"),
            FindingKind::InsideWord { word } => {
                Message::new("finding-inside-word").with_text("word", word)
            }
            FindingKind::SplitCharacter => Message::new("finding-split-character"),
            FindingKind::Twice { label } => {
                Message::new("finding-twice").with("label", self.label(label))
            }
            FindingKind::WithoutPlace { label } => {
                Message::new("finding-without-place").with("label", self.label(label))
            }
            FindingKind::MergeConflict { other } => {
                Message::new("finding-merge-conflict").with_text("other", other)
            }
            FindingKind::OtherLabelElsewhere { here, elsewhere } => {
                Message::new("finding-other-label-elsewhere")
                    .with("here", self.label(here))
                    .with("elsewhere", self.label(elsewhere))
            }
            FindingKind::MissingAttribute { attribute } => {
                self.of_attribute("finding-missing-attribute", attribute)
            }
            FindingKind::UnknownLabel { label } => {
                Message::new("finding-unknown-label").with_title("label", label, None)
            }
            FindingKind::UnknownAttribute { attribute } => {
                Message::new("finding-unknown-attribute").with_title("attribute", attribute, None)
            }
            FindingKind::WrongValue { attribute, value } => {
                self.of_attribute("finding-wrong-value", attribute).with_text("value", value)
            }
            FindingKind::UnknownLink { relation } => {
                Message::new("finding-unknown-link").with_title("relation", relation, None)
            }
            FindingKind::WrongEnds { relation, from, to } => self
                .of_relation("finding-wrong-ends", relation)
                .with("from", self.label(from))
                .with("to", self.label(to)),
        }
    }
}

impl NamedFinding<'_> {
    fn label(&self, id: &str) -> Argument {
        let title = self.schema.label_ever(id).map(|it| it.title.clone());
        Argument::Title { key: id.to_owned(), title }
    }

    fn of_relation(&self, key: &'static str, id: &str) -> Message {
        let kind = self.schema.relation(id);
        Message::new(key).with_title("relation", id, kind.map(|it| &it.title))
    }

    /// About an attribute of any label.
    fn of_attribute(&self, key: &'static str, id: &str) -> Message {
        let attribute = self.schema.labels.iter().find_map(|it| it.attribute(id));
        Message::new(key).with_title("attribute", id, attribute.map(|it| &it.title))
    }
}

fn weekdays(key: &'static str, days: WeekdayPair) -> Message {
    Message::new(key)
        .with("written", Argument::Weekday(days.written))
        .with("counted", Argument::Weekday(days.counted))
}

impl Worded for FindingGroup {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Dates => "findings-dates",
            Self::Claims => "findings-claims",
            Self::Tags => "findings-tags",
            Self::Schema => "findings-schema",
        })
    }
}
