//! What looks like a date and is none.

use super::{
    atom::{Atom, UnitForm, WordDoubt},
    atoms::Gap,
    lexicon::{company, table_words, words},
    node::{DateNode, DayMoment, Expression, MonthSpan},
    rules::CLOCK_AT_PART,
    table_rows::{is_account, is_in_row_of_figures},
    token_reader::TokenReader,
};
use crate::{language::tense_of, timex::Unit};

/// The expression with edges at word edges; for what is no date, the token to go on from.
pub(super) fn admit(reader: &TokenReader<'_>, found: Expression) -> Result<Expression, usize> {
    let Some(found) = whole_words(reader, found) else { return Err(found.last) };
    if is_title(reader, &found) {
        return Err(found.last);
    }
    let lone = is_lone(&found);
    let word_before = reader.word_before(found.first);
    // «نماز جمعه این هفته»: only the first word is something else.
    if lone && company().is_name_with_previous(word_before, reader.word(found.first)) {
        return Err(found.first + 1);
    }
    if lone && (is_part_of_a_name(reader, found.last) || is_verse(reader, found.last)) {
        return Err(found.last);
    }
    if is_quoted_word(reader, &found) {
        return Err(found.last);
    }
    if is_given_name(reader, &found) || is_city(reader, &found) || is_relayed(reader, &found) {
        return Err(found.last);
    }
    if is_of_institution(reader, found.first) && is_name_like(&found) || is_disc(reader, &found) {
        return Err(found.last);
    }
    if is_in_row_of_figures(reader, &found)
        || is_account(reader, &found)
        || is_kind_of_goods(reader, &found)
    {
        return Err(found.last);
    }
    Ok(found)
}

/// What stands after makes a name of the last word: «عصر ایران», «جمعه بازار».
fn is_part_of_a_name(reader: &TokenReader<'_>, last: usize) -> bool {
    let behind = reader.word(last);
    let weekday = matches!(reader.before(last), Atom::Weekday(_));
    let market = weekday && words().markets.has(behind);
    market || company().is_name_with_next(reader.word_before(last), behind)
}

/// «بهرامی و یلدا ولی‌نژاد»: a day's name before a surname.
fn is_given_name(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let alone = matches!(found.node, DateNode::Named(_, None)) && found.last == found.first + 1;
    alone
        && words().given_names.has(reader.word(found.first))
        && reader.atom(found.last) == Atom::Word
        && tense_of(reader.word(found.last)).is_none()
        && matches!(
            reader.before(found.first),
            Atom::And | Atom::Word | Atom::Mark(_) | Atom::Digits(..)
        )
}

/// «خبرنگار فارس در دوشنبه»: the capital of a country that the text is about.
fn is_city(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let alone =
        found.last == found.first + 1 && matches!(reader.atom(found.first), Atom::Weekday(_));
    let led = matches!(reader.before(found.first), Atom::In | Atom::From | Atom::To | Atom::By);
    let cities = &words().foreign_cities;
    alone
        && led
        && cities
            .get(reader.word(found.first))
            .is_some_and(|it| reader.shadow.contains(it.as_str()))
}

/// «به نقل از مهر»: an agency that is called as a month.
fn is_relayed(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let alone = matches!(found.node, DateNode::Months(MonthSpan { year: None, .. }))
        && found.last == found.first + 1;
    alone
        && reader.before(found.first) == Atom::From
        && found.first >= 2
        && company().is_relay(reader.word(found.first - 2))
}

/// «بیمارستان ۲۲ بهمن», «مجتمع مسکونی مبعث».
fn is_of_institution(reader: &TokenReader<'_>, first: usize) -> bool {
    let company = company();
    let before = reader.word_before(first);
    let further = first.checked_sub(1).map_or("", |it| reader.word_before(it));
    company.is_institution(before)
        || company.is_kind_of_institution(before) && company.is_institution(further)
}

