//! Web pages, PDF and pictures of an article: whole, escaped, and readable again.

use std::{io::Read as _, ops::ControlFlow};

use hashiye::{
    model::Document,
    report::{AnalystWork, Language, ReportTypesetter},
    text::Text,
};
use proptest::prelude::*;

use super::{press, work};
use crate::support::document;

fn html(document: &Document) -> String {
    String::from_utf8(press(Language::Persian).html(work(document))).expect("it is UTF-8")
}

/// What stands between the tags of the article itself.
fn words_of(html: &str) -> String {
    let mut out = String::new();
    for section in html.split("<section>").skip(1) {
        let (tag, rest) = section.split_once('>').expect("a paragraph is opened");
        let close = if tag.starts_with("<h1") { "</h1>" } else { "</p>" };
        let (paragraph, _) = rest.split_once(close).expect("a paragraph is closed");
        let mut inside = false;
        let plain = paragraph.chars().filter(|c| {
            inside = inside && *c != '>' || *c == '<';
            !inside && *c != '>'
        });
        out += &plain.collect::<String>();
        out.push('\n');
    }
    let unescaped = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    unescaped.replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn a_page_holds_the_article_and_fetches_nothing() {
    let document = document(
        "<script>alert(1)</script>\nوی [claim «هوا» & \"خوب\" است] گفت \
         [date value=2021-12-31 فردا]\n",
    );
    let html = html(&document);
    assert_eq!(words_of(&html).trim_end(), document.text().as_str().trim_end());
    assert!(!html.contains("<script"), "nothing of the article is markup");
    let body = html.split_once("<body>").expect("there is a body").1;
    for fetched in ["src=", "href=\"http", "url(", "@import", " on"] {
        let found =
            body.split('<').any(|tag| tag.split('>').next().is_some_and(|it| it.contains(fetched)));
        assert!(!found, "{fetched}");
    }
    assert!(html.contains("default-src 'none'"));
    assert!(html.contains("۱۰ دی ۱۴۰۰") && html.contains("۳۱ دسامبر ۲۰۲۱"));
}

#[test]
fn overlapping_and_discontinuous_tags_are_marked() {
    let document = document("[cue#3 الف] [claim#1 ب [date#2 پ ت]][date#2  ث] [cue#3 ج]");
    let html = html(&document);
    assert_eq!(words_of(&html).trim_end(), "الف ب پ ت ث ج");
    let marks: Vec<(&str, &str)> = html
        .split("<a class=\"m k")
        .skip(1)
        .map(|it| {
            let (class, rest) = it.split_once('"').expect("a class");
            let words = rest.split_once('>').expect("a tag").1;
            (class, words.split_once('<').expect("its words").0)
        })
        .collect();
    assert_eq!(marks, [("3", "الف"), ("0", "ب "), ("0-1", "پ ت"), ("1", " ث"), ("3", "ج")]);
    for id in ["s1", "s2", "s3"] {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} is marked once");
        assert_eq!(html.matches(&format!(" id=\"n{id}\"")).count(), 1, "{id} has a card");
    }
}

#[test]
fn a_claims_card_says_who_by_which_words_and_when() {
    let document = document(
        "[claimant→4 حسن] [cue→4 گفت] [claim#4 about→3 هوا [date#3 value=2021-12-31 فردا] خوب است]",
    );
    let html = html(&document);
    let card = html.split("id=\"ns4\"").nth(1).expect("the claim has a card");
    let card = card.split("</div>\n").next().expect("it ends");
    let order: Vec<usize> = ["حسن", "گفت", "هوا فردا"]
        .iter()
        .map(|it| card.find(it).expect("it is reported"))
        .collect();
    assert!(order.is_sorted(), "{card}");
    assert!(card.contains("۱۰ دی ۱۴۰۰"), "{card}");
    assert_eq!(html.matches("class=\"card").count(), 2, "parts have no card of their own");
}

/// Everything in the streams of a PDF that are deflated.
fn streams(pdf: &[u8]) -> String {
    let mut out = String::new();
    let mut rest = pdf;
    while let Some(at) = memchr::memmem::find(rest, b"stream\n") {
        rest = &rest[at + 7..];
        let mut plain = Vec::new();
        let _other_than_deflated = flate2::read::ZlibDecoder::new(rest).read_to_end(&mut plain);
        out += &String::from_utf8_lossy(&plain);
    }
    out
}

