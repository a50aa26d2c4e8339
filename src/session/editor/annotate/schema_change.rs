//! Changing the schema that the article is marked with.

use std::sync::Arc;

use crate::{
    edit,
    model::{Edit, Schema, Transaction},
    session::editor::{Editor, action::SchemaChange},
};

impl Editor {
    /// The schema that `change` would put in the place of the present one, if anything would change.
    pub(crate) fn schema_changed_to(&self, change: &SchemaChange) -> Option<Arc<Schema>> {
        let step = edit::change_schema(self.document(), &change.schema, &change.discards);
        step.map(|_| Arc::clone(&change.schema))
    }

    /// The schema that undoing leads back to, where the last step changed it.
    pub(crate) fn schema_undone(&self) -> Option<Arc<Schema>> {
        Some(schemas_of(self.history().done().last()?)?.0)
    }

    /// The schema that redoing leads to, where the next step changes it.
    pub(crate) fn schema_redone(&self) -> Option<Arc<Schema>> {
        Some(schemas_of(self.history().redoable().next()?)?.1)
    }
}

/// The schemas before and after a step that changes the schema.
fn schemas_of(step: &Transaction) -> Option<(Arc<Schema>, Arc<Schema>)> {
    step.edits.iter().find_map(|edit| {
        let Edit::Schema(change) = edit else { return None };
        change.before.clone().zip(change.after.clone())
    })
}
