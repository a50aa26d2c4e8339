//! The parts of the window around the page.

mod articles;
mod bar;
mod figure;
mod find;
mod findings;
mod guideline;
mod moves;
mod notices;
mod start;
mod status;

pub use articles::{Articles, articles_ui};
pub use bar::bar_ui;
pub use figure::{FigurePanel, figure_ui};
pub use find::{FindBar, find_ui};
pub use findings::{FindingsList, findings_ui};
pub use guideline::{Guideline, goes_first, guideline_ui};
pub use moves::{Moves, moves_ui};
pub use notices::notices_ui;
pub use start::start_ui;
pub use status::status_ui;

use egui::{Response, Ui};

use super::{
    Cx, Requests,
    commands::{self, Command},
    keys::shown_key,
    text::{Button, Words, button, label},
};
use crate::session::Reason;

/// A button for a command, greyed while it can't be done; then its hover says why.
pub fn shown_command(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    it: &Command,
    look: Button,
) -> Response {
    let request = (it.request)(cx);
    let why = request.as_ref().err().cloned();
    let response = button(ui, cx, look.enabled_if(request.is_ok()));
    if response.clicked()
        && let Ok(request) = request
    {
        requests.push(request);
    }
    let key = it.keys.first().map(|it| shown_key(cx, *it)).unwrap_or_default();
    response
        .on_hover_ui(|ui| hint_ui(ui, cx, &cx.t(&format!("command-{}", it.id)), &key, why.as_ref()))
}

/// What hovering over a command shows: its name, its key, and why it can't be done.
pub fn hint_ui(ui: &mut Ui, cx: &Cx<'_>, title: &str, key: &str, why: Option<&Reason>) {
    ui.with_layout(cx.column(), |ui| {
        ui.set_max_width(320.0);
        label(ui, cx, Words::new(title));
        if !key.is_empty() {
            label(ui, cx, Words::new(key).small().left_to_right().color(*cx.theme.ink_soft));
        }
        if let Some(why) = why {
            label(ui, cx, Words::new(cx.words_of(why)).small().wrapped().color(*cx.theme.warning));
        }
    });
}

/// The command called `id`.
pub fn command(id: &str) -> Option<&'static Command> {
    commands::ALL.iter().copied().find(|it| it.id == id)
}
