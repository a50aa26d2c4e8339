//! Everybody who speaks in some documents, with all they say.
//!
//! Whom words mean: first what the register says; then whom the analyst of the same article named where the
//! same words made a claim; then whom all analysts of the folder named, where that is one; else the words
//! stand for themselves. A pronoun («وی») means somebody in its own claim alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use serde::Deserialize;

use super::register::{PeopleEdit, PeopleRefusal, PeopleRegister, one_line};
use crate::{
    language::spelling_key,
    model::{
        Annotation, AnnotationId, Document,
        schema::standard::{CLAIM, CLAIMANT, CLAIMANT_NAME, CUE, DATE, VALUE},
    },
};

/// Words for people, as `assets/language/people.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct PeopleWords {
    /// Words that mean whom the text has named before.
    pronouns: Vec<String>,
}

static WORDS: LazyLock<PeopleWords> = LazyLock::new(|| {
    ron::from_str(include_str!("../../assets/language/people.ron")).unwrap_or_default()
});

/// Everybody who speaks in some documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleDirectory {
    /// Everybody, by how much they say, then by name.
    pub people: Vec<FolderPerson>,
    /// Every claim, in the order of the documents.
    pub statements: Vec<Statement>,
    /// Claims of nobody that is known: without claimant, or with a pronoun that nobody resolved.
    pub nobodys: Vec<usize>,
    /// By document and claim, its place among the statements.
    places: BTreeMap<(usize, AnnotationId), usize>,
}

/// Somebody who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderPerson {
    /// What they are called.
    pub name: String,
    /// What else they are called, what was used most first.
    pub aliases: Vec<PersonAlias>,
    /// What they say, as places of [`PeopleDirectory::statements`].
    pub statements: Vec<usize>,
}

/// What else somebody is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAlias {
    /// The words.
    pub words: String,
    /// In how many claims.
    pub count: usize,
    /// True where the register says so; otherwise an analyst has.
    pub is_registered: bool,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The document, from 0.
    pub work: usize,
    /// The tag.
    pub claim: AnnotationId,
    /// The bytes from its first to its last word.
    pub bytes: (usize, usize),
    /// Its words.
    pub words: String,
    /// The words that report it, or `""`.
    pub cue: String,
    /// The words for who makes it: of each part one.
    pub called: Vec<String>,
    /// What the analyst calls them, or `""`.
    pub named: String,
    /// The dates that it is linked to.
    pub dates: Vec<StatementDate>,
    /// Who makes it, by name; several where several are joined.
    pub speakers: Vec<String>,
}

/// A date that a claim is linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementDate {
    /// Its words.
    pub words: String,
    /// Its TIMEX3 value, or `""`.
    pub value: String,
}

