//! Planning an export, and writing it.

use std::{collections::BTreeMap, path::Path};

use serde_json::json;

use super::{OutputPlace, Refusal, import::inputs_of};
use crate::{
    formats::{self, Exportable, Exported, Format, Loss, Options, Split, Splits},
    store::{self, StagedFile, StoreError},
    text::escape_json_line_ends,
};

/// An export as it would be written, with what would be lost.
#[derive(Debug)]
pub struct PlannedExport {
    /// The format.
    pub format: &'static Format,
    /// The files, what is in them and what is not.
    pub exported: Exported,
    /// The file that was written document after document, where it was.
    pub(super) streamed: Option<StreamedExport>,
}

/// A file that was written document after document.
#[derive(Debug)]
pub(super) struct StreamedExport {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// Where it waits; nowhere when it was only counted.
    pub(super) file: Option<StagedFile>,
}

impl PlannedExport {
    /// What `documents` are in `format`; `before` is what was lost before they came here. `None` for a
    /// format that is only read.
    pub fn new(
        format: &'static Format,
        documents: &[Exportable<'_>],
        before: impl IntoIterator<Item = Loss>,
        options: &Options,
    ) -> Option<Self> {
        let mut exported = formats::export(format, documents, options)?;
        exported.losses.splice(..0, before);
        Some(Self { format, exported, streamed: None })
    }

    /// True when nothing is lost.
    pub fn is_whole(&self) -> bool {
        self.exported.losses.is_empty()
    }

    /// The relative names of its files and how many bytes each has.
    pub fn files(&self) -> Vec<(&String, u64)> {
        let whole = self.exported.files.iter().map(|(name, bytes)| (name, bytes.len() as u64));
        whole.chain(self.streamed.iter().map(|it| (&it.name, it.bytes))).collect()
    }

    /// The bytes for standard output.
    ///
    /// Refused where they are several files.
    pub fn stream(&self) -> Result<&[u8], Refusal> {
        OutputPlace::Stream.one_file(&self.exported.files, self.format.whole_in)
    }

    /// Writes the dataset, unless it goes to standard output.
    ///
    /// Refused where it does not fit the place.
    pub fn write(&mut self, place: &OutputPlace) -> Result<(), Refusal> {
        match self.streamed.as_mut().and_then(|it| it.file.take()) {
            Some(staged) => {
                place.may_take(self.files().into_iter().map(|it| it.0))?;
                Ok(staged.commit()?)
            }
            None => place.write(&self.exported.files, self.format.whole_in),
        }
    }

    /// Writes the list of what is lost beside the dataset, or removes that of an earlier run.
    pub fn write_loss_report(&self, place: &OutputPlace) -> Result<(), StoreError> {
        let Some(path) = place.loss_report() else { return Ok(()) };
        if self.is_whole() {
            return store::remove_file(&path);
        }
        let Exported { counts, written, left_out, losses, .. } = &self.exported;
        let report = json!({
            "format": self.format.id, "counts": counts, "written": written, "left_out": left_out,
            "losses": losses,
        });
        let json = serde_json::to_string_pretty(&report).unwrap_or_default() + "\n";
        store::write_file(&path, escape_json_line_ends(&json).as_bytes())
    }
}

/// Where the articles of a dataset are that lies at `to` already, if it was split in the same way:
/// they stay there when it is written anew.
pub fn splits_before(to: &Path, splits: &Splits) -> BTreeMap<String, Split> {
    let there = to.join("README.md").is_file().then(|| inputs_of(to).ok()).flatten();
    let before = formats::splits_of(&there.unwrap_or_default());
    let same = before.filter(|it| it.draws_as(splits));
    same.map(|it| it.known).unwrap_or_default()
}
