//! Rows of lists: a month or a season alone is a time there only where something beside it says so.
//!
//! What makes a row is its shape and that of the lines beside it, not what it is about: short lines without a
//! sentence that hold figures, one below the other; lines that begin or end with numbers of pages; lines of an
//! address. What speaks for a time is a word before it, a cell of its own, or the same in the rows beside it.

use super::{
    atom::{Atom, WordDoubt},
    atoms::{DateToken, Gap, scan},
    lexicon::table_words,
    links,
    node::{DateNode, Expression, MonthSpan, YearCount},
    rules,
    table_rows::{is_of_sentence, written_year},
    token_reader::TokenReader,
};
use crate::{
    language::{Fold, Folded, tense_of},
    text::Text,
};

/// The longest row, in tokens and in bytes.
const LONGEST_TOKENS: usize = 48;
const LONGEST_BYTES: usize = 300;

/// How many lines above and below a row are looked at, and how far for lines that are not empty.
const LINES: usize = 3;
const REACH: usize = 6;

/// So many rows beside one show that they are a list.
const ROWS: usize = 2;

/// So many numbers of pages below one another are a table of contents.
const PAGES: usize = 4;

/// So many figures make a row of one line.
const FIGURES: usize = 3;

/// So many words of an address make one.
const ADDRESS_WORDS: usize = 2;

/// Leaves out of `found` what is no time in the row that begins at `start` of `text`.
pub(super) fn keep_supported(
    reader: &TokenReader<'_>,
    found: &mut Vec<Expression>,
    text: &Text,
    start: usize,
) {
    let is_counted = |it: &Expression| is_counted_name(reader, it) || is_amount(reader, it);
    let is_doubtful = |it: &Expression| is_open_day(it) || may_be_a_title(it) || is_counted(it);
    if reader.tokens.len() > LONGEST_TOKENS || !found.iter().any(is_doubtful) {
        return;
    }
    let own = RowShape::of(reader);
    if own.is_row && own.address_words >= ADDRESS_WORDS {
        found.retain(|it| !(is_open_day(it) || is_lone_name(it)));
    }
    let is_doubtful = |it: &Expression| may_be_a_title(it) || is_counted(it);
    if !own.is_row && own.page().is_none() || !found.iter().any(is_doubtful) {
        return;
    }
    let (above, below) = lines_around(text, start);
    let beside = || above.iter().chain(&below);
    let rows = beside().filter(|it| it.shape.is_row && it.shape.figures > 0).count();
    if is_of_contents(&own, &above, &below) {
        found.retain(|it| !may_be_a_title(it));
    } else if own.is_row && (own.is_dense() || rows >= ROWS) {
        let in_column = |it: &Expression| {
            has_another(reader, it) || beside().any(|row| row.has_like(reader, it))
        };
        let counts = beside().filter(|it| it.shape.ends_in_a_count).count();
        found.retain(|it| {
            let counted = is_counted_name(reader, it) && (own.is_dense() || counts >= ROWS);
            // «تحویل – اردیبهشت – ۱۲ عدد»: a month that calls no row is a time.
            let calls = matches!(it.node, DateNode::Years(_)) || leads_row(reader, it.first);
            let unled = is_lone_name(it) && (calls || own.is_dense()) && !is_led(reader, it);
            !is_amount(reader, it) && (!(counted || unled) || in_column(it))
        });
    }
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, Default)]
struct RowShape {
    figures: usize,
    words: usize,
    address_words: usize,
    /// True for a line without a word of sentences.
    is_row: bool,
    /// The number it begins with, before a word, and the one it ends with.
    first: Option<u32>,
    last: Option<u32>,
    /// True where it ends in a number that is no year.
    ends_in_a_count: bool,
}

impl RowShape {
    fn of(reader: &TokenReader<'_>) -> Self {
        let count = reader.tokens.len();
        let mut found = Self { is_row: count <= LONGEST_TOKENS, ..Self::default() };
        for at in 0..count {
            match reader.atom(at) {
                Atom::Digits(..) => found.figures += 1,
                Atom::Mark(_) => {}
                _ => {
                    found.words += 1;
                    let word = reader.word(at);
                    found.address_words += usize::from(table_words().address_words.has(word));
                    let verb = || reader.gap(at) != Gap::Joiner && tense_of(word).is_some();
                    if is_of_sentence(reader, at) || verb() {
                        found.is_row = false;
                    }
                }
            }
        }
        let page = |at: usize| match reader.atom(at) {
            Atom::Digits(value, 1..=3) => Some(value),
            _ => None,
        };
        let leads = !matches!(
            reader.atom(1),
            Atom::Month(..) | Atom::Unit(..) | Atom::Digits(..) | Atom::Mark(_)
        );
        found.first = page(0).filter(|_| leads && !reader.is_counted(1));
        let end = count.saturating_sub(1);
        let alone = !matches!(
            reader.before(end),
            Atom::Digits(..) | Atom::Month(..) | Atom::Mark(b'/' | b'-' | b':')
        );
        found.last = page(end).filter(|_| end > 0 && alone);
        found.ends_in_a_count = matches!(reader.atom(end), Atom::Digits(value, digits) if digits != 2 && !is_near_year(value));
        found
    }

