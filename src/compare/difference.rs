//! In what two analysts differ about one record.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    ArticleComparison,
    dates::DateStanding,
    matching::{SpanMatch, SpanMatching, said_keys},
    work::{ComparedSpan, WorkIndex},
};
use crate::model::{AnnotationId, Name};

/// Something in which two analysts differ about a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferingField {
    /// One of them has none.
    Missing,
    /// The words.
    Place,
    /// What it is.
    Label,
    /// The value of an attribute.
    Attribute(Name),
    /// Who or what it is linked to by a relation.
    Relation(Name),
    /// The words of a part that a relation leads to; it is the same part.
    RelationPlace(Name),
    /// What is known of the article.
    Meta(Name),
}

impl fmt::Display for DifferingField {
    /// As it stands in lists and in JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::Place => f.write_str("place"),
            Self::Label => f.write_str("label"),
            Self::Attribute(key) => write!(f, "@{key}"),
            Self::Relation(key) => write!(f, ">{key}"),
            Self::RelationPlace(key) => write!(f, ">{key}:place"),
            Self::Meta(key) => write!(f, "={key}"),
        }
    }
}

/// One record, or what is known of the article, about which two analysts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The two analysts.
    pub analysts: [String; 2],
    /// What the first calls it, or, where the first has none, the second; `""` for the article.
    pub label: String,
    /// What each has.
    pub spans: [Option<AnnotationId>; 2],
    /// In what they differ.
    pub fields: Vec<DifferingField>,
}

/// Metadata that says how somebody works, and nothing of the article: how far they are, whether they saw
/// suggestions.
pub(super) const OF_WORK: [&str; 2] = ["status", "suggestions"];

/// Every disagreement of two analysts, in reading order; what is known of the article first.
pub(super) fn disagreements(
    first: &WorkIndex<'_>,
    second: &WorkIndex<'_>,
    matching: &SpanMatching,
) -> Vec<Disagreement> {
    let analysts = || [first.analyst.to_owned(), second.analyst.to_owned()];
    let mut found = Vec::new();
    let known = meta_fields(first.meta, second.meta);
    if !known.is_empty() {
        let (label, spans) = (String::new(), [None, None]);
        found.push((0, Disagreement { analysts: analysts(), label, spans, fields: known }));
    }
    let mut put = |one: Option<&ComparedSpan<'_>>, other: Option<&ComparedSpan<'_>>, fields| {
        let Some(any) = one.or(other) else { return };
        let spans = [one, other].map(|it| it.map(|it| it.annotation.id));
        let label = any.label().to_owned();
        let it = Disagreement { analysts: analysts(), label, spans, fields };
        found.push((any.hull().0, it));
    };
    for pair in &matching.pairs {
        let (one, other) = (first.spans.get(pair.first), second.spans.get(pair.second));
        if !is_record(first, second, *pair) {
            continue;
        }
        let fields = differing_fields(first, second, matching, *pair);
        if !fields.is_empty() {
            put(one, other, fields);
        }
    }
    for (at, one) in first.spans.iter().enumerate() {
        if matching.second_of(at).is_none() && first.is_record(at) {
            put(Some(one), None, vec![DifferingField::Missing]);
        }
    }
    for (at, other) in second.spans.iter().enumerate() {
        if matching.first_of(at).is_none() && second.is_record(at) {
            put(None, Some(other), vec![DifferingField::Missing]);
        }
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).collect()
}

/// A pair is decided on for itself unless both of the two are parts of something else.
pub(super) fn is_record(first: &WorkIndex<'_>, second: &WorkIndex<'_>, pair: SpanMatch) -> bool {
    first.is_record(pair.first) || second.is_record(pair.second)
}

/// In what two analysts differ about a span that both have; nothing where they agree.
pub(super) fn differing_fields(
    first: &WorkIndex<'_>,
    second: &WorkIndex<'_>,
    matching: &SpanMatching,
    pair: SpanMatch,
) -> Vec<DifferingField> {
    let spans = first.spans.get(pair.first).zip(second.spans.get(pair.second));
    let Some((one, other)) = spans else { return Vec::new() };
    let mut fields = Vec::new();
    if one.chars != other.chars {
        fields.push(DifferingField::Place);
    }
    if one.label() != other.label() {
        fields.push(DifferingField::Label);
    }
    let keys = said_keys(one, other).into_iter();
    let differs = |key: &&str| !is_same_value(first, second, one, other, key);
    fields.extend(keys.filter(differs).map(|it| DifferingField::Attribute(it.into())));
    fields.extend(differing_links(first, second, matching, pair));
    fields
}

fn is_same_value<'a>(
    first: &WorkIndex<'a>,
    second: &WorkIndex<'a>,
    one: &ComparedSpan<'a>,
    other: &ComparedSpan<'a>,
    key: &str,
) -> bool {
    let (value, its) = (first.value(one, key), second.value(other, key));
    value == its
        || first.is_date(one.label(), key) && DateStanding::of(value, its) == DateStanding::Same
}

fn differing_links(
    first: &WorkIndex<'_>,
    second: &WorkIndex<'_>,
    matching: &SpanMatching,
    pair: SpanMatch,
) -> Vec<DifferingField> {
    let mut ends: BTreeMap<&str, [BTreeSet<Option<usize>>; 2]> = BTreeMap::new();
    // The places of parts that both link to, and whose edges differ.
    let mut moved: BTreeSet<&str> = BTreeSet::new();
    for link in first.links_from(pair.first) {
        let twin = matching.second_of(link.to);
        ends.entry(link.label).or_default()[0].insert(twin);
        let spans = first.spans.get(link.to).zip(twin.and_then(|it| second.spans.get(it)));
        if spans.is_some_and(|(one, other)| one.is_part && one.chars != other.chars) {
            moved.insert(link.label);
        }
    }
    for link in second.links_from(pair.second) {
        ends.entry(link.label).or_default()[1].insert(Some(link.to));
    }
    let fields = ends.into_iter().filter_map(|(label, [ones, others])| {
        if ones != others {
            return Some(DifferingField::Relation(label.into()));
        }
        moved.contains(label).then(|| DifferingField::RelationPlace(label.into()))
    });
    fields.collect()
}

/// In what analysts differ about the article itself.
pub(super) fn meta_differences(article: &ArticleComparison<'_>) -> Vec<DifferingField> {
    let mut works = article.works.iter();
    let Some(first) = works.next() else { return Vec::new() };
    let found: BTreeSet<DifferingField> =
        works.flat_map(|it| meta_fields(first.meta, it.meta)).collect();
    found.into_iter().collect()
}

fn meta_fields(
    one: &BTreeMap<Name, String>,
    other: &BTreeMap<Name, String>,
) -> Vec<DifferingField> {
    let keys: BTreeSet<&Name> = one.keys().chain(other.keys()).collect();
    let differs = |key: &&Name| {
        !OF_WORK.contains(&key.as_str())
            && one.get(*key).filter(|it| !it.is_empty())
                != other.get(*key).filter(|it| !it.is_empty())
    };
    keys.into_iter().filter(differs).map(|it| DifferingField::Meta(it.clone())).collect()
}
