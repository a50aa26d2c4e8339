//! Taking suggestions, each with the words it is linked to.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

use super::dating;
use crate::{
    check,
    edit::{self, AnnotationDraft},
    model::{
        Annotation, AnnotationId, Dismissal, DismissalKind, DismissalTarget, Document, Extent,
        Name, Relation, TagOrigin, Transaction,
        schema::standard::{ABOUT, CLAIM, DATE, NESTED_IN, RULE},
    },
    recognize::{Context, Mention},
    session::{
        Reason,
        editor::{
            DraftedTag, Editor, SuggestionDraft, recognition, selection::StepDirection,
            suggestions::SuggestionDecisions,
        },
    },
    text::TextRange,
};

/// Takes the current suggestion, as corrected, and goes on to the next one.
pub(super) fn accept_current(editor: &mut Editor) -> Result<(), Reason> {
    let (index, _) = editor.suggestion_in_hand()?;
    accept(editor, &[index])?;
    editor.step_suggestion(StepDirection::After);
    Ok(())
}

/// Takes suggestions, as corrected, with the words they are linked to, as one step.
pub(super) fn accept(editor: &mut Editor, indices: &[usize]) -> Result<(), Reason> {
    let mut acceptance = Acceptance::on(editor.document(), editor.context(), editor.at.clone());
    let mut last = None;
    for draft in indices.iter().filter_map(|it| editor.draft_of(*it)) {
        last = Some(acceptance.take_suggestion(&draft)?);
    }
    let neighbors = editor.suggestions.mentions().iter().map(Arc::as_ref);
    acceptance.join_neighbors(neighbors)?;
    editor.commit(acceptance.finish()?)?;
    // After many, the page stays where it is read.
    editor.activate(last.filter(|_| indices.len() == 1));
    Ok(())
}

/// Tags what a recognizer reads at the caret: by the analyst's hand, with the rule as a remark.
pub(super) fn tag_mention(
    editor: &mut Editor,
    mention: &Mention,
    context: Context,
) -> Result<(), Reason> {
    let draft = SuggestionDraft::of(editor.document(), mention).ok_or(Reason::OnlyMarks)?;
    let mut acceptance = Acceptance::on(editor.document(), context, editor.at.clone());
    let mut tag = draft.tag;
    let kind = editor.document().schema().label(tag.label.as_str());
    if let Some(remark) = kind.and_then(|it| it.attribute(it.attribute_now(RULE))) {
        tag.attributes.set(remark.id.as_str().into(), draft.rule.as_str());
    }
    let id = acceptance.take(&tag, None)?;
    let step = acceptance.finish()?;
    editor.commit(dating::joined(editor.document(), step, id, context))?;
    editor.activate(Some(id));
    Ok(())
}

/// What [`apply_suggestions`] took.
#[derive(Debug, Default)]
pub struct AppliedSuggestions {
    /// The step that adds it all.
    pub step: Transaction,
    /// The labels of the mentions applied, in order.
    pub labels: Vec<Name>,
    /// How many were left, since words of theirs have their label already.
    pub already_there: usize,
    /// How many were left, since the analyst has decided on them before, by how.
    pub dismissed: BTreeMap<DismissalKind, usize>,
}

/// Takes every mention that the schema has a label for and nobody has decided on, with its parts and
/// relations: not where these very words have the label already, or where a person gave it to some of
/// them. What is there stays as it is, whoever made it; what is added is known as what nobody has looked
/// at.
///
/// # Errors
///
/// When a step does not fit the document, which says that the mentions are of another text.
pub fn apply_suggestions(
    document: &Document,
    mentions: &[Mention],
) -> Result<AppliedSuggestions, Reason> {
    let acceptance = Acceptance::on(document, Context::default(), String::new());
    let mut acceptance = Acceptance { taker: Taker::Nobody, ..acceptance };
    let mut applied = AppliedSuggestions::default();
    let decisions = SuggestionDecisions::of(document);
    for mention in mentions {
        let Some(draft) = SuggestionDraft::of(document, mention) else { continue };
        let hull = draft.tag.extent.hull();
        // Beside what came from a suggestion, a claim inside a claim is another one. What a person
        // marked says what they want of these words.
        let there = document.annotations_in(hull.start(), hull.end());
        let in_the_way = there.iter().any(|it| {
            it.label == draft.tag.label
                && it.extent.hull().overlaps(hull)
                && it.tag_origin().rule().is_none()
        });
        if in_the_way || acceptance.stands_for(&draft.target).is_some() {
            applied.already_there += 1;
        } else if let Some(kind) = decisions.on(mention) {
            *applied.dismissed.entry(kind).or_default() += 1;
        } else {
            acceptance.take_suggestion(&draft)?;
            applied.labels.push(Name::from(&*mention.label));
        }
    }
    acceptance.join_neighbors(mentions.iter())?;
    applied.step = acceptance.finish()?;
    Ok(applied)
}

