//! The stages for one paragraph.

use std::ops::Range;

use jiff::civil;

use super::{
    atom::Atom,
    atoms::{DateToken, scan},
    figure_pairs::FigurePairs,
    foreign::is_foreign,
    gate, grammar,
    lexicon::words,
    links::{self, DateTie},
    node::Expression,
    resolve::{NearbyDay, ResolveSetting, ResolvedDate, resolve},
    resolved_expression::ResolvedExpression,
    row_support::keep_supported,
    table_rows::{RowNumber, has_short_year, keep_dates_of_row, keep_names_of_rows},
    tense::{ClauseTime, clause},
    token_reader::TokenReader,
};
use crate::{
    language::{Fold, Folded, Tense, WordOrder},
    recognize::{Context, Mention},
    text::{Text, TextRange},
    timex::{Calendar, TimexType, Value, days_between, shift_day},
};

/// How many tokens a clock may be after the day it is on, in one sentence.
const CLOCK_REACH: usize = 30;

/// Reads paragraphs one after another; keeps its buffers and the last date.
#[derive(Debug)]
pub(super) struct DateFinder {
    context: Context,
    tokens: Vec<DateToken>,
    last: Option<(civil::Date, TextRange)>,
    /// The day of a line that ends in a colon or holds nothing else, for the clocks of the lines after it.
    heading: Option<LineHeading>,
    /// The day that begins the paragraph: «تهران، ۱۲ آبان ۱۳۹۸ (ایرنا) -».
    dateline: Option<civil::Date>,
    /// Figures of the text that look like clocks and are none.
    figures: FigurePairs,
    /// The number that the line before begins with.
    row: Option<RowNumber>,
    /// How many rows of figures right above are called by names.
    names: usize,
}

/// A line that says the day of those after it.
#[derive(Clone, Copy, Debug)]
struct LineHeading {
    day: civil::Date,
    /// True for a line of a schedule that is a day and nothing else: clocks anywhere in later lines are on it.
    alone: bool,
}

impl DateFinder {
    pub(super) fn new(context: Context) -> Self {
        Self {
            context,
            tokens: Vec::new(),
            last: None,
            heading: None,
            dateline: None,
            figures: FigurePairs::default(),
            row: None,
            names: 0,
        }
    }

    /// Takes none of `figures` for a clock.
    pub(super) fn without(self, figures: FigurePairs) -> Self {
        Self { figures, ..self }
    }

    /// The mentions of the piece `chunk` of `text`.
    pub(super) fn read(&mut self, text: &Text, chunk: Range<usize>) -> Vec<Mention> {
        let found = self.found(text, chunk);
        let published = self.context.published;
        found.iter().map(|it| it.mention(&found, published)).collect()
    }

    /// The expressions of the piece `chunk` of `text`, resolved.
    pub(super) fn found(&mut self, text: &Text, chunk: Range<usize>) -> Vec<ResolvedExpression> {
        let source = text.as_str().get(chunk.clone()).unwrap_or_default();
        let folded = Folded::new(source, Fold::Strict);
        let mut tokens = std::mem::take(&mut self.tokens);
        scan(folded.as_str(), &mut tokens);
        let reader = TokenReader { shadow: folded.as_str(), tokens: &tokens };
        let mut expressions = expressions(&reader);
        if !expressions.is_empty() && (is_foreign(&reader, source) || is_out_of_order(&reader)) {
            expressions.clear();
        }
        if source.contains('\t') {
            keep_to_cells(&reader, &mut expressions, |bytes| {
                let bytes = folded.source_range(bytes);
                source.get(bytes).is_some_and(|it| it.contains('\t'))
            });
        }
        self.row = keep_dates_of_row(&reader, &mut expressions, self.row);
        self.names = keep_names_of_rows(&reader, &mut expressions, self.names);
        keep_supported(&reader, &mut expressions, text, chunk.start);
        if !self.figures.is_empty() {
            expressions.retain(|it| {
                let bytes = folded.source_range(token_bytes(&reader, it));
                let bytes = chunk.start + bytes.start..chunk.start + bytes.end;
                !(links::is_bare_clock(it) && self.figures.begin_in(&bytes))
            });
        }
        self.dateline = self.dateline_of(&reader, &expressions);
        let found = self.resolve_all(&reader, &expressions, |it| {
            let bytes = folded.source_range(token_bytes(&reader, it));
            let end = with_marks(source, bytes.end);
            text.range(chunk.start + bytes.start, chunk.start + end).ok()
        });
        self.heading = self.heading_after(&reader, &found);
        self.tokens = tokens;
        found
    }

