//! Marked text: a text with annotations, attributes and relations, as a person can write it.
//!
//! `[claimant→1 حسن] گفت: «[claim#1 kind=fact هوا خوب است]»`
//!
//! A mark is `[label words]`. After its label stand, without a space between them,
//! - `#1`, the name by which others refer to it; a number is also the id it has in a document, where
//!   marks without one take the numbers that are left;
//! - `@suggested:date`, who made it when it was not the analyst;
//! - `→1`, the relation that is called as this label is and leads *from* 1 to here: it is the
//!   claimant of 1.
//!
//! Then, each after one space,
//! - `value=2022-01-09` or `note="two words"`, its attributes;
//! - `pair→1`, a relation from here to 1.
//!
//! Marks may be nested. Two marks of one name are pieces of one annotation, `[cue#1 خواستار] … [cue#1
//! شد]`, and pieces that touch are one, so that marks that cross can be written too. A backslash
//! takes its meaning from the next character.

use std::{collections::BTreeSet, fmt::Write as _, ops::Range};

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{Annotation, AnnotationId, Document, Extent, Schema},
    text::{Text, TextRange},
};

/// What stands between a relation and the mark it refers to.
const ARROW: char = '→';

/// A text with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkedText {
    /// Without marks.
    pub(crate) text: String,
    /// In the order in which they open.
    pub(crate) marks: Vec<Mark>,
    /// In the order in which they are written.
    pub(crate) links: Vec<MarkLink>,
}

/// One annotation of a marked text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What it is.
    pub(crate) label: String,
    /// What others call it.
    pub(crate) name: Option<String>,
    /// Who made it.
    pub(crate) origin: Option<String>,
    /// Where it is, in bytes; in order, and none touches the next.
    pub(crate) pieces: Vec<Range<usize>>,
    /// In the order in which they are written.
    pub(crate) attributes: Vec<(String, String)>,
}

/// A relation between two marks, which it names by their position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkLink {
    /// What it is called.
    pub(crate) relation: String,
    /// Where it starts.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
}

impl Mark {
    /// The value of an attribute, or `""`.
    pub(crate) fn attribute(&self, key: &str) -> &str {
        let found = self.attributes.iter().find(|it| it.0 == key);
        found.map_or("", |it| &it.1)
    }
}

impl MarkedText {
    /// Reads marked text.
    #[track_caller]
    pub(crate) fn read(source: &str) -> Self {
        let mut reader = MarkReader { rest: source, ..MarkReader::default() };
        while let Some(c) = reader.next() {
            match c {
                '[' => reader.open_mark(),
                ']' => reader.close_mark(),
                '\\' => {
                    let literal = reader.next();
                    reader.out.text.extend(literal);
                }
                c => reader.out.text.push(c),
            }
        }
        assert!(reader.open.is_empty(), "a mark is not closed in {source}");
        reader.finish()
    }

    /// The words of a mark, one for each piece.
    pub(crate) fn words(&self, mark: &Mark) -> Vec<&str> {
        mark.pieces.iter().filter_map(|it| self.text.get(it.clone())).collect()
    }

    /// The marks to which `relation` leads from the mark at `from`.
    pub(crate) fn linked(&self, from: usize, relation: &str) -> impl Iterator<Item = &Mark> {
        let links = self.links.iter().filter(move |it| it.from == from && it.relation == relation);
        links.filter_map(|it| self.marks.get(it.to))
    }

    /// As a document called `id`.
    #[track_caller]
    pub(crate) fn document(&self, id: &str) -> Document {
        let mut document = Document::new(id, Text::new(self.text.as_str()), Schema::standard());
        let ids = self.numbers(|_| true);
        let drafts: Vec<AnnotationDraft> =
            self.marks.iter().map(|it| it.draft(document.text())).collect();
        let mut annotate = edit::annotate(&document, drafts);
        for (edit, id) in annotate.edits.iter_mut().zip(&ids) {
            renumber(edit, AnnotationId(*id));
        }
        document.apply(&annotate).expect("no name is there twice");
        let id_of = |at: usize| ids.get(at).map_or(AnnotationId(0), |it| AnnotationId(*it));
        for link in &self.links {
            let (from, to) = (id_of(link.from), id_of(link.to));
            let relate = edit::relate(&document, from, to, link.relation.as_str());
            document.apply(&relate.expect("a link is written once")).expect("both ends are there");
        }
        document
    }

