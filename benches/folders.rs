//! Folders of thousands of articles: what the terminal's verbs take over all of them, and looking for
//! words in all of them as the window does.
//!
//! Prints wall-clock seconds, one run each, with the size of the input. `HASHIYE_BENCH_ARTICLES` is how
//! many articles there are (2,000 otherwise), `HASHIYE_BENCH_PART=window` leaves the verbs out,
//! and then `HASHIYE_BENCH_FOLDER` is a folder to open instead.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, criterion_group, criterion_main};
use hashiye::session::{FileAction, OpenFolder, SearchAction, Session, Settings};

const SAMPLE: &str = include_str!("../tests/data/article.txt");

/// Articles of the sample's paragraphs, each in an order of its own and with numbers of its own, some of
/// them near duplicates; returns how many bytes they have.
fn articles(folder: &Path, count: usize) -> usize {
    let paragraphs: Vec<&str> = SAMPLE.lines().filter(|it| it.len() > 60).collect();
    let mut bytes = 0;
    for at in 0..count {
        // Every twentieth is the one before with another first line.
        let kind = if at % 20 == 19 { at - 1 } else { at };
        let mut article = format!("خبر شماره {at} از گزارش روز\n");
        let mut number = kind;
        for _ in 0..12 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let paragraph = paragraphs.get((number >> 33) % paragraphs.len()).expect("some");
            for (at, word) in paragraph.split(' ').enumerate() {
                article += word;
                article += " ";
                if at % 9 == 8 {
                    write!(article, "{} ", (number >> (at % 32)) % 1_000).expect("memory");
                }
            }
            article += "\n";
        }
        bytes += article.len();
        fs::write(folder.join(format!("n{at:05}.txt")), article).expect("it can be written");
    }
    bytes
}

/// Until the list of a folder's articles is there, and until every title is.
fn open_folder(folder: &Path) -> (Duration, Duration) {
    let mut session = Session::new(Settings::default(), None, Arc::new(|| {}));
    let start = Instant::now();
    session.perform(FileAction::Open(folder.to_owned()));
    let listed = start.elapsed();
    let is_looked_into = |session: &Session| {
        let rows = session.folder().map(OpenFolder::rows).unwrap_or_default();
        rows.iter().all(|it| it.details.is_some())
    };
    while !is_looked_into(&session) {
        session.tick(Instant::now());
        std::thread::sleep(Duration::from_millis(1));
    }
    (listed, start.elapsed())
}

fn run(folder: &Path, arguments: &[&str]) -> Duration {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hashiye"));
    program.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    // Near duplicates and what a format cannot hold end with 1.
    let code = program.status().expect("the program starts").code();
    assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?}");
    start.elapsed()
}

/// Until the first place is there, and until all are.
fn look_for(session: &mut Session, query: &str) -> (Duration, Duration, usize) {
    let start = Instant::now();
    session.perform(SearchAction::FindInAll(query.to_owned()));
    let mut first = None;
    loop {
        session.tick(Instant::now());
        let found = session.concordance();
        if !found.hits().is_empty() && first.is_none() {
            first = Some(start.elapsed());
        }
        let (done, all) = found.progress();
        if done == all || found.is_cut() {
            return (first.unwrap_or_default(), start.elapsed(), found.hits().len());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn folders(_: &mut Criterion) {
    let wanted = std::env::var("HASHIYE_BENCH_ARTICLES").ok();
    let count = wanted.and_then(|it| it.parse().ok()).unwrap_or(2_000);
    let folder = tempfile::tempdir().expect("a folder");
    let (articles_folder, out) = (folder.path().join("articles"), folder.path().join("out"));
    fs::create_dir(&articles_folder).expect("it can be made");
    fs::create_dir(&out).expect("it can be made");
    let articles_folder = if let Some(there) = std::env::var_os("HASHIYE_BENCH_FOLDER") {
        there.into()
    } else {
        let bytes = articles(&articles_folder, count);
        println!("{count} articles, {bytes} bytes");
        articles_folder
    };
    let steps: &[(&str, &[&str])] = &[
        ("suggest --write", &["suggest", "--write", "--analyst", "a1", "articles"]),
        ("the same again, nothing to add", &["suggest", "--write", "--analyst", "a1", "articles"]),
        (
            "suggest --write by another analyst",
            &["suggest", "--write", "--analyst", "a2", "--only", "date", "articles"],
        ),
        (
            "export --to jsonl",
            &[
                "export",
                "--to",
                "jsonl",
                "--analyst",
                "a1",
                "-o",
                "out/all.jsonl",
                "--allow-loss",
                "articles",
            ],
        ),
        (
            "export --to hf",
            &[
                "export",
                "--to",
                "hf",
                "--analyst",
                "a1",
                "-o",
                "out/hf",
                "--allow-loss",
                "articles",
            ],
        ),
        (
            "report --to html",
            &["report", "--to", "html", "--analyst", "a1", "-o", "out/html", "articles"],
        ),
        (
            "report --to pdf",
            &["report", "--to", "pdf", "--analyst", "a1", "-o", "out/all.pdf", "articles"],
        ),
        ("compare", &["compare", "--json", "articles"]),
        ("validate", &["validate", "articles"]),
    ];
    let without_verbs = std::env::var("HASHIYE_BENCH_PART").is_ok_and(|it| it == "window");
    for (name, arguments) in steps.iter().filter(|_| !without_verbs) {
        println!("{:8.2} s  {name}", run(folder.path(), arguments).as_secs_f64());
    }
    let (listed, titles) = open_folder(&articles_folder);
    println!(
        "{:8.3} s  until the folder is listed and its first article open, {:.3} s until every title is there",
        listed.as_secs_f64(),
        titles.as_secs_f64()
    );
    let mut session = Session::new(Settings::default(), None, Arc::new(|| {}));
    session.perform(FileAction::Open(articles_folder.clone()));
    session.settle();
    session.perform(FileAction::Open(articles_folder));
    // The first query reads the articles; those after it know them.
    for query in ["واژه‌ای که نیست", "تحریم‌های", "که", "واژه‌ای که نیست"]
    {
        let (first, all, places) = look_for(&mut session, query);
        println!(
            "{:8.3} s  to the first of {places} places of «{query}», {:.3} s to the last",
            first.as_secs_f64(),
            all.as_secs_f64()
        );
    }
}

criterion_group!(benches, folders);
criterion_main!(benches);
