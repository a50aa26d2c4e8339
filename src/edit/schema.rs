//! Changing the schema under a document: what it renames is renamed in the document.

use std::{collections::BTreeSet, sync::Arc};

use super::set_schema;
use crate::model::{
    Annotation, Change, Dismissal, DismissalTarget, Document, Edit, Relation, Schema, SchemaPart,
    Transaction, schema::Label,
};

/// Puts `schema` in the place of the present one, as one step: what it calls by another name now is
/// renamed, `discards` are removed, and everything else stays, with a label the schema has or not.
/// `None` when nothing would change.
pub fn change_schema(
    document: &Document,
    schema: &Arc<Schema>,
    discards: &[SchemaPart],
) -> Option<Transaction> {
    let mut edits = Vec::new();
    let goes = |it: &Annotation| discards.contains(&SchemaPart::Label(it.label.clone()));
    let gone = |id| document.annotation(id).is_some_and(goes);
    for relation in document.relations() {
        let discarded = discards.contains(&SchemaPart::Relation(relation.label.clone()));
        if discarded || gone(relation.from) || gone(relation.to) {
            edits.push(Edit::Relation(relation.id, Change::remove(relation.clone())));
        } else if let Some(renamed) = relation_under(schema, relation) {
            let change = Change::replace(relation.clone(), renamed);
            edits.push(Edit::Relation(relation.id, change));
        }
    }
    for annotation in document.annotations() {
        if goes(annotation) {
            edits.push(Edit::Annotation(annotation.id, Change::remove(annotation.clone())));
            continue;
        }
        let mut left = annotation.clone();
        for discarded in discards {
            discard(discarded, &mut left);
        }
        let renamed = annotation_under(schema, &left).unwrap_or(left);
        if renamed != *annotation {
            let change = Change::replace(annotation.clone(), renamed);
            edits.push(Edit::Annotation(annotation.id, change));
        }
    }
    let mut renamed_to = BTreeSet::new();
    for dismissal in document.dismissals() {
        let Some(renamed) = dismissal_under(schema, dismissal) else { continue };
        // Where both are there, the one under the present name counts.
        if document.dismissal(&renamed.target).is_none()
            && renamed_to.insert(renamed.target.clone())
        {
            let target = renamed.target.clone();
            edits.push(Edit::Dismissal(target, Change::insert(renamed)));
        }
        let target = dismissal.target.clone();
        edits.push(Edit::Dismissal(target, Change::remove(dismissal.clone())));
    }
    edits.extend(set_schema(document, Arc::clone(schema)).into_iter().flat_map(|it| it.edits));
    (!edits.is_empty()).then(|| edits.into())
}

/// Takes away what an annotation says by a part of the schema.
fn discard(part: &SchemaPart, annotation: &mut Annotation) {
    let gone = match part {
        SchemaPart::Attribute(label, key) if *label == annotation.label => Some(key),
        SchemaPart::Value(label, key, value) if *label == annotation.label => {
            let has_it = annotation.attributes.get(key.as_str()) == Some(value.as_str());
            has_it.then_some(key)
        }
        // Records of a label or a relation go whole.
        SchemaPart::Attribute(..)
        | SchemaPart::Value(..)
        | SchemaPart::Label(_)
        | SchemaPart::Relation(_) => None,
    };
    if let Some(key) = gone {
        annotation.attributes.set(key.clone(), "");
    }
}

/// Brings names that the document's schema has given up to date; `None` where there are none.
pub fn adopt_names(document: &Document) -> Option<Transaction> {
    let schema = document.schema();
    if !schema.has_former_names() {
        return None;
    }
    change_schema(document, schema, &[])
}

/// The same step with every record named as `schema` does now.
#[must_use]
pub fn renamed(schema: &Schema, transaction: &Transaction) -> Transaction {
    let annotation = |it: &Annotation| annotation_under(schema, it).unwrap_or_else(|| it.clone());
    let relation = |it: &Relation| relation_under(schema, it).unwrap_or_else(|| it.clone());
    let edit = |edit: &Edit| match edit {
        Edit::Annotation(id, Change { before, after }) => Edit::Annotation(
            *id,
            Change {
                before: before.as_ref().map(annotation),
                after: after.as_ref().map(annotation),
            },
        ),
        Edit::Relation(id, Change { before, after }) => Edit::Relation(
            *id,
            Change { before: before.as_ref().map(relation), after: after.as_ref().map(relation) },
        ),
        Edit::Dismissal(target, Change { before, after }) => {
            let named = |it: &Dismissal| dismissal_under(schema, it).unwrap_or_else(|| it.clone());
            let target = target_under(schema, target);
            let (before, after) = (before.as_ref().map(named), after.as_ref().map(named));
            Edit::Dismissal(target, Change { before, after })
        }
        unnamed @ (Edit::Orphan(..) | Edit::Decision(..) | Edit::Meta(..) | Edit::Schema(_)) => {
            unnamed.clone()
        }
    };
    Transaction { edits: transaction.edits.iter().map(edit).collect() }
}

/// A relation under its present name; `None` where that is the one it has.
fn relation_under(schema: &Schema, relation: &Relation) -> Option<Relation> {
    let now = schema.relation_now(relation.label.as_str());
    (relation.label != *now).then(|| Relation { label: now.into(), ..relation.clone() })
}

/// A decision on a suggestion under its label's present name; `None` where that is the one it has.
fn dismissal_under(schema: &Schema, dismissal: &Dismissal) -> Option<Dismissal> {
    let target = target_under(schema, &dismissal.target);
    (target != dismissal.target).then(|| Dismissal { target, ..dismissal.clone() })
}

fn target_under(schema: &Schema, target: &DismissalTarget) -> DismissalTarget {
    let now = schema.label_now(target.label.as_str());
    DismissalTarget { label: now.into(), ..target.clone() }
}

/// An annotation with present names; `None` where it has them.
fn annotation_under(schema: &Schema, annotation: &Annotation) -> Option<Annotation> {
    let label = schema.label_ever(annotation.label.as_str())?;
    let mut after = annotation.clone();
    if after.label != *label.id.as_str() {
        after.label = label.id.as_str().into();
    }
    rename_attributes(label, annotation, &mut after);
    (after != *annotation).then_some(after)
}

fn rename_attributes(label: &Label, before: &Annotation, after: &mut Annotation) {
    for (key, value) in before.attributes.iter() {
        let now = label.attribute_now(key.as_str());
        let Some(attribute) = label.attribute(now) else { continue };
        let value_now = attribute.value_now(value);
        if now == key.as_str() {
            if value_now != value {
                after.attributes.set(key.clone(), value_now);
            }
        } else if before.attributes.get(now).is_none() {
            // Where both are there, the newer one counts and the older one stays in sight.
            after.attributes.set(key.clone(), "");
            after.attributes.set(now.into(), value_now);
        }
    }
}
