//! Several analysts' records of the open article, how each stands in the gold, and which one is asked
//! about now.

use std::collections::{BTreeMap, BTreeSet};

use super::StepDirection;
use crate::{
    compare::{
        ArticleComparison, ComparedRecord, ComparedWork, DifferingField, KnownMatchings,
        RecordStanding, RecordTable, drawn_order,
    },
    model::{Annotation, Decision, Document},
    session::Reason,
};

/// Why works are compared in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparisonPurpose {
    /// The open document is the gold, and is decided on.
    Decide,
    /// It is the gold, and somebody looks who does not decide.
    Look,
    /// It is an analyst's own, who looks at what became of it in the gold.
    Mine,
}

impl ComparisonPurpose {
    /// Says why nothing may be decided on, where that is so.
    pub fn may_decide(&self) -> Result<(), Reason> {
        match self {
            Self::Decide => Ok(()),
            Self::Look => Err(Reason::NotAdjudicator),
            Self::Mine => Err(Reason::OnlyToLook),
        }
    }
}

/// What is decided on now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedQuestion {
    /// Whether to take what all have alike.
    Alike,
    /// A record, by its position in the table.
    Record(usize),
}

/// Which disagreements are gone through; what is empty lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of these labels.
    pub labels: BTreeSet<String>,
    /// With one of these kinds of differences.
    pub kinds: BTreeSet<FieldKind>,
    /// On which these differ, by position; of one: that analyst and somebody else.
    pub between: BTreeSet<usize>,
    /// Only those that are reopened.
    pub only_reopened: bool,
}

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// Somebody has none.
    Missing,
    /// The words.
    Place,
    /// The label.
    Label,
    /// A value.
    Value,
    /// A link, or the words it leads to.
    Link,
}

impl FieldKind {
    /// Every one, as they are listed.
    pub const ALL: [Self; 5] = [Self::Missing, Self::Place, Self::Label, Self::Value, Self::Link];

    /// Of a field.
    pub fn of(field: &DifferingField) -> Self {
        match field {
            DifferingField::Missing => Self::Missing,
            DifferingField::Place => Self::Place,
            DifferingField::Label => Self::Label,
            DifferingField::Attribute(_) | DifferingField::Meta(_) => Self::Value,
            DifferingField::Relation(_) | DifferingField::RelationPlace(_) => Self::Link,
        }
    }
}

/// Several analysts' work on the open article, and what is decided on now.
#[derive(Debug)]
pub struct Adjudication {
    pub(super) purpose: ComparisonPurpose,
    /// In order of analyst.
    works: Vec<(String, Document)>,
    /// The analysts in the order in which they are shown.
    columns: Vec<usize>,
    /// True where it is not said whose work it is.
    hides_names: bool,
    /// Who of the analysts is not done, or has not begun.
    waiting: Vec<String>,
    pub(super) known: KnownMatchings,
    pub(super) table: RecordTable,
    /// How each record stands in the gold.
    standings: Vec<RecordStanding>,
    pub(super) current: Option<ComparedQuestion>,
    /// The row of the current record that keys act on.
    field: Option<usize>,
    picks: BTreeMap<DifferingField, usize>,
    pub(super) later: BTreeSet<usize>,
    pub(super) filter: RecordFilter,
    pub(super) is_editing: bool,
    /// Who decides.
    pub(super) by: String,
    /// What was ruled on records that are not decided on yet, by record.
    pub(super) ruled: BTreeMap<usize, String>,
    /// Where in the article to begin, in bytes.
    pub(super) first: Option<usize>,
}

impl Adjudication {
    /// Of works on one text; `by` is who decides.
    pub(in crate::session) fn new(
        purpose: ComparisonPurpose,
        mut works: Vec<(String, Document)>,
        waiting: Vec<String>,
        by: String,
    ) -> Self {
        works.sort_by(|a, b| a.0.cmp(&b.0));
        let mut new = Self {
            purpose,
            columns: (0..works.len()).collect(),
            hides_names: false,
            works,
            waiting,
            known: KnownMatchings::default(),
            table: RecordTable::default(),
            standings: Vec::new(),
            current: None,
            field: None,
            picks: BTreeMap::new(),
            later: BTreeSet::new(),
            filter: RecordFilter::default(),
            is_editing: false,
            by,
            ruled: BTreeMap::new(),
            first: None,
        };
        let (known, table) = new.compared(None, |it| (it.known_matchings(), RecordTable::new(it)));
        (new.known, new.table) = (known, table);
        new
    }

