//! Times by the clock.

use super::super::{
    atom::{Atom, DayPart, NumberForm, UnitForm},
    atoms::Gap,
    lexicon::words,
    node::ClockTime,
    rules::{CLOCK_AT_PART, DIGITAL_CLOCK, DateRule, SAID_CLOCK},
    token_reader::TokenReader,
};
use crate::timex::Unit;

/// A clock with what stood around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundClock {
    pub(super) clock: ClockTime,
    pub(super) until: Option<ClockTime>,
    pub(super) part: Option<DayPart>,
    pub(super) next: usize,
    pub(super) rule: &'static DateRule,
}

/// «ساعت هشت و نیم شب», «یک ربع به هفت صبح», «ساعت ۲۰:۰۰ به وقت تهران», «20:30».
pub(super) fn clock(reader: &TokenReader<'_>, at: usize) -> Option<FoundClock> {
    let said = reader.atom(at) == Atom::Unit(Unit::Hour, UnitForm::Plain);
    if said && matches!(reader.atom(at + 1), Atom::DayPart(_)) {
        return None;
    }
    let start = at + usize::from(said);
    let (mut clock, mut next) = to_the_hour(reader, start)
        .or_else(|| minutes_first(reader, start).filter(|_| said))
        .or_else(|| face(reader, start))?;
    let digital = next > start + 2 && reader.is_mark(start + 1, b':');
    if digital && !said && is_inside_a_number(reader, start, next) {
        return None;
    }
    if said && matches!(reader.atom(next), Atom::Unit(unit, _) if unit != Unit::Day) {
        return None;
    }
    let until = last_clock(reader, next).filter(|_| said);
    next = until.map_or(next, |(_, next)| next);
    let mut until = until.map(|(it, _)| it);
    let (part, part_length) = half_of_day(reader, next);
    // Words or digits alone are a clock only before a part of the day: «هفت صبح», «۲۰:۳۰».
    let led = said || part.is_some() && could_be_bare(reader, at, next);
    let fits = led || (digital && clock.hour < 24);
    if !fits {
        return None;
    }
    if let Some(part) = part {
        next += part_length;
        clock.hour = in_part(clock.hour, part);
        until = until.map(|it| ClockTime { hour: in_part(it.hour, part), ..it });
    }
    if let Atom::Zone(zone) = reader.atom(next) {
        clock.zone = Some(zone);
        until = until.map(|it| ClockTime { zone: Some(zone), ..it });
        next += 1;
    }
    let rule = if said {
        SAID_CLOCK
    } else if digital {
        DIGITAL_CLOCK
    } else {
        CLOCK_AT_PART
    };
    Some(FoundClock { clock, until, part, next, rule })
}

/// «۰:۵۵.۴۰», «67:48:21:21»: the result of a race, an address of a machine.
fn is_inside_a_number(reader: &TokenReader<'_>, first: usize, last: usize) -> bool {
    // A machine writes «12:30:45.123», a race has «۱:۱۱:۲۰.۸».
    let of_machine = last > first + 4 && matches!(reader.atom(first), Atom::Digits(_, 2));
    let goes_on = |mark| {
        reader.touches_mark(last, mark)
            && matches!(reader.atom(last + 1), Atom::Digits(..))
            && reader.gap(last + 1) == Gap::None
    };
    let began = first > 1
        && reader.gap(first) == Gap::None
        && reader.touches_mark(first - 1, b':')
        && matches!(reader.before(first - 1), Atom::Digits(..));
    began || goes_on(b':') || goes_on(b'.') && !of_machine
}

/// «۱۰ شب» may be ten nights; «هفت صبح», «۱۰ صبح» are times.
fn could_be_bare(reader: &TokenReader<'_>, at: usize, part: usize) -> bool {
    let part = reader.atom(part);
    let counts =
        part == Atom::DayPart(DayPart::Night) && !matches!(reader.atom(at), Atom::Digits(..));
    let is_length =
        words().length_leads.has(reader.word_before(at)) && part == Atom::DayPart(DayPart::Night);
    !counts && !is_length && !matches!(reader.before(at), Atom::Mark(b':' | b'/' | b'.'))
}

/// The part of the day at token `at`, also «pm», «ب.ظ», and how many tokens it has.
fn half_of_day(reader: &TokenReader<'_>, at: usize) -> (Option<DayPart>, usize) {
    if let Atom::DayPart(part) = reader.atom(at) {
        return (Some(part), 1);
    }
    let dot = usize::from(reader.touches_mark(at + 1, b'.'));
    let pair = [reader.word(at), reader.word(at + 1 + dot)];
    for (list, part) in
        [(&words().after_noon, DayPart::Afternoon), (&words().before_noon, DayPart::Morning)]
    {
        match list.longest(pair.into_iter()) {
            Some(1) => return (Some(part), 1),
            Some(_) => {
                let end = at + 2 + dot;
                return (Some(part), 2 + dot + usize::from(reader.touches_mark(end, b'.')));
            }
            None => {}
        }
    }
    (None, 0)
}

