//! The window without a screen: what keys, buttons and words do in it.

mod ahead;
mod arriving;
mod carets;
mod catalog;
mod colors;
mod concordance;
mod dialogs;
mod exporting;
mod figures;
mod findings;
mod gloss;
mod guide;
mod importing;
mod keys;
mod language;
mod linking;
mod out_of_sight;
mod schema;
mod screen_reader;
mod strip;
mod tagging;
mod typed_values;
pub(crate) mod window;
