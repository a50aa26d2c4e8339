//! Days, with weekdays, parts of the day and clocks around them.

use super::{
    super::{
        atom::{Atom, DayPart, Doubt, Form, NumberForm, Shift},
        atoms::Gap,
        lexicon::tense_word,
        node::{Clock, Expression, Moment, Node},
        reader::Reader,
    },
    clock, expression,
    month::{name, year_after},
    numeric,
    year::nearest,
};
use crate::timex::Unit;

/// How well a day is named; the best of its parts counts.
#[derive(Clone, Copy, Debug)]
struct Sure(&'static str, f32);

/// «ساعت ۱۸ روز یکشنبه ۱۲ دی ماه ۱۴۰۰», «صبح امروز», «پنجشنبه شب», «روزهای ۹ و ۱۰ ماه ژانویه».
pub(super) fn moment(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let mut it = Moment::default();
    let mut at = first;
    if let Some(found) = clock::clock(reader, at) {
        (it.clock, it.until, it.part) = (Some(found.clock), found.until, found.part);
        at = found.next;
        // «ساعت ۹ شب گذشته»
        if matches!(it.part, Some(DayPart::Night | DayPart::Midnight))
            && reader.atom(at) == Atom::Shift(Shift::Last)
        {
            it.offset = Some(-1);
            return Some(expression(Node::Moment(it), (first, at + 1), "clock-day", 0.93));
        }
        if let Some(day) = day_after_clock(reader, &mut it, at) {
            return Some(day_end(reader, it, first, day.0, Sure("clock-day", day.1.1)));
        }
        return Some(expression(Node::Moment(it), (first, at), "clock", found.confidence));
    }
    if let Atom::DayPart(part) = reader.atom(at) {
        it.part = Some(part);
        at += 1;
        if matches!(part, DayPart::Night | DayPart::Midnight)
            && matches!(reader.atom(at), Atom::Shift(Shift::Last | Shift::Ago))
        {
            it.offset = Some(-1);
            return Some(expression(Node::Moment(it), (first, at + 1), "last-night", 0.93));
        }
        it.eve = part == DayPart::Night && matches!(reader.atom(at), Atom::Weekday(_));
    }
    let (next, sure) = day(reader, &mut it, at)?;
    Some(day_end(reader, it, first, next, sure))
}

/// The day of «ساعت ۱۰ صبح امروز», «ساعت ۱۸ روز یکشنبه».
fn day_after_clock(reader: &Reader<'_>, it: &mut Moment, at: usize) -> Option<(usize, Sure)> {
    let mut at = reader.skip_comma(at);
    if let (Atom::DayPart(part), None) = (reader.atom(at), it.part) {
        it.part = Some(part);
        at += 1;
    }
    day(reader, it, at)
}

/// A part of the day or a clock behind a day.
fn day_end(
    reader: &Reader<'_>,
    mut it: Moment,
    first: usize,
    next: usize,
    sure: Sure,
) -> Expression {
    let mut at = next;
    let mut rule = sure.0;
    if let (Atom::DayPart(part), None, None) = (reader.atom(at), it.part, it.clock)
        && clock::clock(reader, at).is_none()
    {
        it.part = Some(part);
        at += 1;
        rule = "day-part";
        at = week_of(reader, &mut it, at).unwrap_or(at);
        at = toward(reader, &mut it, at).unwrap_or(at);
    }
    if it.clock.is_none()
        && let Some(found) = clock_behind(reader, at)
    {
        it.clock = Some(found.clock);
        it.until = found.until;
        it.part = found.part.or(it.part);
        at = found.next;
        rule = "day-clock";
    }
    if it.part.is_some() && rule == sure.0 && it.clock.is_none() {
        rule = "day-part";
    }
    expression(Node::Moment(it), (first, at), rule, sure.1)
}

/// «، ساعت ۱۲:۴۵», «- 12:45», «رأس ساعت ۱۰».
fn clock_behind(reader: &Reader<'_>, at: usize) -> Option<clock::Reading> {
    let skip = matches!(reader.atom(at), Atom::Mark(b',' | b'-' | b'|'))
        || matches!(reader.word(at), "در" | "رأس" | "راس" | "حدود" | "حوالی")
        || (matches!(reader.word(at), "T" | "t") && reader.gap(at) == Gap::None);
    let at = at + usize::from(skip);
    let said = reader.atom(at) == Atom::Unit(Unit::Hour, Form::Plain);
    let digital =
        matches!(reader.atom(at), Atom::Digits(_, 1 | 2)) && reader.touches_mark(at + 1, b':');
    clock::clock(reader, at).filter(|_| said || digital)
}

/// The day itself; fills `it` and gives the token behind it.
fn day(reader: &Reader<'_>, it: &mut Moment, start: usize) -> Option<(usize, Sure)> {
    let mut at = start;
    match reader.atom(at) {
        Atom::Day(offset) => {
            it.offset = Some(i32::from(offset));
            return Some(after_deictic(reader, it, at + 1));
        }
        Atom::Night(offset) if it.part.is_none() => {
            it.offset = Some(i32::from(offset));
            it.part = Some(DayPart::Night);
            return Some((at + 1, Sure("deictic-night", 0.95)));
        }
        Atom::This if reader.word(at) == "همین" && matches!(reader.atom(at + 1), Atom::Day(0)) =>
        {
            it.offset = Some(0);
            return Some(after_deictic(reader, it, at + 2));
        }
        _ => {}
    }
    let headed = match reader.atom(at) {
        Atom::Unit(Unit::Day, Form::Plain) => Some(Form::Plain),
        Atom::Unit(Unit::Day, Form::PluralOf) => Some(Form::PluralOf),
        _ => None,
    };
    at += usize::from(headed.is_some());
    if headed == Some(Form::Plain)
        && let Atom::Shift(Shift::Last) = reader.atom(at)
    {
        it.offset = Some(-1);
        return Some(after_deictic(reader, it, at + 1));
    }
    if headed.is_some() && matches!(reader.atom(at), Atom::Day(_)) {
        return day(reader, it, at);
    }
    if let Some(next) = weekdays(reader, it, at, headed == Some(Form::PluralOf)) {
        return Some(after_weekday(reader, it, next));
    }
    if let Some(found) = day_month(reader, it, at, headed.is_some()) {
        return Some(found);
    }
    if let Some(found) = month_first(reader, it, at) {
        return Some(found);
    }
    let (parts, next) = numeric::date(reader, at)?;
    (it.days, it.month, it.year) = parts;
    Some((next, Sure("numeric", 0.97)))
}

/// «امروز (یکشنبه)» is two; «امروز یکشنبه ۱۰ دی» is one.
fn after_deictic(reader: &Reader<'_>, it: &mut Moment, at: usize) -> (usize, Sure) {
    let mut next = at;
    if let Some(after) = weekdays(reader, it, reader.skip_comma(at), false) {
        next = after;
    }
    let comma = reader.skip_comma(next);
    if let Some((after, _)) = day_month(reader, it, comma, false) {
        return (after, Sure("deictic-date", 0.95));
    }
    if let Some((parts, after)) = numeric::date(reader, comma) {
        (it.days, it.month, it.year) = parts;
        return (after, Sure("deictic-date", 0.95));
    }
    (next, Sure("deictic-day", 0.95))
}

/// One weekday, or several joined: «شنبه و یکشنبه»; with «روزهای» also «شنبه تا چهارشنبه».
fn weekdays(reader: &Reader<'_>, it: &mut Moment, at: usize, headed: bool) -> Option<usize> {
    let Atom::Weekday(first) = reader.atom(at) else { return None };
    let (mut last, mut next) = (first, at + 1);
    loop {
        let joins = match reader.atom(next) {
            Atom::And | Atom::Mark(b',') => true,
            Atom::To | Atom::Mark(b'-') => headed,
            _ => false,
        };
        let Atom::Weekday(another) = reader.atom(next + 1) else { break };
        if !joins {
            break;
        }
        (last, next) = (another, next + 2);
    }
    it.weekdays = Some((first, last));
    Some(next)
}

/// «هفته آینده», «گذشته», a date, all behind a weekday.
fn after_weekday(reader: &Reader<'_>, it: &mut Moment, at: usize) -> (usize, Sure) {
    if let Some(next) = week_of(reader, it, at) {
        return (next, Sure("weekday-week", 0.95));
    }
    if let Some(next) = toward(reader, it, at) {
        return (next, Sure("weekday-shift", 0.95));
    }
    let mut date = reader.skip_comma(at);
    date += usize::from(matches!(reader.word(date), "مورخ" | "مورخه"));
    let headed = reader.atom(date) == Atom::Unit(Unit::Day, Form::Plain);
    if let Some((next, _)) = day_month(reader, it, date + usize::from(headed), headed) {
        return (next, Sure("weekday-date", 0.97));
    }
    if let Some((parts, next)) = numeric::date(reader, date) {
        (it.days, it.month, it.year) = parts;
        return (next, Sure("weekday-date", 0.97));
    }
    (at, Sure("weekday", 0.92))
}

/// «گذشته», «آینده» behind a weekday.
fn toward(reader: &Reader<'_>, it: &mut Moment, at: usize) -> Option<usize> {
    it.weekdays.filter(|_| it.week.is_none())?;
    it.toward = match reader.atom(at) {
        Atom::Shift(Shift::Last) => -1,
        Atom::Shift(Shift::Next) => 1,
        _ => return None,
    };
    Some(at + 1)
}

/// «هفته آینده», «همین هفته» behind a weekday.
fn week_of(reader: &Reader<'_>, it: &mut Moment, at: usize) -> Option<usize> {
    it.weekdays?;
    let week = Atom::Unit(Unit::Week, Form::Plain);
    let (shift, next) = match (reader.atom(at), reader.atom(at + 1)) {
        (first, Atom::Shift(shift)) if first == week => (shift, at + 2),
        (Atom::This, second) if second == week => (Shift::Current, at + 2),
        _ => return None,
    };
    it.week = Some(match shift {
        Shift::Last | Shift::Ago => -1,
        Shift::Next | Shift::Later => 1,
        Shift::Current => 0,
        Shift::More | Shift::Recent | Shift::New => return None,
    });
    Some(next)
}

/// «۱۹ و ۲۰ دی ماه ۱۴۰۰», «هفتم ماه دسامبر».
fn day_month(
    reader: &Reader<'_>,
    it: &mut Moment,
    start: usize,
    headed: bool,
) -> Option<(usize, Sure)> {
    let (first_day, number) = reader.day(start)?;
    if reader.gap(start) == Gap::None && reader.is_mark(start.wrapping_sub(1), b'.') {
        return None;
    }
    let (last_day, at) = last_day(reader, first_day, number.next);
    let named = name(reader, at)?;
    let after = year_after(reader, named.next, named.month);
    let formed = number.digits > 0 || number.form == NumberForm::Ordinal || number.value > 10;
    let sure = named.marked || headed || after.is_some();
    if !sure && (!formed || counted_noun(reader, start, named.next)) {
        return None;
    }
    if named.doubt == Doubt::Rare && !formed && after.is_none() && !named.marked {
        return None;
    }
    // «۲۸ خرداد گذشته», «۲۰ آوریل آینده»
    let after = after.or_else(|| Some((nearest(reader, named.next)?, named.next + 1)));
    it.days = Some((first_day, last_day));
    it.month = Some(named.month);
    it.year = after.map(|(year, _)| year);
    let next = after.map_or(named.next, |(_, next)| next);
    Some((next, Sure("day-month", if sure || named.doubt < Doubt::Rare { 0.97 } else { 0.88 })))
}

/// "December 31, 2021", "Jan. 5": the English order, in English letters alone.
fn month_first(reader: &Reader<'_>, it: &mut Moment, at: usize) -> Option<(usize, Sure)> {
    if !reader.word(at).starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let named = name(reader, at)?;
    let (day, number) = reader.day(named.next + usize::from(reader.is_mark(named.next, b'.')))?;
    let after = year_after(reader, reader.skip_comma(number.next), named.month);
    it.days = Some((day, day));
    it.month = Some(named.month);
    it.year = after.map(|(year, _)| year);
    Some((after.map_or(number.next, |(_, next)| next), Sure("month-day", 0.95)))
}

/// The last day of «۵، ۶ و ۷», «۱۹-۲۰», «۵ تا ۷»; the first for one day.
fn last_day(reader: &Reader<'_>, first: u8, at: usize) -> (u8, usize) {
    let (mut last, mut next) = (first, at);
    while matches!(reader.atom(next), Atom::And | Atom::To | Atom::Mark(b',' | b'-'))
        && let Some((day, number)) = reader.day(next + 1)
        && day > last
    {
        (last, next) = (day, number.next);
    }
    (last, next)
}

/// «۱۰ سرطان شایع», «۲ میزان»: names of the Afghan months that digits mostly count.
fn counted_noun(reader: &Reader<'_>, start: usize, next: usize) -> bool {
    let word = reader.word_before(next);
    let afghan = matches!(
        word,
        "حمل"
            | "ثور"
            | "جوزا"
            | "سرطان"
            | "اسد"
            | "سنبله"
            | "میزان"
            | "عقرب"
            | "قوس"
            | "جدی"
            | "دلو"
            | "حوت"
    );
    let ordinal = reader.day(start).is_some_and(|(_, it)| it.form == NumberForm::Ordinal);
    let led = matches!(reader.before(start), Atom::In | Atom::To | Atom::From);
    let ends = !matches!(reader.atom(next), Atom::Word | Atom::And)
        || tense_word(reader.word(next)).is_some();
    if afghan {
        let often_counted = matches!(word, "سرطان" | "میزان");
        return !(ordinal || (ends && (led || !often_counted)));
    }
    let behind = reader.word(next);
    match word {
        // «۲ - صفر», «۳ صفر برد»: a score.
        "صفر" => {
            matches!(reader.before(start), Atom::Mark(b'-'))
                || reader.word_before(start) == "بر"
                || matches!(
                    behind,
                    "برد" | "باخت" | "شکست" | "پیروز" | "مساوی" | "جلو" | "پیش" | "به"
                )
        }
        "تیر" => matches!(
            behind,
            "خلاص"
                | "شلیک"
                | "خورد"
                | "چراغ"
                | "هوایی"
                | "جنگی"
                | "کمان"
                | "مشقی"
                | "برق"
        ),
        "دی" => matches!(behind, "اکسید" | "وی" | "ان" | "سی" | "جی" | "اکسیدکربن"),
        "مهر" => matches!(behind, "نماز" | "تایید" | "تأیید" | "و"),
        _ => false,
    }
}

/// A clock with what the grammar needs of it.
impl Clock {
    pub(super) fn at(hour: u8, minute: u8) -> Self {
        Self { hour, minute, second: None, zone: None }
    }
}
