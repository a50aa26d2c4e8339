//! When an article was published: what speaks for which day.

use std::ops::Range;

use jiff::civil;

use super::{
    find,
    lexicon::publication_words,
    publication_day::PageDays,
    written_day::{day_of_name, day_of_value, days_in_numbers},
};
use crate::{
    language::{Fold, Folded},
    recognize::Context,
    text::{Text, TextRange},
};

/// How much of the beginning is read, in bytes.
const FRONT: usize = 2048;
/// How much of the end is read, where only a line that tells it counts, in bytes.
const END: usize = 1024;
/// A line with fewer letters than this beside a date is about the date: «تهران، … - خبرگزاری».
const LETTERS_BESIDE: usize = 24;
/// Between «تاریخ انتشار» and the day there may be a weekday and «ساعت», but no sentence.
const LETTERS_BETWEEN: usize = 14;
/// A line that tells the day goes on no longer than this after it, in letters.
const LETTERS_AFTER: usize = 60;

/// A day on which an article may have been published, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationProposal {
    /// The day.
    pub day: civil::Date,
    /// What speaks for it, the surest first; never empty.
    pub signs: Vec<PublicationSign>,
}

/// What speaks for a day of publication, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicationSign {
    /// A line that says so: «تاریخ انتشار: ۱۴:۴۷ - ۲۷ تیر ۱۳۹۷»; the words of its date.
    Stated(TextRange),
    /// The front matter of a Markdown file; the words of its date.
    FrontMatter(TextRange),
    /// What readers see on the web page that the article was taken out of.
    PageShown,
    /// The metadata of that page.
    Page,
    /// The file's name.
    FileName,
    /// A line with little else in it; the words of its date.
    OwnLine(TextRange),
    /// A line that says when the article was changed; the words of its date.
    Updated(TextRange),
    /// The latest full date at the beginning of the article.
    Nearby(TextRange),
}

impl PublicationSign {
    /// The words of the article that say it.
    pub fn range(self) -> Option<TextRange> {
        match self {
            Self::Stated(range)
            | Self::FrontMatter(range)
            | Self::OwnLine(range)
            | Self::Updated(range)
            | Self::Nearby(range) => Some(range),
            Self::PageShown | Self::Page | Self::FileName => None,
        }
    }
}

/// What is known of an article that may say when it was published.
#[derive(Clone, Copy, Debug)]
pub struct PublicationClues<'a> {
    /// Its words.
    pub text: &'a Text,
    /// Its file's name without the extension; empty for one that has no file.
    pub file_stem: &'a str,
    /// When its web page says it was published.
    pub page: Option<&'a PageDays>,
}

/// The days on which an article may have been published, the surest first; none where nothing says one.
pub fn publication_proposals(clues: &PublicationClues<'_>) -> Vec<PublicationProposal> {
    let mut signs: Vec<(PublicationSign, civil::Date)> = Vec::new();
    let (front_matter, body) = front_matter(clues.text);
    signs.extend(front_matter);
    if let Some(page) = clues.page {
        signs.extend(page.shown.map(|day| (PublicationSign::PageShown, day)));
        signs.extend(page.named.map(|day| (PublicationSign::Page, day)));
    }
    signs.extend(day_of_name(clues.file_stem).map(|day| (PublicationSign::FileName, day)));
    signs.extend(signs_in_lines(clues.text, body));
    signs.sort_by_key(|it| it.0);
    let mut proposals: Vec<PublicationProposal> = Vec::new();
    for (sign, day) in signs {
        match proposals.iter_mut().find(|it| it.day == day) {
            Some(proposal) => proposal.signs.push(sign),
            None => proposals.push(PublicationProposal { day, signs: vec![sign] }),
        }
    }
    proposals
}

/// A date in a line of the article.
struct DatedLine {
    range: TextRange,
    day: civil::Date,
    /// The bytes of its line.
    line: Range<usize>,
}

/// What the lines at the beginning of the body, which starts at a byte, and at its end say.
fn signs_in_lines(text: &Text, body: usize) -> Vec<(PublicationSign, civil::Date)> {
    let len = text.len_bytes();
    let front = lines_within(text, body..len.min(body + FRONT));
    let end = lines_within(text, front.end.max(len.saturating_sub(END))..len);
    let front = dated_lines(text, front);
    let end = dated_lines(text, end);
    let mut signs = Vec::new();
    for it in front.iter().chain(&end) {
        let words = publication_words();
        if is_stated(text, it, &words.updated) {
            signs.push((PublicationSign::Updated(it.range), it.day));
        } else if is_stated(text, it, &words.stated) {
            signs.push((PublicationSign::Stated(it.range), it.day));
        }
    }
    let own_line = front.iter().find(|it| {
        let is_updated = signs.contains(&(PublicationSign::Updated(it.range), it.day));
        let (lead, tail) = around(text, it);
        !is_updated && lead.chars().count() + tail.chars().count() < LETTERS_BESIDE
    });
    let own_line = own_line.map(|it| (PublicationSign::OwnLine(it.range), it.day));
    signs.extend(own_line);
    let latest = front.iter().max_by_key(|it| it.day);
    signs.extend(latest.map(|it| (PublicationSign::Nearby(it.range), it.day)));
    // A line that is about its date says more than that the date is near.
    let mut seen: Vec<TextRange> = Vec::new();
    signs.sort_by_key(|it| it.0);
    signs.retain(|(sign, _)| {
        let Some(range) = sign.range() else { return true };
        let is_new = !seen.contains(&range);
        seen.push(range);
        is_new
    });
    signs
}

