//! The caret by keyboard: visual steps, words, lines, screens; Shift selects.

use egui::{Event, Key, Modifiers, Ui};

use super::{place::CaretSpot, view::PageView};
use crate::{
    session::{Editor, NavigateAction, Selection},
    typeset::{CaretPosition, FontSet, PageLayout, ParagraphLayout},
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
        view.caret = spot;
        view.selected_by_pointer = false;
        selection.head = spot.byte;
        if !modifiers.shift {
            selection.anchor = spot.byte;
        }
        requests.push(NavigateAction::Select(Selection { ..selection }));
        view.reveal(spot.byte);
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
    let here = CaretSpot { byte: selection.head, ..view.caret };
    match (key, by_word) {
        // Letting go of a selection leaves the caret at the side the arrow points to.
        (Key::ArrowLeft | Key::ArrowRight, false) if !modifiers.shift && !selection.is_empty() => {
            let forward = walk.is_forward(here.byte, key == Key::ArrowLeft);
            let byte = if forward { selection.end() } else { selection.start() };
            Some(CaretSpot { byte, ..CaretSpot::default() })
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

    fn local(&self, spot: CaretSpot) -> (usize, CaretPosition) {
        let index = self.page.block_of(spot.byte);
        let bytes = self.page.bytes_of(index);
        let byte = spot.byte.clamp(bytes.start, bytes.end) - bytes.start;
        (index, CaretPosition { byte, affinity: spot.affinity })
    }

    fn spot(&self, index: usize, position: CaretPosition) -> CaretSpot {
        let start = self.page.bytes_of(index).start;
        CaretSpot { byte: start + position.byte, affinity: position.affinity }
    }

    fn in_block(
        &mut self,
        spot: CaretSpot,
        to: fn(&ParagraphLayout, CaretPosition) -> CaretPosition,
    ) -> CaretSpot {
        let (index, position) = self.local(spot);
        let paragraph = self.page.block(self.fonts, index);
        self.spot(index, to(&paragraph, position))
    }

    fn sideways(&mut self, spot: CaretSpot, side: CaretSide, by_word: bool) -> CaretSpot {
        let (index, position) = self.local(spot);
        let paragraph = self.page.block(self.fonts, index);
        let there = match (side, by_word) {
            (CaretSide::Left, false) => paragraph.left(position),
            (CaretSide::Right, false) => paragraph.right(position),
            (CaretSide::Left, true) => paragraph.word_left(position),
            (CaretSide::Right, true) => paragraph.word_right(position),
        };
        if let Some(there) = there {
            return self.spot(index, there);
        }
        let forward = self.page.direction_of(index).is_rtl() == (side == CaretSide::Left);
        let neighbor = if forward { Some(index + 1) } else { index.checked_sub(1) };
        let Some(next) = neighbor.filter(|&it| it < self.page.block_count()) else { return spot };
        let bytes = self.page.bytes_of(next);
        CaretSpot { byte: if forward { bytes.start } else { bytes.end }, ..CaretSpot::default() }
    }

    /// Where the caret is on its line, in pixels.
    fn x_of(&mut self, spot: CaretSpot) -> f32 {
        let (index, position) = self.local(spot);
        self.page.block(self.fonts, index).caret(position).left
    }

    fn line(&mut self, spot: CaretSpot, goal: f32, way: VerticalWay) -> CaretSpot {
        let (index, position) = self.local(spot);
        let paragraph = self.page.block(self.fonts, index);
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
            let byte = if way == VerticalWay::Up { bytes.start } else { bytes.end };
            return CaretSpot { byte, ..CaretSpot::default() };
        };
        let paragraph = self.page.block(self.fonts, next);
        let line = if way == VerticalWay::Up { paragraph.line_count() - 1 } else { 0 };
        self.spot(next, paragraph.hit_line(line, goal))
    }

    /// A screen further, by height.
    fn screen(&mut self, spot: CaretSpot, goal: f32, pixels: f64) -> CaretSpot {
        let here = self.page.anchor_of(spot.byte);
        let there = self.page.moved(self.fonts, here, pixels);
        let (index, position) = self.local(CaretSpot { byte: there.byte, ..CaretSpot::default() });
        let paragraph = self.page.block(self.fonts, index);
        let line = paragraph.line_of(position);
        self.spot(index, paragraph.hit_line(line, goal))
    }
}
