//! CSV and TSV: three tables, of documents, spans and relations.

use std::collections::HashMap;

use super::{
    Cannot, DocumentView, Export, Format, FormatError, FormatFault, Input, OffsetUnit, Options,
    Output, RowFault,
    intake::{DocumentDraft, Intake, pairs},
    syntax::json,
};

pub(super) const CSV: Format = Format {
    id: "csv",
    title: "CSV tables",
    extension: "csv",
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(|views, options| export(views, &COMMA, options))),
    import: Some(|inputs, options| import(inputs, &COMMA, options)),
    read_from: &["csv"],
    ..Format::BARE
};

pub(super) const TSV: Format = Format {
    id: "tsv",
    title: "TSV tables",
    extension: "tsv",
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(|views, options| export(views, &TAB, options))),
    import: Some(|inputs, options| import(inputs, &TAB, options)),
    read_from: &["tsv"],
    ..Format::BARE
};

/// How a table is written.
struct TableStyle {
    extension: &'static str,
    /// The table that has to be there.
    documents: &'static str,
    delimiter: u8,
    /// Excel shows Persian in a CSV file only behind a byte order mark.
    mark: &'static str,
}

const COMMA: TableStyle =
    TableStyle { extension: "csv", documents: "documents.csv", delimiter: b',', mark: "\u{FEFF}" };
const TAB: TableStyle =
    TableStyle { extension: "tsv", documents: "documents.tsv", delimiter: b'\t', mark: "" };

const DOCUMENTS: [&str; 2] = ["doc_id", "text"];
const SPANS: [&str; 7] = ["doc_id", "span_id", "start", "end", "label", "text", "attributes"];
const RELATIONS: [&str; 4] = ["doc_id", "from", "to", "label"];

