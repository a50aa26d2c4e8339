//! Tables as a spreadsheet program saves them.

use super::archive::workbook;

/// A spreadsheet (XLSX) with these rows in its one sheet.
pub(crate) fn spreadsheet(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (number, row) in (1..).zip(rows) {
        sheet += "<row>";
        for (column, cell) in ('A'..='Z').zip(row) {
            let cell = cell.replace('&', "&amp;").replace('<', "&lt;");
            let words = format!("<is><t xml:space=\"preserve\">{cell}</t></is>");
            let cell = format!("<c r=\"{column}{number}\" t=\"inlineStr\">{words}</c>");
            sheet += &cell;
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    workbook(sheet.as_bytes(), b"")
}
