//! The schema editor: labels, attributes and links, with their names, keys, colors and guidelines.

mod attribute;
mod color;
mod confirm;
mod draft;
mod faults;
mod label_form;
mod list;
mod relation;
mod rows;

use std::sync::Arc;

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

use self::{confirm::Confirm, draft::Draft, faults::Trouble, rows::Fields};
use super::heading;
use crate::{
    messages::isolated,
    model::Schema,
    session::{NoticeKind, SchemaChange, Session, UsesCounting},
    ui::{
        Cx, Requests, WindowAction,
        text::{Button, Words, button, label},
    },
};

/// How wide the editor gets, in points.
pub(super) const WIDEST: f32 = 980.0;
/// Room for what is above and below the forms, in points.
const AROUND: f32 = 230.0;

/// What is being edited.
#[derive(Debug)]
pub(super) struct State {
    present: Arc<Schema>,
    draft: Draft,
    fields: Fields,
    tab: Tab,
    /// The part whose form is shown, by serial.
    shown: Option<u32>,
    /// True until its row was brought into view.
    reveals: bool,
    confirm: Option<Confirm>,
    asks: bool,
    /// What was sent to be kept; closes when it is in use.
    sent: Option<Arc<Schema>>,
    /// True after what was sent was not kept.
    refused: bool,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Labels,
    Attributes,
    Relations,
}

impl State {
    pub(super) fn new(session: &Session) -> Self {
        let present = session.open().map(|it| Arc::clone(it.document().schema()));
        let present = present.unwrap_or_else(|| Arc::new(session.schema().clone()));
        let draft = Draft::of(&present);
        let active = session.open().and_then(|it| it.active()).map(|it| it.label.clone());
        let label = active.and_then(|active| draft.labels.iter().find(|it| active == *it.it.id));
        let shown = label.or(draft.labels.first()).map(|it| it.serial);
        Self {
            present,
            draft,
            fields: Fields::default(),
            tab: Tab::Labels,
            shown,
            reveals: true,
            confirm: None,
            asks: false,
            sent: None,
            refused: false,
        }
    }

    /// True where closing would lose something.
    pub(super) fn holds_changes(&self) -> bool {
        self.sent.is_none() && self.draft.schema() != *self.present
    }

    /// Asks whether to drop the changes; asked again, it goes back to them.
    pub(super) fn ask(&mut self) {
        if self.confirm.take().is_none() {
            self.asks = !self.asks;
        }
    }

    fn show(&mut self, tab: Tab, serial: u32) {
        self.tab = tab;
        self.shown = Some(serial);
        self.reveals = true;
    }
}

/// Shows the editor.
pub(super) fn schema_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    heading(ui, cx, "schema-title");
    let folder = cx.session.schema_folder().map(|it| it.display().to_string());
    let whose = match folder {
        Some(folder) => cx.strings.with("schema-of", &[("path", &isolated(&folder))]),
        None => cx.t("schema-of-article"),
    };
    label(ui, cx, Words::new(whose).small().as_window().color(*cx.theme.ink_soft));
    if let Some(sent) = state.sent.take() {
        if *sent == *cx.session.schema() {
            // What is in use now is what was sent: there is nothing to lose.
            state.present = Arc::clone(&sent);
            state.sent = Some(sent);
            requests.push(WindowAction::Dismiss);
            return;
        }
        state.refused = true;
    }
    if state.refused {
        refused_ui(ui, cx);
    }
    if state.asks {
        return ask_ui(ui, cx, requests, state);
    }
    if state.confirm.is_some() {
        return confirm::confirm_ui(ui, cx, requests, state);
    }
    let schema = state.draft.schema();
    let troubles = faults::troubles(&schema, &state.draft);
    forms_ui(ui, cx, state, &troubles);
    foot_ui(ui, cx, requests, state, &troubles);
}