/// «روزنامه هفت صبح», «فیلم «زمستان است»»: words that are the title of something.
fn is_title(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let company = company();
    let is_clock = found.rule == CLOCK_AT_PART;
    if company.has_title(reader.word_before(found.first)) && (is_lone(found) || is_clock) {
        return true;
    }
    let quote = (1..=TITLE_REACH)
        .filter_map(|back| found.first.checked_sub(back))
        .find(|at| matches!(reader.atom(*at), Atom::Mark(b'"' | b'.')));
    let opens = quote.filter(|at| reader.is_mark(*at, b'"'));
    opens.is_some_and(|at| company.has_title(reader.word_before(at)))
}

/// How many words of a title may be before the one that looks like a date.
const TITLE_REACH: usize = 6;

/// «"فروردین"», «خرداد»: a month or a season alone between quotation marks is the word, or a name.
fn is_quoted_word(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let alone = found.last == found.first + 1
        && matches!(reader.atom(found.first), Atom::Month(..) | Atom::Season(..));
    alone && reader.is_mark(found.first.wrapping_sub(1), b'"') && reader.is_mark(found.last, b'"')
}

/// «(جمعه/6)»: a chapter and verse.
fn is_verse(reader: &TokenReader<'_>, last: usize) -> bool {
    matches!(reader.before(last), Atom::Weekday(_))
        && matches!(reader.atom(last), Atom::Mark(b'/' | b':'))
        && matches!(reader.atom(last + 1), Atom::Digits(..))
}

/// No span starts or ends inside an orthographic word.
fn whole_words(reader: &TokenReader<'_>, mut found: Expression) -> Option<Expression> {
    let inside = match reader.gap(found.first) {
        Gap::Joiner => true,
        Gap::None => {
            matches!(reader.before(found.first), Atom::Word)
                && reader.word_before(found.first).ends_with(|c: char| c.is_ascii_alphabetic())
        }
        Gap::Space => false,
    };
    if inside && found.first > 0 {
        return None;
    }
    let letters = !matches!(reader.atom(found.last), Atom::Mark(_));
    match reader.gap(found.last) {
        Gap::Joiner if letters => {
            if !words().joined_endings.has(reader.word(found.last)) {
                return None;
            }
            found.last += 1;
        }
        Gap::None if letters && matches!(reader.before(found.last), Atom::Digits(..)) => {
            if matches!(reader.atom(found.last), Atom::Word | Atom::Digits(..)) {
                return None;
            }
        }
        Gap::Joiner | Gap::None | Gap::Space => {}
    }
    Some(found)
}

/// True for a reading that hangs on one doubtful word.
fn is_lone(found: &Expression) -> bool {
    match found.node {
        DateNode::Moment(it) => it.days.is_none() && it.clock.is_none(),
        // A length too: «یک ساعت هوشمند».
        DateNode::Years(_)
        | DateNode::Months(_)
        | DateNode::Period(_)
        | DateNode::Named(..)
        | DateNode::Duration(..) => true,
        DateNode::Offset(_) | DateNode::Set(_) | DateNode::Reference(..) => false,
    }
}

/// True for a day without a year, as streets and hospitals are called.
fn is_name_like(found: &Expression) -> bool {
    matches!(
        found.node,
        DateNode::Moment(DayMoment {
            year: None,
            clock: None,
            offset: None,
            toward: None,
            week: None,
            ..
        }) | DateNode::Named(_, None)
            | DateNode::Months(MonthSpan { year: None, .. })
    )
}

/// «جوجه یک‌روزه»: an age in days that is the name of a kind.
fn is_kind_of_goods(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let is_age = matches!(
        reader.before(found.last),
        Atom::Unit(Unit::Day | Unit::Week, UnitForm::Adjective)
    );
    is_age && table_words().aged_goods.has(reader.word_before(found.first))
}

/// «سی دی» is a disc unless a year, ماه or روز tells the 30th of Dey.
fn is_disc(reader: &TokenReader<'_>, found: &Expression) -> bool {
    let words_of_it = [reader.word(found.first), reader.word(found.first + 1)];
    let is_disc = words().discs.longest(words_of_it.into_iter()) == Some(2);
    is_disc
        && found.last == found.first + 2
        && matches!(reader.atom(found.first + 1), Atom::Month(_, 10, WordDoubt::Rare))
}
