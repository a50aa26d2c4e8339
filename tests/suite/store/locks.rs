//! Two windows on one file.

use hashiye::{
    messages::Strings,
    store::{JournalStep, ReadOnly, StoreFailure, WorkEvent},
};

use super::{
    Desk,
    work::{save, tag},
};

const TEXT: &str = "حسن دیروز گفت هوا خوب است و علی فردا می‌آید.";

#[test]
fn a_second_window_reads_only_and_names_the_first() {
    let desk = Desk::with(TEXT);
    let mut first = desk.start();
    tag(&mut first, "حسن");
    let second = desk.start();
    let Some(ReadOnly::Locked(holder)) = &second.read_only else { panic!("it is locked") };
    assert_eq!(holder.pid, std::process::id());
    let error = second.files.record(JournalStep::Undo).expect_err("it is for reading");
    assert!(matches!(error.failure, StoreFailure::ReadOnly(ReadOnly::Locked(_))), "{error}");
    drop(second);
    // Closing the second does not unlock the first.
    assert!(desk.start().read_only.is_some());
    drop(first);
    assert_eq!(desk.start().read_only, None);
}

const LOCK: &str = ".hashiye/news.txt.a1.lock";

/// Changes one field of the lock that lies there.
fn forge(desk: &Desk, field: &str, value: &str) {
    forge_in(desk, LOCK, field, value);
}

fn forge_in(desk: &Desk, name: &str, field: &str, value: &str) {
    let mut holder: serde_json::Value = serde_json::from_str(&desk.read(name)).expect("it is JSON");
    holder[field] = match value.parse::<u32>() {
        Ok(number) => number.into(),
        Err(_text) => value.into(),
    };
    desk.write(name, &holder.to_string());
}

#[test]
fn the_dead_are_followed_silently_and_strangers_offered() {
    for (field, value) in [("pid", "4194999"), ("boot", "another"), ("start", "1x")] {
        let desk = Desk::with(TEXT);
        std::mem::forget(desk.start());
        forge(&desk, field, value);
        assert_eq!(desk.start().read_only, None, "{field}");
    }
    let desk = Desk::with(TEXT);
    std::mem::forget(desk.start());
    forge(&desk, "host", "elsewhere");
    let work = desk.start();
    let read_only = work.read_only.as_ref().expect("nobody knows whether it lives");
    let reported = Strings::of_terminal().words_of(read_only);
    assert!(reported.contains("elsewhere"), "{reported}");
    work.files.take_over().expect("the person knows");
    assert_eq!(desk.start().read_only, None);
    // Half a lock, as a crash may leave it.
    desk.write(".hashiye/news.txt.a1.lock", "{\"user\":");
    assert_eq!(desk.start().read_only, None);
}

#[test]
fn who_died_while_taking_over_keeps_nobody_out() {
    for guards in 1..=2 {
        let desk = Desk::with(TEXT);
        std::mem::forget(desk.start());
        forge(&desk, "pid", "4194999");
        let dead = desk.read(LOCK);
        for depth in 1..=guards {
            desk.write(&format!("{LOCK}{}", "-takeover".repeat(depth)), &dead);
        }
        assert_eq!(desk.start().read_only, None, "{guards}");
        assert!(!desk.path(&format!("{LOCK}-takeover")).exists(), "{guards}");
        assert!(!desk.path(&format!("{LOCK}-takeover-takeover")).exists(), "{guards}");
    }
}

#[test]
fn who_takes_over_keeps_others_out() {
    let desk = Desk::with(TEXT);
    std::mem::forget(desk.start());
    let alive = desk.read(LOCK);
    forge(&desk, "pid", "4194999");
    desk.write(&format!("{LOCK}-takeover"), &alive);
    assert!(desk.start().read_only.is_some());
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_nobody_has_asked_how_it_ended_is_dead() {
    let desk = Desk::with(TEXT);
    std::mem::forget(desk.start());
    let mut child = std::process::Command::new("true").spawn().expect("it is there");
    let stat = format!("/proc/{}/stat", child.id());
    let fields = || {
        let stat = std::fs::read_to_string(&stat).expect("it was not asked yet");
        stat.rsplit_once(") ").expect("a name").1.to_owned()
    };
    while !fields().starts_with('Z') {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let start = fields().split_whitespace().nth(19).expect("a start").to_owned();
    let mut holder: serde_json::Value = serde_json::from_str(&desk.read(LOCK)).expect("JSON");
    holder["pid"] = child.id().into();
    holder["start"] = start.into();
    desk.write(LOCK, &holder.to_string());
    assert_eq!(desk.start().read_only, None);
    child.wait().expect("it ended");
}

#[test]
fn who_loses_the_lock_writes_no_more() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    forge(&desk, "nonce", "another");
    let events = save(&work);
    assert!(matches!(events[..], [WorkEvent::LockLost(_), WorkEvent::Failed(_)]), "{events:?}");
    assert_eq!(work.files.read_only(), Some(ReadOnly::LockLost));
    assert!(!desk.path("news.txt.a1.ron").exists());
}
