//! Text of the interface: every word, in a label, a button or a field, goes through our own layout,
//! because egui's has no bidirectional text.

mod accessible_runs;
mod area;
mod button;
mod field;
mod icon;
mod label;
mod line;

pub use super::text_engine::StyledWords;
pub use accessible_runs::{LineNeighbors, PlacedParagraph, ShownRun, position_in};
pub use area::area;
pub use button::{ButtonLook, button};
pub use field::{FieldEvent, TextField, field, is_answered};
pub use icon::ButtonIcon;
pub use label::{
    PartLook, label, marked_label, marked_size, paint_marked, paint_words, paint_words_with,
    parted_label, to_points, words_size, wrapped_height,
};
pub use line::LineEditor;
