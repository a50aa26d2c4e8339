//! Rows of tables and lists, where names and numbers look like dates.

use super::{
    atom::Atom,
    atoms::Gap,
    lexicon::{company, table_words},
    node::{DateNode, Expression, WrittenYear, YearCount},
    token_reader::TokenReader,
};
use crate::language::tense_of;

/// The number that a line begins with, as rows do that are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowNumber {
    number: u32,
    /// True where a month follows, so that it may be a day.
    before_month: bool,
}

/// Leaves of `found` what is a date in a row too; `above` is the number of the line before. Returns the number
/// of this line.
pub(super) fn keep_dates_of_row(
    reader: &TokenReader<'_>,
    found: &mut Vec<Expression>,
    above: Option<RowNumber>,
) -> Option<RowNumber> {
    let own = row_number(reader);
    let counted = above.zip(own).is_some_and(|(above, own)| {
        above.number.checked_add(1) == Some(own.number) && !above.before_month
    });
    if found.is_empty() {
        return own.map(|it| RowNumber { before_month: it.before_month && !counted, ..it });
    }
    if counted {
        // «۱۱ آبان تیموری»: the eleventh row and a given name.
        let leads =
            |it: &Expression| (0..=it.first).all(|at| matches!(reader.atom(at), Atom::Digits(..)));
        found.retain(|it| !(is_open_day(it) && leads(it)));
    }
    if found.iter().any(is_lone) && is_row_with_figures(reader) {
        found.retain(|it| !(is_lone(it) && is_given_name(reader, it)));
    }
    if is_directory_row(reader) {
        found.retain(|it| has_clock(it) || written_year(it).is_some_and(is_whole));
    }
    own.map(|it| RowNumber { before_month: it.before_month && !counted, ..it })
}

/// The longest row that is called by a name, in tokens.
const LONGEST_ROW: usize = 24;

/// So many names of rows one below the other say what the column holds.
const NAMES: usize = 2;

/// Leaves out of `found` the day that a row of figures is called by, where those above it are called by names; `above`
/// says how many these are. Returns how many there are with this line.
pub(super) fn keep_names_of_rows(
    reader: &TokenReader<'_>,
    found: &mut Vec<Expression>,
    above: usize,
) -> usize {
    if reader.tokens.is_empty() {
        return above;
    }
    let count = reader.tokens.len();
    let is_row = count <= LONGEST_ROW
        && (0..count).any(|at| matches!(reader.atom(at), Atom::Digits(..)))
        && !(0..count).any(|at| is_of_sentence(reader, at));
    if !is_row {
        return 0;
    }
    // «پانزده خرداد ۱۶۵ ۳۰ ۱۸», «شهدای ۷ تیر ۱۲۰» among dams and plants.
    let begins = (0..count).find(|at| !matches!(reader.atom(*at), Atom::Mark(_))).unwrap_or(count);
    let is_name = |it: &Expression| {
        let day =
            matches!(it.node, DateNode::Moment(day) if day.days.is_some() && day.clock.is_none());
        let year = written_year(it);
        let of_fallen =
            it.first == begins + 1 && company().is_kind_of_institution(reader.word(begins));
        let figure = (it.last..count).any(|at| matches!(reader.atom(at), Atom::Digits(..)));
        day && (it.first == begins || of_fallen)
            && (figure || year.is_some())
            && year.is_none_or(|year| !is_whole(year))
    };
    if above >= NAMES && found.first().is_some_and(is_name) {
        found.remove(0);
    }
    let is_named = !matches!(reader.atom(begins), Atom::Digits(..) | Atom::Mark(_));
    if found.is_empty() && is_named { above + 1 } else { 0 }
}

fn row_number(reader: &TokenReader<'_>) -> Option<RowNumber> {
    let Atom::Digits(number, 1..=3) = reader.atom(0) else { return None };
    Some(RowNumber { number, before_month: matches!(reader.atom(1), Atom::Month(..)) })
}

/// True for a day and month without a year.
fn is_open_day(expression: &Expression) -> bool {
    matches!(expression.node, DateNode::Moment(day) if day.days.is_some() && day.year.is_none() && day.clock.is_none())
}

fn has_clock(expression: &Expression) -> bool {
    matches!(expression.node, DateNode::Moment(expression) if expression.clock.is_some())
}

/// True for a month, season or named day and no more.
fn is_lone(expression: &Expression) -> bool {
    expression.last == expression.first + 1
        && matches!(expression.node, DateNode::Months(_) | DateNode::Named(..) | DateNode::Years(_))
}

/// «۵. نوروز علی‌پور ۳۸ ۱۴۲»: who the row is about stands first, with a surname.
fn is_given_name(reader: &TokenReader<'_>, expression: &Expression) -> bool {
    let leads =
        (0..expression.first).all(|at| matches!(reader.atom(at), Atom::Digits(..) | Atom::Mark(_)));
    let titled = table_words().titles.has(reader.word_before(expression.first));
    let surname = reader.atom(expression.last) == Atom::Word
        && tense_of(reader.word(expression.last)).is_none();
    (leads || titled)
        && surname
        && matches!(
            reader.atom(expression.first),
            Atom::Month(..) | Atom::Season(..) | Atom::Named(_)
        )
}

