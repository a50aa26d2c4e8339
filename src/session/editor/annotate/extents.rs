//! Where annotations begin and end: the words meant, and edges that are moved.

use crate::{
    language,
    model::{AnnotationId, Document, Extent},
    session::{
        Reason,
        editor::{Editor, SpanEdge, StepDirection},
    },
    text::TextRange,
};

impl Editor {
    /// The words a label would be given to: the selection, else the word at the caret.
    pub fn target(&self) -> Result<TextRange, Reason> {
        if let Some(selected) = self.selected() {
            return trimmed_to_words(self.document(), selected).ok_or(Reason::OnlyMarks);
        }
        language::word_at(self.document().text(), self.selection().head).ok_or(Reason::NoWord)
    }

    /// The extent of the active annotation with one edge moved by a word.
    pub fn moved_edge(
        &self,
        edge: SpanEdge,
        toward: StepDirection,
    ) -> Result<(AnnotationId, Extent), Reason> {
        let active = self.active().ok_or(Reason::NoTag)?;
        Ok((active.id, self.edge_moved(&active.extent, edge, toward)?))
    }

    /// `extent` with one edge moved by a word.
    pub(crate) fn edge_moved(
        &self,
        extent: &Extent,
        edge: SpanEdge,
        toward: StepDirection,
    ) -> Result<Extent, Reason> {
        let hull = extent.hull();
        let at = if edge == SpanEdge::Start { hull.start() } else { hull.end() };
        let to = self.word_edge(edge, toward, at).ok_or(Reason::TextEnds)?;
        let (start, end) =
            if edge == SpanEdge::Start { (to, hull.end()) } else { (hull.start(), to) };
        let range = self.document().text().range(start, end).or(Err(Reason::TagTooShort))?;
        clipped(self.document(), extent, range).ok_or(Reason::TagTooShort)
    }

    /// The next start or end of a word before or after `at`.
    fn word_edge(&self, edge: SpanEdge, toward: StepDirection, at: usize) -> Option<usize> {
        let text = self.document().text();
        let paragraphs = text.paragraphs();
        let index = paragraphs.index_of(at);
        let edges = |paragraph: usize| -> Vec<usize> {
            let words = language::words(text, paragraphs.bytes(paragraph));
            let side = |it: TextRange| if edge == SpanEdge::Start { it.start() } else { it.end() };
            words.into_iter().map(side).collect()
        };
        match toward {
            StepDirection::After => (index..paragraphs.count())
                .find_map(|paragraph| edges(paragraph).into_iter().find(|&it| it > at)),
            StepDirection::Before => (0..=index)
                .rev()
                .find_map(|paragraph| edges(paragraph).into_iter().rev().find(|&it| it < at)),
        }
    }

    /// An existing annotation with `label` on exactly these words.
    pub fn annotation_at(&self, extent: &Extent, label: &str) -> Option<AnnotationId> {
        let there = self.document().annotations_in(extent.start(), extent.end());
        there.into_iter().find(|it| it.label == *label && it.extent == *extent).map(|it| it.id)
    }
}

/// `range` without spaces and invisible marks at its edges.
pub(super) fn trimmed_to_words(document: &Document, range: TextRange) -> Option<TextRange> {
    let words = document.text().slice(range);
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
    };
    let start = range.end() - words.trim_start_matches(edge).len();
    let end = range.start() + words.trim_end_matches(edge).len();
    document.text().range(start, end.max(start)).ok()
}

/// The pieces of `extent` stretched or cut to the hull `range`.
fn clipped(document: &Document, extent: &Extent, range: TextRange) -> Option<Extent> {
    let last = extent.pieces().count() - 1;
    Extent::of(extent.pieces().enumerate().filter_map(|(at, piece)| {
        let start = if at == 0 { range.start() } else { piece.start().max(range.start()) };
        let end = if at == last { range.end() } else { piece.end().min(range.end()) };
        document.text().range(start, end.max(start)).ok()
    }))
}
