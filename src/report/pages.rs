//! An article on paper: its words with the tags under them, then what is said of each tag.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::{
    AnalystWork, InkRole, RectFill, ReportPhrase, ReportTypesetter,
    cards::{ArticleCards, NEXT, TagCard, isolated},
    facts,
    flow::{MARGIN, MEASURE, PAPER, PageFlow, SheetHeight},
    phrases::digits,
    set_text::SetText,
    sheet::{PIXELS, ReportSheet, SetLine, SheetMark, WordsRole},
};
use crate::{
    model::{Annotation, Document, schema::LaneStyle},
    typeset::{CaretPosition, FontFace, LayoutRect, TextStyle, direction_of},
};

/// The article's words.
const BODY: TextStyle =
    TextStyle { face: FontFace::Vazirmatn, size_px: 11.5, line_height: 2.0, weight: 400.0 };
/// Its headline.
const HEADLINE: TextStyle =
    TextStyle { face: FontFace::Vazirmatn, size_px: 17.0, line_height: 1.8, weight: 700.0 };
/// Lanes below each other; further ones lie on the last.
const LANES: usize = 4;
/// From one lane to the next, in points.
const LANE: f32 = 1.9;
/// The longest piece of text that is set at once, in bytes; longer paragraphs are cut at a space.
const LONGEST: usize = 8 << 10;

impl ReportTypesetter {
    /// The article on paper, or on one endless sheet.
    pub(super) fn pages(&mut self, work: AnalystWork<'_>, height: SheetHeight) -> Vec<ReportSheet> {
        let document = work.document;
        let cards = ArticleCards::of(self, document);
        let mut flow = PageFlow::new(document.title(facts::LONGEST_TITLE), height);
        self.paper_head(&mut flow, work);
        let paragraphs = document.text().paragraphs();
        for index in 0..paragraphs.count() {
            let is_title = index == 0 && facts::has_title(document.text());
            let style = if is_title { HEADLINE } else { BODY };
            for bytes in pieces(document, paragraphs.bytes(index)) {
                self.paper_paragraph(&mut flow, document, &cards, bytes, &style);
            }
        }
        self.paper_notes(&mut flow, &cards, document);
        let mut sheets = flow.finish();
        if height == SheetHeight::Paged {
            self.page_numbers(&mut sheets);
        }
        sheets
    }

    fn paper_head(&mut self, flow: &mut PageFlow, work: AnalystWork<'_>) {
        let facts = self.metadata(work);
        let lines = facts.into_iter().map(|(name, value)| format!("{name}: {value}"));
        for line in lines.collect::<Vec<_>>() {
            let set = self.note(&line, 8.5, 400.0, MEASURE);
            flow.set(&set, MARGIN, &InkRole::Soft, |_, _, _| {});
        }
        flow.skip(10.0);
    }

    fn paper_paragraph(
        &mut self,
        flow: &mut PageFlow,
        document: &Document,
        cards: &ArticleCards,
        bytes: Range<usize>,
        style: &TextStyle,
    ) {
        let words = document.text().as_str().get(bytes.clone()).unwrap_or_default();
        let set = self.paragraph(words, style, direction_of(words), MEASURE);
        let marks = marks(document, &set, bytes.clone());
        let numbers = self.numbers(document, cards, &set, bytes);
        flow.set(&set, MARGIN, &InkRole::Words, |flow, line, origin| {
            for mark in marks.get(&line).into_iter().flatten() {
                mark.draw(flow, origin);
            }
            for (set, (x, y)) in numbers.get(&line).into_iter().flatten() {
                let set = Arc::clone(set);
                let origin = (origin.0 + x, origin.1 + y);
                let role = WordsRole::Sign;
                flow.draw(SheetMark::Set(SetLine {
                    set,
                    line: 0,
                    origin,
                    ink: InkRole::Soft,
                    role,
                }));
            }
        });
        flow.skip(7.0);
    }

    /// The small numbers above the starts of tags, by line.
    fn numbers(
        &mut self,
        document: &Document,
        cards: &ArticleCards,
        set: &SetText,
        bytes: Range<usize>,
    ) -> TagNumbers {
        const SIZE: f32 = 6.5;
        let mut found = TagNumbers::new();
        let mut starts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for annotation in document.annotations_in(bytes.start, bytes.end) {
            if let Some(number) =
                cards.number(annotation.id).filter(|_| bytes.contains(&annotation.extent.start()))
            {
                starts.entry(annotation.extent.start() - bytes.start).or_default().push(number);
            }
        }
        for (byte, mut own) in starts {
            own.sort_unstable();
            let words: Vec<String> =
                own.iter().map(|it| digits(&it.to_string(), self.language)).collect();
            let note = self.note(&words.join("، "), SIZE, 650.0, 60.0);
            let position = CaretPosition::downstream(byte);
            let (caret, line) = (set.paragraph.caret(position), set.paragraph.line_of(position));
            let x = caret.left.midpoint(caret.right) / PIXELS;
            let width = note.paragraph.width() / PIXELS;
            // The note's words stand at the far side of its measure where it reads to the left.
            let free = if self.language.is_rtl() { 60.0 - width } else { 0.0 };
            let place = (x - width / 2.0 - free, caret.top / PIXELS - SIZE * 0.75);
            found.entry(line).or_default().push((note, place));
        }
        found
    }

