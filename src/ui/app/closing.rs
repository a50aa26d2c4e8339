//! Leaving an article or the window: what is half typed is entered or kept first.

use egui::{Context, ViewportCommand};

use super::WindowApp;
use crate::ui::DialogKind;

impl WindowApp {
    /// Enters what is typed of a suggestion, as leaving its field does, before the article is left.
    pub(super) fn enter_correction(&mut self) {
        if let Some(typed) = self.strip.typed_correction(&self.session) {
            self.session.perform(typed);
        }
    }

    /// Saves what can be saved and closes, without a question: what can't be saved is in the journal, what
    /// is not finished among the drafts.
    pub(super) fn end(&mut self, ctx: &Context) {
        self.may_close = true;
        self.session.remember_window(unzoomed_size(ctx));
        self.enter_correction();
        let _saved = self.session.leave();
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Closing asks only when something could not be saved.
    pub(super) fn hold_back_closing(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.dialogs.holds_changes() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialogs.dismiss();
            return;
        }
        self.session.remember_window(unzoomed_size(ctx));
        self.enter_correction();
        if !self.session.leave() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.show(DialogKind::Unsaved);
        }
    }
}

/// How large the window is while nothing is zoomed, in points.
fn unzoomed_size(ctx: &Context) -> (f32, f32) {
    let size = ctx.content_rect().size() * ctx.zoom_factor();
    (size.x, size.y)
}
