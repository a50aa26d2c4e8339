//! Two continuations of one work become one: by record, not by line.
//!
//! What one side added, changed or removed is taken. An id that both gave to different tags is the
//! first side's; the tag of the second gets another, and its relations follow. The same tag made
//! twice is one. What one side removed and the other changed or linked to stays. A field that both
//! changed keeps the first side's value, and the second's is kept beside it as a copy.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::model::{
    Annotation, AnnotationId, Change, Decision, DecisionId, Dismissal, DismissalTarget, Document,
    Edit, IdCounters, Name, Orphan, Relation, RelationId, Transaction, UnknownKey, UnknownKeys,
};

/// Two continuations as one.
#[derive(Clone, Debug)]
pub struct MergedWork {
    /// The first with what the second has.
    pub document: Document,
    /// What makes it of the first.
    pub step: Transaction,
    /// What both changed, and a person has to look at.
    pub conflicts: Vec<MergeConflict>,
    /// Tags and relations of the second that have another id now.
    pub renumbered: usize,
}

/// Something that both sides changed, each in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeConflict {
    /// A tag; the first side's stands, and the copy says what the second says.
    Tag {
        /// What stands.
        kept: AnnotationId,
        /// What the second side has.
        copy: AnnotationId,
    },
    /// A relation; both stand.
    Relation {
        /// The first side's.
        kept: RelationId,
        /// The second side's.
        copy: RelationId,
    },
    /// Two decisions on one record; both stand.
    Decision {
        /// The first side's.
        kept: DecisionId,
        /// The second side's.
        copy: DecisionId,
    },
    /// Something known of the article; the first side's stands.
    Meta {
        /// What it is.
        key: Name,
        /// What the second side has; `""` for nothing.
        theirs: String,
    },
}

/// A tag, with a place in the text or without one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TagRecord {
    Placed(Annotation),
    Lost(Orphan),
}

impl TagRecord {
    fn with_id(self, id: AnnotationId) -> Self {
        match self {
            Self::Placed(it) => Self::Placed(Annotation { id, ..it }),
            Self::Lost(it) => Self::Lost(Orphan { id, ..it }),
        }
    }

    /// The same, as the second side's version of a tag.
    fn into_version_of(self, kept: AnnotationId) -> Self {
        let origin = Some(Annotation::origin_of_version(kept));
        match self {
            Self::Placed(it) => Self::Placed(Annotation { origin, ..it }),
            Self::Lost(it) => Self::Lost(Orphan { origin, ..it }),
        }
    }

    /// True where both say the same of the same words, whoever made them.
    fn is_twin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Placed(one), Self::Placed(other)) => {
                one.label == other.label
                    && one.extent == other.extent
                    && one.attributes == other.attributes
            }
            (Self::Lost(one), Self::Lost(other)) => {
                one.label == other.label
                    && one.words == other.words
                    && one.before == other.before
                    && one.attributes == other.attributes
            }
            (Self::Placed(_), Self::Lost(_)) | (Self::Lost(_), Self::Placed(_)) => false,
        }
    }

    /// True where both may be one tag that somebody changed.
    fn may_be_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Placed(one), Self::Placed(other)) => {
                one.label == other.label && one.extent.hull().overlaps(other.extent.hull())
            }
            (Self::Lost(one), Self::Lost(other)) => one.words == other.words,
            (Self::Placed(_), Self::Lost(_)) | (Self::Lost(_), Self::Placed(_)) => false,
        }
    }
}

/// Everything with an id in a document.
#[derive(Clone, Debug, Default)]
struct WorkRecords {
    tags: BTreeMap<AnnotationId, TagRecord>,
    relations: BTreeMap<RelationId, Relation>,
    dismissals: BTreeMap<DismissalTarget, Dismissal>,
    decisions: BTreeMap<DecisionId, Decision>,
    meta: BTreeMap<Name, String>,
}

impl WorkRecords {
    fn of(document: &Document) -> Self {
        let placed = document.annotations().map(|it| (it.id, TagRecord::Placed(it.clone())));
        let lost = document.orphans().map(|it| (it.id, TagRecord::Lost(it.clone())));
        Self {
            tags: placed.chain(lost).collect(),
            relations: document.relations().map(|it| (it.id, it.clone())).collect(),
            dismissals: document.dismissals().map(|it| (it.target.clone(), it.clone())).collect(),
            decisions: document.decisions().map(|it| (it.id, it.clone())).collect(),
            meta: document.meta().clone(),
        }
    }
}

