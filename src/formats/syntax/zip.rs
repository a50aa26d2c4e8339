//! Reading ZIP archives: office documents, spreadsheets and project exports are some.

use std::io::{self, Read as _};

use crate::formats::{DamagedPart, FormatError, FormatFault, Input};

/// The most bytes that the files of an archive may have together once they are unpacked …
const LARGEST: u64 = 1 << 30;
/// … which are these, and so many for each byte of the archive: words and markup come to a tenth, rarely
/// to a fortieth, but a thousand of the same byte to one.
const SMALL: u64 = 32 << 20;
const MOST_TIMES: u64 = 64;
/// The most files of an archive.
const MOST_FILES: usize = 1 << 20;

/// True for what begins as an archive does.
pub(in crate::formats) fn is_zip(input: &Input) -> bool {
    input.bytes.starts_with(b"PK\x03\x04")
}

/// True when an archive holds a file of this name.
pub(in crate::formats) fn has_file(input: &Input, name: &str) -> bool {
    let directory = Directory::of(&input.bytes);
    directory.is_some_and(|it| it.entries(&input.bytes).flatten().any(|it| it.name == name))
}

/// The files in an archive that `wanted` takes by name, in the archive's order.
///
/// Fails for a damaged archive, one that is encrypted, and one that would take more memory than a file
/// may have.
pub(in crate::formats) fn unpack(
    input: &Input,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Input>, FormatError> {
    let wrong = |fault: FormatFault| FormatError::new(&input.name, fault);
    let damaged = || wrong(FormatFault::Damaged(DamagedPart::Archive));
    let directory = Directory::of(&input.bytes).ok_or_else(damaged)?;
    let most = most_unpacked(input);
    let large = || wrong(FormatFault::LargeArchive(most));
    let mut left = most;
    let mut files = Vec::new();
    for entry in directory.entries(&input.bytes) {
        let entry = entry.ok_or_else(damaged)?;
        if entry.name.ends_with('/') || !wanted(&entry.name) {
            continue;
        }
        let packed = entry.packed(&input.bytes).ok_or_else(damaged)?;
        let mut bytes = Vec::new();
        match entry.method {
            0 => bytes.extend_from_slice(packed),
            8 => {
                let unpacked = flate2::read::DeflateDecoder::new(packed).take(left + 1);
                let mut unpacked = unpacked;
                unpacked.read_to_end(&mut bytes).map_err(|_damage| damaged())?;
            }
            _ => {
                return Err(wrong(FormatFault::ArchivePacking));
            }
        }
        left = left.checked_sub(bytes.len() as u64).ok_or_else(large)?;
        files.push(Input::new(entry.name, bytes));
    }
    Ok(files)
}

/// How many bytes an archive may be once it is unpacked.
fn most_unpacked(input: &Input) -> u64 {
    LARGEST.min(SMALL + MOST_TIMES * input.bytes.len() as u64)
}

/// Fails for an archive that would take more memory than that, or is damaged.
pub(in crate::formats) fn check_size(input: &Input) -> Result<(), FormatError> {
    let wrong = |fault: FormatFault| FormatError::new(&input.name, fault);
    let damaged = || wrong(FormatFault::Damaged(DamagedPart::Archive));
    let directory = Directory::of(&input.bytes).ok_or_else(damaged)?;
    let most = most_unpacked(input);
    let large = || wrong(FormatFault::LargeArchive(most));
    let mut left = most;
    for entry in directory.entries(&input.bytes) {
        let entry = entry.ok_or_else(damaged)?;
        let packed = entry.packed(&input.bytes).ok_or_else(damaged)?;
        let len = match entry.method {
            0 => packed.len() as u64,
            8 => {
                let mut unpacked = flate2::read::DeflateDecoder::new(packed).take(left + 1);
                io::copy(&mut unpacked, &mut io::sink()).map_err(|_damage| damaged())?
            }
            _ => return Err(wrong(FormatFault::ArchivePacking)),
        };
        left = left.checked_sub(len).ok_or_else(large)?;
    }
    Ok(())
}

/// The list of files at the end of an archive.
struct Directory {
    start: usize,
    count: usize,
}

/// A file of an archive.
struct ArchiveEntry {
    name: String,
    method: u16,
    packed: usize,
    header: usize,
}

impl Directory {
    /// It is recognized by a sign behind which at most 64 KiB of remarks stand.
    fn of(bytes: &[u8]) -> Option<Self> {
        let from = bytes.len().saturating_sub((64 << 10) + 22);
        let tail = bytes.get(from..)?;
        let at = from + memchr::memmem::rfind(tail, b"PK\x05\x06")?;
        let count = usize::from(number16(bytes, at + 10)?);
        let start = number32(bytes, at + 16)?;
        (count <= MOST_FILES).then_some(Self { start, count })
    }

    fn entries<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Option<ArchiveEntry>> + 'a {
        let mut at = self.start;
        (0..self.count).map(move |_| {
            bytes.get(at..)?.starts_with(b"PK\x01\x02").then_some(())?;
            let [name, extra, remark] = [28, 30, 32].map(|it| number16(bytes, at + it));
            let (name, extra, remark) = (name?, extra?, remark?);
            let entry = ArchiveEntry {
                name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + usize::from(name))?)
                    .into_owned(),
                method: number16(bytes, at + 10)?,
                packed: number32(bytes, at + 20)?,
                header: number32(bytes, at + 42)?,
            };
            at += 46 + usize::from(name) + usize::from(extra) + usize::from(remark);
            Some(entry)
        })
    }
}

impl ArchiveEntry {
    fn packed<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let header = self.header;
        bytes.get(header..)?.starts_with(b"PK\x03\x04").then_some(())?;
        let (name, extra) = (number16(bytes, header + 26)?, number16(bytes, header + 28)?);
        let start = header + 30 + usize::from(name) + usize::from(extra);
        bytes.get(start..start.checked_add(self.packed)?)
    }
}

fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn number32(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}
