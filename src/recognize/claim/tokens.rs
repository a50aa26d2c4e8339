//! A paragraph as tokens: words and marks over the folded spelling, with quotations paired.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::{
    language::{Fold, Folded, JOINER},
    text::{Text, TextRange},
};

/// Token indices, end exclusive.
pub(super) type Span = Range<usize>;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Letters and digits, joiners inside included.
    Word,
    /// `،` or `,`.
    Comma,
    /// `:`.
    Colon,
    /// `.`, `؟` or `!`.
    Stop,
    /// An opening quotation mark.
    Open,
    /// A closing quotation mark.
    Close,
    /// Brackets, dashes, semicolons and whatever else is no letter.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    mark: Mark,
    /// True without white space before it.
    glued: bool,
}

/// One paragraph, cut into tokens.
#[derive(Debug)]
pub(super) struct Passage {
    /// The source byte at which the paragraph starts.
    base: usize,
    folded: Folded,
    tokens: Vec<Token>,
    /// For a quotation mark the token that closes or opens it.
    partner: Vec<Option<usize>>,
    /// What the words of each token are, looked up once.
    notes: Vec<Note>,
}

/// What the lexicon says of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Note {
    /// A cue may start here.
    pub(super) cue: bool,
    /// A clause may end here with its verb.
    pub(super) finite: bool,
}

impl Passage {
    /// Cuts the bytes `bytes` of a text into tokens and notes of each what `note` says.
    pub(super) fn new(
        text: &Text,
        bytes: Range<usize>,
        note: impl Fn(&Self, usize) -> Note,
    ) -> Self {
        let source = text.as_str().get(bytes.clone()).unwrap_or_default();
        let folded = Folded::new(source, Fold::Strict);
        let mut tokens = tokens(folded.as_str());
        face_quotes(source, &folded, &mut tokens);
        let partner = pair_quotes(&tokens);
        let notes = Vec::new();
        let mut passage = Self { base: bytes.start, folded, tokens, partner, notes };
        passage.notes = (0..passage.len()).map(|at| note(&passage, at)).collect();
        passage
    }

    /// What the lexicon says of a token.
    pub(super) fn note(&self, at: usize) -> Note {
        self.notes.get(at).copied().unwrap_or_default()
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token; [`Mark::Other`] outside the paragraph.
    pub(super) fn mark(&self, at: usize) -> Mark {
        self.tokens.get(at).map_or(Mark::Other, |it| it.mark)
    }

    /// True for a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.mark(at) == Mark::Word
    }

    /// The folded spelling of a token; empty outside the paragraph.
    pub(super) fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at);
        token.and_then(|it| self.folded.as_str().get(it.start..it.end)).unwrap_or_default()
    }

    /// The letters of a token without its joiners.
    pub(super) fn letters(&self, at: usize) -> impl Iterator<Item = char> + '_ {
        self.word(at).chars().filter(|&c| c != JOINER)
    }

    /// True when the token is spelled `word`, joiners aside.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.letters(at).eq(word.chars())
    }

    /// True when the token is one of `words`, joiners aside.
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|it| self.is(at, it))
    }

    /// True when no white space stands before the token.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| it.glued)
    }

    /// The other mark of a quotation.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partner.get(at).copied().flatten()
    }

    /// The token at or after the source byte `byte` of the article.
    pub(super) fn token_at(&self, byte: usize) -> usize {
        let shadow = self.folded.shadow_byte(byte.saturating_sub(self.base));
        self.tokens.partition_point(|it| it.end <= shadow)
    }

    /// The folded spelling of a span, for names.
    pub(super) fn source<'a>(&self, text: &'a Text, span: &Span) -> &'a str {
        self.range(text, span).map_or("", |it| text.slice(it))
    }

    /// Where a span is in the article, with the marks that belong to its last letter.
    pub(super) fn range(&self, text: &Text, span: &Span) -> Option<TextRange> {
        let first = self.tokens.get(span.start)?;
        let last = self.tokens.get(span.end.checked_sub(1)?)?;
        let bytes = self.folded.source_range(first.start..last.end.max(first.start));
        let start = self.base + bytes.start;
        text.range(start, whole_cluster(text.as_str(), self.base + bytes.end)).ok()
    }
}

/// `end`, or the end of the grapheme cluster it would split.
fn whole_cluster(source: &str, end: usize) -> usize {
    let mut cursor = GraphemeCursor::new(end, source.len(), true);
    match cursor.is_boundary(source, 0) {
        Ok(false) => cursor.next_boundary(source, 0).ok().flatten().unwrap_or(end),
        _ => end,
    }
}

fn tokens(shadow: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(shadow.len() / 8);
    let mut chars = shadow.char_indices().peekable();
    let mut glued = false;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || c == JOINER {
            glued &= c == JOINER;
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut mark = mark_of(c);
        if c.is_alphanumeric() || c == '_' {
            mark = Mark::Word;
            let mut last = c;
            while let Some((at, next)) = chars.next_if(|&(at, it)| goes_on(shadow, last, at, it)) {
                last = next;
                end = at + next.len_utf8();
            }
        }
        found.push(Token { start, end, mark, glued });
        glued = true;
    }
    found
}

/// True when `c` at `at` belongs to the word whose last character is `last`.
fn goes_on(shadow: &str, last: char, at: usize, c: char) -> bool {
    let next = || shadow.get(at + c.len_utf8()..).and_then(|it| it.chars().next());
    match c {
        JOINER => next().is_some_and(char::is_alphanumeric),
        '.' | ',' | '/' | ':' | '٬' => {
            last.is_ascii_digit() && next().is_some_and(|it| it.is_ascii_digit())
        }
        _ => c.is_alphanumeric() || c == '_' || is_combining(c),
    }
}

/// Marks that are not folded away, such as those of Latin letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn mark_of(c: char) -> Mark {
    match c {
        ',' => Mark::Comma,
        ':' => Mark::Colon,
        '.' | '?' | '!' | '۔' => Mark::Stop,
        '"' => Mark::Open,
        _ => Mark::Other,
    }
}

/// Tells opening from closing quotation marks: by the mark itself; the straight ones by the space
/// beside them, else by turns.
fn face_quotes(source: &str, folded: &Folded, tokens: &mut [Token]) {
    let mut inside = false;
    for at in 0..tokens.len() {
        let next_glued = tokens.get(at + 1).is_some_and(|it| it.glued);
        let Some(token) = tokens.get_mut(at).filter(|it| it.mark == Mark::Open) else { continue };
        let written = source.get(folded.source_byte(token.start)..);
        let closes = match written.and_then(|it| it.chars().next()) {
            Some('«' | '“') => false,
            Some('»' | '”') => true,
            _ if token.glued != next_glued => token.glued,
            _ => inside,
        };
        inside = !closes;
        token.mark = if closes { Mark::Close } else { Mark::Open };
    }
}

/// Pairs quotation marks; those without a partner stay alone.
fn pair_quotes(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut partner = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.mark {
            Mark::Open => open.push(at),
            Mark::Close => {
                let Some(start) = open.pop() else { continue };
                if let Some(it) = partner.get_mut(start) {
                    *it = Some(at);
                }
                if let Some(it) = partner.get_mut(at) {
                    *it = Some(start);
                }
            }
            _ => {}
        }
    }
    partner
}
