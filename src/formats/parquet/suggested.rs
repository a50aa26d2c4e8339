//! Suggestions as data engines hold them: a table of articles in, a row for each with what was found out.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use bytes::Bytes;
use parquet::{
    basic::{Repetition, Type as Physical},
    errors::{ParquetError, Result},
    file::{
        properties::WriterProperties, reader::FileReader as _,
        serialized_reader::SerializedFileReader, writer::SerializedFileWriter,
    },
    record::reader::RowIter,
    schema::types::{Type, TypePtr},
};
use serde_json::Value;

use super::{
    LeafColumn, LeafValues, bytes, list, nested, number, rows, string, words, write_group,
};
use crate::formats::{DamagedPart, FormatError, FormatFault, Input, RowFault, syntax::json};

/// The column that articles are called by.
const ID: &str = "id";
/// The column without which there is nothing to read.
const TEXT: &str = "text";
/// The columns of a table that are read.
const COLUMNS: [&str; 3] = [ID, TEXT, "published"];

/// The articles of a Parquet file, read a row group at a time: its columns `id`, `text` and
/// `published`, of which only `text` has to be there.
#[derive(Debug)]
pub struct ArticleTable<'a> {
    input: &'a Input,
    reader: Reader,
    columns: Type,
}

/// With a `Debug` that the library's own lacks.
struct Reader(SerializedFileReader<Bytes>);

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

impl<'a> ArticleTable<'a> {
    /// Opens a file. Fails where it is damaged, or has no texts.
    pub fn open(input: &'a Input) -> std::result::Result<Self, FormatError> {
        let opened = guarded(|| {
            let reader = rows::open(&input.bytes)?;
            rows::check_dictionaries(&reader)?;
            let columns = columns_of(&reader)?;
            Ok(Self { input, reader: Reader(reader), columns })
        });
        opened.map_err(|fault| FormatError::new(&input.name, fault))
    }

    /// How many row groups there are.
    pub fn group_count(&self) -> usize {
        self.reader.0.num_row_groups()
    }

    /// True where articles are called by numbers.
    pub fn has_numbered_articles(&self) -> bool {
        let id = self.columns.get_fields().iter().find(|it| it.name() == ID);
        id.is_some_and(|it| {
            it.is_primitive() && matches!(it.get_physical_type(), Physical::INT32 | Physical::INT64)
        })
    }

    /// The articles of a row group as JSON objects.
    pub fn group(&self, number: usize) -> std::result::Result<Vec<Value>, FormatError> {
        let read = guarded(|| {
            let group = self.reader.0.get_row_group(number).map_err(|it| rows::syntax(&it))?;
            let found = RowIter::from_row_group(Some(self.columns.clone()), &*group);
            let found = found.map_err(|it| rows::syntax(&it))?;
            let read = found.map(|it| it.map(|it| rows::object(&it)));
            read.collect::<Result<Vec<Value>>>().map_err(|it| rows::syntax(&it))
        });
        read.map_err(|fault| FormatError::new(&self.input.name, fault))
    }
}

/// The library panics on some damaged files; nothing of ours is shared with it.
fn guarded<T>(
    read: impl FnOnce() -> std::result::Result<T, FormatFault>,
) -> std::result::Result<T, FormatFault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(FormatFault::Damaged(DamagedPart::Parquet)))
}

fn columns_of(reader: &SerializedFileReader<Bytes>) -> std::result::Result<Type, FormatFault> {
    let root = reader.metadata().file_metadata().schema();
    let fields = root.get_fields().iter().filter(|it| COLUMNS.contains(&it.name()));
    let fields: Vec<TypePtr> = fields.map(Arc::clone).collect();
    if !fields.iter().any(|it| it.name() == TEXT) {
        return Err(FormatFault::Row(RowFault::NoText));
    }
    let columns = Type::group_type_builder(root.name()).with_fields(fields).build();
    columns.map_err(|it| rows::syntax(&it))
}

/// What was found in articles, as a Parquet file in the making: a row an article with its `id`, its
/// `mentions`, and the `error` where it could not be read.
///
/// Offsets are code points. What a mention says of itself and what it is linked to is JSON text, since
/// engines want the same fields in every row.
#[expect(missing_debug_implementations, reason = "the library's writer has none")]
pub struct SuggestionTable {
    writer: SerializedFileWriter<Vec<u8>>,
    has_numbered_articles: bool,
}

