//! What a rule says of a record on which analysts may differ.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use super::{
    ArticleComparison,
    dates::DateStanding,
    difference::DifferingField,
    groups::{RecordGroup, RecordGroups, SpanPlace, fields_of},
    readings::readings_of,
    work::{ComparedSpan, WorkIndex, is_compared},
};
use crate::model::{Attributes, Extent, Name};

/// Whose record the gold takes where no person has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DecisionStrategy {
    /// What every analyst has, without a difference.
    #[default]
    Agreed,
    /// What more than half have, each field as more than half of these have it; for three and more.
    Majority,
    /// What all agree on, else this analyst's.
    Prefer(String),
}

impl FromStr for DecisionStrategy {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        match written {
            "agreed" => Ok(Self::Agreed),
            "majority" => Ok(Self::Majority),
            _ => match written.strip_prefix("prefer=") {
                Some(name) if !name.is_empty() => Ok(Self::Prefer(name.to_owned())),
                Some(_) | None => Err(()),
            },
        }
    }
}

impl fmt::Display for DecisionStrategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agreed => f.write_str("agreed"),
            Self::Majority => f.write_str("majority"),
            Self::Prefer(name) => write!(f, "prefer={name}"),
        }
    }
}

/// A record as the gold will have it.
#[derive(Clone, Debug)]
pub(super) struct ChosenRecord {
    pub(super) label: Name,
    pub(super) extent: Extent,
    pub(super) attributes: Attributes,
    /// By relation, what it leads to: somebody's span, which stands for its group.
    pub(super) links: Vec<(Name, SpanPlace)>,
    /// How it came about, as decisions say it.
    pub(super) how: String,
}

/// What becomes of a record.
#[derive(Clone, Debug)]
pub(super) enum RecordChoice {
    Take(Box<ChosenRecord>),
    /// It is no tag of the gold.
    Reject {
        how: String,
    },
    /// A person has to decide.
    Leave,
}

impl DecisionStrategy {
    /// What becomes of one record of an article.
    pub(super) fn choose(
        &self,
        article: &ArticleComparison<'_>,
        groups: &RecordGroups,
        group: &RecordGroup,
    ) -> RecordChoice {
        if fields_of(article, group).is_empty() {
            let first = group.holders().next();
            return match first.and_then(|it| whole(article, it, "agreed".to_owned())) {
                Some(chosen) => RecordChoice::Take(Box::new(chosen)),
                None => RecordChoice::Leave,
            };
        }
        match self {
            Self::Agreed => RecordChoice::Leave,
            Self::Majority => by_majority(article, groups, group),
            Self::Prefer(name) => {
                let Some(at) = article.works.iter().position(|it| it.analyst == name) else {
                    return RecordChoice::Leave;
                };
                let how = format!("take:{name}");
                let span = group.spans.get(at).copied().flatten();
                match span.and_then(|span| whole(article, (at, span), how)) {
                    Some(chosen) => RecordChoice::Take(Box::new(chosen)),
                    None => RecordChoice::Reject { how: "neither".to_owned() },
                }
            }
        }
    }
}

/// One analyst's record as it is.
pub(super) fn whole(
    article: &ArticleComparison<'_>,
    (at, span): SpanPlace,
    how: String,
) -> Option<ChosenRecord> {
    let work = article.works.get(at)?;
    let annotation = work.spans.get(span)?.annotation;
    let links = work.links_from(span).map(|it| (it.label.into(), (at, it.to)));
    Some(ChosenRecord {
        label: annotation.label.clone(),
        extent: annotation.extent.clone(),
        attributes: annotation.attributes.clone(),
        links: links.collect(),
        how,
    })
}

/// How a record was decided on that was put together or edited by hand.
pub(super) const BY_HAND: [&str; 2] = ["mixed", "edited"];

