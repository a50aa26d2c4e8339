//! A lexicon of folded words and phrases: one walk over the letters finds the longest entry.
//!
//! Where the parts of an entry meet (its joints), writers put a space, a joiner or nothing. A lexicon
//! either marks the joints of its entries or takes every place between two letters for one.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::{JOINER, is_letter};

/// A joint in the tree of letters: a space or a joiner. No entry has it as a letter.
const JOINT: char = JOINER;

/// The first of the letters with a place of their own in the table of first letters, and how many
/// there are: the Arabic block.
const ARABIC: char = '\u{600}';
const ARABIC_LETTERS: usize = 256;

/// The node every walk starts at. No edge leads to it, so that it also stands for "nowhere".
const ROOT: u32 = 0;

/// How entries are spelled and found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntrySpelling {
    /// Joints are marked; hamza seats, آ and ا, and capital letters count as the same.
    MarkedJoints,
    /// A joint may be anywhere; letters must be the same.
    FreeJoints,
}

impl EntrySpelling {
    /// The letter that stands for `c` in the tree.
    fn letter(self, c: char) -> char {
        match (self, c) {
            (Self::FreeJoints, _) => c,
            (_, 'آ') => 'ا',
            (_, 'ئ') => 'ی',
            (_, 'ؤ') => 'و',
            _ => c.to_ascii_lowercase(),
        }
    }
}

/// A lexicon that grows; [`LexiconBuilder::build`] makes it one to look things up in.
#[derive(Debug)]
pub struct LexiconBuilder<V> {
    spelling: EntrySpelling,
    nodes: Vec<GrowingNode>,
    values: Vec<V>,
}

#[derive(Debug, Default)]
struct GrowingNode {
    edges: BTreeMap<char, u32>,
    value: Option<u32>,
}

impl<V> LexiconBuilder<V> {
    /// For keys that mark their joints: `|` is a space, a joiner or nothing, `_` a space or a joiner.
    /// Read with [`Lexicon::longest_at`].
    pub fn with_marked_joints() -> Self {
        Self::new(EntrySpelling::MarkedJoints)
    }

    /// For keys of which only letters and digits count, so that a joint may be anywhere. Read with
    /// [`Lexicon::phrases`].
    pub fn with_free_joints() -> Self {
        Self::new(EntrySpelling::FreeJoints)
    }

    fn new(spelling: EntrySpelling) -> Self {
        Self { spelling, nodes: vec![GrowingNode::default()], values: Vec::new() }
    }

    /// Adds an entry; of two with the same key the last stays.
    pub fn insert(&mut self, key: &str, value: V) {
        self.values.push(value);
        let value = short(self.values.len() - 1);
        for spelling in self.spellings(key) {
            if let Some(node) = self.grow(&spelling) {
                node.value = Some(value);
            }
        }
    }

    /// Adds an entry; of two with the same key the first stays.
    pub fn insert_new(&mut self, key: &str, value: V) {
        self.values.push(value);
        let value = short(self.values.len() - 1);
        for spelling in self.spellings(key) {
            if let Some(node) = self.grow(&spelling) {
                node.value.get_or_insert(value);
            }
        }
    }

    /// The lexicon of the entries added so far.
    pub fn build(self) -> Lexicon<V> {
        let mut lexicon = Lexicon {
            spelling: self.spelling,
            nodes: Vec::with_capacity(self.nodes.len()),
            edges: Vec::new(),
            first: Box::new([ROOT; ARABIC_LETTERS]),
            values: self.values,
        };
        for node in &self.nodes {
            let first_edge = short(lexicon.edges.len());
            lexicon.edges.extend(node.edges.iter().map(|(&letter, &to)| (letter, to)));
            let end_edge = short(lexicon.edges.len());
            lexicon.nodes.push(Node { first_edge, end_edge, value: node.value });
        }
        let mut first = lexicon.first.clone();
        for (place, letter) in first.iter_mut().zip(ARABIC..) {
            *place = lexicon.step(ROOT, letter);
        }
        lexicon.first = first;
        lexicon
    }