impl SuggestionTable {
    /// A table without a row.
    pub fn new(has_numbered_articles: bool) -> std::result::Result<Self, FormatError> {
        let made = schema(has_numbered_articles).and_then(|it| {
            SerializedFileWriter::new(Vec::new(), it, Arc::new(WriterProperties::builder().build()))
        });
        let writer = made.map_err(|it| failed(&it))?;
        Ok(Self { writer, has_numbered_articles })
    }

    /// Adds a row group of answers as a stream of suggestions has them: `{"id", "mentions"}` or
    /// `{"id", "error"}`.
    pub fn add(&mut self, answers: &[Value]) -> std::result::Result<(), FormatError> {
        let columns = self.columns(answers);
        write_group(&mut self.writer, &columns).map_err(|it| failed(&it))
    }

    /// The file.
    pub fn finish(self) -> std::result::Result<Vec<u8>, FormatError> {
        self.writer.into_inner().map_err(|it| failed(&it))
    }

    /// The columns in the order of the schema's leaves.
    fn columns(&self, answers: &[Value]) -> Vec<LeafColumn> {
        let id = if self.has_numbered_articles {
            numbers_or_none(answers.iter().map(|it| it[ID].as_i64()))
        } else {
            words_or_none(answers.iter().map(|it| json::word(&it[ID])))
        };
        let error = words_or_none(answers.iter().map(|it| json::word(&it["error"])));
        let mentions = |values: LeafValues, put: &dyn Fn(&Value, &mut LeafColumn)| {
            nested(answers.iter().map(|it| json::list(&it["mentions"])), values, put)
        };
        let words = |key: &'static str| {
            mentions(LeafValues::Words(Vec::new()), &move |it, to| {
                to.words(it[key].as_str().unwrap_or_default());
            })
        };
        let count = |key: &'static str| {
            mentions(LeafValues::Numbers(Vec::new()), &move |it, to| {
                to.number(json::count(&it[key]).unwrap_or_default());
            })
        };
        let object = |key: &'static str| {
            mentions(LeafValues::Words(Vec::new()), &move |it, to| match &it[key] {
                Value::Null => to.nothing(),
                some => to.optional(&json::text(some)),
            })
        };
        let confidence = mentions(LeafValues::Fractions(Vec::new()), &|it, to| {
            to.fraction(it["confidence"].as_f64().unwrap_or_default());
        });
        vec![
            id,
            words("label"),
            count("start"),
            count("end"),
            words("text"),
            confidence,
            words("rule"),
            object("also"),
            object("attributes"),
            object("links"),
            error,
        ]
    }
}

fn schema(has_numbered_articles: bool) -> Result<TypePtr> {
    let id = if has_numbered_articles {
        optional(ID, Physical::INT64)?
    } else {
        string(ID, Repetition::OPTIONAL)?
    };
    let text = |name| string(name, Repetition::OPTIONAL);
    let confidence = Type::primitive_type_builder("confidence", Physical::DOUBLE);
    let confidence = Arc::new(confidence.with_repetition(Repetition::REQUIRED).build()?);
    let mention = vec![
        words("label")?,
        number("start")?,
        number("end")?,
        words(TEXT)?,
        confidence,
        words("rule")?,
        text("also")?,
        text("attributes")?,
        text("links")?,
    ];
    let fields = vec![id, list("mentions", mention)?, text("error")?];
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

fn optional(name: &str, kind: Physical) -> Result<TypePtr> {
    let kind = Type::primitive_type_builder(name, kind).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(kind.build()?))
}

/// A column with at most one value an article.
fn words_or_none(values: impl Iterator<Item = Option<String>>) -> LeafColumn {
    let values: Vec<Option<String>> = values.collect();
    let defined = values.iter().map(|it| i16::from(it.is_some())).collect();
    let found = values.iter().flatten().map(|it| bytes(it)).collect();
    LeafColumn { values: LeafValues::Words(found), defined, repeated: vec![0; values.len()] }
}

fn numbers_or_none(values: impl Iterator<Item = Option<i64>>) -> LeafColumn {
    let values: Vec<Option<i64>> = values.collect();
    let defined = values.iter().map(|it| i16::from(it.is_some())).collect();
    let found = values.iter().flatten().copied().collect();
    LeafColumn { values: LeafValues::Numbers(found), defined, repeated: vec![0; values.len()] }
}

/// Writing to memory fails only where a column does not fit the schema.
fn failed(error: &ParquetError) -> FormatError {
    FormatError::new("", rows::syntax(error))
}
