//! From points to positions and back; dragging, stepping, runs.

use hashiye::typeset::{CaretPosition, GlyphRun, LineAlignment, ParagraphLayout, TextDirection};

use super::{ARTICLE, STYLE, lay_out, lay_out_as};

const MIXED: &str = "نشست NATO در ۱۴۰۰/۱۰/۲۲ (12 Jan) برگزار شد";

fn slice(bytes: &std::ops::Range<usize>) -> &'static str {
    MIXED.get(bytes.clone()).expect("runs are whole characters")
}

/// A character with its line and the points near its start and its end edge.
pub(super) struct Spot {
    pub(super) bytes: std::ops::Range<usize>,
    pub(super) start: (f32, f32),
    pub(super) end: (f32, f32),
    pub(super) leading_x: f32,
}

/// Every character that takes room, in logical order, as a screen reader finds them.
pub(super) fn spots(paragraph: &ParagraphLayout) -> Vec<Spot> {
    paragraph.runs().iter().flat_map(spots_of).collect()
}

fn spots_of(run: &GlyphRun) -> Vec<Spot> {
    let mut byte = run.bytes.start;
    let y = run.rect.top.midpoint(run.rect.bottom);
    let along = |x: f32| match run.direction {
        TextDirection::RightToLeft => run.rect.right - x,
        TextDirection::LeftToRight => run.rect.left + x,
    };
    let mut spots = Vec::new();
    for it in &run.characters {
        let bytes = byte..byte + usize::from(it.len_bytes);
        byte = bytes.end;
        if it.width > 0.01 {
            spots.push(Spot {
                bytes,
                start: (along(it.position + it.width * 0.25), y),
                end: (along(it.position + it.width * 0.75), y),
                leading_x: along(it.position),
            });
        }
    }
    assert_eq!(byte, run.bytes.end, "the characters of a run make up its bytes");
    spots
}

#[test]
fn beside_a_line_is_its_start_or_end() {
    // The line ends with a Latin word, whose own right end is not the line's.
    let text = "نشست سران NATO";
    let paragraph = lay_out(text, Some(400.0));
    assert_eq!(paragraph.hit(-50.0, 5.0).byte, text.len());
    assert_eq!(paragraph.hit(500.0, 5.0).byte, 0);
    let end = paragraph.line_end(CaretPosition::default());
    assert!((paragraph.caret(end).left - paragraph.rects(0..text.len())[0].rect.left).abs() < 2.0);
    assert_eq!(paragraph.hit(200.0, -90.0), paragraph.hit(200.0, 1.0));
    assert_eq!(paragraph.hit(0.0, 900.0).byte, text.len());
}

#[test]
fn the_arrows_walk_over_what_is_seen() {
    let text = "او NATO را";
    let paragraph = lay_out(text, None);
    let mut at = CaretPosition::default();
    let mut bytes = vec![at.byte];
    while let Some(next) = paragraph.left(at) {
        at = next;
        bytes.push(at.byte);
    }
    // To the right end of the Latin word, through it, and on to its left.
    assert_eq!(bytes, [0, 2, 4, 5, 8, 7, 6, 9, 10, 12, 14]);
}

#[test]
fn words_are_passed_whole() {
    let text = "او کتاب‌ها را در ۱۴۰۰/۱۰/۲۲ خرید.";
    let paragraph = lay_out(text, Some(120.0));
    let mut at = CaretPosition::default();
    let mut words = Vec::new();
    while let Some(next) = paragraph.word_left(at) {
        words.push(text.get(at.byte..next.byte).expect("words are whole"));
        at = next;
    }
    assert_eq!(words, ["او", " کتاب‌ها", " را", " در", " ۱۴۰۰/۱۰/۲۲", " خرید", "."]);
    let mut starts = Vec::new();
    while let Some(next) = paragraph.word_right(at) {
        at = next;
        starts.push(at.byte);
    }
    assert_eq!(starts.last(), Some(&0));
    assert_eq!(starts.len(), 6);
}

#[test]
fn up_and_down_keep_the_column() {
    let paragraph = lay_out(ARTICLE.lines().nth(1).expect("a paragraph"), Some(300.0));
    let mut at = paragraph.hit(150.0, 1.0);
    let mut lines = 0;
    while let Some(next) = paragraph.down(at, 150.0) {
        lines += 1;
        assert_eq!(paragraph.line_of(next), lines);
        let is_last = lines + 1 == paragraph.line_count();
        assert!(is_last || (paragraph.caret(next).left - 150.0).abs() < 12.0);
        at = next;
    }
    assert_eq!(lines + 1, paragraph.line_count());
    assert_eq!(paragraph.up(paragraph.hit(150.0, 1.0), 150.0), None);
}

