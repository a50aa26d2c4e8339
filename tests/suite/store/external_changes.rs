//! Another program writes the annotation file at any moment of a sitting.

use std::path::Path;

use hashiye::store::{StoreFailure, WorkEvent, open_work};

use super::{
    crash::{Sitting, disk, opening},
    sim_disk::SimDisk,
};

const FILE: &str = "/d/news.txt.a1.ron";

/// Two steps, each saved, and two looks around; what was reported meanwhile, and how many operations
/// there were before the last look.
fn sit(disk: &SimDisk) -> (Sitting, Vec<WorkEvent>, usize) {
    let mut sitting = Sitting::of(open_work(opening(disk)).expect("it opens"));
    let mut events = Vec::new();
    for _ in 0..2 {
        sitting.step(0);
        sitting.save();
        sitting.run_once();
        events.extend(sitting.files.events());
    }
    sitting.run_once();
    let operations = disk.operations();
    sitting.run_once();
    events.extend(sitting.files.events());
    (sitting, events, operations)
}

/// What another program makes of the file: the work of another sitting.
fn theirs() -> String {
    let disk = disk();
    let (mut sitting, ..) = sit(&disk);
    sitting.step(1);
    sitting.save();
    sitting.run_once();
    drop(sitting);
    disk.text(FILE)
}

#[test]
fn what_others_write_is_kept_and_reported_whenever_they_write_it() {
    let theirs = theirs();
    let quiet = disk();
    let (ours, events, operations) = sit(&quiet);
    assert!(events.iter().all(|it| matches!(it, WorkEvent::Saved { .. })), "{events:?}");
    drop(ours);
    let (mut unseen, mut reported) = (Vec::new(), 0);
    for at in 0..operations {
        let disk = disk();
        disk.meddle(at, FILE, &theirs);
        let (sitting, events, _) = sit(&disk);
        let is_reported = events.iter().any(|event| match event {
            WorkEvent::ChangedOutside(_) => true,
            WorkEvent::Failed(error) => matches!(error.failure, StoreFailure::ChangedOutside),
            _ => false,
        });
        // What was there before it was opened was read, and is no news.
        let is_read = sitting.states[0].annotations().len() > 0;
        let is_there = disk.holding(&theirs).iter().any(|it| it == Path::new(FILE));
        match (is_read, is_reported, is_there) {
            (true, ..) => {}
            (false, true, true) => reported += 1,
            _ => unseen.push(at),
        }
    }
    assert!(reported > operations / 2, "{reported} of {operations}");
    // Between the last look and putting the file in place is the blink of an eye: the one operation
    // of each of the two saves that does that.
    assert_eq!(unseen.len(), 2, "unseen before operations {unseen:?} of {operations}");
}
