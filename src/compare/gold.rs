//! The gold: what was decided of the analysts' records, and what a rule decides of the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ArticleComparison,
    difference::{DifferingField, OF_WORK},
    groups::{RecordGroup, RecordGroups, SpanPlace, fields_of},
    readings::{RecordReadings, readings_of},
    standing::{DecisionIndex, RecordStanding, standing_of},
    strategy::{ChosenRecord, DecisionStrategy, RecordChoice, links_by_hand, whole},
    work::WorkIndex,
};
use crate::{
    edit,
    model::{
        Annotation, AnnotationId, Change, Decision, DecisionId, Document, Edit, Name, Relation,
        RelationId, Transaction,
    },
};

/// What a rule did with the records of an article.
#[derive(Clone, Debug, Default)]
pub struct GoldPlan {
    /// What makes it so in the gold, as one step; empty where nothing is new.
    pub step: Transaction,
    /// Records that are taken.
    pub taken: usize,
    /// Records that are no tags of the gold.
    pub rejected: usize,
    /// What is left for a person, in reading order.
    pub open: Vec<OpenRecord>,
}

/// A record that a person has to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRecord {
    /// What the first who has it calls it; `""` for what is known of the article.
    pub label: String,
    /// Who has it, and as which tag.
    pub spans: BTreeMap<String, AnnotationId>,
    /// In what they differ.
    pub fields: Vec<DifferingField>,
    /// The decision that was made before an analyst changed their record, or another had one too.
    pub reopened: Option<DecisionId>,
}

/// Decides, by a rule, on the records of an article that nobody decided on yet. What a person decided
/// stays.
pub fn decide(
    article: &ArticleComparison<'_>,
    gold: &Document,
    strategy: &DecisionStrategy,
    at: &str,
) -> GoldPlan {
    let mark = DecisionMark {
        by: format!("rule:{strategy}"),
        at: at.to_owned(),
        ..DecisionMark::default()
    };
    let mut drafting = GoldDrafting::new(article, gold, mark);
    for group in 0..drafting.groups.groups.len() {
        drafting.decide_on(group, strategy);
    }
    drafting.link();
    let mut plan = drafting.plan;
    if let Some(known) = meta_to_decide(article, gold, &mut drafting.edits) {
        plan.open.insert(0, known);
    }
    plan.step = drafting.edits.into();
    plan
}

/// Who decided, when, and what was ruled with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionMark {
    /// A person, or `rule:STRATEGY`.
    pub by: String,
    /// When, in ISO 8601.
    pub at: String,
    /// The ruling, or `""`.
    pub ruling: String,
}

/// The gold while it is put together.
pub(super) struct GoldDrafting<'a, 'b> {
    article: &'b ArticleComparison<'a>,
    pub(super) groups: RecordGroups,
    gold: Document,
    /// The decisions of the gold, by whose record they are on.
    decided: DecisionIndex,
    /// The tags that decisions led to.
    taken: BTreeSet<AnnotationId>,
    next_decision: u32,
    /// Of groups, the tag in the gold.
    tags: BTreeMap<usize, AnnotationId>,
    /// Of spans whose reading is a tag of its own, that tag.
    own_tags: BTreeMap<SpanPlace, AnnotationId>,
    /// The records whose links are still to be made: of these all, and of older ones those that lead to
    /// a tag that is new.
    chosen: Vec<(AnnotationId, ChosenRecord)>,
    older: Vec<(AnnotationId, ChosenRecord)>,
    /// The tags that are those of a record only now.
    new: BTreeSet<AnnotationId>,
    mark: DecisionMark,
    edits: Vec<Edit>,
    plan: GoldPlan,
}

impl<'a, 'b> GoldDrafting<'a, 'b> {
    pub(super) fn new(
        article: &'b ArticleComparison<'a>,
        gold: &Document,
        mark: DecisionMark,
    ) -> Self {
        Self {
            article,
            groups: RecordGroups::new(article),
            decided: DecisionIndex::new(gold),
            taken: gold.decisions().filter_map(|it| it.tag).collect(),
            next_decision: 1 + gold.decisions().map(|it| it.id.0).max().unwrap_or_default(),
            gold: gold.clone(),
            tags: BTreeMap::new(),
            own_tags: BTreeMap::new(),
            chosen: Vec::new(),
            older: Vec::new(),
            new: BTreeSet::new(),
            mark,
            edits: Vec::new(),
            plan: GoldPlan::default(),
        }
    }

    /// What makes it so in the gold, as one step.
    pub(super) fn finished(mut self) -> Transaction {
        self.link();
        self.edits.into()
    }

