//! The small bar that appears at the selection: labels and links for these words.

use egui::{Area, Frame, Id, Margin, Order, Stroke, Ui, vec2};

use super::{PageView, place::Placed, view::Drag};
use crate::{
    model::{Name, schema::Role},
    ui::{
        Cx, Requests, commands,
        text::{Button, button},
        theme,
    },
};

/// Shows the bar below the end of the selection, once the pointer lets go of it.
pub(super) fn selection_bar_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &PageView,
    placed: &Placed,
) {
    let Some(open) = cx.session.open() else { return };
    let Some(selected) = open.selected() else { return };
    if !view.selected_by_pointer || view.drag != Drag::None || cx.window_is_busy {
        return;
    }
    let last = open.document().text().as_str().floor_char_boundary(selected.end() - 1);
    let Some(block) = placed.block_of(last) else { return };
    let strips = block.rects(last..selected.end(), placed.scale);
    let Some(end) = strips.last() else { return };
    let at = end.text.left_bottom() + vec2(-60.0, 8.0);
    let area = Area::new(Id::unique("selection-bar")).order(Order::Foreground).fixed_pos(at);
    area.constrain_to(ui.max_rect().shrink(8.0)).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(*cx.theme.panel_raised)
            .stroke(Stroke::new(1.0, *cx.theme.line_strong))
            .corner_radius(theme::RADIUS + 2)
            .inner_margin(Margin::symmetric(4, 3));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                buttons(ui, cx, requests);
            });
        });
    });
}

fn buttons(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests) {
    let Some(open) = cx.session.open() else { return };
    let schema = open.document().schema();
    for it in schema.labels.iter().filter(|it| it.role == Role::Main) {
        let request = commands::tag(cx, &Name::from(it.id.as_str()));
        let title = cx.title(&it.title);
        let named = cx.strings.with("tag-as", &[("label", &title)]);
        let look = Button::new(title)
            .key(it.key.as_str())
            .swatch(cx.theme.of_pair(&it.color))
            .plain()
            .named(named)
            .enabled_if(request.is_ok());
        if button(ui, cx, look).clicked()
            && let Ok(request) = request
        {
            requests.push(request);
        }
    }
    let Some(active) = open.active() else { return };
    for it in schema.relations_from(active.label.as_str()).filter(|it| !it.key.is_empty()) {
        let request = commands::link(cx, &Name::from(it.id.as_str()));
        let title = cx.title(&it.title);
        let named = cx.strings.with("link-as", &[("relation", &title)]);
        let look = Button::new(title).key(it.key.as_str()).plain().named(named);
        if button(ui, cx, look.enabled_if(request.is_ok())).clicked()
            && let Ok(request) = request
        {
            requests.push(request);
        }
    }
}
