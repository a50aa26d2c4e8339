//! What of the work goes into an export, and how it is divided.

use egui::Ui;

use super::{export_choice::ExportChoice, publication::read_day};
use crate::{
    formats::{Outer, Suggested},
    model::ArticleStatus,
    session::ExportScope,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// Percent for training, validation and test, to choose from.
const SPLITS: [(u32, u32, u32); 4] = [(80, 10, 10), (70, 15, 15), (90, 5, 5), (100, 0, 0)];

/// A row of things to choose behind what they are about.
pub(super) fn row(ui: &mut Ui, cx: &FrameContext<'_>, key: &str, add: impl FnOnce(&mut Ui)) {
    label(ui, cx, StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft));
    cx.in_rows(ui, 30.0, add);
    ui.add_space(2.0);
}

/// Shows the filters.
pub(super) fn filters_ui(ui: &mut Ui, cx: &FrameContext<'_>, choice: &mut ExportChoice) {
    row(ui, cx, "filter-labels", |ui| {
        for it in &cx.session.schema().labels {
            let look = ButtonLook::new(StyledWords::new(cx.title(&it.title)).small());
            let look = look.swatch(cx.theme.of_pair(&it.color));
            let taken = !choice.without.contains(&it.id);
            if button(ui, cx, look.selected_if(taken)).clicked() {
                toggle(&mut choice.without, it.id.clone());
            }
        }
    });
    row(ui, cx, "filter-suggested", |ui| {
        for (value, key) in [
            (Suggested::Include, "filter-suggested-too"),
            (Suggested::LeaveOut, "filter-suggested-not"),
            (Suggested::Only, "filter-suggested-only"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small());
            if button(ui, cx, look.selected_if(choice.suggested == value)).clicked() {
                choice.suggested = value;
            }
        }
    });
    row(ui, cx, "filter-outer", |ui| {
        for (value, key) in
            [(Outer::Include, "filter-outer-too"), (Outer::LeaveOut, "filter-outer-not")]
        {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small());
            if button(ui, cx, look.selected_if(choice.outer == value)).clicked() {
                choice.outer = value;
            }
        }
    });
    if choice.scope == ExportScope::Folder {
        articles_ui(ui, cx, choice);
    }
}

/// The filters that choose articles.
fn articles_ui(ui: &mut Ui, cx: &FrameContext<'_>, choice: &mut ExportChoice) {
    row(ui, cx, "filter-status", |ui| {
        for (status, key) in [
            (ArticleStatus::New, "status-new"),
            (ArticleStatus::InProgress, "status-in-progress"),
            (ArticleStatus::Done, "status-done"),
            (ArticleStatus::Reviewed, "status-reviewed"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small());
            let taken = !choice.without_status.contains(status.as_str());
            if button(ui, cx, look.selected_if(taken)).clicked() {
                toggle(&mut choice.without_status, status.as_str());
            }
        }
    });
    let analysts = cx.session.folder().map(|it| it.analysts()).unwrap_or_default();
    if analysts.iter().any(|it| *it != cx.session.analyst().as_str()) {
        row(ui, cx, "filter-analysts", |ui| {
            let own = [cx.session.analyst().as_str()];
            let everybody: std::collections::BTreeSet<&str> =
                analysts.into_iter().chain(own).collect();
            for it in everybody {
                let look = ButtonLook::new(StyledWords::new(it).small());
                if button(ui, cx, look.selected_if(choice.analysts.contains(it))).clicked() {
                    toggle(&mut choice.analysts, it.to_owned());
                }
            }
        });
    }
    day_ui(ui, cx, "filter-since", &mut choice.since);
    day_ui(ui, cx, "filter-until", &mut choice.until);
}

/// A day in either calendar, with what was read.
fn day_ui(ui: &mut Ui, cx: &FrameContext<'_>, key: &str, typed: &mut TextField) {
    row(ui, cx, key, |ui| {
        ui.scope(|ui| {
            ui.set_width(170.0);
            field(ui, cx, typed, &cx.t(key), &cx.t("publication-hint"));
        });
        let said = typed.text().trim();
        let (words, color) = match read_day(said) {
            _ if said.is_empty() => return,
            Some(day) => (cx.strings.value(&day.to_string()), *cx.theme.good),
            None => (cx.t("publication-not-read"), *cx.theme.warning),
        };
        label(ui, cx, StyledWords::new(words).small().color(color));
    });
}

/// How the articles are divided.
pub(super) fn splits_ui(ui: &mut Ui, cx: &FrameContext<'_>, choice: &mut ExportChoice) {
    row(ui, cx, "split-shares", |ui| {
        for (train, validation, test) in SPLITS {
            let each = [train, validation, test].map(|it| cx.strings.number(it as usize));
            let look = ButtonLook::new(StyledWords::new(each.join(" / ")).small().left_to_right());
            let chosen = choice.percent == (validation, test);
            if button(ui, cx, look.selected_if(chosen)).clicked() {
                choice.percent = (validation, test);
            }
        }
    });
    row(ui, cx, "split-seed", |ui| {
        ui.scope(|ui| {
            ui.set_width(90.0);
            field(ui, cx, &mut choice.seed, &cx.t("split-seed"), "0");
        });
        if choice.seed.text().trim().parse::<u64>().is_err() {
            let words = StyledWords::new(cx.t("split-seed-wrong")).small();
            label(ui, cx, words.color(*cx.theme.warning));
        }
    });
}

fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, it: T) {
    if !set.remove(&it) {
        set.insert(it);
    }
}
