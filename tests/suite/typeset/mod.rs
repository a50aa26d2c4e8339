//! Direction, lines, places, stepping, and the page.

mod carets;
mod edges;
mod page;
mod places;
mod random;

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
};

use hashiye::typeset::{
    FontFace, FontSet, GlyphImage, GlyphPixels, GlyphRasterizer, LineAlignment, LineGlyph,
    ParagraphLayout, TextDirection, TextStyle, direction_of, direction_or,
};

const ARTICLE: &str = include_str!("../../data/article.txt");

const STYLE: TextStyle =
    TextStyle { face: FontFace::Vazirmatn, size_px: 20.0, line_height: 1.75, weight: 400.0 };

/// Runs `work` with the bundled fonts.
fn with_fonts<T>(work: impl FnOnce(&mut FontSet) -> T) -> T {
    thread_local! {
        static FONTS: RefCell<FontSet> = RefCell::new(FontSet::bundled());
    }
    FONTS.with_borrow_mut(work)
}

fn lay_out(text: &str, width: Option<f32>) -> ParagraphLayout {
    lay_out_as(text, &STYLE, direction_of(text), width, LineAlignment::Start)
}

fn lay_out_as(
    text: &str,
    style: &TextStyle,
    direction: TextDirection,
    width: Option<f32>,
    alignment: LineAlignment,
) -> ParagraphLayout {
    with_fonts(|fonts| ParagraphLayout::lay_out(fonts, text, style, direction, width, alignment))
}

/// All that painting takes of a glyph.
fn painted(it: LineGlyph<'_>) -> (u32, u16, u32, u32) {
    (it.font.key(), it.id, it.x.to_bits(), it.y.to_bits())
}

#[test]
fn direction_is_that_of_most_letters() {
    assert_eq!(direction_of("NATO اعلام کرد که نشست برگزار می‌شود"), TextDirection::RightToLeft);
    assert_eq!(direction_of("The word «سلام» is a greeting"), TextDirection::LeftToRight);
    assert_eq!(direction_of("۱۴۰۰/۱۰/۲۲"), TextDirection::RightToLeft);
    assert_eq!(
        direction_or("\u{200F}(12)", TextDirection::LeftToRight),
        TextDirection::LeftToRight
    );
    assert_eq!(direction_or("ab آب", TextDirection::LeftToRight), TextDirection::LeftToRight);
    let set_apart = "\u{2068}1-agency.txt\u{2069} در \u{2068}articles\u{2069}";
    assert_eq!(direction_of(set_apart), TextDirection::RightToLeft);
    assert_eq!(direction_of("\u{2068}articles\u{2069} 1"), TextDirection::LeftToRight);
}

#[test]
fn digits_read_from_left_to_right() {
    for (number, text) in [
        ("۱۶", "در ۱۶ آذر"),
        ("۲۰۲۲", "سال ۲۰۲۲ بود"),
        ("٢٠٢٢", "عام ٢٠٢٢"),
        ("2022", "سال 2022 بود"),
    ] {
        let start = text.find(number).expect("it is there");
        let paragraph = lay_out(text, None);
        let mut digits: Vec<_> = paragraph
            .glyphs()
            .filter(|it| (start..start + number.len()).contains(&it.byte))
            .map(|it| (it.byte, it.x))
            .collect();
        digits.sort_by_key(|it| it.0);
        assert_eq!(digits.len(), number.chars().count());
        assert!(digits.is_sorted_by(|a, b| a.1 < b.1), "{number}: {digits:?}");
    }
}

#[test]
fn words_before_a_number_are_to_its_right() {
    let paragraph = lay_out("در ۱۶ آذر", None);
    let x_of = |byte| paragraph.glyphs().find(|it| it.byte == byte).expect("it has a glyph").x;
    let (first_word, number, last_word) = (x_of(0), x_of("در ".len()), x_of("در ۱۶ ".len()));
    assert!(last_word < number && number < first_word);
}