/// The list at the reading start, the form of what is chosen beside it.
fn forms_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut State, troubles: &[Trouble]) {
    let room = ui.ctx().content_rect().height();
    let height = (room - AROUND).clamp(160.0, 620.0);
    let width = ui.available_width();
    let (whole, _) = ui.allocate_exact_size(egui::vec2(width, height), egui::Sense::hover());
    let listed = (width * 0.3).clamp(150.0, 250.0);
    let (list, form) = if cx.is_mirrored() {
        let at = whole.right() - listed;
        (Rect::from_min_max(pos2(at, whole.top()), whole.max), whole.with_max_x(at - 10.0))
    } else {
        let at = whole.left() + listed;
        (Rect::from_min_max(whole.min, pos2(at, whole.bottom())), whole.with_min_x(at + 10.0))
    };
    let builder = UiBuilder::new().id_salt("schema-list").max_rect(list).layout(cx.column());
    ui.scope_builder(builder, |ui| list::list_ui(ui, cx, state, troubles));
    let builder = UiBuilder::new().id_salt("schema-form").max_rect(form).layout(cx.column());
    ui.scope_builder(builder, |ui| {
        scrolled(ui, cx, (state.tab as u8, state.shown), |ui| match (state.tab, state.shown) {
            (_, None) => {
                label(ui, cx, Words::new(cx.t("schema-nothing")).color(*cx.theme.ink_soft));
            }
            (Tab::Labels, Some(serial)) => label_form::form_ui(ui, cx, state, serial, troubles),
            (Tab::Attributes, Some(serial)) => attribute::form_ui(ui, cx, state, serial, troubles),
            (Tab::Relations, Some(serial)) => relation::form_ui(ui, cx, state, serial, troubles),
        });
    });
}

/// A column that scrolls.
fn scrolled(ui: &mut Ui, cx: &Cx<'_>, salt: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
    area.show(ui, |ui| super::inset(ui, cx, add));
}

/// What is wrong, and the buttons.
fn foot_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    state: &mut State,
    troubles: &[Trouble],
) {
    let changed = state.holds_changes();
    cx.in_row(ui, 24.0, |ui| {
        let Some(first) = troubles.first() else {
            let key = if changed { "schema-changed" } else { "schema-unchanged" };
            label(ui, cx, Words::new(cx.t(key)).small().color(*cx.theme.ink_soft));
            return;
        };
        let look = Button::new(Words::new(cx.t("schema-show")).small()).plain();
        if button(ui, cx, look).clicked() {
            state.show(first.tab, first.serial);
        }
        let n = cx.strings.number(troubles.len());
        let what = first.words(cx, &state.draft);
        let words = cx.strings.with("schema-to-mend", &[("n", &n), ("what", &what)]);
        label(ui, cx, Words::new(words).small().as_window().color(*cx.theme.error));
    });
    if super::answer_ui(ui, cx, requests, "schema-keep", changed && troubles.is_empty()) {
        state.confirm = Some(Confirm::new(cx, &state.present, &state.draft));
        if let Some(confirm) = &state.confirm
            && confirm.is_needless(cx.session.counting())
        {
            send(requests, state);
        }
    }
}

/// Hands the change over.
fn send(requests: &mut Requests, state: &mut State) {
    let Some(confirm) = state.confirm.take() else { return };
    state.refused = false;
    let (schema, discards) = confirm.outcome(&state.draft);
    let schema = Arc::new(schema);
    state.sent = Some(Arc::clone(&schema));
    let change = SchemaChange { schema, discards };
    requests.push(crate::session::EditAction::ChangeSchema(Box::new(change)));
}

/// Why what was sent was not kept.
fn refused_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let mut notices = cx.session.notices().iter().rev().map(|it| &it.kind);
    if let Some(why) = notices.find(|it| matches!(it, NoticeKind::SchemaNotKept(_))) {
        label(
            ui,
            cx,
            Words::new(cx.words_of(why)).small().wrapped().as_window().color(*cx.theme.error),
        );
    }
}

/// Asks before changes are dropped.
fn ask_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    label(ui, cx, Words::new(cx.t("schema-ask")).wrapped());
    cx.in_row(ui, 30.0, |ui| {
        if button(ui, cx, Button::new(cx.t("schema-go-on")).primary()).clicked() {
            state.asks = false;
        }
        if button(ui, cx, Button::new(cx.t("schema-drop"))).clicked() {
            state.draft = Draft::of(&state.present);
            requests.push(WindowAction::Dismiss);
        }
    });
}

/// True once the folder's files were counted.
fn is_counted(counting: &UsesCounting) -> bool {
    matches!(counting, UsesCounting::Counted(_))
}
