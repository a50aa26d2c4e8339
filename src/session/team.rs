//! The team of a folder: who is where, how far analysts agree, and the places behind each figure.
//!
//! Articles are counted on a thread, some at a time, and let go. Of an article that an analyst has not
//! done himself nothing of others is read for him.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    Reason, Session, TaskResult,
    comparing::{WorkReader, is_done, may_look},
};
use crate::{
    compare::{
        AgreementCounts, AgreementFigures, ArticleComparison, ComparedWork, RecordStanding,
        RecordTable, TaskPlan,
    },
    model::{Annotation, Document, Schema},
    store::{self, Analyst, ArticleEntry, ArticleFolder},
};

/// Articles counted by one job.
const BATCH: usize = 100;

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

/// A figure, for the places it counts. Labels and relations are their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamQuestion {
    /// Tags of a label that are not on the same pieces, or that one alone has.
    NotExact {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
    },
    /// Tags of a label that one of the two alone has.
    Alone {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
    },
    /// Matched tags with other values of an attribute.
    Values {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
        /// Which attribute.
        key: String,
        /// Only these values, where they are named.
        values: Option<[String; 2]>,
    },
    /// Links that one of the two alone has.
    Links {
        /// Whose.
        pair: [String; 2],
        /// Which relation.
        relation: String,
    },
    /// Tags with these labels; `""` where one has none.
    Labels {
        /// Whose.
        pair: [String; 2],
        /// What each calls it.
        labels: [String; 2],
    },
}

impl TeamQuestion {
    /// Whose works are compared.
    pub fn pair(&self) -> &[String; 2] {
        match self {
            Self::NotExact { pair, .. }
            | Self::Alone { pair, .. }
            | Self::Values { pair, .. }
            | Self::Links { pair, .. }
            | Self::Labels { pair, .. } => pair,
        }
    }
}

/// How far an analyst is with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnalystProgress {
    /// It is his, and he has not begun.
    Waiting,
    /// He has begun.
    Begun,
    /// He says that he is done.
    Done,
    /// It is not shown to whoever asks before his own work is done.
    Hidden,
}

/// How far the gold of an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoldProgress {
    /// How many analysts are done.
    pub compared: usize,
    /// True where there is a gold.
    pub is_there: bool,
    /// True where it is marked done.
    pub is_done: bool,
    /// How many records wait for a decision.
    pub left: usize,
    /// How many of these were decided before.
    pub reopened: usize,
}

/// An article of a team.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// Where it is.
    pub path: PathBuf,
    /// The name of its file.
    pub name: String,
    /// Everybody whose it is or who has worked on it.
    pub analysts: BTreeMap<String, AnalystProgress>,
    /// When each of them changed his work last.
    pub changed: BTreeMap<String, SystemTime>,
    /// The gold.
    pub gold: GoldProgress,
    /// True where all do it, first.
    pub is_calibration: bool,
}

/// A place that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPlace {
    /// The article.
    pub path: PathBuf,
    /// Where in it, in bytes.
    pub bytes: Range<usize>,
    /// The words, with what is around them.
    pub words: [String; 3],
    /// What each of the two says; `""` for nothing.
    pub said: [String; 2],
}

/// How often two values of an attribute stand beside each other, by analysts, label and attribute.
pub type ValueConfusions = BTreeMap<([String; 2], String, String, [String; 2]), u32>;

/// The places of a figure.
#[derive(Clone, Debug)]
pub struct TeamList {
    /// The figure.
    pub question: TeamQuestion,
    /// The places; `None` until they are read.
    pub places: Option<Vec<TeamPlace>>,
}

/// What is known of a team.
#[derive(Debug, Default)]
pub struct TeamView {
    /// What the gold is called.
    pub gold: String,
    /// The articles that were counted, in order of name.
    pub rows: Vec<TeamRow>,
    /// How many articles there are.
    pub all: usize,
    /// How far analysts agree, where two have done an article.
    pub figures: Option<AgreementFigures>,
    /// The same of each analyst and the gold.
    pub against: Option<AgreementFigures>,
    /// Values that stand beside each other.
    pub values: ValueConfusions,
    /// Files that could not be read or whose tags may not be where they were put.
    pub left_out: usize,
    /// What was asked for.
    pub list: Option<TeamList>,
    generation: u64,
}