    /// The day that the lines after this one are about.
    fn heading_after(
        &self,
        reader: &TokenReader<'_>,
        found: &[ResolvedExpression],
    ) -> Option<LineHeading> {
        let last = reader.tokens.len().checked_sub(1);
        let day = found.last().and_then(|it| single_day(&it.resolved));
        let alone = match found {
            [it] => links::has_day(&it.expression) && is_whole_line(reader, &it.expression),
            _ => false,
        };
        if alone || last.is_some_and(|at| reader.is_mark(at, b':')) {
            return day.map(|day| LineHeading { day, alone });
        }
        let goes_on = |it: LineHeading| {
            let clocks = found.iter().all(|it| links::is_clock_alone(&it.expression));
            let listed = clocks && reader.tokens.len() < LISTED;
            let begins = found.first().is_some_and(|it| links::is_clock_line(&it.expression));
            begins || it.alone && listed
        };
        self.heading.filter(|it| goes_on(*it))
    }

    /// A written day near publication that begins a paragraph.
    fn dateline_of(
        &self,
        reader: &TokenReader<'_>,
        expressions: &[Expression],
    ) -> Option<civil::Date> {
        let published = self.context.published?;
        let first = expressions.first().filter(|it| it.first < DATELINE_START)?;
        if !links::has_date(first) || !links::knows_year(first) {
            return None;
        }
        let ends = first.last..first.last + DATELINE_START;
        if !ends.clone().any(|at| matches!(reader.atom(at), Atom::Mark(b'-' | b':'))) {
            return None;
        }
        let day = day_of(&self.resolve(reader, first, KnownDays::default(), &[]))?;
        (days_between(published, day).abs() <= DATELINE_DAYS).then_some(day)
    }

    fn resolve_all(
        &mut self,
        reader: &TokenReader<'_>,
        expressions: &[Expression],
        range: impl Fn(&Expression) -> Option<TextRange>,
    ) -> Vec<ResolvedExpression> {
        let mut all: Vec<ResolvedExpression> = Vec::with_capacity(expressions.len());
        let mut waiting: Option<ResolvedDate> = None;
        for (at, expression) in expressions.iter().enumerate() {
            let Some(range) = range(expression) else { continue };
            let before = all.last().filter(|_| all.len() == at);
            let tie =
                before.map_or(DateTie::None, |it| links::tie(reader, &it.expression, expression));
            let resolved = waiting.take().unwrap_or_else(|| {
                waiting = self.ahead(reader, expression, expressions.get(at + 1));
                let near = before.and_then(|it| near_before(it, tie, expression)).or_else(|| {
                    let day = waiting.as_ref().and_then(day_of)?;
                    let next = expressions.get(at + 1)?;
                    Some(near_ahead(links::tie(reader, expression, next), day))
                });
                let rest = expressions.get(at..).unwrap_or_default();
                self.resolve_first(reader, rest, near, &all)
            });
            let pair = (tie == DateTie::Pair).then(|| at - 1);
            let anchor = resolved.from_last.then(|| self.last.map(|it| it.1)).flatten();
            if let Some(day) = day_of(&resolved).filter(|_| resolved.kind != TimexType::Set) {
                self.last = Some((day, range));
            }
            all.push(ResolvedExpression { expression: *expression, resolved, range, pair, anchor });
            settle_lunar_pair(&mut all);
        }
        all
    }

