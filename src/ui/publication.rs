//! The publication date in the bar.

use egui::Color32;

use super::Cx;

/// Its words and their color: a proposal is told as one until somebody confirms it.
pub(super) fn shown(cx: &Cx<'_>) -> (String, Color32) {
    let stated = cx.session.open().map_or("", |it| it.document().meta_value("published"));
    if !stated.is_empty() {
        let words = cx.strings.with("publication-shown", &[("value", &cx.strings.value(stated))]);
        return (words, *cx.theme.ink);
    }
    match cx.session.proposed_publication() {
        Some(proposed) => {
            let value = cx.strings.value(proposed);
            let words = cx.strings.with("publication-proposed", &[("value", &value)]);
            (words, *cx.theme.warning)
        }
        None => (cx.t("publication-unknown"), *cx.theme.ink_soft),
    }
}
