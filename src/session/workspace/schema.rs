//! The schema in use: given by hand, or the folder's, or the standard one.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    model::{Schema, SchemaUses, schema::MovedKey},
    store::{self, StoreError},
};

/// The schema in use, and what is known of it in the folder of the open article.
#[derive(Debug)]
pub(crate) struct FolderSchema {
    in_use: Arc<Schema>,
    /// A schema given by hand wins over a folder's.
    given: Option<Arc<Schema>>,
    /// What lies in the folder of the open article; `None` where nothing does.
    of_folder: Option<Arc<Schema>>,
    /// How often the schema's names are used in the folder.
    pub(crate) counting: UsesCounting,
}

impl Default for FolderSchema {
    fn default() -> Self {
        Self {
            in_use: Schema::standard(),
            given: None,
            of_folder: None,
            counting: UsesCounting::default(),
        }
    }
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
    Counted(Arc<SchemaUses>),
}

/// Uses that were counted, for a folder.
#[derive(Debug)]
pub(crate) struct CountedUses {
    pub(crate) folder: PathBuf,
    pub(crate) uses: Result<SchemaUses, StoreError>,
}

impl FolderSchema {
    /// The schema in use.
    pub(crate) fn in_use(&self) -> &Arc<Schema> {
        &self.in_use
    }

    /// Uses `schema` from now on, whatever a folder has.
    pub(crate) fn give(&mut self, schema: Arc<Schema>) {
        self.in_use = Arc::clone(&schema);
        self.given = Some(schema);
    }

    /// True where no folder's schema is used.
    pub(crate) fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Uses the schema of a folder, where it has one and none was given; says which of its keys had to be
    /// moved.
    ///
    /// Fails when it can't be used; the standard one is used then.
    pub(crate) fn enter(&mut self, folder: &Path) -> Result<Vec<MovedKey>, StoreError> {
        self.of_folder = None;
        if let Some(given) = &self.given {
            self.in_use = Arc::clone(given);
            return Ok(Vec::new());
        }
        self.in_use = Schema::standard();
        self.of_folder = store::schema_of(folder)?;
        let Some(schema) = &self.of_folder else { return Ok(Vec::new()) };
        let (free, moved) = schema.with_free_keys();
        self.in_use = if moved.is_empty() { Arc::clone(schema) } else { Arc::new(free) };
        Ok(moved)
    }

    /// True where a folder has another schema that can be used than the one that was read there or written.
    pub(crate) fn is_another(&self, folder: &Path) -> bool {
        self.given.is_none() && store::schema_of(folder).is_ok_and(|it| it != self.of_folder)
    }

    /// Writes `schema` into the folder, unless a given one is used there.
    pub(crate) fn write(&mut self, folder: &Path, schema: &Arc<Schema>) -> Result<(), StoreError> {
        if self.given.is_some() {
            return Ok(());
        }
        store::replace_schema(folder, self.of_folder.as_deref(), schema)?;
        self.of_folder = Some(Arc::clone(schema));
        Ok(())
    }

    /// Uses the schema of a document; true where it is another one than before.
    pub(crate) fn follow(&mut self, schema: &Arc<Schema>) -> bool {
        let is_other = *schema != self.in_use;
        if is_other {
            self.in_use = Arc::clone(schema);
            self.counting = UsesCounting::NotAsked;
        }
        is_other
    }
}
