//! Reports and figures, made on threads.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Done, ExportScope, Language, Level, Refusal, Session, export::gather, told};
use crate::{
    model::{AnnotationId, Document},
    report::{Letters, Press, Scene, Target, Work},
    store::{self, ArticleEntry},
};

/// A report to write, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// What it is.
    pub kind: ReportKind,
    /// Of which articles.
    pub scope: ExportScope,
    /// The file, or the folder for a kind that is a file for each article.
    pub to: PathBuf,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// The article with its tags as a web page.
    Html,
    /// The same on A4 paper.
    Pdf,
    /// The same as one picture.
    Svg,
    /// A figure as a picture.
    Figure(FigureKind),
    /// Who says what about when, as a table.
    Table,
}

impl ReportKind {
    /// Every one, in the order they are offered.
    pub const ALL: &[Self] = &[
        Self::Html,
        Self::Pdf,
        Self::Svg,
        Self::Figure(FigureKind::Timeline),
        Self::Figure(FigureKind::Network),
        Self::Table,
    ];

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Svg | Self::Figure(_) => "svg",
            Self::Table => "csv",
        }
    }

    /// True for a file for each article.
    pub fn is_one_each(self) -> bool {
        matches!(self, Self::Html | Self::Svg)
    }
}

/// A figure of what articles say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// Dates in the order of time.
    Timeline,
    /// Who says what about when.
    Network,
}

impl FigureKind {
    /// Both.
    pub const ALL: &[Self] = &[Self::Timeline, Self::Network];
}

/// A figure that was drawn, and of what.
#[derive(Debug)]
pub struct Figure {
    of: FigureKey,
    scene: Scene,
    /// The article of every work.
    paths: Vec<Option<PathBuf>>,
}

/// What a figure depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FigureKey {
    kind: FigureKind,
    scope: ExportScope,
    language: Language,
    path: Option<PathBuf>,
    revision: u64,
}

/// Figures of a session: the last one drawn, and the one under way.
#[derive(Debug, Default)]
pub(super) struct Figures {
    drawn: Option<Figure>,
    under_way: Option<FigureKey>,
}

/// How writing a report ended.
#[derive(Debug)]
pub(super) struct Written {
    to: PathBuf,
    outcome: Result<(), Refusal>,
    unreadable: usize,
}

impl Figure {
    /// The figure.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The article and the tag that a part of it stands for; no article for one without a file.
    pub fn place_of(&self, target: Target) -> (Option<&Path>, AnnotationId) {
        (self.paths.get(target.work).and_then(Option::as_deref), target.id)
    }
}

impl Session {
    /// The last figure of this kind that was drawn; it may be older than the tags.
    pub fn figure(&self, kind: FigureKind, scope: ExportScope) -> Option<&Figure> {
        let drawn = self.figures.drawn.as_ref();
        drawn.filter(|it| (it.of.kind, it.of.scope) == (kind, scope))
    }

    /// True where a figure has to be drawn to show what is tagged now, and none is under way.
    pub fn wants_drawing(&self, kind: FigureKind, scope: ExportScope) -> bool {
        let Some(key) = self.figure_key(kind, scope) else { return false };
        let is_there = self.figures.drawn.as_ref().is_some_and(|it| it.of == key);
        !is_there && self.figures.under_way.is_none()
    }

    fn figure_key(&self, kind: FigureKind, scope: ExportScope) -> Option<FigureKey> {
        let revision = self.open()?.document().revision();
        let path = self.article_path().map(PathBuf::from);
        Some(FigureKey { kind, scope, language: self.settings().language(), path, revision })
    }

    pub(super) fn draw(&mut self, kind: FigureKind, scope: ExportScope) {
        let (Some(key), Some(sources)) = (self.figure_key(kind, scope), self.sources(scope)) else {
            return;
        };
        self.figures.under_way = Some(key.clone());
        self.jobs.start(move || {
            let (documents, _) = sources.documents();
            let paths = sources.paths(&documents);
            let scene = press(key.language).map(|mut press| {
                let works = works(&documents, &sources.analyst);
                figure(&mut press, kind, &works)
            });
            let scene = scene.unwrap_or_default();
            Done::Drawn(Box::new(Figure { of: key, scene, paths }))
        });
    }

    pub(super) fn drawn(&mut self, figure: Figure) {
        self.figures.under_way = None;
        self.figures.drawn = Some(figure);
    }