    /// What `look` finds in the comparison, which is made anew unless matchings are known.
    pub(super) fn compared<R>(
        &self,
        known: Option<&KnownMatchings>,
        look: impl FnOnce(&ArticleComparison<'_>) -> R,
    ) -> R {
        let works: Vec<ComparedWork<'_>> =
            self.works.iter().map(|(name, it)| ComparedWork::new(it, name)).collect();
        let nothing = crate::text::Text::new(String::new());
        let text = self.works.first().map_or(&nothing, |it| it.1.text());
        look(&match known {
            Some(known) => ArticleComparison::again(text, &works, known),
            None => ArticleComparison::new(text, &works),
        })
    }

    /// Why works are compared.
    pub fn purpose(&self) -> &ComparisonPurpose {
        &self.purpose
    }

    /// Whose work it is, in order.
    pub fn analysts(&self) -> &[String] {
        &self.table.analysts
    }

    /// Says nobody's name from now on, and shows the analysts in an order drawn for this article.
    pub(in crate::session) fn hide_names(&mut self, seed: u64, article: &str) {
        self.columns = drawn_order(seed, article, &self.table.analysts);
        self.hides_names = true;
    }

    /// True where it is not said whose work it is.
    pub fn hides_names(&self) -> bool {
        self.hides_names
    }

    /// The analysts, by position, in the order in which they are shown.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Where an analyst stands in that order.
    pub fn column_of(&self, analyst: usize) -> usize {
        self.columns.iter().position(|it| *it == analyst).unwrap_or(analyst)
    }

    /// Who of the analysts is not done.
    pub fn waiting(&self) -> &[String] {
        &self.waiting
    }

    /// An analyst's work, by position.
    pub fn work(&self, analyst: usize) -> Option<&Document> {
        self.works.get(analyst).map(|it| &it.1)
    }

    /// Every record, in reading order.
    pub fn records(&self) -> &[ComparedRecord] {
        &self.table.records
    }

    /// How a record stands.
    pub fn standing(&self, record: usize) -> Option<RecordStanding> {
        self.standings.get(record).copied()
    }

    /// An analyst's tag of a record.
    pub fn tag_of(&self, record: usize, analyst: usize) -> Option<&Annotation> {
        let tag = self.records().get(record)?.tags.get(analyst).copied().flatten()?;
        self.work(analyst)?.annotation(tag)
    }

    /// What is decided on now.
    pub fn current(&self) -> Option<ComparedQuestion> {
        self.current
    }

    /// The record that is decided on now, with its position.
    pub fn current_record(&self) -> Option<(usize, &ComparedRecord)> {
        match self.current? {
            ComparedQuestion::Record(at) => Some((at, self.records().get(at)?)),
            ComparedQuestion::Alike => None,
        }
    }

    /// The row of the current record that keys act on.
    pub fn field(&self) -> Option<usize> {
        self.field
    }

    /// The rows of a record: in what analysts differ, but for that somebody has none.
    pub fn rows(record: &ComparedRecord) -> Vec<DifferingField> {
        record.fields.iter().filter(|it| **it != DifferingField::Missing).cloned().collect()
    }

    /// Whose each field was picked to be.
    pub fn picks(&self) -> &BTreeMap<DifferingField, usize> {
        &self.picks
    }

    /// Whose a field of the current record will be.
    pub fn chosen_for(&self, field: &DifferingField) -> Option<usize> {
        let base = || self.current_record()?.1.base(self.analysts());
        self.picks.get(field).copied().or_else(base)
    }

    /// Which disagreements are gone through.
    pub fn filter(&self) -> &RecordFilter {
        &self.filter
    }

    /// True while a tag of the gold is edited by hand.
    pub fn is_editing(&self) -> bool {
        self.is_editing
    }

    /// True for a record on which analysts differ and that the filter lets through.
    pub fn is_listed(&self, at: usize) -> bool {
        let Some(record) = self.records().get(at) else { return false };
        let reopened = matches!(self.standing(at), Some(RecordStanding::Reopened(_)));
        let RecordFilter { labels, kinds, between, only_reopened } = &self.filter;
        (!record.fields.is_empty() || reopened)
            && (labels.is_empty() || labels.contains(&record.label))
            && (kinds.is_empty()
                || record.fields.iter().any(|it| kinds.contains(&FieldKind::of(it))))
            && self.differs_among(record, between)
            && (!only_reopened || reopened)
    }

    fn differs_among(&self, record: &ComparedRecord, analysts: &BTreeSet<usize>) -> bool {
        if !record.is_article() {
            let names = analysts.iter().filter_map(|it| self.analysts().get(*it));
            return record.differs_among(&names.collect::<Vec<_>>());
        }
        let whose: BTreeSet<usize> =
            if analysts.len() > 1 { analysts.clone() } else { (0..self.works.len()).collect() };
        record.fields.iter().any(|field| {
            let DifferingField::Meta(key) = field else { return false };
            let mut said =
                whose.iter().filter_map(|it| self.work(*it)).map(|it| it.meta_value(key.as_str()));
            let first = said.next();
            said.any(|it| Some(it) != first)
        })
    }

    /// True for a record that waits for a decision.
    pub fn is_open(&self, at: usize) -> bool {
        match self.standing(at) {
            Some(RecordStanding::Open | RecordStanding::Reopened(_)) => true,
            Some(RecordStanding::Alike | RecordStanding::Decided(_)) | None => false,
        }
    }

    /// The disagreements that are gone through, in order.
    pub fn listed(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.records().len()).filter(|it| self.is_listed(*it))
    }

