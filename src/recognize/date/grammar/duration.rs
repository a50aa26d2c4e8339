//! Lengths of time: «یک ساعت و ۲۰ دقیقه», «۵۰ دقیقه‌ای», «چند روز», «سه ماه آینده».

use super::{
    super::{
        atom::{Atom, DayPart, NumberForm, TimeShift, UnitForm},
        atoms::Gap,
        lexicon::words,
        node::{DateNode, Expression, TimeDirection},
        rules::{self, DateRule},
        token_reader::TokenReader,
    },
    expression,
};
use crate::timex::{Amount, Length, Unit};

/// A length, with a shift that anchors it at now.
pub(super) fn duration(reader: &TokenReader<'_>, first: usize) -> Option<Expression> {
    let (length, next, rule) = broken(reader, first)
        .or_else(|| nights(reader, first))
        .or_else(|| long(reader, first))
        .or_else(|| counted(reader, first))
        .or_else(|| several(reader, first))
        .or_else(|| bare_plural(reader, first))?;
    let anchored = matches!(
        reader.atom(next),
        Atom::Shift(TimeShift::Last | TimeShift::Next | TimeShift::Recent)
    ) && rule != rules::BARE_PLURAL;
    let before = reader.atom(next) == Atom::Shift(TimeShift::Ago);
    if before && rule == rules::DURATION {
        let node = DateNode::Duration(length, None);
        return Some(expression(node, (first, next), rules::DURATION_BEFORE));
    }
    if !anchored {
        return Some(expression(DateNode::Duration(length, None), (first, next), rule));
    }
    let is_ahead = reader.atom(next) == Atom::Shift(TimeShift::Next);
    let toward = if is_ahead { TimeDirection::Future } else { TimeDirection::Past };
    let node = DateNode::Duration(length, Some(toward));
    Some(expression(node, (first, next + 1), rules::DURATION_FROM_NOW))
}

type FoundLength = (Length, usize, &'static DateRule);

/// «نیم ساعت», «ربع قرن», «یک ربع» (of an hour).
fn broken(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let one = usize::from(matches!(reader.atom(first), Atom::Number(1, NumberForm::Cardinal)));
    let parts = match reader.atom(first + one) {
        Atom::Half => 2,
        Atom::Quarter => 4,
        _ => return None,
    };
    let at = first + one + 1;
    match reader.atom(at) {
        Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective | UnitForm::Some) => {
            let length = match (unit, parts) {
                (Unit::Hour, _) => Length::of(60 / parts, Unit::Minute),
                (Unit::Century, _) => Length::of(100 / parts, Unit::Year),
                (Unit::Year, _) => Length::of(12 / parts, Unit::Month),
                (Unit::Day, 2) => Length::of(12, Unit::Hour),
                (
                    Unit::Second
                    | Unit::Minute
                    | Unit::Day
                    | Unit::Week
                    | Unit::Month
                    | Unit::Decade,
                    _,
                ) => {
                    return None;
                }
            };
            Some((length, at + 1, rules::DURATION))
        }
        _ if one == 1 && parts == 4 && !matches!(reader.atom(at), Atom::By | Atom::Shift(_)) => {
            Some((Length::of(15, Unit::Minute), at, rules::DURATION))
        }
        _ => None,
    }
}

/// «به مدت ۱۰ شب», «سه شب»: nights, where the number is no hour.
fn nights(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let count = reader.number(first).filter(|it| it.form == NumberForm::Cardinal)?;
    let is_night = reader.atom(count.next) == Atom::DayPart(DayPart::Night);
    let led = words().length_leads.has(reader.word_before(first));
    let no_hour = led || count.value > 12 || count.digits == 0;
    let named = matches!(reader.atom(count.next + 1), Atom::Weekday(_) | Atom::Month(..));
    (is_night && no_hour && !named && count.value < 400)
        .then(|| (Length::of(count.value, Unit::Day), count.next + 1, rules::NIGHTS))
}

