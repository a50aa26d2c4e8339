//! «هفته گذشته», «دو روز پیش», named days, and words like «اکنون».

use super::{
    super::{
        atom::{Atom, DayPart, NumberForm, TimeShift, UnitForm},
        lexicon::{named_days, words},
        node::{DateNode, DateOffset, DayMoment, Expression, PartOf, UnitPeriod},
        rules,
        tense::clause,
        token_reader::TokenReader,
    },
    duration::{is_inside_number, millions},
    expression,
    year::{BareYear, era, part, year},
};
use crate::{
    language::{Tense, is_participle, tense_of},
    timex::{Reference, Unit},
};

/// A unit seen from now, maybe a part of it: «ماه گذشته», «این هفته», «پایان هفته جاری», «پایان سال».
pub(super) fn period(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    let this = matches!(reader.atom(at), Atom::This | Atom::That);
    let that = reader.atom(at) == Atom::That;
    let at = at + usize::from(this);
    let Atom::Unit(unit, form) = reader.atom(at) else { return None };
    if unit <= Unit::Hour {
        return clock_unit(reader, first, unit, form);
    }
    let as_told = this && words().same_as_told.has(reader.word(at - 1));
    let make = |shift, from_last, era, next, rule| {
        let node = DateNode::Period(UnitPeriod { unit, shift, from_last, as_told, era, part });
        Some(expression(node, (first, next), rule))
    };
    let (named, behind) = era(reader, at + 1).map_or((None, at + 1), |(it, next)| (Some(it), next));
    let shift = shift(reader, behind);
    match form {
        UnitForm::Plain if that => {
            let is_named = words().same.has(reader.word(at - 1)) || unit == Unit::Day;
            let dated = matches!(
                reader.atom(at + 1),
                Atom::Digits(..) | Atom::Number(..) | Atom::Weekday(_)
            );
            (is_named && !dated).then(|| make(0, true, None, at + 1, rules::SAME_UNIT))?
        }
        UnitForm::Plain if this && unit > Unit::Day => {
            make(0, false, None, at + 1, rules::THIS_UNIT)
        }
        UnitForm::Plain => {
            if let Some((shift, from_last)) = shift {
                let after = behind + 1;
                let (named, after) =
                    era(reader, after).map_or((named, after), |(it, next)| (Some(it), next));
                return make(shift, from_last, named, after, rules::UNIT_SHIFT);
            }
            let ends = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
            let loose = matches!(part, Some(PartOf::Loose(_)))
                && ends
                && bare_is_fine(reader, first, at + 1);
            loose.then(|| make(0, false, None, at + 1, rules::PART_OF_UNIT))?
        }
        UnitForm::PluralOf | UnitForm::Plural => plural(reader, first, at, unit),
        UnitForm::Some | UnitForm::Adjective => some(reader, first, at, unit),
    }
}

/// «پایان ماه» stands for this month unless a name or number follows.
fn bare_is_fine(reader: &TokenReader<'_>, first: usize, next: usize) -> bool {
    let words = words();
    let word = reader.word(first);
    let clear = words.parts.has(word)
        || words.part_beginnings.iter().any(|it| word.starts_with(it.as_str()));
    clear
        && super::month_name::name(reader, next).is_none()
        && !matches!(reader.atom(next), Atom::Digits(..) | Atom::Number(..))
        && !words.not_after_parts.has(reader.word(next))
}

fn shift(reader: &TokenReader<'_>, at: usize) -> Option<(i32, bool)> {
    let Atom::Shift(shift) = reader.atom(at) else { return None };
    if matches!(shift, TimeShift::Ago | TimeShift::Later) && reader.atom(at + 1) == Atom::From {
        return None;
    }
    match shift {
        TimeShift::Last => Some((-1, false)),
        TimeShift::Ago => Some((-1, words().before_that.has(reader.word(at)))),
        TimeShift::Next => Some((1, false)),
        TimeShift::Later => Some((1, true)),
        TimeShift::Current => Some((0, false)),
        TimeShift::More | TimeShift::Recent | TimeShift::New => None,
    }
}

