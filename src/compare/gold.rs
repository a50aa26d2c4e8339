//! The gold: what was decided of the analysts' records, and what a rule decides of the rest.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::{
    ArticleComparison,
    difference::DifferingField,
    groups::{RecordGroup, RecordGroups, SpanPlace, fields_of},
    strategy::{ChosenRecord, DecisionStrategy, RecordChoice, whole},
    work::{WorkIndex, is_compared},
};
use crate::{
    model::{
        Annotation, AnnotationId, Change, Decision, DecisionId, Document, Edit, Name, Relation,
        RelationId, Transaction,
    },
    text::{Text, hex},
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
    /// The decision that was made before an analyst changed his record, or another had one too.
    pub reopened: Option<DecisionId>,
}

/// How many code points around the words of a record are part of what was decided on.
const AROUND: usize = 8;
/// How many digits of the SHA-256 a decision remembers.
const DIGITS: usize = 8;

/// What a decision remembers of a record: eight digits that are others when its label, its words with
/// what stands around them, its compared attributes or the words it links to are. No offsets: an
/// article that was edited elsewhere changes nothing.
fn digits_of(text: &Text, work: &WorkIndex<'_>, span: usize) -> String {
    let Some(it) = work.spans.get(span) else { return String::new() };
    let extent = &it.annotation.extent;
    let mut said = vec![it.label().to_owned()];
    said.extend(extent.pieces().map(|piece| text.slice(piece).to_owned()));
    let before = text.as_str().get(..extent.start()).unwrap_or_default();
    let after = text.as_str().get(extent.end()..).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    said.push(before.into_iter().rev().collect());
    said.push(after.chars().take(AROUND).collect());
    let attributes = it.annotation.attributes.iter().filter(|it| is_compared(it.0.as_str()));
    said.extend(attributes.map(|(key, value)| format!("@{key}={value}")));
    let words = |at: usize| {
        let pieces = work.spans.get(at).into_iter().flat_map(|it| it.annotation.extent.pieces());
        pieces.map(|it| text.slice(it)).collect::<Vec<_>>().join(" … ")
    };
    let links: BTreeSet<String> =
        work.links_from(span).map(|it| format!(">{} {}", it.label, words(it.to))).collect();
    said.extend(links);
    let mut digits = hex(&Sha256::digest(said.join("\n")));
    digits.truncate(DIGITS);
    digits
}

