//! A window before there is one: what it is made of, and a frame of it that nobody sees.

use egui::{Context, FontDefinitions, Pos2, RawInput, Rect, Vec2};

use super::WindowApp;
use crate::{
    messages::Strings,
    session::Session,
    ui::{
        text_engine::TextEngine,
        theme::{SystemPaper, ThemePair},
    },
};

/// What a window is made of before anybody has touched it.
#[derive(Debug)]
pub struct WindowParts {
    pub(in crate::ui) session: Session,
    pub(super) engine: TextEngine,
    pub(super) themes: ThemePair,
    pub(super) strings: Strings,
    pub(super) system_paper: SystemPaper,
}

impl WindowApp {
    /// What stays of this window after a frame of `size` points that nobody sees: it makes ready what the
    /// first one needs that is seen, such as the glyphs. What it asks for is not carried out. `fonts` are
    /// those that egui measures with.
    pub fn drawn_ahead(mut self, size: Vec2, fonts: FontDefinitions) -> WindowParts {
        let unseen = Context::default();
        unseen.set_fonts(fonts);
        self.engine.get_mut().draw_ahead(unseen.pixels_per_point());
        let screen = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let output = unseen.run_ui(input, |ui| {
            self.logic(&unseen);
            self.draw(ui);
        });
        output.drop_without_applying_deltas();
        let Self { session, engine, themes, strings, system_paper, .. } = self;
        let mut engine = engine.into_inner();
        engine.end_ahead();
        WindowParts { session, engine, themes, strings, system_paper }
    }
}
