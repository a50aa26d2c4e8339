//! The card of a tag: as one line, in short, or as the form to change it.

use egui::{Frame, Margin, Rect, Response, Sense, Stroke, Ui, accesskit, vec2};

use super::{
    column,
    link_slots::{further_ui, slot_ui, users_ui},
};
use crate::{
    model::{
        Annotation,
        schema::{Attribute, RelationKind},
    },
    session::{EditAction, NavigateAction},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        attribute::attribute_ui,
        page::{accessible::bounds, view::PageView},
        tag_summary::{self, is_for_parts},
        text::{ButtonLook, StyledWords, button, label},
        theme,
    },
};

/// The longest words shown of a tag that is being edited, in characters.
const LONGEST: usize = 220;
/// Attributes that say how a recognizer found a tag: not for hands.
const FOUND: &[&str] = &["rule", "confidence"];

/// Shows the active card, with its form.
pub(super) fn form_card_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    annotation: &Annotation,
) -> Response {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let shown = frame(cx, Stroke::new(1.5, color), 6).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        cx.in_row(ui, 24.0, |ui| {
            title(ui, cx, annotation);
            ui.with_layout(cx.row_from_end(), |ui| {
                let words =
                    StyledWords::new(cx.t("short-remove")).small().color(*cx.theme.ink_soft);
                let look = ButtonLook::new(words).plain().named(cx.t("command-remove"));
                if button(ui, cx, look).clicked() {
                    requests.push(EditAction::Remove(annotation.id));
                }
            });
        });
        form_ui(ui, cx, requests, view, annotation);
    });
    let response = shown.response;
    let response = ui.interact(response.rect, response.id.with("node"), Sense::hover());
    name_card(&response, response.rect.intersect(ui.clip_rect()), cx, annotation);
    response
}

/// Shows the card of a tag in short.
pub(super) fn short_card_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    annotation: &Annotation,
) -> Response {
    let shown = frame(cx, Stroke::new(1.0, *cx.theme.line), 6).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        cx.in_row(ui, 22.0, |ui| title(ui, cx, annotation));
        if let Some(open) = cx.session.editor() {
            label(ui, cx, StyledWords::new(open.document().quote(annotation)));
        }
        for line in tag_summary::summary(cx, annotation) {
            label(ui, cx, StyledWords::new(line.text).small().as_window().color(line.color));
        }
    });
    pressed(&shown.response, cx, requests, annotation)
}

/// Shows the card of a tag as one line.
pub(super) fn line_card_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    annotation: &Annotation,
) -> Response {
    let shown = frame(cx, Stroke::new(1.0, *cx.theme.line), 1).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        cx.in_row(ui, column::LINE - 4.0, |ui| {
            swatch(ui, cx, annotation);
            if let Some(open) = cx.session.editor() {
                label(ui, cx, StyledWords::new(open.document().quote(annotation)).small());
            }
        });
    });
    pressed(&shown.response, cx, requests, annotation)
}

fn frame(cx: &FrameContext<'_>, stroke: Stroke, y: i8) -> Frame {
    Frame::new()
        .fill(*cx.theme.panel_raised)
        .stroke(stroke)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(10, y))
}

/// A press makes the tag the active one and brings it into view.
fn pressed(
    response: &Response,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    annotation: &Annotation,
) -> Response {
    let response = response.interact(Sense::click());
    name_card(&response, response.rect, cx, annotation);
    if response.clicked() {
        requests.push(NavigateAction::Activate(Some(annotation.id)));
        requests.push(WindowAction::ScrollTo(annotation.extent.start()));
    }
    response
}

/// A card's node says that it is one, of which tag, and where it is to be seen.
fn name_card(response: &Response, rect: Rect, cx: &FrameContext<'_>, annotation: &Annotation) {
    let Some(open) = cx.session.editor() else { return };
    let words = open.document().quote(annotation);
    let tag = format!("{}: {words}", cx.label_title(&annotation.label));
    let name = cx.strings.with("card-of", &[("tag", &tag)]);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Group);
        node.set_label(name);
        node.set_bounds(bounds(rect));
    });
}

fn swatch(ui: &mut Ui, cx: &FrameContext<'_>, annotation: &Annotation) {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let (spot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
    ui.painter().rect_filled(spot, 3.0, color);
}

/// The label, and whether a recognizer made the tag.
fn title(ui: &mut Ui, cx: &FrameContext<'_>, annotation: &Annotation) {
    swatch(ui, cx, annotation);
    label(ui, cx, StyledWords::new(cx.label_title(&annotation.label)).small().strong());
    if annotation.origin.is_some() {
        label(
            ui,
            cx,
            StyledWords::new(cx.t("origin-suggested")).small().color(*cx.theme.ink_faint),
        );
    }
}

/// Shows the form.
fn form_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
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
    for line in tag_summary::remarks(cx, annotation) {
        label(ui, cx, StyledWords::new(line.text).small().as_window().wrapped().color(line.color));
    }
    users_ui(ui, cx, requests, view, annotation);
    links(ui, cx, requests, view, annotation, &others);
    attributes(ui, cx, requests, view, annotation);
}

/// The tag's own words.
fn words(ui: &mut Ui, cx: &FrameContext<'_>, annotation: &Annotation) {
    let Some(open) = cx.session.editor() else { return };
    let quote = open.document().quote(annotation);
    let shown = if quote.chars().count() > LONGEST {
        quote.chars().take(LONGEST).chain(['…']).collect()
    } else {
        quote
    };
    label(ui, cx, StyledWords::new(shown).wrapped());
}

/// Links to other tags: those that are there each on a row, the others side by side.
fn links(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    annotation: &Annotation,
    kinds: &[&RelationKind],
) {
    let Some(open) = cx.session.editor() else { return };
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
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
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
    for attribute in shown {
        row(ui, cx, requests, view, annotation, attribute);
    }
    if folded.is_empty() {
        return;
    }
    let words = if view.form.unfolded {
        cx.t("card-less")
    } else {
        cx.strings.with("card-more", &[("n", &cx.strings.number(folded.len()))])
    };
    let look = ButtonLook::new(StyledWords::new(words).small().color(*cx.theme.ink_soft)).plain();
    if button(ui, cx, look).clicked() {
        view.form.unfolded = !view.form.unfolded;
    }
    if view.form.unfolded {
        for attribute in folded {
            row(ui, cx, requests, view, annotation, attribute);
        }
    }
}

fn row(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    annotation: &Annotation,
    attribute: &Attribute,
) {
    let (fields, completion) = (&mut view.fields, &mut view.completion);
    let row = attribute_ui(ui, cx, requests, fields, completion, annotation, attribute);
    view.takes_form(&row);
}
