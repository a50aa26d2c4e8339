//! Changes to a document, as values.

use std::sync::Arc;

use thiserror::Error;

use super::{
    Annotation, AnnotationId, Decision, DecisionId, Dismissal, DismissalTarget, Document, Extent,
    Name, Orphan, Relation, RelationId, Schema, records::RecordMap,
};

/// One record before and after: an insertion has no `before`, a removal no `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<R> {
    /// The record the document must hold now.
    pub before: Option<R>,
    /// The record it will hold next.
    pub after: Option<R>,
}

impl<R: Clone> Change<R> {
    /// Adds a record.
    pub fn insert(after: R) -> Self {
        Self { before: None, after: Some(after) }
    }

    /// Takes a record away.
    pub fn remove(before: R) -> Self {
        Self { before: Some(before), after: None }
    }

    /// Puts one record in the place of another.
    pub fn replace(before: R, after: R) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// A change to one record of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A span annotation.
    Annotation(AnnotationId, Change<Annotation>),
    /// A relation.
    Relation(RelationId, Change<Relation>),
    /// An annotation that lost its words.
    Orphan(AnnotationId, Change<Orphan>),
    /// What was decided on a suggestion.
    Dismissal(DismissalTarget, Change<Dismissal>),
    /// What was decided of several analysts' records.
    Decision(DecisionId, Change<Decision>),
    /// A piece of the article's metadata.
    Meta(Name, Change<String>),
    /// The labels, attributes and relations themselves; both sides are always there.
    Schema(Change<Arc<Schema>>),
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Annotation(id, change) => Self::Annotation(*id, change.inverse()),
            Self::Relation(id, change) => Self::Relation(*id, change.inverse()),
            Self::Orphan(id, change) => Self::Orphan(*id, change.inverse()),
            Self::Dismissal(target, change) => Self::Dismissal(target.clone(), change.inverse()),
            Self::Decision(id, change) => Self::Decision(*id, change.inverse()),
            Self::Meta(key, change) => Self::Meta(key.clone(), change.inverse()),
            Self::Schema(change) => Self::Schema(change.inverse()),
        }
    }
}

/// Edits that happen together and are undone together: one gesture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// In the order they apply.
    pub edits: Vec<Edit>,
}

impl Transaction {
    /// The transaction that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }

    /// True when it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The annotations it inserts, changes or removes, in order.
    pub fn annotations(&self) -> impl Iterator<Item = AnnotationId> + '_ {
        self.edits.iter().filter_map(|edit| {
            let Edit::Annotation(id, _) = edit else { return None };
            Some(*id)
        })
    }
}

impl From<Vec<Edit>> for Transaction {
    fn from(edits: Vec<Edit>) -> Self {
        Self { edits }
    }
}

impl Document {
    /// Applies every edit, or none. This is the only way a document changes.
    ///
    /// An edit that does not find the record it wants to replace is refused, and so is one that
    /// would leave a relation without an end (an orphan is one too) or an annotation outside the
    /// text; replaying a journal on the wrong document is therefore harmless.
    pub fn apply(&mut self, transaction: &Transaction) -> Result<(), EditConflict> {
        for (done, edit) in transaction.edits.iter().enumerate() {
            if !self.replace(edit) {
                for edit in transaction.edits.iter().take(done).rev() {
                    self.replace(&edit.inverse());
                }
                return Err(EditConflict { edit: done });
            }
        }
        self.revision += 1;
        Ok(())
    }

