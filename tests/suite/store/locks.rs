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

/// Changes one field of the lock that lies there.
fn forge(desk: &Desk, field: &str, value: &str) {
    let name = ".hashiye/news.txt.a1.lock";
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
