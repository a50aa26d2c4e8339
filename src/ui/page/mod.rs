//! The page: the article, what is marked on it, and the gloss beside it.

mod accessible;
mod caret;
mod context_menu;
mod gloss;
mod keyboard;
mod links;
mod marks;
mod place;
mod pointer;
mod publication_chip;
mod scroll;
mod selection_bar;
mod view;

pub use view::PageView;

use egui::{EventFilter, Rect, Sense, Ui, pos2};

use self::place::PlacedPage;
use super::{FrameContext, FrameRequests, request::page_id, theme};
use crate::session::{Editor, SearchAction};

/// How wide the margin with the gloss is, in points, for a pane that is `width` wide.
fn margin_width(width: f32) -> f32 {
    if width < 620.0 { 0.0 } else { (width * 0.27).clamp(180.0, 320.0) }
}

/// Shows the page in the rest of the window.
pub fn page_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
) {
    let Some(open) = cx.session.editor() else { return };
    let pane = ui.available_rect_before_wrap();
    let (paper, margin) = split(cx, pane, view::widest_column(cx));
    let response = ui.interact(paper, page_id(), Sense::click_and_drag());
    take_keys(ui, cx);

    view.fit(ui, cx, open, paper);
    scroll::wheel(ui, view, cx, pane);
    if !cx.typing {
        keyboard::keys(ui, cx, requests, view, open);
    }
    view.follow(cx, open);
    let placed = view.place(cx, paper);
    view.look_for_what_is_at_hand(open, &placed, paper);
    look_around(open, requests, &placed);
    pointer::pointer(ui, cx, requests, view, &placed, &response);
    context_menu::context_menu_ui(&response, cx, requests, view.pressed_line);
    paint(ui, cx, view, &placed, paper);
    accessible::page_nodes(ui, cx, requests, view, &placed, &response);
    publication_chip::publication_chip_ui(ui, cx, requests, &placed);
    gloss::gloss_ui(ui, cx, requests, view, &placed, margin);
    selection_bar::selection_bar_ui(ui, cx, requests, view, &placed, paper);
    scroll::bar(ui, cx, view, pane);
    ui.advance_cursor_after_rect(pane);
}

/// The paper with the article, and the margin beside its text: in a wide window both stand together in
/// the middle.
fn split(cx: &FrameContext<'_>, pane: Rect, widest: f32) -> (Rect, Rect) {
    let margin = wide_margin(pane.width(), widest).unwrap_or_else(|| margin_width(pane.width()));
    let free = ((pane.width() - margin - widest) / 2.0).max(0.0);
    let (near, far) = if cx.is_mirrored() { (pane.left(), 1.0) } else { (pane.right(), -1.0) };
    let outer = near + far * free;
    let inner = outer + far * margin;
    let across = |a: f32, b: f32| Rect::from_x_y_ranges(a.min(b)..=a.max(b), pane.y_range());
    let end = if cx.is_mirrored() { pane.right() } else { pane.left() };
    (across(inner, end), across(outer + far * EDGE.min(margin), inner))
}

/// The margin of a window that has room for two columns of notes beside a text as wide as it gets.
fn wide_margin(width: f32, widest: f32) -> Option<f32> {
    let margin = (width - widest).min(2.0 * WIDEST_COLUMN) + EDGE;
    (margin >= 2.0 * gloss::COLUMN + EDGE).then_some(margin)
}

/// The widest of two columns of notes, in points.
const WIDEST_COLUMN: f32 = 300.0;
/// From the window's edge to the gloss, in points.
const EDGE: f32 = 10.0;

/// The page has the keyboard while nothing else asks for it, Tab and arrows included.
fn take_keys(ui: &Ui, cx: &FrameContext<'_>) {
    let nobody = ui.memory(|memory| memory.focused().is_none());
    if nobody && !cx.window_is_busy() {
        ui.memory_mut(|memory| memory.request_focus(page_id()));
    }
    let all =
        EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(page_id(), all));
}

/// Paints what is in view, from the back to the front.
fn paint(ui: &Ui, cx: &FrameContext<'_>, view: &PageView, placed: &PlacedPage, paper: Rect) {
    let painter = ui.painter().with_clip_rect(paper.intersect(ui.clip_rect()));
    for block in &placed.blocks {
        marks::behind(&painter, cx, view, placed, block);
        cx.engine.borrow_mut().paint(&painter, &block.paragraph, block.origin, *cx.theme.ink);
        marks::before(&painter, cx, view, placed, block);
        if view.shows_invisibles {
            marks::invisibles(&painter, cx, placed, block);
        }
        gutter(ui, cx, &painter, placed, block);
    }
    if !cx.session.is_deciding() {
        links::links(&painter, cx, placed);
    }
    marks::caret(&painter, cx, view, placed, ui.input(|input| input.time));
    if !cx.typing {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
    }
}

/// Asks for suggestions where an article is too long to be searched whole.
fn look_around(open: &Editor, requests: &mut FrameRequests, placed: &PlacedPage) {
    let (Some(first), Some(last)) = (placed.blocks.first(), placed.blocks.last()) else { return };
    let shown = first.bytes.start..last.bytes.end;
    let suggestions = open.suggestions();
    if open.adjudication().is_some() {
        return;
    }
    if !suggestions.is_under_way() && !suggestions.covers(&shown) {
        requests.push(SearchAction::SuggestAround(first.bytes.start));
    }
}

/// The paragraph's number beside its first line.
fn gutter(
    ui: &Ui,
    cx: &FrameContext<'_>,
    painter: &egui::Painter,
    placed: &PlacedPage,
    block: &place::PlacedBlock,
) {
    if !block.starts_paragraph || block.bytes.is_empty() {
        return;
    }
    let Some(line) = block.paragraph.lines().next() else { return };
    let scale = placed.scale;
    let words = super::text::StyledWords::new(cx.strings.number(block.number + 1))
        .size(theme::SMALL - 1.5)
        .color(*cx.theme.ink_faint);
    let size = super::text::words_size(ui, cx, &words);
    let baseline = block.origin.y + line.baseline / scale;
    let left = placed.column.right() + 12.0;
    let rect = Rect::from_min_size(pos2(left, baseline - size.y * 0.72), size);
    super::text::paint_words_with(painter, cx, &words, rect);
}
