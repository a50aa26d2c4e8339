//! Deciding on several analysts' records of the open article, which is the gold's then, or looking at
//! them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Editor, Selection, StepDirection};
use crate::{
    compare::{
        ArticleComparison, ComparedRecord, ComparedWork, DecidedRecords, DecisionMark,
        DecisionStrategy, DifferingField, KnownMatchings, RecordDecision, RecordStanding,
        RecordTable, Ruling, decide, decide_records,
    },
    model::{Annotation, AnnotationId, Change, Decision, Document, Edit, Transaction},
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
    purpose: ComparisonPurpose,
    /// In order of analyst.
    works: Vec<(String, Document)>,
    /// Who of the analysts is not done, or has not begun.
    waiting: Vec<String>,
    known: KnownMatchings,
    table: RecordTable,
    /// How each record stands in the gold.
    standings: Vec<RecordStanding>,
    current: Option<ComparedQuestion>,
    /// The row of the current record that keys act on.
    field: Option<usize>,
    picks: BTreeMap<DifferingField, usize>,
    later: BTreeSet<usize>,
    filter: RecordFilter,
    is_editing: bool,
    /// Who decides.
    by: String,
    /// What was ruled on records that are not decided on yet, by record.
    ruled: BTreeMap<usize, String>,
    /// Where in the article to begin, in bytes.
    first: Option<usize>,
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
    fn compared<R>(
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

    /// True where somebody left a record for later.
    pub fn is_later(&self, record: usize) -> bool {
        self.later.contains(&record)
    }

    /// True for a record on which analysts differ and that the filter lets through.
    pub fn is_listed(&self, at: usize) -> bool {
        let Some(record) = self.records().get(at) else { return false };
        let reopened = matches!(self.standing(at), Some(RecordStanding::Reopened(_)));
        let RecordFilter { labels, kinds, only_reopened } = &self.filter;
        (!record.fields.is_empty() || reopened)
            && (labels.is_empty() || labels.contains(&record.label))
            && (kinds.is_empty()
                || record.fields.iter().any(|it| kinds.contains(&FieldKind::of(it))))
            && (!only_reopened || reopened)
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

    fn show(&mut self, question: Option<ComparedQuestion>) {
        self.current = question;
        self.field = None;
        self.picks.clear();
    }

    /// The first record that waits for a decision after `from`, or before it; from the other end on
    /// where there is none, those left for later last.
    fn next_open(&self, from: Option<usize>, toward: StepDirection) -> Option<usize> {
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
    fn next_question(&self, from: Option<usize>) -> Option<ComparedQuestion> {
        let is_decided_on = self.purpose == ComparisonPurpose::Decide;
        if from.is_none() && is_decided_on && self.alike() > 0 {
            return Some(ComparedQuestion::Alike);
        }
        self.next_open(from, StepDirection::After).map(ComparedQuestion::Record)
    }

    fn step(&mut self, toward: StepDirection) -> Result<(), Reason> {
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

    fn step_field(&mut self, toward: StepDirection) -> Result<(), Reason> {
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

    /// Picks whose a field of the current record will be.
    fn pick(&mut self, field: &DifferingField, analyst: usize) -> Result<(), Reason> {
        let (_, record) = self.current_record().ok_or(Reason::NoDisagreement)?;
        let has_one = record.is_article() || record.tags.get(analyst).is_some_and(Option::is_some);
        if !has_one {
            return Err(Reason::HasNoRecord);
        }
        self.picks.insert(field.clone(), analyst);
        Ok(())
    }
}

/// What is done while comparing that leaves the document as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionAction {
    /// Go to the next disagreement that waits, or back to the one before.
    Step(StepDirection),
    /// Go to a record.
    Show(usize),
    /// Go to the next row of the current record, or the one before.
    StepField(StepDirection),
    /// Let a field of the current record be this analyst's.
    Pick(DifferingField, usize),
    /// Leave the current disagreement for later, and go on.
    Postpone,
    /// Go through these disagreements alone.
    Narrow(RecordFilter),
    /// Go on deciding after a tag was edited by hand.
    GoOn,
}

impl Editor {
    /// Several analysts' work on the article, while it is compared.
    pub fn adjudication(&self) -> Option<&Adjudication> {
        self.adjudication.as_deref()
    }

    /// The same while keys decide.
    pub fn deciding(&self) -> Option<&Adjudication> {
        self.adjudication().filter(|it| !it.is_editing)
    }

    /// Compares works from now on, beginning with what waits first.
    pub(in crate::session) fn adjudicate(&mut self, mut adjudication: Box<Adjudication>) {
        adjudication.refresh(&self.document);
        let wanted = adjudication.first.take().and_then(|it| adjudication.at_byte(it));
        let first = wanted.map(ComparedQuestion::Record);
        let first = first.or_else(|| adjudication.next_question(None));
        adjudication.show(first);
        self.adjudication = Some(adjudication);
        self.go_to_question();
    }

    /// Puts the caret at the record that is decided on.
    fn go_to_question(&mut self) {
        let Some(adjudication) = &self.adjudication else { return };
        let start = adjudication.current_record().map(|it| it.1.hull.start);
        self.activate(None);
        if let Some(start) = start {
            self.select(Selection::caret(start));
        }
    }

    /// Whether the current question may be decided on.
    pub fn may_decide_record(&self) -> Result<ComparedQuestion, Reason> {
        let adjudication = self.deciding().ok_or(Reason::NotComparing)?;
        match adjudication.purpose {
            ComparisonPurpose::Decide => adjudication.current.ok_or(Reason::NoDisagreement),
            ComparisonPurpose::Look => Err(Reason::NotAdjudicator),
            ComparisonPurpose::Mine => Err(Reason::OnlyToLook),
        }
    }

    pub(in crate::session) fn question(&mut self, action: QuestionAction) -> Result<(), Reason> {
        let adjudication = self.adjudication.as_mut().ok_or(Reason::NotComparing)?;
        match action {
            QuestionAction::Step(toward) => {
                adjudication.step(toward)?;
                self.go_to_question();
            }
            QuestionAction::Show(at) => {
                adjudication.show(Some(ComparedQuestion::Record(at)));
                self.go_to_question();
            }
            QuestionAction::StepField(toward) => adjudication.step_field(toward)?,
            QuestionAction::Pick(field, analyst) => adjudication.pick(&field, analyst)?,
            QuestionAction::Postpone => {
                let here = adjudication.current_record().map(|it| it.0);
                adjudication.later.extend(here);
                let next = adjudication.next_open(here, StepDirection::After);
                adjudication.show(next.map(ComparedQuestion::Record));
                self.go_to_question();
            }
            QuestionAction::Narrow(filter) => {
                adjudication.filter = filter;
                let stays =
                    adjudication.current_record().is_some_and(|it| adjudication.is_listed(it.0));
                if !stays {
                    let next = adjudication.next_open(None, StepDirection::After);
                    adjudication.show(next.map(ComparedQuestion::Record));
                    self.go_to_question();
                }
            }
            QuestionAction::GoOn => {
                adjudication.is_editing = false;
                adjudication.refresh(&self.document);
                let here = adjudication.current_record().map(|it| it.0);
                let next = adjudication.next_question(here.or(Some(0)));
                adjudication.show(next);
                self.go_to_question();
            }
        }
        Ok(())
    }

    /// Decides on the current record, or takes what all have alike, and goes on to what waits next.
    pub(super) fn decide_record(&mut self, decision: RecordDecision) -> Result<(), Reason> {
        let question = self.may_decide_record()?;
        let adjudication = self.adjudication.as_ref().ok_or(Reason::NotComparing)?;
        let (at, record) = adjudication.current_record().ok_or(Reason::NoDisagreement)?;
        let decision = adjudication.understood(record, decision)?;
        let is_edited = matches!(decision, RecordDecision::Edited(_));
        let decided = adjudication.decided(&self.document, &[(at, decision)], &self.at);
        self.commit_as_is(decided.step)?;
        let Some(adjudication) = &mut self.adjudication else { return Ok(()) };
        adjudication.later.remove(&at);
        if is_edited {
            adjudication.is_editing = true;
            self.activate(decided.tag);
            return Ok(());
        }
        debug_assert_eq!(question, ComparedQuestion::Record(at), "it was the current one");
        let next = adjudication.next_open(Some(at), StepDirection::After);
        adjudication.show(next.map(ComparedQuestion::Record));
        self.go_to_question();
        Ok(())
    }

    /// Takes every record that all have alike, as one step.
    pub(super) fn take_alike(&mut self) -> Result<(), Reason> {
        self.may_take_alike()?;
        let adjudication = self.adjudication.as_ref().ok_or(Reason::NotComparing)?;
        let step = adjudication.compared(Some(&adjudication.known), |it| {
            decide(it, &self.document, &DecisionStrategy::Agreed, &self.at).step
        });
        self.commit_as_is(step)?;
        let Some(adjudication) = &mut self.adjudication else { return Ok(()) };
        if adjudication.current_record().is_none() {
            let next = adjudication.next_question(None);
            adjudication.show(next);
            self.go_to_question();
        }
        Ok(())
    }

    /// A ruling on the current record, without what is ruled.
    pub(in crate::session) fn ruling(&self) -> Result<Ruling, Reason> {
        /// How many characters around the words are kept.
        const AROUND: usize = 40;
        self.may_decide_record()?;
        let adjudication = self.deciding().ok_or(Reason::NotComparing)?;
        let (at, record) = adjudication.current_record().ok_or(Reason::NoDisagreement)?;
        let tag = record.base(adjudication.analysts()).and_then(|it| adjudication.tag_of(at, it));
        let words = tag.map(|tag| {
            let (text, hull) = (self.document.text().as_str(), tag.extent.hull());
            let before = text.get(..hull.start()).unwrap_or_default();
            let before: Vec<char> = before.chars().rev().take(AROUND).collect();
            let before: String = before.into_iter().rev().collect();
            let after = text.get(hull.end()..).unwrap_or_default();
            let after: String = after.chars().take(AROUND).collect();
            format!("{before}[{}]{after}", self.document.text().slice(hull)).replace('\n', " ")
        });
        Ok(Ruling {
            label: record.label.clone(),
            words: words.unwrap_or_default(),
            by: adjudication.by.clone(),
            ..Ruling::default()
        })
    }

    /// Notes a ruling in the decisions on the current record, or keeps it for the one to come.
    pub(super) fn note_ruling(&mut self, id: &str) -> Result<(), Reason> {
        let adjudication = self.adjudication.as_ref().ok_or(Reason::NotComparing)?;
        let (at, _) = adjudication.current_record().ok_or(Reason::NoDisagreement)?;
        let decisions = adjudication.decisions_on(at, &self.document);
        let changes = decisions.into_iter().map(|it| {
            let ruled = Decision { ruling: id.to_owned(), ..it.clone() };
            Edit::Decision(it.id, Change::replace(it.clone(), ruled))
        });
        let step: Transaction = changes.collect::<Vec<_>>().into();
        if step.is_empty() {
            self.adjudication.iter_mut().for_each(|it| {
                it.ruled.insert(at, id.to_owned());
            });
            return Ok(());
        }
        self.commit_as_is(step)
    }

    /// Whether there is something that all have alike and nobody took.
    pub fn may_take_alike(&self) -> Result<(), Reason> {
        let adjudication = self.deciding().ok_or(Reason::NotComparing)?;
        match adjudication.purpose {
            ComparisonPurpose::Decide if adjudication.alike() > 0 => Ok(()),
            ComparisonPurpose::Decide => Err(Reason::NothingAlike),
            ComparisonPurpose::Look => Err(Reason::NotAdjudicator),
            ComparisonPurpose::Mine => Err(Reason::OnlyToLook),
        }
    }

    /// Takes every disagreement that is left as an analyst has it, as one step.
    pub(super) fn take_rest_of(&mut self, analyst: usize) -> Result<(), Reason> {
        self.may_decide_record()?;
        let adjudication = self.adjudication.as_ref().ok_or(Reason::NotComparing)?;
        let open = adjudication.listed().filter(|it| adjudication.is_open(*it));
        let decided: Result<Vec<(usize, RecordDecision)>, Reason> = open
            .map(|at| {
                let record = adjudication.records().get(at).ok_or(Reason::NoDisagreement)?;
                Ok((at, adjudication.understood(record, RecordDecision::Take(analyst))?))
            })
            .collect();
        let decided = adjudication.decided(&self.document, &decided?, &self.at);
        self.commit_as_is(decided.step)?;
        self.refresh_question();
        Ok(())
    }

    /// What is decided on once the document is another: what the last step left open first.
    fn refresh_question(&mut self) {
        let Some(adjudication) = &mut self.adjudication else { return };
        adjudication.refresh(&self.document);
        let next = adjudication.next_question(None);
        adjudication.show(next);
        self.go_to_question();
    }

    /// After a step back or on: the record it decided on is the current one again.
    pub(super) fn follow_decisions(&mut self, step: &Transaction) {
        let Some(adjudication) = &mut self.adjudication else { return };
        adjudication.refresh(&self.document);
        if adjudication.is_editing {
            return;
        }
        let decided = step.edits.iter().find_map(|it| match it {
            Edit::Decision(_, Change { before, after }) => after.clone().or(before.clone()),
            Edit::Annotation(..)
            | Edit::Relation(..)
            | Edit::Orphan(..)
            | Edit::Dismissal(..)
            | Edit::Meta(..)
            | Edit::Schema(_) => None,
        });
        let at = decided.and_then(|it| adjudication.table.record_of(&it));
        let question = at.filter(|it| adjudication.is_open(*it)).map(ComparedQuestion::Record);
        let question = question.or_else(|| adjudication.next_question(None));
        adjudication.show(question);
        self.go_to_question();
    }

    /// Compares no more.
    pub(in crate::session) fn stop_comparing(&mut self) {
        self.adjudication = None;
    }

    /// The tag that a decision on a record led to.
    pub fn tag_decided(&self, record: usize) -> Option<AnnotationId> {
        let adjudication = self.adjudication()?;
        adjudication.decisions_on(record, &self.document).into_iter().find_map(|it| it.tag)
    }
}

impl Adjudication {
    /// What a decision means for a record: an analyst who has none says that there is none.
    fn understood(
        &self,
        record: &ComparedRecord,
        decision: RecordDecision,
    ) -> Result<RecordDecision, Reason> {
        let holders = record.holders().count();
        match decision {
            RecordDecision::Take(at) if at >= self.analysts().len() => Err(Reason::NoSuchAnalyst),
            RecordDecision::Take(_) if record.is_article() => Ok(decision),
            RecordDecision::Take(at) if record.tags.get(at).is_none_or(Option::is_none) => {
                Ok(RecordDecision::Neither)
            }
            RecordDecision::Each | RecordDecision::Neither if record.is_article() => {
                Err(Reason::OneOfThem)
            }
            RecordDecision::Edited(_) if record.is_article() => Err(Reason::OneOfThem),
            RecordDecision::Each if holders < 2 => Err(Reason::HasNoRecord),
            RecordDecision::Take(_)
            | RecordDecision::Each
            | RecordDecision::Neither
            | RecordDecision::Mixed(_)
            | RecordDecision::Edited(_) => Ok(decision),
        }
    }

    /// What was ruled on a record that is decided on alone.
    fn ruling_of(&self, decided: &[(usize, RecordDecision)]) -> String {
        match decided {
            [(at, _)] => self.ruled.get(at).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// True where something was ruled on a record that is not decided on yet.
    pub fn is_ruled(&self, record: usize) -> bool {
        self.ruled.contains_key(&record)
    }

    fn decided(
        &self,
        gold: &Document,
        decided: &[(usize, RecordDecision)],
        at: &str,
    ) -> DecidedRecords {
        let records: Vec<(&ComparedRecord, RecordDecision)> = decided
            .iter()
            .filter_map(|(at, decision)| Some((self.records().get(*at)?, decision.clone())))
            .collect();
        let mark = DecisionMark {
            by: self.by.clone(),
            at: at.to_owned(),
            ruling: self.ruling_of(decided),
        };
        self.compared(Some(&self.known), |it| decide_records(it, gold, &records, mark))
    }
}
