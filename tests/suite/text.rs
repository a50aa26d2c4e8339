//! Decoding, offsets, folding, words and sentences.

use hashiye::{
    language::{Fold, Folded, sentences, word_at, words},
    text::{Article, DecodeError, Encoding, Text, text_of_page},
};
use proptest::prelude::*;

#[test]
fn windows_1256_is_recognized_and_named() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(include_str!("../data/article.txt"));
    // Windows-1256 has no Persian yeh: the encoder writes a numeric reference, as editors do not.
    let bytes: Vec<u8> = {
        let arabic = include_str!("../data/article.txt").replace('ی', "ي").replace('ک', "ك");
        let arabic: String = arabic
            .chars()
            .map(|c| match c {
                '۰'..='۹' => '0',
                c => c,
            })
            .collect();
        drop(bytes);
        encoding_rs::WINDOWS_1256.encode(&arabic).0.into_owned()
    };
    let article = Article::decode(bytes).expect("it is text");
    assert_eq!(article.encoding, Encoding::Windows1256);
    assert!(article.text.as_str().starts_with("احتمال قطع روابط"));
}

#[test]
fn every_code_point_and_line_end_stays() {
    let source = "الف\u{200C}ها\r\n\u{200F}ب\u{A0}\u{64B}  ج\r\n";
    let article = Article::decode(source.as_bytes().to_vec()).expect("it is text");
    assert_eq!(article.text.as_str(), source);
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(Article::decode(vec![]), Err(DecodeError::Empty));
    assert_eq!(Article::decode(b" \n".to_vec()), Err(DecodeError::Empty));
    assert_eq!(Article::decode(b"\x7fELF\0\0\x01\xff".to_vec()), Err(DecodeError::Binary));
    let mut damaged = "خط یک\nخط دو خوب است و طولانی‌تر هم هست، خیلی".as_bytes().to_vec();
    damaged.push(0xFF);
    let error = Article::decode(damaged).expect_err("it is damaged");
    assert_eq!(error, DecodeError::Damaged { encoding: Encoding::Utf8, line: 2 });
}

#[track_caller]
fn check_words(expected: &[&str], source: &str) {
    let text = Text::new(source);
    let found: Vec<&str> =
        words(&text, 0..source.len()).into_iter().map(|it| text.slice(it)).collect();
    assert_eq!(found, expected);
}

#[test]
fn words_are_kept_whole() {
    check_words(&["می‌رود"], "«می‌رود»");
    check_words(&["کتاب‌ها", "را"], "کتاب‌ها را.");
    check_words(&["در", "۱۴۰۳/۵/۲", "بود"], "در ۱۴۰۳/۵/۲، بود");
    check_words(&["سال", "۱۴۰۰", "ه.ش.", "بود"], "سال ۱۴۰۰ ه.ش. بود");
    check_words(&["U.S.", "گفت"], "U.S. گفت:");
    check_words(&["نقل", "قول"], "(نقل\u{200C}) «قول»؛");
    check_words(&["ساعت", "۱۸:۳۰"], "ساعت ۱۸:۳۰.");
    check_words(&["می\u{200B}رود"], "می\u{200B}رود");
    check_words(&["گفت", "سلام"], "گفت:سلام");
}

#[test]
fn the_word_at_a_place() {
    let text = Text::new("او می‌رود.");
    let at = |byte| word_at(&text, byte).map(|it| text.slice(it).to_owned());
    assert_eq!(at(0).as_deref(), Some("او"));
    assert_eq!(at(4).as_deref(), Some("او"));
    assert_eq!(at(12).as_deref(), Some("می‌رود"));
    assert_eq!(at(text.len_bytes()), None);
}

#[test]
fn sentences_end_where_people_end_them() {
    let source = "سال ۱۴۰۰ ه.ش. بود. رشد ۳.۵ درصد شد! «چه؟» گفت؛ رفت\nخط بعد";
    let text = Text::new(source);
    let found: Vec<&str> =
        sentences(&text, 0..source.len()).into_iter().map(|it| text.slice(it)).collect();
    assert_eq!(found, ["سال ۱۴۰۰ ه.ش. بود.", "رشد ۳.۵ درصد شد!", "«چه؟»", "گفت؛", "رفت", "خط بعد"]);
}

#[track_caller]
fn check_fold(source: &str, shadow: &str) {
    assert_eq!(Folded::new(source, Fold::Strict).as_str(), shadow);
}

