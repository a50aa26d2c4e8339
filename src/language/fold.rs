//! Folding: one shadow spelling for search and recognition, with a map back to the source.
//!
//! Storage is never folded. The classes follow what real news mixes: Arabic and Persian yeh and
//! kaf, three digit sets, presentation forms, harakat, tatweel, bidi controls, and the joiner
//! (ZWNJ) under four spellings.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// How far spellings are brought together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fold {
    /// What is always the same letter: ي = ی, ك = ک, ١ = ۱ = 1.
    #[default]
    Strict,
    /// Also آ = ا, ؤ = و and ئ = ی, as hurried writing has it.
    Loose,
}

/// The joiner (zero width non-joiner) of the shadow text, whatever the source wrote it with.
pub const JOINER: char = '\u{200C}';

/// A shadow of some text: the folded spelling and where each piece of it came from.
///
/// In the shadow digits are `0`–`9`, there is one space between words (line ends stay), the joiner
/// is always U+200C, and harakat, tatweel and bidi controls are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    shadow: String,
    /// For every byte of the shadow and one past it: the source byte at which its character starts.
    starts: Vec<u32>,
    /// For every byte of the shadow: the source byte at which its character ends.
    ends: Vec<u32>,
}

impl Folded {
    /// Folds `source`; offsets in the result count from its start, in bytes.
    pub fn new(source: &str, fold: Fold) -> Self {
        let mut folded = Self {
            shadow: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len() + 1),
            ends: Vec::with_capacity(source.len()),
        };
        let mut at = 0;
        while let Some(c) = source.get(at..).and_then(|it| it.chars().next()) {
            if stays(c) {
                at = folded.push_letters(source, at);
            } else {
                folded.push(at, c, fold);
                at += c.len_utf8();
            }
        }
        folded.starts.push(to_u32(source.len()));
        folded
    }

    /// The folded spelling.
    pub fn as_str(&self) -> &str {
        &self.shadow
    }

    /// The source bytes of the shadow bytes `range`. Deleted marks at the edges stay outside;
    /// those inside are covered.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_byte(range.start);
        if range.is_empty() {
            return start..start;
        }
        let end = self.ends.get(range.end - 1).copied().unwrap_or_default() as usize;
        start..end.max(start)
    }

    /// The source byte of the character at shadow byte `at`.
    pub fn source_byte(&self, at: usize) -> usize {
        self.starts.get(at).or(self.starts.last()).copied().unwrap_or_default() as usize
    }

    /// The first shadow byte that comes from source byte `source` or later.
    pub fn shadow_byte(&self, source: usize) -> usize {
        self.starts.partition_point(|&it| (it as usize) < source).min(self.shadow.len())
    }

    /// Adds the letters from `at` on that are their own folded spelling, in one go; returns where they end.
    fn push_letters(&mut self, source: &str, at: usize) -> usize {
        /// Each of them has so many bytes.
        const LETTER: u32 = 2;
        let rest = source.get(at..).unwrap_or_default();
        let letters =
            rest.get(..rest.find(|c| !stays(c)).unwrap_or(rest.len())).unwrap_or_default();
        let (start, end) = (to_u32(at), to_u32(at + letters.len()));
        self.shadow.push_str(letters);
        let place = |byte: u32| start + (byte - start) / LETTER * LETTER;
        self.starts.extend((start..end).map(place));
        self.ends.extend((start..end).map(|byte| place(byte) + LETTER));
        at + letters.len()
    }

    fn push(&mut self, at: usize, c: char, fold: Fold) {
        let end = at + c.len_utf8();
        let before = self.shadow.len();
        fold_char(c, fold, &mut self.shadow);
        let added = self.shadow.get(before..).unwrap_or_default();
        if added == " " && self.shadow.get(..before).is_some_and(|it| it.ends_with(' ')) {
            self.shadow.truncate(before);
            if let Some(last) = self.ends.last_mut() {
                *last = to_u32(end);
            }
            return;
        }
        self.map_added(at, end);
    }

    /// What was added to the shadow came from the source bytes `at..end`.
    fn map_added(&mut self, at: usize, end: usize) {
        self.starts.resize(self.shadow.len(), to_u32(at));
        self.ends.resize(self.shadow.len(), to_u32(end));
    }
}

/// True for letters that are their own folded spelling: nearly all of a text.
fn stays(c: char) -> bool {
    matches!(c, 'ا' | 'ب' | 'پ' | 'ت'..='غ' | 'چ' | 'ژ' | 'ف' | 'ق' | 'ک' | 'گ' | 'ل'..='و' | 'ی')
}

/// Appends the folded spelling of one character.
pub fn fold_char(c: char, fold: Fold, out: &mut String) {
    match c {
        '\u{20}'..='\u{7E}' | '\n' | '\r' => out.push(c),
        _ if stays(c) => out.push(c),
        'ي' | 'ى' | 'ۍ' | 'ێ' | 'ې' | 'ے' | 'ؠ' => out.push('ی'),
        'ك' | 'ڪ' => out.push('ک'),
        'ة' | 'ۀ' | 'ۂ' | 'ہ' | 'ھ' | 'ە' => out.push('ه'),
        'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => out.push('ا'),
        'آ' if fold == Fold::Loose => out.push('ا'),
        'ؤ' if fold == Fold::Loose => out.push('و'),
        'ئ' if fold == Fold::Loose => out.push('ی'),
        '٠'..='٩' | '۰'..='۹' => {
            out.extend(super::digit_value(c).and_then(|it| char::from_digit(it, 10)));
        }
        '٫' => out.push('.'),
        '٪' => out.push('%'),
        '⁄' | '∕' => out.push('/'),
        '\u{200C}' | '\u{200B}' | '¬' | '\u{1F}' => out.push(JOINER),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' | '\t' => out.push(' '),
        '،' | '٬' => out.push(','),
        '؛' => out.push(';'),
        '؟' => out.push('?'),
        '«' | '»' | '“' | '”' => out.push('"'),
        '‘' | '’' => out.push('\''),
        '–' | '—' | '−' => out.push('-'),
        '…' => out.push_str("..."),
        _ if is_deleted(c) => {}
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => fold_presentation_form(c, fold, out),
        _ => out.push(c),
    }
}

/// Harakat, tatweel, joiners that only shape, bidi controls, byte order marks, soft hyphens.
fn is_deleted(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}'
        | '\u{640}' | '\u{200D}' | '\u{200E}' | '\u{200F}' | '\u{61C}'
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// A positional or ligature form is folded as the letters it stands for.
fn fold_presentation_form(c: char, fold: Fold, out: &mut String) {
    for part in std::iter::once(c).nfkc() {
        match part {
            // No further compatibility form comes out of one.
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => out.push(part),
            _ => fold_char(part, fold, out),
        }
    }
}

fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
