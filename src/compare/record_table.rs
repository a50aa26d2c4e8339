//! What a person decides on: every record of an article as each analyst has it.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    ArticleComparison,
    difference::{DifferingField, meta_differences},
    gold::{DecisionMark, GoldDrafting},
    groups::{RecordGroup, RecordGroups, fields_of},
    readings::{RecordReadings, readings_of},
    standing::{DecisionIndex, RecordStanding, standing_of},
    strategy::{BY_HAND, ChosenRecord, mixed, whole},
};
use crate::{
    edit,
    model::{AnnotationId, Decision, DecisionId, Document, Transaction},
};

/// One record of an article as every analyst has it, or what is known of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedRecord {
    /// What the first who has it calls it; `""` for what is known of the article.
    pub label: String,
    /// Of each analyst, in order, their tag.
    pub tags: Vec<Option<AnnotationId>>,
    /// From where to where anybody has it, in bytes.
    pub hull: Range<usize>,
    /// In what those who have it differ; nothing where all agree.
    pub fields: Vec<DifferingField>,
    /// How it reads for those who have it.
    readings: RecordReadings,
}

impl ComparedRecord {
    /// True for what is known of the article.
    pub fn is_article(&self) -> bool {
        self.label.is_empty()
    }

    /// Who have it, by position.
    pub fn holders(&self) -> impl Iterator<Item = usize> + '_ {
        self.tags.iter().enumerate().filter(|it| it.1.is_some()).map(|it| it.0)
    }

    /// True where not all of these analysts, or of one: that analyst and all others, have it with the same reading.
    pub fn differs_among(&self, names: &[&String]) -> bool {
        let digits = |name: &String| self.readings.get(name).map(|it| it.1.as_str());
        match names {
            [] => true,
            [one] => {
                let is_alone = !self.readings.contains_key(*one);
                is_alone
                    || self.readings.values().any(|it| Some(it.1.as_str()) != digits(one))
                    || self.readings.len() < self.tags.len()
            }
            [first, others @ ..] => others.iter().any(|it| digits(it) != digits(first)),
        }
    }

    /// Whose reading most have; of several the first.
    pub fn base(&self, analysts: &[String]) -> Option<usize> {
        let digits = |at: usize| self.readings.get(analysts.get(at)?).map(|it| &it.1);
        let count =
            |at: usize| self.readings.values().filter(|it| Some(&it.1) == digits(at)).count();
        self.holders().max_by_key(|at| (count(*at), std::cmp::Reverse(*at)))
    }
}

/// Every record of an article, in reading order; what is known of the article first.
#[derive(Clone, Debug, Default)]
pub struct RecordTable {
    /// Whose work is compared, in order.
    pub analysts: Vec<String>,
    /// The records.
    pub records: Vec<ComparedRecord>,
}

/// What a person decides of a record. Analysts are meant by their position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordDecision {
    /// This analyst's, whole.
    Take(usize),
    /// All are right: a tag for each reading.
    Each,
    /// Nobody's.
    Neither,
    /// As the analyst has it who was picked for a field, else as most have it.
    Mixed(BTreeMap<DifferingField, usize>),
    /// The same, to be edited.
    Edited(BTreeMap<DifferingField, usize>),
}

impl RecordTable {
    /// Of an article.
    pub fn new(article: &ArticleComparison<'_>) -> Self {
        let groups = RecordGroups::new(article);
        let record = |it: &RecordGroup| {
            let annotations: Vec<_> = it
                .holders()
                .filter_map(|(at, span)| article.works.get(at)?.spans.get(span))
                .map(|it| it.annotation)
                .collect();
            let start = annotations.iter().map(|it| it.extent.start()).min().unwrap_or_default();
            let end = annotations.iter().map(|it| it.extent.end()).max().unwrap_or_default();
            let tags = it.spans.iter().enumerate().map(|(at, span)| {
                let span = article.works.get(at)?.spans.get((*span)?)?;
                Some(span.annotation.id)
            });
            ComparedRecord {
                label: annotations.first().map(|it| it.label.to_string()).unwrap_or_default(),
                tags: tags.collect(),
                hull: start..end,
                fields: fields_of(article, it),
                readings: readings_of(article, it),
            }
        };
        let records = groups.groups.iter().filter(|it| it.is_record).map(record);
        let known = meta_differences(article);
        let of_article = (!known.is_empty()).then(|| ComparedRecord {
            label: String::new(),
            tags: vec![None; article.works.len()],
            hull: 0..0,
            fields: known,
            readings: RecordReadings::new(),
        });
        Self {
            analysts: article.analysts().map(str::to_owned).collect(),
            records: of_article.into_iter().chain(records).collect(),
        }
    }

