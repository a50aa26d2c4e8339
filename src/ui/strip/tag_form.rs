//! What there is to say of the active tag: its links, the choices that are made most, each with a digit
//! that goes to its next value, then the fields; what is empty and optional only when it is asked for.

use egui::{Ui, vec2};

use super::{
    StripState,
    columns::{FormPart, parts_ui},
    link_slots::{further_ui, slot_ui, users_ui},
};
use crate::{
    model::{
        Annotation,
        schema::{Attribute, RelationKind, ValueKind, standard::CLAIMANT_NAME},
    },
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        attribute::{attribute_ui, attributes_for_hands, choices_by_key, field_of},
        tag_summary,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Choices with a digit.
const DIGITS: usize = 9;

/// Shows the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    parts_ui(ui, cx, |ui, part| match part {
        FormPart::Links => said_ui(ui, cx, requests, state, annotation),
        FormPart::Choices => choices_ui(ui, cx, requests, state, annotation),
        FormPart::Fields => fields_ui(ui, cx, requests, state, annotation),
    });
}

/// Its links, first those it wants, and what may be wrong.
fn said_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    let Some(open) = cx.session.editor() else { return };
    let kinds: Vec<&RelationKind> =
        cx.session.schema().relations_from(annotation.label.as_str()).collect();
    let is_linked =
        |kind: &RelationKind| open.document().linked(annotation.id, &kind.id).next().is_some();
    let (shown, free): (Vec<&RelationKind>, Vec<&RelationKind>) = kinds
        .into_iter()
        .partition(|it| cx.session.schema().leads_to_parts(it) || it.required || is_linked(it));
    for kind in shown {
        slot_ui(ui, cx, requests, state, annotation, kind);
    }
    users_ui(ui, cx, requests, state, annotation);
    if !free.is_empty() {
        further_ui(ui, cx, requests, state, annotation, &free);
    }
    for line in tag_summary::finding_lines(cx, annotation) {
        label(ui, cx, StyledWords::new(line.text).small().as_window().wrapped().color(line.color));
    }
}

/// The attributes with values to choose from, each with its digit, those asked for first in the schema.
fn choices_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    for (at, attribute) in choices_by_key(cx, annotation).into_iter().enumerate() {
        let digit = if at < DIGITS { cx.strings.number(at + 1) } else { String::new() };
        row(ui, cx, requests, state, annotation, attribute, &digit);
    }
}

/// What is written by hand; empty and optional only when asked for. Then what says how it was found.
fn fields_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    let is_field = |it: &&Attribute| match it.values {
        ValueKind::Choice(_) | ValueKind::YesNo => false,
        ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => true,
    };
    let fields: Vec<&Attribute> =
        attributes_for_hands(cx, &annotation.label).into_iter().filter(is_field).collect();
    let is_wanted = |it: &&Attribute| {
        it.required
            || annotation.attributes.get(&it.id).is_some_and(|value| !value.is_empty())
            || cx.session.was_begun_before(&field_of(annotation, it))
    };
    let (shown, empty): (Vec<&Attribute>, Vec<&Attribute>) =
        fields.into_iter().partition(is_wanted);
    for attribute in shown {
        row(ui, cx, requests, state, annotation, attribute, "");
    }
    if state.folds.shows_empty {
        // The button that showed them is elsewhere now: the keyboard goes to what was shown.
        state.wants_keys |= std::mem::take(&mut state.folds.wants_keys);
        for attribute in &empty {
            row(ui, cx, requests, state, annotation, attribute, "");
        }
    }
    let details = tag_summary::details(cx, annotation);
    cx.in_rows(ui, 28.0, |ui| {
        if !empty.is_empty() {
            let words = if state.folds.shows_empty {
                cx.t("form-less")
            } else {
                cx.strings.count("form-more", empty.len())
            };
            if quiet(ui, cx, words) {
                state.folds.shows_empty = !state.folds.shows_empty;
                state.folds.wants_keys = state.folds.shows_empty;
            }
        }
        let is_claim = fields_have_claimant(cx, annotation.label.as_str());
        if is_claim && quiet(ui, cx, cx.t("form-people")) {
            requests.push(WindowAction::Show(DialogKind::People));
        }
        if !details.is_empty() && quiet(ui, cx, cx.t("form-details")) {
            state.folds.shows_details = !state.folds.shows_details;
        }
    });
    if state.folds.shows_details {
        for line in details {
            let words = StyledWords::new(line).small().as_window().color(*cx.theme.ink_soft);
            label(ui, cx, words);
        }
    }
}

/// True for a label whose tags say who makes them.
fn fields_have_claimant(cx: &FrameContext<'_>, label: &str) -> bool {
    let kind = cx.session.schema().label(label);
    kind.is_some_and(|it| it.attribute(CLAIMANT_NAME).is_some())
}

fn quiet(ui: &mut Ui, cx: &FrameContext<'_>, words: String) -> bool {
    let words = StyledWords::new(words).small().color(*cx.theme.ink_soft);
    button(ui, cx, ButtonLook::new(words).plain()).clicked()
}

fn row(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
    attribute: &Attribute,
    digit: &str,
) {
    let row = attribute_ui(ui, cx, requests, &mut state.fields, annotation, attribute, digit);
    state.takes_form(&row);
}
