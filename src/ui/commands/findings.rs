//! Going through what may be wrong, and mending it.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, Command, Scope, key};
use crate::{
    session::{EditAction, Fix, NavigateAction, Reason, StepDirection},
    ui::{Cx, Request, WindowAction},
};

pub(super) const SHOW: Command = Command {
    id: "findings",
    keys: &[key(CTRL_SHIFT, Key::M)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::ToggleFindings.into())
    },
};

pub(super) const NEXT: Command = Command {
    id: "next-finding",
    keys: &[key(Modifiers::NONE, Key::F8)],
    scope: Scope::Page,
    request: |cx| step(cx, StepDirection::After),
};

pub(super) const PREVIOUS: Command = Command {
    id: "previous-finding",
    keys: &[key(Modifiers::SHIFT, Key::F8)],
    scope: Scope::Page,
    request: |cx| step(cx, StepDirection::Before),
};

pub(super) const MEND: Command = Command {
    id: "mend",
    keys: &[key(CTRL, Key::Period)],
    scope: Scope::Page,
    request: |cx| cx.session.may_fix_tag().map(|id| EditAction::Fix(Fix::Tag(id)).into()),
};

fn step(cx: &Cx<'_>, toward: StepDirection) -> Result<Request, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    let next = open.findings().next(toward, open.selection().head);
    next.map(|_| NavigateAction::StepFinding(toward).into()).ok_or(Reason::NoFindings)
}
