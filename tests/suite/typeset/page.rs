//! The page: what is laid out, how high it is, and what stays put.

use hashiye::{
    text::Text,
    typeset::{
        CaretAffinity, CaretPosition, DirectionRule, FontSet, LineAlignment, PageAnchor,
        PageLayout, PageStyle, ParagraphLayout, TextDirection, TextStyle,
    },
};
use proptest::prelude::*;

use TextDirection::{LeftToRight, RightToLeft};

use super::{ARTICLE, STYLE, with_fonts};

const PAGE: PageStyle = PageStyle {
    body: STYLE,
    title: Some(TextStyle { size_px: 32.0, weight: 700.0, ..STYLE }),
    gap_px: 12.0,
    width_px: 640.0,
    alignment: LineAlignment::Start,
    direction: DirectionRule::ByLetters,
};

/// Ten megabytes without a line end.
fn one_long_line() -> Text {
    let line = ARTICLE.replace('\n', " ");
    Text::new(line.repeat(10_000_000 / line.len() + 1))
}

#[test]
fn the_page_is_as_high_as_its_blocks() {
    let text = Text::new(ARTICLE);
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        for index in 0..page.block_count() {
            page.block(fonts, index);
        }
        let mut y = 0.0;
        for index in 0..page.block_count() {
            assert!((page.top_of(index) - y).abs() < 0.01);
            assert_eq!(page.block_at(y + 1.0), index);
            y += f64::from(page.block(fonts, index).height()) + 12.0;
        }
        assert!((page.total_height() - y).abs() < 0.01);
    });
}

#[test]
fn an_estimate_is_near_the_truth() {
    let text = Text::new(ARTICLE.repeat(20));
    let mut page = PageLayout::new(&text, PAGE);
    let estimated = page.total_height();
    with_fonts(|fonts| {
        page.visible(fonts, 0.0, 800.0);
        page.y_of(fonts, PageAnchor { byte: 0, dy: 0.0 });
        let learned = page.total_height();
        for index in 0..page.block_count() {
            page.block(fonts, index);
        }
        let truth = page.total_height();
        assert!((estimated / truth - 1.0).abs() < 0.2, "{estimated} for {truth}");
        assert!((learned / truth - 1.0).abs() < 0.1, "{learned} for {truth}");
    });
}

#[test]
fn what_is_visible_fills_the_view() {
    let text = Text::new(ARTICLE.repeat(5));
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        for y in [0.0_f64, 700.0, 3000.0, 1e9, -50.0] {
            let y = y.min(page.total_height() - 800.0);
            let blocks = page.visible(fonts, y, y + 800.0);
            let (first, last) = (&blocks[0], &blocks[blocks.len() - 1]);
            assert!(first.top <= y.max(0.0), "{} at {y}", first.top);
            assert!(page.top_of(last.index + 1) >= (y + 800.0).min(page.total_height()));
            for pair in blocks.windows(2) {
                assert_eq!(pair[0].index + 1, pair[1].index);
                assert!(pair[0].top + f64::from(pair[0].paragraph.height()) <= pair[1].top);
            }
        }
    });
}

#[test]
fn the_title_is_set_apart() {
    let text = Text::new(ARTICLE);
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        let size =
            |it: &hashiye::typeset::ParagraphLayout| it.glyphs().next().expect("a glyph").size_px;
        assert!((size(&page.block(fonts, 0)) - 32.0).abs() < 0.01);
        assert!((size(&page.block(fonts, 1)) - 20.0).abs() < 0.01);
    });
}

#[test]
fn a_line_stays_put_when_the_measure_changes() {
    let text = Text::new(ARTICLE.repeat(10));
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        let anchor = page.anchor_at(fonts, 2345.0);
        assert!((page.y_of(fonts, anchor) - 2345.0).abs() < 0.01);
        for width_px in [400.0, 900.0, 640.0] {
            page.restyle(PageStyle { width_px, ..PAGE });
            let y = page.y_of(fonts, anchor);
            let blocks = page.visible(fonts, y, y + 600.0);
            let block =
                blocks.iter().find(|it| it.bytes.contains(&anchor.byte)).expect("it is seen");
            let byte = anchor.byte - block.bytes.start;
            let line = block.paragraph.lines().find(|it| it.bytes.contains(&byte)).expect("a line");
            let line_top = block.top + f64::from(line.top);
            assert!((line_top + f64::from(anchor.dy) - y).abs() < 0.01);
        }
    });
}

