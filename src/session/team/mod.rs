//! The team of a folder: who is where, how far analysts agree, and the places behind each figure.
//!
//! Articles are counted on threads, some at a time, and let go. Of an article that an analyst has not
//! done, nothing of others is read for them.

mod basis;
mod counting;
mod places;
mod rows;
mod values;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use basis::TeamAsker;
use counting::{CountedTeam, TeamCounting, TeamRequest};
pub(super) use places::ListedPlaces;
use places::PlacesRequest;
pub use places::{TeamList, TeamPlace, TeamQuestion};
pub use rows::{AnalystArticles, AnalystProgress, FileHolder, GoldProgress, TeamRow};
pub use values::{FrequentConfusions, ValueConfusion};

use super::{OpenFolder, Reason, Session, TaskResult};
use crate::compare::AgreementFigures;

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
    /// The articles that were counted: what is to be done first, then as they are listed.
    pub rows: Vec<Arc<TeamRow>>,
    /// How far everybody is.
    pub analysts: BTreeMap<String, AnalystArticles>,
    /// How many articles there are; `None` until they are listed.
    pub all: Option<usize>,
    /// How far analysts agree, where two have done an article.
    pub figures: Option<AgreementFigures>,
    /// The same of each analyst and the gold.
    pub against: Option<AgreementFigures>,
    /// Values that stand beside each other, of each two.
    pub values: BTreeMap<[String; 2], FrequentConfusions>,
    /// Files that could not be read or whose tags may not be where they were put.
    pub left_out: usize,
    /// Why nothing can be counted.
    pub refused: Option<Reason>,
    /// What was asked for.
    pub list: Option<TeamList>,
    is_counting: bool,
    generation: u64,
}

/// How counting went on that was asked for as the `generation`th.
#[derive(Debug)]
pub(super) struct TeamNews {
    generation: u64,
    counted: Result<CountedTeam, Reason>,
}

impl TeamView {
    /// True while articles are counted.
    pub(super) fn is_counting(&self) -> bool {
        self.is_counting
    }
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

    fn team_asker(&self) -> TeamAsker {
        TeamAsker {
            person: self.workspace.analyst.clone(),
            schema: Arc::clone(self.schema_in_use()),
        }
    }

    fn count_team(&mut self) {
        let generation = self.team.generation + 1;
        let folder = match self.may_show_team() {
            Ok(folder) => folder,
            Err(reason) => {
                let refused = Some(reason);
                self.team = TeamView { refused, generation, ..TeamView::default() };
                return;
            }
        };
        // What was changed here just now is counted too.
        self.leave();
        let view = TeamView { is_counting: true, generation, ..TeamView::default() };
        let before = std::mem::replace(&mut self.team, view);
        let listed = self.workspace.folder.as_ref().map(OpenFolder::listed).unwrap_or_default();
        let request = TeamRequest { asker: self.team_asker(), folder, listed };
        self.tasks.start(move || {
            drop(before);
            let counted = request.begin().map(TeamCounting::count);
            TaskResult::TeamCounted(Box::new(TeamNews { generation, counted }))
        });
    }

    pub(super) fn on_team_counted(&mut self, news: TeamNews) {
        let TeamNews { generation, counted } = news;
        if generation != self.team.generation {
            // It is much: it is dropped where no frame waits for it.
            self.tasks.start_in_background(move || {
                drop(counted);
                TaskResult::TeamKept
            });
            return;
        }
        let counted = match counted {
            Ok(counted) => counted,
            Err(reason) => {
                self.team.refused = Some(reason);
                return self.end_counting();
            }
        };
        let team = &mut self.team;
        (team.gold, team.all) = (counted.gold, Some(counted.all));
        (team.rows, team.analysts) = (counted.rows, counted.analysts);
        (team.figures, team.against) = (counted.figures, counted.against);
        (team.values, team.left_out) = (counted.values, counted.left_out);
        let counting = counted.counting;
        if counting.is_done() {
            self.tasks.start_in_background(move || {
                counting.keep();
                TaskResult::TeamKept
            });
            return self.end_counting();
        }
        // Whoever looks sees rows by now: the rest gives way to the frames they are drawn in.
        self.tasks.start_in_background(move || {
            let counted = Ok(counting.count());
            TaskResult::TeamCounted(Box::new(TeamNews { generation, counted }))
        });
    }

    /// What waited for it goes on.
    pub(super) fn end_counting(&mut self) {
        self.team.is_counting = false;
        self.weigh_articles();
    }

    fn list_places(&mut self, question: TeamQuestion) {
        let Ok(folder) = self.may_show_team() else { return };
        self.team.list = Some(TeamList { question: question.clone(), places: None });
        let request = PlacesRequest { asker: self.team_asker(), folder, question };
        self.tasks.start(move || TaskResult::PlacesListed(Box::new(request.list())));
    }

    pub(super) fn on_places_listed(&mut self, listed: ListedPlaces) {
        let team = &mut self.team;
        let Some(list) = team.list.as_mut().filter(|it| it.question == listed.question) else {
            return;
        };
        match listed.places {
            Ok(places) => list.places = Some(places),
            Err(reason) => (team.list, team.refused) = (None, Some(reason)),
        }
    }
}