/// A record of which each field is as the analyst picked for it has it, else as most have it. `word`, one
/// of [`BY_HAND`], says how it came about, with whose links were taken where analysts link to other
/// things: what they lead to may be decided on later.
pub(super) fn mixed(
    article: &ArticleComparison<'_>,
    group: &RecordGroup,
    picks: &BTreeMap<DifferingField, usize>,
    word: &str,
) -> Option<ChosenRecord> {
    let readings = readings_of(article, group);
    let digits = |at: usize| {
        let analyst = article.works.get(at)?.analyst;
        readings.get(analyst).map(|it| it.1.as_str())
    };
    let count =
        |at: usize| readings.values().filter(|it| Some(it.1.as_str()) == digits(at)).count();
    let holders = group.holders().map(|it| it.0);
    let base = holders.max_by_key(|at| (count(*at), std::cmp::Reverse(*at)))?;
    let of =
        |at: usize| whole(article, (at, group.spans.get(at).copied().flatten()?), String::new());
    let mut chosen = of(base)?;
    for (field, at) in picks {
        // Who has none has no field of it either.
        let Some(source) = of(*at) else { continue };
        match field {
            DifferingField::Place => chosen.extent = source.extent,
            DifferingField::Label => chosen.label = source.label,
            DifferingField::Attribute(key) => {
                let value = source.attributes.get(key.as_str()).unwrap_or_default();
                chosen.attributes.set(key.clone(), value);
            }
            DifferingField::Relation(label) | DifferingField::RelationPlace(label) => {
                chosen.links.retain(|it| it.0 != *label);
                chosen.links.extend(source.links.into_iter().filter(|it| it.0 == *label));
            }
            DifferingField::Missing | DifferingField::Meta(_) => {}
        }
    }
    let whose: BTreeSet<usize> = picks.values().copied().collect();
    let fields = fields_of(article, group);
    let is_picked = |it: &DifferingField| *it == DifferingField::Missing || picks.contains_key(it);
    let all_of = whose.first().filter(|_| whose.len() == 1);
    let whole_of = match all_of {
        None if picks.is_empty() => Some(base),
        Some(one) if *one == base || fields.iter().all(is_picked) => Some(*one),
        Some(_) | None => None,
    };
    let name = whole_of.and_then(|it| article.works.get(it)).map(|it| it.analyst);
    if let Some(name) = name.filter(|_| word == BY_HAND[0]) {
        chosen.how = format!("take:{name}");
        return Some(chosen);
    }
    let links = fields.iter().filter_map(|it| {
        let DifferingField::Relation(label) = it else { return None };
        let whose = picks.get(it).copied().unwrap_or(base);
        Some(format!("{label}={}", article.works.get(whose)?.analyst))
    });
    let links: Vec<String> = links.collect();
    let behind = if links.is_empty() { "" } else { ":" };
    chosen.how = format!("{word}{behind}{}", links.join(";"));
    Some(chosen)
}

/// Whose links were taken of a record that was put together by hand, by relation.
pub(super) fn links_by_hand(how: &str) -> Vec<(&str, &str)> {
    let (word, links) = how.split_once(':').unwrap_or((how, ""));
    let links = links.split(';').filter(|_| BY_HAND.contains(&word));
    links.filter_map(|it| it.split_once('=')).collect()
}

/// Those who have a record, each with their work and their span.
type RecordHolders<'a, 'b> = Vec<(usize, &'b WorkIndex<'a>, &'b ComparedSpan<'a>, usize)>;

fn by_majority(
    article: &ArticleComparison<'_>,
    groups: &RecordGroups,
    group: &RecordGroup,
) -> RecordChoice {
    let holders = group.holders().filter_map(|(at, span)| {
        let work = article.works.get(at)?;
        Some((at, work, work.spans.get(span)?, span))
    });
    let holders: RecordHolders<'_, '_> = holders.collect();
    match (2 * holders.len()).cmp(&group.spans.len()) {
        std::cmp::Ordering::Less => RecordChoice::Reject { how: "majority".to_owned() },
        std::cmp::Ordering::Equal => RecordChoice::Leave,
        std::cmp::Ordering::Greater => match fields_by_majority(article, groups, &holders) {
            Some(chosen) => RecordChoice::Take(Box::new(chosen)),
            None => RecordChoice::Leave,
        },
    }
}

