//! A paragraph as words and marks over the folded spelling, with quotations paired.

use std::{iter::Peekable, ops::Range};

use unicode_segmentation::GraphemeCursor;

use crate::{
    language::{
        Fold, Folded, Gap, JOINER, Lexicon, TextToken, TokenKind, Tokens, WordOrder, WordSet,
    },
    text::{Text, TextRange},
};

/// Token indices, end exclusive.
pub(super) type TokenSpan = Range<usize>;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenMark {
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
struct PassageToken {
    start: usize,
    end: usize,
    mark: TokenMark,
    /// True without white space before it.
    glued: bool,
}

/// One paragraph, cut into tokens.
#[derive(Debug)]
pub(super) struct Passage {
    /// The source byte at which the paragraph starts.
    base: usize,
    folded: Folded,
    tokens: Vec<PassageToken>,
    /// For a quotation mark the token that closes or opens it.
    partner: Vec<Option<usize>>,
    /// What the words of each token are, looked up once.
    notes: Vec<TokenNote>,
}

/// What the lexicon says of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TokenNote {
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
        note: impl Fn(&Self, usize) -> TokenNote,
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
    pub(super) fn note(&self, at: usize) -> TokenNote {
        self.notes.get(at).copied().unwrap_or_default()
    }

    /// How its words are ordered.
    pub(super) fn order(&self) -> WordOrder {
        let mut order = WordOrder::default();
        for at in 1..self.len() {
            order.see(self.word(at - 1), self.word(at));
        }
        order
    }

    /// True where there is anything but marks.
    pub(super) fn has_words(&self) -> bool {
        (0..self.len()).any(|at| self.is_word(at))
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token; [`TokenMark::Other`] outside the paragraph.
    pub(super) fn mark(&self, at: usize) -> TokenMark {
        self.tokens.get(at).map_or(TokenMark::Other, |it| it.mark)
    }

    /// True for a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.mark(at) == TokenMark::Word
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
        let token = self.word(at);
        // Joiners make a token longer than its letters are.
        token == word
            || token.len() > word.len()
                && token.as_bytes().first() == word.as_bytes().first()
                && self.letters(at).eq(word.chars())
    }

    /// True when the token is one of `words`, joiners aside.
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|it| self.is(at, it))
    }

    /// The words from token `at` on, as far as they follow one another, up to token `limit`.
    pub(super) fn words(&self, at: usize, limit: usize) -> impl Iterator<Item = &str> {
        (at..limit).map_while(|it| self.is_word(it).then(|| self.word(it)))
    }

    /// Every entry of `lexicon` that starts with token `at` and ends before token `limit`: where it
    /// ends and its value, the shortest first.
    pub(super) fn phrases<'a, V>(
        &'a self,
        lexicon: &'a Lexicon<V>,
        at: usize,
        limit: usize,
    ) -> impl Iterator<Item = (usize, &'a V)> {
        lexicon.phrases(self.words(at, limit)).map(move |(count, value)| (at + count, value))
    }

    /// The longest of [`Passage::phrases`].
    pub(super) fn longest_phrase<'a, V>(
        &'a self,
        lexicon: &'a Lexicon<V>,
        at: usize,
        limit: usize,
    ) -> Option<(usize, &'a V)> {
        self.phrases(lexicon, at, limit).last()
    }

    /// Where the longest of `words` that starts with token `at` and ends before `limit` ends.
    pub(super) fn longest(&self, words: &WordSet, at: usize, limit: usize) -> Option<usize> {
        words.longest(self.words(at, limit)).map(|count| at + count)
    }

    /// True when one of `words` starts with token `at` and ends before `limit`.
    pub(super) fn starts(&self, words: &WordSet, at: usize, limit: usize) -> bool {
        words.starts(self.words(at, limit))
    }

    /// True when token `at` alone is one of `words`.
    pub(super) fn has(&self, words: &WordSet, at: usize) -> bool {
        self.is_word(at) && words.has(self.word(at))
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
    pub(super) fn source<'a>(&self, text: &'a Text, span: &TokenSpan) -> &'a str {
        self.range(text, span).map_or("", |it| text.slice(it))
    }

    /// Where a span is in the article, with the marks that belong to its last letter.
    pub(super) fn range(&self, text: &Text, span: &TokenSpan) -> Option<TextRange> {
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

/// Words and marks: runs of letters and digits that writing joins are one word.
fn tokens(shadow: &str) -> Vec<PassageToken> {
    let mut found: Vec<PassageToken> = Vec::with_capacity(shadow.len() / 8);
    let mut runs = Tokens::new(shadow).peekable();
    while let Some(first) = runs.next() {
        let Range { start, mut end } = first.bytes;
        let mark = mark_of(first.kind);
        if mark == TokenMark::Word {
            let mut last = first.kind;
            while let Some(next) = next_of_word(&mut runs, last, end) {
                (last, end) = (next.kind, next.bytes.end);
            }
        }
        found.push(PassageToken { start, end, mark, glued: first.gap != Gap::Space });
    }
    found
}

/// The next run if it belongs to the word whose last run is `last` and ends at `end`.
fn next_of_word(runs: &mut Peekable<Tokens<'_>>, last: TokenKind, end: usize) -> Option<TextToken> {
    let next = runs.peek()?;
    let joins = match (next.gap, next.kind) {
        // Two joiners in a row part words.
        (Gap::Joiner, kind) => is_alphanumeric(kind) && next.bytes.start == end + JOINER.len_utf8(),
        (Gap::None, TokenKind::Mark('.' | ',' | '/' | ':' | '٬')) => {
            last == TokenKind::Digits && digits_follow(runs)
        }
        (Gap::None, TokenKind::Mark(c)) => c == '_' || c.is_alphanumeric() || is_combining(c),
        (Gap::None, TokenKind::Letters | TokenKind::Digits) => true,
        (Gap::Space, _) => false,
    };
    if joins { runs.next() } else { None }
}

/// True when digits stand right after the next run.
fn digits_follow(runs: &Peekable<Tokens<'_>>) -> bool {
    let after = runs.clone().nth(1);
    after.is_some_and(|it| it.gap == Gap::None && it.kind == TokenKind::Digits)
}

fn is_alphanumeric(kind: TokenKind) -> bool {
    match kind {
        TokenKind::Letters | TokenKind::Digits => true,
        TokenKind::Mark(c) => c.is_alphanumeric(),
    }
}

/// Marks that are not folded away, such as those of Latin letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn mark_of(kind: TokenKind) -> TokenMark {
    match kind {
        TokenKind::Letters | TokenKind::Digits => TokenMark::Word,
        TokenKind::Mark(c) => match c {
            ',' => TokenMark::Comma,
            ':' => TokenMark::Colon,
            '.' | '?' | '!' | '۔' => TokenMark::Stop,
            '"' => TokenMark::Open,
            '_' => TokenMark::Word,
            c if c.is_alphanumeric() => TokenMark::Word,
            _ => TokenMark::Other,
        },
    }
}

