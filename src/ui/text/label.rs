//! Words that can't be edited.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use crate::{
    typeset::{
        FontFace, FontSet, LineAlignment, ParagraphLayout, TextDirection, TextStyle, direction_or,
    },
    ui::{FrameContext, theme},
};

/// Words and how they look.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StyledWords {
    pub(super) text: String,
    size: u32,
    weight: u16,
    color: Option<Color32>,
    lines: LineLimit,
    base: WordDirection,
    own_side: bool,
}

/// What a laid out label depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct LineKey {
    pub(super) words: StyledWords,
    pub(super) width: Option<u32>,
    pub(super) pixels_per_point: u32,
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
    pub(super) fn or_color(mut self, color: Color32) -> Self {
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

    /// Lays the words out, at most `width` points wide.
    pub(super) fn lay_out(
        &self,
        cx: &FrameContext<'_>,
        scale: f32,
        width: f32,
    ) -> Arc<ParagraphLayout> {
        let key = LineKey {
            words: Self { color: None, ..self.clone() },
            width: width.is_finite().then(|| (width * scale).floor().to_bits()),
            pixels_per_point: scale.to_bits(),
        };
        let default = cx.direction();
        cx.engine.borrow_mut().line(key, |fonts, key| {
            let words = &key.words;
            let style = TextStyle {
                face: FontFace::Vazirmatn,
                size_px: f32::from_bits(words.size) * scale,
                line_height: if words.lines == LineLimit::Wrapped { 1.65 } else { 1.5 },
                weight: f32::from(words.weight),
            };
            let direction = match words.base {
                WordDirection::LeftToRight => TextDirection::LeftToRight,
                WordDirection::Window => default,
                WordDirection::ByLetters => direction_or(&words.text, default),
            };
            let width = key.width.map(f32::from_bits);
            match (words.lines, width) {
                (LineLimit::One, Some(width)) => {
                    ParagraphLayout::lay_out_line(fonts, &words.text, &style, direction, width)
                }
                (LineLimit::OneUpTo(byte), Some(width)) => {
                    let text =
                        with_short_head(fonts, &words.text, &style, direction, (byte, width));
                    ParagraphLayout::lay_out_line(fonts, &text, &style, direction, width)
                }
                (LineLimit::One | LineLimit::OneUpTo(_), None) | (LineLimit::Wrapped, _) => {
                    ParagraphLayout::lay_out(
                        fonts,
                        &words.text,
                        &style,
                        direction,
                        width,
                        if words.own_side || default == direction {
                            LineAlignment::Start
                        } else {
                            LineAlignment::End
                        },
                    )
                }
            }
        })
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

/// Shows words; read by screen readers.
pub fn label(ui: &mut Ui, cx: &FrameContext<'_>, words: impl Into<StyledWords>) -> Response {
    let words = words.into();
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let laid_out = words.lay_out(cx, scale, width);
    // Wrapped lines stand at the start of the whole measure, however short they are.
    let shown = match words.lines {
        LineLimit::Wrapped => width,
        LineLimit::One | LineLimit::OneUpTo(_) => laid_out.width() / scale,
    };
    let size = vec2(shown, laid_out.height() / scale);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words.text));
    if ui.is_rect_visible(rect) {
        let color = words.color.unwrap_or(*cx.theme.ink);
        cx.engine.borrow_mut().paint(ui.painter(), &laid_out, rect.min, color);
    }
    response
}

/// How large words are on one line, in points.
pub fn words_size(ui: &Ui, cx: &FrameContext<'_>, words: &StyledWords) -> Vec2 {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, f32::INFINITY);
    // Whole points up: a width that is a hair too small would cut the last letter off.
    (vec2(laid_out.width(), laid_out.height()) / scale).ceil() + vec2(1.0, 0.0)
}

/// How high words are over as many lines as they need within `width`, in points.
pub fn wrapped_height(ui: &Ui, cx: &FrameContext<'_>, words: StyledWords, width: f32) -> f32 {
    let scale = ui.ctx().pixels_per_point();
    words.wrapped().lay_out(cx, scale, width).height() / scale
}

/// Paints words into `rect`, centered in height, at its start or its middle, without a node of
/// their own for screen readers: the widget around them speaks.
pub fn paint_words(
    ui: &Ui,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
    align: egui::Align,
) -> Rect {
    paint_aligned(ui.painter(), cx, words, rect, align)
}

/// The same with any painter, in the middle.
pub fn paint_words_with(
    painter: &Painter,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
) -> Rect {
    let room = rect.expand2(vec2(200.0, 0.0));
    paint_aligned(painter, cx, words, room, egui::Align::Center)
}

