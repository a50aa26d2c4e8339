//! Pasting text as a new article.

use std::path::PathBuf;

use egui::{Event, Key, KeyboardShortcut, Modifiers, Ui, ViewportCommand};

use super::clipboard_page::ClipboardPage;
use crate::{
    messages::isolated,
    session::{FileAction, Session, name_for},
    store,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogAnswer, DialogView, answered_ui},
        guide::GuidePart,
        key_names::shown_key,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What was pasted.
#[derive(Debug)]
pub(super) struct PasteDialog {
    text: String,
    /// What the file is to be called; the first words where it is left empty.
    name: TextField,
    /// What was copied as a web page.
    page: ClipboardPage,
    /// What became of the last wish to paste.
    asked: PasteWish,
}

/// What became of a wish to paste: nothing is handed on where there is nothing to paste.
#[derive(Clone, Copy, Debug, Default)]
enum PasteWish {
    /// There was none, or it was granted.
    #[default]
    None,
    /// The button was pressed at this time, in seconds.
    Since(f64),
    /// Nothing came of it.
    Failed,
}

/// So long pasting may take, in seconds.
const PATIENCE: f64 = 0.5;

impl PasteDialog {
    /// With what was pasted and not kept the last time.
    pub(super) fn new(session: &Session) -> Self {
        Self {
            text: session.pasted().unwrap_or_default(),
            name: TextField::default(),
            page: ClipboardPage::default(),
            asked: PasteWish::None,
        }
    }
}

impl PasteDialog {
    fn take(&mut self, text: String, requests: &mut FrameRequests) {
        requests.push(FileAction::KeepPasted(Some(text.clone())));
        self.text = text;
        self.asked = PasteWish::None;
    }

    /// Takes what was pasted, and notes where nothing came of the wish to.
    fn follow_pasting(&mut self, ui: &Ui, requests: &mut FrameRequests) {
        let (pasted, now) = ui.input(|input| {
            let text = input.events.iter().rev().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            });
            (text, input.time)
        });
        self.page.follow(ui);
        let was_asked_for = self.page.was_asked_for(ui);
        if let Some(pasted) = pasted {
            if !matches!(self.asked, PasteWish::Since(_)) {
                self.page.note_pasted();
            }
            return self.take(self.page.words_of(&pasted), requests);
        }
        if was_asked_for {
            match self.page.only().map(str::to_owned) {
                Some(text) => self.take(text, requests),
                None => self.asked = PasteWish::Failed,
            }
        }
        if let PasteWish::Since(then) = self.asked {
            if now - then > PATIENCE {
                self.asked = PasteWish::Failed;
            }
            ui.ctx().request_repaint_after_secs(0.1);
        }
    }
}

impl DialogView for PasteDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-paste")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Paste)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        self.follow_pasting(ui, requests);
        let folder = cx.session.folder().map(|it| it.path().to_owned());
        let here = cx.session.article_path().and_then(|it| it.parent()).map(PathBuf::from);
        let folder = folder.or(here).unwrap_or_else(store::documents_folder);
        middle_ui(ui, cx, |ui| {
            label(ui, cx, StyledWords::new(cx.t("paste-how")).wrapped());
            let key = shown_key(cx, KeyboardShortcut::new(Modifiers::COMMAND, Key::V));
            cx.in_rows(ui, 30.0, |ui| {
                if button(ui, cx, ButtonLook::new(cx.t("paste-now")).key(key)).clicked() {
                    if let Some(text) = self.page.only().map(str::to_owned) {
                        self.take(text, requests);
                    } else {
                        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
                        self.asked = PasteWish::Since(ui.input(|it| it.time));
                    }
                }
                // Where both are there, their lines and their order may differ.
                let of_page = self.page.of_page().filter(|_| self.page.only().is_none());
                if let Some(text) = of_page.map(str::to_owned)
                    && button(ui, cx, ButtonLook::new(cx.t("paste-page"))).clicked()
                {
                    self.take(text, requests);
                }
            });
            if matches!(self.asked, PasteWish::Failed) {
                let words = StyledWords::new(cx.t("paste-nothing")).wrapped();
                label(ui, cx, words.color(*cx.theme.warning));
            }
            if !self.text.trim().is_empty() {
                let start: String = self.text.chars().take(280).collect();
                let chars = self.text.chars().count();
                label(ui, cx, StyledWords::new(start).wrapped().color(*cx.theme.ink_soft));
                label(
                    ui,
                    cx,
                    StyledWords::new(cx.strings.count("count-characters", chars)).small(),
                );
            }
            if !self.text.trim().is_empty() {
                field(ui, cx, &mut self.name, &cx.t("paste-name"), &name_for(&self.text));
            }
            let path = isolated(&folder.display().to_string());
            let to = cx.strings.with("paste-folder", &[("path", &path)]);
            label(ui, cx, StyledWords::new(to).small().wrapped().color(*cx.theme.ink_soft));
        });
        let answer = answered_ui(ui, cx, "paste-keep", !self.text.trim().is_empty());
        if answer.is_some() {
            requests.push(WindowAction::Dismiss);
        }
        match answer {
            Some(DialogAnswer::Chosen) => {
                let (text, name) = (std::mem::take(&mut self.text), self.name.text().to_owned());
                requests.push(FileAction::Paste { text, name, folder });
            }
            Some(DialogAnswer::Cancelled) => requests.push(FileAction::KeepPasted(None)),
            None => {}
        }
    }
}
