//! The caret by keyboard: visual steps, words, lines, screens; Shift selects.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Ui};

use super::{place::CaretSpot, pointer::offer, view::PageView};
use crate::{
    session::{Editor, NavigateAction, Selection},
    typeset::{CaretAffinity, CaretPosition, FontSet, PageLayout, ParagraphLayout},
    ui::{FrameContext, FrameRequests},
};

/// Handles the keys of this frame that move the caret.
pub(super) fn keys(
    ui: &Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    open: &Editor,
) {
    let pressed: Vec<(Key, Modifiers)> = ui.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if !modifiers.alt => {
                Some((*key, *modifiers))
            }
            _ => None,
        });
        keys.collect()
    });
    let mut selection = open.selection();
    for (key, modifiers) in pressed {
        let Some(spot) = moved(cx, view, open, selection, key, modifiers) else { continue };
        let anchor = if modifiers.shift { view.caret.anchor(selection) } else { spot };
        let Some(page) = view.page.as_mut() else { continue };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        selection = CaretWalk { page, fonts }.selection(anchor, spot);
        view.caret.put(anchor, spot, selection);
        view.selected_by_pointer = false;
        requests.push(NavigateAction::MoveCaret(selection));
        view.reveal(spot.byte);
        let range = open.document().text().range(selection.start(), selection.end());
        if let Ok(range) = range
            && modifiers.shift
            && !selection.is_empty()
        {
            offer(ui, open, range);
        }
    }
}