/// «دو میلیون سال».
fn long(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let (count, at) = millions(reader, first)?;
    let Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective) = reader.atom(at) else {
        return None;
    };
    // What is too long to be written is a length all the same.
    let count = count.and_then(|it| u32::try_from(it).ok()).filter(|it| *it < u32::MAX / 10);
    let length = count.map_or_else(|| Length::some(unit), |it| Length::of(it, unit));
    Some((length, at + 1, rules::DURATION))
}

/// «۴۰۰ میلیون», «پانزده هزار», «چند میلیارد»: how many, and the token after it.
pub(super) fn millions(reader: &TokenReader<'_>, first: usize) -> Option<(Option<u64>, usize)> {
    if is_inside_number(reader, first) {
        return None;
    }
    let (count, at) = if reader.atom(first) == Atom::Several {
        (None, first + 1)
    } else {
        let (tenths, next) = tenths(reader, first)?;
        (Some(u64::from(tenths)), next)
    };
    let scale = match reader.atom(at) {
        Atom::Number(1000, NumberForm::Cardinal)
            if matches!(reader.atom(first), Atom::Digits(..)) =>
        {
            1000
        }
        Atom::Word => words().large_numbers.get(reader.word(at)).copied()?,
        _ => return None,
    };
    let count = count.map(|it| it.saturating_mul(scale) / 10);
    // «۴۵ هزار و ۵۰۰»
    let rest = reader.number(at + 2).filter(|it| {
        reader.atom(at + 1) == Atom::And
            && it.form == NumberForm::Cardinal
            && u64::from(it.value) < scale
    });
    // «۹۵ میلیون و ۵۰۰ هزار»
    let rest = rest.map(|it| {
        let thousands = it.digits > 0
            && scale > 1000
            && reader.atom(it.next) == Atom::Number(1000, NumberForm::Cardinal);
        let scale = if thousands { 1000 } else { 1 };
        (u64::from(it.value) * scale, it.next + usize::from(thousands))
    });
    Some(match (count, rest) {
        (Some(count), Some((rest, next))) => (Some(count.saturating_add(rest)), next),
        (count, _) => (count, at + 1),
    })
}

/// A number in tenths: «۲/۵», «۱.۵», «سه».
fn tenths(reader: &TokenReader<'_>, at: usize) -> Option<(u32, usize)> {
    let number = reader.number(at).filter(|it| it.form == NumberForm::Cardinal)?;
    let whole = number.value.checked_mul(10)?;
    if matches!(reader.atom(number.next), Atom::Mark(b'/' | b'.'))
        && reader.gap(number.next) == Gap::None
        && let Atom::Digits(part, 1) = reader.atom(number.next + 1)
        && reader.gap(number.next + 1) == Gap::None
    {
        return Some((whole.checked_add(part)?, number.next + 2));
    }
    Some((whole, number.next))
}

/// «۵۰ دقیقه», «۲۰ ساله», «یک سال و نیم», «یک ساعت و ۲۰ دقیقه».
fn counted(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let (amount, at) = tenths(reader, first)?;
    // «پس از ۱۴۰۰ سال هنوز زنده است»
    let after = reader.before(first) == Atom::From && reader.before(first - 1) != Atom::To;
    let counts = after && words().counted_after.has(reader.word_before(first - 1));
    let like_a_year = (12_000..22_000).contains(&amount)
        && !counts
        && matches!(reader.atom(first), Atom::Digits(_, 4))
        && matches!(reader.atom(at), Atom::Unit(Unit::Year, UnitForm::Plain));
    if amount >= 10_000_000 || like_a_year || is_inside_number(reader, first) {
        return None;
    }
    if reader.atom(at) == Atom::And
        && reader.atom(at + 1) == Atom::Half
        && let Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective) = reader.atom(at + 2)
    {
        return Some((Length::of_tenths(amount + 5, unit), at + 3, rules::DURATION));
    }
    let Atom::Unit(unit, form @ (UnitForm::Plain | UnitForm::Adjective | UnitForm::Some)) =
        reader.atom(at)
    else {
        return None;
    };
    // «۸ سالی که دولت …», «سه هفته‌ای», «۳ ساعتی»: an ending, not a share.
    let next = at + 1;
    if form != UnitForm::Plain {
        return Some((Length::of_tenths(amount, unit), next, rules::DURATION));
    }
    if reader.atom(next) == Atom::And && reader.atom(next + 1) == Atom::Half {
        return Some((Length::of_tenths(amount + 5, unit), next + 2, rules::DURATION));
    }
    let length = Length::of_tenths(amount, unit);
    let first = (Amount::Tenths(amount), unit);
    let listed = reader.is_mark(next, b',');
    let Some((second, after)) = smaller(reader, next, unit) else {
        return Some((length, next, rules::DURATION));
    };
    // «دو سال، سه ماه و پنج روز»: a comma joins only where «و» is to come.
    Some(match (smaller(reader, after, second.1), listed) {
        (Some(_), _) if reader.is_mark(after, b',') => (length, next, rules::DURATION),
        (Some((third, end)), _) => {
            (Length { first, second: Some(second), third: Some(third) }, end, rules::DURATION)
        }
        (None, true) => (length, next, rules::DURATION),
        (None, false) => {
            (Length { first, second: Some(second), third: None }, after, rules::DURATION)
        }
    })
}