    /// Who has a record, under which id, and how it reads.
    pub(super) fn readings(&self, group: usize) -> RecordReadings {
        self.groups.groups.get(group).map(|it| readings_of(self.article, it)).unwrap_or_default()
    }

    /// What was decided on a record before, in order.
    pub(super) fn made_on(&self, group: usize) -> Vec<Decision> {
        let holders = self.groups.groups.get(group).into_iter().flat_map(RecordGroup::holders);
        let made = holders.filter_map(|(at, span)| {
            let work = self.article.works.get(at)?;
            self.decided.of(work.analyst, work.spans.get(span)?.annotation.id)
        });
        let made: BTreeSet<DecisionId> = made.collect();
        made.into_iter().filter_map(|it| self.gold.decision(it)).cloned().collect()
    }

    /// Notes what a record became, so that others can be linked to it.
    pub(super) fn note_decided(&mut self, group: usize) -> Vec<Decision> {
        let made = self.made_on(group);
        for decision in &made {
            let Some(tag) = decision.tag else { continue };
            self.tags.entry(group).or_insert(tag);
            for place in self.places_of(decision) {
                self.own_tags.insert(place, tag);
            }
            let links = self.as_decided(decision, group);
            self.older.extend(links.map(|it| (tag, it)));
        }
        made
    }

    /// The spans that a decision is on, as far as they are still there.
    fn places_of(&self, decision: &Decision) -> Vec<SpanPlace> {
        let place = |(at, work): (usize, &WorkIndex<'_>)| {
            let (tag, _) = decision.of.get(work.analyst)?;
            Some((at, work.span_of(*tag)?))
        };
        self.article.works.iter().enumerate().filter_map(place).collect()
    }

    fn decide_on(&mut self, at: usize, strategy: &DecisionStrategy) {
        let Some(group) = self.groups.groups.get(at).filter(|it| it.is_record).cloned() else {
            return;
        };
        let made = self.note_decided(at);
        if let Some(first) = made.first().map(|it| it.id) {
            let analysts: Vec<&str> = self.article.analysts().collect();
            let made: Vec<&Decision> = made.iter().collect();
            if let RecordStanding::Reopened(_) =
                standing_of(&self.readings(at), &made, &analysts, true)
            {
                self.leave(at, Some(first));
            }
            return;
        }
        match strategy.choose(self.article, &self.groups, &group) {
            RecordChoice::Leave => self.leave(at, None),
            RecordChoice::Reject { how } => {
                self.plan.rejected += 1;
                let of = self.readings(at);
                self.record(of, None, how);
            }
            RecordChoice::Take(chosen) => {
                self.plan.taken += 1;
                let of = self.readings(at);
                self.take(at, of, *chosen, None);
            }
        }
    }

    /// Takes a record, in the place of a tag that was decided on before, where there is one.
    pub(super) fn take(
        &mut self,
        group: usize,
        of: RecordReadings,
        chosen: ChosenRecord,
        former: Option<AnnotationId>,
    ) -> AnnotationId {
        let former = former.and_then(|it| self.gold.annotation(it)).cloned();
        let tag = match former {
            Some(former) => self.change(former, &chosen),
            None => self.tag(&chosen),
        };
        self.tags.entry(group).or_insert(tag);
        self.record(of, Some(tag), chosen.how.clone());
        self.chosen.push((tag, chosen));
        tag
    }

    /// Makes a tag of the gold what was chosen; its links are made anew.
    fn change(&mut self, former: Annotation, chosen: &ChosenRecord) -> AnnotationId {
        let id = former.id;
        let links: Vec<Relation> =
            self.gold.relations_of(id).filter(|it| it.from == id).cloned().collect();
        for it in links {
            self.put(Edit::Relation(it.id, Change::remove(it)));
        }
        let changed = Annotation {
            extent: chosen.extent.clone(),
            label: chosen.label.clone(),
            attributes: chosen.attributes.clone(),
            ..former.clone()
        };
        if changed != former {
            self.put(Edit::Annotation(id, Change::replace(former, changed)));
        }
        id
    }

    /// Takes back what was decided on a record; gives back the tags it led to, which stay.
    pub(super) fn take_back(&mut self, group: usize) -> Vec<AnnotationId> {
        let made = self.made_on(group);
        self.tags.remove(&group);
        let mut tags = Vec::new();
        for decision in made {
            for place in self.places_of(&decision) {
                self.own_tags.remove(&place);
            }
            tags.extend(decision.tag.filter(|it| self.gold.annotation(*it).is_some()));
            self.put(Edit::Decision(decision.id, Change::remove(decision)));
        }
        self.older.retain(|it| !tags.contains(&it.0));
        tags
    }

