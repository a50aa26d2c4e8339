//! Habits: «هر روز», «روزانه», «سالی یک بار», «جمعه‌ها».

use super::{
    super::{
        atom::{Atom, DayPart, NumberForm, UnitForm},
        lexicon::words,
        node::{DateNode, Expression, Recurrence, RecurringSet},
        rules,
        tense::clause,
        token_reader::TokenReader,
    },
    expression,
};
use crate::{
    language::Tense,
    timex::{Length, Unit},
};

/// A habit.
pub(super) fn set(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    if let Some((of, next)) = habitual_part(reader, first) {
        let node = DateNode::Set(RecurringSet { of, times: None });
        return Some(expression(node, (first, next), rules::HABITUAL_PART));
    }
    let (of, times, next) = every(reader, first)
        .or_else(|| share(reader, first))
        .or_else(|| times_in(reader, first))
        .or_else(|| in_between(reader, first))
        .or_else(|| days_of_week(reader, first))
        .or_else(|| nth_weekday(reader, first))
        .or_else(|| in_one_word(reader, first))?;
    Some(expression(DateNode::Set(RecurringSet { of, times }), (first, next), rules::SET))
}

/// «هر دوشنبه و | چهارشنبه»: the next day of a habit.
pub(super) fn next_of_habit(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let Atom::Weekday(day) = reader.atom(first) else { return None };
    let habit = first >= 3
        && matches!(reader.before(first), Atom::And | Atom::Mark(b','))
        && matches!(reader.atom(first - 2), Atom::Weekday(_))
        && reader.atom(first - 3) == Atom::Every;
    habit.then(|| {
        let node = DateNode::Set(RecurringSet { of: Recurrence::Weekday(day), times: None });
        expression(node, (first, first + 1), rules::SET)
    })
}

type FoundSet = (Recurrence, Option<u32>, usize);

/// «شنبه شب‌ها», «شب‌های شنبه», «جمعه‌شب‌ها», «هر شنبه شب».
fn habitual_part(reader: &TokenReader<'_>, first: usize) -> Option<(Recurrence, usize)> {
    match (reader.atom(first), reader.atom(first + 1), reader.atom(first + 2)) {
        (Atom::Weekday(day), Atom::DayParts(part), _) => {
            Some((Recurrence::WeekdayPart(day, part), first + 2))
        }
        (Atom::DayParts(part), Atom::Weekday(day), _) => {
            // «شب‌های جمعه» are those before Fridays.
            let day = if part == DayPart::Night { day_before(day) } else { day };
            Some((Recurrence::WeekdayPart(day, part), first + 2))
        }
        (Atom::Every, Atom::Weekday(day), Atom::DayPart(part)) => {
            Some((Recurrence::WeekdayPart(day, part), first + 3))
        }
        _ => None,
    }
}

/// The weekday before, Monday is 1.
fn day_before(day: i8) -> i8 {
    if day == 1 { 7 } else { day - 1 }
}

/// «هر ماه» after a habit or a day of it, and the token after it.
fn of_every(reader: &TokenReader<'_>, at: usize) -> usize {
    let every = reader.atom(at) == Atom::Every
        && matches!(reader.atom(at + 1), Atom::Unit(_, UnitForm::Plain));
    at + 2 * usize::from(every)
}

/// «اولین شنبه هر ماه», «آخرین جمعه هر ماه».
fn nth_weekday(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    let ordinal = matches!(
        reader.atom(first),
        Atom::Number(1..=5, NumberForm::Attributive | NumberForm::Ordinal) | Atom::LastOf
    );
    let Atom::Weekday(day) = reader.atom(first + 1) else { return None };
    let next = of_every(reader, first + 2);
    (ordinal && next > first + 2).then_some((Recurrence::Weekday(day), None, next))
}

/// «هر روز», «هر دو هفته یک بار», «هر جمعه», «هر شب».
fn every(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    if reader.atom(first) != Atom::Every {
        return None;
    }
    match reader.atom(first + 1) {
        Atom::Weekday(day) => Some((Recurrence::Weekday(day), None, first + 2)),
        Atom::DayPart(part) => Some((Recurrence::DayPart(part), None, first + 2)),
        Atom::Season(season, _) => Some((Recurrence::Season(season), None, first + 2)),
        Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective) => {
            if let (Unit::Day, Atom::DayPart(part)) = (unit, reader.atom(first + 2)) {
                return Some((Recurrence::DayPart(part), None, first + 3));
            }
            // «قوی‌تر از هر روز دیگر»
            if words().others.has(reader.word(first + 2)) {
                return None;
            }
            let (times, next) = behind(reader, first + 2);
            Some((Recurrence::Every(Length::of(1, unit)), times, next))
        }
        Atom::Half => {
            let Atom::Unit(Unit::Hour, UnitForm::Plain) = reader.atom(first + 2) else {
                return None;
            };
            let (times, next) = behind(reader, first + 3);
            Some((Recurrence::Every(Length::of(30, Unit::Minute)), times, next))
        }
        Atom::Several => {
            let Atom::Unit(unit, UnitForm::Plain) = reader.atom(first + 2) else { return None };
            let (times, next) = behind(reader, first + 3);
            Some((Recurrence::Every(Length::some(unit)), times, next))
        }
        _ => {
            let count = reader.number(first + 1)?;
            let Atom::Unit(unit, UnitForm::Plain) = reader.atom(count.next) else { return None };
            let (times, next) = behind(reader, count.next + 1);
            // «هر دو روز» alone is «both days», but for what is done again and again.
            let again = || clause(reader, next).tense == Some(Tense::Present);
            let both = count.value == 2 && times.is_none() && !again();
            (!both).then_some((Recurrence::Every(Length::of(count.value, unit)), times, next))
        }
    }
}

