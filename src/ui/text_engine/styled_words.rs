//! Words of the interface and how they look, and their layout.

use egui::Color32;

use crate::{
    typeset::{
        FontFace, FontSet, LineAlignment, ParagraphLayout, TextDirection, TextStyle, direction_or,
    },
    ui::theme,
};

/// Words and how they look.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StyledWords {
    pub(in crate::ui) text: String,
    size: u32,
    weight: u16,
    color: Option<Color32>,
    lines: LineLimit,
    base: WordDirection,
    own_side: bool,
}

/// How many lines words may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum LineLimit {
    /// One, shortened with «…» where it is too long.
    One,
    /// One, shortened with «…» before this byte, so that what follows stays whole.
    OneUpTo(usize),
    /// As many as they need.
    Wrapped,
}

/// Which way words run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum WordDirection {
    ByLetters,
    Window,
    LeftToRight,
}

impl StyledWords {
    /// One line in the size of the interface.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            size: theme::TEXT.to_bits(),
            weight: 400,
            color: None,
            lines: LineLimit::One,
            base: WordDirection::ByLetters,
            own_side: false,
        }
    }

    /// In another size, in points.
    #[must_use]
    pub fn size(mut self, points: f32) -> Self {
        self.size = points.to_bits();
        self
    }

    /// In the secondary size.
    #[must_use]
    pub fn small(self) -> Self {
        self.size(theme::SMALL)
    }

    /// Heavier.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.weight = 650;
        self
    }

    /// In another color than the theme's ink.
    #[must_use]
    pub fn color(mut self, color: impl Into<Color32>) -> Self {
        self.color = Some(color.into());
        self
    }

    /// In `color` unless it has one of its own.
    #[must_use]
    pub(in crate::ui) fn or_color(mut self, color: Color32) -> Self {
        self.color = self.color.or(Some(color));
        self
    }

    /// Over as many lines as it takes.
    #[must_use]
    pub fn wrapped(mut self) -> Self {
        self.lines = LineLimit::Wrapped;
        self
    }

    /// On one line, of which what stands from `byte` on is not cut: where there is too little room the words
    /// before it are shortened.
    #[must_use]
    pub fn shortened_before(mut self, byte: usize) -> Self {
        self.lines = LineLimit::OneUpTo(byte);
        self
    }

    /// Lines at the side where the words begin to be read, not where the window does.
    #[must_use]
    pub fn at_own_side(mut self) -> Self {
        self.own_side = true;
        self
    }

    /// Left to right whatever its letters: numbers, keys, paths.
    #[must_use]
    pub fn left_to_right(mut self) -> Self {
        self.base = WordDirection::LeftToRight;
        self
    }

    /// In the direction of the window whatever its letters: a title with a quotation after it.
    #[must_use]
    pub fn as_window(mut self) -> Self {
        self.base = WordDirection::Window;
        self
    }

    /// Its color, or `ink` where it has none of its own.
    pub(in crate::ui) fn color_or(&self, ink: Color32) -> Color32 {
        self.color.unwrap_or(ink)
    }

    /// True where they take as many lines as they need.
    pub(in crate::ui) fn is_wrapped(&self) -> bool {
        self.lines == LineLimit::Wrapped
    }

    /// What their layout depends on, at most `width` points wide; `scale` is pixels to a point.
    pub(in crate::ui) fn key(&self, scale: f32, width: f32) -> LineKey {
        LineKey {
            words: Self { color: None, ..self.clone() },
            width: width.is_finite().then(|| (width * scale).floor().to_bits()),
            pixels_per_point: scale.to_bits(),
        }
    }
}

/// What a laid out label depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::ui) struct LineKey {
    words: StyledWords,
    width: Option<u32>,
    pixels_per_point: u32,
}

impl LineKey {
    /// Lays the words out in a window that runs in the direction `window`.
    pub(super) fn lay_out(&self, fonts: &mut FontSet, window: TextDirection) -> ParagraphLayout {
        let words = &self.words;
        let style = TextStyle {
            face: FontFace::Vazirmatn,
            size_px: f32::from_bits(words.size) * f32::from_bits(self.pixels_per_point),
            line_height: if words.lines == LineLimit::Wrapped { 1.65 } else { 1.5 },
            weight: f32::from(words.weight),
        };
        let direction = match words.base {
            WordDirection::LeftToRight => TextDirection::LeftToRight,
            WordDirection::Window => window,
            WordDirection::ByLetters => direction_or(&words.text, window),
        };
        let width = self.width.map(f32::from_bits);
        match (words.lines, width) {
            (LineLimit::One, Some(width)) => {
                ParagraphLayout::lay_out_line(fonts, &words.text, &style, direction, width)
            }
            (LineLimit::OneUpTo(byte), Some(width)) => {
                let text = with_short_head(fonts, &words.text, &style, direction, (byte, width));
                ParagraphLayout::lay_out_line(fonts, &text, &style, direction, width)
            }
            (LineLimit::One | LineLimit::OneUpTo(_), None) | (LineLimit::Wrapped, _) => {
                ParagraphLayout::lay_out(
                    fonts,
                    &words.text,
                    &style,
                    direction,
                    width,
                    if words.own_side || window == direction {
                        LineAlignment::Start
                    } else {
                        LineAlignment::End
                    },
                )
            }
        }
    }
}

/// The fewest letters that a shortened name keeps.
const LEAST_LETTERS: usize = 6;

/// `text` with its words before a byte shortened so far that all of it fits into so many pixels; whole where
/// it fits.
fn with_short_head(
    fonts: &mut FontSet,
    text: &str,
    style: &TextStyle,
    direction: TextDirection,
    (byte, width): (usize, f32),
) -> String {
    let text = &text.replace(|it: char| it.is_control() && it.len_utf8() == 1, " ");
    let mut width_of = |text: &str| {
        ParagraphLayout::lay_out(fonts, text, style, direction, None, LineAlignment::Start).width()
    };
    let whole = width_of(text);
    let Some((head, tail)) = text.split_at_checked(byte).filter(|_| whole > width) else {
        return text.to_owned();
    };
    let shortened = |letters: usize| {
        let head: String = head.chars().take(letters).collect();
        format!("{}…{tail}", head.trim_end())
    };
    let letters = head.chars().count();
    // As many letters as there is room for; what is a letter too much then is taken off one by one.
    let room = (width - (whole - width_of(head))).max(0.0) / (width_of(head) / to_f32(letters));
    let fitting = (0..=letters).take_while(|it| to_f32(*it) <= room).last().unwrap_or_default();
    let mut kept = fitting.max(LEAST_LETTERS).min(letters);
    while kept > LEAST_LETTERS && width_of(&shortened(kept)) > width {
        kept -= 1;
    }
    shortened(kept)
}

fn to_f32(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

impl<T: Into<String>> From<T> for StyledWords {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}
