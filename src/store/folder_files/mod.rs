//! The files that a folder has beside its articles.

pub(super) mod people;
pub(super) mod rulings;
pub(super) mod schema;
pub(super) mod tasks;
