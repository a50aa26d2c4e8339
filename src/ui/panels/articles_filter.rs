//! Which articles of the folder are listed, and in which order: two menus that say what is chosen.

use std::collections::BTreeSet;

use egui::{Response, Ui};

use crate::{
    model::ArticleStatus,
    session::{ArticleFilter, ArticleOrder, ArticleTrait, OpenFolder},
    ui::{
        FrameContext,
        menu::menu_ui,
        text::{ButtonLook, StyledWords, button, label},
    },
};

const STATUSES: [(ArticleStatus, &str); 4] = [
    (ArticleStatus::New, "status-new"),
    (ArticleStatus::InProgress, "status-in-progress"),
    (ArticleStatus::Done, "status-done"),
    (ArticleStatus::Reviewed, "status-reviewed"),
];

const TRAITS: [(ArticleTrait, &str); 3] = [
    (ArticleTrait::SuggestionsLeft, "articles-with-suggestions"),
    (ArticleTrait::Findings, "articles-with-findings"),
    (ArticleTrait::Undated, "articles-undated"),
];

/// The orders, with what is to say of some.
const ORDERS: [(ArticleOrder, &str, Option<&str>); 6] = [
    (ArticleOrder::Name, "articles-by-name", None),
    (ArticleOrder::Title, "articles-by-title", None),
    (ArticleOrder::Day, "articles-by-day", None),
    (ArticleOrder::SuggestionsLeft, "articles-by-suggestions", None),
    (ArticleOrder::Shortest, "articles-by-length", Some("articles-by-length-hint")),
    (ArticleOrder::MostToLearn, "articles-by-yield", Some("articles-by-yield-hint")),
];

/// Chooses which articles are listed; says so where some are not.
pub(super) fn filter_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    filter: &mut ArticleFilter,
    folder: &OpenFolder,
) {
    let takes_every = filter.statuses.is_empty() && filter.traits.is_empty();
    let statuses = STATUSES.iter().filter(|it| filter.statuses.contains(&it.0)).map(|it| it.1);
    let traits = TRAITS.iter().filter(|it| filter.traits.contains(&it.0)).map(|it| it.1);
    let between = if cx.is_mirrored() { "، " } else { ", " };
    let what = if takes_every {
        cx.t("status-all")
    } else {
        statuses.chain(traits).map(|it| cx.t(it)).collect::<Vec<_>>().join(between)
    };
    let (shown, all) = (folder.shown_count(), folder.rows().len());
    let counted = if shown == all { "articles-show" } else { "articles-show-some" };
    let (shown, all) = (cx.strings.number(shown), cx.strings.number(all));
    let values = [("what", &*what), ("shown", &shown), ("all", &all)];
    let look = ButtonLook::new(StyledWords::new(cx.strings.with(counted, &values)).small());
    let name = cx.strings.with("articles-show", &values[..1]);
    let look = look.named(name).opens_list().full_width().selected_if(!takes_every);
    let response = button(ui, cx, look);
    menu_ui(cx, &response, |ui| {
        let all = row_ui(ui, cx, "status-all", takes_every);
        if all.clicked() {
            filter.statuses.clear();
            filter.traits.clear();
        }
        let mut rows = vec![all];
        for (status, key) in STATUSES {
            rows.push(switch_ui(ui, cx, key, status, &mut filter.statuses));
        }
        ui.separator();
        for (of, key) in TRAITS {
            rows.push(switch_ui(ui, cx, key, of, &mut filter.traits));
        }
        (rows, 0)
    });
}

/// Chooses the order.
pub(super) fn order_ui(ui: &mut Ui, cx: &FrameContext<'_>, order: &mut ArticleOrder) {
    let at = ORDERS.iter().position(|it| it.0 == *order).unwrap_or_default();
    let current = ORDERS.get(at).map_or("", |it| it.1);
    let words = cx.strings.with("articles-by", &[("order", &cx.t(current))]);
    let look = ButtonLook::new(StyledWords::new(words).small()).opens_list().full_width();
    let response = button(ui, cx, look);
    menu_ui(cx, &response, |ui| {
        let mut rows = Vec::new();
        for (of, key, hint) in ORDERS {
            let row = row_ui(ui, cx, key, *order == of);
            if row.clicked() {
                *order = of;
            }
            rows.push(match hint {
                None => row,
                Some(hint) => row.on_hover_ui(|ui| {
                    ui.set_max_width(280.0);
                    let words = StyledWords::new(cx.t(hint)).as_window().small().wrapped();
                    label(ui, cx, words.color(*cx.theme.ink_soft));
                }),
            });
        }
        (rows, at)
    });
}

/// A row that adds something to a filter, or takes it out.
fn switch_ui<T: Ord>(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    key: &str,
    of: T,
    chosen: &mut BTreeSet<T>,
) -> Response {
    let row = row_ui(ui, cx, key, chosen.contains(&of));
    if row.clicked() && !chosen.remove(&of) {
        chosen.insert(of);
    }
    row
}

fn row_ui(ui: &mut Ui, cx: &FrameContext<'_>, key: &str, is_chosen: bool) -> Response {
    let words = StyledWords::new(cx.t(key)).small();
    button(ui, cx, ButtonLook::new(words).plain().full_width().selected_if(is_chosen))
}