/// «ساعتی پیش», «دقایقی پیش», «ساعت‌های آینده».
fn clock_unit(
    reader: &TokenReader<'_>,
    first: usize,
    unit: Unit,
    form: UnitForm,
) -> Option<Expression> {
    match form {
        UnitForm::Plain | UnitForm::Adjective => None,
        UnitForm::Some => some(reader, first, first, unit),
        UnitForm::Plural | UnitForm::PluralOf => plural(reader, first, first, unit),
    }
}

/// «سال‌های اخیر», «روزهای آینده», «سال‌ها پیش».
fn plural(reader: &TokenReader<'_>, first: usize, at: usize, unit: Unit) -> Option<Expression> {
    let Atom::Shift(shift) = reader.atom(at + 1) else { return None };
    let reference = match shift {
        TimeShift::Last | TimeShift::Recent => Reference::Past,
        TimeShift::Ago if reader.atom(at + 2) != Atom::From || leaves_a_place(reader, at + 2) => {
            Reference::Past
        }
        TimeShift::Next => Reference::Future,
        TimeShift::Later if reader.atom(at + 2) != Atom::From => Reference::Future,
        TimeShift::Current => Reference::Present,
        TimeShift::Ago | TimeShift::Later | TimeShift::More | TimeShift::New => return None,
    };
    let node = DateNode::Reference(reference, unit);
    Some(expression(node, (first, at + 2), rules::VAGUE_PAST_OR_FUTURE))
}

/// «ساعتی پیش», «سالی پیش».
fn some(reader: &TokenReader<'_>, first: usize, at: usize, unit: Unit) -> Option<Expression> {
    let reference = match reader.atom(at + 1) {
        Atom::Shift(TimeShift::Ago) if reader.atom(at + 2) != Atom::From => Reference::Past,
        Atom::Shift(shift @ (TimeShift::Later | TimeShift::More))
            if reader.atom(at + 2) != Atom::From =>
        {
            after_then_or_now(reader, shift, at + 2)
        }
        _ => return None,
    };
    Some(expression(DateNode::Reference(reference, unit), (first, at + 2), rules::VAGUE_OFFSET))
}

/// Where «چند روز بعد» is: after what was told before, which is past where the verb is; «چند روز دیگر» is to
/// come.
fn after_then_or_now(reader: &TokenReader<'_>, shift: TimeShift, next: usize) -> Reference {
    let told = clause(reader, next);
    let past = told.tense == Some(Tense::Past) && !told.announces && !told.postpones;
    if past && shift == TimeShift::Later { Reference::Past } else { Reference::Future }
}

