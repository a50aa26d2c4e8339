//! Relations from the active annotation: to words, annotated in the same step, or to annotations.

use std::collections::BTreeSet;

use super::{dating, extents::trimmed_to_words};
use crate::{
    edit,
    model::{
        Annotation, AnnotationId, Document, Extent, Name, Relation, Transaction,
        schema::RelationKind,
    },
    recognize::Context,
    session::{
        Reason,
        editor::{Editor, Selection, recognition::draft},
    },
    text::TextRange,
};

/// Relations that lead to what stands beside the words rather than among them.
const BESIDE: &[&str] = &["said_on", "nested_in"];

/// Relations that lead to what said the same before, anywhere in the article.
const AGAIN: &[&str] = &["repeats"];

/// Of so many tags before the words at most it is asked whether they say the same.
const LOOKED_BACK: usize = 200;

/// What [`Link`](crate::session::EditAction::Link) would link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An annotation that is there.
    Tag(AnnotationId),
    /// Words that will be annotated.
    Words(TextRange),
    /// Words in the place of those that are linked now: the part is moved there.
    Moved(AnnotationId, TextRange),
    /// The same where other annotations use that part as well: they keep it.
    Instead(Relation, TextRange),
}

impl Editor {
    /// What [`Link`](crate::session::EditAction::Link) would link the active annotation to.
    pub fn link_target(&self, relation: &Name) -> Result<LinkTarget, Reason> {
        let (active, kind) = self.link_from(relation)?;
        let Some(selected) = self.selected() else {
            let nearest = self.link_candidates(active, kind).first().map(|it| it.id);
            let missing = if self.document().schema().leads_to_parts(kind) {
                Reason::NothingSelected
            } else {
                Reason::NothingNear
            };
            return nearest.map(LinkTarget::Tag).ok_or(missing);
        };
        let words = trimmed_to_words(self.document(), selected).ok_or(Reason::OnlyMarks)?;
        let extent = Extent::from(words);
        let there = kind.to.iter().find_map(|label| self.annotation_at(&extent, label));
        if let Some(id) = there.filter(|&it| it != active.id) {
            let linked = self.document().linked(active.id, &kind.id).any(|it| it.id == id);
            return if linked { Err(Reason::LinkedAlready) } else { Ok(LinkTarget::Tag(id)) };
        }
        Ok(self.other_words(active, kind, words))
    }

    /// The active annotation and the kind of relation that is to start there.
    fn link_from(&self, relation: &Name) -> Result<(&Annotation, &RelationKind), Reason> {
        let active = self.active().ok_or(Reason::NoClaimActive)?;
        let kind = self.document().schema().relation(relation.as_str());
        let kind = kind.ok_or(Reason::NoSuchRelation)?;
        if !kind.from.iter().any(|it| active.label == *it.as_str()) {
            return Err(Reason::NotFromThis);
        }
        Ok((active, kind))
    }

    /// What linking words that have no annotation of their own would do.
    fn other_words(
        &self,
        active: &Annotation,
        kind: &RelationKind,
        words: TextRange,
    ) -> LinkTarget {
        let document = self.document();
        if !document.schema().leads_to_parts(kind) {
            // A date or a claim that covers most of the words is what is meant.
            let there = document.annotations_in(words.start(), words.end());
            let fits = there.into_iter().filter(|it| {
                it.id != active.id
                    && kind.to.iter().any(|to| it.label == *to.as_str())
                    && covers_most(it.extent.hull(), words)
            });
            if let Some(tag) = fits.min_by_key(|it| it.extent.hull().len()) {
                return LinkTarget::Tag(tag.id);
            }
            return LinkTarget::Words(words);
        }
        let relations = document.relations_of(active.id);
        let ours = relations.filter(|it| it.from == active.id && it.label == *kind.id.as_str());
        let touched = ours.filter(|it| {
            let part = document.annotation(it.to);
            part.is_some_and(|it| it.extent.pieces().any(|piece| piece.overlaps(words)))
        });
        let Some(relation) = touched.last() else { return LinkTarget::Words(words) };
        let is_ours = document.relations_of(relation.to).all(|it| it.from == active.id);
        if is_ours {
            LinkTarget::Moved(relation.to, words)
        } else {
            LinkTarget::Instead(relation.clone(), words)
        }
    }

    /// What a relation of this kind leads to when these words are chosen: an annotation on them, or one
    /// that covers most of them, else the words themselves.
    pub(super) fn meant_by(&self, kind: &RelationKind, words: TextRange) -> Option<(Name, Extent)> {
        let document = self.document();
        let there = document.annotations_in(words.start(), words.end()).into_iter();
        let leads_there = |it: &&Annotation| kind.to.iter().any(|to| it.label == *to.as_str());
        let fits = there.filter(leads_there).filter(|it| {
            it.extent == Extent::from(words)
                || (!document.schema().leads_to_parts(kind) && covers_most(it.extent.hull(), words))
        });
        if let Some(tag) = fits.min_by_key(|it| it.extent.hull().len()) {
            return Some((tag.label.clone(), tag.extent.clone()));
        }
        Some((Name::from(kind.to.first()?.as_str()), Extent::from(words)))
    }

