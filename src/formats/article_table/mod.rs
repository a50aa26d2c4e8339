//! Articles out of a table: CSV, TSV, JSON Lines, JSON, XLSX or Parquet with a row an article.
//!
//! Which column holds what is found by its name, in Persian and English, and else by what stands in it,
//! unless somebody says so.

mod catalog;
mod sheet;
mod tags;

use std::collections::BTreeSet;

use super::{
    Cannot, DocumentFault, Format, FormatError, FormatFault, ImportNote, Input, OffsetUnit,
    Options, RowFault, TableColumns, TableNote, TableRole, Warning, csv_tables,
    intake::{DocumentDraft, Intake},
    sniff,
    syntax::{decoding, json},
};
use crate::{recognize::date::published_on, text::words_of_markup};

pub use catalog::{
    ArticleCatalog, CATALOG_FILE, CatalogCell, CatalogEntry, CatalogFault, CatalogField,
    CatalogFill, CatalogFinding, CatalogPlan, CellSource, FileChoice, FilledCells, NamePattern,
};

pub(super) const FORMAT: Format = Format {
    id: "table",
    title: "Table of articles",
    extension: "csv",
    offset_unit: OffsetUnit::Nothing,
    cannot_carry: &[Cannot::Spans],
    import: Some(import),
    read_from: &["csv", "tsv", "jsonl", "json", "xlsx", "parquet"],
    ..Format::BARE
};

/// A table as it was read: the names of its columns, and its rows with the lines they begin at.
pub(super) struct ArticleRows {
    columns: Vec<String>,
    rows: Vec<Result<(usize, Vec<String>), FormatError>>,
    /// How many cells stand in columns that are not read.
    far_cells: usize,
}

/// The most columns that are read: a cell of a spreadsheet may claim to stand in any of 16,384, and rows of
/// JSON may have a key each.
const MOST_COLUMNS: usize = 256;
/// How many rows the plan shows as they will be.
const SHOWN_ROWS: usize = 3;
/// How many code points of their texts.
const SHOWN_TEXT: usize = 80;

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let table = read(input, &mut intake.warnings);
        let Some(table) = intake.file(table, options)? else { continue };
        let Some(mut table) = table else {
            let note = ImportNote::OtherFile(".csv, .tsv, .jsonl, .json, .xlsx, .parquet");
            intake.warnings.push(Warning::of_file(&input.name, note));
            continue;
        };
        if tags::holds_tags_alone(&table) {
            let (count, from) = (table.rows.len(), Some(csv_format(input).name()));
            let note = ImportNote::Table(TableNote::Tags { count, from });
            intake.warnings.push(Warning::of_file(&input.name, note));
            continue;
        }
        name_columns(&mut table.columns);
        let columns = TableColumns::find(&table.columns, &table.rows, &options.columns)
            .map_err(|fault| FormatError::at(&input.name, 1, 1, fault));
        let Some(columns) = intake.file(columns, options)? else { continue };
        intake.warnings.push(Warning::of_file(&input.name, columns.note()));
        if table.far_cells > 0 {
            let note = ImportNote::FarCells { count: table.far_cells, most: MOST_COLUMNS };
            intake.warnings.push(Warning::of_file(&input.name, note));
        }
        intake.warnings.extend(tags_left_out(&table, input));
        let unused = columns.unused();
        if !unused.is_empty() {
            let note = ImportNote::Table(TableNote::OtherColumns(unused));
            intake.warnings.push(Warning::of_file(&input.name, note));
        }
        let (said, taken) = (intake.warnings.len(), intake.drafts.len());
        for (row, number) in table.rows.into_iter().zip(1..) {
            let read = row.map(|(line, cells)| {
                take_row(&cells, (line, number), &columns, input, options, &mut intake);
            });
            intake.row(read, options)?;
        }
        let first = intake.drafts.iter().skip(taken).take(SHOWN_ROWS).map(first_row);
        let first: Vec<Warning> = first.collect();
        intake.warnings.splice(said..said, first);
        intake.tables.push(columns);
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoTable));
    }
    Ok(intake)
}

/// What is said of the tags of a table's texts, which a table does not bring.
fn tags_left_out(table: &ArticleRows, input: &Input) -> Option<Warning> {
    let count = tags::tags_in_cells(table);
    let from = if count > 0 { sniff::reader_of(input).map(Format::name) } else { None };
    let note = match count {
        0 if tags::has_tags_beside(table, input.stem()) => {
            TableNote::TagsBeside(csv_format(input).name())
        }
        0 => return None,
        count => TableNote::Tags { count, from },
    };
    Some(Warning::of_file(&input.name, ImportNote::Table(note)))
}

