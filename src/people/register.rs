//! `people.ron`: what was decided about who is called what.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use serde::{Deserialize, Serialize};

use crate::language::spelling_key;

/// What was decided about the names of a folder's people.
///
/// Names are compared whatever their spelling. Who is not in it goes by what analysts call them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleRegister {
    /// Of the format.
    pub version: u32,
    /// Those who were given a name or other names.
    pub people: Vec<RegisteredPerson>,
}

/// A person, an office or a body that speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegisteredPerson {
    /// What they are called.
    pub name: String,
    /// What else means them, in every article.
    pub aliases: Vec<String>,
    /// What does not mean them, though analysts have used it so.
    pub not: Vec<String>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleEdit {
    /// Somebody has another name; the one before becomes an alias.
    Rename {
        /// Who, by any of their names.
        person: String,
        /// The name.
        to: String,
    },
    /// Two are one: all names of the one are aliases of the other.
    Merge {
        /// Who, by any of their names.
        person: String,
        /// Who it is, by any of their names.
        into: String,
    },
    /// One is two: these words do not mean them.
    Split {
        /// Who, by any of their names.
        person: String,
        /// The words.
        alias: String,
    },
}

/// Why a decision can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleRefusal {
    /// Nobody is called so.
    NoPerson(String),
    /// A name has no letters.
    NoName,
    /// Somebody else is called so.
    NameTaken {
        /// The name.
        name: String,
        /// Who.
        by: String,
    },
    /// They are not called so.
    NoAlias {
        /// The words.
        alias: String,
        /// Who.
        person: String,
    },
    /// It is their own name.
    OwnName(String),
    /// The two are one already.
    SamePerson(String),
}

/// Something in a register that can mean two things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleFault {
    /// A person without a name.
    NoName,
    /// Two have the same name or alias; the first counts.
    Twice {
        /// The words.
        words: String,
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
}

/// Why a file is no register, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterError {
    /// It is no RON, or has another shape.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says.
        what: String,
    },
    /// A later version of the program wrote it.
    Newer(u32),
}

impl Default for PeopleRegister {
    fn default() -> Self {
        Self { version: Self::VERSION, people: Vec::new() }
    }
}

impl PeopleRegister {
    /// The version of the format.
    pub const VERSION: u32 = 1;

    /// Reads a `people.ron`.
    pub fn from_ron(source: &str) -> Result<Self, RegisterError> {
        let read: Result<Self, _> = ron::from_str(source.trim_start_matches('\u{FEFF}'));
        let register = read.map_err(|error| {
            let (start, what) = (error.span.start, error.code.to_string());
            RegisterError::Syntax { line: start.line, column: start.col, what }
        })?;
        if register.version > Self::VERSION {
            return Err(RegisterError::Newer(register.version));
        }
        Ok(register)
    }

