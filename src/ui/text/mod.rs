//! Text of the interface: every word, in a label, a button or a field, goes through our own layout,
//! because egui's has no bidirectional text.

mod area;
mod atlas;
mod button;
mod engine;
mod field;
mod label;
mod line;
mod marked;

pub use area::area;
pub use button::{Button, button};
pub use engine::{Engine, to_points};
pub use field::{Field, FieldEvent, field};
pub use label::{Words, label, paint_words, paint_words_with, words_size};
pub use line::LineEditor;
pub use marked::marked_label;