/// The part of a length after «و» or a comma, in a smaller unit than `than`.
fn smaller(reader: &TokenReader<'_>, at: usize, than: Unit) -> Option<((Amount, Unit), usize)> {
    if reader.atom(at) != Atom::And && !reader.is_mark(at, b',') {
        return None;
    }
    let (amount, next) = tenths(reader, at + 1)?;
    let Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective) = reader.atom(next) else {
        return None;
    };
    (unit < than).then_some(((Amount::Tenths(amount), unit), next + 1))
}

/// «چند روز», «چندین سال», «چند ساعته», «یکی دو روز», «دو سه روز».
fn several(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let at = match (reader.atom(first), reader.atom(first + 1)) {
        (Atom::Several, Atom::Number(10 | 100 | 1000, NumberForm::Cardinal)) => first + 2,
        (Atom::Several, _) => first + 1,
        (Atom::Number(a, NumberForm::Cardinal), Atom::Number(b, NumberForm::Cardinal))
            if a < 20 && b == a + 1 =>
        {
            first + 2
        }
        (
            Atom::Number(_, NumberForm::Cardinal) | Atom::Digits(_, 1 | 2),
            Atom::To | Atom::Mark(b'-'),
        ) => {
            let number = reader.number(first + 2)?;
            return upper(reader, number.value, number.next);
        }
        _ => return None,
    };
    let Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective | UnitForm::Some) = reader.atom(at)
    else {
        return None;
    };
    Some((Length::some(unit), at + 1, rules::VAGUE_DURATION))
}

/// «دو تا سه روز»: how many is open.
fn upper(reader: &TokenReader<'_>, last: u32, at: usize) -> Option<FoundLength> {
    let Atom::Unit(unit, UnitForm::Plain | UnitForm::Adjective) = reader.atom(at) else {
        return None;
    };
    (last < 1000).then_some((Length::some(unit), at + 1, rules::VAGUE_DURATION))
}

/// «ساعت‌ها», «دقایقی», «سالیان».
fn bare_plural(reader: &TokenReader<'_>, first: usize) -> Option<FoundLength> {
    let Atom::Unit(unit, UnitForm::Plural) = reader.atom(first) else { return None };
    let is_pointed_at = matches!(reader.before(first), Atom::This | Atom::That);
    (!is_pointed_at).then_some((Length::some(unit), first + 1, rules::BARE_PLURAL))
}

/// True after a slash or a dot: «۱/۵ سال» is read from its first digit.
pub(super) fn is_inside_number(reader: &TokenReader<'_>, at: usize) -> bool {
    let touches = reader.gap(at) == Gap::None
        && matches!(reader.before(at), Atom::Mark(b'/' | b'.' | b':' | b','));
    // «۴۵ هزار و | ۵۰۰ سال»
    let thousands = at >= 2
        && reader.before(at) == Atom::And
        && (matches!(reader.atom(at - 2), Atom::Number(1000, NumberForm::Cardinal))
            || words().large_numbers.contains_key(reader.word(at - 2)));
    touches || thousands
}
