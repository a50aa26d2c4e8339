//! What there is: labels, attributes or links, and a way to add one.

use egui::{Color32, Ui, vec2};

use super::{
    editor_state::{EditorTab, SchemaEditor},
    form_rows::scrolled,
    issues::SchemaIssue,
};
use crate::ui::{
    FrameContext,
    text::{ButtonLook, StyledWords, button},
};

/// Shows the tabs and the list.
pub(super) fn list_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut SchemaEditor,
    issues: &[SchemaIssue],
) {
    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
    cx.in_rows(ui, 28.0, |ui| {
        for (tab, key) in [
            (EditorTab::Labels, "schema-labels"),
            (EditorTab::Attributes, "schema-attributes"),
            (EditorTab::Relations, "schema-links"),
        ] {
            let look =
                ButtonLook::new(StyledWords::new(cx.t(key)).small()).selected_if(state.tab == tab);
            if button(ui, cx, look).clicked() && state.tab != tab {
                state.tab = tab;
                state.shown = serials(state).first().copied();
            }
        }
    });
    let key = match state.tab {
        EditorTab::Labels => "schema-add-label",
        EditorTab::Attributes => "schema-add-attribute",
        EditorTab::Relations => "schema-add-link",
    };
    let add = ButtonLook::new(StyledWords::new(cx.t(key)).small().color(*cx.theme.accent));
    if button(ui, cx, add.plain()).clicked() {
        add_part(cx, state);
    }
    scrolled(ui, cx, ("list", state.tab as u8), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for serial in serials(state) {
            row_ui(ui, cx, state, serial, issues);
        }
    });
}

fn serials(state: &SchemaEditor) -> Vec<u32> {
    let draft = &state.draft;
    match state.tab {
        EditorTab::Labels => draft.labels.iter().map(|it| it.serial).collect(),
        EditorTab::Attributes => draft.attributes.iter().map(|it| it.serial).collect(),
        EditorTab::Relations => draft.relations.iter().map(|it| it.serial).collect(),
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut SchemaEditor,
    serial: u32,
    issues: &[SchemaIssue],
) {
    let (title, key, color) = described(cx, state, serial);
    let is_wrong = issues.iter().any(|it| it.serial == serial && it.tab == state.tab);
    let ink = if is_wrong { *cx.theme.error } else { *cx.theme.ink };
    let mut look = ButtonLook::new(StyledWords::new(title).color(ink))
        .plain()
        .full_width()
        .key(if is_wrong { "!".to_owned() } else { key })
        .selected_if(state.shown == Some(serial));
    if let Some(color) = color {
        look = look.swatch(color);
    }
    let response = button(ui, cx, look);
    if response.clicked() {
        state.shown = Some(serial);
    }
    if state.reveals && state.shown == Some(serial) {
        response.scroll_to_me(None);
        state.reveals = false;
    }
}

/// Title, key and color of a part.
fn described(
    cx: &FrameContext<'_>,
    state: &SchemaEditor,
    serial: u32,
) -> (String, String, Option<Color32>) {
    let draft = &state.draft;
    let or_id = |title: String, id: &str| if title.is_empty() { id.to_owned() } else { title };
    if let Some(label) = draft.labels.iter().find(|it| it.serial == serial) {
        let color = cx.theme.of_pair(&label.now.color);
        return (
            or_id(cx.title(&label.now.title), &label.now.id),
            label.now.key.clone(),
            Some(color),
        );
    }
    if let Some(attribute) = draft.attribute(serial) {
        let label = draft.labels.iter().find(|label| label.parts.contains(&serial));
        let color = label.map(|it| cx.theme.of_pair(&it.now.color));
        return (or_id(cx.title(&attribute.now.title), &attribute.now.id), String::new(), color);
    }
    let relation = draft.relations.iter().find(|it| it.serial == serial);
    relation.map_or_else(Default::default, |it| {
        (or_id(cx.title(&it.now.title), &it.now.id), it.now.key.clone(), None)
    })
}

fn add_part(cx: &FrameContext<'_>, state: &mut SchemaEditor) {
    let serial = match state.tab {
        EditorTab::Labels => {
            let used = |it: &&crate::model::schema::ColorPair| {
                !state.draft.labels.iter().any(|label| label.now.color == **it)
            };
            let hues = &cx.themes.hues;
            let color = hues.iter().find(used).or(hues.first()).cloned().unwrap_or_default();
            state.draft.add_label(color)
        }
        EditorTab::Attributes => {
            let first = state.draft.labels.first().map(|it| it.serial);
            state.draft.add_attribute(first)
        }
        EditorTab::Relations => state.draft.add_relation(),
    };
    state.show(state.tab, serial);
    state.fields.await_name(cx, serial);
}
