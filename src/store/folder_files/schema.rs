//! The schema of a folder: a file beside its articles, and how often its names are used in theirs.

use std::{path::Path, sync::Arc};

use crate::{
    model::{Schema, SchemaUses, schema::SchemaError},
    store::{
        AnnotationFile, ArticleFolder,
        article::read_whole,
        error::{FileOperation, StoreError, StoreFailure},
        record::FileRecord,
        sidecar_folder::keep_aside,
        stored_document::open_records,
        system::{
            atomic,
            disk::{Disk as _, RealDisk},
        },
    },
    text::{Article, Text},
};

/// The name of a folder's own schema.
pub const SCHEMA_FILE: &str = "schema.ron";

/// The largest schema that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// Reads a schema file.
///
/// Fails when it can't be read or used.
pub fn read_schema(path: &Path) -> Result<Arc<Schema>, StoreError> {
    let schema = Schema::from_ron(read(path)?.as_str()).map(Arc::new);
    schema.map_err(|error| StoreError::new(path, StoreFailure::Schema(error)))
}

/// The schema that lies in `folder`, if one does.
///
/// Fails when it is there and can't be used.
pub fn schema_of(folder: &Path) -> Result<Option<Arc<Schema>>, StoreError> {
    match read_schema(&folder.join(SCHEMA_FILE)) {
        Err(error) if error.is_not_found() => Ok(None),
        result => result.map(Some),
    }
}

/// What in the schema of `folder` is wrong though it can be used, such as a key of two labels; none
/// where there is no schema or it can't be used at all, which [`schema_of`] reports.
pub fn schema_faults(folder: &Path) -> Vec<SchemaError> {
    let source = read(&folder.join(SCHEMA_FILE));
    source.map(|it| Schema::faults_in(it.as_str())).unwrap_or_default()
}

fn read(path: &Path) -> Result<Text, StoreError> {
    let article = Article::decode(read_whole(&RealDisk, path, LARGEST)?);
    Ok(article.map_err(|it| StoreError::new(path, StoreFailure::NotText(it)))?.text)
}

/// Writes `schema` as the schema of `folder`; everybody who works in it uses it from then on.
pub fn save_schema(folder: &Path, schema: &Schema) -> Result<(), StoreError> {
    let path = folder.join(SCHEMA_FILE);
    let written = schema.to_ron();
    // Several folders may share one by links to it.
    let target = RealDisk.target(&path);
    atomic::replace(&RealDisk, &target, |out| out.write_all(written.as_bytes()))
        .map_err(StoreError::io(FileOperation::Write, &path))
}

/// Writes `schema` as the schema of `folder`, where what lies there is still `known`, the schema as
/// it was read; `None` for none. A file that was laid out by hand is kept in the folder of the
/// program's own files.
///
/// Fails when somebody else changed the schema, when it can't be read, and when the system refuses;
/// the file is then as it was.
pub fn replace_schema(
    folder: &Path,
    known: Option<&Schema>,
    schema: &Schema,
) -> Result<(), StoreError> {
    let there = schema_of(folder)?;
    if there.as_deref() == Some(schema) {
        return Ok(());
    }
    let path = folder.join(SCHEMA_FILE);
    if there.as_deref() != known {
        return Err(StoreError::new(&path, StoreFailure::SchemaChanged));
    }
    if let Some(there) = there {
        let bytes = read_whole(&RealDisk, &path, LARGEST)?;
        if bytes != there.to_ron().into_bytes() {
            keep_aside(&path, &bytes)?;
        }
    }
    save_schema(folder, schema)
}

/// Counts in every annotation file of `folder`, whoever's it is, but the one at `except`. Slow
/// enough for a thread of its own.
///
/// Fails when the folder can't be listed; files that can't be read are counted as such.
pub fn uses_in(
    folder: &Path,
    except: Option<&Path>,
    schema: &Schema,
) -> Result<SchemaUses, StoreError> {
    let mut uses = SchemaUses::default();
    let entries = ArticleFolder::open(folder)?.articles;
    for file in entries.iter().flat_map(|it| &it.annotations) {
        if Some(file.path().as_path()) == except {
            continue;
        }
        match of_file(file, schema) {
            Ok(its) => uses.add_file(&its),
            Err(_unreadable) => uses.unreadable += 1,
        }
    }
    Ok(uses)
}

fn of_file(file: &AnnotationFile, schema: &Schema) -> Result<SchemaUses, StoreError> {
    let path = file.path();
    let mut uses = SchemaUses::default();
    let Some(reader) = open_records(&RealDisk, &path, file.syntax)? else { return Ok(uses) };
    let count = |record: FileRecord<'_>, _line| match record {
        FileRecord::Span(span) => {
            let attributes = span.attributes.0.iter();
            let attributes = attributes.map(|(key, value)| (key.as_ref(), value.as_ref()));
            uses.add_annotation(schema, &span.label, attributes);
        }
        // It is an annotation again as soon as it has a place.
        FileRecord::Orphan(orphan) => {
            let attributes = orphan.attributes.0.iter();
            let attributes = attributes.map(|(key, value)| (key.as_ref(), value.as_ref()));
            uses.add_annotation(schema, &orphan.label, attributes);
        }
        FileRecord::Relation(relation) => uses.add_relation(schema, &relation.label),
        // A label without tags may go, and what was decided on suggestions with it.
        FileRecord::Dismissal(_) | FileRecord::Decision(_) | FileRecord::Unknown(_) => {}
    };
    reader.records(count).map_err(|failure| StoreError::new(&path, failure))?;
    Ok(uses)
}
