//! Reading a foreign dataset, and bringing it into a folder of articles.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{Refusal, TableAdditionCounts, set_missing_meta, table_additions::TableAdditions};
use crate::{
    formats::{self, ColumnChoices, Counts, Format, Imported, ImportedDocument, Input, Options},
    model::{Document, Schema},
    store::{self, Analyst, FileSyntax, ImportStage, StoreError},
};

/// A file, or everything in a folder, to be read as a dataset.
pub fn inputs_of(path: &Path) -> Result<Vec<Input>, StoreError> {
    let files = store::read_files(path)?;
    Ok(files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect())
}

/// Reads what lies at `from`, in `format` where it is given, for a folder `to` that may have a schema of its
/// own; `columns` are chosen where it is a table of articles.
pub fn read_any(
    from: &Path,
    to: &Path,
    format: Option<&'static Format>,
    columns: &ColumnChoices,
) -> Result<(&'static Format, Imported), Refusal> {
    let inputs = inputs_of(from)?;
    let schema = store::schema_of(to).ok().flatten();
    let options = Options { schema, columns: columns.clone(), ..Options::default() };
    let Some(format) = format else {
        let read = formats::import_any(&inputs, &options);
        return read.ok_or_else(|| no_format(from, &inputs, &options));
    };
    let imported = formats::import(format, &inputs, &options);
    imported.map(|it| (format, it)).map_err(Refusal::Format)
}

/// Why no format reads what lies at `from`: a table in which no column seems to hold texts says which it has,
/// so that one can be chosen.
fn no_format(from: &Path, inputs: &[Input], options: &Options) -> Refusal {
    let extension = from.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let table = Format::find("table").filter(|it| it.read_from.contains(&&*extension));
    match table.map(|it| formats::import(it, inputs, options)) {
        Some(Err(error)) if error.fault.known_columns().is_some() => Refusal::Format(error),
        _ => Refusal::NoFormat(from.to_owned()),
    }
}

/// How much an import holds.
pub fn counts(imported: &Imported) -> Counts {
    let documents = || imported.documents.iter().map(|it| &it.document);
    let articles: BTreeSet<&str> = documents().map(Document::id).collect();
    Counts {
        articles: articles.len(),
        documents: documents().count(),
        works: documents().count(),
        spans: documents().map(|it| it.annotations().len()).sum(),
        relations: documents().map(|it| it.relations().len()).sum(),
    }
}

/// Where an import goes.
#[derive(Clone, Copy, Debug)]
pub struct ImportTarget<'a> {
    /// The folder.
    pub to: &'a Path,
    /// Whose work it is, where the dataset does not say.
    pub analyst: &'a Analyst,
    /// When the articles that do not say so were published (ISO 8601).
    pub published: Option<&'a str>,
}

impl ImportTarget<'_> {
    /// Why the import can't be written: an article or work of the same name is there. Looked for
    /// before anything is written, so that nothing is brought in by half.
    pub fn obstacle(&self, imported: &Imported) -> Option<Refusal> {
        if let Err(error) = store::finish_import(self.to) {
            return Some(error.into());
        }
        if let Err(error) = store::schema_of(self.to) {
            return Some(error.into());
        }
        if let Err(why) = self.additions(imported) {
            return Some(why);
        }
        let mut files = BTreeSet::new();
        imported.documents.iter().find_map(|it| {
            let (id, analyst) = (it.document.id(), self.analyst_of(it));
            if !files.insert((id.to_lowercase(), analyst.clone())) {
                return Some(Refusal::TwoWorks { analyst, article: id.to_owned() });
            }
            let path = self.article_path(&it.document);
            if !path.is_file() {
                return None;
            }
            let there = match store::read_article(&path) {
                Ok(there) => there,
                Err(error) => return Some(error.into()),
            };
            if there.article.text != *it.document.text() {
                return Some(Refusal::OtherText(path));
            }
            let found = store::read_work(
                &path,
                &there.article,
                &analyst,
                it.document.schema(),
                FileSyntax::Ron,
            );
            match found {
                Ok(found) if found.digest.is_none() && found.unsaved == 0 => None,
                Ok(found) => Some(Refusal::WorkThere(found.file.path())),
                Err(error) => Some(error.into()),
            }
        })
    }

    /// What the table of the folder's articles would get, so that it reaches every analyst.
    ///
    /// Fails when the table can't be read.
    pub fn table_additions(&self, imported: &Imported) -> Result<TableAdditionCounts, Refusal> {
        self.additions(imported).map(|it| it.counts)
    }

    fn additions(&self, imported: &Imported) -> Result<TableAdditions, Refusal> {
        TableAdditions::of(self.to, &imported.documents, self.published)
    }

    /// Writes every article with the work on it, and the schema where it was added to; calls `step`
    /// after each. What is there already stays.
    ///
    /// Fails when something is in the way or the system refuses.
    pub fn write(&self, imported: &Imported, step: &(dyn Fn() + Sync)) -> Result<(), Refusal> {
        if let Some(why) = self.obstacle(imported) {
            return Err(why);
        }
        // Work of several analysts on one article goes to one thread.
        let mut articles: BTreeMap<&str, Vec<&ImportedDocument>> = BTreeMap::new();
        for it in &imported.documents {
            articles.entry(it.document.id()).or_default().push(it);
        }
        let articles: Vec<Vec<&ImportedDocument>> = articles.into_values().collect();
        let additions = self.additions(imported)?;
        let stage = ImportStage::begin(self.to)?;
        let staged = ImportTarget { to: stage.path(), ..*self };
        // It comes into its place with the articles, before them: tags whose labels nobody knows are worse
        // than labels without tags.
        self.write_schema(imported, stage.path())?;
        store::side_by_side(&articles, |article| {
            article.iter().try_for_each(|it| staged.place(it, &additions).map(|()| step()))
        })?;
        additions.write(&stage)?;
        Ok(stage.finish()?)
    }

    /// Stages the schema of the import, where the folder would not have that by itself. What lies
    /// there was added to, and is kept aside where somebody laid it out by hand.
    fn write_schema(&self, imported: &Imported, stage: &Path) -> Result<(), StoreError> {
        let Some(first) = imported.documents.first() else { return Ok(()) };
        let (own, schema) = (store::schema_of(self.to)?, first.document.schema());
        if *own.as_ref().unwrap_or(&Schema::standard()) == *schema {
            return Ok(());
        }
        store::save_schema(stage, schema)
    }

    fn place(
        &self,
        imported: &ImportedDocument,
        additions: &TableAdditions,
    ) -> Result<(), StoreError> {
        let mut document = imported.document.clone();
        let path = self.article_path(&document);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The table of the folder is surer than a day for all.
        if let Some(day) = self.published.filter(|_| !additions.has_day(&name)) {
            set_missing_meta(&mut document, Document::PUBLISHED, day);
        }
        let opened = if path.is_file() {
            store::read_article(&path)?
        } else {
            store::create_article(&path, document.text().as_str())?
        };
        let info = store::ArticleInfo::of(&path, &opened.article);
        let file = store::AnnotationFile {
            article: path,
            analyst: self.analyst_of(imported),
            syntax: FileSyntax::Ron,
        };
        store::save_document(&document, &file, &info).map(|_saved| ())
    }

    fn article_path(&self, document: &Document) -> PathBuf {
        self.to.join(format!("{}.txt", document.id()))
    }

    fn analyst_of(&self, document: &ImportedDocument) -> Analyst {
        Analyst::nearest(&document.analyst).unwrap_or_else(|| self.analyst.clone())
    }
}
