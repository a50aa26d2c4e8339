//! Days, with weekdays, parts of the day and clocks around them.

use super::{
    super::{
        atom::{Atom, DayPart, NumberForm, TimeShift, UnitForm, WordDoubt},
        atoms::Gap,
        lexicon::words,
        node::{ClockTime, DateNode, DayMoment, Expression, TimeDirection},
        rules::{self, DateRule},
        token_reader::{ReadNumber, TokenReader},
    },
    Parsed, clock, expression,
    month::year_after,
    month_name::name,
    numeric, sure_as,
    year::nearest,
};
use crate::{language::tense_of, timex::Unit};

/// A day and the rule that found it.
#[derive(Clone, Copy, Debug)]
struct FoundDay {
    moment: DayMoment,
    /// What the expression is called so far.
    rule: &'static DateRule,
    /// How sure it is.
    surest: &'static DateRule,
}

impl FoundDay {
    fn new(moment: DayMoment, rule: &'static DateRule) -> Self {
        Self { moment, rule, surest: rule }
    }
}

/// «ساعت ۱۸ روز یکشنبه ۱۲ دی ماه ۱۴۰۰», «صبح امروز», «پنجشنبه شب», «روزهای ۹ و ۱۰ ماه ژانویه».
pub(super) fn moment(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    clock_first(reader, first).or_else(|| day_first(reader, first))
}

/// «ساعت ۱۰ صبح امروز», and a clock alone.
fn clock_first(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let found = clock::clock(reader, first)?;
    let at_clock = |it: DayMoment| DayMoment {
        clock: Some(found.clock),
        until: found.until,
        part: found.part.or(it.part),
        ..it
    };
    let clock_alone = at_clock(DayMoment::default());
    // «ساعت ۹ شب گذشته»
    if matches!(found.part, Some(DayPart::Night | DayPart::Midnight))
        && reader.atom(found.next) == Atom::Shift(TimeShift::Last)
    {
        let moment = DayMoment { offset: Some(-1), ..clock_alone };
        let tokens = (first, found.next + 1);
        return Some(expression(DateNode::Moment(moment), tokens, rules::CLOCK_LAST_NIGHT));
    }
    let Some(day) = day_after_clock(reader, found.part, found.next) else {
        return Some(expression(DateNode::Moment(clock_alone), (first, found.next), found.rule));
    };
    let day = day.map(|it| FoundDay {
        moment: at_clock(it.moment),
        rule: rules::CLOCK_DAY,
        surest: it.surest,
    });
    Some(day_end(reader, first, day))
}

/// The day of «ساعت ۱۰ صبح امروز», «ساعت ۱۸ روز یکشنبه».
fn day_after_clock(
    reader: &TokenReader<'_>,
    part: Option<DayPart>,
    at: usize,
) -> Option<Parsed<FoundDay>> {
    // «۱۴:۴۷ - ۲۷ تیر ۱۳۹۷»: the line of publication.
    let dash = matches!(reader.atom(at), Atom::Mark(b'-' | b'|'));
    let at = reader.skip_comma(at + usize::from(dash));
    match (reader.atom(at), part) {
        (Atom::DayPart(part), None) => day(reader, Some(part), at + 1),
        (_, part) => day(reader, part, at),
    }
}

/// A day, maybe after a part of it.
fn day_first(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let Atom::DayPart(part) = reader.atom(first) else {
        return Some(day_end(reader, first, day(reader, None, first)?));
    };
    let at = first + 1;
    if matches!(part, DayPart::Night | DayPart::Midnight)
        && matches!(reader.atom(at), Atom::Shift(TimeShift::Last | TimeShift::Ago))
    {
        let moment = DayMoment { part: Some(part), ..DayMoment::from_today(-1) };
        return Some(expression(DateNode::Moment(moment), (first, at + 1), rules::LAST_NIGHT));
    }
    let eve = part == DayPart::Night && matches!(reader.atom(at), Atom::Weekday(_));
    let day = day(reader, Some(part), at)?.map(|it| FoundDay {
        moment: DayMoment { eve, ..it.moment },
        rule: rules::DAY_PART,
        ..it
    });
    Some(day_end(reader, first, day))
}

