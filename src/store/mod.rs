//! Files: the only layer that opens one.
//!
//! An article is opened with [`read_article`], a folder of them with [`Folder::open`]; [`open`] reads
//! what an analyst marked and [`save`] writes it whole. `docs/files.md` describes every file.

mod analyst;
mod article;
mod atomic;
mod disk;
mod error;
mod folder;
mod hashing;
mod open;
mod places;
mod record;
mod settings;

pub use analyst::{Analyst, AnnotationFile, NameError};
pub use article::{Opened, create_article, read_article};
pub use disk::{Disk, Kind, Listed, RealDisk, Sink, Source, Stat};
pub use error::{Doing, Failure, StoreError};
pub use folder::{Details, Entry, Folder, SCHEMA_FILE, save_schema, schema_of};
pub use open::{Loaded, ReadOnly, Saved, open, save};
pub use places::{documents_folder, read_schema, set_aside, write_files};
pub use record::{ArticleInfo, CONTEXT, FORMAT, Finding, Problem, Syntax, SyntaxError, VERSION};
pub use settings::ConfigFolder;
