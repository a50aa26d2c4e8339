//! The bytes that a verb is given: of a file, of all files of a folder, of standard input.

use std::path::Path;

use super::{Failure, out};
use crate::{dataset::inputs_of, formats::Input, store};

/// The bytes of a file; standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return Ok(store::read_stream(std::io::stdin().lock(), out::INPUT)?);
    }
    let files = store::read_files(path)?;
    Ok(files.into_iter().map(|it| it.1).next().unwrap_or_default())
}

/// A file, or everything in a folder, to import; standard input for `-`.
pub(super) fn inputs(path: &Path) -> Result<Vec<Input>, Failure> {
    if path == Path::new("-") {
        return Ok(vec![Input::new("-", read(path)?)]);
    }
    Ok(inputs_of(path)?)
}