    /// Writes a `people.ron`: a person a line, in order of name, so that two changes seldom meet.
    pub fn to_ron(&self) -> String {
        let list = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|it| Quoted(it).to_string()).collect();
            words.join(", ")
        };
        let mut out = format!("(\n  version: {},\n  people: [\n", self.version);
        let mut people: Vec<&RegisteredPerson> = self.people.iter().collect();
        people.sort_by(|a, b| a.name.cmp(&b.name));
        for RegisteredPerson { name, aliases, not } in people {
            let _in_memory = write!(out, "    (name: {}", Quoted(name));
            for (key, words) in [("aliases", aliases), ("not", not)] {
                if !words.is_empty() {
                    let _in_memory = write!(out, ", {key}: [{}]", list(words));
                }
            }
            out += "),\n";
        }
        out += "  ],\n)\n";
        out
    }

    /// Who is called so, by name or alias.
    pub fn person(&self, words: &str) -> Option<&RegisteredPerson> {
        self.place_of(words).and_then(|it| self.people.get(it))
    }

    /// Where among the people who is called so is.
    pub(super) fn place_of(&self, words: &str) -> Option<usize> {
        let key = spelling_key(words);
        if key.is_empty() {
            return None;
        }
        self.people.iter().position(|it| it.is_called(&key))
    }

    /// The same with one more decision; refused where it would say nothing, or two things at once.
    pub fn with(&self, edit: &PeopleEdit) -> Result<Self, PeopleRefusal> {
        let mut register = self.clone();
        match edit {
            PeopleEdit::Rename { person, to } => register.rename(person, to)?,
            PeopleEdit::Merge { person, into } => register.merge(person, into)?,
            PeopleEdit::Split { person, alias } => register.split(person, alias)?,
        }
        register.people.retain(|it| !it.says_nothing());
        Ok(register)
    }

    /// Where it could mean two things.
    pub fn faults(&self) -> Vec<PeopleFault> {
        let mut faults = Vec::new();
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for person in &self.people {
            if spelling_key(&person.name).is_empty() {
                faults.push(PeopleFault::NoName);
            }
            for words in std::iter::once(&person.name).chain(&person.aliases) {
                let key = spelling_key(words);
                let first = known.get(&key).filter(|it| **it != person.name);
                if let Some(first) = first.filter(|_| !key.is_empty()) {
                    let (words, second) = (words.clone(), person.name.clone());
                    let first = (*first).to_owned();
                    faults.push(PeopleFault::Twice { words, first, second });
                }
                known.entry(key).or_insert(&person.name);
            }
        }
        faults
    }

    fn rename(&mut self, person: &str, to: &str) -> Result<(), PeopleRefusal> {
        let (name, key) = (one_line(to), spelling_key(to));
        if key.is_empty() {
            return Err(PeopleRefusal::NoName);
        }
        let place = self.entry(person)?;
        if let Some(other) = self.place_of(to).filter(|it| *it != place) {
            let by = self.people.get(other).map(|it| it.name.clone()).unwrap_or_default();
            return Err(PeopleRefusal::NameTaken { name, by });
        }
        let Some(entry) = self.people.get_mut(place) else { return Ok(()) };
        entry.aliases.retain(|it| spelling_key(it) != key);
        entry.not.retain(|it| spelling_key(it) != key);
        let before = std::mem::replace(&mut entry.name, name);
        if spelling_key(&before) != key {
            entry.aliases.push(before);
        }
        Ok(())
    }

    fn merge(&mut self, person: &str, into: &str) -> Result<(), PeopleRefusal> {
        let (one, other) = (self.entry(person)?, self.entry(into)?);
        if one == other {
            return Err(PeopleRefusal::SamePerson(person.to_owned()));
        }
        let gone = self.people.remove(one);
        let other = if one < other { other - 1 } else { other };
        let Some(entry) = self.people.get_mut(other) else { return Ok(()) };
        for words in std::iter::once(gone.name).chain(gone.aliases) {
            let key = spelling_key(&words);
            entry.not.retain(|it| spelling_key(it) != key);
            if !entry.is_called(&key) {
                entry.aliases.push(words);
            }
        }
        for words in gone.not {
            let key = spelling_key(&words);
            if !entry.is_called(&key) && !entry.excludes(&key) {
                entry.not.push(words);
            }
        }
        Ok(())
    }

    fn split(&mut self, person: &str, alias: &str) -> Result<(), PeopleRefusal> {
        let key = spelling_key(alias);
        if key.is_empty() {
            return Err(PeopleRefusal::NoName);
        }
        let place = self.entry(person)?;
        let Some(entry) = self.people.get_mut(place) else { return Ok(()) };
        if spelling_key(&entry.name) == key {
            return Err(PeopleRefusal::OwnName(entry.name.clone()));
        }
        entry.aliases.retain(|it| spelling_key(it) != key);
        if !entry.excludes(&key) {
            entry.not.push(one_line(alias));
        }
        Ok(())
    }

    /// The entry of who is called so; a new one where nothing was decided about them.
    fn entry(&mut self, words: &str) -> Result<usize, PeopleRefusal> {
        if spelling_key(words).is_empty() {
            return Err(PeopleRefusal::NoName);
        }
        if let Some(place) = self.place_of(words) {
            return Ok(place);
        }
        self.people.push(RegisteredPerson { name: one_line(words), ..RegisteredPerson::default() });
        Ok(self.people.len() - 1)
    }
}

impl RegisteredPerson {
    /// True where words with this key mean them.
    fn is_called(&self, key: &str) -> bool {
        std::iter::once(&self.name).chain(&self.aliases).any(|it| spelling_key(it) == key)
    }

    /// True where words with this key were said not to mean them.
    pub(super) fn excludes(&self, key: &str) -> bool {
        self.not.iter().any(|it| spelling_key(it) == key)
    }

    /// True where without it all would be the same.
    fn says_nothing(&self) -> bool {
        self.aliases.is_empty() && self.not.is_empty() && self.name.is_empty()
    }
}

/// Words with every run of white space as one space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A string of RON that can be read: only what has to be escaped is.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                _ if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                _ => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
