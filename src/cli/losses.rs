//! The report on what an export could not hold.

use std::path::PathBuf;

use serde_json::json;

use super::out;
use crate::{
    dataset::{OutputPlace, PlannedExport},
    formats::{self, Counts, Exported, Leak, Loss},
    messages::Message,
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

    /// Prints what would be written and what would be lost, all of it.
    pub(super) fn print(&self) {
        let Exported { losses, left_out, counts, written, .. } = &self.planned.exported;
        if self.json {
            let files = self.planned.files().into_iter();
            let files: Vec<_> =
                files.map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect();
            return out::json(&json!({
                "format": self.planned.format.id, "counts": counts, "written": written,
                "left_out": left_out, "losses": losses, "files": files, "splits": self.splits(),
                "unsaid": self.planned.exported.unsaid,
            }));
        }
        for loss in losses {
            out::say(&words(loss));
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
        for loss in losses.iter().take(SHOWN) {
            out::remark_line(&format!("  {}", words(loss)));
        }
        let refused = match self.path() {
            Some(report) => Message::new("terminal-refused-with-report").with("report", &*report),
            None => Message::new("terminal-refused"),
        };
        let refused = refused.with_text("format", self.planned.format.title);
        out::complain(&refused.with("losses", losses.len()));
    }

    /// Says what was written.
    pub(super) fn summary(&self) {
        if self.json {
            // Standard output may be the export itself.
            return out::remark_line(&self.report(false).to_string());
        }
        self.counts();
    }

    fn report(&self, refused: bool) -> serde_json::Value {
        let Exported { losses, left_out, counts, written, .. } = &self.planned.exported;
        json!({
            "format": self.planned.format.id, "counts": counts, "written": written,
            "left_out": left_out,
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

    /// True where the filters left out everything there was.
    pub(super) fn is_filtered_away(&self) -> bool {
        let Exported { left_out, counts, .. } = &self.planned.exported;
        counts.documents == 0 && left_out.documents > 0
    }

    /// How much is in it, left out and lost.
    fn counts(&self) {
        let Exported { losses, left_out, counts, written, .. } = &self.planned.exported;
        out::remark(&out::counts_of(*written, *counts));
        let &formats::LeftOut { articles, documents, spans, relations, dismissals, without_place } =
            left_out;
        if documents + spans + relations > 0 {
            let counts = Counts { articles, documents, works: documents, spans, relations };
            let counts = out::counts_of(counts, counts);
            out::remark(&Message::new("terminal-filtered").with("counts", counts));
        }
        if dismissals > 0 {
            out::remark(&out::count("terminal-dismissals-filtered", dismissals));
        }
        if self.is_filtered_away() {
            out::remark(&Message::new("terminal-filtered-away"));
        }
        if without_place > 0 {
            let spans = out::count("terminal-spans", without_place);
            out::remark(&Message::new("terminal-without-place").with("spans", spans));
        }
        if let Some(division) = &self.planned.exported.division {
            let [train, validation, test] = division.sizes().map(|it| it.1);
            let sizes = Message::new("terminal-splits")
                .with("train", train)
                .with("validation", validation)
                .with("test", test);
            out::remark(&sizes.with("kept", division.kept).with("moved", division.moved));
        }
        if let Some(first) = self.planned.exported.leaks.first() {
            let Leak { one, other, percent } = first;
            let leaks = out::count("terminal-leaks", self.planned.exported.leaks.len())
                .with_text("one", one)
                .with_text("other", other);
            out::remark(&leaks.with("percent", *percent));
        }
        if !self.planned.exported.unsaid.is_empty() {
            let keys = self.planned.exported.unsaid.join(", ");
            out::remark(&Message::new("terminal-unsaid").with_text("keys", &keys));
        }
        for note in &self.planned.exported.notes {
            out::remark(note);
        }
        if !losses.is_empty() {
            out::remark(&out::count("terminal-lost", losses.len()));
        }
    }
}

/// A line such as `news s3: the tag: it overlaps a longer one – «…»`.
fn words(loss: &Loss) -> String {
    let what = out::words(&loss.what);
    format!("{} {}: {what} – «{}»", loss.document, loss.id, loss.words.replace('\n', "⏎"))
}
