//! Text runs for screen readers and scripts.

use std::ops::Range;

use super::{
    LayoutRect, ParagraphLayout, TextDirection,
    paragraph::{ParagraphLine, PlacedCluster},
};

/// The most characters of a run: word starts are counted in one byte.
const LONGEST_RUN: usize = 255;

/// A piece of one line that reads in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// Its bytes in the paragraph.
    pub bytes: Range<usize>,
    /// The line it is on, from 0.
    pub line: usize,
    /// How it reads.
    pub direction: TextDirection,
    /// Where it is, as high as its line.
    pub rect: LayoutRect,
    /// Its characters, in logical order; at most 255.
    pub characters: Vec<RunCharacter>,
    /// The characters at which words start.
    pub word_starts: Vec<u8>,
}

/// A character of a [`GlyphRun`]: what a person takes for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunCharacter {
    /// Its length in bytes.
    pub len_bytes: u8,
    /// From the edge where the run starts (the right one in right-to-left text), in pixels.
    pub position: f32,
    /// In pixels.
    pub width: f32,
}

impl ParagraphLayout {
    /// The paragraph as text runs in logical order. A line end inside it is a character without a
    /// width at the end of its line.
    pub fn runs(&self) -> Vec<GlyphRun> {
        let mut runs: Vec<GlyphRun> = Vec::new();
        let mut logical = self.logical.iter();
        for (index, line) in self.lines.iter().enumerate() {
            let first_of_line = runs.len();
            let clusters = logical.by_ref().take(line.len());
            self.line_runs(index, clusters.copied(), &mut runs);
            if line.content_end < line.end {
                let last = runs.get_mut(first_of_line..).and_then(<[_]>::last_mut);
                match last.filter(|it| it.characters.len() < LONGEST_RUN) {
                    Some(run) => run.push_line_end(line),
                    None => runs.push(self.line_end_run(index, line)),
                }
            }
        }
        for run in &mut runs {
            self.find_word_starts(run);
        }
        runs
    }

    fn line_runs(
        &self,
        line: usize,
        clusters: impl Iterator<Item = u32>,
        runs: &mut Vec<GlyphRun>,
    ) {
        let mut before: Option<u32> = None;
        for index in clusters {
            let cluster = self.cluster(index);
            let goes_on = before.is_some_and(|before| {
                let next =
                    if cluster.is_rtl { before.checked_sub(1) } else { before.checked_add(1) };
                next == Some(index) && self.cluster(before).is_rtl == cluster.is_rtl
            });
            before = Some(index);
            match runs.last_mut().filter(|run| goes_on && run.characters.len() < LONGEST_RUN) {
                Some(run) => run.push(&cluster),
                None => runs.push(self.new_run(&cluster, line)),
            }
        }
    }

    /// A line end alone on its line, or after a run that can hold no more.
    fn line_end_run(&self, index: usize, line: &ParagraphLine) -> GlyphRun {
        let x = self.x_of(self.last_gap(index));
        let edge = PlacedCluster {
            start: line.content_end,
            end: line.content_end,
            left: x,
            right: x,
            is_rtl: self.direction.is_rtl(),
        };
        let mut run = self.new_run(&edge, index);
        run.characters.clear();
        run.push_line_end(line);
        run
    }

    fn new_run(&self, cluster: &PlacedCluster, line: usize) -> GlyphRun {
        let (top, bottom) = self.lines.get(line).map_or((0.0, 0.0), |it| (it.top, it.bottom));
        let mut run = GlyphRun {
            bytes: cluster.start as usize..cluster.start as usize,
            line,
            direction: if cluster.is_rtl {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            },
            rect: LayoutRect { left: cluster.left, top, right: cluster.right, bottom },
            characters: Vec::new(),
            word_starts: Vec::new(),
        };
        run.push(cluster);
        run
    }

    fn find_word_starts(&self, run: &mut GlyphRun) {
        let first = self.words.partition_point(|it| (it.0 as usize) < run.bytes.start);
        let mut starts = self.words.iter().skip(first).map(|it| it.0 as usize).peekable();
        let mut at = run.bytes.start;
        for (index, character) in run.characters.iter().enumerate() {
            let end = at + usize::from(character.len_bytes);
            let mut starts_here = false;
            while starts.next_if(|&start| start < end).is_some() {
                starts_here = true;
            }
            if starts_here {
                run.word_starts.extend(u8::try_from(index));
            }
            at = end;
        }
    }
}

impl GlyphRun {
    fn push_line_end(&mut self, line: &ParagraphLine) {
        self.characters.push(RunCharacter {
            len_bytes: u8::try_from(line.end - line.content_end).unwrap_or(u8::MAX),
            position: self.rect.width(),
            width: 0.0,
        });
        self.bytes.end = line.end as usize;
    }

    fn push(&mut self, cluster: &PlacedCluster) {
        let position = match self.direction {
            TextDirection::RightToLeft => self.rect.right - cluster.right,
            TextDirection::LeftToRight => cluster.left - self.rect.left,
        };
        self.characters.push(RunCharacter {
            len_bytes: u8::try_from(cluster.end - cluster.start).unwrap_or(u8::MAX),
            position,
            width: cluster.right - cluster.left,
        });
        self.bytes.end = cluster.end as usize;
        self.rect.left = self.rect.left.min(cluster.left);
        self.rect.right = self.rect.right.max(cluster.right);
    }
}
