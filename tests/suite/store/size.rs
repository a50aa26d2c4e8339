//! A hundred thousand tags on ten megabytes of text.

use std::{fmt::Write as _, fs, path::Path, process::Command, time::Instant};

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{Attributes, Document, Schema},
    store::{self, FileSyntax},
    text::Text,
};

use super::{Desk, a1};

const FOLDER: &str = "HASHIYE_TEST_SIZE_FOLDER";

/// Set to print what it cost.
const TELL: &str = "HASHIYE_TEST_SIZE_TELL";

/// What opening may cost above the empty process, in KiB.
const ALLOWED: u64 = 64 << 10;

const TAGS: usize = 100_000;

/// Ten megabytes in which no two sentences are the same.
fn large_text() -> String {
    let mut text = String::with_capacity(11 << 20);
    for at in 0..TAGS {
        writeln!(text, "رئیس جمهوری روسیه در روز {at} گفت که تحریم‌های تازه اشتباه است.")
            .expect("memory");
    }
    text
}

fn large_document(text: Text) -> Document {
    let mut document = Document::new("news", text, Schema::standard());
    let mut drafts = Vec::new();
    let mut start = 0;
    for line in document.text().as_str().split_inclusive('\n') {
        let (from, to) = (start + "رئیس ".len(), start + "رئیس جمهوری روسیه".len());
        let range = document.text().range(from, to).expect("words");
        let attributes = Attributes::default().with("kind", "prediction").with("quote", "direct");
        drafts.push(AnnotationDraft { attributes, ..AnnotationDraft::new(range, "claim") });
        start += line.len();
    }
    let transaction = edit::annotate(&document, drafts);
    document.apply(&transaction).expect("it fits");
    document
}

/// A line of `/proc/self/status`, in KiB.
fn memory(key: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix(key))?;
    line.trim_start_matches(':').split_whitespace().next()?.parse().ok()
}

/// What the process does whose memory is measured.
fn opener(folder: &Path) {
    let path = folder.join("news.txt");
    let schema = Schema::standard();
    let before = memory("VmRSS");
    let start = Instant::now();
    let opened = store::read_article(&path).expect("it is an article");
    let loaded = store::read_work(&path, &opened.article, &a1(), &schema, FileSyntax::Ron);
    let loaded = loaded.expect("it can be read");
    let took = start.elapsed();
    assert_eq!((loaded.findings.len(), loaded.document.annotations().count()), (0, TAGS));
    if let (Some(before), Some(peak)) = (before, memory("VmHWM")) {
        let cost = peak.saturating_sub(before);
        assert!(cost <= ALLOWED, "{cost} KiB, opened in {took:?}");
        assert!(std::env::var_os(TELL).is_none(), "{cost} KiB at the peak, {took:?}");
    }
}

#[test]
fn a_large_article_is_opened_in_little_memory() {
    // The same test, started by itself, is the process that is measured.
    if let Some(folder) = std::env::var_os(FOLDER) {
        return opener(Path::new(&folder));
    }
    let text = large_text();
    assert!(text.len() > 10 << 20);
    let desk = Desk::with(&text);
    let document = large_document(Text::new(text));
    // Both syntaxes cost the same; without optimization each takes seconds.
    let syntaxes =
        if cfg!(debug_assertions) { &FileSyntax::ALL[..1] } else { &FileSyntax::ALL[..] };
    for &syntax in syntaxes {
        desk.save(&document, syntax);
        let opener = Command::new(std::env::current_exe().expect("it runs"))
            .args(["store::size::a_large_article_is_opened_in_little_memory", "--exact"])
            .env(FOLDER, desk.folder.path())
            .output()
            .expect("it starts");
        let reported = String::from_utf8_lossy(&opener.stdout);
        assert!(opener.status.success() && reported.contains("1 passed"), "{syntax:?}: {reported}");
        fs::remove_file(desk.path(&format!("news.txt.a1.{}", syntax.extension())))
            .expect("it is there");
    }
}
