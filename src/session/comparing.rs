//! Comparing several analysts' work on an article: reading it, and opening the gold in the place of the
//! analyst's own work.
//!
//! Where the plan keeps analysts blind, no other analyst's file of an article is opened before one's own is done.

use std::{
    collections::BTreeSet,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Adjudication, ComparisonPurpose, EditAction, Editor, NavigateAction, NoticeKind,
    QuestionAction, Reason, Session, StepDirection, TaskResult, folder::dividing::plan_of,
    workspace::ComparedGold,
};
use crate::{
    compare::{RecordDecision, Ruling, TaskPlan},
    model::{ArticleStatus, Document, Schema},
    store::{self, Analyst, AnnotationFile, ArticleEntry, ArticleFolder, FileSyntax},
};

/// What is done about comparing.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Begin to compare, go on after a tag was edited by hand, or leave.
    Toggle,
    /// Show what became of the analyst's own tags in the gold, or leave.
    ToggleMine,
    /// Leave.
    Leave,
    /// Do something about what is decided on.
    Question(QuestionAction),
    /// Write down what is ruled on the current record.
    Rule(String),
    /// Take the current record as it is chosen, to be edited, and at once do this to its tag.
    EditBy(FirstEdit),
    /// Compare an article and show what stands at bytes of it; where it can't be compared, the words.
    ShowAt {
        /// The article.
        path: PathBuf,
        /// Where in it.
        bytes: Range<usize>,
    },
    /// Go to the next article of the folder in which something waits for a decision.
    NextArticle,
}

/// What is done first to a record that is edited by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum FirstEdit {
    /// Something to its tag.
    Change(Box<EditAction>),
    /// Go to the part after or before it.
    Step(StepDirection),
}

/// What works are read for.
#[derive(Debug, Default)]
struct Reading {
    /// True where an article in which nothing waits is passed over.
    only_open: bool,
    /// True for what became of the person's own.
    wants_mine: bool,
    /// What is to be shown.
    shows: Option<Range<usize>>,
}

/// What to read for comparing.
#[derive(Debug)]
struct ComparisonRequest {
    /// The articles to try, in order; the first in which there is something is taken.
    articles: Vec<PathBuf>,
    reading: Reading,
    person: Analyst,
    schema: Arc<Schema>,
}

/// What was read for comparing.
#[derive(Debug)]
pub(super) struct WorksRead {
    /// The article that was open when it was asked for.
    asked_at: Option<PathBuf>,
    /// What is to be shown, and in which article.
    shows: Option<(PathBuf, Range<usize>)>,
    found: Result<ComparedArticle, Reason>,
}

/// Works to compare.
#[derive(Debug)]
pub(super) struct ComparedArticle {
    path: PathBuf,
    gold: Analyst,
    adjudication: Box<Adjudication>,
}

impl Session {
    /// True while keys decide on several analysts' records.
    pub fn is_deciding(&self) -> bool {
        self.editor().is_some_and(|it| it.deciding().is_some())
    }

    /// Whether an article can be compared; what is in its files is seen when it is.
    pub fn may_compare(&self) -> Result<(), Reason> {
        self.editor().ok_or(Reason::NoArticle)?;
        self.article_path().map(|_| ()).ok_or(Reason::NothingToCompare)
    }

    pub(super) fn perform_compare(&mut self, action: CompareAction) {
        let adjudication = self.editor().and_then(|it| it.adjudication());
        let (is_on, is_editing) =
            (adjudication.is_some(), adjudication.is_some_and(Adjudication::is_editing));
        match action {
            CompareAction::Toggle if is_editing => self.question(QuestionAction::GoOn),
            CompareAction::Toggle | CompareAction::ToggleMine | CompareAction::Leave if is_on => {
                self.leave_comparing();
            }
            CompareAction::Toggle => self.begin_comparing(Reading::default()),
            CompareAction::ToggleMine => {
                self.begin_comparing(Reading { wants_mine: true, ..Reading::default() });
            }
            CompareAction::Leave => {}
            CompareAction::Question(action) => self.question(action),
            CompareAction::Rule(ruled) => self.rule(ruled),
            CompareAction::EditBy(first) => self.edit_by(first),
            CompareAction::ShowAt { path, bytes } => self.show_at(path, bytes),
            CompareAction::NextArticle => self.compare_next(),
        }
    }

