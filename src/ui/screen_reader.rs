//! What screen readers get besides the names of widgets: where something is, and what they say by themselves.

use egui::{Context, Rect, Response, accesskit};

/// Words that are read out when they appear and when they change.
pub(super) fn announced(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_live(accesskit::Live::Polite);
    });
}

/// The name of the window as a screen reader gets it.
pub(super) fn window_node(ctx: &Context, title: &str) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title));
}

/// A rectangle as nodes give it.
pub(super) fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}
