//! CSV and TSV: three tables, of documents, spans and relations.

use std::collections::HashMap;

use super::{
    Cannot, DocumentView, Format, FormatError, Input, OffsetUnit, Output,
    intake::{DocumentDraft, Intake, Warning, pairs},
};

pub(super) const CSV: Format = Format {
    id: "csv",
    title: "CSV tables",
    extension: "csv",
    cannot_carry: &[Cannot::Metadata],
    export: Some(|views, _| export(views, &COMMA)),
    import: Some(|inputs, _| import(inputs, &COMMA)),
    read_from: &["csv"],
    ..Format::BARE
};

pub(super) const TSV: Format = Format {
    id: "tsv",
    title: "TSV tables",
    extension: "tsv",
    cannot_carry: &[Cannot::Metadata],
    export: Some(|views, _| export(views, &TAB)),
    import: Some(|inputs, _| import(inputs, &TAB)),
    read_from: &["tsv"],
    ..Format::BARE
};

/// How a table is written.
struct TableStyle {
    extension: &'static str,
    delimiter: u8,
    /// Excel shows Persian in a CSV file only behind a byte order mark.
    mark: &'static str,
}

const COMMA: TableStyle = TableStyle { extension: "csv", delimiter: b',', mark: "\u{FEFF}" };
const TAB: TableStyle = TableStyle { extension: "tsv", delimiter: b'\t', mark: "" };

const DOCUMENTS: [&str; 2] = ["doc_id", "text"];
const SPANS: [&str; 7] = ["doc_id", "span_id", "start", "end", "label", "text", "attributes"];
const RELATIONS: [&str; 4] = ["doc_id", "from", "to", "label"];

fn export(views: &[DocumentView<'_>], style: &TableStyle) -> Output {
    let mut documents = WrittenTable::new(style, &DOCUMENTS);
    let mut spans = WrittenTable::new(style, &SPANS);
    let mut relations = WrittenTable::new(style, &RELATIONS);
    for view in views {
        documents.row(&[view.id(), view.source()]);
        for it in &view.spans {
            let (start, end) = (it.start_char.to_string(), it.end_char.to_string());
            let attributes = serde_json::Value::Object(it.attributes_json()).to_string();
            spans.row(&[view.id(), &it.id(), &start, &end, it.label(), it.words, &attributes]);
        }
        for it in &view.relations {
            let end = |at: usize| view.spans.get(at).map_or(String::new(), super::SpanView::id);
            relations.row(&[view.id(), &end(it.from), &end(it.to), it.label()]);
        }
    }
    let name = |table: &str| format!("{table}.{}", style.extension);
    let files = vec![
        (name("documents"), documents.bytes(style)),
        (name("spans"), spans.bytes(style)),
        (name("relations"), relations.bytes(style)),
    ];
    Output { files, ..Output::default() }
}

/// A table being written, every field quoted and records ended by CR LF (RFC 4180).
struct WrittenTable(csv::Writer<Vec<u8>>);

impl WrittenTable {
    fn new(style: &TableStyle, head: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new()
            .delimiter(style.delimiter)
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let mut table = Self(writer);
        table.row(head);
        table
    }

    fn row(&mut self, fields: &[&str]) {
        // Writing to memory cannot fail, and every row of a table has as many fields as its head.
        let _infallible = self.0.write_record(fields);
    }

    fn bytes(self, style: &TableStyle) -> Vec<u8> {
        let table = self.0.into_inner().unwrap_or_default();
        [style.mark.as_bytes(), &table].concat()
    }
}

fn import(inputs: &[Input], style: &TableStyle) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let Some(documents) = ReadTable::read(inputs, "documents", style)? else {
        let name = format!("documents.{}", style.extension);
        let what = format!("there is no {name}; import the folder that holds the tables");
        return Err(FormatError::new("", what));
    };
    ["doc_id", "text"].iter().try_for_each(|it| documents.has(it))?;
    let mut index: HashMap<String, usize> = HashMap::new();
    for row in &documents.body {
        let (id, text) = (documents.field(row, "doc_id")?, documents.field(row, "text")?);
        index.insert(id.to_owned(), intake.drafts.len());
        intake.drafts.push(DocumentDraft::new(id, text, &documents.file, row.line));
    }
    if let Some(spans) = ReadTable::read(inputs, "spans", style)? {
        for row in &spans.body {
            let draft = spans.document(row, &index, &mut intake.drafts)?;
            if let Err(warning) = read_span(&spans, row, draft)? {
                intake.warnings.push(warning);
            }
        }
    }
    if let Some(relations) = ReadTable::read(inputs, "relations", style)? {
        for row in &relations.body {
            let [from, to, label] = ["from", "to", "label"].map(|it| relations.field(row, it));
            let (from, to, label) = (from?, to?, label?);
            relations.document(row, &index, &mut intake.drafts)?.relation("", label, from, to);
        }
    }
    Ok(intake)
}

