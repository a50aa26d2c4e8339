//! Tests of `recognize`: what both recognizers have in common.

use hashiye::{
    language::words,
    recognize::{self, Context, Mention, ReadingDoubt, date},
    text::Text,
};

use crate::support::cases;

fn published() -> Context {
    Context { published: "2021-12-31".parse().ok() }
}

/// False suggestions in a thousand words of what is no news.
const MOST_FALSE: f64 = 0.5;
/// What is a length of time there too.
const RIGHT: [&str; 2] = ["دو روزی", "۱۲۰ دقیقه"];

#[test]
fn what_is_no_news_has_hardly_a_suggestion() {
    for recognizer in recognize::ALL {
        let (mut all_words, mut found) = (0, Vec::new());
        for case in cases("recognize/claim/no_claims.txt") {
            let text = Text::new(case.marked.text.as_str());
            all_words += words(&text, 0..text.len_bytes()).len();
            let mentions = (recognizer.find)(&text, &published());
            let quotes = mentions.iter().map(|it| text.slice(it.pieces[0]));
            let wrong = quotes.filter(|it| !RIGHT.contains(it));
            found.extend(wrong.map(|it| format!("{}: {it}", case.id)));
        }
        #[expect(clippy::cast_precision_loss, reason = "some hundred words")]
        let share = found.len() as f64 * 1000.0 / all_words as f64;
        assert!(
            share <= MOST_FALSE,
            "{}: {share} in 1,000 of {all_words}: {found:?}",
            recognizer.id
        );
    }
}

fn today(source: &str) -> Mention {
    let found = date::find(&Text::new(source), &published());
    found.into_iter().next().expect("there is a date")
}

fn value(mention: &Mention) -> &str {
    let found = mention.attributes.iter().find(|it| it.0 == "value");
    found.map_or("", |it| it.1.as_str())
}

#[test]
fn today_is_the_day_or_these_days() {
    let mut it = today("امروز باران بارید.");
    assert_eq!((value(&it), it.other_readings.len()), ("2021-12-31", 1));
    assert_eq!(it.other_readings[0].doubt, ReadingDoubt::BareToday);
    it.read_otherwise(0);
    assert_eq!((value(&it), &*it.rule), ("PRESENT_REF", "nowadays"));
    assert!(it.is_read_otherwise());
    it.read_otherwise(0);
    assert_eq!((value(&it), &*it.rule), ("2021-12-31", "deictic-day"));
    assert!(!it.is_read_otherwise());

    let mut it = today("در دنیای امروز چنین است.");
    assert_eq!(
        (value(&it), it.other_readings[0].doubt),
        ("PRESENT_REF", ReadingDoubt::TodayOfNoun)
    );
    it.read_otherwise(0);
    assert_eq!(value(&it), "2021-12-31");
}

#[test]
fn what_is_in_no_doubt_has_no_other_reading() {
    for source in
        ["دیروز آمد.", "همین امروز آمد.", "امروز صبح آمد.", "امروز ۱۰ دی آمد.", "اکنون آمد."]
    {
        let it = today(source);
        assert_eq!(it.other_readings, [], "{source}");
    }
}
