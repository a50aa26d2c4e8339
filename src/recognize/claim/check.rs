//! What may be wrong with a claim that somebody tagged, read off its text alone.

use super::lexicon::REPORTING;
use crate::{
    language::{Fold, Folded, JOINER, is_word_char, word_at},
    text::{Text, TextRange},
};

/// Something to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimFault {
    /// The content starts with «که», which belongs outside.
    StartsWithThat,
    /// The content starts with a mark: a colon, a comma, white space.
    StartsWithMark,
    /// The content ends with a mark: a full stop, a comma, white space.
    EndsWithMark,
    /// The content is in quotation marks, which belong outside.
    InQuotationMarks,
}

impl ClaimFault {
    /// Every finding, in the order [`check`] gives them.
    pub const ALL: &[Self] =
        &[Self::StartsWithThat, Self::StartsWithMark, Self::EndsWithMark, Self::InQuotationMarks];
}

/// What may be wrong with the claim `content`, in the order of [`ClaimFault::ALL`].
pub fn check(text: &Text, content: TextRange) -> Vec<ClaimFault> {
    let inside = text.slice(content);
    let holds = |finding: &ClaimFault| match finding {
        ClaimFault::StartsWithThat => starts_with_that(inside),
        ClaimFault::StartsWithMark => inside.starts_with(is_opening_mark),
        ClaimFault::EndsWithMark => ends_with_mark(text, content),
        ClaimFault::InQuotationMarks => in_quotation_marks(inside),
    };
    ClaimFault::ALL.iter().copied().filter(holds).collect()
}

/// `content` without what [`check`] finds at its edges; `None` where nothing is left.
pub fn with_fixed_edges(text: &Text, content: TextRange) -> Option<TextRange> {
    let mut content = content;
    loop {
        let findings = check(text, content);
        let Some(finding) = findings.first() else { return Some(content) };
        let inside = text.slice(content);
        let first = inside.chars().next().map_or(0, char::len_utf8);
        let last = inside.chars().next_back().map_or(0, char::len_utf8);
        let (start, end) = match finding {
            ClaimFault::StartsWithThat => (content.start() + THAT.len(), content.end()),
            ClaimFault::StartsWithMark => (content.start() + first, content.end()),
            ClaimFault::EndsWithMark => (content.start(), content.end() - last),
            ClaimFault::InQuotationMarks => (content.start() + first, content.end() - last),
        };
        content = text.range(start, end).ok()?;
    }
}

/// True for words of reporting in the passive voice, which name no speaker: «مقرر شد», «گفته شده است»,
/// «آمده است».
pub fn is_passive(cue: &str) -> bool {
    let folded = Folded::new(cue.trim(), Fold::Strict);
    let words: Vec<&str> = folded.as_str().split([' ', JOINER]).collect();
    let lists = &*REPORTING;
    let is_in = |list: &[String], word: &str| list.iter().any(|it| it == word);
    let passive = words.iter().rposition(|it| is_in(&lists.passive_forms, it));
    let Some(at) = passive else { return false };
    let noun = at.checked_sub(1).and_then(|it| words.get(it)).copied().unwrap_or_default();
    let noun = if noun == "می" { words.get(at.wrapping_sub(2)).copied() } else { Some(noun) };
    let tail = words.iter().skip(at + 1).all(|it| is_in(&lists.passive_tails, it));
    tail && !noun.is_some_and(|it| is_in(&lists.active_with_become, it))
}

/// «که», as either keyboard writes it; both are as long.
const THAT: &str = "که";
/// True for «که» and «كه» as a word of its own.
fn starts_with_that(content: &str) -> bool {
    let rest = content.strip_prefix(THAT).or_else(|| content.strip_prefix("كه"));
    rest.is_some_and(|it| it.chars().next().is_none_or(|c| !is_word_char(c)))
}

/// True for a closing mark that is no part of an abbreviation («ه.ش.»).
fn ends_with_mark(text: &Text, content: TextRange) -> bool {
    let Some(last) = text.slice(content).chars().next_back() else { return false };
    let abbreviation = || {
        last == '.' && word_at(text, content.end() - 1).is_some_and(|it| it.end() == content.end())
    };
    is_closing_mark(last) && !abbreviation()
}

/// True where one pair of «» holds all of `content`.
fn in_quotation_marks(content: &str) -> bool {
    let Some(inside) = content.strip_prefix('«').and_then(|it| it.strip_suffix('»')) else {
        return false;
    };
    let mut depth = 0_usize;
    for c in inside.chars() {
        match c {
            '«' => depth += 1,
            '»' if depth == 0 => return false,
            '»' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !inside.is_empty()
}

fn is_opening_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '،' | ',' | '؛' | ';' | '.' | '؟' | '?' | '!')
}

fn is_closing_mark(c: char) -> bool {
    is_opening_mark(c) || matches!(c, '…' | '۔')
}
