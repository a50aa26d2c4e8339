//! Going through what may be wrong, and fixing it.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, KeyScope, WindowCommand, key};
use crate::{
    session::{EditAction, Fix, NavigateAction, Reason, StepDirection},
    ui::{FrameContext, FrameRequest, WindowAction},
};

pub(super) const SHOW: WindowCommand = WindowCommand {
    id: "findings",
    keys: &[key(CTRL_SHIFT, Key::M)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::ToggleFindings.into())
    },
};

pub(super) const NEXT: WindowCommand = WindowCommand {
    id: "next-finding",
    keys: &[key(Modifiers::NONE, Key::F8)],
    scope: KeyScope::Page,
    request: |cx| step(cx, StepDirection::After),
};

pub(super) const PREVIOUS: WindowCommand = WindowCommand {
    id: "previous-finding",
    keys: &[key(Modifiers::SHIFT, Key::F8)],
    scope: KeyScope::Page,
    request: |cx| step(cx, StepDirection::Before),
};

pub(super) const FIX: WindowCommand = WindowCommand {
    id: "fix",
    keys: &[key(CTRL, Key::Period)],
    scope: KeyScope::Page,
    request: |cx| cx.session.may_fix_tag().map(|id| EditAction::Fix(Fix::Tag(id)).into()),
};

fn step(cx: &FrameContext<'_>, toward: StepDirection) -> Result<FrameRequest, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    let next = open.findings().next(toward, open.selection().head);
    next.map(|_| NavigateAction::StepFinding(toward).into()).ok_or(Reason::NoFindings)
}
