//! Figures with a colon that look like times by the clock and are none: scores, ratios, verses, lengths.
//!
//! One of them alone may be either. What decides is its line, the lines beside it, and the heading over them.

use std::ops::Range;

use super::lexicon::table_words;
use crate::language::{Fold, Folded, Gap, TextToken, TokenKind, Tokens, digit_value};

/// A longer line without such figures is running text, in bytes.
const LONGEST_ROW: usize = 200;

/// A line of more words is running text, and so is one of half as many with a word of sentences in it.
const ROW_WORDS: usize = 24;

/// So many figures beside one with a colon make a row of figures.
const ROW_FIGURES: usize = 3;

/// So many scores that no clock shows tell what the rows of a text are about.
const SCORES: usize = 2;

/// So many rows one below the other are a column.
const COLUMN: usize = 3;

/// Hours and minutes that a clock does not reach.
const HOURS: u32 = 25;
const MINUTES: u32 = 60;

/// Where such figures stand in a text, in bytes, in order.
#[derive(Debug, Default)]
pub(super) struct FigurePairs(Vec<usize>);

impl FigurePairs {
    /// Those of a text; `lines` are its lines in order, each with the byte it starts at.
    pub(super) fn of<'a>(lines: impl Iterator<Item = (usize, &'a str)> + Clone) -> Self {
        if !lines.clone().any(|(_, line)| may_hold_a_pair(line)) {
            return Self::default();
        }
        let filled = lines.filter(|(_, line)| !line.trim().is_empty());
        let mut headed = false;
        let lines: Vec<TableLine> = filled
            .map(|(start, line)| {
                let line = TableLine::of(start, line);
                headed = !line.is_prose && (headed || line.is_timed);
                TableLine { is_timed: line.is_timed || headed, ..line }
            })
            .collect();
        let rows = || lines.iter().filter(|it| !it.is_prose && !it.is_timed);
        let scores = rows().flat_map(|it| &it.pairs).filter(|it| it.is_score).count();
        let mut found: Vec<usize> = lines
            .iter()
            .flat_map(|line| line.pairs.iter().filter(move |it| line.shuts_out(it, scores)))
            .map(|it| it.start)
            .collect();
        for column in lines.split(|it| it.is_timed || it.pairs.len() != 1) {
            let pairs: Vec<&FigurePair> = column.iter().flat_map(|it| &it.pairs).collect();
            if are_lengths(&pairs) {
                found.extend(pairs.iter().map(|it| it.start));
            }
        }
        found.sort_unstable();
        Self(found)
    }

    /// True for a text without any.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where one of them begins.
    pub(super) fn begin_in(&self, bytes: &Range<usize>) -> bool {
        let at = self.0.partition_point(|it| *it < bytes.start);
        self.0.get(at).is_some_and(|it| bytes.contains(it))
    }
}

/// A column of small numbers of minutes or hours, most of them not round: «۶:۴۷», «۲:۳۹:۳۲».
fn are_lengths(pairs: &[&FigurePair]) -> bool {
    let is_small = |it: &&FigurePair| it.hour_digits == 1 && !it.is_first && !it.is_led;
    let round = pairs.iter().filter(|it| it.minutes % 5 == 0 && !it.has_seconds).count();
    pairs.len() >= COLUMN && pairs.iter().all(is_small) && round * 2 < pairs.len()
}

/// True for a colon between digits.
fn may_hold_a_pair(line: &str) -> bool {
    line.match_indices(':').any(|(at, _)| {
        let before = line.get(..at).and_then(|it| it.chars().next_back());
        let behind = line.get(at + 1..).and_then(|it| it.chars().next());
        [before, behind].iter().all(|it| it.is_some_and(|c| digit_value(c).is_some()))
    })
}

/// Two or three numbers with colons.
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
#[derive(Debug)]
struct FigurePair {
    /// Its first byte in the text.
    start: usize,
    hour_digits: usize,
    minutes: u32,
    has_seconds: bool,
    /// True where no clock shows it: «۲۵:۲۳».
    is_score: bool,
    /// True after «در», «تا» and their like.
    is_led: bool,
    /// True where nothing stands before it in its line.
    is_first: bool,
    /// True for a ratio or a length by the word beside it.
    is_measure: bool,
}

/// A line that may be a row of a table.
#[derive(Debug, Default)]
struct TableLine {
    pairs: Vec<FigurePair>,
    /// Its other numbers.
    figures: usize,
    words: usize,
    is_prose: bool,
    /// True where something says that its pairs are times.
    is_timed: bool,
    has_verses: bool,
    /// How many results of games and sets it has: «۶-۴ ۷-۵».
    results: usize,
}