fn paint_aligned(
    painter: &Painter,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
    align: egui::Align,
) -> Rect {
    let scale = painter.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, rect.width());
    let size = vec2(laid_out.width(), laid_out.height()) / scale;
    let free = (rect.width() - size.x).max(0.0);
    let x = match (align, cx.is_mirrored()) {
        (egui::Align::Center, _) => rect.left() + free / 2.0,
        (egui::Align::Min, true) | (egui::Align::Max, false) => rect.left() + free,
        (egui::Align::Min, false) | (egui::Align::Max, true) => rect.left(),
    };
    let origin = Pos2::new(x, rect.center().y - size.y / 2.0);
    let color = words.color.unwrap_or(*cx.theme.ink);
    cx.engine.borrow_mut().paint(painter, &laid_out, origin, color);
    Rect::from_min_size(origin, size)
}

/// Shows `words` over as many lines as they need, the bytes of `parts` tinted in `color`.
pub fn marked_label(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    words: &str,
    parts: &[Range<usize>],
    color: Color32,
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let laid_out = StyledWords::new(words).wrapped().at_own_side().lay_out(cx, scale, width);
    let size = vec2(width, laid_out.height() / scale);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if ui.is_rect_visible(rect) {
        let strip = cx.theme.tint(color, cx.theme.tint_strength);
        for part in parts.iter().flat_map(|it| laid_out.rects(it.clone())) {
            let part = to_points(part.rect, rect.min, scale).shrink2(vec2(0.0, 2.0));
            ui.painter().rect_filled(part, 2.0, strip);
            ui.painter().hline(part.x_range(), part.bottom(), Stroke::new(1.5, color));
        }
        cx.engine.borrow_mut().paint(ui.painter(), &laid_out, rect.min, *cx.theme.ink);
    }
    response
}

/// How a part of words looks different from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartLook {
    /// Heavier.
    Strong,
    /// Framed, as keys are on buttons.
    Key,
}

/// Shows words of which some bytes look different; they take the same room as they would alike.
pub fn parted_label(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    words: StyledWords,
    parts: &[(Range<usize>, PartLook)],
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, ui.available_width());
    let color = words.color.unwrap_or(*cx.theme.ink);
    let response = label(ui, cx, words);
    let origin = response.rect.min;
    for (bytes, look) in parts {
        for part in laid_out.rects(bytes.clone()) {
            let rect = to_points(part.rect, origin, scale);
            match look {
                // The letters once more, a hair beside: heavier ones would be wider, and set apart from the others.
                PartLook::Strong => {
                    let painter =
                        ui.painter().with_clip_rect(rect.expand(1.0).intersect(ui.clip_rect()));
                    cx.engine.borrow_mut().paint(
                        &painter,
                        &laid_out,
                        origin + vec2(0.45, 0.0),
                        color,
                    );
                }
                PartLook::Key => {
                    let cap = rect.expand2(vec2(2.0, -3.0));
                    let line = Stroke::new(1.0, *cx.theme.line_strong);
                    ui.painter().rect_stroke(cap, 3.0, line, egui::StrokeKind::Inside);
                }
            }
        }
    }
    response
}

/// How large `words` are over as many lines as they need within `width`, in points.
pub fn marked_size(ui: &Ui, cx: &FrameContext<'_>, words: &str, width: f32) -> Vec2 {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = StyledWords::new(words).wrapped().at_own_side().lay_out(cx, scale, width);
    vec2(width, laid_out.height() / scale)
}

/// Paints `words` into `rect`, centered in height, over as many lines as they need, the bytes of
/// `parts` tinted and underlined; `ink` is the color of the words and that of the parts.
pub fn paint_marked(
    ui: &Ui,
    cx: &FrameContext<'_>,
    words: &str,
    parts: &[Range<usize>],
    rect: Rect,
    ink: (Color32, Color32),
) {
    let scale = ui.ctx().pixels_per_point();
    let words = StyledWords::new(words).wrapped().at_own_side();
    let laid_out = words.lay_out(cx, scale, rect.width());
    let free = (rect.height() - laid_out.height() / scale).max(0.0);
    let origin = rect.min + vec2(0.0, free / 2.0);
    let strip = cx.theme.tint(ink.1, cx.theme.tint_strength);
    for part in parts.iter().flat_map(|it| laid_out.rects(it.clone())) {
        let part = to_points(part.rect, origin, scale).shrink2(vec2(0.0, 2.0));
        ui.painter().rect_filled(part, 2.0, strip);
        ui.painter().hline(part.x_range(), part.bottom(), Stroke::new(2.0, ink.1));
    }
    cx.engine.borrow_mut().paint(ui.painter(), &laid_out, origin, ink.0);
}

/// A rectangle of a layout (pixels) in a window (points).
pub fn to_points(rect: crate::typeset::LayoutRect, origin: Pos2, pixels_per_point: f32) -> Rect {
    let scale = |x: f32, y: f32| origin + vec2(x, y) / pixels_per_point;
    Rect::from_min_max(scale(rect.left, rect.top), scale(rect.right, rect.bottom))
}
