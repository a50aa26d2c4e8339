//! The report on what an export could not hold.

use std::path::PathBuf;

use serde_json::json;

use super::out;
use crate::{
    dataset::{OutputPlace, PlannedExport},
    formats::{self, Exported, Leak, Loss},
    messages::Strings,
};

/// What an export could not hold.
pub(super) struct LossReport<'a> {
    pub(super) planned: &'a PlannedExport,
    pub(super) place: Option<&'a OutputPlace>,
    /// True to say it in JSON.
    pub(super) json: bool,
}

impl LossReport<'_> {
    /// Where all of it is listed.
    fn path(&self) -> Option<PathBuf> {
        self.place.and_then(OutputPlace::loss_report)
    }

    /// Says what would be written and what would be lost, all of it.
    pub(super) fn tell(&self) {
        let Exported { losses, left_out, counts, files, .. } = &self.planned.exported;
        if self.json {
            let files: Vec<_> =
                files.iter().map(|(name, it)| json!({ "name": name, "bytes": it.len() })).collect();
            return out::json(&json!({
                "format": self.planned.format.id, "counts": counts, "left_out": left_out,
                "losses": losses, "files": files, "splits": self.splits(),
                "unsaid": self.planned.exported.unsaid,
            }));
        }
        for it in losses {
            out::say(&words(it));
        }
        self.counts();
    }

    /// Says why nothing was written.
    pub(super) fn refuse(&self) {
        const SHOWN: usize = 5;
        if self.json {
            out::json(&self.report(true));
        }
        let losses = &self.planned.exported.losses;
        for it in losses.iter().take(SHOWN) {
            out::remark(&format!("  {}", words(it)));
        }
        let report =
            self.path().map_or(String::new(), |it| format!("; all of it: {}", it.display()));
        out::complain(&format!(
            "{} cannot carry {} of the spans, relations and attributes; nothing was written; \
             choose another format or add --allow-loss{report}",
            self.planned.format.title,
            losses.len(),
        ));
    }

    /// Says what was written.
    pub(super) fn summary(&self) {
        if self.json {
            // Standard output may be the export itself.
            return out::remark(&self.report(false).to_string());
        }
        self.counts();
    }

    fn report(&self, refused: bool) -> serde_json::Value {
        let Exported { losses, left_out, counts, .. } = &self.planned.exported;
        json!({
            "format": self.planned.format.id, "counts": counts, "left_out": left_out,
            "losses": losses.len(), "loss_report": self.path().filter(|_| !losses.is_empty()),
            "refused": refused, "splits": self.splits(), "unsaid": self.planned.exported.unsaid,
        })
    }

    /// How many articles each part of the dataset has; nothing where it is not divided.
    fn splits(&self) -> serde_json::Value {
        let Some(division) = &self.planned.exported.division else {
            return serde_json::Value::Null;
        };
        let [train, validation, test] = division.sizes().map(|it| it.1);
        json!({
            "train": train, "validation": validation, "test": test,
            "kept": division.kept, "moved": division.moved, "leaks": self.planned.exported.leaks.len(),
        })
    }

    /// How much is in it, left out and lost.
    fn counts(&self) {
        let Exported { losses, left_out, counts, .. } = &self.planned.exported;
        let formats::Counts { documents, spans, relations } = counts;
        out::remark(&out::counts(*documents, *spans, *relations));
        let formats::LeftOut { documents, spans, relations, without_place } = left_out;
        if documents + spans + relations > 0 {
            let counts = out::counts(*documents, *spans, *relations);
            out::remark(&format!("left out by the filters: {counts}"));
        }
        if *without_place > 0 {
            let spans = out::count(*without_place, "spans");
            out::remark(&format!("left out, not in their articles any more: {spans}"));
        }
        if let Some(division) = &self.planned.exported.division {
            let [train, validation, test] = division.sizes().map(|it| it.1);
            let (kept, moved) = (division.kept, division.moved);
            let sizes = format!("{train} train, {validation} validation, {test} test");
            out::remark(&format!("splits: {sizes}; as before: {kept}, moved for balance: {moved}"));
        }
        if let Some(first) = self.planned.exported.leaks.first() {
            let Leak { one, other, percent } = first;
            out::remark(&format!(
                "near duplicates in different splits: {}, such as {one} and {other} ({percent} %)",
                self.planned.exported.leaks.len()
            ));
        }
        if !self.planned.exported.unsaid.is_empty() {
            let keys = self.planned.exported.unsaid.join(", ");
            out::remark(&format!("no place for what is said of the articles: {keys}"));
        }
        for note in &self.planned.exported.notes {
            out::remark(&Strings::of_terminal().words_of(note));
        }
        if !losses.is_empty() {
            out::remark(&format!("lost: {}", losses.len()));
        }
    }
}

/// A line such as `news s3: the tag: it overlaps a longer one – «…»`.
fn words(it: &Loss) -> String {
    let what = Strings::of_terminal().words_of(&it.what);
    format!("{} {}: {what} – «{}»", it.document, it.id, it.words.replace('\n', "⏎"))
}
