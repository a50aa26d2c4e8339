//! Earlier versions of the annotation file: what each has that is not there now, and the way back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use crate::{
    model::{Annotation, Document},
    store::{self, AnnotationFile, DocumentDifference, KeptReason, KeptVersion, StoreError},
    text::{Article, Encoding},
};

/// An earlier version, beside what is there now.
#[derive(Debug)]
pub struct EarlierVersion {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it was kept.
    pub why: KeptReason,
    /// How long ago, where that is known.
    pub age: Option<Duration>,
    /// When, UTC, as its name says.
    pub when: String,
    /// How many annotations it has; what is wrong with it where it can't be read.
    pub tags: Result<usize, StoreError>,
    /// What happened from it to what is there now; `None` when it was made on another text.
    pub since: Option<DocumentDifference>,
    /// Annotations it has that are not there now or not the same: label and words.
    pub lost: Vec<(String, String)>,
    /// Annotations that are there now and not in it.
    pub gained: Vec<(String, String)>,
}

/// How many versions are looked into; the oldest are left out.
const MOST: usize = 80;
/// How many annotations are listed of each.
const LISTED: usize = 200;

/// The versions of one annotation file.
#[derive(Debug)]
pub(crate) struct FoundVersions {
    article: PathBuf,
    outcome: Result<Vec<EarlierVersion>, StoreError>,
}

impl FoundVersions {
    /// Reads the earlier versions of `file`, newest first, beside `present`.
    pub(crate) fn read(file: AnnotationFile, present: &Document) -> Self {
        let outcome = KeptVersion::all(&file).map(|all| {
            let newest = all.iter().rev().take(MOST);
            newest.map(|it| earlier(it, &file, present)).collect()
        });
        Self { article: file.article, outcome }
    }

    /// The versions, where they are those of `article`.
    pub(crate) fn of(&self, article: &Path) -> Option<Result<&[EarlierVersion], &StoreError>> {
        let of_article = Some(self).filter(|it| it.article == article)?;
        Some(of_article.outcome.as_ref().map(Vec::as_slice))
    }
}

/// The document of a version of `file`; `None` where it was made on another text.
pub(crate) fn read_version(
    version: &KeptVersion,
    file: &AnnotationFile,
    present: &Document,
) -> Result<Option<Document>, StoreError> {
    let loaded = version.read(file, &article_of(present), present.schema())?;
    Ok(loaded.article_sha256_matches.then_some(loaded.document))
}

fn article_of(document: &Document) -> Article {
    Article { text: document.text().clone(), encoding: Encoding::Utf8 }
}

fn earlier(version: &KeptVersion, file: &AnnotationFile, present: &Document) -> EarlierVersion {
    let read = version.read(file, &article_of(present), &Arc::clone(present.schema()));
    let mut out = EarlierVersion {
        path: version.path.clone(),
        why: version.why,
        age: version.time().and_then(|it| SystemTime::now().duration_since(it).ok()),
        when: version.when.clone(),
        tags: Ok(0),
        since: None,
        lost: Vec::new(),
        gained: Vec::new(),
    };
    match read {
        Err(error) => out.tags = Err(error),
        Ok(loaded) => {
            let document = loaded.document;
            out.tags = Ok(document.annotations().len());
            if loaded.article_sha256_matches {
                let since = store::difference(&document, present);
                let words = |document: &Document, it: &Annotation| {
                    (it.label.to_string(), document.quote(it))
                };
                let changed = since.changed.iter();
                let lost = since.removed.iter().chain(changed.map(|it| &it.0)).take(LISTED);
                out.lost = lost.map(|it| words(&document, it)).collect();
                let gained = since.added.iter().take(LISTED);
                out.gained = gained.map(|it| words(present, it)).collect();
                out.since = Some(since);
            }
        }
    }
    out
}
