//! A font as a web page carries it: WOFF 1.0, the tables of the font file each deflated.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

/// One table of a font file.
struct FontTable {
    tag: [u8; 4],
    checksum: [u8; 4],
    /// As long as in the font file.
    length: u32,
    /// Deflated where that is shorter.
    bytes: Vec<u8>,
}

const HEADER: usize = 44;
const ENTRY: usize = 20;

/// Packs a TrueType or OpenType file (W3C, WOFF File Format 1.0); `None` for what is none.
pub(super) fn pack(font: &[u8]) -> Option<Vec<u8>> {
    let flavor: [u8; 4] = font.get(..4)?.try_into().ok()?;
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let mut tables = Vec::with_capacity(count);
    for index in 0..count {
        let entry = font.get(12 + 16 * index..28 + 16 * index)?;
        let number = |at: usize| Some(u32::from_be_bytes(entry.get(at..at + 4)?.try_into().ok()?));
        let (start, length) = (usize::try_from(number(8)?).ok()?, number(12)?);
        let plain = font.get(start..start.checked_add(usize::try_from(length).ok()?)?)?;
        let deflated = deflate(plain);
        let bytes = if deflated.len() < plain.len() { deflated } else { plain.to_vec() };
        let (tag, checksum) = (entry.get(..4)?.try_into().ok()?, entry.get(4..8)?.try_into().ok()?);
        tables.push(FontTable { tag, checksum, length, bytes });
    }
    Some(written(flavor, &tables))
}

fn deflate(plain: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _infallible = encoder.write_all(plain);
    encoder.finish().unwrap_or_default()
}

fn written(flavor: [u8; 4], tables: &[FontTable]) -> Vec<u8> {
    let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX).to_be_bytes();
    let whole = |length: u32| (length as usize).next_multiple_of(4);
    let plain: usize = 12 + tables.iter().map(|it| 16 + whole(it.length)).sum::<usize>();
    let directory = HEADER + ENTRY * tables.len();
    let length =
        directory + tables.iter().map(|it| it.bytes.len().next_multiple_of(4)).sum::<usize>();
    let mut out = Vec::with_capacity(length);
    out.extend(b"wOFF");
    out.extend(flavor);
    out.extend(number(length));
    out.extend(u16::try_from(tables.len()).unwrap_or(u16::MAX).to_be_bytes());
    out.extend([0; 2]);
    out.extend(number(plain));
    out.extend([0; 24]);
    let mut offset = directory;
    for table in tables {
        out.extend(table.tag);
        out.extend(number(offset));
        out.extend(number(table.bytes.len()));
        out.extend(table.length.to_be_bytes());
        out.extend(table.checksum);
        offset += table.bytes.len().next_multiple_of(4);
    }
    for table in tables {
        out.extend(&table.bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}
