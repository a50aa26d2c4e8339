//! What the selected words can become: labels, and links from the active tag. It stands beside the
//! text, level with the end of the selection: over the text it would hide what is read next.

use egui::{Frame, Margin, Stroke, Ui, vec2};

use crate::{
    model::{Name, schema::LabelRole},
    ui::{
        FrameContext, FrameRequests, commands,
        page::{
            place::PlacedPage,
            view::{PageView, PointerDrag},
        },
        text::{ButtonLook, button},
        theme,
    },
};

/// True once the pointer let go of some words.
pub(super) fn is_wanted(cx: &FrameContext<'_>, view: &PageView) -> bool {
    let selected = cx.session.editor().and_then(crate::session::Editor::selected);
    let by_pointer = view.selected_by_pointer && view.drag == PointerDrag::None;
    selected.is_some() && by_pointer && !cx.window_is_busy
}

/// Where the last line of the selection begins, in points, where the bar is wanted.
pub(super) fn wanted_at(
    cx: &FrameContext<'_>,
    view: &PageView,
    placed: &PlacedPage,
) -> Option<f32> {
    let open = cx.session.editor().filter(|_| is_wanted(cx, view))?;
    let selected = open.selected()?;
    let last = open.document().text().as_str().floor_char_boundary(selected.end() - 1);
    let block = placed.block_of(last)?;
    let strips = block.rects(last..selected.end(), placed.scale);
    strips.last().map(|it| it.text.top())
}

/// Shows the bar.
pub(super) fn selection_card_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let frame = Frame::new()
        .fill(*cx.theme.panel_raised)
        .stroke(Stroke::new(1.0, *cx.theme.line_strong))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(4, 3));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        cx.in_rows(ui, 28.0, |ui| labels(ui, cx, requests));
        let links = |ui: &mut Ui| links(ui, cx, requests);
        if links_anywhere(cx) {
            cx.in_rows(ui, 28.0, links);
        }
    });
}

fn labels(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let Some(open) = cx.session.editor() else { return };
    let schema = open.document().schema();
    for kind in schema.labels.iter().filter(|it| it.role == LabelRole::Main) {
        let request = commands::tag(cx, &Name::from(kind.id.as_str()));
        let title = cx.title(&kind.title);
        let named = cx.strings.with("tag-as", &[("label", &title)]);
        let look = ButtonLook::new(title)
            .key(kind.key.as_str())
            .swatch(cx.theme.of_pair(&kind.color))
            .plain()
            .named(named)
            .enabled_if(request.is_ok());
        if button(ui, cx, look).clicked() {
            requests.push_or_explain(request);
        }
    }
}

/// True where a link with a key may start at the active tag.
fn links_anywhere(cx: &FrameContext<'_>) -> bool {
    let active = cx.session.editor().and_then(|it| it.active());
    active.is_some_and(|it| {
        let mut kinds = cx.session.schema().relations_from(it.label.as_str());
        kinds.any(|it| !it.key.is_empty())
    })
}

fn links(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let Some(open) = cx.session.editor() else { return };
    let Some(active) = open.active() else { return };
    let schema = open.document().schema();
    for kind in schema.relations_from(active.label.as_str()).filter(|it| !it.key.is_empty()) {
        let request = commands::link(cx, &Name::from(kind.id.as_str()));
        let title = cx.title(&kind.title);
        let named = cx.strings.with("link-as", &[("relation", &title)]);
        let look = ButtonLook::new(title).key(kind.key.as_str()).plain().named(named);
        if button(ui, cx, look.enabled_if(request.is_ok())).clicked() {
            requests.push_or_explain(request);
        }
    }
}
