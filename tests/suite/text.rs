//! Decoding, offsets, folding, words and sentences.

use std::time::{Duration, Instant};

use hashiye::{
    language::{Fold, Folded, sentences, word_at, words},
    text::{Article, DecodeError, Encoding, Text, text_of_page, words_of_markup},
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

#[test]
fn cells_of_a_table_are_parted_and_each_row_is_a_line() {
    for (markup, words) in [
        (
            "<table><tr><td>الف</td><td>ب</td></tr><tr><td>۱</td><td>۲</td></tr></table>",
            "الف\tب\n۱\t۲",
        ),
        ("<tr><th>سال<th>نرخ<tr><td>۱۴۰۰<td>۵", "سال\tنرخ\n۱۴۰۰\t۵"),
        ("<tr><td><p>الف</p></td><td><p>ب</p></td></tr>", "الف\tب"),
        ("<tr> <td> الف </td> <td></td> <td>ب</td> </tr>", "الف\t\tب"),
        ("<tr><td></td><td>ب</td></tr><tr><td>۱</td><td></td></tr>", "\tب\n۱"),
        // A page that is set as a table keeps its paragraphs.
        ("<table><tr><td><p>یک.</p><p>دو.</p></td><td>سه</td></tr></table>پس", "یک.\nدو.\nسه\nپس"),
    ] {
        assert_eq!(words_of_markup(markup), words, "{markup}");
    }
}

#[test]
fn what_a_page_hides_is_not_read() {
    for hidden in [
        "<div hidden>نهان<div>نهان</div></div>",
        "<p style=\"color: red; Display : none !important\">نهان</p>",
        "<span style='visibility:hidden'>نهان</span>",
        "<span aria-hidden=true>نهان</span>",
        "<template><p>نهان</p><template>نهان</template></template>",
        "<script>if (1 > 0) { '<p>نهان' }</script>",
        "<p hidden>نهان<p>",
        "<ul><li hidden>نهان</ul>",
        "<!-- <p>نهان</p> -->",
        "<input hidden>",
    ] {
        assert_eq!(words_of_markup(&format!("<p>پیش</p>{hidden}<p>پس</p>")), "پیش\nپس", "{hidden}");
    }
    for shown in [
        "<p class=\"hidden\">پیدا</p>",
        "<p aria-hidden=\"false\">پیدا</p>",
        "<p title='hidden'>پیدا</p>",
        "<p style='display:block'>پیدا</p>",
        // An element that never ends hides nothing of what follows.
        "<b hidden>پیدا",
    ] {
        assert_eq!(words_of_markup(&format!("<p>پیش</p>{shown}")), "پیش\nپیدا", "{shown}");
    }
}

#[test]
fn what_is_set_as_it_stands_keeps_its_lines() {
    let markup = "<p>یک\n  دو&nbsp; سه</p><pre>\nالف  ب\n\n  ج &lt;د&gt;\n</pre><p>چهار";
    assert_eq!(words_of_markup(markup), "یک دو سه\nالف  ب\n\n  ج <د>\nچهار");
}

#[test]
fn crowds_of_hidden_elements_are_read_in_time() {
    for crowd in
        ["<b hidden>", "<p hidden>", "<template>", "<b hidden></b>", "<!--", "<td>", "<pre>"]
    {
        let begun = Instant::now();
        let words = words_of_markup(&crowd.repeat(200_000));
        // What takes the square of its length takes many minutes here.
        assert!(begun.elapsed() < Duration::from_mins(1), "{crowd}");
        assert!(words.trim().is_empty() || crowd == "<!--", "{crowd}");
    }
}

#[test]
fn a_page_is_read_as_what_is_pasted_is() {
    let elements = "<table><tr><td>الف</td><td>ب</td></tr><tr><td>۱</td><td>۲</td></tr></table>\
        <p hidden>نهان</p><pre>یک\n  دو</pre>";
    let words = "وزیر امروز گفت که کار آغاز شده است و مردم از آن خبر دارند. ".repeat(6);
    let page = format!(
        "<html><body><article><p>{words}</p>{elements}<p>{words}</p></article></body></html>"
    );
    let text = text_of_page(&page).expect("it has an article");
    assert!(text.contains("الف\tب\n۱\t۲\n"), "{text}");
    assert!(text.contains("یک\n  دو\n"), "{text}");
    assert!(!text.contains("نهان"), "{text}");
}
