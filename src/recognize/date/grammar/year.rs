//! Years, with and without «سال».

use super::{
    super::{
        atom::{Atom, CalendarEra, NumberForm, PeriodPart, TimeShift, UnitForm},
        atoms::Gap,
        lexicon::words,
        node::{
            DateNode, Expression, PartOf, TimeDirection, WrittenYear, YearCount, YearSpan,
            YearStretch,
        },
        rules,
        token_reader::TokenReader,
    },
    expression,
    month_name::name,
};
use crate::{
    language::{JOINER, tense_of},
    timex::Unit,
};

/// What may be read as a year without «سال» before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BareYear {
    /// Nothing.
    None,
    /// Four digits.
    Four,
    /// Four digits or two.
    FourOrTwo,
}

/// An era after a year: «هجری شمسی», «ه.ش», «ق.م».
pub(super) fn era(reader: &TokenReader<'_>, at: usize) -> Option<(CalendarEra, usize)> {
    if let Atom::Era(era) = reader.atom(at) {
        return match (era, reader.atom(at + 1)) {
            (CalendarEra::Hijri, Atom::Era(second)) => Some((second, at + 2)),
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
    let dotted_eras = words().dotted_eras.iter();
    let mut found = dotted_eras.filter_map(|(a, b, era)| Some((*era, dotted(a, b)?)));
    found.next().or_else(|| {
        let is_it = |it: &&(String, CalendarEra)| it.0 == reader.word(at);
        let (_, era) = words().era_letters.iter().find(is_it)?;
        (!reader.touches_mark(at + 1, b'.')).then_some((*era, at + 1))
    })
}

/// A year: «سال ۱۴۰۰ هجری شمسی», «سال گذشته», «امسال», and a bare number where `bare` lets it.
pub(super) fn year(
    reader: &TokenReader<'_>,
    start: usize,
    bare: BareYear,
) -> Option<(WrittenYear, usize)> {
    let from_now = |shift, at| {
        let (era, next) = era(reader, at).map_or((None, at), |(era, next)| (Some(era), next));
        Some((WrittenYear { count: YearCount::FromNow(shift), era }, next))
    };
    match reader.atom(start) {
        Atom::Year(shift) => from_now(i32::from(shift), start + 1),
        Atom::This if reader.atom(start + 1) == Atom::Unit(Unit::Year, UnitForm::Plain) => {
            from_now(0, start + 2)
        }
        Atom::Unit(Unit::Year, UnitForm::Plain | UnitForm::PluralOf) => {
            if let Some(shift) = shift_of_year(reader, start + 1) {
                return from_now(shift, start + 2);
            }
            if let Some((era, next)) = era(reader, start + 1)
                && let Some(shift) = shift_of_year(reader, next)
            {
                let year = WrittenYear { count: YearCount::FromNow(shift), era: Some(era) };
                return Some((year, next + 1));
            }
            number(reader, start + 1)
        }
        Atom::Digits(value, digits) if fits(value, digits, bare) => number(reader, start),
        Atom::Number(..) if bare != BareYear::None => number(reader, start)
            .filter(|(it, _)| matches!(it.count, YearCount::Number(1200..2200, _))),
        _ => None,
    }
}

/// «سال جدید»: resolution finds which one it is.
pub(in super::super) const NEW: i32 = 1000;

fn shift_of_year(reader: &TokenReader<'_>, at: usize) -> Option<i32> {
    match reader.atom(at) {
        Atom::Shift(TimeShift::Last) => Some(-1),
        Atom::Shift(TimeShift::Ago) if reader.atom(at + 1) != Atom::From => Some(-1),
        // «سال پیش رو» is this one while it is young.
        Atom::Shift(TimeShift::Next) if is_ahead(reader, at) => Some(NEW),
        Atom::Shift(TimeShift::Next | TimeShift::Later) if reader.atom(at + 1) != Atom::From => {
            Some(1)
        }
        Atom::Shift(TimeShift::Current) => Some(0),
        Atom::Shift(TimeShift::New) => Some(NEW),
        _ => None,
    }
}

/// True for «پیش رو».
fn is_ahead(reader: &TokenReader<'_>, at: usize) -> bool {
    reader.word(at).split([' ', JOINER]).next().is_some_and(|it| words().ahead.has(it))
}

/// «مهر گذشته», «تابستان آینده»: the last or the next one.
pub(super) fn nearest(reader: &TokenReader<'_>, at: usize) -> Option<WrittenYear> {
    let count = match reader.atom(at) {
        Atom::Shift(TimeShift::Last) => YearCount::Nearest(TimeDirection::Past),
        Atom::Shift(TimeShift::Next) => YearCount::Nearest(TimeDirection::Future),
        Atom::Shift(TimeShift::Current) => YearCount::FromNow(0),
        _ => return None,
    };
    Some(WrittenYear { count, era: None })
}

fn fits(value: u32, digits: u8, bare: BareYear) -> bool {
    match digits {
        4 => {
            bare != BareYear::None
                && ((1200..1500).contains(&value) || (1500..2200).contains(&value))
        }
        2 => bare == BareYear::FourOrTwo,
        _ => false,
    }
}

/// The number of a year with its era; not one that counts people or falls apart into a fraction.
fn number(reader: &TokenReader<'_>, at: usize) -> Option<(WrittenYear, usize)> {
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
    Some((WrittenYear { count: YearCount::Number(value, number.digits), era }, next))
}

/// True when a dot, slash or comma and more digits touch what ends before `at`.
fn is_fraction(reader: &TokenReader<'_>, at: usize) -> bool {
    let mark = matches!(reader.atom(at), Atom::Mark(b'.' | b'/' | b',' | b':' | b'%'));
    let digits = matches!(reader.atom(at + 1), Atom::Digits(..));
    mark && digits && reader.gap(at) == Gap::None && reader.gap(at + 1) == Gap::None
}

/// «اوایل», «نیمه دوم»: a part of what follows.
pub(super) fn part(reader: &TokenReader<'_>, at: usize) -> Option<(PartOf, usize)> {
    match reader.atom(at) {
        Atom::Part(PeriodPart::Half) => match reader.atom(at + 1) {
            Atom::Number(n @ (1 | 2), NumberForm::Ordinal) => {
                Some((PartOf::Half(u8::try_from(n).unwrap_or(1)), at + 2))
            }
            _ => Some((PartOf::Loose(PeriodPart::Half), at + 1)),
        },
        Atom::Part(part) => Some((PartOf::Loose(part), at + 1)),
        Atom::Number(1, NumberForm::Ordinal) => Some((PartOf::Loose(PeriodPart::Start), at + 1)),
        _ => None,
    }
}

/// «سال ۱۴۰۰», «سال‌های ۱۳۸۴ تا ۱۳۹۲», «سال تحصیلی ۱۴۰۰-۱۴۰۱», a year without «سال».
pub(super) fn years(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    if let Some(found) = school_year(reader, at, part, first) {
        return Some(found);
    }
    let said = matches!(reader.atom(at), Atom::Unit(Unit::Year, _) | Atom::Year(_) | Atom::This);
    let (year, next) =
        year(reader, at, BareYear::Four).or_else(|| short_year(reader, at, first))?;
    // «همین سال» may count from a year that is told of.
    if part.is_none() && reader.atom(at) == Atom::This && words().same_as_told.has(reader.word(at))
    {
        return None;
    }
    let plural = matches!(reader.atom(at), Atom::Unit(Unit::Year, UnitForm::PluralOf));
    if plural && matches!(year.count, YearCount::FromNow(_)) {
        return None;
    }
    let make = |what, year, last, rule| {
        let node = DateNode::Years(YearSpan { what, year: Some(year), part });
        Some(expression(node, (first, last), rule))
    };
    if !said && year.era.is_none() && is_in_row_of_numbers(reader, first) {
        return None;
    }
    let to = last_year(reader, year, next, said);
    if let Some((last, era, next)) = to.filter(|_| said || is_span(reader, first, next)) {
        let year = WrittenYear { era: era.or(year.era), ..year };
        return make(YearStretch::Years(last), year, next, rules::YEARS);
    }
    if said || year.era.is_some() {
        return make(YearStretch::Year, year, next, rules::YEAR);
    }
    // A number alone is a year where something leads to one.
    let led = matches!(reader.before(first), Atom::In | Atom::To | Atom::From)
        || part.is_some()
        || is_headed(reader, first);
    let closed = reader.is_mark(first.wrapping_sub(1), b'(') && reader.is_mark(next, b')');
    let counts = matches!(reader.atom(next), Atom::To | Atom::And)
        && matches!(reader.atom(next + 1), Atom::Digits(..) | Atom::Number(..));
    let counts = counts || reader.is_often_counted(next);
    // «بیش از دو هزار», «دو هزار کارگاه»: an amount.
    let more = words().comparatives.has(first.checked_sub(2).map_or("", |it| reader.word(it)));
    let round = matches!(reader.atom(at), Atom::Number(..))
        && matches!(year.count, YearCount::Number(value, _) if value % 100 == 0);
    let counts = counts || more || round || !is_likely(year) && !is_headed(reader, first);
    let counts = counts || words().numbered.has(reader.word_before(first));
    // «پس از ۱۴۰۰ سال»
    let counts = counts || matches!(reader.atom(next), Atom::Unit(Unit::Year, UnitForm::Plain));
    // «۱۵۷۱ نفر از ۱۷۸۷»
    let of_all = reader.before(first) == Atom::From
        && first >= 3
        && reader.is_counted(first - 2)
        && matches!(reader.atom(first - 3), Atom::Digits(..))
        && matches!(reader.atom(next), Atom::Mark(_));
    let counts = counts || of_all;
    (!counts && (led || closed)).then(|| make(YearStretch::Year, year, next, rules::BARE_YEAR))?
}

/// «صندلی ۱۳۰۱ تا ۱۳۵۷», «مصرف ۱۳۹۰ تا ۱۴۲۰»: numbers of things, first and last. What begins with a number that is
/// read as no year ends with none.
fn is_in_row_of_numbers(reader: &TokenReader<'_>, first: usize) -> bool {
    let bears = |at: usize| words().numbered_in_rows.has(reader.word_before(at));
    let from = first.checked_sub(1).filter(|it| reader.atom(*it) == Atom::From);
    let other = first.checked_sub(2).filter(|_| reader.before(first) == Atom::To);
    bears(first)
        || from.is_some_and(bears)
        || other.is_some_and(|it| matches!(reader.atom(it), Atom::Digits(..)))
}

/// «انتخابات ۱۴۰۰», «جام جهانی قطر ۲۰۲۲»: what bears the number of its year.
fn is_headed(reader: &TokenReader<'_>, first: usize) -> bool {
    let words = words();
    let places = (1..=HEAD_REACH).filter_map(|back| first.checked_sub(back));
    places
        .take_while(|at| matches!(reader.atom(*at), Atom::Word | Atom::Month(..) | Atom::Named(_)))
        .take_while(|at| !words.not_between_head_and_year.has(reader.word(*at)))
        // «نوروز ۱۳۹۹», but «نوروز بهاری ۱۳۹۹» is somebody.
        .filter(|at| reader.atom(*at) == Atom::Word || at + 1 == first)
        .any(|at| words.year_heads.has(reader.word(at)))
}

/// How many words a head may be before the year it bears: «جام ملت‌های آسیا ۲۰۱۹».
const HEAD_REACH: usize = 4;

/// «انتخابات ۸۸», «بودجه ۹۹»: two digits after what happens every year, or happened in one.
fn short_year(reader: &TokenReader<'_>, at: usize, first: usize) -> Option<(WrittenYear, usize)> {
    let Atom::Digits(60..100, 2) = reader.atom(at) else { return None };
    let words = words();
    let further = first.checked_sub(1).map_or("", |it| reader.word_before(it));
    let headed =
        [reader.word_before(first), further].iter().any(|it| words.short_year_heads.has(it));
    let counts = reader.is_often_counted(at + 1)
        || matches!(
            reader.atom(at + 1),
            Atom::Unit(..) | Atom::Number(..) | Atom::Mark(b'/' | b'.' | b'-')
        );
    (headed && at == first && !counts).then(|| number(reader, at)).flatten()
}

/// Two bare numbers are years where something leads to them or they touch: «۲۰۱۵-۲۰۱۶».
fn is_span(reader: &TokenReader<'_>, first: usize, next: usize) -> bool {
    // «RAL 2002–2010» is a code.
    let is_code = reader.word_before(first).ends_with(|it: char| it.is_ascii_alphabetic());
    let touch = matches!(reader.atom(first + 1), Atom::Mark(_)) && !is_code;
    let led = matches!(reader.before(first), Atom::In | Atom::From)
        || words().between.has(reader.word_before(first))
        || is_headed(reader, first);
    let closed = reader.is_mark(first.wrapping_sub(1), b'(') && reader.is_mark(next, b')');
    (touch || led || closed) && !reader.is_often_counted(next)
}

/// True for a number that news gives years: not «در ۲۰۷۰ مسجد».
fn is_likely(year: WrittenYear) -> bool {
    matches!(year.count, YearCount::Number(1250..1430 | 1700..2055, _))
}

/// True for digits that may be a year where an analyst says that they are a date: nothing is counted by them, and
/// they are no number of something. «۱۰۰۰ هکتار» is none, and neither is «ماده ۱۳۹۸».
pub(in super::super) fn may_be_year(reader: &TokenReader<'_>, at: usize) -> bool {
    let words = words();
    let Some((year, next)) = number(reader, at) else { return false };
    if !matches!(year.count, YearCount::Number(_, 4)) || !is_likely(year) {
        return false;
    }
    let counts = reader.is_often_counted(next)
        || matches!(reader.atom(next), Atom::Unit(..) | Atom::Number(..) | Atom::Mark(b'%'));
    let more = words.comparatives.has(at.checked_sub(2).map_or("", |it| reader.word(it)));
    if counts || more || words.numbered.has(reader.word_before(at)) {
        return false;
    }
    // Any noun right behind a number is counted by it, but for what a year is led or headed by.
    let noun = reader.atom(next) == Atom::Word && tense_of(reader.word(next)).is_none();
    let led = matches!(reader.before(at), Atom::In | Atom::To | Atom::From | Atom::Unit(..));
    !noun || led || is_headed(reader, at)
}

/// The second year of «۱۳۸۴ تا ۱۳۹۲», «۹۸ و ۹۹», «۲۰۱۵ - ۲۰۱۶».
fn last_year(
    reader: &TokenReader<'_>,
    first: WrittenYear,
    at: usize,
    said: bool,
) -> Option<(i32, Option<CalendarEra>, usize)> {
    let YearCount::Number(start, digits) = first.count else { return None };
    let joint = matches!(reader.atom(at), Atom::To | Atom::And | Atom::Mark(b'-' | b'/'));
    let at = at + usize::from(joint) + usize::from(reader.is_mark(at, b',') && !joint);
    let at = at + usize::from(reader.atom(at) == Atom::Unit(Unit::Year, UnitForm::Plain) && joint);
    let bare = if said { BareYear::FourOrTwo } else { BareYear::Four };
    let (mut last, mut next) = year(reader, at, bare).filter(|_| joint || said)?;
    // «سال‌های ۹۷، ۹۸ و ۹۹»
    let joined = reader.is_mark(next, b',') || reader.atom(next) == Atom::And;
    let goes_on = joined && matches!(reader.atom(next + 1), Atom::Digits(..));
    if let Some((later, after)) = year(reader, next + 1, bare).filter(|_| goes_on) {
        (last, next) = (later, after);
    }
    let YearCount::Number(end, end_digits) = last.count else { return None };
    // «در سال ۱۴۰۲ و ۱۲ مرداد»: a day of the month.
    if end_digits < 3 && name(reader, next).is_some() {
        return None;
    }
    let end = if digits == 4 && end_digits == 2 { start / 100 * 100 + end } else { end };
    // Hurried typing from right to left: «۱۴۰۰-۱۳۹۹».
    let reversed = reader.is_mark(at.saturating_sub(1), b'-') && start - end == 1;
    let fits = (end > start && end - start < 1000 && end_digits <= digits) || reversed;
    fits.then_some((end, last.era, next))
}

fn school_year(
    reader: &TokenReader<'_>,
    at: usize,
    part: Option<PartOf>,
    first: usize,
) -> Option<Expression> {
    let school = reader.atom(at) == Atom::Unit(Unit::Year, UnitForm::Plain)
        && (words().autumn_years.has(reader.word(at + 1))
            || words().fiscal_years.has(reader.word(at + 1)));
    if !school {
        return None;
    }
    if let Some((year, last, next)) = reversed_years(reader, at + 2) {
        let what = YearStretch::SchoolYear(Some(last));
        let node = DateNode::Years(YearSpan { what, year: Some(year), part });
        return Some(expression(node, (first, next), rules::SCHOOL_YEAR));
    }
    let numbered = year(reader, at + 2, BareYear::FourOrTwo);
    let (year, next) = match (numbered, shift_of_year(reader, at + 2)) {
        (Some(found), _) => found,
        (None, Some(shift)) => {
            (WrittenYear { count: YearCount::FromNow(shift), era: None }, at + 3)
        }
        (None, None) => return None,
    };
    let fiscal = words().fiscal_years.has(reader.word(at + 1));
    let last = last_year(reader, year, next, true);
    if fiscal && last.is_none() {
        let node = DateNode::Years(YearSpan { what: YearStretch::Year, year: Some(year), part });
        return Some(expression(node, (first, next), rules::FISCAL_YEAR));
    }
    let (what, next) = last.map_or((YearStretch::SchoolYear(None), next), |(last, _, next)| {
        (YearStretch::SchoolYear(Some(last)), next)
    });
    let node = DateNode::Years(YearSpan { what, year: Some(year), part });
    Some(expression(node, (first, next), rules::SCHOOL_YEAR))
}

/// «۸۹ - ۱۳۸۸», typed from right to left; a kashida for a dash is gone by folding.
fn reversed_years(reader: &TokenReader<'_>, at: usize) -> Option<(WrittenYear, i32, usize)> {
    let Atom::Digits(later, 2) = reader.atom(at) else { return None };
    let dash = usize::from(matches!(reader.atom(at + 1), Atom::Mark(b'-' | b'/')));
    let Atom::Digits(earlier, 4) = reader.atom(at + 1 + dash) else { return None };
    let number = i32::try_from(earlier).ok()?;
    let year = WrittenYear { count: YearCount::Number(number, 4), era: None };
    ((earlier + 1) % 100 == later).then_some((year, number + 1, at + 2 + dash))
}
