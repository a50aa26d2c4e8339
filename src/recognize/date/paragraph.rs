//! The stages for one paragraph.

use std::ops::Range;

use jiff::civil;

use super::{
    atoms::{DateToken, scan},
    gate, grammar,
    links::{self, DateTie},
    node::Expression,
    reader::TokenReader,
    resolve::{NearbyDay, ResolveSetting, ResolvedDate, resolve},
    tense::{ClauseTime, clause},
};
use crate::{
    language::{Fold, Folded},
    recognize::{Context, Link, Mention},
    text::{Text, TextRange},
    timex::{Calendar, TimexType, Value},
};

/// The longest piece that is read in one go, in bytes; a longer paragraph is cut at a space.
const LONGEST: usize = 64 << 10;

/// How many tokens a clock may be after the day it is on, in one sentence.
const CLOCK_REACH: usize = 30;

/// Reads paragraphs one after another; keeps its buffers and the last date.
#[derive(Debug)]
pub(super) struct DateFinder {
    context: Context,
    tokens: Vec<DateToken>,
    last: Option<(civil::Date, TextRange)>,
}

/// An expression of a paragraph with its value and place.
#[derive(Debug)]
pub(super) struct ResolvedExpression {
    pub(super) expression: Expression,
    pub(super) resolved: ResolvedDate,
    pub(super) range: TextRange,
    /// The place of its pair partner among the paragraph's.
    pub(super) pair: Option<usize>,
    /// The date it was resolved from.
    pub(super) anchor: Option<TextRange>,
}

impl DateFinder {
    pub(super) fn new(context: Context) -> Self {
        Self { context, tokens: Vec::new(), last: None }
    }

    /// Appends the mentions of the piece `chunk` of `text`.
    pub(super) fn read(&mut self, text: &Text, chunk: Range<usize>, mentions: &mut Vec<Mention>) {
        let found = self.found(text, chunk);
        mentions.extend(found.iter().map(|it| mention(it, &found)));
    }

    /// The expressions of the piece `chunk` of `text`, resolved.
    pub(super) fn found(&mut self, text: &Text, chunk: Range<usize>) -> Vec<ResolvedExpression> {
        let source = text.as_str().get(chunk.clone()).unwrap_or_default();
        let folded = Folded::new(source, Fold::Strict);
        let mut tokens = std::mem::take(&mut self.tokens);
        scan(folded.as_str(), &mut tokens);
        let reader = TokenReader { shadow: folded.as_str(), tokens: &tokens };
        let expressions = expressions(&reader);
        let found = self.resolve_all(&reader, &expressions, |it| {
            let bytes = folded.source_range(token_bytes(&reader, it));
            let end = with_marks(source, bytes.end);
            text.range(chunk.start + bytes.start, chunk.start + end).ok()
        });
        self.tokens = tokens;
        found
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
            let near = before.and_then(|it| day_of(&it.resolved)).and_then(|day| match tie {
                DateTie::None => None,
                DateTie::Pair => Some(NearbyDay::Around(day)),
                DateTie::Sibling => Some(NearbyDay::From(day)),
            });
            let resolved = waiting.take().unwrap_or_else(|| {
                let ahead = self.ahead(reader, expression, expressions.get(at + 1));
                waiting.clone_from(&ahead);
                let ahead_tie =
                    expressions.get(at + 1).map(|it| links::tie(reader, expression, it));
                let ahead = ahead.as_ref().and_then(day_of);
                let near = near.or_else(|| match ahead_tie {
                    Some(DateTie::Sibling) => ahead.map(NearbyDay::UpTo),
                    Some(DateTie::Pair | DateTie::None) | None => ahead.map(NearbyDay::Around),
                });
                self.resolve(reader, expression, near, all.last())
            });
            let pair = (tie == DateTie::Pair).then(|| at - 1);
            let anchor = resolved.from_last.then(|| self.last.map(|it| it.1)).flatten();
            if let Some(day) = day_of(&resolved).filter(|_| resolved.kind != TimexType::Set) {
                self.last = Some((day, range));
            }
            all.push(ResolvedExpression { expression: *expression, resolved, range, pair, anchor });
        }
        all
    }

    /// Resolves the next expression first where it knows its year and this one does not.
    fn ahead(
        &self,
        reader: &TokenReader<'_>,
        this: &Expression,
        next: Option<&Expression>,
    ) -> Option<ResolvedDate> {
        let next = next.filter(|it| links::needs_year(this) && links::knows_year(it))?;
        if links::tie(reader, this, next) == DateTie::None {
            return None;
        }
        Some(self.resolve(reader, next, None, None))
    }

    fn resolve(
        &self,
        reader: &TokenReader<'_>,
        expression: &Expression,
        near: Option<NearbyDay>,
        before: Option<&ResolvedExpression>,
    ) -> ResolvedDate {
        let needs = near.is_none() && links::needs_tense(expression);
        let clause = if needs {
            clause(reader, expression.last)
        } else {
            ClauseTime { tense: None, announces: false }
        };
        let same_sentence = |it: &&ResolvedExpression| {
            let between = it.expression.last..expression.first;
            !between.clone().any(|at| reader.is_mark(at, b'.')) && between.len() < CLOCK_REACH
        };
        let setting = ResolveSetting {
            published: self.context.published,
            clause,
            near: near.filter(|_| links::needs_year(expression)),
            last: self.last.map(|it| it.0),
            day: before.filter(same_sentence).and_then(|it| single_day(&it.resolved)),
        };
        let resolved = resolve(expression, &setting);
        let modifier = links::modifier_before(reader, expression, resolved.kind);
        resolved.with_modifier_before(modifier)
    }
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

