//! What two dates side by side are to each other, and words that modify one.

use super::{
    atom::Atom,
    lexicon::{ModifierWords, historic_year, words},
    node::{DateNode, Expression, YearCount},
    rules::DIGITAL_CLOCK,
    tense::ClauseTime,
    token_reader::TokenReader,
};
use crate::{
    language::Tense,
    timex::{Calendar, Modifier, TimexType},
};

/// What a date is to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateTie {
    /// Nothing.
    None,
    /// The same time, said again: «روز هفتم ماه دسامبر (۱۶ آذر)».
    Pair,
    /// The other end of a range: «از ۵ مهر تا ۱۰ آبان ۱۴۰۰».
    Range,
    /// The next of a list: «۵ مهر و ۱۰ آبان ۱۴۰۰».
    List,
    /// The day that a weekday or «امروز» is, written out: «امروز (چهارشنبه) پنجم تیر».
    Apposition,
}

/// The tie between two neighbors.
pub(super) fn tie(reader: &TokenReader<'_>, first: &Expression, second: &Expression) -> DateTie {
    if !is_calendar(first) || !is_calendar(second) || second.first < first.last {
        return DateTie::None;
    }
    let between = first.last..second.first;
    let closes = |at| matches!(reader.atom(at), Atom::Mark(b')' | b']' | b',' | b'"'));
    if is_deictic(first) && is_written(second) && between.len() < 3 && between.clone().all(closes) {
        return DateTie::Apposition;
    }
    if between.is_empty() || between.len() > 4 {
        return DateTie::None;
    }
    let all = |fits: fn(Atom) -> bool| between.clone().all(|at| fits(reader.atom(at)));
    let equals = between.clone().any(|at| reader.atom(at) == Atom::Equals);
    let opens = equals || b"([/".iter().any(|mark| reader.is_mark(between.start, *mark));
    let filler = |it: Atom| {
        matches!(
            it,
            Atom::Mark(b'(' | b'[' | b',' | b'-' | b'/' | b'"')
                | Atom::Equals
                | Atom::In
                | Atom::By
        )
    };
    let dash = between.len() == 1
        && matches!(reader.atom(between.start), Atom::Mark(b'-' | b'|' | b','))
        && calendar(first).zip(calendar(second)).is_some_and(|(one, two)| one != two);
    if dash || opens && all(filler) {
        return DateTie::Pair;
    }
    let joins = |it: Atom| {
        matches!(it, Atom::To | Atom::And | Atom::From | Atom::In | Atom::Mark(b',' | b'-'))
    };
    let to = |at| matches!(reader.atom(at), Atom::To | Atom::Mark(b'-'));
    match all(joins) {
        true if between.clone().any(to) => DateTie::Range,
        true => DateTie::List,
        false => DateTie::None,
    }
}

/// «امروز», «چهارشنبه»: a day without its date.
fn is_deictic(it: &Expression) -> bool {
    let DateNode::Moment(it) = it.node else { return false };
    it.month.is_none() && (it.offset.is_some() || it.weekdays.is_some())
}

/// A day and month, or a weekday.
fn is_written(it: &Expression) -> bool {
    let DateNode::Moment(it) = it.node else { return false };
    it.offset.is_none() && (it.days.is_some() && it.month.is_some() || it.weekdays.is_some())
}

/// The calendar of a day that has a date.
fn calendar(it: &Expression) -> Option<Calendar> {
    let DateNode::Moment(it) = it.node else { return None };
    it.days.and(it.month).map(|it| it.calendar)
}

/// True for a day with a date, whose year may be missing.
pub(super) fn has_date(expression: &Expression) -> bool {
    calendar(expression).is_some()
}

/// How many days from today «امروز», «دیروز» is, where nothing is written beside it.
pub(super) fn offset_of(it: &Expression) -> Option<i32> {
    let DateNode::Moment(it) = it.node else { return None };
    it.offset.filter(|_| it.month.is_none() && it.weekdays.is_none())
}

/// True for one weekday and nothing else.
pub(super) fn is_weekday(it: &Expression) -> bool {
    let DateNode::Moment(it) = it.node else { return false };
    let alone =
        it.month.is_none() && it.offset.is_none() && it.week.is_none() && it.toward.is_none();
    alone && it.weekdays.is_some_and(|(first, last)| first == last)
}

/// True for a clock without a day.
pub(super) fn is_clock_alone(expression: &Expression) -> bool {
    let DateNode::Moment(moment) = expression.node else { return false };
    moment.clock.is_some() && !has_day(expression)
}

/// True for a clock in figures and nothing beside it: «18:30».
pub(super) fn is_bare_clock(expression: &Expression) -> bool {
    let DateNode::Moment(moment) = expression.node else { return false };
    expression.rule == DIGITAL_CLOCK && moment.part.is_none() && !has_day(expression)
}

/// True for a day: by its date, its weekday or its distance.
pub(super) fn has_day(it: &Expression) -> bool {
    let DateNode::Moment(it) = it.node else { return false };
    it.offset.is_some() || it.month.is_some() || it.weekdays.is_some()
}