    /// How each record stands in a gold document.
    pub fn standings(&self, gold: &Document) -> Vec<RecordStanding> {
        let index = DecisionIndex::new(gold);
        let analysts: Vec<&str> = self.analysts.iter().map(String::as_str).collect();
        self.records.iter().map(|it| standing(it, gold, &index, &analysts)).collect()
    }

    /// What was decided on a record, in order.
    pub fn decisions_on<'a>(&self, record: usize, gold: &'a Document) -> Vec<&'a Decision> {
        let Some(record) = self.records.get(record) else { return Vec::new() };
        let of = |it: &&Decision| {
            record
                .readings
                .iter()
                .any(|(name, (tag, _))| it.of.get(name).is_some_and(|(decided, _)| decided == tag))
        };
        gold.decisions().filter(of).collect()
    }

    /// The record that a decision is on.
    pub fn record_of(&self, decision: &Decision) -> Option<usize> {
        let is_on = |it: &ComparedRecord| {
            it.readings.iter().any(|(name, (tag, _))| {
                decision.of.get(name).is_some_and(|(decided, _)| decided == tag)
            })
        };
        self.records.iter().position(is_on)
    }
}

fn standing(
    record: &ComparedRecord,
    gold: &Document,
    index: &DecisionIndex,
    analysts: &[&str],
) -> RecordStanding {
    if record.is_article() {
        let is_said = |it: &DifferingField| match it {
            DifferingField::Meta(key) => gold.meta().contains_key(key),
            DifferingField::Missing
            | DifferingField::Place
            | DifferingField::Label
            | DifferingField::Attribute(_)
            | DifferingField::Relation(_)
            | DifferingField::RelationPlace(_) => true,
        };
        let is_decided = record.fields.iter().all(is_said);
        return if is_decided {
            RecordStanding::Decided(DecisionId(0))
        } else {
            RecordStanding::Open
        };
    }
    let made = record.readings.iter().filter_map(|(name, (tag, _))| index.of(name, *tag));
    let made: BTreeSet<DecisionId> = made.collect();
    let made: Vec<&Decision> = made.into_iter().filter_map(|it| gold.decision(it)).collect();
    standing_of(&record.readings, &made, analysts, !record.fields.is_empty())
}

/// What a decision makes of the gold.
#[derive(Clone, Debug, Default)]
pub struct DecidedRecords {
    /// It, as one step.
    pub step: Transaction,
    /// The tag of the last record, where one was taken.
    pub tag: Option<AnnotationId>,
}

/// Decides on records as a person says; what was decided on them before is taken back.
pub fn decide_records(
    article: &ArticleComparison<'_>,
    gold: &Document,
    decided: &[(&ComparedRecord, RecordDecision)],
    mark: DecisionMark,
) -> DecidedRecords {
    let mut drafting = GoldDrafting::new(article, gold, mark);
    for group in 0..drafting.groups.groups.len() {
        if drafting.groups.groups.get(group).is_some_and(|it| it.is_record) {
            drafting.note_decided(group);
        }
    }
    let mut known = Vec::new();
    let mut tag = None;
    for (record, decision) in decided {
        if record.is_article() {
            known.push(meta_as(article, gold, record, decision));
        } else if let Some(group) = group_of(article, &drafting.groups, record) {
            tag = decide_one(article, &mut drafting, group, decision);
        }
    }
    let step = edit::merge(known.into_iter().chain([drafting.finished()]));
    DecidedRecords { step, tag }
}

