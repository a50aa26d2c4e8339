//! What an export would hold and what it would not, before anything is written.

use egui::{ScrollArea, Ui};

use super::format_words::LossKind;
use crate::{
    formats::{Division, LeftOut, Loss, Lost},
    messages::isolated,
    model::{ArticleStatus, schema::ValueKind},
    session::{ExportPlan, ExportRequest},
    ui::{
        FrameContext,
        dialog_view::beside_the_bar,
        text::{StyledWords, label},
    },
};

/// The counts of what was chosen.
pub(super) fn plan_ui(ui: &mut Ui, cx: &FrameContext<'_>, request: &ExportRequest) {
    let Some(plan) = cx.session.export_plan(request) else {
        let words = StyledWords::new(cx.t("export-counting")).small();
        label(ui, cx, words.color(*cx.theme.ink_faint));
        return;
    };
    let n = |it: usize| cx.strings.number(it);
    let (all, written) = (plan.counts, plan.written);
    let key = if all == written { "export-holds" } else { "export-holds-of" };
    let words = cx.strings.with(
        key,
        &[
            ("documents", &n(written.articles)),
            ("spans", &n(written.spans)),
            ("relations", &n(written.relations)),
            ("all_spans", &n(all.spans)),
            ("all_relations", &n(all.relations)),
        ],
    );
    label(ui, cx, StyledWords::new(words).strong().wrapped());
    if !plan.states.is_empty() {
        let states = plan.states.iter().map(|(status, count)| {
            let key = match status {
                ArticleStatus::New => "status-new",
                ArticleStatus::InProgress => "status-in-progress",
                ArticleStatus::Done => "status-done",
                ArticleStatus::Reviewed => "status-reviewed",
            };
            format!("{} {}", cx.t(key), n(*count))
        });
        let states = states.collect::<Vec<_>>().join(" · ");
        let words = StyledWords::new(states).as_window().small().wrapped();
        label(ui, cx, words.color(*cx.theme.ink_soft));
    }
    let LeftOut { articles, documents, spans, relations, dismissals, without_place } =
        plan.left_out;
    if documents + spans + relations > 0 {
        let values =
            [("documents", &*n(articles)), ("spans", &n(spans)), ("relations", &n(relations))];
        let words = cx.strings.with("export-left-out", &values);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft));
    }
    if dismissals > 0 {
        let words = cx.strings.count("export-left-out-dismissals", dismissals);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft));
    }
    if let Some(division) = &plan.division {
        label(
            ui,
            cx,
            StyledWords::new(divided(cx, division)).small().wrapped().color(*cx.theme.ink_soft),
        );
    }
    if !plan.unsaid.is_empty() {
        let between = if cx.is_mirrored() { "، " } else { ", " };
        let keys: Vec<String> = plan.unsaid.iter().map(|it| detail(cx, it)).collect();
        let words = cx.strings.with("export-unsaid", &[("keys", &keys.join(between))]);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft));
    }
    let warn = |ui: &mut Ui, words: String| {
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.warning));
    };
    if without_place > 0 {
        warn(ui, cx.strings.count("export-without-place", without_place));
    }
    if is_whole(plan) {
        let words = StyledWords::new(cx.t("export-whole")).small();
        label(ui, cx, words.color(*cx.theme.good));
    } else if !plan.losses.is_empty() {
        warn(ui, cx.strings.with("export-loses", &[("what", &lost_by_kind(cx, plan))]));
    }
    for note in &plan.notes {
        warn(ui, cx.words_of(note));
    }
    if plan.replaces {
        warn(ui, cx.t("export-replaces"));
    }
    if let Some(folder) = &plan.new_folder {
        let path = isolated(&folder.display().to_string());
        let words = cx.strings.with("export-new-folder", &[("path", &path)]);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft));
    }
    if !plan.unreadable.is_empty() {
        warn(ui, cx.strings.count("export-unreadable", plan.unreadable.len()));
    }
    if !plan.leaks.is_empty() {
        warn(ui, cx.strings.count("export-leaks", plan.leaks.len()));
    }
}

/// True where all that was chosen can be read and is in the files, with all that is said of it.
fn is_whole(plan: &ExportPlan) -> bool {
    plan.losses.is_empty()
        && plan.unsaid.is_empty()
        && plan.unreadable.is_empty()
        && plan.left_out.without_place == 0
}

/// How many articles each part has, and how many of them had it before.
fn divided(cx: &FrameContext<'_>, division: &Division) -> String {
    let n = |it: usize| cx.strings.number(it);
    let [train, validation, test] = division.sizes().map(|it| n(it.1));
    let sizes = [("train", &*train), ("validation", &validation), ("test", &test)];
    let sizes = cx.strings.with("export-split", &sizes);
    let more = [("export-split-kept", division.kept), ("export-split-moved", division.moved)];
    let more = more.iter().filter(|it| it.1 > 0).map(|(key, n)| cx.strings.count(key, *n));
    let all: Vec<String> = std::iter::once(sizes).chain(more).collect();
    all.join(if cx.is_mirrored() { "؛ " } else { "; " })
}