#[test]
fn the_first_line_holds_the_first_words() {
    let paragraph = lay_out(ARTICLE.lines().nth(1).expect("a paragraph"), Some(420.0));
    let lines: Vec<_> = paragraph.lines().collect();
    assert!(lines.len() > 2);
    assert_eq!(lines[0].bytes.start, 0);
    for pair in lines.windows(2) {
        assert_eq!(pair[0].bytes.end, pair[1].bytes.start);
        assert!(pair[0].baseline < pair[1].baseline && pair[0].bottom <= pair[1].top);
        assert!((pair[0].right - 420.0).abs() < 1.0, "lines start at the right edge");
    }
}

#[test]
fn part_of_a_word_is_marked_without_touching_its_letters() {
    let text = "نوشته‌هایش";
    let paragraph = lay_out(text, None);
    let before: Vec<_> = paragraph.glyphs().map(painted).collect();
    let whole = paragraph.rects(0..text.len());
    assert_eq!(whole.len(), 1);
    for (cut, _) in text.char_indices().skip(1).filter(|(_, c)| *c != '\u{200C}') {
        let (head, tail) = (paragraph.rects(0..cut), paragraph.rects(cut..text.len()));
        assert_eq!((head.len(), tail.len()), (1, 1), "at {cut}");
        assert!((head[0].rect.left - tail[0].rect.right).abs() < 0.001, "they touch");
        assert!(head[0].rect.width() > 0.0 && tail[0].rect.width() > 0.0);
    }
    assert_eq!(before, paragraph.glyphs().map(painted).collect::<Vec<_>>());
    let apart: usize = text.chars().map(|c| lay_out(&c.to_string(), None).glyphs().count()).sum();
    let ids = |text: &str| lay_out(text, None).glyphs().map(|it| it.id).collect::<Vec<_>>();
    assert!(apart > 0 && ids("نو").first() != ids("و").first(), "letters join");
}

#[test]
fn both_parts_of_a_ligature_have_their_place() {
    let paragraph = lay_out("سلام", None);
    let places: Vec<_> =
        paragraph.runs().into_iter().flat_map(|it| it.characters).map(|it| it.width).collect();
    assert_eq!(places.len(), 4);
    assert!(places.iter().all(|&it| it > 1.0), "{places:?}");
}

#[test]
fn weight_is_an_axis_and_not_smeared() {
    let of = |weight| {
        lay_out_as(
            "متن",
            &TextStyle { weight, ..STYLE },
            TextDirection::RightToLeft,
            None,
            LineAlignment::Start,
        )
    };
    let (regular, bold) = (of(400.0), of(800.0));
    assert!(bold.width() > regular.width());
    let coords = |it: &ParagraphLayout| it.glyphs().next().expect("a glyph").font.coords().to_vec();
    assert_ne!(coords(&regular), coords(&bold));
    let ids = |it: &ParagraphLayout| it.glyphs().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(&regular), ids(&bold));
}

#[test]
fn each_face_is_its_own() {
    let of = |face| {
        lay_out_as(
            "متن فارسی",
            &TextStyle { face, ..STYLE },
            TextDirection::RightToLeft,
            None,
            LineAlignment::Start,
        )
    };
    let fonts: Vec<u32> = FontFace::ALL
        .iter()
        .map(|&face| of(face).glyphs().next().expect("a glyph").font.key())
        .collect();
    assert_ne!(fonts[0], fonts[1]);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder of sources").map(|it| it.expect("an entry").path());
    entries.flat_map(|it| if it.is_dir() { files_below(&it) } else { vec![it] }).collect()
}

