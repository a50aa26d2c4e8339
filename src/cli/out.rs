//! What the terminal sees: results on standard output, everything else on standard error.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use crate::{
    formats::Counts,
    messages::{Message, Strings, Worded},
    store,
    text::escape_json_line_ends,
};

/// What the terminal calls what is read from a pipe.
pub(super) const INPUT: &str = "standard input";
/// What it calls where results go.
const OUTPUT: &str = "standard output";

/// Set when a part of the result could not be written.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Why the result is not whole, if so. A reader that went away is no failure.
pub(super) fn failure() -> Option<Message> {
    let flushed = io::stdout().flush();
    note(flushed);
    let why = || Message::new("terminal-result-not-written").at(Path::new(OUTPUT));
    FAILED.load(Ordering::Relaxed).then(why)
}

fn note(written: io::Result<()>) {
    if written.is_err_and(|it| it.kind() != io::ErrorKind::BrokenPipe) {
        FAILED.store(true, Ordering::Relaxed);
    }
}

/// What `it` says, as the terminal prints it.
pub(super) fn words(said: &(impl Worded + ?Sized)) -> String {
    Strings::of_terminal().words_of(said)
}

/// A line of the result. What a terminal could take for an order, such as an escape sequence in an
/// article, is shown as a sign.
pub(super) fn say(line: &str) {
    note(writeln!(io::stdout(), "{}", tame(line)));
}

/// A part of the result, as it is.
pub(super) fn give(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Why standard input could not be read.
pub(super) fn unread(error: &io::Error) -> Message {
    let why = Message::new("cannot-read").with("why", store::of_system(error));
    why.at(Path::new(INPUT))
}

/// Why standard output could not be written.
pub(super) fn unwritten(error: &io::Error) -> Message {
    let why = Message::new("cannot-write").with("why", store::of_system(error));
    why.at(Path::new(OUTPUT))
}

/// A remark about the work.
pub(super) fn remark(said: &impl Worded) {
    remark_line(&words(said));
}

/// A remark that is data.
pub(super) fn remark_line(line: &str) {
    let _gone = writeln!(io::stderr(), "{}", tame(line));
}

/// The same without what a terminal could take for an order, such as an escape sequence in an
/// article or a name, or what would turn the order of what follows.
fn tame(line: &str) -> String {
    let mut tame = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => tame.extend(c.escape_unicode()),
            _ if c.is_control() && c != '\t' => tame.push(char::REPLACEMENT_CHARACTER),
            _ => tame.push(c),
        }
    }
    tame
}

/// A number of things; `key` has their words.
pub(super) fn count(key: &'static str, number: usize) -> Message {
    Message::new(key).with("n", number)
}

/// How much of a dataset there is: «1 article, 7 of 8 spans, 0 of 4 relations»; annotation files are counted
/// where there are more than articles.
pub(super) fn counts_of(written: Counts, all: Counts) -> Message {
    let count = |key, of_key, written: usize, all: usize| {
        if written == all { count(key, all) } else { count(of_key, all).with("written", written) }
    };
    let articles = ("terminal-articles", "terminal-articles-of");
    let works = ("terminal-works", "terminal-works-of");
    let spans = ("terminal-spans", "terminal-spans-of");
    let relations = ("terminal-relations", "terminal-relations-of");
    let several = all.documents > all.articles;
    let counts = Message::new(if several { "terminal-counts-of-works" } else { "terminal-counts" })
        .with("articles", count(articles.0, articles.1, written.articles, all.articles))
        .with("spans", count(spans.0, spans.1, written.spans, all.spans))
        .with("relations", count(relations.0, relations.1, written.relations, all.relations));
    if several {
        counts.with("works", count(works.0, works.1, written.works, all.works))
    } else {
        counts
    }
}

/// What went wrong.
pub(super) fn complain(said: &impl Worded) {
    if io::stderr().is_terminal() {
        // Not behind a bar that is shown.
        let _gone = write!(io::stderr(), "\r\u{1B}[K");
    }
    remark_line(&format!("hashiye: {}", words(said)));
}

/// A value as JSON, in one piece.
pub(super) fn json(value: &serde_json::Value) {
    // Control characters are escaped in it.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    note(writeln!(io::stdout(), "{}", escape_json_line_ends(&json)));
}

/// Columns of words, the last one ragged.
pub(super) fn table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| {
        rows.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
        say(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

/// A bar on the terminal for work that takes more than a second; silence in a pipe.
pub(super) struct Progress {
    what: &'static str,
    of: usize,
    done: usize,
    since: Instant,
    shown: Option<Instant>,
}

impl Progress {
    /// Work that has `of` steps.
    pub(super) fn new(what: &'static str, of: usize) -> Self {
        Self { what, of, done: 0, since: Instant::now(), shown: None }
    }

    /// One step is done.
    pub(super) fn step(&mut self) {
        const WIDTH: usize = 30;
        self.done += 1;
        let now = Instant::now();
        let patient = now - self.since < Duration::from_secs(1);
        let fresh = self.shown.is_some_and(|it| now - it < Duration::from_millis(100));
        if patient || fresh || !io::stderr().is_terminal() {
            return;
        }
        self.shown = Some(now);
        let full = self.done * WIDTH / self.of.max(1);
        let bar: String = (0..WIDTH).map(|at| if at < full { '#' } else { '.' }).collect();
        let Self { what, done, of, .. } = self;
        let _gone = write!(io::stderr(), "\r{what} [{bar}] {done}/{of}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _gone = write!(io::stderr(), "\r\u{1B}[K");
        }
    }
}