/// Makes one work of two that continue `base`, all on the same text. Without a base nothing counts as
/// removed.
pub fn merge_works(base: Option<&Document>, ours: &Document, theirs: &Document) -> MergedWork {
    let records = |it: Option<&Document>| it.map(WorkRecords::of).unwrap_or_default();
    let mut merge = WorkMerge {
        has_base: base.is_some(),
        base: records(base),
        ours: records(Some(ours)),
        theirs: records(Some(theirs)),
        result: WorkRecords::default(),
        next: IdCounters::default(),
        renamed: BTreeMap::new(),
        conflicts: Vec::new(),
        renumbered: 0,
    };
    let counters = [base, Some(ours), Some(theirs)].into_iter().flatten().map(Document::next_ids);
    for it in counters {
        merge.next.annotation = merge.next.annotation.max(it.annotation);
        merge.next.relation = merge.next.relation.max(it.relation);
    }
    merge.tags();
    merge.relations();
    merge.restore_ends();
    merge.dismissals();
    merge.decisions();
    merge.meta();
    let unknown = merge.unknown(ours.unknown(), theirs.unknown());
    let WorkMerge { result, conflicts, renumbered, next, .. } = merge;
    let mut document = ours.clone().counting_from(next).with_unknown(Arc::new(unknown));
    let step = difference(&WorkRecords::of(ours), &result);
    // Every relation has its ends, and every tag was on this text before.
    let _always_fits = document.apply(&step);
    MergedWork { document, step, conflicts, renumbered }
}

struct WorkMerge {
    has_base: bool,
    base: WorkRecords,
    ours: WorkRecords,
    theirs: WorkRecords,
    result: WorkRecords,
    next: IdCounters,
    /// What the second side's tags are called now, where it is something else.
    renamed: BTreeMap<AnnotationId, AnnotationId>,
    conflicts: Vec<MergeConflict>,
    renumbered: usize,
}

/// What becomes of a record that the base has.
enum KeptRecord<R> {
    One(R),
    /// Both changed it.
    Both {
        ours: R,
        theirs: R,
    },
}

/// By what each side has of it now.
fn choose<R: Clone + PartialEq>(
    base: &R,
    ours: Option<&R>,
    theirs: Option<&R>,
) -> Option<KeptRecord<R>> {
    match (ours, theirs) {
        (None, None) => None,
        // One side removed it: it stays where the other changed it.
        (Some(left), None) | (None, Some(left)) => {
            (left != base).then(|| KeptRecord::One(left.clone()))
        }
        (Some(ours), Some(theirs)) if theirs == base || ours == theirs => {
            Some(KeptRecord::One(ours.clone()))
        }
        (Some(ours), Some(theirs)) if ours == base => Some(KeptRecord::One(theirs.clone())),
        (Some(ours), Some(theirs)) => {
            Some(KeptRecord::Both { ours: ours.clone(), theirs: theirs.clone() })
        }
    }
}

impl WorkMerge {
    fn tags(&mut self) {
        for (id, base) in self.base.tags.clone() {
            let (ours, theirs) = (self.ours.tags.get(&id), self.theirs.tags.get(&id));
            match choose(&base, ours, theirs) {
                None => {}
                Some(KeptRecord::One(it)) => drop(self.result.tags.insert(id, it)),
                Some(KeptRecord::Both { ours, theirs }) => self.both_changed(&base, ours, theirs),
            }
        }
        let added = |of: &WorkRecords, base: &WorkRecords| -> Vec<(AnnotationId, TagRecord)> {
            let new = of.tags.iter().filter(|it| !base.tags.contains_key(it.0));
            new.map(|(id, it)| (*id, it.clone())).collect()
        };
        let (ours, theirs) = (added(&self.ours, &self.base), added(&self.theirs, &self.base));
        self.result.tags.extend(ours.iter().cloned());
        let mut unpaired: BTreeMap<AnnotationId, TagRecord> = ours.into_iter().collect();
        for (id, record) in theirs {
            // The same id first: nothing says more clearly that the two are one.
            let same = unpaired.get(&id).filter(|it| it.is_twin(&record)).map(|_| id);
            let twin = || unpaired.iter().find(|it| it.1.is_twin(&record)).map(|it| *it.0);
            if let Some(twin) = same.or_else(twin) {
                unpaired.remove(&twin);
                self.rename(id, twin);
            } else if !self.result.tags.contains_key(&id) {
                self.result.tags.insert(id, record);
            } else {
                let is_changed =
                    !self.has_base && unpaired.get(&id).is_some_and(|it| it.may_be_same(&record));
                let copy = self.free_annotation();
                let record = record.with_id(copy);
                if is_changed {
                    unpaired.remove(&id);
                    self.conflicts.push(MergeConflict::Tag { kept: id, copy });
                    self.result.tags.insert(copy, record.into_version_of(id));
                } else {
                    self.rename(id, copy);
                    self.renumbered += 1;
                    self.result.tags.insert(copy, record);
                }
            }
        }
    }

