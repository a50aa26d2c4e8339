//! Placing tags on a changed text.

use hashiye::{
    anchor::{QuotePlacement, TextQuote, place, place_by_quote},
    model::Extent,
    text::Text,
};
use proptest::prelude::*;

use crate::support::{MarkedText, document};

/// A text with a passage for each of its marks.
fn passages(marked: &str) -> (Text, Vec<Extent>) {
    let document = document(marked);
    let text = document.text().clone();
    let passages = document.annotations().map(|it| it.extent.clone()).collect();
    (text, passages)
}

/// Marked text without its marks.
fn plain(marked: &str) -> String {
    MarkedText::read(marked).text
}

/// Places the marks of `old` on `new`, with the old text at hand.
#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let (old, passages) = passages(old);
    let new = Text::new(new);
    let placed = place(&passages, &old, &new);
    let found: Vec<String> = placed.iter().map(|it| described(it, &new)).collect();
    assert_eq!(found, expected);
}

fn described(placement: &QuotePlacement, text: &Text) -> String {
    let words =
        |it: &Extent| format!("{}:{}", text.char_of_byte(it.start()), text.slice(it.hull()));
    match placement {
        QuotePlacement::Certain(extent) => words(extent),
        QuotePlacement::Doubtful(all) => {
            format!("? {}", all.iter().map(words).collect::<Vec<_>>().join(" | "))
        }
        QuotePlacement::Lost => "lost".to_owned(),
    }
}

const OLD: &str = "رئیس جمهوری روسیه در گفت‌وگوی تلفنی با بایدن هشدار داد که [claim تحریم‌های تازه اشتباه بزرگی است] و روابط دو کشور را در [date روز هفتم دسامبر] به پایان می‌برد، هر چند چنین نشود.";

#[test]
fn what_moved_as_a_whole_is_certain() {
    let new = plain(OLD).replace("بایدن", "رئیس‌جمهوری آمریکا جو بایدن");
    check(OLD, &new, &["80:تحریم‌های تازه اشتباه بزرگی است", "134:روز هفتم دسامبر"]);
}

#[test]
fn a_change_inside_or_beside_is_for_a_person() {
    let new = plain(OLD).replace("اشتباه بزرگی", "خطای بسیار بزرگی");
    check(OLD, &new, &["? 58:تحریم‌های تازه خطای بسیار بزرگی است", "116:روز هفتم دسامبر"]);
    let new = plain(OLD).replace("دسامبر به", "دسامبر گذشته به");
    check(OLD, &new, &["58:تحریم‌های تازه اشتباه بزرگی است", "? 112:روز هفتم دسامبر"]);
}

#[test]
fn a_part_of_a_word_is_no_more_certain_than_the_word() {
    // The word itself is unchanged, one beside it is not: by the letters it may be another like it.
    for marked in ["[claim اشتباه]", "[claim ا]شتباه", "اش[claim ت]باه", "اشتبا[claim ه]"]
    {
        let old = plain(OLD).replace("اشتباه", marked);
        let words = MarkedText::read(marked);
        for (before, after) in [("تازه اشتباه", "سخت اشتباه"), ("اشتباه بزرگی", "اشتباه خوبی")]
        {
            let new = Text::new(plain(OLD).replace(before, after));
            let (old, passages) = passages(&old);
            let placed = place(&passages, &old, &new);
            let placed = described(placed.first().expect("one"), &new);
            assert!(placed.starts_with("? "), "{}: {before} → {after}: {placed}", words.text);
        }
    }
    let old = plain(OLD).replace("اشتباه", "اش[claim ت]باه");
    check(&old, &plain(OLD).replace("رئیس جمهوری روسیه", "پوتین"), &["63:ت"]);
}

