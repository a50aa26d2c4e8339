//! What sets the words of reports: fonts, colors, phrases, and the caches of all three.

use super::{Facts, Language, Palette, Phrases, outlines::Outlines};
use crate::{
    model::schema::LocalizedText,
    typeset::{Alignment, Direction, Face, Fonts, Paragraph, Style, direction_or},
};

/// Line height of figures and notes, as a multiple of the size.
pub(super) const LINE: f32 = 1.5;

/// How far a press may look for letters its fonts lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// The bundled fonts alone: the same bytes on every machine.
    Bundled,
    /// The system's fonts for what those lack.
    System,
}

/// Sets reports; made once and kept for all the articles of one run.
pub struct Press {
    pub(super) fonts: Fonts,
    pub(super) language: Language,
    pub(super) palette: Palette,
    pub(super) phrases: Phrases,
    pub(super) outlines: Outlines,
}

impl Press {
    /// A press that speaks `language`. Fails where the program's own data is damaged.
    pub fn new(language: Language, letters: Letters) -> Result<Self, ron::error::SpannedError> {
        let fonts = match letters {
            Letters::Bundled => Fonts::bundled(),
            Letters::System => Fonts::with_system_fallback(),
        };
        Ok(Self {
            fonts,
            language,
            palette: Palette::bundled()?,
            phrases: Phrases::bundled()?,
            outlines: Outlines::default(),
        })
    }

    /// The language it speaks.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The side lines start at.
    pub(super) fn direction(&self) -> Direction {
        if self.language.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// A phrase in the language spoken.
    pub(super) fn say(&self, phrase: impl Fn(&Phrases) -> &LocalizedText) -> String {
        phrase(&self.phrases).in_language(self.language.code()).to_owned()
    }

    /// A phrase about a number.
    pub(super) fn count(&self, phrase: impl Fn(&Phrases) -> &LocalizedText, n: usize) -> String {
        self.say(phrase).replace("{n}", &super::phrases::number(n, self.language))
    }

    /// Of which articles a figure is.
    pub(super) fn name_of(&self, facts: &Facts) -> String {
        match facts.titles.as_slice() {
            [only] => only.clone(),
            titles => self.count(|it| &it.articles, titles.len()),
        }
    }

    /// One line of words, cut with «…» at `width` points.
    pub(super) fn line(
        &mut self,
        words: &str,
        size: f32,
        weight: f32,
        direction: Direction,
        width: f32,
    ) -> Paragraph {
        let style = style(size, weight);
        Paragraph::lay_out_line(&mut self.fonts, words, &style, direction, width)
    }

    /// `words` broken into lines of at most `width` points; at most `most` of them, the last cut
    /// with «…» where there is more.
    pub(super) fn lines(
        &mut self,
        words: &str,
        size: f32,
        weight: f32,
        width: f32,
        most: usize,
    ) -> Vec<String> {
        // What fits so few lines is far below this; the rest need not be shaped.
        const LONGEST: usize = 4096;
        let words = words.get(..words.floor_char_boundary(LONGEST)).unwrap_or_default();
        let clean: String =
            words.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let direction = direction_or(&clean, self.direction());
        let set = Paragraph::lay_out(
            &mut self.fonts,
            &clean,
            &style(size, weight),
            direction,
            Some(width),
            Alignment::Start,
        );
        let ranges: Vec<_> = set.lines().map(|it| it.bytes).collect();
        let mut lines = Vec::new();
        for (index, bytes) in ranges.iter().enumerate().take(most) {
            let is_last = index + 1 == most && ranges.len() > most;
            let end = if is_last { clean.len() } else { bytes.end };
            let line = clean.get(bytes.start..end).unwrap_or_default().trim();
            lines.push(line.to_owned());
        }
        lines
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The style of words in figures and notes.
pub(super) fn style(size: f32, weight: f32) -> Style {
    Style { face: Face::Vazirmatn, size_px: size, line_height: LINE, weight }
}
