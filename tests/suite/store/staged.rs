//! Files that are written piece by piece: whole in their place, or not at all.

use std::{
    fs, io,
    io::Write as _,
    path::Path,
    process::Command,
    time::{Duration, SystemTime},
};

use hashiye::store::StagedFile;

use super::sim_disk::{Fault, SimDisk};

fn disk() -> SimDisk {
    SimDisk::with("/out", &[("all.jsonl", "before")])
}

fn write(disk: &SimDisk) -> Result<(), String> {
    let mut staged = StagedFile::begin_on(disk.shared(), Path::new("/out/all.jsonl"))
        .map_err(|error| error.to_string())?;
    for _ in 0..3 {
        staged.write_all(&vec![b'x'; 200_000]).map_err(|error| error.to_string())?;
    }
    staged.commit().map_err(|error| error.to_string())
}

#[test]
fn whatever_fails_the_file_is_as_before_or_whole() {
    let all = disk();
    write(&all).expect("nothing fails");
    let whole = "x".repeat(600_000);
    assert_eq!(all.text("/out/all.jsonl"), whole);
    let operations = all.operations();
    assert!(operations > 6, "{operations}");
    let mut failed = 0;
    for at in 0..operations {
        let disk = disk();
        disk.set_fault(Fault::Once(at, io::ErrorKind::StorageFull));
        let outcome = write(&disk);
        let text = disk.text("/out/all.jsonl");
        disk.set_fault(Fault::None);
        failed += usize::from(outcome.is_err());
        assert!(text == whole || (outcome.is_err() && text == "before"), "operation {at}");
        let names = disk.shared().list(Path::new("/out")).expect("listed");
        assert_eq!(names.len(), 1, "operation {at}: {names:?}");
    }
    assert!(failed > 4, "{failed}");
}

#[test]
fn what_a_killed_program_left_is_removed_by_the_next_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut gone = Command::new("true").spawn().expect("it starts");
    gone.wait().expect("it ends");
    let left = |name: &str, age: u64| {
        let path = folder.path().join(name);
        let file = fs::File::create(&path).expect("made");
        let before = SystemTime::now() - Duration::from_secs(age);
        file.set_modified(before).expect("set");
        path
    };
    let of_killed = left(&format!(".all.jsonl.{}-0.hashiye-tmp", gone.id()), 3600);
    let of_running = left(&format!(".all.jsonl.{}-0.hashiye-tmp", std::process::id()), 3600);
    let of_another = left(&format!(".other.jsonl.{}-0.hashiye-tmp", gone.id()), 3600);
    let just_now = left(&format!(".all.jsonl.{}-1.hashiye-tmp", gone.id()), 0);
    let staged = StagedFile::begin(&folder.path().join("all.jsonl")).expect("it begins");
    staged.commit().expect("it is put there");
    assert!(!of_killed.exists());
    assert!(of_running.exists() && of_another.exists() && just_now.exists());
}