    fn edit_by(&mut self, first: FirstEdit) {
        let picks = self.editor().and_then(Editor::deciding).map(|it| it.picks().clone());
        self.perform_edit(EditAction::DecideRecord(RecordDecision::Edited(
            picks.unwrap_or_default(),
        )));
        if self.editor().and_then(|it| it.adjudication()).is_some_and(Adjudication::is_editing) {
            match first {
                FirstEdit::Change(action) => self.perform(*action),
                FirstEdit::Step(toward) => self.perform(NavigateAction::Step(toward)),
            }
        }
    }

    fn question(&mut self, action: QuestionAction) {
        let steps_on = action == QuestionAction::Step(StepDirection::After);
        let editor = self.editor.as_mut().ok_or(Reason::NoArticle);
        match editor.and_then(|it| it.question(action)) {
            Ok(()) => self.notices.forget(NoticeKind::is_over_once_decided),
            Err(Reason::NoDisagreements) if steps_on => self.compare_next(),
            Err(reason) => self.refuse(reason),
        }
    }

    fn begin_comparing(&mut self, reading: Reading) {
        let Some(path) = self.article_path().map(Path::to_owned) else {
            return self.refuse(Reason::NothingToCompare);
        };
        self.read_works(vec![path], reading);
    }

    fn show_at(&mut self, path: PathBuf, bytes: Range<usize>) {
        let deciding = self.editor().and_then(Editor::deciding);
        let here = deciding.filter(|_| self.article_path() == Some(&path));
        if let Some(at) = here.and_then(|it| it.at_byte(bytes.start)) {
            return self.question(QuestionAction::Show(at));
        }
        self.read_works(vec![path], Reading { shows: Some(bytes), ..Reading::default() });
    }

    /// Compares in the next article of the folder in which something waits for a decision.
    fn compare_next(&mut self) {
        let Some(here) = self.article_path().map(Path::to_owned) else { return };
        let next = self.workspace.folder.as_ref().map(|it| it.compared_after(&here));
        let next = next.unwrap_or_default();
        if next.is_empty() {
            return self.refuse(Reason::NoDisagreements);
        }
        self.read_works(next, Reading { only_open: true, ..Reading::default() });
    }

    fn read_works(&mut self, articles: Vec<PathBuf>, reading: Reading) {
        if !self.leave() {
            return;
        }
        let shows = reading.shows.clone().zip(articles.first().cloned()).map(|(a, b)| (b, a));
        let asked_at = self.article_path().map(Path::to_owned);
        let schema = Arc::clone(self.schema_in_use());
        let person = self.workspace.analyst.clone();
        let request = ComparisonRequest { articles, reading, person, schema };
        self.tasks.start(move || {
            TaskResult::WorksRead(Box::new(WorksRead { asked_at, shows, found: request.read() }))
        });
    }

    pub(super) fn on_works_read(&mut self, read: WorksRead) {
        if self.article_path() != read.asked_at.as_deref() {
            // Somebody went on to another article meanwhile.
            return;
        }
        let found = match read.found {
            Ok(found) => found,
            Err(reason) => {
                let is_done = self.editor().is_some_and(|it| is_done(it.document()));
                let is_last = is_done && self.workspace.compared.is_some();
                let Some((path, bytes)) = read.shows else {
                    if is_last && reason == Reason::NoDisagreements {
                        return self.post_notice(NoticeKind::GoldDone, []);
                    }
                    return self.refuse(reason);
                };
                // Then the words alone.
                return self.go_to(&path, &bytes);
            }
        };
        let ComparedArticle { path, gold, mut adjudication } = found;
        if let Some((_, bytes)) = read.shows {
            adjudication.begin_at(bytes.start);
        }
        if *adjudication.purpose() == ComparisonPurpose::Mine {
            if let Some(editor) = &mut self.editor {
                editor.adjudicate(adjudication);
            }
            return;
        }
        let adjudication = Some(adjudication);
        self.workspace.compared = Some(ComparedGold { path: path.clone(), gold, adjudication });
        self.open_article(&path);
    }

