//! Laying out a figure from the side its language starts at.

use super::{
    FigureScene, InkRole, RectFill, ReportTypesetter, SceneItem, SceneShape, SceneTarget,
    typesetter::LINE,
};
use crate::typeset::{LayoutRect, TextDirection, direction_or};

/// A figure under way. `start` is the distance from the side where lines start, in points.
pub(super) struct FigureCanvas<'a> {
    pub(super) typesetter: &'a mut ReportTypesetter,
    width: f32,
    items: Vec<SceneItem>,
    target: Option<SceneTarget>,
}

/// Around a figure, in points.
pub(super) const MARGIN: f32 = 28.0;

/// How words look.
#[derive(Clone, Debug)]
pub(super) struct WordsLook {
    pub(super) size: f32,
    pub(super) weight: f32,
    pub(super) ink: InkRole,
}

impl WordsLook {
    pub(super) fn new(size: f32, ink: InkRole) -> Self {
        Self { size, weight: 400.0, ink }
    }

    pub(super) fn strong(self) -> Self {
        Self { weight: 650.0, ..self }
    }

    /// How high one line is.
    pub(super) fn height(&self) -> f32 {
        self.size * LINE
    }
}

/// Which edge of a line of words stands at a given place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordsEdge {
    Start,
    End,
}

impl<'a> FigureCanvas<'a> {
    pub(super) fn new(typesetter: &'a mut ReportTypesetter, width: f32) -> Self {
        Self { typesetter, width, items: Vec::new(), target: None }
    }

    /// What is drawn from here on stands for `target`.
    pub(super) fn stand_for(&mut self, target: Option<SceneTarget>) {
        self.target = target;
    }

    /// A rectangle between two distances from the start side.
    pub(super) fn rect(&self, start: f32, end: f32, top: f32, bottom: f32) -> LayoutRect {
        match self.typesetter.direction() {
            TextDirection::LeftToRight => LayoutRect { left: start, top, right: end, bottom },
            TextDirection::RightToLeft => {
                LayoutRect { left: self.width - end, top, right: self.width - start, bottom }
            }
        }
    }

    pub(super) fn fill(&mut self, rect: LayoutRect, radius: f32, fill: RectFill, ink: InkRole) {
        self.push(SceneShape::Rect { rect, radius, fill }, ink);
    }

    /// How much was drawn so far.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// A rectangle below what was drawn from `at` on.
    pub(super) fn fill_below(
        &mut self,
        at: usize,
        rect: LayoutRect,
        radius: f32,
        fill: RectFill,
        ink: InkRole,
    ) {
        let shape = SceneShape::Rect { rect, radius, fill };
        let target = self.target;
        self.items.insert(at.min(self.items.len()), SceneItem { shape, ink, target });
    }

    /// A link between two places, below what was drawn from `at` on.
    pub(super) fn link_below(&mut self, at: usize, from: (f32, f32), to: (f32, f32)) {
        let (from, to) = ((self.x(from.0), from.1), (self.x(to.0), to.1));
        let shape = SceneShape::Line { from, to, thickness: 1.0, dashed: false };
        let item = SceneItem { shape, ink: InkRole::Line, target: None };
        self.items.insert(at.min(self.items.len()), item);
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), dashed: bool, ink: InkRole) {
        let (from, to) = ((self.x(from.0), from.1), (self.x(to.0), to.1));
        self.push(SceneShape::Line { from, to, thickness: 1.0, dashed }, ink);
    }

    /// One line of words with an edge at `at`, at most `room` wide. Gives back how wide it is.
    pub(super) fn words(
        &mut self,
        words: &str,
        (at, top): (f32, f32),
        edge: WordsEdge,
        look: &WordsLook,
        room: f32,
    ) -> f32 {
        let clean: String =
            words.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let words = clean.as_str();
        let direction = direction_or(words, self.typesetter.direction());
        let (shown, width) = self.fitted(words, look, direction, room);
        let (start, end) = match edge {
            WordsEdge::Start => (at, at + width),
            WordsEdge::End => (at - width, at),
        };
        let rect = self.rect(start, end, top, top + look.height());
        let (size, weight) = (look.size, look.weight);
        self.push(
            SceneShape::Words { words: shown, rect, size, weight, direction },
            look.ink.clone(),
        );
        width
    }

    /// What a figure shows, and below it of which articles; gives back where what follows begins.
    pub(super) fn heading(&mut self, name: &str, of: &str, top: f32) -> f32 {
        let room = self.width - 2.0 * MARGIN;
        let (strong, soft) =
            (WordsLook::new(17.0, InkRole::Words).strong(), WordsLook::new(13.0, InkRole::Soft));
        let y = self.block(name, (MARGIN, top), &strong, room, 2);
        self.block(of, (MARGIN, y), &soft, room, 2) + 18.0
    }

    /// How wide words are on one line.
    pub(super) fn width(&mut self, words: &str, look: &WordsLook) -> f32 {
        let direction = direction_or(words, self.typesetter.direction());
        self.typesetter.line(words, look.size, look.weight, direction, f32::MAX).width()
    }

    /// Words over several lines, at most `most`. Gives back where they end.
    pub(super) fn block(
        &mut self,
        words: &str,
        (start, top): (f32, f32),
        look: &WordsLook,
        room: f32,
        most: usize,
    ) -> f32 {
        let mut y = top;
        for line in self.typesetter.lines(words, look.size, look.weight, room, most) {
            self.words(&line, (start, y), WordsEdge::Start, look, room);
            y += look.height();
        }
        y
    }

    /// The words as they fit, and how wide they are.
    fn fitted(
        &mut self,
        words: &str,
        look: &WordsLook,
        direction: TextDirection,
        room: f32,
    ) -> (String, f32) {
        let whole = self.typesetter.line(words, look.size, look.weight, direction, f32::MAX);
        if whole.width() <= room {
            return (words.to_owned(), whole.width());
        }
        let cut = self.typesetter.line(words, look.size, look.weight, direction, room);
        let kept = cut.len_bytes().saturating_sub('…'.len_utf8());
        let kept = words.get(..words.floor_char_boundary(kept)).unwrap_or_default();
        (format!("{kept}…"), cut.width())
    }

    pub(super) fn finish(self, title: String, height: f32) -> FigureScene {
        let direction = self.typesetter.direction();
        FigureScene { title, width: self.width, height, direction, items: self.items }
    }

    fn x(&self, start: f32) -> f32 {
        if self.typesetter.direction().is_rtl() { self.width - start } else { start }
    }

    fn push(&mut self, shape: SceneShape, ink: InkRole) {
        self.items.push(SceneItem { shape, ink, target: self.target });
    }
}
