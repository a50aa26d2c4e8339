//! The form of an attribute.

use egui::Ui;

use super::{
    editor_state::{EditorTab, SchemaEditor},
    form_rows::{self, EditorFields, PartMove, row, section},
    issues::{self, SchemaIssue},
};
use crate::{
    edit::{AttributeDraft, ChoiceDraft, SchemaDraft, key_from_words, set_title},
    model::schema::ValueKind,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button},
    },
};

/// The words for a kind of values.
pub(super) fn kind_key(values: &ValueKind) -> &'static str {
    match values {
        ValueKind::Text => "schema-kind-text",
        ValueKind::Choice(_) => "schema-kind-choice",
        ValueKind::Number => "schema-kind-number",
        ValueKind::YesNo => "schema-kind-yes-no",
        ValueKind::Date => "schema-kind-date",
        ValueKind::Link => "schema-kind-link",
    }
}

/// Shows the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut SchemaEditor,
    serial: u32,
    issues: &[SchemaIssue],
) {
    issues::issues_ui(ui, cx, issues, EditorTab::Attributes, serial);
    let SchemaEditor { draft, fields, .. } = state;
    let Some(at) = draft.attributes.iter().position(|it| it.serial == serial) else { return };
    // Taken out while its form is shown, so that choices can be numbered by the draft.
    let mut attribute = draft.attributes.remove(at);
    let is_new = attribute.was.is_none();
    form_rows::names(
        ui,
        cx,
        fields,
        serial,
        &mut attribute.now.title,
        &mut attribute.now.id,
        is_new,
    );
    row(ui, cx, "schema-kind", |ui| kind_ui(ui, cx, &mut attribute.now.values));
    row(ui, cx, "schema-required", |ui| {
        form_rows::choices(ui, cx, &mut attribute.now.required, &[(true, "yes"), (false, "no")]);
    });
    if matches!(attribute.now.values, ValueKind::Choice(_)) {
        section(ui, cx, "schema-choices");
        choices_ui(ui, cx, draft, fields, &mut attribute);
    }
    row(ui, cx, "schema-default", |ui| default_ui(ui, cx, fields, &mut attribute));
    draft.attributes.insert(at, attribute);
    section(ui, cx, "schema-on-labels");
    labels_ui(ui, cx, draft, serial);
    ui.add_space(6.0);
    let remove = StyledWords::new(cx.t("schema-remove")).small().color(*cx.theme.error);
    if button(ui, cx, ButtonLook::new(remove).plain()).clicked() {
        draft.remove(serial);
        state.shown = state.draft.attributes.first().map(|it| it.serial);
    }
}

fn kind_ui(ui: &mut Ui, cx: &FrameContext<'_>, values: &mut ValueKind) {
    let kinds = [
        ValueKind::Text,
        ValueKind::Choice(Vec::new()),
        ValueKind::Number,
        ValueKind::YesNo,
        ValueKind::Date,
        ValueKind::Link,
    ];
    for kind in kinds {
        let key = kind_key(&kind);
        let look = ButtonLook::new(StyledWords::new(cx.t(key)).small());
        if button(ui, cx, look.selected_if(kind_key(values) == key)).clicked() {
            *values = kind;
        }
    }
}

/// What an absent value means: one of the choices, or words.
fn default_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    attribute: &mut AttributeDraft,
) {
    match &attribute.now.values {
        ValueKind::Choice(_) | ValueKind::YesNo => {
            let mut all = vec![(String::new(), cx.t("no-value"))];
            if attribute.now.values == ValueKind::YesNo {
                all.extend(["yes", "no"].map(|id| (id.to_owned(), cx.t(id))));
            }
            all.extend(attribute.parts.iter().map(|it| {
                let title = cx.title(&it.now.title);
                let id = it.now.id.clone();
                (id.clone(), if title.is_empty() { id } else { title })
            }));
            for (id, title) in all {
                let look = ButtonLook::new(StyledWords::new(title).small());
                if button(ui, cx, look.selected_if(attribute.now.default == id)).clicked() {
                    attribute.now.default = id;
                }
            }
        }
        ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => {
            let at = (attribute.serial, "default", 0);
            form_rows::line(
                ui,
                cx,
                fields,
                at,
                &cx.t("schema-default"),
                &mut attribute.now.default,
            );
        }
    }
}