/// A part of the day or a clock after a day.
fn day_end(reader: &TokenReader<'_>, first: usize, day: Parsed<FoundDay>) -> Expression {
    let with_part = part_behind(reader, day).unwrap_or(day);
    let whole = clock_after(reader, with_part).unwrap_or(with_part);
    let FoundDay { moment, rule, surest } = whole.value;
    let is_today = moment.offset == Some(0) && moment.weekdays.is_none();
    if rule == rules::DEICTIC_DAY && is_today {
        return expression(DateNode::Moment(moment), (first, whole.next), rules::BARE_TODAY);
    }
    sure_as(DateNode::Moment(moment), (first, whole.next), rule, surest)
}

/// «پنجشنبه شب», «جمعه شب هفته گذشته».
fn part_behind(reader: &TokenReader<'_>, day: Parsed<FoundDay>) -> Option<Parsed<FoundDay>> {
    let moment = day.value.moment;
    let Atom::DayPart(part) = reader.atom(day.next) else { return None };
    let is_more = moment.part.is_none() && moment.clock.is_none();
    if !is_more || clock::clock(reader, day.next).is_some() {
        return None;
    }
    let mut found = Parsed { value: DayMoment { part: Some(part), ..moment }, next: day.next + 1 };
    found = week_of(reader, found.value, found.next).unwrap_or(found);
    found = toward(reader, found.value, found.next).unwrap_or(found);
    Some(found.map(|moment| FoundDay { moment, rule: rules::DAY_PART, ..day.value }))
}

/// «، ساعت ۱۲:۴۵», «- 12:45», «رأس ساعت ۱۰».
fn clock_after(reader: &TokenReader<'_>, day: Parsed<FoundDay>) -> Option<Parsed<FoundDay>> {
    if day.value.moment.clock.is_some() {
        return None;
    }
    let at = day.next;
    let skip = matches!(reader.atom(at), Atom::Mark(b',' | b'-' | b'|'))
        || words().clock_leads.has(reader.word(at))
        || (matches!(reader.word(at), "T" | "t") && reader.gap(at) == Gap::None);
    let at = at + usize::from(skip);
    let said = reader.atom(at) == Atom::Unit(Unit::Hour, UnitForm::Plain);
    let digital =
        matches!(reader.atom(at), Atom::Digits(_, 1 | 2)) && reader.touches_mark(at + 1, b':');
    let found = clock::clock(reader, at).filter(|_| said || digital)?;
    // «فردا شب ساعت ۱۰»
    let part = day.value.moment.part.filter(|_| found.part.is_none());
    let late = |it: ClockTime| ClockTime {
        hour: part.map_or(it.hour, |part| clock::in_part(it.hour, part)),
        ..it
    };
    let moment = DayMoment {
        clock: Some(late(found.clock)),
        until: found.until.map(late),
        part: found.part.or(day.value.moment.part),
        ..day.value.moment
    };
    let value = FoundDay { moment, rule: rules::DAY_CLOCK, ..day.value };
    Some(Parsed { value, next: found.next })
}

/// The day itself, where `part` of it is known already.
fn day(reader: &TokenReader<'_>, part: Option<DayPart>, start: usize) -> Option<Parsed<FoundDay>> {
    let from = DayMoment { part, ..DayMoment::default() };
    if let Some(found) = deictic_day(reader, from, start) {
        return Some(found);
    }
    let headed = match reader.atom(start) {
        Atom::Unit(Unit::Day, form @ (UnitForm::Plain | UnitForm::PluralOf)) => Some(form),
        _ => None,
    };
    let at = start + usize::from(headed.is_some());
    let offset = match reader.atom(at) {
        Atom::Shift(TimeShift::Last) if headed == Some(UnitForm::Plain) => Some(-1),
        Atom::Day(offset) if headed.is_some() => Some(offset),
        _ => None,
    };
    if let Some(offset) = offset {
        return Some(after_deictic(reader, from, offset, at + 1));
    }
    if let Some(found) = ordinal_day_of(reader, from, start) {
        return Some(found);
    }
    weekdays(reader, from, at, headed == Some(UnitForm::PluralOf))
        .map(|it| after_weekday(reader, it.value, it.next))
        .or_else(|| day_month(reader, from, at, headed.is_some()))
        .or_else(|| month_first(reader, from, at))
        .or_else(|| numeric_day(reader, from, at, rules::NUMERIC))
}