    /// Resolves the first of `rest`.
    fn resolve_first(
        &self,
        reader: &TokenReader<'_>,
        rest: &[Expression],
        near: Option<NearbyDay>,
        before: &[ResolvedExpression],
    ) -> ResolvedDate {
        let Some(expression) = rest.first() else { return ResolvedDate::unknown() };
        let written = self.written_day(reader, rest);
        let resolved = self.resolve(reader, expression, KnownDays { near, written }, before);
        let running =
            || self.running(reader, rest, day_of(&resolved).filter(|_| near.is_none())?, before);
        running().unwrap_or(resolved)
    }

    /// Resolves the next expression first where it knows its year and this one does not.
    fn ahead(
        &self,
        reader: &TokenReader<'_>,
        this: &Expression,
        next: Option<&Expression>,
    ) -> Option<ResolvedDate> {
        let next = next.filter(|it| links::needs_year(this) && links::knows_year(it))?;
        let tied = !matches!(links::tie(reader, this, next), DateTie::None | DateTie::Apposition);
        tied.then(|| self.resolve(reader, next, KnownDays::default(), &[]))
    }

    /// The day that the first of `rest`, «امروز» or a weekday, is by the date written beside it.
    fn written_day(&self, reader: &TokenReader<'_>, rest: &[Expression]) -> Option<civil::Date> {
        let first = rest.first().filter(|it| !links::has_date(it))?;
        let mut previous = first;
        let mut by_weekday = None;
        for next in rest.iter().skip(1).take(APPOSITIONS) {
            if !matches!(links::tie(reader, previous, next), DateTie::Apposition | DateTie::Pair) {
                break;
            }
            let offset = links::offset_of(first);
            let day = || {
                let away = offset.unwrap_or_default();
                let near = self.context.published.map(|it| NearbyDay::Around(shift_day(it, away)));
                day_of(&self.resolve(reader, next, KnownDays { near, written: None }, &[]))
            };
            if links::has_date(next) {
                return day();
            }
            // «امروز (سه‌شنبه)» in an article of Wednesday.
            if offset.is_some() && by_weekday.is_none() && links::is_weekday(next) {
                by_weekday = day();
            }
            previous = next;
        }
        by_weekday
    }

    /// A range that is to come begins a year earlier where it then goes on at publication: «از مهر تا
    /// اسفند ادامه دارد».
    fn running(
        &self,
        reader: &TokenReader<'_>,
        rest: &[Expression],
        start: civil::Date,
        before: &[ResolvedExpression],
    ) -> Option<ResolvedDate> {
        let [first, second, ..] = rest else { return None };
        let published = self.context.published.filter(|it| start > *it)?;
        let open = links::has_date(first) && links::needs_year(first) && links::needs_year(second);
        if !open || links::tie(reader, first, second) != DateTie::Range {
            return None;
        }
        let near = |near| KnownDays { near: Some(near), written: None };
        let earlier = self.resolve(reader, first, near(NearbyDay::UpTo(published)), before);
        let from = NearbyDay::From(day_of(&earlier)?);
        let (_, end) = self.resolve(reader, second, near(from), &[]).value.days()?;
        let year = days_between(day_of(&earlier)?, end) < A_YEAR;
        (end >= published && year).then_some(earlier)
    }

    fn resolve(
        &self,
        reader: &TokenReader<'_>,
        expression: &Expression,
        known: KnownDays,
        before: &[ResolvedExpression],
    ) -> ResolvedDate {
        let near = known.near.filter(|_| links::needs_year(expression));
        let needs = near.is_none() && links::needs_tense(expression);
        let mut clause =
            if needs { clause(reader, expression.last) } else { ClauseTime::default() };
        if clause.postpones && reader.before(expression.first) == Atom::By {
            clause = ClauseTime { tense: Some(Tense::Future), ..ClauseTime::default() };
        }
        // «از اعمال محدودیت در روز جمعه خبر داد» tells what is to come.
        let told = needs
            && links::is_weekday(expression)
            && reader.before(expression.first) == Atom::In
            && words().news_nouns.has(reader.word(expression.last));
        if told {
            clause = ClauseTime { tense: Some(Tense::Future), ..ClauseTime::default() };
        }
        if needs
            && clause.tense != Some(Tense::Future)
            && links::is_of_past_event(reader, expression)
        {
            clause = ClauseTime { tense: Some(Tense::Past), ..ClauseTime::default() };
        }
        let same_sentence = |it: &&ResolvedExpression| {
            let between = it.expression.last..expression.first;
            !between.clone().any(|at| reader.is_mark(at, b'.')) && between.len() < CLOCK_REACH
        };
        let mut days = before.iter().rev().take_while(same_sentence);
        let in_line = self.heading.filter(|it| {
            let alone = it.alone && links::is_clock_alone(expression);
            alone || links::is_clock_line(expression)
        });
        let by_dateline = || Some(shift_day(self.dateline?, links::offset_of(expression)?));
        let setting = ResolveSetting {
            published: self.context.published,
            clause,
            near,
            written: known
                .written
                .or_else(|| said_on(reader, expression, before, self.context.published?))
                .or_else(by_dateline),
            historic: links::historic(reader, expression, clause).filter(|_| near.is_none()),
            last: self.last.map(|it| it.0),
            day: days.find_map(|it| single_day(&it.resolved)).or(in_line.map(|it| it.day)),
        };
        let resolved = resolve(expression, &setting);
        let modifier = links::modifier_before(reader, expression, resolved.kind);
        resolved.with_modifier_before(modifier)
    }
}

