//! Where the notes of the gloss stand: level with their lines, those of one line below each other, none over
//! another. The first note of a line is never further from it than it is high; it goes before the further
//! notes of the lines above it. Those that have no such place become dots at their lines.

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

/// A note that has a place.
struct PlacedNote {
    index: usize,
    bottom: f32,
    /// True where it stands below another one of its line.
    is_further: bool,
}

/// The upper edge of each note, where there is room for it; `wanted` is in order of `y`, and what is
/// placed stays in `room`.
pub(super) fn place(wanted: &[WantedNote], room: &Range<f32>) -> Vec<Option<f32>> {
    let fixed = wanted.iter().find(|it| it.is_fixed).map(|it| {
        let top = it.y.min(room.end - it.height).max(room.start);
        top..top + it.height
    });
    let mut tops: Vec<Option<f32>> = vec![None; wanted.len()];
    let mut placed: Vec<PlacedNote> = Vec::new();
    // Where the pile of the line at hand may end, and which line that is.
    let mut pile = (f32::NEG_INFINITY, 0.0_f32);
    for (index, note) in wanted.iter().enumerate() {
        let is_further = (pile.0 - note.y).abs() < 1.0;
        // How far it may stand from its line: below what else the line has.
        let reach = if is_further { pile.1 + note.height } else { note.height };
        pile = if is_further { pile } else { (note.y, 0.0) };
        if note.is_fixed {
            let top = fixed.as_ref().map_or(note.y, |it| it.start);
            if let Some(it) = tops.get_mut(index) {
                *it = Some(top);
            }
            placed.push(PlacedNote { index, bottom: top + note.height, is_further: false });
            pile.1 += note.height + GAP;
            continue;
        }
        loop {
            let below = placed.iter().map(|it| it.bottom + GAP).fold(room.start, f32::max);
            let top = free_top(note, below, fixed.as_ref());
            let is_near = (top - note.y).abs() <= reach;
            if is_near && top >= room.start && top + note.height <= room.end {
                if let Some(it) = tops.get_mut(index) {
                    *it = Some(top);
                }
                placed.push(PlacedNote { index, bottom: top + note.height, is_further });
                pile.1 += note.height + GAP;
                break;
            }
            // The first note of a line goes before the further ones of the lines above it.
            let Some(last) = placed.pop_if(|it| it.is_further && !is_further) else { break };
            if let Some(it) = tops.get_mut(last.index) {
                *it = None;
            }
        }
    }
    tops
}

/// The place nearest to its line that a note can have below `below`: above the note that stays where it is,
/// where that is near enough, else below it.
fn free_top(note: &WantedNote, below: f32, fixed: Option<&Range<f32>>) -> f32 {
    let top = note.y.max(below);
    let Some(taken) = fixed else { return top };
    if top >= taken.end + GAP || taken.start >= top + note.height + GAP {
        return top;
    }
    let above = taken.start - GAP - note.height;
    if above >= below.max(note.y - note.height) { above } else { taken.end + GAP }
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
    fn notes_of_one_line_stand_below_each_other() {
        let three = [note(10.0, 20.0), note(10.0, 20.0), note(10.0, 20.0)];
        assert_eq!(place(&three, &(0.0..200.0)), [Some(10.0), Some(34.0), Some(58.0)]);
        assert_eq!(place(&three, &(0.0..60.0)), [Some(10.0), Some(34.0), None]);
    }

    #[test]
    fn the_first_note_of_a_line_goes_before_further_ones_of_the_line_above() {
        let wanted = [note(10.0, 20.0), note(10.0, 20.0), note(10.0, 20.0), note(40.0, 20.0)];
        assert_eq!(place(&wanted, &(0.0..200.0)), [Some(10.0), Some(34.0), None, Some(58.0)]);
        let wanted = [note(10.0, 20.0), note(10.0, 20.0), note(30.0, 20.0)];
        assert_eq!(place(&wanted, &(0.0..200.0)), [Some(10.0), None, Some(34.0)]);
    }

    #[test]
    fn what_would_stand_further_away_than_it_is_high_becomes_a_dot() {
        let wanted = [note(10.0, 60.0), note(20.0, 20.0)];
        assert_eq!(place(&wanted, &(0.0..200.0)), [Some(10.0), None]);
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
            for (at, (note, top)) in wanted.iter().zip(tops).enumerate() {
                prop_assert!(!note.is_fixed || top.is_some());
                let Some(top) = top else { continue };
                let of_line = wanted.iter().take(at).filter(|it| (it.y - note.y).abs() < 1.0);
                let pile: f32 = of_line.map(|it| it.height + GAP).sum();
                prop_assert!(note.is_fixed || (top - note.y).abs() <= note.height + pile + 0.01);
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