    pub(super) fn page_numbers(&mut self, sheets: &mut [ReportSheet]) {
        let all = sheets.len();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let words = self.say(ReportPhrase::Page { page: index + 1, of: all });
            let set = self.note(&words, 8.5, 400.0, MEASURE);
            let width = set.paragraph.width() / PIXELS;
            let from_middle =
                if self.language.is_rtl() { width / 2.0 - MEASURE } else { -width / 2.0 };
            let left = PAPER.0 / 2.0 + from_middle;
            let origin = (left, PAPER.1 - MARGIN + 16.0);
            let (ink, role) = (InkRole::Soft, WordsRole::Text);
            sheet.marks.push(SheetMark::Set(SetLine { set, line: 0, origin, ink, role }));
        }
    }
}

/// A paragraph without its line end, in pieces that are set at once.
fn pieces(document: &Document, bytes: Range<usize>) -> Vec<Range<usize>> {
    let text = document.text().as_str();
    let words = text.get(bytes.clone()).unwrap_or_default();
    let words = words.trim_end_matches(['\n', '\r', '\u{85}', '\u{2029}']);
    let mut found = Vec::new();
    let (mut start, mut rest) = (bytes.start, words);
    while rest.len() > LONGEST {
        let most = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
        let cut = most.rfind(' ').map_or(most.len(), |it| it + 1).max(1);
        found.push(start..start + cut);
        start += cut;
        rest = rest.get(cut..).unwrap_or_default();
    }
    if !rest.trim().is_empty() {
        found.push(start..start + rest.len());
    }
    found
}

/// Small numbers by line, each with its place from where the paragraph starts.
type TagNumbers = BTreeMap<usize, Vec<(Arc<SetText>, (f32, f32))>>;

/// Something of a tag on a line; its place counts from where the paragraph starts.
struct LineMark {
    rect: LayoutRect,
    lane: usize,
    kind: LaneStyle,
    ink: InkRole,
}

/// The tags over a set piece of text, by line.
fn marks(
    document: &Document,
    set: &SetText,
    bytes: Range<usize>,
) -> BTreeMap<usize, Vec<LineMark>> {
    let mut found: BTreeMap<usize, Vec<LineMark>> = BTreeMap::new();
    let tops: Vec<(f32, f32)> =
        set.paragraph.lines().map(|it| (it.text_top / PIXELS, it.text_bottom / PIXELS)).collect();
    let mut tags: Vec<&Annotation> = document.annotations_in(bytes.start, bytes.end);
    tags.sort_by(|a, b| Document::order(a, b));
    let mut ends = [0_usize; LANES];
    for tag in tags {
        let lane = ends.iter().position(|end| *end <= tag.extent.start()).unwrap_or(LANES - 1);
        if let Some(end) = ends.get_mut(lane) {
            *end = tag.extent.end().max(*end);
        }
        let kind =
            document.schema().label(tag.label.as_str()).map(|it| it.lane).unwrap_or_default();
        for piece in tag.extent.pieces() {
            let start = piece.start().max(bytes.start).saturating_sub(bytes.start);
            let end = piece.end().min(bytes.end).saturating_sub(bytes.start);
            if start >= end {
                continue;
            }
            for part in set.paragraph.rects(start..end) {
                let (top, bottom) = tops.get(part.line).copied().unwrap_or_default();
                let rect = LayoutRect {
                    left: part.rect.left / PIXELS,
                    right: part.rect.right / PIXELS,
                    top,
                    bottom,
                };
                let ink = InkRole::Label(tag.label.clone());
                found.entry(part.line).or_default().push(LineMark { rect, lane, kind, ink });
            }
        }
    }
    found
}

