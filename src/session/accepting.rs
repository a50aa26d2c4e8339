//! Going through suggestions and taking them, each with the words it is linked to.

use std::collections::HashSet;

use super::{Open, Reason, Selection, StepDirection, assist, dating, extent_of};
use crate::{
    edit::{self, Draft},
    model::{AnnotationId, Attributes, Document, Extent, Name, Schema, Transaction, schema::Role},
    recognize::{Context, Mention},
    text::TextRange,
};

type Outcome = Result<(), Reason>;

pub(super) fn step_suggestion(open: &mut Open, toward: StepDirection) {
    let byte = open.selection().head;
    let next = open.suggestions.next_open(open.document(), toward, byte);
    let next = next.or_else(|| {
        // From the last one on to the first that is left.
        open.suggestions.set_current(None);
        open.suggestions.next_open(open.document(), toward, 0)
    });
    open.suggestions.set_current(next);
    let mention = next.and_then(|it| open.suggestions.mentions().get(it));
    if let Some(start) = mention.and_then(|it| it.pieces.first()).map(|it| it.start()) {
        open.select(Selection::caret(start));
        open.activate(None);
    }
}

/// Takes the current suggestion and goes on to the next one.
pub(super) fn accept_current(open: &mut Open) -> Outcome {
    let index = open.suggestions.current().ok_or(Reason::NoSuggestionCurrent)?;
    accept(open, &[index])?;
    step_suggestion(open, StepDirection::After);
    Ok(())
}

/// Takes suggestions, with the words they are linked to, as one step.
pub(super) fn accept(open: &mut Open, indices: &[usize]) -> Outcome {
    let mut after = open.document().clone();
    let mut steps = Vec::new();
    let mut last = None;
    for &index in indices {
        let Some(mention) = open.suggestions.open(open.document(), index).cloned() else {
            continue;
        };
        let (id, transactions) = accepted(&mut after, &mention)?;
        steps.extend(transactions);
        last = Some(id);
    }
    // Links between mentions that were both taken, such as the two sides of a pair.
    for &index in indices {
        let Some(mention) = open.suggestions.mentions().get(index).cloned() else { continue };
        steps.extend(link_to_neighbors(&mut after, &mention, open.suggestions.mentions())?);
    }
    open.commit(edit::merge(steps))?;
    open.activate(last);
    Ok(())
}

pub(super) fn tag_mention(open: &mut Open, mention: &Mention, context: Context) -> Outcome {
    let mut after = open.document().clone();
    let (id, steps) = accepted(&mut after, mention)?;
    open.commit(dating::joined(open.document(), edit::merge(steps), id, context))?;
    open.activate(Some(id));
    Ok(())
}

/// A new annotation with the attributes its words give it.
pub(super) fn draft(
    document: &Document,
    range: TextRange,
    label: &Name,
    context: Context,
) -> Draft {
    let mut draft = Draft::new(range, label.clone());
    let known = assist::known_as(document.schema(), label.as_str());
    if let Some(read) = assist::read_as(known, document.text(), range, context) {
        draft.attributes =
            attributes_under(document.schema(), read.label, &dating::attributes(&read));
    }
    draft
}

/// What [`apply_suggestions`] took.
#[derive(Debug, Default)]
pub struct AppliedSuggestions {
    /// The step that adds it all.
    pub step: Transaction,
    /// The labels of the mentions applied, in order.
    pub labels: Vec<&'static str>,
    /// How many were left, since words of theirs have their label already.
    pub already_there: usize,
}

/// Takes every mention that the schema has a label for and whose words do not have it yet, in part or
/// whole, with its parts and links. What is there stays as it is, whoever made it.
///
/// # Errors
///
/// When a step does not fit the document, which says that the mentions are of another text.
pub fn apply_suggestions(
    document: &Document,
    mentions: &[Mention],
) -> Result<AppliedSuggestions, Reason> {
    let mut after = document.clone();
    let mut applied = AppliedSuggestions::default();
    let mut steps = Vec::new();
    let mut new = HashSet::new();
    let schema = document.schema();
    for mention in mentions.iter().filter(|it| schema.label_ever(it.label).is_some()) {
        let Some(extent) = extent_of(mention) else { continue };
        let hull = extent.hull();
        // What was there before; a claim inside a claim taken just now is another one.
        let there = document.annotations_in(hull.start(), hull.end());
        let in_the_way = there.iter().any(|it| {
            it.label == *schema.label_now(mention.label) && it.extent.hull().overlaps(hull)
        });
        if in_the_way || existing(&after, &extent, mention.label).is_some() {
            applied.already_there += 1;
            continue;
        }
        let (id, added) = accepted(&mut after, mention)?;
        steps.extend(added);
        applied.labels.push(mention.label);
        new.insert(id);
    }
    // Links that lead to what was taken later, such as to the other side of a pair.
    for mention in mentions {
        let from = extent_of(mention).and_then(|it| existing(&after, &it, mention.label));
        for link in &mention.links {
            let extent = Extent::of(link.pieces.iter().copied());
            let to = extent.and_then(|it| existing(&after, &it, link.label));
            let Some((from, to)) = from.zip(to) else { continue };
            if new.contains(&from) || new.contains(&to) {
                let relation = related(&after, from, to, link.relation);
                step(&mut after, &mut steps, relation)?;
            }
        }
    }
    applied.step = edit::merge(steps);
    Ok(applied)
}

