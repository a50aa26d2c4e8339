//! What two dates side by side are to each other, and words that modify one.

use super::{
    atom::Atom,
    node::{Expression, Node, YearCount},
    reader::Reader,
};
use crate::timex::{Modifier, TimexType};

/// What a date is to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// Nothing.
    None,
    /// The same time, said again: «روز هفتم ماه دسامبر (۱۶ آذر)».
    Pair,
    /// The other end of a range or list: «از ۵ مهر تا ۱۰ آبان ۱۴۰۰».
    Sibling,
}

/// The tie between two neighbors.
pub(super) fn tie(reader: &Reader<'_>, first: &Expression, second: &Expression) -> Tie {
    if !is_calendar(first) || !is_calendar(second) || second.first < first.last {
        return Tie::None;
    }
    let between = first.last..second.first;
    if between.is_empty() || between.len() > 4 {
        return Tie::None;
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
    if opens && all(filler) {
        return Tie::Pair;
    }
    let joins = |it: Atom| {
        matches!(it, Atom::To | Atom::And | Atom::From | Atom::In | Atom::Mark(b',' | b'-'))
    };
    if all(joins) { Tie::Sibling } else { Tie::None }
}

fn is_calendar(it: &Expression) -> bool {
    matches!(
        it.node,
        Node::Moment(_) | Node::Months(_) | Node::Years(_) | Node::Named(..) | Node::Period(_)
    )
}

/// True for a date that leaves its year, or which week it is in, to be found.
pub(super) fn needs_year(it: &Expression) -> bool {
    match it.node {
        Node::Moment(it) => {
            it.year.is_none()
                && it.offset.is_none()
                && it.week.is_none()
                && it.toward == 0
                && (it.month.is_some() || it.weekdays.is_some())
        }
        Node::Months(it) => it.year.is_none(),
        Node::Named(_, year) => year.is_none(),
        _ => false,
    }
}

/// True for a date that says its year, or is counted from today.
pub(super) fn knows_year(it: &Expression) -> bool {
    let written = |count: YearCount| !matches!(count, YearCount::Nearest(_));
    match it.node {
        Node::Moment(it) => {
            it.offset.is_some() || it.week.is_some() || it.year.is_some_and(|it| written(it.count))
        }
        Node::Months(it) => it.year.is_some_and(|it| written(it.count)),
        Node::Named(_, year) => year.is_some(),
        _ => false,
    }
}

/// True where the verb of the clause may decide.
pub(super) fn needs_tense(it: &Expression) -> bool {
    match it.node {
        Node::Years(it) => it.year.is_none(),
        Node::Period(it) => it.from_last,
        _ => needs_year(it),
    }
}

/// «حدود», «بیش از», «کمتر از» before a date: they stay outside and modify it.
pub(super) fn modifier_before(
    reader: &Reader<'_>,
    it: &Expression,
    kind: TimexType,
) -> Option<Modifier> {
    let one = reader.word_before(it.first);
    let two = it.first.checked_sub(2).map_or("", |at| reader.word(at));
    let length = kind == TimexType::Duration;
    match (two, one) {
        (_, "حدود" | "حدودا" | "حوالی" | "تقریبا") | ("نزدیک" | "قریب", "به") => {
            Some(Modifier::Approximately)
        }
        ("بیش" | "بیشتر" | "متجاوز", "از") | ("افزون", "بر") if length => {
            Some(Modifier::MoreThan)
        }
        ("کمتر", "از") if length => Some(Modifier::LessThan),
        (_, "حداقل") | ("دست", "کم") if length => Some(Modifier::EqualOrMore),
        (_, "حداکثر") if length => Some(Modifier::EqualOrLess),
        _ => None,
    }
}
