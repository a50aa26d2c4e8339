//! Reading the rows of a Parquet file.

use bytes::Bytes;
use parquet::{
    column::page::Page,
    errors::ParquetError,
    file::{
        metadata::RowGroupMetaData, reader::FileReader as _,
        serialized_reader::SerializedFileReader,
    },
    record::{Field, Row},
};
use serde_json::Value;

use super::thrift;
use crate::formats::{DamagedPart, FormatError, FormatFault, Input};

/// Every row as a JSON object.
pub(in crate::formats) fn rows(input: &Input) -> Result<Vec<Value>, FormatError> {
    // The crate panics on some damaged files; nothing of ours is shared with it.
    let read = std::panic::catch_unwind(|| read(&input.bytes));
    match read {
        Ok(Ok(rows)) => Ok(rows),
        Ok(Err(fault)) => Err(FormatError::new(&input.name, fault)),
        Err(_panic) => Err(FormatError::new(&input.name, damaged(DamagedPart::Parquet))),
    }
}

/// What `datasets` wrote of the features, as JSON text; its names of labels are in it.
pub(in crate::formats) fn features(input: &Input) -> Option<String> {
    let read = std::panic::catch_unwind(|| {
        let reader = open(&input.bytes).ok()?;
        let pairs = reader.metadata().file_metadata().key_value_metadata()?;
        pairs.iter().find(|it| it.key == "huggingface")?.value.clone()
    });
    read.unwrap_or_default()
}

/// A part of the file is damaged.
pub(super) const fn damaged(part: DamagedPart) -> FormatFault {
    FormatFault::Damaged(part)
}

/// In the words of the library.
pub(super) fn syntax(error: &ParquetError) -> FormatFault {
    FormatFault::Syntax(error.to_string())
}

fn read(bytes: &[u8]) -> Result<Vec<Value>, FormatFault> {
    let reader = open(bytes)?;
    check_dictionaries(&reader)?;
    let rows = reader.get_row_iter(None).map_err(|it| syntax(&it))?;
    let (mut read, mut bytes) = (Vec::new(), 0);
    for row in rows {
        let row = object(&row.map_err(|it| syntax(&it))?);
        // A value that stands once in the file may be in every row.
        bytes += memory_of(&row);
        if bytes > MOST_BYTES {
            return Err(FormatFault::LargeUnpacked(MOST_BYTES));
        }
        read.push(row);
    }
    Ok(read)
}

/// The most that the values of a file, or one column of it unpacked, may take, in bytes.
const MOST_BYTES: usize = 1 << 30;

/// About how much memory a value takes.
fn memory_of(value: &Value) -> usize {
    let own = size_of::<Value>();
    own + match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(words) => words.len(),
        Value::Array(all) => all.iter().map(memory_of).sum(),
        Value::Object(all) => all.iter().map(|(key, it)| key.len() + own + memory_of(it)).sum(),
    }
}

/// The most values of one column that are read: they are held in memory.
const MOST_VALUES: usize = 10_000_000;

/// Opens a file whose headers say no more than they have bytes for: the crate would go through what
/// they say, be it without an end.
pub(super) fn open(bytes: &[u8]) -> Result<SerializedFileReader<Bytes>, FormatFault> {
    let footer = footer(bytes).ok_or(damaged(DamagedPart::Footer))?;
    thrift::walk(footer, &mut |_path, _number| {}).ok_or(damaged(DamagedPart::Footer))?;
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes));
    let reader = reader.map_err(|it| syntax(&it))?;
    for column in reader.metadata().row_groups().iter().flat_map(RowGroupMetaData::columns) {
        let said = pages(bytes, column.byte_range()).ok_or(damaged(DamagedPart::Page))?;
        if said.values > MOST_VALUES {
            return Err(FormatFault::ManyValues(MOST_VALUES));
        }
        if said.bytes > MOST_BYTES {
            return Err(FormatFault::LargeUnpacked(MOST_BYTES));
        }
    }
    Ok(reader)
}

/// What a file says of itself at its end, before its length and the sign.
fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_suffix(b"PAR1")?;
    let (rest, len) = rest.split_last_chunk()?;
    let len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
    rest.get(rest.len().checked_sub(len)?..)
}

/// What the pages of a column say of themselves.
#[derive(Default)]
struct ColumnPages {
    /// How many values they have.
    values: usize,
    /// How long they are unpacked.
    bytes: usize,
}

/// What the pages of a column say; `None` where a page says more than it has bytes for.
fn pages(bytes: &[u8], (start, len): (u64, u64)) -> Option<ColumnPages> {
    // The numbers of the fields of a page's header.
    const UNPACKED: i64 = 2;
    const SIZE: i64 = 3;
    const VALUES: [[i64; 2]; 3] = [[5, 1], [7, 1], [8, 1]];
    let place = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    let (start, end) = (place(start), place(start.saturating_add(len)).min(bytes.len()));
    let mut pages = bytes.get(start..end).unwrap_or_default();
    let mut column = ColumnPages::default();
    while !pages.is_empty() {
        let (mut size, mut said, mut unpacked) = (0, 0, 0);
        let header = thrift::walk(pages, &mut |path, number| match path {
            [SIZE] => size = number,
            [UNPACKED] => unpacked = number,
            [kind, field] if VALUES.contains(&[*kind, *field]) => said = number,
            _ => {}
        })?;
        column.values = column.values.saturating_add(usize::try_from(said).unwrap_or(0));
        column.bytes = column.bytes.saturating_add(usize::try_from(unpacked).unwrap_or(0));
        let behind = usize::try_from(size).ok().and_then(|it| it.checked_add(header));
        pages = behind.and_then(|it| pages.get(it..)).unwrap_or_default();
    }
    Some(column)
}

/// Refuses a dictionary that says it has more values than bytes: the crate makes room for as many as
/// it says, be it more memory than there is.
pub(super) fn check_dictionaries(reader: &SerializedFileReader<Bytes>) -> Result<(), FormatFault> {
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(|it| syntax(&it))?;
        for column in 0..group.num_columns() {
            let mut pages = group.get_column_page_reader(column).map_err(|it| syntax(&it))?;
            // It is the first page of its column.
            let first = pages.get_next_page().map_err(|it| syntax(&it))?;
            if let Some(Page::DictionaryPage { buf, num_values, .. }) = first
                && num_values as usize > buf.len()
            {
                return Err(damaged(DamagedPart::Dictionary));
            }
        }
    }
    Ok(())
}

pub(super) fn object(row: &Row) -> Value {
    Value::Object(row.get_column_iter().map(|(key, it)| (key.clone(), value(it))).collect())
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(it) => (*it).into(),
        Field::Int(it) => (*it).into(),
        Field::Long(it) => (*it).into(),
        Field::UInt(it) => (*it).into(),
        Field::ULong(it) => (*it).into(),
        Field::Str(it) => it.as_str().into(),
        // Bytes that are no text are none: a row without text is counted.
        Field::Bytes(it) => std::str::from_utf8(it.data()).map_or(Value::Null, Value::from),
        Field::Group(it) => object(it),
        Field::ListInternal(it) => it.elements().iter().map(value).collect(),
        Field::MapInternal(it) => {
            let word = |it: &Field| it.to_string().trim_matches('"').to_owned();
            it.entries().iter().map(|(key, it)| (word(key), value(it))).collect()
        }
        other => other.to_string().into(),
    }
}
