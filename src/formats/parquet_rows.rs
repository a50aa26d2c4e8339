//! Reading the rows of a Parquet file.

use bytes::Bytes;
use parquet::{
    column::page::Page,
    errors::ParquetError,
    file::{reader::FileReader as _, serialized_reader::SerializedFileReader},
    record::{Field, Row},
};
use serde_json::Value;

use super::{FormatError, Input};

/// Every row as a JSON object.
pub(super) fn rows(input: &Input) -> Result<Vec<Value>, FormatError> {
    // The crate panics on some damaged files; nothing of ours is shared with it.
    let read = std::panic::catch_unwind(|| read(&input.bytes));
    match read {
        Ok(Ok(rows)) => Ok(rows),
        Ok(Err(error)) => Err(FormatError::new(&input.name, error.to_string())),
        Err(_panic) => Err(FormatError::new(&input.name, "the Parquet file is damaged")),
    }
}

/// What `datasets` wrote of the features, as JSON text; its names of labels are in it.
pub(super) fn features(input: &Input) -> Option<String> {
    let read = std::panic::catch_unwind(|| {
        let reader = SerializedFileReader::new(Bytes::copy_from_slice(&input.bytes)).ok()?;
        let pairs = reader.metadata().file_metadata().key_value_metadata()?;
        pairs.iter().find(|it| it.key == "huggingface")?.value.clone()
    });
    read.unwrap_or_default()
}

fn read(bytes: &[u8]) -> parquet::errors::Result<Vec<Value>> {
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes))?;
    check_dictionaries(&reader)?;
    reader.get_row_iter(None)?.map(|row| Ok(object(&row?))).collect()
}

/// Refuses a dictionary that says it has more values than bytes: the crate makes room for as many as
/// it says, be it more memory than there is.
fn check_dictionaries(reader: &SerializedFileReader<Bytes>) -> parquet::errors::Result<()> {
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for column in 0..group.num_columns() {
            let mut pages = group.get_column_page_reader(column)?;
            // It is the first page of its column.
            if let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page()?
                && num_values as usize > buf.len()
            {
                let what = "a dictionary with more values than bytes";
                return Err(ParquetError::General(what.to_owned()));
            }
        }
    }
    Ok(())
}

fn object(row: &Row) -> Value {
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
        Field::Bytes(it) => String::from_utf8_lossy(it.data()).into(),
        Field::Group(it) => object(it),
        Field::ListInternal(it) => it.elements().iter().map(value).collect(),
        Field::MapInternal(it) => {
            let word = |it: &Field| it.to_string().trim_matches('"').to_owned();
            it.entries().iter().map(|(key, it)| (word(key), value(it))).collect()
        }
        other => other.to_string().into(),
    }
}
