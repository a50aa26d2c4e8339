//! Changing the schema of a folder: its file, the open article, and what undo does with both.

use std::{path::PathBuf, sync::Arc};

use super::{Done, NoticeKind, Open, Reason, Session, marking::Outcome, open::HistoryDirection};
use crate::{
    edit,
    model::{Edit, Part, Schema, Transaction, Uses},
    store::{self, StoreError},
};

/// Another schema, and what becomes of the records that name what it no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaChange {
    /// The schema; what its parts were called before is in it.
    pub schema: Arc<Schema>,
    /// Parts of the present schema whose records in the open article are removed.
    pub discards: Vec<Part>,
}

/// How far counting the uses of the schema's names in the folder is.
#[derive(Clone, Debug, Default)]
pub enum UsesCounting {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Under way.
    UnderWay,
    /// In every annotation file of the folder but the open one's.
    Counted(Arc<Uses>),
}

/// Uses that were counted, for a folder.
#[derive(Debug)]
pub(super) struct CountedUses {
    folder: PathBuf,
    uses: Result<Uses, StoreError>,
}

impl Session {
    /// Whether the schema can be changed now.
    pub fn may_change_schema(&self) -> Result<&Open, Reason> {
        if self.given_schema.is_some() {
            return Err(Reason::SchemaGiven);
        }
        self.may_write()
    }

    /// How often the schema's names are used in the folder, beside the open article.
    pub fn counting(&self) -> &UsesCounting {
        &self.counting
    }

    /// The folder whose schema would be changed.
    pub fn schema_folder(&self) -> Option<PathBuf> {
        self.article_path()?.parent().map(PathBuf::from)
    }

    pub(super) fn change_schema(&mut self, change: &SchemaChange) -> Outcome {
        let open = self.may_change_schema()?;
        let transaction = edit::change_schema(open.document(), &change.schema, &change.discards);
        let Some(transaction) = transaction else { return Ok(()) };
        if !self.keep_schema(&change.schema) {
            return Ok(());
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        open.commit(transaction)?;
        if let Some(folder) = self.schema_folder() {
            self.post_notice(NoticeKind::SchemaKept(folder.join(store::SCHEMA_FILE)), []);
        }
        Ok(())
    }

    /// Writes the schema that undoing or redoing a change of it leads to; false where that failed, so
    /// that the folder and the article never say different things.
    pub(super) fn keep_schema_of(&mut self, direction: HistoryDirection) -> bool {
        let Some(open) = &self.open else { return true };
        let history = open.history();
        let schema = match direction {
            HistoryDirection::Undo => history.done().last().and_then(schemas_of).map(|it| it.0),
            HistoryDirection::Redo => history.redoable().next().and_then(schemas_of).map(|it| it.1),
        };
        schema.is_none_or(|it| self.keep_schema(&it))
    }

    /// Writes the folder's schema; where there is no folder there is nothing to write.
    fn keep_schema(&mut self, schema: &Arc<Schema>) -> bool {
        let Some(folder) = self.schema_folder() else { return true };
        if self.given_schema.is_some() {
            return true;
        }
        match store::replace_schema(&folder, self.folder_schema.as_deref(), schema) {
            Ok(()) => {
                self.folder_schema = Some(Arc::clone(schema));
                true
            }
            Err(error) => {
                self.post_notice(NoticeKind::SchemaNotKept(error), []);
                false
            }
        }
    }

    /// Takes over the schema of the open article.
    pub(super) fn follow_schema(&mut self) {
        let Some(open) = &self.open else { return };
        if *open.document().schema() != self.schema {
            self.schema = Arc::clone(open.document().schema());
            self.counting = UsesCounting::NotAsked;
            self.look_for_suggestions();
        }
    }

    /// A crash may have left a change of the schema in the journal alone.
    pub(super) fn follow_recovered_schema(&mut self) {
        let Some(open) = &self.open else { return };
        let schema = Arc::clone(open.document().schema());
        if schema != self.schema && self.may_write().is_ok() && self.keep_schema(&schema) {
            self.follow_schema();
        }
    }

    /// Counts on a thread, in everybody's files.
    pub(super) fn count_uses(&mut self) {
        let Some(folder) = self.schema_folder() else {
            self.counting = UsesCounting::Counted(Arc::default());
            return;
        };
        self.counting = UsesCounting::UnderWay;
        let (except, schema) = (self.annotation_path(), Arc::clone(&self.schema));
        self.jobs.start(move || {
            let uses = store::uses_in(&folder, except.as_deref(), &schema);
            Done::Counted(CountedUses { folder, uses })
        });
    }

    pub(super) fn on_uses_counted(&mut self, counted: CountedUses) {
        if self.schema_folder() != Some(counted.folder) {
            return;
        }
        let uses = counted.uses.unwrap_or_else(|error| {
            self.post_notice(NoticeKind::NotCounted(error), []);
            Uses::default()
        });
        self.counting = UsesCounting::Counted(Arc::new(uses));
    }
}

/// The schemas before and after a step that changes the schema.
fn schemas_of(step: &Transaction) -> Option<(Arc<Schema>, Arc<Schema>)> {
    step.edits.iter().find_map(|edit| {
        let Edit::Schema(change) = edit else { return None };
        change.before.clone().zip(change.after.clone())
    })
}
