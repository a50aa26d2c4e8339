//! Transactions as JSON. Offsets are bytes: a journal belongs to one version of one text.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        Annotation, AnnotationId, Attributes, Change, Edit, Extent, Name, Orphan, Relation,
        RelationId, Schema, Transaction,
    },
    text::Text,
};

/// One edit: what was there before, what is there after.
#[derive(Serialize, Deserialize)]
pub(in crate::store) enum WireEdit {
    #[serde(rename = "span")]
    Annotation(u32, Option<WireAnnotation>, Option<WireAnnotation>),
    #[serde(rename = "relation")]
    Relation(u32, Option<WireRelation>, Option<WireRelation>),
    #[serde(rename = "orphan")]
    Orphan(u32, Option<WireOrphan>, Option<WireOrphan>),
    #[serde(rename = "meta")]
    Meta(String, Option<String>, Option<String>),
    #[serde(rename = "schema")]
    Schema(Option<Arc<Schema>>, Option<Arc<Schema>>),
}

#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireAnnotation {
    /// First byte and the one after the last of each piece.
    at: Vec<(u32, u32)>,
    label: Name,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<(Name, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Name>,
}

#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireOrphan {
    label: Name,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<(Name, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Name>,
    /// Its words, and what stood before and after.
    words: [String; 3],
}

#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireRelation {
    label: Name,
    from: u32,
    to: u32,
}

pub(super) fn to_wire(transaction: &Transaction) -> Vec<WireEdit> {
    let edit = |edit: &Edit| match edit {
        Edit::Annotation(id, Change { before, after }) => WireEdit::Annotation(
            id.0,
            before.as_ref().map(annotation_to_wire),
            after.as_ref().map(annotation_to_wire),
        ),
        Edit::Relation(id, Change { before, after }) => WireEdit::Relation(
            id.0,
            before.as_ref().map(relation_to_wire),
            after.as_ref().map(relation_to_wire),
        ),
        Edit::Orphan(id, Change { before, after }) => WireEdit::Orphan(
            id.0,
            before.as_ref().map(orphan_to_wire),
            after.as_ref().map(orphan_to_wire),
        ),
        Edit::Meta(key, Change { before, after }) => {
            WireEdit::Meta(key.to_string(), before.clone(), after.clone())
        }
        Edit::Schema(Change { before, after }) => WireEdit::Schema(before.clone(), after.clone()),
    };
    transaction.edits.iter().map(edit).collect()
}

/// `None` when a place is not in `text`.
pub(super) fn from_wire(edits: Vec<WireEdit>, text: &Text) -> Option<Transaction> {
    let edit = |edit: WireEdit| {
        Some(match edit {
            WireEdit::Annotation(id, before, after) => {
                let id = AnnotationId(id);
                let read = |it: Option<WireAnnotation>| match it {
                    Some(record) => annotation_from_wire(id, record, text).map(Some),
                    None => Some(None),
                };
                Edit::Annotation(id, Change { before: read(before)?, after: read(after)? })
            }
            WireEdit::Relation(id, before, after) => {
                let id = RelationId(id);
                let read = |it: WireRelation| Relation {
                    id,
                    label: it.label,
                    from: AnnotationId(it.from),
                    to: AnnotationId(it.to),
                };
                Edit::Relation(id, Change { before: before.map(read), after: after.map(read) })
            }
            WireEdit::Orphan(id, before, after) => {
                let id = AnnotationId(id);
                let read = |it: WireOrphan| orphan_from_wire(id, it);
                Edit::Orphan(id, Change { before: before.map(read), after: after.map(read) })
            }
            WireEdit::Meta(key, before, after) => {
                Edit::Meta(Name::from(key), Change { before, after })
            }
            WireEdit::Schema(before, after) => Edit::Schema(Change { before, after }),
        })
    };
    edits.into_iter().map(edit).collect::<Option<Vec<Edit>>>().map(Transaction::from)
}

fn annotation_to_wire(annotation: &Annotation) -> WireAnnotation {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    WireAnnotation {
        at: annotation.extent.pieces().map(|it| (offset(it.start()), offset(it.end()))).collect(),
        label: annotation.label.clone(),
        attributes: annotation.attributes.iter().map(|(k, v)| (k.clone(), v.to_owned())).collect(),
        origin: annotation.origin.clone(),
    }
}

fn annotation_from_wire(
    id: AnnotationId,
    record: WireAnnotation,
    text: &Text,
) -> Option<Annotation> {
    let pieces = record.at.into_iter().map(|(start, end)| text.range(start as usize, end as usize));
    let extent = Extent::of(pieces.collect::<Result<Vec<_>, _>>().ok()?)?;
    let attributes: Attributes = record.attributes.into_iter().collect();
    Some(Annotation { id, extent, label: record.label, attributes, origin: record.origin })
}

fn orphan_to_wire(orphan: &Orphan) -> WireOrphan {
    WireOrphan {
        label: orphan.label.clone(),
        attributes: orphan.attributes.iter().map(|(k, v)| (k.clone(), v.to_owned())).collect(),
        origin: orphan.origin.clone(),
        words: [orphan.words.clone(), orphan.before.clone(), orphan.after.clone()],
    }
}

fn orphan_from_wire(id: AnnotationId, record: WireOrphan) -> Orphan {
    let WireOrphan { label, attributes, origin, words: [words, before, after] } = record;
    let attributes = attributes.into_iter().collect();
    Orphan { id, label, attributes, origin, words, before, after }
}

fn relation_to_wire(relation: &Relation) -> WireRelation {
    WireRelation { label: relation.label.clone(), from: relation.from.0, to: relation.to.0 }
}
