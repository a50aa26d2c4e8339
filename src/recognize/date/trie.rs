//! The lexicon as a trie: one walk over the letters finds the longest entry.

use std::collections::BTreeMap;

use super::atom::Atom;
use crate::language::JOINER;

/// Where two parts of a key meet: a joiner, a space or nothing.
const JOINT: u8 = 1;

/// Letters that nobody's key has.
const NONE: u8 = 0;

/// A compact trie over folded letters.
#[derive(Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: Vec<(u8, u16)>,
    root: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    first_edge: u16,
    edge_count: u8,
    atom: Option<Atom>,
}

#[derive(Default)]
struct Growing {
    next: BTreeMap<u8, usize>,
    atom: Option<Atom>,
}

impl Trie {
    /// Builds it from keys whose parts are joined by `|` or `_`; the first of two equal keys stays.
    pub(super) fn new<'a>(keys: impl Iterator<Item = (&'a str, Atom)>) -> Self {
        let mut growing = vec![Growing::default()];
        for (key, atom) in keys {
            for spelling in spellings(key) {
                insert(&mut growing, &spelling, atom);
            }
        }
        Self::packed(&growing)
    }

    fn packed(growing: &[Growing]) -> Self {
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let mut trie = Self { root: vec![0; 256], ..Self::default() };
        for it in growing {
            trie.nodes.push(Node {
                first_edge: short(trie.edges.len()),
                edge_count: u8::try_from(it.next.len()).unwrap_or(u8::MAX),
                atom: it.atom,
            });
            trie.edges.extend(it.next.iter().map(|(&class, &to)| (class, short(to))));
        }
        for (&class, &to) in growing.first().into_iter().flat_map(|it| &it.next) {
            if let Some(slot) = trie.root.get_mut(usize::from(class)) {
                *slot = short(to);
            }
        }
        trie
    }

    /// The longest entry that starts at byte `start` of `text` and ends where a word ends: the byte
    /// behind it and its meaning.
    pub(super) fn longest(&self, text: &str, start: usize) -> Option<(usize, Atom)> {
        let mut found = None;
        let mut chars = text.get(start..)?.char_indices().peekable();
        let (_, first) = chars.next()?;
        let mut node = *self.root.get(usize::from(class(first)))?;
        while node != 0 {
            let at = start + chars.peek().map_or(text.len() - start, |&(at, _)| at);
            let next = chars.next().map_or(' ', |(_, c)| c);
            if is_letter(next) {
                node = self.step(node, class(next));
                continue;
            }
            let here = self.nodes.get(usize::from(node))?;
            if let Some(atom) = here.atom {
                found = Some((at, atom));
            }
            if next != ' ' && next != JOINER {
                break;
            }
            node = self.step(node, JOINT);
        }
        found
    }

    fn step(&self, node: u16, class: u8) -> u16 {
        let Some(node) = self.nodes.get(usize::from(node)) else { return 0 };
        let first = usize::from(node.first_edge);
        let edges = self.edges.get(first..first + usize::from(node.edge_count));
        let mut edges = edges.unwrap_or_default().iter();
        edges.find(|(it, _)| *it == class).map_or(0, |(_, to)| *to)
    }
}

/// Each way to write the joints of a key: at `|` with a boundary or without, at `_` always with.
fn spellings(key: &str) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for (at, part) in key.split('|').enumerate() {
        if at > 0 {
            let apart: Vec<Vec<u8>> =
                all.iter().map(|it| it.iter().copied().chain([JOINT]).collect()).collect();
            all.extend(apart);
        }
        for spelling in &mut all {
            spelling.extend(part.chars().flat_map(|c| match c {
                '_' => vec![JOINT],
                c => vec![class(c)],
            }));
        }
    }
    all
}

fn insert(growing: &mut Vec<Growing>, spelling: &[u8], atom: Atom) {
    let mut at = 0;
    for &class in spelling {
        let fresh = growing.len();
        let Some(node) = growing.get_mut(at) else { return };
        at = *node.next.entry(class).or_insert(fresh);
        if at == fresh {
            growing.push(Growing::default());
        }
    }
    if let Some(node) = growing.get_mut(at) {
        node.atom.get_or_insert(atom);
    }
}

/// One class a letter; those that hurried writing exchanges share one.
fn class(c: char) -> u8 {
    match c {
        'آ' => class('ا'),
        'ئ' => class('ی'),
        'ؤ' => class('و'),
        'ء'..='ۓ' => u8::try_from(u32::from(c) - 0x600).unwrap_or(NONE),
        'A'..='Z' => class(c.to_ascii_lowercase()),
        'a'..='z' => (c as u8) + 128,
        _ => NONE,
    }
}

/// True for what is written in one word with its neighbors.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        'ء'..='ۓ' => !matches!(c, '٠'..='٭' | '۔'),
        c if c.is_ascii() => c.is_ascii_alphabetic(),
        c => c.is_alphabetic(),
    }
}
