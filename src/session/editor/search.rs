//! What was looked for in an article, and where it stands.

use super::selection::StepDirection;
use crate::{
    language::{Spelling, places_of, places_of_longer},
    text::{Text, TextRange},
};

/// Places of one query in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// What was looked for.
    pub query: String,
    /// In which spelling.
    pub spelling: Spelling,
    /// Every place, in text order, without overlaps.
    pub places: Vec<TextRange>,
    /// Which place is current.
    pub current: Option<usize>,
    /// Of which query the places are, and in which spelling.
    places_of: (String, Spelling),
}

/// Where a query was found in a text.
#[derive(Debug)]
pub(crate) struct SearchedText {
    text: Text,
    query: String,
    spelling: Spelling,
    places: Vec<TextRange>,
}

/// All places of a query, from which those of a longer one are found sooner.
#[derive(Debug)]
pub(super) struct EarlierPlaces {
    query: String,
    places: Vec<TextRange>,
}

impl SearchedText {
    pub(super) fn find(
        text: Text,
        query: String,
        spelling: Spelling,
        earlier: Option<&EarlierPlaces>,
    ) -> Self {
        let longer = earlier.and_then(|it| places_of_longer(&text, &query, &it.query, &it.places));
        let places = longer.unwrap_or_else(|| places_of(&text, &query, spelling));
        Self { text, query, spelling, places }
    }
}

impl SearchResults {
    /// Looks for something else from here on; what is known already may help.
    pub(super) fn begin(&mut self, query: &str, spelling: Spelling) -> Option<EarlierPlaces> {
        // Where there are more, they are nearly everywhere, and it would take a while to copy them.
        const MOST: usize = 20_000;
        query.clone_into(&mut self.query);
        self.spelling = spelling;
        let (earlier, spelled) = &self.places_of;
        let helps = [*spelled, spelling] == [Spelling::Any; 2] && self.places.len() <= MOST;
        helps.then(|| EarlierPlaces { query: earlier.clone(), places: self.places.clone() })
    }

    /// Takes what was found, unless something else is looked for by now; true where there is somewhere
    /// to go.
    pub(super) fn take(&mut self, text: &Text, searched: SearchedText) -> bool {
        let is_asked = self.query == searched.query && self.spelling == searched.spelling;
        if !is_asked || *text != searched.text {
            return false;
        }
        self.places = searched.places;
        self.places_of = (searched.query, searched.spelling);
        self.current = None;
        !self.query.trim().is_empty()
    }

    /// The next or previous place, from the last one on to the first.
    pub(super) fn next(&self, toward: StepDirection) -> Option<usize> {
        let count = self.places.len();
        match (toward, self.current) {
            _ if count == 0 => None,
            (StepDirection::After, Some(at)) => Some((at + 1) % count),
            (StepDirection::Before, Some(at)) => Some((at + count - 1) % count),
            (_, None) => Some(0),
        }
    }

    /// The first place from `byte` on, or the first of all.
    pub(super) fn first_from(&self, byte: usize) -> usize {
        let next = self.places.partition_point(|it| it.start() < byte);
        if next < self.places.len() { next } else { 0 }
    }
}
