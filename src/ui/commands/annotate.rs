//! Edges, links, removal, and going from tag to tag.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, KeyScope, WindowCommand, deciding::edited_by, key};
use crate::{
    session::{
        CorrectAction, EditAction, FirstEdit, NavigateAction, NoticeAction, Reason, Selection,
        SpanEdge, StepDirection,
    },
    ui::{FrameContext, FrameRequest, OverPage, PlacesScope, StripKeys, WindowAction},
};

const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };

// The page is right to left: the left arrow points on, the right arrow back.

pub(super) const END_AFTER: WindowCommand = WindowCommand {
    id: "end-after",
    keys: &[key(ALT, Key::ArrowLeft)],
    scope: KeyScope::Page,
    request: |cx| edge(cx, SpanEdge::End, StepDirection::After),
};

pub(super) const END_BEFORE: WindowCommand = WindowCommand {
    id: "end-before",
    keys: &[key(ALT, Key::ArrowRight)],
    scope: KeyScope::Page,
    request: |cx| edge(cx, SpanEdge::End, StepDirection::Before),
};

pub(super) const START_BEFORE: WindowCommand = WindowCommand {
    id: "start-before",
    keys: &[key(ALT_SHIFT, Key::ArrowRight)],
    scope: KeyScope::Page,
    request: |cx| edge(cx, SpanEdge::Start, StepDirection::Before),
};

pub(super) const START_AFTER: WindowCommand = WindowCommand {
    id: "start-after",
    keys: &[key(ALT_SHIFT, Key::ArrowLeft)],
    scope: KeyScope::Page,
    request: |cx| edge(cx, SpanEdge::Start, StepDirection::After),
};

pub(super) const ADD_PIECE: WindowCommand = WindowCommand {
    id: "add-piece",
    keys: &[
        key(Modifiers::NONE, Key::Plus),
        key(Modifiers::SHIFT, Key::Plus),
        key(Modifiers::NONE, Key::Equals),
    ],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        open.active().ok_or(Reason::NoTag)?;
        open.selected().ok_or(Reason::NothingSelected)?;
        Ok(EditAction::AddPiece.into())
    },
};

pub(super) const OCCURRENCES: WindowCommand = WindowCommand {
    id: "occurrences",
    keys: &[key(CTRL_SHIFT, Key::A)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        if open.active().is_none() {
            open.target()?;
        }
        Ok(WindowAction::ShowPlaces(PlacesScope::Article).into())
    },
};

pub(super) const NEXT_TAG: WindowCommand = WindowCommand {
    id: "next-tag",
    keys: &[key(CTRL, Key::ArrowDown)],
    scope: KeyScope::Page,
    request: |cx| neighbor(cx, StepDirection::After),
};

pub(super) const PREVIOUS_TAG: WindowCommand = WindowCommand {
    id: "previous-tag",
    keys: &[key(CTRL, Key::ArrowUp)],
    scope: KeyScope::Page,
    request: |cx| neighbor(cx, StepDirection::Before),
};

pub(super) const EDIT_TAG: WindowCommand = WindowCommand {
    id: "edit-tag",
    keys: &[key(Modifiers::NONE, Key::F2)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let active = open.active().ok_or(Reason::NoTag)?;
        Ok(WindowAction::OpenStrip { tag: active.id, keys: StripKeys::ToForm }.into())
    },
};

pub(super) const OPEN_STRIP: WindowCommand = WindowCommand {
    id: "open-strip",
    keys: &[key(Modifiers::NONE, Key::E)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        if open.suggestions().current().is_some() {
            cx.session.may_decide()?;
            let is_correcting = open.is_correcting();
            let next = if is_correcting { CorrectAction::Discard } else { CorrectAction::Begin };
            return Ok(next.into());
        }
        let active = open.active().ok_or(Reason::NoTag)?;
        if cx.below_page.strip && open.suggestions().current().is_none() {
            return Ok(WindowAction::CloseStrip.into());
        }
        Ok(WindowAction::OpenStrip { tag: active.id, keys: StripKeys::AsTheyAre }.into())
    },
};

pub(super) const REMOVE: WindowCommand = WindowCommand {
    id: "remove",
    keys: &[key(Modifiers::NONE, Key::Delete)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let active = open.active().ok_or(Reason::NoTag)?;
        Ok(in_sight(cx, EditAction::Remove(active.id)))
    },
};

pub(super) const REMOVE_WITH_PARTS: WindowCommand = WindowCommand {
    id: "remove-with-parts",
    keys: &[key(Modifiers::SHIFT, Key::Delete)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let active = open.active().ok_or(Reason::NoTag)?;
        Ok(in_sight(cx, EditAction::RemoveWithParts(active.id)))
    },
};

pub(super) const LET_GO: WindowCommand = WindowCommand {
    id: "let-go",
    keys: &[key(Modifiers::NONE, Key::Escape)],
    scope: KeyScope::Everywhere,
    request: |cx| {
        if cx.over_page == OverPage::Menu {
            return Ok(WindowAction::LeaveForm.into());
        }
        if cx.window_is_busy() {
            return Ok(WindowAction::Dismiss.into());
        }
        if cx.typing {
            return Ok(WindowAction::LeaveForm.into());
        }
        // What tells of a state that goes on stays in sight as long as that does.
        let latest = cx.session.notices().iter().rfind(|it| !it.kind.is_lasting());
        let latest = latest.map(|it| it.serial);
        let dismiss = latest.map(|it| FrameRequest::from(NoticeAction::Dismiss(it)));
        let Some(open) = cx.session.editor() else {
            return dismiss.ok_or(Reason::NoArticle);
        };
        if cx.linking.is_some() {
            return Ok(WindowAction::ChooseFor(None).into());
        }
        if open.is_correcting() {
            return Ok(CorrectAction::Discard.into());
        }
        if open.suggestions().current().is_some() {
            return Ok(NavigateAction::CurrentSuggestion(None).into());
        }
        if cx.below_page.strip && open.active().is_some() {
            return Ok(WindowAction::CloseStrip.into());
        }
        if open.selected().is_some() {
            return Ok(NavigateAction::Select(Selection::caret(open.selection().head)).into());
        }
        if open.active().is_some() {
            return Ok(NavigateAction::Activate(None).into());
        }
        if cx.below_page.panel {
            return Ok(WindowAction::CloseLowerPanel.into());
        }
        dismiss.ok_or(Reason::NoTag)
    },
};

/// What changes the active tag. Where its words are out of sight it is shown first, and changed when the key
/// is pressed again.
fn in_sight(cx: &FrameContext<'_>, change: EditAction) -> FrameRequest {
    cx.unseen_tag.map_or_else(|| change.into(), |it| WindowAction::ScrollTo(it).into())
}

fn edge(
    cx: &FrameContext<'_>,
    edge: SpanEdge,
    toward: StepDirection,
) -> Result<FrameRequest, Reason> {
    if cx.session.is_deciding() {
        return edited_by(cx, FirstEdit::Change(Box::new(EditAction::MoveEdge { edge, toward })));
    }
    cx.session.may_move_edge(edge, toward).map(FrameRequest::from)
}

fn neighbor(cx: &FrameContext<'_>, toward: StepDirection) -> Result<FrameRequest, Reason> {
    if cx.session.is_deciding() {
        return edited_by(cx, FirstEdit::Step(toward));
    }
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    open.neighbor(toward)?;
    Ok(NavigateAction::Step(toward).into())
}
