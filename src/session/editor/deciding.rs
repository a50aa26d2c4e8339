//! Deciding on several analysts' records of the open article, which is the gold's then, or looking at
//! them.

use super::{Adjudication, ComparedQuestion, Editor, RecordFilter, Selection, StepDirection};
use crate::{
    compare::{
        ComparedRecord, DecidedRecords, DecisionMark, DecisionStrategy, DifferingField,
        RecordDecision, Ruling, decide, decide_records,
    },
    edit,
    model::{AnnotationId, Change, Decision, Document, Edit, Transaction},
    session::Reason,
};

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
    /// Let every field of the current record be this analyst's.
    PickAll(usize),
    /// Let the field in this row of the current record be the next analyst's who has the record.
    PickNext(usize),
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
        adjudication.purpose.may_decide()?;
        adjudication.current.ok_or(Reason::NoDisagreement)
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
            QuestionAction::PickAll(analyst) => adjudication.pick_all(analyst)?,
            QuestionAction::PickNext(row) => adjudication.pick_next(row)?,
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

    /// The next or previous of the tags that make up the record that is edited by hand, where the active
    /// one is of it and it has several.
    pub(super) fn neighbor_in_record(&self, toward: StepDirection) -> Option<AnnotationId> {
        let adjudication = self.adjudication().filter(|it| it.is_editing)?;
        let record = self.tag_decided(adjudication.current_record()?.0)?;
        let mut tags = vec![self.document.annotation(record)?];
        tags.extend(
            edit::parts_of(&self.document, record)
                .into_iter()
                .filter_map(|it| self.document.annotation(it)),
        );
        tags.sort_by(|a, b| Document::order(a, b));
        let here = tags.iter().position(|it| Some(it.id) == self.active().map(|it| it.id))?;
        let step = match toward {
            StepDirection::After => 1,
            StepDirection::Before => tags.len() - 1,
        };
        tags.get((here + step) % tags.len()).filter(|_| tags.len() > 1).map(|it| it.id)
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
        adjudication.purpose.may_decide()?;
        if adjudication.alike() > 0 { Ok(()) } else { Err(Reason::NothingAlike) }
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
            RecordDecision::Each if holders < 2 => Err(Reason::OneHasIt),
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