    /// Removes a tag of the gold with the parts that nothing else uses.
    pub(super) fn remove(&mut self, tag: AnnotationId) {
        self.taken.remove(&tag);
        for edit in edit::remove_with_parts(&self.gold, tag).unwrap_or_default().edits {
            self.put(edit);
        }
    }

    /// The parts a tag links to, which may come to be of no use.
    pub(super) fn parts_of(&self, tag: AnnotationId) -> Vec<AnnotationId> {
        edit::parts_of_its_own(&self.gold, tag)
    }

    /// Removes those of `parts` that nothing uses any more, once the links were made.
    pub(super) fn remove_unused(&mut self, parts: &[AnnotationId]) {
        if parts.is_empty() {
            return;
        }
        self.link();
        for part in parts {
            if edit::is_unused_part(&self.gold, *part) {
                self.remove(*part);
            }
        }
    }

    /// What a decision took, for its links to what is decided on later.
    fn as_decided(&self, decision: &Decision, group: usize) -> Option<ChosenRecord> {
        let group = self.groups.groups.get(group)?;
        let as_one = || {
            let first = self.places_of(decision).into_iter().next()?;
            whole(self.article, first, String::new())
        };
        match decision.how.strip_prefix("take:") {
            Some(name) => {
                let at = self.article.works.iter().position(|it| it.analyst == name)?;
                whole(self.article, (at, group.spans.get(at).copied().flatten()?), String::new())
            }
            None => match decision.how.as_str() {
                "agreed" | "both" => as_one(),
                "majority" => {
                    match DecisionStrategy::Majority.choose(self.article, &self.groups, group) {
                        RecordChoice::Take(chosen) => Some(*chosen),
                        RecordChoice::Reject { .. } | RecordChoice::Leave => None,
                    }
                }
                how => {
                    // Of what was put together by hand, the links on which those who have it agree, and of
                    // the others those that were taken.
                    let mut chosen = as_one()?;
                    let fields = fields_of(self.article, group);
                    chosen
                        .links
                        .retain(|it| !fields.contains(&DifferingField::Relation(it.0.clone())));
                    for (relation, name) in links_by_hand(how) {
                        let at = self.article.works.iter().position(|it| it.analyst == name);
                        let own = at.and_then(|at| Some((at, group.spans.get(at).copied()??)));
                        let own = own.and_then(|it| whole(self.article, it, String::new()));
                        let links = own.into_iter().flat_map(|it| it.links);
                        chosen.links.extend(links.filter(|it| it.0 == *relation));
                    }
                    Some(chosen)
                }
            },
        }
    }

    fn leave(&mut self, at: usize, reopened: Option<DecisionId>) {
        let Some(group) = self.groups.groups.get(at) else { return };
        let first = group.holders().next();
        let first = first.and_then(|it| self.article.works.get(it.0)?.spans.get(it.1));
        let spans = self.readings(at).into_iter().map(|(name, it)| (name, it.0));
        self.plan.open.push(OpenRecord {
            label: first.map(|it| it.label().to_owned()).unwrap_or_default(),
            spans: spans.collect(),
            fields: fields_of(self.article, group),
            reopened,
        });
    }

    fn put(&mut self, edit: Edit) {
        let step = Transaction::from(vec![edit]);
        if self.gold.apply(&step).is_ok() {
            self.edits.extend(step.edits);
        }
    }

    pub(super) fn record(&mut self, of: RecordReadings, tag: Option<AnnotationId>, how: String) {
        let id = DecisionId(self.next_decision);
        self.next_decision += 1;
        self.taken.extend(tag);
        let DecisionMark { by, at, ruling } = self.mark.clone();
        self.put(Edit::Decision(id, Change::insert(Decision { id, of, tag, how, by, at, ruling })));
    }

    /// The tag of a record in the gold: one that is there as a part of another, or a new one.
    fn tag(&mut self, chosen: &ChosenRecord) -> AnnotationId {
        let pieces = (chosen.extent.start(), chosen.extent.end());
        let there = self.gold.annotations_in(pieces.0, pieces.1).into_iter().find(|it| {
            it.label == chosen.label && it.extent == chosen.extent && !self.taken.contains(&it.id)
        });
        let Some(there) = there.cloned() else { return self.insert(chosen) };
        let id = there.id;
        // One that was made by hand as the end of a link has what was recognized, not what is decided.
        let decided = Annotation { attributes: chosen.attributes.clone(), ..there.clone() };
        if decided != there {
            self.put(Edit::Annotation(id, Change::replace(there, decided)));
        }
        self.new.insert(id);
        id
    }