/// «دو روز پیش», «شش ماه بعد», «چند روز دیگر».
pub(super) fn offset(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    if let Some(found) = long_ago(reader, first).or_else(|| nights_ago(reader, first)) {
        return Some(found);
    }
    if is_inside_number(reader, first) {
        return None;
    }
    let half = reader.atom(first) == Atom::Half;
    let few = few(reader, first);
    let (count, at) = if half || few.is_some() || reader.atom(first) == Atom::Several {
        (None, few.unwrap_or(first + 1))
    } else {
        let number = reader.number(first).filter(|it| it.form == NumberForm::Cardinal)?;
        (Some(i32::try_from(number.value).ok()?), number.next)
    };
    let Atom::Unit(unit, UnitForm::Plain) = reader.atom(at) else { return None };
    let Atom::Shift(shift) = reader.atom(at + 1) else { return None };
    if half && !unit.is_of_clock() {
        return None;
    }
    // «سه سال دیگر تمدید کرد»
    let extends = (at + 2..at + 6).any(|it| words().extensions.has(reader.word(it)));
    if shift == TimeShift::More && extends {
        return None;
    }
    let leaves = shift == TimeShift::Ago && leaves_a_place(reader, at + 2);
    let from = reader.atom(at + 2) == Atom::From && !leaves;
    // «۹ روز بعد از این اتفاق» counts from what happened.
    let event = reader.atom(at + 4) == Atom::Word && tense_of(reader.word(at + 4)).is_none();
    let from_now = from && reader.atom(at + 3) == Atom::This && !event;
    let sign = match shift {
        TimeShift::Ago if !from || from_now => -1,
        TimeShift::Later | TimeShift::More if !from || from_now => 1,
        TimeShift::Ago
        | TimeShift::Later
        | TimeShift::More
        | TimeShift::Last
        | TimeShift::Next
        | TimeShift::Current
        | TimeShift::Recent
        | TimeShift::New => return None,
    };
    let last = at + 2 + 2 * usize::from(from_now);
    let Some(count) = count else {
        let later = || after_then_or_now(reader, shift, last);
        let reference = if sign < 0 { Reference::Past } else { later() };
        let node = DateNode::Reference(reference, unit);
        return Some(expression(node, (first, last), rules::COUNTED_VAGUE_OFFSET));
    };
    if unit >= Unit::Year && count > LONGEST_COUNT {
        let reference = if sign < 0 { Reference::Past } else { Reference::Future };
        let node = DateNode::Reference(reference, unit);
        return Some(expression(node, (first, last), rules::LONG_AGO));
    }
    let from_last = shift == TimeShift::Later && !from_now;
    let node = DateNode::Offset(DateOffset { count: count.saturating_mul(sign), unit, from_last });
    let rule = if leaves { rules::OFFSET_OF_DEPARTURE } else { rules::OFFSET };
    Some(expression(node, (first, last), rule))
}

/// «۴۰۰ میلیون سال پیش»: further than any calendar.
fn long_ago(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (_, at) = millions(reader, first)?;
    let Atom::Unit(unit, UnitForm::Plain) = reader.atom(at) else { return None };
    let reference = match reader.atom(at + 1) {
        Atom::Shift(TimeShift::Ago) => Reference::Past,
        Atom::Shift(TimeShift::Later | TimeShift::More) => Reference::Future,
        _ => return None,
    };
    let node = DateNode::Reference(reference, unit);
    Some(expression(node, (first, at + 2), rules::LONG_AGO))
}

/// «دو شب پیش».
fn nights_ago(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let count = reader.number(first).filter(|it| it.form == NumberForm::Cardinal)?;
    let is_ago = reader.atom(count.next) == Atom::DayPart(DayPart::Night)
        && reader.atom(count.next + 1) == Atom::Shift(TimeShift::Ago)
        && reader.atom(count.next + 2) != Atom::From;
    let offset = i32::try_from(count.value).ok().filter(|it| is_ago && *it < MANY_NIGHTS)?;
    let moment =
        DayMoment { part: Some(DayPart::Night), offset: Some(-offset), ..DayMoment::default() };
    let node = DateNode::Moment(moment);
    Some(expression(node, (first, count.next + 2), rules::OFFSET))
}

/// More years than this lead out of the calendar.
const LONGEST_COUNT: i32 = 5000;

/// Nobody counts back this many nights.
const MANY_NIGHTS: i32 = 100;

/// How many tokens the verb of leaving may be after the place that is left.
const DEPARTURE_REACH: usize = 8;

/// «سه روز پیش از زندان آزاد شد»: what follows «از» is left, it did not happen.
fn leaves_a_place(reader: &TokenReader<'_>, from: usize) -> bool {
    let words = words();
    let place = from + 1;
    if reader.atom(from) != Atom::From || reader.atom(place) != Atom::Word {
        return false;
    }
    let is_trip = words.trips.has(reader.word(place));
    // «پیش از رسیدن»: an infinitive is an event.
    let infinitive = reader.word(place).strip_suffix('ن').and_then(tense_of) == Some(Tense::Past);
    if infinitive || !is_trip && words.events.has(reader.word(place)) {
        return false;
    }
    let verbs = if is_trip { &words.returns } else { &words.departures };
    (place + 1..=place + DEPARTURE_REACH)
        .take_while(|at| !matches!(reader.atom(*at), Atom::Mark(_)))
        .any(|at| verbs.has(reader.word(at)))
}

