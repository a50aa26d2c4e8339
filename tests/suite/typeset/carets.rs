//! Carets, drags and arrows by sight, over random mixed paragraphs.

use std::{collections::BTreeSet, ops::Range};

use hashiye::typeset::{
    CaretAffinity, CaretPosition, LineAlignment, ParagraphLayout, TextDirection,
};
use proptest::prelude::*;

use super::{STYLE, lay_out, lay_out_as};

/// How far inside a visible edge a hand presses, in pixels.
const INSIDE: f32 = 2.0;

/// A paragraph as news has them, and where its words are.
#[derive(Clone, Debug)]
struct MixedText {
    text: String,
    words: Vec<Range<usize>>,
}

fn mixed() -> impl Strategy<Value = MixedText> {
    let word = prop_oneof![
        8 => "[بپتسشنلکگهیمرد]{2,6}",
        2 => "می\u{200C}[بپتسشنلکگهی]{2,5}",
        3 => "[A-Za-z]{2,7}",
        2 => "[۰-۹]{1,4}",
        1 => "[0-9]{1,4}",
        1 => "[۰-۹]{4}/[۰-۹]{1,2}/[۰-۹]{1,2}",
    ];
    let after = prop_oneof![
        12 => Just(" "),
        2 => Just("، "),
        1 => Just(". "),
        1 => Just("» "),
        1 => Just(" «"),
        1 => Just(" ("),
        1 => Just(") "),
        1 => Just(": "),
    ];
    proptest::collection::vec((word, after), 2..25).prop_map(|pieces| {
        let mut mixed = MixedText { text: String::new(), words: Vec::new() };
        for (word, after) in pieces {
            let start = mixed.text.len();
            mixed.text += &word;
            mixed.words.push(start..mixed.text.len());
            mixed.text += after;
        }
        mixed
    })
}

fn direction() -> impl Strategy<Value = TextDirection> {
    prop_oneof![
        3 => Just(TextDirection::RightToLeft),
        1 => Just(TextDirection::LeftToRight)
    ]
}

fn laid_out(text: &str, direction: TextDirection, width: f32) -> ParagraphLayout {
    lay_out_as(text, &STYLE, direction, Some(width), LineAlignment::Start)
}

/// The points a little inside the edges at which `bytes` are seen to begin and to end; `None` where
/// they are seen in pieces: then no hand goes over them alone.
fn visible_edges(paragraph: &ParagraphLayout, bytes: Range<usize>) -> Option<[(f32, f32); 2]> {
    let rects = paragraph.rects(bytes);
    let (first, last) = (rects.first()?, rects.last()?);
    let rtl = paragraph.direction().is_rtl();
    let starts_line = |it: &hashiye::typeset::LineRect| {
        let line = paragraph.lines().nth(it.line).expect("it is there");
        let words = if rtl { line.right - it.rect.right } else { it.rect.left - line.left };
        words < 0.1
    };
    let ends_line = |it: &hashiye::typeset::LineRect| {
        let line = paragraph.lines().nth(it.line).expect("it is there");
        let words = if rtl { it.rect.left - line.left } else { line.right - it.rect.right };
        words < 0.1
    };
    let goes_on = |it: &[hashiye::typeset::LineRect]| {
        it[0].line != it[1].line && ends_line(&it[0]) && starts_line(&it[1])
    };
    if !rects.windows(2).all(goes_on) {
        return None;
    }
    let y = |it: &hashiye::typeset::LineRect| it.rect.top.midpoint(it.rect.bottom);
    Some(if rtl {
        [(first.rect.right - INSIDE, y(first)), (last.rect.left + INSIDE, y(last))]
    } else {
        [(first.rect.left + INSIDE, y(first)), (last.rect.right - INSIDE, y(last))]
    })
}

fn dragged(paragraph: &ParagraphLayout, [from, to]: [(f32, f32); 2]) -> Range<usize> {
    let hit = |at: (f32, f32)| paragraph.hit(at.0, at.1);
    let (from, to) = paragraph.drag(hit(from), hit(to));
    from.byte.min(to.byte)..from.byte.max(to.byte)
}