/// «امروز», «دیشب», «همین امروز»: a day named by its distance.
fn deictic_day(reader: &TokenReader<'_>, from: DayMoment, at: usize) -> Option<Parsed<FoundDay>> {
    match reader.atom(at) {
        Atom::Day(offset) => Some(after_deictic(reader, from, offset, at + 1)),
        Atom::Night(offset) if from.part.is_none() => {
            let moment = DayMoment { part: Some(DayPart::Night), ..DayMoment::from_today(offset) };
            let value = FoundDay::new(moment, rules::DEICTIC_NIGHT);
            Some(Parsed { value, next: at + 1 })
        }
        Atom::This
            if words().this_very.has(reader.word(at)) && reader.atom(at + 1) == Atom::Day(0) =>
        {
            Some(after_deictic(reader, from, 0, at + 2))
        }
        _ => None,
    }
}

/// «پنجمین روز از خرداد», «دهمین روز ماه محرم ۱۴۴۳».
fn ordinal_day_of(
    reader: &TokenReader<'_>,
    from: DayMoment,
    start: usize,
) -> Option<Parsed<FoundDay>> {
    let (day, number) = reader.day(start).or_else(|| attributive_day(reader, start))?;
    if reader.atom(number.next) != Atom::Unit(Unit::Day, UnitForm::Plain)
        || number.form == NumberForm::Cardinal
    {
        return None;
    }
    let at = number.next + 1;
    let named = name(reader, at + usize::from(reader.atom(at) == Atom::From))?;
    let after = year_after(reader, named.next, named.month);
    let moment = DayMoment {
        days: Some((day, day)),
        month: Some(named.month),
        year: after.map(|(year, _)| year),
        ..from
    };
    let next = after.map_or(named.next, |(_, next)| next);
    Some(Parsed { value: FoundDay::new(moment, rules::ORDINAL_DAY_OF), next })
}

/// «پنجمین»: a day of the month before روز.
fn attributive_day(reader: &TokenReader<'_>, at: usize) -> Option<(u8, ReadNumber)> {
    let number = reader.number(at).filter(|it| it.form == NumberForm::Attributive)?;
    let day = u8::try_from(number.value).ok().filter(|it| (1..=31).contains(it))?;
    Some((day, number))
}

fn numeric_day(
    reader: &TokenReader<'_>,
    from: DayMoment,
    at: usize,
    rule: &'static DateRule,
) -> Option<Parsed<FoundDay>> {
    let ((days, month, year), next) = numeric::date(reader, at)?;
    Some(Parsed { value: FoundDay::new(DayMoment { days, month, year, ..from }, rule), next })
}

/// «امروز (یکشنبه)» is two; «امروز یکشنبه ۱۰ دی» is one.
fn after_deictic(
    reader: &TokenReader<'_>,
    from: DayMoment,
    offset: i8,
    at: usize,
) -> Parsed<FoundDay> {
    let day = DayMoment { offset: Some(i32::from(offset)), ..from };
    let day = weekdays(reader, day, reader.skip_comma(at), false)
        .unwrap_or(Parsed { value: day, next: at });
    let comma = reader.skip_comma(day.next);
    day_month(reader, day.value, comma, false)
        .map(|it| it.map(|it| FoundDay::new(it.moment, rules::DEICTIC_DATE)))
        .or_else(|| numeric_day(reader, day.value, comma, rules::DEICTIC_DATE))
        .unwrap_or_else(|| day.map(|it| FoundDay::new(it, rules::DEICTIC_DAY)))
}

/// One weekday, or several joined: «شنبه و یکشنبه»; with «روزهای» also «شنبه تا چهارشنبه».
fn weekdays(
    reader: &TokenReader<'_>,
    from: DayMoment,
    at: usize,
    headed: bool,
) -> Option<Parsed<DayMoment>> {
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
    Some(Parsed { value: DayMoment { weekdays: Some((first, last)), ..from }, next })
}

/// «هفته آینده», «گذشته», a date, all after a weekday.
fn after_weekday(reader: &TokenReader<'_>, from: DayMoment, at: usize) -> Parsed<FoundDay> {
    if let Some(found) = week_of(reader, from, at) {
        return found.map(|it| FoundDay::new(it, rules::WEEKDAY_WEEK));
    }
    if let Some(found) = toward(reader, from, at) {
        return found.map(|it| FoundDay::new(it, rules::WEEKDAY_SHIFT));
    }
    // «پنجشنبه - ۲۸ آذرماه»
    let dash = usize::from(reader.is_mark(at, b'-'));
    let comma = reader.skip_comma(at + dash);
    let date = comma + usize::from(words().dated.has(reader.word(comma)));
    let headed = reader.atom(date) == Atom::Unit(Unit::Day, UnitForm::Plain);
    day_month(reader, from, date + usize::from(headed), headed)
        .map(|it| it.map(|it| FoundDay::new(it.moment, rules::WEEKDAY_DATE)))
        .or_else(|| numeric_day(reader, from, date, rules::WEEKDAY_DATE))
        .unwrap_or(Parsed { value: FoundDay::new(from, rules::WEEKDAY), next: at })
}