#[test]
fn what_was_worded_anew_is_offered_where_it_stood() {
    // The first word, the last one, all of them; and what stands beside them too.
    for (before, after, expected) in [
        ("تحریم‌های تازه", "مجازات تازه", "? 58:مجازات تازه اشتباه بزرگی است"),
        ("بزرگی است", "بزرگ بود", "? 58:تحریم‌های تازه اشتباه بزرگ بود"),
        ("تحریم‌های تازه اشتباه بزرگی است", "مجازات خطاست", "? 58:مجازات خطاست"),
        ("که تحریم‌های", "و گفت این تحریم‌های", "65:تحریم‌های تازه اشتباه بزرگی است"),
        ("که تحریم‌های تازه", "و گفت مجازات", "? 55:و گفت مجازات اشتباه بزرگی است"),
    ] {
        let new = plain(OLD).replace(before, after);
        let (old, passages) = passages(OLD);
        let new = Text::new(new);
        let placed = place(&passages[..1], &old, &new);
        assert_eq!(described(placed.first().expect("one"), &new), expected, "{before} → {after}");
    }
    let new = plain(OLD).replace("هفتم", "هشتم");
    let claim = "58:تحریم‌های تازه اشتباه بزرگی است";
    check(OLD, &new, &[claim, "? 112:روز هشتم دسامبر"]);
}

#[test]
fn without_the_old_text_what_stands_beside_it_is_enough() {
    let (old, passages) = passages(OLD);
    let new = old.as_str().replace("تحریم‌های تازه اشتباه بزرگی است", "مجازات خطاست");
    let new = Text::new(new);
    let placed = place_by_quote(&[TextQuote::of(&old, &passages[0])], &new);
    assert_eq!(described(placed.first().expect("one"), &new), "? 58:مجازات خطاست");
}

#[test]
fn what_was_struck_is_lost() {
    let new = plain(OLD).replace("تحریم‌های تازه اشتباه بزرگی است و ", "");
    check(OLD, &new, &["lost", "78:روز هفتم دسامبر"]);
}

#[test]
fn what_is_gone_is_lost_and_what_is_there_twice_doubtful() {
    check(OLD, "متنی دیگر که هیچ‌یک از آن واژه‌ها در آن نیست و نبوده است.", &["lost", "lost"]);
    let (old, passages) = passages(OLD);
    let twice = format!("{old}\n{old}", old = old.as_str());
    let placed = place(&passages[..1], &old, &Text::new(twice));
    assert!(
        matches!(placed.first(), Some(QuotePlacement::Doubtful(it)) if it.len() == 2),
        "{placed:?}"
    );
}

#[test]
fn of_two_equal_passages_one_gone_the_other_is_not_taken_for_it() {
    let old = plain(OLD);
    let marked = old.replace("اشتباه", "[claim اشتباه]");
    let (twice, passages) = passages(&format!("{marked}\n{marked}"));
    assert_eq!(passages.len(), 2);
    for passage in passages {
        let placed = place(&[passage], &twice, &Text::new(old.as_str()));
        assert!(matches!(placed.first(), Some(QuotePlacement::Doubtful(_))), "{placed:?}");
    }
}

#[test]
fn short_texts_are_offered_not_moved() {
    check("[date فردا] رفت", "او فردا رفت", &["? 3:فردا"]);
}

/// Words from a small stock, so that the same phrases come again and again.
fn any_text(words: std::ops::Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    const STOCK: [&str; 24] = [
        "حسن",
        "گفت",
        "که",
        "هوا",
        "خوب",
        "است",
        "فردا",
        "می‌رود",
        "گاز",
        "گران",
        "شد",
        "و",
        "مردم",
        "دولت",
        "سال",
        "۱۴۰۰",
        "روسیه",
        "هشدار",
        "داد",
        "تحریم",
        "بزرگ",
        "😀",
        "خبر",
        "نو",
    ];
    proptest::collection::vec(proptest::sample::select(&STOCK[..]), words)
}

/// Words that are not in the stock: where an edit strikes words and puts the same in, nobody could
/// know that they are others.
fn new_words() -> impl Strategy<Value = Vec<&'static str>> {
    const NEW: [&str; 6] = ["در", "همین", "حال", "وزیر", "ژاپن", "نیز"];
    proptest::collection::vec(proptest::sample::select(&NEW[..]), 1..8)
}