/// Adds a mention and its parts to `document`, and says how.
fn accepted(
    document: &mut Document,
    mention: &Mention,
) -> Result<(AnnotationId, Vec<Transaction>), Reason> {
    let mut steps = Vec::new();
    let extent = extent_of(mention).ok_or(Reason::OnlyMarks)?;
    let origin = Name::from(format!("suggested:{}", mention.rule));
    let schema = document.schema().clone();
    let mut draft = Draft::new(extent, schema.label_now(mention.label));
    draft.attributes = attributes_under(&schema, mention.label, &dating::attributes(mention));
    draft.origin = Some(origin.clone());
    let id = AnnotationId(document.next_ids().annotation);
    step(document, &mut steps, Some(edit::annotate(document, [draft])))?;
    for link in &mention.links {
        let Some(extent) = Extent::of(link.pieces.iter().copied()) else { continue };
        let Some(kind) = schema.label_ever(link.label) else { continue };
        let there = existing(document, &extent, link.label);
        let is_part = kind.role == Role::Part;
        let to = match there {
            Some(to) => to,
            // A claim or a date of its own is taken or left for itself.
            None if !is_part => continue,
            None => {
                let to = AnnotationId(document.next_ids().annotation);
                let mut part = Draft::new(extent, kind.id.as_str());
                part.origin = Some(origin.clone());
                step(document, &mut steps, Some(edit::annotate(document, [part])))?;
                to
            }
        };
        if to != id {
            let relation = related(document, id, to, link.relation);
            step(document, &mut steps, relation)?;
        }
    }
    Ok((id, steps))
}

/// What a recognizer says of a mention, as far as the schema has attributes for it, by their
/// present names.
pub(super) fn attributes_under(
    schema: &Schema,
    label: &str,
    attributes: &[(&'static str, String)],
) -> Attributes {
    let Some(kind) = schema.label_ever(label) else { return Attributes::default() };
    let known = attributes.iter().filter_map(|(key, value)| {
        let attribute = kind.attribute(kind.attribute_now(key))?;
        Some((attribute.id.as_str(), attribute.value_now(value)))
    });
    known.collect()
}

/// A link by the name that the schema has for it now; none where it has none.
fn related(
    document: &Document,
    from: AnnotationId,
    to: AnnotationId,
    relation: &str,
) -> Option<Transaction> {
    let kind = document.schema().relation_ever(relation)?;
    edit::relate(document, from, to, kind.id.as_str())
}

/// Links from annotations whose mentions name this one, now that it is there.
fn link_to_neighbors(
    document: &mut Document,
    mention: &Mention,
    all: &[Mention],
) -> Result<Vec<Transaction>, Reason> {
    let mut steps = Vec::new();
    let Some(to) = extent_of(mention).and_then(|it| existing(document, &it, mention.label)) else {
        return Ok(steps);
    };
    let ours = &mention.pieces;
    for other in all.iter().filter(|it| it.links.iter().any(|link| link.pieces == *ours)) {
        let from = extent_of(other).and_then(|it| existing(document, &it, other.label));
        let Some(from) = from else { continue };
        for link in other.links.iter().filter(|it| it.pieces == *ours) {
            let relation = related(document, from, to, link.relation);
            step(document, &mut steps, relation)?;
        }
    }
    for link in &mention.links {
        let Some(extent) = Extent::of(link.pieces.iter().copied()) else { continue };
        if let Some(other) = existing(document, &extent, link.label) {
            let relation = related(document, to, other, link.relation);
            step(document, &mut steps, relation)?;
        }
    }
    Ok(steps)
}

fn existing(document: &Document, extent: &Extent, label: &str) -> Option<AnnotationId> {
    let there = document.annotations_in(extent.start(), extent.end());
    let label = document.schema().label_now(label);
    there.into_iter().find(|it| it.label == *label && it.extent == *extent).map(|it| it.id)
}

fn step(
    document: &mut Document,
    steps: &mut Vec<Transaction>,
    transaction: Option<Transaction>,
) -> Outcome {
    if let Some(transaction) = transaction {
        document.apply(&transaction)?;
        steps.push(transaction);
    }
    Ok(())
}
