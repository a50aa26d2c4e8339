//! One card of the margin: what a tag says, as a line, in short, or as the form to change it.

use egui::{Frame, Margin, Rect, Response, Sense, Stroke, Ui, accesskit, vec2};

use super::{PageView, accessible::bounds, form::form_ui};
use crate::{
    model::Annotation,
    session::{EditAction, NavigateAction},
    ui::{
        Cx, Requests, WindowAction, attribute,
        text::{Button, Words, button, label},
        theme,
    },
};

/// Shows the active card, with its form.
pub(super) fn active_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
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
                let words = Words::new(cx.t("short-remove")).small().color(*cx.theme.ink_soft);
                let look = Button::new(words).plain().named(cx.t("command-remove"));
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
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    annotation: &Annotation,
) -> Response {
    let shown = frame(cx, Stroke::new(1.0, *cx.theme.line), 6).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        cx.in_row(ui, 22.0, |ui| title(ui, cx, annotation));
        if let Some(open) = cx.session.open() {
            label(ui, cx, Words::new(open.document().quote(annotation)));
        }
        for line in attribute::summary(cx, annotation) {
            label(ui, cx, Words::new(line.text).small().as_window().color(line.color));
        }
    });
    pressed(&shown.response, cx, requests, annotation)
}

/// Shows the card of a tag as one line.
pub(super) fn line_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    annotation: &Annotation,
) -> Response {
    let shown = frame(cx, Stroke::new(1.0, *cx.theme.line), 1).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        cx.in_row(ui, super::column::LINE - 4.0, |ui| {
            swatch(ui, cx, annotation);
            if let Some(open) = cx.session.open() {
                label(ui, cx, Words::new(open.document().quote(annotation)).small());
            }
        });
    });
    pressed(&shown.response, cx, requests, annotation)
}

fn frame(cx: &Cx<'_>, stroke: Stroke, y: i8) -> Frame {
    Frame::new()
        .fill(*cx.theme.panel_raised)
        .stroke(stroke)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(10, y))
}

/// A press makes the tag the active one and brings it into view.
fn pressed(
    response: &Response,
    cx: &Cx<'_>,
    requests: &mut Requests,
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
fn name_card(response: &Response, rect: Rect, cx: &Cx<'_>, annotation: &Annotation) {
    let Some(open) = cx.session.open() else { return };
    let words = open.document().quote(annotation);
    let tag = format!("{}: {words}", cx.label_title(&annotation.label));
    let name = cx.strings.with("card-of", &[("tag", &tag)]);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Group);
        node.set_label(name);
        node.set_bounds(bounds(rect));
    });
}

fn swatch(ui: &mut Ui, cx: &Cx<'_>, annotation: &Annotation) {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let (spot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
    ui.painter().rect_filled(spot, 3.0, color);
}

/// The label, and whether a recognizer made the tag.
fn title(ui: &mut Ui, cx: &Cx<'_>, annotation: &Annotation) {
    swatch(ui, cx, annotation);
    label(ui, cx, Words::new(cx.label_title(&annotation.label)).small().strong());
    if annotation.origin.is_some() {
        label(ui, cx, Words::new(cx.t("origin-suggested")).small().color(*cx.theme.ink_faint));
    }
}
