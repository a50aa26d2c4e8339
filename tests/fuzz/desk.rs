//! A folder in memory with an article that an analyst works on.

#[path = "../suite/store/sim_disk.rs"]
#[expect(dead_code, reason = "the tests crash it, the fuzzer does not")]
mod sim_disk;

use std::{io::Read as _, path::Path};

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Schema, Transaction},
    store::{Analyst, Disk as _, WorkRequest, SavePace, OpenedWork, JournalStep, StoreError, FileSyntax, open_work},
    text::Article,
};

pub(crate) use sim_disk::SimDisk;

/// What stands in the article.
pub(crate) const ARTICLE: &str =
    "حسن دیروز 😀 گفت که هوا خوب است.\nعلی گفت فردا می‌آید و «باران»\tهم می‌بارد.\n";
/// The article's file.
pub(crate) const NAME: &str = "news.txt";
/// The annotation file.
pub(crate) const TAGS: &str = "news.txt.a1.ron";
/// The journal.
pub(crate) const JOURNAL: &str = ".hashiye/news.txt.a1.journal";
/// The lock.
pub(crate) const LOCK: &str = ".hashiye/news.txt.a1.lock";

/// The folder with these files in it.
pub(crate) fn with(files: &[(&str, &[u8])]) -> SimDisk {
    SimDisk::with("/d", files)
}

/// Opens the article for work.
pub(crate) fn open(disk: &SimDisk) -> Result<OpenedWork, StoreError> {
    open_work(WorkRequest {
        path: Path::new("/d").join(NAME),
        article: Article::decode(ARTICLE.into()).expect("it is text"),
        analyst: Analyst::new("a1").expect("a good name"),
        person: Analyst::new("a1").expect("a good name"),
        schema: Schema::standard(),
        syntax: FileSyntax::Ron,
        pace: SavePace::Manual,
        disk: disk.shared(),
        batch: None,
    })
}

/// A file of the folder.
pub(crate) fn read(disk: &SimDisk, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = disk.open(&Path::new("/d").join(name)).expect("it is there");
    file.read_to_end(&mut bytes).expect("it can be read");
    bytes
}

/// The folder after some work, of which the last steps are in the journal alone.
pub(crate) fn worked_on() -> SimDisk {
    let disk = with(&[(NAME, ARTICLE.as_bytes())]);
    let mut started = open(&disk).expect("there is nothing wrong with it");
    let text = started.document.text().clone();
    let words = |from, to| text.range_of_chars(from, to).expect("there is so much text");
    let tag = |started: &mut OpenedWork, from, to, label: &str| {
        let step = edit::annotate(&started.document, [AnnotationDraft::new(words(from, to), label)]);
        perform(started, &step);
    };
    tag(&mut started, 0, 3, "claimant");
    tag(&mut started, 20, 31, "claim");
    tag(&mut started, 4, 9, "date");
    let link = edit::relate(&started.document, AnnotationId(2), AnnotationId(1), "claimant");
    perform(&mut started, &link.expect("both are there"));
    let value = edit::set_attribute(&started.document, AnnotationId(3), "value", "2021-12-30");
    perform(&mut started, &value.expect("it is there"));
    started.files.save(&started.document).expect("nobody else has it");
    started.files.run_once();
    tag(&mut started, 33, 36, "claimant");
    undo(&mut started);
    let day = edit::set_meta(&started.document, "published", "2021-12-31");
    perform(&mut started, &day.expect("it says nothing yet"));
    let gone = edit::remove(&started.document, AnnotationId(1));
    perform(&mut started, &gone.expect("it is there"));
    undo(&mut started);
    disk
}

fn perform(started: &mut OpenedWork, step: &Transaction) {
    started.document.apply(step).expect("it fits");
    started.history.record(step.clone());
    started.files.record(JournalStep::Do(step)).expect("the disk takes it");
}

fn undo(started: &mut OpenedWork) {
    let step = started.history.undo().expect("something was done");
    started.document.apply(&step).expect("it fits");
    started.files.record(JournalStep::Undo).expect("the disk takes it");
}