/// «یک بار» after a unit: how often, and the token after it.
fn behind(reader: &TokenReader<'_>, at: usize) -> (Option<u32>, usize) {
    match reader.number(at) {
        Some(count) if reader.atom(count.next) == Atom::Times => {
            (Some(count.value), count.next + 1)
        }
        _ if words().once.has(reader.word(at)) => (Some(1), at + 1),
        _ => (None, at),
    }
}

/// «سالی یک بار», «هفته‌ای دو بار», «روزی سه مرتبه», «سالی ۲۰۰ هزار خانه».
fn share(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    let Atom::Unit(unit, UnitForm::Some) = reader.atom(first) else { return None };
    let every = Recurrence::Every(Length::of(1, unit));
    if let (Some(times), next) = behind(reader, first + 1) {
        return Some((every, Some(times), next));
    }
    // «سالی ۲۰۰ هزار خانه», «روزی ۳۰۰ تا ۵۰۰ هزار تومان»
    let amount = matches!(reader.atom(first + 1), Atom::Digits(..));
    let to =
        reader.atom(first + 2) == Atom::To && matches!(reader.atom(first + 3), Atom::Digits(..));
    let counted = reader.is_counted(first + if to { 4 } else { 2 });
    (amount && counted && !unit.is_of_clock()).then_some((every, None, first + 1))
}

/// «دو بار در هفته», «یک بار در سال».
fn times_in(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    let (times, next) = behind(reader, first);
    let times = times?;
    if !words().within.has(reader.word(next)) {
        return None;
    }
    let Atom::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), UnitForm::Plain) =
        reader.atom(next + 1)
    else {
        return None;
    };
    let open = !matches!(reader.atom(next + 2), Atom::Shift(_) | Atom::Digits(..));
    open.then_some((Recurrence::Every(Length::of(1, unit)), Some(times), next + 2))
}

/// «یک روز در میان».
fn in_between(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    let Atom::Number(1, NumberForm::Cardinal) = reader.atom(first) else { return None };
    let Atom::Unit(unit, UnitForm::Plain) = reader.atom(first + 1) else { return None };
    let between = [reader.word(first + 2), reader.word(first + 3)];
    let length = words().every_other.longest(between.into_iter())?;
    Some((Recurrence::Every(Length::of(2, unit)), None, first + 2 + length))
}

/// «روزهای فرد هفته», «روزهای تعطیل», «روزهای دوشنبه», «آخر هفته‌ها».
fn days_of_week(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    match (reader.atom(first), reader.atom(first + 1)) {
        (Atom::Unit(Unit::Day, UnitForm::PluralOf), Atom::Word) => {
            let named = words().kinds_of_days.has(reader.word(first + 1));
            let of_week = reader.atom(first + 2) == Atom::Unit(Unit::Week, UnitForm::Plain);
            named.then_some((Recurrence::DaysOfWeek, None, first + 2 + usize::from(of_week)))
        }
        (Atom::Unit(Unit::Day, UnitForm::PluralOf), Atom::Weekday(day)) => {
            let week = reader.atom(first + 2) == Atom::Every
                && reader.atom(first + 3) == Atom::Unit(Unit::Week, UnitForm::Plain);
            let next = first + 2 + 2 * usize::from(week);
            Some((Recurrence::Weekday(day), None, next))
        }
        (Atom::Weekday(day), Atom::Every) => {
            let week = reader.atom(first + 2) == Atom::Unit(Unit::Week, UnitForm::Plain);
            week.then_some((Recurrence::Weekday(day), None, first + 3))
        }
        (Atom::Part(_), Atom::Unit(Unit::Week, UnitForm::Plural)) => {
            words().last.has(reader.word(first)).then_some((Recurrence::Weekend, None, first + 2))
        }
        _ => None,
    }
}

/// «روزانه», «جمعه‌ها», «شب‌ها».
fn in_one_word(reader: &TokenReader<'_>, first: usize) -> Option<FoundSet> {
    match reader.atom(first) {
        Atom::Habit(_) if words().kinds_of_study.has(reader.word_before(first)) => None,
        Atom::Habit(unit) => Some((Recurrence::Every(Length::of(1, unit)), None, first + 1)),
        Atom::Weekdays(day) => Some((Recurrence::Weekday(day), None, of_every(reader, first + 1))),
        Atom::Seasons(season) => Some((Recurrence::Season(season), None, first + 1)),
        Atom::DayParts(part) if part != DayPart::Midnight => {
            Some((Recurrence::DayPart(part), None, first + 1))
        }
        _ => None,
    }
}