/// The value that more than half of `values` are.
fn most<T: PartialEq + Clone>(values: &[T]) -> Option<T> {
    let is_most = |it: &&T| 2 * values.iter().filter(|other| other == it).count() > values.len();
    values.iter().find(is_most).cloned()
}

/// A record of which every field is as more than half of those who have it say; `None` where a field
/// is not.
fn fields_by_majority(
    article: &ArticleComparison<'_>,
    groups: &RecordGroups,
    holders: &RecordHolders<'_, '_>,
) -> Option<ChosenRecord> {
    let each = |of: &dyn Fn(&ComparedSpan<'_>) -> Name| -> Vec<Name> {
        holders.iter().map(|it| of(it.2)).collect()
    };
    let label = most(&each(&|it| it.annotation.label.clone()))?;
    let extents: Vec<Extent> = holders.iter().map(|it| it.2.annotation.extent.clone()).collect();
    let extent = most(&extents)?;
    // What is never a disagreement is as the first has it whose words were taken.
    let first = holders.iter().find(|it| it.2.annotation.extent == extent)?;
    let mut attributes = first.2.annotation.attributes.clone();
    let keys = holders.iter().flat_map(|it| it.2.annotation.attributes.iter().map(|it| it.0));
    let keys: BTreeSet<&Name> = keys.filter(|it| is_compared(it.as_str())).collect();
    for key in keys {
        let values: Vec<&str> = holders.iter().map(|it| it.1.value(it.2, key.as_str())).collect();
        let is_date = first.1.is_date(label.as_str(), key.as_str());
        let value = if is_date { most_dates(&values)? } else { most(&values)? };
        // What the schema takes for said is left unsaid, as it was.
        let is_said = |it: &&str| {
            let said = holders.iter().filter_map(|it| it.2.annotation.attributes.get(key.as_str()));
            said.into_iter().any(|said| said == *it)
        };
        attributes.set(key.clone(), Some(value).filter(is_said).unwrap_or_default());
    }
    let links = links_by_majority(article, groups, holders)?;
    Some(ChosenRecord { label, extent, attributes, links, how: "majority".to_owned() })
}

/// The same of dates, of which those that mean the same instant are one.
fn most_dates<'a>(values: &[&'a str]) -> Option<&'a str> {
    let is_same =
        |one: &str, other: &str| one == other || DateStanding::of(one, other) == DateStanding::Same;
    let count = |it: &str| values.iter().filter(|other| is_same(it, other)).count();
    values.iter().find(|it| 2 * count(it) > values.len()).copied()
}

/// The links that more than half have; `None` where it is exactly half, or where half of them mean
/// other words of the same part.
fn links_by_majority(
    article: &ArticleComparison<'_>,
    groups: &RecordGroups,
    holders: &RecordHolders<'_, '_>,
) -> Option<Vec<(Name, SpanPlace)>> {
    let mut said: BTreeMap<(&str, usize), Vec<SpanPlace>> = BTreeMap::new();
    for (at, work, _, span) in holders {
        for link in work.links_from(*span) {
            let to = (*at, link.to);
            said.entry((link.label, groups.group_of(to)?)).or_default().push(to);
        }
    }
    let mut links = Vec::new();
    for ((label, _), places) in said {
        match (2 * places.len()).cmp(&holders.len()) {
            std::cmp::Ordering::Less => continue,
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => {}
        }
        let span = |it: &SpanPlace| article.works.get(it.0).and_then(|work| work.spans.get(it.1));
        let target = places.first().and_then(span)?;
        let place = if target.is_part {
            let extents: Vec<Extent> =
                places.iter().filter_map(span).map(|it| it.annotation.extent.clone()).collect();
            let extent = most(&extents)?;
            *places.iter().find(|it| span(it).is_some_and(|it| it.annotation.extent == extent))?
        } else {
            *places.first()?
        };
        links.push((label.into(), place));
    }
    Some(links)
}
