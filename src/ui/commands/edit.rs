//! Undo, redo, copying and finding.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, Command, Scope, key};
use crate::{
    session::{EditAction, NavigateAction, Reason, StepDirection},
    ui::{Dialog, WindowAction},
};

pub(super) const UNDO: Command = Command {
    id: "undo",
    keys: &[key(CTRL, Key::Z)],
    scope: Scope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.history().can_undo().then(|| EditAction::Undo.into()).ok_or(Reason::NothingToUndo)
    },
};

pub(super) const REDO: Command = Command {
    id: "redo",
    keys: &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)],
    scope: Scope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.history().can_redo().then(|| EditAction::Redo.into()).ok_or(Reason::NothingToRedo)
    },
};

pub(super) const COPY: Command = Command {
    id: "copy",
    keys: &[key(CTRL, Key::C)],
    scope: Scope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.selected().map(|_| WindowAction::Copy.into()).ok_or(Reason::NothingSelected)
    },
};

pub(super) const SELECT_ALL: Command = Command {
    id: "select-all",
    keys: &[key(CTRL, Key::A)],
    scope: Scope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let head = open.document().text().len_bytes();
        Ok(NavigateAction::Select(crate::session::Selection { anchor: 0, head }).into())
    },
};

pub(super) const FIND: Command = Command {
    id: "find",
    keys: &[key(CTRL, Key::F)],
    scope: Scope::Everywhere,
    request: |cx| cx.session.editor().map(|_| WindowAction::Find.into()).ok_or(Reason::NoArticle),
};

pub(super) const FIND_NEXT: Command = Command {
    id: "find-next",
    keys: &[key(CTRL, Key::G), key(Modifiers::NONE, Key::F3)],
    scope: Scope::Everywhere,
    request: |cx| step(cx, StepDirection::After),
};

pub(super) const FIND_PREVIOUS: Command = Command {
    id: "find-previous",
    keys: &[key(CTRL_SHIFT, Key::G), key(Modifiers::SHIFT, Key::F3)],
    scope: Scope::Everywhere,
    request: |cx| step(cx, StepDirection::Before),
};

pub(super) const FIND_ALL: Command = Command {
    id: "find-all",
    keys: &[key(CTRL_SHIFT, Key::F)],
    scope: Scope::Everywhere,
    request: |cx| {
        let some = cx.session.folder().is_some() || cx.session.editor().is_some();
        let show = WindowAction::Show(Dialog::Concordance);
        some.then(|| show.into()).ok_or(Reason::NoArticle)
    },
};

fn step(cx: &crate::ui::Cx<'_>, toward: StepDirection) -> Result<crate::ui::Request, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    let found = !open.found().places.is_empty();
    found.then(|| NavigateAction::StepFound(toward).into()).ok_or(Reason::NothingFound)
}
