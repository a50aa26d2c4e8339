//! What may be wrong in what somebody marked: one list for the window and the terminal.
//!
//! Every finding has a [`FindingKind`] with what it speaks of, a stable [`FindingCode`] for that, and a place;
//! [`fix()`] fixes those where that is certain. Links without an end can't be in a [`Document`]; they are
//! reported as a file is read.

mod claims;
mod code;
mod dates;
mod fix;
mod kind;
mod merged;
mod schema;
mod usage;
mod wording;

pub use claims::{claim_without_date, innermost_claim, lacks_link};
pub use code::{FindingCode, FindingGroup, Severity};
pub use dates::{PairComparison, against_the_table, compared_pair, partner};
pub use fix::fix;
pub use kind::{FindingKind, WeekdayPair};
pub use usage::Usage;
pub use wording::NamedFinding;

use self::fix::fix_reading;
use crate::{
    language::whole_words,
    model::{Annotation, AnnotationId, Document, Orphan, RelationId},
    recognize::{Context, date::DateReader},
    text::TextRange,
};

/// One thing that may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// With what.
    pub place: FindingPlace,
    /// The words to look at, if it is about words.
    pub range: Option<TextRange>,
    /// The words it is at odds with.
    pub other: Option<TextRange>,
    /// True when [`fix()`] can fix it.
    pub can_be_fixed: bool,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingPlace {
    /// A tag.
    Tag(AnnotationId),
    /// A link.
    Link(RelationId),
    /// A tag that has no place in the article.
    Orphan(AnnotationId),
    /// What is said of the article.
    Article,
}

impl Finding {
    fn new(kind: FindingKind, place: FindingPlace, range: Option<TextRange>) -> Self {
        Self { kind, place, range, other: None, can_be_fixed: false }
    }

    fn of(kind: FindingKind, annotation: &Annotation) -> Self {
        Self::new(kind, FindingPlace::Tag(annotation.id), Some(annotation.extent.hull()))
    }

    /// Its code.
    pub fn code(&self) -> FindingCode {
        self.kind.code()
    }

    /// The words of the tag it is about; of one without a place those it had.
    pub fn words(&self, document: &Document) -> String {
        let words = match self.place {
            FindingPlace::Tag(id) => document.annotation(id).map(|it| document.quote(it)),
            FindingPlace::Orphan(id) => document.orphan(id).map(|it| it.words.clone()),
            FindingPlace::Link(_) | FindingPlace::Article => None,
        };
        words.unwrap_or_default()
    }

    /// The tag it is about.
    pub fn tag(&self) -> Option<AnnotationId> {
        match self.place {
            FindingPlace::Tag(id) => Some(id),
            FindingPlace::Link(_) | FindingPlace::Orphan(_) | FindingPlace::Article => None,
        }
    }
}

/// Everything about `document`, in text order. `usage` says how words are tagged elsewhere: in this
/// document, or in every document of a folder.
///
/// Costs some milliseconds for a thousand tags: a long article's is work for a thread.
pub fn check(document: &Document, context: &Context, usage: &Usage) -> Vec<Finding> {
    let mut findings = schema::article(document);
    findings.extend(document.orphans().map(without_place));
    let places = usage::labelled_places(document);
    for annotation in document.annotations() {
        let found = tag(document, annotation, context);
        // Both sides of a pair say that they disagree; the first in the text stands for both.
        let twice = |it: &Finding| {
            it.code() == FindingCode::PairDisagrees
                && it.other.is_some_and(|it| it < annotation.extent.hull())
        };
        findings.extend(found.into_iter().filter(|it| !twice(it)));
        findings.extend(usage.elsewhere(document, annotation, &places));
    }
    findings.extend(merged::of_kept(document));
    for relation in document.relations() {
        findings.extend(schema::link(document, relation));
    }
    let is_read = |it: &&Finding| {
        matches!(it.code(), FindingCode::UnresolvedDate | FindingCode::MissingAttribute)
    };
    let again = DateReader::new(document.text(), context, findings.iter().filter(is_read).count());
    let read = |range| again.read(range);
    for finding in &mut findings {
        finding.can_be_fixed = fix_reading(document, finding, &read).is_some();
    }
    findings.sort_by_key(|it| it.range.map_or((0, 0), |it| (it.start(), it.end())));
    findings
}

/// That a tag waits for a place.
fn without_place(orphan: &Orphan) -> Finding {
    let label = orphan.label.to_string();
    Finding::new(FindingKind::WithoutPlace { label }, FindingPlace::Orphan(orphan.id), None)
}

/// Everything about one tag but how its words are tagged elsewhere. Cheap enough for a frame.
pub fn tag(document: &Document, annotation: &Annotation, context: &Context) -> Vec<Finding> {
    let mut findings = schema::tag(document, annotation);
    findings.extend(edges(document, annotation));
    findings.extend(dates::tag(document, annotation, *context));
    findings.extend(claims::tag(document, annotation));
    findings.extend(merged::conflict(document, annotation));
    findings
}

/// Edges inside words, and the same tag twice.
fn edges(document: &Document, annotation: &Annotation) -> Vec<Finding> {
    let text = document.text();
    let cut = annotation.extent.pieces().map(|it| (it, whole_words(text, it)));
    let cut = cut.into_iter().find(|(piece, whole)| piece != whole);
    let cut = cut.map(|(_, whole)| {
        let word = text.slice(whole).to_owned();
        Finding::of(FindingKind::InsideWord { word }, annotation)
    });
    // The versions of a merge are an issue of their own.
    let twin = document.twin_before(annotation).filter(|first| {
        annotation.version_of() != Some(first.id) && first.version_of() != Some(annotation.id)
    });
    let twice = twin.map(|_first| {
        let label = annotation.label.to_string();
        Finding::of(FindingKind::Twice { label }, annotation)
    });
    cut.into_iter().chain(twice).collect()
}
