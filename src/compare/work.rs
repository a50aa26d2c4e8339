//! One analyst's work on one article, and how the comparison looks at it.

use std::collections::{BTreeMap, HashMap};

use crate::{
    model::{
        Annotation, AnnotationId, Document, Name, Relation, Schema,
        schema::{Attribute, LabelRole, ValueKind},
    },
    text::Text,
};

/// One analyst's work on one article.
#[derive(Clone, Debug)]
pub struct ComparedWork<'a> {
    /// What the article is called. Works are of one article when this and the text are the same.
    pub article: &'a str,
    /// The article.
    pub text: &'a Text,
    /// The labels, attributes and relations in use.
    pub schema: &'a Schema,
    /// Whose work it is; `""` for nobody's, which is not compared.
    pub analyst: &'a str,
    /// What is known of the article.
    pub meta: &'a BTreeMap<Name, String>,
    /// What is marked.
    pub spans: Vec<&'a Annotation>,
    /// How it is linked. What leads to or from a span that is not among [`spans`](Self::spans) is
    /// not compared.
    pub relations: Vec<&'a Relation>,
}

impl<'a> ComparedWork<'a> {
    /// Everything in a document.
    pub fn new(document: &'a Document, analyst: &'a str) -> Self {
        Self {
            article: document.id(),
            text: document.text(),
            schema: document.schema(),
            analyst,
            meta: document.meta(),
            spans: document.annotations().collect(),
            relations: document.relations().collect(),
        }
    }
}

/// What is said of a tag without being an opinion on the words: never a disagreement.
const NOT_COMPARED: [&str; 4] = ["confidence", "native", "note", "rule"];

/// True for an attribute in which two analysts can disagree.
pub(super) fn is_compared(attribute: &str) -> bool {
    !NOT_COMPARED.contains(&attribute)
}

/// A span with what comparing needs of it.
#[derive(Clone, Debug)]
pub(super) struct ComparedSpan<'a> {
    pub(super) annotation: &'a Annotation,
    /// Its pieces in code points, in order.
    pub(super) chars: Vec<(usize, usize)>,
    /// How many code points it has.
    pub(super) length: usize,
    /// Which one of its label it is, in reading order.
    pub(super) rank: usize,
    /// True where its label is one for parts of others.
    pub(super) is_part: bool,
}

impl ComparedSpan<'_> {
    pub(super) fn label(&self) -> &str {
        self.annotation.label.as_str()
    }

    /// From the first code point to one past the last.
    pub(super) fn hull(&self) -> (usize, usize) {
        let start = self.chars.first().map_or(0, |it| it.0);
        (start, self.chars.last().map_or(start, |it| it.1))
    }

    /// Code points in both over code points in either: 0 to 1. Only pieces count, so that a tag in
    /// the gap of another shares nothing with it.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let (mut common, mut ones, mut others) = (0, self.chars.iter(), other.chars.iter());
        let (mut one, mut another) = (ones.next(), others.next());
        while let (Some(a), Some(b)) = (one, another) {
            common += a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if a.1 <= b.1 {
                one = ones.next();
            } else {
                another = others.next();
            }
        }
        share(common, self.length + other.length - common)
    }
}

/// One number of things over another.
pub(super) fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { float(part) / float(of) }
}

/// A number of things. Articles have 64 MB at most: counts stay far below 2⁵², where the numbers with
/// a fraction stop holding every whole one.
#[expect(clippy::cast_precision_loss, reason = "counts of things in texts")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

/// A relation between two spans, by their positions.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpanLink<'a> {
    pub(super) label: &'a str,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// One analyst's work with its spans in reading order.
#[derive(Clone, Debug)]
pub(super) struct WorkIndex<'a> {
    pub(super) analyst: &'a str,
    pub(super) schema: &'a Schema,
    pub(super) meta: &'a BTreeMap<Name, String>,
    pub(super) spans: Vec<ComparedSpan<'a>>,
    pub(super) links: Vec<SpanLink<'a>>,
    /// Of each span the links that start there, by position.
    pub(super) starting: Vec<Vec<usize>>,
    /// Of each span the links that end there, by position.
    pub(super) ending: Vec<Vec<usize>>,
    places: HashMap<AnnotationId, usize>,
}

