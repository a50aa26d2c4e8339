//! `hashiye suggest --parquet`: a table of articles in, a table with what was found in them out.
//!
//! A row group is read, worked on by all cores and written before the next, so that memory holds one.

use std::{num::NonZero, panic::resume_unwind, path::Path, thread};

use serde_json::Value;

use super::{
    Done, Failure, Outcome,
    finder::Finder,
    inputs, out,
    stream::{LineFault, StreamArgs, StreamRecord, suggest_record},
};
use crate::{
    dataset::OutputPlace,
    formats::{ArticleTable, Input, SuggestionTable},
    messages::Message,
    store::{self, FileIdentity},
};

/// Reads the articles of a Parquet file, or of each in a folder, and writes what is found to `to`.
pub(super) fn run(finder: &Finder, from: &Path, to: &Path, args: StreamArgs) -> Done {
    if FileIdentity::of(from) == FileIdentity::of(to) {
        return Err(Failure::usage(&Message::new("terminal-output-is-input").at(to)));
    }
    let mut inputs = inputs::inputs(from)?;
    inputs.retain(|it| it.has_extension("parquet") || !from.is_dir());
    let tables: Result<Vec<ArticleTable<'_>>, _> = inputs.iter().map(ArticleTable::open).collect();
    let tables = tables?;
    if tables.is_empty() {
        return Err(Failure::unreadable(&Message::new("terminal-no-parquet").at(from)));
    }
    let mut written = SuggestionTable::new(tables.iter().all(ArticleTable::has_numbered_articles))?;
    let mut unread = 0_usize;
    for (table, input) in tables.iter().zip(&inputs) {
        let mut row = 0;
        for group in 0..table.group_count() {
            let mut answers = Vec::new();
            for answer in answered(finder, table.group(group)?, &input.name, args.workers()) {
                row += 1;
                answers.push(match answer {
                    Ok(answer) => answer,
                    Err((fault, instead)) => {
                        let what = said(fault, input, row);
                        if !args.keep_going {
                            return Err(Failure { outcome: Outcome::Unreadable, message: what });
                        }
                        out::remark(&what);
                        unread += 1;
                        instead
                    }
                });
            }
            written.add(&answers)?;
        }
    }
    let bytes = written.finish()?;
    match OutputPlace::of(to) {
        OutputPlace::Stream => {
            out::give(&bytes).map_err(|error| Failure::unreadable(&out::unwritten(&error)))?;
        }
        OutputPlace::File(path) | OutputPlace::Folder(path) => store::write_file(&path, &bytes)?,
    }
    if unread == 0 {
        return Ok(Outcome::Done);
    }
    out::remark(&out::count("terminal-unread-rows", unread));
    Ok(Outcome::Findings)
}

/// The answer to a row, or why there is none and what is written in its place.
type RowAnswer = Result<Value, (LineFault, Value)>;

/// The answers to some rows, in their order.
fn answered(
    finder: &Finder,
    rows: Vec<Value>,
    place: &str,
    workers: NonZero<usize>,
) -> Vec<RowAnswer> {
    let share = rows.len().div_ceil(workers.get()).max(1);
    let mut shares: Vec<Vec<Value>> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        shares.push(rows.by_ref().take(share).collect());
    }
    thread::scope(|scope| {
        let work =
            |rows: Vec<Value>| rows.into_iter().map(|it| answer(finder, it, place)).collect();
        let desks: Vec<_> = shares
            .into_iter()
            .map(|rows| scope.spawn(move || -> Vec<RowAnswer> { work(rows) }))
            .collect();
        desks
            .into_iter()
            .flat_map(|it| it.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn answer(finder: &Finder, row: Value, place: &str) -> RowAnswer {
    let id = row.get("id").cloned().unwrap_or_default();
    let record = serde_json::from_value::<StreamRecord>(row);
    let record = record.map_err(|it| LineFault::no_document(&it).without_column());
    let line = record.and_then(|it| suggest_record(finder, it, place.to_owned()));
    let line = line.map_err(|fault| {
        let instead = fault.instead(&id);
        (fault, instead)
    })?;
    Ok(serde_json::from_str(&line).unwrap_or_default())
}

fn said(fault: LineFault, input: &Input, row: usize) -> Message {
    let message = Message::new("terminal-input-row").with("what", fault.what);
    message.with_text("file", &input.name).with("row", row)
}
