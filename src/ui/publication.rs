//! The publication date in the bar.

use egui::Color32;

use super::{Cx, strings::isolated};

/// Its words and their color.
pub(super) fn shown(cx: &Cx<'_>) -> (String, Color32) {
    let published = cx.session.open().map_or("", |it| it.document().meta_value("published"));
    if published.is_empty() {
        return (cx.t("publication-unknown"), *cx.theme.ink_soft);
    }
    (isolated(published), *cx.theme.ink)
}
