//! Years, with and without «سال».

use super::{
    super::{
        atom::{Atom, Era, Form, NumberForm, Part, Shift},
        atoms::Gap,
        node::{Expression, Node, PartOf, Stretch, Year, YearCount, Years},
        reader::Reader,
    },
    expression,
};
use crate::timex::Unit;

/// What may be read as a year without «سال» before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// Nothing.
    None,
    /// Four digits.
    Four,
    /// Four digits or two.
    FourOrTwo,
}

/// An era behind a year: «هجری شمسی», «ه.ش», «ق.م».
pub(super) fn era(reader: &Reader<'_>, at: usize) -> Option<(Era, usize)> {
    if let Atom::Era(era) = reader.atom(at) {
        return match (era, reader.atom(at + 1)) {
            (Era::Hijri, Atom::Era(second)) => Some((second, at + 2)),
            _ => Some((era, at + 1)),
        };
    }
    let dotted = |first: &str, second: &str| {
        let dot = usize::from(reader.touches_mark(at + 1, b'.'));
        let last = at + 1 + dot;
        let near = dot == 1 || reader.gap(last) != Gap::None;
        (reader.word(at) == first && reader.word(last) == second && near)
            .then(|| last + 1 + usize::from(reader.touches_mark(last + 1, b'.') && dot == 1))
    };
    let eras = [
        ("ه", "ش", Era::Solar),
        ("ه", "ق", Era::Lunar),
        ("ق", "م", Era::BeforeCommon),
        ("پ", "م", Era::BeforeCommon),
    ];
    let found = eras.iter().find_map(|&(a, b, era)| Some((era, dotted(a, b)?)));
    found.or_else(|| {
        let single = match reader.word(at) {
            "ش" => Era::Solar,
            "ق" => Era::Lunar,
            "م" => Era::Common,
            _ => return None,
        };
        (!reader.touches_mark(at + 1, b'.')).then_some((single, at + 1))
    })
}

/// A year: «سال ۱۴۰۰ هجری شمسی», «سال گذشته», «امسال», and a bare number where `bare` lets it.
pub(super) fn year(reader: &Reader<'_>, start: usize, bare: Bare) -> Option<(Year, usize)> {
    let from_now = |shift, at| {
        let (era, next) = era(reader, at).map_or((None, at), |(era, next)| (Some(era), next));
        Some((Year { count: YearCount::FromNow(shift), era }, next))
    };
    match reader.atom(start) {
        Atom::Year(shift) => from_now(i32::from(shift), start + 1),
        Atom::This if reader.atom(start + 1) == Atom::Unit(Unit::Year, Form::Plain) => {
            from_now(0, start + 2)
        }
        Atom::Unit(Unit::Year, Form::Plain | Form::PluralOf) => {
            if let Some(shift) = shift_of_year(reader, start + 1) {
                return from_now(shift, start + 2);
            }
            if let Some((era, next)) = era(reader, start + 1)
                && let Some(shift) = shift_of_year(reader, next)
            {
                let year = Year { count: YearCount::FromNow(shift), era: Some(era) };
                return Some((year, next + 1));
            }
            number(reader, start + 1)
        }
        Atom::Digits(value, digits) if fits(value, digits, bare) => number(reader, start),
        Atom::Number(..) if bare != Bare::None => {
            number(reader, start).filter(|(it, _)| matches!(it.count, YearCount::Number(1200.., _)))
        }
        _ => None,
    }
}

/// «سال جدید»: resolution finds which one it is.
pub(in super::super) const NEW: i32 = 1000;

fn shift_of_year(reader: &Reader<'_>, at: usize) -> Option<i32> {
    match reader.atom(at) {
        Atom::Shift(Shift::Last) => Some(-1),
        Atom::Shift(Shift::Ago) if reader.atom(at + 1) != Atom::From => Some(-1),
        Atom::Shift(Shift::Next | Shift::Later) if reader.atom(at + 1) != Atom::From => Some(1),
        Atom::Shift(Shift::Current) => Some(0),
        Atom::Shift(Shift::New) => Some(NEW),
        _ => None,
    }
}

