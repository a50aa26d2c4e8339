//! Months with and without a year.

use super::{
    super::{
        atom::{Atom, NumberForm, PeriodPart, UnitForm, WordDoubt},
        atoms::Gap,
        lexicon::words,
        node::{
            CalendarMonth, DateNode, DayMoment, Expression, MonthSpan, PartOf, WrittenYear,
            YearCount,
        },
        rules::{self, DateRule},
        token_reader::TokenReader,
    },
    clock::clock,
    expression,
    month_name::{MonthName, name},
    year::{BareYear, nearest, part, year},
};
use crate::{
    language::tense_of,
    timex::{Calendar, Unit},
};

/// Which years may stand bare after a month of `calendar`.
pub(super) fn bare_after(calendar: Calendar) -> BareYear {
    if calendar == Calendar::Gregorian { BareYear::Four } else { BareYear::FourOrTwo }
}

/// The year after a month, with a comma or «از» between them.
pub(super) fn year_after(
    reader: &TokenReader<'_>,
    at: usize,
    month: CalendarMonth,
) -> Option<(WrittenYear, usize)> {
    let bare = bare_after(month.calendar);
    let found = year(reader, at, bare);
    let at_next = reader.skip_comma(at);
    let apart = matches!(reader.atom(at), Atom::From) || words().year_leads.has(reader.word(at));
    let found = found
        .or_else(|| year(reader, at_next, BareYear::Four).filter(|_| at_next > at))
        .or_else(|| year(reader, at + 1, BareYear::None).filter(|_| apart));
    found.filter(|(year, next)| !counts(reader, *year, *next))
}

/// A two-digit number before a noun counts it.
fn counts(reader: &TokenReader<'_>, year: WrittenYear, next: usize) -> bool {
    let short = matches!(year.count, YearCount::Number(_, 1 | 2)) && year.era.is_none();
    let unit = matches!(reader.atom(next), Atom::Unit(_, UnitForm::Plain | UnitForm::Adjective))
        && clock(reader, next).is_none();
    short && (reader.is_often_counted(next) || unit || reader.gap(next) == Gap::Joiner)
}

/// Whole months: «دی ۱۴۰۰», «ماه مه ۲۰۱۸», «اواخر شهریور», «نیمه خرداد» (the 15th).
pub(super) fn months(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = leading_part(reader, first);
    let plural = matches!(reader.atom(at), Atom::Unit(Unit::Month, UnitForm::PluralOf));
    let named = name(reader, at + usize::from(plural))?;
    if words().months_with_year.has(reader.word_before(named.next)) {
        return None;
    }
    // «نیمه‌جدی», «این میزان در سال ۲۰۰۲», «به میزان ۵۰ درصد»
    let is_sign = words().zodiac.has(reader.word_before(named.next));
    let joined = at > first && reader.gap(at) == Gap::Joiner;
    if is_sign && (joined || matches!(reader.before(first), Atom::This | Atom::By)) {
        return None;
    }
    let (last, next) = last_month(reader, named);
    let after = year_after(reader, next, last.month);
    let shift = nearest(reader, next);
    let (found_year, next) = match (after, shift) {
        (Some((year, next)), _) => (Some(year), next),
        (None, Some(year)) => (Some(year), next + 1),
        (None, None) => (None, next),
    };
    let rule = evidence(
        reader,
        first,
        next,
        MonthEvidence {
            doubt: named.doubt.max(last.doubt),
            said: named.marked || last.marked || plural,
            dated: found_year.is_some(),
            part: part.is_some(),
            listed: last.month != named.month,
        },
    )?;
    let is_last_day = words().last_days.longest(reader.word(first).split(' ')).is_some();
    let part = if is_last_day { Some(PartOf::LastDay) } else { part };
    if part == Some(PartOf::Loose(PeriodPart::Half))
        && last.month == named.month
        && words().half.has(reader.word(first))
    {
        let moment = DayMoment {
            days: Some((15, 15)),
            month: Some(named.month),
            year: found_year,
            ..DayMoment::default()
        };
        return Some(expression(DateNode::Moment(moment), (first, next), rules::MID_MONTH_DAY));
    }
    let node = DateNode::Months(MonthSpan {
        first: named.month,
        last: last.month,
        year: found_year,
        part,
    });
    Some(expression(node, (first, next), rule))
}

