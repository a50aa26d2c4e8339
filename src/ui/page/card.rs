//! One card of the margin: what a tag says, and the form to change it.

use egui::{Frame, Margin, Rect, Response, Sense, Stroke, Ui, UiBuilder, accesskit, pos2, vec2};

use super::{PageView, place::Placed};
use crate::{
    model::{
        Annotation,
        schema::{Attribute, Values},
    },
    recognize::Mention,
    session::{Action, Toward},
    ui::{
        Cx, Requests, WindowAction, attribute,
        text::{Button, Words, button, label},
        theme,
    },
};

/// Shows the card of a tag.
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
    is_active: bool,
) -> Response {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let line = if is_active { color } else { *cx.theme.line };
    let frame = Frame::new()
        .fill(*cx.theme.panel_raised)
        .stroke(Stroke::new(if is_active { 1.5 } else { 1.0 }, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(10, 6));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        head(ui, cx, requests, annotation, is_active);
        summary(ui, cx, annotation, is_active);
        if is_active {
            ui.add_space(4.0);
            form(ui, cx, requests, view, annotation);
        } else {
            values(ui, cx, annotation);
        }
    });
    let response = shown.response;
    if !is_active {
        let response = response.interact(Sense::click());
        name_card(&response, cx, annotation);
        if response.clicked() {
            requests.push(Action::Activate(Some(annotation.id)));
            requests.push(WindowAction::ScrollTo(annotation.extent.start()));
        }
        return response;
    }
    let response = ui.interact(response.rect, response.id.with("node"), Sense::hover());
    name_card(&response, cx, annotation);
    response
}

/// A tag's node says its label and its words.
fn name_card(response: &Response, cx: &Cx<'_>, annotation: &Annotation) {
    let Some(open) = cx.session.open() else { return };
    let words = open.document().quote(annotation);
    let name = format!("{}: {words}", cx.label_title(&annotation.label));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Mark);
        node.set_label(name);
    });
}

/// The label, the key hint to remove it.
fn head(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    annotation: &Annotation,
    is_active: bool,
) {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    cx.in_row(ui, 24.0, |ui| {
        let (spot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
        ui.painter().rect_filled(spot, 3.0, color);
        label(ui, cx, Words::new(cx.label_title(&annotation.label)).small().strong());
        if annotation.origin.is_some() {
            label(ui, cx, Words::new(cx.t("origin-suggested")).small().color(*cx.theme.ink_faint));
        }
        if is_active {
            ui.with_layout(cx.row_from_end(), |ui| {
                let words = Words::new(cx.t("short-remove")).small().color(*cx.theme.ink_soft);
                let look = Button::new(words).plain().named(cx.t("command-remove"));
                if button(ui, cx, look).clicked() {
                    requests.push(Action::Remove(annotation.id));
                }
            });
        }
    });
}

/// The words of the tag.
fn summary(ui: &mut Ui, cx: &Cx<'_>, annotation: &Annotation, is_active: bool) {
    let Some(open) = cx.session.open() else { return };
    let quote = open.document().quote(annotation);
    let shown: String = if is_active && quote.chars().count() > 220 {
        quote.chars().take(220).chain(['…']).collect()
    } else {
        quote
    };
    let words = Words::new(shown);
    label(ui, cx, if is_active { words.wrapped() } else { words });
}

/// What is said of a tag, in short.
fn values(ui: &mut Ui, cx: &Cx<'_>, annotation: &Annotation) {
    for line in attribute::summary(cx, annotation) {
        label(ui, cx, Words::new(line.text).small().as_window().color(line.color));
    }
}

/// Every attribute and link of the active tag, to be changed.
fn form(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    annotation: &Annotation,
) {
    for line in attribute::summary(cx, annotation) {
        label(ui, cx, Words::new(line.text).small().as_window().wrapped().color(line.color));
    }
    attribute::links_ui(ui, cx, requests, annotation);
    let schema = cx.session.schema();
    let Some(kind) = schema.label(annotation.label.as_str()) else { return };
    let usual = |it: &&Attribute| !matches!(it.values, Values::Number) && it.id != "rule";
    for it in kind.attributes.iter().filter(usual) {
        attribute::attribute_ui(ui, cx, requests, &mut view.fields, annotation, it);
    }
}

/// The card of the current suggestion.
#[derive(Debug)]
pub(super) struct SuggestionCard {
    mention: Mention,
    top: f32,
    words: String,
}

/// The card of the current suggestion, where it is in view.
pub(super) fn suggestion(cx: &Cx<'_>, placed: &Placed) -> Option<SuggestionCard> {
    let open = cx.session.open()?;
    let index = open.suggestions().current()?;
    let mention = open.suggestions().open(open.document(), index)?.clone();
    let first = *mention.pieces.first()?;
    let block = placed.block_of(first.start())?;
    let top = block.rects(first.bytes(), placed.scale).first()?.text.top();
    let text = open.document().text();
    let pieces: Vec<&str> = mention.pieces.iter().map(|it| text.slice(*it)).collect();
    Some(SuggestionCard { words: pieces.join(" … "), mention, top })
}

impl SuggestionCard {
    /// Shows it over the other cards.
    pub(super) fn show(self, ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, margin: Rect) {
        let color = cx.theme.label(cx.session.schema(), self.mention.label);
        let rect = Rect::from_min_size(
            pos2(margin.left() + 6.0, self.top.max(margin.top() + 6.0)),
            vec2(margin.width() - 12.0, 2000.0),
        );
        let builder = UiBuilder::new().id_salt("suggestion").max_rect(rect).layout(cx.column());
        ui.scope_builder(builder, |ui| {
            let frame = Frame::new()
                .fill(*cx.theme.panel_raised)
                .stroke(Stroke::new(2.0, color))
                .corner_radius(theme::RADIUS)
                .inner_margin(Margin::symmetric(10, 8));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
                let title = cx.label_title(&self.mention.label.into());
                let head = cx.strings.with("suggestion-of", &[("label", &title)]);
                label(ui, cx, Words::new(head).small().strong());
                label(ui, cx, Words::new(self.words).wrapped());
                for line in attribute::mention_summary(cx, &self.mention) {
                    label(
                        ui,
                        cx,
                        Words::new(line.text).small().as_window().wrapped().color(line.color),
                    );
                }
                ui.add_space(2.0);
                cx.in_row(ui, 30.0, |ui| {
                    let accept = Button::new(cx.t("short-accept")).key("Enter").primary();
                    if button(ui, cx, accept.named(cx.t("command-accept-suggestion"))).clicked() {
                        requests.push(Action::AcceptSuggestion);
                    }
                    let dismiss = Button::new(cx.t("short-dismiss")).key("⌫");
                    if button(ui, cx, dismiss.named(cx.t("command-dismiss-suggestion"))).clicked() {
                        requests.push(Action::DismissSuggestion);
                    }
                    let next = Button::new(cx.t("short-next")).plain();
                    if button(ui, cx, next.named(cx.t("command-next-suggestion"))).clicked() {
                        requests.push(Action::StepSuggestion(Toward::After));
                    }
                });
            });
        });
    }
}
