//! Articles of the folder that changed since they were tagged: looked for when it is opened, and answered
//! all together.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    model::Schema,
    session::{ArticleRow, NoticeKind, Offer, Reason, Session, TaskResult},
    store::{self, Analyst, AnnotationFile, DoubtKind, ReanchorMode, ReanchoredWork, StoreError},
};

/// Articles of the folder that changed since the analyst tagged them.
#[derive(Debug, Default)]
pub struct FolderMoves {
    articles: Vec<MovedArticle>,
    /// The reasons for which the likeliest place is taken in all of them.
    accepted: BTreeSet<DoubtKind>,
    /// True while they are being written.
    is_under_way: bool,
}

/// An article that changed since it was tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedArticle {
    /// Where it is.
    pub path: PathBuf,
    /// How many tags found their words again.
    pub certain: usize,
    /// How many are in doubt, by the reason; those that were answered in the article are not among them.
    pub doubts: BTreeMap<DoubtKind, usize>,
}

/// What a thread found, or wrote.
#[derive(Debug)]
pub(in crate::session) struct LookedForMoves {
    folder: PathBuf,
    articles: Vec<MovedArticle>,
    /// How many were written, and the article to open again.
    placed: Option<PlacedFolder>,
}

#[derive(Debug)]
struct PlacedFolder {
    articles: usize,
    tags: usize,
    failures: Vec<StoreError>,
    open_again: Option<PathBuf>,
}

impl FolderMoves {
    /// The articles, by path.
    pub fn articles(&self) -> &[MovedArticle] {
        &self.articles
    }

    /// How many tags are certain.
    pub fn certain(&self) -> usize {
        self.articles.iter().map(|it| it.certain).sum()
    }

    /// How many are in doubt, by the reason.
    pub fn doubts(&self) -> BTreeMap<DoubtKind, usize> {
        let mut all = BTreeMap::new();
        for (kind, count) in self.articles.iter().flat_map(|it| &it.doubts) {
            *all.entry(*kind).or_default() += count;
        }
        all
    }

    /// True where the likeliest place is taken of what is in doubt for this reason.
    pub fn accepts(&self, kind: DoubtKind) -> bool {
        self.accepted.contains(&kind)
    }

    /// How many articles wait still for an answer.
    pub fn waiting(&self) -> usize {
        let waits = |it: &&MovedArticle| it.doubts.keys().any(|kind| !self.accepted.contains(kind));
        self.articles.iter().filter(waits).count()
    }
}

/// What placing needs to know.
struct PlacingBasis {
    analyst: Analyst,
    schema: Arc<Schema>,
}

impl PlacingBasis {
    /// Puts the tags of one article where they went; nothing where it did not change.
    fn place(
        &self,
        path: &Path,
        accepted: &BTreeSet<DoubtKind>,
        mode: ReanchorMode,
    ) -> Result<Option<ReanchoredWork>, StoreError> {
        let opened = store::read_article(path)?;
        let schema = Arc::clone(&self.schema);
        let request = store::WorkRequest::new(&opened, self.analyst.clone(), schema);
        store::reanchor(request, accepted, mode)
    }
}

impl Session {
    /// Articles of the folder that changed since they were tagged.
    pub fn folder_moves(&self) -> &FolderMoves {
        &self.moved
    }

    /// Whether the tags of the folder's changed articles can be placed now.
    pub fn may_place_folder(&self) -> Result<(), Reason> {
        match (self.moved.articles.is_empty(), self.moved.is_under_way) {
            (true, _) => Err(Reason::NoMoves),
            (false, true) => Err(Reason::Loading),
            (false, false) => Ok(()),
        }
    }

    fn placing_basis(&self) -> PlacingBasis {
        let schema = Arc::clone(self.schema_in_use());
        PlacingBasis { analyst: self.workspace.analyst.clone(), schema }
    }

    /// Looks for articles of the folder that changed, on a thread.
    pub(in crate::session) fn look_for_moves(&mut self) {
        self.moved = FolderMoves::default();
        let Some(folder) = &self.workspace.folder else { return };
        let analyst = &self.workspace.analyst;
        let own = folder.present().flat_map(ArticleRow::annotations);
        let files: Vec<AnnotationFile> = own.filter(|it| it.analyst == *analyst).cloned().collect();
        let (folder, basis) = (folder.path().to_owned(), self.placing_basis());
        if files.is_empty() {
            return;
        }
        self.tasks.start(move || {
            // What can't be read is recognized by the article's row.
            let is_changed = |it: &&AnnotationFile| store::is_of_other_text(it).unwrap_or(false);
            let look = |it: &AnnotationFile| {
                let none = BTreeSet::new();
                let found = basis.place(&it.article, &none, ReanchorMode::DryRun).ok()??;
                Some(moved_article(&it.article, &found))
            };
            let articles = files.iter().filter(is_changed).filter_map(look).collect();
            TaskResult::Moves(Box::new(LookedForMoves { folder, articles, placed: None }))
        });
    }

