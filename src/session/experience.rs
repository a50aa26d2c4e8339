//! What the folder of the open article teaches: learned on a thread from all its articles, kept up by
//! those that are left since, and taken up when an article is opened.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Session, SuggestionScope, TaskResult,
    editor::{ArticleKnowledge, SuggestionChoices},
    learning::{learn_one, with_article},
};
use crate::{
    learn::{Experience, Learner},
    model::{ArticleStatus, Document, Schema},
    store::{
        self, Analyst, ArticleEntry, ArticleFolder, FileSyntax, InputDigest, LearnedFile,
        StoreError,
    },
};

/// It is learned from all articles again when so many of them have changed since, in percent of those that
/// it comes from: models need about as many more to become others.
const CHANGED: usize = 15;

/// What was learned in the folder of the open article.
#[derive(Debug, Default)]
pub(super) struct FolderLearning {
    place: Option<LearningPlace>,
    /// What all articles taught; `None` until they were read once.
    base: Option<LearnedFolder>,
    /// The same made anew; it is used from the next article on.
    next: Option<LearnedFolder>,
    /// The articles that were left changed since the base was made, in that order.
    left: Vec<LeftArticle>,
    /// The base with the first of them.
    kept_up: Option<LearnedFolder>,
    /// The open article as it was when it was opened.
    opened: Option<(PathBuf, Document)>,
    is_learning: bool,
    /// True where articles that are not open were changed since the base was made.
    is_outdated: bool,
    /// True while what was learned is being kept, and what is to be kept next.
    is_keeping: bool,
    to_keep: Option<LearnedPlace>,
    /// How many articles were left ever.
    count: u64,
}

/// Whose work in which folder is learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LearningPlace {
    folder: PathBuf,
    analyst: Analyst,
}

/// What articles of a folder taught.
#[derive(Clone, Debug, Default)]
pub(crate) struct LearnedFolder {
    experience: Arc<Experience>,
    /// Which articles, each as its files were then.
    articles: Arc<BTreeMap<PathBuf, Option<InputDigest>>>,
    /// How many of them came after all were learned from together.
    added: usize,
    /// The number of the last article left that it knows of.
    through: u64,
}

/// An article that was changed and left.
#[derive(Clone, Debug)]
struct LeftArticle {
    number: u64,
    path: PathBuf,
    /// As it was opened, and as it was left.
    before: Document,
    after: Document,
    /// True where something was done in it.
    is_changed: bool,
    /// What its files are like now.
    digest: Option<InputDigest>,
}

/// What an article is to be read with, before articles that were left are learned from.
#[derive(Debug)]
pub(super) struct KnowledgeSource {
    place: Option<LearningPlace>,
    folder: LearnedFolder,
    left: Vec<LeftArticle>,
    opened: Option<(PathBuf, Document)>,
}

/// What a thread has learned in a folder.
#[derive(Debug)]
pub(super) struct LearnedPlace {
    place: LearningPlace,
    folder: LearnedFolder,
    /// True where the files that it comes from are others by now.
    is_stale: bool,
}

/// What is to be learned from.
#[derive(Clone, Debug)]
struct LearningTask {
    place: LearningPlace,
    schema: Arc<Schema>,
    /// The open article: it is learned from when it is left.
    except: PathBuf,
    /// The number of the last article that was left before.
    through: u64,
}

impl LearningTask {
    /// The articles that the analyst worked on, as their files are now. What can't be read teaches
    /// nothing; the list of articles says what is wrong with it.
    fn worked_on(&self) -> Vec<(PathBuf, Option<InputDigest>)> {
        let articles = ArticleFolder::open(&self.place.folder).map(|it| it.articles);
        let own = |entry: ArticleEntry| {
            let file = entry.annotations.iter().find(|it| it.analyst == self.place.analyst)?;
            let digest = InputDigest::of(&entry.path, &file.path());
            Some((entry.path, digest))
        };
        articles.unwrap_or_default().into_iter().filter_map(own).collect()
    }

    /// Learns from every article but the open one.
    fn learn_anew(&self) -> LearnedPlace {
        let mut learner = Learner::new();
        let mut articles = BTreeMap::new();
        for (path, digest) in self.worked_on().into_iter().filter(|it| it.0 != self.except) {
            if let Some(document) = self.sound_work(&path) {
                learn_one(&mut learner, &document);
                articles.insert(path, digest);
            }
        }
        let experience = Arc::new(learner.into_experience());
        let (articles, through) = (Arc::new(articles), self.through);
        let folder = LearnedFolder { experience, articles, added: 0, through };
        LearnedPlace { place: self.place.clone(), folder, is_stale: false }
    }

