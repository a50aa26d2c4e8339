//! What stands in the bar while works are compared, in the place of the labels, whose keys sleep: whose
//! works, how many disagreements are left, and which of them are gone through.

use egui::Ui;

use crate::{
    session::{
        Adjudication, CompareAction, ComparisonPurpose, FieldKind, QuestionAction, RecordFilter,
    },
    ui::{
        FrameContext, FrameRequests,
        command_button::{command, shown_command, shown_key_of},
        menu::menu_ui,
        text::{ButtonLook, StyledWords, button, label},
    },
};

use super::{analyst_color, shown_analyst};

/// Shows it in the bar's row.
pub fn bar_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    adjudication: &Adjudication,
) {
    let soft = |words: String| StyledWords::new(words).small().color(*cx.theme.ink_soft);
    let key = match (adjudication.is_editing(), adjudication.purpose()) {
        (true, ComparisonPurpose::Decide) => "compare-mode-editing",
        (false, ComparisonPurpose::Decide) => "compare-mode",
        (_, ComparisonPurpose::Look) => "compare-mode-look",
        (_, ComparisonPurpose::Mine) => "compare-mode-mine",
    };
    label(ui, cx, StyledWords::new(cx.t(key)).strong());
    for (column, analyst) in adjudication.columns().iter().enumerate().take(9) {
        let name = shown_analyst(cx, adjudication, *analyst);
        let words = StyledWords::new(name).small().color(analyst_color(cx, column));
        label(ui, cx, words.strong());
    }
    if !adjudication.waiting().is_empty() {
        let names = if adjudication.hides_names() {
            cx.strings.number(adjudication.waiting().len())
        } else {
            adjudication.waiting().join("، ")
        };
        let words = cx.strings.with("compare-waiting", &[("names", &names)]);
        label(ui, cx, StyledWords::new(words).small().as_window().color(*cx.theme.warning));
    }
    if !adjudication.is_editing() {
        let all = adjudication.listed().count();
        let left = if *adjudication.purpose() == ComparisonPurpose::Mine {
            all
        } else {
            adjudication.left()
        };
        let [left, all] = [left, all].map(|it| cx.strings.number(it));
        let key = match adjudication.purpose() {
            ComparisonPurpose::Mine => "compare-count-mine",
            ComparisonPurpose::Decide | ComparisonPurpose::Look => "compare-count",
        };
        label(ui, cx, soft(cx.strings.with(key, &[("left", &left), ("all", &all)])));
        filter_ui(ui, cx, requests, adjudication);
    }
    for id in ["rest-of-article", "compare"] {
        if id == "rest-of-article" && *adjudication.purpose() != ComparisonPurpose::Decide {
            continue;
        }
        let Some(found) = command(id) else { continue };
        let words = match id {
            "compare" if adjudication.is_editing() => cx.t("compare-go-on"),
            "compare" => cx.t("compare-leave"),
            id => cx.t(&format!("short-{id}")),
        };
        let name = cx.t(&format!("command-{id}"));
        let look = ButtonLook::new(StyledWords::new(words).small()).named(name);
        shown_command(ui, cx, requests, found, look.plain().key(shown_key_of(cx, found)));
    }
}

/// Which disagreements are gone through: a menu with labels and kinds.
fn filter_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    adjudication: &Adjudication,
) {
    let filter = adjudication.filter();
    let is_narrow = *filter != RecordFilter::default();
    let words = cx.t(if is_narrow { "compare-filter-on" } else { "compare-filter" });
    let look = ButtonLook::new(StyledWords::new(words).small()).plain();
    let response = button(ui, cx, look.opens_list().selected_if(is_narrow));
    let mut wanted = None;
    menu_ui(cx, &response, |ui| {
        let mut rows = Vec::new();
        let mut row = |ui: &mut Ui, words: String, is_on: bool, filter: RecordFilter| {
            let shown = format!("{}  {words}", if is_on { "☑" } else { "☐" });
            let look = ButtonLook::new(shown).plain().full_width().selected_if(is_on);
            let response = button(ui, cx, look.named(words));
            if response.clicked() {
                wanted = Some(filter);
            }
            rows.push(response);
        };
        row(ui, cx.t("compare-filter-all"), !is_narrow, RecordFilter::default());
        let mut labels: Vec<&str> = adjudication
            .records()
            .iter()
            .filter(|it| !it.fields.is_empty())
            .map(|it| &*it.label)
            .collect();
        labels.sort_unstable();
        labels.dedup();
        for it in labels.into_iter().filter(|it| !it.is_empty()) {
            let is_on = filter.labels.contains(it);
            let mut next = filter.clone();
            if !next.labels.remove(it) {
                next.labels.insert(it.to_owned());
            }
            row(ui, cx.label_title(&it.into()), is_on, next);
        }
        for kind in FieldKind::ALL {
            let is_on = filter.kinds.contains(&kind);
            let mut next = filter.clone();
            if !next.kinds.remove(&kind) {
                next.kinds.insert(kind);
            }
            row(ui, cx.t(kind_key(kind)), is_on, next);
        }
        // Of two, every disagreement is between them.
        let between = adjudication.columns().iter().filter(|_| adjudication.columns().len() > 2);
        for analyst in between {
            let is_on = filter.between.contains(analyst);
            let mut next = filter.clone();
            if !next.between.remove(analyst) {
                next.between.insert(*analyst);
            }
            let name = shown_analyst(cx, adjudication, *analyst);
            row(ui, cx.strings.with("compare-filter-between", &[("analyst", &name)]), is_on, next);
        }
        let next = RecordFilter { only_reopened: !filter.only_reopened, ..filter.clone() };
        row(ui, cx.t("compare-filter-reopened"), filter.only_reopened, next);
        (rows, 0)
    });
    if let Some(filter) = wanted {
        requests.push(CompareAction::Question(QuestionAction::Narrow(filter)));
    }
}

fn kind_key(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Missing => "compare-kind-missing",
        FieldKind::Place => "compare-kind-place",
        FieldKind::Label => "compare-kind-label",
        FieldKind::Value => "compare-kind-value",
        FieldKind::Link => "compare-kind-link",
    }
}
