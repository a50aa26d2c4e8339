//! Dialogs over the window, one at a time.

mod accept_all;
mod browse;
mod concordance;
mod export;
mod export_choice;
mod export_filters;
mod export_plan;
mod format_words;
mod import;
mod key_sheet;
mod occurrences;
mod open;
mod palette;
mod paste;
mod publication;
mod report;
mod save_elsewhere;
mod schema;
mod settings;
mod unsaved;
mod versions;

pub use browse::{Browsing, Wanted};

use egui::{Frame, Id, Modal, Ui, vec2};

use super::{
    Cx, Dialog, Requests, WindowAction,
    text::{Button, Words, button, label},
    theme,
};
use crate::session::{NoticeKind, SaveState, Session};

/// The open dialog and what was entered in it.
#[derive(Debug, Default)]
pub struct Dialogs {
    shown: Option<Shown>,
}

/// A dialog with its state.
#[derive(Debug)]
enum Shown {
    Open(open::State),
    Paste(paste::State),
    Export(Box<export::ExportDialog>),
    Import(Box<import::ImportDialog>),
    Palette(palette::State),
    Keys,
    Settings(settings::State),
    Occurrences(occurrences::State),
    AcceptAll(accept_all::State),
    Concordance(concordance::State),
    Publication(publication::State),
    Schema(Box<schema::State>),
    Report(report::State),
    SaveElsewhere(save_elsewhere::State),
    Versions(versions::State),
    Unsaved,
}

impl Dialogs {
    /// True while one is shown.
    pub fn is_open(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows a dialog.
    pub fn open(&mut self, dialog: Dialog, session: &Session) {
        self.shown = Some(match dialog {
            Dialog::Open => Shown::Open(open::State::new(session)),
            Dialog::Paste => Shown::Paste(paste::State::default()),
            Dialog::Export => Shown::Export(Box::new(export::ExportDialog::new(session))),
            Dialog::Import => Shown::Import(Box::new(import::ImportDialog::new())),
            Dialog::Palette => Shown::Palette(palette::State::default()),
            Dialog::Keys => Shown::Keys,
            Dialog::Settings => Shown::Settings(settings::State::new(session)),
            Dialog::Occurrences => Shown::Occurrences(occurrences::State::new(session)),
            Dialog::Concordance => Shown::Concordance(concordance::State::new(session)),
            Dialog::AcceptAll => Shown::AcceptAll(accept_all::State::new(session)),
            Dialog::Publication => Shown::Publication(publication::State::new(session)),
            Dialog::Schema => Shown::Schema(Box::new(schema::State::new(session))),
            Dialog::Report(kind) => Shown::Report(report::State::new(session, kind)),
            Dialog::SaveElsewhere => Shown::SaveElsewhere(save_elsewhere::State::new()),
            Dialog::Versions => Shown::Versions(versions::State::default()),
            Dialog::Unsaved => Shown::Unsaved,
        });
    }

    /// Gives the dialog for importing a dataset that was chosen in the system's dialog.
    pub fn import_from(&mut self, path: &std::path::Path) {
        if let Some(Shown::Import(state)) = &mut self.shown {
            state.choose(path);
        }
    }

    /// True for a notice that the open dialog shows by itself.
    pub fn shows(&self, notice: &NoticeKind) -> bool {
        matches!(
            (&self.shown, notice),
            (Some(Shown::Export(_)), NoticeKind::NotExported(_))
                | (Some(Shown::Import(_)), NoticeKind::NotImported(_))
                | (Some(Shown::Unsaved), NoticeKind::NotSaved(_))
        )
    }

    /// Closes the one that asks what to do with unsaved work, when there is none any more.
    pub fn follow(&mut self, session: &Session) {
        if matches!(&self.shown, Some(Shown::Unsaved)) && session.save_state() == SaveState::Saved {
            self.shown = None;
        }
    }

    /// True while one is shown that would be closed with changes in it.
    pub fn holds_changes(&self) -> bool {
        matches!(&self.shown, Some(Shown::Schema(state)) if state.holds_changes())
    }

    /// Closes it, unless that would lose what was entered: then it asks first.
    pub fn dismiss(&mut self) {
        match &mut self.shown {
            Some(Shown::Schema(state)) if state.holds_changes() => state.ask(),
            _ => self.shown = None,
        }
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.shown = None;
    }
}

/// Shows the open dialog.
pub fn dialogs_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, dialogs: &mut Dialogs) {
    let Some(shown) = &mut dialogs.shown else { return };
    let room = ui.ctx().content_rect().size();
    let frame = Frame::popup(ui.style()).inner_margin(18).corner_radius(theme::RADIUS + 4);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        let widest = if matches!(shown, Shown::Schema(_)) { schema::WIDEST } else { 560.0 };
        ui.set_width((room.x - 80.0).clamp(280.0, widest));
        ui.set_max_height(room.y - 120.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.with_layout(cx.column(), |ui| match shown {
            Shown::Open(state) => open::open_ui(ui, cx, requests, state),
            Shown::Paste(state) => paste::paste_ui(ui, cx, requests, state),
            Shown::Export(state) => export::export_ui(ui, cx, requests, state),
            Shown::Import(state) => import::import_ui(ui, cx, requests, state),
            Shown::Palette(state) => palette::palette_ui(ui, cx, requests, state),
            Shown::Keys => key_sheet::key_sheet_ui(ui, cx, requests),
            Shown::Settings(state) => settings::settings_ui(ui, cx, requests, state),
            Shown::Occurrences(state) => occurrences::occurrences_ui(ui, cx, requests, state),
            Shown::Concordance(state) => {
                concordance::concordance_ui(ui, cx, requests, state);
            }
            Shown::AcceptAll(state) => accept_all::accept_all_ui(ui, cx, requests, state),
            Shown::Publication(state) => publication::publication_ui(ui, cx, requests, state),
            Shown::Schema(state) => schema::schema_ui(ui, cx, requests, state),
            Shown::Report(state) => report::report_ui(ui, cx, requests, state),
            Shown::SaveElsewhere(state) => {
                save_elsewhere::save_elsewhere_ui(ui, cx, requests, state);
            }
            Shown::Versions(state) => versions::versions_ui(ui, cx, requests, state),
            Shown::Unsaved => unsaved::unsaved_ui(ui, cx, requests),
        });
    });
    if modal.backdrop_response.clicked() {
        requests.push(WindowAction::Dismiss);
    }
}

