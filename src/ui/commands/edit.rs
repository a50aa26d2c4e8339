//! Undo, redo, copying and finding.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, KeyScope, WindowCommand, key};
use crate::{
    session::{EditAction, NavigateAction, Reason, StepDirection},
    ui::{PlacesScope, WindowAction, findings, tag_summary},
};

pub(super) const UNDO: WindowCommand = WindowCommand {
    id: "undo",
    keys: &[key(CTRL, Key::Z)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.can_undo().then(|| EditAction::Undo.into()).ok_or(Reason::NothingToUndo)
    },
};

pub(super) const REDO: WindowCommand = WindowCommand {
    id: "redo",
    keys: &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.can_redo().then(|| EditAction::Redo.into()).ok_or(Reason::NothingToRedo)
    },
};

pub(super) const COPY: WindowCommand = WindowCommand {
    id: "copy",
    keys: &[key(CTRL, Key::C)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        // Without selected words what is spoken of, as its card says it.
        let selected = open.selected().map(|it| open.document().text().slice(it).to_owned());
        let suggestions = open.suggestions();
        let current =
            suggestions.current().filter(|it| suggestions.open(open.document(), *it).is_some());
        let suggestion = || current.map(|it| tag_summary::copied_suggestion(cx, open, it));
        let tag = || open.active().map(|it| tag_summary::copied_tag(cx, it));
        let finding = || {
            let current = open.findings().current()?;
            open.findings().list().get(current).map(|it| findings::words(cx, it))
        };
        let words = selected.or_else(suggestion).or_else(tag).or_else(finding);
        words.map(|it| WindowAction::Copy(it).into()).ok_or(Reason::NothingSelected)
    },
};

pub(super) const SELECT_ALL: WindowCommand = WindowCommand {
    id: "select-all",
    keys: &[key(CTRL, Key::A)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let head = open.document().text().len_bytes();
        Ok(NavigateAction::Select(crate::session::Selection { anchor: 0, head }).into())
    },
};

pub(super) const FIND: WindowCommand = WindowCommand {
    id: "find",
    keys: &[key(CTRL, Key::F)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| cx.session.editor().map(|_| WindowAction::Find.into()).ok_or(Reason::NoArticle),
};

pub(super) const FIND_NEXT: WindowCommand = WindowCommand {
    id: "find-next",
    keys: &[key(CTRL, Key::G), key(Modifiers::NONE, Key::F3)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| step(cx, StepDirection::After),
};

pub(super) const FIND_PREVIOUS: WindowCommand = WindowCommand {
    id: "find-previous",
    keys: &[key(CTRL_SHIFT, Key::G), key(Modifiers::SHIFT, Key::F3)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| step(cx, StepDirection::Before),
};

pub(super) const FIND_ALL: WindowCommand = WindowCommand {
    id: "find-all",
    keys: &[key(CTRL_SHIFT, Key::F)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        let some = cx.session.folder().is_some() || cx.session.editor().is_some();
        let show = WindowAction::ShowPlaces(PlacesScope::Folder);
        some.then(|| show.into()).ok_or(Reason::NoArticle)
    },
};

fn step(
    cx: &crate::ui::FrameContext<'_>,
    toward: StepDirection,
) -> Result<crate::ui::FrameRequest, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    let found = !open.found().places.is_empty();
    found.then(|| NavigateAction::StepFound(toward).into()).ok_or(Reason::NothingFound)
}
