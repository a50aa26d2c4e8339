//! Everything that is tested without a graphics driver, in one binary.

mod support;

mod anchor;
mod anchor_table;
mod apply_suggestions;
mod architecture;
mod check;
mod cli;
mod cli_import;
mod compare;
mod date_fuzz;
mod date_values;
mod editing;
mod failure;
mod formats;
mod language;
mod learn;
mod marked_text;
mod messages;
mod people;
mod publication;
mod recognize;
mod recognize_claim;
mod recognize_date;
mod report;
mod sample;
mod schema;
mod schema_draft;
mod session;
mod session_comparing;
mod session_dates;
mod session_files;
mod session_findings;
mod session_folder;
mod session_learning;
mod session_notices;
#[cfg(unix)]
mod session_programs;
mod session_renaming;
mod session_suggestions;
mod store;
mod suggest;
mod text;
mod typeset;
#[cfg(feature = "window")]
mod ui;
