//! The form of a link between tags.

use egui::Ui;

use super::{
    State, Tab,
    draft::LabelDraft,
    faults::Trouble,
    rows::{self, Order, keyboard_key, row, section},
};
use crate::ui::{
    Cx,
    text::{Button, Words, button},
};

/// Shows the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut State,
    serial: u32,
    troubles: &[Trouble],
) {
    super::faults::faults_ui(ui, cx, state, troubles, Tab::Relations, serial);
    let State { draft, fields, .. } = state;
    let Some(at) = draft.relations.iter().position(|it| it.serial == serial) else { return };
    let Some(it) = draft.relations.get_mut(at) else { return };
    let is_new = it.was.is_none();
    rows::names(ui, cx, fields, serial, &mut it.it.title, &mut it.it.id, is_new);
    keyboard_key(ui, cx, &mut it.it.key);
    row(ui, cx, "schema-required", |ui| {
        rows::choices(ui, cx, &mut it.it.required, &[(true, "yes"), (false, "no")]);
    });
    section(ui, cx, "schema-from");
    ends_ui(ui, cx, &draft.labels, &mut it.parts.from);
    section(ui, cx, "schema-to");
    ends_ui(ui, cx, &draft.labels, &mut it.parts.to);
    let first = it.parts.to.first().and_then(|to| draft.labels.iter().find(|it| it.serial == *to));
    if let Some(first) = first {
        let title = cx.title(&first.it.title);
        let words = cx.strings.with("schema-to-first", &[("label", &title)]);
        rows::remark(ui, cx, words, *cx.theme.ink_soft);
    }
    section(ui, cx, "schema-place");
    if let Some(order) = rows::order_ui(ui, cx) {
        rows::reorder(&mut state.draft.relations, at, order);
        if order == Order::Remove {
            state.draft.remove(serial);
            state.shown = state.draft.relations.first().map(|it| it.serial);
        }
    }
}

/// Labels a link may start or end at, in the order they were chosen.
fn ends_ui(ui: &mut Ui, cx: &Cx<'_>, labels: &[LabelDraft], ends: &mut Vec<u32>) {
    cx.in_rows(ui, 30.0, |ui| {
        for label in labels {
            let title = cx.title(&label.it.title);
            let title = if title.is_empty() { label.it.id.clone() } else { title };
            let has = ends.contains(&label.serial);
            let look = Button::new(Words::new(title).small());
            let look = look.swatch(cx.theme.of_pair(&label.it.color)).selected_if(has);
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