/// «مهر گذشته», «تابستان آینده»: the last or the next one.
pub(super) fn nearest(reader: &Reader<'_>, at: usize) -> Option<Year> {
    let count = match reader.atom(at) {
        Atom::Shift(Shift::Last) => YearCount::Nearest(-1),
        Atom::Shift(Shift::Next) => YearCount::Nearest(1),
        _ => return None,
    };
    Some(Year { count, era: None })
}

fn fits(value: u32, digits: u8, bare: Bare) -> bool {
    match digits {
        4 => bare != Bare::None && ((1200..1500).contains(&value) || (1500..2200).contains(&value)),
        2 => bare == Bare::FourOrTwo,
        _ => false,
    }
}

/// The number of a year with its era; not one that counts people or falls apart into a fraction.
fn number(reader: &Reader<'_>, at: usize) -> Option<(Year, usize)> {
    let number = reader.number(at).filter(|it| it.form == NumberForm::Cardinal)?;
    let value = i32::try_from(number.value).ok().filter(|it| (1..10_000).contains(it))?;
    let small = number.digits == 1 || (number.digits == 0 && value < 20);
    let small = small && era(reader, number.next).is_none();
    let counted = reader.is_counted(number.next) || small;
    if counted || number.digits > 4 || is_fraction(reader, number.next) {
        return None;
    }
    let (era, next) =
        era(reader, number.next).map_or((None, number.next), |(it, at)| (Some(it), at));
    Some((Year { count: YearCount::Number(value, number.digits), era }, next))
}

/// True when a dot, slash or comma and more digits touch what ends before `at`.
fn is_fraction(reader: &Reader<'_>, at: usize) -> bool {
    let mark = matches!(reader.atom(at), Atom::Mark(b'.' | b'/' | b',' | b':' | b'%'));
    let digits = matches!(reader.atom(at + 1), Atom::Digits(..));
    mark && digits && reader.gap(at) == Gap::None && reader.gap(at + 1) == Gap::None
}

/// «اوایل», «نیمه دوم»: a part of what follows.
pub(super) fn part(reader: &Reader<'_>, at: usize) -> Option<(PartOf, usize)> {
    match reader.atom(at) {
        Atom::Part(Part::Half) => match reader.atom(at + 1) {
            Atom::Number(n @ (1 | 2), NumberForm::Ordinal) => {
                Some((PartOf::Half(u8::try_from(n).unwrap_or(1)), at + 2))
            }
            _ => Some((PartOf::Loose(Part::Half), at + 1)),
        },
        Atom::Part(part) => Some((PartOf::Loose(part), at + 1)),
        Atom::Number(1, NumberForm::Ordinal) => Some((PartOf::Loose(Part::Start), at + 1)),
        _ => None,
    }
}

/// «سال ۱۴۰۰», «سال‌های ۱۳۸۴ تا ۱۳۹۲», «سال تحصیلی ۱۴۰۰-۱۴۰۱», a year without «سال».
pub(super) fn years(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    if let Some(found) = school_year(reader, at, part, first) {
        return Some(found);
    }
    let said = matches!(reader.atom(at), Atom::Unit(Unit::Year, _) | Atom::Year(_) | Atom::This);
    let (year, next) = year(reader, at, Bare::Four)?;
    let plural = matches!(reader.atom(at), Atom::Unit(Unit::Year, Form::PluralOf));
    if plural && matches!(year.count, YearCount::FromNow(_)) {
        return None;
    }
    let make = |what, year, last, rule, confidence| {
        let node = Node::Years(Years { what, year: Some(year), part });
        Some(expression(node, (first, last), rule, confidence))
    };
    if let Some((last, era, next)) = last_year(reader, year, next, said) {
        let year = Year { era: era.or(year.era), ..year };
        return make(Stretch::Years(last), year, next, "years", 0.95);
    }
    if said || year.era.is_some() {
        return make(Stretch::Year, year, next, "year", 0.96);
    }
    // A number alone is a year where something leads to one.
    let led = matches!(reader.before(first), Atom::In | Atom::To | Atom::From)
        || part.is_some()
        || is_event(reader.word_before(first));
    let closed = reader.is_mark(first.wrapping_sub(1), b'(') && reader.is_mark(next, b')');
    let counts = matches!(reader.atom(next), Atom::To | Atom::And)
        && matches!(reader.atom(next + 1), Atom::Digits(..) | Atom::Number(..));
    let counts = counts || reader.is_often_counted(next);
    // «بیش از دو هزار», «دو هزار کارگاه»: an amount.
    let more = matches!(
        first.checked_sub(2).map_or("", |it| reader.word(it)),
        "بیش" | "بیشتر" | "کمتر" | "متجاوز"
    );
    let round = matches!(reader.atom(at), Atom::Number(..))
        && matches!(year.count, YearCount::Number(value, _) if value % 100 == 0);
    let counts = counts || more || round;
    (!counts && (led || closed)).then(|| make(Stretch::Year, year, next, "bare-year", 0.7))?
}