/// «اواخر», «نیمه اول», «هفته دوم».
fn leading_part(reader: &TokenReader<'_>, first: usize) -> (Option<PartOf>, usize) {
    if reader.atom(first) == Atom::Unit(Unit::Week, UnitForm::Plain)
        && let Atom::Number(week @ 1..=4, NumberForm::Ordinal) = reader.atom(first + 1)
    {
        return (Some(PartOf::Week(u8::try_from(week).unwrap_or(1))), first + 2);
    }
    if let Some(found) = nth_weekday(reader, first) {
        return found;
    }
    let found = part(reader, first).filter(|_| !matches!(reader.atom(first), Atom::Number(..)));
    found.map_or((None, first), |(it, at)| (Some(it), at))
}

/// «دومین دوشنبه آبان», «آخرین جمعه از ماه مهر».
fn nth_weekday(reader: &TokenReader<'_>, first: usize) -> Option<(Option<PartOf>, usize)> {
    let nth = match reader.atom(first) {
        Atom::Number(nth @ 1..=5, NumberForm::Ordinal | NumberForm::Attributive) => {
            u8::try_from(nth).ok()?
        }
        Atom::LastOf => 0,
        _ => return None,
    };
    let Atom::Weekday(day) = reader.atom(first + 1) else { return None };
    let from = usize::from(reader.atom(first + 2) == Atom::From);
    Some((Some(PartOf::Weekday(nth, day)), first + 2 + from))
}

/// The last month of «مهر تا آذر», «مهر و آبان».
fn last_month(reader: &TokenReader<'_>, first: MonthName) -> (MonthName, usize) {
    let joint = matches!(reader.atom(first.next), Atom::And | Atom::To | Atom::Mark(b'-'));
    let second = name(reader, first.next + 1).filter(|it| {
        joint && it.month.calendar == first.month.calendar && it.month.number > first.month.number
    });
    second.map_or((first, first.next), |it| (it, it.next))
}

/// What speaks for a month.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four signs, each there or not")]
struct MonthEvidence {
    doubt: WordDoubt,
    said: bool,
    dated: bool,
    part: bool,
    listed: bool,
}

/// How sure a month without a day is, or `None`.
fn evidence(
    reader: &TokenReader<'_>,
    first: usize,
    next: usize,
    evidence: MonthEvidence,
) -> Option<&'static DateRule> {
    if evidence.said || evidence.dated {
        let plain =
            evidence.said || evidence.doubt != WordDoubt::Rare || year_is_clear(reader, next);
        return plain.then_some(if evidence.doubt == WordDoubt::Rare {
            rules::RARE_MONTH
        } else {
            rules::MONTH
        });
    }
    let led = matches!(reader.before(first), Atom::In | Atom::To | Atom::From);
    let paired = reader.is_mark(first.wrapping_sub(1), b'(') && reader.is_mark(next, b')');
    match evidence.doubt {
        _ if paired => Some(rules::MONTH_IN_PARENTHESES),
        WordDoubt::Clear if led || evidence.part || evidence.listed => Some(rules::LED_MONTH),
        WordDoubt::Clear | WordDoubt::Said => Some(rules::BARE_MONTH),
        WordDoubt::Common if led || evidence.part || evidence.listed => {
            Some(rules::LED_COMMON_MONTH)
        }
        WordDoubt::Rare if evidence.part => Some(rules::PART_OF_RARE_MONTH),
        WordDoubt::Rare if led => lonely(reader, first, next),
        WordDoubt::Common | WordDoubt::Rare => None,
    }
}

/// «در دی»: only months of Iran, and not before what makes another word of them.
fn lonely(reader: &TokenReader<'_>, first: usize, next: usize) -> Option<&'static DateRule> {
    let words = words();
    let named = words.lonely_months.has(reader.word(first));
    let other = words.not_after_lonely_months.has(reader.word(next))
        || reader.gap(next) == Gap::Joiner
        || matches!(reader.atom(next), Atom::And);
    let end = next >= reader.tokens.len() || matches!(reader.atom(next), Atom::Mark(_));
    let verb = tense_of(reader.word(next)).is_some();
    let clear = words.clearer_lonely_months.has(reader.word(first)) || end || verb;
    (named && !other && clear).then_some(rules::LED_RARE_MONTH)
}

/// A rare month needs four digits or a said year: «مهر ۱۴۰۰», not «مهر ۲۰».
fn year_is_clear(reader: &TokenReader<'_>, next: usize) -> bool {
    !matches!(reader.before(next), Atom::Digits(_, 1))
}
