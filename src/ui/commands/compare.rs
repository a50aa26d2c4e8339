//! Comparing several analysts' work, and deciding.

use egui::{Key, Modifiers};

use super::{KeyScope, WindowCommand, deciding::may_decide, key};
use crate::{
    compare::RecordDecision,
    session::{CompareAction, ComparedQuestion, EditAction, QuestionAction, Reason, StepDirection},
    ui::{DialogKind, FrameContext, FrameRequest, WindowAction},
};

pub(super) const COMPARE: WindowCommand = WindowCommand {
    id: "compare",
    keys: &[key(Modifiers::NONE, Key::F7)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| cx.session.may_compare().map(|()| CompareAction::Toggle.into()),
};

pub(super) const MINE: WindowCommand = WindowCommand {
    id: "compare-mine",
    keys: &[key(Modifiers::SHIFT, Key::F7)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| cx.session.may_compare().map(|()| CompareAction::ToggleMine.into()),
};

pub(super) const TEAM: WindowCommand = WindowCommand {
    id: "team",
    keys: &[key(Modifiers::NONE, Key::F4)],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.may_show_team()?;
        Ok(WindowAction::Show(DialogKind::Team).into())
    },
};

pub(super) const NEXT: WindowCommand = WindowCommand {
    id: "next-disagreement",
    keys: &[key(Modifiers::NONE, Key::Tab)],
    scope: KeyScope::Comparing,
    request: |cx| question(cx, QuestionAction::Step(StepDirection::After)),
};

pub(super) const PREVIOUS: WindowCommand = WindowCommand {
    id: "previous-disagreement",
    keys: &[key(Modifiers::SHIFT, Key::Tab)],
    scope: KeyScope::Comparing,
    request: |cx| question(cx, QuestionAction::Step(StepDirection::Before)),
};

pub(super) const NEXT_FIELD: WindowCommand = WindowCommand {
    id: "next-field",
    keys: &[key(Modifiers::NONE, Key::ArrowDown)],
    scope: KeyScope::Comparing,
    request: |cx| question(cx, QuestionAction::StepField(StepDirection::After)),
};

pub(super) const PREVIOUS_FIELD: WindowCommand = WindowCommand {
    id: "previous-field",
    keys: &[key(Modifiers::NONE, Key::ArrowUp)],
    scope: KeyScope::Comparing,
    request: |cx| question(cx, QuestionAction::StepField(StepDirection::Before)),
};

pub(super) const TAKE_CHOSEN: WindowCommand = WindowCommand {
    id: "take-chosen",
    keys: &[key(Modifiers::NONE, Key::Enter)],
    scope: KeyScope::Comparing,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let adjudication = open.deciding().ok_or(Reason::NotComparing)?;
        if adjudication.current() == Some(ComparedQuestion::Alike) {
            return (TAKE_ALIKE.request)(cx);
        }
        let picks = adjudication.picks().clone();
        decide(cx, RecordDecision::Mixed(picks))
    },
};

pub(super) const TAKE_ALIKE: WindowCommand = WindowCommand {
    id: "take-alike",
    keys: &[key(Modifiers::NONE, Key::A)],
    scope: KeyScope::Comparing,
    request: |cx| {
        cx.session.may_write()?.may_take_alike()?;
        Ok(EditAction::TakeAlike.into())
    },
};

pub(super) const TAKE_EACH: WindowCommand = WindowCommand {
    id: "take-each",
    keys: &[key(Modifiers::NONE, Key::B)],
    scope: KeyScope::Comparing,
    request: |cx| decide(cx, RecordDecision::Each),
};

pub(super) const TAKE_NONE: WindowCommand = WindowCommand {
    id: "take-none",
    keys: &[key(Modifiers::NONE, Key::Backspace)],
    scope: KeyScope::Comparing,
    request: |cx| decide(cx, RecordDecision::Neither),
};

pub(super) const EDIT: WindowCommand = WindowCommand {
    id: "edit-record",
    keys: &[key(Modifiers::NONE, Key::E)],
    scope: KeyScope::Comparing,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let adjudication = open.deciding().ok_or(Reason::NotComparing)?;
        let picks = adjudication.picks().clone();
        decide(cx, RecordDecision::Edited(picks))
    },
};

pub(super) const LATER: WindowCommand = WindowCommand {
    id: "disagreement-later",
    keys: &[key(Modifiers::NONE, Key::L)],
    scope: KeyScope::Comparing,
    request: |cx| {
        may_decide(cx)?;
        question(cx, QuestionAction::Postpone)
    },
};

pub(super) const RULE: WindowCommand = WindowCommand {
    id: "write-ruling",
    keys: &[key(Modifiers::NONE, Key::R)],
    scope: KeyScope::Comparing,
    request: |cx| {
        may_decide(cx)?;
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let adjudication = open.deciding().ok_or(Reason::NotComparing)?;
        adjudication.current_record().ok_or(Reason::NoDisagreement)?;
        Ok(WindowAction::WriteRuling.into())
    },
};

pub(super) const REST: WindowCommand = WindowCommand {
    id: "rest-of-article",
    keys: &[key(Modifiers::SHIFT, Key::Enter)],
    scope: KeyScope::Comparing,
    request: |cx| {
        may_decide(cx)?;
        Ok(WindowAction::Show(DialogKind::RestOfArticle).into())
    },
};

fn decide(cx: &FrameContext<'_>, decision: RecordDecision) -> Result<FrameRequest, Reason> {
    let open = cx.session.may_write()?;
    match open.may_decide_record()? {
        ComparedQuestion::Alike => Err(Reason::NoDisagreement),
        ComparedQuestion::Record(_) => Ok(EditAction::DecideRecord(decision).into()),
    }
}

fn question(cx: &FrameContext<'_>, action: QuestionAction) -> Result<FrameRequest, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    open.deciding().ok_or(Reason::NotComparing)?;
    Ok(CompareAction::Question(action).into())
}
