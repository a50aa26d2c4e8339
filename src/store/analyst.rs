//! Who annotates, and the name of the file it goes to.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use super::{
    article_kind::kind_of,
    file_syntax::FileSyntax,
    system::disk::{name_of, name_of_text},
};
use crate::messages::Strings;

/// The name of an analyst, fit to be part of a file's name; in Unicode's composed form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Analyst(String);

impl Analyst {
    /// The longest name, in bytes: file systems allow 255 for the whole file name.
    pub const LONGEST: usize = 80;

    /// Checks a name. White space around it is dropped.
    pub fn new(name: &str) -> Result<Self, AnalystNameError> {
        let name: String = name.trim().nfc().collect();
        if name.is_empty() {
            return Err(AnalystNameError::Empty);
        }
        if name.len() > Self::LONGEST {
            return Err(AnalystNameError::Long);
        }
        match name.chars().find(|&c| !is_allowed(c)) {
            Some(character) => Err(AnalystNameError::Character(character)),
            None => Ok(Self(name)),
        }
    }

    /// The same for somebody who works with the window. `gold` is the name of what was decided where
    /// analysts were compared: nobody tags under it by hand.
    pub fn of_person(name: &str, gold: &str) -> Result<Self, AnalystNameError> {
        let name = Self::new(name)?;
        if name.as_str() == gold { Err(AnalystNameError::Gold) } else { Ok(name) }
    }

    /// The nearest that a name of another program, such as an e-mail address, can be here: `-` for
    /// every character that a name can't have, and cut where it is too long. `None` for nothing.
    pub fn nearest(name: &str) -> Option<Self> {
        let fit = |c: char| if is_allowed(c) { c } else { '-' };
        let mut near: String = name.trim().nfc().map(fit).collect();
        near.truncate(near.floor_char_boundary(Self::LONGEST));
        Self::new(&near).ok()
    }

    /// The name of the system's user, with what a name can't have left out; `analyst` without one.
    pub fn of_system() -> Self {
        let user: String =
            whoami::username().unwrap_or_default().chars().filter(|&c| is_allowed(c)).collect();
        Self::new(&user).unwrap_or_else(|_unusable| Self("analyst".to_owned()))
    }

    /// As it stands in file names.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Dots part the name from its neighbors in `news.txt.a1.ron`; the others mean something to some
/// file system, or can't be seen.
fn is_allowed(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    );
    !c.is_control() && !invisible && !"./\\:*?\"<>|".contains(c)
}

impl fmt::Display for Analyst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Analyst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Why a name can't be an analyst's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub enum AnalystNameError {
    /// Nothing but white space.
    Empty,
    /// Longer than [`Analyst::LONGEST`].
    Long,
    /// With a character that a file's name can't have everywhere.
    Character(char),
    /// The name of what was decided where analysts were compared.
    Gold,
}

/// The file that holds what one analyst marked in one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnnotationFile {
    /// The article's path.
    pub article: PathBuf,
    /// Whose work it is.
    pub analyst: Analyst,
    /// How it is written.
    pub syntax: FileSyntax,
}

impl AnnotationFile {
    /// Where it lies: `news.txt.a1.ron` beside `news.txt`.
    pub fn path(&self) -> PathBuf {
        let Self { article, analyst, syntax } = self;
        let name = format!("{}.{analyst}.{}", name_of(article), syntax.extension());
        article.with_file_name(name_of_text(&name))
    }

    /// What a path such as `news.txt.a1.ron` stands for; `None` for what is no annotation file's.
    pub fn from_path(path: &Path) -> Option<Self> {
        let bare = path.with_extension("");
        let article = bare.with_extension("");
        kind_of(&article)?;
        Self::from_name(&article, &name_of(path))
    }

    /// The annotation file of `article` that is called `name`, if it is one.
    pub(super) fn from_name(article: &Path, name: &str) -> Option<Self> {
        let rest = name.strip_prefix(&*name_of(article))?.strip_prefix('.')?;
        let (analyst, extension) = rest.rsplit_once('.')?;
        let syntax = FileSyntax::ALL.into_iter().find(|it| it.extension() == extension)?;
        let analyst = Analyst::new(analyst).ok().filter(|it| it.as_str() == analyst)?;
        Some(Self { article: article.to_owned(), analyst, syntax })
    }
}
