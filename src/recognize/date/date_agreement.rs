//! A second opinion that costs nothing: where a text says a date twice, both must be the same.

use super::{atom::Atom, atoms::scan, check::other_weekday, find};
use crate::{
    language::{Fold, Folded},
    recognize::{Context, Mention},
    text::Text,
    timex::{Calendar, Value},
};

/// How many of a text's dates agree with what else is said of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateAgreement {
    /// Days written with their weekday.
    pub weekdays: u32,
    /// Those of them that have it.
    pub weekdays_agreeing: u32,
    /// Dates linked to a pair partner, both of which name days.
    pub pairs: u32,
    /// Those of them that are the same time.
    pub pairs_agreeing: u32,
}

impl DateAgreement {
    /// Counts the dates that are found in `text`.
    pub fn of(text: &Text, context: &Context) -> Self {
        let mentions = find(text, context);
        let mut agreement = Self::default();
        for mention in &mentions {
            agreement.count_weekday(text, mention);
            agreement.count_pair(mention, &mentions);
        }
        agreement
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            weekdays: self.weekdays + other.weekdays,
            weekdays_agreeing: self.weekdays_agreeing + other.weekdays_agreeing,
            pairs: self.pairs + other.pairs,
            pairs_agreeing: self.pairs_agreeing + other.pairs_agreeing,
        }
    }

    /// A weekday alone says its day itself; one beside a date is a second opinion.
    fn count_weekday(&mut self, text: &Text, mention: &Mention) {
        let (Some(range), Some(value)) = (mention.pieces.first(), value(mention)) else { return };
        let is_dated = attribute(mention, "calendar").is_some();
        if !is_dated || !has_weekday(text.slice(*range)) || !matches!(value, Value::Day(_)) {
            return;
        }
        self.weekdays += 1;
        self.weekdays_agreeing += u32::from(other_weekday(text, *range, &value).is_none());
    }

    /// A pair is counted where both name days: of others nothing was compared.
    fn count_pair(&mut self, mention: &Mention, all: &[Mention]) {
        let Some(link) = mention.links.iter().find(|it| it.relation == "pair") else { return };
        let Some(partner) = all.iter().find(|it| it.pieces == link.pieces) else { return };
        let (Some(one), Some(other)) = (value(mention), value(partner)) else { return };
        if one.days().is_none() || other.days().is_none() {
            return;
        }
        // As the check of annotations has it: what was sighted may be a day off the tabular calendar.
        let is_lunar = |it| attribute(it, "calendar") == Some(Calendar::Islamic.key());
        let slack_days = i32::from(is_lunar(mention) || is_lunar(partner));
        self.pairs += 1;
        self.pairs_agreeing += u32::from(!one.disagrees(&other, slack_days));
    }
}

fn attribute<'a>(mention: &'a Mention, key: &str) -> Option<&'a str> {
    let found = mention.attributes.iter().find(|(it, _)| *it == key)?;
    Some(found.1.as_str())
}

fn value(mention: &Mention) -> Option<Value> {
    Value::parse(attribute(mention, "value")?)
}

/// True where one of the words of `source` is a weekday.
fn has_weekday(source: &str) -> bool {
    let folded = Folded::new(source, Fold::Strict);
    let mut tokens = Vec::new();
    scan(folded.as_str(), &mut tokens);
    tokens.iter().any(|it| matches!(it.atom, Atom::Weekday(_)))
}
