//! Decades, centuries, seasons, halves and quarters.

use super::{
    super::{
        atom::{Atom, Doubt, Form, NumberForm, Part, Shift},
        lexicon::tense_word,
        node::{Expression, Node, PartOf, Stretch, Year, YearCount, Years},
        reader::Reader,
    },
    expression,
    year::{Bare, era, nearest, part, year},
};
use crate::timex::Unit;

/// Decades, centuries, seasons, halves, quarters and first months.
pub(super) fn stretch(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    let (what, year, last, rule, confidence) = decade(reader, at)
        .or_else(|| century(reader, at))
        .or_else(|| season(reader, at, part.is_some()))
        .or_else(|| months_of_year(reader, at))
        .or_else(|| half(reader, first))?;
    let part = if rule == "half" { None } else { part };
    Some(expression(Node::Years(Years { what, year, part }), (first, last), rule, confidence))
}

type Found = (Stretch, Option<Year>, usize, &'static str, f32);

fn decade(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let Atom::Unit(Unit::Decade, form @ (Form::Plain | Form::PluralOf)) = reader.atom(at) else {
        return None;
    };
    let number = reader.number(at + 1).filter(|it| it.form == NumberForm::Cardinal)?;
    let tens = i32::try_from(number.value).ok().filter(|it| it % 10 == 0 && *it < 2200)?;
    let (mut last, mut next) = (tens, number.next);
    if form == Form::PluralOf
        && matches!(reader.atom(next), Atom::And | Atom::To)
        && let Some(second) = reader.number(next + 1)
    {
        (last, next) = (i32::try_from(second.value).ok()?, second.next);
    }
    let era = era(reader, next);
    let year =
        era.map(|(it, _)| Year { count: YearCount::Number(tens, number.digits), era: Some(it) });
    Some((Stretch::Decade(tens, last), year, era.map_or(next, |it| it.1), "decade", 0.95))
}

fn century(reader: &Reader<'_>, at: usize) -> Option<Found> {
    if !matches!(reader.atom(at), Atom::Unit(Unit::Century, Form::Plain)) {
        return None;
    }
    let (century, next) = match reader.atom(at + 1) {
        Atom::Shift(Shift::Last) => (0, at + 2),
        Atom::Shift(Shift::Current) => (-1, at + 2),
        _ => {
            let number = reader.number(at + 1)?;
            (i32::try_from(number.value).ok().filter(|it| (1..=30).contains(it))?, number.next)
        }
    };
    let era = era(reader, next);
    let year = era.map(|(it, _)| Year { count: YearCount::Number(century, 0), era: Some(it) });
    Some((Stretch::Century(century), year, era.map_or(next, |it| it.1), "century", 0.92))
}

fn season(reader: &Reader<'_>, at: usize, in_part: bool) -> Option<Found> {
    let said = reader.atom(at) == Atom::Term;
    if said && let Some(found) = term(reader, at) {
        return Some(found);
    }
    let at_season = at + usize::from(said);
    let Atom::Season(season, doubt) = reader.atom(at_season) else { return None };
    let after = at_season + 1;
    let year = year(reader, after, Bare::FourOrTwo)
        .filter(|_| !reader.is_counted(after + 1))
        .or_else(|| Some((nearest(reader, after)?, after + 1)));
    let led = said || matches!(reader.before(at), Atom::In | Atom::To | Atom::From) || in_part;
    let confidence = match (year.is_some(), doubt, led) {
        (true, ..) => 0.93,
        (false, Doubt::Clear, true) => 0.75,
        (false, Doubt::Clear, false) => 0.6,
        (false, _, true) if said => 0.7,
        (false, _, true) if tense_word(reader.word(after)).is_some() => 0.55,
        _ => return None,
    };
    let next = year.map_or(after, |(_, next)| next);
    Some((Stretch::Season(season), year.map(|it| it.0), next, "season", confidence))
}

/// «فصل سوم سال ۱۴۰۰».
fn term(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let Atom::Number(quarter @ 1..=4, NumberForm::Ordinal) = reader.atom(at + 1) else {
        return None;
    };
    let (year, next) = year(reader, at + 2, Bare::Four)?;
    Some((Stretch::Quarter(u8::try_from(quarter).ok()?), Some(year), next, "quarter", 0.9))
}

/// «سه ماهه نخست سال ۱۴۰۰», «شش ماهه اول سال», «۹ ماهه امسال».
fn months_of_year(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let count = reader.number(at)?;
    let Atom::Unit(Unit::Month, form @ (Form::Adjective | Form::Plain)) = reader.atom(count.next)
    else {
        return None;
    };
    let after = count.next + 1;
    let place = match (reader.atom(after), reader.word(after)) {
        (Atom::Number(n, NumberForm::Ordinal), _) => Some(n),
        (_, "پایانی" | "آخر") | (Atom::Part(Part::End), _) => {
            Some(12 / u16::try_from(count.value).ok()?.max(1))
        }
        (_, "ابتدایی") | (Atom::Part(Part::Start), _) => Some(1),
        _ => None,
    };
    if form == Form::Plain && place.is_none() {
        return None;
    }
    let after = after + usize::from(place.is_some());
    let (year, next) = match year(reader, after, Bare::FourOrTwo) {
        Some((year, next)) => (Some(year), next),
        None if reader.atom(after) == Atom::Unit(Unit::Year, Form::Plain) => (None, after + 1),
        None if place.is_some() && form == Form::Adjective => (None, after),
        None => return None,
    };
    let what = match (count.value, place) {
        (3, Some(n @ 1..=4)) => Stretch::Quarter(u8::try_from(n).ok()?),
        (6, Some(n @ 1..=2)) => Stretch::Half(u8::try_from(n).ok()?),
        (n @ 1..=11, None | Some(1)) => Stretch::FirstMonths(u8::try_from(n).ok()?),
        _ => return None,
    };
    Some((what, year, next, "months-of-year", 0.93))
}

/// «نیمه اول سال ۱۴۰۰», «نیمه دوم سال».
fn half(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let (PartOf::Half(half), after) = part(reader, at)? else { return None };
    let (year, next) = match year(reader, after, Bare::Four) {
        Some((year, next)) => (Some(year), next),
        None if reader.atom(after) == Atom::Unit(Unit::Year, Form::Plain) => (None, after + 1),
        None => return None,
    };
    Some((Stretch::Half(half), year, next, "half", 0.93))
}