    fn insert(&mut self, chosen: &ChosenRecord) -> AnnotationId {
        let id = AnnotationId(self.gold.next_ids().annotation);
        self.put(Edit::Annotation(
            id,
            Change::insert(Annotation {
                id,
                extent: chosen.extent.clone(),
                label: chosen.label.clone(),
                attributes: chosen.attributes.clone(),
                origin: None,
            }),
        ));
        self.new.insert(id);
        id
    }

    /// Makes the links of what was taken, with the parts they lead to.
    fn link(&mut self) {
        for (tag, record) in std::mem::take(&mut self.chosen) {
            for (label, place) in record.links {
                if let Some(to) = self.end_of(place) {
                    self.relate(tag, label, to);
                }
            }
        }
        // What was decided before leads to what is a tag only now.
        for (tag, record) in self.older.clone() {
            for (label, place) in record.links {
                if self.has_part(tag, &label, place) {
                    continue;
                }
                let group = self.groups.group_of(place);
                let own = self.own_tags.get(&place).copied();
                let to = own.or_else(|| group.and_then(|it| self.tags.get(&it)).copied());
                if let Some(to) = to.filter(|it| self.new.contains(it)) {
                    self.relate(tag, label, to);
                }
            }
        }
    }

    /// The tag in the gold of what a link leads to; a part without one is taken along.
    fn end_of(&mut self, place: SpanPlace) -> Option<AnnotationId> {
        let group = self.groups.group_of(place)?;
        let known = self.own_tags.get(&place).or_else(|| self.tags.get(&group)).copied();
        if let Some(tag) = known.filter(|it| self.gold.annotation(*it).is_some()) {
            return Some(tag);
        }
        let span = self.article.works.get(place.0)?.spans.get(place.1)?;
        if !span.is_part {
            return None;
        }
        let part = whole(self.article, place, String::new())?;
        let tag = self.part_there(group, &part).unwrap_or_else(|| self.insert(&part));
        self.tags.insert(group, tag);
        Some(tag)
    }

    /// The part of another record of the gold that is the same.
    fn part_there(&self, group: usize, part: &ChosenRecord) -> Option<AnnotationId> {
        let group = self.groups.groups.get(group)?;
        let links = group.holders().flat_map(|(at, span)| {
            let links =
                self.article.works.get(at).into_iter().flat_map(move |it| it.links_to(span));
            links.map(move |it| (it.label, (at, it.from)))
        });
        let tags = links.filter_map(|(label, from)| {
            let tag = self.tags.get(&self.groups.group_of(from)?)?;
            self.gold
                .linked(*tag, label)
                .find(|it| it.label == part.label && it.extent == part.extent)
        });
        tags.map(|it| it.id).next()
    }

    /// True for a link to a part of a record that has such a part: it was taken along with the record, maybe
    /// as another analyst has it.
    fn has_part(&self, tag: AnnotationId, label: &Name, place: SpanPlace) -> bool {
        let span = self.article.works.get(place.0).and_then(|it| it.spans.get(place.1));
        span.is_some_and(|it| it.is_part) && self.gold.linked(tag, label.as_str()).next().is_some()
    }

    fn relate(&mut self, from: AnnotationId, label: Name, to: AnnotationId) {
        let is_there = self
            .gold
            .relations_of(from)
            .any(|it| it.from == from && it.to == to && it.label == label);
        if !is_there {
            let id = RelationId(self.gold.next_ids().relation);
            self.put(Edit::Relation(id, Change::insert(Relation { id, label, from, to })));
        }
    }
}

/// What is known of the article: what all say is taken where the gold says nothing; what they say
/// differently, and the gold does not say, is left.
fn meta_to_decide(
    article: &ArticleComparison<'_>,
    gold: &Document,
    edits: &mut Vec<Edit>,
) -> Option<OpenRecord> {
    let keys: BTreeSet<&Name> = article.works.iter().flat_map(|it| it.meta.keys()).collect();
    let mut fields = Vec::new();
    for key in keys
        .into_iter()
        .filter(|it| !OF_WORK.contains(&it.as_str()) && !gold.meta().contains_key(*it))
    {
        let mut said = article.works.iter().map(|it| it.meta.get(key));
        let first = said.next().flatten();
        if !said.all(|it| it == first) {
            fields.push(DifferingField::Meta(key.clone()));
        } else if let Some(value) = first {
            edits.push(Edit::Meta(key.clone(), Change::insert(value.clone())));
        }
    }
    let spans = BTreeMap::new();
    (!fields.is_empty()).then(|| OpenRecord { label: String::new(), spans, fields, reopened: None })
}
