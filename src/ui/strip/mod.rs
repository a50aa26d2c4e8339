//! The strip: one fixed place below the page for what is decided on now, a suggestion or a tag.
//!
//! Its last row never moves: what is spoken of, and the buttons that decide, each always at the same
//! place. What there is to say of a tag opens above that row.

mod columns;
mod correction;
mod decision;
mod link_slots;
mod sentence;
mod tag_form;

use egui::{Color32, Rect, Response, ScrollArea, Stroke, Ui, UiBuilder, accesskit, vec2};

use super::{
    FrameContext, FrameRequests, StripKeys,
    attribute::AttributeFields,
    bottom_panel::{ROW, bottom_panel, buttons_of_row, opened_height, row_height},
    compare::CardState,
    dialog_view::inset,
    screen_reader::bounds,
};
use crate::{
    model::{Annotation, AnnotationId, Name},
    recognize::Mention,
    session::{Adjudication, CorrectAction, Editor, Session, SuggestionDraft},
    store::DraftKey,
    text::Text,
};

/// In a window narrower than this the words stand above the buttons, in points.
const ONE_ROW: f32 = 900.0;
/// Between what was opened and the row, in points.
const APART: f32 = 4.0;
/// The upper part of the row in which a suggestion stands; why it is made stands below.
const WORDS: f32 = 0.56;

/// The strip between frames.
#[derive(Debug, Default)]
pub struct StripState {
    /// True while what there is to say of the active tag is shown.
    is_open: bool,
    /// What of the form is folded away.
    folds: FormFolds,
    /// True until the form has the keyboard.
    wants_keys: bool,
    /// The text fields in use.
    fields: AttributeFields,
    /// How high the form was in the last frame, in points.
    form_height: f32,
    /// The tag whose words are pointed at in the form.
    hovered: Option<AnnotationId>,
    /// What is typed of a suggestion that is corrected.
    correction: correction::CorrectionFields,
    /// The card of a disagreement.
    card: CardState,
    /// True where a tag of the gold was edited by hand in the last frame.
    was_edited: bool,
    /// The article that the fields are of.
    article: Option<Text>,
}

/// What of the form is shown although it says little.
#[derive(Clone, Copy, Debug, Default)]
struct FormFolds {
    /// True while fields that say nothing are shown as well.
    shows_empty: bool,
    /// True while codes and the names of rules are shown.
    shows_details: bool,
    /// True until the first field that was shown just now has the keyboard.
    wants_keys: bool,
}

