//! Where marked words begin and end for the eye.

use std::ops::Range;

use super::{ParagraphLayout, paragraph::PlacedCluster};

/// An edge of marked words on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StretchEdge {
    /// The line, from 0.
    pub line: usize,
    /// Where on it, in pixels.
    pub x: f32,
    /// True where the words stand to the left of it.
    pub is_right: bool,
}

/// Which edge of marked words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StretchEnd {
    Start,
    End,
}

impl ParagraphLayout {
    /// Where the words at `bytes` begin and where they end, `text` being that of the paragraph.
    ///
    /// Words begin at the side from which they are read. A number in Persian has its first digit at its left
    /// side and is still reached from the right, as what stands around it; and so are Latin letters with
    /// Persian ones after them. Latin letters alone begin at their left.
    pub fn edges(&self, text: &str, bytes: &Range<usize>) -> Option<[StretchEdge; 2]> {
        let start = self.edge(text, bytes, StretchEnd::Start)?;
        Some([start, self.edge(text, bytes, StretchEnd::End)?])
    }

    fn edge(&self, text: &str, bytes: &Range<usize>, end: StretchEnd) -> Option<StretchEdge> {
        let at = match end {
            StretchEnd::Start => bytes.start,
            StretchEnd::End => bytes.end.checked_sub(1)?,
        };
        let line = self.lines.partition_point(|it| it.end as usize <= at);
        let clusters = self.clusters_at(line);
        let holds = |it: &PlacedCluster| (it.start as usize..it.end as usize).contains(&at);
        let here = clusters.iter().position(holds)?;
        let cluster = clusters.get(here)?;
        let around = self.direction.is_rtl();
        let run = run_around(clusters, here);
        let is_whole = bytes.start >= start_of(run) && bytes.end <= end_of(run);
        let has_letters = || {
            let words = text.get(bytes.clone()).unwrap_or_default();
            words.chars().any(char::is_alphabetic)
        };
        let reads_as_itself = cluster.is_rtl == around || is_whole && has_letters();
        let (part, is_rtl) = if reads_as_itself {
            (std::slice::from_ref(cluster), cluster.is_rtl)
        } else {
            (run, around)
        };
        let inside = part
            .iter()
            .filter(|it| (it.start as usize) < bytes.end && bytes.start < it.end as usize);
        let is_right = is_rtl == (end == StretchEnd::Start);
        let x = if is_right {
            inside.map(|it| it.right).fold(f32::NEG_INFINITY, f32::max)
        } else {
            inside.map(|it| it.left).fold(f32::INFINITY, f32::min)
        };
        Some(StretchEdge { line, x, is_right })
    }
}

/// The characters around one of a line that read as it does, without another between them.
fn run_around(clusters: &[PlacedCluster], here: usize) -> &[PlacedCluster] {
    let is_rtl = clusters.get(here).is_some_and(|it| it.is_rtl);
    let differs = |it: &PlacedCluster| it.is_rtl != is_rtl;
    let (before, after) = clusters.split_at(here);
    let first = before.iter().rposition(differs).map_or(0, |it| it + 1);
    let last = after.iter().position(differs).map_or(clusters.len(), |it| here + it);
    clusters.get(first..last).unwrap_or_default()
}

fn start_of(run: &[PlacedCluster]) -> usize {
    run.iter().map(|it| it.start as usize).min().unwrap_or_default()
}

fn end_of(run: &[PlacedCluster]) -> usize {
    run.iter().map(|it| it.end as usize).max().unwrap_or_default()
}
