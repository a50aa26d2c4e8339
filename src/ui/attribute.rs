//! Attributes and links of a tag: in short, and to be changed, as the schema says.

use std::collections::HashMap;

use egui::{Color32, Popup, PopupCloseBehavior, Ui};

use super::{
    Cx, Requests,
    strings::isolated,
    text::{Button, Field, Words, button, field, label},
};
use crate::{
    model::{
        Annotation, AnnotationId, Name,
        schema::{Attribute, Choice, Values},
    },
    recognize::Mention,
    session::Action,
};

/// Text fields of cards in use, by annotation and attribute.
pub type Fields = HashMap<(AnnotationId, String), Field>;

/// A line about a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Their color.
    pub color: Color32,
}

/// What is said of a tag, in few lines.
pub fn summary(cx: &Cx<'_>, annotation: &Annotation) -> Vec<Line> {
    let attributes: Vec<(&str, &str)> =
        annotation.attributes.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut lines = lines(cx, annotation.label.as_str(), &attributes);
    lines.extend(super::dates::checks(cx, annotation));
    let Some(open) = cx.session.open() else { return lines };
    let document = open.document();
    for relation in document.relations_of(annotation.id).filter(|it| it.from == annotation.id) {
        let Some(to) = document.annotation(relation.to) else { continue };
        let schema = document.schema();
        let kind = schema.relation(relation.label.as_str());
        let title = kind.map_or_else(|| relation.label.to_string(), |it| cx.title(&it.title));
        let text = format!("{title}: {}", isolated(&document.quote(to)));
        lines.push(Line { text, color: *cx.theme.ink_soft });
    }
    lines
}

/// What a suggestion would say.
pub fn mention_summary(cx: &Cx<'_>, mention: &Mention) -> Vec<Line> {
    let attributes: Vec<(&str, &str)> =
        mention.attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut lines = lines(cx, mention.label, &attributes);
    let Some(open) = cx.session.open() else { return lines };
    let document = open.document();
    for link in &mention.links {
        let words: Vec<&str> = link.pieces.iter().map(|it| document.text().slice(*it)).collect();
        let kind = document.schema().relation(link.relation);
        let title = kind.map_or_else(|| link.relation.to_owned(), |it| cx.title(&it.title));
        let text = format!("{title}: {}", isolated(&words.join(" … ")));
        lines.push(Line { text, color: *cx.theme.ink_soft });
    }
    let rule = cx.strings.with("found-by-rule", &[("rule", &isolated(mention.rule))]);
    lines.push(Line { text: rule, color: *cx.theme.ink_faint });
    lines
}

fn lines(cx: &Cx<'_>, label: &str, attributes: &[(&str, &str)]) -> Vec<Line> {
    let mut lines = super::dates::lines(cx, label, attributes);
    let schema = cx.session.schema();
    let Some(kind) = schema.label(label) else { return lines };
    let mut words: Vec<String> = Vec::new();
    for (key, value) in attributes {
        if super::dates::shows(label, key) {
            continue;
        }
        let Some(attribute) = kind.attribute(key) else {
            words.push(format!("{key}: {}", isolated(value)));
            continue;
        };
        words.push(match &attribute.values {
            Values::Choice(choices) => shown_choice(cx, choices, value),
            _ => format!("{}: {}", cx.title(&attribute.title), isolated(value)),
        });
    }
    if !words.is_empty() {
        lines.push(Line { text: words.join(" · "), color: *cx.theme.ink_soft });
    }
    for it in kind.attributes.iter().filter(|it| it.required) {
        if !attributes.iter().any(|(key, _)| *key == it.id) {
            let text = cx.strings.with("missing", &[("what", &cx.title(&it.title))]);
            lines.push(Line { text, color: *cx.theme.warning });
        }
    }
    lines
}

fn shown_choice(cx: &Cx<'_>, choices: &[Choice], value: &str) -> String {
    let choice = choices.iter().find(|it| it.id == value);
    choice.map_or_else(|| isolated(value), |it| cx.title(&it.title))
}

