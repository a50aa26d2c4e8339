//! The team of a folder: who is where, how far analysts agree, and the places behind each figure.
//!
//! Articles are counted on threads, some at a time, and let go. Of an article that an analyst has not
//! done, nothing of others is read for them.

mod counting;
mod places;
mod rows;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub(super) use counting::CountedTeam;
pub use counting::ValueConfusions;
use counting::{TeamBasis, TeamCounting};
pub(super) use places::ListedPlaces;
pub use places::{TeamList, TeamPlace, TeamQuestion};
pub use rows::{AnalystProgress, GoldProgress, TeamRow};

use super::{OpenFolder, Reason, Session, TaskResult, folder::dividing::plan_of};
use crate::{compare::AgreementFigures, store::ArticleFolder};

/// What is asked about a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamAction {
    /// Count the articles of the folder anew.
    Count,
    /// List the places that a figure counts.
    List(TeamQuestion),
    /// Take the list away.
    CloseList,
}

/// What is known of a team.
#[derive(Debug, Default)]
pub struct TeamView {
    /// What the gold is called.
    pub gold: String,
    /// The articles that were counted, in the order of the list of articles.
    pub rows: Vec<TeamRow>,
    /// How many articles there are; `None` until they are listed.
    pub all: Option<usize>,
    /// How far analysts agree, where two have done an article.
    pub figures: Option<AgreementFigures>,
    /// The same of each analyst and the gold.
    pub against: Option<AgreementFigures>,
    /// Values that stand beside each other.
    pub values: ValueConfusions,
    /// Files that could not be read or whose tags may not be where they were put.
    pub left_out: usize,
    /// Why nothing can be counted.
    pub refused: Option<Reason>,
    /// What was asked for.
    pub list: Option<TeamList>,
    generation: u64,
}

impl Session {
    /// What is known of the team of the folder.
    pub fn team(&self) -> &TeamView {
        &self.team
    }

    /// Whether there is a folder whose team can be shown.
    pub fn may_show_team(&self) -> Result<PathBuf, Reason> {
        let folder = self.folder().map(|it| it.path().to_owned());
        folder.or_else(|| Some(self.article_path()?.parent()?.to_owned())).ok_or(Reason::NoArticle)
    }

    pub(super) fn perform_team(&mut self, action: TeamAction) {
        match action {
            TeamAction::Count => self.count_team(),
            TeamAction::List(question) => self.list_places(question),
            TeamAction::CloseList => self.team.list = None,
        }
    }

    fn team_basis(&self, folder: &Path) -> Result<TeamBasis, Reason> {
        Ok(TeamBasis {
            plan: plan_of(folder)?,
            person: self.workspace.analyst.clone(),
            schema: Arc::clone(self.schema_in_use()),
        })
    }

    fn count_team(&mut self) {
        let basis_of = |folder: PathBuf| Ok((self.team_basis(&folder)?, folder));
        let (basis, folder) = match self.may_show_team().and_then(basis_of) {
            Ok(found) => found,
            Err(reason) => {
                let generation = self.team.generation + 1;
                self.team = TeamView { refused: Some(reason), generation, ..TeamView::default() };
                return;
            }
        };
        // What was changed here just now is counted too.
        self.leave();
        let generation = self.team.generation + 1;
        self.team = TeamView { gold: basis.plan.gold.clone(), generation, ..TeamView::default() };
        self.tasks.start(move || {
            TaskResult::TeamCounted(Box::new(
                TeamCounting::begin(basis, folder, generation).count(),
            ))
        });
    }

    pub(super) fn on_team_counted(&mut self, counted: CountedTeam) {
        let CountedTeam { counting, rows, figures, against } = counted;
        if counting.generation != self.team.generation {
            return;
        }
        self.team.rows.extend(rows);
        let folder = self.workspace.folder.as_ref();
        let places = folder.map(OpenFolder::places).unwrap_or_default();
        let place = |it: &TeamRow| places.get(&*it.path).copied().unwrap_or(usize::MAX);
        self.team.rows.sort_by_cached_key(|it| (place(it), it.name.clone()));
        self.team.all = Some(counting.all);
        (self.team.figures, self.team.against) = (figures, against);
        self.team.values.clone_from(&counting.values);
        self.team.left_out = counting.left_out;
        if !counting.is_done() {
            self.tasks.start(move || TaskResult::TeamCounted(Box::new(counting.count())));
        }
    }

    fn list_places(&mut self, question: TeamQuestion) {
        let Ok(folder) = self.may_show_team() else { return };
        let Ok(basis) = self.team_basis(&folder) else { return };
        self.team.list = Some(TeamList { question: question.clone(), places: None });
        self.tasks.start(move || {
            let listed = ArticleFolder::open(&folder).map(|it| it.articles).unwrap_or_default();
            let places = listed.iter().flat_map(|it| basis.places(it, &question)).collect();
            TaskResult::PlacesListed(Box::new(ListedPlaces { question, places }))
        });
    }

    pub(super) fn on_places_listed(&mut self, listed: ListedPlaces) {
        let list = self.team.list.as_mut().filter(|it| it.question == listed.question);
        if let Some(list) = list {
            list.places = Some(listed.places);
        }
    }
}
