//! Working on an open article: recovery, locks, versions, changes by others.

use std::{fs, time::Duration};

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Schema},
    store::{
        self, FileProblem, FileSyntax, JournalStep, KeptReason, KeptVersion, LossAlarm, OpenedWork,
        ReadOnly, SavePace, StoreFailure, WorkEvent, WorkRequest, difference, open_work, restore,
    },
};

use super::{Desk, a1, crash::Sitting};
use crate::support::marked;

const TEXT: &str = "حسن دیروز گفت هوا خوب است و علی فردا می‌آید.";

impl Desk {
    pub(super) fn opening(&self) -> WorkRequest {
        let opened = store::read_article(&self.path("news.txt")).expect("it is an article");
        let pace = SavePace::Manual;
        WorkRequest { pace, ..WorkRequest::new(&opened, a1(), Schema::standard()) }
    }

    pub(super) fn start(&self) -> OpenedWork {
        open_work(self.opening()).expect("it can be opened")
    }

    /// Everything that lies in the folder, by path.
    fn all(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is a folder") {
                let path = entry.expect("it is there").path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(path) = path.strip_prefix(self.folder.path()) {
                    found.push(path.to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }
}

/// Tags words where they stand first.
pub(super) fn tag(work: &mut OpenedWork, words: &str) {
    let text = work.document.text();
    let start = text.as_str().find(words).expect("the words are there");
    let (start, end) = (text.char_of_byte(start), text.char_of_byte(start + words.len()));
    tag_chars(work, start, end);
}

fn tag_chars(work: &mut OpenedWork, start: usize, end: usize) {
    let range = work.document.text().range_of_chars(start, end).expect("there are such");
    let transaction = edit::annotate(&work.document, [AnnotationDraft::new(range, "claim")]);
    apply(work, transaction);
}

pub(super) fn apply(work: &mut OpenedWork, transaction: hashiye::model::Transaction) {
    work.document.apply(&transaction).expect("it fits");
    work.files.record(JournalStep::Do(&transaction)).expect("it can be written");
    work.history.record(transaction);
}

pub(super) fn save(work: &OpenedWork) -> Vec<WorkEvent> {
    work.files.save(&work.document).expect("it may be written");
    work.files.run_once();
    work.files.events()
}

#[test]
fn opening_leaves_nothing_behind() {
    let desk = Desk::with(TEXT);
    let work = desk.start();
    assert_eq!(desk.all(), [".hashiye/.gitignore", ".hashiye/news.txt.a1.lock", "news.txt"]);
    work.files.finish(&work.document).expect("nothing to do");
    assert_eq!(desk.all(), ["news.txt"]);
}

#[test]
fn what_was_not_saved_comes_back_with_its_history() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    tag(&mut work, "هوا خوب است");
    let inverse = work.history.undo().expect("there is something");
    work.document.apply(&inverse).expect("it fits");
    work.files.record(JournalStep::Undo).expect("it can be written");
    let before = work.document.clone();
    drop(work);

    let mut again = desk.start();
    assert_eq!(again.recovered, 3);
    assert_eq!(again.document, before);
    assert!(again.history.is_modified());
    let redo = again.history.redo().expect("kept across restarts");
    again.document.apply(&redo).expect("it fits");
    assert_eq!(again.document.annotations().count(), 2);
    again.files.record(JournalStep::Redo).expect("it can be written");
    again.files.finish(&again.document).expect("it can be saved");

    let mut third = desk.start();
    assert_eq!(third.recovered, 0);
    assert!(!third.history.is_modified());
    assert_eq!(third.document.annotations().count(), 2);
    while let Some(inverse) = third.history.undo() {
        third.document.apply(&inverse).expect("undo reaches back over restarts");
    }
    assert_eq!(third.document.annotations().count(), 0);
}

#[test]
fn a_choice_of_syntax_outlives_the_next_save() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    work.files.save_as(&work.document, FileSyntax::Json).expect("it may be written");
    save(&work);
    assert!(desk.path("news.txt.a1.json").exists() && !desk.path("news.txt.a1.ron").exists());
}

#[test]
fn the_background_saves_and_tells() {
    let desk = Desk::with(TEXT);
    let mut opening = desk.opening();
    opening.pace = SavePace::Background;
    let mut work = open_work(opening).expect("it can be opened");
    let (sender, received) = std::sync::mpsc::channel();
    work.files.on_event(move || sender.send(()).unwrap_or_default());
    tag(&mut work, "حسن");
    work.files.save(&work.document).expect("it may be written");
    received.recv_timeout(Duration::from_secs(10)).expect("it is reported");
    assert!(matches!(work.files.events()[..], [WorkEvent::Saved { step: 1, alarm: None }]));
    assert_eq!(work.files.status().saved, 1);
    work.files.finish(&work.document).expect("it can be saved");
    assert_eq!(marked(&desk.start().document).matches('[').count(), 1);
}

