//! What may be wrong with a claim that somebody tagged, read off its text alone.

use crate::text::{Text, TextRange, is_word_char};

/// Something to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// The content starts with «که», which belongs outside.
    StartsWithThat,
    /// The content starts with a mark: a colon, a comma, white space.
    StartsWithMark,
    /// The content ends with a mark: a full stop, a comma, white space.
    EndsWithMark,
    /// The span starts inside a word.
    StartsInsideWord,
    /// The span ends inside a word.
    EndsInsideWord,
}

impl Finding {
    /// Every finding, in the order [`check`] gives them.
    pub const ALL: &[Self] = &[
        Self::StartsWithThat,
        Self::StartsWithMark,
        Self::EndsWithMark,
        Self::StartsInsideWord,
        Self::EndsInsideWord,
    ];

    /// Stable key, for phrases and reports.
    pub fn key(self) -> &'static str {
        match self {
            Self::StartsWithThat => "claim-starts-with-that",
            Self::StartsWithMark => "claim-starts-with-mark",
            Self::EndsWithMark => "claim-ends-with-mark",
            Self::StartsInsideWord => "claim-starts-inside-word",
            Self::EndsInsideWord => "claim-ends-inside-word",
        }
    }
}

/// What may be wrong with the claim `content`, in the order of [`Finding::ALL`].
pub fn check(text: &Text, content: TextRange) -> Vec<Finding> {
    let inside = text.slice(content);
    let source = text.as_str();
    let first = inside.chars().next();
    let last = inside.chars().next_back();
    let before = source.get(..content.start()).and_then(|it| it.chars().next_back());
    let after = source.get(content.end()..).and_then(|it| it.chars().next());
    let word = |c: Option<char>| c.is_some_and(is_word_char);
    let holds = |finding: &Finding| match finding {
        Finding::StartsWithThat => starts_with_that(inside),
        Finding::StartsWithMark => first.is_some_and(is_opening_mark),
        Finding::EndsWithMark => last.is_some_and(is_closing_mark),
        Finding::StartsInsideWord => word(before) && word(first),
        Finding::EndsInsideWord => word(last) && word(after),
    };
    Finding::ALL.iter().copied().filter(holds).collect()
}

/// True for «که» and «كه» as a word of its own.
fn starts_with_that(content: &str) -> bool {
    let rest = content.strip_prefix("که").or_else(|| content.strip_prefix("كه"));
    rest.is_some_and(|it| it.chars().next().is_none_or(|c| !is_word_char(c)))
}

fn is_opening_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '،' | ',' | '؛' | ';' | '.' | '؟' | '?' | '!')
}

fn is_closing_mark(c: char) -> bool {
    is_opening_mark(c) || matches!(c, '…' | '۔')
}
