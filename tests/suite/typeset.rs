//! Direction, lines, places, stepping, and the page.

use hashiye::typeset::{Alignment, Direction, Fonts, Paragraph, Style, direction_of};

const STYLE: Style = Style {
    face: hashiye::typeset::Face::Vazirmatn,
    size_px: 20.0,
    line_height: 1.75,
    weight: 400.0,
};

fn lay_out(text: &str, width: Option<f32>) -> Paragraph {
    lay_out_in(text, direction_of(text), width)
}

fn lay_out_in(text: &str, direction: Direction, width: Option<f32>) -> Paragraph {
    thread_local! {
        static FONTS: std::cell::RefCell<Fonts> = std::cell::RefCell::new(Fonts::bundled());
    }
    FONTS.with_borrow_mut(|fonts| {
        Paragraph::lay_out(fonts, text, &STYLE, direction, width, Alignment::Start)
    })
}

#[test]
fn direction_is_that_of_most_letters() {
    assert_eq!(direction_of("NATO اعلام کرد که نشست برگزار می‌شود"), Direction::RightToLeft);
    assert_eq!(direction_of("The word «سلام» is a greeting"), Direction::LeftToRight);
    assert_eq!(direction_of("۱۴۰۰/۱۰/۲۲"), Direction::RightToLeft);
}

/// The x of each character's glyph, in logical order.
fn xs(text: &str) -> Vec<f32> {
    let paragraph = lay_out(text, None);
    let mut xs: Vec<_> = paragraph.glyphs().map(|it| (it.byte, it.x)).collect();
    xs.sort_by_key(|it| it.0);
    xs.into_iter().map(|it| it.1).collect()
}

#[test]
fn digits_read_from_left_to_right() {
    for number in ["۲۰۲۲", "۱۶", "2022", "٢٠٢٢"] {
        let text = format!("{number} آذر");
        let digits = &xs(&text)[..number.chars().count()];
        assert!(digits.is_sorted(), "{number}: {digits:?}");
    }
}