/// A row to change one attribute.
pub fn attribute_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    fields: &mut Fields,
    annotation: &Annotation,
    it: &Attribute,
) {
    let value = annotation.attributes.get(&it.id).unwrap_or_default();
    let mut set = |value: &str| {
        requests.push(Action::SetAttribute {
            id: annotation.id,
            key: Name::from(it.id.as_str()),
            value: value.to_owned(),
        });
    };
    let title = cx.title(&it.title);
    cx.in_row(ui, 30.0, |ui| {
        ui.scope(|ui| {
            let width = (ui.available_width() * 0.36).clamp(60.0, 110.0);
            ui.set_width(width);
            let missing = it.required && value.is_empty();
            let color = if missing { *cx.theme.warning } else { *cx.theme.ink_soft };
            label(ui, cx, Words::new(title.as_str()).small().color(color));
        });
        match &it.values {
            Values::Choice(choices) => {
                choice_ui(ui, cx, &title, choices, value, &it.default, &mut set);
            }
            Values::YesNo => {
                let choices = ["yes", "no"].map(|id| yes_no(cx, id));
                choice_ui(ui, cx, &title, &choices, value, &it.default, &mut set);
            }
            _ => {
                let key = (annotation.id, it.id.clone());
                let state = fields.entry(key).or_insert_with(|| Field::new(value));
                let (response, event) = field(ui, cx, state, &title, "");
                if event.submitted {
                    response.surrender_focus();
                }
                if event.left || event.submitted {
                    let typed = state.text().trim().to_owned();
                    let read = match it.values {
                        Values::Date => super::dates::read_value(cx, &typed),
                        _ => Some(typed),
                    };
                    match read {
                        Some(read) if read != value => set(&read),
                        // What can't be read stays in sight until it is mended.
                        _ => {}
                    }
                } else if !ui.memory(|it| it.has_focus(response.id)) && state.text() != value {
                    *state = Field::new(value);
                }
            }
        }
    });
}

fn yes_no(cx: &Cx<'_>, id: &str) -> Choice {
    let mut choice = Choice { id: id.to_owned(), ..Choice::default() };
    let code = cx.strings.language().code().to_owned();
    choice.title.0.insert(code, cx.t(id));
    choice
}

fn choice_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    title: &str,
    choices: &[Choice],
    value: &str,
    default: &str,
    set: &mut dyn FnMut(&str),
) {
    let shown = if value.is_empty() { default } else { value };
    let words = if shown.is_empty() { "—".to_owned() } else { shown_choice(cx, choices, shown) };
    let color = if value.is_empty() { *cx.theme.ink_faint } else { *cx.theme.ink };
    let look = Button::new(Words::new(words).color(color)).full_width().named(title);
    let response = button(ui, cx, look);
    Popup::menu(&response)
        .align(egui::RectAlign::BOTTOM_START)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.set_min_width(140.0);
            ui.with_layout(cx.column(), |ui| {
                for it in choices {
                    let look = Button::new(cx.title(&it.title)).plain().full_width();
                    if button(ui, cx, look.selected_if(it.id == value)).clicked() {
                        set(&it.id);
                    }
                }
                let none = Button::new(Words::new(cx.t("no-value")).color(*cx.theme.ink_soft));
                if !value.is_empty() && button(ui, cx, none.plain().full_width()).clicked() {
                    set("");
                }
            });
        });
}

/// The links of a tag, each with a button to take it away, and what is still missing.
pub fn links_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, annotation: &Annotation) {
    let Some(open) = cx.session.open() else { return };
    let document = open.document();
    let schema = document.schema();
    for kind in schema.relations_from(annotation.label.as_str()) {
        let title = cx.title(&kind.title);
        let mut any = false;
        for relation in document.relations_of(annotation.id) {
            if relation.from != annotation.id || relation.label != *kind.id.as_str() {
                continue;
            }
            let Some(to) = document.annotation(relation.to) else { continue };
            any = true;
            cx.in_row(ui, 28.0, |ui| {
                label(ui, cx, Words::new(title.as_str()).small().color(*cx.theme.ink_soft));
                let quote = document.quote(to);
                let name = cx.strings.with("go-to", &[("what", &quote)]);
                let short: String = quote.chars().take(26).collect();
                if button(ui, cx, Button::new(short).plain().named(name)).clicked() {
                    requests.push(Action::Activate(Some(to.id)));
                }
                let name = cx.strings.with("unlink", &[("what", &quote)]);
                if button(ui, cx, Button::new("×").plain().named(name)).clicked() {
                    requests.push(Action::RemoveRelation(relation.id));
                }
            });
        }
        if !any && kind.required {
            let key = kind.key.as_str();
            let text = cx.strings.with("link-missing", &[("what", &title), ("key", key)]);
            label(ui, cx, Words::new(text).small().wrapped().color(*cx.theme.warning));
        }
    }
}