/// Where a key takes the caret; `None` for any other key.
fn moved(
    cx: &FrameContext<'_>,
    view: &mut PageView,
    open: &Editor,
    selection: Selection,
    key: Key,
    modifiers: Modifiers,
) -> Option<CaretSpot> {
    let by_word = modifiers.command || modifiers.ctrl;
    let goal = view.goal_x.take();
    let height = view.height_px();
    let page = view.page.as_mut()?;
    let fonts = &mut cx.engine.borrow_mut().fonts;
    let mut walk = CaretWalk { page, fonts };
    let here = view.caret.head(selection);
    match (key, by_word) {
        // Letting go of a selection leaves the caret at the side the arrow points to.
        (Key::ArrowLeft | Key::ArrowRight, false) if !modifiers.shift && !selection.is_empty() => {
            let forward = walk.is_forward(here.byte, key == Key::ArrowLeft);
            let (byte, side) = if forward {
                (selection.end(), CaretAffinity::Upstream)
            } else {
                (selection.start(), CaretAffinity::Downstream)
            };
            Some(CaretSpot::rest(walk.page, walk.fonts, byte, side))
        }
        (Key::ArrowLeft, by_word) => Some(walk.sideways(here, CaretSide::Left, by_word)),
        (Key::ArrowRight, by_word) => Some(walk.sideways(here, CaretSide::Right, by_word)),
        (Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown, false) => {
            let goal = goal.unwrap_or_else(|| walk.x_of(here));
            view.goal_x = Some(goal);
            let page = view.page.as_mut()?;
            let mut walk = CaretWalk { page, fonts };
            Some(match key {
                Key::ArrowUp => walk.line(here, goal, VerticalWay::Up),
                Key::ArrowDown => walk.line(here, goal, VerticalWay::Down),
                Key::PageUp => walk.screen(here, goal, -f64::from(height) * 0.85),
                _ => walk.screen(here, goal, f64::from(height) * 0.85),
            })
        }
        (Key::Home, true) => Some(CaretSpot::default()),
        (Key::End, true) => {
            Some(CaretSpot { byte: open.document().text().len_bytes(), ..CaretSpot::default() })
        }
        (Key::Home, false) => Some(walk.in_block(here, ParagraphLayout::line_start)),
        (Key::End, false) => Some(walk.in_block(here, ParagraphLayout::line_end)),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CaretSide {
    Left,
    Right,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum VerticalWay {
    Up,
    Down,
}

/// The caret's way through the blocks of a page.
struct CaretWalk<'a> {
    page: &'a mut PageLayout,
    fonts: &'a mut FontSet,
}

impl CaretWalk<'_> {
    /// True where going to the left (or the right) leads on in the text.
    fn is_forward(&self, byte: usize, left: bool) -> bool {
        self.page.direction_of(self.page.block_of(byte)).is_rtl() == left
    }

    /// The block that a place is in, and the place in it.
    fn local(&mut self, spot: CaretSpot) -> (usize, Arc<ParagraphLayout>, CaretPosition) {
        let (index, position) = self.page.locate(self.fonts, spot.byte, spot.affinity);
        (index, self.page.block(self.fonts, index), position)
    }

    fn spot(&self, index: usize, position: CaretPosition) -> CaretSpot {
        let start = self.page.bytes_of(index).start;
        CaretSpot { byte: start + position.byte, affinity: position.affinity }
    }

    /// What is selected by going from one place to another.
    fn selection(&mut self, anchor: CaretSpot, head: CaretSpot) -> Selection {
        let (from_index, _, from) = self.local(anchor);
        let (index, paragraph, to) = self.local(head);
        if from_index != index {
            return Selection { anchor: anchor.byte, head: head.byte };
        }
        let (from, to) = paragraph.drag(from, to);
        Selection { anchor: self.spot(index, from).byte, head: self.spot(index, to).byte }
    }

    fn in_block(
        &mut self,
        spot: CaretSpot,
        to: fn(&ParagraphLayout, CaretPosition) -> CaretPosition,
    ) -> CaretSpot {
        let (index, paragraph, position) = self.local(spot);
        self.spot(index, to(&paragraph, position))
    }

    fn sideways(&mut self, spot: CaretSpot, side: CaretSide, by_word: bool) -> CaretSpot {
        let (index, paragraph, position) = self.local(spot);
        let step = match (side, by_word) {
            (CaretSide::Left, false) => ParagraphLayout::left,
            (CaretSide::Right, false) => ParagraphLayout::right,
            (CaretSide::Left, true) => ParagraphLayout::word_left,
            (CaretSide::Right, true) => ParagraphLayout::word_right,
        };
        let forward = self.page.direction_of(index).is_rtl() == (side == CaretSide::Left);
        // The end of a piece of a long paragraph and the start of the next one are one place.
        let ends_piece = |it: CaretPosition| {
            forward && it == paragraph.last_stop() && !self.page.is_last_piece(index)
        };
        let there = step(&paragraph, position);
        if let Some(there) = there.filter(|it| !ends_piece(*it)) {
            return self.spot(index, there);
        }
        let neighbor = if forward { Some(index + 1) } else { index.checked_sub(1) };
        let Some(next) = neighbor.filter(|&it| it < self.page.block_count()) else { return spot };
        let goes_on = !self.page.is_last_piece(index.min(next));
        let paragraph = self.page.block(self.fonts, next);
        let edge = if forward { paragraph.first_stop() } else { paragraph.last_stop() };
        // A word of the next piece is one step further, and so is its first character from the end
        // of this one.
        let further = goes_on && (by_word || there.is_none());
        let there = if further { step(&paragraph, edge).unwrap_or(edge) } else { edge };
        self.spot(next, there)
    }

    /// Where the caret is on its line, in pixels.
    fn x_of(&mut self, spot: CaretSpot) -> f32 {
        let (_, paragraph, position) = self.local(spot);
        paragraph.caret_x(position)
    }

    fn line(&mut self, spot: CaretSpot, goal: f32, way: VerticalWay) -> CaretSpot {
        let (index, paragraph, position) = self.local(spot);
        let there = match way {
            VerticalWay::Up => paragraph.up(position, goal),
            VerticalWay::Down => paragraph.down(position, goal),
        };
        if let Some(there) = there {
            return self.spot(index, there);
        }
        let next = match way {
            VerticalWay::Up => index.checked_sub(1),
            VerticalWay::Down => Some(index + 1).filter(|&it| it < self.page.block_count()),
        };
        let Some(next) = next else {
            let bytes = self.page.bytes_of(index);
            return CaretSpot::at(if way == VerticalWay::Up { bytes.start } else { bytes.end });
        };
        let paragraph = self.page.block(self.fonts, next);
        let line = if way == VerticalWay::Up { paragraph.line_count() - 1 } else { 0 };
        self.spot(next, paragraph.hit_line(line, goal))
    }

    /// A screen further, by height.
    fn screen(&mut self, spot: CaretSpot, goal: f32, pixels: f64) -> CaretSpot {
        // The line that the caret shows on, which is not that of its byte at a line's end.
        let line = self.in_block(spot, ParagraphLayout::line_start);
        let here = self.page.anchor_of(line.byte);
        let there = self.page.moved(self.fonts, here, pixels);
        let (index, paragraph, position) = self.local(CaretSpot::at(there.byte));
        let line = paragraph.line_of(position);
        self.spot(index, paragraph.hit_line(line, goal))
    }
}
