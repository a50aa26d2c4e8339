//! The first sheet of a spreadsheet (XLSX) that holds anything, as a table.

use std::{
    collections::BTreeMap,
    io::{BufReader, Cursor},
};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::{ArticleRows, MOST_COLUMNS};
use crate::formats::{DamagedPart, FormatError, FormatFault, Input, RowFault, syntax::zip};

/// True for a spreadsheet, whatever its file is called.
pub(super) fn is_sheet(input: &Input) -> bool {
    zip::is_zip(input) && zip::has_file(input, "xl/workbook.xml")
}

/// The table in a spreadsheet.
pub(super) fn table(input: &Input) -> Result<ArticleRows, FormatError> {
    // The crate below does not look at how much an archive is once it is unpacked.
    zip::check_size(input)?;
    // Damaged files must not end the program; nothing of ours is shared with the crate.
    let read = std::panic::catch_unwind(|| rows(&input.bytes));
    let wrong = |fault: FormatFault| FormatError::new(&input.name, fault);
    let (rows, far_cells) = read
        .map_err(|_panic| wrong(FormatFault::Damaged(DamagedPart::Spreadsheet)))?
        .map_err(|error| wrong(FormatFault::Syntax(error.to_string())))?;
    let mut rows = rows.into_iter();
    let head = rows.next().map(|it| it.1).unwrap_or_default();
    let count = head.keys().next_back().map_or(0, |it| it + 1);
    let name = |at: usize| head.get(&at).map_or(String::new(), |it| it.trim().to_owned());
    let columns = (0..count).map(name).collect();
    let rows = rows.map(|(line, mut cells)| {
        let found = cells.keys().next_back().map_or(0, |it| it + 1);
        if found > count {
            return Err(FormatError::row(
                &input.name,
                line,
                RowFault::Fields { found, expected: count },
            ));
        }
        Ok((line, (0..count).map(|at| cells.remove(&at).unwrap_or_default()).collect()))
    });
    Ok(ArticleRows { columns, rows: rows.collect(), far_cells })
}

/// The rows that have cells, with their numbers from 1; cells by column.
type SheetRows = BTreeMap<usize, BTreeMap<usize, String>>;

/// The rows of the first sheet that has any, and how many of its cells stand too far to the side.
fn rows(bytes: &[u8]) -> Result<(SheetRows, usize), XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(Cursor::new(bytes)))?;
    for name in book.sheet_names() {
        let (mut rows, mut far_cells) = (SheetRows::new(), 0);
        let mut cells = book.worksheet_cells_reader(&name)?;
        // Cell by cell: a sheet with one cell at its far end would be a thousand million cells as one.
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize + 1, column as usize);
            let words = words(cell.get_value());
            if words.is_empty() {
                continue;
            }
            if column < MOST_COLUMNS {
                rows.entry(row).or_default().insert(column, words);
            } else {
                far_cells += 1;
            }
        }
        if !rows.is_empty() {
            return Ok((rows, far_cells));
        }
    }
    Ok((SheetRows::new(), 0))
}

/// A cell as it is read: a day as `2024-05-20`.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            words.clone()
        }
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
