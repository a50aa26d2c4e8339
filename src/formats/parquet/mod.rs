//! Parquet: one row a document, its spans and relations as lists in the row.

pub(super) mod rows;
mod suggested;
mod thrift;

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use parquet::{
    basic::{ConvertedType, LogicalType, Repetition, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::{ParquetError, Result},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::{Type, TypePtr},
};

use super::{
    DatasetSurvey, DocumentRemarks, DocumentView, DocumentWriter, Export, Format, FormatError,
    Input, Options, RelationView, SpanView, StreamedFile,
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
    export: Some(Export::Streamed { begin: |_, survey| corpus(survey), needs_survey: true }),
    import: Some(import),
    read_from: &["parquet"],
    ..Format::BARE
};

/// Documents in a row group: enough for good pages, few enough to be read in parts.
const GROUP: usize = 1000;

fn corpus(survey: &DatasetSurvey) -> StreamedFile {
    let attributes = survey.attributes().map(str::to_owned).collect();
    let rows = StreamedRows {
        attributes,
        meta: survey.has_meta(),
        waiting: Vec::new(),
        count: 0,
        out: SharedBytes::default(),
        file: None,
    };
    StreamedFile { name: "corpus.parquet".to_owned(), writer: Box::new(rows) }
}

/// A file under way: row groups are written once they are full.
struct StreamedRows {
    attributes: Vec<String>,
    meta: bool,
    /// The columns of the next row group, and how many documents are in it.
    waiting: Vec<LeafColumn>,
    count: usize,
    out: SharedBytes,
    /// Begun with the first document.
    file: Option<SerializedFileWriter<SharedBytes>>,
}

/// What the file's writer has written and nobody taken yet.
#[derive(Clone, Default)]
struct SharedBytes(Arc<Mutex<Vec<u8>>>);

impl SharedBytes {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for SharedBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl StreamedRows {
    fn file(&mut self) -> Result<&mut SerializedFileWriter<SharedBytes>> {
        if self.file.is_none() {
            let attributes = self.attributes.iter().map(String::as_str).collect();
            let shape = RowShape { attributes, labels: None, meta: self.meta };
            let properties = Arc::new(WriterProperties::builder().build());
            let file = SerializedFileWriter::new(self.out.clone(), shape.schema()?, properties)?;
            self.file = Some(file);
        }
        self.file.as_mut().ok_or_else(other_kind)
    }

    /// Writes the row group that waits.
    fn write_waiting(&mut self) -> Result<()> {
        let columns = mem::take(&mut self.waiting);
        if mem::take(&mut self.count) > 0 {
            write_group(self.file()?, &columns)?;
        }
        Ok(())
    }
}

impl DocumentWriter for StreamedRows {
    fn add(
        &mut self,
        views: &[DocumentView<'_>],
        out: &mut dyn Write,
    ) -> io::Result<Vec<DocumentRemarks>> {
        let mut rest = views;
        while !rest.is_empty() {
            let (part, behind) = rest.split_at(rest.len().min(GROUP - self.count));
            rest = behind;
            let attributes = self.attributes.iter().map(String::as_str).collect();
            let shape = RowShape { attributes, labels: None, meta: self.meta };
            let columns = shape.columns(&part.iter().collect::<Vec<_>>());
            if self.waiting.is_empty() {
                self.waiting = columns;
            } else {
                self.waiting.iter_mut().zip(columns).for_each(|(it, more)| it.extend(more));
            }
            self.count += part.len();
            if self.count == GROUP {
                self.write_waiting()?;
                out.write_all(&self.out.take())?;
            }
        }
        Ok(vec![DocumentRemarks::default(); views.len()])
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.write_waiting()?;
        self.file()?;
        if let Some(file) = self.file.take() {
            file.close()?;
        }
        out.write_all(&self.out.take())
    }
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

impl LeafColumn {
    /// Adds the values of the documents behind.
    fn extend(&mut self, more: Self) {
        match (&mut self.values, more.values) {
            (LeafValues::Numbers(values), LeafValues::Numbers(more)) => values.extend(more),
            (LeafValues::Fractions(values), LeafValues::Fractions(more)) => values.extend(more),
            (LeafValues::Words(values), LeafValues::Words(more)) => values.extend(more),
            // Both are the same column of one shape.
            (LeafValues::Numbers(_) | LeafValues::Fractions(_) | LeafValues::Words(_), _) => return,
        }
        self.defined.extend(more.defined);
        self.repeated.extend(more.repeated);
    }
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