#[test]
fn scrolling_up_is_as_exact_as_down() {
    let text = Text::new(ARTICLE.repeat(30));
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        // Starting where nothing above is laid out yet.
        let start = page.anchor_of(text.len_bytes() / 2);
        let mut at = start;
        for delta in [-100.0, -37.0, -400.0, 250.0, -1.0, 288.0] {
            at = page.moved(fonts, at, delta);
        }
        assert!((page.y_of(fonts, at) - page.y_of(fonts, start)).abs() < 0.1);
        let top = page.moved(fonts, PageAnchor { byte: 10, dy: 0.0 }, -1e6);
        assert!(page.y_of(fonts, top).abs() < 0.01);
    });
}

#[test]
fn looking_above_the_anchor_moves_nothing() {
    let text = Text::new(ARTICLE.repeat(30));
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        for part in [2, 3, 5, 7] {
            let anchor = page.anchor_of(text.len_bytes() / part);
            let (y, blocks) = page.view(fonts, anchor, 700.0, 300.0);
            assert!(blocks[0].top <= y - 700.0);
            let block =
                blocks.iter().find(|it| it.bytes.contains(&anchor.byte)).expect("it is seen");
            let byte = anchor.byte - block.bytes.start;
            let line = block.paragraph.lines().find(|it| it.bytes.contains(&byte)).expect("a line");
            assert!((block.top + f64::from(line.top) - y).abs() < 0.01);
            for pair in blocks.windows(2) {
                assert!(pair[0].top + f64::from(pair[0].paragraph.height()) <= pair[1].top);
            }
        }
    });
}

#[test]
fn ten_megabytes_in_one_line_cost_what_is_seen() {
    let text = one_long_line();
    let mut page = PageLayout::new(&text, PAGE);
    let mut fonts = FontSet::bundled();
    let screen = |page: &mut PageLayout, fonts: &mut FontSet, y: f64| {
        let before = fonts.layouts_done();
        let blocks = page.visible(fonts, y, y + 1000.0);
        assert!(!blocks.is_empty());
        assert!(blocks.iter().all(|it| it.bytes.len() <= 4096));
        fonts.layouts_done() - before
    };
    for part in [0.0, 0.5, 0.999, 0.1] {
        let y = page.total_height() * part;
        let laid_out = screen(&mut page, &mut fonts, y);
        assert!(laid_out <= 8, "{laid_out} layouts");
    }
    let y = page.total_height() * 0.1;
    assert_eq!(screen(&mut page, &mut fonts, y), 0, "what was seen is kept");
}

#[test]
fn a_million_paragraphs_cost_what_is_seen() {
    let text = Text::new("\n".repeat(1_000_000));
    let mut page = PageLayout::new(&text, PAGE);
    assert_eq!(page.block_count(), 1_000_001);
    let mut fonts = FontSet::bundled();
    let y = page.total_height() / 2.0;
    let blocks = page.visible(&mut fonts, y, y + 1000.0);
    assert!(fonts.layouts_done() < 40, "{}", fonts.layouts_done());
    assert!(blocks[0].index.abs_diff(500_000) < 1000);
    assert_eq!(page.paragraph_of(777_777), 777_777);
}

#[test]
fn long_paragraphs_are_cut_at_spaces() {
    let text = one_long_line();
    let page = PageLayout::new(&text, PAGE);
    for index in 1..page.block_count() {
        let (before, bytes) = (page.bytes_of(index - 1), page.bytes_of(index));
        assert_eq!(before.end, bytes.start);
        assert!(text.as_str().get(..bytes.start).is_some_and(|it| it.ends_with(' ')));
        assert_eq!(page.paragraph_of(index), 0);
        assert_eq!(page.block_of(bytes.start), index);
        if index > 50 {
            break;
        }
    }
}

