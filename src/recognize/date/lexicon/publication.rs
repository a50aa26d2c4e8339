//! Words beside the day of publication.

use std::sync::LazyLock;

use serde::Deserialize;

/// `assets/language/dates/publication.ron`, where each list says what it is for.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct PublicationWords {
    pub(in super::super) stated: Vec<String>,
    pub(in super::super) updated: Vec<String>,
    pub(in super::super) front_matter: Vec<String>,
}

static PUBLICATION_WORDS: LazyLock<PublicationWords> =
    LazyLock::new(|| PublicationWords::bundled().unwrap_or_default());

/// The lists.
pub(in super::super) fn publication_words() -> &'static PublicationWords {
    &PUBLICATION_WORDS
}

impl PublicationWords {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> ron::error::SpannedResult<Self> {
        ron::from_str(include_str!("../../../../assets/language/dates/publication.ron"))
    }
}