/// How many days before publication something may have been said, so that its «فردا» counts from then.
const SAYING_DAYS: i32 = 7;

/// «دوشنبه گفت: «فردا …»»: the day that «امروز» and its like are in somebody's words, by the day they were
/// said on in the same sentence.
fn said_on(
    reader: &TokenReader<'_>,
    expression: &Expression,
    before: &[ResolvedExpression],
    published: civil::Date,
) -> Option<civil::Date> {
    let offset = links::offset_of(expression)?;
    let said = before.last()?;
    let mut between = said.expression.last..expression.first;
    let quotes = between.clone().filter(|at| reader.is_mark(*at, b'"')).count();
    let opened = quotes == 1 && between.clone().any(|at| reader.is_mark(at, b':'));
    let day = single_day(&said.resolved)
        .filter(|_| opened && links::offset_of(&said.expression).is_none())?;
    let near = (0..=SAYING_DAYS).contains(&days_between(day, published));
    let same_sentence =
        !between.any(|at| matches!(reader.atom(at), Atom::Mark(b'.' | b';' | b'?' | b'!')));
    (near && same_sentence).then(|| shift_day(day, offset))
}

/// The longest line of a schedule, in tokens.
const LISTED: usize = 40;

/// True where a line holds nothing but the expression and marks around it.
fn is_whole_line(reader: &TokenReader<'_>, expression: &Expression) -> bool {
    let rest = (0..expression.first).chain(expression.last..reader.tokens.len());
    rest.into_iter().all(|at| matches!(reader.atom(at), Atom::Mark(_)))
}

/// How many words may be before the date of a dateline, and between it and the dash.
const DATELINE_START: usize = 6;

/// How many days a dateline may be off publication.
const DATELINE_DAYS: i32 = 3;

/// What is known of a date by those beside it.
#[derive(Clone, Copy, Debug, Default)]
struct KnownDays {
    /// Where it is.
    near: Option<NearbyDay>,
    /// The day it is.
    written: Option<civil::Date>,
}

/// How many expressions may be after one in apposition: «امروز (چهارشنبه) پنجم تیر (۲۶ ژوئن)».
const APPOSITIONS: usize = 3;

/// No yearless range is longer, in days.
const A_YEAR: i32 = 366;

/// Where a date is, seen from the one before it that it is tied to.
fn near_before(before: &ResolvedExpression, tie: DateTie, this: &Expression) -> Option<NearbyDay> {
    let day = day_of(&before.resolved)?;
    match tie {
        DateTie::None => None,
        DateTie::Pair | DateTie::Apposition => Some(NearbyDay::Around(day)),
        // Feasts are listed in any order: «عاشورا و تاسوعا».
        DateTie::List if links::is_named(this) => Some(NearbyDay::Around(day)),
        DateTie::Range | DateTie::List => Some(NearbyDay::From(day)),
    }
}