    /// How many of them wait for a decision.
    pub fn left(&self) -> usize {
        self.listed().filter(|it| self.is_open(*it)).count()
    }

    /// How many wait for a decision, whatever the filter.
    pub fn left_in_all(&self) -> usize {
        (0..self.records().len()).filter(|it| self.is_open(*it)).count()
    }

    /// How many records all have alike and nobody took yet.
    pub fn alike(&self) -> usize {
        self.standings.iter().filter(|it| **it == RecordStanding::Alike).count()
    }

    /// The records that have a byte, the shortest first.
    pub fn at_byte(&self, byte: usize) -> Option<usize> {
        let found = self
            .listed()
            .filter(|it| self.records().get(*it).is_some_and(|it| it.hull.contains(&byte)));
        found.min_by_key(|it| self.records().get(*it).map(|it| it.hull.len()))
    }

    /// What was decided on a record, in order.
    pub fn decisions_on<'a>(&self, record: usize, gold: &'a Document) -> Vec<&'a Decision> {
        self.table.decisions_on(record, gold)
    }

    /// What was decided on a record, where the gold is one of the works.
    pub fn what_became(&self, record: usize) -> Option<&Decision> {
        let own = self.works.iter().position(|it| it.0 == self.by)?;
        let of_gold = self.works.iter().position(|it| it.0 != self.by)?;
        let (mine, decided) = (self.tag_of(record, own), self.tag_of(record, of_gold));
        let is_on = |it: &&Decision| match (mine, decided) {
            (Some(mine), _) => it.of.get(&self.by).is_some_and(|it| it.0 == mine.id),
            (None, Some(decided)) => it.tag == Some(decided.id),
            (None, None) => false,
        };
        self.work(of_gold)?.decisions().find(is_on)
    }

    /// Begins with what stands at a byte.
    pub(in crate::session) fn begin_at(&mut self, byte: usize) {
        self.first = Some(byte);
    }

    /// True where something waits in a gold: a decision, or what all have alike.
    pub(in crate::session) fn waits_in(&self, gold: &Document) -> bool {
        let standings = self.table.standings(gold);
        standings.iter().any(|it| !matches!(it, RecordStanding::Decided(_)))
    }

    pub(super) fn refresh(&mut self, document: &Document) {
        self.standings = match self.purpose {
            ComparisonPurpose::Mine => {
                let standing = |it: &ComparedRecord| {
                    if it.fields.is_empty() { RecordStanding::Alike } else { RecordStanding::Open }
                };
                self.records().iter().map(standing).collect()
            }
            ComparisonPurpose::Decide | ComparisonPurpose::Look => self.table.standings(document),
        };
    }

    pub(super) fn show(&mut self, question: Option<ComparedQuestion>) {
        self.current = question;
        self.field = None;
        self.picks.clear();
    }

    /// The first record that waits for a decision after `from`, or before it; from the other end on
    /// where there is none, those left for later last.
    pub(super) fn next_open(&self, from: Option<usize>, toward: StepDirection) -> Option<usize> {
        let open = |it: &usize| self.is_open(*it);
        let fresh = |it: &usize| !self.later.contains(it);
        let all: Vec<usize> = self.listed().filter(open).collect();
        let is_beyond = |it: &usize| match (from, toward) {
            (None, _) => true,
            (Some(from), StepDirection::After) => *it > from,
            (Some(from), StepDirection::Before) => *it < from,
        };
        let of = |is: &dyn Fn(&usize) -> bool| {
            let mut found = all.iter().copied().filter(|it| is(it));
            if toward == StepDirection::After { found.next() } else { found.next_back() }
        };
        let elsewhere = |it: &usize| Some(*it) != from;
        of(&|it| is_beyond(it) && fresh(it))
            .or_else(|| of(&|it| fresh(it) && elsewhere(it)))
            .or_else(|| of(&|it| is_beyond(it) && elsewhere(it)))
            .or_else(|| of(&|it| elsewhere(it) || from.is_none()))
            .or_else(|| of(&|_| true))
    }

    /// What comes after `from` that waits for an answer.
    pub(super) fn next_question(&self, from: Option<usize>) -> Option<ComparedQuestion> {
        let is_decided_on = self.purpose == ComparisonPurpose::Decide;
        if from.is_none() && is_decided_on && self.alike() > 0 {
            return Some(ComparedQuestion::Alike);
        }
        self.next_open(from, StepDirection::After).map(ComparedQuestion::Record)
    }

    pub(super) fn step(&mut self, toward: StepDirection) -> Result<(), Reason> {
        let here = self.current_record().map(|it| it.0);
        let looks = self.purpose != ComparisonPurpose::Decide;
        let next = match toward {
            StepDirection::After if looks => {
                self.listed().find(|it| here.is_none_or(|here| *it > here))
            }
            StepDirection::After => self.next_open(here, toward).filter(|it| Some(*it) != here),
            // Back to what was decided as well: to look at it again.
            StepDirection::Before => {
                self.listed().rev().find(|it| here.is_none_or(|here| *it < here))
            }
        };
        let next = next.ok_or(Reason::NoDisagreements)?;
        self.show(Some(ComparedQuestion::Record(next)));
        Ok(())
    }

    pub(super) fn step_field(&mut self, toward: StepDirection) -> Result<(), Reason> {
        let (_, record) = self.current_record().ok_or(Reason::NoDisagreement)?;
        let rows = Self::rows(record).len();
        self.field = match (self.field, toward) {
            (None, StepDirection::After) if rows > 0 => Some(0),
            (None, StepDirection::Before) if rows > 0 => Some(rows - 1),
            (Some(at), StepDirection::After) if at + 1 < rows => Some(at + 1),
            (Some(at), StepDirection::Before) if at > 0 => Some(at - 1),
            (Some(_) | None, StepDirection::After | StepDirection::Before) => None,
        };
        Ok(())
    }

    /// Picks every field of the current record to be this analyst's.
    pub(super) fn pick_all(&mut self, analyst: usize) -> Result<(), Reason> {
        let (_, record) = self.current_record().ok_or(Reason::NoDisagreement)?;
        for field in Self::rows(record) {
            self.pick(&field, analyst)?;
        }
        Ok(())
    }

    /// Picks the field in a row of the current record to be that of who comes after whose it is now.
    pub(super) fn pick_next(&mut self, row: usize) -> Result<(), Reason> {
        let (_, record) = self.current_record().ok_or(Reason::NoDisagreement)?;
        let field = Self::rows(record).into_iter().nth(row).ok_or(Reason::NoSuchRow)?;
        let has_one =
            |it: &usize| record.is_article() || record.tags.get(*it).is_some_and(Option::is_some);
        let holders: Vec<usize> = self.columns.iter().copied().filter(has_one).collect();
        let now = self.chosen_for(&field);
        let here = holders.iter().position(|it| Some(*it) == now);
        let next = here.map_or(0, |it| (it + 1) % holders.len());
        let next = holders.get(next).copied().ok_or(Reason::HasNoRecord)?;
        self.pick(&field, next)
    }

    /// Picks whose a field of the current record will be.
    pub(super) fn pick(&mut self, field: &DifferingField, analyst: usize) -> Result<(), Reason> {
        let (_, record) = self.current_record().ok_or(Reason::NoDisagreement)?;
        let has_one = record.is_article() || record.tags.get(analyst).is_some_and(Option::is_some);
        if !has_one {
            return Err(Reason::HasNoRecord);
        }
        self.picks.insert(field.clone(), analyst);
        Ok(())
    }
}