    /// What was learned the last time, with the articles that are new since.
    fn take_up(&self) -> Option<LearnedPlace> {
        let kept = LearnedFile::read(&self.place.folder, &self.place.analyst)?;
        let experience = Arc::new(Experience::from_bytes(&kept.experience)?);
        let known = kept.articles.into_iter();
        let known = known.map(|(name, digest)| (self.place.folder.join(name), Some(digest)));
        let mut folder = LearnedFolder {
            experience,
            articles: Arc::new(known.collect()),
            added: kept.added,
            through: self.through,
        };
        let now: BTreeMap<PathBuf, Option<InputDigest>> = self.worked_on().into_iter().collect();
        let is_stale = folder.articles.iter().any(|(path, digest)| now.get(path) != Some(digest));
        let new: Vec<_> = now
            .into_iter()
            .filter(|it| it.0 != self.except && !folder.articles.contains_key(&it.0))
            .collect();
        for (path, digest) in new.into_iter().filter(|_| !is_stale) {
            if let Some(document) = self.sound_work(&path) {
                folder.add(path, None, &document, digest);
            }
        }
        Some(LearnedPlace { place: self.place.clone(), folder, is_stale })
    }

    /// What the analyst did in an article; `None` where that is of another text or can't be read.
    fn sound_work(&self, path: &Path) -> Option<Document> {
        let opened = store::read_article(path).ok()?;
        let (analyst, syntax) = (&self.place.analyst, FileSyntax::default());
        let (path, article) = (&opened.path, &opened.article);
        let work = store::read_work(path, article, analyst, &self.schema, syntax).ok()?;
        work.sound().ok()
    }
}

impl LearnedPlace {
    /// Keeps what was learned for the next time.
    fn keep(&self) -> Result<(), StoreError> {
        let name = |path: &PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        let named = self.folder.articles.iter();
        let named = named.filter_map(|(path, digest)| Some((name(path)?, (*digest)?)));
        let file = LearnedFile {
            articles: named.collect(),
            added: self.folder.added,
            experience: self.folder.experience.to_bytes(),
        };
        // What has a name that is no text, or files that are gone, is not distinguished the next time.
        if file.articles.len() < self.folder.articles.len() || file.articles.is_empty() {
            return Ok(());
        }
        file.write(&self.place.folder, &self.place.analyst)
    }
}

impl LearnedFolder {
    /// The same with articles that were left since.
    fn with(&self, left: &[LeftArticle]) -> Self {
        let mut folder = self.clone();
        for it in left.iter().filter(|it| it.number > self.through) {
            folder.through = it.number;
            if !it.is_changed && folder.articles.contains_key(&it.path) {
                continue;
            }
            folder.add(it.path.clone(), Some(&it.before), &it.after, it.digest);
        }
        folder
    }

    /// Learns from one more article; `before` is what it was where it was learned from before.
    fn add(
        &mut self,
        path: PathBuf,
        before: Option<&Document>,
        after: &Document,
        digest: Option<InputDigest>,
    ) {
        let was = before.filter(|_| self.articles.contains_key(&path));
        self.experience = Arc::new(with_article(&self.experience, was, after));
        Arc::make_mut(&mut self.articles).insert(path, digest);
        self.added += 1;
    }

    /// What they taught.
    pub(crate) fn experience(&self) -> &Arc<Experience> {
        &self.experience
    }

    /// What an article that was opened as `opened` is read with.
    pub(crate) fn knowledge_for(&self, path: &Path, opened: &Document) -> ArticleKnowledge {
        ArticleKnowledge {
            experience: Arc::clone(&self.experience),
            learned_as: self.articles.contains_key(path).then(|| opened.clone()),
        }
    }
}

impl KnowledgeSource {
    /// Learns from what was left, on whatever thread. Gives what the article is read with, and what was
    /// learned.
    pub(super) fn prepare(self) -> (ArticleKnowledge, Option<LearnedPlace>) {
        let folder = self.folder.with(&self.left);
        let knowledge = match &self.opened {
            Some((path, opened)) => folder.knowledge_for(path, opened),
            None => ArticleKnowledge::default(),
        };
        let learned = self.place.map(|place| LearnedPlace { place, folder, is_stale: false });
        (knowledge, learned)
    }
}