/// «ساعت ۳۰/۱۹» of minutes of meetings: half past seven in the evening.
fn minutes_first(reader: &TokenReader<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let touches = reader.touches_mark(at + 1, b'/') && reader.gap(at + 2) == Gap::None;
    match (reader.atom(at), reader.atom(at + 2)) {
        (Atom::Digits(minute @ 25..60, 2), Atom::Digits(hour @ 0..25, 1 | 2)) if touches => {
            let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
            (!reader.touches_mark(at + 3, b'/')).then(|| (ClockTime::at(hour, minute), at + 3))
        }
        _ => None,
    }
}

/// The hour with its minutes.
fn face(reader: &TokenReader<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let hours = reader.number(at).filter(|it| it.form == NumberForm::Cardinal)?;
    let hour = u8::try_from(hours.value).ok().filter(|it| *it <= 24 && hours.digits <= 2)?;
    let mut next = hours.next;
    let mut clock = ClockTime::at(hour, 0);
    if let Some((minute, after)) = behind_mark(reader, next) {
        (clock.minute, next) = (minute, after);
        if let Some((second, after)) = behind_mark(reader, next) {
            (clock.second, next) = (Some(second), after);
        }
        // «۱۴:۲۵ دقیقه»
        next += usize::from(reader.atom(next) == Atom::Unit(Unit::Minute, UnitForm::Plain));
        return Some((clock, next));
    }
    if reader.atom(next) == Atom::And {
        let (minute, after) = match reader.atom(next + 1) {
            Atom::Half => (30, next + 2),
            Atom::Quarter => (15, next + 2),
            _ => {
                let Some(minutes) = reader.number(next + 1).filter(|it| it.value < 60) else {
                    return Some((clock, next));
                };
                let said =
                    matches!(reader.atom(minutes.next), Atom::Unit(Unit::Minute, UnitForm::Plain));
                if !said {
                    return Some((clock, next));
                }
                (u8::try_from(minutes.value).ok()?, minutes.next + 1)
            }
        };
        (clock.minute, next) = (minute, after);
    }
    Some((clock, next))
}

/// Two digits after a colon (or a dot, where hurried) that touches.
fn behind_mark(reader: &TokenReader<'_>, at: usize) -> Option<(u8, usize)> {
    let mark = matches!(reader.atom(at), Atom::Mark(b':')) && reader.gap(at) == Gap::None;
    match reader.atom(at + 1) {
        Atom::Digits(value @ 0..60, 2) if mark && reader.gap(at + 1) == Gap::None => {
            Some((u8::try_from(value).ok()?, at + 2))
        }
        _ => None,
    }
}

/// «یک ربع به هفت», «ده دقیقه به هشت».
fn to_the_hour(reader: &TokenReader<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let (before, next) = match (reader.atom(at), reader.atom(at + 1)) {
        (Atom::Quarter, _) => (15, at + 1),
        (Atom::Number(1, NumberForm::Cardinal), Atom::Quarter) => (15, at + 2),
        _ => {
            let minutes = reader.number(at).filter(|it| it.value < 60)?;
            if reader.atom(minutes.next) != Atom::Unit(Unit::Minute, UnitForm::Plain) {
                return None;
            }
            (u8::try_from(minutes.value).ok()?, minutes.next + 1)
        }
    };
    let next = next + usize::from(words().remaining.has(reader.word(next)));
    if reader.atom(next) != Atom::By {
        return None;
    }
    let inside = reader.atom(next + 1) == Atom::Unit(Unit::Hour, UnitForm::Plain);
    let hours = reader.number(next + 1 + usize::from(inside))?;
    let said = inside || reader.before(at) == Atom::Unit(Unit::Hour, UnitForm::Plain);
    let known = said || matches!(reader.atom(hours.next), Atom::DayPart(_));
    let hour = u8::try_from(hours.value).ok().filter(|it| (1..=24).contains(it) && known)?;
    Some((ClockTime::at(hour - 1, 60 - before.clamp(1, 59)), hours.next))
}

/// The second clock of «ساعت ۸ تا ۱۲».
fn last_clock(reader: &TokenReader<'_>, at: usize) -> Option<(ClockTime, usize)> {
    if !matches!(reader.atom(at), Atom::To | Atom::Mark(b'-')) {
        return None;
    }
    let said = reader.atom(at + 1) == Atom::Unit(Unit::Hour, UnitForm::Plain);
    let (clock, next) = face(reader, at + 1 + usize::from(said))?;
    (!matches!(reader.atom(next), Atom::Unit(..) | Atom::Month(..))).then_some((clock, next))
}

/// The hour of the day of an hour on the dial.
pub(super) fn in_part(hour: u8, part: DayPart) -> u8 {
    match (part, hour) {
        (DayPart::Afternoon | DayPart::Evening, 1..=11)
        | (DayPart::Night, 5..=11)
        | (DayPart::Noon, 1..=3) => hour + 12,
        (DayPart::Dawn | DayPart::Morning | DayPart::Midnight, 12) => 0,
        (DayPart::Night, 12) => 24,
        _ => hour,
    }
}
