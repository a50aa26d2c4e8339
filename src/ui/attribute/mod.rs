//! Attributes and links of a tag: in short, and to be changed, as the schema says.

mod completion;
mod row;

pub use completion::Completion;
pub(super) use row::row_title;
pub use row::{Fields, attribute_ui};

use egui::Color32;

use super::{Cx, strings::isolated};
use crate::{
    model::{
        Annotation,
        schema::{LabelRole, RelationKind, ValueChoice, ValueKind},
    },
    recognize::Mention,
};

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
    lines.extend(super::findings::lines(cx, annotation));
    lines.extend(linked(cx, annotation));
    lines
}

/// What a tag is linked to: its parts on one line, everything else on a line of its own.
fn linked(cx: &Cx<'_>, annotation: &Annotation) -> Vec<Line> {
    let Some(open) = cx.session.open() else { return Vec::new() };
    let document = open.document();
    let schema = document.schema();
    let mut parts: Vec<(usize, String)> = Vec::new();
    let mut lines = Vec::new();
    for relation in document.relations_of(annotation.id).filter(|it| it.from == annotation.id) {
        let Some(to) = document.annotation(relation.to) else { continue };
        let kind = schema.relation(relation.label.as_str());
        let title = kind.map_or_else(|| relation.label.to_string(), |it| cx.title(&it.title));
        let text = format!("{title}: {}", isolated(&document.quote(to)));
        if kind.is_some_and(|it| is_for_parts(cx, it)) {
            parts.push((to.extent.start(), text));
        } else {
            lines.push(Line { text, color: *cx.theme.ink_soft });
        }
    }
    parts.sort_unstable();
    if !parts.is_empty() {
        let text: Vec<String> = parts.into_iter().map(|it| it.1).collect();
        lines.insert(0, Line { text: text.join(" · "), color: *cx.theme.ink_soft });
    }
    lines
}

/// True where a kind of link leads to words that stand for nothing else.
pub fn is_for_parts(cx: &Cx<'_>, kind: &RelationKind) -> bool {
    let label = kind.to.first().and_then(|it| cx.session.schema().label(it));
    label.is_some_and(|it| it.role == LabelRole::Part)
}

/// What is wrong with the active tag, and for dates what they say; its form shows the rest.
pub fn remarks(cx: &Cx<'_>, annotation: &Annotation) -> Vec<Line> {
    let attributes: Vec<(&str, &str)> =
        annotation.attributes.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut lines = super::dates::lines(cx, annotation.label.as_str(), &attributes);
    lines.extend(super::findings::lines(cx, annotation));
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
    let Some(kind) = schema.label_ever(label) else {
        // Kept as it is until somebody decides.
        let text = cx.strings.with("label-unknown", &[("label", label)]);
        lines.push(Line { text, color: *cx.theme.warning });
        let said = attributes.iter().map(|(key, value)| format!("{key}: {}", isolated(value)));
        let text = said.collect::<Vec<_>>().join(" · ");
        lines.extend((!text.is_empty()).then(|| Line { text, color: *cx.theme.ink_soft }));
        return lines;
    };
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
            ValueKind::Choice(choices) => shown_choice(cx, choices, value),
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

pub(super) fn shown_choice(cx: &Cx<'_>, choices: &[ValueChoice], value: &str) -> String {
    let choice = choices.iter().find(|it| it.id == value);
    choice.map_or_else(|| isolated(value), |it| cx.title(&it.title))
}
