//! Which annotations touch a stretch of text, without looking at the others.

use super::{
    AnnotationId, Extent,
    records::{RecordSet, keys_from},
};

/// Annotations by place, on one level for each power of two of their length, so that what overlaps
/// a stretch of text is found in a few short ranges: `O(levels · log n + found)`.
#[derive(Clone, Debug)]
pub(super) struct PositionIndex {
    /// (level, first byte of the hull, id)
    entries: RecordSet<(u8, u32, AnnotationId)>,
    /// How many annotations each level has.
    counts: [u32; 33],
}

impl Default for PositionIndex {
    fn default() -> Self {
        Self { entries: RecordSet::new(), counts: [0; 33] }
    }
}

impl PositionIndex {
    pub(super) fn insert(&mut self, id: AnnotationId, extent: &Extent) {
        let level = level_of(extent);
        if !self.entries.insert_cow((level, start_of(extent), id))
            && let Some(count) = self.counts.get_mut(usize::from(level))
        {
            *count += 1;
        }
    }

    pub(super) fn remove(&mut self, id: AnnotationId, extent: &Extent) {
        let level = level_of(extent);
        if self.entries.remove_cow(&(level, start_of(extent), id))
            && let Some(count) = self.counts.get_mut(usize::from(level))
        {
            *count -= 1;
        }
    }

    /// Every annotation whose hull may overlap `start_byte..end_byte`: none is missing, some may
    /// end just before it.
    pub(super) fn candidates(
        &self,
        start_byte: usize,
        end_byte: usize,
    ) -> impl Iterator<Item = AnnotationId> + '_ {
        self.levels().flat_map(move |level| self.candidates_on(level, start_byte, end_byte))
    }

    /// The levels in use, from the shortest annotations to the longest.
    pub(super) fn levels(&self) -> impl Iterator<Item = u8> + '_ {
        (0_u8..).zip(self.counts).filter(|(_, count)| *count > 0).map(|(level, _)| level)
    }

    /// The same of one level.
    pub(super) fn candidates_on(
        &self,
        level: u8,
        start_byte: usize,
        end_byte: usize,
    ) -> impl Iterator<Item = AnnotationId> + '_ {
        let to_u32 = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let end = to_u32(end_byte);
        let longest = 1_usize.checked_shl(u32::from(level)).unwrap_or(usize::MAX);
        let from = to_u32(start_byte.saturating_sub(longest)).min(end);
        keys_from(&self.entries, (level, from, AnnotationId(0)))
            .take_while(move |(at, start, _)| *at == level && *start < end)
            .map(|&(_, _, id)| id)
    }

    /// Annotations that begin where `extent` does and are about as long, in order of id.
    pub(super) fn beginning_like(
        &self,
        extent: &Extent,
    ) -> impl Iterator<Item = AnnotationId> + '_ {
        let (level, start) = (level_of(extent), start_of(extent));
        keys_from(&self.entries, (level, start, AnnotationId(0)))
            .take_while(move |(at, from, _)| *at == level && *from == start)
            .map(|&(_, _, id)| id)
    }
}

/// The smallest power of two that is no shorter than the hull.
fn level_of(extent: &Extent) -> u8 {
    let len = extent.hull().len();
    u8::try_from(len.next_power_of_two().trailing_zeros()).unwrap_or(32).min(32)
}

fn start_of(extent: &Extent) -> u32 {
    u32::try_from(extent.start()).unwrap_or(u32::MAX)
}
