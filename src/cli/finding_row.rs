//! What `validate` found, a row each: as a line of words, or as JSON.

use std::fmt;

use serde_json::{Value, json};

use super::out;
use crate::{
    check::{self, FindingPlace},
    model::Document,
};

/// One thing that was found.
#[derive(Debug)]
pub(super) struct FindingRow {
    /// The file to look at; empty where the message names it.
    file: String,
    /// Line and column in it, from 1, in characters.
    line: Option<(usize, Option<usize>)>,
    code: &'static str,
    severity: &'static str,
    what: String,
    /// The tag or link, its words and whose they are.
    id: String,
    words: String,
    analyst: String,
    /// Where its words are, in characters.
    chars: Option<(usize, usize)>,
}

impl FindingRow {
    /// Something about a file or a line of it.
    pub(super) fn of_file(
        file: &str,
        line: Option<(usize, Option<usize>)>,
        code: &'static str,
        what: &str,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            code,
            severity: "error",
            what: what.to_owned(),
            id: String::new(),
            words: String::new(),
            analyst: String::new(),
            chars: None,
        }
    }

    /// The same with another weight than that of an error.
    pub(super) fn weighing(self, severity: &'static str) -> Self {
        Self { severity, ..self }
    }

    /// The same about a file.
    pub(super) fn in_file(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// True where it is about words.
    pub(super) fn has_place(&self) -> bool {
        self.line.is_some()
    }

    /// A finding of [`check`], without the file it is about.
    pub(super) fn of_finding(document: &Document, analyst: &str, finding: &check::Finding) -> Self {
        let text = document.text();
        let id = match finding.place {
            FindingPlace::Tag(id) | FindingPlace::Orphan(id) => id.to_string(),
            FindingPlace::Link(id) => id.to_string(),
            FindingPlace::Article => String::new(),
        };
        let line = finding.range.map(|it| {
            let paragraphs = text.paragraphs();
            let line = paragraphs.index_of(it.start());
            let start = text.char_of_byte(paragraphs.bytes(line).start);
            (line + 1, Some(text.char_of_byte(it.start()) - start + 1))
        });
        Self {
            file: String::new(),
            line,
            code: finding.code().key(),
            severity: finding.code().severity().key(),
            what: out::words(&finding.named_by(document.schema())),
            id,
            words: finding.words(document),
            analyst: analyst.to_owned(),
            chars: finding
                .range
                .map(|it| (text.char_of_byte(it.start()), text.char_of_byte(it.end()))),
        }
    }

    /// As JSON.
    pub(super) fn json(&self) -> Value {
        let (line, column) = self.line.map_or((None, None), |(line, column)| (Some(line), column));
        json!({
            "file": self.file, "line": line, "column": column,
            "start": self.chars.map(|it| it.0), "end": self.chars.map(|it| it.1),
            "code": self.code, "severity": self.severity, "what": self.what,
            "id": self.id, "words": self.words, "analyst": self.analyst,
        })
    }
}

/// `file:line:column: severity: what [code] («words», tag, analyst)`.
impl fmt::Display for FindingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, severity, what, code, .. } = self;
        match self.line {
            _ if file.is_empty() => {}
            Some((line, Some(column))) => write!(f, "{file}:{line}:{column}: ")?,
            Some((line, None)) => write!(f, "{file}:{line}: ")?,
            None => write!(f, "{file}: ")?,
        }
        write!(f, "{severity}: {} [{code}]", within_a_line(what))?;
        let words = match self.words.chars().count() {
            0 => String::new(),
            1..=SHOWN => format!("«{}»", self.words),
            _ => format!("«{}…»", self.words.chars().take(SHOWN).collect::<String>()),
        };
        let about = [words.replace(['\n', '\r', '\t'], " "), self.id.clone(), self.analyst.clone()];
        let about: Vec<&str> =
            about.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        if about.is_empty() { Ok(()) } else { write!(f, " ({})", about.join(", ")) }
    }
}

/// A sentence that goes on after others: it begins with a small letter.
fn within_a_line(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|it| it.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

/// How many characters of a tag's words a line shows.
const SHOWN: usize = 60;