    /// The gold of an article that is opened to be compared takes its comparison.
    pub(super) fn take_up_comparing(&mut self, path: &Path) -> bool {
        let compared = self.workspace.compared.as_mut().filter(|it| it.path == path);
        let Some(compared) = compared else { return false };
        match (compared.adjudication.take(), &mut self.editor) {
            (Some(adjudication), Some(editor)) => editor.adjudicate(adjudication),
            // It was opened again, such as after another program changed it.
            (None, Some(_)) => self.begin_comparing(Reading::default()),
            (_, None) => {}
        }
        true
    }

    /// Back to the analyst's own work.
    fn leave_comparing(&mut self) {
        let is_of_gold = self.workspace.compared.is_some();
        if !is_of_gold {
            if let Some(editor) = &mut self.editor {
                editor.stop_comparing();
            }
            return;
        }
        let Some(path) = self.article_path().map(Path::to_owned) else { return };
        if self.leave() {
            self.workspace.compared = None;
            self.open_article(&path);
        }
    }

    /// What was ruled in the folder of the open article, the oldest first.
    pub fn rulings(&self) -> &[Ruling] {
        &self.workspace.rulings
    }

    /// Writes down what is ruled on the current record, at once; the decision on it says so.
    fn rule(&mut self, ruled: String) {
        let Some(path) = self.article_path().map(Path::to_owned) else { return };
        let (folder, name) = (path.parent().unwrap_or(Path::new(".")), path.file_name());
        let article = name.unwrap_or_default().to_string_lossy().into_owned();
        let at = store::time_now();
        let editor = self.editor().ok_or(Reason::NoArticle);
        let ruling = match editor.and_then(Editor::ruling) {
            Ok(ruling) => Ruling { ruled, article, at, ..ruling }.named(),
            Err(reason) => return self.refuse(reason),
        };
        let id = ruling.id.clone();
        match store::add_ruling(folder, ruling) {
            Ok(rulings) => self.workspace.rulings = rulings,
            Err(error) => return self.post_notice(NoticeKind::RulingNotKept(error), []),
        }
        self.perform_edit(EditAction::NoteRuling(id));
    }

    /// Marks the gold done, and goes on to the next article in which something waits; not while
    /// something waits here.
    pub(super) fn finish_gold(&mut self) {
        let Some(adjudication) = self.editor().and_then(|it| it.adjudication()) else { return };
        let is_decided = adjudication.left_in_all() + adjudication.alike() == 0;
        let decided = is_decided.then_some(()).ok_or(Reason::DisagreementsLeft);
        if let Err(reason) = adjudication.purpose().may_decide().and(decided) {
            return self.refuse(reason);
        }
        self.perform(EditAction::SetStatus(ArticleStatus::Done));
        let here = self.article_path().map(Path::to_owned);
        let next =
            here.and_then(|here| Some(self.workspace.folder.as_ref()?.compared_after(&here)));
        match next.filter(|it| !it.is_empty()) {
            Some(next) => self.read_works(next, Reading { only_open: true, ..Reading::default() }),
            None => self.post_notice(NoticeKind::GoldDone, []),
        }
    }
}

