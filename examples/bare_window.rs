//! A window with nothing in it, as eframe opens one: what the start of ours is measured against by
//! `tests/window/start.py`.

use eframe::{App, Frame, NativeOptions, egui};
use egui::{CentralPanel, Ui};

struct BareWindow;

impl App for BareWindow {
    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> eframe::Result {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = NativeOptions { viewport, ..NativeOptions::default() };
    eframe::run_native("bare", options, Box::new(|_| Ok(Box::new(BareWindow))))
}
