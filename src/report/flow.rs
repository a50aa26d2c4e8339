//! Filling pages from the top, one after the other.

use std::sync::Arc;

use super::{
    InkRole, ReportTypesetter,
    set_text::SetText,
    sheet::{PIXELS, ReportSheet, SetLine, SheetMark, WordsRole},
    typesetter::style,
};
use crate::typeset::{
    LineAlignment, LineMetrics, ParagraphLayout, TextDirection, TextStyle, direction_or,
};

/// A4, in points.
pub(super) const PAPER: (f32, f32) = (595.28, 841.89);
/// Around what is printed, in points.
pub(super) const MARGIN: f32 = 54.0;
/// From side to side of what is printed, in points.
pub(super) const MEASURE: f32 = PAPER.0 - 2.0 * MARGIN;

/// How high sheets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetHeight {
    /// As paper is: what does not fit goes on on the next one.
    Paged,
    /// As high as what stands on the only one.
    Endless,
}

/// Pages being filled.
#[derive(Debug)]
pub(super) struct PageFlow {
    pub(super) sheets: Vec<ReportSheet>,
    title: String,
    height: SheetHeight,
    /// Where the next line goes on the last sheet.
    pub(super) y: f32,
}

impl PageFlow {
    pub(super) fn new(title: String, height: SheetHeight) -> Self {
        let mut flow = Self { sheets: Vec::new(), title, height, y: 0.0 };
        flow.turn();
        flow
    }

    /// Goes on on a new sheet.
    fn turn(&mut self) {
        let (width, height) = PAPER;
        self.sheets.push(ReportSheet {
            title: self.title.clone(),
            width,
            height,
            marks: Vec::new(),
        });
        self.y = MARGIN;
    }

    /// Turns the page where `height` points do not fit any more; what fits no page stays as it is.
    pub(super) fn make_room(&mut self, height: f32) {
        let room = PAPER.1 - 2.0 * MARGIN;
        let fits = self.y + height <= PAPER.1 - MARGIN || height > room;
        if self.height == SheetHeight::Paged && !fits {
            self.turn();
        }
    }

    /// Leaves a space; none at the top of a page.
    pub(super) fn skip(&mut self, space: f32) {
        if self.y > MARGIN {
            self.y += space;
        }
    }

    pub(super) fn draw(&mut self, mark: SheetMark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push(mark);
        }
    }

    /// Puts the lines of a paragraph one below the other; before each, `under` draws what lies
    /// under it, given the line and where its paragraph would start on the sheet.
    pub(super) fn set(
        &mut self,
        set: &Arc<SetText>,
        left: f32,
        ink: &InkRole,
        mut under: impl FnMut(&mut Self, usize, (f32, f32)),
    ) {
        let lines: Vec<LineMetrics> = set.paragraph.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let height = (line.bottom - line.top) / PIXELS;
            if self.y + height > PAPER.1 - MARGIN && self.height == SheetHeight::Paged {
                self.turn();
            }
            let origin = (left, self.y - line.top / PIXELS);
            under(self, index, origin);
            let set = Arc::clone(set);
            let role = WordsRole::Text;
            self.draw(SheetMark::Set(SetLine { set, line: index, origin, ink: ink.clone(), role }));
            self.y += height;
        }
    }

    /// The sheets; an endless one ends where its words do.
    pub(super) fn finish(mut self) -> Vec<ReportSheet> {
        if self.height == SheetHeight::Endless
            && let Some(sheet) = self.sheets.last_mut()
        {
            sheet.height = self.y + MARGIN;
        }
        self.sheets
    }
}

impl ReportTypesetter {
    /// Words set as a paragraph of its own, `width` points wide.
    pub(super) fn paragraph(
        &mut self,
        words: &str,
        style: &TextStyle,
        direction: TextDirection,
        width: f32,
    ) -> Arc<SetText> {
        // Notes stand at the side of the language, whatever they quote.
        let alignment = if direction == direction_or(words, self.direction()) {
            LineAlignment::Start
        } else {
            LineAlignment::End
        };
        let scaled = TextStyle { size_px: style.size_px * PIXELS, ..*style };
        let paragraph = ParagraphLayout::lay_out(
            &mut self.fonts,
            words,
            &scaled,
            direction,
            Some(width * PIXELS),
            alignment,
        );
        Arc::new(SetText { paragraph, text: words.to_owned(), weight: style.weight })
    }

    /// A note's words, in its language's direction and from its side.
    pub(super) fn note(&mut self, words: &str, size: f32, weight: f32, width: f32) -> Arc<SetText> {
        let shape = [size, weight, width];
        if let Some(note) = self.notes.get(words, shape) {
            return note;
        }
        let note = self.new_note(words, size, weight, width);
        self.notes.keep(words, shape, &note);
        note
    }

    fn new_note(&mut self, words: &str, size: f32, weight: f32, width: f32) -> Arc<SetText> {
        let clean: String =
            words.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let direction = direction_or(&clean, self.direction());
        let side = self.direction();
        let alignment = if direction == side { LineAlignment::Start } else { LineAlignment::End };
        let style = TextStyle { size_px: size * PIXELS, ..style(size, weight) };
        let width = Some(width * PIXELS);
        let paragraph =
            ParagraphLayout::lay_out(&mut self.fonts, &clean, &style, direction, width, alignment);
        Arc::new(SetText { paragraph, text: clean, weight })
    }
}
