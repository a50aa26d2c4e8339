//! Tags in what is read as a table of articles: they are counted, since a table brings none.

use serde_json::Value;

use super::ArticleRows;
use crate::formats::table_columns::normal;

/// What the columns of tables are called that hold tags and no articles: spans and relations of a dataset
/// in CSV, as we and others write them.
const TAG_TABLES: [&[&str]; 2] =
    [&["doc_id", "start", "end", "label"], &["doc_id", "from", "to", "label"]];
/// The file of the texts in such a dataset.
const TEXTS: &str = "documents";

/// True where each row of a table is a tag of a dataset.
pub(super) fn holds_tags_alone(table: &ArticleRows) -> bool {
    TAG_TABLES.iter().any(|names| names.iter().all(|name| has_column(table, name)))
}

/// True for the texts of a dataset whose tags lie in tables beside it.
pub(super) fn has_tags_beside(table: &ArticleRows, stem: &str) -> bool {
    stem == TEXTS && has_column(table, "doc_id")
}

fn has_column(table: &ArticleRows, name: &str) -> bool {
    table.columns.iter().any(|it| normal(it) == normal(name))
}

/// How many tags the cells of a table hold as lists.
pub(super) fn tags_in_cells(table: &ArticleRows) -> usize {
    let cells = table.rows.iter().flatten().flat_map(|it| table.columns.iter().zip(&it.1));
    // Tokens have places in the text as spans do.
    cells.filter(|it| it.0 != "tokens").map(|it| tags_in(it.1)).sum()
}

/// How many tags a cell holds as a list: objects with a start and an end, or with two ends, or lists that
/// begin with two offsets.
fn tags_in(cell: &str) -> usize {
    if !cell.starts_with('[') {
        return 0;
    }
    let Ok(Value::Array(items)) = serde_json::from_str(cell) else { return 0 };
    items.iter().filter(|it| is_tag(it)).count()
}

fn is_tag(item: &Value) -> bool {
    const ENDS: [(&str, &str); 6] = [
        ("start", "end"),
        ("begin", "end"),
        ("start_offset", "end_offset"),
        ("from", "to"),
        ("from_id", "to_id"),
        ("head", "child"),
    ];
    match item {
        Value::Object(item) => {
            ENDS.iter().any(|(first, last)| item.contains_key(*first) && item.contains_key(*last))
        }
        Value::Array(item) => item.len() > 2 && item.iter().take(2).all(Value::is_u64),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