/// What the strip speaks of.
#[derive(Clone, Copy, Debug)]
enum CurrentThing<'a> {
    Suggestion(&'a Mention),
    /// A suggestion, and what it is corrected to.
    Correction(&'a Mention, &'a SuggestionDraft),
    Tag(&'a Annotation),
    Nothing,
}

impl StripState {
    /// True while what there is to say of the active tag is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows what there is to say of the active tag.
    pub fn open(&mut self, keys: StripKeys) {
        self.is_open = true;
        self.wants_keys = keys == StripKeys::ToForm;
    }

    /// Shows one line again.
    pub fn close(&mut self) {
        self.is_open = false;
        self.wants_keys = false;
    }

    /// Shows the field in which something was begun, and gives it the keyboard.
    pub fn go_to_field(&mut self, field: DraftKey) {
        self.open(StripKeys::AsTheyAre);
        self.fields.go_to(field);
    }

    /// Gives the keyboard to the field in which a ruling is written, or takes the field away.
    pub fn write_ruling(&mut self) {
        self.card.write_ruling();
    }

    /// What is typed of a suggestion and not entered yet, where it is a value.
    pub fn typed_correction(&self, session: &Session) -> Option<CorrectAction> {
        self.correction.typed(session)
    }

    /// The tag whose words are pointed at in the form.
    pub fn hovered(&self) -> Option<AnnotationId> {
        self.hovered
    }

    /// The first widget of the form that comes by takes the keyboard, where the form wants it.
    fn takes_form(&mut self, response: &Response) {
        if std::mem::take(&mut self.wants_keys) {
            response.request_focus();
        }
    }

    /// Forgets what was typed into the fields of another article.
    fn follow(&mut self, open: &Editor) {
        // What is to be edited is shown at once.
        let is_edited = open.adjudication().is_some_and(Adjudication::is_editing);
        if is_edited != std::mem::replace(&mut self.was_edited, is_edited) {
            self.is_open = is_edited;
        }
        let text = open.document().text();
        if self.article.as_ref() != Some(text) {
            self.article = Some(text.clone());
            self.fields = AttributeFields::default();
            self.correction = correction::CorrectionFields::default();
        }
    }
}

/// What is decided on now; `correction` is what the suggestion is corrected to, where that is being done.
fn current<'a>(open: &'a Editor, correction: Option<&'a SuggestionDraft>) -> CurrentThing<'a> {
    let suggestions = open.suggestions();
    let suggestion = suggestions.current().and_then(|it| suggestions.open(open.document(), it));
    match (suggestion, correction, open.active()) {
        (Some(mention), Some(draft), _) => CurrentThing::Correction(mention, draft),
        (Some(mention), None, _) => CurrentThing::Suggestion(mention),
        (None, _, Some(annotation)) => CurrentThing::Tag(annotation),
        (None, _, None) => CurrentThing::Nothing,
    }
}

/// Shows the strip while an article is open.
pub fn strip_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
) {
    let Some(open) = cx.session.editor() else { return };
    state.follow(open);
    state.fields.begin_frame();
    state.correction.begin_frame();
    state.hovered = None;
    if open.deciding().is_some() {
        return super::compare::card_ui(ui, cx, requests, &mut state.card);
    }
    let correction = open.correction();
    let thing = current(open, correction.as_ref());
    let color = color_of(cx, thing);
    // Where nothing is current there is little to say, and one button at most.
    let row = match thing {
        CurrentThing::Suggestion(_) | CurrentThing::Correction(..) | CurrentThing::Tag(_) => {
            row_height(ui, ONE_ROW)
        }
        CurrentThing::Nothing => ROW,
    };
    let has_form = match thing {
        CurrentThing::Correction(..) => true,
        CurrentThing::Tag(_) => state.is_open,
        CurrentThing::Suggestion(_) | CurrentThing::Nothing => false,
    };
    let wanted = state.form_height + 10.0 + APART;
    let form = if has_form { opened_height(ui, wanted, ROW) } else { 0.0 };
    let shown = bottom_panel(ui, cx, (row, form), color, |ui, below, above| {
        match thing {
            CurrentThing::Tag(annotation) if has_form => {
                form_ui(ui, cx, state, annotation.id.0, above, |ui, state| {
                    tag_form::form_ui(ui, cx, requests, state, annotation);
                });
            }
            CurrentThing::Correction(_, draft) => {
                form_ui(ui, cx, state, u32::MAX, above, |ui, state| {
                    correction::correction_ui(ui, cx, requests, &mut state.correction, draft);
                });
            }
            CurrentThing::Tag(_) | CurrentThing::Suggestion(_) | CurrentThing::Nothing => {}
        }
        decided_ui(ui, cx, requests, state, thing, below);
    });
    state.fields.end_frame(requests);
    state.correction.end_frame(cx, requests);
    name_strip(ui, cx, &shown, thing);
}

/// The color of the edge: that of the label, where there is one.
fn color_of(cx: &FrameContext<'_>, thing: CurrentThing<'_>) -> Color32 {
    match thing {
        CurrentThing::Suggestion(it) | CurrentThing::Correction(it, _) => {
            cx.theme.label(cx.session.schema(), &it.label)
        }
        CurrentThing::Tag(it) => cx.theme.label(cx.session.schema(), it.label.as_str()),
        CurrentThing::Nothing => *cx.theme.line,
    }
}

