//! Text that was pasted, on its way to an article of its own.

use std::path::Path;

use super::{NoticeKind, Session};
use crate::store;

impl Session {
    /// Text that was pasted and is no article yet.
    pub fn pasted(&self) -> Option<String> {
        self.config.as_ref()?.pasted()
    }

    pub(super) fn keep_pasted(&mut self, text: Option<&str>) {
        let Some(config) = &self.config else { return };
        if let Err(error) = config.keep_pasted(text) {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
    }

    /// Keeps pasted text as an article of its own and opens it.
    pub(super) fn paste(&mut self, text: &str, name: &str, folder: &Path) {
        /// So many articles may begin with the same words.
        const MOST: usize = 10_000;
        let stem = name_for(if name.trim().is_empty() { text } else { name });
        for number in 1..MOST {
            let name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            let path = folder.join(format!("{name}.txt"));
            if path.exists() {
                continue;
            }
            return match store::create_article(&path, text) {
                Ok(_) => {
                    self.keep_pasted(None);
                    self.open_article(&path);
                }
                Err(error) => self.post_notice(NoticeKind::NotOpened(error), []),
            };
        }
    }
}

/// A file's name from the first words of a text.
pub fn name_for(text: &str) -> String {
    const LONGEST: usize = 48;
    let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let plain = first.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).take(LONGEST);
    let stem = plain.collect::<String>().trim().replace(' ', "-");
    if stem.is_empty() { "article".to_owned() } else { stem }
}