/// True for a clock without a day that begins its line.
pub(super) fn is_clock_line(expression: &Expression) -> bool {
    is_clock_alone(expression) && expression.first < 2
}

/// True for a day with a name.
pub(super) fn is_named(expression: &Expression) -> bool {
    matches!(expression.node, DateNode::Named(..))
}

/// How many words a head may be before the day of its event.
const HEAD_REACH: usize = 3;

/// The year of the event that a day without a year is called by: «شهدای قیام ۱۵ خرداد», «۱۱ سپتامبر».
pub(super) fn historic(
    reader: &TokenReader<'_>,
    expression: &Expression,
    clause: ClauseTime,
) -> Option<i32> {
    let DateNode::Moment(moment) = expression.node else { return None };
    let month = moment.month.filter(|_| moment.year.is_none())?;
    let (day, last) = moment.days?;
    let words = words();
    let places = (1..=HEAD_REACH).filter_map(|back| expression.first.checked_sub(back));
    // «پیروزی انقلاب اسلامی در ۲۲ بهمن»
    let led = reader.before(expression.first) == Atom::In;
    let mut heads = places
        .skip(usize::from(led))
        .map(|at| reader.word(at))
        .take_while(|it| words.historic_heads.has(it) || words.historic_kinds.has(it))
        .filter(|it| !led || words.revolutions.has(it));
    let head = heads.find(|it| words.historic_heads.has(it));
    let is_to_come = matches!(clause.tense, Some(Tense::Present | Tense::Future));
    let fits = day == last && (head.is_some() || !is_to_come);
    historic_year((month.calendar, month.number, day), head).filter(|_| fits)
}

/// True for «اعتراضات دی‌ماه», «معترضان ۱۸ دی»: what the day or month is called by has happened.
pub(super) fn is_of_past_event(reader: &TokenReader<'_>, expression: &Expression) -> bool {
    if !has_date(expression) && !matches!(expression.node, DateNode::Months(_)) {
        return false;
    }
    let words = words();
    let places = (1..=HEAD_REACH).filter_map(|back| expression.first.checked_sub(back));
    let is_head = |it: &str| words.historic_heads.has(it) || words.past_events.has(it);
    let mut heads = places
        .map(|at| reader.word(at))
        .take_while(|it| is_head(it) || words.historic_kinds.has(it));
    heads.any(is_head)
}

fn is_calendar(expression: &Expression) -> bool {
    matches!(
        expression.node,
        DateNode::Moment(_)
            | DateNode::Months(_)
            | DateNode::Years(_)
            | DateNode::Named(..)
            | DateNode::Period(_)
    )
}

/// True for a date that leaves its year, or which week it is in, to be found.
pub(super) fn needs_year(it: &Expression) -> bool {
    match it.node {
        DateNode::Moment(it) => {
            it.year.is_none()
                && it.offset.is_none()
                && it.week.is_none()
                && it.toward.is_none()
                && (it.month.is_some() || it.weekdays.is_some())
        }
        DateNode::Months(it) => it.year.is_none(),
        DateNode::Named(_, year) => year.is_none(),
        DateNode::Years(_)
        | DateNode::Period(_)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => false,
    }
}

/// True for a date that says its year, or is counted from today.
pub(super) fn knows_year(it: &Expression) -> bool {
    let written = |count: YearCount| !matches!(count, YearCount::Nearest(_));
    match it.node {
        DateNode::Moment(it) => {
            it.offset.is_some() || it.week.is_some() || it.year.is_some_and(|it| written(it.count))
        }
        DateNode::Months(it) => it.year.is_some_and(|it| written(it.count)),
        DateNode::Named(_, year) => year.is_some(),
        DateNode::Years(_)
        | DateNode::Period(_)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => false,
    }
}

/// True where the verb of the clause may decide.
pub(super) fn needs_tense(it: &Expression) -> bool {
    match it.node {
        DateNode::Years(it) => it.year.is_none(),
        DateNode::Period(it) => it.from_last || it.as_told,
        DateNode::Offset(it) => it.from_last && it.unit.is_of_clock(),
        DateNode::Moment(_)
        | DateNode::Months(_)
        | DateNode::Named(..)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => needs_year(it),
    }
}

/// «حدود», «بیش از», «کمتر از» before a date: they stay outside and modify it.
pub(super) fn modifier_before(
    reader: &TokenReader<'_>,
    expression: &Expression,
    kind: TimexType,
) -> Option<Modifier> {
    let one = reader.word_before(expression.first);
    let two = expression.first.checked_sub(2).map_or("", |at| reader.word(at));
    let length = kind == TimexType::Duration;
    let modifies = |it: &&ModifierWords| {
        let stand = it.words.has(one) || it.words.longest([two, one].into_iter()) == Some(2);
        stand && (length || !it.lengths_only)
    };
    words().modifiers.iter().find(modifies).map(|it| it.modifier)
}