    /// Each way to write the joints of `key`.
    fn spellings(&self, key: &str) -> Vec<String> {
        let letters =
            |part: &str| part.chars().map(|c| self.spelling.letter(c)).collect::<String>();
        match self.spelling {
            // Nearly all of them are Arabic letters, which need no table.
            EntrySpelling::FreeJoints => {
                vec![key.chars().filter(|&c| is_letter(c) || c.is_numeric()).collect()]
            }
            EntrySpelling::MarkedJoints => {
                let mut all = vec![String::new()];
                for (at, part) in key.split('|').enumerate() {
                    if at > 0 {
                        let apart: Vec<String> =
                            all.iter().map(|it| format!("{it}{JOINT}")).collect();
                        all.extend(apart);
                    }
                    let part = letters(part).replace('_', &JOINT.to_string());
                    for spelling in &mut all {
                        spelling.push_str(&part);
                    }
                }
                all
            }
        }
    }

    fn grow(&mut self, spelling: &str) -> Option<&mut GrowingNode> {
        let mut at = ROOT;
        for letter in spelling.chars() {
            let fresh = short(self.nodes.len());
            at = *self.nodes.get_mut(at as usize)?.edges.entry(letter).or_insert(fresh);
            if at == fresh {
                self.nodes.push(GrowingNode::default());
            }
        }
        self.nodes.get_mut(at as usize)
    }
}

/// Words and phrases with what each means.
#[derive(Clone, Debug)]
pub struct Lexicon<V> {
    spelling: EntrySpelling,
    nodes: Vec<Node>,
    edges: Vec<(char, u32)>,
    /// Where the letters of the Arabic block lead from the root: most words are in no lexicon, and
    /// one look shows that.
    first: Box<[u32; ARABIC_LETTERS]>,
    values: Vec<V>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    first_edge: u32,
    end_edge: u32,
    value: Option<u32>,
}

impl<V> Lexicon<V> {
    /// The longest entry that starts at byte `start` of the folded `text` and ends where a run of
    /// letters ends: the byte after it and its value. Joints are as the keys mark them.
    pub fn longest_at(&self, text: &str, start: usize) -> Option<(usize, &V)> {
        let rest = text.get(start..)?;
        let mut chars = rest.char_indices().peekable();
        let (_, first) = chars.next()?;
        let mut node = self.first_step(first);
        let mut found = None;
        while node != ROOT {
            let at = chars.peek().map_or(rest.len(), |&(at, _)| at);
            let next = chars.next().map_or(' ', |(_, c)| c);
            if is_letter(next) {
                node = self.step(node, next);
                continue;
            }
            found = self.value(node).map(|value| (start + at, value)).or(found);
            if next != ' ' && next != JOINER {
                break;
            }
            node = self.step(node, JOINT);
        }
        found
    }

    /// Every entry that the first of `words` make up, however its joints are written: how many words
    /// it has and its value, the shortest first.
    pub fn phrases<'a>(
        &'a self,
        words: impl Iterator<Item = &'a str> + 'a,
    ) -> impl Iterator<Item = (usize, &'a V)> + 'a {
        let (mut node, mut count) = (ROOT, 0);
        let walk = words.map_while(move |word| {
            node = self.walk(node, word)?;
            count += 1;
            Some((count, node))
        });
        walk.filter_map(|(count, node)| Some((count, self.value(node)?)))
    }

    /// Where the letters of `word` lead from `node`, its joiners aside.
    fn walk(&self, mut node: u32, word: &str) -> Option<u32> {
        for c in word.chars().filter(|&c| c != JOINER) {
            node = if node == ROOT { self.first_step(c) } else { self.step(node, c) };
            if node == ROOT {
                return None;
            }
        }
        Some(node)
    }

    /// The value of the entry that `word` alone is.
    fn of_word(&self, word: &str) -> Option<&V> {
        self.value(self.walk(ROOT, word)?)
    }

    /// The first two letters of every entry; entries of one letter have none.
    pub fn openings(&self) -> impl Iterator<Item = (char, char)> + '_ {
        let first = self.edges_of(ROOT).iter();
        first.flat_map(|&(one, to)| self.edges_of(to).iter().map(move |&(two, _)| (one, two)))
    }

    fn edges_of(&self, node: u32) -> &[(char, u32)] {
        let node = self.nodes.get(node as usize);
        let edges = node.map(|it| it.first_edge as usize..it.end_edge as usize);
        edges.and_then(|it| self.edges.get(it)).unwrap_or_default()
    }

    /// Every entry that `word` starts with and that is shorter than `word`: the byte after it and its
    /// value, the shortest first. Joints are free.
    pub fn beginnings<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (usize, &'a V)> + 'a {
        let mut node = ROOT;
        let letters = word.char_indices().filter(|&(_, c)| c != JOINER);
        let walk = letters.map_while(move |(at, c)| {
            node = if node == ROOT { self.first_step(c) } else { self.step(node, c) };
            (node != ROOT).then_some((at + c.len_utf8(), node))
        });
        walk.filter(|&(end, _)| end < word.len())
            .filter_map(|(end, node)| Some((end, self.value(node)?)))
    }

    fn value(&self, node: u32) -> Option<&V> {
        self.values.get(self.nodes.get(node as usize)?.value? as usize)
    }

    fn first_step(&self, c: char) -> u32 {
        let place = u32::from(c).wrapping_sub(u32::from(ARABIC)) as usize;
        self.first.get(place).copied().unwrap_or_else(|| self.step(ROOT, c))
    }

    /// Where `c` leads from `node`; [`ROOT`] for nowhere.
    fn step(&self, node: u32, c: char) -> u32 {
        let letter = self.spelling.letter(c);
        let edge = self.edges_of(node).iter().find(|(it, _)| *it == letter);
        edge.map_or(ROOT, |(_, to)| *to)
    }
}