#[test]
fn every_mark_of_the_interface_is_in_a_bundled_face() {
    // Else the window looks for it among the system's fonts before its first frame, and draws an
    // empty box where they lack it.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    let mut seen = 0;
    for path in ["assets/lang", "src/ui"].into_iter().flat_map(|it| files_below(&root.join(it))) {
        let source = fs::read_to_string(&path).expect("a source is read");
        let is_comment = |line: &&str| !line.trim_start().starts_with(['#', '/']);
        for letter in source.lines().filter(is_comment).flat_map(str::chars) {
            if letter.is_ascii() {
                continue;
            }
            seen += 1;
            let layout = lay_out(&format!("ب{letter}ب"), None);
            if layout.glyphs().any(|it| it.id == 0) {
                missing.push((letter, path.file_name().unwrap_or_default().to_owned()));
            }
        }
    }
    assert!(seen > 10_000 && missing.is_empty(), "{missing:?} of {seen}");
}

#[test]
fn a_label_is_cut_at_its_logical_end() {
    let text = "احتمال قطع روابط دیپلماتیک NATO و ایران";
    let label = |width| {
        with_fonts(|fonts| {
            ParagraphLayout::lay_out_line(fonts, text, &STYLE, direction_of(text), width)
        })
    };
    assert_eq!(label(1000.0).len_bytes(), text.len());
    for width in [0.0, 10.0, 40.0, 120.0, 300.0] {
        let cut = label(width);
        assert!(cut.line_count() == 1 && cut.len_bytes() < text.len());
        assert!(cut.width() <= width.max(20.0), "{} in {width}", cut.width());
    }
    let dots = label(120.0);
    let last = dots.runs().into_iter().last().expect("it has runs");
    assert!(last.rect.left < 1.0, "the dots are at the left");
}

#[test]
fn alignment_moves_lines_within_the_measure() {
    let of = |alignment| {
        let text = "سلام بر شما";
        let it = lay_out_as(text, &STYLE, TextDirection::RightToLeft, Some(300.0), alignment);
        let line = it.lines().next().expect("a line");
        (line.left, line.right)
    };
    let near = |a: f32, b: f32| (a - b).abs() < 0.5;
    assert!(near(of(LineAlignment::Start).1, 300.0));
    assert!(near(of(LineAlignment::End).0, 0.0));
    let (left, right) = of(LineAlignment::Center);
    assert!(near(left, 300.0 - right));
}

#[test]
fn glyphs_have_pictures_at_four_offsets() {
    let paragraph = lay_out("سلام", None);
    let glyph = paragraph.glyphs().next().expect("a glyph");
    let mut rasterizer = GlyphRasterizer::new();
    let pictures: Vec<_> = (0..4)
        .map(|quarter| rasterizer.image(glyph.font, glyph.id, 20.0, quarter).expect("it has ink"))
        .collect();
    let ink = |pixels: &GlyphPixels| match pixels {
        GlyphPixels::Mask(mask) => mask.iter().map(|&it| u64::from(it)).sum::<u64>(),
        GlyphPixels::Color(_) => 0,
    };
    assert_ne!(pictures[0], pictures[2]);
    assert!(pictures.iter().all(|it| ink(&it.pixels).abs_diff(ink(&pictures[0].pixels)) < 200));
    assert_eq!(rasterizer.image(glyph.font, u16::MAX, 20.0, 0), None);
}

#[test]
fn a_tab_reaches_to_its_stop_from_where_the_line_starts() {
    let text = "سن\tیک\tدو\nب\t۱۲\tABC";
    let paragraph = lay_out(text, Some(500.0));
    let x_of = |words: &str| {
        let start = text.find(words).expect("it is there");
        let rect = paragraph.rects(start..start + words.len())[0].rect;
        500.0 - rect.right
    };
    let near = |a: f32, b: f32| (a - b).abs() < 0.1;
    let stop = x_of("یک");
    assert!(near(x_of("دو"), 2.0 * stop) && near(x_of("ABC"), 2.0 * stop), "{stop}");
    assert!(near(x_of("۱۲"), stop), "numbers and Latin words stand in columns of their own");
    assert!(paragraph.glyphs().all(|it| it.id != 0), "a tab is no missing letter");
}