/// Decides, by a rule, on the records of an article that nobody decided on yet. What a person decided
/// stays.
pub fn decide(
    article: &ArticleComparison<'_>,
    gold: &Document,
    strategy: &DecisionStrategy,
    at: &str,
) -> GoldPlan {
    let mut drafting = GoldDrafting::new(article, gold, at);
    drafting.by = format!("rule:{strategy}");
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

/// The gold while it is put together.
struct GoldDrafting<'a, 'b> {
    article: &'b ArticleComparison<'a>,
    groups: RecordGroups,
    gold: Document,
    /// The decisions of the gold, by whose record they are on.
    decided: BTreeMap<(String, AnnotationId), DecisionId>,
    /// Of groups, the tag in the gold.
    tags: BTreeMap<usize, AnnotationId>,
    /// The records whose links are still to be made: of these all, and of older ones those that lead to
    /// a tag that is new.
    chosen: Vec<(AnnotationId, ChosenRecord)>,
    older: Vec<(AnnotationId, ChosenRecord)>,
    new: BTreeSet<AnnotationId>,
    by: String,
    at: String,
    edits: Vec<Edit>,
    plan: GoldPlan,
}

impl<'a, 'b> GoldDrafting<'a, 'b> {
    fn new(article: &'b ArticleComparison<'a>, gold: &Document, at: &str) -> Self {
        let decided = gold.decisions().flat_map(|decision| {
            decision.of.iter().map(|(name, (tag, _))| ((name.clone(), *tag), decision.id))
        });
        Self {
            article,
            groups: RecordGroups::new(article),
            decided: decided.collect(),
            gold: gold.clone(),
            tags: BTreeMap::new(),
            chosen: Vec::new(),
            older: Vec::new(),
            new: BTreeSet::new(),
            by: String::new(),
            at: at.to_owned(),
            edits: Vec::new(),
            plan: GoldPlan::default(),
        }
    }

    /// Who has a record, under which id, and how it reads.
    fn holders(&self, group: usize) -> BTreeMap<String, (AnnotationId, String)> {
        let holders = self.groups.groups.get(group).into_iter().flat_map(RecordGroup::holders);
        let of = holders.filter_map(|(at, span)| {
            let work = self.article.works.get(at)?;
            let digits = digits_of(self.article.text, work, span);
            Some((work.analyst.to_owned(), (work.spans.get(span)?.annotation.id, digits)))
        });
        of.collect()
    }

    fn decide_on(&mut self, at: usize, strategy: &DecisionStrategy) {
        let Some(group) = self.groups.groups.get(at).filter(|it| it.is_record).cloned() else {
            return;
        };
        let of = self.holders(at);
        let made = of.iter().filter_map(|(name, it)| self.decided.get(&(name.clone(), it.0)));
        let made: BTreeSet<DecisionId> = made.copied().collect();
        if let Some(decision) = made.first().and_then(|it| self.gold.decision(*it)).cloned() {
            if let Some(tag) = decision.tag {
                self.tags.insert(at, tag);
                let links = self.as_decided(&decision, at, strategy);
                self.older.extend(links.map(|it| (tag, it)));
            }
            if made.len() > 1 || decision.of != of {
                self.leave(at, Some(decision.id));
            }
            return;
        }
        match strategy.choose(self.article, &self.groups, &group) {
            RecordChoice::Leave => self.leave(at, None),
            RecordChoice::Reject { how } => {
                self.plan.rejected += 1;
                self.record(of, None, how);
            }
            RecordChoice::Take(chosen) => {
                self.plan.taken += 1;
                let tag = self.tag(&chosen);
                self.tags.insert(at, tag);
                self.record(of, Some(tag), chosen.how.clone());
                self.chosen.push((tag, *chosen));
            }
        }
    }

    /// What a decision took, for its links to what is decided on later.
    fn as_decided(
        &self,
        decision: &Decision,
        group: usize,
        strategy: &DecisionStrategy,
    ) -> Option<ChosenRecord> {
        let group = self.groups.groups.get(group)?;
        match decision.how.strip_prefix("take:") {
            Some(name) => {
                let at = self.article.works.iter().position(|it| it.analyst == name)?;
                whole(self.article, (at, group.spans.get(at).copied().flatten()?), String::new())
            }
            None if decision.how == "agreed" => {
                whole(self.article, group.holders().next()?, String::new())
            }
            None if decision.how == "majority" => {
                match strategy.choose(self.article, &self.groups, group) {
                    RecordChoice::Take(chosen) => Some(*chosen),
                    RecordChoice::Reject { .. } | RecordChoice::Leave => None,
                }
            }
            None => None,
        }
    }

    fn leave(&mut self, at: usize, reopened: Option<DecisionId>) {
        let Some(group) = self.groups.groups.get(at) else { return };
        let first = group.holders().next();
        let first = first.and_then(|it| self.article.works.get(it.0)?.spans.get(it.1));
        let spans = self.holders(at).into_iter().map(|(name, it)| (name, it.0));
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

    fn record(
        &mut self,
        of: BTreeMap<String, (AnnotationId, String)>,
        tag: Option<AnnotationId>,
        how: String,
    ) {
        let last = self.gold.decisions().map(|it| it.id.0).max().unwrap_or_default();
        let id = DecisionId(last + 1);
        let (by, at, ruling) = (self.by.clone(), self.at.clone(), String::new());
        let decision = Decision { id, of, tag, how, by, at, ruling };
        self.put(Edit::Decision(id, Change::insert(decision)));
    }

    /// The tag of a record in the gold: one that is there as a part of another, or a new one.
    fn tag(&mut self, chosen: &ChosenRecord) -> AnnotationId {
        let pieces = (chosen.extent.start(), chosen.extent.end());
        let taken: BTreeSet<AnnotationId> = self.gold.decisions().filter_map(|it| it.tag).collect();
        let there = self.gold.annotations_in(pieces.0, pieces.1).into_iter().find(|it| {
            it.label == chosen.label && it.extent == chosen.extent && !taken.contains(&it.id)
        });
        match there.map(|it| it.id) {
            Some(id) => id,
            None => self.insert(chosen),
        }
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
        for (tag, record) in std::mem::take(&mut self.older) {
            for (label, place) in record.links {
                let group = self.groups.group_of(place);
                let to = group.and_then(|it| self.tags.get(&it)).copied();
                if let Some(to) = to.filter(|it| self.new.contains(it)) {
                    self.relate(tag, label, to);
                }
            }
        }
    }

    /// The tag in the gold of what a link leads to; a part without one is taken along.
    fn end_of(&mut self, place: SpanPlace) -> Option<AnnotationId> {
        let group = self.groups.group_of(place)?;
        if let Some(tag) = self.tags.get(&group) {
            return Some(*tag);
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
    /// How far somebody is, which is nobody else's.
    const STATUS: &str = "status";
    let keys: BTreeSet<&Name> = article.works.iter().flat_map(|it| it.meta.keys()).collect();
    let mut fields = Vec::new();
    for key in keys.into_iter().filter(|it| **it != *STATUS && !gold.meta().contains_key(*it)) {
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
