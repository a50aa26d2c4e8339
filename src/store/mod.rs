//! Files: the only layer that opens one.
//!
//! From a path to the page: [`read_article`] gives an [`ArticleFile`]; a [`WorkRequest`] for one
//! analyst's work on it is what [`open_work`] makes an [`OpenedWork`] of, with the document, its
//! history and the [`WorkFiles`] through which it is saved. Who only looks reads a
//! [`StoredDocument`] with [`read_work`] and writes one with [`save_document`].
//!
//! `docs/files.md` describes every file.

mod analyst;
mod article;
mod article_kind;
mod config_folder;
mod conflict_copies;
mod counts_file;
mod difference;
mod drafts;
mod error;
mod external;
mod file_syntax;
mod folder;
mod folder_files;
mod former_names;
mod identity;
mod import_stage;
mod input_digest;
mod journal;
mod learned_file;
mod lock;
mod merging;
mod orphaned_files;
mod own_program;
mod panic_report;
mod place_choice;
mod plain_files;
mod record;
mod relocation;
mod sample;
mod sidecar_folder;
mod staged_file;
mod stored_document;
mod system;
mod unread_files;
mod versions;
mod wording;
mod work;

pub use analyst::{Analyst, AnalystNameError, AnnotationFile};
pub use article::{ArticleFile, create_article, page_to_read, read_article, read_text, stem_of};
pub use config_folder::{ConfigFolder, documents_folder};
pub use conflict_copies::take_in_copy;
pub use counts_file::{CountsFile, counts_stamp, team_shares};
pub use difference::{DocumentDifference, difference, restore};
pub use drafts::{DraftKey, Drafts};
pub use error::{FileOperation, ReadOnly, StoreError, StoreFailure, SystemError};
pub use external::{
    ExternalAnswer, ExternalCause, ExternalFailure, ExternalFault, ExternalFinding, ExternalLesson,
    ExternalProblem, ExternalProgram, ExternalQuestion, ExternalRunner, ExternalSpan, ProgramLeash,
};
pub use file_syntax::{FileSyntax, FileSyntaxError, SyntaxFault};
pub use folder::{ArticleDetails, ArticleEntry, ArticleFolder, WorkStamp};
pub use folder_files::people::{PEOPLE_FILE, people_of, replace_people};
pub use folder_files::rulings::{RULINGS_FILE, add_ruling, rulings_of};
pub use folder_files::schema::{
    SCHEMA_FILE, read_schema, replace_schema, save_schema, schema_faults, schema_of, uses_in,
};
pub use folder_files::tasks::{TASKS_FILE, save_tasks, tasks_of};
pub use identity::{FileIdentity, FolderIdentity, true_place};
pub use import_stage::{ImportStage, finish_import};
pub use input_digest::InputDigest;
pub use journal::JournalStep;
pub use learned_file::LearnedFile;
pub use lock::{LockHolder, open_files};
pub use merging::{FileMerge, merge_files};
pub use orphaned_files::{has_kept_article, orphaned_files_of, restore_article};
pub use own_program::own_command;
pub use panic_report::{PanicReport, note_action};
#[cfg(feature = "inspection")]
pub use panic_report::{fail_if_asked, noted_name};
pub use place_choice::PlaceChoice;
pub(crate) use place_choice::choices_kept;
pub use plain_files::{
    LARGEST_FILE, NamedFiles, folders_in, is_taken, list_files, make_folder, other_file,
    read_files, read_if_there, read_stream, remove_file, replace_file, side_by_side, write_file,
    write_files,
};
pub use record::{ArticleInfo, CONTEXT, FORMAT, FileFinding, FileProblem, VERSION};
pub use relocation::{DoubtKind, PlacementDoubt, PlacementProposal};
pub use sample::{SAMPLE_FILES, copy_sample};
pub use sidecar_folder::{keep_aside, set_aside};
pub use staged_file::StagedFile;
pub use stored_document::{
    RivalFile, SavedFile, StoredDocument, is_of_other_text, last_change, read_work, rivals,
    save_document,
};
pub use system::clock::time_now;
pub use system::disk::{
    Disk, FileKind, FileSink, FileSource, FileStat, FolderWatch, ListedName, OWN_FOLDER, OnChange,
    RealDisk, watch_folder,
};
pub use system::priority::lower_thread_priority;
pub use unread_files::{UnreadFile, UnreadReason, unread_files};
pub use versions::{KeptReason, KeptVersion, MOST_VERSIONS, PutBackVersion, keep_syntax};
pub use wording::of_system;
pub use work::{
    LossAlarm, OpenedWork, ReanchorMode, ReanchoredWork, SavePace, SaveStatus, WorkBatch,
    WorkEvent, WorkFiles, WorkRequest, hand_over, open_work, reanchor, works_of,
};