    /// Field by field; where a field was changed by both, the second side's tag is kept as a copy.
    fn both_changed(&mut self, base: &TagRecord, ours: TagRecord, theirs: TagRecord) {
        if let (TagRecord::Placed(base), TagRecord::Placed(one), TagRecord::Placed(other)) =
            (base, &ours, &theirs)
            && let Some(merged) = merge_fields(base, one, other)
        {
            self.result.tags.insert(merged.id, TagRecord::Placed(merged));
            return;
        }
        let kept = match &ours {
            TagRecord::Placed(it) => it.id,
            TagRecord::Lost(it) => it.id,
        };
        self.result.tags.insert(kept, ours);
        let copy = self.free_annotation();
        self.result.tags.insert(copy, theirs.with_id(copy).into_version_of(kept));
        self.conflicts.push(MergeConflict::Tag { kept, copy });
    }

    fn relations(&mut self) {
        let theirs: BTreeMap<RelationId, Relation> =
            self.theirs.relations.iter().map(|(id, it)| (*id, self.renamed_ends(it))).collect();
        for (id, base) in self.base.relations.clone() {
            match choose(&base, self.ours.relations.get(&id), theirs.get(&id)) {
                None => {}
                Some(KeptRecord::One(it)) => drop(self.result.relations.insert(id, it)),
                Some(KeptRecord::Both { ours, theirs }) => {
                    self.result.relations.insert(id, ours);
                    let copy = self.free_relation();
                    self.result.relations.insert(copy, Relation { id: copy, ..theirs });
                    self.conflicts.push(MergeConflict::Relation { kept: id, copy });
                }
            }
        }
        let new = |it: &(&RelationId, &Relation)| !self.base.relations.contains_key(it.0);
        let ours: Vec<(RelationId, Relation)> =
            self.ours.relations.iter().filter(new).map(|(id, it)| (*id, it.clone())).collect();
        let theirs: Vec<(RelationId, Relation)> =
            theirs.iter().filter(new).map(|(id, it)| (*id, it.clone())).collect();
        let says = |it: &Relation| (it.label.clone(), it.from, it.to);
        let mut said: Vec<(Name, AnnotationId, AnnotationId)> =
            ours.iter().map(|it| says(&it.1)).collect();
        self.result.relations.extend(ours);
        for (id, relation) in theirs {
            // The same relation made twice is one.
            if let Some(twin) = said.iter().position(|it| *it == says(&relation)) {
                said.swap_remove(twin);
                continue;
            }
            let id = if self.result.relations.contains_key(&id) {
                self.renumbered += 1;
                self.free_relation()
            } else {
                id
            };
            self.result.relations.insert(id, Relation { id, ..relation });
        }
    }

    /// What a relation leads to or from stays, whoever removed it.
    fn restore_ends(&mut self) {
        let ends = self.result.relations.values().flat_map(|it| [it.from, it.to]);
        let missing: BTreeSet<AnnotationId> =
            ends.filter(|it| !self.result.tags.contains_key(it)).collect();
        for id in missing {
            let sides = [&self.ours, &self.theirs, &self.base];
            let record = sides.into_iter().find_map(|it| it.tags.get(&id)).cloned();
            self.result.tags.extend(record.map(|it| (id, it)));
        }
    }

    /// Of two decisions on one suggestion the first side's stands.
    fn dismissals(&mut self) {
        let sides = [&self.base, &self.ours, &self.theirs].map(|it| it.dismissals.clone());
        let [base, ours, theirs] = sides;
        let targets: BTreeSet<&DismissalTarget> =
            base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
        for target in targets {
            let (one, other) = (ours.get(target), theirs.get(target));
            let kept = match base.get(target) {
                None => one.or(other).cloned(),
                Some(base) => choose(base, one, other).map(|it| match it {
                    KeptRecord::One(it) | KeptRecord::Both { ours: it, .. } => it,
                }),
            };
            self.result.dismissals.extend(kept.map(|it| (target.clone(), it)));
        }
    }

