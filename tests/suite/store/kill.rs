//! The program killed in the middle of its work, again and again.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use hashiye::{
    model::Schema,
    store::{self, SavePace, WorkRequest, open_work},
};

use super::{Desk, a1, crash::Sitting};

const FOLDER: &str = "HASHIYE_TEST_KILL_FOLDER";

/// How often the test kills; more in long runs.
const KILLS: &str = "HASHIYE_TEST_KILLS";

const TEXT: &str = "حسن دیروز 😀 گفت هوا خوب است و علی گفت فردا می‌آید و باران هم می‌بارد.";

fn open(article: &Path, pace: SavePace) -> Sitting {
    let opened = store::read_article(article).expect("it is an article");
    let opening = WorkRequest { pace, ..WorkRequest::new(&opened, a1(), Schema::standard()) };
    let started = open_work(opening).expect("it can be opened");
    assert_eq!(started.read_only, None);
    assert_eq!(started.findings, []);
    Sitting::of(started)
}

/// Step `at` of a sitting, the same for whoever counts along.
fn kind(at: usize) -> usize {
    [0, 1, 0, 3, 4, 5, 0, 4, 0, 2, 1].get(at * 7 % 11).copied().unwrap_or(0)
}

/// What the killed process does: works without a pause and says how far it is.
fn worker(folder: &Path) {
    let mut sitting = open(&folder.join("news.txt"), SavePace::Background);
    let mut out = std::io::stdout();
    for at in 0.. {
        sitting.step(kind(at));
        if at % 5 == 4 {
            sitting.save();
        }
        if writeln!(out, "done {}", sitting.states.len() - 1).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

/// How many steps a line of the worker's says are done.
fn done(line: &str) -> Option<usize> {
    line.rsplit_once("done ")?.1.parse().ok()
}

#[test]
fn killing_it_at_any_moment_loses_nothing() {
    // The same test, started by itself, is the process that gets killed.
    if let Some(folder) = std::env::var_os(FOLDER) {
        return worker(Path::new(&folder));
    }
    let kills: u64 = std::env::var(KILLS).ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    let mut desk = Desk::with(TEXT);
    let mut acknowledged = 0;
    for round in 0..kills {
        if round % 25 == 24 {
            // A new article: an old one has ever more to compare.
            desk = Desk::with(TEXT);
        }
        let article = desk.path("news.txt");
        let mut expected = open(&article, SavePace::Manual);
        // Only counting along, in a folder of its own.
        let aside = Desk::with(TEXT);
        expected.files = open(&aside.path("news.txt"), SavePace::Manual).files;
        let mut child = Command::new(std::env::current_exe().expect("it runs"))
            .args(["store::kill::killing_it_at_any_moment_loses_nothing", "--exact", "--nocapture"])
            .env(FOLDER, desk.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut reported = out.lines().map_while(Result::ok).filter_map(|it| done(&it));
        // At work; now at any moment.
        let first = reported.next().expect("it takes a step");
        std::thread::sleep(Duration::from_micros(round * 7919 % 40_000));
        child.kill().expect("it runs");
        child.wait().expect("it is gone");
        let done = reported.max().unwrap_or(first);
        acknowledged += done;
        let mut at = 0;
        // One more may have been written without having been reported.
        while expected.states.len() < done + 2 {
            expected.step(kind(at));
            at += 1;
        }
        let found = open(&article, SavePace::Manual);
        assert!(
            expected.states.iter().skip(done).any(|it| *it == found.document),
            "round {round}: {done} steps were acknowledged"
        );
    }
    let mut out = std::io::stderr();
    writeln!(out, "{kills} kills, {acknowledged} steps").expect("it can be reported");
}