/// Counting a team, handed from thread to thread.
#[derive(Debug)]
struct TeamCounting {
    basis: TeamBasis,
    rest: VecDeque<ArticleEntry>,
    counts: AgreementCounts,
    against: AgreementCounts,
    values: ValueConfusions,
    left_out: usize,
    generation: u64,
}

/// What reading a team needs to know.
#[derive(Clone, Debug)]
struct TeamBasis {
    plan: TaskPlan,
    person: Analyst,
    schema: Arc<Schema>,
}

/// Some articles of a team, counted.
#[derive(Debug)]
pub(super) struct CountedTeam {
    counting: TeamCounting,
    rows: Vec<TeamRow>,
    figures: Option<AgreementFigures>,
    against: Option<AgreementFigures>,
}

/// The places of a figure, read.
#[derive(Debug)]
pub(super) struct ListedPlaces {
    question: TeamQuestion,
    places: Vec<TeamPlace>,
}

/// An article's works that may be compared.
struct TeamWorks {
    done: Vec<(String, Document)>,
    gold: Option<Document>,
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

    fn team_basis(&self, folder: &Path) -> TeamBasis {
        TeamBasis {
            plan: store::tasks_of(folder).ok().flatten().unwrap_or_default(),
            person: self.workspace.analyst.clone(),
            schema: Arc::clone(self.schema_in_use()),
        }
    }

    fn count_team(&mut self) {
        let folder = match self.may_show_team() {
            Ok(folder) => folder,
            Err(reason) => return self.refuse(reason),
        };
        // What was changed here just now is counted too.
        self.leave();
        let listed = ArticleFolder::open(&folder).map(|it| it.articles).unwrap_or_default();
        let basis = self.team_basis(&folder);
        let generation = self.team.generation + 1;
        self.team = TeamView {
            gold: basis.plan.gold.clone(),
            all: listed.len(),
            generation,
            ..TeamView::default()
        };
        self.go_on_counting(TeamCounting {
            basis,
            rest: listed.into(),
            counts: AgreementCounts::default(),
            against: AgreementCounts::default(),
            values: ValueConfusions::new(),
            left_out: 0,
            generation,
        });
    }

    fn go_on_counting(&mut self, counting: TeamCounting) {
        if !counting.rest.is_empty() {
            self.tasks.start(move || TaskResult::TeamCounted(Box::new(counting.count())));
        }
    }

    pub(super) fn on_team_counted(&mut self, counted: CountedTeam) {
        let CountedTeam { counting, rows, figures, against } = counted;
        if counting.generation != self.team.generation {
            return;
        }
        self.team.rows.extend(rows);
        (self.team.figures, self.team.against) = (figures, against);
        self.team.values.clone_from(&counting.values);
        self.team.left_out = counting.left_out;
        self.go_on_counting(counting);
    }