#[test]
fn spellings_fold_to_one() {
    check_fold("ﻛﺘﺎب ي ى ك", "کتاب ی ی ک");
    check_fold("١٢ ۱۲ 12", "12 12 12");
    check_fold("مُحَمَّد ـــ", "محمد ");
    check_fold("می\u{200B}رود می¬رود", "می\u{200C}رود می\u{200C}رود");
    check_fold("الف \u{A0}\t ب", "الف ب");
    check_fold("«۲۰٪» … –", "\"20%\" ... -");
}

#[test]
fn a_fold_leads_back_to_its_source() {
    let source = "مُحَمَّد رفت";
    let folded = Folded::new(source, Fold::Strict);
    let at = folded.as_str().find("محمد").expect("it is there");
    let range = folded.source_range(at..at + "محمد".len());
    assert_eq!(source.get(range), Some("مُحَمَّد"));
}

proptest! {
    #[test]
    fn offsets_agree_with_counting(source in "\\PC{0,400}|[ا-ی😀 \u{200C}]{0,400}", at in 0_usize..1600) {
        let text = Text::new(source.as_str());
        let byte = source.floor_char_boundary(at.min(source.len()));
        let before = source.get(..byte).unwrap_or_default();
        prop_assert_eq!(text.char_of_byte(byte), before.chars().count());
        prop_assert_eq!(text.utf16_of_byte(byte), before.encode_utf16().count());
        prop_assert_eq!(text.byte_of_char(before.chars().count()), Some(byte));
        prop_assert_eq!(text.byte_of_utf16(before.encode_utf16().count()), Some(byte));
        prop_assert_eq!(text.byte_of_char(source.chars().count() + 1), None);
    }

    #[test]
    fn any_text_has_words_sentences_and_a_shadow(source in "(\\PC|[ا-ی ۰-۹./\u{200C}\u{200F}«»()؟\n]){0,200}") {
        let text = Text::new(source.as_str());
        let found = words(&text, 0..source.len());
        prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        let found = sentences(&text, 0..source.len());
        prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        let folded = Folded::new(&source, Fold::Loose);
        for (at, _) in folded.as_str().char_indices() {
            prop_assert!(source.is_char_boundary(folded.source_byte(at)));
        }
        let paragraphs = text.paragraphs();
        let joined: String = (0..paragraphs.count()).map(|it| source.get(paragraphs.bytes(it)).unwrap_or_default()).collect();
        prop_assert_eq!(&joined, &source);
    }
}

/// A page with these elements before an article.
fn page_with(elements: &str) -> Option<String> {
    let words = "وزیر امروز گفت که کار آغاز شده است و مردم از آن خبر دارند. ".repeat(6);
    text_of_page(&format!("<html><body>{elements}<article><p>{words}</p></article></body></html>"))
}

#[test]
fn markup_that_no_page_has_is_not_read() {
    for nested in [
        "<time>",
        "<div>",
        "<b>",
        "<form><time></form>",
        "<time></foo>",
        "<time><div></time>",
        "<!--><time>",
        "<a \"><time>",
        "<a =\"><time>",
        "<time/>",
        "<svg><path d=a/>",
        "<svg><div><time/>",
        "<svg><style><g>",
        "<rt>",
        "<noscript><i>",
    ] {
        assert_eq!(page_with(&nested.repeat(20_000)), None, "{nested}");
    }
    let attributes: Vec<String> = (0..20_000).map(|it| format!("a{it}")).collect();
    let attributes = attributes.join(" ");
    assert_eq!(page_with(&format!("<p {attributes}>")), None);
}

#[test]
fn long_pages_are_read() {
    for usual in [
        "<li>یک",
        "<p>یک",
        "<br>",
        "<img src=a>",
        "<div><span>یک</div>",
        "<table><tr><td>یک</table>",
        "<script>x = '<div><div>'</script>",
        "<!-- <div> -->",
        "<a href=\"/?a=b&c=d\" title='>'>یک</a>",
        "<svg><path d=\"M 1 2\"/><use/></svg>",
        "<option>یک",
    ] {
        assert!(page_with(&usual.repeat(2000)).is_some(), "{usual}");
    }
    let drawing = format!("<svg>{}</svg>", "<path d=\"M 1 2\"/>".repeat(2000));
    assert!(page_with(&drawing).is_some());
}
