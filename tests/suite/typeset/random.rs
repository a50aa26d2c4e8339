//! What holds for any text at any width.

use std::collections::BTreeSet;

use hashiye::typeset::{CaretPosition, LineAlignment, LineRect, ParagraphLayout, TextDirection};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{STYLE, lay_out, lay_out_as, places::spots};

/// Text as bad as it gets.
fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof![4 => mixed_text(), 1 => "\\PC{1,4}"], 0..4)
        .prop_map(|it| it.concat())
}

/// Both directions, digits, controls, marks, emoji, line ends.
fn mixed_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[ا-ی]{1,6}",
        4 => "[A-Za-z]{1,6}",
        3 => "[0-9۰-۹٠-٩]{1,5}([/.,-][0-9۰-۹]{1,2})?",
        6 => Just(" ".to_owned()),
        2 => "[«»()\\[\\].،؛:؟!]",
        2 => "[\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{AD}]",
        1 => "[\u{2066}-\u{2069}\u{202A}-\u{202E}]",
        1 => "[\u{64B}-\u{652}\u{300}-\u{304}\u{670}]{1,4}",
        1 => "(👩‍👩‍👧‍👦|🇮🇷|😀|👍🏽)",
        1 => "[\t\n\r\u{2028}\u{2029}\u{85}\u{B}]",
        1 => "[\u{378}\u{E000}\u{10FFFF}\u{FFFC}\u{FEFF}]",
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|it| it.concat())
}

fn direction() -> impl Strategy<Value = TextDirection> {
    prop_oneof![Just(TextDirection::RightToLeft), Just(TextDirection::LeftToRight)]
}

fn laid_out(text: &str, direction: TextDirection, width: Option<f32>) -> ParagraphLayout {
    lay_out_as(text, &STYLE, direction, width, LineAlignment::Start)
}

/// Every place of the caret from `first` on, until the paragraph is over.
fn walk(
    paragraph: &ParagraphLayout,
    first: CaretPosition,
    step: fn(&ParagraphLayout, CaretPosition) -> Option<CaretPosition>,
) -> (Vec<(usize, f32)>, BTreeSet<usize>) {
    let place = |at| (paragraph.line_of(at), paragraph.caret(at).left);
    let (mut places, mut bytes) = (vec![place(first)], BTreeSet::from([first.byte]));
    let mut at = first;
    while let Some(next) = step(paragraph, at) {
        at = next;
        places.push(place(at));
        bytes.insert(at.byte);
        assert!(places.len() < 10_000, "stepping goes round in circles");
    }
    (places, bytes)
}

/// Rectangles that touch on a line, joined.
fn joined(mut rects: Vec<LineRect>) -> Vec<(usize, f32, f32)> {
    let round = |x: f32| (x * 50.0).round() / 50.0;
    rects.sort_by(|a, b| {
        (a.line, a.rect.left).partial_cmp(&(b.line, b.rect.left)).expect("numbers")
    });
    let mut out: Vec<(usize, f32, f32)> = Vec::new();
    for it in rects {
        let (left, right) = (round(it.rect.left), round(it.rect.right));
        match out.last_mut() {
            Some(last) if last.0 == it.line && left <= last.2 + 0.03 => last.2 = last.2.max(right),
            _ => out.push((it.line, left, right)),
        }
    }
    out
}