/// True for a line of names and numbers without a sentence.
fn is_row_with_figures(reader: &TokenReader<'_>) -> bool {
    /// So many numbers make a row.
    const FIGURES: usize = 2;
    let count = reader.tokens.len();
    let figures = (0..count).filter(|at| matches!(reader.atom(*at), Atom::Digits(..))).count();
    count <= LONGEST_ENTRY && figures >= FIGURES && !(0..count).any(|at| is_of_sentence(reader, at))
}

/// True for a word of running text; «۱۴۲ نفر از ۱۳۱۶» is none.
pub(super) fn is_of_sentence(reader: &TokenReader<'_>, at: usize) -> bool {
    if reader.atom(at) == Atom::From && at > 0 && reader.is_counted(at - 1) {
        return false;
    }
    reader.gap(at) != Gap::Joiner && table_words().sentence_words.has(reader.word(at))
}

/// The longest entry of a directory, in tokens.
const LONGEST_ENTRY: usize = 80;

/// «کتابفروشی امروز: ۰۲۱-۸۸۹۹۷۷۶۶»: a name with its number or address, and no sentence.
fn is_directory_row(reader: &TokenReader<'_>) -> bool {
    let lists = table_words();
    let count = reader.tokens.len();
    let tells_when = |at: usize| match reader.atom(at) {
        Atom::Weekday(_) => true,
        Atom::Mark(_) | Atom::Digits(..) => false,
        _ => lists.directory_times.has(reader.word(at)),
    };
    count <= LONGEST_ENTRY
        && (0..count).any(|at| begins_a_number(reader, at))
        && !(0..count).any(|at| tells_when(at) || is_of_sentence(reader, at))
}

/// A number of a telephone or a place: «۰۲۱», «+98», «داخلی ۱۲», «کدپستی: ۱۲۳۴۵».
fn begins_a_number(reader: &TokenReader<'_>, at: usize) -> bool {
    let Atom::Digits(value, digits) = reader.atom(at) else { return false };
    let label = at
        .checked_sub(1)
        .map_or(0, |it| if matches!(reader.atom(it), Atom::Mark(b':')) { it } else { at });
    let grouped =
        reader.gap(at) == Gap::None && matches!(reader.before(at), Atom::Mark(b',' | b'.'));
    digits >= 3 && !grouped && reader.word(at).starts_with('0')
        || value == IRAN && reader.is_mark(at.wrapping_sub(1), b'+')
        || table_words().directory_labels.has(reader.word_before(label))
}

/// The number that calls Iran.
const IRAN: u32 = 98;

/// True for a date whose year has two digits.
pub(super) fn has_short_year(it: &Expression) -> bool {
    written_year(it).is_some_and(|year| !is_whole(year))
}

pub(super) fn written_year(it: &Expression) -> Option<WrittenYear> {
    match it.node {
        DateNode::Moment(it) => it.year,
        DateNode::Months(it) => it.year,
        DateNode::Years(it) => it.year,
        DateNode::Named(_, year) => year,
        DateNode::Period(_)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => None,
    }
}

fn is_whole(year: WrittenYear) -> bool {
    !matches!(year.count, YearCount::Number(_, 0..=2))
}

/// «آذر ۲۱ ۱۱ ۷», «یورو ۱۹۰۹ ۲۱.۲»: the last number is one of a row of figures and no year.
pub(super) fn is_in_row_of_figures(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let next = found.last;
    let Atom::Digits(..) = reader.atom(next) else { return false };
    let goes_on = match reader.atom(next + 1) {
        Atom::Digits(..) => true,
        Atom::Mark(b'.' | b'/' | b':' | b',' | b'-') => {
            matches!(reader.atom(next + 2), Atom::Digits(..))
        }
        _ => false,
    };
    let is_year = match found.node {
        DateNode::Years(_) => found.last == found.first + 1,
        DateNode::Moment(_) | DateNode::Months(_) | DateNode::Named(..) => {
            written_year(found).is_some_and(|it| !is_whole(it))
        }
        DateNode::Period(_)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..) => false,
    };
    is_year && goes_on && matches!(reader.before(next), Atom::Digits(..))
}

/// «۶۱۰۵-۱۶۹۸-۱۷۷۱-۱۳۲۷», «حساب ۴-۱۲-۱۳۵۳»: numbers of a card or an account.
pub(super) fn is_account(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let is_numeric = (found.first..found.last)
        .all(|at| matches!(reader.atom(at), Atom::Digits(..) | Atom::Mark(_)));
    if !is_numeric {
        return false;
    }
    let before = found.first.checked_sub(2);
    let dashed = reader.is_mark(found.first + 1, b'-');
    let chained = before.is_some_and(|at| dash_after(reader, at))
        || found.last.checked_sub(1).is_some_and(|at| dash_after(reader, at));
    let chained = dashed && chained;
    // «حساب ۴-۱۲-۱۳۵۳», «کد ملی ۱۴۰۱-۱۲-۵»
    let further = found.first.checked_sub(1).map_or("", |it| reader.word_before(it));
    let accounts = &table_words().accounts;
    let is_account = accounts.has(reader.word_before(found.first)) || accounts.has(further);
    let said = found.last > found.first + 1 && is_account;
    chained || said
}

/// A dash that touches the digits on either side, the first of which are at `at`.
fn dash_after(reader: &TokenReader<'_>, at: usize) -> bool {
    matches!(reader.atom(at), Atom::Digits(..))
        && reader.touches_mark(at + 1, b'-')
        && matches!(reader.atom(at + 2), Atom::Digits(..))
        && reader.gap(at + 2) == Gap::None
}
