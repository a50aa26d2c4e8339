//! Phrases found whatever stands at their joints: a space, a joiner, or nothing.

use super::tokens::Passage;

/// A tree of letters. Phrases start and end with a token; inside only letters count.
#[derive(Debug)]
pub(super) struct Phrases<V> {
    nodes: Vec<Node>,
    values: Vec<V>,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<(char, usize)>,
    value: Option<usize>,
}

impl<V> Phrases<V> {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()], values: Vec::new() }
    }

    /// Adds a phrase; of two with the same letters the later one stays.
    pub(super) fn insert(&mut self, letters: impl Iterator<Item = char>, value: V) {
        let mut at = 0;
        for c in letters.filter(|it| it.is_alphanumeric()) {
            at = match self.step(at, c) {
                Some(next) => next,
                None => self.grow(at, c),
            };
        }
        self.values.push(value);
        if let Some(node) = self.nodes.get_mut(at) {
            node.value = Some(self.values.len() - 1);
        }
    }

    /// Every phrase that starts with token `at` and ends before token `limit`: where it ends and
    /// its value, the shortest first.
    pub(super) fn at<'a>(
        &'a self,
        passage: &'a Passage,
        at: usize,
        limit: usize,
    ) -> impl Iterator<Item = (usize, &'a V)> + 'a {
        let mut node = 0;
        (at..limit)
            .map_while(move |token| {
                if !passage.is_word(token) {
                    return None;
                }
                node = passage.letters(token).try_fold(node, |it, c| self.step(it, c))?;
                Some((token + 1, node))
            })
            .filter_map(|(end, node)| {
                let value = self.nodes.get(node)?.value?;
                Some((end, self.values.get(value)?))
            })
    }

    /// The longest phrase at token `at`.
    pub(super) fn longest<'a>(
        &'a self,
        passage: &'a Passage,
        at: usize,
        limit: usize,
    ) -> Option<(usize, &'a V)> {
        self.at(passage, at, limit).last()
    }

    fn step(&self, node: usize, c: char) -> Option<usize> {
        let edges = &self.nodes.get(node)?.edges;
        edges.iter().find(|(it, _)| *it == c).map(|(_, next)| *next)
    }

    fn grow(&mut self, node: usize, c: char) -> usize {
        let next = self.nodes.len();
        self.nodes.push(Node::default());
        if let Some(node) = self.nodes.get_mut(node) {
            node.edges.push((c, next));
        }
        next
    }
}

impl Phrases<()> {
    /// A set of phrases, written with «،» between them.
    pub(super) fn of(phrases: &str) -> Self {
        let mut set = Self::new();
        for phrase in phrases.split('،') {
            set.insert(phrase.chars(), ());
        }
        set
    }

    /// True when one of the phrases starts with token `at` and ends before `limit`.
    pub(super) fn start(&self, passage: &Passage, at: usize, limit: usize) -> bool {
        self.at(passage, at, limit).next().is_some()
    }

    /// True when token `at` alone is one of the phrases.
    pub(super) fn has(&self, passage: &Passage, at: usize) -> bool {
        self.start(passage, at, at + 1)
    }
}