/// How many of each kind are lost.
fn lost_by_kind(cx: &FrameContext<'_>, plan: &ExportPlan) -> String {
    let count =
        |kind: LossKind| plan.losses.iter().filter(|it| LossKind::of(&it.what) == kind).count();
    let kinds = LossKind::ALL.map(|kind| (kind, count(kind)));
    let words =
        kinds.iter().filter(|it| it.1 > 0).map(|&(kind, n)| cx.strings.count(kind.key(), n));
    words.collect::<Vec<_>>().join(if cx.is_mirrored() { "، " } else { ", " })
}

/// Everything that does not get through, a row each: unread articles, near duplicates, then span by
/// span what the format cannot hold.
pub(super) fn losses_ui(ui: &mut Ui, cx: &FrameContext<'_>, request: &ExportRequest, height: f32) {
    const ROW: f32 = 24.0;
    let Some(plan) = cx.session.export_plan(request) else { return };
    let leak = |at: usize| {
        let leak = plan.leaks.get(at)?;
        let percent = cx.strings.number(leak.percent as usize);
        let (one, other) = (isolated(&leak.one), isolated(&leak.other));
        let values = [("one", &*one), ("other", &*other), ("n", &percent)];
        Some(cx.strings.with("export-leak", &values))
    };
    let (unread, leaks) = (plan.unreadable.len(), plan.leaks.len());
    let words = |at: usize| match at {
        at if at < unread => plan.unreadable.get(at).map(|it| cx.words_of(&**it)),
        at if at < unread + leaks => leak(at - unread),
        at => plan.losses.get(at - unread - leaks).map(|it| loss(cx, it)),
    };
    let count = unread + leaks + plan.losses.len();
    if count == 0 && is_whole(plan) {
        label(ui, cx, StyledWords::new(cx.t("export-whole")).color(*cx.theme.ink_soft));
        return;
    }
    let area = ScrollArea::vertical().id_salt("losses").max_height(height);
    area.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, rows| {
        beside_the_bar(ui, cx, |ui| {
            for at in rows {
                let row = words(at).unwrap_or_default();
                cx.in_row(ui, ROW, |ui| label(ui, cx, StyledWords::new(row).small().as_window()));
            }
        });
    });
}

/// A line such as `news s3 «…»: the span: it overlaps a longer one`.
fn loss(cx: &FrameContext<'_>, loss: &Loss) -> String {
    const SHOWN: usize = 40;
    let mut words: String = loss.words.chars().take(SHOWN).collect();
    if loss.words.chars().nth(SHOWN).is_some() {
        words.push('…');
    }
    let words = words.replace(['\n', '\r', '\t'], " ");
    let (document, words) = (isolated(&loss.document), isolated(&words));
    let what = lost_words(cx, &loss.what);
    let values = [("document", &*document), ("words", &*words), ("what", &what)];
    cx.strings.with("export-loss", &values)
}

/// What is said of articles, by the key under which files have it.
const DETAILS: &[&str] = &[
    "detail-analyst",
    "detail-dismissed",
    "detail-later",
    "detail-published",
    "detail-source",
    "detail-status",
    "detail-suggestions",
    "detail-title",
    "detail-url",
];

/// A detail of articles by its name; one that no program knows by its key.
fn detail(cx: &FrameContext<'_>, key: &str) -> String {
    let known = DETAILS.iter().find(|it| it.strip_prefix("detail-") == Some(key));
    known.map_or_else(|| isolated(key), |it| cx.t(it))
}

/// What is lost, called as the schema calls it.
fn lost_words(cx: &FrameContext<'_>, what: &Lost) -> String {
    let schema = cx.session.schema();
    match what {
        Lost::Attribute(key, value) => {
            let mut attributes = schema.labels.iter().flat_map(|it| &it.attributes);
            let Some(attribute) = attributes.find(|it| it.id == *key) else {
                return cx.words_of(what);
            };
            let title = match &attribute.values {
                ValueKind::Choice(choices) => {
                    choices.iter().find(|it| it.id == *value).map(|it| cx.title(&it.title))
                }
                ValueKind::YesNo if value == "yes" => Some(cx.t("yes")),
                ValueKind::YesNo if value == "no" => Some(cx.t("no")),
                ValueKind::Text
                | ValueKind::Number
                | ValueKind::YesNo
                | ValueKind::Date
                | ValueKind::Link => None,
            };
            let value = title.unwrap_or_else(|| value.clone());
            let (title, value) = (isolated(&cx.title(&attribute.title)), isolated(&value));
            cx.strings.with("loss-attribute", &[("what", &title), ("value", &value)])
        }
        Lost::Relation(key) => match schema.relations.iter().find(|it| it.id == *key) {
            Some(it) => {
                cx.strings.with("loss-relation", &[("what", &isolated(&cx.title(&it.title)))])
            }
            None => cx.words_of(what),
        },
        Lost::Label(key) => {
            let title = isolated(&cx.label_title(&key.as_str().into()));
            cx.strings.with("loss-label", &[("what", &title)])
        }
        Lost::Overlapping
        | Lost::Untrimmed
        | Lost::Blank
        | Lost::Edges
        | Lost::Coordinated
        | Lost::Place
        | Lost::AttributeName(..)
        | Lost::ReturnsIn(_)
        | Lost::Wordless
        | Lost::Returns
        | Lost::Beginning
        | Lost::Control
        | Lost::Before(_) => cx.words_of(what),
    }
}