    /// Annotations that a relation of this kind may lead to, the likeliest first: in the paragraphs of
    /// `from`, or before it where they are to say the same. Those that are linked already are left out.
    pub fn link_candidates(&self, from: &Annotation, kind: &RelationKind) -> Vec<&Annotation> {
        if AGAIN.contains(&kind.id.as_str()) {
            return self.said_before(from, kind);
        }
        let document = self.document();
        let paragraphs = document.text().paragraphs();
        let hull = from.extent.hull();
        let first = paragraphs.bytes(paragraphs.index_of(hull.start()));
        let last = paragraphs.bytes(paragraphs.index_of(hull.end()));
        let beside = BESIDE.contains(&kind.id.as_str());
        let mut found: Vec<&Annotation> = document
            .annotations_in(first.start, last.end)
            .into_iter()
            .filter(|it| it.id != from.id && kind.to.iter().any(|to| it.label == *to.as_str()))
            .filter(|it| !document.linked(from.id, &kind.id).any(|to| to.id == it.id))
            .collect();
        found.sort_by_key(|it| {
            let there = it.extent.hull();
            let inside = hull.start() <= there.start() && there.end() <= hull.end();
            let is_used = document.relations_of(from.id).any(|link| link.to == it.id);
            let away = there.start().saturating_sub(hull.end());
            let away = away.max(hull.start().saturating_sub(there.end()));
            // Of several around it the nearest is the shortest; of several inside, the first: what stands in
            // brackets behind a date says it once more.
            let rank = if inside { there.start() } else { there.len() };
            (is_used, self.is_of_inner(from, it, kind), inside == beside, away, rank)
        });
        found
    }

    /// Annotations before `from` that share words with it, those that share most first, then the nearest.
    fn said_before(&self, from: &Annotation, kind: &RelationKind) -> Vec<&Annotation> {
        let document = self.document();
        let start = from.extent.hull().start();
        let words = |it: &Annotation| -> Vec<&str> {
            let text = document.text().slice(it.extent.hull());
            let words =
                text.split_whitespace().map(|it| it.trim_matches(|it: char| !it.is_alphanumeric()));
            words.filter(|it| !it.is_empty()).collect()
        };
        let own: BTreeSet<&str> = words(from).into_iter().collect();
        let before = document.annotations_in(0, start).into_iter().rev().filter(|it| {
            it.extent.hull().end() <= start
                && kind.to.iter().any(|to| it.label == *to.as_str())
                && !document.linked(from.id, &kind.id).any(|to| to.id == it.id)
        });
        let mut found: Vec<(usize, &Annotation)> = before
            .take(LOOKED_BACK)
            .filter_map(|it| {
                let its = words(it);
                let shared = its.iter().filter(|word| own.contains(*word)).count();
                (shared > 0).then(|| (2000 * shared / (its.len() + own.len()), it))
            })
            .collect();
        found.sort_by_key(|it| std::cmp::Reverse(it.0));
        found.into_iter().map(|it| it.1).collect()
    }

    /// True for what only a claim within `from` is linked to in this way: who says that one is seldom who
    /// says the whole.
    fn is_of_inner(&self, from: &Annotation, to: &Annotation, kind: &RelationKind) -> bool {
        let document = self.document();
        let hull = from.extent.hull();
        let is_inner = |id: AnnotationId| {
            document.annotation(id).is_some_and(|it| {
                let inner = it.extent.hull();
                inner != hull && hull.start() <= inner.start() && inner.end() <= hull.end()
            })
        };
        let links = document.relations_of(to.id);
        let mut links =
            links.filter(|it| it.to == to.id && it.label == *kind.id.as_str()).peekable();
        links.peek().is_some() && links.all(|it| is_inner(it.from))
    }
}

/// True where more than half of both is the same.
fn covers_most(a: TextRange, b: TextRange) -> bool {
    let (start, end) = (a.start().max(b.start()), a.end().min(b.end()));
    2 * end.saturating_sub(start) > a.len().max(b.len())
}

/// Links the active annotation to what [`Editor::link_target`] says, as one step.
pub(super) fn link(editor: &mut Editor, relation: &Name, context: Context) -> Result<(), Reason> {
    let target = editor.link_target(relation)?;
    let document = editor.document();
    let active = editor.active().ok_or(Reason::NoClaimActive)?.id;
    let transaction = match &target {
        LinkTarget::Tag(id) => {
            edit::relate(document, active, *id, relation.clone()).ok_or(Reason::LinkedAlready)?
        }
        LinkTarget::Moved(id, words) => {
            edit::set_extent(document, *id, Extent::from(*words)).unwrap_or_default()
        }
        LinkTarget::Words(words) => words_linked(document, active, relation, *words, context)?,
        LinkTarget::Instead(before, words) => {
            let removal = edit::remove_relation(document, before.id).unwrap_or_default();
            let mut after = document.clone();
            after.apply(&removal)?;
            let link = words_linked(&after, active, relation, *words, context)?;
            edit::merge([removal, link])
        }
    };
    editor.commit(transaction)?;
    if let Some(selected) = editor.selected() {
        let end =
            trimmed_to_words(editor.document(), selected).map_or(selected.end(), TextRange::end);
        editor.select(Selection::caret(end));
    }
    Ok(())
}

