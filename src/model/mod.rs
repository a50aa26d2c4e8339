//! What an annotated document is: spans, relations, metadata, and the schema that names them.

mod annotation;
mod decision;
mod dismissal;
mod document;
mod name;
mod origin;
mod position;
mod records;
pub mod schema;
mod status;
mod transaction;
mod unknown_keys;
mod uses;

pub use annotation::{Annotation, AnnotationId, Attributes, Extent, Orphan, Relation, RelationId};
pub use decision::{Decision, DecisionId};
pub use dismissal::{Dismissal, DismissalKind, DismissalTarget, DismissedPlace};
pub use document::{Document, IdCounters};
pub use name::Name;
pub use origin::TagOrigin;
pub use schema::Schema;
pub use status::ArticleStatus;
pub use transaction::{Change, Edit, EditConflict, Transaction};
pub use unknown_keys::{UnknownKey, UnknownKeys, UnknownValue};
pub use uses::{SchemaPart, SchemaUses, UseCount};