/// A letter of the old text or a new one: which letters of the old text stand where is known.
type Traced = Vec<(char, Option<usize>)>;

/// Deletes, inserts and moves stretches.
fn edit(text: &mut Traced, kind: u8, at: usize, len: usize, words: &[&str]) {
    let at = at % (text.len() + 1);
    let end = (at + len).min(text.len());
    match kind {
        0 => {
            text.drain(at..end);
        }
        1 => {
            let new = words.join(" ");
            text.splice(at..at, new.chars().map(|c| (c, None)));
        }
        _ => {
            let moved: Traced = text.drain(at..end).collect();
            let to = (at * 7 + len) % (text.len() + 1);
            text.splice(to..to, moved);
        }
    }
}

/// The first and the last letter of the letters `start..end` of the old text now, if all of them are
/// there and together. Spaces and joiners come and go without changing words.
fn truth(old: &Text, text: &Traced, start: usize, end: usize) -> Option<(usize, usize)> {
    let letters = || text.iter().enumerate().filter(|(_, it)| is_letter(it.0));
    let known = |it: &(usize, &(char, Option<usize>))| it.1.1;
    let inside = |it: &(usize, &(char, Option<usize>))| {
        known(it).is_some_and(|it| (start..end).contains(&it))
    };
    let first = letters().find(inside)?.0;
    let there: Vec<_> = letters().filter(inside).collect();
    let last = there.last()?.0;
    let together = letters().skip_while(|it| it.0 < first).take_while(|it| it.0 <= last);
    let together: Vec<Option<usize>> = together.map(|it| known(&it)).collect();
    let in_order = together.iter().flatten().is_sorted() && together.iter().all(Option::is_some);
    let all =
        old.as_str().chars().skip(start).take(end - start).filter(|it| is_letter(*it)).count();
    (in_order && all == together.len() && all == there.len()).then_some((first, last))
}

/// The letters of the old text that an edit moves.
fn moved_by(text: &Traced, kind: u8, at: usize, len: usize) -> Vec<usize> {
    let at = at % (text.len() + 1);
    let end = (at + len).min(text.len());
    let stretch = text.get(at..end).filter(|_| kind >= 2).unwrap_or_default();
    stretch.iter().filter_map(|it| it.1).collect()
}

/// True where what was found is letters of the passage itself and the same ones that were moved into it, or left of
/// others where its own were struck: as where words are struck and the same put in, nobody could know that they are
/// others.
fn is_beyond_knowing(
    text: &Traced,
    found: (usize, usize),
    passage: std::ops::Range<usize>,
    moved: &[usize],
) -> bool {
    let there = text.get(found.0..=found.1).unwrap_or_default();
    let origins: Vec<Option<usize>> =
        there.iter().filter(|it| is_letter(it.0)).map(|it| it.1).collect();
    let is_own = |it: &usize| passage.contains(it);
    let own: Vec<usize> = origins.iter().flatten().copied().filter(is_own).collect();
    let is_mostly_own = own.len() * 2 > origins.len() && own.is_sorted();
    let is_moved = |it: &Option<usize>| it.is_some_and(|it| is_own(&it) || moved.contains(&it));
    is_mostly_own || (origins.iter().all(is_moved) && own.iter().any(|it| !moved.contains(it)))
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace() && c != '\u{200c}'
}

