//! The form of a label.

use egui::Ui;

use super::{
    attribute_form, color_rows,
    editor_state::{EditorTab, SchemaEditor},
    form_rows::{self, EditorFields, PartMove, keyboard_key, row, section},
    issues::{self, SchemaIssue},
};
use crate::{
    edit::set_title,
    model::schema::{LabelExample, LabelRole, LaneStyle, standard},
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button, label},
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
    issues::issues_ui(ui, cx, issues, EditorTab::Labels, serial);
    let SchemaEditor { draft, fields, .. } = state;
    let Some(at) = draft.labels.iter().position(|it| it.serial == serial) else { return };
    let Some(label) = draft.labels.get_mut(at) else { return };
    let is_new = label.was.is_none();
    form_rows::names(ui, cx, fields, serial, &mut label.now.title, &mut label.now.id, is_new);
    if let Some(was) = label.was.as_deref().filter(|it| standard::LABELS.contains(it)) {
        let words = cx.strings.with("schema-own", &[("id", was)]);
        form_rows::remark(ui, cx, words, *cx.theme.ink_soft);
    }
    let wrong = issues::key_issue(cx, issues, EditorTab::Labels, serial);
    keyboard_key(ui, cx, &mut label.now.key, wrong);
    row(ui, cx, "schema-role", |ui| {
        let all = [(LabelRole::Main, "schema-role-main"), (LabelRole::Part, "schema-role-part")];
        form_rows::choices(ui, cx, &mut label.now.role, &all);
    });
    row(ui, cx, "schema-lane", |ui| {
        let all = [
            (LaneStyle::Solid, "schema-lane-solid"),
            (LaneStyle::Dotted, "schema-lane-dotted"),
            (LaneStyle::Dashed, "schema-lane-dashed"),
            (LaneStyle::Double, "schema-lane-double"),
        ];
        form_rows::choices(ui, cx, &mut label.now.lane, &all);
    });
    section(ui, cx, "schema-color");
    color_rows::color_ui(ui, cx, fields, serial, &mut label.now.color);
    section(ui, cx, "schema-guideline");
    let keys = ["schema-guideline-fa", "schema-guideline-en"];
    let at_fields = (serial, ["guideline fa", "guideline en"]);
    form_rows::texts(ui, cx, fields, at_fields, keys, &mut label.now.guideline);
    section(ui, cx, "schema-examples");
    form_rows::remark(ui, cx, cx.t("schema-examples-how"), *cx.theme.ink_soft);
    examples_ui(ui, cx, fields, serial, &mut label.now.examples);
    section(ui, cx, "schema-attributes");
    attributes_ui(ui, cx, state, at);
    section(ui, cx, "schema-place");
    if let Some(order) = form_rows::order_ui(ui, cx) {
        form_rows::reorder(&mut state.draft.labels, at, order);
        if order == PartMove::Remove {
            state.draft.remove(serial);
            state.shown = state.draft.labels.first().map(|it| it.serial);
        }
    }
}

fn examples_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    serial: u32,
    examples: &mut Vec<LabelExample>,
) {
    let mut gone = None;
    for (at, example) in examples.iter_mut().enumerate() {
        row(ui, cx, "schema-example", |ui| {
            form_rows::line(
                ui,
                cx,
                fields,
                (serial, "words", at),
                &cx.t("schema-example"),
                &mut example.words,
            );
        });
        for (language, key, name) in
            [("fa", "schema-note-fa", "note-fa"), ("en", "schema-note-en", "note-en")]
        {
            let mut note = example.note.0.get(language).cloned().unwrap_or_default();
            row(ui, cx, key, |ui| {
                if form_rows::line(ui, cx, fields, (serial, name, at), &cx.t(key), &mut note) {
                    set_title(&mut example.note, language, &note);
                }
            });
        }
        let look = ButtonLook::new(StyledWords::new(cx.t("schema-remove-example")).small());
        if button(ui, cx, look.plain()).clicked() {
            gone = Some(at);
        }
    }
    if let Some(at) = gone {
        examples.remove(at);
    }
    let add = ButtonLook::new(
        StyledWords::new(cx.t("schema-add-example")).small().color(*cx.theme.accent),
    );
    if button(ui, cx, add.plain()).clicked() {
        examples.push(LabelExample::default());
    }
}

/// The label's attributes in the order of its cards.
fn attributes_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut SchemaEditor, at: usize) {
    let Some(parts) = state.draft.labels.get(at).map(|it| it.parts.clone()) else { return };
    let mut moved = None;
    let mut opened = None;
    for (index, serial) in parts.iter().enumerate() {
        let Some(attribute) = state.draft.attribute(*serial) else { continue };
        let title = cx.title(&attribute.now.title);
        let title = if title.is_empty() { attribute.now.id.clone() } else { title };
        cx.in_row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (words, key, order) in
                [("↑", "schema-up-of", PartMove::Up), ("↓", "schema-down-of", PartMove::Down)]
            {
                let name = cx.strings.with(key, &[("what", &title)]);
                if button(ui, cx, ButtonLook::new(words).plain().named(name)).clicked() {
                    moved = Some((index, order));
                }
            }
            let name = cx.strings.with("schema-edit-of", &[("what", &title)]);
            if button(ui, cx, ButtonLook::new(title.as_str()).plain().named(name)).clicked() {
                opened = Some(*serial);
            }
            let mut about = cx.t(attribute_form::kind_key(&attribute.now.values));
            if attribute.now.required {
                about = format!("{about} · {}", cx.t("schema-required"));
            }
            label(ui, cx, StyledWords::new(about).small().color(*cx.theme.ink_soft));
        });
    }
    let look = StyledWords::new(cx.t("schema-add-attribute")).small().color(*cx.theme.accent);
    if button(ui, cx, ButtonLook::new(look).plain().named(cx.t("schema-add-attribute-here")))
        .clicked()
    {
        let label = state.draft.labels.get(at).map(|it| it.serial);
        let serial = state.draft.add_attribute(label);
        state.fields.await_name(cx, serial);
        opened = Some(serial);
    }
    if let (Some((index, order)), Some(label)) = (moved, state.draft.labels.get_mut(at)) {
        form_rows::reorder(&mut label.parts, index, order);
    }
    if let Some(serial) = opened {
        state.show(EditorTab::Attributes, serial);
    }
}
