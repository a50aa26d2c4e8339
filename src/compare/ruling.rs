//! `rulings.ron`: what was ruled while deciding, for the guideline.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    model::{
        Schema,
        schema::{LabelExample, LocalizedText},
    },
    text::hex,
};

/// What was ruled about a label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ruling {
    /// What decisions call it; drawn from what it says.
    pub id: String,
    /// The label; `""` for the article.
    pub label: String,
    /// The words it was ruled on, the tag in `[ ]`.
    pub words: String,
    /// What was ruled.
    pub ruled: String,
    /// The name of the article's file.
    pub article: String,
    /// By whom.
    pub by: String,
    /// When, in ISO 8601.
    pub at: String,
}

/// The file, as serde reads it.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct RulingFile {
    version: u32,
    rulings: Vec<Ruling>,
}

impl Default for RulingFile {
    fn default() -> Self {
        Self { version: 1, rulings: Vec::new() }
    }
}

impl Ruling {
    /// The same with its id: six digits of the SHA-256 of what it says.
    #[must_use]
    pub fn named(mut self) -> Self {
        const DIGITS: usize = 6;
        let said = [&self.label, &self.words, &self.ruled, &self.article, &self.by, &self.at];
        let said: Vec<&str> = said.into_iter().map(String::as_str).collect();
        self.id = hex(&Sha256::digest(said.join("\n")));
        self.id.truncate(DIGITS);
        self
    }

    /// The schema with the ruling among the examples of its label, in `language`; a ruling without words is
    /// a line of the guideline. `None` where it is there already, and where the label is not.
    pub fn in_guideline_of(&self, schema: &Schema, language: &str) -> Option<Schema> {
        let id = schema.label_ever(&self.label)?.id.clone();
        let mut schema = schema.clone();
        let label = schema.labels.iter_mut().find(|it| it.id == id)?;
        let says = |it: &LocalizedText| it.0.values().any(|it| it.contains(&self.ruled));
        if self.words.is_empty() {
            if says(&label.guideline) {
                return None;
            }
            let line = label.guideline.0.entry(language.to_owned()).or_default();
            let after = if line.is_empty() { "" } else { "\n" };
            *line = format!("{line}{after}{}", self.ruled);
        } else {
            if label.examples.iter().any(|it| it.words == self.words && says(&it.note)) {
                return None;
            }
            let note = LocalizedText([(language.to_owned(), self.ruled.clone())].into());
            label.examples.push(LabelExample { words: self.words.clone(), note });
        }
        Some(schema)
    }

    /// Reads a `rulings.ron`; one that is there twice, as merging by union may leave it, is one.
    ///
    /// Fails with line, column and the parser's words where it is no RON or has another shape.
    pub fn all_from_ron(source: &str) -> Result<Vec<Self>, (usize, usize, String)> {
        let read: Result<RulingFile, _> = ron::from_str(source.trim_start_matches('\u{FEFF}'));
        let file = read.map_err(|error| {
            let start = error.span.start;
            (start.line, start.col, error.code.to_string())
        })?;
        let mut seen = BTreeSet::new();
        let mut rulings = file.rulings;
        rulings.retain(|it| seen.insert(it.id.clone()));
        Ok(rulings)
    }

    /// Writes a `rulings.ron`: a ruling a line, so that two versions merge by union.
    pub fn all_to_ron(rulings: &[Self]) -> String {
        let mut lines = vec!["(".to_owned(), "  version: 1,".to_owned(), "  rulings: [".to_owned()];
        for Self { id, label, words, ruled, article, by, at } in rulings {
            lines.push(format!(
                "    (id: {id:?}, label: {label:?}, words: {words:?}, ruled: {ruled:?}, \
                 article: {article:?}, by: {by:?}, at: {at:?}),"
            ));
        }
        lines.extend(["  ],".to_owned(), ")\n".to_owned()]);
        lines.join("\n")
    }
}
