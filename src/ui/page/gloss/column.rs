//! Where the notes of the gloss stand: level with their lines, none over another, none further from its
//! line than it is high; those that have no such place become dots at their lines.

use std::ops::Range;

/// Between two notes, in points.
pub(super) const GAP: f32 = 4.0;

/// A note that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WantedNote {
    /// Where its line begins.
    pub(super) y: f32,
    /// How high it is.
    pub(super) height: f32,
    /// True for the one that stays level with its line whatever is around it.
    pub(super) is_fixed: bool,
}

/// The upper edge of each note, where there is room for it; `wanted` is in order of `y`, and what is
/// placed stays in `room`.
pub(super) fn place(wanted: &[WantedNote], room: &Range<f32>) -> Vec<Option<f32>> {
    let fixed = wanted.iter().find(|it| it.is_fixed).map(|it| {
        let top = it.y.min(room.end - it.height).max(room.start);
        top..top + it.height
    });
    let mut below = room.start;
    let mut tops = Vec::with_capacity(wanted.len());
    for note in wanted {
        if note.is_fixed {
            let stretch = fixed.clone().unwrap_or_default();
            below = below.max(stretch.end + GAP);
            tops.push(Some(stretch.start));
            continue;
        }
        let mut top = note.y.max(below);
        if let Some(taken) = &fixed
            && top < taken.end + GAP
            && taken.start < top + note.height + GAP
        {
            // Above the one that stays, where that is near enough; else below it.
            let above = taken.start - GAP - note.height;
            top = if above >= below.max(note.y - note.height) { above } else { taken.end + GAP };
        }
        let is_near = (top - note.y).abs() <= note.height;
        if is_near && top >= room.start && top + note.height <= room.end {
            below = below.max(top + note.height + GAP);
            tops.push(Some(top));
        } else {
            tops.push(None);
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{GAP, WantedNote, place};

    fn note(y: f32, height: f32) -> WantedNote {
        WantedNote { y, height, is_fixed: false }
    }

    #[test]
    fn notes_stand_level_with_their_lines_or_just_below_the_one_before() {
        let tops = place(&[note(10.0, 20.0), note(15.0, 20.0), note(100.0, 20.0)], &(0.0..200.0));
        assert_eq!(tops, [Some(10.0), Some(10.0 + 20.0 + GAP), Some(100.0)]);
    }

    #[test]
    fn what_would_stand_further_away_than_it_is_high_becomes_a_dot() {
        let tops = place(&[note(10.0, 20.0), note(10.0, 20.0), note(10.0, 20.0)], &(0.0..200.0));
        assert_eq!(tops, [Some(10.0), None, None]);
    }

    #[test]
    fn the_active_note_is_level_and_the_others_make_way() {
        let active = WantedNote { is_fixed: true, ..note(20.0, 40.0) };
        let tops = place(&[note(10.0, 20.0), active, note(50.0, 20.0)], &(0.0..200.0));
        assert_eq!(tops, [None, Some(20.0), Some(64.0)]);
    }

    proptest! {
        #[test]
        fn no_note_covers_another_or_is_far_from_its_line(
            mut notes in prop::collection::vec((0.0_f32..400.0, 10.0_f32..60.0), 0..40),
            fixed in any::<prop::sample::Index>(),
        ) {
            notes.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut wanted: Vec<WantedNote> = notes.iter().map(|it| note(it.0, it.1)).collect();
            if !wanted.is_empty() {
                let at = fixed.index(wanted.len());
                wanted[at].is_fixed = true;
            }
            let tops = place(&wanted, &(0.0..400.0));
            let mut placed: Vec<(f32, f32)> = Vec::new();
            for (note, top) in wanted.iter().zip(tops) {
                prop_assert!(!note.is_fixed || top.is_some());
                let Some(top) = top else { continue };
                prop_assert!(note.is_fixed || (top - note.y).abs() <= note.height);
                prop_assert!(top >= 0.0 && top + note.height <= 400.0 + 0.01);
                placed.push((top, top + note.height));
            }
            placed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in placed.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 0.01, "{:?}", pair);
            }
        }
    }
}