/// Suggestions that are being taken.
struct Acceptance {
    /// The document with all that was taken.
    document: Document,
    context: Context,
    /// When, in ISO 8601.
    at: String,
    steps: Vec<Transaction>,
    taken: BTreeSet<AnnotationId>,
    /// The words of what was taken, as suggested.
    places: HashSet<Vec<TextRange>>,
    taker: Taker,
}

/// Who takes suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taker {
    /// Who has looked at them.
    Analyst,
    /// The program: nobody has looked at them yet.
    Nobody,
}

impl Acceptance {
    fn on(document: &Document, context: Context, at: String) -> Self {
        Self {
            document: document.clone(),
            context,
            at,
            steps: Vec::new(),
            taken: BTreeSet::new(),
            places: HashSet::new(),
            taker: Taker::Analyst,
        }
    }

    /// Takes a suggestion, as corrected. What was suggested is decided on then, whatever it became.
    fn take_suggestion(&mut self, draft: &SuggestionDraft) -> Result<AnnotationId, Reason> {
        let rule = draft.rule.as_str();
        let is_corrected = draft.is_corrected();
        let origin = match (self.taker, is_corrected) {
            (Taker::Analyst, true) => TagOrigin::Corrected(rule),
            (Taker::Analyst, false) => TagOrigin::Suggested(rule),
            (Taker::Nobody, _) => TagOrigin::Automatic(rule),
        };
        let id = self.take(&draft.tag, origin.stored().as_ref())?;
        if let Some(extent) = draft.target.extent() {
            self.places.insert(extent.pieces().collect());
        }
        if draft.target != draft.tag.target() {
            let dismissal = Dismissal {
                target: draft.target.clone(),
                kind: DismissalKind::Corrected,
                rule: draft.rule.clone(),
                at: self.at.clone(),
                everywhere: false,
            };
            self.step(edit::dismiss(&self.document, dismissal))?;
        }
        Ok(id)
    }

    /// Adds a tag with its links, and the tags that these bring.
    fn take(&mut self, tag: &DraftedTag, origin: Option<&Name>) -> Result<AnnotationId, Reason> {
        let id = match self.tagged(&tag.target()) {
            Some(there) => there,
            None => self.annotate(AnnotationDraft {
                attributes: tag.attributes.clone(),
                origin: origin.cloned(),
                ..AnnotationDraft::new(tag.extent.clone(), tag.label.clone())
            })?,
        };
        self.taken.insert(id);
        for link in &tag.links {
            let target = DismissalTarget::at(link.extent.clone(), link.label.clone());
            let to = match self.stands_for(&target) {
                Some(to) => to,
                None if !link.brings_tag => continue,
                None => {
                    let words = link.extent.hull();
                    let read = recognition::draft(&self.document, words, &link.label, self.context);
                    let extent = link.extent.clone();
                    self.annotate(AnnotationDraft { extent, origin: origin.cloned(), ..read })?
                }
            };
            if to != id {
                self.relate(id, to, link.relation.as_str())?;
            }
        }
        Ok(id)
    }

    fn annotate(&mut self, draft: AnnotationDraft) -> Result<AnnotationId, Reason> {
        let id = AnnotationId(self.document.next_ids().annotation);
        self.step(Some(edit::annotate(&self.document, [draft])))?;
        Ok(id)
    }

    /// A relation by the name that the schema has for it now; none where it has none.
    fn relate(&mut self, from: AnnotationId, to: AnnotationId, name: &str) -> Result<(), Reason> {
        let Some(kind) = self.document.schema().relation_ever(name) else { return Ok(()) };
        let relation = edit::relate(&self.document, from, to, kind.id.as_str());
        self.step(relation)
    }

