//! A case: the bytes of a dataset of one or several files in one piece.

use hashiye::formats::{Exported, Format, Input};

/// Parts one file from the next; behind it, to the end of the line, stands the next one's name.
const CUT: &[u8] = b"\n--8<-- ";

/// The files that a case stands for; the first one needs no name.
pub(crate) fn inputs(format: &Format, case: &[u8]) -> Vec<Input> {
    let mut files = Vec::new();
    let mut name = format!("data.{}", format.extension);
    let mut rest = case;
    while let Some(at) = rest.windows(CUT.len()).position(|it| it == CUT) {
        let (before, after) = rest.split_at(at);
        let after = &after[CUT.len()..];
        let end = after.iter().position(|&it| it == b'\n').unwrap_or(after.len());
        let next = String::from_utf8_lossy(&after[..end]).into_owned();
        let this = std::mem::replace(&mut name, next);
        if !before.is_empty() {
            files.push(Input::new(this, before));
        }
        rest = after.get(end + 1..).unwrap_or_default();
    }
    files.push(Input::new(name, rest));
    files
}

/// What an export wrote, as it is read.
pub(crate) fn written(exported: Exported) -> Vec<Input> {
    exported.files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect()
}

/// The case that stands for `files`.
pub(crate) fn of(files: &[Input]) -> Vec<u8> {
    let mut case = Vec::new();
    for file in files {
        case.extend_from_slice(CUT);
        case.extend_from_slice(file.name.as_bytes());
        case.push(b'\n');
        case.extend_from_slice(&file.bytes);
    }
    case
}
