//! Comparing several analysts' work: the card of the current disagreement in the place of the strip,
//! lanes on the page, and what stands in the bar.

mod bar;
mod card;
mod cells;
mod lanes;
mod ruling;

pub use bar::bar_ui;
pub use card::{CardState, card_ui};
pub use lanes::{WordsStrip, before, behind, question_start};

use super::FrameContext;
use crate::session::Adjudication;

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