impl TableLine {
    fn of(start: usize, line: &str) -> Self {
        if line.len() > LONGEST_ROW && !may_hold_a_pair(line) {
            return Self { is_prose: true, ..Self::default() };
        }
        let folded = Folded::new(line, Fold::Strict);
        let reader = LineReader::new(folded.as_str());
        let lists = table_words();
        let mut found = Self::default();
        let mut sentences = false;
        let mut at = 0;
        while let Some(token) = reader.tokens.get(at) {
            match token.kind {
                TokenKind::Digits => {
                    let next = reader.number_end(at);
                    if let Some(pair) = reader.pair(at, next) {
                        let bytes = folded.source_range(token.bytes.clone());
                        found.pairs.push(FigurePair { start: start + bytes.start, ..pair });
                    } else {
                        found.figures += 1;
                        found.results += usize::from(reader.is_result(at, next));
                    }
                    at = next;
                    continue;
                }
                TokenKind::Letters => {
                    let word = reader.word(at);
                    found.words += 1;
                    sentences |= token.gap != Gap::Joiner && lists.sentence_words.has(word);
                    found.is_timed |= lists.time_labels.has(word);
                    found.has_verses |= lists.verses.has(word);
                }
                TokenKind::Mark(_) => {}
            }
            at += 1;
        }
        let most = if sentences { ROW_WORDS / 2 } else { ROW_WORDS };
        found.is_prose = found.words > most;
        found
    }

    /// True where `pair` of this line is no time; `scores` are those of all rows.
    fn shuts_out(&self, pair: &FigurePair, scores: usize) -> bool {
        if pair.is_measure {
            return true;
        }
        if pair.is_led || self.is_timed {
            return false;
        }
        let is_none = |it: &FigurePair| it.is_score || it.is_measure;
        let beside_scores = self.results >= SCORES || self.pairs.iter().any(is_none);
        let among_figures = self.figures >= ROW_FIGURES && self.figures >= self.words;
        self.has_verses || beside_scores || !self.is_prose && (scores >= SCORES || among_figures)
    }
}

/// The tokens of a line.
struct LineReader<'a> {
    shadow: &'a str,
    tokens: Vec<TextToken>,
}

impl<'a> LineReader<'a> {
    fn new(shadow: &'a str) -> Self {
        Self { shadow, tokens: Tokens::new(shadow).collect() }
    }

    fn word(&self, at: usize) -> &'a str {
        let bytes = self.tokens.get(at).map_or(0..0, |it| it.bytes.clone());
        self.shadow.get(bytes).unwrap_or_default()
    }

    /// The token after the digits from `at` on that touch with marks between them: «12,345», «۱۸:۳۰».
    fn number_end(&self, at: usize) -> usize {
        let touches = |at: usize, is_it: fn(&TokenKind) -> bool| {
            self.tokens.get(at).is_some_and(|it| it.gap == Gap::None && is_it(&it.kind))
        };
        let mut next = at + 1;
        while touches(next, |it| matches!(it, TokenKind::Mark(':' | '.' | ',' | '/' | '-')))
            && touches(next + 1, |it| *it == TokenKind::Digits)
        {
            next += 2;
        }
        next
    }

    /// True for «۶-۴».
    fn is_result(&self, at: usize, end: usize) -> bool {
        let small = |at: usize| self.word(at).len() <= 2;
        end == at + 3 && self.word(at + 1) == "-" && small(at) && small(at + 2)
    }

    /// The pair of the tokens `at..end`.
    fn pair(&self, at: usize, end: usize) -> Option<FigurePair> {
        let is_pair = matches!(end - at, 3 | 5)
            && (at + 1..end).step_by(2).all(|mark| self.word(mark) == ":");
        if !is_pair {
            return None;
        }
        let (hour, minute) = (self.word(at), self.word(at + 2));
        let (hours, minutes): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let lists = table_words();
        let before = at.checked_sub(1).map_or("", |it| self.word(it));
        let further = at.checked_sub(2).map_or("", |it| self.word(it));
        // «کمتر از ۱:۴۰»
        let is_compared = lists.comparatives.has(further) && lists.time_leads.has(before);
        let is_led = lists.time_leads.has(before) && !is_compared;
        let is_length = lists.length_units.has(self.word(end)) && !is_led;
        let is_equation = before == "=" || self.word(end) == "=";
        Some(FigurePair {
            start: 0,
            hour_digits: hour.len(),
            minutes,
            has_seconds: end - at == 5,
            is_score: hours >= HOURS || minutes >= MINUTES,
            is_led,
            is_first: at == 0,
            is_measure: lists.ratios.has(before) || is_compared || is_length || is_equation,
        })
    }
}