/// The format of datasets in several tables that has files called so.
fn csv_format(input: &Input) -> &'static Format {
    let is_tsv = input.name.rsplit('.').next() == Some("tsv");
    if is_tsv { &csv_tables::TSV } else { &csv_tables::CSV }
}

fn take_row(
    cells: &[String],
    (line, number): (usize, usize),
    columns: &TableColumns,
    input: &Input,
    options: &Options,
    intake: &mut Intake,
) {
    let cell =
        |role: TableRole| columns.of(role).and_then(|at| cells.get(at)).map_or("", |it| it.trim());
    let id = match cell(TableRole::Id) {
        "" => format!("{}-{number}", input.stem()),
        id => id.to_owned(),
    };
    let body = words_of_markup(cell(TableRole::Text));
    let mut draft = DocumentDraft::new(id, "", &input.name, line);
    // A number in a list of objects is no article.
    if !body.contains(char::is_alphabetic) {
        intake.warnings.push(draft.left_out(DocumentFault::NoText));
        return;
    }
    let title = words_of_markup(cell(TableRole::Title)).replace('\n', " ");
    let has_title = title.is_empty() || body.starts_with(&title);
    let text = if has_title { body } else { format!("{title}\n{body}") };
    draft.text = crate::text::Text::new(text.trim_end().to_owned() + "\n");
    let mut say = |key: &str, value: &str| {
        if !value.is_empty() {
            draft.meta.insert(key.to_owned(), value.to_owned());
        }
    };
    say("title", &title);
    say("source", cell(TableRole::Source));
    say("url", cell(TableRole::Url));
    let published = cell(TableRole::Published);
    match published_on(published, options.timezone) {
        Some(day) => say("published", &day.to_string()),
        None if published.is_empty() => {}
        None => {
            say("published_as_written", published);
            let note = ImportNote::NoDay(published.to_owned());
            intake.warnings.push(draft.warning(note));
        }
    }
    intake.drafts.push(draft);
}

/// Gives columns without a name their number, so that they can be chosen.
fn name_columns(columns: &mut [String]) {
    for (number, name) in (1..).zip(columns).filter(|it| it.1.trim().is_empty()) {
        *name = format!("#{number}");
    }
}

/// A row as it will be.
fn first_row(draft: &DocumentDraft) -> Warning {
    let of = |key: &str| draft.meta.get(key).cloned().unwrap_or_default();
    // The title begins the text where there is one.
    let text: String = draft.text.as_str().chars().take(SHOWN_TEXT).collect();
    let text = text.trim_end().replace(['\n', '\t'], " ");
    draft.warning(ImportNote::FirstRow { id: draft.id.clone(), published: of("published"), text })
}

/// The table in a file; `None` for a file that is none.
fn read(input: &Input, warnings: &mut Vec<Warning>) -> Result<Option<ArticleRows>, FormatError> {
    #[cfg(feature = "parquet")]
    if input.bytes.starts_with(b"PAR1") {
        let rows = super::parquet::rows::rows(input)?;
        return Ok(Some(of_objects(rows.into_iter().zip(1..).map(|(row, line)| Ok((line, row))))));
    }
    if sheet::is_sheet(input) {
        return sheet::table(input).map(Some);
    }
    let text = decoded(input, warnings)?;
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        if let Some(rows) = messages(start) {
            return Ok(Some(of_objects(rows.into_iter().zip(1..).map(|(row, at)| Ok((at, row))))));
        }
        let plain = Input::new(input.name.clone(), text.as_bytes());
        let rows = json::records::<serde_json::Value>(&plain, &text)?;
        return Ok(Some(of_objects(rows)));
    }
    if start.starts_with('<') {
        return Ok(None);
    }
    separated(input, &text).map(Some)
}

/// The messages of a channel as Telegram exports them (`result.json`), each as a row; `None` for other
/// JSON. What is said of nobody's words, such as a change of the channel's picture, is no message.
fn messages(source: &str) -> Option<Vec<serde_json::Value>> {
    let all: serde_json::Value = serde_json::from_str(source).ok()?;
    // An account's whole archive has a list of chats.
    let lists = ["chats", "left_chats"].into_iter().flat_map(|key| json::list(&all[key]["list"]));
    let chats = std::iter::once(&all).chain(lists).filter(|it| it["messages"].is_array());
    let chats: Vec<&serde_json::Value> = chats.collect();
    if chats.is_empty() {
        return None;
    }
    let words = |text: &serde_json::Value| match text {
        serde_json::Value::String(words) => words.clone(),
        parts => {
            let part = |it: &serde_json::Value| {
                it.as_str().or(it["text"].as_str()).unwrap_or_default().to_owned()
            };
            json::list(parts).iter().map(part).collect()
        }
    };
    let each = chats
        .into_iter()
        .flat_map(|chat| json::list(&chat["messages"]).iter().map(move |it| (chat, it)));
    let rows = each.filter(|(_, it)| it["type"] == "message").map(|(chat, it)| {
        let date = if it["date_unixtime"].is_null() { &it["date"] } else { &it["date_unixtime"] };
        serde_json::json!({
            "id": it["id"], "text": words(&it["text"]), "date": date, "source": chat["name"],
        })
    });
    Some(rows.collect())
}

