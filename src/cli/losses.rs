//! The report on what an export could not hold.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Failure, export::TargetArgs, out};
use crate::{
    formats::{self, Exported, Format, Leak, Loss},
    messages::Strings,
    store,
};

/// What an export could not hold.
pub(super) struct LossReport<'a> {
    pub(super) format: &'a Format,
    pub(super) exported: &'a Exported,
    pub(super) target: &'a TargetArgs,
}

impl LossReport<'_> {
    /// Where it goes: `OUT.loss.json`, nowhere for standard output.
    fn path(&self) -> Option<PathBuf> {
        let output = self.target.output.as_deref().filter(|it| *it != Path::new("-"))?;
        let mut name = output.file_name()?.to_owned();
        name.push(".loss.json");
        Some(output.with_file_name(name))
    }

    /// Writes the report, or removes that of an earlier run.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let Some(path) = self.path() else { return Ok(()) };
        if self.exported.losses.is_empty() {
            return Ok(store::remove_file(&path)?);
        }
        let report = json!({ "format": self.format.id, "losses": self.exported.losses });
        let mut bytes = serde_json::to_vec_pretty(&report).unwrap_or_default();
        bytes.push(b'\n');
        Ok(store::write_file(&path, &bytes)?)
    }

    /// Says what would be written and what would be lost, all of it.
    pub(super) fn tell(&self) {
        let Exported { losses, left_out, counts, files, .. } = self.exported;
        if self.target.json {
            let files: Vec<_> =
                files.iter().map(|(name, it)| json!({ "name": name, "bytes": it.len() })).collect();
            return out::json(&json!({
                "format": self.format.id, "counts": counts, "left_out": left_out,
                "losses": losses, "files": files, "splits": self.splits(),
                "unsaid": self.exported.unsaid,
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
        if self.target.json {
            out::json(&self.report(true));
        }
        let losses = &self.exported.losses;
        for it in losses.iter().take(SHOWN) {
            out::remark(&format!("  {}", words(it)));
        }
        let report =
            self.path().map_or(String::new(), |it| format!("; all of it: {}", it.display()));
        out::complain(&format!(
            "{} cannot carry {} of the spans, relations and attributes; nothing was written; \
             choose another format or add --allow-loss{report}",
            self.format.title,
            losses.len(),
        ));
    }

    /// Says what was written.
    pub(super) fn summary(&self) {
        if self.target.json {
            // Standard output may be the export itself.
            return out::remark(&self.report(false).to_string());
        }
        self.counts();
    }

    fn report(&self, refused: bool) -> serde_json::Value {
        let Exported { losses, left_out, counts, .. } = self.exported;
        json!({
            "format": self.format.id, "counts": counts, "left_out": left_out,
            "losses": losses.len(), "loss_report": self.path().filter(|_| !losses.is_empty()),
            "refused": refused, "splits": self.splits(), "unsaid": self.exported.unsaid,
        })
    }

    /// How many articles each part of the dataset has; nothing where it is not divided.
    fn splits(&self) -> serde_json::Value {
        let Some(division) = &self.exported.division else { return serde_json::Value::Null };
        let [train, validation, test] = division.sizes().map(|it| it.1);
        json!({
            "train": train, "validation": validation, "test": test,
            "kept": division.kept, "moved": division.moved, "leaks": self.exported.leaks.len(),
        })
    }

    /// How much is in it, left out and lost.
    fn counts(&self) {
        let Exported { losses, left_out, counts, .. } = self.exported;
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
        if let Some(division) = &self.exported.division {
            let [train, validation, test] = division.sizes().map(|it| it.1);
            let (kept, moved) = (division.kept, division.moved);
            let sizes = format!("{train} train, {validation} validation, {test} test");
            out::remark(&format!("splits: {sizes}; as before: {kept}, moved for balance: {moved}"));
        }
        if let Some(first) = self.exported.leaks.first() {
            let Leak { one, other, percent } = first;
            out::remark(&format!(
                "near duplicates in different splits: {}, such as {one} and {other} ({percent} %)",
                self.exported.leaks.len()
            ));
        }
        if !self.exported.unsaid.is_empty() {
            let keys = self.exported.unsaid.join(", ");
            out::remark(&format!("no place for what is said of the articles: {keys}"));
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
