//! Whether the system prefers light or dark; asked on a thread, since the answer may take a while.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use egui::Context;

use super::theme::Paper;

/// The system's preference, light until it has answered.
#[derive(Clone, Debug, Default)]
pub(super) struct SystemPaper(Arc<AtomicBool>);

impl SystemPaper {
    /// Asks, and goes on listening while the window is open.
    pub(super) fn ask(ctx: &Context) -> Self {
        let preference = Self::default();
        let (dark, ctx) = (Arc::clone(&preference.0), ctx.clone());
        std::thread::spawn(move || {
            let set = |mode: dark_light::Mode| {
                dark.store(mode == dark_light::Mode::Dark, Ordering::Relaxed);
                ctx.request_repaint();
            };
            // A system without such a service stays with light paper.
            if let Ok(mode) = dark_light::detect() {
                set(mode);
            }
            if let Ok(watcher) = dark_light::subscribe() {
                watcher.iter().for_each(set);
            }
        });
        preference
    }

    /// As far as is known now.
    pub(super) fn now(&self) -> Paper {
        if self.0.load(Ordering::Relaxed) { Paper::Dark } else { Paper::Light }
    }
}
