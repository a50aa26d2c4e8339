//! Parquet: one row a document, its spans and relations as lists in the row.

pub(super) mod rows;
mod suggested;
mod thrift;

use std::{io::Write, sync::Arc};

use parquet::{
    basic::{ConvertedType, LogicalType, Repetition, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::{ParquetError, Result},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::{Type, TypePtr},
};

use super::{
    DocumentView, Format, FormatError, Input, Options, Output, RelationView, SpanView,
    dataset_row::{has_meta, meta, read_row},
    intake::Intake,
    view::attributes_of,
};

pub use self::suggested::{ArticleTable, SuggestionTable};

pub(super) const FORMAT: Format = Format {
    id: "parquet",
    title: "Parquet",
    extension: "parquet",
    single_file: true,
    export: Some(export),
    import: Some(import),
    read_from: &["parquet"],
    ..Format::BARE
};

/// Documents in a row group: enough for good pages, few enough to be read in parts.
const GROUP: usize = 1000;

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let all: Vec<&DocumentView<'_>> = views.iter().collect();
    Output::file("corpus.parquet", file(&all, views, None))
}

fn import(inputs: &[Input], options: &Options) -> std::result::Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let Some(rows) = intake.file(rows::rows(input), options)? else { continue };
        for (at, row) in rows.iter().enumerate() {
            let read = read_row(row, at + 1, input, &[], &mut intake);
            intake.row(read, options)?;
        }
    }
    Ok(intake)
}

/// The rows of `views` as a file, with the columns that `all` need. Labels are numbers where
/// `labels` names them.
pub(super) fn file(
    views: &[&DocumentView<'_>],
    all: &[DocumentView<'_>],
    labels: Option<&[&str]>,
) -> Vec<u8> {
    let shape = RowShape { attributes: attributes_of(all), labels, meta: has_meta(all) };
    // Writing to memory fails only for a schema that is wrong, which tests would find.
    shape.write(views).unwrap_or_default()
}

/// What the columns are.
struct RowShape<'a> {
    attributes: Vec<&'a str>,
    labels: Option<&'a [&'a str]>,
    meta: bool,
}

/// The values of a column, in the encoding of nested data: how deep each is defined, and whether it
/// goes on with the row's list.
struct LeafColumn {
    values: LeafValues,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

enum LeafValues {
    Numbers(Vec<i64>),
    Fractions(Vec<f64>),
    Words(Vec<ByteArray>),
}

impl RowShape<'_> {
    fn write(&self, views: &[&DocumentView<'_>]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer = SerializedFileWriter::new(&mut out, self.schema()?, properties)?;
        for group in views.chunks(GROUP) {
            write_group(&mut writer, &self.columns(group))?;
        }
        writer.close()?;
        Ok(out)
    }

    fn schema(&self) -> Result<TypePtr> {
        let label = if self.labels.is_some() { number("label")? } else { words("label")? };
        let mut span = vec![number("start")?, number("end")?, label, words("text")?];
        if !self.attributes.is_empty() {
            let optional = |key: &&str| string(key, Repetition::OPTIONAL);
            let fields: Result<Vec<TypePtr>> = self.attributes.iter().map(optional).collect();
            span.push(group("attributes", fields?)?);
        }
        let relation = vec![number("from")?, number("to")?, words("label")?];
        let mut fields =
            vec![words("id")?, words("text")?, list("spans", span)?, list("relations", relation)?];
        if self.meta {
            fields.push(words("meta")?);
        }
        Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
    }

    /// The columns in the order of the schema's leaves.
    fn columns(&self, views: &[&DocumentView<'_>]) -> Vec<LeafColumn> {
        let mut columns = vec![
            flat(views, |it| bytes(it.id())),
            flat(views, |it| bytes(it.source())),
            spans(views, LeafValues::Numbers(Vec::new()), |it, to| to.number(it.start_char)),
            spans(views, LeafValues::Numbers(Vec::new()), |it, to| to.number(it.end_char)),
            match self.labels {
                Some(labels) => spans(views, LeafValues::Numbers(Vec::new()), |it, to| {
                    to.number(labels.binary_search(&it.label()).unwrap_or(0));
                }),
                None => spans(views, LeafValues::Words(Vec::new()), |it, to| to.words(it.label())),
            },
            spans(views, LeafValues::Words(Vec::new()), |it, to| to.words(it.words)),
        ];
        for key in &self.attributes {
            columns.push(spans(views, LeafValues::Words(Vec::new()), |it, to| {
                match it.attribute(key) {
                    Some(value) => to.optional(value),
                    None => to.nothing(),
                }
            }));
        }
        columns
            .push(relations(views, LeafValues::Numbers(Vec::new()), |it, to| to.number(it.from)));
        columns.push(relations(views, LeafValues::Numbers(Vec::new()), |it, to| to.number(it.to)));
        columns
            .push(relations(views, LeafValues::Words(Vec::new()), |it, to| to.words(it.label())));
        if self.meta {
            columns.push(flat(views, |it| bytes(&meta(it))));
        }
        columns
    }
}

/// Writes columns, in the order of the schema's leaves, as a row group.
fn write_group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    columns: &[LeafColumn],
) -> Result<()> {
    let mut row_group = writer.next_row_group()?;
    for column in columns {
        let Some(mut target) = row_group.next_column()? else { break };
        column.write(target.untyped())?;
        target.close()?;
    }
    row_group.close()?;
    Ok(())
}

fn bytes(words: &str) -> ByteArray {
    words.as_bytes().to_vec().into()
}

/// Definition levels: 0 for an empty list, 1 for an item of one and for an absent value in it, 2
/// for a value that could be absent.
impl LeafColumn {
    /// Writes the column to `target`, which the schema made for values of this kind.
    fn write(&self, target: &mut ColumnWriter<'_>) -> Result<()> {
        let (defined, repeated) = (Some(&*self.defined), Some(&*self.repeated));
        match &self.values {
            LeafValues::Numbers(values) => {
                let ColumnWriter::Int64ColumnWriter(it) = target else { return Err(other_kind()) };
                it.write_batch(values, defined, repeated)?;
            }
            LeafValues::Fractions(values) => {
                let ColumnWriter::DoubleColumnWriter(it) = target else { return Err(other_kind()) };
                it.write_batch(values, defined, repeated)?;
            }
            LeafValues::Words(values) => {
                let ColumnWriter::ByteArrayColumnWriter(it) = target else {
                    return Err(other_kind());
                };
                it.write_batch(values, defined, repeated)?;
            }
        }
        Ok(())
    }

