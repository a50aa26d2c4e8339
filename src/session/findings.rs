//! What may be wrong in the open article: looked for on a thread once nobody has changed anything
//! for a moment, gone through, and fixed.

use std::time::{Duration, Instant};

use super::{Done, Open, Reason, Selection, Session, StepDirection, marking::Outcome};
use crate::{
    check::{self, Code, Finding, Place, Usage},
    edit,
    model::{AnnotationId, Document, Transaction},
    recognize::Context,
    text::TextRange,
};

/// Looking again waits until nothing was changed for this long.
const QUIET: Duration = Duration::from_millis(250);

/// What a list of findings stands for: a revision of the document, and what is known besides.
type Basis = (u64, Context);

/// What may be wrong in one article.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    /// What `list` stands for; `None` before the first time.
    basis: Option<Basis>,
    /// The job that looks, and for what.
    under_way: Option<(u64, Basis)>,
    /// What stands now, and since when.
    seen: Option<(Basis, Instant)>,
    current: Option<usize>,
}

/// What a thread has found.
#[derive(Debug)]
pub(super) struct CheckedDocument {
    job: u64,
    list: Vec<Finding>,
}

/// What to fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// The finding with this index.
    One(usize),
    /// Every one with this code whose fix is certain.
    All(Code),
    /// Whatever is certain at a tag.
    Tag(AnnotationId),
}

impl Findings {
    /// Everything found, in text order; of a moment ago while somebody is at work.
    pub fn list(&self) -> &[Finding] {
        &self.list
    }

    /// The one gone to last.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// False before the article was looked through for the first time.
    pub fn is_known(&self) -> bool {
        self.basis.is_some()
    }

    /// The next one from `byte`, or from the current one where the caret is still there; from the
    /// last on to the first.
    pub fn next(&self, toward: StepDirection, byte: usize) -> Option<usize> {
        let count = self.list.len();
        if count == 0 {
            return None;
        }
        let start = |it: &Finding| it.range.map_or(0, TextRange::start);
        let here = self.current.filter(|&it| self.list.get(it).is_some_and(|it| start(it) == byte));
        let before = self.list.partition_point(|it| start(it) < byte);
        let next = match (toward, here) {
            (StepDirection::After, Some(at)) => at + 1,
            (StepDirection::After, None) => before,
            (StepDirection::Before, Some(at)) => at + count - 1,
            (StepDirection::Before, None) => before + count - 1,
        };
        Some(next % count)
    }

    fn take(&mut self, checked: CheckedDocument) {
        let Some((_, basis)) = self.under_way.take_if(|it| it.0 == checked.job) else { return };
        let current = self.current.and_then(|it| self.list.get(it)).map(|it| (it.code, it.place));
        self.current = current
            .and_then(|current| checked.list.iter().position(|it| (it.code, it.place) == current));
        self.list = checked.list;
        self.basis = Some(basis);
    }
}

impl Session {
    /// Looks through the article again, where it has changed a while ago.
    pub(super) fn tend_findings(&mut self, now: Instant) {
        let context = self.context();
        let Some(open) = &mut self.open else { return };
        let basis = (open.document().revision(), context);
        let findings = &mut open.findings;
        if findings.basis == Some(basis) || findings.under_way.is_some() {
            return;
        }
        let since = match findings.seen {
            Some((seen, since)) if seen == basis => since,
            _ => {
                findings.seen = Some((basis, now));
                now
            }
        };
        if findings.is_known() && now.duration_since(since) < QUIET {
            return;
        }
        let job = self.next_check;
        self.next_check += 1;
        findings.under_way = Some((job, basis));
        let document = open.document().clone();
        self.jobs.start(move || {
            let list = check::check(&document, &context, &Usage::of(&document));
            Done::Checked(CheckedDocument { job, list })
        });
    }

    /// When the article is to be looked through, if it is to be.
    pub(super) fn next_check(&self) -> Option<Duration> {
        let open = self.open.as_ref()?;
        let basis = (open.document().revision(), self.context());
        let findings = &open.findings;
        (findings.basis != Some(basis) && findings.under_way.is_none()).then_some(QUIET)
    }

    pub(super) fn on_checked(&mut self, checked: CheckedDocument) {
        if let Some(open) = &mut self.open {
            open.findings.take(checked);
        }
    }

    /// Whether something at the active tag can be fixed.
    pub fn may_fix_tag(&self) -> Result<AnnotationId, Reason> {
        let open = self.may_write()?;
        let active = open.active().ok_or(Reason::NoTag)?;
        let context = self.context();
        let document = open.document();
        let can = |it: &Finding| check::fix(document, &context, it).is_some();
        let found = check::tag(document, active, &context);
        found.iter().any(can).then_some(active.id).ok_or(Reason::NothingToMend)
    }
}

/// Makes the tag of a finding the active one, the caret at it.
pub(super) fn show_finding(open: &mut Open, index: usize) {
    let Some(finding) = open.findings.list.get(index).cloned() else { return };
    open.findings.current = Some(index);
    if let Some(range) = finding.range {
        open.select(Selection::caret(range.start()));
    }
    let tag = match finding.place {
        Place::Tag(id) => Some(id),
        Place::Link(id) => open.document().relation(id).map(|it| it.from),
        Place::Article => None,
    };
    open.suggestions.set_current(None);
    open.activate(tag);
}

pub(super) fn step_finding(open: &mut Open, toward: StepDirection) -> Outcome {
    let next = open.findings.next(toward, open.selection().head);
    show_finding(open, next.ok_or(Reason::NoFindings)?);
    Ok(())
}

/// Fixes findings as one step.
pub(super) fn fix(open: &mut Open, what: Fix, context: Context) -> Outcome {
    let mut after = open.document().clone();
    let list = &open.findings.list;
    let steps = match what {
        Fix::One(index) => fixed(&mut after, context, list.get(index)),
        Fix::All(code) => fixed(&mut after, context, list.iter().filter(|it| it.code == code)),
        Fix::Tag(id) => fixed_tag(&mut after, context, id),
    };
    if steps.is_empty() {
        return Err(Reason::NothingToMend);
    }
    open.commit(edit::merge(steps))?;
    match what {
        // The list says so at once; looking again follows.
        Fix::One(index) => {
            open.findings.list.remove(index);
            open.findings.current = None;
        }
        Fix::All(code) => {
            open.findings.list.retain(|it| it.code != code || !it.can_be_fixed);
            open.findings.current = None;
        }
        Fix::Tag(_) => {}
    }
    Ok(())
}

/// Fixes what still can be, one after the other.
fn fixed<'a>(
    document: &mut Document,
    context: Context,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<Transaction> {
    let mut steps = Vec::new();
    for finding in findings {
        if let Some(step) = check::fix(document, &context, finding)
            && document.apply(&step).is_ok()
        {
            steps.push(step);
        }
    }
    steps
}

/// Fixes a tag until nothing certain is left.
fn fixed_tag(document: &mut Document, context: Context, id: AnnotationId) -> Vec<Transaction> {
    /// More than one tag can have.
    const MOST: usize = 32;
    let mut steps = Vec::new();
    while let Some(annotation) = document.annotation(id).filter(|_| steps.len() < MOST).cloned() {
        let found = check::tag(document, &annotation, &context);
        let step = found.iter().find_map(|it| check::fix(document, &context, it));
        let Some(step) = step.filter(|it| document.apply(it).is_ok()) else { break };
        steps.push(step);
    }
    steps
}