/// Where a date is, seen from the one after it that knows its year.
fn near_ahead(tie: DateTie, day: civil::Date) -> NearbyDay {
    match tie {
        DateTie::Range | DateTie::List => NearbyDay::UpTo(day),
        DateTie::Pair | DateTie::Apposition | DateTie::None => NearbyDay::Around(day),
    }
}

/// How many days the tabular calendar may be off, and the day of a pair that is exact.
const TABULAR_ERROR: i32 = 2;

/// A lunar day takes the day of its solar partner: months go by sighting, and arithmetic is a day off.
fn settle_lunar_pair(all: &mut [ResolvedExpression]) {
    let [.., first, second] = all else { return };
    if second.pair.is_none() {
        return;
    }
    let is_lunar = |it: &ResolvedExpression| it.resolved.calendar == Some(Calendar::Islamic);
    let (lunar, solar) = match (is_lunar(first), is_lunar(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        (true, true) | (false, false) => return,
    };
    let (Some(tabular), Some(day)) = (single_day(&lunar.resolved), single_day(&solar.resolved))
    else {
        return;
    };
    if lunar.resolved.kind == TimexType::Date && days_between(tabular, day).abs() <= TABULAR_ERROR {
        lunar.resolved.value = Value::Day(day);
        lunar.resolved.modifier = None;
    }
}

/// Takes a year of two digits off a date where it stands in the next cell of a row; `parts_cells` says whether what
/// is between two tokens does: «۱۷ اردیبهشت | ۱۲».
fn keep_to_cells(
    reader: &TokenReader<'_>,
    found: &mut [Expression],
    parts_cells: impl Fn(Range<usize>) -> bool,
) {
    for it in found.iter_mut().filter(|it| has_short_year(it)) {
        let Some(last) = it.last.checked_sub(1).filter(|last| *last > it.first) else { continue };
        let (Some(before), Some(year)) = (reader.tokens.get(last - 1), reader.tokens.get(last))
        else {
            continue;
        };
        if !parts_cells(before.end as usize..year.start as usize) {
            continue;
        }
        let tokens = reader.tokens.get(..last).unwrap_or_default();
        if let Some(shorter) = grammar::longest(&TokenReader { tokens, ..*reader }, it.first) {
            *it = shorter;
        }
    }
}

/// True for words in no order, which say nothing of time.
fn is_out_of_order(reader: &TokenReader<'_>) -> bool {
    let mut order = WordOrder::default();
    for at in 1..reader.tokens.len() {
        order.see(reader.word(at - 1), reader.word(at));
    }
    order.is_lost()
}

/// Every expression of a paragraph that is let in, in order.
fn expressions(reader: &TokenReader<'_>) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some(read) = grammar::longest(reader, at) else {
            at += 1;
            continue;
        };
        // What is shut out is mostly shut out whole: «خیابان ۱۷ شهریور» has no month either.
        match gate::admit(reader, read) {
            Ok(it) => {
                at = it.last.max(at + 1);
                found.push(it);
            }
            Err(next) => at = next.max(at + 1),
        }
    }
    found
}

fn token_bytes(reader: &TokenReader<'_>, expression: &Expression) -> Range<usize> {
    let first = reader.tokens.get(expression.first).map_or(0, |it| it.start as usize);
    let last = expression.last.checked_sub(1).and_then(|at| reader.tokens.get(at));
    first..last.map_or(first, |it| it.end as usize)
}

/// The end of the grapheme that ends at `end`: marks that folding deletes belong to their letter.
fn with_marks(source: &str, end: usize) -> usize {
    let rest = source.get(end..).unwrap_or_default();
    let marks = rest.chars().take_while(|&c| {
        matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
            | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
            | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
    });
    end + marks.map(char::len_utf8).sum::<usize>()
}

/// The day that other dates may be near to or count from.
fn day_of(resolved: &ResolvedDate) -> Option<civil::Date> {
    let days = matches!(resolved.kind, TimexType::Date | TimexType::Time)
        .then(|| resolved.value.days())??;
    Some(days.0)
}

fn single_day(resolved: &ResolvedDate) -> Option<civil::Date> {
    let (Value::Day(day) | Value::Time(day, _)) = resolved.value else { return None };
    Some(day)
}