impl FolderLearning {
    /// What is known by now, but for the last articles left.
    pub(super) fn known(&self) -> LearnedFolder {
        self.kept_up.as_ref().or(self.base.as_ref()).cloned().unwrap_or_default()
    }

    /// What the open article is read with.
    pub(super) fn source(&self) -> KnowledgeSource {
        KnowledgeSource {
            place: self.place.clone(),
            folder: self.known(),
            left: self.left.clone(),
            opened: self.opened.clone(),
        }
    }

    /// True while it is not known yet what the folder taught.
    pub(super) fn is_awaited(&self) -> bool {
        self.base.is_none() && self.is_learning
    }

    /// Notes that articles that are not open were changed.
    pub(super) fn note_changes_elsewhere(&mut self) {
        self.is_outdated = true;
    }

    /// Uses what was made anew.
    fn renew(&mut self) {
        let Some(next) = self.next.take() else { return };
        self.left.retain(|it| it.number > next.through);
        self.kept_up = None;
        self.base = Some(next);
    }

    /// True where all articles are to be learned from.
    fn is_due(&self) -> bool {
        let Some(base) = &self.base else { return !self.is_learning };
        let left = self.left.iter().filter(|it| it.is_changed).map(|it| &it.path);
        let left: BTreeSet<&PathBuf> = left.collect();
        let changed = left.len() + base.added;
        let is_enough = changed * 100 >= (base.articles.len() * CHANGED).max(100);
        (is_enough || self.is_outdated) && !self.is_learning && self.next.is_none()
    }
}

/// True where something was decided in an article.
fn was_worked_on(document: &Document) -> bool {
    let has_status = !document.meta_value(ArticleStatus::KEY).is_empty();
    has_status || document.annotations().len() > 0 || document.dismissals().next().is_some()
}

impl Session {
    /// What an article of the folder is read with.
    pub(super) fn learned(&self) -> LearnedFolder {
        self.learning.known()
    }

    /// Notes what was done in the open article, which is about to be left.
    pub(super) fn note_left_article(&mut self) {
        let Some((path, before)) = self.learning.opened.take() else { return };
        let (Some(editor), Some(open)) = (&self.editor, self.workspace.article_path()) else {
            return;
        };
        let after = editor.document();
        let is_changed = after.revision() != before.revision();
        // One that was open when all others were learned from is learned from now.
        let bases = [&self.learning.base, &self.learning.next];
        let is_missing = bases
            .iter()
            .any(|base| base.as_ref().is_some_and(|it| !it.articles.contains_key(&path)));
        let is_new = (is_missing || self.learning.is_learning) && was_worked_on(after);
        if open != path || !is_changed && !is_new {
            return;
        }
        let after = after.clone();
        let annotations = self.annotation_path();
        let digest = annotations.and_then(|it| InputDigest::of(&path, &it));
        self.learning.count += 1;
        let number = self.learning.count;
        self.learning.left.push(LeftArticle { number, path, before, after, is_changed, digest });
    }

    /// Takes up what the folder of the article taught that was just opened, and learns from it where that
    /// is due.
    pub(super) fn take_up_experience(&mut self) {
        let (Some(path), Some(editor)) = (self.workspace.article_path(), &self.editor) else {
            return;
        };
        let (path, analyst) = (path.to_owned(), self.workspace.analyst.clone());
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let place = LearningPlace { folder, analyst };
        if self.learning.place.as_ref() != Some(&place) {
            let count = self.learning.count;
            let is_keeping = self.learning.is_keeping;
            let place = Some(place);
            self.learning =
                FolderLearning { place, is_keeping, count, ..FolderLearning::default() };
        }
        self.learning.renew();
        self.learning.opened = Some((path, editor.document().clone()));
        self.learn_where_due();
    }

