//! Months with and without a year.

use super::{
    super::{
        atom::{Atom, Doubt, Form, NumberForm, Part},
        atoms::Gap,
        lexicon::{Tense, tense_word},
        node::{Expression, Moment, Month, Months, Node, PartOf, Year, YearCount},
        reader::Reader,
    },
    expression,
    year::{Bare, nearest, part, year},
};
use crate::timex::{Calendar, Unit};

/// A month's name and what stands with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) month: Month,
    pub(super) doubt: Doubt,
    /// True with ماه before or behind it.
    pub(super) marked: bool,
    pub(super) next: usize,
}

/// «ماه ژانویه», «دی ماه», «ماه مبارک رمضان», «برج ۳» is none.
pub(super) fn name(reader: &Reader<'_>, start: usize) -> Option<Name> {
    let mut at = start;
    let mut marked = false;
    if reader.atom(at) == Atom::Unit(Unit::Month, Form::Plain) {
        marked = true;
        at += 1;
    }
    if matches!(reader.word(at), "مبارک" | "مبارك" | "محرم‌الحرام") && marked
    {
        at += 1;
    }
    let Atom::Month(calendar, number, doubt) = reader.atom(at) else { return None };
    at += 1;
    marked |= doubt == Doubt::Said;
    if !marked && reader.atom(at) == Atom::Unit(Unit::Month, Form::Plain) {
        marked = true;
        at += 1;
    }
    if reader.word(at - 1) == "می" && may_is_a_prefix(reader, at) {
        return None;
    }
    Some(Name { month: Month { calendar, number }, doubt, marked, next: at })
}

/// «می شود» is a verb: what stands behind «می» has a tense.
fn may_is_a_prefix(reader: &Reader<'_>, at: usize) -> bool {
    if reader.gap(at) == Gap::Joiner || reader.atom(at) != Atom::Word {
        return reader.gap(at) == Gap::Joiner;
    }
    // Most verbs of the present end in د; few words that news puts behind May do.
    let word = reader.word(at);
    let ends_like_a_verb = ["د", "یم", "ید"].iter().any(|it| word.ends_with(it))
        && !matches!(
            word,
            "میلاد"
                | "وارد"
                | "شاهد"
                | "تولید"
                | "خرید"
                | "درصد"
                | "تعداد"
                | "جدید"
                | "مورد"
        );
    match tense_word(word) {
        Some(tense) => tense != Tense::Timeless,
        None => ends_like_a_verb,
    }
}

/// Which years may stand bare behind a month of `calendar`.
pub(super) fn bare_after(calendar: Calendar) -> Bare {
    if calendar == Calendar::Gregorian { Bare::Four } else { Bare::FourOrTwo }
}

/// The year behind a month, with a comma or «از» between them.
pub(super) fn year_after(reader: &Reader<'_>, at: usize, month: Month) -> Option<(Year, usize)> {
    let bare = bare_after(month.calendar);
    let found = year(reader, at, bare);
    let at_next = reader.skip_comma(at);
    let apart = matches!(reader.atom(at), Atom::From) || reader.word(at) == "در";
    let found = found
        .or_else(|| year(reader, at_next, Bare::Four).filter(|_| at_next > at))
        .or_else(|| year(reader, at + 1, Bare::None).filter(|_| apart));
    found.filter(|(year, next)| !counts(reader, *year, *next))
}

/// A two-digit number before a noun counts it.
fn counts(reader: &Reader<'_>, year: Year, next: usize) -> bool {
    let short = matches!(year.count, YearCount::Number(_, 1 | 2)) && year.era.is_none();
    let unit = matches!(reader.atom(next), Atom::Unit(_, Form::Plain | Form::Adjective));
    short && (reader.is_often_counted(next) || unit || reader.gap(next) == Gap::Joiner)
}