#[test]
fn a_great_loss_is_reported_and_the_file_before_it_kept() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    for at in 0..20 {
        tag_chars(&mut work, at, at + 2);
    }
    save(&work);
    let whole = desk.read("news.txt.a1.ron");
    for id in 1..=3 {
        let removal = edit::remove(&work.document, AnnotationId(id)).expect("it is there");
        apply(&mut work, removal);
    }
    let events = save(&work);
    let [
        WorkEvent::Saved {
            alarm: Some(LossAlarm { before: 20, lost: 3, copy: Some(copy) }), ..
        },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(fs::read_to_string(copy).expect("it is there"), whole);

    let versions = KeptVersion::all(&work.files.file()).expect("they can be listed");
    let version = versions.iter().find(|it| it.why == KeptReason::Loss).expect("it was kept");
    let then = version
        .read(&work.files.file(), &desk.article(), &Schema::standard())
        .expect("it can be read");
    let lost = difference(&then.document, &work.document);
    assert_eq!(lost.removed.len(), 3);
    let back = restore(&work.document, &then.document);
    apply(&mut work, back);
    assert_eq!(work.document, then.document);
}

#[test]
fn what_others_write_is_not_overwritten() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let theirs = desk.read("news.txt.a1.ron").replace("\"claim\"", "\"date\"");
    desk.write("news.txt.a1.ron", &theirs);
    tag(&mut work, "دیروز");
    let events = save(&work);
    assert!(
        matches!(events[..], [WorkEvent::ChangedOutside(_), WorkEvent::Failed(_)]),
        "{events:?}"
    );
    assert_eq!(desk.read("news.txt.a1.ron"), theirs);

    work.files.overwrite(&work.document).expect("it may be written");
    work.files.run_once();
    assert_eq!(work.files.status().failing, None);
    let versions = KeptVersion::all(&work.files.file()).expect("they can be listed");
    let kept = versions.iter().find(|it| it.why == KeptReason::Outside).expect("it was kept");
    assert_eq!(fs::read_to_string(&kept.path).expect("it is there"), theirs);
}

#[test]
fn unsaved_steps_are_made_on_what_others_wrote() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    tag(&mut work, "دیروز");
    drop(work);
    let theirs = desk.read("news.txt.a1.ron").replace("\"claim\"", "\"date\"");
    desk.write("news.txt.a1.ron", &theirs);

    let again = desk.start();
    assert!(again.changed_outside);
    assert_eq!(again.recovered, 1);
    assert_eq!(
        marked(&again.document),
        "[date حسن] [claim دیروز] گفت هوا خوب است و علی فردا می‌آید."
    );
    assert!(!again.history.can_undo());
    again.files.run_once();
    drop(again);
    let third = desk.start();
    assert!(!third.changed_outside);
    assert_eq!((third.recovered, third.document.annotations().count()), (0, 2));
}

#[test]
fn steps_that_do_not_fit_are_reported_and_kept() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let change =
        edit::set_attribute(&work.document, AnnotationId(1), "note", "ن").expect("it is there");
    apply(&mut work, change);
    drop(work);
    let theirs = desk.read("news.txt.a1.ron").replace("\"claim\"", "\"date\"");
    desk.write("news.txt.a1.ron", &theirs);
    let again = desk.start();
    assert!(again.findings.iter().any(|it| it.problem == FileProblem::EditRefused { edits: 1 }));
    assert!(desk.all().iter().any(|it| it.ends_with(".outside.journal")), "{:?}", desk.all());
}

#[test]
fn a_repaired_file_is_kept_as_it_was() {
    let desk = Desk::with(TEXT);
    let damaged = "(format: \"hashiye\", version: 1, spans: [(id: \"s1\", label: \"claim\", start: 0, end: 999)])";
    desk.write("news.txt.a1.ron", damaged);
    let mut work = desk.start();
    assert_eq!(work.findings.len(), 1);
    tag(&mut work, "حسن");
    save(&work);
    let versions = KeptVersion::all(&work.files.file()).expect("they can be listed");
    let kept = versions.iter().find(|it| it.why == KeptReason::Repaired).expect("it was kept");
    assert_eq!(fs::read_to_string(&kept.path).expect("it is there"), damaged);
}