/// «گذشته», «آینده» after a weekday.
fn toward(reader: &TokenReader<'_>, from: DayMoment, at: usize) -> Option<Parsed<DayMoment>> {
    from.weekdays.filter(|_| from.week.is_none())?;
    let toward = match reader.atom(at) {
        Atom::Shift(TimeShift::Last) => TimeDirection::Past,
        Atom::Shift(TimeShift::Ago) if reader.atom(at + 1) != Atom::From => TimeDirection::Past,
        Atom::Shift(TimeShift::Next) => TimeDirection::Future,
        _ => return None,
    };
    Some(Parsed { value: DayMoment { toward: Some(toward), ..from }, next: at + 1 })
}

/// «هفته آینده», «همین هفته» after a weekday.
fn week_of(reader: &TokenReader<'_>, from: DayMoment, at: usize) -> Option<Parsed<DayMoment>> {
    from.weekdays?;
    let week = Atom::Unit(Unit::Week, UnitForm::Plain);
    let (shift, next) = match (reader.atom(at), reader.atom(at + 1)) {
        (first, Atom::Shift(shift)) if first == week => (shift, at + 2),
        (Atom::This, second) if second == week => (TimeShift::Current, at + 2),
        _ => return None,
    };
    let week = match shift {
        TimeShift::Last | TimeShift::Ago => -1,
        TimeShift::Next | TimeShift::Later => 1,
        TimeShift::Current => 0,
        TimeShift::More | TimeShift::Recent | TimeShift::New => return None,
    };
    Some(Parsed { value: DayMoment { week: Some(week), ..from }, next })
}

/// «۱۹ و ۲۰ دی ماه ۱۴۰۰», «هفتم ماه دسامبر».
fn day_month(
    reader: &TokenReader<'_>,
    from: DayMoment,
    start: usize,
    headed: bool,
) -> Option<Parsed<FoundDay>> {
    let (first_day, number) = reader.day(start)?;
    if reader.gap(start) == Gap::None && reader.is_mark(start.wrapping_sub(1), b'.') {
        return None;
    }
    let (last_day, at) = last_day(reader, first_day, number.next);
    if (number.form == NumberForm::Ordinal || headed)
        && let Some((months_off, next)) = month_from_now(reader, at)
    {
        let moment = DayMoment { days: Some((first_day, last_day)), months_off, ..from };
        return Some(Parsed { value: FoundDay::new(moment, rules::DAY_MONTH), next });
    }
    // «روز دوازدهم از ماه بهمن»
    let of_month =
        usize::from(headed && number.form == NumberForm::Ordinal && reader.atom(at) == Atom::From);
    let named = name(reader, at + of_month)?;
    let after = year_after(reader, named.next, named.month);
    // «پنج اردیبهشت»: this word is always a month.
    let clear = named.doubt == WordDoubt::Clear;
    let formed =
        number.digits > 0 || number.form == NumberForm::Ordinal || number.value > 10 || clear;
    let is_event = words().historic_heads.has(reader.word_before(start));
    let sure = named.marked || headed || after.is_some() || is_event;
    if after.is_none() && words().months_with_year.has(reader.word_before(named.next)) {
        return None;
    }
    let in_words =
        !formed && opens_clause(reader, start) && words().lonely_months.has(reader.word(at));
    if !sure && (!formed && !in_words || counted_noun(reader, start, named.next)) {
        return None;
    }
    if named.doubt == WordDoubt::Rare && !formed && !in_words && !sure {
        return None;
    }
    // «۲۸ خرداد گذشته», «۲۰ آوریل آینده»
    let after = after.or_else(|| Some((nearest(reader, named.next)?, named.next + 1)));
    let moment = DayMoment {
        days: Some((first_day.min(last_day), first_day.max(last_day))),
        month: Some(named.month),
        year: after.map(|(year, _)| year),
        ..from
    };
    let rule = if in_words && !sure {
        rules::WORD_RARE_MONTH
    } else if sure || named.doubt < WordDoubt::Rare {
        rules::DAY_MONTH
    } else {
        rules::DAY_RARE_MONTH
    };
    let next = after.map_or(named.next, |(_, next)| next);
    Some(Parsed { value: FoundDay::new(moment, rule), next })
}

