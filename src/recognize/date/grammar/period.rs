//! «هفته گذشته», «دو روز پیش», named days, and words like «اکنون».

use super::{
    super::{
        atom::{Atom, Form, NumberForm, Shift},
        lexicon::{NAMED, REFERENCES},
        node::{Expression, Node, Offset, PartOf, Period},
        reader::Reader,
    },
    expression,
    year::{Bare, era, part, year},
};
use crate::timex::{Reference, Unit};

/// A unit seen from now, maybe a part of it: «ماه گذشته», «این هفته», «پایان هفته جاری», «پایان سال».
pub(super) fn period(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let (part, at) = part(reader, first).map_or((None, first), |(it, at)| (Some(it), at));
    let this = matches!(reader.atom(at), Atom::This | Atom::That);
    let that = reader.atom(at) == Atom::That;
    let at = at + usize::from(this);
    let Atom::Unit(unit, form) = reader.atom(at) else { return None };
    if unit <= Unit::Hour {
        return clock_unit(reader, first, unit, form);
    }
    let make = |shift, from_last, era, next, rule, confidence| {
        let node = Node::Period(Period { unit, shift, from_last, era, part });
        Some(expression(node, (first, next), rule, confidence))
    };
    let (named, behind) = era(reader, at + 1).map_or((None, at + 1), |(it, next)| (Some(it), next));
    let shift = shift(reader, behind);
    match form {
        Form::Plain if that => {
            let told = reader.word(at - 1) == "همان" || unit == Unit::Day;
            let dated = matches!(
                reader.atom(at + 1),
                Atom::Digits(..) | Atom::Number(..) | Atom::Weekday(_)
            );
            (told && !dated).then(|| make(0, true, None, at + 1, "same", 0.6))?
        }
        Form::Plain if this && unit > Unit::Day => make(0, false, None, at + 1, "this-unit", 0.9),
        Form::Plain => {
            if let Some((shift, from_last)) = shift {
                let after = behind + 1;
                let (named, after) =
                    era(reader, after).map_or((named, after), |(it, next)| (Some(it), next));
                return make(shift, from_last, named, after, "unit-shift", 0.93);
            }
            let ends = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
            let loose = matches!(part, Some(PartOf::Loose(_)))
                && ends
                && bare_is_fine(reader, first, at + 1);
            loose.then(|| make(0, false, None, at + 1, "part-of-unit", 0.75))?
        }
        Form::PluralOf | Form::Plural => plural(reader, first, at, unit),
        Form::Some | Form::Adjective => some(reader, first, at, unit),
    }
}

/// «پایان ماه» stands for this month unless a name or number follows.
fn bare_is_fine(reader: &Reader<'_>, first: usize, next: usize) -> bool {
    let long = ["روز", "ماه", "هفته", "آخرین", "واپسین"];
    let clear = long.iter().any(|it| reader.word(first).starts_with(it))
        || matches!(
            reader.word(first),
            "پایان"
                | "آخر"
                | "اول"
                | "ابتدای"
                | "اواخر"
                | "اوایل"
                | "اواسط"
                | "انتهای"
                | "آغاز"
                | "نیمه"
        );
    clear
        && super::month::name(reader, next).is_none()
        && !matches!(reader.atom(next), Atom::Digits(..) | Atom::Number(..))
        && !matches!(reader.word(next), "تحصیلی" | "نو" | "جدید" | "رکورد")
}

fn shift(reader: &Reader<'_>, at: usize) -> Option<(i32, bool)> {
    let Atom::Shift(shift) = reader.atom(at) else { return None };
    if matches!(shift, Shift::Ago | Shift::Later) && reader.atom(at + 1) == Atom::From {
        return None;
    }
    match shift {
        Shift::Last => Some((-1, false)),
        Shift::Ago => Some((-1, reader.word(at) == "قبل")),
        Shift::Next => Some((1, false)),
        Shift::Later => Some((1, true)),
        Shift::Current => Some((0, false)),
        Shift::More | Shift::Recent | Shift::New => None,
    }
}

/// «ساعتی پیش», «دقایقی پیش», «ساعت‌های آینده».
fn clock_unit(reader: &Reader<'_>, first: usize, unit: Unit, form: Form) -> Option<Expression> {
    match form {
        Form::Plain | Form::Adjective => None,
        Form::Some => some(reader, first, first, unit),
        Form::Plural | Form::PluralOf => plural(reader, first, first, unit),
    }
}