/// The text of a file in whichever encoding it is, which is said where it is not UTF-8.
fn decoded(input: &Input, warnings: &mut Vec<Warning>) -> Result<String, FormatError> {
    if let Ok(text) = input.text_of_lines() {
        let marks: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];
        if marks.iter().any(|it| input.bytes.starts_with(it)) {
            warnings.push(Warning::of_file(&input.name, ImportNote::Encoding("UTF-16")));
        }
        return Ok(text.into_owned());
    }
    let text = decoding::decoded(input, warnings)?;
    Ok(text.map_or_else(String::new, |it| it.as_str().to_owned()))
}

/// A row with what its `meta` says as columns of its own, where datasets keep what is said of an article: an
/// object, or one written as text.
fn with_metadata(mut row: serde_json::Value) -> serde_json::Value {
    let Some(cells) = row.as_object_mut() else { return row };
    for key in ["meta", "metadata"] {
        let said = match cells.get(key) {
            Some(serde_json::Value::Object(said)) => Some(said.clone()),
            Some(serde_json::Value::String(text)) => serde_json::from_str(text).ok(),
            _ => None,
        };
        let Some(said) = said else { continue };
        let said: serde_json::Map<String, serde_json::Value> = said;
        cells.remove(key);
        for (name, value) in said.into_iter().filter(|it| !it.1.is_object() && !it.1.is_array()) {
            cells.entry(name).or_insert(value);
        }
    }
    row
}

/// Objects as rows; the columns are their keys, in order of name.
fn of_objects(
    rows: impl Iterator<Item = Result<(usize, serde_json::Value), FormatError>>,
) -> ArticleRows {
    let spread = |it: Result<(usize, serde_json::Value), FormatError>| {
        it.map(|(line, row)| (line, with_metadata(row)))
    };
    let rows: Vec<Result<(usize, serde_json::Value), FormatError>> = rows.map(spread).collect();
    let mut columns: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    let mut far_cells = 0;
    for (_, row) in rows.iter().flatten() {
        for key in row.as_object().into_iter().flatten().map(|it| it.0) {
            if known.contains(key) {
                continue;
            }
            if columns.len() < MOST_COLUMNS {
                known.insert(key.clone());
                columns.push(key.clone());
            } else {
                far_cells += 1;
            }
        }
    }
    let cell = |it: &serde_json::Value| match it {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(words) => words.clone(),
        other => json::text(other),
    };
    let row = |read: Result<(usize, serde_json::Value), FormatError>| {
        let (line, row) = read?;
        Ok((line, columns.iter().map(|key| cell(&row[key.as_str()])).collect()))
    };
    let rows = rows.into_iter().map(row).collect();
    ArticleRows { columns, rows, far_cells }
}

/// What parts the cells of a table: the mark that its first line has most of.
fn delimiter_of(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|&it| it == mark).count();
    let marks = [b'\t', b';', b','].into_iter();
    marks.max_by_key(|&mark| (count(mark), mark == b',')).unwrap_or(b',')
}

/// A table of cells that a comma, a semicolon or a tab parts.
fn separated(input: &Input, text: &str) -> Result<ArticleRows, FormatError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let wrong = |error: &csv::Error| {
        let line = error.position().map_or(1, |it| usize::try_from(it.line()).unwrap_or(1));
        FormatError::row(&input.name, line, RowFault::Syntax(error.to_string()))
    };
    let columns = reader.headers().map_err(|it| wrong(&it))?;
    let mut columns: Vec<String> = columns.iter().map(|it| it.trim().to_owned()).collect();
    let expected = columns.len();
    let mut far_cells = 0;
    let rows = reader.records().map(|record| {
        let record = record.map_err(|it| wrong(&it))?;
        let line = record.position().map_or(1, |it| usize::try_from(it.line()).unwrap_or(1));
        if record.len() > expected {
            let found = record.len();
            let fault = RowFault::Fields { found, expected };
            return Err(FormatError::row(&input.name, line, fault));
        }
        far_cells += record.iter().skip(MOST_COLUMNS).filter(|it| !it.is_empty()).count();
        Ok((line, record.iter().take(MOST_COLUMNS).map(ToOwned::to_owned).collect()))
    });
    let rows = rows.collect();
    columns.truncate(MOST_COLUMNS);
    Ok(ArticleRows { columns, rows, far_cells })
}
