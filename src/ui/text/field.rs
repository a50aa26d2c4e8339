//! Text fields of one line: caret, selection, clipboard, composed input, undo.

use egui::{
    CornerRadius, CursorIcon, Event, EventFilter, ImeEvent, Key, Modifiers, Rect, Response, Role,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit, vec2,
};

use super::{
    LineEditor, StyledWords,
    accessible_runs::{PlacedParagraph, ShownRun, position_in},
    label::{paint_words, to_points},
};
use crate::{
    typeset::{CaretAffinity, CaretPosition, ParagraphLayout, direction_or},
    ui::{FrameContext, screen_reader::bounds, theme},
};

/// Between the edge where words begin and what stands in an empty field, in points.
pub(super) const CARET_ROOM: f32 = 4.0;

/// A text field's state, kept by whoever shows it.
#[derive(Clone, Debug, Default)]
pub struct TextField {
    /// What is written, and the caret in it.
    pub line: LineEditor,
    /// Words being composed by an input method, shown at the caret and not written yet.
    composing: String,
    wants_focus: bool,
    /// Where the caret wants to be when it goes up and down, in pixels.
    pub(super) goal_x: Option<f32>,
    /// True where what is typed into the empty field will stand at its right.
    empty_starts_right: bool,
}

impl TextField {
    /// With `text`, everything selected.
    pub fn new(text: &str) -> Self {
        Self { line: LineEditor::new(text), ..Self::default() }
    }

    /// Takes the keyboard when it is shown next.
    #[must_use]
    pub fn focused(mut self) -> Self {
        self.wants_focus = true;
        self
    }

    /// Takes the keyboard when it is shown next, everything selected.
    pub fn focus(&mut self) {
        self.wants_focus = true;
        self.line.select_all();
    }

    /// What is written.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// Where the caret is shown: after what is being composed.
    pub(super) fn caret(&self) -> CaretPosition {
        if self.composing.is_empty() {
            self.line.caret()
        } else {
            CaretPosition::upstream(self.line.head() + self.composing.len())
        }
    }

    /// Puts the caret where a key leads to, or selects up to there.
    pub(super) fn walk(&mut self, paragraph: &ParagraphLayout, to: CaretPosition, selects: bool) {
        if selects {
            let (from, reached) = paragraph.drag(self.line.from(), to);
            self.line.select(to, (from.byte, reached.byte));
        } else {
            self.line.go_to(to);
        }
    }

    /// Where an arrow to a side leads to, with Ctrl by words. Letting go of a selection leaves the
    /// caret at the side that the arrow points to.
    pub(super) fn sideways(
        &self,
        paragraph: &ParagraphLayout,
        key: Key,
        modifiers: Modifiers,
    ) -> Option<CaretPosition> {
        let here = self.line.caret();
        let by_word = modifiers.command || modifiers.ctrl;
        let selected = self.line.selection();
        let to_left = key == Key::ArrowLeft;
        if !by_word && !modifiers.shift && !selected.is_empty() {
            let forward = paragraph.direction().is_rtl() == to_left;
            return Some(if forward {
                paragraph.rest(selected.end, CaretAffinity::Upstream)
            } else {
                paragraph.rest(selected.start, CaretAffinity::Downstream)
            });
        }
        match (to_left, by_word) {
            (true, true) => paragraph.word_left(here),
            (false, true) => paragraph.word_right(here),
            (true, false) => paragraph.left(here),
            (false, false) => paragraph.right(here),
        }
    }

    /// Takes what an input method says.
    pub(super) fn compose(&mut self, event: ImeEvent) {
        match event {
            ImeEvent::Preedit { text, .. } => self.composing = text,
            ImeEvent::Commit(words) => {
                self.composing.clear();
                self.line.insert(&words);
            }
            _ => {}
        }
    }
}

/// What happened to a field this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldEvent {
    /// Other words stand in it.
    pub changed: bool,
    /// Enter was pressed.
    pub submitted: bool,
    /// The keyboard went elsewhere.
    pub left: bool,
}

/// Where it is noted in which frame a field took Enter.
fn answered_id() -> egui::Id {
    egui::Id::unique("enter-answered")
}

/// True where a field took Enter in this frame.
pub fn is_answered(ui: &Ui) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data(|data| data.get_temp(answered_id()) == Some(frame))
}

