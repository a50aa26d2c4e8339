//! What articles say: their dates and claims, with what is linked.

use std::collections::BTreeMap;

use super::Language;
use crate::{
    model::{
        Annotation, AnnotationId, Attributes, Document,
        schema::standard::{CLAIM, CLAIMANT, CLAIMANT_NAME, CUE, DATE, VALUE},
    },
    text::Text,
    timex::{Days, Description, Value, describe},
};

/// An article with one analyst's work on it.
#[derive(Clone, Copy, Debug)]
pub struct AnalystWork<'a> {
    /// The article and its tags.
    pub document: &'a Document,
    /// Whose tags they are, or `""`.
    pub analyst: &'a str,
    /// Who makes each claim, as the people of the folder are called; `None` where nobody looked.
    pub speakers: Option<&'a NamedClaimants>,
}

/// Who makes each claim of an article, by name.
pub type NamedClaimants = BTreeMap<AnnotationId, String>;

/// The longest title of an article in a report, in code points.
pub(super) const LONGEST_TITLE: usize = 160;

/// A tagged date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFact {
    /// The article, from 0.
    pub work: usize,
    /// The tag.
    pub id: AnnotationId,
    /// Its words.
    pub words: String,
    /// Its TIMEX3 value, or `""`.
    pub value: String,
    /// The first and last day it covers, where it names a stretch of the calendar.
    pub days: Option<Days>,
    /// The value in words.
    pub described: Description,
    /// The paragraph it is in, from 1.
    pub paragraph: usize,
    /// The claims linked to it, as indexes of [`ArticleFacts::claims`].
    pub claims: Vec<usize>,
}

/// A tagged claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFact {
    /// The article, from 0.
    pub work: usize,
    /// The tag.
    pub id: AnnotationId,
    /// Its words.
    pub words: String,
    /// The claimant as the article words it; several are joined, none is `""`.
    pub claimant: String,
    /// What the analyst calls the claimant, or `""`.
    pub name: String,
    /// What the claimant is called in the folder, or `""`.
    pub person: String,
    /// The words that report it, or `""`.
    pub cue: String,
    /// The dates linked to it.
    pub dates: Vec<DateLink>,
    /// What else is said of it.
    pub attributes: Attributes,
}

/// A link from a claim to a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLink {
    /// The key of the relation, or `inside` for a date that stands within the claim's words and
    /// has no link to it.
    pub relation: String,
    /// The date, as an index of [`ArticleFacts::dates`].
    pub date: usize,
}

/// Dates and claims in reading order, article by article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFacts {
    /// What every article is called.
    pub titles: Vec<String>,
    /// When every article was published, where that is known.
    pub published: Vec<Option<jiff::civil::Date>>,
    /// Every date.
    pub dates: Vec<DateFact>,
    /// Every claim.
    pub claims: Vec<ClaimFact>,
}

impl ClaimFact {
    /// True for an outer attribution («به گزارش ایرنا»).
    pub fn is_outer(&self) -> bool {
        self.attributes.get("level") == Some("outer")
    }

    /// Who claims it: what they are called in the folder, else the analyst's name for them, else the
    /// article's words.
    pub fn who(&self) -> &str {
        let names = [&self.person, &self.name, &self.claimant];
        names.into_iter().find(|it| !it.is_empty()).map_or("", String::as_str)
    }
}

impl ArticleFacts {
    /// Reads the works; values are described in `language`.
    pub fn of(works: &[AnalystWork<'_>], language: Language) -> Self {
        let mut facts = Self::default();
        for (work, article) in works.iter().enumerate() {
            facts.titles.push(article.document.title(LONGEST_TITLE));
            let published = Value::parse(article.document.meta_value(Document::PUBLISHED));
            facts.published.push(published.and_then(|it| it.days()).map(|it| it.0));
            let mut places = BTreeMap::new();
            let mut claims = Vec::new();
            for annotation in article.document.in_reading_order() {
                if annotation.is_a(article.document.schema(), DATE) {
                    places.insert(annotation.id, facts.dates.len());
                    facts.dates.push(DateFact::of(work, article.document, annotation, language));
                } else if annotation.is_a(article.document.schema(), CLAIM) {
                    claims.push(annotation);
                }
            }
            for annotation in claims {
                facts.claim(work, *article, annotation, &places);
            }
        }
        facts
    }

    fn claim(
        &mut self,
        work: usize,
        article: AnalystWork<'_>,
        annotation: &Annotation,
        places: &BTreeMap<AnnotationId, usize>,
    ) {
        let document = article.document;
        let here = self.claims.len();
        let linked = document.relations_of(annotation.id).filter(|it| it.from == annotation.id);
        let mut dates: Vec<DateLink> = linked
            .filter_map(|it| {
                let date = *places.get(&it.to)?;
                Some(DateLink { relation: it.label.to_string(), date })
            })
            .collect();
        // An outer attribution («به گزارش ایرنا») holds whole paragraphs; it is about none of their
        // dates.
        let is_outer = annotation.attributes.get("level") == Some("outer");
        for piece in annotation.extent.pieces().filter(|_| !is_outer) {
            for inside in document.annotations_in(piece.start(), piece.end()) {
                let Some(&date) = places.get(&inside.id) else { continue };
                if piece.covers(inside.extent.hull()) && dates.iter().all(|it| it.date != date) {
                    dates.push(DateLink { relation: "inside".to_owned(), date });
                }
            }
        }
        for date in &dates {
            if let Some(date) = self.dates.get_mut(date.date)
                && !date.claims.contains(&here)
            {
                date.claims.push(here);
            }
        }
        let attribute = |key| annotation.attributes.get(key).unwrap_or_default().to_owned();
        self.claims.push(ClaimFact {
            work,
            id: annotation.id,
            words: one_line(&document.quote(annotation)),
            claimant: parts(document, annotation.id, CLAIMANT),
            name: attribute(CLAIMANT_NAME),
            person: article
                .speakers
                .and_then(|it| it.get(&annotation.id))
                .cloned()
                .unwrap_or_default(),
            cue: parts(document, annotation.id, CUE),
            dates,
            attributes: annotation.attributes.clone(),
        });
    }
}

impl DateFact {
    fn of(work: usize, document: &Document, annotation: &Annotation, language: Language) -> Self {
        let value = annotation.attributes.get(VALUE).unwrap_or_default().trim().to_owned();
        let paragraph = document.text().paragraphs().index_of(annotation.extent.start()) + 1;
        Self {
            work,
            id: annotation.id,
            words: one_line(&document.quote(annotation)),
            days: Value::parse(&value).and_then(|it| it.days()),
            described: describe(&value, language),
            value,
            paragraph,
            claims: Vec::new(),
        }
    }
}

/// The words of what `relation` leads to from a claim.
fn parts(document: &Document, id: AnnotationId, relation: &str) -> String {
    let relation = document.schema().relation_now(relation);
    let words: Vec<String> =
        document.linked(id, relation).map(|it| one_line(&document.quote(it))).collect();
    words.join("، ")
}

/// True where the first paragraph is short and others follow: news begins with its headline.
pub(super) fn has_title(text: &Text) -> bool {
    const LONGEST: usize = 240;
    let paragraphs = text.paragraphs();
    paragraphs.count() > 1 && (2..LONGEST).contains(&paragraphs.bytes(0).len())
}

/// Words with every run of white space as one space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