    /// Decisions on records are made once and seldom changed. Two on one record both stand, and a
    /// person chooses.
    fn decisions(&mut self) {
        let now = |tag: AnnotationId| self.renamed.get(&tag).copied().unwrap_or(tag);
        let theirs = self
            .theirs
            .decisions
            .iter()
            .map(|(id, it)| (*id, Decision { tag: it.tag.map(now), ..it.clone() }));
        let theirs: BTreeMap<DecisionId, Decision> = theirs.collect();
        let (base, ours) = (&self.base.decisions, &self.ours.decisions);
        let mut result: BTreeMap<DecisionId, Decision> = BTreeMap::new();
        for (id, base) in base {
            let kept = choose(base, ours.get(id), theirs.get(id)).map(|it| match it {
                KeptRecord::One(it) | KeptRecord::Both { ours: it, .. } => it,
            });
            result.extend(kept.map(|it| (*id, it)));
        }
        let new = |it: &(&DecisionId, &Decision)| !base.contains_key(it.0);
        let own: BTreeMap<DecisionId, Decision> =
            ours.iter().filter(new).map(|(id, it)| (*id, it.clone())).collect();
        result.extend(own.clone());
        let all = [base, ours, &theirs].into_iter().flat_map(|it| it.keys()).map(|it| it.0);
        let mut last = all.max().unwrap_or_default();
        for (id, decision) in theirs.iter().filter(new) {
            let says = |it: &Decision| (it.of.clone(), it.tag, it.how.clone());
            if own.values().any(|it| says(it) == says(decision)) {
                continue;
            }
            let id = if result.contains_key(id) {
                last = last.saturating_add(1);
                self.renumbered += 1;
                DecisionId(last)
            } else {
                *id
            };
            let is_same_record = |it: &&Decision| {
                it.of
                    .iter()
                    .any(|(name, tag)| decision.of.get(name).is_some_and(|its| its.0 == tag.0))
            };
            if let Some(kept) = own.values().find(is_same_record).map(|it| it.id) {
                self.conflicts.push(MergeConflict::Decision { kept, copy: id });
            }
            result.insert(id, Decision { id, ..decision.clone() });
        }
        self.result.decisions = result;
    }

    /// What this version does not know, of both; of a record under the id it has now.
    fn unknown(&self, ours: &UnknownKeys, theirs: &UnknownKeys) -> UnknownKeys {
        let mut unknown = ours.clone();
        let new = |list: &[UnknownKey], others: &[UnknownKey]| -> Vec<UnknownKey> {
            let is_new = |it: &&UnknownKey| list.iter().all(|own| own.key != it.key);
            others.iter().filter(is_new).cloned().collect()
        };
        unknown.file.extend(new(&ours.file, &theirs.file));
        unknown.article.extend(new(&ours.article, &theirs.article));
        for (id, keys) in &theirs.annotations {
            let now = self.renamed.get(id).copied().unwrap_or(*id);
            unknown.annotations.entry(now).or_insert_with(|| keys.clone());
        }
        for (id, keys) in &theirs.relations {
            if self.result.relations.get(id) == self.theirs.relations.get(id) {
                unknown.relations.entry(*id).or_insert_with(|| keys.clone());
            }
        }
        for (id, keys) in &theirs.decisions {
            if self.result.decisions.get(id) == self.theirs.decisions.get(id) {
                unknown.decisions.entry(*id).or_insert_with(|| keys.clone());
            }
        }
        for (target, keys) in &theirs.dismissals {
            unknown.dismissals.entry(target.clone()).or_insert_with(|| keys.clone());
        }
        unknown
    }

    fn meta(&mut self) {
        let (base, ours, theirs) = (&self.base.meta, &self.ours.meta, &self.theirs.meta);
        let keys: BTreeSet<Name> =
            base.keys().chain(ours.keys()).chain(theirs.keys()).cloned().collect();
        for key in keys {
            let (was, one, other) = (base.get(&key), ours.get(&key), theirs.get(&key));
            let value = if one == was { other } else { one };
            if one != was && other != was && one != other {
                let theirs = other.cloned().unwrap_or_default();
                self.conflicts.push(MergeConflict::Meta { key: key.clone(), theirs });
            }
            if let Some(value) = value {
                self.result.meta.insert(key, value.clone());
            }
        }
    }

