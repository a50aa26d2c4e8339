//! How far two analysts agree, or one and the gold: a row a label, then attributes, links and dates.

use egui::Ui;

use super::grid::{GridCell, figure, grid_ui, with_interval};
use crate::{
    compare::{LabelFigures, PairFigures},
    session::{TeamQuestion, TeamView},
    ui::{
        FrameContext, FrameRequests,
        text::{StyledWords, label},
    },
};

/// The pairs of analysts, then each with the gold.
pub(super) fn pairs(team: &TeamView) -> Vec<&PairFigures> {
    let all = team.figures.iter().flat_map(|it| &it.pairs);
    all.chain(team.against.iter().flat_map(|it| &it.pairs)).collect()
}

/// Shows it.
pub(super) fn agreement_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    team: &TeamView,
    pair: &PairFigures,
) {
    let articles = usize::try_from(pair.articles).unwrap_or_default();
    let words = StyledWords::new(cx.strings.count("team-articles", articles)).small();
    label(ui, cx, words.color(*cx.theme.ink_soft));
    labels_ui(ui, cx, requests, team, pair);
    if !pair.attributes.is_empty() {
        ui.add_space(8.0);
        attributes_ui(ui, cx, requests, pair);
    }
    if !pair.relations.is_empty() {
        ui.add_space(8.0);
        links_ui(ui, cx, requests, pair);
    }
    if let Some(dates) = &pair.dates {
        ui.add_space(8.0);
        let [instant, days] = [dates.instant, dates.days].map(|it| figure(cx, it));
        let compared = cx.strings.number(usize::try_from(dates.compared).unwrap_or_default());
        let values = [("instant", instant.as_str()), ("days", &days), ("n", &compared)];
        let words = StyledWords::new(cx.strings.with("team-dates", &values)).small();
        label(ui, cx, words.as_window());
    }
    ui.add_space(6.0);
    let words = StyledWords::new(cx.t("team-figures-note")).small().wrapped().as_window();
    label(ui, cx, words.color(*cx.theme.ink_soft));
}

fn head(cx: &FrameContext<'_>, keys: &[&str]) -> Vec<GridCell> {
    keys.iter().map(|it| GridCell::Head(cx.t(it))).collect()
}

/// The widths of the first column and the others, in points.
const WIDTHS: (f32, f32) = (130.0, 132.0);

fn labels_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    team: &TeamView,
    pair: &PairFigures,
) {
    let mut rows = vec![head(
        cx,
        &[
            "team-label",
            "team-tags",
            "team-exact",
            "team-not-exact",
            "team-overlap",
            "team-alone",
            "team-kappa",
        ],
    )];
    for (key, it) in &pair.by_label {
        let label = cx.label_title(&key.as_str().into());
        let question = |exact: bool| {
            let (pair, label) = (pair.analysts.clone(), key.clone());
            if exact {
                TeamQuestion::NotExact { pair, label }
            } else {
                TeamQuestion::Alone { pair, label }
            }
        };
        let [not_exact, alone] = counts(pair, key, it);
        let tags = it.spans.map(|it| cx.strings.number(usize::try_from(it).unwrap_or_default()));
        let kappa = it.cohen_kappa.map(|kappa| with_interval(cx, kappa, it.cohen_kappa_interval));
        rows.push(vec![
            GridCell::Words(label),
            GridCell::Words(tags.join(" · ")),
            GridCell::Words(with_interval(cx, it.f1_exact, it.f1_exact_interval)),
            GridCell::Count(not_exact, question(true)),
            GridCell::Words(with_interval(cx, it.f1_overlap, it.f1_overlap_interval)),
            GridCell::Count(alone, question(false)),
            GridCell::Words(kappa.unwrap_or_else(|| "–".to_owned())),
        ]);
    }
    grid_ui(ui, cx, requests, &rows, WIDTHS);
    let figures = team.figures.as_ref().filter(|it| it.pairs.iter().any(|it| it == pair));
    let all: Vec<String> = figures
        .into_iter()
        .flat_map(|it| &it.by_label)
        .map(|(key, it)| {
            let label = cx.label_title(&key.as_str().into());
            format!("{label} {}", figure(cx, Some(it.alpha_words)))
        })
        .collect();
    if !all.is_empty() {
        let words = cx.strings.with("team-alpha", &[("figures", &all.join(" · "))]);
        label(ui, cx, StyledWords::new(words).small().as_window());
    }
}

/// How many places are not exactly the same, and how many tags one alone has under this label: as many as
/// their lists have.
fn counts(pair: &PairFigures, key: &str, it: &LabelFigures) -> [usize; 2] {
    // Pairs across labels are one place, whichever of the two labels is asked for.
    let confused = pair.confusion.iter().filter(|it| it.0 != it.1);
    let alone: u32 = confused.filter(|it| it.0 == key || it.1 == key).map(|it| it.2).sum();
    let moved = it.matched - it.exact;
    [alone + moved, alone].map(|it| usize::try_from(it).unwrap_or_default())
}

fn attributes_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    pair: &PairFigures,
) {
    let keys = ["team-attribute", "team-said", "team-same", "team-differ", "team-alpha-short"];
    let mut rows = vec![head(cx, &keys)];
    for (label, attributes) in &pair.attributes {
        for (key, it) in attributes {
            let n = |it: u32| usize::try_from(it).unwrap_or_default();
            let question = TeamQuestion::Values {
                pair: pair.analysts.clone(),
                label: label.clone(),
                key: key.clone(),
                values: None,
            };
            rows.push(vec![
                GridCell::Words(attribute_title(cx, label, key)),
                GridCell::Words(cx.strings.number(n(it.said))),
                GridCell::Words(cx.strings.number(n(it.same))),
                GridCell::Count(n(it.said - it.same), question),
                GridCell::Words(figure(cx, Some(it.alpha))),
            ]);
        }
    }
    grid_ui(ui, cx, requests, &rows, (WIDTHS.0 + 60.0, 110.0));
}

/// What an attribute is called, with its label.
pub(super) fn attribute_title(cx: &FrameContext<'_>, label: &str, key: &str) -> String {
    let kind = cx.session.schema().label_ever(label);
    let attribute = kind.and_then(|it| it.attribute(key));
    let title = attribute.map_or_else(|| key.to_owned(), |it| cx.title(&it.title));
    format!("{}: {title}", cx.label_title(&label.into()))
}

fn links_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, pair: &PairFigures) {
    let keys = ["team-link", "team-links", "team-f1", "team-differ", "team-among"];
    let mut rows = vec![head(cx, &keys)];
    for (relation, it) in &pair.relations {
        let kind = cx.session.schema().relation(relation);
        let title = kind.map_or_else(|| relation.clone(), |it| cx.title(&it.title));
        let n = |it: u32| usize::try_from(it).unwrap_or_default();
        let links = it.relations.map(|it| cx.strings.number(n(it)));
        let lone = it.relations[0] + it.relations[1] - 2 * it.matched;
        let question =
            TeamQuestion::Links { pair: pair.analysts.clone(), relation: relation.clone() };
        rows.push(vec![
            GridCell::Words(title),
            GridCell::Words(links.join(" · ")),
            GridCell::Words(figure(cx, Some(it.f1))),
            GridCell::Count(n(lone), question),
            GridCell::Words(figure(cx, it.f1_of_matched)),
        ]);
    }
    grid_ui(ui, cx, requests, &rows, (WIDTHS.0 + 60.0, 110.0));
}
