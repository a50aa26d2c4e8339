//! How the same words are tagged elsewhere.

use std::collections::{HashMap, HashSet};

use super::{Finding, FindingKind};
use crate::{
    language::{Fold, Folded, JOINER},
    model::{Annotation, Document, Extent, Name},
    text::TextRange,
};

/// How often words have which label, whatever spelling they are in.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    labels: HashMap<String, Vec<(Name, usize)>>,
}

/// Longer stretches than this are hardly there twice, in bytes.
const LONGEST: usize = 400;

impl Usage {
    /// Of one document.
    pub fn of(document: &Document) -> Self {
        let mut usage = Self::default();
        usage.add(document);
        usage
    }

    /// Counts the tags of a further document.
    pub fn add(&mut self, document: &Document) {
        for annotation in document.annotations() {
            let Some(words) = words(document, annotation) else { continue };
            let labels = self.labels.entry(words).or_default();
            match labels.iter_mut().find(|it| it.0 == annotation.label) {
                Some((_, count)) => *count += 1,
                None => labels.push((annotation.label.clone(), 1)),
            }
        }
    }

    /// The label that the words of `annotation` have elsewhere, as often as this one or more; `places` are
    /// those of the document.
    pub(super) fn elsewhere(
        &self,
        document: &Document,
        annotation: &Annotation,
        places: &LabelledPlaces<'_>,
    ) -> Option<Finding> {
        let labels = self.labels.get(&words(document, annotation)?)?;
        if labels.len() < 2 {
            return None;
        }
        let own = labels.iter().find(|it| it.0 == annotation.label).map_or(0, |it| it.1);
        // Words that have both labels in one place were meant to.
        let both = |label: &Name| places.contains(&(label, &annotation.extent));
        let others = labels.iter().filter(|it| it.0 != annotation.label && !both(&it.0));
        let (label, count) = others.max_by_key(|it| it.1)?;
        (*count >= own).then(|| {
            let (here, elsewhere) = (annotation.label.to_string(), label.to_string());
            Finding::of(FindingKind::OtherLabelElsewhere { here, elsewhere }, annotation)
        })
    }
}

/// Which labels stand where.
pub(super) type LabelledPlaces<'a> = HashSet<(&'a Name, &'a Extent)>;

/// Those of a document.
pub(super) fn labelled_places(document: &Document) -> LabelledPlaces<'_> {
    document.annotations().map(|it| (&it.label, &it.extent)).collect()
}

/// The letters of a tag, without what spelling varies in.
fn words(document: &Document, annotation: &Annotation) -> Option<String> {
    let mut letters = String::new();
    let length: usize = annotation.extent.pieces().map(TextRange::len).sum();
    for piece in annotation.extent.pieces().filter(|_| length <= LONGEST) {
        let folded = Folded::new(document.text().slice(piece), Fold::Loose);
        letters.extend(folded.as_str().chars().filter(|it| *it != JOINER && *it != ' '));
    }
    (!letters.is_empty()).then_some(letters)
}
