//! Tags that two sides of a merge changed in different ways: both versions stand until a person says which
//! one holds.

use super::{Finding, FindingKind};
use crate::{
    edit,
    model::{Annotation, Change, Document, Edit, Transaction},
};

/// That a tag is the second side's version of another one.
pub(super) fn conflict(document: &Document, annotation: &Annotation) -> Option<Finding> {
    let kept = document.annotation(annotation.version_of()?)?;
    Some(of_version(document, annotation, kept))
}

/// The same at the tags of which others are a version.
pub(super) fn of_kept(document: &Document) -> Vec<Finding> {
    let pairs = document.annotations().filter_map(|copy| {
        let kept = document.annotation(copy.version_of()?)?;
        Some(of_version(document, kept, copy))
    });
    pairs.collect()
}

fn of_version(document: &Document, here: &Annotation, there: &Annotation) -> Finding {
    let other = how_it_differs(document, here, there);
    let finding = Finding::of(FindingKind::MergeConflict { other }, here);
    Finding { other: Some(there.extent.hull()), ..finding }
}

/// What the other version says that this one does not.
fn how_it_differs(document: &Document, here: &Annotation, there: &Annotation) -> String {
    let mut said = Vec::new();
    if here.label != there.label {
        said.push(there.label.to_string());
    }
    if here.extent != there.extent {
        said.push(format!("«{}»", document.quote(there)));
    }
    let value = |of: &Annotation, key: &str| of.attributes.get(key).unwrap_or("–").to_owned();
    let keys = here.attributes.iter().chain(there.attributes.iter()).map(|it| it.0.as_str());
    let keys: std::collections::BTreeSet<&str> = keys.collect();
    let differs = keys.into_iter().filter(|it| value(here, it) != value(there, it));
    said.extend(differs.map(|key| format!("{key}={}", value(there, key))));
    said.join(", ")
}

/// The version at hand holds: the other one goes, and what is linked to the tag stays with it.
pub(super) fn keep_this(document: &Document, here: &Annotation) -> Option<Transaction> {
    let Some(kept) = here.version_of().and_then(|it| document.annotation(it)) else {
        let copy = document.annotations().find(|it| it.version_of() == Some(here.id))?;
        return edit::remove(document, copy.id);
    };
    let changed = Annotation {
        extent: here.extent.clone(),
        label: here.label.clone(),
        attributes: here.attributes.clone(),
        ..kept.clone()
    };
    let change = Edit::Annotation(kept.id, Change::replace(kept.clone(), changed));
    Some(edit::merge([vec![change].into(), edit::remove(document, here.id)?]))
}