    /// True for a row whose figures are more than its words.
    fn is_dense(&self) -> bool {
        self.figures >= FIGURES && self.figures >= self.words
    }

    /// The number of a page at either end.
    fn page(&self) -> Option<u32> {
        self.last.or(self.first)
    }
}

/// True for the number of a year that lists of today tell of.
fn is_near_year(value: u32) -> bool {
    (1300..1450).contains(&value) || (1900..2100).contains(&value)
}

/// A line beside a row.
#[derive(Debug)]
struct RowLine {
    folded: Folded,
    tokens: Vec<DateToken>,
    shape: RowShape,
}

impl RowLine {
    fn of(line: &str) -> Self {
        let folded = Folded::new(line, Fold::Strict);
        let mut tokens = Vec::new();
        scan(folded.as_str(), &mut tokens);
        let shape = RowShape::of(&TokenReader { shadow: folded.as_str(), tokens: &tokens });
        Self { folded, tokens, shape }
    }

    /// True where something like `expression` of `reader` stands in such a place too: «کاشت فروردین», «کاشت مهر».
    fn has_like(&self, reader: &TokenReader<'_>, expression: &Expression) -> bool {
        let this = TokenReader { shadow: self.folded.as_str(), tokens: &self.tokens };
        let name = (expression.first..expression.last).find(|at| is_name(reader.atom(*at)));
        name.is_some_and(|of| {
            let leads = leads_row(reader, of);
            let dated = written_year(expression).is_some();
            (0..this.tokens.len()).any(|at| {
                are_alike(reader.atom(of), this.atom(at))
                    && leads_row(&this, at) == leads
                    && (!leads || has_figure_behind(reader, of) && has_figure_behind(&this, at))
                    && (!dated || has_year_behind(&this, at))
            })
        })
    }
}

/// True where nothing but numbers and marks stands before `at`.
fn leads_row(reader: &TokenReader<'_>, at: usize) -> bool {
    (0..at).all(|it| matches!(reader.atom(it), Atom::Digits(..) | Atom::Mark(_)))
}

/// True for the figures of a row right behind what it is called: «فروردین ۱۲۰», and no surname.
fn has_figure_behind(reader: &TokenReader<'_>, at: usize) -> bool {
    let next = at + 1 + usize::from(matches!(reader.atom(at + 1), Atom::Mark(_)));
    matches!(reader.atom(next), Atom::Digits(..))
}

fn has_year_behind(reader: &TokenReader<'_>, at: usize) -> bool {
    matches!(reader.atom(at + 1), Atom::Digits(value, 4) if is_near_year(value))
}

/// True for two months or two seasons.
fn are_alike(one: Atom, other: Atom) -> bool {
    match (one, other) {
        (Atom::Month(one, ..), Atom::Month(other, ..)) => one == other,
        (Atom::Season(..), Atom::Season(..)) => true,
        _ => false,
    }
}

fn is_name(atom: Atom) -> bool {
    matches!(atom, Atom::Month(..) | Atom::Season(..))
}

/// True where the row itself has more of the kind: the head of a table of months.
fn has_another(reader: &TokenReader<'_>, it: &Expression) -> bool {
    let this = (it.first..it.last).find(|at| is_name(reader.atom(*at)));
    let is_other = |of: usize, at: usize| {
        reader.atom(of) != reader.atom(at) && are_alike(reader.atom(of), reader.atom(at))
    };
    this.is_some_and(|of| (0..reader.tokens.len()).any(|at| is_other(of, at)))
}

/// The nearest lines above and below the one that begins at `start`, the nearest first; none beyond a long one.
fn lines_around(text: &Text, start: usize) -> (Vec<RowLine>, Vec<RowLine>) {
    let paragraphs = text.paragraphs();
    let index = paragraphs.index_of(start);
    let line = |at: usize| text.as_str().get(paragraphs.bytes(at)).unwrap_or_default().trim();
    let rows = |lines: &mut dyn Iterator<Item = &str>| -> Vec<RowLine> {
        let filled = lines.take(REACH).filter(|it| !it.is_empty());
        filled.take(LINES).take_while(|it| it.len() <= LONGEST_BYTES).map(RowLine::of).collect()
    };
    let above = rows(&mut (0..index).rev().map(line));
    let below = rows(&mut (index + 1..paragraphs.count()).map(line));
    (above, below)
}

