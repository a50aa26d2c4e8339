//! Dialogs over the window, one at a time.

mod accept_all;
mod browse;
mod catalog;
mod clipboard_page;
mod export;
mod export_choice;
mod export_filters;
mod export_plan;
mod failure;
mod finish;
mod folder_moves;
mod format_words;
mod import;
mod import_columns;
mod key_sheet;
mod open;
mod palette;
mod paste;
mod people;
mod publication;
mod report;
mod rest_of_article;
mod save_elsewhere;
mod settings;
mod team;
mod unsaved;
mod versions;

pub use browse::SystemDialog;

use std::path::Path;

use egui::{Event, Frame, Id, Key, Modal, Ui, vec2};

use super::{
    DialogKind, FrameContext, FrameRequests, WindowAction,
    dialog_middle::in_dialog_room,
    dialog_view::DialogView,
    guide::GuideDialog,
    schema_editor::SchemaEditor,
    text::{ButtonLook, StyledWords, button, label},
    theme,
};
use crate::session::{Action, NoticeKind, Session};

/// The open dialog, if one is.
#[derive(Debug, Default)]
pub struct OpenDialogs {
    shown: Option<Box<dyn DialogView>>,
    /// Which one that is.
    kind: Option<DialogKind>,
    /// The guide over it.
    guide: Option<GuideDialog>,
    /// True once something was typed into it.
    typed_in: bool,
    /// True where the system has no dialog to choose a file in.
    has_no_chooser: bool,
    /// How many were opened so far.
    opening: usize,
}

impl OpenDialogs {
    /// True while one is shown.
    pub fn is_open(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows a dialog; gives back what the session has to do for it.
    pub fn open(&mut self, dialog: DialogKind, session: &Session) -> Option<Action> {
        let opened = opened(dialog, session);
        let action = opened.first_action();
        (self.shown, self.kind, self.guide) = (Some(opened), Some(dialog), None);
        (self.typed_in, self.has_no_chooser) = (false, false);
        self.opening += 1;
        action
    }

    /// Says in the open dialog that the system has none to choose a file in.
    pub fn say_no_chooser(&mut self) {
        self.has_no_chooser = true;
    }

    /// Gives the dialog for importing a dataset that was chosen in the system's dialog.
    pub fn take_dataset(&mut self, path: &Path) {
        if let Some(shown) = &mut self.shown {
            shown.take_dataset(path);
        }
    }

    /// True for a notice that the dialog shows itself.
    pub fn covers(&self, notice: &NoticeKind) -> bool {
        self.shown.as_ref().is_some_and(|it| it.covers(notice))
    }

    /// Closes the one that asks for what is settled meanwhile, and shows the one that asks before an article
    /// is marked done.
    pub fn follow(&mut self, session: &Session) {
        self.shown.take_if(|it| it.is_needless(session));
        if self.shown.is_none() && session.finish_question().is_some() {
            self.open(DialogKind::Finish, session);
        }
    }

    /// Which one is shown.
    pub fn kind(&self) -> Option<DialogKind> {
        self.kind.filter(|_| self.is_open())
    }

    /// Shows the guide's part about the open dialog over it, which stays as it is; false where there
    /// is none.
    pub fn open_guide(&mut self) -> bool {
        let part = self.shown.as_ref().and_then(|it| it.guide());
        self.guide = part.map(GuideDialog::at);
        self.opening += 1;
        self.guide.is_some()
    }

    /// True while one is shown that would be closed with changes in it.
    pub fn holds_changes(&self) -> bool {
        self.shown.as_ref().is_some_and(|it| it.holds_changes())
    }

    /// True while one is shown in which something was entered.
    pub fn is_begun(&self) -> bool {
        self.shown.as_ref().is_some_and(|it| {
            it.holds_changes() || it.is_begun() || (self.typed_in && !it.only_looks())
        })
    }

    /// Closes it, unless that would lose what was entered: then it asks first. Gives back what the session
    /// has to do where it was left without an answer.
    pub fn dismiss(&mut self) -> Option<Action> {
        if self.guide.take().is_some() {
            self.opening += 1;
            return None;
        }
        match &mut self.shown {
            Some(shown) if shown.holds_changes() => {
                shown.ask_about_changes();
                None
            }
            Some(_) | None => self.shown.take().and_then(|it| it.given_up()),
        }
    }

    /// Closes it.
    pub fn close(&mut self) {
        (self.shown, self.guide) = (None, None);
    }
}

/// Shows the open dialog.
pub fn dialogs_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    dialogs: &mut OpenDialogs,
) {
    let OpenDialogs { shown, guide, typed_in, has_no_chooser, opening, .. } = dialogs;
    let Some(shown) = shown else { return };
    let shown: &mut dyn DialogView = match guide {
        Some(guide) => guide,
        None => shown.as_mut(),
    };
    let part = shown.guide();
    let mut wants_guide = false;
    let room = ui.ctx().content_rect().size();
    let frame = Frame::popup(ui.style()).inner_margin(18).corner_radius(theme::RADIUS + 4);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width((room.x - 80.0).clamp(280.0, shown.widest()));
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let add = |ui: &mut Ui| {
            if let Some(key) = shown.heading() {
                // A command's name ends in «…» because this dialog follows; the dialog itself is there.
                let title = cx.t(key);
                let title = title.trim_end_matches('…');
                wants_guide |= heading_ui(ui, cx, title, part.is_some());
            }
            if *has_no_chooser {
                let words = StyledWords::new(cx.t("no-chooser")).wrapped();
                label(ui, cx, words.color(*cx.theme.warning));
            }
            shown.ui(ui, cx, requests);
        };
        in_dialog_room(ui, *opening, |ui| {
            ui.with_layout(cx.column(), add);
        });
    });
    let writes = |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_));
    *typed_in |= cx.field_has_keys.get() && ui.input(|input| input.events.iter().any(writes));
    // A click beside it that was aimed at something else loses nothing that was entered.
    let is_begun = shown.is_begun() || (*typed_in && !shown.only_looks());
    if modal.backdrop_response.clicked() && !is_begun {
        requests.push(WindowAction::Dismiss);
    }
    if wants_guide || (part.is_some() && asks_for_guide(ui, cx)) {
        dialogs.open_guide();
    }
}

