//! The mouse on the page: selecting, making tags active, dragging their edges.

use egui::{CursorIcon, OutputCommand, Pos2, Response, Ui};

use super::{
    marks,
    place::{CaretSpot, PlacedPage},
    view::PageView,
    view::PointerDrag,
};
use crate::{
    language,
    model::{Annotation, Extent, Name},
    session::{
        CompareAction, EditAction, Editor, NavigateAction, QuestionAction, Selection, SpanEdge,
    },
    text::TextRange,
    ui::{FrameContext, FrameRequests},
};

/// How near to a grip the pointer must be, in points.
const REACH: f32 = 5.0;

/// Handles the pointer on the paper.
pub(super) fn pointer(
    ui: &Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    placed: &PlacedPage,
    response: &Response,
) {
    let Some(open) = cx.session.editor() else { return };
    hover(ui, view, placed, open, response);
    if cx.linking.is_some() && response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    let Some(at) = response.interact_pointer_pos() else {
        view.drag = PointerDrag::None;
        return;
    };
    if response.secondary_clicked() {
        view.pressed_line = placed.line_at(at);
        point_at(view, placed, open, at, requests);
        return;
    }
    let is_pressed = ui.input(|input| input.pointer.primary_pressed());
    if is_pressed {
        response.request_focus();
        view.selected_by_pointer = true;
        press(ui, view, placed, open, at, requests);
    }
    // A tap may be pressed and let go within one frame.
    if response.triple_clicked() {
        select(
            ui,
            open,
            requests,
            language::sentence_at(open.document().text(), byte_at(placed, at)),
        );
    } else if response.double_clicked() {
        select(ui, open, requests, language::word_at(open.document().text(), byte_at(placed, at)));
    } else if response.clicked() {
        match cx.linking.as_ref() {
            Some(relation) => choose(placed, open, at, requests, relation),
            None => click(view, placed, open, at, requests),
        }
    } else if is_pressed {
        return;
    } else if response.dragged() {
        drag(ui, cx, view, placed, at, requests);
    } else if response.drag_stopped() {
        drop_edge(view, open, requests);
        let selects =
            matches!(view.drag, PointerDrag::Selection { .. }) && open.selected().is_some();
        if let Some(range) = open.selected().filter(|_| selects) {
            offer(ui, open, range);
        }
        if let Some(relation) = cx.linking.as_ref().filter(|_| selects) {
            requests.push(EditAction::Link(relation.clone()));
        }
    }
    if response.drag_stopped() {
        view.drag = PointerDrag::None;
    }
}

fn byte_at(placed: &PlacedPage, at: Pos2) -> usize {
    placed.character_at(at).or_else(|| placed.hit(at).map(|it| it.byte)).unwrap_or_default()
}

fn select(ui: &Ui, open: &Editor, requests: &mut FrameRequests, range: Option<TextRange>) {
    if let Some(range) = range {
        requests.push(NavigateAction::Select(Selection::of(range)));
        offer(ui, open, range);
    }
}

/// Offers selected words to other programs, where the system has a primary selection: the middle
/// button pastes them there.
pub(super) fn offer(ui: &Ui, open: &Editor, range: TextRange) {
    let words = open.document().text().slice(range).to_owned();
    ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(words));
}

fn hover(ui: &Ui, view: &mut PageView, placed: &PlacedPage, open: &Editor, response: &Response) {
    let at = response.hover_pos();
    let grip = at.and_then(|at| grip_at(placed, open, at));
    let byte = at.and_then(|at| placed.character_at(at));
    let hovered = byte.and_then(|byte| tags_at(open, byte).first().map(|it| it.id));
    view.hovered_suggestion = byte
        .filter(|_| hovered.is_none() && !view.hides_suggestions)
        .and_then(|byte| suggestion_at(open, byte));
    if at.is_some() || response.ctx.input(|input| input.pointer.has_pointer()) {
        view.hovered = hovered.or(view.hovered.filter(|_| at.is_none()));
    }
    if grip.is_some() || matches!(view.drag, PointerDrag::Edge { .. }) {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    } else if byte.is_some() {
        ui.ctx().set_cursor_icon(CursorIcon::Text);
    }
}

/// The tags on a character, the shortest first.
fn tags_at(open: &Editor, byte: usize) -> Vec<&Annotation> {
    let mut there = open.document().annotations_in(byte, byte + 1);
    there.sort_by_key(|it| it.extent.hull().len());
    there
}

