//! Which suggestions an analyst wants, for good.

use std::{collections::BTreeSet, path::Path};

use serde::{Deserialize, Serialize};

/// What is suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuggestionSettings {
    /// By whom.
    pub scope: SuggestionScope,
    /// The labels that are not suggested.
    pub silent_labels: BTreeSet<String>,
    /// True where every tenth article is without suggestions: to see whether they lead astray.
    pub every_tenth_without: bool,
}

/// Whose suggestions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SuggestionScope {
    /// Everybody's.
    #[default]
    All,
    /// Those of rules and programs; nothing that was learned from the analyst.
    WithoutLearned,
    /// Nobody's.
    Off,
}

impl SuggestionSettings {
    /// True for one article in ten, always the same: by the name of its file.
    pub fn leaves_out(&self, article: &Path) -> bool {
        let name = article.file_name().unwrap_or_default().to_string_lossy();
        self.every_tenth_without && crc32fast::hash(name.as_bytes()).is_multiple_of(10)
    }
}