/// Whole months: «دی ۱۴۰۰», «ماه مه ۲۰۱۸», «اواخر شهریور», «نیمه خرداد» (the 15th).
pub(super) fn months(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = leading_part(reader, first);
    let plural = matches!(reader.atom(at), Atom::Unit(Unit::Month, Form::PluralOf));
    let named = name(reader, at + usize::from(plural))?;
    let (last, next) = last_month(reader, named);
    let after = year_after(reader, next, last.month);
    let shift = nearest(reader, next);
    let (found_year, next) = match (after, shift) {
        (Some((year, next)), _) => (Some(year), next),
        (None, Some(year)) => (Some(year), next + 1),
        (None, None) => (None, next),
    };
    let confidence = evidence(
        reader,
        first,
        next,
        Evidence {
            doubt: named.doubt.max(last.doubt),
            said: named.marked || last.marked || plural,
            dated: found_year.is_some(),
            part: part.is_some(),
            listed: last.month != named.month,
        },
    )?;
    if part == Some(PartOf::Loose(Part::Half))
        && last.month == named.month
        && reader.word(first) == "نیمه"
    {
        let moment = Moment {
            days: Some((15, 15)),
            month: Some(named.month),
            year: found_year,
            ..Moment::default()
        };
        return Some(expression(Node::Moment(moment), (first, next), "mid-month-day", 0.85));
    }
    let node =
        Node::Months(Months { first: named.month, last: last.month, year: found_year, part });
    Some(expression(node, (first, next), "month", confidence))
}

/// «اواخر», «نیمه اول», «هفته دوم».
fn leading_part(reader: &Reader<'_>, first: usize) -> (Option<PartOf>, usize) {
    if reader.atom(first) == Atom::Unit(Unit::Week, Form::Plain)
        && let Atom::Number(week @ 1..=4, NumberForm::Ordinal) = reader.atom(first + 1)
    {
        return (Some(PartOf::Week(u8::try_from(week).unwrap_or(1))), first + 2);
    }
    let found = part(reader, first).filter(|_| !matches!(reader.atom(first), Atom::Number(..)));
    found.map_or((None, first), |(it, at)| (Some(it), at))
}

/// The last month of «مهر تا آذر», «مهر و آبان».
fn last_month(reader: &Reader<'_>, first: Name) -> (Name, usize) {
    let joint = matches!(reader.atom(first.next), Atom::And | Atom::To | Atom::Mark(b'-'));
    let second = name(reader, first.next + 1).filter(|it| {
        joint && it.month.calendar == first.month.calendar && it.month.number > first.month.number
    });
    second.map_or((first, first.next), |it| (it, it.next))
}

/// What speaks for a month.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four signs, each there or not")]
struct Evidence {
    doubt: Doubt,
    said: bool,
    dated: bool,
    part: bool,
    listed: bool,
}

/// How sure a month without a day is, or `None`.
fn evidence(reader: &Reader<'_>, first: usize, next: usize, it: Evidence) -> Option<f32> {
    if it.said || it.dated {
        let plain = it.said || it.doubt != Doubt::Rare || year_is_clear(reader, next);
        return plain.then_some(if it.doubt == Doubt::Rare { 0.88 } else { 0.94 });
    }
    let led = matches!(reader.before(first), Atom::In | Atom::To | Atom::From);
    let paired = reader.is_mark(first.wrapping_sub(1), b'(') && reader.is_mark(next, b')');
    match it.doubt {
        _ if paired => Some(0.8),
        Doubt::Clear if led || it.part || it.listed => Some(0.85),
        Doubt::Clear | Doubt::Said => Some(0.65),
        Doubt::Common if led || it.part || it.listed => Some(0.7),
        Doubt::Rare if it.part => Some(0.65),
        Doubt::Rare if led => lonely(reader, first, next),
        Doubt::Common | Doubt::Rare => None,
    }
}

/// «در دی»: only months of Iran, and not before what makes another word of them.
fn lonely(reader: &Reader<'_>, first: usize, next: usize) -> Option<f32> {
    let named = matches!(reader.word(first), "دی" | "آذر" | "تیر" | "مهر");
    let other = matches!(reader.word(next), "اکسید" | "ان" | "وی" | "و" | "خبرگزاری" | "سی" | "جی")
        || reader.gap(next) == Gap::Joiner
        || matches!(reader.atom(next), Atom::And);
    let end = next >= reader.tokens.len() || matches!(reader.atom(next), Atom::Mark(_));
    let verb = tense_word(reader.word(next)).is_some();
    let clear = matches!(reader.word(first), "دی" | "آذر") || end || verb;
    (named && !other && clear).then_some(0.55)
}

/// A rare month needs four digits or a said year: «مهر ۱۴۰۰», not «مهر ۲۰».
fn year_is_clear(reader: &Reader<'_>, next: usize) -> bool {
    !matches!(reader.before(next), Atom::Digits(_, 1))
}
