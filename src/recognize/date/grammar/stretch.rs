//! Decades, centuries, seasons, halves and quarters.

use super::{
    super::{
        atom::{Atom, NumberForm, PeriodPart, TimeShift, UnitForm, WordDoubt},
        lexicon::words,
        node::{DateNode, Expression, PartOf, WrittenYear, YearCount, YearSpan, YearStretch},
        rules::{self, DateRule},
        token_reader::TokenReader,
    },
    expression,
    year::{BareYear, era, nearest, part, year},
};
use crate::{language::tense_of, timex::Unit};

/// Decades, centuries, seasons, halves, quarters and first months.
pub(super) fn stretch(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    let (what, year, last, rule) = decade(reader, at)
        .or_else(|| century(reader, at))
        .or_else(|| season(reader, at, part.is_some()))
        .or_else(|| months_of_year(reader, at))
        .or_else(|| half(reader, first))?;
    let part = if rule == rules::HALF { None } else { part };
    Some(expression(DateNode::Years(YearSpan { what, year, part }), (first, last), rule))
}

type FoundStretch = (YearStretch, Option<WrittenYear>, usize, &'static DateRule);

fn decade(reader: &TokenReader<'_>, at: usize) -> Option<FoundStretch> {
    let Atom::Unit(Unit::Decade, form @ (UnitForm::Plain | UnitForm::PluralOf)) = reader.atom(at)
    else {
        return None;
    };
    let number = reader.number(at + 1).filter(|it| it.form == NumberForm::Cardinal)?;
    let tens = i32::try_from(number.value).ok().filter(|it| it % 10 == 0 && *it < 2200)?;
    let (mut last, mut next) = (tens, number.next);
    if form == UnitForm::PluralOf
        && matches!(reader.atom(next), Atom::And | Atom::To)
        && let Some(second) = reader.number(next + 1)
    {
        (last, next) = (i32::try_from(second.value).ok()?, second.next);
    }
    let era = era(reader, next);
    let year = era.map(|(it, _)| WrittenYear {
        count: YearCount::Number(tens, number.digits),
        era: Some(it),
    });
    Some((YearStretch::Decade(tens, last), year, era.map_or(next, |it| it.1), rules::DECADE))
}

fn century(reader: &TokenReader<'_>, at: usize) -> Option<FoundStretch> {
    if !matches!(reader.atom(at), Atom::Unit(Unit::Century, UnitForm::Plain)) {
        return None;
    }
    let (century, next) = match reader.atom(at + 1) {
        Atom::Shift(TimeShift::Last) => (0, at + 2),
        Atom::Shift(TimeShift::Current) => (-1, at + 2),
        _ => {
            let number = reader.number(at + 1)?;
            (i32::try_from(number.value).ok().filter(|it| (1..=30).contains(it))?, number.next)
        }
    };
    let era = era(reader, next);
    let year =
        era.map(|(it, _)| WrittenYear { count: YearCount::Number(century, 0), era: Some(it) });
    Some((YearStretch::Century(century), year, era.map_or(next, |it| it.1), rules::CENTURY))
}

fn season(reader: &TokenReader<'_>, at: usize, in_part: bool) -> Option<FoundStretch> {
    let said = reader.atom(at) == Atom::Term;
    if said && let Some(found) = term(reader, at) {
        return Some(found);
    }
    let at_season = at + usize::from(said);
    let Atom::Season(season, doubt) = reader.atom(at_season) else { return None };
    let after = at_season + 1;
    let year = year(reader, after, BareYear::FourOrTwo)
        .filter(|_| !reader.is_counted(after + 1))
        .or_else(|| Some((nearest(reader, after)?, after + 1)));
    let led = said || matches!(reader.before(at), Atom::In | Atom::To | Atom::From) || in_part;
    let rule = match (year.is_some(), doubt, led) {
        (true, ..) => rules::SEASON_OF_YEAR,
        (false, WordDoubt::Clear, true) => rules::LED_SEASON,
        (false, WordDoubt::Clear, false) => rules::BARE_SEASON,
        (false, _, true) if said => rules::SAID_SEASON,
        (false, _, true) if tense_of(reader.word(after)).is_some() => rules::LED_RARE_SEASON,
        _ => return None,
    };
    let next = year.map_or(after, |(_, next)| next);
    Some((YearStretch::Season(season), year.map(|it| it.0), next, rule))
}

/// «فصل سوم سال ۱۴۰۰».
fn term(reader: &TokenReader<'_>, at: usize) -> Option<FoundStretch> {
    let Atom::Number(quarter @ 1..=4, NumberForm::Ordinal) = reader.atom(at + 1) else {
        return None;
    };
    let (year, next) = year(reader, at + 2, BareYear::Four)?;
    Some((YearStretch::Quarter(u8::try_from(quarter).ok()?), Some(year), next, rules::QUARTER))
}

/// «سه ماهه نخست سال ۱۴۰۰», «شش ماهه اول سال», «۹ ماهه امسال».
fn months_of_year(reader: &TokenReader<'_>, at: usize) -> Option<FoundStretch> {
    let count = reader.number(at)?;
    let Atom::Unit(Unit::Month, form @ (UnitForm::Adjective | UnitForm::Plain)) =
        reader.atom(count.next)
    else {
        return None;
    };
    let after = count.next + 1;
    let place = match reader.atom(after) {
        Atom::Number(n, NumberForm::Ordinal) => Some(n),
        atom if atom == Atom::Part(PeriodPart::End) || words().closing.has(reader.word(after)) => {
            Some(12 / u16::try_from(count.value).ok()?.max(1))
        }
        atom if atom == Atom::Part(PeriodPart::Start)
            || words().opening.has(reader.word(after)) =>
        {
            Some(1)
        }
        _ => None,
    };
    if form == UnitForm::Plain && place.is_none() {
        return None;
    }
    let after = after + usize::from(place.is_some());
    let (year, next) = match year(reader, after, BareYear::FourOrTwo) {
        Some((year, next)) => (Some(year), next),
        None if reader.atom(after) == Atom::Unit(Unit::Year, UnitForm::Plain) => (None, after + 1),
        None if place.is_some() && form == UnitForm::Adjective => (None, after),
        None => return None,
    };
    let what = match (count.value, place) {
        (3, Some(n @ 1..=4)) => YearStretch::Quarter(u8::try_from(n).ok()?),
        (6, Some(n @ 1..=2)) => YearStretch::Half(u8::try_from(n).ok()?),
        (n @ 1..=11, None | Some(1)) => YearStretch::FirstMonths(u8::try_from(n).ok()?),
        _ => return None,
    };
    Some((what, year, next, rules::MONTHS_OF_YEAR))
}

/// «نیمه اول سال ۱۴۰۰», «نیمه دوم سال».
fn half(reader: &TokenReader<'_>, at: usize) -> Option<FoundStretch> {
    let (PartOf::Half(half), after) = part(reader, at)? else { return None };
    let (year, next) = match year(reader, after, BareYear::Four) {
        Some((year, next)) => (Some(year), next),
        None if reader.atom(after) == Atom::Unit(Unit::Year, UnitForm::Plain) => (None, after + 1),
        None => return None,
    };
    Some((YearStretch::Half(half), year, next, rules::HALF))
}