/// The heading, and at its end the way to the guide: true where that was pressed.
fn heading_ui(ui: &mut Ui, cx: &FrameContext<'_>, title: &str, has_guide: bool) -> bool {
    let words = StyledWords::new(title).size(theme::HEADING).strong();
    if !has_guide {
        label(ui, cx, words);
        return false;
    }
    let mut is_pressed = false;
    cx.in_row(ui, 30.0, |ui| {
        label(ui, cx, words);
        ui.with_layout(cx.row_from_end(), |ui| {
            let sign = if cx.is_mirrored() { "؟" } else { "?" };
            let look = ButtonLook::new(sign).plain().named(cx.t("guide-of-dialog"));
            is_pressed = button(ui, cx, look).clicked();
        });
    });
    is_pressed
}

/// True where «?» was typed while no field takes it.
fn asks_for_guide(ui: &Ui, cx: &FrameContext<'_>) -> bool {
    let is_sign = |event: &Event| match event {
        Event::Key { key: Key::Questionmark, pressed: true, .. } => true,
        Event::Key { key: Key::Slash, pressed: true, modifiers, .. } => modifiers.shift_only(),
        _ => false,
    };
    !cx.field_has_keys.get() && ui.input(|input| input.events.iter().any(is_sign))
}

/// The dialog as it opens.
fn opened(dialog: DialogKind, session: &Session) -> Box<dyn DialogView> {
    match dialog {
        DialogKind::Open => Box::new(open::OpenDialog::new(session)),
        DialogKind::Paste => Box::new(paste::PasteDialog::new(session)),
        DialogKind::Export => Box::new(export::ExportDialog::new(session)),
        DialogKind::Import => Box::new(import::ImportDialog::new()),
        DialogKind::Palette => Box::new(palette::CommandPalette::default()),
        DialogKind::Guide(part) => Box::new(GuideDialog::at(part)),
        DialogKind::Keys => Box::new(key_sheet::KeySheet),
        DialogKind::Settings => Box::new(settings::SettingsDialog::new(session)),
        DialogKind::AcceptAll => Box::new(accept_all::AcceptAllDialog::new(session)),
        DialogKind::Catalog => Box::new(catalog::CatalogDialog::new(session)),
        DialogKind::People => Box::new(people::PeopleDialog::new(session)),
        DialogKind::Team => Box::new(team::TeamDialog::default()),
        DialogKind::RestOfArticle => Box::new(rest_of_article::RestDialog),
        DialogKind::Publication => Box::new(publication::PublicationDialog::new(session)),
        DialogKind::Schema => Box::new(SchemaEditor::new(session)),
        DialogKind::Report(kind) => Box::new(report::ReportDialog::new(session, kind)),
        DialogKind::SaveElsewhere => Box::new(save_elsewhere::SaveElsewhereDialog::new()),
        DialogKind::FolderMoves => Box::new(folder_moves::FolderMovesDialog),
        DialogKind::Versions => Box::new(versions::VersionsDialog::default()),
        DialogKind::Finish => Box::new(finish::FinishDialog::default()),
        DialogKind::Failure => Box::new(failure::FailureDialog::new(session)),
        DialogKind::Unsaved => Box::new(unsaved::UnsavedDialog),
    }
}