/// «دو سه ماه دیگر»: the token after two neighboring numbers.
fn few(reader: &TokenReader<'_>, first: usize) -> Option<usize> {
    match (reader.atom(first), reader.atom(first + 1)) {
        (Atom::Number(a @ 1..20, NumberForm::Cardinal), Atom::Number(b, NumberForm::Cardinal)) => {
            (b == a + 1).then_some(first + 2)
        }
        _ => None,
    }
}

/// «عید فطر», «دهه فجر», «نوروز ۱۴۰۰».
pub(super) fn named(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let Atom::Named(at) = reader.atom(first) else { return None };
    let named = named_days().get(usize::from(at))?;
    let found = year(reader, first + 1, BareYear::Four);
    let next = found.map_or(first + 1, |(_, next)| next);
    Some(expression(DateNode::Named(named, found.map(|it| it.0)), (first, next), rules::NAMED_DAY))
}

/// «دنیای امروز», «از آغاز تا به امروز», «امروز کشور نیازمند آرامش است»: these days, not the day.
pub(super) fn nowadays(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    if reader.atom(first) != Atom::Day(0) {
        return None;
    }
    let of_noun =
        words().nowadays_nouns.has(reader.noun_before(first)) && !tells_news(reader, first);
    (of_noun || is_until_now(reader, first) || tells_a_state(reader, first)).then(|| {
        let node = DateNode::Reference(Reference::Present, Unit::Day);
        expression(node, (first, first + 1), rules::NOWADAYS)
    })
}

/// «وزیر خارجه ایران امروز وارد باکو شد»: who did something today.
fn tells_news(reader: &TokenReader<'_>, first: usize) -> bool {
    // «رئیس مجمع تشخیص مصلحت نظام امروز در جمع خبرنگاران …», «محمد جوان امروز در گفت‌وگو با …»
    let led = matches!(reader.word(first + 1), "در" | "با" | "طی");
    if led && words().occasions.has(reader.word(first + 2)) {
        return true;
    }
    let told = clause(reader, first + 1);
    // «دانشجویان امروز با رهبران دیدار می‌کنند»
    let planned = |verb: usize| words().planned.has(reader.word_before(verb));
    if told.tense == Some(Tense::Present) && told.verb.is_some_and(planned) {
        return true;
    }
    if !words().acting_nouns.has(reader.word_before(first)) {
        return false;
    }
    let perfect = told.verb.is_some_and(|it| is_participle(reader.word(it)));
    told.tense == Some(Tense::Past) && !perfect || told.tense == Some(Tense::Future)
}

/// «تا امروز», «تا به امروز», but not the end of a range of days: «از شنبه تا امروز».
fn is_until_now(reader: &TokenReader<'_>, first: usize) -> bool {
    let by = usize::from(reader.before(first) == Atom::By);
    let to = first - by;
    let is_range = to > 1
        && matches!(
            reader.before(to - 1),
            Atom::Weekday(_) | Atom::Day(_) | Atom::Night(_) | Atom::DayPart(_) | Atom::Month(..)
        )
        && by == 0;
    reader.before(to) == Atom::To && !is_range
}