/// The first and the last letter of an extent, in code points.
fn letters_of(text: &Text, extent: &Extent) -> (usize, usize) {
    let (start, end) = (text.char_of_byte(extent.start()), text.char_of_byte(extent.end()));
    let chars: Vec<char> = text.as_str().chars().collect();
    let mut letters = (start..end).filter(|at| chars.get(*at).is_some_and(|it| is_letter(*it)));
    let first = letters.next().expect("a letter");
    (first, letters.next_back().unwrap_or(first))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 2_000 } else { 20_000 }))]

    #[test]
    fn nothing_is_moved_silently_to_where_it_was_not(
        words in any_text(40..200),
        edits in proptest::collection::vec(
            (0_u8..3, 0_usize..1200, 1_usize..60, new_words()), 0..6),
        spans in proptest::collection::vec((0_usize..1000, 1_usize..40), 1..12),
    ) {
        let source = words.join(" ");
        let old = Text::new(source.as_str());
        let mut traced: Traced = source.chars().enumerate().map(|(at, c)| (c, Some(at))).collect();
        let mut moved = Vec::new();
        for (kind, at, len, words) in &edits {
            moved.extend(moved_by(&traced, *kind, *at, *len));
            edit(&mut traced, *kind, *at, *len, words);
        }
        let new = Text::new(traced.iter().map(|it| it.0).collect::<String>());
        let chars = old.len_chars();
        let spans: Vec<(usize, usize)> = spans.iter().map(|(start, len)| {
            let start = start % chars;
            (start, (start + len).min(chars))
        }).collect();
        let passages: Vec<Extent> = spans.iter().map(|(start, end)| {
            old.range_of_chars(*start, *end).expect("inside").into()
        }).collect();
        for (placed, (start, end)) in place(&passages, &old, &new).into_iter().zip(&spans) {
            if let QuotePlacement::Certain(extent) = placed {
                let found = letters_of(&new, &extent);
                let truth = truth(&old, &traced, *start, *end);
                if truth.is_none() && is_beyond_knowing(&traced, found, *start..*end, &moved) {
                    continue;
                }
                prop_assert_eq!(truth, Some(found), "{}\n→ {}\n{:?}", old.as_str(), new.as_str(), (start, end));
            }
        }
    }

    #[test]
    fn any_passage_and_text_are_harmless(
        words in "\\PC{0,60}", before in "\\PC{0,40}", after in "\\PC{0,40}", new in "\\PC{1,300}",
        piece in 0_usize..80,
    ) {
        let pieces = vec![0..piece, piece..usize::MAX / 2];
        let passage = TextQuote { words, pieces, before, after };
        let placed = place_by_quote(&[passage], &Text::new(new));
        prop_assert_eq!(placed.len(), 1);
    }
}

/// A number that looks random, the same in every run.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 40).expect("24 bits")
}

/// An editor's hand on a real article: words struck, put in, a sentence moved.
#[test]
fn most_of_what_stayed_is_moved_without_asking() {
    let old = Text::new(include_str!("../data/article.txt"));
    let chars = old.len_chars();
    let (mut stayed, mut certain) = (0, 0);
    let mut seed = 14;
    for _round in 0..100 {
        let mut traced: Traced =
            old.as_str().chars().enumerate().map(|(at, c)| (c, Some(at))).collect();
        for _edit in 0..5 {
            let kind = u8::try_from(next(&mut seed) % 3).expect("small");
            let (at, len) = (next(&mut seed), next(&mut seed) % 40 + 1);
            edit(&mut traced, kind, at, len, &["در", "همین", "حال"]);
        }
        let new = Text::new(traced.iter().map(|it| it.0).collect::<String>());
        let spans: Vec<(usize, usize)> = (0..40)
            .map(|_| (next(&mut seed) % (chars - 60), next(&mut seed) % 50 + 3))
            .map(|(start, len)| (start, start + len))
            .collect();
        let passage = |(start, end): &(usize, usize)| {
            Extent::from(old.range_of_chars(*start, *end).expect("inside"))
        };
        let passages: Vec<Extent> = spans.iter().map(passage).collect();
        for (placed, (start, end)) in place(&passages, &old, &new).into_iter().zip(spans) {
            let truth = truth(&old, &traced, start, end);
            stayed += usize::from(truth.is_some());
            if let QuotePlacement::Certain(extent) = placed {
                assert_eq!(truth, Some(letters_of(&new, &extent)));
                certain += 1;
            }
        }
    }
    // The rest had an edit within eight letters, and is offered.
    assert!(certain * 100 >= stayed * 90, "{certain} of {stayed}");
}
