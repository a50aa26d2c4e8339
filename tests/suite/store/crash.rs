//! Crashes and failing disks at every operation: no acknowledged edit is lost.

use std::{collections::BTreeSet, io, path::PathBuf};

use hashiye::{
    edit::{self, AnnotationDraft, UndoHistory},
    model::{AnnotationId, Document, Schema, Transaction},
    store::{
        FileSyntax, JournalStep, OpenedWork, SavePace, StoreError, WorkFiles, WorkRequest,
        open_work,
    },
    text::Article,
};

use super::{
    a1,
    sim_disk::{Fault, Left, SimDisk},
};

const TEXT: &str = "حسن دیروز 😀 گفت هوا خوب است و علی گفت فردا می‌آید و باران هم می‌بارد.";

pub(crate) fn disk() -> SimDisk {
    SimDisk::with("/d", &[("news.txt", TEXT)])
}

pub(crate) fn opening(disk: &SimDisk) -> WorkRequest {
    WorkRequest {
        path: PathBuf::from("/d/news.txt"),
        article: Article::from_text(TEXT),
        analyst: a1(),
        person: a1(),
        schema: Schema::standard(),
        syntax: FileSyntax::Ron,
        pace: SavePace::Manual,
        disk: disk.shared(),
        batch: None,
    }
}

/// A person at work: what the document was after every step, and how many are known to be safe.
pub(crate) struct Sitting {
    pub(crate) document: Document,
    pub(crate) history: UndoHistory,
    pub(crate) files: WorkFiles,
    /// The document after each step; the first is how it was opened.
    pub(crate) states: Vec<Document>,
    /// How many steps were acknowledged as being on the disk.
    pub(crate) safe: usize,
    first: u64,
}

impl Sitting {
    pub(crate) fn of(started: OpenedWork) -> Self {
        let OpenedWork { document, history, files, .. } = started;
        let first = files.status().written;
        Self { states: vec![document.clone()], document, history, files, safe: 0, first }
    }

    /// Takes another step; its outcome does not matter to the test.
    pub(crate) fn step(&mut self, kind: usize) {
        match kind % 6 {
            4 => self.undo(),
            5 => self.redo(),
            kind => {
                if let Some(transaction) = any_edit(&self.document, kind, self.states.len()) {
                    self.document.apply(&transaction).expect("it fits");
                    self.history.record(transaction.clone());
                    self.reported(|files| files.record(JournalStep::Do(&transaction)));
                }
            }
        }
    }

    fn undo(&mut self) {
        if let Some(inverse) = self.history.undo() {
            self.document.apply(&inverse).expect("it fits");
            self.reported(|files| files.record(JournalStep::Undo));
        }
    }

    fn redo(&mut self) {
        if let Some(transaction) = self.history.redo() {
            self.document.apply(&transaction).expect("it fits");
            self.reported(|files| files.record(JournalStep::Redo));
        }
    }

    fn reported(&mut self, record: impl FnOnce(&WorkFiles) -> Result<u64, StoreError>) {
        self.states.push(self.document.clone());
        // A refusal is reported to the person; the step waits.
        let _refused = record(&self.files);
        self.look();
    }

    pub(crate) fn run_once(&mut self) {
        self.files.run_once();
        self.look();
    }

    pub(crate) fn save(&mut self) {
        self.files.save(&self.document).expect("it may be written");
    }

    fn look(&mut self) {
        let synced = self.files.status().synced.saturating_sub(self.first);
        self.safe = self.safe.max(usize::try_from(synced).expect("few"));
    }
}

/// An edit that depends on the document and two numbers.
fn any_edit(document: &Document, kind: usize, at: usize) -> Option<Transaction> {
    let words = [(0, 3), (4, 9), (16, 27), (30, 33), (38, 42)];
    let (start, end) = words.get(at % words.len()).copied()?;
    let range = document.text().range_of_chars(start, end).ok()?;
    let some = document.annotations().nth(at % 3).map(|it| it.id);
    match kind {
        0 => Some(edit::annotate(document, [AnnotationDraft::new(range, "claim")])),
        1 => edit::set_attribute(document, some?, "note", &format!("یادداشت {at}")),
        2 => edit::remove(document, some?),
        _ => edit::relate(document, some?, AnnotationId(1), "repeats")
            .or_else(|| edit::set_meta(document, "status", &at.to_string())),
    }
}

/// A sitting with every kind of step, syncing now and then, saving in between.
fn work_on(disk: &SimDisk) -> Option<Sitting> {
    let mut sitting = Sitting::of(open_work(opening(disk)).ok()?);
    if sitting.files.read_only().is_some() {
        return Some(sitting);
    }
    for (at, kind) in [0, 0, 1, 3, 4, 5, 0, 2, 4, 0, 1, 3, 4, 4, 0].into_iter().enumerate() {
        sitting.step(kind);
        match at {
            3 | 9 => {
                sitting.save();
                // A step between the asking and the saving.
                sitting.step(0);
                sitting.run_once();
            }
            1 | 5 | 6 | 11 => sitting.run_once(),
            _ => {}
        }
    }
    sitting.run_once();
    Some(sitting)
}

