//! From one format to another without a folder of articles between.

use super::set_missing_meta;
use crate::{
    formats::{
        self, Exportable, Format, FormatError, Imported, Input, Loss, Lost, Options, Splits,
    },
    messages::Worded as _,
    model::Document,
};

/// A foreign dataset on its way into another format.
#[derive(Debug)]
pub struct Conversion {
    /// What was read.
    pub imported: Imported,
    /// How the dataset was split, where it was.
    pub splits: Option<Splits>,
}

impl Conversion {
    /// Reads a dataset; articles that do not say so were published on the day `published`.
    pub fn read(
        from: &Format,
        inputs: &[Input],
        options: &Options,
        published: Option<&str>,
    ) -> Result<Self, FormatError> {
        // The layout is that of the target.
        let reading = Options { layout: None, ..options.clone() };
        let mut imported = formats::import(from, inputs, &reading)?;
        for it in &mut imported.documents {
            if let Some(day) = published {
                set_missing_meta(&mut it.document, Document::PUBLISHED, day);
            }
        }
        Ok(Self { imported, splits: formats::splits_of(inputs) })
    }

    /// `options` with every article in the split that it had, unless others are asked for.
    pub fn keep_splits(&self, options: &mut Options) {
        let Some(before) = &self.splits else { return };
        if options.splits.known.is_empty() && before.draws_as(&options.splits) {
            options.splits.known.clone_from(&before.known);
        }
    }

    /// What to write.
    pub fn exportables(&self) -> Vec<Exportable<'_>> {
        let documents = self.imported.documents.iter();
        documents.map(|it| Exportable { document: &it.document, analyst: &it.analyst }).collect()
    }

    /// What was left out in reading.
    pub fn losses(&self) -> impl Iterator<Item = Loss> {
        let left_out = self.imported.warnings.iter().filter(|it| it.is_loss());
        left_out.map(|it| Loss {
            document: it.file.clone(),
            id: String::new(),
            words: String::new(),
            what: Lost::Before(it.message()),
        })
    }
}
