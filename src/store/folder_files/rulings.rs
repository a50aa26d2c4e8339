//! `rulings.ron`: what was ruled in a folder while deciding.

use std::path::{Path, PathBuf};

use crate::{
    compare::Ruling,
    store::{
        error::{FileOperation, StoreError, StoreFailure},
        file_syntax::{FileSyntaxError, SyntaxFault},
        system::{
            atomic,
            disk::{Disk as _, RealDisk},
        },
    },
};

/// Its name in a folder of articles.
pub const RULINGS_FILE: &str = "rulings.ron";

/// What was ruled in `folder`, the oldest first; nothing where there is no such file.
///
/// Fails when the file can't be read or understood.
pub fn rulings_of(folder: &Path) -> Result<Vec<Ruling>, StoreError> {
    let path = rulings_path(folder);
    let mut source = String::new();
    match RealDisk.open(&path) {
        Ok(mut file) => std::io::Read::read_to_string(&mut file, &mut source)
            .map_err(StoreError::io(FileOperation::Read, &path))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io(FileOperation::Read, &path)(error)),
    };
    Ruling::all_from_ron(&source).map_err(|(line, column, what)| {
        let what = SyntaxFault::Parser(what);
        StoreError::new(&path, StoreFailure::Syntax(FileSyntaxError { line, column, what }))
    })
}

/// Adds a ruling to those of `folder`, and gives back all of them. The file is read again before, so
/// that what another adjudicator ruled meanwhile stays.
///
/// Fails when the file can't be read, understood or written.
pub fn add_ruling(folder: &Path, ruling: Ruling) -> Result<Vec<Ruling>, StoreError> {
    let mut rulings = rulings_of(folder)?;
    rulings.push(ruling);
    let path = rulings_path(folder);
    let source = Ruling::all_to_ron(&rulings);
    let write = |out: &mut dyn std::io::Write| out.write_all(source.as_bytes());
    atomic::replace(&RealDisk, &path, write)
        .map_err(StoreError::io(FileOperation::Write, &path))?;
    Ok(rulings)
}

fn rulings_path(folder: &Path) -> PathBuf {
    folder.join(RULINGS_FILE)
}
