//! Habits: «هر روز», «روزانه», «سالی یک بار», «جمعه‌ها».

use super::{
    super::{
        atom::{Atom, DayPart, Form, NumberForm},
        node::{Expression, Node, Recurrence, Set},
        reader::Reader,
    },
    expression,
};
use crate::timex::{Length, Unit};

/// A habit.
pub(super) fn set(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let (of, times, next) = every(reader, first)
        .or_else(|| share(reader, first))
        .or_else(|| times_in(reader, first))
        .or_else(|| in_between(reader, first))
        .or_else(|| days_of_week(reader, first))
        .or_else(|| in_one_word(reader, first))?;
    Some(expression(Node::Set(Set { of, times }), (first, next), "set", 0.88))
}

type Found = (Recurrence, Option<u32>, usize);

/// «هر روز», «هر دو هفته یک بار», «هر جمعه», «هر شب».
fn every(reader: &Reader<'_>, first: usize) -> Option<Found> {
    if reader.atom(first) != Atom::Every {
        return None;
    }
    match reader.atom(first + 1) {
        Atom::Weekday(day) => Some((Recurrence::Weekday(day), None, first + 2)),
        Atom::DayPart(part) => Some((Recurrence::DayPart(part), None, first + 2)),
        Atom::Season(season, _) => Some((Recurrence::Season(season), None, first + 2)),
        Atom::Unit(unit, Form::Plain | Form::Adjective) => {
            if let (Unit::Day, Atom::DayPart(part)) = (unit, reader.atom(first + 2)) {
                return Some((Recurrence::DayPart(part), None, first + 3));
            }
            let (times, next) = behind(reader, first + 2);
            Some((Recurrence::Every(Length::of(1, unit)), times, next))
        }
        Atom::Half => {
            let Atom::Unit(Unit::Hour, Form::Plain) = reader.atom(first + 2) else { return None };
            let (times, next) = behind(reader, first + 3);
            Some((Recurrence::Every(Length::of(30, Unit::Minute)), times, next))
        }
        Atom::Several => {
            let Atom::Unit(unit, Form::Plain) = reader.atom(first + 2) else { return None };
            let (times, next) = behind(reader, first + 3);
            Some((Recurrence::Every(Length::some(unit)), times, next))
        }
        _ => {
            let count = reader.number(first + 1)?;
            let Atom::Unit(unit, Form::Plain) = reader.atom(count.next) else { return None };
            let (times, next) = behind(reader, count.next + 1);
            // «هر دو روز» alone is «both days».
            let both = count.value == 2 && times.is_none();
            (!both).then_some((Recurrence::Every(Length::of(count.value, unit)), times, next))
        }
    }
}

/// «یک بار» behind a unit: how often, and the token behind it.
fn behind(reader: &Reader<'_>, at: usize) -> (Option<u32>, usize) {
    match reader.number(at) {
        Some(count) if reader.atom(count.next) == Atom::Times => {
            (Some(count.value), count.next + 1)
        }
        _ if reader.word(at) == "یکبار" => (Some(1), at + 1),
        _ => (None, at),
    }
}

/// «سالی یک بار», «هفته‌ای دو بار», «روزی سه مرتبه».
fn share(reader: &Reader<'_>, first: usize) -> Option<Found> {
    let Atom::Unit(unit, Form::Some) = reader.atom(first) else { return None };
    let (times, next) = behind(reader, first + 1);
    Some((Recurrence::Every(Length::of(1, unit)), Some(times?), next))
}

/// «دو بار در هفته», «یک بار در سال».
fn times_in(reader: &Reader<'_>, first: usize) -> Option<Found> {
    let (times, next) = behind(reader, first);
    let times = times?;
    if reader.word(next) != "در" {
        return None;
    }
    let Atom::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), Form::Plain) =
        reader.atom(next + 1)
    else {
        return None;
    };
    let open = !matches!(reader.atom(next + 2), Atom::Shift(_) | Atom::Digits(..));
    open.then_some((Recurrence::Every(Length::of(1, unit)), Some(times), next + 2))
}

/// «یک روز در میان».
fn in_between(reader: &Reader<'_>, first: usize) -> Option<Found> {
    let Atom::Number(1, NumberForm::Cardinal) = reader.atom(first) else { return None };
    let Atom::Unit(unit, Form::Plain) = reader.atom(first + 1) else { return None };
    let together = reader.word(first + 2) == "درمیان";
    let apart = reader.word(first + 2) == "در" && reader.word(first + 3) == "میان";
    let next = first + 3 + usize::from(apart);
    (together || apart).then_some((Recurrence::Every(Length::of(2, unit)), None, next))
}

/// «روزهای فرد هفته», «روزهای تعطیل», «روزهای دوشنبه», «آخر هفته‌ها».
fn days_of_week(reader: &Reader<'_>, first: usize) -> Option<Found> {
    match (reader.atom(first), reader.atom(first + 1)) {
        (Atom::Unit(Unit::Day, Form::PluralOf), Atom::Word) => {
            let named = matches!(
                reader.word(first + 1),
                "فرد" | "زوج" | "تعطیل" | "کاری" | "غیرتعطیل" | "تعطیلات"
            );
            let of_week = reader.atom(first + 2) == Atom::Unit(Unit::Week, Form::Plain);
            named.then_some((Recurrence::DaysOfWeek, None, first + 2 + usize::from(of_week)))
        }
        (Atom::Unit(Unit::Day, Form::PluralOf), Atom::Weekday(day)) => {
            let week = reader.atom(first + 2) == Atom::Every
                && reader.atom(first + 3) == Atom::Unit(Unit::Week, Form::Plain);
            let next = first + 2 + 2 * usize::from(week);
            Some((Recurrence::Weekday(day), None, next))
        }
        (Atom::Weekday(day), Atom::Every) => {
            let week = reader.atom(first + 2) == Atom::Unit(Unit::Week, Form::Plain);
            week.then_some((Recurrence::Weekday(day), None, first + 3))
        }
        (Atom::Part(_), Atom::Unit(Unit::Week, Form::Plural)) => {
            (reader.word(first) == "آخر").then_some((Recurrence::Weekend, None, first + 2))
        }
        _ => None,
    }
}

/// «روزانه», «جمعه‌ها», «شب‌ها».
fn in_one_word(reader: &Reader<'_>, first: usize) -> Option<Found> {
    match reader.atom(first) {
        Atom::Habit(unit) => Some((Recurrence::Every(Length::of(1, unit)), None, first + 1)),
        Atom::Weekdays(day) => Some((Recurrence::Weekday(day), None, first + 1)),
        Atom::DayParts(part) if part != DayPart::Midnight => {
            Some((Recurrence::DayPart(part), None, first + 1))
        }
        _ => None,
    }
}