    /// The numbers of the marks: their names where those are numbers and `keeps` the name of the mark
    /// there; the others take, in order, what is left.
    fn numbers(&self, keeps: impl Fn(usize) -> bool) -> Vec<u32> {
        let named = |at: usize, it: &Mark| it.number().filter(|_| keeps(at));
        let named: Vec<_> = self.marks.iter().enumerate().map(|(at, it)| named(at, it)).collect();
        let mut free = (1..).filter(|it| !named.contains(&Some(*it)));
        named.iter().map(|it| it.or_else(|| free.next()).unwrap_or_default()).collect()
    }

    /// A document's annotations, relations and orphans aside.
    pub(crate) fn of_annotations(document: &Document) -> Self {
        let mut annotations: Vec<&Annotation> = document.annotations().collect();
        annotations
            .sort_by_key(|it| (it.extent.start(), std::cmp::Reverse(it.extent.first().end())));
        let marks = annotations.into_iter().map(Mark::of).collect();
        Self { text: document.text().as_str().to_owned(), marks, links: Vec::new() }
    }

    /// A document's annotations and relations.
    pub(crate) fn of(document: &Document) -> Self {
        let mut marked = Self::of_annotations(document);
        let at = |id: AnnotationId| {
            let name = id.0.to_string();
            marked.marks.iter().position(|it| it.name.as_ref() == Some(&name)).expect("no orphans")
        };
        let link = |it: &hashiye::model::Relation| MarkLink {
            relation: it.label.to_string(),
            from: at(it.from),
            to: at(it.to),
        };
        marked.links = document.relations().map(link).collect();
        marked
    }
}

impl Mark {
    fn of(annotation: &Annotation) -> Self {
        let attributes = annotation.attributes.iter();
        Self {
            label: annotation.label.to_string(),
            name: Some(annotation.id.0.to_string()),
            origin: annotation.origin.as_ref().map(ToString::to_string),
            pieces: annotation.extent.pieces().map(TextRange::bytes).collect(),
            attributes: attributes.map(|(key, it)| (key.to_string(), it.to_owned())).collect(),
        }
    }

    /// The number it is called by.
    fn number(&self) -> Option<u32> {
        self.name.as_ref().and_then(|it| it.parse().ok())
    }

    #[track_caller]
    fn draft(&self, text: &Text) -> AnnotationDraft {
        let range = |it: &Range<usize>| text.range(it.start, it.end).expect("marks are not empty");
        let extent = Extent::of(self.pieces.iter().map(range)).expect("a mark has a piece");
        AnnotationDraft {
            attributes: self.attributes.iter().map(|(key, it)| (key.as_str(), it)).collect(),
            origin: self.origin.as_deref().map(Into::into),
            ..AnnotationDraft::new(extent, self.label.as_str())
        }
    }
}

/// Gives an annotation that is inserted another id.
fn renumber(edit: &mut hashiye::model::Edit, id: AnnotationId) {
    if let hashiye::model::Edit::Annotation(its, change) = edit {
        *its = id;
        change.after.iter_mut().for_each(|it| it.id = id);
    }
}

/// Reading, from left to right.
#[derive(Default)]
struct MarkReader<'a> {
    rest: &'a str,
    out: MarkedText,
    /// The marks that are not closed yet, with where they start.
    open: Vec<(usize, usize)>,
    /// Relations, their ends by name.
    named: Vec<NamedLink>,
}

/// A relation between a mark and one that is called by its name.
struct NamedLink {
    relation: String,
    here: usize,
    other: String,
    leads_here: bool,
}