/// The bytes at which lines start, from block to block.
fn line_starts(page: &mut PageLayout, fonts: &mut FontSet) -> Vec<usize> {
    let mut starts = Vec::new();
    for index in 0..page.block_count() {
        let paragraph = page.block(fonts, index);
        let from = page.bytes_of(index).start;
        starts.extend(paragraph.lines().map(|it| from + it.bytes.start));
    }
    starts
}

#[test]
fn a_long_paragraph_has_no_seam() {
    let long = ARTICLE.repeat(3).replace('\n', " ");
    let long = long.get(..long.floor_char_boundary(14_000)).expect("it is that long");
    let text = Text::new(format!("عنوان\n{long}\nپایان"));
    let mut page = PageLayout::new(&text, PAGE);
    assert!(page.block_count() > 5);
    with_fonts(|fonts| {
        let whole = ParagraphLayout::lay_out(
            fonts,
            long,
            &STYLE,
            RightToLeft,
            Some(640.0),
            LineAlignment::Start,
        );
        let from = "عنوان\n".len();
        let mut expected = vec![0];
        expected.extend(whole.lines().map(|it| from + it.bytes.start));
        expected.push(from + long.len() + 1);
        // Also when the first thing seen is in the middle of it.
        page.visible(fonts, 900.0, 1000.0);
        assert_eq!(line_starts(&mut page, fonts), expected);
        let widths = [500.0, 640.0];
        for width_px in widths {
            page.restyle(PageStyle { width_px, ..PAGE });
        }
        page.visible(fonts, 400.0, 500.0);
        assert_eq!(line_starts(&mut page, fonts), expected);
    });
}

#[test]
fn the_end_of_a_piece_is_a_soft_end_of_a_line() {
    let text = one_long_line();
    let mut page = PageLayout::new(&text, PAGE);
    with_fonts(|fonts| {
        let first = page.block(fonts, 0);
        let end = page.bytes_of(0).end;
        assert_eq!(first.last_stop(), CaretPosition::upstream(end));
        let (index, position) = page.locate(fonts, end, CaretAffinity::Upstream);
        assert_eq!((index, position.byte), (0, end));
        let (index, position) = page.locate(fonts, end, CaretAffinity::Downstream);
        assert_eq!((index, position.byte), (1, 0));
    });
}

#[test]
fn each_paragraph_reads_its_own_way() {
    let text = Text::new("این متن\nThis text\n۱۲\n");
    let page = PageLayout::new(&text, PAGE);
    let directions: Vec<_> = (0..4).map(|it| page.direction_of(it)).collect();
    assert_eq!(directions, [RightToLeft, LeftToRight, LeftToRight, LeftToRight]);
    let always = DirectionRule::Always(RightToLeft);
    let page = PageLayout::new(&text, PageStyle { direction: always, ..PAGE });
    assert_eq!(page.direction_of(1), RightToLeft);
}

proptest! {
    #[test]
    fn any_text_makes_a_page(
        text in "([ا-ی]{1,9} |[a-z]{1,5} |\n|\r\n|\u{2029}|\u{2028}|\\PC){0,80}",
        y in -100.0_f64..3000.0, delta in -500.0_f64..500.0
    ) {
        let text = Text::new(text);
        let mut page = PageLayout::new(&text, PAGE);
        with_fonts(|fonts| {
            let blocks = page.visible(fonts, y, y + 500.0);
            prop_assert!(!blocks.is_empty());
            let anchor = page.anchor_at(fonts, y);
            prop_assert!(anchor.byte <= text.len_bytes());
            let moved = page.moved(fonts, anchor, delta);
            prop_assert!(page.y_of(fonts, moved) >= 0.0);
            for index in 0..page.block_count() {
                let bytes = page.bytes_of(index);
                prop_assert!(text.as_str().get(bytes.clone()).is_some());
                prop_assert_eq!(page.block_of(bytes.start), index);
            }
            Ok(())
        })?;
    }
}
