//! Writing `CoNLL`: a token a line.

use std::{borrow::Cow, collections::BTreeSet, fmt::Write as _};

use super::FORMAT;
use crate::formats::{
    DocumentRemarks, DocumentView, Loss, Lost, Options, SpanView, StreamedFile,
    streaming::JoinedDocuments,
    tokens::{TokenRange, flat, is_space, is_trimmed, tokens_at_spans},
};

/// The only line at which spaCy begins another document.
const DOCUMENT: &str = "-DOCSTART- -X- O O";

/// How the tokens of a span are distinguished.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum TagScheme {
    /// B for the first, I for the others.
    Iob2,
    /// Also L for the last, and U for one that is alone.
    Bilou,
}

pub(super) fn corpus(options: &Options) -> StreamedFile {
    let layout = options.layout_of(&FORMAT);
    let scheme = if layout == "bilou" { TagScheme::Bilou } else { TagScheme::Iob2 };
    let blocks = move |view: &DocumentView<'_>, _: usize| {
        let mut text = format!("{DOCUMENT}\n");
        for sentence in sentences(view, scheme) {
            text.push('\n');
            text += &sentence;
        }
        let losses = losses(view);
        (text.into_bytes(), DocumentRemarks { losses, ..DocumentRemarks::default() })
    };
    let name = if scheme == TagScheme::Bilou { "bilou.conll" } else { "iob2.conll" };
    JoinedDocuments::new(name, blocks).between("\n").file()
}

/// Blocks of lines, one for each line of the article; a span is never cut by one.
fn sentences(view: &DocumentView<'_>, scheme: TagScheme) -> Vec<String> {
    let tokens = tokens_at_spans(view);
    let tags = tags(view, &tokens, scheme);
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut end = 0;
    for (token, tag) in tokens.iter().zip(&tags) {
        let gap = view.source().get(end..token.start).unwrap_or_default();
        if gap.contains('\n') && !block.is_empty() && !tag.goes_on {
            blocks.push(std::mem::take(&mut block));
        }
        let words = view.source().get(token.start..token.end).unwrap_or_default();
        let _infallible = writeln!(block, "{words} -X- _ {}", tag.words);
        end = token.end;
    }
    blocks.extend((!block.is_empty()).then_some(block));
    blocks
}

/// The last column of a token.
#[derive(Clone)]
pub(in crate::formats) struct TokenTag {
    pub(in crate::formats) words: Cow<'static, str>,
    /// True inside a span, behind its first token.
    pub(in crate::formats) goes_on: bool,
}

/// A tag for every token; of overlapping spans the longest wins.
pub(in crate::formats) fn tags(
    view: &DocumentView<'_>,
    tokens: &[TokenRange],
    scheme: TagScheme,
) -> Vec<TokenTag> {
    let mut tags = vec![TokenTag { words: "O".into(), goes_on: false }; tokens.len()];
    for span in flat(view, is_trimmed).into_iter().filter_map(|at| view.spans.get(at)) {
        let first = tokens.partition_point(|it| it.start < span.range.start());
        let last = tokens.partition_point(|it| it.end <= span.range.end());
        let covered = tags.get_mut(first..last).unwrap_or_default();
        let count = covered.len();
        for (at, tag) in covered.iter_mut().enumerate() {
            let is_last = at + 1 == count;
            let letter = match scheme {
                TagScheme::Bilou if at == 0 && is_last => 'U',
                TagScheme::Bilou if is_last => 'L',
                TagScheme::Iob2 | TagScheme::Bilou if at == 0 => 'B',
                TagScheme::Iob2 | TagScheme::Bilou => 'I',
            };
            let words = format!("{letter}-{}", span.label()).into();
            *tag = TokenTag { words, goes_on: at > 0 };
        }
    }
    tags
}

fn losses(view: &DocumentView<'_>) -> Vec<Loss> {
    let kept: BTreeSet<usize> = flat(view, is_trimmed).into_iter().collect();
    let mut losses = Vec::new();
    if view.source().chars().all(is_space) {
        losses.push(view.document_loss(Lost::Wordless));
    }
    for (at, span) in view.spans.iter().enumerate() {
        if !kept.contains(&at) {
            losses.push(view.span_loss(span, why_lost(span)));
            continue;
        }
        for (key, value) in &span.attributes {
            losses
                .push(view.span_loss(span, Lost::Attribute((*key).to_owned(), value.to_string())));
        }
    }
    losses.extend(view.lost_relations());
    losses
}

fn why_lost(span: &SpanView<'_>) -> Lost {
    if is_trimmed(span) { Lost::Overlapping } else { Lost::Untrimmed }
}