/// True for a line of a table of contents or an index: numbers of pages that rise from line to line, and not one by one.
fn is_of_contents(own: &RowShape, above: &[RowLine], below: &[RowLine]) -> bool {
    let before = above.iter().rev().map(|it| it.shape);
    let shapes: Vec<RowShape> =
        before.chain([*own]).chain(below.iter().map(|it| it.shape)).collect();
    let pages: Vec<u32> = shapes.iter().filter_map(RowShape::page).collect();
    let rises = pages.windows(2).all(|it| matches!(it, [one, next] if one <= next));
    let counts = pages.windows(2).all(|it| matches!(it, [one, next] if one + 1 == *next));
    let is_level = pages.first() == pages.last();
    own.page().is_some() && pages.len() >= PAGES && rises && !is_level && !counts
}

/// True for what a title may hold: everything but a day, a clock or a length that is written out.
fn may_be_a_title(it: &Expression) -> bool {
    match it.node {
        DateNode::Moment(day) => day.days.is_none() && day.clock.is_none(),
        DateNode::Months(_) | DateNode::Years(_) | DateNode::Named(..) => {
            written_year(it).is_none()
        }
        DateNode::Period(_) | DateNode::Set(_) | DateNode::Reference(..) => true,
        DateNode::Offset(_) | DateNode::Duration(..) => false,
    }
}

/// True for a month or a season and no more.
fn is_lone_name(it: &Expression) -> bool {
    match it.node {
        DateNode::Months(MonthSpan { first, last, year: None, part: None }) => {
            first == last && it.last == it.first + 1
        }
        DateNode::Years(_) => it.rule == rules::BARE_SEASON,
        DateNode::Moment(_)
        | DateNode::Months(_)
        | DateNode::Period(_)
        | DateNode::Offset(_)
        | DateNode::Duration(..)
        | DateNode::Set(_)
        | DateNode::Reference(..)
        | DateNode::Named(..) => false,
    }
}

/// True for a day of a month without anything else: «۲۹ بهمن» in an address.
fn is_open_day(it: &Expression) -> bool {
    let DateNode::Moment(day) = it.node else { return false };
    day.days.is_some() && day.year.is_none() && day.clock.is_none() && day.weekdays.is_none()
}

/// True where a word, a label or a cell of its own says that a name is a time.
fn is_led(reader: &TokenReader<'_>, it: &Expression) -> bool {
    let labeled = reader.is_mark(it.first.wrapping_sub(1), b':')
        || it.first == 0 && reader.is_mark(it.last, b':');
    let whole = it.first == 0 && it.last == reader.tokens.len();
    let said = matches!(reader.atom(it.first), Atom::Month(_, _, WordDoubt::Said));
    labeled
        || whole
        || said
        || matches!(reader.before(it.first), Atom::In | Atom::To | Atom::From)
        || links::is_of_past_event(reader, it)
}

/// «علی مهر ۱۳۹۹», «مهر، ۱۲۰۰، ۴۵۶»: a name that is a month's too, and the number of its row.
fn is_counted_name(reader: &TokenReader<'_>, it: &Expression) -> bool {
    let DateNode::Months(MonthSpan { year: Some(_), part: None, .. }) = it.node else {
        return false;
    };
    let rare =
        matches!(reader.atom(it.first), Atom::Month(_, _, WordDoubt::Rare | WordDoubt::Common));
    let two = it.last == it.first + 2 && matches!(reader.atom(it.first + 1), Atom::Digits(..));
    let parted = it.last == it.first + 3 && reader.is_mark(it.first + 1, b',');
    let after_name = reader.before(it.first) == Atom::Word && it.last == reader.tokens.len();
    rare && (two && after_name || leads_row(reader, it.first) && (two || parted))
}

/// «۱۲۰۰ م»: millions. Years of our time may have the letter of their era.
fn is_amount(reader: &TokenReader<'_>, it: &Expression) -> bool {
    let year = written_year(it).map(|it| it.count);
    let lettered = it.last == it.first + 2 && reader.word(it.first + 1) == "م";
    let near = matches!(year, Some(YearCount::Number(1900..2100, _)));
    matches!(it.node, DateNode::Years(_)) && lettered && !near && !is_led(reader, it)
}