#[test]
fn another_syntax_sets_the_file_before_aside() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    work.files.save_as(&work.document, FileSyntax::Json).expect("it may be written");
    work.files.run_once();
    assert_eq!(work.files.file().syntax, FileSyntax::Json);
    assert!(!desk.path("news.txt.a1.ron").exists());
    let document = work.document.clone();
    drop(work);
    let again = desk.start();
    assert_eq!((again.document, again.recovered), (document, 0));

    // Both are there when a crash came in between: the person chooses.
    desk.write("news.txt.a1.ron", "(format: \"hashiye\", version: 1)");
    drop(again.files);
    let error = open_work(desk.opening()).expect_err("there are two");
    assert!(matches!(error.failure, StoreFailure::BothSyntaxes), "{error}");
    let file = store::AnnotationFile {
        article: desk.path("news.txt"),
        analyst: a1(),
        syntax: FileSyntax::Json,
    };
    let aside = store::keep_syntax(&file).expect("it can be moved").expect("there was one");
    assert!(aside.exists() && desk.start().document.annotations().count() == 1);
}

#[cfg(unix)]
#[test]
fn links_lead_no_write_out_of_the_folder() {
    let desk = Desk::with(TEXT);
    let outside = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path(), desk.path(".hashiye")).expect("a link");
    let work = desk.start();
    assert!(matches!(work.read_only, Some(ReadOnly::CannotWrite(_))), "{:?}", work.read_only);
    drop(work);
    assert_eq!(fs::read_dir(outside.path()).expect("it is there").count(), 0);

    // A link in the place of the annotation file that leads to something else is no work, and one that
    // leads nowhere is replaced, not followed.
    let desk = Desk::with(TEXT);
    let target = outside.path().join("target");
    fs::write(&target, "export PATH\n").expect("it can be written");
    std::os::unix::fs::symlink(&target, desk.path("news.txt.a1.ron")).expect("a link");
    assert!(open_work(desk.opening()).is_err());
    assert_eq!(fs::read_to_string(&target).expect("it is there"), "export PATH\n");
    fs::remove_file(&target).expect("it is there");
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    assert_eq!(work.files.status().failing, None);
    assert!(!target.exists());
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let path = desk.path("news.txt.a1.ron");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
    tag(&mut work, "دیروز");
    save(&work);
    let mode = fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_long_journal_is_made_short_and_undo_stays() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    for at in 0..50 {
        let note = format!("{at} {}", "یادداشت ".repeat(7000));
        let change = edit::set_meta(&work.document, "note", &note).expect("it differs");
        apply(&mut work, change);
    }
    work.files.finish(&work.document).expect("it can be saved");
    let journal = desk.path(".hashiye/news.txt.a1.journal");
    let before = fs::metadata(&journal).expect("it is there").len();
    drop(desk.start());
    let after = fs::metadata(&journal).expect("it is there").len();
    assert!(after < before / 2, "{before} → {after}");
    let mut again = desk.start();
    assert_eq!(again.recovered, 0);
    let mut undone = 0;
    while let Some(inverse) = again.history.undo() {
        again.document.apply(&inverse).expect("it fits");
        undone += 1;
    }
    assert!(undone >= 5, "{undone}");
}

#[test]
fn damage_in_the_journal_is_survived() {
    let desk = Desk::with(TEXT);
    let mut sitting = Sitting::of(desk.start());
    for kind in [0, 0, 1, 0, 3, 0, 2] {
        sitting.step(kind);
    }
    let states = sitting.states.clone();
    drop(sitting);
    let name = ".hashiye/news.txt.a1.journal";
    let whole = fs::read(desk.path(name)).expect("it is there");
    for at in (0..whole.len()).step_by(7) {
        for damaged in [whole[..at].to_vec(), {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x15;
            damaged
        }] {
            let _fresh = fs::remove_file(desk.path("news.txt.a1.ron"));
            fs::write(desk.path(name), damaged).expect("it can be written");
            let work = desk.start();
            assert!(states.contains(&work.document), "a state that never was, at {at}");
        }
    }
}

#[test]
fn a_foreign_change_of_equal_length_and_time_is_not_written_over() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let path = desk.path("news.txt.a1.ron");
    let time = fs::metadata(&path).expect("it is there").modified().expect("a time");
    let ours = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, ours.replace("a1", "a2")).expect("written");
    let file = fs::File::options().write(true).open(&path).expect("it is there");
    file.set_modified(time).expect("the time can be set");
    drop(file);
    tag(&mut work, "هوا خوب است");
    work.files.save(&work.document).expect("it may be written");
    work.files.run_once();
    assert!(fs::read_to_string(&path).expect("it is there").contains("a2"));
    assert!(work.files.status().failing.is_some());
}
