//! Files that look like somebody's work and are not read: what they are called leads nowhere.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::{
    AnnotationFile, StoreError,
    article_kind::kind_of,
    error::FileOperation,
    file_syntax::FileSyntax,
    folder::has_our_ending,
    folder_files::{people::PEOPLE_FILE, schema::SCHEMA_FILE},
    stored_document::open_records,
    system::{
        atomic::TEMPORARY,
        disk::{Disk as _, FileKind, RealDisk, in_folder},
    },
};

impl UnreadReason {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Hidden, Self::Copy, Self::LetterCase, Self::Composition, Self::Name];
}

/// A file that looks like work and is not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadFile {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not read.
    pub why: UnreadReason,
}

/// Why a file that looks like work is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadReason {
    /// Its name begins with a dot.
    Hidden,
    /// A program that syncs or keeps copies named it so.
    Copy,
    /// Its name is right but for capital and small letters.
    LetterCase,
    /// Its name is right but for how its letters are composed (Unicode's NFC).
    Composition,
    /// Its name is none of `ARTICLE.ANALYST.ron` or `.json`, where an analyst's name has no dots.
    Name,
}

/// What a file of a folder is, by its name and, where that is no annotation file's, by what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileRole {
    /// An article, the schema, or something of other programs.
    NotWork,
    /// An annotation file.
    Work,
    /// What looks like one.
    Unread(UnreadReason),
}

/// The files of a folder that look like work and are not read, in order of name.
///
/// Fails when the folder can't be listed.
pub fn unread_files(folder: &Path) -> Result<Vec<UnreadFile>, StoreError> {
    let listed = RealDisk.list(folder).map_err(StoreError::io(FileOperation::List, folder))?;
    let files = listed.into_iter().filter(|it| it.kind != FileKind::Folder);
    let unread = files.filter_map(|it| {
        let path = in_folder(folder, &it.name);
        match role_of(&path, &it.name) {
            FileRole::Unread(why) => Some(UnreadFile { path, why }),
            FileRole::NotWork | FileRole::Work => None,
        }
    });
    let mut unread: Vec<UnreadFile> = unread.collect();
    unread.sort_unstable();
    Ok(unread)
}

fn role_of(path: &Path, name: &str) -> FileRole {
    if [SCHEMA_FILE, PEOPLE_FILE].contains(&name) || name.ends_with(TEMPORARY) {
        return FileRole::NotWork;
    }
    if !name.starts_with('.') && AnnotationFile::from_path(path).is_some() {
        return FileRole::Work;
    }
    // Nearly all that is left are articles: their names say at once that they are none of ours.
    if !may_be_like_work(name) {
        return FileRole::NotWork;
    }
    let plain = plain_name(name);
    let bare = plain.trim_start_matches('.');
    if is_like_people_file(&plain) {
        let is_copy = is_called_copy(&plain);
        return FileRole::Unread(if is_copy {
            UnreadReason::Copy
        } else {
            UnreadReason::LetterCase
        });
    }
    let is_ours = looks_like_work(bare) || (has_our_ending(bare) && has_our_header(path));
    if !is_ours {
        return FileRole::NotWork;
    }
    FileRole::Unread(if name.starts_with('.') {
        UnreadReason::Hidden
    } else if is_called_copy(&plain) {
        UnreadReason::Copy
    } else if name.nfc().ne(name.chars()) && fits(&name.nfc().collect::<String>()) {
        UnreadReason::Composition
    } else if fits(&plain) {
        UnreadReason::LetterCase
    } else {
        UnreadReason::Name
    })
}

/// False for a name without anything like one of our endings: composing letters and making them small
/// makes none of these of others.
fn may_be_like_work(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    FileSyntax::ALL.iter().any(|it| small.contains(it.extension()))
}

/// A name in small letters and composed.
fn plain_name(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

fn fits(name: &str) -> bool {
    AnnotationFile::from_path(Path::new(name)).is_some()
}

/// True for a name with an article's before the end and one of ours at the end, or what programs that
/// keep copies put after that.
fn looks_like_work(plain: &str) -> bool {
    let is_ours = |it: &str| FileSyntax::ALL.iter().any(|syntax| syntax.extension() == it);
    let parts: Vec<&str> = plain.split('.').collect();
    let ends = parts.iter().rposition(|it| is_ours(it.trim_end_matches('~')));
    let Some(end) = ends else { return false };
    let before = parts.iter().take(end);
    before.clone().enumerate().any(|(at, _)| {
        let name = parts.get(..=at).unwrap_or_default().join(".");
        at > 0 && at + 1 < end && kind_of(Path::new(&name)).is_some()
    })
}

/// True for a name that somebody may take for that of the register of people: in other letters, or of a copy.
fn is_like_people_file(plain: &str) -> bool {
    let stem = PEOPLE_FILE.trim_end_matches(".ron");
    let is_copy = plain.starts_with(stem) && plain.contains(".ron") && is_called_copy(plain);
    plain == PEOPLE_FILE || is_copy
}

/// True where the file says that it is ours.
fn has_our_header(path: &Path) -> bool {
    let small = || RealDisk.stat(path).is_ok_and(|it| it.kind == FileKind::File);
    let opens = |syntax| matches!(open_records(&RealDisk, path, syntax), Ok(Some(_)));
    small() && FileSyntax::ALL.into_iter().any(opens)
}

/// Words that programs which sync or keep copies put into names.
fn is_called_copy(plain: &str) -> bool {
    const MARKS: [&str; 9] =
        ["sync-conflict", "conflict", "copy", "کپی", "رونوشت", ".bak", ".orig", ".old", ".backup"];
    plain.ends_with('~') || MARKS.iter().any(|it| plain.contains(it))
}
