//! What may be wrong in the open article: looked for on a thread once nobody has changed anything
//! for a moment, gone through, and fixed.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use jiff::civil;

use super::selection::StepDirection;
use crate::{
    check::{self, Finding, FindingCode, Usage},
    model::Document,
    recognize::Context,
    text::TextRange,
};

/// Looking again waits until nothing was changed for this long.
const QUIET: Duration = Duration::from_millis(250);

/// What is known besides the document: what recognizers know, and the day of publication that the table
/// of the folder says.
type KnownBesides = (Context, Option<civil::Date>);

/// What a list of findings stands for: a revision of the document, and what is known besides.
type Basis = (u64, KnownBesides);

/// What may be wrong in one article.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    /// How many of each code there are: a frame has no time to go through all of them.
    counts: BTreeMap<FindingCode, usize>,
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
pub(crate) struct CheckedDocument {
    job: u64,
    list: Vec<Finding>,
}

impl Findings {
    /// Everything found, in text order; of a moment ago while somebody is at work.
    pub fn list(&self) -> &[Finding] {
        &self.list
    }

    /// How many findings there are of each code that has any.
    pub fn counts(&self) -> impl Iterator<Item = (FindingCode, usize)> {
        self.counts.iter().map(|(code, count)| (*code, *count))
    }

    fn count(&mut self) {
        self.counts.clear();
        for finding in &self.list {
            *self.counts.entry(finding.code()).or_default() += 1;
        }
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
        // What is about no words is gone on from wherever the caret is.
        let is_here = |it: &Finding| it.range.is_none() || start(it) == byte;
        let here = self.current.filter(|&it| self.list.get(it).is_some_and(is_here));
        let before = self.list.partition_point(|it| start(it) < byte);
        let next = match (toward, here) {
            (StepDirection::After, Some(at)) => at + 1,
            (StepDirection::After, None) => before,
            (StepDirection::Before, Some(at)) => at + count - 1,
            (StepDirection::Before, None) => before + count - 1,
        };
        Some(next % count)
    }

    /// Starts to look through the article again where it has changed a while ago: what this returns
    /// looks, on whatever thread, and [`take`](Self::take) takes what it found. `job` is a number that
    /// no other look has.
    pub(super) fn begin(
        &mut self,
        document: &Document,
        known: KnownBesides,
        (job, now): (u64, Instant),
    ) -> Option<impl FnOnce() -> CheckedDocument + Send + 'static> {
        let basis = (document.revision(), known);
        if self.basis == Some(basis) || self.under_way.is_some() {
            return None;
        }
        let since = match self.seen {
            Some((seen, since)) if seen == basis => since,
            _ => {
                self.seen = Some((basis, now));
                now
            }
        };
        if self.is_known() && now.duration_since(since) < QUIET {
            return None;
        }
        self.under_way = Some((job, basis));
        let document = document.clone();
        Some(move || {
            let (context, catalogued) = known;
            let mut list = check::against_the_table(&document, catalogued);
            list.extend(check::check(&document, &context, &Usage::of(&document)));
            list.sort_by_key(|it| it.range.map_or((0, 0), |it| (it.start(), it.end())));
            CheckedDocument { job, list }
        })
    }

    /// When the article is to be looked through, if it is to be.
    pub(super) fn next_look(&self, document: &Document, known: KnownBesides) -> Option<Duration> {
        let basis = (document.revision(), known);
        (self.basis != Some(basis) && self.under_way.is_none()).then_some(QUIET)
    }

    pub(super) fn set_current(&mut self, current: usize) {
        self.current = Some(current);
    }

    /// Takes a finding off the list, since it was fixed; looking again follows.
    pub(super) fn fixed(&mut self, index: usize) {
        self.list.remove(index);
        self.count();
        self.current = None;
    }

    /// The same for every one with this code that could be.
    pub(super) fn all_fixed(&mut self, code: FindingCode) {
        self.list.retain(|it| it.code() != code || !it.can_be_fixed);
        self.count();
        self.current = None;
    }

    pub(super) fn take(&mut self, checked: CheckedDocument) {
        let Some((_, basis)) = self.under_way.take_if(|it| it.0 == checked.job) else { return };
        let current = self.current.and_then(|it| self.list.get(it)).map(|it| (it.code(), it.place));
        self.current = current.and_then(|current| {
            checked.list.iter().position(|it| (it.code(), it.place) == current)
        });
        self.list = checked.list;
        self.count();
        self.basis = Some(basis);
    }
}
