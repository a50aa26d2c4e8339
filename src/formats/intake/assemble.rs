//! From a draft to a document: ids, pieces, origins.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{DismissalDraft, DocumentDraft, ImportNote, RelationDraft, SpanDraft, Warning};
use crate::{
    formats::{ForeignKind, view::PIECES},
    model::{
        Annotation, AnnotationId, Attributes, Change, Decision, DecisionId, Dismissal,
        DismissalTarget, DismissedPlace, Document, Edit, Extent, Name, Relation, RelationId,
        Schema, Transaction,
    },
    text::{Text, TextRange},
};

/// The document that a draft describes, in `schema`. Spans without an origin get `origin`.
pub(super) fn document(
    draft: DocumentDraft,
    schema: &Arc<Schema>,
    origin: Option<&str>,
    warnings: &mut Vec<Warning>,
) -> Document {
    let place = draft.place.clone();
    let mut edits = Vec::with_capacity(draft.spans.len() + draft.relations.len());
    for (key, value) in draft.meta.into_iter().filter(|(_, value)| !value.is_empty()) {
        edits.push(Edit::Meta(Name::from(key), Change::insert(value)));
    }
    let mut ids: HashMap<String, AnnotationId> = HashMap::with_capacity(draft.spans.len());
    let mut placed: BTreeSet<AnnotationId> = BTreeSet::new();
    let warn = |note| {
        let (file, line) = place.clone();
        Warning { file, line, note }
    };
    let numbers = numbers(draft.spans.iter().map(|it| it.key.as_str()), 's');
    for (span, number) in draft.spans.into_iter().zip(numbers) {
        let id = AnnotationId(number);
        ids.entry(span.key.clone()).or_insert(id);
        let Some(annotation) = annotation(span, id, &draft.text, origin) else { continue };
        edits.push(Edit::Annotation(id, Change::insert(annotation)));
        placed.insert(id);
    }
    let numbers = numbers_of_relations(&draft.relations);
    for (relation, number) in draft.relations.into_iter().zip(numbers) {
        let RelationDraft { label, from, to, .. } = relation;
        let (Some(&start), Some(&end)) = (ids.get(&from), ids.get(&to)) else {
            warnings.push(warn(ImportNote::RelationAstray { label, from, to }));
            continue;
        };
        let id = RelationId(number);
        let relation = Relation { id, label: label.into(), from: start, to: end };
        edits.push(Edit::Relation(id, Change::insert(relation)));
    }
    let keys = draft.decisions.iter().map(|it| it.key.as_str());
    let numbers = self::numbers(keys, 'd');
    for (made, number) in draft.decisions.into_iter().zip(numbers) {
        let tag = made.tag.as_deref();
        let tag = tag.map(|it| ids.get(it).copied().filter(|it| placed.contains(it)));
        // One whose tag was left out is asked again: it was no rejection.
        let Some(tag) = tag.map_or(Some(None), |it| it.map(Some)) else { continue };
        let id = DecisionId(number);
        edits.push(Edit::Decision(id, Change::insert(Decision { id, tag, ..made.decision })));
    }
    let mut dismissed = BTreeSet::new();
    let mut odd = 0;
    for made in draft.dismissals {
        // There is one decision on a suggestion: of two the first counts.
        let made = dismissal(made, &draft.text).filter(|it| dismissed.insert(it.target.clone()));
        match made {
            Some(it) => edits.push(Edit::Dismissal(it.target.clone(), Change::insert(it))),
            None => odd += 1,
        }
    }
    if odd > 0 {
        warnings.push(warn(ImportNote::Kind { kind: ForeignKind::Dismissal, count: odd }));
    }
    let mut document = Document::new(draft.id, draft.text, Arc::clone(schema));
    let count = edits.len();
    if document.apply(&Transaction::from(edits)).is_err() {
        warnings.push(warn(ImportNote::Tags { id: document.id().to_owned(), count }));
    }
    document
}

/// `None` where the file says neither a place nor words, or nobody knows what was decided. One whose words do not
/// stand where the file says is as one whose words an edit took out.
fn dismissal(draft: DismissalDraft, text: &Text) -> Option<Dismissal> {
    let DismissalDraft { label, pieces, words, around, rule, kind, at, everywhere } = draft;
    let is_said = !words.is_empty();
    let pieces = pieces.iter().map(|&[start, end]| (start, end));
    let place = DismissedPlace::stated(text, pieces, words, around);
    let is_somewhere = is_said || matches!(place, DismissedPlace::At(_));
    let target = DismissalTarget { place, label: label.into() };
    let of_kind = |kind| Dismissal { target, kind, rule: rule.into(), at, everywhere };
    kind.filter(|_| is_somewhere).map(of_kind)
}

/// `None` for a span without a place.
fn annotation(
    span: SpanDraft,
    id: AnnotationId,
    text: &Text,
    origin: Option<&str>,
) -> Option<Annotation> {
    let SpanDraft { extent, label, mut attributes, origin: own, .. } = span;
    let mut extent = extent?;
    if let Some(at) = attributes.iter().position(|(key, _)| key == PIECES)
        && let Some(pieces) = pieces_from(&attributes[at].1, text)
        && pieces.hull() == extent.hull()
    {
        extent = pieces;
        attributes.remove(at);
    }
    let origin = own.as_deref().or(origin).map(Name::from);
    let attributes = attributes.into_iter().collect::<Attributes>();
    Some(Annotation { id, extent, label: label.into(), attributes, origin })
}

fn pieces_from(json: &str, text: &Text) -> Option<Extent> {
    let offsets: Vec<[usize; 2]> = serde_json::from_str(json).ok()?;
    let ranges: Option<Vec<TextRange>> =
        offsets.iter().map(|&[start, end]| text.range_of_chars(start, end).ok()).collect();
    Extent::of(ranges?)
}

fn numbers_of_relations(relations: &[RelationDraft]) -> Vec<u32> {
    numbers(relations.iter().map(|it| it.key.as_str()), 'r')
}

/// The numbers of `s7` or `7` where they are there and no other has them; the others get the
/// numbers after the highest. Ours count from 1: where a file counts from 0, all move up by one.
fn numbers<'a>(keys: impl Iterator<Item = &'a str>, prefix: char) -> Vec<u32> {
    let number = |key: &str| {
        let digits = key.strip_prefix(prefix).unwrap_or(key);
        let number: u32 = digits.parse().ok()?;
        // Numbers near the end would leave none for what the analyst adds.
        (number < u32::MAX / 2 && number.to_string() == digits).then_some(number)
    };
    let given: Vec<Option<u32>> = keys.map(number).collect();
    let shift = u32::from(given.contains(&Some(0)));
    let mut taken = BTreeSet::new();
    let own: Vec<Option<u32>> = given
        .into_iter()
        .map(|it| it.map(|number| number + shift).filter(|&number| taken.insert(number)))
        .collect();
    let mut next = taken.last().map_or(1, |it| it + 1);
    own.into_iter()
        .map(|number| {
            number.unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        })
        .collect()
}
