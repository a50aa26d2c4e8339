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
    timex::{
        PartOfDay, TimeOfDay, TimexAttributes, TimexType, Value, ValueFault, days_between,
        shift_day,
    },
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

/// What is wrong. Of weekdays Monday is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Two dates that should be the same are not.
    PairDisagrees {
        /// The value of this one.
        here: String,
        /// That of its partner.
        there: String,
    },
    /// A day that its calendar does not have.
    Impossible {
        /// The value.
        value: String,
    },
    /// The weekday in the words is not the date's.
    OtherWeekday {
        /// The one in the words.
        written: i8,
        /// The one of the date.
        counted: i8,
    },
    /// The weekday beside «امروز» is not that of the day counted from publication.
    OtherPublicationWeekday {
        /// The one in the words.
        written: i8,
        /// The one of the day.
        counted: i8,
    },
    /// A date after publication in a clause about the past.
    AfterPublication {
        /// The value.
        value: String,
        /// When the article was published.
        published: civil::Date,
    },
    /// A date without a value.
    Unresolved {
        /// The open value, or `""`.
        value: String,
    },
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
}

impl DateFault {
    /// Its stable key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::PairDisagrees { .. } => "pair-disagrees",
            Self::Impossible { .. } => "impossible",
            Self::OtherWeekday { .. } => "other-weekday",
            Self::OtherPublicationWeekday { .. } => "other-publication-weekday",
            Self::AfterPublication { .. } => "after-publication",
            Self::Unresolved { .. } => "unresolved",
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
    let finding = |fault| DateFinding { fault, range: date.range, other: None };
    let timex = &date.timex;
    let value = match timex.read() {
        Ok(value) => value,
        Err(ValueFault::Missing) => {
            return vec![finding(DateFault::Unresolved { value: String::new() })];
        }
        Err(ValueFault::Impossible(written)) => {
            return vec![finding(DateFault::Impossible { value: written.to_owned() })];
        }
    };
    let mut findings = Vec::new();
    if !value.is_resolved() && timex.timex_type != TimexType::Set.key() {
        findings.push(finding(DateFault::Unresolved { value: timex.value.to_owned() }));
    }
    if let Some(partner) = partner
        && let Some(other) = Value::parse(partner.timex.value)
        && timex.disagrees(&value, &partner.timex, &other)
    {
        let (here, there) = (timex.value.to_owned(), partner.timex.value.to_owned());
        let disagrees = finding(DateFault::PairDisagrees { here, there });
        findings.push(DateFinding { other: Some(partner.range), ..disagrees });
    }
    if let Some((written, counted)) = other_weekday(text, date.range, &value) {
        findings.push(finding(DateFault::OtherWeekday { written, counted }));
    }
    let of_publication = |it| other_publication_weekday(text, date.range, it);
    if let Some((written, counted)) = context.published.and_then(of_publication) {
        findings.push(finding(DateFault::OtherPublicationWeekday { written, counted }));
    }
    if let Some(published) =
        context.published.filter(|it| is_past_too_early(text, date.range, &value, *it))
    {
        let value = timex.value.to_owned();
        findings.push(finding(DateFault::AfterPublication { value, published }));
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

/// How much of the text after «امروز» is looked at for its weekday, in bytes.
const WEEKDAY_BYTES: usize = 64;

/// The weekday that is written beside «امروز», «دیروز» in the words of `range` or right after them, where
/// the day counted from publication has another: «امروز (یکشنبه)» in an article of Monday.
fn other_publication_weekday(
    text: &Text,
    range: TextRange,
    published: civil::Date,
) -> Option<(i8, i8)> {
    let paragraph = paragraph_at(text, range.start())?;
    let end = (range.end() + WEEKDAY_BYTES).min(paragraph.end());
    let source = text.as_str().get(range.start()..text.as_str().floor_char_boundary(end))?;
    let folded = Folded::new(source, Fold::Strict);
    let mut tokens: Vec<DateToken> = Vec::new();
    scan(folded.as_str(), &mut tokens);
    let is_inside =
        |it: &DateToken| folded.source_range(it.start as usize..it.end as usize).end <= range.len();
    let inside = tokens.iter().take_while(|it| is_inside(it));
    let (at, offset) = inside.enumerate().find_map(|(at, it)| match it.atom {
        Atom::Day(offset) => Some((at, offset)),
        _ => None,
    })?;
    let is_mark = |it: &&DateToken| matches!(it.atom, Atom::Mark(b'(' | b'[' | b',' | b'"'));
    let mut after = tokens.get(at + 1..)?.iter().skip_while(is_mark);
    let Atom::Weekday(said) = after.next()?.atom else { return None };
    // «امروز، یکشنبه گذشته را …» speaks of another one.
    if after.next().is_some_and(|it| matches!(it.atom, Atom::Shift(_))) {
        return None;
    }
    let is = shift_day(published, i32::from(offset)).weekday().to_monday_one_offset();
    (said != is).then_some((said, is))
}

/// A date further ahead than this, in days, in a past clause is planned: «قرارداد تا سال ۱۴۱۰ تمدید شد».
const PLANNED: i32 = 400;

/// How much of the text after a date is looked at for the verb of its clause, in bytes: more than the
/// tokens that [`clause`] looks at have.
const CLAUSE_BYTES: usize = 2048;

/// True for a day after publication in a clause about the past.
fn is_past_too_early(text: &Text, range: TextRange, value: &Value, published: civil::Date) -> bool {
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
    is_in_past_tense(&TokenReader { shadow: folded.as_str(), tokens: &tokens })
}

/// True where the sentence goes on with a verb of the past and none of what is to come: «نشست» is a
/// verb and a meeting, «روز ۱۲ ژانویه نشست ناتو برگزار خواهد شد».
fn is_in_past_tense(reader: &TokenReader<'_>) -> bool {
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