/// «سال‌های اخیر», «روزهای آینده», «سال‌ها پیش».
fn plural(reader: &Reader<'_>, first: usize, at: usize, unit: Unit) -> Option<Expression> {
    let Atom::Shift(shift) = reader.atom(at + 1) else { return None };
    let reference = match shift {
        Shift::Last | Shift::Recent => Reference::Past,
        Shift::Ago if reader.atom(at + 2) != Atom::From => Reference::Past,
        Shift::Next => Reference::Future,
        Shift::Later if reader.atom(at + 2) != Atom::From => Reference::Future,
        Shift::Current => Reference::Present,
        _ => return None,
    };
    let node = Node::Reference(reference, unit);
    Some(expression(node, (first, at + 2), "vague-past-or-future", 0.85))
}

/// «ساعتی پیش», «سالی پیش».
fn some(reader: &Reader<'_>, first: usize, at: usize, unit: Unit) -> Option<Expression> {
    let reference = match reader.atom(at + 1) {
        Atom::Shift(Shift::Ago) if reader.atom(at + 2) != Atom::From => Reference::Past,
        Atom::Shift(Shift::Later | Shift::More) if reader.atom(at + 2) != Atom::From => {
            Reference::Future
        }
        _ => return None,
    };
    Some(expression(Node::Reference(reference, unit), (first, at + 2), "vague-offset", 0.85))
}

/// «دو روز پیش», «شش ماه بعد», «چند روز دیگر».
pub(super) fn offset(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let half = reader.atom(first) == Atom::Half;
    let few = few(reader, first);
    let (count, at) = if half || few.is_some() || reader.atom(first) == Atom::Several {
        (None, few.unwrap_or(first + 1))
    } else {
        let number = reader.number(first).filter(|it| it.form == NumberForm::Cardinal)?;
        (Some(i32::try_from(number.value).ok()?), number.next)
    };
    let Atom::Unit(unit, Form::Plain) = reader.atom(at) else { return None };
    let Atom::Shift(shift) = reader.atom(at + 1) else { return None };
    if half && !unit.is_of_clock() {
        return None;
    }
    let from = reader.atom(at + 2) == Atom::From;
    let from_now = from && reader.atom(at + 3) == Atom::This;
    let sign = match shift {
        Shift::Ago if !from || from_now => -1,
        Shift::Later | Shift::More if !from || from_now => 1,
        _ => return None,
    };
    let last = at + 2 + 2 * usize::from(from_now);
    let Some(count) = count else {
        let reference = if sign < 0 { Reference::Past } else { Reference::Future };
        let node = Node::Reference(reference, unit);
        return Some(expression(node, (first, last), "vague-offset", 0.88));
    };
    let from_last = shift == Shift::Later && !from_now;
    let node = Node::Offset(Offset { count: count.saturating_mul(sign), unit, from_last });
    Some(expression(node, (first, last), "offset", 0.92))
}

/// «دو سه ماه دیگر»: the token behind two neighboring numbers.
fn few(reader: &Reader<'_>, first: usize) -> Option<usize> {
    match (reader.atom(first), reader.atom(first + 1)) {
        (Atom::Number(a @ 1..20, NumberForm::Cardinal), Atom::Number(b, NumberForm::Cardinal)) => {
            (b == a + 1).then_some(first + 2)
        }
        _ => None,
    }
}

/// «عید فطر», «دهه فجر», «نوروز ۱۴۰۰».
pub(super) fn named(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    let Atom::Named(at) = reader.atom(first) else { return None };
    let named = NAMED.get(usize::from(at))?;
    let found = year(reader, first + 1, Bare::Four);
    let next = found.map_or(first + 1, |(_, next)| next);
    Some(expression(Node::Named(named, found.map(|it| it.0)), (first, next), "named-day", 0.9))
}

/// «اکنون», «اخیرا», «به زودی».
pub(super) fn reference(reader: &Reader<'_>, first: usize) -> Option<Expression> {
    // «در گذشته», «در آینده»
    if reader.word_before(first) == "در"
        && let Atom::Shift(shift @ (Shift::Last | Shift::Next)) = reader.atom(first)
        && matches!(reader.word(first), "گذشته" | "آینده")
    {
        let side = if shift == Shift::Last { Reference::Past } else { Reference::Future };
        let node = Node::Reference(side, Unit::Day);
        return Some(expression(node, (first, first + 1), "past-or-future", 0.6));
    }
    let Atom::Reference(at) = reader.atom(first) else { return None };
    let reference = *REFERENCES.get(usize::from(at))?;
    let node = Node::Reference(reference, Unit::Day);
    Some(expression(node, (first, first + 1), "reference", 0.85))
}
