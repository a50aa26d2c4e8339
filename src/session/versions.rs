//! Earlier versions of the annotation file: what each has that is not there now, and the way back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::{Done, NoticeKind, Offer, Reason, Session};
use crate::{
    model::{Annotation, Document},
    store::{self, AnnotationFile, Difference, StoreError, Version, Why},
    text::{Article, Encoding},
};

/// An earlier version, beside what is there now.
#[derive(Debug)]
pub struct EarlierVersion {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it was kept.
    pub why: Why,
    /// How long ago, where that is known.
    pub age: Option<Duration>,
    /// When, UTC, as its name says.
    pub when: String,
    /// How many tags it has; what is wrong with it where it can't be read.
    pub tags: Result<usize, StoreError>,
    /// What happened from it to what is there now; `None` when it was made on another text.
    pub since: Option<Difference>,
    /// Tags it has that are not there now or not the same: label and words.
    pub lost: Vec<(String, String)>,
    /// Tags that are there now and not in it.
    pub gained: Vec<(String, String)>,
}

/// How many versions are looked into; the oldest are left out.
const MOST: usize = 80;
/// How many tags are listed of each.
const LISTED: usize = 200;

/// The versions of one annotation file.
#[derive(Debug)]
pub(super) struct FoundVersions {
    article: PathBuf,
    outcome: Result<Vec<EarlierVersion>, StoreError>,
}

impl Session {
    /// The earlier versions of the open article's annotations, newest first; `None` while they are
    /// being read.
    pub fn earlier_versions(&self) -> Option<Result<&[EarlierVersion], &StoreError>> {
        let found = self.earlier.as_ref()?;
        let found = Some(found).filter(|it| Some(&*it.article) == self.article_path())?;
        Some(match &found.outcome {
            Ok(all) => Ok(all),
            Err(error) => Err(error),
        })
    }

    /// Whether a version may be restored: into a document that may be changed, or in the place of a
    /// file that can't be read.
    pub fn may_restore(&self) -> Result<(), Reason> {
        let file = self.file.as_ref().ok_or(Reason::NoArticle)?;
        match &file.read_only {
            Some(Reason::AnnotationsUnreadable) | None => Ok(()),
            Some(reason) => Err(reason.clone()),
        }
    }

    pub(super) fn look_at_versions(&mut self) {
        let (Some(open), Some(file)) = (&self.open, self.annotation_file()) else { return };
        let present = open.document().clone();
        self.earlier = None;
        self.jobs.start(move || {
            let outcome = Version::all(&file).map(|all| {
                let newest = all.iter().rev().take(MOST);
                newest.map(|it| earlier(it, &file, &present)).collect()
            });
            Done::Versions(FoundVersions { article: file.article, outcome })
        });
    }

    pub(super) fn on_versions_found(&mut self, found: FoundVersions) {
        self.earlier = Some(found);
    }

    /// The annotation file, also where it can't be read.
    fn annotation_file(&self) -> Option<AnnotationFile> {
        let file = self.file.as_ref()?;
        if let Some(work) = &file.work {
            return Some(work.file());
        }
        let (article, analyst) = (file.path.clone(), self.analyst.clone());
        let file = |syntax| AnnotationFile { article, analyst, syntax };
        let there = store::rivals(&self.file.as_ref()?.path, &self.analyst);
        Some(file(there.first().map_or(self.settings.syntax, |it| it.syntax)))
    }

    pub(super) fn restore(&mut self, path: &Path) {
        let Some(file) = self.annotation_file() else { return };
        let all = Version::all(&file).unwrap_or_default();
        let Some(version) = all.into_iter().find(|it| it.path == path) else { return };
        if self.file.as_ref().is_some_and(|it| it.work.is_none()) {
            return self.put_back(&version, &file);
        }
        if let Err(reason) = self.may_write() {
            return self.refuse(reason);
        }
        let Some(open) = &mut self.open else { return };
        let earlier =
            match version.read(&file, &article_of(open.document()), open.document().schema()) {
                Ok(loaded) if loaded.article_sha256_matches => loaded.document,
                Ok(_) => return self.refuse(Reason::OtherText),
                Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
            };
        let step = store::restore(open.document(), &earlier);
        if open.commit(step).is_ok() {
            self.journal_steps();
            self.post_notice(NoticeKind::Restored(earlier.annotations().len()), []);
        }
    }

    /// Puts a version in the place of a file that can't be read, which is set aside.
    fn put_back(&mut self, version: &Version, file: &AnnotationFile) {
        match version.put_back(file) {
            Ok(aside) => {
                self.answer(u64::MAX, Offer::OpenAgain);
                self.post_notice(NoticeKind::SetAside(aside), []);
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }
}

fn article_of(document: &Document) -> Article {
    Article { text: document.text().clone(), encoding: Encoding::Utf8 }
}

fn earlier(version: &Version, file: &AnnotationFile, present: &Document) -> EarlierVersion {
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