impl<V> Default for Lexicon<V> {
    /// An empty one.
    fn default() -> Self {
        LexiconBuilder::with_free_joints().build()
    }
}

/// Words and phrases without a meaning of their own: what counts is which of them stand somewhere.
/// Joints are free.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    phrases: Lexicon<()>,
    openings: Openings,
}

impl WordSet {
    /// Of how many of the first of `words` the longest phrase consists.
    pub fn longest<'a>(&'a self, words: impl Iterator<Item = &'a str> + 'a) -> Option<usize> {
        self.phrases.phrases(words).last().map(|(count, ())| count)
    }

    /// True when the first of `words` make up a phrase.
    pub fn starts<'a>(&'a self, words: impl Iterator<Item = &'a str> + 'a) -> bool {
        self.phrases.phrases(words).next().is_some()
    }

    /// True when `word` alone is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.openings.may_have(word) && self.phrases.of_word(word).is_some()
    }
}

impl<T: AsRef<str>> FromIterator<T> for WordSet {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut lexicon = LexiconBuilder::with_free_joints();
        let mut openings = Openings::default();
        for word in words {
            lexicon.insert(word.as_ref(), ());
            openings.insert(word.as_ref());
        }
        Self { phrases: lexicon.build(), openings }
    }
}

/// Which two letters entries begin with, a bit for each of some pairs. Most words are in no set, and one look
/// shows that: the walk over their letters had become a tenth of what recognizing costs.
#[derive(Clone, Copy, Debug, Default)]
struct Openings([u64; Self::WORDS]);

impl Openings {
    const WORDS: usize = 16;

    fn insert(&mut self, entry: &str) {
        let (place, bit) = Self::place(entry);
        if let Some(bits) = self.0.get_mut(place) {
            *bits |= bit;
        }
    }

    /// False where no entry begins as `word` does.
    fn may_have(&self, word: &str) -> bool {
        let (place, bit) = Self::place(word);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// The first two letters or digits of `word`, 0 for none.
    fn first_two(word: &str) -> (u32, u32) {
        // Nearly all words begin with two letters of two bytes each.
        if let [a, b, c, d, ..] = *word.as_bytes() {
            let of_two =
                |lead: u8, last: u8| (u32::from(lead & 0x1F) << 6) | u32::from(last & 0x3F);
            let (first, second) = (of_two(a, b), of_two(c, d));
            let are_two = a & 0xE0 == 0xC0 && c & 0xE0 == 0xC0;
            // Letters of the Arabic block; its digits stand among them.
            let is_letter = |it: u32| matches!(it, 0x621..=0x65F | 0x66E..=0x6D3);
            if are_two && is_letter(first) && is_letter(second) {
                return (first, second);
            }
        }
        let mut letters = word.chars().filter(|&c| is_letter(c) || c.is_numeric()).map(u32::from);
        (letters.next().unwrap_or(0), letters.next().unwrap_or(0))
    }

    fn place(word: &str) -> (usize, u64) {
        let (first, second) = Self::first_two(word);
        let mixed = first.wrapping_mul(37).wrapping_add(second) as usize % (Self::WORDS * 64);
        (mixed / 64, 1 << (mixed % 64))
    }
}

/// A set is written as a list.
impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<String>::deserialize(from)?.into_iter().collect())
    }
}

/// No lexicon comes near four thousand million nodes.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
