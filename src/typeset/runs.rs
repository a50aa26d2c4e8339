//! Text runs for screen readers and scripts.

use std::ops::Range;

use super::{LayoutRect, ParagraphLayout, TextDirection, paragraph::PlacedCluster};

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
    /// The paragraph as text runs in logical order.
    pub fn runs(&self) -> Vec<GlyphRun> {
        let mut runs: Vec<GlyphRun> = Vec::new();
        let mut before: Option<(u32, usize)> = None;
        for &index in &self.logical {
            let cluster = self.cluster(index);
            let line = self.lines.partition_point(|line| line.clusters.1 <= index);
            let goes_on = before.is_some_and(|(before, on)| {
                let next =
                    if cluster.is_rtl { before.checked_sub(1) } else { before.checked_add(1) };
                on == line && next == Some(index) && self.cluster(before).is_rtl == cluster.is_rtl
            });
            before = Some((index, line));
            match runs.last_mut().filter(|run| goes_on && run.characters.len() < LONGEST_RUN) {
                Some(run) => run.push(&cluster),
                None => runs.push(self.new_run(&cluster, line)),
            }
        }
        for run in &mut runs {
            self.find_word_starts(run);
        }
        runs
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
