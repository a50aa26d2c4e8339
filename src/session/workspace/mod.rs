//! The files being worked on: the open article's, the folder's, and the schema they share.
//!
//! Nothing here says anything to anybody or starts a thread: what went wrong is returned, and so is
//! what takes long.

mod arrangement;
mod article;
mod article_row;
mod catalog;
mod folder;
mod kept_figures;
mod people;
mod review;
mod schema;
mod values;
mod versions;
mod weighing;
mod weighing_job;

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

pub use arrangement::{ArticleArrangement, ArticleFilter, ArticleOrder, ArticleTrait};
pub use article::SaveState;
pub(super) use article::{OpenArticle, QUIET};
pub use article_row::{ArticleRow, ArticleShare};
pub(super) use catalog::OpenCatalog;
pub(super) use folder::ListedArticle;
pub use folder::OpenFolder;
pub use people::{FolderPeople, SpokenArticle};
pub(super) use people::{OpenPeople, RegisterStep};
pub use review::MovesReview;
pub use schema::UsesCounting;
pub(super) use schema::{CountedUses, FolderSchema};
pub use versions::EarlierVersion;
pub(super) use versions::{FoundVersions, read_version};
pub use weighing::WorkFigures;
pub(super) use weighing::{WeighedArticle, WeighingBasis};

use super::{Adjudication, Editor, Reason};
use crate::{
    compare::Ruling,
    model::Annotation,
    store::{self, Analyst, AnnotationFile, FileSyntax, ReadOnly},
};

/// The files being worked on.
#[derive(Debug)]
pub(super) struct Workspace {
    /// Whose work it is.
    pub(super) analyst: Analyst,
    pub(super) schema: FolderSchema,
    pub(super) catalog: OpenCatalog,
    pub(super) people: OpenPeople,
    pub(super) article: Option<OpenArticle>,
    pub(super) folder: Option<OpenFolder>,
    pub(super) earlier: Option<FoundVersions>,
    /// An article that is being read with its web page, and what to select in it.
    pub(super) awaited: Option<AwaitedArticle>,
    /// What was ruled in the folder of the open article.
    pub(super) rulings: Vec<Ruling>,
    /// The gold that is open in the place of the analyst's own work.
    pub(super) compared: Option<ComparedGold>,
}

/// An article that is being read on a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AwaitedArticle {
    /// Which path was asked for.
    pub(super) path: PathBuf,
    /// The bytes to select once it is there.
    pub(super) select: Option<Range<usize>>,
}

/// A gold that is open in the place of the analyst's own work.
#[derive(Debug)]
pub(super) struct ComparedGold {
    /// The article.
    pub(super) path: PathBuf,
    /// What the gold is called.
    pub(super) gold: Analyst,
    /// What is compared, until the gold was read.
    pub(super) adjudication: Option<Box<Adjudication>>,
}

impl Workspace {
    /// With nothing open.
    pub(super) fn new(analyst: Analyst) -> Self {
        Self {
            analyst,
            schema: FolderSchema::default(),
            catalog: OpenCatalog::default(),
            people: OpenPeople::default(),
            article: None,
            folder: None,
            earlier: None,
            awaited: None,
            rulings: Vec::new(),
            compared: None,
        }
    }

    /// Whose work is open: the analyst's, or the gold's while that is decided on.
    pub(super) fn work_analyst(&self) -> &Analyst {
        let open = self.article_path();
        let compared = self.compared.as_ref().filter(|it| open == Some(&*it.path));
        compared.map_or(&self.analyst, |it| &it.gold)
    }

    /// The path of the open article.
    pub(super) fn article_path(&self) -> Option<&Path> {
        self.article.as_ref().map(OpenArticle::path)
    }

    /// The folder of the open article, whose schema it has.
    pub(super) fn schema_folder(&self) -> Option<&Path> {
        self.article_path()?.parent()
    }

    /// Why the open article may not be changed now; an article without a file always may.
    pub(super) fn refusal(&self) -> Option<Reason> {
        self.article.as_ref().and_then(OpenArticle::refusal)
    }

    /// Whether the moves can be agreed to: not by who only looks on.
    pub(super) fn may_agree(&self) -> Result<(), Reason> {
        let article = self.article.as_ref().filter(|it| it.review.is_some());
        let article = article.ok_or(Reason::NoMoves)?;
        if article.agreeing {
            return Err(Reason::Agreeing);
        }
        match &article.read_only {
            Some(Reason::ReadOnly(ReadOnly::ArticleChanged)) | None => Ok(()),
            Some(reason) => Err(reason.clone()),
        }
    }

    /// The annotation file of the open article, also where it can't be read; a new one would be
    /// written in `syntax`.
    pub(super) fn annotation_file(&self, syntax: FileSyntax) -> Option<AnnotationFile> {
        let article = self.article.as_ref()?;
        if let Some(files) = &article.files {
            return Some(files.file());
        }
        let there = store::rivals(article.path(), self.work_analyst());
        let syntax = there.first().map_or(syntax, |it| it.syntax);
        let (article, analyst) = (article.path().to_owned(), self.work_analyst().clone());
        Some(AnnotationFile { article, analyst, syntax })
    }

    /// What was written in attribute `key` of annotations like this one, in the article and in the
    /// folder.
    pub(super) fn values_used(&self, editor: &Editor, of: &Annotation, key: &str) -> Vec<String> {
        let folder = self.folder.as_ref().and_then(|it| it.values(&of.label, key));
        values::values_used(editor.document(), folder, of, key)
    }
}
