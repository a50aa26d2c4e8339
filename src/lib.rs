//! Hashiye («حاشیه», margin): mark claims and dates in Persian news articles and export a labelled
//! dataset.
//!
//! The layers from the ground up; `docs/architecture.md` says which sees which and why, and
//! `tests/suite/architecture` holds them to it.

pub mod text;

pub mod language;
pub mod timex;

pub mod model;

pub mod messages;

pub mod edit;

pub mod anchor;
pub mod compare;
pub mod typeset;

pub mod recognize;

pub mod check;
pub mod formats;
pub mod learn;
pub mod people;

pub mod report;
pub mod store;

pub mod dataset;

pub mod session;

pub mod cli;

#[cfg(feature = "window")]
pub mod ui;
