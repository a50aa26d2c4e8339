//! Tests of `recognize::date`: the gold cases by category, marked sentences, any text.

use std::{collections::BTreeSet, path::Path};

use hashiye::{
    recognize::{Context, Mention, date::RECOGNIZER},
    text::Text,
};
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::support::parse;

fn published() -> Context {
    Context { published: "2021-12-31".parse().ok() }
}

fn find(text: &Text) -> Vec<Mention> {
    (RECOGNIZER.find)(text, &published())
}

fn attribute<'a>(mention: &'a Mention, key: &str) -> &'a str {
    let found = mention.attributes.iter().find(|(it, _)| *it == key);
    found.map_or("", |(_, value)| value)
}

/// Checks that just the marked words are dates, with the marked values:
/// `[2021-12-31 روز جمعه]`.
#[track_caller]
fn dates(marked: &str) {
    let (source, spans) = parse(marked);
    let text = Text::new(source);
    let found = find(&text);
    let found: Vec<(&str, &str)> =
        found.iter().map(|it| (attribute(it, "value"), text.slice(it.pieces[0]))).collect();
    let want: Vec<(&str, &str)> = spans
        .iter()
        .filter_map(|(start, end, value)| Some((value.as_str(), text.as_str().get(*start..*end)?)))
        .collect();
    assert_eq!(found, want, "in {marked}");
}

fn gold(name: &str) -> Vec<Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/recognize/date").join(name);
    let lines = std::fs::read_to_string(path).expect("the gold file is there");
    lines.lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect()
}

/// What is wrong with the dates of one gold record.
fn faults(record: &Json) -> Vec<String> {
    let id = record["id"].as_str().unwrap_or_default();
    let text = Text::new(record["text"].as_str().unwrap_or_default());
    let context =
        Context { published: record["published"].as_str().and_then(|it| it.parse().ok()) };
    let found = (RECOGNIZER.find)(&text, &context);
    let chars = |it: &Mention| {
        let range = it.pieces[0];
        (text.char_of_byte(range.start()), text.char_of_byte(range.end()))
    };
    let spans = record["spans"].as_array().cloned().unwrap_or_default();
    let place = |span: &Json| {
        let at = |key: &str| span[key].as_u64().and_then(|it| usize::try_from(it).ok());
        (at("start").unwrap_or_default(), at("end").unwrap_or_default())
    };
    let mut faults = Vec::new();
    let known: BTreeSet<_> = spans.iter().map(place).collect();
    faults.extend(
        found
            .iter()
            .filter(|it| !known.contains(&chars(it)))
            .map(|it| format!("{id}: no date: {}", text.slice(it.pieces[0]))),
    );
    for span in spans.iter().filter(|it| it["flag"] != "opt") {
        let words = &span["surface"];
        let Some(mention) = found.iter().find(|it| chars(it) == place(span)) else {
            faults.push(format!("{id}: missed {words}"));
            continue;
        };
        let (value, want) =
            (attribute(mention, "value"), span["value"].as_str().unwrap_or_default());
        // Lunar days are tabular here and sighted in the gold.
        if value != want && span["tolerance_days"].is_null() {
            faults.push(format!("{id}: {words} is {want}, not {value}"));
        }
        if attribute(mention, "timex_type") != span["type"] {
            faults.push(format!("{id}: {words} is no {}", attribute(mention, "timex_type")));
        }
    }
    faults
}

#[test]
fn the_sample_article_is_read_whole() {
    let records = gold("seed.jsonl");
    let faults: Vec<String> = records.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let text = Text::new(records[0]["text"].as_str().unwrap_or_default());
    let found = find(&text);
    let pairs: Vec<_> = found.iter().flat_map(|it| &it.links).collect();
    assert_eq!(pairs.len(), 5);
    assert!(pairs.iter().all(|it| it.relation == "pair" && it.label == "date"));
}

#[test]
fn the_cases_of_every_category_are_read() {
    let faults: Vec<String> = gold("cases.jsonl").iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_span_covers_whole_words_with_their_marks() {
    dates("این کار [PRESENT_REF فعلاً] منتفی است.");
    dates("روزنامه‌ها و سال‌نامه‌ها را خواند.");
    dates("سفر [P3D سه‌روزه‌اش] تمام شد.");
}

#[test]
fn names_that_are_words_need_company() {
    dates("خیابان ۱۷ شهریور بسته شد.");
    dates("جریان دوم خرداد بیانیه داد.");
    dates("خبرگزاری مهر و مسکن مهر و مهر مادری.");
    dates("حمل و نقل ۱۰ سرطان شایع.");
    dates("در [2021-09-23/2021-10-22 مهرماه] آمد.");
}

#[test]
fn pairs_agree_when_one_side_has_the_year() {
    dates("دیدار [2019-07-04 ۱۳ تیر] ([2019-07-04 ۴ ژوئیه ۲۰۱۹]) بود.");
    dates("[2022-02-24 پنجم اسفند ۱۴۰۰] برابر با [2022-02-24 ۲۴ فوریه] بود.");
}

#[test]
fn impossible_days_keep_their_place() {
    dates("در [XXXX-XX-XX ۳۱ مهر ۱۴۰۰] آمد و [XXXX-XX-XX ۳۰ اسفند ۱۴۰۰] رفت.");
}

#[test]
fn without_a_publication_date_nothing_is_guessed() {
    let text = Text::new("روز جمعه و دیروز و ۱۲ آذر و ماه گذشته و ۵ مهر ۱۳۹۸");
    let found = (RECOGNIZER.find)(&text, &Context::default());
    let values: Vec<&str> = found.iter().map(|it| attribute(it, "value")).collect();
    assert_eq!(values, ["XXXX-WXX-5", "XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX", "2019-09-27"]);
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_span_is_whole(source in any_text()) {
        let text = Text::new(source);
        for mention in find(&text) {
            let range = mention.pieces[0];
            prop_assert!(text.range(range.start(), range.end()).is_ok());
            prop_assert!(mention.attributes.iter().all(|(_, value)| !value.is_empty()));
        }
    }
}

/// Words of dates and others, in any order, with any joints.
fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "۱۲",
        "31",
        "٣",
        "1400",
        "۲۰۲۲",
        "/",
        "-",
        ".",
        ":",
        "(",
        ")",
        "،",
        "و",
        "تا",
        "از",
        "در",
        "دی",
        "مهر",
        "می",
        "ژانویه",
        "محرم",
        "ماه",
        "سال",
        "روز",
        "هفته",
        "ساعت",
        "دهه",
        "قرن",
        "شنبه",
        "جمعه",
        "شب",
        "صبح",
        "نیمه",
        "اول",
        "دوم",
        "بیست",
        "هزار",
        "سی",
        "ام",
        "گذشته",
        "آینده",
        "پیش",
        "بعد",
        "امروز",
        "فردا",
        "هر",
        "یک",
        "بار",
        "نیم",
        "ربع",
        "به",
        "چند",
        "شمسی",
        "میلادی",
        "قمری",
        "نوروز",
        "عاشورا",
        "پایان",
        "شد",
        "خواهد",
        "است",
        "\u{200C}",
        " ",
        "  ",
        "\n",
        "ً",
        "ـ",
        "\u{200F}",
        "کتاب",
        "برابر با",
        "روزهای",
        "ها",
        "۰",
        "۹۹۹۹۹۹۹۹۹۹۹۹",
        "ه.ش",
        "ق.م",
        "a",
        "😀",
        "\u{FDF2}",
    ]);
    prop_oneof![prop::collection::vec(words, 0..24).prop_map(|it| it.join("")), ".{0,60}",]
}
