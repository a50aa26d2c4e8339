//! What figures count, place by place: tags beside each other, values that differ, links that one alone
//! has.

use super::{
    ArticleComparison,
    matching::{SpanMatch, SpanMatching, said_keys},
    work::{ComparedSpan, WorkIndex},
};
use crate::model::Annotation;

/// A tag of one analyst beside that of another; one of the two may have none.
#[derive(Clone, Copy, Debug)]
pub struct TagPair<'a> {
    /// The two.
    pub analysts: [&'a str; 2],
    /// What each has.
    pub tags: [Option<&'a Annotation>; 2],
    /// True where both are on the same pieces.
    pub is_exact: bool,
}

/// An attribute of two tags that were matched, with the same label and other values.
#[derive(Clone, Copy, Debug)]
pub struct DifferingValue<'a> {
    /// The tags.
    pub pair: TagPair<'a>,
    /// The attribute.
    pub key: &'a str,
    /// What each says; what goes without saying where it is not said.
    pub values: [&'a str; 2],
}

/// A link that only one of two analysts has.
#[derive(Clone, Copy, Debug)]
pub struct LoneLink<'a> {
    /// The two.
    pub analysts: [&'a str; 2],
    /// Which of them has it.
    pub whose: usize,
    /// What it is.
    pub relation: &'a str,
    /// Where it starts.
    pub from: &'a Annotation,
    /// Where it ends.
    pub to: &'a Annotation,
}

/// Two works with what is which.
type MatchedPair<'a, 'b> = (&'b WorkIndex<'a>, &'b WorkIndex<'a>, &'b SpanMatching);

impl<'a> ArticleComparison<'a> {
    fn matched(&self) -> impl Iterator<Item = MatchedPair<'a, '_>> {
        self.matchings.iter().filter_map(|(first, second, matching)| {
            Some((self.works.get(*first)?, self.works.get(*second)?, matching))
        })
    }

    /// Every tag of each two analysts, those that were matched together.
    pub fn tag_pairs(&self) -> Vec<TagPair<'a>> {
        let mut found = Vec::new();
        for (first, second, matching) in self.matched() {
            let analysts = [first.analyst, second.analyst];
            found.extend(matching.pairs.iter().filter_map(|it| pair(first, second, *it)));
            let lone = |it: &ComparedSpan<'a>, side: usize| {
                let mut tags = [None, None];
                if let Some(own) = tags.get_mut(side) {
                    *own = Some(it.annotation);
                }
                TagPair { analysts, tags, is_exact: false }
            };
            let ones = first.spans.iter().enumerate();
            let ones = ones.filter(|it| matching.second_of(it.0).is_none());
            found.extend(ones.map(|it| lone(it.1, 0)));
            let others = second.spans.iter().enumerate();
            let others = others.filter(|it| matching.first_of(it.0).is_none());
            found.extend(others.map(|it| lone(it.1, 1)));
        }
        found
    }

    /// Every value in which two tags differ that were matched and have one label.
    pub fn differing_values(&self) -> Vec<DifferingValue<'a>> {
        let mut found = Vec::new();
        for (first, second, matching) in self.matched() {
            for it in &matching.pairs {
                let spans = first.spans.get(it.first).zip(second.spans.get(it.second));
                let same_label =
                    |it: &(&ComparedSpan<'_>, &ComparedSpan<'_>)| it.0.label() == it.1.label();
                let (Some((one, other)), Some(pair)) =
                    (spans.filter(same_label), pair(first, second, *it))
                else {
                    continue;
                };
                for key in said_keys(one, other) {
                    let values = [first.value(one, key), second.value(other, key)];
                    if values[0] != values[1] {
                        found.push(DifferingValue { pair, key, values });
                    }
                }
            }
        }
        found
    }

    /// Every link that only one of two analysts has.
    pub fn lone_links(&self) -> Vec<LoneLink<'a>> {
        let mut found = Vec::new();
        for (first, second, matching) in self.matched() {
            let analysts = [first.analyst, second.analyst];
            let mut twins: Vec<bool> = vec![false; second.links.len()];
            let mut put = |whose: usize, work: &WorkIndex<'a>, at: usize| {
                let Some(link) = work.links.get(at) else { return };
                let ends = work.spans.get(link.from).zip(work.spans.get(link.to));
                let Some((from, to)) = ends else { return };
                let (from, to) = (from.annotation, to.annotation);
                found.push(LoneLink { analysts, whose, relation: link.label, from, to });
            };
            for (at, link) in first.links.iter().enumerate() {
                let ends = matching.second_of(link.from).zip(matching.second_of(link.to));
                let starting = ends.and_then(|it| second.starting.get(it.0));
                let twin = starting.into_iter().flatten().copied().find(|it| {
                    let is_free = twins.get(*it).is_some_and(|taken| !taken);
                    let its = second.links.get(*it);
                    is_free
                        && its.is_some_and(|its| {
                            its.label == link.label && Some((its.from, its.to)) == ends
                        })
                });
                match twin.and_then(|it| twins.get_mut(it)) {
                    Some(taken) => *taken = true,
                    None => put(0, first, at),
                }
            }
            for at in (0..second.links.len()).filter(|it| twins.get(*it) == Some(&false)) {
                put(1, second, at);
            }
        }
        found
    }
}

fn pair<'a>(first: &WorkIndex<'a>, second: &WorkIndex<'a>, it: SpanMatch) -> Option<TagPair<'a>> {
    let (one, other) = (first.spans.get(it.first)?, second.spans.get(it.second)?);
    Some(TagPair {
        analysts: [first.analyst, second.analyst],
        tags: [Some(one.annotation), Some(other.annotation)],
        is_exact: one.chars == other.chars,
    })
}
