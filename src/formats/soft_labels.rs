//! Who said what of each record: a line an article, for learning from disagreement. Not read back.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::DocumentView;
use crate::{
    compare::{ArticleComparison, ComparedRecord, ComparedWork, GOLD, RecordTable},
    model::{Annotation, AnnotationId, Decision, Document, Name},
    text::{Text, TextRange},
};

/// An article, in code points.
#[derive(Serialize)]
struct SoftArticle<'a> {
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: &'a str,
    /// Who of the analysts worked on it.
    analysts: Vec<&'a str>,
    soft_labels: Vec<SoftRecord<'a>>,
}

/// A record: what each analyst says, and what was decided.
#[derive(Default, Serialize)]
struct SoftRecord<'a> {
    /// By analyst; who is not named has none.
    said: BTreeMap<&'a str, SoftTag<'a>>,
    /// What the gold says, where there is one and it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    gold: Option<SoftTag<'a>>,
    /// How it was decided on and by whom, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<SoftDecision<'a>>,
}

#[derive(Serialize)]
struct SoftDecision<'a> {
    how: &'a str,
    by: &'a str,
}

/// A tag with the words it links to.
#[derive(Serialize)]
struct SoftTag<'a> {
    id: String,
    label: &'a str,
    #[serde(flatten)]
    place: SoftPlace,
    attributes: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    links: BTreeMap<&'a str, Vec<SoftPlace>>,
}

#[derive(Serialize)]
struct SoftPlace {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<[usize; 2]>,
    text: String,
}

/// The lines of all articles, in order of the first document of each.
pub(super) fn soft_labels(views: &[DocumentView<'_>]) -> Vec<u8> {
    let mut articles: Vec<((&str, &str), Vec<&DocumentView<'_>>)> = Vec::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for view in views {
        let article = (view.id(), view.source());
        let at = *places.entry(article).or_insert(articles.len());
        match articles.get_mut(at) {
            Some((_, works)) => works.push(view),
            None => articles.push((article, vec![view])),
        }
    }
    let mut out = Vec::new();
    for (_, works) in &articles {
        // Writing strings and numbers to memory cannot fail.
        if serde_json::to_writer(&mut out, &article(works)).is_ok() {
            out.push(b'\n');
        }
    }
    out
}

/// True for the work in which others' was decided on.
fn is_gold(view: &DocumentView<'_>) -> bool {
    view.analyst == GOLD || view.document.decisions().next().is_some()
}

fn article<'a>(views: &[&DocumentView<'a>]) -> SoftArticle<'a> {
    let (golds, own): (Vec<&DocumentView<'a>>, Vec<&DocumentView<'a>>) =
        views.iter().partition(|it| is_gold(it));
    let gold = golds.first().copied();
    let first = own.first().copied().or(gold);
    let works: Vec<ComparedWork<'a>> = own.iter().map(|it| it.work()).collect();
    let nothing = Text::new(String::new());
    let compared = ArticleComparison::new(first.map_or(&nothing, |it| it.text()), &works);
    let table = RecordTable::new(&compared);
    let mut taken = BTreeSet::new();
    let mut soft_labels = Vec::new();
    for (at, record) in table.records.iter().enumerate().filter(|it| !it.1.is_article()) {
        let decisions = gold.map(|it| table.decisions_on(at, it.document)).unwrap_or_default();
        taken.extend(decisions.iter().filter_map(|it| it.tag));
        soft_labels.push(soft_record(&own, &table.analysts, record, gold, &decisions));
    }
    // What nobody had, and the adjudicator tagged.
    soft_labels.extend(gold.into_iter().flat_map(|gold| {
        let main = compared_alone(gold);
        let new = main.into_iter().filter(|it| !taken.contains(it));
        let tags = new.filter_map(|it| soft_tag(gold, it)).collect::<Vec<_>>();
        tags.into_iter().map(|it| SoftRecord { gold: Some(it), ..SoftRecord::default() })
    }));
    SoftArticle {
        id: first.map_or("", |it| it.document.id()),
        text: first.map_or("", |it| it.source()),
        published: first.map_or("", |it| it.published()),
        analysts: own.iter().map(|it| it.analyst).collect::<BTreeSet<_>>().into_iter().collect(),
        soft_labels,
    }
}

/// The tags of a work that are records of their own.
fn compared_alone(view: &DocumentView<'_>) -> Vec<AnnotationId> {
    let compared = ArticleComparison::new(view.text(), &[view.work()]);
    let records = RecordTable::new(&compared).records;
    records.iter().filter_map(|it| it.tags.first().copied().flatten()).collect()
}

fn soft_record<'a>(
    views: &[&DocumentView<'a>],
    analysts: &[String],
    record: &ComparedRecord,
    gold: Option<&DocumentView<'a>>,
    decisions: &[&'a Decision],
) -> SoftRecord<'a> {
    let said = analysts.iter().zip(&record.tags).filter_map(|(name, tag)| {
        let view = views.iter().find(|it| it.analyst == name)?;
        Some((view.analyst, soft_tag(view, (*tag)?)?))
    });
    let tag = decisions.iter().find_map(|it| it.tag);
    SoftRecord {
        said: said.collect(),
        gold: gold.zip(tag).and_then(|(gold, tag)| soft_tag(gold, tag)),
        decided: decisions.first().map(|it| SoftDecision { how: &it.how, by: &it.by }),
    }
}

fn soft_tag<'a>(view: &DocumentView<'a>, id: AnnotationId) -> Option<SoftTag<'a>> {
    let span = view.spans.iter().find(|it| it.annotation.id == id)?;
    let mut links: BTreeMap<&'a str, Vec<SoftPlace>> = BTreeMap::new();
    for link in view.relations.iter().filter(|it| it.relation.from == id) {
        let end = view.to(link).map(|it| soft_place(view.document, it.annotation));
        links.entry(link.relation.label.as_str()).or_default().extend(end);
    }
    Some(SoftTag {
        id: span.id(),
        label: span.label(),
        place: soft_place(view.document, span.annotation),
        attributes: span
            .annotation
            .attributes
            .iter()
            .map(|it| (Name::as_str(it.0), it.1))
            .collect(),
        links,
    })
}

fn soft_place(document: &Document, annotation: &Annotation) -> SoftPlace {
    let text = document.text();
    let chars = |it: TextRange| [text.char_of_byte(it.start()), text.char_of_byte(it.end())];
    let [start, end] = chars(annotation.extent.first());
    SoftPlace {
        start,
        end,
        also: annotation.extent.also().iter().copied().map(chars).collect(),
        text: document.quote(annotation),
    }
}
