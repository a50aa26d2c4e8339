//! What two dates side by side are to each other, and words that modify one.

use super::{
    atom::Atom,
    lexicon::{ModifierWords, words},
    node::{DateNode, Expression, YearCount},
    reader::TokenReader,
};
use crate::timex::{Modifier, TimexType};

/// What a date is to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateTie {
    /// Nothing.
    None,
    /// The same time, said again: «روز هفتم ماه دسامبر (۱۶ آذر)».
    Pair,
    /// The other end of a range or list: «از ۵ مهر تا ۱۰ آبان ۱۴۰۰».
    Sibling,
}

/// The tie between two neighbors.
pub(super) fn tie(reader: &TokenReader<'_>, first: &Expression, second: &Expression) -> DateTie {
    if !is_calendar(first) || !is_calendar(second) || second.first < first.last {
        return DateTie::None;
    }
    let between = first.last..second.first;
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
    if opens && all(filler) {
        return DateTie::Pair;
    }
    let joins = |it: Atom| {
        matches!(it, Atom::To | Atom::And | Atom::From | Atom::In | Atom::Mark(b',' | b'-'))
    };
    if all(joins) { DateTie::Sibling } else { DateTie::None }
}

fn is_calendar(it: &Expression) -> bool {
    matches!(
        it.node,
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
                && it.toward == 0
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
        DateNode::Period(it) => it.from_last,
        DateNode::Moment(_)
        | DateNode::Months(_)
        | DateNode::Named(..)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => needs_year(it),
    }
}

/// «حدود», «بیش از», «کمتر از» before a date: they stay outside and modify it.
pub(super) fn modifier_before(
    reader: &TokenReader<'_>,
    it: &Expression,
    kind: TimexType,
) -> Option<Modifier> {
    let one = reader.word_before(it.first);
    let two = it.first.checked_sub(2).map_or("", |at| reader.word(at));
    let length = kind == TimexType::Duration;
    let modifies = |it: &&ModifierWords| {
        let stand = it.words.has(one) || it.words.longest([two, one].into_iter()) == Some(2);
        stand && (length || !it.lengths_only)
    };
    words().modifiers.iter().find(modifies).map(|it| it.modifier)
}
