//! The form of a link between tags.

use egui::Ui;

use super::{
    editor_state::{EditorTab, SchemaEditor},
    form_rows::{self, PartMove, keyboard_key, row, section},
    issues::{self, SchemaIssue},
};
use crate::{
    edit::LabelDraft,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button},
    },
};

/// Shows the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut SchemaEditor,
    serial: u32,
    issues: &[SchemaIssue],
) {
    issues::issues_ui(ui, cx, issues, EditorTab::Relations, serial);
    let SchemaEditor { draft, fields, .. } = state;
    let Some(at) = draft.relations.iter().position(|it| it.serial == serial) else { return };
    let Some(relation) = draft.relations.get_mut(at) else { return };
    let is_new = relation.was.is_none();
    form_rows::names(ui, cx, fields, serial, &mut relation.now.title, &mut relation.now.id, is_new);
    let wrong = issues::key_issue(cx, issues, EditorTab::Relations, serial);
    keyboard_key(ui, cx, &mut relation.now.key, wrong);
    row(ui, cx, "schema-required", |ui| {
        form_rows::choices(ui, cx, &mut relation.now.required, &[(true, "yes"), (false, "no")]);
    });
    section(ui, cx, "schema-from");
    ends_ui(ui, cx, &draft.labels, &mut relation.parts.from);
    section(ui, cx, "schema-to");
    ends_ui(ui, cx, &draft.labels, &mut relation.parts.to);
    let first =
        relation.parts.to.first().and_then(|to| draft.labels.iter().find(|it| it.serial == *to));
    if let Some(first) = first {
        let title = cx.title(&first.now.title);
        let words = cx.strings.with("schema-to-first", &[("label", &title)]);
        form_rows::remark(ui, cx, words, *cx.theme.ink_soft);
    }
    section(ui, cx, "schema-place");
    if let Some(order) = form_rows::order_ui(ui, cx) {
        form_rows::reorder(&mut state.draft.relations, at, order);
        if order == PartMove::Remove {
            state.draft.remove(serial);
            state.shown = state.draft.relations.first().map(|it| it.serial);
        }
    }
}

/// Labels a link may start or end at, in the order they were chosen.
fn ends_ui(ui: &mut Ui, cx: &FrameContext<'_>, labels: &[LabelDraft], ends: &mut Vec<u32>) {
    cx.in_rows(ui, 30.0, |ui| {
        for label in labels {
            let title = cx.title(&label.now.title);
            let title = if title.is_empty() { label.now.id.clone() } else { title };
            let has = ends.contains(&label.serial);
            let look = ButtonLook::new(StyledWords::new(title).small());
            let look = look.swatch(cx.theme.of_pair(&label.now.color)).selected_if(has);
            if button(ui, cx, look).clicked() {
                if has {
                    ends.retain(|it| *it != label.serial);
                } else {
                    ends.push(label.serial);
                }
            }
        }
    });
}