/// Every stop of the caret from `first` on.
fn stops(
    paragraph: &ParagraphLayout,
    first: CaretPosition,
    step: fn(&ParagraphLayout, CaretPosition) -> Option<CaretPosition>,
) -> Vec<CaretPosition> {
    let mut stops = vec![first];
    while let Some(next) = step(paragraph, stops[stops.len() - 1]) {
        stops.push(next);
        assert!(stops.len() < 10_000, "stepping goes round in circles");
    }
    stops
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn dragging_between_visible_edges_selects_the_words(
        mixed in mixed(), direction in direction(), width in 120.0_f32..700.0,
        picks in proptest::collection::vec((0_usize..25, 0_usize..25), 12)
    ) {
        let paragraph = laid_out(&mixed.text, direction, width);
        for (a, b) in picks {
            let (a, b) = (a % mixed.words.len(), b % mixed.words.len());
            let bytes = mixed.words[a.min(b)].start..mixed.words[a.max(b)].end;
            let Some([from, to]) = visible_edges(&paragraph, bytes.clone()) else { continue };
            // At a line's end a space may be selected too; a tag leaves it out.
            let trimmed = |it: Range<usize>| {
                let words = mixed.text.get(it.clone()).unwrap_or_default();
                let start = it.start + words.len() - words.trim_start().len();
                start..start + words.trim().len()
            };
            prop_assert_eq!(trimmed(dragged(&paragraph, [from, to])), bytes.clone());
            prop_assert_eq!(trimmed(dragged(&paragraph, [to, from])), bytes);
        }
    }

    #[test]
    fn a_caret_is_where_it_was_put(
        mixed in mixed(), direction in direction(), width in 120.0_f32..700.0,
        points in proptest::collection::vec((-40.0_f32..740.0, -20.0_f32..400.0), 24)
    ) {
        let paragraph = laid_out(&mixed.text, direction, width);
        for (x, y) in points {
            let hit = paragraph.hit(x, y);
            let caret = paragraph.caret(hit);
            let again = paragraph.hit(caret.left.midpoint(caret.right), caret.top.midpoint(caret.bottom));
            prop_assert_eq!(again, hit);
            prop_assert_eq!(paragraph.line_of(hit), paragraph.line_at(y));
            for edge in [ParagraphLayout::line_start, ParagraphLayout::line_end] {
                let there = edge(&paragraph, hit);
                prop_assert_eq!(paragraph.line_of(there), paragraph.line_of(hit));
                prop_assert_eq!(edge(&paragraph, there), there);
            }
        }
    }

    #[test]
    fn arrows_visit_each_stop_once_both_ways(
        mixed in mixed(), direction in direction(), width in 120.0_f32..700.0
    ) {
        let paragraph = laid_out(&mixed.text, direction, width);
        let (ahead, back): (fn(&_, _) -> _, fn(&_, _) -> _) = match direction {
            TextDirection::RightToLeft => (ParagraphLayout::left, ParagraphLayout::right),
            TextDirection::LeftToRight => (ParagraphLayout::right, ParagraphLayout::left),
        };
        let there = stops(&paragraph, paragraph.first_stop(), ahead);
        let mut here = stops(&paragraph, paragraph.last_stop(), back);
        here.reverse();
        prop_assert_eq!(&there, &here);
        let places: BTreeSet<(usize, u32)> = there
            .iter()
            .map(|&it| (paragraph.line_of(it), paragraph.caret_x(it).to_bits()))
            .collect();
        prop_assert_eq!(places.len(), there.len(), "each stop is seen at a place of its own");
        for end in &mixed.words {
            prop_assert!(there.iter().any(|it| it.byte == end.end));
        }
    }
}

#[test]
fn a_date_is_selected_from_edge_to_edge() {
    let text = "این همایش ۱۵ دی ۱۴۰۰ برگزار شد.";
    let paragraph = lay_out(text, None);
    for words in ["۱۵ دی ۱۴۰۰", "۱۵", "دی ۱۴۰۰", "۱۵ دی", "همایش ۱۵ دی ۱۴۰۰ برگزار"]
    {
        let start = text.find(words).expect("it is there");
        let bytes = start..start + words.len();
        let edges = visible_edges(&paragraph, bytes.clone()).expect("they are seen in one piece");
        assert_eq!(text.get(dragged(&paragraph, edges)), Some(words));
    }
}

#[test]
fn a_part_of_a_latin_name_is_selected_from_edge_to_edge() {
    let text = "مجله New York Times نوشت";
    let paragraph = lay_out(text, None);
    for words in ["New", "New York", "York", "York Times", "New York Times", "ew Yo"] {
        let start = text.find(words).expect("it is there");
        let rect = paragraph.rects(start..start + words.len())[0].rect;
        let edges = [(rect.left + 1.0, 5.0), (rect.right - 1.0, 5.0)];
        assert_eq!(text.get(dragged(&paragraph, edges)), Some(words));
    }
}

#[test]
fn the_caret_is_drawn_where_a_letter_was_clicked() {
    let text = "سلام ABC دنیا ۱۴۰۰/۱۰/۲۲";
    let paragraph = lay_out(text, Some(600.0));
    for run in paragraph.runs() {
        for it in &run.characters {
            let left = match run.direction {
                TextDirection::RightToLeft => run.rect.right - it.position - it.width,
                TextDirection::LeftToRight => run.rect.left + it.position,
            };
            let caret = |x| paragraph.caret_x(paragraph.hit(x, 5.0));
            assert!((caret(left + it.width * 0.2) - left).abs() < 0.01);
            assert!((caret(left + it.width * 0.8) - left - it.width).abs() < 0.01);
        }
    }
}

#[test]
fn a_line_ends_where_it_ends_whatever_stands_there() {
    // No space at the breaks: a Latin word longer than the measure.
    let text = "نشانی AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyz بود";
    let paragraph = laid_out(text, TextDirection::RightToLeft, 150.0);
    assert!(paragraph.line_count() > 3);
    for line in 0..paragraph.line_count() {
        let metrics = paragraph.lines().nth(line).expect("a line");
        let (start, end) = (paragraph.hit_line(line, 999.0), paragraph.hit_line(line, -999.0));
        assert_eq!((paragraph.line_of(start), paragraph.line_of(end)), (line, line));
        assert_eq!(start.byte..end.byte, metrics.bytes.start..metrics.bytes.end);
        assert_eq!((paragraph.line_start(end), paragraph.line_end(start)), (start, end));
        assert!(paragraph.caret_x(end) < paragraph.caret_x(start));
    }
}

#[test]
fn a_number_ends_where_one_reads_on() {
    let text = "در ۱۵ دی";
    let paragraph = lay_out(text, None);
    let number = text.find("۱۵").expect("it is there");
    let bytes = number..number + "۱۵".len();
    let rect = paragraph.rects(bytes.clone())[0].rect;
    let x = |byte, side| paragraph.caret_x(paragraph.rest(byte, side));
    assert!((x(bytes.start, CaretAffinity::Downstream) - rect.right).abs() < 0.01);
    assert!((x(bytes.end, CaretAffinity::Upstream) - rect.left).abs() < 0.01);
}
