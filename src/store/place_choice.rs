//! What a person said of a tag that has no certain place in an article that changed.

use std::collections::BTreeMap;

use super::drafts::{DraftKey, Drafts};
use crate::{
    model::{AnnotationId, Extent},
    text::Text,
};

/// What a person said of an annotation that has no certain place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceChoice {
    /// It is here.
    At(Extent),
    /// Its words are not in the article any more.
    Lost,
}

/// What is kept of an annotation whose words are gone.
const GONE: &str = "gone";

impl PlaceChoice {
    /// How it is kept while nobody has agreed: bytes of the pieces, or `gone`.
    pub(crate) fn words(&self) -> String {
        let Self::At(extent) = self else { return GONE.to_owned() };
        let pieces = extent.pieces().map(|it| format!("{}-{}", it.start(), it.end()));
        pieces.collect::<Vec<_>>().join(",")
    }

    /// The same read again; `None` for what is no place in `text`.
    fn from_words(words: &str, text: &Text) -> Option<Self> {
        if words == GONE {
            return Some(Self::Lost);
        }
        let piece = |it: &str| {
            let (start, end) = it.split_once('-')?;
            text.range(start.parse().ok()?, end.parse().ok()?).ok()
        };
        let pieces: Option<Vec<_>> = words.split(',').map(piece).collect();
        Extent::of(pieces?).map(Self::At)
    }
}

/// What was said so far, and kept among the drafts of an article with this text.
pub(crate) fn choices_kept(drafts: &Drafts, text: &Text) -> BTreeMap<AnnotationId, PlaceChoice> {
    let choice = |(key, words): (&DraftKey, &String)| match key {
        DraftKey::Place(id) => Some((*id, PlaceChoice::from_words(words, text)?)),
        DraftKey::Attribute(..)
        | DraftKey::Published
        | DraftKey::Correction(_)
        | DraftKey::Ruling(_)
        | DraftKey::Schema => None,
    };
    drafts.iter().filter_map(choice).collect()
}
