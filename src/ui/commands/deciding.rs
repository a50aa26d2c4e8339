//! What is asked for while several analysts' works are compared, whichever key or click it is.

use egui::Key;

use crate::{
    compare::RecordDecision,
    session::{Adjudication, CompareAction, EditAction, FirstEdit, QuestionAction, Reason},
    ui::{FrameContext, FrameRequest},
};

/// What a digit asks for while works are compared: that analyst's record, or their value of the row that
/// was chosen.
pub(in crate::ui) fn digit_request(
    cx: &FrameContext<'_>,
    pressed: Key,
) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    let adjudication = cx.session.editor()?.deciding()?;
    let column = digit.checked_sub(1)?;
    let Some(analyst) = adjudication.columns().get(column) else {
        return Some(Err(Reason::NoSuchAnalyst));
    };
    Some(analyst_request(cx, adjudication, *analyst))
}

/// What a digit with Ctrl asks for: to begin with that analyst's record, and change rows of it.
pub(in crate::ui) fn start_request(
    cx: &FrameContext<'_>,
    pressed: Key,
) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    let adjudication = cx.session.editor()?.deciding()?;
    let Some(analyst) = adjudication.columns().get(digit.checked_sub(1)?) else {
        return Some(Err(Reason::NoSuchAnalyst));
    };
    let pick = CompareAction::Question(QuestionAction::PickAll(*analyst));
    Some(may_decide(cx).map(|()| pick.into()))
}

/// What a digit with Alt asks for: the row of that number as the next analyst has it.
pub(in crate::ui) fn row_request(
    cx: &FrameContext<'_>,
    pressed: Key,
) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    cx.session.editor()?.deciding()?;
    let pick = QuestionAction::PickNext(digit.checked_sub(1)?);
    Some(may_decide(cx).map(|()| CompareAction::Question(pick).into()))
}

/// What an analyst's key, or the head of their column, asks for.
pub(in crate::ui) fn analyst_request(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    analyst: usize,
) -> Result<FrameRequest, Reason> {
    may_decide(cx)?;
    let (_, record) = adjudication.current_record().ok_or(Reason::NoDisagreement)?;
    let rows = Adjudication::rows(record);
    match adjudication.field().and_then(|it| rows.get(it)) {
        Some(field) => {
            Ok(CompareAction::Question(QuestionAction::Pick(field.clone(), analyst)).into())
        }
        None => Ok(EditAction::DecideRecord(RecordDecision::Take(analyst)).into()),
    }
}

/// Whether the current disagreement may be decided on now.
pub(in crate::ui) fn may_decide(cx: &FrameContext<'_>) -> Result<(), Reason> {
    cx.session.may_write()?.may_decide_record().map(|_| ())
}

/// Edits the current disagreement by hand, beginning with `first`: nobody has it as it should be.
pub(in crate::ui) fn edited_by(
    cx: &FrameContext<'_>,
    first: FirstEdit,
) -> Result<FrameRequest, Reason> {
    may_decide(cx)?;
    let adjudication = cx.session.editor().and_then(|it| it.deciding());
    let (_, record) =
        adjudication.and_then(Adjudication::current_record).ok_or(Reason::NoDisagreement)?;
    if record.is_article() {
        return Err(Reason::OneOfThem);
    }
    Ok(CompareAction::EditBy(first).into())
}