proptest! {
    #[test]
    fn stepping_visits_every_place_once_and_comes_back(
        text in mixed_text(), direction in direction(), width in 30.0_f32..400.0
    ) {
        let paragraph = laid_out(&text, direction, Some(width));
        let (ahead, back): (fn(&_, _) -> _, fn(&_, _) -> _) = match direction {
            TextDirection::RightToLeft => (ParagraphLayout::left, ParagraphLayout::right),
            TextDirection::LeftToRight => (ParagraphLayout::right, ParagraphLayout::left),
        };
        let (there, bytes_there) = walk(&paragraph, paragraph.first_stop(), ahead);
        let (mut here, bytes_here) = walk(&paragraph, paragraph.last_stop(), back);
        here.reverse();
        prop_assert_eq!(&there, &here);
        let sign = if direction == TextDirection::RightToLeft { -1.0 } else { 1.0 };
        for pair in there.windows(2) {
            let goes_on = pair[0].0 == pair[1].0 && pair[0].1 * sign <= pair[1].1 * sign;
            prop_assert!(goes_on || pair[0].0 + 1 == pair[1].0, "{:?}", pair);
        }
        let characters: usize = paragraph.runs().iter().map(|it| it.characters.len()).sum();
        prop_assert_eq!(there.len(), characters + 1);
        let reached: BTreeSet<usize> = bytes_there.union(&bytes_here).copied().collect();
        for run in paragraph.runs() {
            prop_assert!(reached.contains(&run.bytes.start), "{} of {:?}", run.bytes.start, reached);
        }
    }

    #[test]
    fn letters_and_their_marks_stay_together(
        words in proptest::collection::vec("([بپتسشمنلکگهی][\u{64B}-\u{652}\u{200C}]{0,2}){1,5}|(e\u{301}|a){1,4}|👩‍👩‍👧‍👦|🇮🇷", 1..12),
        direction in direction(), width in 30.0_f32..300.0
    ) {
        let text = words.join(" ");
        let paragraph = laid_out(&text, direction, Some(width));
        let (_, mut reached) = walk(&paragraph, CaretPosition::default(), ParagraphLayout::left);
        reached.append(&mut walk(&paragraph, CaretPosition::default(), ParagraphLayout::right).1);
        let boundaries: BTreeSet<usize> =
            text.grapheme_indices(true).map(|it| it.0).chain([text.len()]).collect();
        prop_assert!(reached.is_subset(&boundaries), "{:?} and {:?}", reached, boundaries);
    }

    #[test]
    fn a_point_leads_to_its_character_and_back(
        text in any_text(), direction in direction(), width in 30.0_f32..400.0
    ) {
        let paragraph = laid_out(&text, direction, Some(width));
        for spot in spots(&paragraph) {
            let (start, end) = (paragraph.hit(spot.start.0, spot.start.1), paragraph.hit(spot.end.0, spot.end.1));
            prop_assert!((paragraph.caret_x(start) - spot.leading_x).abs() < 0.02);
            let (from, to) = paragraph.drag(start, end);
            let marks = |bytes: std::ops::Range<usize>| paragraph.rects(bytes);
            prop_assert_eq!(marks(from.byte.min(to.byte)..from.byte.max(to.byte)), marks(spot.bytes.clone()));
            prop_assert_eq!(paragraph.character_at(spot.start.0, spot.start.1), Some(spot.bytes));
        }
    }

    #[test]
    fn marks_that_touch_cover_what_one_would(
        text in any_text(), width in 30.0_f32..400.0,
        cuts in proptest::array::uniform3(0_usize..100)
    ) {
        let paragraph = lay_out(&text, Some(width));
        let at = |hundredths: usize| text.floor_char_boundary(text.len() * hundredths / 100);
        let mut cuts = cuts.map(at);
        cuts.sort_unstable();
        let [a, b, c] = cuts;
        let parts: Vec<_> = [a..b, b..c].into_iter().flat_map(|it| paragraph.rects(it)).collect();
        prop_assert_eq!(joined(parts), joined(paragraph.rects(a..c)));
    }

    #[test]
    fn anything_at_all_lays_out(
        text in prop_oneof![any_text(), "\\PC{0,60}", ".{0,60}"],
        direction in direction(), width in proptest::option::of(0.0_f32..300.0),
        byte in 0_usize..200, x in -100.0_f32..400.0, y in -100.0_f32..400.0
    ) {
        let paragraph = laid_out(&text, direction, width);
        prop_assert!(paragraph.line_count() > 0 && paragraph.height() > 0.0);
        let lines: Vec<_> = paragraph.lines().map(|it| it.bytes).collect();
        prop_assert_eq!(lines.first().map(|it| it.start), Some(0));
        prop_assert_eq!(lines.last().map(|it| it.end), Some(text.len()));
        prop_assert!(lines.windows(2).all(|it| it[0].end == it[1].start));
        prop_assert!(paragraph.glyphs().all(|it| it.x.is_finite() && it.y.is_finite()));
        let hit = paragraph.hit(x, y);
        prop_assert!(text.is_char_boundary(hit.byte));
        for it in [CaretPosition::downstream(byte), CaretPosition::upstream(byte), hit] {
            prop_assert!(paragraph.caret(it).left.is_finite());
            let moves = [ParagraphLayout::left, ParagraphLayout::right, ParagraphLayout::word_left, ParagraphLayout::word_right];
            for step in moves {
                prop_assert!(step(&paragraph, it).is_none_or(|it| text.is_char_boundary(it.byte)));
            }
            prop_assert!(paragraph.line_start(it).byte <= paragraph.line_end(it).byte);
        }
        let spoken: usize = paragraph.runs().iter().map(|it| it.bytes.len()).sum();
        prop_assert_eq!(spoken, text.len());
    }
}

#[test]
fn extreme_texts_lay_out() {
    let texts = [
        String::new(),
        " ".repeat(3000),
        "\u{64B}".repeat(2000),
        "👩‍👩‍👧‍👦".repeat(100),
        "\u{2068}".repeat(300) + "متن",
        "ا".repeat(3000),
        "a\u{300}".repeat(900),
        "\u{2028}".repeat(500),
        "\t".repeat(500),
        format!("ب{}", "\u{301}".repeat(1000)),
    ];
    for text in texts {
        let paragraph = lay_out(&text, Some(200.0));
        let start: String = text.chars().take(4).collect();
        assert!(paragraph.line_count() > 0, "{start:?}");
        let (places, _) = walk(&paragraph, paragraph.first_stop(), ParagraphLayout::left);
        assert!(!places.is_empty());
        assert!(paragraph.runs().iter().all(|it| it.characters.len() <= 255));
        let spoken: usize = paragraph.runs().iter().map(|it| it.bytes.len()).sum();
        let heard: usize = paragraph
            .runs()
            .iter()
            .flat_map(|it| it.characters.iter())
            .map(|it| usize::from(it.len_bytes))
            .sum();
        assert_eq!(spoken, heard, "{start:?}");
    }
}

#[test]
fn an_isolate_left_open_ends_with_its_paragraph() {
    let plain = lay_out("متن دوم", None);
    let _open = lay_out("متن \u{2066}اول", None);
    let again = lay_out("متن دوم", None);
    let places = |it: &ParagraphLayout| it.glyphs().map(|it| it.x.to_bits()).collect::<Vec<_>>();
    assert_eq!(places(&plain), places(&again));
}
