//! What is said of every tag, as cards beside the text: who claims what, and when that is.

use std::{collections::BTreeMap, ops::Range};

use super::{ReportPhrase, ReportTypesetter, facts::one_line, phrases::digits};
use crate::{
    model::{
        Annotation, AnnotationId, Document,
        schema::{
            Attribute, Label, LabelRole, ValueKind,
            standard::{CALENDAR, DATE, NATIVE, RULE, VALUE},
        },
    },
    timex::describe,
};

/// The cards of an article, in reading order.
#[derive(Debug)]
pub(super) struct ArticleCards {
    all: Vec<TagCard>,
    /// The card that shows a tag; that of the claim for its parts.
    of_tag: BTreeMap<AnnotationId, usize>,
}

/// What is said of a tag.
#[derive(Clone, Debug)]
pub(super) struct TagCard {
    pub(super) id: AnnotationId,
    /// Counted from 1 in reading order, in the digits of the language.
    pub(super) number: usize,
    /// The first byte of the tag.
    pub(super) start: usize,
    /// The place of its label in the schema, where it has one.
    pub(super) label: Option<usize>,
    pub(super) title: String,
    /// The tag's words.
    pub(super) words: String,
    /// Who says it and by which words, for what has such parts: title and words of each.
    pub(super) frame: Vec<(String, String)>,
    /// A date in both calendars.
    pub(super) described: Vec<String>,
    /// Names and values of what else is said of it.
    pub(super) rows: Vec<TagCardRow>,
}

/// One thing said of a tag.
#[derive(Clone, Debug)]
pub(super) struct TagCardRow {
    pub(super) name: String,
    pub(super) value: String,
    /// The tag it is about.
    pub(super) target: Option<AnnotationId>,
    /// A web address.
    pub(super) link: Option<String>,
}

/// Between who says it, by which words, and what: turned around where it reads to the left, and in
/// every font, which arrows are not.
pub(super) const NEXT: char = '›';

/// Attributes that are shown in other words.
const DESCRIBED: &[&str] = &[VALUE, NATIVE, CALENDAR, RULE, "confidence"];

impl ArticleCards {
    pub(super) fn of(typesetter: &ReportTypesetter, document: &Document) -> Self {
        let mut all: Vec<TagCard> = Vec::new();
        let mut of_tag = BTreeMap::new();
        let order = document.in_reading_order();
        let owner = |it: &Annotation| {
            let is_part = document
                .schema()
                .label(it.label.as_str())
                .is_some_and(|it| it.role == LabelRole::Part);
            let owner = document.relations_of(it.id).find(|link| link.to == it.id);
            owner.filter(|_| is_part).map(|link| link.from)
        };
        for annotation in &order {
            if owner(annotation).is_none() {
                of_tag.insert(annotation.id, all.len());
                let number = all.len() + 1;
                all.push(CardReader { typesetter, document }.card(annotation, number));
            }
        }
        for annotation in order {
            if let Some(&card) = owner(annotation).and_then(|owner| of_tag.get(&owner)) {
                of_tag.insert(annotation.id, card);
            }
        }
        Self { all, of_tag }
    }

    /// All of them, in reading order.
    pub(super) fn all(&self) -> &[TagCard] {
        &self.all
    }

    /// The tag whose card shows `id`.
    pub(super) fn of_tag(&self, id: AnnotationId) -> Option<AnnotationId> {
        self.of_tag.get(&id).and_then(|&it| self.all.get(it)).map(|it| it.id)
    }

    /// The number of the card of `id`, where it has one of its own.
    pub(super) fn number(&self, id: AnnotationId) -> Option<usize> {
        let card = self.all.get(*self.of_tag.get(&id)?)?;
        (card.id == id).then_some(card.number)
    }

    /// The cards of the tags that start in `bytes`.
    pub(super) fn starting_in(&self, bytes: Range<usize>) -> &[TagCard] {
        let from = self.all.partition_point(|it| it.start < bytes.start);
        let to = self.all.partition_point(|it| it.start < bytes.end);
        self.all.get(from..to).unwrap_or_default()
    }
}

struct CardReader<'a> {
    typesetter: &'a ReportTypesetter,
    document: &'a Document,
}