fn grip_at(
    placed: &PlacedPage,
    open: &Editor,
    at: Pos2,
) -> Option<(SpanEdge, crate::model::AnnotationId)> {
    let active = open.active()?;
    let text = open.document().text().as_str();
    placed.blocks.iter().find_map(|block| {
        let [start, end] = marks::grips(block, text, active, placed.scale);
        // Beyond the tag the next word begins: there only the grip itself is reached.
        let inside = placed.character_at(at).is_some_and(|byte| active.extent.contains(byte));
        let reach = egui::vec2(if inside { REACH } else { 0.0 }, REACH);
        let near = |it: Option<egui::Rect>| it.is_some_and(|it| it.expand2(reach).contains(at));
        if near(end) {
            Some((SpanEdge::End, active.id))
        } else {
            near(start).then_some((SpanEdge::Start, active.id))
        }
    })
}

fn press(
    ui: &Ui,
    view: &mut PageView,
    placed: &PlacedPage,
    open: &Editor,
    at: Pos2,
    requests: &mut FrameRequests,
) {
    if let Some((edge, id)) = grip_at(placed, open, at) {
        view.drag = PointerDrag::Edge { id, edge };
        return;
    }
    let Some(spot) = placed.hit(at) else { return };
    view.goal_x = None;
    if ui.input(|input| input.modifiers.shift) {
        let from = view.caret.anchor(open.selection());
        view.drag = PointerDrag::Selection { from, pressed: None };
        let (anchor, head) = placed.drag(from, spot);
        put(view, requests, from, spot, Selection { anchor, head });
    } else {
        let pressed = placed.character_at(at);
        view.drag = PointerDrag::Selection { from: spot, pressed };
    }
}

/// Selects; the caret and where selecting began show at these places.
fn put(
    view: &mut PageView,
    requests: &mut FrameRequests,
    anchor: CaretSpot,
    head: CaretSpot,
    selection: Selection,
) {
    view.caret.put(anchor, head, selection);
    requests.push(NavigateAction::Select(selection));
}

/// Puts the caret where the click was; on a tag the tag becomes active, on tags over each other
/// the next longer one with each click.
fn click(
    view: &mut PageView,
    placed: &PlacedPage,
    open: &Editor,
    at: Pos2,
    requests: &mut FrameRequests,
) {
    let Some(spot) = placed.hit(at) else { return };
    put(view, requests, spot, spot, Selection::caret(spot.byte));
    let under = placed.character_at(at);
    if let Some(adjudication) = open.deciding() {
        let record = under.and_then(|byte| adjudication.at_byte(byte));
        let shown = record.map(|it| CompareAction::Question(QuestionAction::Show(it)));
        return shown.into_iter().for_each(|it| requests.push(it));
    }
    let there = under.map(|byte| tags_at(open, byte)).unwrap_or_default();
    let active = open.active().and_then(|it| there.iter().position(|tag| tag.id == it.id));
    let next = active.map_or(0, |it| (it + 1) % there.len().max(1));
    if let Some(tag) = there.get(next) {
        requests.push(NavigateAction::Activate(Some(tag.id)));
        return;
    }
    requests.push(NavigateAction::Activate(None));
    let suggestion = under.and_then(|byte| suggestion_at(open, byte));
    requests.push(NavigateAction::CurrentSuggestion(suggestion));
}

/// What the right button is pressed on becomes what its menu speaks of: the selection, where it is on it,
/// else the tag or the suggestion there.
fn point_at(
    view: &mut PageView,
    placed: &PlacedPage,
    open: &Editor,
    at: Pos2,
    requests: &mut FrameRequests,
) {
    let under = placed.character_at(at);
    let on_selection = under.zip(open.selected()).is_some_and(|(byte, it)| it.contains(byte));
    if !on_selection {
        click(view, placed, open, at, requests);
    }
}

/// The shortest suggestion on a character.
fn suggestion_at(open: &Editor, byte: usize) -> Option<usize> {
    let found = open.suggestions().open_in(open.document(), byte, byte + 1);
    found.into_iter().min_by_key(|(_, it)| length(it)).map(|(index, _)| index)
}