    /// Takes the likeliest place of what is in doubt for a reason, or no longer.
    pub(in crate::session) fn accept_in_folder(&mut self, kind: DoubtKind) {
        if !self.moved.accepted.remove(&kind) {
            self.moved.accepted.insert(kind);
        }
    }

    /// Takes how many tags of the open article wait for an answer.
    pub(in crate::session) fn note_waiting(&mut self, waiting: &BTreeMap<DoubtKind, usize>) {
        let open = self.article_path().map(Path::to_owned);
        let articles = &mut self.moved.articles;
        if let Some(article) = articles.iter_mut().find(|it| Some(&it.path) == open.as_ref()) {
            article.doubts.clone_from(waiting);
        }
    }

    /// Puts the tags of every changed article where they went: those that were answered in their article as
    /// they were, those in doubt for a reason that is accepted in their likeliest place. An article in which
    /// something else is in doubt waits.
    pub(in crate::session) fn place_folder(&mut self) {
        if let Err(reason) = self.may_place_folder() {
            return self.refuse(reason);
        }
        let Some(folder) = self.workspace.folder.as_ref().map(|it| it.path().to_owned()) else {
            return;
        };
        let paths: Vec<PathBuf> = self.moved.articles.iter().map(|it| it.path.clone()).collect();
        // The open one is written like the others: it is given back until then.
        let open = self.article_path().filter(|it| paths.iter().any(|path| path == it));
        let open_again = open.map(Path::to_owned);
        if open_again.is_some() {
            if !self.leave() {
                return;
            }
            (self.editor, self.workspace.article) = (None, None);
        }
        let basis = self.placing_basis();
        let accepted = self.moved.accepted.clone();
        self.moved.is_under_way = true;
        self.tasks.start(move || {
            let mut placed =
                PlacedFolder { articles: 0, tags: 0, failures: Vec::new(), open_again };
            let mut articles = Vec::new();
            for path in paths {
                match basis.place(&path, &accepted, ReanchorMode::Write) {
                    Ok(Some(done)) if done.is_written => {
                        placed.articles += 1;
                        let accepted = done.accepted.values().sum::<usize>();
                        placed.tags += done.moved + done.decided + accepted;
                    }
                    Ok(Some(done)) => {
                        articles.push(MovedArticle {
                            doubts: all_doubts(&done),
                            ..moved_article(&path, &done)
                        });
                    }
                    Ok(None) => {}
                    Err(error) => placed.failures.push(error),
                }
            }
            TaskResult::Moves(Box::new(LookedForMoves { folder, articles, placed: Some(placed) }))
        });
    }

    pub(in crate::session) fn on_moves(&mut self, found: LookedForMoves) {
        let is_here = self.workspace.folder.as_ref().is_some_and(|it| it.path() == found.folder);
        if is_here {
            self.moved.articles = found.articles;
            self.moved.is_under_way = false;
        }
        match found.placed {
            Some(placed) => self.on_folder_placed(placed),
            None if is_here => self.report_folder_moves(),
            None => {}
        }
    }

    fn on_folder_placed(&mut self, placed: PlacedFolder) {
        self.notices.forget(|it| matches!(it, NoticeKind::ArticlesMoved { .. }));
        let PlacedFolder { articles, tags, failures, open_again } = placed;
        let waiting = self.moved.articles.len();
        self.post_notice(NoticeKind::ArticlesPlaced { articles, tags, waiting }, []);
        for error in failures {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
        if let Some(path) = open_again
            && self.editor.is_none()
        {
            self.open_article(&path);
        }
    }

    /// One notice for all of them; the open article alone has its own.
    fn report_folder_moves(&mut self) {
        let open = self.article_path();
        let is_other = |it: &MovedArticle| Some(it.path.as_path()) != open;
        if !self.moved.articles.iter().any(is_other) {
            return;
        }
        self.notices.forget(|it| matches!(it, NoticeKind::TagsMoved { .. }));
        let (articles, certain) = (self.moved.articles.len(), self.moved.certain());
        let doubts = self.moved.doubts().values().sum();
        let notice = NoticeKind::ArticlesMoved { articles, certain, doubts };
        self.post_notice(notice, [Offer::ReviewFolder]);
    }

    /// An article that was placed by itself is no longer among those that wait.
    pub(in crate::session) fn forget_moved(&mut self, path: &Path) {
        self.moved.articles.retain(|it| it.path != path);
        if self.moved.articles.is_empty() {
            self.notices.forget(|it| matches!(it, NoticeKind::ArticlesMoved { .. }));
        }
    }
}

fn moved_article(path: &Path, found: &ReanchoredWork) -> MovedArticle {
    MovedArticle { path: path.to_owned(), certain: found.moved, doubts: found.waiting.clone() }
}

/// Those that were accepted too: nothing of them was written.
fn all_doubts(found: &ReanchoredWork) -> BTreeMap<DoubtKind, usize> {
    let mut all = found.waiting.clone();
    for (kind, count) in &found.accepted {
        *all.entry(*kind).or_default() += count;
    }
    all
}
