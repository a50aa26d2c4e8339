//! Deciding on suggestions without taking them.

use std::collections::BTreeSet;

use crate::model::{
    Annotation, AnnotationId, Change, Dismissal, DismissalKind, DismissalTarget, Document, Edit,
    Schema, TagOrigin, Transaction, schema::LabelRole,
};

/// Decides on a suggestion; what was decided before is replaced. `None` when nothing would change.
pub fn dismiss(document: &Document, dismissal: Dismissal) -> Option<Transaction> {
    let before = document.dismissal(&dismissal.target).cloned();
    let is_same = before
        .as_ref()
        .is_some_and(|it| it.kind == dismissal.kind && it.everywhere == dismissal.everywhere);
    let target = dismissal.target.clone();
    let change = Change { before, after: Some(dismissal) };
    (!is_same).then(|| vec![Edit::Dismissal(target, change)].into())
}

/// Takes back what was decided on a suggestion; `None` when nothing was.
pub fn take_back(document: &Document, target: &DismissalTarget) -> Option<Transaction> {
    let before = document.dismissal(target)?.clone();
    Some(vec![Edit::Dismissal(target.clone(), Change::remove(before))].into())
}

/// The same step with what follows from it for suggestions, at the time `at`: a tag takes back what was
/// decided on its label and words; a suggestion that was accepted and gets other words or another label
/// counts as corrected, and one that is removed again as rejected. What nobody had looked at is the
/// analyst's from the first change or link on.
#[must_use]
pub fn with_dismissals(document: &Document, step: Transaction, at: &str) -> Transaction {
    let mut followed = FollowedStep { document, edits: Vec::new(), settled: BTreeSet::new() };
    for edit in &step.edits {
        if let Edit::Dismissal(target, _) = edit {
            followed.settled.insert(target.clone());
        }
    }
    let mut step = step;
    for edit in &mut step.edits {
        let Edit::Annotation(_, change) = edit else { continue };
        followed.follow(change, at);
    }
    step.edits.extend(followed.edits);
    let linked = linked_by(document, &step);
    step.edits.extend(linked);
    step
}

/// Makes all that was added without anybody's look the analyst's, as if it had been suggested and
/// taken; `None` where there is nothing of the kind.
pub fn take_over(document: &Document) -> Option<Transaction> {
    let edits: Vec<Edit> = document.annotations().filter_map(taken_over).collect();
    (!edits.is_empty()).then(|| edits.into())
}

/// Makes one annotation the analyst's that nobody had looked at.
fn taken_over(annotation: &Annotation) -> Option<Edit> {
    let TagOrigin::Automatic(rule) = annotation.tag_origin() else { return None };
    let origin = TagOrigin::Suggested(rule).stored();
    let after = Annotation { origin, ..annotation.clone() };
    Some(Edit::Annotation(annotation.id, Change::replace(annotation.clone(), after)))
}

/// Makes the annotations the analyst's that a step gives a link or takes one from.
fn linked_by(document: &Document, step: &Transaction) -> Vec<Edit> {
    let mut ends: BTreeSet<AnnotationId> = BTreeSet::new();
    for edit in &step.edits {
        if let Edit::Relation(_, change) = edit {
            let all = change.before.iter().chain(&change.after);
            ends.extend(all.flat_map(|it| [it.from, it.to]));
        }
    }
    for edit in &step.edits {
        if let Edit::Annotation(id, _) = edit {
            ends.remove(id);
        }
    }
    ends.into_iter().filter_map(|it| taken_over(document.annotation(it)?)).collect()
}

/// What follows from a step.
struct FollowedStep<'a> {
    document: &'a Document,
    edits: Vec<Edit>,
    /// What is decided on by now.
    settled: BTreeSet<DismissalTarget>,
}

impl FollowedStep<'_> {
    fn follow(&mut self, change: &mut Change<Annotation>, at: &str) {
        if let Some(before) = &change.before
            && let Some(rule) = before.tag_origin().unchanged_rule()
        {
            self.follow_suggested(before, &mut change.after, rule, at);
        }
        let Some(after) = &mut change.after else { return };
        let target = target_of(after);
        let decided = self.document.dismissal(&target).cloned();
        if let Some(decided) = decided
            && self.settled.insert(target.clone())
        {
            if after.tag_origin() == TagOrigin::Corrected(decided.rule.as_str()) {
                // It says what was suggested again.
                after.origin = TagOrigin::Suggested(decided.rule.as_str()).stored();
            }
            self.edits.push(Edit::Dismissal(target, Change::remove(decided)));
        }
    }

    /// The same of what still has the words and the label that `rule` suggested.
    fn follow_suggested(
        &mut self,
        before: &Annotation,
        after: &mut Option<Annotation>,
        rule: &str,
        at: &str,
    ) {
        let is_changed = |it: &Annotation| it.extent != before.extent || it.label != before.label;
        let kind = match after {
            None => Some(DismissalKind::Rejected),
            Some(after) if is_changed(after) => Some(DismissalKind::Corrected),
            Some(_same_words) => None,
        };
        let is_part = is_part(self.document.schema(), before.label.as_str());
        if let Some(after) = after {
            let is_corrected = kind.is_some() && !is_part;
            if is_corrected {
                after.origin = TagOrigin::Corrected(rule).stored();
            } else if after.tag_origin().is_automatic() && *after != *before {
                after.origin = TagOrigin::Suggested(rule).stored();
            }
        }
        if let Some(kind) = kind.filter(|_| !is_part) {
            let target = target_of(before);
            let (rule, at) = (rule.into(), at.to_owned());
            let dismissal = Dismissal { target: target.clone(), kind, rule, at, everywhere: false };
            self.settle(target, Some(dismissal));
        }
    }

    fn settle(&mut self, target: DismissalTarget, after: Option<Dismissal>) {
        if self.settled.insert(target.clone()) {
            let before = self.document.dismissal(&target).cloned();
            self.edits.push(Edit::Dismissal(target, Change { before, after }));
        }
    }
}

fn target_of(annotation: &Annotation) -> DismissalTarget {
    DismissalTarget::at(annotation.extent.clone(), annotation.label.clone())
}

/// True where the schema says that such annotations are parts of others.
fn is_part(schema: &Schema, label: &str) -> bool {
    schema.label(label).is_some_and(|it| it.role == LabelRole::Part)
}