impl ComparisonRequest {
    /// The first article that can be compared; why the last one can't where none can.
    fn read(self) -> Result<ComparedArticle, Reason> {
        let mut why = Reason::NoDisagreements;
        for path in &self.articles {
            match self.read_one(path) {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => {}
                // Of several, those that can't be compared are passed over.
                Err(_) if self.reading.only_open => {}
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }

    fn read_one(&self, path: &Path) -> Result<Option<ComparedArticle>, Reason> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let listed = ArticleFolder::open(folder).map_err(|_why| Reason::NothingToCompare)?;
        let entry = listed.articles.into_iter().find(|it| it.path == path);
        let entry = entry.ok_or(Reason::NothingToCompare)?;
        let plan = plan_of(folder)?;
        let gold = Analyst::new(&plan.gold).map_err(|_why| Reason::NothingToCompare)?;
        let reader = WorkReader::new(path, &self.schema)?;
        may_look(&entry, &plan, &self.person, &reader)?;
        if self.reading.wants_mine {
            return self.mine(&entry, &gold, &reader).map(Some);
        }
        let mut works = Vec::new();
        let mut waiting: BTreeSet<String> = plan.assigned_to(&entry.name).iter().cloned().collect();
        for file in entry.annotations.iter().filter(|it| it.analyst != gold) {
            let name = file.analyst.to_string();
            match reader.read(file) {
                Some(document) if is_done(&document) => {
                    waiting.remove(&name);
                    works.push((name, document));
                }
                Some(_) | None => {
                    waiting.insert(name);
                }
            }
        }
        let decided = entry.annotations.iter().find(|it| it.analyst == gold);
        let decided = decided.and_then(|it| reader.read(it));
        let decides = plan.adjudicators.is_empty()
            || plan.adjudicators.iter().any(|it| it == self.person.as_str())
            || self.person == gold;
        let is_theirs = works.iter().any(|it| it.0 == self.person.as_str());
        if !decides && is_theirs && decided.as_ref().is_some_and(is_done) {
            return self.mine(&entry, &gold, &reader).map(Some);
        }
        if works.len() < 2 {
            return Err(Reason::NothingToCompare);
        }
        let purpose = if decides { ComparisonPurpose::Decide } else { ComparisonPurpose::Look };
        let waiting = waiting.into_iter().collect();
        let by = self.person.to_string();
        let mut adjudication = Adjudication::new(purpose, works, waiting, by);
        if plan.blind.adjudicator {
            adjudication.hide_names(plan.seed, &entry.name);
        }
        let empty = || Document::new("", reader.text(), Arc::clone(&self.schema));
        let waits = adjudication.waits_in(&decided.unwrap_or_else(empty));
        if self.reading.only_open && !waits {
            return Ok(None);
        }
        let path = path.to_owned();
        Ok(Some(ComparedArticle { path, gold, adjudication: Box::new(adjudication) }))
    }

    /// The person's own work beside the gold, which has to be done.
    fn mine(
        &self,
        entry: &ArticleEntry,
        gold: &Analyst,
        reader: &WorkReader,
    ) -> Result<ComparedArticle, Reason> {
        let of = |who: &Analyst| entry.annotations.iter().find(|it| it.analyst == *who);
        let read = |who: &Analyst| of(who).and_then(|it| reader.read(it));
        let decided = read(gold).filter(is_done).ok_or(Reason::GoldNotDone)?;
        let own = read(&self.person).ok_or(Reason::NoOwnWork)?;
        let works = vec![(self.person.to_string(), own), (gold.to_string(), decided)];
        let by = self.person.to_string();
        let adjudication = Adjudication::new(ComparisonPurpose::Mine, works, Vec::new(), by);
        let (path, gold) = (entry.path.clone(), gold.clone());
        Ok(ComparedArticle { path, gold, adjudication: Box::new(adjudication) })
    }
}

/// Until an analyst's own work is done, nothing of the others' is read.
pub(super) fn may_look(
    entry: &ArticleEntry,
    plan: &TaskPlan,
    person: &Analyst,
    reader: &WorkReader,
) -> Result<(), Reason> {
    if !plan.blind.analysts || person.as_str() == plan.gold {
        return Ok(());
    }
    let own = entry.annotations.iter().find(|it| it.analyst == *person);
    let is_theirs = plan.assigned_to(&entry.name).iter().any(|it| it == person.as_str());
    let document = own.and_then(|it| reader.read(it));
    match (document, is_theirs) {
        (Some(document), _) if is_done(&document) => Ok(()),
        (Some(_), _) | (None, true) => Err(Reason::OwnNotDone),
        (None, false) => Ok(()),
    }
}

/// Reads works on one article.
pub(super) struct WorkReader {
    opened: store::ArticleFile,
    schema: Arc<Schema>,
}

impl WorkReader {
    pub(super) fn new(path: &Path, schema: &Arc<Schema>) -> Result<Self, Reason> {
        let opened = store::read_article(path).map_err(|_why| Reason::NothingToCompare)?;
        Ok(Self { opened, schema: Arc::clone(schema) })
    }

    pub(super) fn text(&self) -> crate::text::Text {
        self.opened.article.text.clone()
    }

    /// Somebody's work; nothing where it can't be read, is on other words or a copy of another's.
    pub(super) fn read(&self, file: &AnnotationFile) -> Option<Document> {
        let (article, syntax) = (&self.opened.article, FileSyntax::default());
        let read =
            store::read_work(&self.opened.path, article, &file.analyst, &self.schema, syntax);
        read.and_then(store::StoredDocument::sound).ok()
    }
}

/// True where the analyst says that the article is finished.
pub(super) fn is_done(document: &Document) -> bool {
    ArticleStatus::of(document).is_finished()
}
