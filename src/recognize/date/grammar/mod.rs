//! From tokens to expressions: the longest reading at each place.

mod clock;
mod day;
mod duration;
mod month;
mod numeric;
mod period;
mod set;
mod stretch;
mod year;

pub(super) use year::NEW;

use super::{
    atom::Atom,
    node::{Expression, Node},
    reader::Reader,
};

/// A rule reads an expression at a token, or nothing.
type Rule = fn(&Reader<'_>, usize) -> Option<Expression>;

/// Every rule; of two that read the same words the first one counts.
const RULES: &[Rule] = &[
    day::moment,
    month::months,
    year::years,
    set::set,
    period::period,
    period::offset,
    duration::duration,
    stretch::stretch,
    period::named,
    period::reference,
];

/// The longest expression that starts at token `at`.
pub(super) fn longest(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    if matches!(reader.atom(at), Atom::Word | Atom::Mark(_) | Atom::And | Atom::To | Atom::From) {
        return None;
    }
    let mut best: Option<Expression> = None;
    for rule in RULES {
        if let Some(found) = rule(reader, at)
            && best.is_none_or(|it| found.last > it.last)
        {
            best = Some(found);
        }
    }
    best
}

/// An expression over `first..last`.
fn expression(
    node: Node,
    tokens: (usize, usize),
    rule: &'static str,
    confidence: f32,
) -> Expression {
    Expression { node, first: tokens.0, last: tokens.1, rule, confidence }
}
