//! Where marked words begin and end for the eye.

use super::lay_out;
use crate::support::MarkedText;

/// For every mark: whether it begins at the rightmost and ends at the leftmost point of its words on their
/// lines, and whether it does so the other way round.
fn sides(marked: &str) -> Vec<(bool, bool)> {
    let marked = MarkedText::read(marked);
    let layout = lay_out(&marked.text, None);
    let side = |bytes: &std::ops::Range<usize>| {
        let rects = layout.rects(bytes.clone());
        let right = rects.iter().map(|it| it.rect.right).fold(f32::MIN, f32::max);
        let left = rects.iter().map(|it| it.rect.left).fold(f32::MAX, f32::min);
        let [start, end] = layout.edges(&marked.text, bytes).expect("the words are laid out");
        let near = |a: f32, b: f32| (a - b).abs() < 0.01;
        assert_ne!(start.is_right, end.is_right, "{:?}", marked.text);
        (
            near(start.x, right) && near(end.x, left) && start.is_right,
            near(start.x, left) && near(end.x, right) && end.is_right,
        )
    };
    marked.marks.iter().map(|it| side(&it.pieces[0])).collect()
}

#[test]
fn in_persian_words_with_numbers_begin_at_the_right_and_end_at_the_left() {
    for marked in [
        "کشاورزان از [claim 3 هزار کیلومتر] راه آمدند.",
        "این در [date سال 2014] بود.",
        "این از [date 2014 تاکنون] است.",
        "آن [date ۱۴۰۰] سال خوبی بود.",
        "ساعت [date 10:30] رسید.",
        "در [date ۹ و ۱۰ ژانویه ۲۰۲۲] برگزار شد.",
        "گزارش [claimant BBC فارسی] از آن است.",
        "گزارش [claimant خبرگزاری BBC] از آن است.",
        "[date ۱۲] نفر آمدند.",
    ] {
        assert_eq!(sides(marked), [(true, false)], "{marked}");
    }
}

#[test]
fn words_of_one_direction_begin_where_they_are_read_from() {
    assert_eq!(sides("گزارش [claimant BBC News] از آن است."), [(false, true)]);
    assert_eq!(sides("گزارش [claimant BBC] News از آن است."), [(false, true)]);
    assert_eq!(sides("The [claimant minister] left in [date 2014]."), [(false, true); 2]);
    assert_eq!(sides("The word [claimant سلام] is a greeting."), [(true, false)]);
    assert_eq!(sides("The word [claimant سلام greets] us, and so it does."), [(false, true)]);
}
