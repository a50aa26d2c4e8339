//! Reports and figures, made on threads.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::civil;

use super::{ExportScope, Language, NoticeKind, Refusal, Session, TaskResult};
use crate::{
    dataset::{ArticleSources, OutputPlace},
    messages::Worded as _,
    model::{AnnotationId, Document},
    people::PeopleDirectory,
    report::{
        AnalystWork, FigureScene, LetterSource, PeopleReport, ReportTypesetter, SceneTarget,
        SpeakerNames,
    },
    store,
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
    /// The article with its annotations as a web page.
    Html,
    /// The same on A4 paper.
    Pdf,
    /// The same as one picture.
    Svg,
    /// A figure as a picture.
    Figure(FigureKind),
    /// Who says what about when, as a table.
    Table,
    /// Everybody who speaks with all they say, as a web page.
    People,
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
        Self::People,
    ];

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html | Self::People => "html",
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
pub struct DrawnFigure {
    of: FigureKey,
    scene: FigureScene,
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
    published: Option<civil::Date>,
}

/// Figures of a session: the last one drawn, and the one under way.
#[derive(Debug, Default)]
pub(super) struct Figures {
    drawn: Option<DrawnFigure>,
    under_way: Option<FigureKey>,
}

/// How writing a report ended.
#[derive(Debug)]
pub(super) struct ReportFinished {
    to: PathBuf,
    outcome: Result<(), Refusal>,
    unreadable: usize,
}

impl DrawnFigure {
    /// The figure.
    pub fn scene(&self) -> &FigureScene {
        &self.scene
    }

    /// The article and the annotation that a part of it stands for; no article for one without a file.
    pub fn place_of(&self, target: SceneTarget) -> (Option<&Path>, AnnotationId) {
        (self.paths.get(target.work).and_then(Option::as_deref), target.id)
    }
}

impl Session {
    /// The last figure of this kind that was drawn; it may be older than the annotations.
    pub fn figure(&self, kind: FigureKind, scope: ExportScope) -> Option<&DrawnFigure> {
        let drawn = self.figures.drawn.as_ref();
        drawn.filter(|it| (it.of.kind, it.of.scope) == (kind, scope))
    }

    /// True where a figure has to be drawn to show what is annotated now, and none is under way.
    pub fn wants_drawing(&self, kind: FigureKind, scope: ExportScope) -> bool {
        let Some(key) = self.figure_key(kind, scope) else { return false };
        let is_there = self.figures.drawn.as_ref().is_some_and(|it| it.of == key);
        !is_there && self.figures.under_way.is_none()
    }

    fn figure_key(&self, kind: FigureKind, scope: ExportScope) -> Option<FigureKey> {
        let revision = self.editor()?.document().revision();
        let path = self.article_path().map(PathBuf::from);
        let (language, published) = (self.settings().language(), self.context().published);
        Some(FigureKey { kind, scope, language, path, revision, published })
    }

    pub(super) fn draw(&mut self, kind: FigureKind, scope: ExportScope) {
        let (Some(key), Some(sources)) = (self.figure_key(kind, scope), self.sources(scope)) else {
            return;
        };
        self.figures.under_way = Some(key.clone());
        self.tasks.start(move || {
            let (documents, _) = own_work(&sources);
            let paths = paths_of(&sources, &documents);
            let scene = press(key.language).map(|mut press| {
                let speakers = speakers_in(&people_in(&sources, &documents), &documents);
                let works = works(&documents, &sources.analyst, &speakers);
                figure(&mut press, kind, &works)
            });
            let scene = scene.unwrap_or_default();
            TaskResult::Drawn(Box::new(DrawnFigure { of: key, scene, paths }))
        });
    }

    pub(super) fn on_figure_drawn(&mut self, figure: DrawnFigure) {
        self.figures.under_way = None;
        self.figures.drawn = Some(figure);
    }

    pub(super) fn report(&mut self, request: ReportRequest) {
        let place = OutputPlace::of(&request.to);
        if let Some(why) = self.source_files(request.scope).obstacle(&place, false) {
            return self.post_notice(NoticeKind::NotReported(why), []);
        }
        let Some(sources) = self.sources(request.scope) else { return };
        let language = self.settings().language();
        self.tasks.start(move || {
            let (documents, unreadable) = own_work(&sources);
            let people = people_in(&sources, &documents);
            let speakers = speakers_in(&people, &documents);
            let works = works(&documents, &sources.analyst, &speakers);
            let files = press(language)
                .and_then(|mut press| bytes(&mut press, request.kind, &works, &people));
            let outcome = files.and_then(|it| place.write(&it, &[]));
            TaskResult::Reported(ReportFinished { to: request.to, outcome, unreadable })
        });
    }