#[track_caller]
fn check_recovered(after: &SimDisk, sitting: &Sitting, reported: &str) {
    let started = open_work(opening(after)).unwrap_or_else(|error| panic!("{reported}: {error}"));
    let found = sitting.states.iter().rposition(|state| *state == started.document);
    let found = found.unwrap_or_else(|| panic!("{reported}: a state that never was"));
    assert!(
        sitting.states.iter().skip(sitting.safe).any(|state| *state == started.document),
        "{reported}: {} steps were safe, {found} were found",
        sitting.safe
    );
    // What was recovered can be worked on, before and after it is saved, and undone to the start.
    let mut again = Sitting::of(started);
    again.step(0);
    let unsaved =
        open_work(opening(&after.killed())).unwrap_or_else(|error| panic!("{reported}: {error}"));
    assert_eq!(unsaved.document, again.document, "{reported}");
    drop(unsaved);
    again.save();
    again.run_once();
    assert_eq!(again.files.status().failing, None, "{reported}");
    while again.history.can_undo() {
        again.undo();
    }
}

/// Subsets of the pending changes of names: all when few, else those in order and single ones.
fn subsets(pending: usize) -> BTreeSet<u64> {
    if pending <= 5 {
        return (0..1 << pending).collect();
    }
    let all = u64::MAX >> (64 - pending.min(64));
    let prefixes = (0..=pending.min(63)).map(|it| (1_u64 << it) - 1);
    let without_one = (0..pending.min(63)).map(|it| all & !(1 << it));
    let only_one = (0..pending.min(63)).map(|it| 1 << it);
    prefixes.chain(without_one).chain(only_one).collect()
}

#[test]
fn no_crash_at_any_operation_loses_an_acknowledged_edit() {
    let all = disk();
    work_on(&all).expect("nothing fails");
    let operations = all.operations();
    assert!(operations > 100, "{operations}");
    let mut states = 0;
    let mut most_safe = 0;
    for at in 0..=operations {
        let disk = disk();
        disk.set_fault(Fault::Crash(at));
        let Some(sitting) = work_on(&disk) else { continue };
        most_safe = most_safe.max(sitting.safe);
        for kept in subsets(disk.pending()) {
            for left in Left::ALL.iter().flat_map(|a| Left::ALL.map(|b| [*a, b])) {
                states += 1;
                check_recovered(
                    &disk.crashed(kept, left),
                    &sitting,
                    &format!("crash at {at}, {kept:b} kept, {left:?}"),
                );
            }
        }
    }
    assert!(states > 2500, "{states} states");
    assert!(most_safe >= 15, "{most_safe} steps were ever safe");
}

#[test]
fn a_killed_program_loses_nothing_at_all() {
    let all = disk();
    work_on(&all).expect("nothing fails");
    for at in 0..=all.operations() {
        let disk = disk();
        disk.set_fault(Fault::Crash(at));
        let Some(mut sitting) = work_on(&disk) else { continue };
        let written = sitting.states.len() - 1;
        // What the system took before it was killed is there; the rest was never acknowledged.
        sitting.safe = sitting.safe.min(written);
        check_recovered(&disk.killed(), &sitting, &format!("killed at {at}"));
    }
}

#[test]
fn no_failing_operation_loses_an_edit_once_the_disk_is_well() {
    use io::ErrorKind as Kind;
    let all = disk();
    work_on(&all).expect("nothing fails");
    let kinds = [Kind::StorageFull, Kind::Other, Kind::PermissionDenied, Kind::ReadOnlyFilesystem];
    for at in 0..all.operations() {
        for kind in kinds {
            let faults =
                [Fault::Once(at, kind), Fault::Between(at, at + 7, kind), Fault::Torn(at, kind)];
            for fault in faults {
                let disk = disk();
                disk.set_fault(fault);
                let reported = format!("{fault:?}");
                let Some(mut sitting) = work_on(&disk) else {
                    // Refused to open, touching nothing.
                    continue;
                };
                disk.set_fault(Fault::None);
                if sitting.files.read_only().is_some() {
                    continue;
                }
                sitting.run_once();
                assert_eq!(sitting.files.status().failing, None, "{reported}");
                assert_eq!(sitting.safe, sitting.states.len() - 1, "{reported}");
                check_recovered(&disk.crashed(0, [Left::Nothing; 2]), &sitting, &reported);
            }
        }
    }
}

#[test]
fn a_saved_file_needs_nothing_of_the_programs_own() {
    let disk = disk();
    let mut sitting = Sitting::of(open_work(opening(&disk)).expect("it can be opened"));
    for kind in [0, 0, 1, 3, 2, 0] {
        sitting.step(kind);
        sitting.save();
        sitting.run_once();
        let bare = disk.crashed(0, [Left::Nothing; 2]).without("/d/.hashiye");
        assert_eq!(open_work(opening(&bare)).expect("it can be opened").document, sitting.document);
    }
}

#[test]
fn short_writes_are_completed() {
    let disk = disk();
    disk.set_fault(Fault::Short);
    let sitting = work_on(&disk).expect("nothing fails");
    assert_eq!(sitting.safe, sitting.states.len() - 1);
    check_recovered(&disk.crashed(0, [Left::Nothing; 2]), &sitting, "short writes");
}

#[test]
fn crashes_while_recovering_lose_nothing_either() {
    let disk = disk();
    let sitting = work_on(&disk).expect("nothing fails");
    let crashed = disk.crashed(0, [Left::Nothing; 2]);
    for at in 0..60 {
        let second = crashed.killed();
        let before = second.operations();
        second.set_fault(Fault::Crash(before + at));
        if let Ok(started) = open_work(opening(&second)) {
            started.files.run_once();
        }
        for kept in subsets(second.pending()) {
            let left = second.crashed(kept, [Left::Nothing; 2]);
            check_recovered(&left, &sitting, &format!("second crash at {at}, {kept:b} kept"));
        }
    }
}
