//! Files: the only layer that opens one.
//!
//! An article is opened with [`read_article`], a folder of them with [`Folder::open`]; [`open()`] reads
//! what an analyst marked and [`save`] writes it whole. `docs/files.md` describes every file.

mod analyst;
mod article;
mod atomic;
mod dataset;
mod difference;
mod disk;
mod error;
mod folder;
mod ghost;
mod hashing;
mod journal;
mod lock;
mod names;
mod open;
mod places;
mod record;
mod schema_file;
mod settings;
mod shelf;
mod stray;
mod uses;
mod versions;
mod wording;
mod work;

pub use analyst::{Analyst, AnnotationFile, NameError};
pub use article::{Opened, create_article, read_article};
pub use dataset::{
    Files, LARGEST_FILE, folders_in, list_files, make_folder, other_file, read_files, read_stream,
    remove_file, side_by_side, write_file, write_files,
};
pub use difference::{Difference, difference, restore};
pub use disk::{Changed, Disk, Kind, Listed, RealDisk, Sink, Source, Stat, Watch};
pub use error::{Doing, Failure, StoreError};
pub use folder::{Details, Entry, Folder};
pub use journal::Step;
pub use lock::Holder;
pub use open::{Loaded, ReadOnly, Rival, Saved, open, rivals, save};
pub use places::{OWN_FOLDER, documents_folder, set_aside};
pub use record::{ArticleInfo, CONTEXT, FORMAT, Finding, Problem, Syntax, SyntaxError, VERSION};
pub use schema_file::{
    SCHEMA_FILE, read_schema, replace_schema, save_schema, schema_faults, schema_of,
};
pub use settings::ConfigFolder;
pub use stray::{bring_back, is_kept, work_on};
pub use uses::uses_in;
pub use versions::{MOST_VERSIONS, Version, Why, keep_syntax};
pub use wording::of_system;
pub use work::{Alarm, Doubt, Event, Opening, Pace, Proposal, Started, Status, Work, start};
