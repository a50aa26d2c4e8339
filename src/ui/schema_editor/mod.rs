//! The schema editor: labels, attributes and links, with their names, keys, colors and guidelines.

mod attribute_form;
mod color_rows;
mod confirmation;
mod editor_state;
mod form_rows;
mod issues;
mod label_form;
mod part_list;
mod relation_form;

pub(super) use editor_state::SchemaEditor;

use std::sync::Arc;

use egui::{Rect, Ui, UiBuilder, pos2};

use self::{
    confirmation::{ChangeConfirmation, ConfirmationAnswer, confirmation_ui},
    editor_state::EditorTab,
    form_rows::scrolled,
    issues::SchemaIssue,
};
use super::{
    dialog_middle::middle_ui,
    dialog_view::{DialogView, answer_ui},
};
use crate::{
    edit::SchemaDraft,
    messages::isolated,
    session::{Action, EditAction, FileAction, NoticeKind, SchemaChange, SearchAction},
    store::DraftKey,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// How wide the editor gets, in points.
const WIDEST: f32 = 980.0;
/// Room for what is above and below the forms, in points.
const AROUND: f32 = 230.0;

impl DialogView for SchemaEditor {
    fn heading(&self) -> Option<&'static str> {
        Some("schema-title")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Schema)
    }

    fn widest(&self) -> f32 {
        WIDEST
    }

    /// What a change touches in the folder is counted meanwhile.
    fn first_action(&self) -> Option<Action> {
        Some(SearchAction::CountUses.into())
    }

    fn holds_changes(&self) -> bool {
        self.sent.is_none() && self.draft.schema() != *self.present
    }

    /// Asked again, it goes back to the changes.
    fn ask_about_changes(&mut self) {
        if self.confirmation.take().is_none() {
            self.asks = !self.asks;
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let folder = cx.session.schema_folder().map(|it| it.display().to_string());
        let whose = match folder {
            Some(folder) => cx.strings.with("schema-of", &[("path", &isolated(&folder))]),
            None => cx.t("schema-of-article"),
        };
        label(ui, cx, StyledWords::new(whose).small().as_window().color(*cx.theme.ink_soft));
        if let Some(sent) = self.sent.take() {
            if *sent == *cx.session.schema() {
                // What is in use now is what was sent: there is nothing to lose.
                self.present = Arc::clone(&sent);
                self.sent = Some(sent);
                requests.push(FileAction::KeepDraft { key: DraftKey::Schema, words: None });
                requests.push(WindowAction::Dismiss);
                return;
            }
            self.refused = true;
        }
        if self.refused {
            refused_ui(ui, cx);
        }
        if self.asks {
            return ask_ui(ui, cx, requests, self);
        }
        if let Some(confirmation) = &mut self.confirmation {
            match confirmation_ui(ui, cx, confirmation) {
                Some(ConfirmationAnswer::Keep) => send(requests, self),
                Some(ConfirmationAnswer::Back) => self.confirmation = None,
                None => {}
            }
            return;
        }
        let schema = self.draft.schema();
        let all = issues::schema_issues(&self.present, &schema, &self.draft);
        let is_due = |it: &&SchemaIssue| it.is_due(&self.draft, &self.fields);
        let due: Vec<SchemaIssue> = all.iter().filter(is_due).cloned().collect();
        middle_ui(ui, cx, |ui| forms_ui(ui, cx, self, &due));
        keep(requests, self);
        foot_ui(ui, cx, requests, self, (&due, &all));
    }
}

/// Keeps what was changed since it was kept last.
fn keep(requests: &mut FrameRequests, state: &mut SchemaEditor) {
    let now = state.draft.schema();
    if now == state.kept {
        return;
    }
    let is_changed = now != *state.present;
    let words = is_changed.then(|| state.draft.kept(&state.present)).flatten();
    requests.push(FileAction::KeepDraft { key: DraftKey::Schema, words });
    state.kept = now;
}