/// The whole lines in `bytes`; of a line without an end only what is inside.
fn lines_within(text: &Text, bytes: Range<usize>) -> Range<usize> {
    let source = text.as_str();
    let (start, end) =
        (source.ceil_char_boundary(bytes.start), source.floor_char_boundary(bytes.end));
    let part = source.get(start..end).unwrap_or_default();
    let is_line_start = start == 0 || source.as_bytes().get(start - 1) == Some(&b'\n');
    let starts = if is_line_start { 0 } else { part.find('\n').map_or(part.len(), |it| it + 1) };
    let ends =
        if end == source.len() { part.len() } else { part.rfind('\n').unwrap_or(part.len()) };
    start + starts.min(ends)..start + ends
}

/// The full dates of these lines: read as dates are, or written in numbers where that reads none.
fn dated_lines(text: &Text, bytes: Range<usize>) -> Vec<DatedLine> {
    let part = Text::new(text.as_str().get(bytes.clone()).unwrap_or_default());
    let read: Vec<(Range<usize>, civil::Date)> = find(&part, &Context::default())
        .iter()
        .filter_map(|it| {
            let day = day_of_value(it.attribute("value")?)?;
            Some((it.pieces.first()?.bytes(), day))
        })
        .collect();
    let mut found = Vec::new();
    let mut start = 0;
    for line in part.as_str().split('\n') {
        let end = start + line.len();
        let mut days: Vec<(Range<usize>, civil::Date)> =
            read.iter().filter(|it| start <= it.0.start && it.0.end <= end).cloned().collect();
        if days.is_empty() {
            let numbers = days_in_numbers(line).into_iter();
            days.extend(numbers.map(|(it, day)| (start + it.start..start + it.end, day)));
        }
        for (range, day) in days {
            let (from, line) = (bytes.start, bytes.start + start..bytes.start + end);
            let range = text.range(from + range.start, from + range.end);
            found.extend(range.ok().map(|range| DatedLine { range, day, line }));
        }
        start = end + 1;
    }
    found
}

/// What stands before and after a date in its line.
fn around<'a>(text: &'a Text, dated_line: &DatedLine) -> (&'a str, &'a str) {
    let source = text.as_str();
    let lead = source.get(dated_line.line.start..dated_line.range.start()).unwrap_or_default();
    let tail = source.get(dated_line.range.end()..dated_line.line.end).unwrap_or_default();
    (lead.trim(), tail.trim())
}

/// True where one of `signs` stands before the date and speaks of it: with a colon behind it, or at the
/// beginning of what it is part of.
fn is_stated(text: &Text, line: &DatedLine, signs: &[String]) -> bool {
    let (lead, tail) = around(text, line);
    if letters(tail) > LETTERS_AFTER {
        return false;
    }
    let lead = folded(lead);
    signs.iter().map(|it| folded(it)).any(|sign| {
        lead.match_indices(sign.as_str()).any(|(at, _)| {
            let before = lead.get(..at).unwrap_or_default();
            let after = lead.get(at + sign.len()..).unwrap_or_default();
            let is_whole =
                !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
            let before = before.trim_end();
            let begins = before.is_empty()
                || before.ends_with(|it: char| !it.is_alphanumeric() && it != '،' && it != ',');
            let has_colon = after.trim_start().starts_with([':', '：', '؛', '=']);
            is_whole && (has_colon || begins) && letters(after) <= LETTERS_BETWEEN
        })
    })
}

fn letters(words: &str) -> usize {
    words.chars().filter(|it| it.is_alphabetic()).count()
}

/// In one spelling, for comparing.
fn folded(words: &str) -> String {
    Folded::new(words, Fold::Loose).as_str().to_lowercase()
}

/// What the front matter of a Markdown file says (`date: 2021-12-31` between two lines of `---` or `+++`),
/// and where the body starts.
fn front_matter(text: &Text) -> (Option<(PublicationSign, civil::Date)>, usize) {
    let source = text.as_str();
    let mut lines = source.split_inclusive('\n').take(MOST_FIELDS);
    let fence = lines.next().map(str::trim).filter(|it| matches!(*it, "---" | "+++"));
    let Some(fence) = fence else { return (None, 0) };
    let mut fields: Vec<(String, Range<usize>)> = Vec::new();
    let mut start = source.find('\n').map_or(source.len(), |it| it + 1);
    for line in lines {
        let from = start;
        start += line.len();
        if [fence, "..."].contains(&line.trim()) {
            return (of_fields(text, &fields), start);
        }
        if let Some(at) = line.find([':', '=']) {
            let key = line.get(..at).unwrap_or_default().trim().trim_matches('"');
            fields.push((folded(key), from + at + 1..from + line.trim_end().len()));
        }
    }
    (None, 0)
}

/// The day of publication among the fields of front matter: keys, and the bytes of their values.
fn of_fields(
    text: &Text,
    fields: &[(String, Range<usize>)],
) -> Option<(PublicationSign, civil::Date)> {
    publication_words().front_matter.iter().map(|it| folded(it)).find_map(|key| {
        let (_, value) = fields.iter().find(|it| it.0 == key)?;
        let dated = dated_lines(text, value.clone()).into_iter().next()?;
        Some((PublicationSign::FrontMatter(dated.range), dated.day))
    })
}

/// Front matter has no more lines than this.
const MOST_FIELDS: usize = 200;
