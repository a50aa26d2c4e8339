//! What is wrong with given dates, beside their words: each finding has its places and both readings.

use jiff::civil;

use super::{
    atom::{Atom, DayPart},
    atoms::{DateToken, scan},
    tense::clause,
    token_reader::TokenReader,
};
use crate::{
    language::{Fold, Folded, Tense, paragraph_at},
    recognize::{Context, Mention},
    text::{Text, TextRange},
    timex::{PartOfDay, TimeOfDay, TimexAttributes, TimexType, Value, ValueFault, days_between},
};

/// A date of a text as a mention or an annotation states it.
#[derive(Clone, Copy, Debug)]
pub struct StatedDate<'a> {
    /// Its words.
    pub range: TextRange,
    /// What it states.
    pub timex: TimexAttributes<'a>,
    /// The words of its pair partner, where it is linked to one.
    pub pair: Option<TextRange>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateFault {
    /// Two dates that should be the same are not.
    PairDisagrees,
    /// A day that its calendar does not have.
    Impossible,
    /// The weekday said is not the date's.
    OtherWeekday,
    /// A date after publication in a clause about the past.
    AfterPublication,
    /// A date without a value.
    Unresolved,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFinding {
    /// What.
    pub fault: DateFault,
    /// Where.
    pub range: TextRange,
    /// The words it is at odds with.
    pub other: Option<TextRange>,
    /// What is stated: a value, a native date, a weekday (`1` to `7`, Monday is 1).
    pub said: String,
    /// What stands against it, in the same terms; `""` where nothing does.
    pub against: String,
}

impl DateFault {
    /// Its stable key.
    pub fn key(self) -> &'static str {
        match self {
            Self::PairDisagrees => "pair-disagrees",
            Self::Impossible => "impossible",
            Self::OtherWeekday => "other-weekday",
            Self::AfterPublication => "after-publication",
            Self::Unresolved => "unresolved",
        }
    }
}

impl<'a> StatedDate<'a> {
    /// What a mention states; `None` without a piece.
    pub fn of(mention: &'a Mention) -> Option<Self> {
        let attribute = |key: &str| {
            let found = mention.attributes.iter().find(|(it, _)| *it == key);
            found.map_or("", |(_, value)| value.as_str())
        };
        let pair = mention.links.iter().find(|it| it.relation == "pair");
        Some(Self {
            range: *mention.pieces.first()?,
            timex: TimexAttributes::of(attribute),
            pair: pair.and_then(|it| it.pieces.first()).copied(),
        })
    }
}

/// Checks dates of `text`; findings are in the order of the dates.
pub fn check(text: &Text, dates: &[StatedDate<'_>], context: &Context) -> Vec<DateFinding> {
    let partner = |date: &StatedDate<'_>| dates.iter().find(|it| date.pair == Some(it.range));
    dates.iter().flat_map(|it| check_one(text, it, partner(it), context)).collect()
}

/// Checks one date, against its pair partner where it has one.
pub fn check_one(
    text: &Text,
    date: &StatedDate<'_>,
    partner: Option<&StatedDate<'_>>,
    context: &Context,
) -> Vec<DateFinding> {
    let finding = |fault, other, said: &str, against: String| DateFinding {
        fault,
        range: date.range,
        other,
        said: said.to_owned(),
        against,
    };
    let timex = &date.timex;
    let value = match timex.read() {
        Ok(value) => value,
        Err(ValueFault::Missing) => {
            return vec![finding(DateFault::Unresolved, None, "", String::new())];
        }
        Err(ValueFault::Impossible(written)) => {
            return vec![finding(DateFault::Impossible, None, written, String::new())];
        }
    };
    let mut findings = Vec::new();
    if !value.is_resolved() && timex.timex_type != TimexType::Set.key() {
        findings.push(finding(DateFault::Unresolved, None, timex.value, String::new()));
    }
    if let Some(partner) = partner
        && let Some(other) = Value::parse(partner.timex.value)
        && timex.disagrees(&value, &partner.timex, &other)
    {
        let (other, against) = (Some(partner.range), partner.timex.value.to_owned());
        findings.push(finding(DateFault::PairDisagrees, other, timex.value, against));
    }
    if let Some((said, is)) = other_weekday(text, date.range, &value) {
        findings.push(finding(DateFault::OtherWeekday, None, &said.to_string(), is.to_string()));
    }
    if let Some(published) =
        context.published.filter(|it| told_too_early(text, date.range, &value, *it))
    {
        let against = published.to_string();
        findings.push(finding(DateFault::AfterPublication, None, timex.value, against));
    }
    findings
}

/// The weekday in the words of `range`, where the day has another.
pub(super) fn other_weekday(text: &Text, range: TextRange, value: &Value) -> Option<(i8, i8)> {
    let (Value::Day(day) | Value::Time(day, _)) = value else { return None };
    let night = matches!(value, Value::Time(_, TimeOfDay::Part(PartOfDay::Night)));
    let folded = Folded::new(text.slice(range), Fold::Strict);
    let mut tokens: Vec<DateToken> = Vec::new();
    scan(folded.as_str(), &mut tokens);
    let (at, said) = tokens.iter().enumerate().find_map(|(at, it)| match it.atom {
        Atom::Weekday(said) => Some((at, said)),
        _ => None,
    })?;
    let before = at.checked_sub(1).and_then(|it| tokens.get(it)).map(|it| it.atom);
    let eve = night && before == Some(Atom::DayPart(DayPart::Night));
    let is = day.weekday().to_monday_one_offset();
    (said != is && !eve).then_some((said, is))
}

/// A date further ahead than this, in days, in a past clause is planned: «قرارداد تا سال ۱۴۱۰ تمدید شد».
const PLANNED: i32 = 400;

/// How much of the text after a date is looked at for the verb of its clause, in bytes: more than the
/// tokens that [`clause`] looks at have.
const CLAUSE_BYTES: usize = 2048;

/// True for a day after publication in a clause about the past.
fn told_too_early(text: &Text, range: TextRange, value: &Value, published: civil::Date) -> bool {
    let Some((first, _)) = value.days().filter(|it| it.0 > published) else { return false };
    if days_between(published, first) > PLANNED {
        return false;
    }
    let Some(paragraph) = paragraph_at(text, range.start()) else { return false };
    let rest = text.as_str().get(range.end()..paragraph.end()).unwrap_or_default();
    let rest =
        rest.get(..rest.floor_char_boundary(rest.len().min(CLAUSE_BYTES))).unwrap_or_default();
    let folded = Folded::new(rest, Fold::Strict);
    let mut tokens = Vec::new();
    scan(folded.as_str(), &mut tokens);
    is_told_in_the_past(&TokenReader { shadow: folded.as_str(), tokens: &tokens })
}

/// True where the sentence goes on with a verb of the past and none of what is to come: «نشست» is a
/// verb and a meeting, «روز ۱۲ ژانویه نشست ناتو برگزار خواهد شد».
fn is_told_in_the_past(reader: &TokenReader<'_>) -> bool {
    let mut is_past = false;
    let mut at = 0;
    loop {
        let clause = clause(reader, at);
        match clause.tense {
            Some(Tense::Future) => return false,
            Some(Tense::Past) if !is_past && clause.announces => return false,
            Some(Tense::Past) => is_past = true,
            Some(Tense::Present | Tense::Timeless) if !is_past => return false,
            Some(Tense::Present | Tense::Timeless) => {}
            None => return is_past,
        }
        let Some(verb) = clause.verb else { return is_past };
        at = verb + 1;
    }
}