/// Shows a field as wide as there is room; `name` is for screen readers, `hint` stands in an empty
/// one.
pub fn field(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    text_field: &mut TextField,
    name: &str,
    hint: &str,
) -> (Response, FieldEvent) {
    let size = vec2(ui.available_width(), 30.0);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    if std::mem::take(&mut text_field.wants_focus) {
        response.request_focus();
    }
    let mut event = FieldEvent { left: response.lost_focus(), ..FieldEvent::default() };
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    // An example runs as what is typed will: a path from the left in any window.
    text_field.empty_starts_right = direction_or(hint, cx.direction()).is_rtl();
    let before = text_field.line.text().to_owned();
    let inner = rect.shrink2(vec2(9.0, 0.0));
    if has_keys(ui, &response) {
        keep_keys(ui, cx, &response);
        event.submitted = keyboard(ui, cx, text_field);
        if event.submitted {
            // It answers this field, and not the dialog around it as well.
            let frame = ui.ctx().cumulative_frame_nr();
            ui.data_mut(|data| data.insert_temp(answered_id(), frame));
        }
    }
    let paragraph = lay_out(ui, cx, text_field);
    pointer(ui, text_field, &response, inner, &paragraph);
    // The layout of what is written once the keys are handled.
    let paragraph =
        if before == text_field.line.text() { paragraph } else { lay_out(ui, cx, text_field) };
    event.changed = before != text_field.line.text();
    if event.changed {
        response.mark_changed();
    }
    let scale = ui.ctx().pixels_per_point();
    let begins = origin(text_field, inner, &paragraph, scale);
    describe(ui, text_field, &response, name, (&paragraph, begins));
    paint(ui, cx, text_field, &response, inner, &paragraph, hint);
    (response.on_hover_cursor(CursorIcon::Text), event)
}

/// True while the field has the keyboard; whether the window has it is the system's business.
pub(super) fn has_keys(ui: &Ui, response: &Response) -> bool {
    ui.memory(|memory| memory.has_focus(response.id))
}

/// The written words with what is being composed at the caret.
pub(super) fn shown(text_field: &TextField) -> String {
    let mut shown = text_field.line.text().to_owned();
    shown.insert_str(text_field.line.head(), &text_field.composing);
    shown
}

fn lay_out(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &TextField,
) -> std::sync::Arc<ParagraphLayout> {
    StyledWords::new(shown(text_field)).lay_out(cx, ui.ctx().pixels_per_point(), f32::INFINITY)
}

/// Handles the keys of this frame; true when Enter was pressed.
fn keyboard(ui: &Ui, cx: &FrameContext<'_>, text_field: &mut TextField) -> bool {
    let mut submitted = false;
    let events = ui.input(|input| input.events.clone());
    for event in events {
        match event {
            Event::Text(words) | Event::Paste(words) => text_field.line.insert(&words),
            Event::Copy => copy(ui, text_field),
            Event::Cut => cut(ui, text_field),
            Event::Ime(ime) => text_field.compose(ime),
            Event::Key { key: Key::Enter, pressed: true, .. } => submitted = true,
            Event::Key { key, pressed: true, modifiers, .. } => {
                press(ui, cx, text_field, key, modifiers);
            }
            _ => {}
        }
    }
    submitted
}

/// Keeps the arrows from leading elsewhere while a field is written in.
pub(super) fn keep_keys(ui: &Ui, cx: &FrameContext<'_>, response: &Response) {
    cx.is_typing();
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: false, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
}

/// Puts the caret where the pointer is pressed, and selects up to it where it is dragged; words that
/// were selected are offered to other programs, and the middle button brings those of others.
pub(super) fn point(
    ui: &Ui,
    text_field: &mut TextField,
    response: &Response,
    paragraph: &ParagraphLayout,
    origin: egui::Pos2,
) {
    let scale = ui.ctx().pixels_per_point();
    let hit = |at: egui::Pos2| paragraph.hit((at.x - origin.x) * scale, (at.y - origin.y) * scale);
    for (at, words) in middle_clicks(ui, response) {
        response.request_focus();
        text_field.line.go_to(hit(at));
        text_field.line.insert(&words);
    }
    let Some(to) = response.interact_pointer_pos().map(hit) else { return };
    text_field.goal_x = None;
    if ui.input(|input| input.pointer.primary_pressed()) {
        response.request_focus();
        text_field.walk(paragraph, to, ui.input(|input| input.modifiers.shift));
    } else if response.dragged() {
        text_field.walk(paragraph, to, true);
    }
    if response.drag_stopped() {
        offer(ui, text_field);
    }
}