    pub(super) fn report(&mut self, request: ReportRequest) {
        if let Some(why) = self.is_worked_on(&request.to) {
            return self.notify(
                Level::Error,
                "notice-not-reported",
                vec![("why", told::refusal(&why))],
            );
        }
        let Some(sources) = self.sources(request.scope) else { return };
        let language = self.settings().language();
        self.jobs.start(move || {
            let (documents, unreadable) = sources.documents();
            let works = works(&documents, &sources.analyst);
            let files =
                press(language).and_then(|mut press| bytes(&mut press, request.kind, &works));
            let outcome = files.and_then(|it| Ok(super::export::put(&request.to, &it)?));
            Done::Reported(Written { to: request.to, outcome, unreadable })
        });
    }

    pub(super) fn reported(&mut self, written: Written) {
        let path = written.to.display().to_string();
        match written.outcome {
            Ok(()) if written.unreadable > 0 => {
                let unreadable = written.unreadable.to_string();
                let arguments = vec![("path", path), ("unreadable", unreadable)];
                self.notify(Level::Warning, "notice-reported-in-part", arguments);
            }
            Ok(()) => self.notify(Level::Info, "notice-reported", vec![("path", path)]),
            Err(why) => {
                let why = vec![("why", told::refusal(&why))];
                self.notify(Level::Error, "notice-not-reported", why);
            }
        }
    }

    /// What a report is made of.
    fn sources(&self, scope: ExportScope) -> Option<Sources> {
        let document = self.open.as_ref()?.document().clone();
        let here = (document, self.article_path().map(PathBuf::from));
        let entries = match (&self.library, scope) {
            (Some(library), ExportScope::Folder) => library.entries().cloned().collect(),
            _ => Vec::new(),
        };
        let schema = Arc::clone(&self.schema);
        Some(Sources { here, entries, analyst: self.analyst.clone(), schema })
    }
}

/// Articles to be read on a thread.
struct Sources {
    here: (Document, Option<PathBuf>),
    entries: Vec<ArticleEntry>,
    analyst: store::Analyst,
    schema: Arc<crate::model::Schema>,
}

impl Sources {
    fn documents(&self) -> (Vec<Document>, usize) {
        gather(self.here.clone(), &self.entries, &self.analyst, &self.schema)
    }

    /// The article of each document, by its name.
    fn paths(&self, documents: &[Document]) -> Vec<Option<PathBuf>> {
        let (here, path) = &self.here;
        let stem = |it: &Path| it.file_stem().map(|it| it.to_string_lossy().into_owned());
        let by_name: BTreeMap<String, &PathBuf> =
            self.entries.iter().filter_map(|it| Some((stem(&it.path)?, &it.path))).collect();
        let path_of = |it: &Document| {
            if it.id() == here.id() { path.clone() } else { by_name.get(it.id()).copied().cloned() }
        };
        documents.iter().map(path_of).collect()
    }
}

fn works<'a>(documents: &'a [Document], analyst: &'a store::Analyst) -> Vec<Work<'a>> {
    documents.iter().map(|document| Work { document, analyst: analyst.as_str() }).collect()
}

fn press(language: Language) -> Result<Press, Refusal> {
    Press::new(language, Letters::System).map_err(|error| Refusal::Report(error.to_string()))
}

fn figure(press: &mut Press, kind: FigureKind, works: &[Work<'_>]) -> Scene {
    match kind {
        FigureKind::Timeline => press.timeline(works),
        FigureKind::Network => press.network(works),
    }
}

/// The files of a report, each with its name.
fn bytes(
    press: &mut Press,
    kind: ReportKind,
    works: &[Work<'_>],
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let name = |stem: &str| format!("{stem}.{}", kind.extension());
    let one = |bytes: Vec<u8>| Ok(vec![(name("report"), bytes)]);
    match kind {
        ReportKind::Pdf => {
            one(press.pdf(works).map_err(|error| Refusal::Report(error.to_string()))?)
        }
        ReportKind::Table => one(press.network_csv(works)),
        ReportKind::Figure(figure_kind) => {
            let scene = figure(press, figure_kind, works);
            let Some(first) = works.first() else { return Ok(Vec::new()) };
            one(press.svg(&scene, first.document.schema()))
        }
        ReportKind::Html | ReportKind::Svg => {
            let each = works.iter().map(|it| {
                let bytes =
                    if kind == ReportKind::Html { press.html(*it) } else { press.article_svg(*it) };
                (name(it.document.id()), bytes)
            });
            Ok(each.collect())
        }
    }
}