fn export(views: &[DocumentView<'_>], style: &TableStyle, options: &Options) -> Output {
    let mut documents = WrittenTable::new(style, &DOCUMENTS, options);
    let mut spans = WrittenTable::new(style, &SPANS, options);
    let mut relations = WrittenTable::new(style, &RELATIONS, options);
    for view in views {
        documents.row(&[view.id(), view.source()]);
        for span in &view.spans {
            let (start, end) = (span.start_char.to_string(), span.end_char.to_string());
            let attributes = json::text(&serde_json::Value::Object(span.attributes_json()));
            spans.row(&[
                view.id(),
                &span.id(),
                &start,
                &end,
                span.label(),
                span.words,
                &attributes,
            ]);
        }
        for relation in &view.relations {
            let end = |at: usize| view.spans.get(at).map_or(String::new(), super::SpanView::id);
            relations.row(&[view.id(), &end(relation.from), &end(relation.to), relation.label()]);
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
struct WrittenTable {
    writer: csv::Writer<Vec<u8>>,
    /// True to guard cells against spreadsheets.
    is_guarded: bool,
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What stands before such a cell, as spreadsheets have it.
const GUARD: char = '\'';
/// The column that says so, for who reads the table as what it is.
const GUARD_COLUMN: &str = "cell_guard";

impl WrittenTable {
    fn new(style: &TableStyle, head: &[&str], options: &Options) -> Self {
        let writer = csv::WriterBuilder::new()
            .delimiter(style.delimiter)
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let mut table = Self { writer, is_guarded: options.spreadsheet };
        let guard = options.spreadsheet.then_some(GUARD_COLUMN);
        let _infallible = table.writer.write_record(head.iter().copied().chain(guard));
        table
    }

    fn row(&mut self, fields: &[&str]) {
        // Writing to memory cannot fail, and every row of a table has as many fields as its head.
        let _infallible = if self.is_guarded {
            let guard = |it: &str| if it.starts_with(FORMULA) { "'" } else { "" };
            let guarded = fields.iter().map(|it| format!("{}{it}", guard(it)));
            self.writer.write_record(guarded.chain([GUARD.to_string()]))
        } else {
            self.writer.write_record(fields)
        };
    }

    fn bytes(self, style: &TableStyle) -> Vec<u8> {
        let table = self.writer.into_inner().unwrap_or_default();
        [style.mark.as_bytes(), &table].concat()
    }
}

fn import(inputs: &[Input], style: &TableStyle, options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let Some(documents) = ReadTable::read(inputs, "documents", style)? else {
        return Err(FormatError::new("", FormatFault::NoFolder(style.documents)));
    };
    ["doc_id", "text"].into_iter().try_for_each(|it| documents.has(it))?;
    let mut index: HashMap<String, usize> = HashMap::new();
    for row in documents.body {
        let read = row.map(|row| {
            let (id, text) = (documents.head.of(&row, "doc_id"), documents.head.of(&row, "text"));
            index.insert(id.to_owned(), intake.drafts.len());
            intake.drafts.push(DocumentDraft::new(id, text, &documents.head.file, row.line));
        });
        intake.row(read, options)?;
    }
    if let Some(spans) = ReadTable::read(inputs, "spans", style)? {
        ["doc_id", "span_id", "start", "end", "label"]
            .into_iter()
            .try_for_each(|it| spans.has(it))?;
        for row in spans.body {
            let read = row.and_then(|row| {
                let draft = spans.head.document(&row, &index, &mut intake.drafts)?;
                read_span(&spans.head, &row, draft)
            });
            intake.row(read, options)?;
        }
    }
    if let Some(relations) = ReadTable::read(inputs, "relations", style)? {
        ["doc_id", "from", "to", "label"].into_iter().try_for_each(|it| relations.has(it))?;
        for row in relations.body {
            let head = &relations.head;
            let read = row.and_then(|row| {
                let [from, to, label] = ["from", "to", "label"].map(|it| head.of(&row, it));
                head.document(&row, &index, &mut intake.drafts)?.relation("", label, from, to);
                Ok(())
            });
            intake.row(read, options)?;
        }
    }
    Ok(intake)
}

fn read_span(
    head: &TableHead,
    row: &TableRow,
    draft: &mut DocumentDraft,
) -> Result<(), FormatError> {
    let offsets = (head.number(row, "start")?, head.number(row, "end")?);
    let attributes: serde_json::Map<String, serde_json::Value> = match head.of(row, "attributes") {
        "" => serde_json::Map::new(),
        json => serde_json::from_str(json)
            .map_err(|error| head.error(row, RowFault::Syntax(error.to_string())))?,
    };
    let (key, label) = (head.of(row, "span_id"), head.of(row, "label"));
    draft.place.1 = row.line;
    let span = draft.span(key, label, OffsetUnit::CodePoint, &[offsets]);
    span.say(head.of(row, "text"));
    span.attributes = pairs(attributes);
    Ok(())
}

/// A table that was read.
struct ReadTable {
    head: TableHead,
    body: Vec<Result<TableRow, FormatError>>,
}

/// The first row of a table, which names its columns.
struct TableHead {
    file: String,
    columns: Vec<String>,
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
            let fault = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    let number = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
                    RowFault::Fields { found: number(*len), expected: number(*expected_len) }
                }
                _ => RowFault::Syntax(error.to_string()),
            };
            FormatError::row(&input.name, line, fault)
        };
        let columns = reader.headers().map_err(|it| wrong(&it))?;
        let columns: Vec<String> = columns.iter().map(ToOwned::to_owned).collect();
        let body = reader.records().map(|record| {
            let fields = record.map_err(|it| wrong(&it))?;
            let line = fields.position().map_or(1, line_of);
            Ok(TableRow { line, fields })
        });
        let mut body: Vec<Result<TableRow, FormatError>> = body.collect();
        if columns.iter().any(|it| it == GUARD_COLUMN) {
            remove_guards(&mut body);
        }
        Ok(Some(Self { head: TableHead { file: input.name.clone(), columns }, body }))
    }

    fn has(&self, column: &'static str) -> Result<(), FormatError> {
        if self.head.columns.iter().any(|it| it == column) {
            return Ok(());
        }
        Err(FormatError::at(&self.head.file, 1, 1, FormatFault::LacksColumn(column)))
    }
}

impl TableHead {
    /// What stands in a column, nothing where there is no such column.
    fn of<'a>(&self, row: &'a TableRow, column: &str) -> &'a str {
        let at = self.columns.iter().position(|it| it == column);
        at.and_then(|at| row.fields.get(at)).unwrap_or_default()
    }

    fn number(&self, row: &TableRow, column: &str) -> Result<usize, FormatError> {
        let field = self.of(row, column);
        field.trim().parse().map_err(|_not_a_count| {
            let (column, found) = (column.to_owned(), field.to_owned());
            self.error(row, RowFault::NoOffset { column, found })
        })
    }

    fn document<'a>(
        &self,
        row: &TableRow,
        index: &HashMap<String, usize>,
        drafts: &'a mut [DocumentDraft],
    ) -> Result<&'a mut DocumentDraft, FormatError> {
        let id = self.of(row, "doc_id");
        index
            .get(id)
            .and_then(|&at| drafts.get_mut(at))
            .ok_or_else(|| self.error(row, RowFault::NoDocument(id.to_owned())))
    }

    fn error(&self, row: &TableRow, fault: RowFault) -> FormatError {
        FormatError::row(&self.file, row.line, fault)
    }
}

/// Takes away what guards cells against spreadsheets.
fn remove_guards(rows: &mut [Result<TableRow, FormatError>]) {
    for row in rows.iter_mut().flatten() {
        let bare = |it| match str::strip_prefix(it, GUARD) {
            Some(bare) if bare.starts_with(FORMULA) => bare,
            _ => it,
        };
        row.fields = row.fields.iter().map(bare).collect();
    }
}