impl<'a> WorkIndex<'a> {
    pub(super) fn new(work: &ComparedWork<'a>) -> Self {
        let mut annotations = work.spans.clone();
        annotations.sort_by(|a, b| Document::order(a, b));
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        let spans: Vec<ComparedSpan<'a>> = annotations
            .into_iter()
            .map(|annotation| {
                let pieces = annotation.extent.pieces().map(|it| {
                    (work.text.char_of_byte(it.start()), work.text.char_of_byte(it.end()))
                });
                let chars: Vec<(usize, usize)> = pieces.collect();
                let rank = ranks.entry(annotation.label.as_str()).or_default();
                *rank += 1;
                ComparedSpan {
                    annotation,
                    length: chars.iter().map(|it| it.1 - it.0).sum(),
                    chars,
                    rank: *rank,
                    is_part: is_part(work.schema, annotation.label.as_str()),
                }
            })
            .collect();
        let places: HashMap<AnnotationId, usize> =
            spans.iter().enumerate().map(|(at, it)| (it.annotation.id, at)).collect();
        let links = work.relations.iter().filter_map(|it| {
            let (&from, &to) = (places.get(&it.from)?, places.get(&it.to)?);
            Some(SpanLink { label: it.label.as_str(), from, to })
        });
        let links: Vec<SpanLink<'a>> = links.collect();
        let (mut starting, mut ending) =
            (vec![Vec::new(); spans.len()], vec![Vec::new(); spans.len()]);
        for (at, link) in links.iter().enumerate() {
            if let Some(of) = starting.get_mut(link.from) {
                of.push(at);
            }
            if let Some(of) = ending.get_mut(link.to) {
                of.push(at);
            }
        }
        let ComparedWork { analyst, schema, meta, .. } = *work;
        Self { analyst, schema, meta, spans, links, starting, ending, places }
    }

    /// The position of a tag.
    pub(super) fn span_of(&self, tag: AnnotationId) -> Option<usize> {
        self.places.get(&tag).copied()
    }

    /// The links that start at a span.
    pub(super) fn links_from(&self, span: usize) -> impl Iterator<Item = SpanLink<'a>> + '_ {
        let links = self.starting.get(span).into_iter().flatten();
        links.filter_map(|at| self.links.get(*at).copied())
    }

    /// The links that end at a span.
    pub(super) fn links_to(&self, span: usize) -> impl Iterator<Item = SpanLink<'a>> + '_ {
        let links = self.ending.get(span).into_iter().flatten();
        links.filter_map(|at| self.links.get(*at).copied())
    }

    /// True for a span that is decided on as one thing: a part that some record links to is not.
    pub(super) fn is_record(&self, span: usize) -> bool {
        let is_part = self.spans.get(span).is_some_and(|it| it.is_part);
        !is_part || self.ending.get(span).is_none_or(Vec::is_empty)
    }

    /// What a span says of `attribute`: its value, else what the schema takes for said.
    pub(super) fn value(&self, span: &ComparedSpan<'a>, attribute: &str) -> &'a str {
        match span.annotation.attributes.get(attribute) {
            None | Some("") => self.default_of(span.label(), attribute),
            Some(value) => value,
        }
    }

    /// What an absent `attribute` of `label` means.
    pub(super) fn default_of(&self, label: &str, attribute: &str) -> &'a str {
        self.attribute(label, attribute).map_or("", |it| &it.default)
    }

    /// True for an attribute whose values are times.
    pub(super) fn is_date(&self, label: &str, attribute: &str) -> bool {
        self.attribute(label, attribute).is_some_and(|it| it.values == ValueKind::Date)
    }

    /// The attribute of `label` that says which time is meant, where it has one.
    pub(super) fn time_attribute(&self, label: &str) -> Option<&'a str> {
        let attributes = &self.schema.label(label)?.attributes;
        let time = attributes.iter().find(|it| it.values == ValueKind::Date)?;
        Some(&time.id)
    }

    fn attribute(&self, label: &str, attribute: &str) -> Option<&'a Attribute> {
        self.schema.label(label)?.attributes.iter().find(|it| it.id == attribute)
    }
}

fn is_part(schema: &Schema, label: &str) -> bool {
    schema.label(label).is_some_and(|it| it.role == LabelRole::Part)
}
