//! How the cards of the margin share its height: level with their lines, none over another, none
//! outside; where there is no room for all, the farthest become lines, and then a count.

use std::ops::Range;

/// Between two cards, in points.
pub(super) const GAP: f32 = 6.0;
/// A card of one line, in points.
pub(super) const LINE: f32 = 26.0;

/// A card that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WantedCard {
    /// Where its line begins.
    pub(super) y: f32,
    /// How high it is when it is whole.
    pub(super) height: f32,
    /// True for one that has to be whole.
    pub(super) rigid: bool,
}

/// Where a card is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CardStand {
    /// Whole, or as high as there is room at most.
    Whole {
        /// Its upper edge.
        top: f32,
        /// How high it may be.
        height: f32,
    },
    /// As one line.
    Line {
        /// Its upper edge.
        top: f32,
    },
    /// Not to be seen; it is counted.
    Hidden,
}

/// The cards of a margin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CardColumn {
    /// One for each card wanted.
    pub(super) stands: Vec<CardStand>,
    /// The upper edges of the lines that count the hidden ones, above and below, where there are any.
    pub(super) counts: [Option<f32>; 2],
}

/// Places cards, which are in order of `y`, in `room`. The card `focus` is whole and level with its
/// line as far as it is in the room then; the others make way.
pub(super) fn place(wanted: &[WantedCard], focus: Option<usize>, room: &Range<f32>) -> CardColumn {
    let mut column =
        CardColumn { stands: vec![CardStand::Hidden; wanted.len()], counts: [None, None] };
    let Some((at, card)) = focus.and_then(|at| wanted.get(at).map(|it| (at, it))) else {
        let all = CardGroup { cards: wanted, first: 0, far_end: FarEnd::Bottom };
        all.place(room.clone(), &mut column);
        return column;
    };
    let above =
        CardGroup { cards: wanted.get(..at).unwrap_or_default(), first: 0, far_end: FarEnd::Top };
    let below = CardGroup {
        cards: wanted.get(at + 1..).unwrap_or_default(),
        first: at + 1,
        far_end: FarEnd::Bottom,
    };
    let free = (room.start + above.least())..(room.end - below.least());
    let height = card.height.min(free.end - free.start).max(LINE);
    let top = card.y.min(free.end - height).max(free.start);
    if let Some(stand) = column.stands.get_mut(at) {
        *stand = CardStand::Whole { top, height };
    }
    above.place(room.start..top - GAP, &mut column);
    below.place(top + height + GAP..room.end, &mut column);
    column
}

/// The side at which cards are folded first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FarEnd {
    Top,
    Bottom,
}

/// The cards above or below the one that stays where it is.
struct CardGroup<'a> {
    cards: &'a [WantedCard],
    /// The place of the first one among all.
    first: usize,
    far_end: FarEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CardFold {
    Whole,
    Line,
    Hidden,
}

impl CardGroup<'_> {
    /// What it needs at the least: its rigid cards, and a line that counts the others.
    fn least(&self) -> f32 {
        let rigid = self.cards.iter().filter(|it| it.rigid);
        let heights: f32 = rigid.map(|it| it.height + GAP).sum();
        let others = self.cards.iter().any(|it| !it.rigid);
        heights + if others { LINE + GAP } else { 0.0 }
    }

    /// How each card is folded so that all of them are at most `height` high.
    fn fold(&self, height: f32) -> Vec<CardFold> {
        let mut folds = vec![CardFold::Whole; self.cards.len()];
        for fold in [CardFold::Line, CardFold::Hidden] {
            for step in 0..self.cards.len() {
                if self.height(&folds) <= height {
                    return folds;
                }
                let at = match self.far_end {
                    FarEnd::Top => step,
                    FarEnd::Bottom => self.cards.len() - 1 - step,
                };
                let foldable = self.cards.get(at).is_some_and(|it| !it.rigid);
                if let Some(folded) = folds.get_mut(at).filter(|_| foldable) {
                    *folded = fold;
                }
            }
        }
        folds
    }

    fn height(&self, folds: &[CardFold]) -> f32 {
        let height = |(card, fold): (&WantedCard, &CardFold)| match fold {
            CardFold::Whole => card.height + GAP,
            CardFold::Line => LINE + GAP,
            CardFold::Hidden => 0.0,
        };
        let heights: f32 = self.cards.iter().zip(folds).map(height).sum();
        let count = if folds.contains(&CardFold::Hidden) { LINE + GAP } else { 0.0 };
        (heights + count - GAP).max(0.0)
    }

    fn place(&self, mut room: Range<f32>, column: &mut CardColumn) {
        let folds = self.fold(room.end - room.start);
        if folds.contains(&CardFold::Hidden) {
            if self.far_end == FarEnd::Top {
                column.counts[0] = Some(room.start);
                room.start += LINE + GAP;
            } else {
                column.counts[1] = Some(room.end - LINE);
                room.end -= LINE + GAP;
            }
        }
        let shown: Vec<(usize, f32, f32)> = self
            .cards
            .iter()
            .zip(&folds)
            .enumerate()
            .filter(|(_, (_, fold))| **fold != CardFold::Hidden)
            .map(|(at, (card, fold))| {
                let height = if *fold == CardFold::Line { LINE } else { card.height };
                (at, card.y, height)
            })
            .collect();
        for ((at, _, height), top) in shown.iter().zip(tops(&shown, &room)) {
            let line = folds.get(*at) == Some(&CardFold::Line);
            if let Some(stand) = column.stands.get_mut(self.first + at) {
                *stand = if line {
                    CardStand::Line { top }
                } else {
                    CardStand::Whole { top, height: *height }
                };
            }
        }
    }
}

