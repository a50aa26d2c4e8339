//! Looking at tokens: what stands where, and numbers over several tokens.

use super::{
    atom::{Atom, NumberForm},
    atoms::{DateToken, Gap},
    lexicon::{company, words},
};

use crate::timex::Unit;

/// The tokens of a paragraph with their letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenReader<'a> {
    /// The folded paragraph.
    pub(super) shadow: &'a str,
    /// Its tokens.
    pub(super) tokens: &'a [DateToken],
}

/// A number over one or more tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadNumber {
    /// Its value.
    pub(super) value: u32,
    /// The digits it was written with; 0 for words.
    pub(super) digits: u8,
    /// The form of the last word; cardinal for digits.
    pub(super) form: NumberForm,
    /// One past its last token.
    pub(super) next: usize,
}

impl<'a> TokenReader<'a> {
    /// What token `at` means; a mark after the last.
    pub(super) fn atom(&self, at: usize) -> Atom {
        self.tokens.get(at).map_or(Atom::Mark(0), |it| it.atom)
    }

    /// What token `at - 1` means; a mark before the first.
    pub(super) fn before(&self, at: usize) -> Atom {
        at.checked_sub(1).map_or(Atom::Mark(0), |it| self.atom(it))
    }

    /// What parts token `at` from the one before.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Space, |it| it.gap)
    }

    /// The letters of token `at`.
    pub(super) fn word(&self, at: usize) -> &'a str {
        let Some(it) = self.tokens.get(at) else { return "" };
        self.shadow.get(it.start as usize..it.end as usize).unwrap_or_default()
    }

    /// The letters of token `at - 1`.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |it| self.word(it))
    }

    /// The noun before token `at` without the ending of its ezafe: «دنیا» of «دنیای امروز».
    pub(super) fn noun_before(&self, at: usize) -> &'a str {
        let Some(last) = at.checked_sub(1) else { return "" };
        let joined = last > 0 && self.gap(last) == Gap::Joiner;
        let joined = joined && words().ezafe_endings.iter().any(|it| it == self.word(last));
        let word = self.word(if joined { last - 1 } else { last });
        let mut endings = words().ezafe_endings.iter();
        // «غربی» is no «غرب»: only vowels take an ی.
        let whole =
            |it: &&str| it.len() + 'ی'.len_utf8() < word.len() || it.ends_with(['ا', 'و', 'ه']);
        let stem = endings.find_map(|it| word.strip_suffix(it.as_str()).filter(whole));
        stem.filter(|it| words().nowadays_nouns.has(it)).unwrap_or(word)
    }

    /// True when token `at` is the ASCII mark `mark`.
    pub(super) fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.atom(at) == Atom::Mark(mark)
    }

    /// True when token `at` touches the one before and is `mark`.
    pub(super) fn touches_mark(&self, at: usize, mark: u8) -> bool {
        self.gap(at) == Gap::None && self.is_mark(at, mark)
    }

    /// `at`, or one more when a comma stands there.
    pub(super) fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.is_mark(at, b','))
    }

    /// A whole number in digits or words.
    pub(super) fn number(&self, at: usize) -> Option<ReadNumber> {
        match self.atom(at) {
            Atom::Digits(value, digits) => {
                let apart =
                    || matches!(self.atom(at + 2), Atom::Month(..) | Atom::Unit(Unit::Month, _));
                // The list is asked last: most numbers have a space after them and no month.
                let ending = (self.gap(at + 1) != Gap::Space || apart())
                    && words().ordinal_endings.has(self.word(at + 1));
                let form = if ending { NumberForm::Ordinal } else { NumberForm::Cardinal };
                Some(ReadNumber { value, digits, form, next: at + 1 + usize::from(ending) })
            }
            Atom::Number(..) => self.number_words(at),
            _ => None,
        }
    }

    /// «هزار و سیصد و پنجاه و هفت»: 1 to 99 are one token each.
    fn number_words(&self, start: usize) -> Option<ReadNumber> {
        let (mut thousands, mut group) = (0_u32, 0_u32);
        let mut at = start;
        loop {
            let Atom::Number(value, form) = self.atom(at) else { return None };
            let value = u32::from(value);
            // What may still follow after «و».
            let limit = match value {
                1000 => 1000,
                100.. => 100,
                _ => 0,
            };
            if value == 1000 {
                thousands = group.max(1) * 1000;
                group = 0;
            } else {
                group += value;
            }
            at += 1;
            let ends = ReadNumber { value: thousands + group, digits: 0, form, next: at };
            if form != NumberForm::Cardinal {
                return Some(ends);
            }
            match (self.atom(at), self.atom(at + 1)) {
                (Atom::Number(1000, _), _) if thousands == 0 && group > 0 => {}
                (Atom::And, Atom::Number(value, _)) if u32::from(value) < limit => at += 1,
                _ => return Some(ends),
            }
        }
    }

    /// A day of the month, 1 to 31.
    pub(super) fn day(&self, at: usize) -> Option<(u8, ReadNumber)> {
        let number = self.number(at)?;
        let fits = number.digits <= 2 && number.form != NumberForm::Attributive;
        let day = u8::try_from(number.value).ok().filter(|it| fits && (1..=31).contains(it))?;
        Some((day, number))
    }

    /// True when token `at` says that what stands before it is counted: «نفر», «میلیون».
    pub(super) fn is_counted(&self, at: usize) -> bool {
        match self.atom(at) {
            Atom::Number(1000, _) | Atom::Mark(b'%') => true,
            Atom::Word => company().is_counted(self.word(at)),
            _ => false,
        }
    }

    /// The same for a number that nothing else makes a year.
    pub(super) fn is_often_counted(&self, at: usize) -> bool {
        self.is_counted(at)
            || self.atom(at) == Atom::Word && company().is_often_counted(self.word(at))
    }
}