/// The values of a choice: names in both languages and the value in files.
fn choices_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    draft: &mut SchemaDraft,
    fields: &mut EditorFields,
    attribute: &mut AttributeDraft,
) {
    let mut order = None;
    for (at, choice) in attribute.parts.iter_mut().enumerate() {
        if let Some(wish) = choice_ui(ui, cx, fields, choice) {
            order = Some((at, wish));
        }
    }
    match order {
        Some((at, PartMove::Remove)) => {
            attribute.parts.remove(at);
        }
        Some((at, order)) => form_rows::reorder(&mut attribute.parts, at, order),
        None => {}
    }
    let add = StyledWords::new(cx.t("schema-add-value")).small().color(*cx.theme.accent);
    if button(ui, cx, ButtonLook::new(add).plain()).clicked() {
        let choice = draft.new_choice(&attribute.parts);
        attribute.parts.push(choice);
    }
}

fn choice_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    choice: &mut ChoiceDraft,
) -> Option<PartMove> {
    let mut order = None;
    let serial = choice.serial;
    cx.in_row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = ((ui.available_width() - 100.0) / 3.0).max(50.0);
        let narrow = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
            ui.scope(|ui| {
                ui.set_width(width);
                add(ui);
            });
        };
        for (language, key) in [("fa", "schema-name-fa"), ("en", "schema-name-en")] {
            let mut words = choice.now.title.0.get(language).cloned().unwrap_or_default();
            narrow(ui, &mut |ui| {
                if form_rows::line(
                    ui,
                    cx,
                    fields,
                    (serial, key_name(language), 0),
                    &cx.t(key),
                    &mut words,
                ) {
                    let before = choice.now.title.0.get(language).cloned().unwrap_or_default();
                    set_title(&mut choice.now.title, language, words.trim());
                    let follows = key_from_words(&before).is_none_or(|it| it == choice.now.id);
                    // A new value gets its key from its English name as that is typed.
                    if choice.was.is_none() && language == "en" && follows {
                        choice.now.id =
                            key_from_words(&words).unwrap_or_else(|| choice.now.id.clone());
                    }
                }
            });
        }
        narrow(ui, &mut |ui| {
            let name = cx.t("schema-value");
            form_rows::line(ui, cx, fields, (serial, "value", 0), &name, &mut choice.now.id);
        });
        let title = cx.title(&choice.now.title);
        for (words, key, wish) in [
            ("↑", "schema-up-of", PartMove::Up),
            ("↓", "schema-down-of", PartMove::Down),
            ("×", "schema-remove-of", PartMove::Remove),
        ] {
            let name = cx.strings.with(key, &[("what", &title)]);
            if button(ui, cx, ButtonLook::new(words).plain().named(name)).clicked() {
                order = Some(wish);
            }
        }
    });
    order
}

fn key_name(language: &str) -> &'static str {
    if language == "fa" { "title-fa" } else { "title-en" }
}

/// Which labels have it.
fn labels_ui(ui: &mut Ui, cx: &FrameContext<'_>, draft: &mut SchemaDraft, serial: u32) {
    cx.in_rows(ui, 30.0, |ui| {
        for label in &mut draft.labels {
            let title = cx.title(&label.now.title);
            let title = if title.is_empty() { label.now.id.clone() } else { title };
            let has = label.parts.contains(&serial);
            let look = ButtonLook::new(StyledWords::new(title).small());
            let look = look.swatch(cx.theme.of_pair(&label.now.color)).selected_if(has);
            if button(ui, cx, look).clicked() {
                if has {
                    label.parts.retain(|it| *it != serial);
                } else {
                    label.parts.push(serial);
                }
            }
        }
    });
}
