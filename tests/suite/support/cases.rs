//! Files of cases: marked text under a line that says which case it is.
//!
//! ```text
//! # c002 category=jalali-day published=2021-12-31
//! مذاکرات [date value=2022-01-09 ۱۹ دی ماه] برگزار می شود.
//! ```
//!
//! A case goes on to the next such line. A line of text that starts with `#` is written `\#`.

use std::{collections::BTreeMap, fs, path::Path};

use super::MarkedText;

/// One case of a file.
#[derive(Clone, Debug)]
pub(crate) struct MarkedCase {
    /// What it is called.
    pub(crate) id: String,
    /// What else its first line says.
    pub(crate) about: BTreeMap<String, String>,
    /// Its text with what is to be found in it.
    pub(crate) marked: MarkedText,
}

impl MarkedCase {
    /// The day on which its text was published, if that is known.
    pub(crate) fn published(&self) -> &str {
        self.about.get("published").map_or("", String::as_str)
    }
}

/// Reads the cases of a file under `tests/data`.
#[track_caller]
pub(crate) fn cases(name: &str) -> Vec<MarkedCase> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let source = fs::read_to_string(&path).expect("the file of cases is there");
    let (before, cases) = source.split_once("# ").expect("there is a case");
    assert_eq!(before, "", "a file of cases starts with one");
    cases.split("\n# ").map(case).collect()
}

#[track_caller]
fn case(source: &str) -> MarkedCase {
    let (head, body) = source.split_once('\n').expect("a case has a text");
    let mut words = head.split(' ');
    let id = words.next().unwrap_or_default().to_owned();
    let pair = |it: &str| it.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    let about = words.map(|it| pair(it).expect("a key and a value")).collect();
    let marked = MarkedText::read(body.strip_suffix('\n').unwrap_or(body));
    MarkedCase { id, about, marked }
}
