//! Transactions as JSON. Offsets are bytes: a journal belongs to one version of one text.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        Annotation, AnnotationId, Attributes, Change, Decision, DecisionId, Dismissal,
        DismissalKind, DismissalTarget, DismissedPlace, Edit, Extent, Name, Orphan, Relation,
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
    #[serde(rename = "dismissed")]
    Dismissal(WireTarget, Option<WireDismissal>, Option<WireDismissal>),
    #[serde(rename = "decision")]
    Decision(u32, Option<WireDecision>, Option<WireDecision>),
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
    /// Its pieces, in bytes of the words, where it had several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<Range<usize>>,
}

/// A suggestion that is decided on.
#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireTarget {
    label: Name,
    /// First byte and the one after the last of each piece; none where the words are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    at: Vec<(u32, u32)>,
    /// The words that are gone, and what stood before and after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gone: Option<[String; 3]>,
}

#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireDismissal {
    kind: String,
    rule: Name,
    at: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    everywhere: bool,
}

/// What was decided of several analysts' records.
#[derive(Serialize, Deserialize)]
pub(in crate::store) struct WireDecision {
    of: BTreeMap<String, (u32, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<u32>,
    /// How, by whom, when, and the ruling.
    said: [String; 4],
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
        Edit::Dismissal(target, Change { before, after }) => WireEdit::Dismissal(
            target_to_wire(target),
            before.as_ref().map(dismissal_to_wire),
            after.as_ref().map(dismissal_to_wire),
        ),
        Edit::Decision(id, Change { before, after }) => WireEdit::Decision(
            id.0,
            before.as_ref().map(decision_to_wire),
            after.as_ref().map(decision_to_wire),
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
            WireEdit::Dismissal(target, before, after) => {
                let target = target_from_wire(target, text)?;
                let read = |it: Option<WireDismissal>| match it {
                    Some(record) => dismissal_from_wire(&target, record).map(Some),
                    None => Some(None),
                };
                let change = Change { before: read(before)?, after: read(after)? };
                Edit::Dismissal(target, change)
            }
            WireEdit::Decision(id, before, after) => {
                let id = DecisionId(id);
                let read = |it: WireDecision| decision_from_wire(id, it);
                Edit::Decision(id, Change { before: before.map(read), after: after.map(read) })
            }
            WireEdit::Meta(key, before, after) => {
                Edit::Meta(Name::from(key), Change { before, after })
            }
            WireEdit::Schema(before, after) => Edit::Schema(Change { before, after }),
        })
    };
    edits.into_iter().map(edit).collect::<Option<Vec<Edit>>>().map(Transaction::from)
}

fn extent_to_wire(extent: &Extent) -> Vec<(u32, u32)> {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    extent.pieces().map(|it| (offset(it.start()), offset(it.end()))).collect()
}

fn extent_from_wire(at: Vec<(u32, u32)>, text: &Text) -> Option<Extent> {
    let pieces = at.into_iter().map(|(start, end)| text.range(start as usize, end as usize));
    Extent::of(pieces.collect::<Result<Vec<_>, _>>().ok()?)
}

fn target_to_wire(target: &DismissalTarget) -> WireTarget {
    let label = target.label.clone();
    match &target.place {
        DismissedPlace::At(extent) => WireTarget { label, at: extent_to_wire(extent), gone: None },
        DismissedPlace::Gone { words, before, after } => {
            let gone = Some([words.clone(), before.clone(), after.clone()]);
            WireTarget { label, at: Vec::new(), gone }
        }
    }
}

fn target_from_wire(target: WireTarget, text: &Text) -> Option<DismissalTarget> {
    let place = match target.gone {
        Some([words, before, after]) => DismissedPlace::Gone { words, before, after },
        None => DismissedPlace::At(extent_from_wire(target.at, text)?),
    };
    Some(DismissalTarget { place, label: target.label })
}

fn dismissal_to_wire(dismissal: &Dismissal) -> WireDismissal {
    WireDismissal {
        kind: dismissal.kind.key().to_owned(),
        rule: dismissal.rule.clone(),
        at: dismissal.at.clone(),
        everywhere: dismissal.everywhere,
    }
}

fn dismissal_from_wire(target: &DismissalTarget, record: WireDismissal) -> Option<Dismissal> {
    let WireDismissal { kind, rule, at, everywhere } = record;
    let kind = DismissalKind::from_key(&kind)?;
    Some(Dismissal { target: target.clone(), kind, rule, at, everywhere })
}

fn decision_to_wire(decision: &Decision) -> WireDecision {
    let Decision { of, tag, how, by, at, ruling, .. } = decision;
    let of = of.iter().map(|(name, (tag, digits))| (name.clone(), (tag.0, digits.clone())));
    let said = [how, by, at, ruling].map(String::clone);
    WireDecision { of: of.collect(), tag: tag.map(|it| it.0), said }
}

fn decision_from_wire(id: DecisionId, record: WireDecision) -> Decision {
    let [how, by, at, ruling] = record.said;
    let of = record.of.into_iter();
    let of = of.map(|(name, (tag, digits))| (name, (AnnotationId(tag), digits)));
    let tag = record.tag.map(AnnotationId);
    Decision { id, of: of.collect(), tag, how, by, at, ruling }
}

fn annotation_to_wire(annotation: &Annotation) -> WireAnnotation {
    WireAnnotation {
        at: extent_to_wire(&annotation.extent),
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
    let extent = extent_from_wire(record.at, text)?;
    let attributes: Attributes = record.attributes.into_iter().collect();
    Some(Annotation { id, extent, label: record.label, attributes, origin: record.origin })
}

fn orphan_to_wire(orphan: &Orphan) -> WireOrphan {
    WireOrphan {
        label: orphan.label.clone(),
        attributes: orphan.attributes.iter().map(|(k, v)| (k.clone(), v.to_owned())).collect(),
        origin: orphan.origin.clone(),
        words: [orphan.words.clone(), orphan.before.clone(), orphan.after.clone()],
        pieces: orphan.pieces.clone(),
    }
}

fn orphan_from_wire(id: AnnotationId, record: WireOrphan) -> Orphan {
    let WireOrphan { label, attributes, origin, words: [words, before, after], pieces } = record;
    let attributes = attributes.into_iter().collect();
    Orphan { id, label, attributes, origin, words, pieces, before, after }
}

fn relation_to_wire(relation: &Relation) -> WireRelation {
    WireRelation { label: relation.label.clone(), from: relation.from.0, to: relation.to.0 }
}