    /// Links between mentions that were both taken, now or earlier, such as the two sides of a pair.
    fn join_neighbors<'a>(&mut self, all: impl Iterator<Item = &'a Mention>) -> Result<(), Reason> {
        let is_ours = |pieces: &Vec<TextRange>| self.places.contains(pieces);
        let concerns = |it: &&Mention| {
            is_ours(&it.pieces) || it.links.iter().any(|link| is_ours(&link.pieces))
        };
        let concerned: Vec<&Mention> = all.filter(concerns).collect();
        for mention in concerned {
            let from = self.taken_as(&mention.pieces, &mention.label);
            let Some(from) = from else { continue };
            for link in &mention.links {
                let Some(to) = self.taken_as(&link.pieces, link.label) else { continue };
                let is_new = self.taken.contains(&from) || self.taken.contains(&to);
                if is_new && from != to {
                    self.relate(from, to, link.relation)?;
                }
            }
        }
        Ok(())
    }

    /// All of it as one step, with what follows from it: claims inside claims, dates of claims.
    fn finish(mut self) -> Result<Transaction, Reason> {
        let taken: Vec<AnnotationId> = self.taken.iter().copied().collect();
        for id in taken {
            self.nest(id)?;
            self.link_dates(id)?;
        }
        Ok(edit::merge(self.steps))
    }

    /// Links a claim to the one around it, and to it those inside it, in whatever order they were
    /// taken.
    fn nest(&mut self, id: AnnotationId) -> Result<(), Reason> {
        let Some(claim) = self.labelled(id, CLAIM) else { return Ok(()) };
        let Some(relation) = self.relation_between(NESTED_IN, CLAIM, CLAIM) else { return Ok(()) };
        let is_nested = self.document.linked(id, &relation).next().is_some();
        if let Some(outer) = check::innermost_claim(&self.document, &claim).filter(|_| !is_nested) {
            let outer = outer.id;
            self.relate(id, outer, &relation)?;
        }
        for inner in self.inside(&claim, CLAIM) {
            let is_innermost =
                check::innermost_claim(&self.document, &inner).is_some_and(|it| it.id == id);
            if !is_innermost || inner.tag_origin().rule().is_none() {
                continue;
            }
            // One that it was linked to before, since this one was not there yet.
            let around: Vec<Relation> = self
                .document
                .relations_of(inner.id)
                .filter(|it| it.from == inner.id && it.label == *relation && it.to != id)
                .filter(|it| self.covers(it.to, &claim))
                .cloned()
                .collect();
            for it in around {
                let removal = edit::remove_relation(&self.document, it.id);
                self.step(removal)?;
            }
            if self.document.linked(inner.id, &relation).next().is_none() {
                self.relate(inner.id, id, &relation)?;
            }
        }
        Ok(())
    }

    /// Links a claim to the dates in it that no claim is linked to, and a date to the claim around it.
    fn link_dates(&mut self, id: AnnotationId) -> Result<(), Reason> {
        let Some(tag) = self.document.annotation(id).cloned() else { return Ok(()) };
        let mut dates = self.inside(&tag, DATE);
        dates.extend(self.labelled(id, DATE));
        for date in dates {
            let Some(claim) = check::claim_without_date(&self.document, &date) else { continue };
            let claim = claim.id;
            if claim == id || date.id == id {
                self.relate(claim, date.id, ABOUT)?;
            }
        }
        Ok(())
    }

    /// The tags with the label once called `label` that lie in one piece of `tag`.
    fn inside(&self, tag: &Annotation, label: &str) -> Vec<Annotation> {
        let hull = tag.extent.hull();
        let label = self.document.schema().label_now(label);
        let there = self.document.annotations_in(hull.start(), hull.end()).into_iter();
        let inside = there.filter(|it| it.id != tag.id && it.label == *label);
        let inside =
            inside.filter(|it| tag.extent.pieces().any(|piece| piece.covers(it.extent.hull())));
        inside.cloned().collect()
    }

    fn covers(&self, id: AnnotationId, tag: &Annotation) -> bool {
        let hull = tag.extent.hull();
        let outer = self.document.annotation(id);
        outer.is_some_and(|it| it.extent.pieces().any(|piece| piece.covers(hull)))
    }

    /// The tag with this id where it has the label once called `label`.
    fn labelled(&self, id: AnnotationId, label: &str) -> Option<Annotation> {
        let label = self.document.schema().label_now(label);
        self.document.annotation(id).filter(|it| it.label == *label).cloned()
    }

    /// The present name of a relation, where it still goes between these labels.
    fn relation_between(&self, name: &str, from: &str, to: &str) -> Option<String> {
        let schema = self.document.schema();
        let kind = schema.relation_ever(name)?;
        let (from, to) = (schema.label_now(from), schema.label_now(to));
        let fits = kind.from.iter().any(|it| it == from) && kind.to.iter().any(|it| it == to);
        fits.then(|| kind.id.clone())
    }

    /// The tag that says just this.
    fn tagged(&self, target: &DismissalTarget) -> Option<AnnotationId> {
        let extent = target.extent()?;
        let there = self.document.annotations_in(extent.start(), extent.end());
        let found = there.into_iter().find(|it| it.label == target.label && it.extent == *extent);
        found.map(|it| it.id)
    }

    /// The tag that says just this, or what the analyst has made of such a suggestion.
    fn stands_for(&self, target: &DismissalTarget) -> Option<AnnotationId> {
        if let Some(tagged) = self.tagged(target) {
            return Some(tagged);
        }
        let corrected = self.document.dismissal(target)?;
        if corrected.kind != DismissalKind::Corrected {
            return None;
        }
        let extent = target.extent()?;
        let there = self.document.annotations_in(extent.start(), extent.end()).into_iter();
        let rule = corrected.rule.as_str();
        let mut made = there.filter(|it| it.tag_origin().rule() == Some(rule));
        made.find(|it| it.label == target.label).map(|it| it.id)
    }

    /// What was made of words that were suggested under `label`.
    fn taken_as(&self, pieces: &[TextRange], label: &str) -> Option<AnnotationId> {
        let label = self.document.schema().label_now(label);
        let extent = Extent::of(pieces.iter().copied())?;
        self.stands_for(&DismissalTarget::at(extent, label))
    }

    fn step(&mut self, transaction: Option<Transaction>) -> Result<(), Reason> {
        if let Some(transaction) = transaction {
            self.document.apply(&transaction)?;
            self.steps.push(transaction);
        }
        Ok(())
    }
}