/// What there is to say of the current thing, scrolled where there is too little room.
fn form_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut StripState,
    salt: u32,
    room: Rect,
    add: impl FnOnce(&mut Ui, &mut StripState),
) {
    let room = room.with_max_y(room.bottom() - APART);
    let builder = UiBuilder::new().id_salt("form").max_rect(room).layout(cx.column());
    ui.scope_builder(builder, |ui| {
        let area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, true]);
        let shown = area.max_height(room.height()).show(ui, |ui| {
            inset(ui, cx, |ui| add(ui, state));
        });
        if shown.content_size.y - shown.state.clamped_offset().y > room.height() + 1.0 {
            goes_on(ui, cx, room);
        }
        if (state.form_height - shown.content_size.y).abs() > 0.5 {
            state.form_height = shown.content_size.y;
            ui.ctx().request_repaint();
        }
    });
}

/// A line below what was opened, and the sign that there is more of it.
fn goes_on(ui: &Ui, cx: &FrameContext<'_>, room: Rect) {
    let painter = ui.painter();
    painter.hline(room.x_range(), room.bottom(), Stroke::new(1.0, *cx.theme.line_strong));
    let middle = room.center_bottom() - vec2(0.0, 9.0);
    painter.circle(middle, 8.0, *cx.theme.panel_raised, Stroke::new(1.0, *cx.theme.line_strong));
    let corners = [vec2(-3.5, -1.5), vec2(0.0, 2.0), vec2(3.5, -1.5)];
    let corners = corners.map(|it| middle + it).to_vec();
    painter.line(corners, Stroke::new(1.5, *cx.theme.ink_soft));
}

/// The row that never moves: the words from the reading start, the buttons at the reading end.
fn decided_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    thing: CurrentThing<'_>,
    row: Rect,
) {
    let words = buttons_of_row(ui, cx, row, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        decision::buttons(ui, cx, requests, thing);
    });
    // Below what is suggested it says why; the row stays as high as it is.
    let (words, reason) = match thing {
        CurrentThing::Suggestion(_) => {
            let (words, reason) = words.split_top_bottom_at_fraction(WORDS);
            (words, Some(reason))
        }
        CurrentThing::Correction(..) => (words.split_top_bottom_at_fraction(WORDS).0, None),
        CurrentThing::Tag(_) | CurrentThing::Nothing => (words, None),
    };
    let builder = UiBuilder::new().id_salt("words").max_rect(words).layout(cx.row());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(words.expand(2.0).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.x = 7.0;
        sentence::sentence_ui(ui, cx, requests, state, thing);
    });
    if let Some(reason) = reason {
        let builder = UiBuilder::new().id_salt("why").max_rect(reason).layout(cx.row());
        ui.scope_builder(builder, |ui| sentence::why_ui(ui, cx));
    }
}

/// What the strip is for screen readers and scripts.
fn name_strip(ui: &Ui, cx: &FrameContext<'_>, response: &Response, thing: CurrentThing<'_>) {
    let Some(open) = cx.session.editor() else { return };
    let name = match thing {
        CurrentThing::Suggestion(it) | CurrentThing::Correction(it, _) => {
            let label = cx.label_title(&Name::from(&*it.label));
            let label = cx.strings.with("suggestion-of", &[("label", &label)]);
            let words = open.document().text().quote(it.pieces.iter().copied());
            format!("{label}: {words}")
        }
        CurrentThing::Tag(it) => {
            let words = open.document().quote(it);
            let tag = format!("{}: {words}", cx.label_title(&it.label));
            cx.strings.with("card-of", &[("tag", &tag)])
        }
        CurrentThing::Nothing => return,
    };
    let id = response.id.with("node");
    ui.interact(response.rect, id, egui::Sense::empty());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Group);
        node.set_label(name);
        node.set_live(accesskit::Live::Polite);
        node.set_bounds(bounds(response.rect));
    });
}