/// The heading of a dialog.
fn heading(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    label(ui, cx, Words::new(cx.t(key)).size(theme::HEADING).strong());
}

/// The row of buttons at the end of a dialog: true when the thing to do was chosen.
fn answer_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, key: &str, enabled: bool) -> bool {
    let mut chosen = false;
    ui.add_space(4.0);
    cx.in_row(ui, 30.0, |ui| {
        chosen = button(ui, cx, Button::new(cx.t(key)).primary().enabled_if(enabled)).clicked();
        if button(ui, cx, Button::new(cx.t("cancel"))).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    });
    chosen
}

/// A column in a scroll area, with room at the right for the bar, where Persian begins to be read.
fn inset(ui: &mut Ui, cx: &Cx<'_>, add: impl FnOnce(&mut Ui)) {
    let margin = egui::Margin { left: 2, right: 14, top: 2, bottom: 8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(cx.column(), add);
    });
}

/// A list of rows with a tick each; long lists scroll and show only what is in view.
fn ticks_ui(ui: &mut Ui, cx: &Cx<'_>, ticks: &mut [bool], words: &dyn Fn(usize) -> String) {
    const ROW: f32 = 30.0;
    let height = (ui.ctx().content_rect().height() - 320.0).clamp(90.0, 380.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        ticks.len(),
        |ui, rows| {
            ui.with_layout(cx.column(), |ui| {
                for index in rows {
                    let Some(tick) = ticks.get_mut(index) else { continue };
                    let sign = if *tick { "☑" } else { "☐" };
                    let text = format!("{sign}  {}", words(index));
                    let look = Button::new(text).plain().full_width().selected_if(*tick);
                    if button(ui, cx, look.named(words(index))).clicked() {
                        *tick = !*tick;
                    }
                }
            });
        },
    );
}
