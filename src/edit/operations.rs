//! The edits a person can make, as pure functions from document to transaction.

use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, Attributes, Change, Document, Edit, Extent, Name, Orphan, Relation,
    RelationId, Schema, Transaction, schema::LabelRole,
};

/// An annotation that has no id yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotationDraft {
    /// Where it will be.
    pub extent: Extent,
    /// What it will be.
    pub label: Name,
    /// What will be said of it.
    pub attributes: Attributes,
    /// Who made it, when it was not the analyst.
    pub origin: Option<Name>,
}

impl AnnotationDraft {
    /// Without attributes, by the analyst.
    pub fn new(extent: impl Into<Extent>, label: impl Into<Name>) -> Self {
        Self {
            extent: extent.into(),
            label: label.into(),
            attributes: Attributes::default(),
            origin: None,
        }
    }
}

/// Adds annotations; the first gets the document's next id, and so on.
pub fn annotate(
    document: &Document,
    drafts: impl IntoIterator<Item = AnnotationDraft>,
) -> Transaction {
    let first = document.next_ids().annotation;
    let insert = |(id, draft): (u32, AnnotationDraft)| {
        let id = AnnotationId(id);
        let AnnotationDraft { extent, label, attributes, origin } = draft;
        let after = Annotation { id, extent, label, attributes, origin };
        Edit::Annotation(id, Change::insert(after))
    };
    Transaction { edits: (first..).zip(drafts).map(insert).collect() }
}

/// Links two annotations; `None` when one is missing or the relation is already there.
pub fn relate(
    document: &Document,
    from: AnnotationId,
    to: AnnotationId,
    label: impl Into<Name>,
) -> Option<Transaction> {
    document.annotation(from).and(document.annotation(to))?;
    let label = label.into();
    if document.relations_of(from).any(|it| it.from == from && it.to == to && it.label == label) {
        return None;
    }
    let id = RelationId(document.next_ids().relation);
    let change = Change::insert(Relation { id, label, from, to });
    Some(vec![Edit::Relation(id, change)].into())
}

/// Takes a relation away.
pub fn remove_relation(document: &Document, id: RelationId) -> Option<Transaction> {
    let before = document.relation(id)?.clone();
    Some(vec![Edit::Relation(id, Change::remove(before))].into())
}

/// Gives an annotation another label; attributes the new label does not have are kept.
pub fn relabel(
    document: &Document,
    id: AnnotationId,
    label: impl Into<Name>,
) -> Option<Transaction> {
    change(document, id, |it| it.label = label.into())
}

/// Moves an annotation's edges; attributes and relations stay.
pub fn set_extent(document: &Document, id: AnnotationId, extent: Extent) -> Option<Transaction> {
    change(document, id, |it| it.extent = extent)
}

/// Sets one attribute; an empty value removes it.
pub fn set_attribute(
    document: &Document,
    id: AnnotationId,
    key: impl Into<Name>,
    value: &str,
) -> Option<Transaction> {
    change(document, id, |it| {
        it.attributes.set(key.into(), value);
    })
}

/// Removes an annotation and the relations that hang on it.
pub fn remove(document: &Document, id: AnnotationId) -> Option<Transaction> {
    let before = document.annotation(id)?.clone();
    let relations = remove_relations_of(document, id);
    let annotation = Edit::Annotation(id, Change::remove(before));
    Some(Transaction { edits: relations.chain([annotation]).collect() })
}

/// The parts that `id` is linked to and nothing else: they stand for nothing without it.
pub fn parts_of_its_own(document: &Document, id: AnnotationId) -> Vec<AnnotationId> {
    let is_its_own = |part: &AnnotationId| document.relations_of(*part).all(|it| it.from == id);
    parts_of(document, id).into_iter().filter(is_its_own).collect()
}

/// The parts that `id` is linked to, also those that others are linked to as well.
pub fn parts_of(document: &Document, id: AnnotationId) -> Vec<AnnotationId> {
    let ends = document.relations_of(id).filter(|it| it.from == id).map(|it| it.to);
    let mut parts: Vec<AnnotationId> = ends.filter(|&to| is_part(document, to)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// True for a part, such as a claimant, that no relation leads to or from.
pub fn is_unused_part(document: &Document, id: AnnotationId) -> bool {
    is_part(document, id) && document.relations_of(id).next().is_none()
}

/// True where the schema says that an annotation is a part of others.
fn is_part(document: &Document, id: AnnotationId) -> bool {
    let label = document.annotation(id).and_then(|it| document.schema().label(it.label.as_str()));
    label.is_some_and(|it| it.role == LabelRole::Part)
}

/// Removes an annotation with its relations and the parts that are its own alone.
pub fn remove_with_parts(document: &Document, id: AnnotationId) -> Option<Transaction> {
    let parts = parts_of_its_own(document, id);
    let parts = parts.into_iter().filter_map(|it| document.annotation(it).cloned());
    let parts = parts.map(|it| Edit::Annotation(it.id, Change::remove(it)));
    let mut removal = remove(document, id)?;
    removal.edits.extend(parts);
    Some(removal)
}

/// Puts an orphan on `extent`, as the annotation it was; `None` when there is none such.
pub fn place_orphan(document: &Document, id: AnnotationId, extent: Extent) -> Option<Transaction> {
    let orphan = document.orphan(id)?.clone();
    let Orphan { label, attributes, origin, .. } = orphan.clone();
    let annotation = Annotation { id, extent, label, attributes, origin };
    // In this order its relations have an end all along.
    let edits = vec![
        Edit::Annotation(id, Change::insert(annotation)),
        Edit::Orphan(id, Change::remove(orphan)),
    ];
    Some(edits.into())
}

/// Lets an orphan go, with its relations; `None` when there is none such.
pub fn remove_orphan(document: &Document, id: AnnotationId) -> Option<Transaction> {
    let orphan = document.orphan(id)?.clone();
    let relations = remove_relations_of(document, id);
    Some(Transaction {
        edits: relations.chain([Edit::Orphan(id, Change::remove(orphan))]).collect(),
    })
}

fn remove_relations_of(document: &Document, id: AnnotationId) -> impl Iterator<Item = Edit> {
    document.relations_of(id).map(|it| Edit::Relation(it.id, Change::remove(it.clone())))
}

/// Sets a piece of the article's metadata; an empty value removes it.
pub fn set_meta(document: &Document, key: impl Into<Name>, value: &str) -> Option<Transaction> {
    let key = key.into();
    let before = document.meta().get(&key).cloned();
    let after = (!value.is_empty()).then(|| value.to_owned());
    (before != after).then(|| vec![Edit::Meta(key, Change { before, after })].into())
}

/// Puts another schema in the place of the present one.
pub fn set_schema(document: &Document, schema: Arc<Schema>) -> Option<Transaction> {
    let before = Arc::clone(document.schema());
    (before != schema).then(|| vec![Edit::Schema(Change::replace(before, schema))].into())
}

/// Several transactions as one step. Each must have been built on the document as the ones before
/// leave it.
pub fn merge(transactions: impl IntoIterator<Item = Transaction>) -> Transaction {
    Transaction { edits: transactions.into_iter().flat_map(|it| it.edits).collect() }
}

/// One annotation, changed by `alter`; `None` when it is missing or stays as it is.
fn change(
    document: &Document,
    id: AnnotationId,
    alter: impl FnOnce(&mut Annotation),
) -> Option<Transaction> {
    let before = document.annotation(id)?.clone();
    let mut after = before.clone();
    alter(&mut after);
    (before != after).then(|| vec![Edit::Annotation(id, Change::replace(before, after))].into())
}