impl PeopleDirectory {
    /// Everybody who speaks in `documents`.
    pub fn of<'a>(
        documents: impl IntoIterator<Item = &'a Document>,
        register: &PeopleRegister,
    ) -> Self {
        let mut statements = Vec::new();
        for (work, document) in documents.into_iter().enumerate() {
            let claims = document
                .in_reading_order()
                .into_iter()
                .filter(|it| it.is_a(document.schema(), CLAIM));
            for annotation in claims {
                statements.push(statement(work, document, annotation));
            }
        }
        Self::grouped(statements, register)
    }

    /// The same people as another register names them.
    #[must_use]
    pub fn named_by(&self, register: &PeopleRegister) -> Self {
        Self::grouped(self.statements.clone(), register)
    }

    fn grouped(mut statements: Vec<Statement>, register: &PeopleRegister) -> Self {
        let observed = ObservedNames::of(&statements, register);
        let mut groups = SpeakerGroups { register, by_key: BTreeMap::new() };
        let said_by: Vec<Vec<SpeakerKey>> =
            statements.iter().enumerate().map(|(at, it)| groups.add(at, it, &observed)).collect();
        let named = groups.by_key.into_iter().map(|(who, it)| (who, it.person(register)));
        let named: BTreeMap<SpeakerKey, FolderPerson> = named.collect();
        for (statement, speakers) in statements.iter_mut().zip(&said_by) {
            let names = speakers.iter().filter_map(|it| named.get(it)).map(|it| it.name.clone());
            statement.speakers = names.collect();
        }
        let is_nobodys = |it: &(usize, &Vec<SpeakerKey>)| it.1.is_empty();
        let nobodys = said_by.iter().enumerate().filter(is_nobodys).map(|it| it.0).collect();
        let mut people: Vec<FolderPerson> = named.into_values().collect();
        people.sort_by(|a, b| {
            b.statements.len().cmp(&a.statements.len()).then_with(|| a.name.cmp(&b.name))
        });
        let places = statements.iter().enumerate().map(|(at, it)| ((it.work, it.claim), at));
        let places = places.collect();
        Self { people, statements, nobodys, places }
    }

    /// Who is called so, by name or alias.
    pub fn person(&self, words: &str) -> Option<&FolderPerson> {
        let key = spelling_key(words);
        let by_name = self.people.iter().find(|it| spelling_key(&it.name) == key);
        by_name.or_else(|| {
            let mut people = self.people.iter();
            people.find(|it| it.aliases.iter().any(|it| spelling_key(&it.words) == key))
        })
    }

    /// What is known of a claim.
    pub fn statement(&self, work: usize, claim: AnnotationId) -> Option<&Statement> {
        self.places.get(&(work, claim)).and_then(|it| self.statements.get(*it))
    }

    /// Who makes a claim, by name; joined where there are several, `""` for nobody who is known.
    pub fn speaker(&self, work: usize, claim: AnnotationId) -> String {
        self.statement(work, claim).map(|it| it.speakers.join("، ")).unwrap_or_default()
    }

    /// A decision about people who are there, by the names that they go by.
    pub fn checked(&self, edit: &PeopleEdit) -> Result<PeopleEdit, PeopleRefusal> {
        let found = |words: &String| {
            self.person(words).ok_or_else(|| PeopleRefusal::NoPerson(words.clone()))
        };
        match edit {
            PeopleEdit::Rename { person, to } => {
                let person = found(person)?.name.clone();
                let other = self.person(to).filter(|it| it.name != person);
                // What analysts alone call somebody else is somebody else's name too.
                if let Some(other) = other {
                    let (name, by) = (one_line(to), other.name.clone());
                    return Err(PeopleRefusal::NameTaken { name, by });
                }
                Ok(PeopleEdit::Rename { person, to: to.clone() })
            }
            PeopleEdit::Merge { person, into } => {
                let (person, into) = (found(person)?.name.clone(), found(into)?.name.clone());
                Ok(PeopleEdit::Merge { person, into })
            }
            PeopleEdit::Split { person, alias } => {
                let person = found(person)?;
                let key = spelling_key(alias);
                if spelling_key(&person.name) != key
                    && person.aliases.iter().all(|it| spelling_key(&it.words) != key)
                {
                    let (alias, person) = (alias.clone(), person.name.clone());
                    return Err(PeopleRefusal::NoAlias { alias, person });
                }
                Ok(PeopleEdit::Split { person: person.name.clone(), alias: alias.clone() })
            }
        }
    }

    /// Others who may be the same: all words of the one name are in the other.
    pub fn likely_same(&self, person: &FolderPerson) -> Vec<&FolderPerson> {
        let words = |it: &FolderPerson| -> BTreeSet<String> {
            it.name.split_whitespace().map(spelling_key).filter(|it| !it.is_empty()).collect()
        };
        let own = words(person);
        let is_like = |other: &&FolderPerson| {
            let others = words(other);
            other.name != person.name
                && !own.is_empty()
                && !others.is_empty()
                && (own.is_subset(&others) || others.is_subset(&own))
        };
        self.people.iter().filter(is_like).collect()
    }
}

fn statement(work: usize, document: &Document, annotation: &Annotation) -> Statement {
    let quote = |it: &Annotation| one_line(&document.quote(it));
    let linked = |relation| {
        let relation = document.schema().relation_now(relation);
        document.linked(annotation.id, relation).map(quote)
    };
    let hull = annotation.extent.hull();
    let named = annotation.attributes.get(CLAIMANT_NAME).unwrap_or_default();
    let relations = document.relations_of(annotation.id).filter(|it| it.from == annotation.id);
    let dates = relations.filter_map(|it| document.annotation(it.to));
    let dates = dates.filter(|it| it.is_a(document.schema(), DATE)).map(|it| StatementDate {
        words: quote(it),
        value: it.attributes.get(VALUE).unwrap_or_default().to_owned(),
    });
    Statement {
        work,
        claim: annotation.id,
        bytes: (hull.start(), hull.end()),
        words: quote(annotation),
        cue: linked(CUE).collect::<Vec<_>>().join("، "),
        called: linked(CLAIMANT).filter(|it| !it.is_empty()).collect(),
        named: one_line(named),
        dates: dates.collect(),
        speakers: Vec::new(),
    }
}

/// Whom analysts named where some words made a claim.
struct ObservedNames {
    /// By document and words.
    in_work: BTreeMap<(usize, String), BTreeSet<SpeakerKey>>,
    /// By words.
    anywhere: BTreeMap<String, BTreeSet<SpeakerKey>>,
    pronouns: BTreeSet<String>,
}

/// Who somebody is: a place in the register, or the key of what they are called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SpeakerKey {
    Registered(usize),
    Called(String),
}

impl SpeakerKey {
    fn of_name(name: &str, register: &PeopleRegister) -> Self {
        let place = register.place_of(name);
        place.map_or_else(|| Self::Called(spelling_key(name)), Self::Registered)
    }
}

impl ObservedNames {
    fn of(statements: &[Statement], register: &PeopleRegister) -> Self {
        let mut observed = Self {
            in_work: BTreeMap::new(),
            anywhere: BTreeMap::new(),
            pronouns: WORDS.pronouns.iter().map(|it| spelling_key(it)).collect(),
        };
        for statement in statements {
            // Of several together a name says nothing of each.
            let [words] = statement.called.as_slice() else { continue };
            if statement.named.is_empty() {
                continue;
            }
            let (key, who) = (spelling_key(words), SpeakerKey::of_name(&statement.named, register));
            if observed.pronouns.contains(&key) {
                continue;
            }
            observed.in_work.entry((statement.work, key.clone())).or_default().insert(who.clone());
            observed.anywhere.entry(key).or_default().insert(who);
        }
        observed
    }