    fn number(&mut self, number: usize) {
        if let LeafValues::Numbers(values) = &mut self.values {
            values.push(i64::try_from(number).unwrap_or(i64::MAX));
        }
        self.defined.push(1);
    }

    fn fraction(&mut self, number: f64) {
        if let LeafValues::Fractions(values) = &mut self.values {
            values.push(number);
        }
        self.defined.push(1);
    }

    fn words(&mut self, words: &str) {
        self.optional(words);
        if let Some(level) = self.defined.last_mut() {
            *level = 1;
        }
    }

    fn optional(&mut self, words: &str) {
        if let LeafValues::Words(values) = &mut self.values {
            values.push(bytes(words));
        }
        self.defined.push(2);
    }

    fn nothing(&mut self) {
        self.defined.push(1);
    }
}

/// A column is of another kind than its values: the file would lack it.
fn other_kind() -> ParquetError {
    ParquetError::General("a column of another kind than its values".to_owned())
}

/// A column with one value a document.
fn flat(views: &[&DocumentView<'_>], value: impl Fn(&DocumentView<'_>) -> ByteArray) -> LeafColumn {
    let values = LeafValues::Words(views.iter().map(|it| value(it)).collect());
    LeafColumn { values, defined: vec![0; views.len()], repeated: vec![0; views.len()] }
}

fn spans(
    views: &[&DocumentView<'_>],
    values: LeafValues,
    put: impl Fn(&SpanView<'_>, &mut LeafColumn),
) -> LeafColumn {
    nested(views.iter().map(|it| it.spans.as_slice()), values, put)
}

fn relations(
    views: &[&DocumentView<'_>],
    values: LeafValues,
    put: impl Fn(&RelationView<'_>, &mut LeafColumn),
) -> LeafColumn {
    nested(views.iter().map(|it| it.relations.as_slice()), values, put)
}

/// A column inside a list: `values` is empty and says what it holds.
fn nested<'v, T: 'v>(
    lists: impl Iterator<Item = &'v [T]>,
    values: LeafValues,
    put: impl Fn(&T, &mut LeafColumn),
) -> LeafColumn {
    let mut column = LeafColumn { values, defined: Vec::new(), repeated: Vec::new() };
    for items in lists {
        if items.is_empty() {
            column.defined.push(0);
            column.repeated.push(0);
        }
        for (at, item) in items.iter().enumerate() {
            put(item, &mut column);
            column.repeated.push(i16::from(at > 0));
        }
    }
    column
}

fn string(name: &str, repetition: Repetition) -> Result<TypePtr> {
    let kind = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::String))
        .with_converted_type(ConvertedType::UTF8);
    Ok(Arc::new(kind.build()?))
}

fn words(name: &str) -> Result<TypePtr> {
    string(name, Repetition::REQUIRED)
}

fn number(name: &str) -> Result<TypePtr> {
    let kind = Type::primitive_type_builder(name, Physical::INT64);
    Ok(Arc::new(kind.with_repetition(Repetition::REQUIRED).build()?))
}

fn group(name: &str, fields: Vec<TypePtr>) -> Result<TypePtr> {
    let kind = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    Ok(Arc::new(kind.with_fields(fields).build()?))
}

/// A list of groups, in the three levels that the format wants.
fn list(name: &str, fields: Vec<TypePtr>) -> Result<TypePtr> {
    let item = group("element", fields)?;
    let items = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![item])
        .build()?;
    let list = Type::group_type_builder(name)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::List))
        .with_converted_type(ConvertedType::LIST)
        .with_fields(vec![Arc::new(items)]);
    Ok(Arc::new(list.build()?))
}
