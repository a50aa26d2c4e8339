//! How often the names of a schema are used in the annotation files of a folder.

use std::path::Path;

use super::{AnnotationFile, Folder, StoreError, disk::RealDisk, open::read, record::Record};
use crate::model::{Schema, Uses};

/// Counts in every annotation file of `folder`, whoever's it is, but the one at `except`. Slow enough
/// for a thread of its own.
///
/// Fails when the folder can't be listed; files that can't be read are counted as such.
pub fn uses_in(folder: &Path, except: Option<&Path>, schema: &Schema) -> Result<Uses, StoreError> {
    let mut uses = Uses::default();
    let entries = Folder::open(folder)?.articles;
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

fn of_file(file: &AnnotationFile, schema: &Schema) -> Result<Uses, StoreError> {
    let path = file.path();
    let mut uses = Uses::default();
    let Some(reader) = read(&RealDisk, &path, file.syntax)? else { return Ok(uses) };
    let count = |record: Record<'_>, _line| match record {
        Record::Span(span) => {
            let attributes = span.attributes.0.iter();
            let attributes = attributes.map(|(key, value)| (key.as_ref(), value.as_ref()));
            uses.add_tag(schema, &span.label, attributes);
        }
        // It is a tag again as soon as it has a place.
        Record::Orphan(orphan) => {
            let attributes = orphan.attributes.0.iter();
            let attributes = attributes.map(|(key, value)| (key.as_ref(), value.as_ref()));
            uses.add_tag(schema, &orphan.label, attributes);
        }
        Record::Relation(relation) => uses.add_link(schema, &relation.label),
    };
    reader.records(count).map_err(|failure| StoreError::new(&path, failure))?;
    Ok(uses)
}