impl CardReader<'_> {
    fn card(&self, annotation: &Annotation, number: usize) -> TagCard {
        let schema = self.document.schema();
        let place = schema.labels.iter().position(|label| annotation.label == *label.id);
        let label = place.and_then(|at| schema.labels.get(at));
        let code = self.typesetter.language.code();
        let title =
            label.map_or(annotation.label.to_string(), |it| it.title.in_language(code).to_owned());
        let mut rows = self.attributes(annotation, label);
        let mut frame = Vec::new();
        for kind in &schema.relations {
            for link in
                self.document.relations_of(annotation.id).filter(|link| link.label == *kind.id)
            {
                let title = kind.title.in_language(code).to_owned();
                let outgoing = link.from == annotation.id;
                let other = if outgoing { link.to } else { link.from };
                let Some(other) = self.document.annotation(other) else { continue };
                let words = one_line(&self.document.quote(other));
                let is_part =
                    schema.label(other.label.as_str()).is_some_and(|it| it.role == LabelRole::Part);
                if outgoing && is_part {
                    frame.push((title, words));
                } else if outgoing || link.label == "pair" {
                    let value = self.with_days(other, words);
                    rows.push(TagCardRow {
                        name: title,
                        value,
                        target: Some(other.id),
                        link: None,
                    });
                }
            }
        }
        TagCard {
            id: annotation.id,
            number,
            start: annotation.extent.start(),
            label: place,
            title,
            words: one_line(&self.document.quote(annotation)),
            frame,
            described: self.described(annotation),
            rows,
        }
    }

    /// A date's value in both calendars, with the weekday.
    fn described(&self, annotation: &Annotation) -> Vec<String> {
        let value = annotation.attributes.get(VALUE).unwrap_or_default().trim();
        if !annotation.is_a(self.document.schema(), DATE) || value.is_empty() {
            return Vec::new();
        }
        let described = describe(value, self.typesetter.language);
        let days = match described.weekday {
            Some(weekday) => format!("{weekday} {}", described.jalali),
            None => described.jalali,
        };
        let mut lines = vec![days];
        if lines.first() != Some(&described.gregorian) {
            lines.push(described.gregorian);
        }
        lines.retain(|it| !it.is_empty());
        lines.push(value.to_owned());
        lines
    }

    /// The words of a linked tag, shortened, and what they mean where it is a date.
    fn with_days(&self, annotation: &Annotation, words: String) -> String {
        const LONGEST: usize = 60;
        let words = match words.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default().trim_end()),
            None => words,
        };
        let value = annotation.attributes.get(VALUE).unwrap_or_default().trim();
        if !annotation.is_a(self.document.schema(), DATE) || value.is_empty() {
            return words;
        }
        let described = describe(value, self.typesetter.language);
        let both = [described.jalali, described.gregorian].map(|it| isolated(&it));
        let both = if both[0] == both[1] { both[0].clone() } else { both.join(" · ") };
        format!("{words} ({both})")
    }

    fn attributes(&self, annotation: &Annotation, label: Option<&Label>) -> Vec<TagCardRow> {
        let is_date = annotation.is_a(self.document.schema(), DATE);
        let is_described = |key: &str| is_date && DESCRIBED.contains(&key);
        let values = annotation.attributes.iter().filter(|(_, value)| !value.is_empty());
        let shown = values.filter(|(key, _)| !is_described(key.as_str()));
        let known = |key: &str| label.and_then(|it| it.attribute(key));
        shown.map(|(key, value)| self.row(key.as_str(), value, known(key.as_str()))).collect()
    }

    fn row(&self, key: &str, value: &str, attribute: Option<&Attribute>) -> TagCardRow {
        let code = self.typesetter.language.code();
        let name = attribute.map_or(key, |it| it.title.in_language(code)).to_owned();
        let mut link = None;
        let value = match attribute.map(|it| &it.values) {
            Some(ValueKind::Choice(choices)) => {
                let chosen = choices.iter().find(|it| it.id == value);
                chosen.map_or(value, |it| it.title.in_language(code)).to_owned()
            }
            Some(ValueKind::YesNo) if value == "yes" => self.typesetter.say(ReportPhrase::Yes),
            Some(ValueKind::YesNo) if value == "no" => self.typesetter.say(ReportPhrase::No),
            Some(ValueKind::Number) => digits(value, self.typesetter.language),
            Some(ValueKind::Date) => {
                let described = describe(value, self.typesetter.language);
                format!("{} · {}", described.jalali, described.gregorian)
            }
            Some(ValueKind::Link) => {
                let is_web = value.starts_with("https://") || value.starts_with("http://");
                link = is_web.then(|| value.to_owned());
                value.to_owned()
            }
            Some(ValueKind::Text | ValueKind::YesNo) | None => one_line(value),
        };
        TagCardRow { name, value, target: None, link }
    }
}

/// Words set apart from those around them, so that they keep their own order (UAX #9, isolates).
pub(super) fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}