impl MarkReader<'_> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    /// Takes characters for as long as they are none of `ends`.
    fn until(&mut self, ends: &[char]) -> String {
        let len = self.rest.find(ends).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(len);
        self.rest = rest;
        taken.to_owned()
    }

    #[track_caller]
    fn open_mark(&mut self) {
        const ENDS: [char; 5] = ['#', '@', ARROW, ' ', ']'];
        let label = self.until(&ENDS);
        let mut mark = Mark { label: label.clone(), ..Mark::default() };
        let mut leading_here = Vec::new();
        while let Some(c) = self.next() {
            match c {
                '#' => mark.name = Some(self.until(&ENDS)),
                '@' => mark.origin = Some(self.until(&ENDS)),
                ARROW => leading_here.push(self.until(&ENDS)),
                ' ' => break,
                _closed => panic!("the mark {label} has no words"),
            }
        }
        let known =
            self.out.marks.iter().position(|it| mark.name.is_some() && it.name == mark.name);
        let at = known.unwrap_or_else(|| {
            self.out.marks.push(mark);
            self.out.marks.len() - 1
        });
        assert_eq!(self.out.marks[at].label, label, "pieces of one annotation have one label");
        for other in leading_here {
            let relation = label.clone();
            self.named.push(NamedLink { relation, here: at, other, leads_here: true });
        }
        while self.read_attribute(at) || self.read_relation(at) {}
        self.open.push((at, self.out.text.len()));
    }

    /// Reads `key=value ` or `key="two words" `.
    #[track_caller]
    fn read_attribute(&mut self, at: usize) -> bool {
        let Some((key, value)) = self.rest.split_once('=').filter(|it| is_key(it.0)) else {
            return false;
        };
        self.rest = value;
        let value = match value.strip_prefix('"') {
            Some(quoted) => {
                self.rest = quoted;
                self.quoted()
            }
            None => self.until(&[' ']),
        };
        assert_eq!(self.next(), Some(' '), "words stand after the attribute {key}");
        self.out.marks[at].attributes.push((key.to_owned(), value));
        true
    }

    /// Up to the closing quote.
    #[track_caller]
    fn quoted(&mut self) -> String {
        let mut value = String::new();
        loop {
            match self.next().expect("an opened quote is closed") {
                '"' => return value,
                '\\' => value.extend(self.next()),
                c => value.push(c),
            }
        }
    }

    /// Reads `pair→1 `.
    #[track_caller]
    fn read_relation(&mut self, at: usize) -> bool {
        let Some((relation, rest)) = self.rest.split_once(ARROW).filter(|it| is_key(it.0)) else {
            return false;
        };
        let relation = relation.to_owned();
        self.rest = rest;
        let other = self.until(&[' ']);
        assert_eq!(self.next(), Some(' '), "words stand after the relation {relation}");
        self.named.push(NamedLink { relation, here: at, other, leads_here: false });
        true
    }

    #[track_caller]
    fn close_mark(&mut self) {
        let (at, start) = self.open.pop().expect("a mark is opened before it is closed");
        self.out.marks[at].pieces.push(start..self.out.text.len());
    }

    #[track_caller]
    fn finish(mut self) -> MarkedText {
        for mark in &mut self.out.marks {
            mark.pieces.sort_by_key(|it| it.start);
            mark.pieces.dedup_by(|next, last| {
                let touches = next.start <= last.end;
                last.end = if touches { last.end.max(next.end) } else { last.end };
                touches
            });
        }
        for NamedLink { relation, here, other, leads_here } in self.named {
            let named = self.out.marks.iter().position(|it| it.name.as_ref() == Some(&other));
            let other = named.unwrap_or_else(|| panic!("no mark is called {other}"));
            let (from, to) = if leads_here { (other, here) } else { (here, other) };
            self.out.links.push(MarkLink { relation, from, to });
        }
        self.out
    }
}

/// True for what can be the key of an attribute or a relation.
fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|it| it.is_alphanumeric() || "_-.".contains(it))
}

/// True for words that would be read as an attribute or a relation.
fn looks_like_head(words: Option<&str>) -> bool {
    let is_head = |it: char| words?.split_once(it).map(|it| is_key(it.0));
    ['=', ARROW].into_iter().any(|it| is_head(it).unwrap_or_default())
}

/// A piece that waits to be written: where it starts, the others by length, which mark it is of.
type Waiting = (usize, std::cmp::Reverse<usize>, usize);

impl MarkedText {
    /// Writes marked text. A name is written where it is needed: by a relation, by a further piece, or
    /// because the mark would get another number.
    pub(crate) fn write(&self) -> String {
        let mut writer = MarkWriter { source: self, out: String::new(), named: self.referred_to() };
        // Written once to find what is cut in pieces by what it crosses, and so needs its name.
        writer.run();
        self.name_the_others(&mut writer.named);
        writer.run();
        writer.out
    }

    /// The marks that relations refer to by name, and those whose name is no number.
    fn referred_to(&self) -> BTreeSet<usize> {
        let links = self.links.iter().map(|it| if self.is_own(it) { it.from } else { it.to });
        let is_word = |it: &Mark| it.name.is_some() && it.number().is_none();
        let words = self.marks.iter().enumerate().filter(|it| is_word(it.1)).map(|it| it.0);
        links.chain(words).collect()
    }

