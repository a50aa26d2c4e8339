//! Building transactions and taking them back.

mod history;
mod operations;

pub use history::History;
pub use operations::{
    Draft, annotate, merge, relabel, relate, remove, remove_relation, set_attribute, set_extent,
    set_meta, set_schema,
};