#[test]
fn every_line_end_of_the_standard_ends_a_line() {
    for end in ["\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("یک{end}دو");
        let paragraph = lay_out(&text, Some(500.0));
        assert_eq!(paragraph.line_count(), 2, "{end:?}");
        let lines: Vec<_> = paragraph.lines().map(|it| it.bytes).collect();
        assert_eq!(lines, [0..4 + end.len(), 4 + end.len()..text.len()]);
        let spoken: String =
            paragraph.runs().iter().filter_map(|it| text.get(it.bytes.clone())).collect();
        assert_eq!(spoken, text, "a screen reader gets the line end");
    }
}

#[test]
fn a_hyphen_is_drawn_where_a_word_is_broken_at_one() {
    let text = "super\u{AD}cali\u{AD}fragi\u{AD}listic";
    let whole = lay_out(text, None);
    assert_eq!(whole.glyphs().count(), whole.glyphs().filter(|it| it.id != 0).count());
    let ink = |it: &ParagraphLayout| {
        let mut rasterizer = GlyphRasterizer::new();
        it.glyphs().filter(|it| rasterizer.image(it.font, it.id, 20.0, 0).is_some()).count()
    };
    let letters = text.chars().filter(|it| *it != '\u{AD}').count();
    assert_eq!(ink(&whole), letters);
    let broken = lay_out(text, Some(70.0));
    let lines = broken.line_count();
    assert!(lines > 2);
    assert_eq!(ink(&broken), letters + lines - 1);
}

#[test]
fn a_letter_that_no_font_has_is_a_box() {
    let paragraph = lay_out("چینی 北京 بود", None);
    let missing: Vec<_> = paragraph.glyphs().filter(|it| it.id == 0).collect();
    assert_eq!(missing.len(), 2);
    let mut rasterizer = GlyphRasterizer::new();
    for glyph in missing {
        let image = rasterizer.image(glyph.font, 0, 20.0, 0).expect("it has ink");
        assert!(image.width > 4 && image.height > 8);
        let GlyphPixels::Mask(mask) = image.pixels else { panic!("it has no color") };
        assert!(mask.contains(&0) && mask.contains(&255), "it is empty inside");
    }
}

#[test]
fn the_box_of_a_missing_letter_shows_its_code_point() {
    let paragraph = lay_out("چینی 北京 \u{F0123} بود", None);
    let missing: Vec<char> = paragraph.glyphs().filter_map(|it| it.missing).collect();
    assert_eq!(missing, ['北', '京', '\u{F0123}'], "from left to right");
    // The last digit of 4EAC is a C, seven dots of three by five.
    let image = GlyphImage::of_missing('京', 20.0);
    let GlyphPixels::Mask(mask) = &image.pixels else { panic!("it has no color") };
    let dot = |x: u32, y: u32| mask[(y * image.width + x) as usize] > 0;
    let last: Vec<String> =
        (8..13).map(|y| (6..9).map(|x| if dot(x, y) { '#' } else { '.' }).collect()).collect();
    assert_eq!(last, [".##", "#..", "#..", "#..", ".##"]);
    let sizes = ['京', '\u{F0123}'].map(|it| GlyphImage::of_missing(it, 20.0).width);
    assert_eq!(sizes, [11, 15], "four digits, and six");
    assert!(GlyphImage::of_missing('京', 40.0).width > 20, "larger letters, larger digits");
}

#[test]
fn an_address_does_not_turn_a_paragraph() {
    for (text, direction) in [
        ("بند سوم با https://www.irna.ir/news و 12 emoji 😀 北京.", TextDirection::RightToLeft),
        ("نشانی ما: news@example.org و example.org/a/b/c", TextDirection::RightToLeft),
        ("https://www.irna.ir/news", TextDirection::LeftToRight),
        ("See https://example.org/سلام/دنیا/است for more", TextDirection::LeftToRight),
    ] {
        assert_eq!(direction_of(text), direction, "{text}");
    }
}