/// What happens in a year and bears its number: «انتخابات ۱۴۰۰».
fn is_event(word: &str) -> bool {
    matches!(
        word,
        "متولد"
            | "انتخابات"
            | "جهانی"
            | "المپیک"
            | "بودجه"
            | "بودجهٔ"
            | "افق"
            | "چشم‌انداز"
            | "توافق"
            | "کودتای"
            | "جنگ"
            | "نوروز"
            | "ژانویه"
            | "اعتراضات"
            | "سیل"
            | "زلزله"
    )
}

/// The second year of «۱۳۸۴ تا ۱۳۹۲», «۹۸ و ۹۹», «۲۰۱۵ - ۲۰۱۶».
fn last_year(
    reader: &Reader<'_>,
    first: Year,
    at: usize,
    said: bool,
) -> Option<(i32, Option<Era>, usize)> {
    let YearCount::Number(start, digits) = first.count else { return None };
    let joint = matches!(reader.atom(at), Atom::To | Atom::And | Atom::Mark(b'-' | b'/'));
    let at = at + usize::from(joint) + usize::from(reader.is_mark(at, b',') && !joint);
    let at = at + usize::from(reader.atom(at) == Atom::Unit(Unit::Year, Form::Plain) && joint);
    let bare = if said { Bare::FourOrTwo } else { Bare::Four };
    let (mut last, mut next) = year(reader, at, bare).filter(|_| joint || said)?;
    // «سال‌های ۹۷، ۹۸ و ۹۹»
    let joined = reader.is_mark(next, b',') || reader.atom(next) == Atom::And;
    let goes_on = joined && matches!(reader.atom(next + 1), Atom::Digits(..));
    if let Some((later, after)) = year(reader, next + 1, bare).filter(|_| goes_on) {
        (last, next) = (later, after);
    }
    let YearCount::Number(end, end_digits) = last.count else { return None };
    let end = if digits == 4 && end_digits == 2 { start / 100 * 100 + end } else { end };
    // Hurried typing from right to left: «۱۴۰۰-۱۳۹۹».
    let reversed = reader.is_mark(at.saturating_sub(1), b'-') && start - end == 1;
    let fits = (end > start && end - start < 1000 && end_digits <= digits) || reversed;
    fits.then_some((end, last.era, next))
}

fn school_year(
    reader: &Reader<'_>,
    at: usize,
    part: Option<PartOf>,
    first: usize,
) -> Option<Expression> {
    let school = reader.atom(at) == Atom::Unit(Unit::Year, Form::Plain)
        && matches!(reader.word(at + 1), "تحصیلی" | "زراعی" | "آبی" | "مالی");
    if !school {
        return None;
    }
    let numbered = year(reader, at + 2, Bare::FourOrTwo);
    let (year, next) = match (numbered, shift_of_year(reader, at + 2)) {
        (Some(found), _) => found,
        (None, Some(shift)) => (Year { count: YearCount::FromNow(shift), era: None }, at + 3),
        (None, None) => return None,
    };
    let fiscal = reader.word(at + 1) == "مالی";
    let last = last_year(reader, year, next, true);
    if fiscal && last.is_none() {
        let node = Node::Years(Years { what: Stretch::Year, year: Some(year), part });
        return Some(expression(node, (first, next), "year", 0.9));
    }
    let (what, next) = last.map_or((Stretch::SchoolYear(None), next), |(last, _, next)| {
        (Stretch::SchoolYear(Some(last)), next)
    });
    let node = Node::Years(Years { what, year: Some(year), part });
    Some(expression(node, (first, next), "school-year", 0.9))
}
