//! Building transactions and taking them back.

mod dismissing;
mod history;
mod operations;
mod schema;
mod schema_draft;

pub use dismissing::{dismiss, take_back, take_over, with_dismissals};
pub use history::UndoHistory;
pub use operations::{
    AnnotationDraft, annotate, is_unused_part, merge, parts_of, parts_of_its_own, place_orphan,
    relabel, relate, remove, remove_orphan, remove_relation, remove_with_parts, set_attribute,
    set_extent, set_meta, set_schema,
};
pub use schema::{adopt_names, change_schema, renamed};
pub use schema_draft::{
    AttributeDraft, ChoiceDraft, EditedPart, LabelDraft, RecordOutcome, RelationEnds,
    RelationKindDraft, SchemaDraft, SchemaEdit, key_from_words, set_title,
};