    /// Learns from the folder of the open article, where that is due and anybody wants what comes of it.
    pub(super) fn learn_where_due(&mut self) {
        let opened = self.learning.place.clone().zip(self.learning.opened.as_ref());
        let Some((place, (path, _))) = opened else { return };
        let is_wanted = self.settings.suggestions.scope != SuggestionScope::Off;
        if is_wanted && self.learning.is_due() {
            let path = path.clone();
            self.learning.is_learning = true;
            self.learning.is_outdated = false;
            let is_first = self.learning.base.is_none();
            let (schema, through) = (Arc::clone(self.schema_in_use()), self.learning.count);
            let task = LearningTask { place, schema, except: path, through };
            self.tasks.start_in_background(move || {
                let taken_up = if is_first { task.take_up() } else { None };
                let learned = taken_up.unwrap_or_else(|| task.learn_anew());
                TaskResult::Learned(Box::new(learned))
            });
        }
    }

    /// Takes what all articles of a folder taught: for the open article where nothing was known yet, else
    /// from the next one on, so that nothing moves on the page.
    pub(super) fn on_folder_learned(&mut self, learned: LearnedPlace) {
        if self.learning.place.as_ref() != Some(&learned.place) {
            return;
        }
        self.learning.is_learning = false;
        let is_first = self.learning.base.is_none();
        let is_stale = learned.is_stale;
        self.learning.next = Some(learned.folder.clone());
        if is_first {
            self.learning.renew();
            let has_taught = !learned.folder.articles.is_empty();
            if has_taught && self.editor.is_some() {
                self.look_for_suggestions();
            }
            if let Some(folder) = self.workspace.folder.as_mut().filter(|_| has_taught) {
                folder.weigh_again();
            }
            self.weigh_articles();
        }
        if is_stale {
            self.learn_anew();
        } else {
            self.keep_learned(learned);
        }
    }

    /// Learns from all articles again: what was kept is of files that are others by now.
    fn learn_anew(&mut self) {
        let (Some(place), Some(path)) = (self.learning.place.clone(), self.article_path()) else {
            return;
        };
        let (except, through) = (path.to_owned(), self.learning.count);
        let schema = Arc::clone(self.schema_in_use());
        let task = LearningTask { place, schema, except, through };
        self.learning.is_learning = true;
        self.tasks.start_in_background(move || TaskResult::Learned(Box::new(task.learn_anew())));
    }

    /// Keeps what was learned, one after the other.
    fn keep_learned(&mut self, learned: LearnedPlace) {
        if self.learning.is_keeping {
            self.learning.to_keep = Some(learned);
            return;
        }
        self.learning.is_keeping = true;
        self.tasks.start(move || {
            // Without it the next start takes longer, and nothing else.
            let _not_kept = learned.keep();
            TaskResult::LearnedKept
        });
    }

    pub(super) fn on_learned_kept(&mut self) {
        self.learning.is_keeping = false;
        if let Some(next) = self.learning.to_keep.take() {
            self.keep_learned(next);
        }
    }

    /// Takes what was learned from articles that were left.
    pub(super) fn on_kept_up(&mut self, learned: Option<LearnedPlace>) {
        let Some(learned) = learned else { return };
        let is_news = learned.folder.through > self.learning.known().through;
        if self.learning.place.as_ref() == Some(&learned.place) && is_news {
            self.learning.kept_up = Some(learned.folder.clone());
            // What is being made from all articles is kept instead.
            let is_made_anew = self.learning.is_learning || self.learning.next.is_some();
            if self.learning.base.is_some() && !is_made_anew {
                self.keep_learned(learned);
            }
        }
    }

    /// Has the settings say which suggestions of the open article are wanted.
    pub(super) fn choose_suggestions(&mut self) {
        let settings = self.settings.suggestions.clone();
        let is_without = self.article_path().is_some_and(|it| settings.leaves_out(it));
        if let Some(editor) = &mut self.editor {
            editor.choose_suggestions(SuggestionChoices { settings, is_without });
        }
    }

    /// Looks for suggestions where there are to be some again, and for none where there are not.
    pub(super) fn follow_suggestion_scope(&mut self, was_off: bool) {
        let is_off = self.settings.suggestions.scope == SuggestionScope::Off;
        if was_off == is_off || self.editor.is_none() {
            return;
        }
        self.learn_where_due();
        self.look_for_suggestions();
        if was_off {
            self.ask_programs();
        }
    }

    /// Judges the suggestions again, where something was decided since.
    pub(super) fn judge_suggestions(&mut self) {
        let Some(editor) = &mut self.editor else { return };
        if let Some(judge) = editor.begin_judging() {
            self.tasks.start(move || TaskResult::Judged(judge()));
        }
    }
}