/// Links the active tag to the tag that was clicked, or to the word.
fn choose(
    placed: &PlacedPage,
    open: &Editor,
    at: Pos2,
    requests: &mut FrameRequests,
    relation: &Name,
) {
    let Some(byte) = placed.character_at(at) else { return };
    let schema = open.document().schema();
    let Some((active, kind)) = open.active().zip(schema.relation(relation.as_str())) else {
        return;
    };
    let fits =
        |it: &&Annotation| it.id != active.id && kind.to.iter().any(|to| it.label == *to.as_str());
    let label = relation.clone();
    if let Some(tag) = tags_at(open, byte).into_iter().find(fits) {
        requests.push(EditAction::Relate { from: active.id, to: tag.id, label });
    } else if let Some(word) = language::word_at(open.document().text(), byte) {
        requests.push(NavigateAction::Select(Selection::of(word)));
        requests.push(EditAction::Link(label));
    }
}

fn length(mention: &crate::recognize::Mention) -> usize {
    mention.pieces.iter().map(|it| it.len()).sum()
}

fn drag(
    ui: &Ui,
    cx: &FrameContext<'_>,
    view: &mut PageView,
    placed: &PlacedPage,
    at: Pos2,
    requests: &mut FrameRequests,
) {
    let Some(open) = cx.session.editor() else { return };
    let by_character = ui.input(|input| input.modifiers.alt);
    let view_rect = ui.max_rect();
    let beyond =
        (at.y - view_rect.bottom() + 12.0).max(0.0) - (view_rect.top() + 12.0 - at.y).max(0.0);
    if beyond != 0.0 {
        view.scroll_by(cx, beyond.clamp(-60.0, 60.0) * 0.3);
        ui.ctx().request_repaint();
    }
    let Some(spot) = placed.hit(at) else { return };
    match view.drag {
        PointerDrag::Selection { from, pressed } => {
            let (anchor, head) = placed.drag(from, spot);
            let selection = Selection { anchor, head };
            let touched = [pressed, placed.character_at(at)];
            let selection =
                if by_character { selection } else { by_words(open, selection, &touched) };
            view.caret.put(from, spot, selection);
            // A hand that rests changes nothing, and asks for no further frame.
            if open.selection() != selection {
                requests.push(NavigateAction::Select(selection));
            }
        }
        PointerDrag::Edge { id, edge } => {
            let Some(annotation) = open.document().annotation(id) else { return };
            let hull = annotation.extent.hull();
            let still = if edge == SpanEdge::Start { hull.end() } else { hull.start() };
            let selection = Selection { anchor: still, head: spot.byte };
            let wrong_side = (edge == SpanEdge::Start) == (spot.byte >= still);
            if !wrong_side {
                let touched = [placed.character_at(at)];
                let selection =
                    if by_character { selection } else { by_words(open, selection, &touched) };
                requests.push(NavigateAction::Select(selection));
            }
        }
        PointerDrag::None => {}
    }
}

/// What is selected, stretched to whole words, those of the characters under the pointer included:
/// at the visible edge of a number in Persian the caret is at its other end, and a hand that begins
/// or ends there means the number.
fn by_words(open: &Editor, selection: Selection, touched: &[Option<usize>]) -> Selection {
    let text = open.document().text();
    let (start, end) = (selection.start(), selection.end());
    if start == end {
        return selection;
    }
    let last = text.as_str().floor_char_boundary(end - 1);
    let inside = |byte: usize| language::word_at(text, byte).filter(|it| it.contains(byte));
    let words = touched.iter().filter_map(|&it| inside(it?));
    let (start, end) = words.fold(
        (inside(start).map_or(start, TextRange::start), inside(last).map_or(end, TextRange::end)),
        |(start, end), word| (start.min(word.start()), end.max(word.end())),
    );
    if selection.anchor <= selection.head {
        Selection { anchor: start, head: end }
    } else {
        Selection { anchor: end, head: start }
    }
}

/// Gives the tag the extent its edge was dragged to; one step however far it went.
fn drop_edge(view: &PageView, open: &Editor, requests: &mut FrameRequests) {
    let PointerDrag::Edge { id, .. } = view.drag else { return };
    let (Some(annotation), Some(range)) = (open.document().annotation(id), open.selected()) else {
        return;
    };
    let pieces = annotation.extent.pieces();
    let inner =
        pieces.skip(1).filter(|it| range.overlaps(*it) && annotation.extent.also().len() > 1);
    let extent = if annotation.extent.also().is_empty() {
        Some(Extent::from(range))
    } else {
        Extent::of(inner.chain([range]))
    };
    requests.push(NavigateAction::Select(Selection::caret(range.end())));
    if let Some(extent) = extent {
        requests.push(EditAction::SetExtent { id, extent });
        requests.push(NavigateAction::Activate(Some(id)));
    }
}