fn group_of(
    article: &ArticleComparison<'_>,
    groups: &RecordGroups,
    record: &ComparedRecord,
) -> Option<usize> {
    let places = record.tags.iter().enumerate().filter_map(|(at, tag)| {
        let span = article.works.get(at)?.span_of((*tag)?)?;
        groups.group_of((at, span))
    });
    places.into_iter().next()
}

fn decide_one(
    article: &ArticleComparison<'_>,
    drafting: &mut GoldDrafting<'_, '_>,
    at: usize,
    decision: &RecordDecision,
) -> Option<AnnotationId> {
    let group = drafting.groups.groups.get(at)?.clone();
    let readings = drafting.readings(at);
    let holder = |name: usize| group.spans.get(name).copied().flatten();
    let taken: Vec<(RecordReadings, ChosenRecord)> = match decision {
        RecordDecision::Take(name) => {
            let how = format!("take:{}", article.works.get(*name)?.analyst);
            vec![(readings.clone(), whole(article, (*name, holder(*name)?), how)?)]
        }
        RecordDecision::Mixed(picks) => {
            vec![(readings.clone(), mixed(article, &group, picks, BY_HAND[0])?)]
        }
        RecordDecision::Edited(picks) => {
            vec![(readings.clone(), mixed(article, &group, picks, BY_HAND[1])?)]
        }
        RecordDecision::Neither => Vec::new(),
        RecordDecision::Each => each_reading(article, &group, &readings),
    };
    let mut former = drafting.take_back(at);
    let parts: Vec<AnnotationId> = former.iter().flat_map(|it| drafting.parts_of(*it)).collect();
    former.reverse();
    let mut tag = None;
    if taken.is_empty() {
        drafting.record(readings, None, "neither".to_owned());
    }
    for (of, chosen) in taken {
        tag = tag.or(Some(drafting.take(at, of, chosen, former.pop())));
    }
    for it in former {
        drafting.remove(it);
    }
    drafting.remove_unused(&parts);
    tag
}

/// A tag for each reading, with those who read so.
fn each_reading(
    article: &ArticleComparison<'_>,
    group: &RecordGroup,
    readings: &RecordReadings,
) -> Vec<(RecordReadings, ChosenRecord)> {
    let mut found: Vec<(String, RecordReadings, ChosenRecord)> = Vec::new();
    for place in group.holders() {
        let Some(work) = article.works.get(place.0) else { continue };
        let Some(reading) = readings.get(work.analyst) else { continue };
        let own = (work.analyst.to_owned(), reading.clone());
        match found.iter_mut().find(|it| it.0 == reading.1) {
            Some(same) => {
                same.1.insert(own.0, own.1);
            }
            None => {
                if let Some(chosen) = whole(article, place, "both".to_owned()) {
                    found.push((reading.1.clone(), RecordReadings::from([own]), chosen));
                }
            }
        }
    }
    found.into_iter().map(|it| (it.1, it.2)).collect()
}

/// What is known of the article, as an analyst says it.
fn meta_as(
    article: &ArticleComparison<'_>,
    gold: &Document,
    record: &ComparedRecord,
    decision: &RecordDecision,
) -> Transaction {
    let whose = |field: &DifferingField| match decision {
        RecordDecision::Take(name) => Some(*name),
        RecordDecision::Mixed(picks) | RecordDecision::Edited(picks) => {
            picks.get(field).copied().or(Some(0))
        }
        RecordDecision::Each | RecordDecision::Neither => None,
    };
    let changes = record.fields.iter().filter_map(|field| {
        let DifferingField::Meta(key) = field else { return None };
        let work = article.works.get(whose(field)?)?;
        edit::set_meta(gold, key.clone(), work.meta.get(key).map_or("", String::as_str))
    });
    edit::merge(changes.collect::<Vec<_>>())
}
