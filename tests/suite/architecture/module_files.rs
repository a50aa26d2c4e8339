//! Which file of the package names what of which other one.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, is_name};

/// A path that is named in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedPath {
    pub(super) line: usize,
    pub(super) segments: Vec<String>,
    /// True where it is named to be found here by others: `pub use`.
    is_passed_on: bool,
}

/// Every path in `code` that starts with one of `roots`, with groups taken apart.
pub(super) fn named_paths(code: &str, roots: &[&str]) -> Vec<NamedPath> {
    let mut found = Vec::new();
    for root in roots {
        for (at, _) in code.match_indices(&format!("{root}::")) {
            let before = code.get(..at).unwrap_or_default();
            if before.ends_with(|it| is_name(it) || it == ':') {
                continue;
            }
            let statement = before.rsplit([';', '}', '{']).next().unwrap_or_default().trim();
            let is_passed_on = statement.starts_with("pub") && statement.ends_with("use");
            let line = 1 + before.matches('\n').count();
            let mut tree = PathTree { rest: code.get(at..).unwrap_or_default(), line };
            let paths = tree.paths(&[]).into_iter();
            found.extend(paths.map(|(line, segments)| NamedPath { line, segments, is_passed_on }));
        }
    }
    found
}

/// A tree of paths as `use` has it, read from the front.
struct PathTree<'a> {
    rest: &'a str,
    line: usize,
}

impl PathTree<'_> {
    /// The paths of the tree that follows, each with `before` in front.
    fn paths(&mut self, before: &[String]) -> Vec<(usize, Vec<String>)> {
        let mut path = before.to_vec();
        loop {
            self.skip(char::is_whitespace);
            if self.rest.starts_with('{') {
                return self.group(&path);
            }
            let line = self.line;
            let name = self.skip(|it| is_name(it) || it == '*');
            path.push(name);
            let goes_on = self.rest.strip_prefix("::").filter(|it| !it.starts_with('<'));
            let Some(rest) = goes_on else { return vec![(line, path)] };
            self.rest = rest;
        }
    }

    /// `{a, b::{c, d}}`
    fn group(&mut self, path: &[String]) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        self.skip(|it| it == '{' || it.is_whitespace());
        while !self.rest.is_empty() && !self.rest.starts_with('}') {
            let length = self.rest.len();
            found.extend(self.paths(path));
            self.skip(char::is_whitespace);
            if let Some(alias) = self.rest.strip_prefix("as ") {
                // What it is called here says nothing of where it is.
                self.rest = alias;
                self.skip(|it| is_name(it) || it.is_whitespace());
            }
            self.skip(|it| it == ',' || it.is_whitespace());
            if self.rest.len() == length {
                break;
            }
        }
        self.rest = self.rest.strip_prefix('}').unwrap_or(self.rest);
        found
    }

    /// Takes characters for as long as they are wanted.
    fn skip(&mut self, is_wanted: impl Fn(char) -> bool) -> String {
        let len = self.rest.find(|it| !is_wanted(it)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(len);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken.to_owned()
    }
}

/// The files of the package by the modules they are.
pub(super) struct ModuleFiles {
    modules: BTreeMap<Vec<String>, usize>,
    paths: Vec<String>,
    named: Vec<Vec<NamedPath>>,
    /// What a module passes on under its own name: from the module and the name to where it is.
    passed_on: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl ModuleFiles {
    pub(super) fn of(sources: &[Source]) -> Self {
        let modules: BTreeMap<Vec<String>, usize> =
            sources.iter().enumerate().map(|(at, it)| (module_of(&it.path), at)).collect();
        let named = |it: &Source| {
            let own = module_of(&it.path);
            let is_child = |other: &&Vec<String>| {
                other.len() == own.len() + 1 && other.starts_with(&own) && !own.is_empty()
            };
            let children = modules.keys().filter(is_child).filter_map(|it| it.last());
            let roots: Vec<&str> = ["crate", "super", "self"]
                .into_iter()
                .chain(children.map(String::as_str))
                .collect();
            named_paths(&without_tests(&it.whole_code()), &roots)
        };
        let named = sources.iter().map(named).collect();
        let paths = sources.iter().map(|it| it.path.clone()).collect();
        let mut files = Self { modules, paths, named, passed_on: BTreeMap::new() };
        let passed_on = files.modules.iter().flat_map(|(module, at)| {
            let named = files.named[*at].iter().filter(|it| it.is_passed_on);
            named.filter_map(|it| {
                let (place, rest) = files.place(module, &it.segments);
                Some(((module.clone(), rest.first()?.clone()), place))
            })
        });
        files.passed_on = passed_on.collect();
        files
    }

    pub(super) fn path(&self, file: usize) -> &str {
        &self.paths[file]
    }

    pub(super) fn is_inside(&self, file: usize, module: usize) -> bool {
        module_of(&self.paths[file]).starts_with(&module_of(&self.paths[module]))
    }

    /// Every pair of files of which the first imports the second.
    pub(super) fn imports(&self) -> BTreeSet<(usize, usize)> {
        let mut found = BTreeSet::new();
        for (module, &file) in &self.modules {
            for named in self.named[file].iter().filter(|it| !it.is_passed_on) {
                let target = self.modules.get(&self.home(module, &named.segments));
                found.extend(target.filter(|it| **it != file).map(|it| (file, *it)));
            }
        }
        found
    }

    /// The module in which what `path` names from `module` is written.
    fn home(&self, module: &[String], path: &[String]) -> Vec<String> {
        let (mut place, rest) = self.place(module, path);
        let Some(name) = rest.first() else { return place };
        while let Some(next) = self.passed_on.get(&(place.clone(), name.clone())) {
            place.clone_from(next);
        }
        place
    }

    /// The module that `path` leads to from `module`, and what it names there.
    fn place<'a>(&self, module: &[String], path: &'a [String]) -> (Vec<String>, &'a [String]) {
        let mut place = module.to_vec();
        let mut rest = path;
        while let Some((first, after)) = rest.split_first() {
            match first.as_str() {
                "crate" => place.clear(),
                "self" => {}
                "super" => drop(place.pop()),
                name => {
                    place.push(name.to_owned());
                    if !self.modules.contains_key(&place) {
                        place.pop();
                        break;
                    }
                }
            }
            rest = after;
        }
        (place, rest)
    }
}

/// The module that a file is: `[text, line]` for `src/text/line.rs`.
pub(super) fn module_of(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let segments = inside.split('/').filter(|it| !["mod", "lib"].contains(it));
    segments.map(str::to_owned).collect()
}

/// Tests inside a file name it as their parent.
fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
}

#[test]
fn imports_lead_to_the_file_that_has_the_name() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let files = ModuleFiles::of(&[
        source("src/a/mod.rs", "mod b;\nmod c;\npub use b::Thing;\n"),
        source("src/a/b.rs", "use super::c::{self, Other as X};\npub struct Thing;\n"),
        source("src/a/c.rs", "use crate::a::Thing;\n#[cfg(test)]\nmod tests { use super::*; }\n"),
        source("src/d.rs", "fn f() { crate::a::c::g() }\n"),
    ]);
    assert_eq!(files.imports().into_iter().collect::<Vec<_>>(), [(1, 2), (2, 1), (3, 2)]);
}
