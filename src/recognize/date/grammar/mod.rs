//! From tokens to expressions: the longest reading at each place.

mod clock;
mod day;
mod duration;
mod month;
mod month_name;
mod numeric;
mod period;
mod set;
mod stretch;
mod year;

pub(super) use year::{NEW, may_be_year};

use super::{
    atom::Atom,
    node::{DateNode, Expression},
    rules::DateRule,
    token_reader::TokenReader,
};

/// Reads an expression at a token, or nothing.
type Grammar = fn(&TokenReader<'_>, usize) -> Option<Expression>;

/// Every grammar; of two that read the same words the first one counts.
const GRAMMARS: &[Grammar] = &[
    period::nowadays,
    set::next_of_habit,
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

/// What was read, and the token after it.
#[derive(Clone, Copy, Debug)]
struct Parsed<T> {
    value: T,
    next: usize,
}

impl<T> Parsed<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { value: change(self.value), next: self.next }
    }
}

/// The longest expression that starts at token `at`.
pub(super) fn longest(reader: &TokenReader<'_>, at: usize) -> Option<Expression> {
    // No expression begins so, and half of the words of news do.
    let begins_none = matches!(
        reader.atom(at),
        Atom::Word
            | Atom::Mark(_)
            | Atom::And
            | Atom::To
            | Atom::From
            | Atom::By
            | Atom::In
            | Atom::Equals
    );
    if begins_none {
        return None;
    }
    let mut best: Option<Expression> = None;
    for grammar in GRAMMARS {
        if let Some(found) = grammar(reader, at)
            && best.is_none_or(|it| found.last > it.last)
        {
            best = Some(found);
        }
    }
    best
}

/// An expression over `first..last`.
fn expression(node: DateNode, tokens: (usize, usize), rule: &'static DateRule) -> Expression {
    sure_as(node, tokens, rule, rule)
}

/// An expression that is as sure as what another rule found in it.
fn sure_as(
    node: DateNode,
    tokens: (usize, usize),
    rule: &'static DateRule,
    surest: &'static DateRule,
) -> Expression {
    let confidence = surest.confidence.unwrap_or_default();
    Expression { node, first: tokens.0, last: tokens.1, rule, confidence }
}