fn read_span(
    spans: &ReadTable,
    row: &TableRow,
    draft: &mut DocumentDraft,
) -> Result<Result<(), Warning>, FormatError> {
    let offsets = (spans.number(row, "start")?, spans.number(row, "end")?);
    let (key, label) = (spans.field(row, "span_id")?, spans.field(row, "label")?);
    let attributes = spans.optional(row, "attributes");
    let attributes: serde_json::Map<String, serde_json::Value> = match attributes {
        "" => serde_json::Map::new(),
        json => serde_json::from_str(json).map_err(|error| {
            spans.error(row, "attributes", &format!("not a JSON object: {error}"))
        })?,
    };
    Ok(draft.span(key, label, OffsetUnit::CodePoint, &[offsets]).map(|added| {
        added.attributes = pairs(attributes);
    }))
}

/// A table that was read.
struct ReadTable {
    file: String,
    head: Vec<String>,
    body: Vec<TableRow>,
}

struct TableRow {
    line: usize,
    fields: csv::StringRecord,
}

impl ReadTable {
    /// The table called `name`; `None` where no such file is given.
    fn read(inputs: &[Input], name: &str, style: &TableStyle) -> Result<Option<Self>, FormatError> {
        let is_it = |it: &&Input| it.has_extension(style.extension) && it.stem() == name;
        let Some(input) = inputs.iter().find(is_it) else { return Ok(None) };
        let source = input.text_of_lines()?;
        let mut reader =
            csv::ReaderBuilder::new().delimiter(style.delimiter).from_reader(source.as_bytes());
        let line_of = |it: &csv::Position| {
            let number = |it: u64| usize::try_from(it).unwrap_or(0);
            // Between the two characters of a line end the line before is still counted.
            let inside = source.as_bytes().get(number(it.byte())) == Some(&b'\n');
            number(it.line()) + usize::from(inside)
        };
        let wrong = |error: &csv::Error| {
            let line = error.position().map_or(1, line_of);
            let what = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} fields, where the first line has {expected_len}")
                }
                _ => error.to_string(),
            };
            FormatError::at(&input.name, line, 1, what)
        };
        let head = reader.headers().map_err(|it| wrong(&it))?;
        let head = head.iter().map(ToOwned::to_owned).collect();
        let mut body = Vec::new();
        for record in reader.records() {
            let fields = record.map_err(|it| wrong(&it))?;
            let line = fields.position().map_or(1, line_of);
            body.push(TableRow { line, fields });
        }
        Ok(Some(Self { file: input.name.clone(), head, body }))
    }

    fn optional<'a>(&self, row: &'a TableRow, column: &str) -> &'a str {
        let at = self.head.iter().position(|it| it == column);
        at.and_then(|at| row.fields.get(at)).unwrap_or_default()
    }

    fn field<'a>(&self, row: &'a TableRow, column: &str) -> Result<&'a str, FormatError> {
        self.has(column).map(|()| self.optional(row, column))
    }

    fn has(&self, column: &str) -> Result<(), FormatError> {
        if self.head.iter().any(|it| it == column) {
            return Ok(());
        }
        Err(FormatError::at(&self.file, 1, 1, format!("there is no column {column:?}")))
    }

    fn number(&self, row: &TableRow, column: &str) -> Result<usize, FormatError> {
        let field = self.field(row, column)?;
        field.parse().map_err(|_not_a_count| {
            self.error(row, column, &format!("{field:?} is not an offset in code points"))
        })
    }

    fn document<'a>(
        &self,
        row: &TableRow,
        index: &HashMap<String, usize>,
        drafts: &'a mut [DocumentDraft],
    ) -> Result<&'a mut DocumentDraft, FormatError> {
        let id = self.field(row, "doc_id")?;
        index
            .get(id)
            .and_then(|&at| drafts.get_mut(at))
            .ok_or_else(|| self.error(row, "doc_id", &format!("no document is called {id:?}")))
    }

    fn error(&self, row: &TableRow, column: &str, what: &str) -> FormatError {
        FormatError::at(&self.file, row.line, 1, format!("{column}: {what}"))
    }
}
