//! Changing the schema of a folder: its file, the open article, and what undo does with both.

use std::{path::PathBuf, sync::Arc};

use super::{Done, EditAction, Editor, NoticeKind, Reason, Session};
use crate::{
    model::{Schema, Uses},
    store::{self, StoreError},
};

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
    pub fn may_change_schema(&self) -> Result<&Editor, Reason> {
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

    /// Writes the schema that `action` leads to, if it leads to another; false where that failed, so
    /// that the folder and the article never say different things.
    pub(super) fn keep_schema_after(&mut self, action: &EditAction) -> bool {
        let schema = self.open.as_ref().and_then(|it| it.schema_after(action));
        let Some(schema) = schema else { return true };
        if !self.keep_schema(&schema) {
            return false;
        }
        if let (EditAction::ChangeSchema(_), Some(folder)) = (action, self.schema_folder()) {
            self.post_notice(NoticeKind::SchemaKept(folder.join(store::SCHEMA_FILE)), []);
        }
        true
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