    /// Whom words of a document mean; `None` for a pronoun.
    fn meant(&self, work: usize, words: &str, register: &PeopleRegister) -> Option<SpeakerKey> {
        let key = spelling_key(words);
        if key.is_empty() || self.pronouns.contains(&key) {
            return None;
        }
        if let Some(place) = register.place_of(words) {
            return Some(SpeakerKey::Registered(place));
        }
        let only = |who: Option<&BTreeSet<SpeakerKey>>| {
            let who = who.filter(|it| it.len() == 1)?.first()?.clone();
            let excluded = match &who {
                SpeakerKey::Registered(place) => {
                    register.people.get(*place).is_some_and(|it| it.excludes(&key))
                }
                SpeakerKey::Called(_) => false,
            };
            (!excluded).then_some(who)
        };
        let here = only(self.in_work.get(&(work, key.clone())));
        let who = here.or_else(|| only(self.anywhere.get(&key)));
        Some(who.unwrap_or(SpeakerKey::Called(key)))
    }
}

/// People under way.
struct SpeakerGroups<'a> {
    register: &'a PeopleRegister,
    by_key: BTreeMap<SpeakerKey, SpeakerGroup>,
}

/// What is known of one of them.
struct SpeakerGroup {
    who: SpeakerKey,
    /// By key what they are called, and how often.
    called: BTreeMap<String, CalledWords>,
    statements: Vec<usize>,
}

#[derive(Default)]
struct CalledWords {
    /// In each spelling how often.
    spellings: BTreeMap<String, usize>,
}

impl CalledWords {
    fn count(&self) -> usize {
        self.spellings.values().sum()
    }

    /// The spelling used most.
    fn words(&self) -> String {
        let most = self.spellings.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map(|it| it.0.clone()).unwrap_or_default()
    }
}

impl SpeakerGroups<'_> {
    /// Adds a claim to everybody who makes it, and says who that is.
    fn add(
        &mut self,
        place: usize,
        statement: &Statement,
        observed: &ObservedNames,
    ) -> Vec<SpeakerKey> {
        if !statement.named.is_empty() {
            let who = SpeakerKey::of_name(&statement.named, self.register);
            let group = self.group(who.clone());
            group.speaks(place);
            group.is_called(&statement.named);
            if let [words] = statement.called.as_slice()
                && !observed.pronouns.contains(&spelling_key(words))
                && spelling_key(words) != spelling_key(&statement.named)
            {
                group.is_called(words);
            }
            return vec![who];
        }
        let mut speakers = Vec::new();
        for words in &statement.called {
            let Some(who) = observed.meant(statement.work, words, self.register) else { continue };
            let group = self.group(who.clone());
            group.speaks(place);
            group.is_called(words);
            if !speakers.contains(&who) {
                speakers.push(who);
            }
        }
        speakers
    }

    fn group(&mut self, who: SpeakerKey) -> &mut SpeakerGroup {
        self.by_key.entry(who.clone()).or_insert_with(|| SpeakerGroup {
            who,
            called: BTreeMap::new(),
            statements: Vec::new(),
        })
    }
}

impl SpeakerGroup {
    fn speaks(&mut self, place: usize) {
        if self.statements.last() != Some(&place) {
            self.statements.push(place);
        }
    }

    fn is_called(&mut self, words: &str) {
        let called = self.called.entry(spelling_key(words)).or_default();
        *called.spellings.entry(words.to_owned()).or_insert(0) += 1;
    }

    fn person(self, register: &PeopleRegister) -> FolderPerson {
        let registered = match &self.who {
            SpeakerKey::Registered(place) => register.people.get(*place),
            SpeakerKey::Called(_) => None,
        };
        let own = match &self.who {
            SpeakerKey::Registered(_) => None,
            SpeakerKey::Called(key) => self.called.get(key),
        };
        let name = registered.map(|it| it.name.clone());
        let name = name.or_else(|| own.map(CalledWords::words)).unwrap_or_default();
        let own_key = spelling_key(&name);
        let mut aliases: Vec<PersonAlias> = Vec::new();
        let said = registered.map(|it| it.aliases.as_slice()).unwrap_or_default();
        for words in said {
            let count = self.called.get(&spelling_key(words)).map_or(0, CalledWords::count);
            aliases.push(PersonAlias { words: words.clone(), count, is_registered: true });
        }
        let known: BTreeSet<String> = said.iter().map(|it| spelling_key(it)).collect();
        for (key, called) in &self.called {
            if *key != own_key && !known.contains(key) {
                let (words, count) = (called.words(), called.count());
                aliases.push(PersonAlias { words, count, is_registered: false });
            }
        }
        aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.words.cmp(&b.words)));
        FolderPerson { name, aliases, statements: self.statements }
    }
}
