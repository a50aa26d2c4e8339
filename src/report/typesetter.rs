//! What sets the words of reports: fonts, colors, the language, and what is kept of letters.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{ArticleFacts, Language, ReportError, ReportPalette, ReportPhrase, set_text::SetNotes};
use crate::{
    messages::Strings,
    typeset::{
        FontFace, FontInstance, FontSet, GlyphOutliner, LineAlignment, OutlineStep,
        ParagraphLayout, TextDirection, TextStyle, direction_or,
    },
};

/// Line height of figures and notes, as a multiple of the size.
pub(super) const LINE: f32 = 1.5;

/// How far a typesetter may look for letters its fonts lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterSource {
    /// The bundled fonts alone: the same bytes on every machine.
    Bundled,
    /// The system's fonts for what those lack.
    System,
}

impl LetterSource {
    fn fonts(self) -> FontSet {
        match self {
            Self::Bundled => FontSet::bundled(),
            Self::System => FontSet::with_system_fallback(),
        }
    }
}

/// Sets reports; made once and kept for all the articles of one run.
pub struct ReportTypesetter {
    pub(super) fonts: FontSet,
    letters: LetterSource,
    pub(super) language: Language,
    pub(super) palette: ReportPalette,
    pub(super) glyph_paths: GlyphPaths,
    pub(super) notes: SetNotes,
}

impl ReportTypesetter {
    /// A typesetter that speaks `language`. Fails where the program's own data is damaged.
    pub fn new(language: Language, letters: LetterSource) -> Result<Self, ReportError> {
        Ok(Self {
            fonts: letters.fonts(),
            letters,
            language,
            palette: ReportPalette::bundled()
                .map_err(|error| ReportError::Palette(error.to_string()))?,
            glyph_paths: GlyphPaths::default(),
            notes: SetNotes::default(),
        })
    }

    /// One of the same kind, for another thread.
    pub(super) fn another(&self) -> Self {
        Self {
            fonts: self.letters.fonts(),
            letters: self.letters,
            language: self.language,
            palette: self.palette.clone(),
            glyph_paths: GlyphPaths::default(),
            notes: SetNotes::default(),
        }
    }

    /// The language it speaks.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The side lines start at.
    pub(super) fn direction(&self) -> TextDirection {
        if self.language.is_rtl() { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
    }

    /// A sentence in the language spoken.
    pub(super) fn say(&self, phrase: ReportPhrase) -> String {
        Strings::of_reports(self.language).words_of(&phrase)
    }

    /// Of which articles a figure is.
    pub(super) fn name_of(&self, facts: &ArticleFacts) -> String {
        match facts.titles.as_slice() {
            [only] => only.clone(),
            titles => self.say(ReportPhrase::Articles(titles.len())),
        }
    }

    /// One line of words, cut with «…» at `width` points.
    pub(super) fn line(
        &mut self,
        words: &str,
        size: f32,
        weight: f32,
        direction: TextDirection,
        width: f32,
    ) -> ParagraphLayout {
        let style = style(size, weight);
        ParagraphLayout::lay_out_line(&mut self.fonts, words, &style, direction, width)
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
        let set = ParagraphLayout::lay_out(
            &mut self.fonts,
            &clean,
            &style(size, weight),
            direction,
            Some(width),
            LineAlignment::Start,
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

impl std::fmt::Debug for ReportTypesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReportTypesetter").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The style of words in figures and notes.
pub(super) fn style(size: f32, weight: f32) -> TextStyle {
    TextStyle { face: FontFace::Vazirmatn, size_px: size, line_height: LINE, weight }
}

/// The em of the outlines.
pub(super) const EM: f32 = 1000.0;

/// Glyphs by font and number.
pub(super) type GlyphKey = (u32, u16);

/// Outlines as SVG writes them, kept between articles.
#[derive(Debug, Default)]
pub(super) struct GlyphPaths {
    outliner: GlyphOutliner,
    paths: BTreeMap<GlyphKey, String>,
}

impl GlyphPaths {
    /// The path of a glyph in a square of [`EM`], `y` down from the baseline; empty without ink.
    pub(super) fn path(&mut self, font: &FontInstance, glyph: u16) -> &str {
        let outliner = &mut self.outliner;
        self.paths
            .entry((font.key(), glyph))
            .or_insert_with(|| written(&outliner.outline(font, glyph, EM)))
    }
}

/// Path data, whole numbers: a thousandth of the em is below what anyone sees.
fn written(steps: &[OutlineStep]) -> String {
    let mut out = String::new();
    let point = |out: &mut String, letter: char, points: &[(f32, f32)]| {
        out.push(letter);
        for (index, (x, y)) in points.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            let _infallible = write!(out, "{gap}{:.0} {:.0}", x, -y);
        }
    };
    for step in steps {
        match *step {
            OutlineStep::Move(to) => point(&mut out, 'M', &[to]),
            OutlineStep::Line(to) => point(&mut out, 'L', &[to]),
            OutlineStep::Quad(a, to) => point(&mut out, 'Q', &[a, to]),
            OutlineStep::Curve(a, b, to) => point(&mut out, 'C', &[a, b, to]),
            OutlineStep::Close => out.push('Z'),
        }
    }
    out
}
