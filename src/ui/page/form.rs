//! The form of the active card: its slots in reading order, its words, what is said of it.

use egui::Ui;

use super::{
    PageView,
    slots::{further_ui, slot_ui, users_ui},
};
use crate::{
    model::{
        Annotation,
        schema::{Attribute, RelationKind},
    },
    ui::{
        Cx, Requests,
        attribute::{self, is_for_parts},
        text::{Button, Words, button, label},
    },
};

/// The longest words shown of a tag that is being edited, in characters.
const LONGEST: usize = 220;
/// Attributes that say how a recognizer found a tag: not for hands.
const FOUND: &[&str] = &["rule", "confidence"];

/// Shows the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
) {
    let schema = cx.session.schema();
    let kinds: Vec<&RelationKind> = schema.relations_from(annotation.label.as_str()).collect();
    let (parts, others): (Vec<&RelationKind>, Vec<&RelationKind>) =
        kinds.into_iter().partition(|it| is_for_parts(cx, it));
    for kind in parts {
        slot_ui(ui, cx, requests, view, annotation, kind);
    }
    words(ui, cx, annotation);
    for line in attribute::remarks(cx, annotation) {
        label(ui, cx, Words::new(line.text).small().as_window().wrapped().color(line.color));
    }
    users_ui(ui, cx, requests, view, annotation);
    links(ui, cx, requests, view, annotation, &others);
    attributes(ui, cx, requests, view, annotation);
}

/// The tag's own words.
fn words(ui: &mut Ui, cx: &Cx<'_>, annotation: &Annotation) {
    let Some(open) = cx.session.open() else { return };
    let quote = open.document().quote(annotation);
    let shown = if quote.chars().count() > LONGEST {
        quote.chars().take(LONGEST).chain(['…']).collect()
    } else {
        quote
    };
    label(ui, cx, Words::new(shown).wrapped());
}

/// Links to other tags: those that are there each on a row, the others side by side.
fn links(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
    kinds: &[&RelationKind],
) {
    let Some(open) = cx.session.open() else { return };
    let is_linked =
        |kind: &RelationKind| open.document().linked(annotation.id, &kind.id).next().is_some();
    for kind in kinds.iter().filter(|it| it.required || is_linked(it)) {
        slot_ui(ui, cx, requests, view, annotation, kind);
    }
    let free: Vec<&RelationKind> =
        kinds.iter().copied().filter(|it| !it.required && !is_linked(it)).collect();
    if !free.is_empty() {
        ui.add_space(2.0);
        further_ui(ui, cx, requests, view, annotation, &free);
    }
    ui.add_space(4.0);
}

/// What is said of it; attributes that say no more than what goes without saying are folded away.
fn attributes(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
) {
    let schema = cx.session.schema();
    let Some(kind) = schema.label(annotation.label.as_str()) else { return };
    let says_nothing = |it: &&Attribute| {
        !it.default.is_empty()
            && annotation.attributes.get(&it.id).is_none_or(|value| value == it.default)
    };
    let for_hands = kind.attributes.iter().filter(|it| !FOUND.contains(&it.id.as_str()));
    let (folded, shown): (Vec<&Attribute>, Vec<&Attribute>) = for_hands.partition(says_nothing);
    for it in shown {
        row(ui, cx, requests, view, annotation, it);
    }
    if folded.is_empty() {
        return;
    }
    let words = if view.form.unfolded {
        cx.t("card-less")
    } else {
        cx.strings.with("card-more", &[("n", &cx.strings.number(folded.len()))])
    };
    let look = Button::new(Words::new(words).small().color(*cx.theme.ink_soft)).plain();
    if button(ui, cx, look).clicked() {
        view.form.unfolded = !view.form.unfolded;
    }
    if view.form.unfolded {
        for it in folded {
            row(ui, cx, requests, view, annotation, it);
        }
    }
}

fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
    it: &Attribute,
) {
    let (fields, completion) = (&mut view.fields, &mut view.completion);
    let row = attribute::attribute_ui(ui, cx, requests, fields, completion, annotation, it);
    view.takes_form(&row);
}