/// «امروز دشمن در محاصره است»: the clause says how things are and not what happened or is planned. In
/// somebody's words so does «مردم امروز فهمیده‌اند», which in an article's own voice is news of the day.
fn tells_a_state(reader: &TokenReader<'_>, first: usize) -> bool {
    let words = words();
    let led = matches!(reader.before(first), Atom::From | Atom::To | Atom::By);
    let dated = matches!(reader.atom(first + 1), Atom::Mark(b'(' | b':') | Atom::Weekday(_));
    if led || dated {
        return false;
    }
    let Some(verb) = clause(reader, first + 1).verb else { return false };
    // «وی گفت: امروز …»: what opens the words is no part of their clause.
    let before = (first.saturating_sub(SUBJECT_REACH)..first).rev();
    let subject = before.take_while(|at| !matches!(reader.atom(*at), Atom::Mark(_))).last();
    let near = subject.unwrap_or(first)..verb;
    if near.clone().any(|at| words.not_of_states.has(reader.word(at)))
        || (first + 1..verb).any(|at| words.clause_openers.has(reader.word(at)))
    {
        return false;
    }
    if words.states.has(reader.word(verb)) {
        return true;
    }
    // «امروز بسیج باید …», «باید امروز …», «اگر امروز …», «منتقدان امروز اما …»
    let obliges =
        words.duties.has(reader.word(verb)) || words.duties.has(reader.word_before(first));
    let supposes = words.suppositions.has(reader.word_before(first));
    if (obliges || supposes) && is_in_speech(reader, first) || is_after_condition(reader, first) {
        return true;
    }
    let imperfect = words.imperfect_prefix.has(reader.word(verb))
        || words.negated_imperfect_prefix.has(reader.word(verb));
    if imperfect && words.imperfect_states.has(reader.word(verb + 1)) {
        return true;
    }
    let goes_on = imperfect && !words.planned.has(reader.word_before(verb));
    // «امروز کار باارزشی آغاز شده است» is news even in a speech.
    let perfect = is_participle(reader.word(verb)) && !words.begun.has(reader.word_before(verb));
    let contrasts = words.contrasts.has(reader.word(first + 1));
    (goes_on || perfect) && (contrasts || is_in_speech(reader, first))
}

/// How many tokens before «امروز» its subject may be: «قیمت دلار امروز …».
const SUBJECT_REACH: usize = 4;

/// How many tokens before «امروز» its condition may begin.
const CONDITION_REACH: usize = 24;

/// «اگر آن نسل نبود، امروز …»: what would be is of these days.
fn is_after_condition(reader: &TokenReader<'_>, first: usize) -> bool {
    let mut before = (first.saturating_sub(CONDITION_REACH)..first)
        .rev()
        .take_while(|it| !matches!(reader.atom(*it), Atom::Mark(b'.' | b':' | b'?' | b'"')));
    before.any(|it| words().suppositions.has(reader.word(it)))
}

/// How many tokens after «اینکه» somebody's words are looked for.
const STATED_REACH: usize = 8;

/// True after «گفت:» and inside quotation marks.
fn is_in_speech(reader: &TokenReader<'_>, at: usize) -> bool {
    let quotes = (0..at).filter(|it| reader.is_mark(*it, b'"')).count();
    let said = |it: usize| reader.is_mark(it, b':') && tense_of(reader.word_before(it)).is_some();
    // «با بیان اینکه امروز …»
    let stated = (at.saturating_sub(STATED_REACH)..at)
        .rev()
        .take_while(|it| !reader.is_mark(*it, b'.'))
        .any(|it| words().stated.has(reader.word(it)));
    quotes % 2 == 1 || stated || (1..at).any(said)
}

/// «اکنون», «اخیرا», «به زودی».
pub(super) fn reference(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    // «در گذشته», «در آینده»
    if words().in_time.has(reader.word_before(first))
        && let Atom::Shift(shift @ (TimeShift::Last | TimeShift::Next)) = reader.atom(first)
        && words().past_or_future.has(reader.word(first))
    {
        let side = if shift == TimeShift::Last { Reference::Past } else { Reference::Future };
        let node = DateNode::Reference(side, Unit::Day);
        return Some(expression(node, (first, first + 1), rules::PAST_OR_FUTURE));
    }
    // «همین حالا»
    let very = reader.atom(first) == Atom::This && words().this_very.has(reader.word(first));
    let at = first + usize::from(very);
    let Atom::Reference(reference) = reader.atom(at) else { return None };
    let node = DateNode::Reference(reference, Unit::Day);
    Some(expression(node, (first, at + 1), rules::REFERENCE))
}
