//! Examples of a label.

use serde::{Deserialize, Serialize};

use super::LocalizedText;

/// Words as an article has them, the annotated part between `[` and `]` where more stands around
/// it.
///
/// In files a bare string, or `(words: "…", note: {…})` where something is to be said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenExample", into = "WrittenExample")]
pub struct LabelExample {
    /// The words.
    pub words: String,
    /// What is to be seen in them.
    pub note: LocalizedText,
}

/// An example as files have it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenExample {
    Bare(String),
    Noted {
        words: String,
        #[serde(default)]
        note: LocalizedText,
    },
}

impl LabelExample {
    /// The words without their marks, and the bytes of the annotated parts; everything where
    /// nothing is marked.
    pub fn parts(&self) -> (String, Vec<std::ops::Range<usize>>) {
        let (mut words, mut parts) = (String::new(), Vec::new());
        let mut rest = self.words.as_str();
        while let Some((before, inside, after)) = rest.split_once('[').and_then(|(before, rest)| {
            let (inside, after) = rest.split_once(']')?;
            Some((before, inside, after))
        }) {
            words += before;
            parts.push(words.len()..words.len() + inside.len());
            words += inside;
            rest = after;
        }
        words += rest;
        if parts.is_empty() {
            parts.push(0..words.len());
        }
        (words, parts)
    }

    /// True where it says nothing.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.note.is_empty()
    }
}

impl From<WrittenExample> for LabelExample {
    fn from(written: WrittenExample) -> Self {
        match written {
            WrittenExample::Bare(words) => Self { words, note: LocalizedText::default() },
            WrittenExample::Noted { words, note } => Self { words, note },
        }
    }
}

impl From<LabelExample> for WrittenExample {
    fn from(example: LabelExample) -> Self {
        if example.note.is_empty() {
            Self::Bare(example.words)
        } else {
            Self::Noted { words: example.words, note: example.note }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LabelExample;
    use crate::model::schema::LocalizedText;

    fn of(words: &str) -> LabelExample {
        LabelExample { words: words.to_owned(), note: LocalizedText::default() }
    }

    #[test]
    fn marks_show_the_tagged_parts() {
        let (words, parts) = of("[خواستار] صلح [شد].").parts();
        assert_eq!(words, "خواستار صلح شد.");
        let parts: Vec<_> = parts.into_iter().filter_map(|it| words.get(it)).collect();
        assert_eq!(parts, ["خواستار", "شد"]);
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "one part it is")]
    fn without_marks_all_of_it_is_meant() {
        for words in ["وی", "", "]وی[", "[وی"] {
            assert_eq!(of(words).parts(), (words.to_owned(), vec![0..words.len()]));
        }
    }
}
