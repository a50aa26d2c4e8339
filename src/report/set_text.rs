//! Words that were set, and the notes among them that are kept: what a label is called, its number, and who
//! speaks stand in most articles.

use std::{collections::HashMap, sync::Arc};

use crate::typeset::ParagraphLayout;

/// How many notes are kept; then all are let go, which costs less than looking for the oldest.
const MOST: usize = 2_000;
/// Longer notes are hardly ever the same, and take more room.
const LONGEST: usize = 160;

/// A paragraph and the words it was made of.
#[derive(Debug)]
pub(super) struct SetText {
    pub(super) paragraph: ParagraphLayout,
    pub(super) text: String,
    pub(super) weight: f32,
}

/// What a note was set with: its words, and size, weight and width to the bit.
type NoteKey = (String, [u32; 3]);

/// Notes by what they were set with.
#[derive(Debug, Default)]
pub(super) struct SetNotes(HashMap<NoteKey, Arc<SetText>>);

impl SetNotes {
    /// The note with these words, size, weight and width, if one is kept.
    pub(super) fn get(&mut self, words: &str, shape: [f32; 3]) -> Option<Arc<SetText>> {
        self.0.get(&key(words, shape)).map(Arc::clone)
    }

    pub(super) fn keep(&mut self, words: &str, shape: [f32; 3], note: &Arc<SetText>) {
        if words.len() > LONGEST {
            return;
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(key(words, shape), Arc::clone(note));
    }
}

fn key(words: &str, shape: [f32; 3]) -> NoteKey {
    (words.to_owned(), shape.map(f32::to_bits))
}