    fn replace(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Annotation(id, change) => self.replace_annotation(*id, change),
            Edit::Relation(id, change) => self.replace_relation(*id, change),
            Edit::Orphan(id, change) => self.replace_orphan(*id, change),
            Edit::Dismissal(target, change) => self.replace_dismissal(target, change),
            Edit::Decision(id, change) => {
                let fits = change.after.as_ref().is_none_or(|after| after.id == *id);
                fits && swap(&mut self.decisions, *id, change)
            }
            Edit::Meta(key, change) => self.replace_meta(key, change),
            Edit::Schema(change) => {
                let Some(after) = &change.after else { return false };
                let fits = change.before.as_ref() == Some(&self.schema);
                if fits {
                    self.schema = Arc::clone(after);
                }
                fits
            }
        }
    }

    fn replace_meta(&mut self, key: &Name, change: &Change<String>) -> bool {
        if self.meta.get(key) != change.before.as_ref() {
            return false;
        }
        match &change.after {
            Some(after) => self.meta.insert(key.clone(), after.clone()),
            None => self.meta.remove(key),
        };
        true
    }

    fn replace_annotation(&mut self, id: AnnotationId, change: &Change<Annotation>) -> bool {
        let dangles = change.after.is_none() && self.orphan(id).is_none() && self.is_an_end(id);
        let fits = change
            .after
            .as_ref()
            .is_none_or(|after| after.id == id && self.has_words_at(&after.extent));
        if dangles || !fits || !swap(&mut self.annotations, id, change) {
            return false;
        }
        if let Some(before) = &change.before {
            self.positions.remove(id, &before.extent);
        }
        if let Some(after) = &change.after {
            self.positions.insert(id, &after.extent);
            self.next.annotation = self.next.annotation.max(id.0.saturating_add(1));
        }
        true
    }

    /// True where every piece of `extent` has words of the text.
    fn has_words_at(&self, extent: &Extent) -> bool {
        let text = self.text().as_str();
        extent.pieces().all(|it| text.get(it.bytes()).is_some_and(|words| !words.is_empty()))
    }

    fn replace_dismissal(&mut self, target: &DismissalTarget, change: &Change<Dismissal>) -> bool {
        let fits = change.after.as_ref().is_none_or(|after| {
            after.target == *target && target.extent().is_none_or(|it| self.has_words_at(it))
        });
        fits && swap(&mut self.dismissals, target.clone(), change)
    }

    fn replace_orphan(&mut self, id: AnnotationId, change: &Change<Orphan>) -> bool {
        let dangles = change.after.is_none() && self.annotation(id).is_none() && self.is_an_end(id);
        let fits = change.after.as_ref().is_none_or(|after| after.id == id);
        if dangles || !fits || !swap(&mut self.orphans, id, change) {
            return false;
        }
        self.next.annotation = self.next.annotation.max(id.0.saturating_add(1));
        true
    }

    fn is_an_end(&self, id: AnnotationId) -> bool {
        self.relations_of(id).next().is_some()
    }

    fn replace_relation(&mut self, id: RelationId, change: &Change<Relation>) -> bool {
        let fits = change.after.as_ref().is_none_or(|after| {
            after.id == id && self.can_be_an_end(after.from) && self.can_be_an_end(after.to)
        });
        if !fits || !swap(&mut self.relations, id, change) {
            return false;
        }
        if let Some(before) = &change.before {
            self.ends.remove_cow(&(before.from, id));
            self.ends.remove_cow(&(before.to, id));
        }
        if let Some(after) = &change.after {
            self.ends.insert_cow((after.from, id));
            self.ends.insert_cow((after.to, id));
            self.next.relation = self.next.relation.max(id.0.saturating_add(1));
        }
        true
    }
}

/// Puts `change.after` where `change.before` is, if it is.
fn swap<K: Ord + Clone, R: Clone + PartialEq>(
    records: &mut RecordMap<K, R>,
    key: K,
    change: &Change<R>,
) -> bool {
    if records.get(&key) != change.before.as_ref() {
        return false;
    }
    match &change.after {
        Some(after) => records.insert_cow(key, after.clone()),
        None => records.remove_cow(&key),
    };
    true
}

/// The document did not hold what the transaction expected to replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{self:?}")]
pub struct EditConflict {
    edit: usize,
}
