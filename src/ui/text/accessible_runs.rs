//! Set text for screen readers: a node for each run of glyphs, and places of the caret in them.

use std::ops::Range;

use egui::{Id, Pos2, Sense, Ui, accesskit};

use super::label::to_points;
use crate::{
    typeset::{CaretAffinity, CaretPosition, GlyphRun, ParagraphLayout, TextDirection},
    ui::screen_reader::bounds,
};

/// A text run in view: its node, and the lengths of its characters.
#[derive(Debug)]
pub struct ShownRun {
    /// Its node.
    pub node: accesskit::NodeId,
    /// Its bytes in the whole text.
    pub bytes: Range<usize>,
    /// How long each of its characters is, in bytes.
    pub lengths: Vec<u8>,
}

impl ShownRun {
    /// The byte before character `index`.
    pub fn byte_of(&self, index: usize) -> usize {
        let before = self.lengths.iter().take(index).map(|it| usize::from(*it));
        self.bytes.start + before.sum::<usize>()
    }

    /// The last character that begins at `byte` or before it; after the last one, their count.
    fn index_of(&self, byte: usize) -> usize {
        (0..=self.lengths.len()).rev().find(|&it| self.byte_of(it) <= byte).unwrap_or_default()
    }
}

/// A place of the caret as a screen reader gets it; beyond what is in view it is the nearest one.
pub fn position_in(runs: &[ShownRun], caret: CaretPosition) -> Option<accesskit::TextPosition> {
    let upstream = caret.affinity == CaretAffinity::Upstream;
    let ends = runs.partition_point(|it| {
        if upstream { it.bytes.end < caret.byte } else { it.bytes.end <= caret.byte }
    });
    // Where a paragraph ends there is no run that goes on, and an empty one begins and ends there.
    let here = runs.get(ends).filter(|it| it.bytes.start <= caret.byte);
    let before = || runs.get(ends.checked_sub(1)?);
    let run = here.or_else(before).or(runs.first())?;
    let character_index = run.index_of(caret.byte);
    Some(accesskit::TextPosition { node: run.node, character_index })
}

/// A laid out paragraph in its place.
#[derive(Clone, Copy, Debug)]
pub struct PlacedParagraph<'a> {
    /// What is laid out.
    pub paragraph: &'a ParagraphLayout,
    /// Its words.
    pub words: &'a str,
    /// The byte at which they begin in the whole text.
    pub starts: usize,
    /// Where it is, in points.
    pub origin: Pos2,
    /// Pixels to a point.
    pub scale: f32,
}

impl PlacedParagraph<'_> {
    /// Adds the nodes of its runs, called by `ids`; `goes_on` where another node follows on its last line.
    pub fn run_nodes(
        &self,
        ui: &Ui,
        ids: impl Fn(usize) -> Id,
        goes_on: bool,
        shown: &mut Vec<ShownRun>,
    ) {
        let runs = self.paragraph.runs();
        for (index, run) in runs.iter().enumerate() {
            let line_of = |at: usize| runs.get(at).map(|it| it.line);
            let is_last = index + 1 == runs.len();
            let is_before = |it: &usize| line_of(*it) == Some(run.line);
            let is_after = |it: &usize| line_of(*it) == Some(run.line) || is_last && goes_on;
            let neighbors = LineNeighbors {
                before: index.checked_sub(1).filter(is_before).map(&ids),
                after: Some(index + 1).filter(is_after).map(&ids),
            };
            self.run_node(ui, ids(index), run);
            neighbors.announce(ui, ids(index));
            shown.push(ShownRun {
                node: ids(index).accesskit_id(),
                bytes: self.starts + run.bytes.start..self.starts + run.bytes.end,
                lengths: run.characters.iter().map(|it| it.len_bytes).collect(),
            });
        }
    }

    fn run_node(&self, ui: &Ui, id: Id, run: &GlyphRun) {
        let rect = to_points(run.rect, self.origin, self.scale);
        ui.interact(rect, id, Sense::empty());
        let words = self.words.get(run.bytes.clone()).unwrap_or_default();
        let points = |pixels: f32| pixels / self.scale;
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(accesskit::Role::TextRun);
            node.set_value(words);
            node.set_bounds(bounds(rect));
            node.set_text_direction(match run.direction {
                TextDirection::RightToLeft => accesskit::TextDirection::RightToLeft,
                TextDirection::LeftToRight => accesskit::TextDirection::LeftToRight,
            });
            let all = run.characters.iter();
            node.set_character_lengths(all.clone().map(|it| it.len_bytes).collect::<Vec<_>>());
            node.set_character_positions(
                all.clone().map(|it| points(it.position)).collect::<Vec<_>>(),
            );
            node.set_character_widths(all.map(|it| points(it.width)).collect::<Vec<_>>());
            node.set_word_starts(run.word_starts.clone());
        });
    }
}

/// The runs beside one on its line: without them a screen reader takes each run for a line.
#[derive(Debug)]
pub struct LineNeighbors {
    /// The one before it.
    pub before: Option<Id>,
    /// The one after it.
    pub after: Option<Id>,
}

impl LineNeighbors {
    /// Says so of the run called `id`.
    pub fn announce(&self, ui: &Ui, id: Id) {
        ui.ctx().accesskit_node_builder(id, |node| {
            if let Some(before) = self.before {
                node.set_previous_on_line(before.accesskit_id());
            }
            if let Some(after) = self.after {
                node.set_next_on_line(after.accesskit_id());
            }
        });
    }
}
