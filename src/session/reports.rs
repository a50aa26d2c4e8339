//! Reports and figures, made on threads.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::civil;

use super::{ExportScope, Language, NoticeKind, Offer, Refusal, Session, TaskResult};
use crate::{
    dataset::{ArticleSources, OutputPlace},
    messages::Worded as _,
    model::{AnnotationId, Document},
    people::PeopleDirectory,
    report::{
        AnalystWork, FigureScene, LetterSource, NamedClaimants, PeopleReport, ReportTypesetter,
        SceneTarget,
    },
    store::{self, NamedFiles},
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
    /// How many files were written.
    outcome: Result<usize, Refusal>,
    unreadable: usize,
    progress: Arc<ReportProgress>,
}

/// How far a report is that a thread writes, and whether anybody still wants it.
#[derive(Debug)]
pub(super) struct ReportProgress {
    done: AtomicUsize,
    /// How many articles there are.
    all: usize,
    is_stopped: AtomicBool,
}

/// How often the window hears how far a report is.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// How many pages are written at the same time; the rest need not be in memory.
const TOGETHER: usize = 64;

/// Sets each of `works` with `set`, on all cores, and writes it into the folder that `place` is, under
/// its name of `names`; `progress` is called after each, and may break off. Returns how many files were
/// written.
///
/// Fails where the folder holds other files, with what `set` fails with, and where the system refuses;
/// what was written before stays.
pub fn write_each<E: From<Refusal> + Send>(
    press: &mut ReportTypesetter,
    works: &[AnalystWork<'_>],
    names: &[String],
    place: &OutputPlace,
    set: impl Fn(&mut ReportTypesetter, AnalystWork<'_>) -> Result<Vec<u8>, E> + Sync,
    mut progress: impl FnMut() -> ControlFlow<()>,
) -> Result<usize, E> {
    place.may_take(names)?;
    let (mut next, mut files, mut written) = (names.iter(), NamedFiles::new(), 0);
    let mut write = |files: &mut NamedFiles| -> Result<(), Refusal> {
        place.add(files)?;
        written += files.len();
        files.clear();
        Ok(())
    };
    let whole = press.set_each(works, set, |bytes| {
        let kept = bytes.and_then(|bytes| {
            files.extend(next.next().map(|name| (name.clone(), bytes)));
            if files.len() < TOGETHER { Ok(()) } else { write(&mut files).map_err(E::from) }
        });
        match kept {
            Ok(()) if progress().is_break() => ControlFlow::Break(Ok(())),
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => ControlFlow::Break(Err(why)),
        }
    });
    match whole {
        ControlFlow::Break(Err(why)) => return Err(why),
        ControlFlow::Break(Ok(())) => {}
        ControlFlow::Continue(()) => write(&mut files)?,
    }
    Ok(written)
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

    pub(super) fn report(&mut self, mut request: ReportRequest) {
        request.to = self.output_path(&request.to);
        let place = OutputPlace::of(&request.to);
        if let Some(why) = self.source_files(request.scope).obstacle(&place, false) {
            return self.post_notice(NoticeKind::NotReported(why), []);
        }
        let Some(sources) = self.sources(request.scope) else { return };
        let language = self.settings().language();
        let all = sources.entries.len().max(1);
        let (done, is_stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        let progress = Arc::new(ReportProgress { done, all, is_stopped });
        self.reports.push(Arc::clone(&progress));
        if all > 1 {
            self.post_notice(NoticeKind::Reporting { done: 0, all }, [Offer::StopReports]);
        }
        let wake = Arc::clone(self.tasks.wake());
        self.tasks.start(move || {
            let (documents, unreadable) = own_work(&sources);
            let people = people_in(&sources, &documents);
            let speakers = speakers_in(&people, &documents);
            let works = works(&documents, &sources.analyst, &speakers);
            let mut last_progress = Instant::now();
            let mut step = || {
                progress.done.fetch_add(1, Ordering::Relaxed);
                if last_progress.elapsed() >= PROGRESS_EVERY {
                    last_progress = Instant::now();
                    wake();
                }
                if progress.is_stopped.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let outcome = press(language).and_then(|mut press| {
                let works = (works.as_slice(), &people);
                write(&mut press, request.kind, works, &place, &mut step)
            });
            let to = request.to;
            TaskResult::Reported(ReportFinished { to, outcome, unreadable, progress })
        });
    }

    /// Says how far reports of several articles are, where that is shown.
    pub(super) fn tell_reports(&mut self) {
        let wanted =
            |it: &&Arc<ReportProgress>| it.all > 1 && !it.is_stopped.load(Ordering::Relaxed);
        let (mut done, mut all) = (0, 0);
        for progress in self.reports.iter().filter(wanted) {
            done += progress.done.load(Ordering::Relaxed).min(progress.all);
            all += progress.all;
        }
        if all > 0 {
            self.notices.renew(is_reporting, NoticeKind::Reporting { done, all });
        } else {
            self.notices.forget(is_reporting);
        }
    }

    /// Breaks off what is being written.
    pub(super) fn stop_reports(&mut self) {
        for progress in &self.reports {
            progress.is_stopped.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn on_report_written(&mut self, written: ReportFinished) {
        let ReportFinished { to, outcome, unreadable, progress } = written;
        self.reports.retain(|it| !Arc::ptr_eq(it, &progress));
        self.tell_reports();
        let is_stopped = progress.is_stopped.load(Ordering::Relaxed);
        let notice = match outcome {
            Ok(files) if is_stopped => NoticeKind::ReportStopped { to, files },
            Ok(_) => NoticeKind::Reported { to, unreadable },
            Err(why) => NoticeKind::NotReported(why),
        };
        self.post_notice(notice, []);
    }
}

fn is_reporting(notice: &NoticeKind) -> bool {
    matches!(notice, NoticeKind::Reporting { .. })
}

/// The analyst's own work, and how many articles could not be read.
fn own_work(sources: &ArticleSources) -> (Vec<Document>, usize) {
    let read = sources.documents(|it| *it == sources.analyst);
    (read.documents.into_iter().map(|it| it.0).collect(), read.unreadable.len())
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
    speakers: &'a [NamedClaimants],
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

fn speakers_in(people: &PeopleDirectory, documents: &[Document]) -> Vec<NamedClaimants> {
    let mut names = vec![NamedClaimants::new(); documents.len()];
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

/// Writes the files of a report; returns how many.
fn write(
    press: &mut ReportTypesetter,
    kind: ReportKind,
    (works, people): (&[AnalystWork<'_>], &PeopleDirectory),
    place: &OutputPlace,
    step: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<usize, Refusal> {
    let name = |stem: &str| format!("{stem}.{}", kind.extension());
    let one = match kind {
        ReportKind::Pdf => {
            press.pdf_while(works, step).map_err(|it| Refusal::Report(it.message()))?
        }
        ReportKind::Table => Some(press.network_csv(works)),
        ReportKind::People => works.first().map(|first| {
            let schema = first.document.schema();
            press.people_html(&PeopleReport { schema, works, directory: people, only: None })
        }),
        ReportKind::Figure(figure_kind) => {
            let scene = figure(press, figure_kind, works);
            works.first().map(|first| press.svg(&scene, first.document.schema()))
        }
        ReportKind::Html | ReportKind::Svg => {
            let set = |press: &mut ReportTypesetter, work: AnalystWork<'_>| {
                Ok(if kind == ReportKind::Html {
                    press.html(work)
                } else {
                    press.article_svg(work)
                })
            };
            let names: Vec<String> = works.iter().map(|it| name(it.document.id())).collect();
            if matches!(place, OutputPlace::Folder(_)) {
                return write_each(press, works, &names, place, set, step);
            }
            let each = works.iter().map(|it| set(press, *it));
            let files: NamedFiles =
                names.into_iter().zip(each.collect::<Result<Vec<_>, Refusal>>()?).collect();
            place.write(&files, &[])?;
            return Ok(files.len());
        }
    };
    // Nothing where it was broken off.
    let files: NamedFiles = one.into_iter().map(|it| (name("report"), it)).collect();
    if !files.is_empty() {
        place.write(&files, &[])?;
    }
    Ok(files.len())
}