#[test]
fn home_and_end_stay_on_their_line() {
    let paragraph = lay_out(ARTICLE.lines().nth(1).expect("a paragraph"), Some(300.0));
    for (index, line) in paragraph.lines().enumerate() {
        let middle = paragraph.hit(line.left.midpoint(line.right), line.baseline);
        let (start, end) = (paragraph.line_start(middle), paragraph.line_end(middle));
        assert_eq!((paragraph.line_of(start), paragraph.line_of(end)), (index, index));
        assert_eq!(start.byte..end.byte, line.bytes);
    }
}

#[test]
fn runs_are_logical_and_of_one_direction() {
    let paragraph = lay_out(MIXED, None);
    let runs = paragraph.runs();
    let texts: Vec<_> = runs.iter().map(|it| (slice(&it.bytes), it.direction)).collect();
    assert_eq!(texts.iter().map(|it| it.0).collect::<String>(), MIXED);
    assert!(texts.contains(&("NATO", TextDirection::LeftToRight)), "{texts:?}");
    let words: Vec<String> = runs
        .iter()
        .flat_map(|run| {
            let text: Vec<char> = slice(&run.bytes).chars().collect();
            run.word_starts
                .iter()
                .map(move |&it| {
                    text[usize::from(it)..].iter().take_while(|c| **c != ' ').collect::<String>()
                })
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(words, ["نشست", "NATO", "در", "۱۴۰۰/۱۰/۲۲", "12", "Jan", "برگزار", "شد"]);
}

#[test]
fn a_span_that_reads_both_ways_has_several_rectangles() {
    let paragraph = lay_out(MIXED, None);
    let start = MIXED.find("NATO").expect("it is there") + 2;
    let end = MIXED.find("۱۴۰۰").expect("it is there");
    let rects = paragraph.rects(start..end);
    assert_eq!(rects.len(), 2, "{rects:?}");
    assert!(rects[0].rect.right < rects[1].rect.left);
}

#[test]
fn a_left_to_right_paragraph_starts_at_the_left() {
    let text = "The word «سلام» is Persian";
    let paragraph =
        lay_out_as(text, &STYLE, TextDirection::LeftToRight, Some(500.0), LineAlignment::Start);
    assert!(paragraph.caret(CaretPosition::default()).left < 1.0);
    assert_eq!(paragraph.right(CaretPosition::default()).map(|it| it.byte), Some(1));
    assert_eq!(paragraph.left(CaretPosition::default()), None);
}

#[test]
fn a_space_at_a_line_end_is_at_the_line_end() {
    // UAX #9, L1: in spite of the Latin words around it the space is at the left, out of the way.
    let text = "نشست سران hello world";
    let width = 160.0;
    let of = |text| {
        lay_out_as(text, &STYLE, TextDirection::RightToLeft, Some(width), LineAlignment::Start)
    };
    let (wrapped, alone) = (of(text), of("نشست سران hello"));
    assert_eq!(wrapped.line_count(), 2);
    let places = |it: &ParagraphLayout| {
        it.glyphs_of_line(0).map(|it| (it.id, it.x.to_bits())).collect::<Vec<_>>()
    };
    assert_eq!(places(&wrapped), places(&alone));
    let space = wrapped.lines().next().expect("a line").bytes.end - 1;
    let rect = wrapped.rects(space..space + 1)[0].rect;
    assert!((rect.right - alone.rects(0..space)[0].rect.left).abs() < 0.01);
}

#[test]
fn a_joiner_on_a_space_does_not_glue_words() {
    let text = "نه \u{200C}برای خود";
    let paragraph = lay_out(text, Some(40.0));
    let second = paragraph.lines().nth(1).expect("it wraps").bytes.start;
    assert_eq!(text.get(second..second + 6), Some("برا"));
    // The space before it hangs: a line holds as much as without the joiner.
    let plain = lay_out("نه برای خود", None);
    let fits = plain.rects(0.."نه".len())[0].rect.width() + 0.5;
    let first = lay_out("نه \u{200C}برای خود", Some(fits));
    assert_eq!(first.lines().next().map(|it| it.bytes), Some(0..8));
}