    /// True for a relation that is called as the label is to which it leads.
    fn is_own(&self, link: &MarkLink) -> bool {
        self.marks.get(link.to).is_some_and(|it| it.label == link.relation)
    }

    /// Adds the marks that would get another number than theirs without a name.
    fn name_the_others(&self, named: &mut BTreeSet<usize>) {
        loop {
            let before = named.len();
            let numbers = self.numbers(|at| named.contains(&at));
            let differs = |at: &usize| {
                let number = self.marks.get(*at).and_then(Mark::number);
                number.is_some_and(|it| numbers.get(*at) != Some(&it))
            };
            named.extend((0..self.marks.len()).filter(differs));
            if named.len() == before {
                return;
            }
        }
    }
}

/// Writing, from left to right.
struct MarkWriter<'a> {
    source: &'a MarkedText,
    out: String,
    /// Marks that are written with their names.
    named: BTreeSet<usize>,
}

impl MarkWriter<'_> {
    fn run(&mut self) {
        self.out.clear();
        let mut waiting: BTreeSet<Waiting> = BTreeSet::new();
        for (at, mark) in self.source.marks.iter().enumerate() {
            waiting.extend(mark.pieces.iter().map(|it| (it.start, std::cmp::Reverse(it.end), at)));
            if mark.pieces.len() > 1 {
                self.named.insert(at);
            }
        }
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        let mut place = 0;
        while let Some((start, std::cmp::Reverse(end), at)) = waiting.pop_first() {
            while open.last().is_some_and(|it| *it <= start) {
                place = self.close(&mut open, place);
            }
            if let Some(&around) = open.last().filter(|it| **it < end) {
                // It crosses what is open: the rest of it comes after that is closed.
                waiting.insert((around, std::cmp::Reverse(end), at));
                waiting.insert((start, std::cmp::Reverse(around), at));
                self.named.insert(at);
                continue;
            }
            self.words(place..start);
            place = start;
            self.head(at, seen.insert(at));
            let words_follow = waiting.first().is_none_or(|it| it.0 > start);
            if words_follow && looks_like_head(self.source.text.get(start..end)) {
                self.out.push('\\');
            }
            open.push(end);
        }
        while !open.is_empty() {
            place = self.close(&mut open, place);
        }
        self.words(place..self.source.text.len());
    }

    /// Closes the innermost mark; returns where it ends.
    fn close(&mut self, open: &mut Vec<usize>, place: usize) -> usize {
        let end = open.pop().unwrap_or(place);
        self.words(place..end);
        self.out.push(']');
        end
    }

    /// What stands before the words of a mark; all of it only before its first piece.
    fn head(&mut self, at: usize, is_first: bool) {
        let Some(mark) = self.source.marks.get(at) else { return };
        self.out += "[";
        self.out += &mark.label;
        if self.named.contains(&at) {
            write!(self.out, "#{}", self.name(at)).expect("memory");
        }
        if is_first {
            self.first_head(at, mark);
        }
        self.out.push(' ');
    }

    fn first_head(&mut self, at: usize, mark: &Mark) {
        if let Some(origin) = &mark.origin {
            write!(self.out, "@{origin}").expect("memory");
        }
        let is_own = |it: &&MarkLink| it.to == at && self.source.is_own(it);
        for link in self.source.links.iter().filter(is_own) {
            write!(self.out, "{ARROW}{}", self.name(link.from)).expect("memory");
        }
        for (key, value) in &mark.attributes {
            let is_plain = !value.is_empty() && !value.contains([' ', '"', '\\']);
            let value = value.replace('\\', "\\\\").replace('"', "\\\"");
            let quote = if is_plain { "" } else { "\"" };
            write!(self.out, " {key}={quote}{value}{quote}").expect("memory");
        }
        let is_word = |it: &&MarkLink| it.from == at && !self.source.is_own(it);
        for link in self.source.links.iter().filter(is_word) {
            write!(self.out, " {}{ARROW}{}", link.relation, self.name(link.to)).expect("memory");
        }
    }

    fn words(&mut self, range: Range<usize>) {
        for c in self.source.text.get(range).unwrap_or_default().chars() {
            if ['[', ']', '\\'].contains(&c) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn name(&self, at: usize) -> String {
        let name = self.source.marks.get(at).and_then(|it| it.name.clone());
        name.expect("a mark that is referred to or cut has a name")
    }
}