/// Tops of cards (number, wanted top, height) in order, as near to what they want as they can be
/// without touching each other or leaving the room.
fn tops(cards: &[(usize, f32, f32)], room: &Range<f32>) -> Vec<f32> {
    let mut free = room.start;
    let mut tops: Vec<f32> = Vec::with_capacity(cards.len());
    for (_, y, height) in cards {
        let top = y.max(free);
        tops.push(top);
        free = top + height + GAP;
    }
    let mut floor = room.end;
    for (top, (_, _, height)) in tops.iter_mut().zip(cards).rev() {
        *top = top.min(floor - height);
        floor = *top - GAP;
    }
    tops
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CardColumn, CardStand, GAP, LINE, WantedCard, place};

    fn card(y: f32, height: f32) -> WantedCard {
        WantedCard { y, height, rigid: false }
    }

    fn tops(column: &CardColumn) -> Vec<f32> {
        let top = |it: &CardStand| match it {
            CardStand::Whole { top, .. } | CardStand::Line { top } => *top,
            CardStand::Hidden => f32::NAN,
        };
        column.stands.iter().map(top).collect()
    }

    #[test]
    fn cards_make_way_for_each_other() {
        let wanted = [card(0.0, 50.0), card(10.0, 50.0), card(300.0, 50.0)];
        assert_eq!(tops(&place(&wanted, None, &(0.0..900.0))), [0.0, 56.0, 300.0]);
    }

    #[test]
    fn the_active_card_stays_level() {
        let wanted = [card(100.0, 50.0), card(110.0, 50.0), card(120.0, 50.0)];
        assert_eq!(tops(&place(&wanted, Some(1), &(0.0..900.0))), [54.0, 110.0, 166.0]);
    }

    #[test]
    fn the_last_card_stays_inside() {
        let wanted = [card(850.0, 50.0), card(880.0, 50.0)];
        assert_eq!(tops(&place(&wanted, None, &(0.0..900.0))), [794.0, 850.0]);
    }

    #[test]
    fn what_has_no_room_becomes_lines_and_then_a_count() {
        let wanted = [card(0.0, 60.0); 3];
        let column = place(&wanted, None, &(0.0..140.0));
        assert_eq!(column.stands[1], CardStand::Line { top: 66.0 });
        assert_eq!(column.stands[2], CardStand::Line { top: 98.0 });
        let column = place(&[card(0.0, 60.0); 9], None, &(0.0..100.0));
        let hidden = column.stands.iter().filter(|it| **it == CardStand::Hidden).count();
        assert_eq!((hidden, column.counts), (7, [None, Some(74.0)]));
    }

    fn any_cards() -> impl Strategy<Value = Vec<WantedCard>> {
        let place = (0.0_f32..800.0, 30.0_f32..300.0);
        prop::collection::vec(place, 0..60).prop_map(|mut all| {
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            all.into_iter().map(|(y, height)| card(y, height)).collect()
        })
    }

    proptest! {
        #[test]
        fn no_card_lies_over_another_or_outside(
            wanted in any_cards(), focus in 0_usize..60, end in 200.0_f32..900.0,
        ) {
            let column = place(&wanted, Some(focus), &(0.0..end));
            let mut parts: Vec<(f32, f32)> = column.stands.iter().filter_map(|it| match *it {
                CardStand::Whole { top, height } => Some((top, top + height)),
                CardStand::Line { top } => Some((top, top + LINE)),
                CardStand::Hidden => None,
            }).collect();
            parts.extend(column.counts.iter().flatten().map(|top| (*top, top + LINE)));
            parts.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in parts.windows(2) {
                prop_assert!(pair[0].1 + GAP - 7.0 <= pair[1].0, "{pair:?}");
            }
            for (top, bottom) in parts {
                prop_assert!(top >= -0.1 && bottom <= end + 0.1, "{top}..{bottom} in 0..{end}");
            }
            if focus < wanted.len() {
                let is_whole = matches!(column.stands[focus], CardStand::Whole { .. });
                prop_assert!(is_whole);
            }
            let hidden = column.stands.contains(&CardStand::Hidden);
            prop_assert_eq!(hidden, column.counts.iter().any(Option::is_some));
        }
    }
}