    pub(super) fn on_report_written(&mut self, written: ReportFinished) {
        let ReportFinished { to, outcome, unreadable } = written;
        let notice = match outcome {
            Ok(()) => NoticeKind::Reported { to, unreadable },
            Err(why) => NoticeKind::NotReported(why),
        };
        self.post_notice(notice, []);
    }
}

/// The analyst's own work, and how many articles could not be read.
fn own_work(sources: &ArticleSources) -> (Vec<Document>, usize) {
    let mut unreadable = Vec::new();
    let documents = sources.documents(|it| *it == sources.analyst, &mut unreadable);
    (documents.into_iter().map(|it| it.0).collect(), unreadable.len())
}

/// The article of each document, by its name.
fn paths_of(sources: &ArticleSources, documents: &[Document]) -> Vec<Option<PathBuf>> {
    let (here, path) = &sources.open;
    let stem = |it: &Path| it.file_stem().map(|it| it.to_string_lossy().into_owned());
    let by_name: BTreeMap<String, &PathBuf> =
        sources.entries.iter().filter_map(|it| Some((stem(&it.path)?, &it.path))).collect();
    let path_of = |it: &Document| {
        if it.id() == here.id() { path.clone() } else { by_name.get(it.id()).copied().cloned() }
    };
    documents.iter().map(path_of).collect()
}

fn works<'a>(
    documents: &'a [Document],
    analyst: &'a store::Analyst,
    speakers: &'a [SpeakerNames],
) -> Vec<AnalystWork<'a>> {
    let work = |(document, speakers)| AnalystWork {
        document,
        analyst: analyst.as_str(),
        speakers: Some(speakers),
    };
    documents.iter().zip(speakers).map(work).collect()
}

/// Who makes each claim of the documents, as the people of their folder are called. A register that can't
/// be read names nobody; the window says so where it is looked at.
fn people_in(sources: &ArticleSources, documents: &[Document]) -> PeopleDirectory {
    let folder = sources.open.1.as_deref().and_then(Path::parent);
    let folder = folder.or_else(|| sources.entries.first()?.path.parent());
    let register = folder.and_then(|it| store::people_of(it).ok().flatten()).unwrap_or_default();
    PeopleDirectory::of(documents, &register)
}

fn speakers_in(people: &PeopleDirectory, documents: &[Document]) -> Vec<SpeakerNames> {
    let mut names = vec![SpeakerNames::new(); documents.len()];
    for it in people.statements.iter().filter(|it| !it.speakers.is_empty()) {
        if let Some(names) = names.get_mut(it.work) {
            names.insert(it.claim, it.speakers.join("، "));
        }
    }
    names
}

fn press(language: Language) -> Result<ReportTypesetter, Refusal> {
    ReportTypesetter::new(language, LetterSource::System)
        .map_err(|error| Refusal::Report(error.message()))
}

fn figure(
    press: &mut ReportTypesetter,
    kind: FigureKind,
    works: &[AnalystWork<'_>],
) -> FigureScene {
    match kind {
        FigureKind::Timeline => press.timeline(works),
        FigureKind::Network => press.network(works),
    }
}

/// The files of a report, each with its name.
fn bytes(
    press: &mut ReportTypesetter,
    kind: ReportKind,
    works: &[AnalystWork<'_>],
    people: &PeopleDirectory,
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let name = |stem: &str| format!("{stem}.{}", kind.extension());
    let one = |bytes: Vec<u8>| Ok(vec![(name("report"), bytes)]);
    match kind {
        ReportKind::Pdf => {
            one(press.pdf(works).map_err(|error| Refusal::Report(error.message()))?)
        }
        ReportKind::Table => one(press.network_csv(works)),
        ReportKind::People => {
            let Some(first) = works.first() else { return Ok(Vec::new()) };
            let schema = first.document.schema();
            let report = PeopleReport { schema, works, directory: people, only: None };
            one(press.people_html(&report))
        }
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