/// Words with the label a relation leads to, and the relation to them.
fn words_linked(
    document: &Document,
    from: AnnotationId,
    relation: &Name,
    words: TextRange,
    context: Context,
) -> Result<Transaction, Reason> {
    let schema = document.schema();
    let kind = schema.relation(relation.as_str()).ok_or(Reason::NoSuchRelation)?;
    let label = kind.to.first().ok_or(Reason::NoSuchRelation)?;
    let id = AnnotationId(document.next_ids().annotation);
    let draft = draft(document, words, &Name::from(label.as_str()), context);
    related(document, edit::annotate(document, [draft]), from, id, relation.as_str())
}

/// `first`, and then a relation from `from` to `to`, as one step.
fn related(
    document: &Document,
    first: Transaction,
    from: AnnotationId,
    to: AnnotationId,
    relation: &str,
) -> Result<Transaction, Reason> {
    let mut after = document.clone();
    after.apply(&first)?;
    let link = edit::relate(&after, from, to, relation).ok_or(Reason::LinkedAlready)?;
    Ok(edit::merge([first, link]))
}

/// The relation that annotating words with `label` makes from the active annotation, and from where.
fn link_by_tagging(editor: &Editor, label: &Name) -> Option<(AnnotationId, Name)> {
    let active = editor.active().filter(|it| it.label != *label)?;
    let schema = editor.document().schema();
    let mut kinds = schema.relations_from(active.label.as_str());
    let kind = kinds.find(|it| it.to.first().is_some_and(|to| *label == *to.as_str()))?;
    Some((active.id, Name::from(kind.id.as_str())))
}

/// Links the active annotation to one on the selected words; false where there is no such relation.
pub(super) fn link_to_active(
    editor: &mut Editor,
    to: AnnotationId,
    label: &Name,
) -> Result<bool, Reason> {
    let Some((from, relation)) = link_by_tagging(editor, label) else { return Ok(false) };
    let Some(link) = edit::relate(editor.document(), from, to, relation) else { return Ok(false) };
    editor.commit(link)?;
    editor.select(Selection::caret(editor.selection().end()));
    Ok(true)
}

/// Annotates words; a date annotated while a claim is active is linked to it.
pub(super) fn tag_words(
    editor: &mut Editor,
    range: TextRange,
    label: &Name,
    context: Context,
) -> Result<(), Reason> {
    let link = link_by_tagging(editor, label);
    let draft = draft(editor.document(), range, label, context);
    let id = AnnotationId(editor.document().next_ids().annotation);
    let annotation = edit::annotate(editor.document(), [draft]);
    let annotation = dating::joined(editor.document(), annotation, id, context);
    if let Some((from, relation)) = link {
        let linked = related(editor.document(), annotation, from, id, relation.as_str())?;
        editor.commit(linked)?;
    } else {
        editor.commit(annotation)?;
        editor.activate(Some(id));
    }
    editor.select(Selection::caret(range.end()));
    Ok(())
}

/// Adds the selected words to the active annotation as a further piece.
pub(super) fn add_piece(editor: &mut Editor) -> Result<(), Reason> {
    let active = editor.active().ok_or(Reason::NoTag)?.id;
    add_words(editor, active)
}

/// Adds the selected words to what the active annotation is linked to; the first words of a kind
/// are linked as usual.
pub(super) fn link_piece(editor: &mut Editor, relation: &Name) -> Result<(), Reason> {
    let (active, kind) = editor.link_from(relation)?;
    let parts: Vec<AnnotationId> =
        editor.document().linked(active.id, &kind.id).map(|it| it.id).collect();
    match parts.last() {
        Some(&part) => add_words(editor, part),
        None => link(editor, relation, Context::default()),
    }
}

fn add_words(editor: &mut Editor, to: AnnotationId) -> Result<(), Reason> {
    let selected = editor.selected().ok_or(Reason::NothingSelected)?;
    let words = trimmed_to_words(editor.document(), selected).ok_or(Reason::OnlyMarks)?;
    let tag = editor.document().annotation(to).ok_or(Reason::NoTag)?;
    let extent = Extent::of(tag.extent.pieces().chain([words]));
    let extent = extent.ok_or(Reason::OnlyMarks)?;
    let change = edit::set_extent(editor.document(), to, extent);
    editor.commit_change(change)?;
    editor.select(Selection::caret(words.end()));
    Ok(())
}
