//! What tells a paragraph of another language.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::WordSet;

/// `assets/language/dates/foreign.ron`.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct ForeignSigns {
    pub(in super::super) persian_words: WordSet,
    pub(in super::super) arabic_words: WordSet,
    pub(in super::super) foreign_letters: String,
}

static SIGNS: LazyLock<ForeignSigns> =
    LazyLock::new(|| ForeignSigns::bundled().unwrap_or_default());

impl ForeignSigns {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> ron::error::SpannedResult<Self> {
        ron::from_str(include_str!("../../../../assets/language/dates/foreign.ron"))
    }
}

/// The ones that the program brings along; none where they cannot be read, which a test forbids.
pub(in super::super) fn foreign_signs() -> &'static ForeignSigns {
    &SIGNS
}