/// What the middle button brings from other programs, and where.
fn middle_clicks(ui: &Ui, response: &Response) -> Vec<(egui::Pos2, String)> {
    if !response.contains_pointer() {
        return Vec::new();
    }
    ui.input(|input| {
        let pasted = input.events.iter().filter_map(|it| match it {
            Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
            _ => None,
        });
        pasted.collect()
    })
}

/// Offers the selected words to other programs, where the system has a primary selection.
pub(super) fn offer(ui: &Ui, text_field: &TextField) {
    let words = text_field.line.selected();
    if !words.is_empty() {
        ui.ctx().send_cmd(egui::OutputCommand::TextSelectionSettled(words.to_owned()));
    }
}

pub(super) fn cut(ui: &Ui, text_field: &mut TextField) {
    copy(ui, text_field);
    if !text_field.line.selected().is_empty() {
        text_field.line.delete();
    }
}

pub(super) fn copy(ui: &Ui, text_field: &TextField) {
    if !text_field.line.selected().is_empty() {
        ui.ctx().copy_text(text_field.line.selected().to_owned());
    }
}

fn press(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &mut TextField,
    key: Key,
    modifiers: Modifiers,
) {
    let paragraph = lay_out(ui, cx, text_field);
    let to = match key {
        Key::ArrowLeft | Key::ArrowRight => text_field.sideways(&paragraph, key, modifiers),
        Key::Home | Key::ArrowUp => Some(paragraph.first_stop()),
        Key::End | Key::ArrowDown => Some(paragraph.last_stop()),
        _ => {
            edit(text_field, key, modifiers);
            None
        }
    };
    if let Some(to) = to {
        text_field.walk(&paragraph, to, modifiers.shift);
    }
    if modifiers.shift {
        offer(ui, text_field);
    }
}

/// What keys do that move nothing.
pub(super) fn edit(text_field: &mut TextField, key: Key, modifiers: Modifiers) {
    let chord = modifiers.command || modifiers.ctrl;
    match key {
        Key::Backspace => text_field.line.backspace(),
        Key::Delete => text_field.line.delete(),
        Key::A if chord => text_field.line.select_all(),
        Key::Z if chord && modifiers.shift => text_field.line.redo(),
        Key::Z if chord => text_field.line.undo(),
        Key::Y if chord => text_field.line.redo(),
        _ => {}
    }
}

/// How far the words are shifted so that the caret is seen, in points.
fn origin(
    text_field: &TextField,
    inner: Rect,
    paragraph: &ParagraphLayout,
    scale: f32,
) -> egui::Pos2 {
    let width = paragraph.width() / scale;
    let y = inner.center().y - paragraph.height() / scale / 2.0;
    if width <= inner.width() {
        let starts_right = if shown(text_field).is_empty() {
            text_field.empty_starts_right
        } else {
            paragraph.direction().is_rtl()
        };
        let x = if starts_right { inner.right() - width } else { inner.left() };
        return egui::pos2(x, y);
    }
    let caret = paragraph.caret_x(text_field.caret()) / scale;
    let x = (inner.center().x - caret).clamp(inner.right() - width, inner.left());
    egui::pos2(x, y)
}

fn pointer(
    ui: &Ui,
    text_field: &mut TextField,
    response: &Response,
    inner: Rect,
    paragraph: &ParagraphLayout,
) {
    let origin = origin(text_field, inner, paragraph, ui.ctx().pixels_per_point());
    if response.double_clicked() || response.triple_clicked() {
        text_field.line.select_all();
        offer(ui, text_field);
    } else {
        point(ui, text_field, response, paragraph, origin);
    }
}

/// What the field is for screen readers: its name, its words in runs, the caret and what is selected.
pub(super) fn describe(
    ui: &mut Ui,
    text_field: &TextField,
    response: &Response,
    name: &str,
    (paragraph, origin): (&ParagraphLayout, egui::Pos2),
) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
        info.current_text_value = Some(text_field.line.text().to_owned());
        info
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::TextInput);
        node.set_label(name);
        node.set_value(text_field.line.text());
    });
    let builder = UiBuilder::new().id_salt("words").max_rect(response.rect);
    // A child that takes no room: what comes next stands where it stood.
    let words = ui.new_child(builder.accessibility_parent(response.id));
    run_nodes(&words, text_field, response, paragraph, origin);
}