impl LineMark {
    fn draw(&self, flow: &mut PageFlow, (left, top): (f32, f32)) {
        let rect = LayoutRect {
            left: self.rect.left + left,
            right: self.rect.right + left,
            top: self.rect.top + top + 1.0,
            bottom: self.rect.bottom + top - 1.0,
        };
        let ink = &self.ink;
        flow.draw(SheetMark::Rect { rect, radius: 0.0, fill: RectFill::Tint, ink: ink.clone() });
        let up = f32::from(u8::try_from(self.lane).unwrap_or_default()) * LANE;
        let y = rect.bottom + up;
        let (thickness, dash, ys) = match self.kind {
            LaneStyle::Solid => (1.2, None, vec![y]),
            LaneStyle::Dotted => (1.2, Some((1.2, 1.8)), vec![y]),
            LaneStyle::Dashed => (1.2, Some((4.0, 2.5)), vec![y]),
            LaneStyle::Double => (0.5, None, vec![y - 0.5, y + 0.7]),
        };
        for y in ys {
            let (from, to) = ((rect.left, y), (rect.right, y));
            flow.draw(SheetMark::Line { from, to, thickness, dash, ink: ink.clone() });
        }
    }
}

/// From the bar at the side of a note to its words, in points.
const INDENT: f32 = 12.0;

impl ReportTypesetter {
    /// Writes the notes below what is there.
    pub(super) fn paper_notes(
        &mut self,
        flow: &mut PageFlow,
        cards: &ArticleCards,
        document: &Document,
    ) {
        if cards.all().is_empty() {
            return;
        }
        flow.skip(12.0);
        flow.make_room(90.0);
        let (from, to) = ((MARGIN, flow.y), (MARGIN + MEASURE, flow.y));
        flow.draw(SheetMark::Line { from, to, thickness: 0.6, dash: None, ink: InkRole::Line });
        flow.skip(10.0);
        let heading = self.say(ReportPhrase::Notes(cards.all().len()));
        let heading = self.note(&heading, 13.0, 650.0, MEASURE);
        flow.set(&heading, MARGIN, &InkRole::Words, |_, _, _| {});
        flow.skip(6.0);
        for card in cards.all() {
            self.paper_note(flow, card, document);
        }
    }

    fn paper_note(&mut self, flow: &mut PageFlow, card: &TagCard, document: &Document) {
        let lines = self.note_lines(card);
        let height: f32 = lines.iter().map(|(set, _)| set.paragraph.height() / PIXELS).sum();
        flow.make_room(height + 4.0);
        let left = if self.language.is_rtl() { MARGIN } else { MARGIN + INDENT };
        let bar = if self.language.is_rtl() { MARGIN + MEASURE - 3.0 } else { MARGIN };
        let label = card.label.and_then(|at| document.schema().labels.get(at));
        let ink = label.map_or(InkRole::Line, |it| InkRole::Label(it.id.as_str().into()));
        for (set, words_ink) in lines {
            flow.set(&set, left, &words_ink, |flow, line, origin| {
                let Some(line) = set.paragraph.lines().nth(line) else { return };
                let (top, bottom) = (origin.1 + line.top / PIXELS, origin.1 + line.bottom / PIXELS);
                let rect = LayoutRect { left: bar, right: bar + 3.0, top, bottom };
                flow.draw(SheetMark::Rect {
                    rect,
                    radius: 0.0,
                    fill: RectFill::Solid,
                    ink: ink.clone(),
                });
            });
        }
        flow.skip(8.0);
    }

    /// A note's paragraphs.
    fn note_lines(&mut self, card: &TagCard) -> Vec<(Arc<SetText>, InkRole)> {
        let width = MEASURE - INDENT;
        let number = digits(&card.number.to_string(), self.language);
        let mut lines = vec![(
            self.note(&format!("{number} · {}", card.title), 8.5, 650.0, width),
            InkRole::Soft,
        )];
        if !card.frame.is_empty() {
            let arrow = format!(" {NEXT} ");
            let parts: Vec<String> = card.frame.iter().map(|it| isolated(&it.1)).collect();
            let frame = format!("{}{arrow}", parts.join(&arrow));
            lines.push((self.note(frame.trim_end(), 9.5, 650.0, width), InkRole::Words));
        }
        lines.push((self.note(&card.words, 9.5, 400.0, width), InkRole::Words));
        let (value, described) =
            card.described.split_last().map_or((None, &[][..]), |(v, t)| (Some(v), t));
        if let Some(value) = value {
            let mut parts: Vec<String> = described.iter().map(|it| isolated(it)).collect();
            parts.push(isolated(value));
            lines.push((self.note(&parts.join(" · "), 9.0, 400.0, width), InkRole::Soft));
        }
        let rows: Vec<String> =
            card.rows.iter().map(|it| isolated(&format!("{}: {}", it.name, it.value))).collect();
        if !rows.is_empty() {
            lines.push((self.note(&rows.join(" · "), 9.0, 400.0, width), InkRole::Soft));
        }
        lines
    }
}
