//! Source files as the rules of the architecture look at them: code without comments, literals.

use std::{fmt, fs, path::Path};

/// A source file of the package.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path from the package's root, with `/`.
    pub(crate) path: String,
    /// As it stands.
    pub(crate) text: String,
}

/// A string literal and what stands before it in its line.
#[derive(Debug)]
pub(crate) struct Literal {
    /// Where it starts, from 1.
    pub(crate) line: usize,
    /// The code before its quote.
    pub(crate) before: String,
    /// Its text, escapes as they are written.
    pub(crate) words: String,
}

/// Something that breaks a rule, and where.
#[derive(Debug)]
pub(crate) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Fault {
    /// `what` is wrong in `source` at `line`, counted from 1.
    pub(crate) fn new(source: &Source, line: usize, what: &str) -> Self {
        Self(format!("{}:{line}: {what}", source.path))
    }
}

/// Fails with every fault in order, unless there is none.
#[track_caller]
pub(crate) fn hold(rule: &str, faults: impl IntoIterator<Item = Fault>) {
    let faults: Vec<String> = faults.into_iter().map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

/// Every Rust file under `folder`, by path.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(Path::new(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("tests run in the package's root") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let path = path.to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

impl Source {
    /// The folder or file right under `src`: the layer it belongs to.
    pub(crate) fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside)
    }

    /// Lines with comments and what stands in string literals taken out, counted from 1.
    pub(crate) fn code(&self) -> Vec<(usize, String)> {
        let mut code = vec![String::new()];
        self.scan(|part| match part {
            Part::Code('\n') => code.push(String::new()),
            Part::Code(c) => code.last_mut().expect("there is a line").push(c),
            Part::Literal(_) => {}
        });
        code.into_iter().enumerate().map(|(at, line)| (at + 1, line)).collect()
    }

    /// Its code in one piece, with line ends where they were.
    pub(crate) fn whole_code(&self) -> String {
        let lines: Vec<String> = self.code().into_iter().map(|it| it.1).collect();
        lines.join("\n")
    }

    /// Its string literals, in order.
    pub(crate) fn literals(&self) -> Vec<Literal> {
        let mut found = Vec::new();
        let mut line = 1;
        let mut before = String::new();
        self.scan(|part| match part {
            Part::Code('\n') => {
                line += 1;
                before.clear();
            }
            Part::Code(c) => before.push(c),
            Part::Literal(words) => {
                let literal = Literal { line, before: before.clone(), words: words.to_owned() };
                found.push(literal);
            }
        });
        found
    }

    /// Goes through code and literals; comments are left out, line ends are code.
    fn scan(&self, mut part: impl FnMut(Part<'_>)) {
        let mut rest = self.text.as_str();
        while let Some(c) = rest.chars().next() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            if rest.starts_with("//") {
                rest = rest.find('\n').and_then(|at| rest.get(at..)).unwrap_or_default();
            } else if let Some(quoted) = after.strip_prefix("\"'").filter(|_| c == '\'') {
                // The quote as a character starts no string.
                rest = quoted;
            } else if c == '"' {
                let len = literal_len(after);
                let words = after.get(..len).unwrap_or_default();
                part(Part::Code('"'));
                part(Part::Literal(words));
                words.chars().filter(|it| *it == '\n').for_each(|it| part(Part::Code(it)));
                part(Part::Code('"'));
                rest = after.get(len + 1..).unwrap_or_default();
            } else {
                part(Part::Code(c));
                rest = after;
            }
        }
    }
}

/// What a scan meets.
enum Part<'a> {
    /// A character of code.
    Code(char),
    /// What stands between quotes.
    Literal(&'a str),
}

/// Bytes up to the closing quote.
fn literal_len(after: &str) -> usize {
    let mut escaped = false;
    for (at, c) in after.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return at,
            _ => escaped = false,
        }
    }
    after.len()
}

/// True for letters, digits and `_`: what a name is made of.
pub(crate) fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// True where `name` stands in `code` as a whole name.
pub(crate) fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|it| it.chars().next_back());
        let after = code.get(at + name.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

#[test]
fn comments_and_literals_are_distinguished_from_code() {
    let text = "a(\"one // two\", '\"'); // \"no\"\nlet b = \"th\\\"ree\"; /// fs\n".to_owned();
    let source = Source { path: "src/text/x.rs".to_owned(), text };
    let literals: Vec<(usize, String)> =
        source.literals().into_iter().map(|it| (it.line, it.words)).collect();
    assert_eq!(literals, [(1, "one // two".to_owned()), (2, "th\\\"ree".to_owned())]);
    let code: Vec<String> = source.code().into_iter().map(|it| it.1).collect();
    assert_eq!(code, ["a(\"\", ); ", "let b = \"\"; ", ""]);
    assert_eq!(source.layer(), "text");
}

#[test]
fn a_name_is_whole() {
    assert!(names("std::fs::read", "fs"));
    assert!(!names("offsets.next()", "fs"));
}
