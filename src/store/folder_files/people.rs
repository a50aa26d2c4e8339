//! `people.ron`: who speaks in the articles of a folder, and what they are called.

use std::path::{Path, PathBuf};

use crate::{
    people::{PeopleRegister, RegisterError},
    store::{
        article::read_whole,
        error::{FileOperation, StoreError, StoreFailure},
        file_syntax::{FileSyntaxError, SyntaxFault},
        system::{atomic, disk::RealDisk},
    },
};

/// Its name in a folder of articles.
pub const PEOPLE_FILE: &str = "people.ron";
/// The largest that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// What was decided about the people of `folder`; `None` where nothing was.
///
/// Fails when the file can't be read or understood.
pub fn people_of(folder: &Path) -> Result<Option<PeopleRegister>, StoreError> {
    let path = people_path(folder);
    let bytes = match read_whole(&RealDisk, &path, LARGEST) {
        Err(error) if error.is_not_found() => return Ok(None),
        result => result?,
    };
    let source = String::from_utf8(bytes).map_err(|_no_text| {
        let what = SyntaxFault::NotUtf8;
        StoreError::new(&path, StoreFailure::Syntax(FileSyntaxError { line: 1, column: 1, what }))
    })?;
    PeopleRegister::from_ron(&source).map(Some).map_err(|error| {
        let failure = match error {
            RegisterError::Syntax { line, column, what } => {
                let what = SyntaxFault::Parser(what);
                StoreFailure::Syntax(FileSyntaxError { line, column, what })
            }
            RegisterError::Newer(version) => StoreFailure::Newer { version },
        };
        StoreError::new(&path, failure)
    })
}

/// Writes the `people.ron` of `folder`, whole or not at all, where what lies there is still `known`, as
/// it was read; `None` for no file. A register without people leaves one that says so.
///
/// Fails when somebody else changed it, when it can't be read, and when the system refuses.
pub fn replace_people(
    folder: &Path,
    known: Option<&PeopleRegister>,
    register: &PeopleRegister,
) -> Result<PathBuf, StoreError> {
    let path = people_path(folder);
    let there = people_of(folder)?;
    if there.as_ref() == Some(register) {
        return Ok(path);
    }
    if there.as_ref() != known {
        return Err(StoreError::new(&path, StoreFailure::ChangedOutside));
    }
    let written = register.to_ron();
    atomic::replace(&RealDisk, &path, |out| out.write_all(written.as_bytes()))
        .map_err(StoreError::io(FileOperation::Write, &path))?;
    Ok(path)
}

fn people_path(folder: &Path) -> PathBuf {
    folder.join(PEOPLE_FILE)
}