    fn list_places(&mut self, question: TeamQuestion) {
        let Ok(folder) = self.may_show_team() else { return };
        let basis = self.team_basis(&folder);
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

impl TeamCounting {
    /// Counts the next articles.
    fn count(mut self) -> CountedTeam {
        let mut rows = Vec::new();
        for _ in 0..BATCH {
            let Some(entry) = self.rest.pop_front() else { break };
            rows.push(self.count_one(&entry));
        }
        let (figures, against) = (self.counts.figures(), self.against.figures());
        CountedTeam { counting: self, rows, figures, against }
    }

    fn count_one(&mut self, entry: &ArticleEntry) -> TeamRow {
        let plan = &self.basis.plan;
        let assigned = plan.assigned_to(&entry.name).iter();
        let mut row = TeamRow {
            path: entry.path.clone(),
            name: entry.name.clone(),
            analysts: assigned.map(|it| (it.clone(), AnalystProgress::Waiting)).collect(),
            changed: BTreeMap::new(),
            gold: GoldProgress::default(),
            is_calibration: plan
                .assigned
                .iter()
                .any(|it| it.article == entry.name && it.calibration),
        };
        for file in entry.annotations.iter().filter(|it| it.analyst.as_str() != plan.gold) {
            let name = file.analyst.to_string();
            row.changed.extend(store::last_change(file).map(|it| (name.clone(), it)));
            row.analysts.insert(name, AnalystProgress::Hidden);
        }
        let Ok(reader) = WorkReader::new(&entry.path, &self.basis.schema) else {
            self.left_out += 1;
            return row;
        };
        let works = self.basis.read(entry, &reader, &mut row, &mut self.left_out);
        let Some(works) = works else { return row };
        row.gold.is_there = works.gold.is_some();
        row.gold.is_done = works.gold.as_ref().is_some_and(is_done);
        row.gold.compared = works.done.len();
        let own: Vec<ComparedWork<'_>> = works.compared().collect();
        let text = reader.text();
        let compared = ArticleComparison::new(&text, &own);
        if works.done.len() > 1 {
            self.counts.add(&compared);
            let table = RecordTable::new(&compared);
            let empty = Document::new("", reader.text(), Arc::clone(&self.basis.schema));
            for standing in table.standings(works.gold.as_ref().unwrap_or(&empty)) {
                match standing {
                    RecordStanding::Open | RecordStanding::Alike => row.gold.left += 1,
                    RecordStanding::Reopened(_) => {
                        row.gold.left += 1;
                        row.gold.reopened += 1;
                    }
                    RecordStanding::Decided(_) => {}
                }
            }
        }
        count_values(&compared, &mut self.values);
        // Of one that is not done figures would say how far it is, not how right anybody is.
        if let Some(gold) = works.gold.as_ref().filter(|it| is_done(it)) {
            let name = &self.basis.plan.gold;
            let with_gold: Vec<ComparedWork<'_>> =
                works.compared().chain([ComparedWork::new(gold, name)]).collect();
            let mut compared = ArticleComparison::new(&text, &with_gold);
            compared.keep_against(name);
            self.against.add(&compared);
            count_values(&compared, &mut self.values);
        }
        row
    }
}

fn count_values(compared: &ArticleComparison<'_>, values: &mut ValueConfusions) {
    for it in compared.differing_values() {
        let Some(tag) = it.pair.tags[0] else { continue };
        let key = (
            it.pair.analysts.map(str::to_owned),
            tag.label.to_string(),
            it.key.to_owned(),
            it.values.map(str::to_owned),
        );
        *values.entry(key).or_default() += 1;
    }
}

impl TeamWorks {
    fn compared(&self) -> impl Iterator<Item = ComparedWork<'_>> {
        self.done.iter().map(|(name, it)| ComparedWork::new(it, name))
    }
}

impl TeamBasis {
    /// The works on an article that may be seen; `row` learns how far everybody is.
    fn read(
        &self,
        entry: &ArticleEntry,
        reader: &WorkReader,
        row: &mut TeamRow,
        left_out: &mut usize,
    ) -> Option<TeamWorks> {
        if may_look(entry, &self.plan, &self.person, reader).is_err() {
            return None;
        }
        let mut works = TeamWorks { done: Vec::new(), gold: None };
        for file in &entry.annotations {
            let Some(document) = reader.read(file) else {
                *left_out += 1;
                row.analysts.remove(file.analyst.as_str());
                continue;
            };
            let name = file.analyst.to_string();
            if name == self.plan.gold {
                works.gold = Some(document);
            } else if is_done(&document) {
                row.analysts.insert(name.clone(), AnalystProgress::Done);
                works.done.push((name, document));
            } else {
                row.analysts.insert(name, AnalystProgress::Begun);
            }
        }
        Some(works)
    }

