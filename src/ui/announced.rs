//! What a screen reader says by itself, without being asked for it.

use egui::{Context, Response, accesskit};

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