#[test]
fn a_pdf_says_which_letters_its_glyphs_are() {
    let words = "هوا فردا خوب است\n".repeat(80);
    let document = document(&format!("{words}[date value=2021-12-31 فردا] عملاً می‌رود"));
    let pdf = press(Language::Persian).pdf(&[work(&document)]).expect("it is made");
    assert!(pdf.starts_with(b"%PDF-"));
    let whole = format!("{}{}", String::from_utf8_lossy(&pdf), streams(&pdf));
    assert!(whole.matches("/Type /Page\n").count() + whole.matches("/Type/Page/").count() >= 2);
    assert!(whole.contains("beginbfchar"), "glyphs have no characters");
    for letter in "هواfردبست".chars().filter(|it| !it.is_ascii()) {
        let code = format!("<{:04X}>", u32::from(letter));
        assert!(whole.contains(&code), "{letter} cannot be copied");
    }
    assert!(whole.contains("<200C>"), "joiners cannot be copied");
    assert!(!whole.contains("<06CC200C>") && !whole.contains("<06440627>"), "letters in one glyph");
    assert!(whole.contains("/Lang (fa)") || whole.contains("/Lang(fa)"), "it has no language");
}

/// Articles whose letters need different fonts and weights first.
fn several() -> Vec<Document> {
    let words = |at: usize| match at % 3 {
        0 => format!("تیتر {at}\n[claim هوا خوب است] گفت [date value=2021-12-31 فردا]\n"),
        1 => format!("[date value=2021-12-31 فردا] می‌رود {at}\n"),
        _ => format!("Title {at}\n{}[claim هوا]\n", "خوب است و ".repeat(300)),
    };
    (0..9).map(|at| document(&words(at))).collect()
}

#[test]
fn articles_set_side_by_side_are_as_each_alone() {
    let documents = several();
    let works: Vec<AnalystWork<'_>> = documents.iter().map(work).collect();
    let set = |press: &mut ReportTypesetter, work: AnalystWork<'_>| {
        (press.html(work), press.article_svg(work))
    };
    let alone: Vec<_> = works.iter().map(|it| set(&mut press(Language::Persian), *it)).collect();
    let mut together = Vec::new();
    let whole = press(Language::Persian).set_each(&works, set, |it| {
        together.push(it);
        ControlFlow::<()>::Continue(())
    });
    assert!(whole.is_continue());
    assert!(together == alone, "in order, and each the same");
    let mut few = 0;
    let broken = press(Language::Persian).set_each(&works, set, |_| {
        few += 1;
        if few == 2 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
    });
    assert_eq!((broken, few), (ControlFlow::Break("enough"), 2));
}

#[test]
fn a_pdf_of_several_articles_has_each_font_once_and_can_be_broken_off() {
    let documents = several();
    let works: Vec<AnalystWork<'_>> = documents.iter().map(work).collect();
    let pdf = press(Language::Persian).pdf(&works).expect("it is made");
    assert!(pdf == press(Language::Persian).pdf(&works).expect("it is made"), "the same twice");
    let whole = format!("{}{}", String::from_utf8_lossy(&pdf), streams(&pdf));
    let fonts = |it: &str| it.matches("/FontFile2").count() + it.matches("/FontFile3").count();
    let one = press(Language::Persian).pdf(&works[..3]).expect("it is made");
    let one = format!("{}{}", String::from_utf8_lossy(&one), streams(&one));
    assert!(fonts(&whole) > 0);
    assert_eq!(fonts(&whole), fonts(&one), "more articles of the same kinds need no more fonts");
    let mut set = 0;
    let broken = press(Language::Persian).pdf_while(&works, || {
        set += 1;
        if set == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((broken, set), (Ok(None), 4));
}

fn everything(press: &mut ReportTypesetter, work: AnalystWork<'_>) {
    assert!(!press.html(work).is_empty());
    let svg = String::from_utf8(press.article_svg(work)).expect("it is UTF-8");
    roxmltree::Document::parse(&svg).expect("it is XML");
    press.pdf(&[work]).expect("it is made");
    let scene = press.timeline(&[work]);
    press.svg(&scene, work.document.schema());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_makes_every_report(
        text in "[آ-ی a-z<>&\"'\\[\\]()0-9۰-۹\\n\\r\\t\u{200C}\u{200D}\u{202E}\u{2066}\u{1F600}\u{300}\u{1}]{1,120}",
        cuts in proptest::collection::vec((0_usize..120, 1_usize..40), 0..8),
    ) {
        let text = Text::new(text);
        let mut document = Document::new("x", text.clone(), hashiye::model::Schema::standard());
        let labels = ["claim", "date", "claimant", "other"];
        for (index, (start, len)) in cuts.into_iter().enumerate() {
            if let Ok(range) = text.range_of_chars(start, start + len) {
                let draft = hashiye::edit::AnnotationDraft::new(range, labels[index % 4]);
                let tag = hashiye::edit::annotate(&document, vec![draft]);
                document.apply(&tag).expect("it fits");
            }
        }
        let page = html(&document);
        let lines = |it: &str| -> Vec<String> {
            let lines = it.split(['\n', '\r']).filter(|it| !it.trim().is_empty());
            lines.map(|it| it.replace(['\u{1}', '\u{FFFD}'], "?")).collect()
        };
        prop_assert_eq!(lines(&words_of(&page)), lines(text.as_str()));
        everything(&mut press(Language::English), work(&document));
    }
}
