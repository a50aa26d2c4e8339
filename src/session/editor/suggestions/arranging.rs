//! The rows of the list: what comes, what goes and what is held back by now, after suggestions were judged.

use std::{cmp::Ordering, collections::BTreeSet, sync::Arc};

use super::{SuggestionNote, SuggestionStanding, Suggestions};
use crate::{
    model::{DismissalKind, Document},
    recognize::Mention,
    session::editor::judging::{JudgedStretch, LearnedWords, OutsidePlace},
};

impl Suggestions {
    /// Puts what was learned beside what others found. What was decided on stays, so that undoing finds it;
    /// and so does the current one, which nothing is to take from under anybody's hand. Only what is other
    /// than before is looked at: with thousands of suggestions a tag changes few.
    pub(super) fn arrange(&mut self, document: &Document, judged: JudgedStretch) {
        // No tag has the label of what was learned on just these words, and nobody has rejected it.
        let are_open = judged.revision == document.revision()
            && self.never.is_empty()
            && document.dismissals().all(|it| it.kind != DismissalKind::Later);
        self.judged = Some(judged.revision);
        self.to_learn = judged.to_learn;
        let mut turned: Vec<usize> =
            judged.turned.iter().filter_map(|it| self.index_of_other(*it)).collect();
        turned.extend(self.keep_as_it_was());
        let (gone, new) = self.sort_out(document, judged.gone, judged.new);
        self.known = judged.known;
        let shifts = RowShifts { gone: &gone, new: &new };
        let turned: Vec<usize> = turned.into_iter().map(|it| shifts.index_after(it)).collect();
        self.current = self.current.map(|it| shifts.index_after(it));
        let added = self.replace_rows(&gone, new);
        for index in turned {
            self.look_again(document, index);
        }
        for index in added {
            if are_open {
                self.note_standing(document, index, SuggestionStanding::Open);
            } else {
                self.look_again(document, index);
            }
        }
    }

    /// Where the mention with this place among those of others is.
    fn index_of_other(&self, it: OutsidePlace) -> Option<usize> {
        let first = self.notes.partition_point(|note| note.start < it.start);
        let there = self.notes.iter().enumerate().skip(first);
        let mut there = there.take_while(|(_, note)| note.start == it.start);
        there.find(|(_, note)| note.outside == Some(it.number)).map(|it| it.0)
    }

    /// Lets the current one stand as it does, and what was left so before no more. Gives where the latter is.
    fn keep_as_it_was(&mut self) -> Option<usize> {
        let now = self.current.and_then(|it| self.notes.get(it)).and_then(|it| it.outside);
        let before = self.kept_as_it_was.take();
        self.kept_as_it_was = now.map(|it| match before {
            Some((number, why)) if number == it => (it, why),
            Some(_) | None => (it, self.known.held_back(it as usize)),
        });
        let (number, _) = before.filter(|it| Some(it.0) != now)?;
        self.notes.iter().position(|it| it.outside == Some(number))
    }

    /// Which rows are to go, and which are to come before which; what has a row already is put there.
    fn sort_out(
        &mut self,
        document: &Document,
        gone: Vec<LearnedWords>,
        new: Vec<(LearnedWords, Arc<Mention>)>,
    ) -> (Vec<usize>, Vec<(usize, Arc<Mention>)>) {
        let mut going = BTreeSet::new();
        for it in gone {
            let Ok(index) = self.row_of(&it) else { continue };
            if self.current == Some(index) || self.is_decided(document, index) {
                self.stays.insert(it.place(), it);
            } else {
                going.insert(index);
            }
        }
        let mut coming = Vec::new();
        for (words, mention) in new {
            match self.row_of(&words) {
                Ok(index) => {
                    going.remove(&index);
                    if let Some(row) = self.mentions.get_mut(index) {
                        *row = mention;
                    }
                }
                Err(index) => coming.push((index, mention)),
            }
        }
        coming.sort_by_key(|it| it.0);
        (going.into_iter().collect(), coming)
    }

    /// Where the row of something that was learned is, or would come.
    fn row_of(&self, words: &LearnedWords) -> Result<usize, usize> {
        let start = words.key().0;
        let first = self.notes.partition_point(|it| (it.start as usize) < start);
        let rows = self.mentions.iter().zip(&self.notes).enumerate().skip(first);
        for (index, (mention, note)) in rows {
            match words.compare(mention, note.outside.is_some()) {
                Ordering::Greater => {}
                Ordering::Equal => return Ok(index),
                Ordering::Less => return Err(index),
            }
        }
        Err(self.mentions.len())
    }

    /// Takes rows out and puts new ones in, each before the row that it comes before; both are in order.
    /// Gives where the new ones are.
    fn replace_rows(&mut self, gone: &[usize], new: Vec<(usize, Arc<Mention>)>) -> Vec<usize> {
        if gone.is_empty() && new.is_empty() {
            return Vec::new();
        }
        for index in gone {
            self.uncount(*index);
        }
        let room = self.mentions.len() + new.len();
        let mut mentions = Vec::with_capacity(room);
        let mut notes = Vec::with_capacity(room);
        let mut added = Vec::with_capacity(new.len());
        let mut gone = gone.iter().copied().peekable();
        let mut new = new.into_iter().peekable();
        let before = std::mem::take(&mut self.mentions).into_iter();
        let before = before.zip(std::mem::take(&mut self.notes));
        let mut put = |mentions: &mut Vec<Arc<Mention>>,
                       notes: &mut Vec<SuggestionNote>,
                       mention: Arc<Mention>| {
            added.push(mentions.len());
            notes.push(SuggestionNote::of(&mention));
            mentions.push(mention);
        };
        for (index, (mention, note)) in before.enumerate() {
            while let Some((_, it)) = new.next_if(|it| it.0 <= index) {
                put(&mut mentions, &mut notes, it);
            }
            if gone.next_if_eq(&index).is_some() {
                continue;
            }
            mentions.push(mention);
            notes.push(note);
        }
        for (_, it) in new {
            put(&mut mentions, &mut notes, it);
        }
        (self.mentions, self.notes) = (mentions, notes);
        added
    }

    /// True for a mention that was decided on, by itself or for its words wherever they stand.
    fn is_decided(&self, document: &Document, index: usize) -> bool {
        match self.standing(index) {
            SuggestionStanding::Settled | SuggestionStanding::Later => true,
            SuggestionStanding::Open | SuggestionStanding::HeldBack => false,
            SuggestionStanding::Unwanted => self
                .mentions
                .get(index)
                .is_some_and(|it| self.standing_of(document, it) != SuggestionStanding::Open),
        }
    }
}

/// Rows that go, and rows that come before others.
struct RowShifts<'a> {
    gone: &'a [usize],
    new: &'a [(usize, Arc<Mention>)],
}

impl RowShifts<'_> {
    /// Where a row that stays is afterwards.
    fn index_after(&self, index: usize) -> usize {
        let gone = self.gone.partition_point(|it| *it < index);
        let new = self.new.partition_point(|it| it.0 <= index);
        index + new - gone
    }
}
