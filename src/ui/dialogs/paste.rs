//! Pasting text as a new article.

use std::path::PathBuf;

use egui::{Event, Key, KeyboardShortcut, Modifiers, Ui, ViewportCommand};

use super::dialog_view::{DialogAnswer, DialogView, answered_ui};
use crate::{
    messages::isolated,
    session::{FileAction, Session, name_for},
    store,
    ui::{
        FrameContext, FrameRequests, WindowAction,
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
}

impl PasteDialog {
    /// With what was pasted and not kept the last time.
    pub(super) fn new(session: &Session) -> Self {
        Self { text: session.pasted().unwrap_or_default(), name: TextField::default() }
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
        let pasted = ui.input(|input| {
            input.events.iter().rev().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        if let Some(text) = pasted {
            requests.push(FileAction::KeepPasted(Some(text.clone())));
            self.text = text;
        }
        let folder = cx.session.folder().map(|it| it.path().to_owned());
        let here = cx.session.article_path().and_then(|it| it.parent()).map(PathBuf::from);
        let folder = folder.or(here).unwrap_or_else(store::documents_folder);
        label(ui, cx, StyledWords::new(cx.t("paste-how")).wrapped());
        let key = shown_key(cx, KeyboardShortcut::new(Modifiers::COMMAND, Key::V));
        if button(ui, cx, ButtonLook::new(cx.t("paste-now")).key(key)).clicked() {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        if !self.text.trim().is_empty() {
            let start: String = self.text.chars().take(280).collect();
            let chars = self.text.chars().count();
            label(ui, cx, StyledWords::new(start).wrapped().color(*cx.theme.ink_soft));
            label(ui, cx, StyledWords::new(cx.strings.count("count-characters", chars)).small());
        }
        if !self.text.trim().is_empty() {
            field(ui, cx, &mut self.name, &cx.t("paste-name"), &name_for(&self.text));
        }
        let path = isolated(&folder.display().to_string());
        let to = cx.strings.with("paste-folder", &[("path", &path)]);
        label(ui, cx, StyledWords::new(to).small().wrapped().color(*cx.theme.ink_soft));
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
