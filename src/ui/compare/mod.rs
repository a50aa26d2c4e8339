//! Comparing several analysts' work: the card of the current disagreement in the place of the strip,
//! lanes on the page, and what stands in the bar.

mod bar;
mod card;
mod cells;
mod lanes;
mod ruling;

use egui::Key;

pub use bar::bar_ui;
pub use card::{CardState, card_ui};
pub use lanes::{WordsStrip, before, behind, question_start};

use super::{FrameContext, FrameRequest};
use crate::{
    compare::RecordDecision,
    session::{Adjudication, CompareAction, EditAction, FirstEdit, QuestionAction, Reason},
};

/// What a digit asks for while works are compared: that analyst's record, or their value of the row that
/// was chosen.
pub fn digit_request(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    let adjudication = cx.session.editor()?.deciding()?;
    let column = digit.checked_sub(1)?;
    let Some(analyst) = adjudication.columns().get(column) else {
        return Some(Err(Reason::NoSuchAnalyst));
    };
    Some(analyst_request(cx, adjudication, *analyst))
}

/// What a digit with Ctrl asks for: to begin with that analyst's record, and change rows of it.
pub fn start_request(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    let adjudication = cx.session.editor()?.deciding()?;
    let Some(analyst) = adjudication.columns().get(digit.checked_sub(1)?) else {
        return Some(Err(Reason::NoSuchAnalyst));
    };
    let pick = CompareAction::Question(QuestionAction::PickAll(*analyst));
    Some(may_decide(cx).map(|()| pick.into()))
}

/// What a digit with Alt asks for: the row of that number as the next analyst has it.
pub fn row_request(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    cx.session.editor()?.deciding()?;
    let pick = QuestionAction::PickNext(digit.checked_sub(1)?);
    Some(may_decide(cx).map(|()| CompareAction::Question(pick).into()))
}

/// What an analyst's key, or the head of their column, asks for.
fn analyst_request(
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
pub fn may_decide(cx: &FrameContext<'_>) -> Result<(), Reason> {
    cx.session.may_write()?.may_decide_record().map(|_| ())
}

/// Edits the current disagreement by hand, beginning with `first`: nobody has it as it should be.
pub fn edited_by(cx: &FrameContext<'_>, first: FirstEdit) -> Result<FrameRequest, Reason> {
    may_decide(cx)?;
    let adjudication = cx.session.editor().and_then(|it| it.deciding());
    let (_, record) =
        adjudication.and_then(Adjudication::current_record).ok_or(Reason::NoDisagreement)?;
    if record.is_article() {
        return Err(Reason::OneOfThem);
    }
    Ok(CompareAction::EditBy(first).into())
}

/// What an analyst is called: where names are hidden, a letter for the column.
pub(super) fn shown_analyst(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    analyst: usize,
) -> String {
    if !adjudication.hides_names() {
        return adjudication.analysts().get(analyst).cloned().unwrap_or_default();
    }
    let column = adjudication.column_of(analyst);
    let letters = cx.t("compare-letters");
    let letter = letters.split_whitespace().nth(column).map(str::to_owned);
    letter.unwrap_or_else(|| cx.strings.number(column + 1))
}

/// The color that sets an analyst apart on the page, by the place of their column.
pub(super) fn analyst_color(cx: &FrameContext<'_>, analyst: usize) -> egui::Color32 {
    /// Of the hues, those that are furthest from each other and from the labels' own.
    const HUES: [usize; 6] = [1, 4, 3, 0, 2, 10];
    let hue = HUES.get(analyst % HUES.len()).and_then(|it| cx.themes.hues.get(*it));
    hue.map_or(*cx.theme.ink_soft, |it| cx.theme.of_pair(it))
}