/// «ماه جاری», «همین ماه» after a day, and the token after it.
fn month_from_now(reader: &TokenReader<'_>, at: usize) -> Option<(Option<i32>, usize)> {
    let month = Atom::Unit(Unit::Month, UnitForm::Plain);
    match (reader.atom(at), reader.atom(at + 1)) {
        (Atom::This, second) if second == month => Some((Some(0), at + 2)),
        (first, Atom::Shift(shift)) if first == month => match shift {
            TimeShift::Last => Some((Some(-1), at + 2)),
            TimeShift::Current => Some((Some(0), at + 2)),
            TimeShift::Next => Some((Some(1), at + 2)),
            TimeShift::Ago
            | TimeShift::Later
            | TimeShift::More
            | TimeShift::Recent
            | TimeShift::New => None,
        },
        _ => None,
    }
}

/// True where a date is likely to start: at the start of a clause, or after a preposition.
fn opens_clause(reader: &TokenReader<'_>, at: usize) -> bool {
    at == 0
        || matches!(
            reader.before(at),
            Atom::In | Atom::To | Atom::From | Atom::Mark(b'.' | b'(' | b'"' | b':')
        )
}

/// "December 31, 2021", "Jan. 5": the English order, in English letters alone.
fn month_first(reader: &TokenReader<'_>, from: DayMoment, at: usize) -> Option<Parsed<FoundDay>> {
    if !reader.word(at).starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let named = name(reader, at)?;
    let (day, number) = reader.day(named.next + usize::from(reader.is_mark(named.next, b'.')))?;
    let after = year_after(reader, reader.skip_comma(number.next), named.month);
    let moment = DayMoment {
        days: Some((day, day)),
        month: Some(named.month),
        year: after.map(|(year, _)| year),
        ..from
    };
    let next = after.map_or(number.next, |(_, next)| next);
    Some(Parsed { value: FoundDay::new(moment, rules::MONTH_DAY), next })
}

/// The last day of «۵، ۶ و ۷», «۱۹-۲۰», «۵ تا ۷»; the first for one day.
fn last_day(reader: &TokenReader<'_>, first: u8, at: usize) -> (u8, usize) {
    let (mut last, mut next) = (first, at);
    while matches!(reader.atom(next), Atom::And | Atom::To | Atom::Mark(b',' | b'-'))
        && let Some((day, number)) = reader.day(next + 1)
        && (day > last || day != last && is_reversed(reader, first, last, next))
    {
        (last, next) = (day, number.next);
    }
    (last, next)
}

/// «۲۵ - ۲۱ آبان»: a range typed from right to left, which has two days.
fn is_reversed(reader: &TokenReader<'_>, first: u8, last: u8, joint: usize) -> bool {
    first == last && reader.is_mark(joint, b'-')
}

/// «۱۰ سرطان شایع», «۲ میزان»: names of months that digits also count as something else.
fn counted_noun(reader: &TokenReader<'_>, start: usize, next: usize) -> bool {
    let words = words();
    let word = reader.word_before(next);
    if words.zodiac.has(word) {
        let ordinal = reader.day(start).is_some_and(|(_, it)| it.form == NumberForm::Ordinal);
        let led = matches!(reader.before(start), Atom::In | Atom::To | Atom::From);
        let is_verb =
            |at| tense_of(reader.word(at)).is_some() || words.imperfect_prefix.has(reader.word(at));
        // «۱ حمل باز می‌شود»: a verb, or its noun and it.
        let ends = !matches!(reader.atom(next), Atom::Word | Atom::And)
            || is_verb(next)
            || is_verb(next + 1);
        return !(ordinal || (ends && (led || !words.counted_zodiac.has(word))));
    }
    // «۲ - صفر», «۳ بر صفر»
    let is_score = words.nil.has(word)
        && (reader.before(start) == Atom::Mark(b'-')
            || words.nil_leads.has(reader.word_before(start)));
    let counted = words.counted_before.get(word);
    is_score || counted.is_some_and(|it| it.has(reader.word(next)))
}

/// A clock with what the grammar needs of it.
impl ClockTime {
    pub(super) fn at(hour: u8, minute: u8) -> Self {
        Self { hour, minute, second: None, zone: None }
    }
}
