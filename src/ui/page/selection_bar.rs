//! What the selected words can become: a bar above them with every label, every link that fits, and what
//! else can be done with words. The same stands behind the right button.

use egui::{Area, Frame, Id, Margin, Order, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::{
    place::PlacedPage,
    view::{PageView, PointerDrag},
};
use crate::{
    model::{Name, schema::LabelRole},
    session::Reason,
    ui::{
        FrameContext, FrameRequest, FrameRequests,
        command_button::command,
        commands,
        text::{ButtonLook, StyledWords, button},
        theme,
    },
};

/// Between the bar and the words, in points.
const APART: f32 = 8.0;
/// What can be done with words besides.
const ALSO: &[&str] = &["add-piece", "occurrences", "copy"];

/// True once the pointer let go of some words.
fn is_wanted(cx: &FrameContext<'_>, view: &PageView) -> bool {
    let selected = cx.session.editor().and_then(crate::session::Editor::selected);
    let by_pointer = view.selected_by_pointer && view.drag == PointerDrag::None;
    selected.is_some() && by_pointer && !cx.window_is_busy()
}

/// The selected words of the first line that is in view, and of the last.
fn ends_in_view(cx: &FrameContext<'_>, placed: &PlacedPage) -> Option<(Rect, Rect)> {
    let selected = cx.session.editor()?.selected()?;
    let strips: Vec<Rect> = placed
        .blocks
        .iter()
        .flat_map(|it| it.rects(selected.bytes(), placed.scale))
        .map(|it| it.text)
        .collect();
    Some((*strips.first()?, *strips.last()?))
}

/// Shows the bar above the selection, or below it where there is no room above; `paper` is where the
/// page can be seen.
pub(super) fn selection_bar_ui(
    ui: &Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    placed: &PlacedPage,
    paper: Rect,
) {
    // Where nothing can become of the words, a bar would only lie over what is read.
    if !is_wanted(cx, view) || for_words(cx).iter().all(|it| it.request.is_err()) {
        view.bar_size = None;
        return;
    }
    let Some((first, last)) = ends_in_view(cx, placed) else { return };
    let size = view.bar_size.unwrap_or(vec2(0.0, 40.0));
    let above = first.top() - APART - size.y;
    let top = if above >= paper.top() { above } else { last.bottom() + APART };
    // From where the words begin to be read.
    let left = (first.right() - size.x).max(paper.left() + 4.0);
    let shown = bar_at(ui, cx, requests, pos2(left, top), paper);
    if view.bar_size != Some(shown.size()) {
        view.bar_size = Some(shown.size());
        ui.ctx().request_repaint();
    }
}

fn bar_at(
    ui: &Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    at: Pos2,
    paper: Rect,
) -> Rect {
    let area = Area::new(Id::unique("selection-bar")).order(Order::Middle).fixed_pos(at);
    let shown = area.constrain_to(paper).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(*cx.theme.panel_raised)
            .stroke(Stroke::new(1.0, *cx.theme.line_strong))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(4, 3));
        frame.show(ui, |ui| {
            ui.set_max_width((paper.width() - 24.0).min(620.0));
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            row_ui(ui, cx, requests, for_words(cx));
            let links = links(cx);
            if !links.is_empty() {
                row_ui(ui, cx, requests, links);
            }
        });
    });
    shown.response.rect
}

/// A button of the bar, and what it asks for.
struct BarButton {
    look: ButtonLook,
    request: Result<FrameRequest, Reason>,
}

/// Shows buttons side by side from the reading start.
fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    mut buttons: Vec<BarButton>,
) {
    if cx.is_mirrored() {
        buttons.reverse();
    }
    ui.horizontal(|ui| {
        for it in buttons {
            let look = it.look.enabled_if(it.request.is_ok());
            if button(ui, cx, look).clicked() {
                requests.push_or_explain(it.request);
            }
        }
    });
}

/// Every label, and what else can be done with words.
fn for_words(cx: &FrameContext<'_>) -> Vec<BarButton> {
    let schema = cx.session.schema();
    let labels = schema.labels.iter().filter(|it| it.role == LabelRole::Main).map(|kind| {
        let title = cx.title(&kind.title);
        let named = cx.strings.with("tag-as", &[("label", &title)]);
        let look = ButtonLook::new(title)
            .key(kind.key.as_str())
            .swatch(cx.theme.of_pair(&kind.color))
            .plain()
            .named(named);
        BarButton { look, request: commands::tag(cx, &Name::from(kind.id.as_str())) }
    });
    let also = ALSO.iter().filter_map(|it| command(it)).map(|found| {
        let title = StyledWords::new(cx.t(&format!("bar-{}", found.id))).small();
        let named = cx.t(&format!("command-{}", found.id));
        let look = ButtonLook::new(title).plain().named(named);
        BarButton { look, request: (found.request)(cx) }
    });
    labels.chain(also).collect()
}

/// The links with a key that may start at the active tag.
fn links(cx: &FrameContext<'_>) -> Vec<BarButton> {
    let Some(active) = cx.session.editor().and_then(|it| it.active()) else { return Vec::new() };
    let kinds = cx.session.schema().relations_from(active.label.as_str());
    let links = kinds.filter(|it| !it.key.is_empty()).map(|kind| {
        let title = cx.title(&kind.title);
        let named = cx.strings.with("link-as", &[("relation", &title)]);
        let look = ButtonLook::new(title).key(kind.key.as_str()).plain().named(named);
        BarButton { look, request: commands::link(cx, &Name::from(kind.id.as_str())) }
    });
    links.collect()
}
