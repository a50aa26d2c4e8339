//! Everything that is tested without a graphics driver, in one binary.

mod support;

mod anchor;
mod cli;
mod editing;
mod formats;
mod recognize;
mod store;
mod text;
mod typeset;
