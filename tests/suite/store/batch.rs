//! Works that are opened and saved side by side: what one promises alone it promises among others.

use std::{io, path::PathBuf, sync::Arc};

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{Document, Schema},
    store::{
        self, FileSyntax, JournalStep, SavePace, StoreError, WorkBatch, WorkRequest, open_work,
    },
    text::Article,
};

use super::{
    a1,
    sim_disk::{Fault, Left, SimDisk},
};

const NAMES: [&str; 4] = ["a.txt", "b.txt", "c.txt", "d.txt"];
const TEXT: &str = "حسن دیروز گفت هوا خوب است.";

/// The first and last articles have the same text, and so one copy of it.
fn text(name: &str) -> String {
    if name == "d.txt" { format!("a.txt {TEXT}") } else { format!("{name} {TEXT}") }
}

fn disk() -> SimDisk {
    SimDisk::with("/d", &NAMES.map(|it| (it, text(it))))
}

fn request(disk: &SimDisk, name: &str, batch: Option<Arc<WorkBatch>>) -> WorkRequest {
    WorkRequest {
        path: PathBuf::from("/d").join(name),
        article: Article::from_text(text(name)),
        analyst: a1(),
        person: a1(),
        schema: Schema::standard(),
        syntax: FileSyntax::Ron,
        pace: SavePace::Manual,
        disk: disk.shared(),
        batch,
    }
}

/// Adds one tag to the work on an article, and waits until it is on the disk.
fn add(request: WorkRequest, step: usize) -> Result<Document, StoreError> {
    let started = open_work(request)?;
    let mut document = started.document;
    let range = document.text().range_of_chars(step, step + 3).expect("it is longer");
    let tagging = edit::annotate(&document, [AnnotationDraft::new(range, "claim")]);
    document.apply(&tagging).expect("it fits");
    started.files.record(JournalStep::Do(&tagging))?;
    started.files.save(&document)?;
    started.files.finish(&document)?;
    Ok(document)
}

/// Adds a tag to every article, all at the same time; what each has now where that is known to be safe.
fn add_to_all(disk: &SimDisk, step: usize) -> Vec<Option<Document>> {
    let batch = WorkBatch::on(disk.shared());
    std::thread::scope(|scope| {
        let each = NAMES.map(|name| {
            let batch = Some(Arc::clone(&batch));
            scope.spawn(move || add(request(disk, name, batch), step).ok())
        });
        each.into_iter().map(|it| it.join().expect("no panic")).collect()
    })
}

fn document(disk: &SimDisk, name: &str) -> Document {
    let opened = open_work(request(disk, name, None));
    opened.unwrap_or_else(|error| panic!("{name}: {error}")).document
}

/// What is safe is there; what is not is there or as it was.
#[track_caller]
fn check(
    after: &SimDisk,
    safe: &[Option<Document>],
    tags: std::ops::RangeInclusive<usize>,
    reported: &str,
) {
    for (name, safe) in NAMES.into_iter().zip(safe) {
        let found = document(after, name);
        match safe {
            Some(safe) => assert_eq!(found, *safe, "{reported}: {name}"),
            None => assert!(tags.contains(&found.annotations().count()), "{reported}: {name}"),
        }
    }
}

#[test]
fn no_crash_loses_what_one_of_several_has_as_safe() {
    let whole = disk();
    assert!(add_to_all(&whole, 0).iter().all(Option::is_some));
    let first = whole.operations();
    assert!(add_to_all(&whole, 4).iter().all(Option::is_some));
    let (all, mut safe, mut states) = (whole.operations(), 0, 0);
    assert!(first > 200, "{first} operations");
    for at in (0..all).step_by(3) {
        let disk = disk();
        disk.set_fault(Fault::Crash(at));
        let (once, twice) = (add_to_all(&disk, 0), add_to_all(&disk, 4));
        let known: Vec<Option<Document>> =
            once.into_iter().zip(twice).map(|(once, twice)| twice.or(once)).collect();
        safe += known.iter().flatten().count();
        let pending = disk.pending().min(63);
        let few = [0, u64::MAX, 0x5555_5555_5555_5555, (1 << (pending / 2)) - 1];
        for kept in few {
            for left in Left::ALL {
                states += 1;
                let reported = format!("crash at {at}, {kept:b} kept, {left:?}");
                // What was safe once may have got its second tag before the crash.
                let after = disk.crashed(kept, [left, Left::Nothing]);
                for (name, safe) in NAMES.into_iter().zip(&known) {
                    let found = document(&after, name).annotations().count();
                    let least = safe.as_ref().map_or(0, |it| it.annotations().count());
                    assert!((least..=2).contains(&found), "{reported}: {name}: {found} of {least}");
                }
            }
        }
    }
    assert!(safe > 300 && states > 1_000, "{safe} safe, {states} states");
}

#[test]
fn a_failing_operation_leaves_the_others_whole() {
    let whole = disk();
    add_to_all(&whole, 0);
    for at in 0..whole.operations() {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::Other] {
            let disk = disk();
            disk.set_fault(Fault::Once(at, kind));
            let safe = add_to_all(&disk, 0);
            let others = safe.iter().flatten().count();
            // One that fails while a folder is made for all may fail for several.
            assert!(others + 1 >= NAMES.len() || at < 40, "{at}: {others}");
            disk.set_fault(Fault::None);
            check(&disk.crashed(0, [Left::Nothing; 2]), &safe, 0..=1, &format!("{kind} at {at}"));
            // And it can be done again.
            assert!(add_to_all(&disk.killed(), 4).iter().all(Option::is_some), "{at}");
        }
    }
}

#[test]
fn nothing_is_left_behind_where_nothing_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in NAMES {
        std::fs::write(folder.path().join(name), text(name)).expect("it can be written");
    }
    let batch = WorkBatch::new();
    let opened: Vec<_> = NAMES
        .iter()
        .map(|name| {
            let article = store::read_article(&folder.path().join(name)).expect("an article");
            let request = WorkRequest {
                pace: SavePace::Manual,
                batch: Some(Arc::clone(&batch)),
                ..WorkRequest::new(&article, a1(), Schema::standard())
            };
            open_work(request).expect("it can be opened")
        })
        .collect();
    for work in opened {
        work.files.finish(&work.document).expect("nothing to do");
    }
    let own = folder.path().join(store::OWN_FOLDER);
    let names = || std::fs::read_dir(&own).expect("it is there").count();
    assert_eq!(names(), 1, "what hides the folder from git");
    drop(batch);
    assert_eq!(names(), 0);
}

#[test]
fn what_a_crash_left_half_written_is_removed() {
    let half = ".a.txt.a1.ron.7-1.hashiye-tmp";
    let other = ".z.txt.a1.ron.7-1.hashiye-tmp";
    let mut files: Vec<(&str, String)> = NAMES.iter().map(|it| (*it, text(it))).collect();
    files.extend([(half, "half".to_owned()), (other, "half".to_owned())]);
    let disk = SimDisk::with("/d", &files);
    assert!(add_to_all(&disk, 0).iter().all(Option::is_some));
    let left = disk.holding("half");
    assert_eq!(left, [PathBuf::from("/d").join(other)], "what is of no article of the batch stays");
}
