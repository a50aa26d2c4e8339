//! Keys of the keyboard that labels and links can't have, since the window means something else by them.

use std::collections::BTreeSet;

use super::{LocalizedText, Schema};

/// Letters and digits that decide on suggestions, fill in the form of a tag, and compare analysts' work.
pub const RESERVED_KEYS: &str = "BEHLPR0123456789";

/// A key that a schema gave to a label or a link, and the one it has instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedKey {
    /// What people call the label or the link.
    pub title: LocalizedText,
    /// The key it had.
    pub before: String,
    /// The key it has now; `""` where none was free.
    pub now: String,
}

impl Schema {
    /// True for a key that no label and no link can have.
    pub fn is_reserved_key(key: &str) -> bool {
        let mut letters = key.chars();
        let (first, rest) = (letters.next(), letters.next());
        first.is_some_and(|it| rest.is_none() && RESERVED_KEYS.contains(it.to_ascii_uppercase()))
    }

    /// The same schema with other keys in place of reserved ones: a letter of the part's own name, else the
    /// first that is free.
    #[must_use]
    pub fn with_free_keys(&self) -> (Self, Vec<MovedKey>) {
        let mut schema = self.clone();
        let labels = schema.labels.iter_mut().map(|it| (&it.id, &it.title, &mut it.key));
        let relations = schema.relations.iter_mut().map(|it| (&it.id, &it.title, &mut it.key));
        let mut parts: Vec<_> = labels.chain(relations).collect();
        let mut taken: BTreeSet<char> = parts
            .iter()
            .filter_map(|it| it.2.chars().next())
            .map(|it| it.to_ascii_uppercase())
            .collect();
        let mut moved = Vec::new();
        for (id, title, key) in &mut parts {
            if !Self::is_reserved_key(key) {
                continue;
            }
            let own = id.chars().map(|it| it.to_ascii_uppercase());
            let free = own.chain('A'..='Z').find(|it| {
                it.is_ascii_uppercase() && !taken.contains(it) && !RESERVED_KEYS.contains(*it)
            });
            taken.extend(free);
            let now = free.map(String::from).unwrap_or_default();
            let before = std::mem::replace(*key, now.clone());
            moved.push(MovedKey { title: (*title).clone(), before, now });
        }
        (schema, moved)
    }
}
