//! The report on what an export could not hold.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Failure, export::TargetArgs, files, out};
use crate::formats::{self, Exported, Format};

/// What an export could not hold.
pub(super) struct LossReport<'a> {
    pub(super) format: &'a Format,
    pub(super) exported: &'a Exported,
    pub(super) target: &'a TargetArgs,
}

impl LossReport<'_> {
    /// Where it goes: `OUT.loss.json`, nowhere for standard output.
    fn path(&self) -> Option<PathBuf> {
        let output = &self.target.output;
        let mut name = output.file_name()?.to_owned();
        name.push(".loss.json");
        (output != Path::new("-")).then(|| output.with_file_name(name))
    }

    /// Writes the report, or removes that of an earlier run.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let Some(path) = self.path() else { return Ok(()) };
        if self.exported.losses.is_empty() {
            return files::remove(&path);
        }
        let report = json!({ "format": self.format.id, "losses": self.exported.losses });
        let mut bytes = serde_json::to_vec_pretty(&report).unwrap_or_default();
        bytes.push(b'\n');
        files::write(&path, &bytes)
    }

    /// Says why nothing was written.
    pub(super) fn refuse(&self) {
        const SHOWN: usize = 5;
        let losses = &self.exported.losses;
        for it in losses.iter().take(SHOWN) {
            out::remark(&format!("  {} {}: {} – «{}»", it.document, it.id, it.what, it.words));
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
        let Exported { losses, left_out, counts, .. } = self.exported;
        if self.target.json {
            // Standard output may be the export itself.
            let report = json!({
                "format": self.format.id, "counts": counts, "left_out": left_out,
                "losses": losses.len(),
            });
            return out::remark(&report.to_string());
        }
        let formats::Counts { documents, spans, relations } = counts;
        out::remark(&format!("{documents} articles, {spans} spans, {relations} relations"));
        if *left_out != formats::LeftOut::default() {
            let formats::LeftOut { documents, spans, relations } = left_out;
            out::remark(&format!(
                "left out by the filters: {documents} articles, {spans} spans, {relations} relations"
            ));
        }
        if !losses.is_empty() {
            out::remark(&format!("lost: {}", losses.len()));
        }
    }
}