    /// The places of an article that a figure counts.
    fn places(&self, entry: &ArticleEntry, question: &TeamQuestion) -> Vec<TeamPlace> {
        let Ok(reader) = WorkReader::new(&entry.path, &self.schema) else { return Vec::new() };
        if may_look(entry, &self.plan, &self.person, &reader).is_err() {
            return Vec::new();
        }
        let [one, other] = question.pair();
        let mut documents = Vec::new();
        for file in &entry.annotations {
            let name = file.analyst.as_str();
            if name != one && name != other {
                continue;
            }
            let document = reader.read(file);
            documents.extend(document.filter(is_done).map(|it| (name.to_owned(), it)));
        }
        let works: Vec<ComparedWork<'_>> =
            documents.iter().map(|(name, it)| ComparedWork::new(it, name)).collect();
        let text = reader.text();
        let compared = ArticleComparison::new(&text, &works);
        let mut places = places_of(&compared, question, &text, &entry.path);
        places.sort_by_key(|it| it.bytes.start);
        places
    }
}

fn places_of(
    compared: &ArticleComparison<'_>,
    question: &TeamQuestion,
    text: &crate::text::Text,
    path: &Path,
) -> Vec<TeamPlace> {
    let place = |tag: &Annotation, said: [String; 2]| TeamPlace {
        path: path.to_owned(),
        bytes: tag.extent.start()..tag.extent.end(),
        words: around(text, tag),
        said,
    };
    let quote = |tag: Option<&Annotation>| {
        let pieces = tag.into_iter().flat_map(|it| it.extent.pieces());
        pieces.map(|it| text.slice(it)).collect::<Vec<_>>().join(" … ")
    };
    let label_of = |tag: Option<&Annotation>| tag.map_or("", |it| it.label.as_str()).to_owned();
    let pairs = |is_meant: &dyn Fn([&str; 2], bool) -> bool, says_label: bool| {
        let meant = compared.tag_pairs().into_iter().filter(|it| {
            let labels = it.tags.map(|it| it.map_or("", |it| it.label.as_str()));
            is_meant(labels, it.is_exact)
        });
        let listed = meant.filter_map(|it| {
            let tag = it.tags[0].or(it.tags[1])?;
            Some(place(tag, it.tags.map(|it| if says_label { label_of(it) } else { quote(it) })))
        });
        listed.collect::<Vec<_>>()
    };
    match question {
        TeamQuestion::NotExact { label, .. } => pairs(
            &|labels, is_exact| {
                labels.contains(&label.as_str()) && (labels[0] != labels[1] || !is_exact)
            },
            false,
        ),
        TeamQuestion::Alone { label, .. } => {
            pairs(&|labels, _| labels.contains(&label.as_str()) && labels[0] != labels[1], true)
        }
        TeamQuestion::Labels { labels: wanted, .. } => {
            pairs(&|labels, _| labels == [wanted[0].as_str(), wanted[1].as_str()], true)
        }
        TeamQuestion::Values { label, key, values, .. } => {
            let found = compared.differing_values().into_iter().filter_map(|it| {
                let tag = it.pair.tags[0].filter(|tag| tag.label == *label.as_str())?;
                let is_meant = values
                    .as_ref()
                    .is_none_or(|wanted| it.values == [wanted[0].as_str(), wanted[1].as_str()]);
                (it.key == key && is_meant).then(|| place(tag, it.values.map(str::to_owned)))
            });
            found.collect()
        }
        TeamQuestion::Links { relation, .. } => {
            let lone = compared.lone_links().into_iter().filter(|it| it.relation == relation);
            let found = lone.map(|it| {
                let mut said = [String::new(), String::new()];
                if let Some(own) = said.get_mut(it.whose) {
                    *own = quote(Some(it.to));
                }
                place(it.from, said)
            });
            found.collect()
        }
    }
}

/// The words of a tag with a few characters on either side.
fn around(text: &crate::text::Text, tag: &Annotation) -> [String; 3] {
    const AROUND: usize = 30;
    const LONGEST: usize = 90;
    let (source, hull) = (text.as_str(), tag.extent.hull());
    let before = source.get(..hull.start()).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    let after = source.get(hull.end()..).unwrap_or_default();
    let words: String = text.slice(hull).chars().take(LONGEST).collect();
    let plain = |it: String| it.replace('\n', " ");
    [
        plain(before.into_iter().rev().collect()),
        plain(words),
        plain(after.chars().take(AROUND).collect()),
    ]
}
