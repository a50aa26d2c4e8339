//! How deep text is embedded, read off the order that it stands in.
//!
//! parley gives the order and the direction of what stands on a line, not its levels (UAX #9). The
//! order says the same: text of a deeper level is a stretch that stands turned in what is around it.

use super::paragraph::PlacedCluster;

/// The deepest level of UAX #9 (`max_depth`).
const DEEPEST: u8 = 125;

/// The levels of a line's clusters (from left to right) above that of the paragraph: 0 for text that
/// reads as the paragraph does, 1 for a number or a Latin word in it.
pub(super) fn depths(clusters: &[PlacedCluster], rtl: bool) -> Vec<u8> {
    let mut line =
        LineOrder { clusters, ranks: vec![0; clusters.len()], depths: vec![0; clusters.len()] };
    let mut logical: Vec<usize> = (0..clusters.len()).collect();
    logical.sort_by_key(|&it| line.cluster(it).start);
    for (rank, &index) in logical.iter().enumerate() {
        if let Some(place) = line.ranks.get_mut(index) {
            *place = rank;
        }
    }
    let mut reading: Vec<usize> = (0..clusters.len()).collect();
    if rtl {
        reading.reverse();
    }
    line.dive(&reading, 0, 0, rtl);
    line.depths
}

/// Puts a line's items into the order that they stand in, from left to right: rule L2 of UAX #9.
///
/// `items` are in logical order, each with its depth as [`depths`] gives it.
pub(super) fn reorder<T>(items: &mut [(T, u8)], rtl: bool) {
    let deepest = items.iter().map(|it| it.1).max().unwrap_or_default();
    for depth in (1..=deepest).rev() {
        for run in items.chunk_by_mut(|a, b| (a.1 >= depth) == (b.1 >= depth)) {
            if run.first().is_some_and(|it| it.1 >= depth) {
                run.reverse();
            }
        }
    }
    if rtl {
        items.reverse();
    }
}

struct LineOrder<'a> {
    clusters: &'a [PlacedCluster],
    /// The place of each cluster in logical order.
    ranks: Vec<usize>,
    depths: Vec<u8>,
}

impl LineOrder<'_> {
    /// Sets the depths of `reading`, clusters in the order in which text of `depth` reads; the first
    /// of them in logical order has the rank `first`.
    fn dive(&mut self, reading: &[usize], first: usize, depth: u8, rtl: bool) {
        let mut at = 0;
        while let Some(&index) = reading.get(at) {
            let in_order = self.rank(index) == first + at && self.cluster(index).is_rtl == rtl;
            if in_order || depth == DEEPEST {
                if let Some(place) = self.depths.get_mut(index) {
                    *place = depth;
                }
                at += 1;
                continue;
            }
            let end = self.end_of_turned(reading, first, at);
            let turned: Vec<usize> =
                reading.get(at..end).unwrap_or_default().iter().rev().copied().collect();
            self.dive(&turned, first + at, depth + 1, !rtl);
            at = end;
        }
    }

    /// Where the turned stretch ends that begins at `at`: as soon as all ranks up to there were met.
    fn end_of_turned(&self, reading: &[usize], first: usize, at: usize) -> usize {
        let mut highest = 0;
        for (place, &index) in reading.iter().enumerate().skip(at) {
            highest = highest.max(self.rank(index));
            if highest <= first + place {
                return place + 1;
            }
        }
        reading.len()
    }

    fn rank(&self, index: usize) -> usize {
        self.ranks.get(index).copied().unwrap_or_default()
    }

    fn cluster(&self, index: usize) -> PlacedCluster {
        self.clusters.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{PlacedCluster, depths, reorder};

    /// Lays out `levels` above the paragraph's by rule L2, and reads them off the order again.
    fn read_back(levels: &[u8], rtl: bool) -> Vec<u8> {
        let mut items: Vec<(u32, u8)> = (0..).zip(levels.iter().copied()).collect();
        reorder(&mut items, rtl);
        let clusters: Vec<PlacedCluster> = items
            .iter()
            .map(|&(rank, level)| PlacedCluster {
                start: rank,
                end: rank + 1,
                is_rtl: rtl == (level % 2 == 0),
                ..PlacedCluster::default()
            })
            .collect();
        let mut found: Vec<(u32, u8)> =
            items.iter().map(|it| it.0).zip(depths(&clusters, rtl)).collect();
        found.sort_unstable();
        found.into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn the_order_says_the_levels() {
        for levels in [
            &[0, 0, 1, 1, 1, 0][..],
            &[1, 1, 0, 0, 1],
            &[0, 1, 2, 2, 1, 0],
            &[1, 2, 2, 3, 2, 1, 0, 1],
            &[2, 2, 1, 1, 0],
            &[1],
            &[],
        ] {
            assert_eq!(read_back(levels, true), levels);
            assert_eq!(read_back(levels, false), levels);
        }
    }
}
