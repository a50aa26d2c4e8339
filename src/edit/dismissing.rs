//! Deciding on suggestions without taking them.

use std::collections::BTreeSet;

use crate::model::{
    Annotation, Change, Dismissal, DismissalKind, DismissalTarget, Document, Edit, Name, Schema,
    Transaction, schema::LabelRole,
};

/// What suggestions by `rule` have in the origin of what was accepted of them, before the rule.
const SUGGESTED: &str = "suggested:";
/// The same where the analyst changed it.
const CORRECTED: &str = "corrected:";

/// The origin of a suggestion that was taken as it was.
pub fn suggested_by(rule: &str) -> Name {
    format!("{SUGGESTED}{rule}").into()
}

/// The origin of a suggestion that the analyst corrected.
pub fn corrected_from(rule: &str) -> Name {
    format!("{CORRECTED}{rule}").into()
}

/// The rule by which an annotation came to be, where it was accepted as it was suggested.
pub fn rule_of_suggested(annotation: &Annotation) -> Option<&str> {
    annotation.origin.as_ref()?.as_str().strip_prefix(SUGGESTED)
}

/// The rule by which an annotation came to be, corrected or not.
pub fn rule_of(annotation: &Annotation) -> Option<&str> {
    let origin = annotation.origin.as_ref()?.as_str();
    origin.strip_prefix(SUGGESTED).or_else(|| origin.strip_prefix(CORRECTED))
}

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
/// counts as corrected, and one that is removed again as rejected.
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
    step
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
            && let Some(rule) = rule_of_suggested(before)
            && !is_part(self.document.schema(), before.label.as_str())
        {
            let kind = match &change.after {
                None => Some(DismissalKind::Rejected),
                Some(after) if after.extent != before.extent || after.label != before.label => {
                    Some(DismissalKind::Corrected)
                }
                Some(_same_words) => None,
            };
            if let Some(kind) = kind {
                let dismissal = Dismissal {
                    target: target_of(before),
                    kind,
                    rule: rule.into(),
                    at: at.to_owned(),
                    everywhere: false,
                };
                if let Some(after) = &mut change.after {
                    after.origin = Some(corrected_from(rule));
                }
                self.settle(dismissal.target.clone(), Some(dismissal));
            }
        }
        let Some(after) = &mut change.after else { return };
        let target = target_of(after);
        let decided = self.document.dismissal(&target).cloned();
        if let Some(decided) = decided
            && self.settled.insert(target.clone())
        {
            if after.origin == Some(corrected_from(decided.rule.as_str())) {
                // It says what was suggested again.
                after.origin = Some(suggested_by(decided.rule.as_str()));
            }
            self.edits.push(Edit::Dismissal(target, Change::remove(decided)));
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
