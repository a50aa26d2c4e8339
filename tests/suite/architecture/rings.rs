//! Files and folders depend on each other one way: there is no ring among them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    module_files::{ModuleFiles, module_of},
    source::{Source, sources},
};

#[test]
fn files_import_each_other_in_no_ring() {
    let ring = ring_of_files(&sources("src"));
    assert_eq!(ring, None, "these files import each other in a ring");
}

#[test]
fn neighbors_in_a_folder_use_each_other_in_no_ring() {
    let rings = rings_of_neighbors(&sources("src"));
    assert!(rings.is_empty(), "neighbors use each other in a ring:\n{}", rings.join("\n"));
}

/// The shortest ring of files of which each imports the next.
fn ring_of_files(sources: &[Source]) -> Option<String> {
    let files = ModuleFiles::of(sources);
    // A module and the files it is made of are one thing: they may name what it has in common.
    let imports = files.imports().into_iter().filter(|it| !files.is_inside(it.0, it.1));
    let ring = shortest_ring(imports)?;
    let paths: Vec<&str> = ring.into_iter().map(|it| files.path(it)).collect();
    Some(paths.join(" → "))
}

/// For each folder, the shortest ring of files and folders right in it of which each uses something of the
/// next, be it in whichever folder below.
fn rings_of_neighbors(sources: &[Source]) -> Vec<String> {
    let files = ModuleFiles::of(sources);
    let mut folders: BTreeMap<Vec<String>, BTreeSet<(String, String)>> = BTreeMap::new();
    for (from, to) in files.imports() {
        let (from, to) = (module_of(files.path(from)), module_of(files.path(to)));
        let shared = from.iter().zip(&to).take_while(|it| it.0 == it.1).count();
        // Who is the folder itself has no neighbor in it.
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
            let folder = from.iter().take(shared).cloned().collect();
            folders.entry(folder).or_default().insert((one.clone(), other.clone()));
        }
    }
    let ring = |(folder, uses): (Vec<String>, BTreeSet<(String, String)>)| {
        let ring = shortest_ring(uses)?;
        Some(format!("src/{}: {}", folder.join("/"), ring.join(" → ")))
    };
    folders.into_iter().filter_map(ring).collect()
}

/// The shortest way along `edges` from somewhere back to it, which stands at both ends.
fn shortest_ring<T: Ord + Clone>(edges: impl IntoIterator<Item = (T, T)>) -> Option<Vec<T>> {
    let mut edges: BTreeSet<(T, T)> = edges.into_iter().collect();
    // Nothing that only begins or ends is in a ring: without these hardly anything is left to look through.
    loop {
        let begin: BTreeSet<T> = edges.iter().map(|it| it.0.clone()).collect();
        let end: BTreeSet<T> = edges.iter().map(|it| it.1.clone()).collect();
        let all = edges.len();
        edges.retain(|(from, to)| end.contains(from) && begin.contains(to));
        if edges.len() == all {
            break;
        }
    }
    let mut next: BTreeMap<T, Vec<T>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().push(to);
    }
    next.keys().filter_map(|start| way_back(start, &next)).min_by_key(Vec::len)
}

fn way_back<T: Ord + Clone>(start: &T, next: &BTreeMap<T, Vec<T>>) -> Option<Vec<T>> {
    let mut before: BTreeMap<&T, &T> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(at) = waiting.pop_front() {
        for to in next.get(at).into_iter().flatten() {
            if to == start {
                let mut ring = vec![start.clone()];
                let mut place = Some(at);
                while let Some(passed) = place {
                    ring.push(passed.clone());
                    place = before.get(passed).copied();
                }
                ring.reverse();
                return Some(ring);
            }
            if !before.contains_key(to) {
                before.insert(to, at);
                waiting.push_back(to);
            }
        }
    }
    None
}

fn written(files: &[(&str, &str)]) -> Vec<Source> {
    let source =
        |(path, text): &(&str, &str)| Source { path: (*path).to_owned(), text: (*text).to_owned() };
    files.iter().map(source).collect()
}

#[test]
fn a_ring_of_three_files_is_named() {
    let files = written(&[
        ("src/a/mod.rs", "mod b;\nmod c;\npub use b::Thing;\nuse c::Other;\n"),
        ("src/a/b.rs", "use crate::d::Far;\nuse super::c::Other;\n"),
        ("src/a/c.rs", "use super::common;\n"),
        ("src/d.rs", "use crate::e::Next;\n"),
        ("src/e.rs", "use crate::a::Thing;\n"),
    ]);
    let ring = "src/a/b.rs → src/d.rs → src/e.rs → src/a/b.rs";
    assert_eq!(ring_of_files(&files), Some(ring.to_owned()));
    assert_eq!(ring_of_files(&files[..3]), None, "a module and its files are one thing");
}

#[test]
fn a_ring_of_neighbors_is_named_although_no_files_make_one() {
    let files = written(&[
        ("src/a/mod.rs", "mod b;\nmod c;\n"),
        ("src/a/b/mod.rs", "mod one;\nmod two;\n"),
        ("src/a/b/one.rs", "use crate::a::c::Thing;\n"),
        ("src/a/b/two.rs", "pub struct Other;\n"),
        ("src/a/c.rs", "use super::b::two::Other;\n"),
    ]);
    assert_eq!(ring_of_files(&files), None);
    assert_eq!(rings_of_neighbors(&files), ["src/a: b → c → b"]);
}
