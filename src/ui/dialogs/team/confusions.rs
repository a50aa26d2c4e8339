//! What two analysts take for what: labels beside labels, and values beside values.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::{
    agreement::attribute_title,
    grid::{GridCell, grid_ui},
};
use crate::{
    compare::PairFigures,
    model::schema::ValueKind,
    session::{TeamAction, TeamQuestion, TeamView, ValueConfusion},
    ui::{
        FrameContext, FrameRequests,
        attribute::shown_choice,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Shows it.
pub(super) fn confusions_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    team: &TeamView,
    pair: &PairFigures,
) {
    let counted: BTreeMap<(&str, &str), u32> =
        pair.confusion.iter().map(|it| ((it.0.as_str(), it.1.as_str()), it.2)).collect();
    let labels: BTreeSet<&str> = counted.keys().flat_map(|it| [it.0, it.1]).collect();
    // Nothing comes last.
    let mut labels: Vec<&str> = labels.into_iter().filter(|it| !it.is_empty()).collect();
    labels.push("");
    let title = |key: &str| {
        if key.is_empty() { cx.t("team-none") } else { cx.label_title(&key.into()) }
    };
    let [one, other] = &pair.analysts;
    let corner = cx.strings.with("team-corner", &[("one", one), ("other", other)]);
    let heads = labels.iter().map(|it| GridCell::Head(title(it)));
    let mut rows: Vec<Vec<GridCell>> =
        vec![std::iter::once(GridCell::Head(corner)).chain(heads).collect()];
    for first in &labels {
        let cells = labels.iter().map(|second| {
            let n = counted.get(&(*first, *second)).copied().unwrap_or_default();
            let labels = [(*first).to_owned(), (*second).to_owned()];
            let question = TeamQuestion::Labels { pair: pair.analysts.clone(), labels };
            GridCell::Count(usize::try_from(n).unwrap_or_default(), question)
        });
        rows.push(std::iter::once(GridCell::Head(title(first))).chain(cells).collect());
    }
    grid_ui(ui, cx, requests, &rows, (190.0, 92.0));
    values_ui(ui, cx, requests, team, &pair.analysts);
}

/// Values beside values, the most frequent first.
fn values_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    team: &TeamView,
    analysts: &[String; 2],
) {
    let Some(found) = team.values.get(analysts) else { return };
    ui.add_space(10.0);
    label(ui, cx, StyledWords::new(cx.t("team-values")).strong());
    for ValueConfusion { label: kind, key, values, count } in &found.listed {
        let [one, other] = [0, 1].map(|it| value_words(cx, kind, key, &values[it]));
        let n = cx.strings.number(usize::try_from(*count).unwrap_or_default());
        let title = attribute_title(cx, kind, key);
        let said = [("what", title.as_str()), ("one", &one), ("other", &other), ("n", &n)];
        let words = StyledWords::new(cx.strings.with("team-value-pair", &said)).small();
        let look = ButtonLook::new(words.as_window()).plain().full_width();
        if button(ui, cx, look).clicked() {
            requests.push(TeamAction::List(TeamQuestion::Values {
                pair: analysts.clone(),
                label: kind.clone(),
                key: key.clone(),
                values: Some(values.clone()),
            }));
        }
    }
    if found.others > 0 {
        let words = StyledWords::new(cx.strings.count("team-more-values", found.others)).small();
        label(ui, cx, words.wrapped().as_window().color(*cx.theme.ink_soft));
    }
}

/// A value in words; that there is none.
pub(super) fn value_words(cx: &FrameContext<'_>, kind: &str, key: &str, value: &str) -> String {
    if value.is_empty() {
        return cx.t("team-none");
    }
    let kind = cx.session.schema().label_ever(kind);
    match kind.and_then(|it| it.attribute(key)).map(|it| &it.values) {
        Some(ValueKind::Choice(choices)) => shown_choice(cx, choices, value),
        Some(ValueKind::Date) => cx.strings.value(value),
        Some(ValueKind::Text | ValueKind::Number | ValueKind::YesNo | ValueKind::Link) | None => {
            crate::messages::isolated(value)
        }
    }
}