fn token_bytes(reader: &TokenReader<'_>, it: &Expression) -> Range<usize> {
    let first = reader.tokens.get(it.first).map_or(0, |it| it.start as usize);
    let last = it.last.checked_sub(1).and_then(|at| reader.tokens.get(at));
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
    let Value::Day(day) = resolved.value else { return None };
    Some(day)
}

fn mention(it: &ResolvedExpression, all: &[ResolvedExpression]) -> Mention {
    let resolved = &it.resolved;
    let mut attributes =
        vec![("timex_type", resolved.kind.key().to_owned()), ("value", resolved.value.to_string())];
    let native = resolved.native.clone().filter(|it| !it.is_empty());
    attributes.extend(native.map(|it| ("native", it)));
    attributes.extend(resolved.calendar.map(|it| ("calendar", Calendar::key(it).to_owned())));
    attributes.extend(resolved.modifier.map(|it| ("mod", it.key().to_owned())));
    attributes.extend(resolved.quant.map(|it| ("quant", it.to_owned())));
    attributes.extend(resolved.freq.clone().map(|it| ("freq", it)));
    attributes.extend(resolved.bounds.map(|it| ("begin", it.0.to_string())));
    attributes.extend(resolved.bounds.map(|it| ("end", it.1.to_string())));
    let link = |relation, to: TextRange| Link { relation, label: "date", pieces: vec![to] };
    let pair = it.pair.and_then(|at| all.get(at)).map(|it| link("pair", it.range));
    let anchor = it.anchor.map(|to| link("anchor", to));
    Mention {
        pieces: vec![it.range],
        label: "date",
        confidence: it.expression.confidence,
        rule: it.expression.rule.name,
        attributes,
        links: pair.into_iter().chain(anchor).collect(),
    }
}

/// The paragraphs of a text, long ones in pieces.
pub(super) fn chunks(text: &Text) -> impl Iterator<Item = Range<usize>> {
    let paragraphs = text.paragraphs();
    let source = text.as_str();
    (0..paragraphs.count()).flat_map(move |index| {
        let bytes = paragraphs.bytes(index);
        let mut start = bytes.start;
        std::iter::from_fn(move || {
            if start >= bytes.end {
                return None;
            }
            let end = cut(source, start, bytes.end);
            Some(std::mem::replace(&mut start, end)..end)
        })
    })
}

fn cut(source: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let limit = source.floor_char_boundary(start + LONGEST);
    let piece = source.get(start..limit).unwrap_or_default();
    let space = piece.rfind(". ").map(|at| at + 1).or_else(|| piece.rfind(' '));
    space.filter(|at| *at > 0).map_or(limit, |at| start + at)
}
