//! What differs between two versions of the work on one article, and the way back.

use crate::model::{
    Annotation, Change, DecisionId, Dismissal, DismissalTarget, Document, Edit, Relation,
    Transaction,
};

/// What one document has and another has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentDifference {
    /// Annotations only the later one has.
    pub added: Vec<Annotation>,
    /// Annotations only the earlier one has.
    pub removed: Vec<Annotation>,
    /// Annotations that are not the same: earlier, later.
    pub changed: Vec<(Annotation, Annotation)>,
    /// Relations only the later one has.
    pub added_relations: Vec<Relation>,
    /// Relations only the earlier one has.
    pub removed_relations: Vec<Relation>,
}

impl DocumentDifference {
    /// True when the two have the same annotations and relations.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What happened from `earlier` to `later`, both on the same text.
pub fn difference(earlier: &Document, later: &Document) -> DocumentDifference {
    let mut out = DocumentDifference::default();
    for annotation in later.annotations() {
        match earlier.annotation(annotation.id) {
            None => out.added.push(annotation.clone()),
            Some(before) if before != annotation => {
                out.changed.push((before.clone(), annotation.clone()));
            }
            Some(_same) => {}
        }
    }
    let is_gone = |it: &&Annotation| later.annotation(it.id).is_none();
    out.removed = earlier.annotations().filter(is_gone).cloned().collect();
    let lacks = |document: &Document, it: &Relation| document.relation(it.id) != Some(it);
    out.added_relations = later.relations().filter(|it| lacks(earlier, it)).cloned().collect();
    out.removed_relations = earlier.relations().filter(|it| lacks(later, it)).cloned().collect();
    out
}

/// The one step that makes `present` say what `version` says, so that restoring can be undone. Both
/// are on the same text; ids given since then stay used.
pub fn restore(present: &Document, version: &Document) -> Transaction {
    let back = difference(present, version);
    let mut edits = Vec::new();
    for relation in back.removed_relations {
        edits.push(Edit::Relation(relation.id, Change::remove(relation)));
    }
    // A relation has its ends all along: what becomes an orphan is one before it goes, and what was
    // one stays one until it has a place.
    for orphan in version.orphans().filter(|it| present.orphan(it.id) != Some(it)) {
        let before = present.orphan(orphan.id).cloned();
        edits.push(Edit::Orphan(orphan.id, Change { before, after: Some(orphan.clone()) }));
    }
    for annotation in back.removed {
        edits.push(Edit::Annotation(annotation.id, Change::remove(annotation)));
    }
    for (before, after) in back.changed {
        edits.push(Edit::Annotation(after.id, Change::replace(before, after)));
    }
    for annotation in back.added {
        edits.push(Edit::Annotation(annotation.id, Change::insert(annotation)));
    }
    for orphan in present.orphans().filter(|it| version.orphan(it.id).is_none()) {
        edits.push(Edit::Orphan(orphan.id, Change::remove(orphan.clone())));
    }
    for relation in back.added_relations {
        edits.push(Edit::Relation(relation.id, Change::insert(relation)));
    }
    edits.extend(restored_dismissals(present, version));
    edits.extend(restored_decisions(present, version));
    let keys = present.meta().keys().chain(version.meta().keys());
    let keys: std::collections::BTreeSet<_> = keys.collect();
    for key in keys {
        let (before, after) = (present.meta().get(key), version.meta().get(key));
        if before != after {
            let change = Change { before: before.cloned(), after: after.cloned() };
            edits.push(Edit::Meta(key.clone(), change));
        }
    }
    edits.into()
}

/// What was decided of analysts' records, as `version` has it.
fn restored_decisions<'a>(
    present: &'a Document,
    version: &'a Document,
) -> impl Iterator<Item = Edit> + 'a {
    let all = present.decisions().chain(version.decisions()).map(|it| it.id);
    let all: std::collections::BTreeSet<DecisionId> = all.collect();
    all.into_iter().filter_map(|id| {
        let (before, after) = (present.decision(id).cloned(), version.decision(id).cloned());
        (before != after).then_some(Edit::Decision(id, Change { before, after }))
    })
}

/// What was decided on suggestions, as `version` has it.
fn restored_dismissals<'a>(
    present: &'a Document,
    version: &'a Document,
) -> impl Iterator<Item = Edit> + 'a {
    let all = present.dismissals().chain(version.dismissals()).map(|it| &it.target);
    let all: std::collections::BTreeSet<&DismissalTarget> = all.collect();
    all.into_iter().filter_map(|target| {
        let dismissal = |it: &Document| -> Option<Dismissal> { it.dismissal(target).cloned() };
        let (before, after) = (dismissal(present), dismissal(version));
        (before != after).then(|| Edit::Dismissal(target.clone(), Change { before, after }))
    })
}