/// The list at the reading start, the form of what is chosen beside it.
fn forms_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut SchemaEditor, issues: &[SchemaIssue]) {
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
    ui.scope_builder(builder, |ui| part_list::list_ui(ui, cx, state, issues));
    let builder = UiBuilder::new().id_salt("schema-form").max_rect(form).layout(cx.column());
    ui.scope_builder(builder, |ui| {
        scrolled(ui, cx, (state.tab as u8, state.shown), |ui| match (state.tab, state.shown) {
            (_, None) => {
                label(ui, cx, StyledWords::new(cx.t("schema-nothing")).color(*cx.theme.ink_soft));
            }
            (EditorTab::Labels, Some(serial)) => label_form::form_ui(ui, cx, state, serial, issues),
            (EditorTab::Attributes, Some(serial)) => {
                attribute_form::form_ui(ui, cx, state, serial, issues);
            }
            (EditorTab::Relations, Some(serial)) => {
                relation_form::form_ui(ui, cx, state, serial, issues);
            }
        });
    });
}

/// What is wrong, and the buttons. What is `due` is said; to keep the schema `all` has to be right.
fn foot_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut SchemaEditor,
    (due, all): (&[SchemaIssue], &[SchemaIssue]),
) {
    let changed = state.holds_changes();
    cx.in_row(ui, 24.0, |ui| {
        let Some(first) = due.first() else {
            let key = if changed { "schema-changed" } else { "schema-unchanged" };
            label(ui, cx, StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft));
            return;
        };
        let look = ButtonLook::new(StyledWords::new(cx.t("schema-show")).small()).plain();
        if button(ui, cx, look).clicked() {
            state.show(first.tab, first.serial);
        }
        let n = cx.strings.number(due.len());
        let what = first.words(cx);
        let words = cx.strings.with("schema-to-fix", &[("n", &n), ("what", &what)]);
        label(ui, cx, StyledWords::new(words).small().as_window().color(*cx.theme.error));
    });
    if answer_ui(ui, cx, requests, "schema-keep", changed && due.is_empty()) {
        if let Some(first) = all.first() {
            state.fields.finish(all.iter().map(|it| it.serial));
            return state.show(first.tab, first.serial);
        }
        state.confirmation = Some(ChangeConfirmation::new(cx, &state.present, &state.draft));
        if let Some(confirmation) = &state.confirmation
            && confirmation.is_needless(cx.session.counting())
        {
            send(requests, state);
        }
    }
}

/// Hands the change over.
fn send(requests: &mut FrameRequests, state: &mut SchemaEditor) {
    let Some(confirmation) = state.confirmation.take() else { return };
    state.refused = false;
    let (schema, discards) = confirmation.outcome(&state.draft);
    let schema = Arc::new(schema);
    state.sent = Some(Arc::clone(&schema));
    let change = SchemaChange { schema, discards };
    requests.push(EditAction::ChangeSchema(Box::new(change)));
}

/// Why what was sent was not kept.
fn refused_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let mut notices = cx.session.notices().iter().rev().map(|it| &it.kind);
    if let Some(why) = notices.find(|it| matches!(it, NoticeKind::SchemaNotKept(_))) {
        let words = StyledWords::new(cx.words_of(why)).small().wrapped().as_window();
        label(ui, cx, words.color(*cx.theme.error));
    }
}

/// Asks before changes are dropped.
fn ask_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut SchemaEditor,
) {
    label(ui, cx, StyledWords::new(cx.t("schema-ask")).wrapped());
    cx.in_row(ui, 30.0, |ui| {
        if button(ui, cx, ButtonLook::new(cx.t("schema-go-on")).primary()).clicked() {
            state.asks = false;
        }
        if button(ui, cx, ButtonLook::new(cx.t("schema-drop"))).clicked() {
            state.draft = SchemaDraft::of(&state.present);
            keep(requests, state);
            requests.push(WindowAction::Dismiss);
        }
    });
}