/// Tells opening from closing quotation marks: by the mark itself; the straight ones by the space
/// beside them, else by turns.
fn face_quotes(source: &str, folded: &Folded, tokens: &mut [PassageToken]) {
    let mut inside = false;
    for at in 0..tokens.len() {
        let next_glued = tokens.get(at + 1).is_some_and(|it| it.glued);
        let before = at.checked_sub(1).and_then(|it| tokens.get(it));
        // «گفت:" این قانون …"»
        let led = !inside && before.is_some_and(|it| it.mark == TokenMark::Colon);
        let Some(token) = tokens.get_mut(at).filter(|it| it.mark == TokenMark::Open) else {
            continue;
        };
        let written = source.get(folded.source_byte(token.start)..);
        let closes = match written.and_then(|it| it.chars().next()) {
            Some('«' | '“') => false,
            Some('»' | '”') => true,
            _ if led => false,
            _ if token.glued != next_glued => token.glued,
            _ => inside,
        };
        inside = !closes;
        token.mark = if closes { TokenMark::Close } else { TokenMark::Open };
    }
}

/// Pairs quotation marks; those without a partner stay alone.
fn pair_quotes(tokens: &[PassageToken]) -> Vec<Option<usize>> {
    let mut partner = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.mark {
            TokenMark::Open => open.push(at),
            TokenMark::Close => {
                let Some(start) = open.pop() else { continue };
                if let Some(it) = partner.get_mut(start) {
                    *it = Some(at);
                }
                if let Some(it) = partner.get_mut(at) {
                    *it = Some(start);
                }
            }
            TokenMark::Word
            | TokenMark::Comma
            | TokenMark::Colon
            | TokenMark::Stop
            | TokenMark::Other => {}
        }
    }
    partner
}
