//! What a person has begun and not finished, kept beside the journal: words in a field that were not
//! entered yet, and answers to a review that was not agreed to.
//!
//! It is written with every letter and so is not waited for: a killed program loses nothing of it, a
//! machine without power perhaps the last word.

use std::{collections::BTreeMap, fmt, io, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    article::read_whole,
    sidecar_folder::SidecarFolder,
    system::{
        atomic::{TEMPORARY, prefix},
        disk::{Disk, name_of},
    },
};
use crate::model::{AnnotationId, Name};

/// What was begun.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DraftKey {
    /// The value of an attribute.
    Attribute(AnnotationId, Name),
    /// The day of publication.
    Published,
    /// Where an annotation went in an article that changed.
    Place(AnnotationId),
    /// What the analyst has made so far of a suggestion, which its label and bytes tell.
    Correction(String),
    /// What is being ruled on a disagreement, which its label and bytes tell.
    Ruling(String),
    /// The schema of the folder, as it is being edited.
    Schema,
}

/// What was begun, and the words of it.
pub type Drafts = BTreeMap<DraftKey, String>;

/// The largest file of drafts that is read, in bytes.
const LARGEST: u64 = 16 << 20;

impl DraftKey {
    /// True for what names places in the article's text, and means nothing in another.
    fn is_of_this_text(&self) -> bool {
        match self {
            Self::Place(_) | Self::Correction(_) | Self::Ruling(_) => true,
            Self::Attribute(..) | Self::Published | Self::Schema => false,
        }
    }
}

impl fmt::Display for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(id, key) => write!(f, "attribute {} {key}", id.0),
            Self::Published => f.write_str("published"),
            Self::Place(id) => write!(f, "place {}", id.0),
            Self::Correction(of) => write!(f, "correction {of}"),
            Self::Ruling(on) => write!(f, "ruling {on}"),
            Self::Schema => f.write_str("schema"),
        }
    }
}

impl FromStr for DraftKey {
    type Err = ();

    fn from_str(source: &str) -> Result<Self, ()> {
        let id = |it: &str| it.parse().map(AnnotationId).map_err(|_no_number| ());
        let (kind, rest) = source.split_once(' ').unwrap_or((source, ""));
        match kind {
            "published" => Ok(Self::Published),
            "place" => Ok(Self::Place(id(rest)?)),
            "correction" => Ok(Self::Correction(rest.to_owned())),
            "ruling" => Ok(Self::Ruling(rest.to_owned())),
            "schema" => Ok(Self::Schema),
            "attribute" => {
                let (annotation, key) = rest.split_once(' ').ok_or(())?;
                Ok(Self::Attribute(id(annotation)?, Name::from(key)))
            }
            _ => Err(()),
        }
    }
}

/// The file.
#[derive(Default, Serialize, Deserialize)]
struct DraftFile {
    /// The SHA-256 of the article that the places are in.
    article: String,
    drafts: BTreeMap<String, String>,
}

/// The drafts of some work on the article with this SHA-256; places in another text are of no use.
pub(super) fn read(disk: &dyn Disk, sidecar: &SidecarFolder, article: &str) -> Drafts {
    let bytes = read_whole(disk, &sidecar.drafts(), LARGEST).unwrap_or_default();
    let file: DraftFile = serde_json::from_slice(&bytes).unwrap_or_default();
    let is_here = file.article == article;
    let all = file.drafts.into_iter().filter_map(|(key, words)| Some((key.parse().ok()?, words)));
    all.filter(|(key, _): &(DraftKey, _)| is_here || !key.is_of_this_text()).collect()
}

/// Writes them; without any the file goes.
pub(super) fn write(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    article: &str,
    drafts: &Drafts,
) -> io::Result<()> {
    let path = sidecar.drafts();
    if drafts.is_empty() {
        return match disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let drafts = drafts.iter().map(|(key, words)| (key.to_string(), words.clone())).collect();
    let json = serde_json::to_vec(&DraftFile { article: article.to_owned(), drafts })?;
    let temporary = path.with_file_name(format!("{}drafts{TEMPORARY}", prefix(&name_of(&path))));
    // One that a crash left.
    let _not_there = disk.remove(&temporary);
    let mut sink = disk.create(&temporary)?;
    sink.write_all(&json)?;
    sink.flush()?;
    disk.rename(&temporary, &path)
}