    fn rename(&mut self, id: AnnotationId, now: AnnotationId) {
        if id != now {
            self.renamed.insert(id, now);
        }
    }

    fn renamed_ends(&self, relation: &Relation) -> Relation {
        let now = |id: AnnotationId| self.renamed.get(&id).copied().unwrap_or(id);
        Relation { from: now(relation.from), to: now(relation.to), ..relation.clone() }
    }

    fn free_annotation(&mut self) -> AnnotationId {
        let id = AnnotationId(self.next.annotation);
        self.next.annotation = self.next.annotation.saturating_add(1);
        id
    }

    fn free_relation(&mut self) -> RelationId {
        let id = RelationId(self.next.relation);
        self.next.relation = self.next.relation.saturating_add(1);
        id
    }
}

/// A tag that both changed, where no field was changed by both in two ways.
fn merge_fields(base: &Annotation, ours: &Annotation, theirs: &Annotation) -> Option<Annotation> {
    fn pick<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> Option<T> {
        match (ours == base, theirs == base) {
            (_, true) => Some(ours.clone()),
            (true, false) => Some(theirs.clone()),
            (false, false) => (ours == theirs).then(|| ours.clone()),
        }
    }
    let mut attributes = ours.attributes.clone();
    let all = [base, ours, theirs];
    let keys: BTreeSet<&Name> =
        all.iter().flat_map(|it| it.attributes.iter().map(|it| it.0)).collect();
    for key in keys {
        let [was, one, other] = all.map(|it| it.attributes.get(key.as_str()).unwrap_or_default());
        attributes.set(key.clone(), pick(&was, &one, &other)?);
    }
    Some(Annotation {
        id: ours.id,
        extent: pick(&base.extent, &ours.extent, &theirs.extent)?,
        label: pick(&base.label, &ours.label, &theirs.label)?,
        attributes,
        origin: pick(&base.origin, &ours.origin, &theirs.origin).unwrap_or_default(),
    })
}

/// What makes `after` of `before`: tags first, then relations between them, and then what nothing
/// leads to any more.
fn difference(before: &WorkRecords, after: &WorkRecords) -> Transaction {
    let mut edits = Vec::new();
    let mut gone = Vec::new();
    let ids: BTreeSet<AnnotationId> =
        before.tags.keys().chain(after.tags.keys()).copied().collect();
    for id in ids {
        let (was, is) = (before.tags.get(&id), after.tags.get(&id));
        if was == is {
            continue;
        }
        let placed = |it: Option<&TagRecord>| match it {
            Some(TagRecord::Placed(it)) => Some(it.clone()),
            Some(TagRecord::Lost(_)) | None => None,
        };
        let lost = |it: Option<&TagRecord>| match it {
            Some(TagRecord::Lost(it)) => Some(it.clone()),
            Some(TagRecord::Placed(_)) | None => None,
        };
        let annotation = Change { before: placed(was), after: placed(is) };
        let orphan = Change { before: lost(was), after: lost(is) };
        // What appears comes before what goes, so that relations have an end throughout.
        let mut put = |appears: bool, changes: bool, edit: Edit| {
            if changes && appears {
                edits.push(edit);
            } else if changes {
                gone.push(edit);
            }
        };
        let changes = annotation.before != annotation.after;
        put(annotation.after.is_some(), changes, Edit::Annotation(id, annotation));
        let changes = orphan.before != orphan.after;
        put(orphan.after.is_some(), changes, Edit::Orphan(id, orphan));
    }
    edits.extend(changes(&before.relations, &after.relations, Edit::Relation));
    edits.extend(changes(&before.dismissals, &after.dismissals, Edit::Dismissal));
    edits.extend(changes(&before.decisions, &after.decisions, Edit::Decision));
    edits.extend(changes(&before.meta, &after.meta, Edit::Meta));
    edits.extend(gone);
    edits.into()
}

/// What makes `after` of `before`, by key.
fn changes<K: Ord + Clone, R: Clone + PartialEq>(
    before: &BTreeMap<K, R>,
    after: &BTreeMap<K, R>,
    edit: fn(K, Change<R>) -> Edit,
) -> Vec<Edit> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let changes = keys.into_iter().map(|key| {
        let change = Change { before: before.get(key).cloned(), after: after.get(key).cloned() };
        (key, change)
    });
    let changes = changes.filter(|it| it.1.before != it.1.after);
    changes.map(|(key, change)| edit(key.clone(), change)).collect()
}
