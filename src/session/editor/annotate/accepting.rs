//! Going through suggestions and taking them, each with the words it is linked to.

use std::collections::HashSet;

use super::{
    dating,
    recognition::{attributes, attributes_under},
};
use crate::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Document, Extent, Transaction, schema::LabelRole},
    recognize::{Context, Mention},
    session::{
        Reason,
        editor::{Editor, extent_of, selection::StepDirection, suggestions::SuggestionDecisions},
    },
};

/// Takes the current suggestion and goes on to the next one.
pub(super) fn accept_current(editor: &mut Editor) -> Result<(), Reason> {
    let index = editor.suggestions.current().ok_or(Reason::NoSuggestionCurrent)?;
    accept(editor, &[index])?;
    editor.step_suggestion(StepDirection::After);
    Ok(())
}

/// Takes suggestions, with the words they are linked to, as one step.
pub(super) fn accept(editor: &mut Editor, indices: &[usize]) -> Result<(), Reason> {
    let mut after = editor.document().clone();
    let mut steps = Vec::new();
    let mut last = None;
    for &index in indices {
        let Some(mention) = editor.suggestions.open(editor.document(), index).cloned() else {
            continue;
        };
        let (id, transactions) = accepted(&mut after, &mention)?;
        steps.extend(transactions);
        last = Some(id);
    }
    // Links between mentions that were both taken, such as the two sides of a pair.
    for &index in indices {
        let Some(mention) = editor.suggestions.mentions().get(index).cloned() else { continue };
        steps.extend(link_to_neighbors(&mut after, &mention, editor.suggestions.mentions())?);
    }
    editor.commit(edit::merge(steps))?;
    editor.activate(last);
    Ok(())
}

pub(super) fn tag_mention(
    editor: &mut Editor,
    mention: &Mention,
    context: Context,
) -> Result<(), Reason> {
    let mut after = editor.document().clone();
    let (id, steps) = accepted(&mut after, mention)?;
    editor.commit(dating::joined(editor.document(), edit::merge(steps), id, context))?;
    editor.activate(Some(id));
    Ok(())
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
    /// How many were left, since the analyst has rejected them or left them for later.
    pub dismissed: usize,
}

/// Takes every mention that the schema has a label for and nobody has decided on, with its parts and
/// relations: not where these very words have the label already, or where a person gave it to some of
/// them. What is there stays as it is, whoever made it.
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
    let decisions = SuggestionDecisions::of(document);
    let schema = document.schema();
    for mention in mentions.iter().filter(|it| schema.label_ever(it.label).is_some()) {
        let Some(extent) = extent_of(mention) else { continue };
        let hull = extent.hull();
        // Beside what came from a suggestion, a claim inside a claim is another one. What a person
        // marked says what they want of these words.
        let there = document.annotations_in(hull.start(), hull.end());
        let in_the_way = there.iter().any(|it| {
            it.label == *schema.label_now(mention.label)
                && it.extent.hull().overlaps(hull)
                && edit::rule_of(it).is_none()
        });
        if in_the_way || existing(&after, &extent, mention.label).is_some() {
            applied.already_there += 1;
            continue;
        }
        if decisions.on(mention).is_some() {
            applied.dismissed += 1;
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
    let origin = edit::suggested_by(mention.rule);
    let schema = document.schema().clone();
    let mut draft = AnnotationDraft::new(extent, schema.label_now(mention.label));
    draft.attributes = attributes_under(&schema, mention.label, &attributes(mention));
    draft.origin = Some(origin.clone());
    let id = AnnotationId(document.next_ids().annotation);
    step(document, &mut steps, Some(edit::annotate(document, [draft])))?;
    for link in &mention.links {
        let Some(extent) = Extent::of(link.pieces.iter().copied()) else { continue };
        let Some(kind) = schema.label_ever(link.label) else { continue };
        let there = existing(document, &extent, link.label);
        let is_part = kind.role == LabelRole::Part;
        let to = match there {
            Some(to) => to,
            // A claim or a date of its own is taken or left for itself.
            None if !is_part => continue,
            None => {
                let to = AnnotationId(document.next_ids().annotation);
                let mut part = AnnotationDraft::new(extent, kind.id.as_str());
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

/// A relation by the name that the schema has for it now; none where it has none.
fn related(
    document: &Document,
    from: AnnotationId,
    to: AnnotationId,
    relation: &str,
) -> Option<Transaction> {
    let kind = document.schema().relation_ever(relation)?;
    edit::relate(document, from, to, kind.id.as_str())
}

/// Relations from annotations whose mentions name this one, now that it is there.
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
) -> Result<(), Reason> {
    if let Some(transaction) = transaction {
        document.apply(&transaction)?;
        steps.push(transaction);
    }
    Ok(())
}