/// The words of a field with the keyboard in runs, and where in them the caret is. Of other fields the value
/// says all; what is being composed is the input method's to say.
fn run_nodes(
    ui: &Ui,
    text_field: &TextField,
    response: &Response,
    paragraph: &ParagraphLayout,
    origin: egui::Pos2,
) {
    if !has_keys(ui, response) || !text_field.composing.is_empty() {
        return;
    }
    let words = text_field.line.text();
    let scale = ui.ctx().pixels_per_point();
    let mut runs = Vec::new();
    let ids = |index: usize| response.id.with(("run", index));
    PlacedParagraph { paragraph, words, starts: 0, origin, scale }
        .run_nodes(ui, ids, false, &mut runs);
    if runs.is_empty() {
        let id = ids(0);
        let caret = to_points(paragraph.caret(CaretPosition::default()), origin, scale);
        ui.interact(caret, id, Sense::empty());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::TextRun);
            node.set_value("");
            node.set_bounds(bounds(caret));
            node.set_character_lengths(Vec::<u8>::new());
        });
        runs.push(ShownRun { node: id.accesskit_id(), bytes: 0..0, lengths: Vec::new() });
    }
    let ends = [text_field.line.from(), text_field.line.caret()];
    if let [Some(anchor), Some(focus)] = ends.map(|it| position_in(&runs, it)) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_text_selection(accesskit::TextSelection { anchor, focus });
        });
    }
}

fn paint(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &TextField,
    response: &Response,
    inner: Rect,
    paragraph: &ParagraphLayout,
    hint: &str,
) {
    let rect = response.rect;
    if !ui.is_rect_visible(rect) {
        return;
    }
    let focused = has_keys(ui, response);
    let line = if focused { *cx.theme.accent } else { *cx.theme.line_strong };
    let stroke = Stroke::new(if focused { 1.5 } else { 1.0 }, line);
    let corner = CornerRadius::same(theme::RADIUS);
    ui.painter().rect(rect, corner, *cx.theme.paper, stroke, StrokeKind::Inside);
    let shown = shown(text_field);
    if shown.is_empty() && !hint.is_empty() {
        let words = StyledWords::new(hint).color(*cx.theme.ink_faint);
        let is_at_start = text_field.empty_starts_right == cx.is_mirrored();
        let align = if is_at_start { egui::Align::Min } else { egui::Align::Max };
        // The caret stands before it, not in its first letter.
        paint_words(ui, cx, &words, inner.shrink2(vec2(CARET_ROOM, 0.0)), align);
    }
    let scale = ui.ctx().pixels_per_point();
    let origin = origin(text_field, inner, paragraph, scale);
    let painter = ui.painter().with_clip_rect(rect.shrink(2.0).intersect(ui.clip_rect()));
    if focused && text_field.composing.is_empty() {
        for part in paragraph.rects(text_field.line.selection()) {
            let part = to_points(part.rect, origin, scale);
            painter.rect_filled(part, 2.0, *cx.theme.selection);
        }
    }
    cx.engine.borrow_mut().paint(&painter, paragraph, origin, *cx.theme.ink);
    if !focused {
        return;
    }
    let caret = to_points(paragraph.caret(text_field.caret()), origin, scale);
    let caret = Rect::from_center_size(caret.center(), vec2(1.5, caret.height().min(20.0)));
    painter.rect_filled(caret, 0.0, *cx.theme.caret);
    show_composing(ui, cx, text_field, paragraph, origin, rect, caret);
}

/// Underlines what is being composed, and reports to the input method where the caret is.
pub(super) fn show_composing(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &TextField,
    paragraph: &ParagraphLayout,
    origin: egui::Pos2,
    rect: Rect,
    caret: Rect,
) {
    let scale = ui.ctx().pixels_per_point();
    if !text_field.composing.is_empty() {
        let painter = ui.painter();
        let composed = text_field.line.head()..text_field.line.head() + text_field.composing.len();
        for part in paragraph.rects(composed) {
            let part = to_points(part.rect, origin, scale);
            painter.hline(part.x_range(), part.bottom() - 2.0, Stroke::new(1.0, *cx.theme.accent));
        }
    }
    ui.ctx().output_mut(|output| {
        output.ime = Some(egui::output::IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect,
            cursor_rect: caret,
            should_interrupt_composition: false,
        });
    });
}
