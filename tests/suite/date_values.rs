//! Tests of `timex` and of what `recognize::date` does with values: read, described, typed, read again, checked.

use hashiye::{
    recognize::{
        Context,
        date::{
            DateReader, PublicationClues, StatedDate, at_caret, check, find, publication_proposals,
            read_range, read_typed,
        },
    },
    text::{Language, Text},
    timex::{Calendar, PartOfDay, Reference, Value, describe, season_letters, weekday_name},
};
use proptest::prelude::*;

fn published() -> Context {
    Context { published: "2021-12-31".parse().ok() }
}

#[test]
fn what_is_known_of_a_value_with_unknown_parts_is_said() {
    for (value, persian, english) in [
        ("XXXX-12-07", "۷ دسامبر، سال نامعلوم", "7 December, year unknown"),
        ("XXXX-12", "دسامبر، سال نامعلوم", "December, year unknown"),
        ("XXXX-SU", "تابستان، سال نامعلوم", "summer, year unknown"),
        ("2021-XX", "سال ۲۰۲۱", "2021"),
        ("XXXX-12-07TNI", "۷ دسامبر، سال نامعلوم، شب", "7 December, year unknown, night"),
        ("XXXX-WXX-5", "جمعه", "Friday"),
        ("XXXX-XX-XXTNI", "شب", "night"),
        ("XXXX-XX-XX", "نامعلوم", "unknown"),
        ("XXXX-13-07", "نامعلوم", "unknown"),
    ] {
        for (language, said) in [(Language::Persian, persian), (Language::English, english)] {
            assert_eq!(describe(value, language).gregorian, said, "{value}");
        }
    }
}

#[test]
fn values_are_written_as_they_were_read() {
    for value in [
        "2021-12-31",
        "2021-12",
        "2021",
        "199",
        "19",
        "2021-Q1",
        "2021-H2",
        "2021-SP",
        "2021-W50",
        "BC0776",
        "2021-12-31T20:00",
        "2021-12-31T20:00:05",
        "2021-12-31T20:00+03:30",
        "2021-12-31T08:00Z",
        "2021-12-30TNI",
        "P18M",
        "PT2H30M",
        "P2DE",
        "P1CE",
        "PXD",
        "PTXM",
        "P1.5M",
        "P2Y6M",
        "P1DT12H",
        "P1Y6M10D",
        "PT1H20M30S",
        "PAST_REF",
        "PRESENT_REF",
        "FUTURE_REF",
        "2021-12-22/2022-01-20",
        "2015/2016",
        "0680-10/0681-09",
        "XXXX-XX-XX",
        "XXXX-WXX-5",
        "XXXX-12-07",
        "XXXX-XX-XXTNI",
    ] {
        let read = Value::parse(value).unwrap_or_else(|| panic!("{value} is a value"));
        assert_eq!(read.to_string(), value);
    }
    assert_eq!(Value::parse("202X").map(|it| it.to_string()), Some("202".to_owned()));
    for nonsense in
        ["", "2021-13", "2021-02-30", "2021-12-31T25:00", "P", "PT", "فردا", "2021-12-31/", "Q1"]
    {
        assert_eq!(Value::parse(nonsense), None, "{nonsense}");
    }
}

#[test]
fn the_solar_calendar_has_the_official_leap_years() {
    let leap = |year: i32| Calendar::Persian.day(year, 12, 30).is_some();
    for year in [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408] {
        assert!(leap(year), "{year}");
    }
    assert!(!leap(1400) && !leap(1404) && !leap(1402));
    let day = Calendar::Persian.day(1357, 11, 22).expect("it was a day");
    assert_eq!(day.to_string(), "1979-02-11");
    assert_eq!(Calendar::Persian.parts(day).day, 22);
}

#[test]
fn a_value_is_reported_in_both_calendars() {
    let reported = |value: &str, language: Language| {
        let it = describe(value, language);
        (it.jalali, it.gregorian)
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(reported("2021-12-31", Language::Persian), pair("۱۰ دی ۱۴۰۰", "۳۱ دسامبر ۲۰۲۱"));
    assert_eq!(reported("2021-12-31", Language::English), pair("10 Dey 1400", "31 December 2021"));
    assert_eq!(
        reported("2022-01-09/2022-01-10", Language::Persian),
        pair("۱۹ و ۲۰ دی ۱۴۰۰", "۹ و ۱۰ ژانویه ۲۰۲۲")
    );
    assert_eq!(
        reported("2022-01-09/2022-01-10", Language::English),
        pair("19–20 Dey 1400", "9–10 January 2022")
    );
    assert_eq!(reported("2021-12-22/2022-01-20", Language::Persian).0, "دی ۱۴۰۰");
    assert_eq!(reported("2021-03-21/2022-03-20", Language::Persian).0, "سال ۱۴۰۰");
    assert_eq!(reported("2022-01", Language::English).1, "January 2022");
    assert_eq!(reported("199", Language::English).1, "1990s");
    assert_eq!(reported("PT2H30M", Language::Persian).0, "۲ ساعت و ۳۰ دقیقه");
    assert_eq!(reported("P3M", Language::English).1, "3 months");
    assert_eq!(reported("2021-12-30TNI", Language::Persian).0, "۹ دی ۱۴۰۰، شب");
    assert_eq!(describe("2021-12-31", Language::Persian).weekday.as_deref(), Some("جمعه"));
    assert_eq!(reported("2021-Q1", Language::English).1, "Q1 2021");
    assert_eq!(reported("XXXX-XX-XXT20:00", Language::English).1, "20:00");
    assert_eq!(reported("XXXX-XX-XXTNI", Language::English).1, "night");
    assert_eq!(describe("چرند", Language::English).gregorian, "چرند");
}

#[test]
fn every_word_of_values_is_there_in_both_languages() {
    let numbered = |pattern: &str, last: u8| -> Vec<String> {
        (1..=last).map(|n| pattern.replace("{}", &format!("{n:02}"))).collect()
    };
    let mut values = [numbered("2021-{}-15", 12), numbered("2021-12-{}", 7)].concat();
    for season in 1..=4 {
        values.push(format!("2021-{}", season_letters(season)));
    }
    for unit in ["TS", "TM", "TH", "D", "W", "M", "Y", "DE", "CE"] {
        let (clock, letters) = unit.strip_prefix('T').map_or(("", unit), |it| ("T", it));
        values.extend([format!("P{clock}1{letters}"), format!("P{clock}X{letters}")]);
    }
    for part in PartOfDay::ALL {
        values.push(format!("2021-12-31T{}", part.letters()));
    }
    values.extend(Reference::ALL.iter().map(|it| it.key().to_owned()));
    values.extend(["199", "19", "BC0776", "2021", "2021-Q1", "2021-H1", "XXXX"].map(String::from));
    for value in values {
        let words = |language| describe(&value, language).gregorian;
        let (persian, english) = (words(Language::Persian), words(Language::English));
        let is_whole = |it: &str| !it.contains(['{', '}']) && it.trim() == it && !it.is_empty();
        assert!(is_whole(&persian) && is_whole(&english), "{value}: {persian:?}, {english:?}");
        let differs = persian.chars().all(|it| !it.is_ascii_alphanumeric());
        assert!(differs, "{value} in Persian: {persian}");
    }
    for day in 1..=7 {
        for language in Language::ALL {
            assert!(!weekday_name(day, *language).is_empty(), "{day} {language:?}");
        }
    }
}

#[test]
fn values_of_one_time_agree() {
    let disagree = |one: &str, other: &str, slack: i32| {
        let read = |it| Value::parse(it).unwrap_or_else(|| panic!("{it} is a value"));
        let (one, other) = (read(one), read(other));
        assert_eq!(one.disagrees(&other, slack), other.disagrees(&one, slack));
        one.disagrees(&other, slack)
    };
    assert!(!disagree("2021-12-31", "2021-12-31", 0));
    assert!(disagree("2021-12-31", "2022-01-01", 0));
    assert!(!disagree("2021-12-31", "2022-01-01", 1));
    // A day beside a month, two months of two calendars: they share a day.
    assert!(!disagree("2021-12-31", "2021-12", 0) && disagree("2022-01-01", "2021-12", 0));
    assert!(!disagree("2021-12-22/2022-01-20", "2022-01", 0));
    assert!(disagree("2021-12-22/2022-01-20", "2022-02", 0));
    // Two short stretches are the same days or not the same.
    assert!(disagree("2022-01-09/2022-01-10", "2022-01-10/2022-01-11", 0));
    assert!(!disagree("P3M", "2022", 0) && !disagree("XXXX-XX-XX", "2022", 0));
}

#[track_caller]
fn typed(typed: &str, value: &str, native: Option<&str>) {
    let read = read_typed(typed, &published()).unwrap_or_else(|| panic!("{typed} is a date"));
    assert_eq!((read.value.as_str(), read.native.as_deref()), (value, native), "{typed}");
}

#[test]
fn an_analyst_may_type_a_date_in_any_way() {
    let native = Some("1400-10-10");
    for it in
        ["۱۰ دی ۱۴۰۰", "1400/10/10", "۱۴۰۰/۱۰/۱۰", "1400-10-10", "10 Dey 1400", " ۱۰ دی‌ماه ۱۴۰۰ "]
    {
        typed(it, "2021-12-31", native);
    }
    for it in
        ["2021-12-31", "31 December 2021", "December 31, 2021", "31/12/2021", "۳۱ دسامبر ۲۰۲۱"]
    {
        typed(it, "2021-12-31", None);
    }
    typed("1400", "2021-03-21/2022-03-20", Some("1400"));
    typed("۲۰۲۱", "2021", None);
    typed("1400/10", "2021-12-22/2022-01-20", native.and_then(|it| it.get(..7)));
    typed("2021-12", "2021-12", None);
    typed("PT50M", "PT50M", None);
    typed("202X", "202", None);
    typed("دیروز", "2021-12-30", None);
    for nonsense in ["", "کتاب", "۱۰ دی ۱۴۰۰ و چیزی", "31 Foo 2021"] {
        assert_eq!(read_typed(nonsense, &published()), None, "{nonsense}");
    }
}

#[test]
fn the_date_at_the_caret_is_whole() {
    let text = Text::new("سلام.\nاو روز ۱۲ ماه ژانویه آمد.");
    let at = |word: &str| text.as_str().find(word).expect("the word is there");
    let words = |byte: usize| {
        let found = at_caret(&text, byte, &published())?;
        Some(text.slice(found.pieces[0]).to_owned())
    };
    assert_eq!(words(at("ماه")).as_deref(), Some("روز ۱۲ ماه ژانویه"));
    assert_eq!(words(at("سلام")), None);
}

#[test]
fn words_tagged_by_hand_get_the_attributes_of_their_date() {
    let text = Text::new("او هفتم دسامبر آمد و برگشت.");
    let value = |words: &str| {
        let start = text.as_str().find(words)?;
        let range = text.range(start, start + words.len()).ok()?;
        let found = read_range(&text, range, &published())?;
        assert_eq!(found.pieces, [range]);
        found.attributes.iter().find(|it| it.0 == "value").map(|it| it.1.clone())
    };
    assert_eq!(value("هفتم دسامبر").as_deref(), Some("2021-12-07"));
    assert_eq!(value("دسامبر").as_deref(), Some("2021-12-07"));
    assert_eq!(value("برگشت"), None);
}

#[track_caller]
fn faults(source: &str) -> Vec<&'static str> {
    let text = Text::new(source);
    let mentions = find(&text, &published());
    let stated: Vec<StatedDate<'_>> = mentions.iter().filter_map(StatedDate::of).collect();
    check(&text, &stated, &published()).iter().map(|it| it.fault.key()).collect()
}

#[test]
fn faults_of_dates_are_found() {
    assert_eq!(faults("در روز هفتم ماه دسامبر (۱۶ آذر) آمد."), [""; 0]);
    assert_eq!(faults("در روز هفتم ماه دسامبر (۱۷ آذر) آمد."), ["pair-disagrees"]);
    assert_eq!(faults("در ۳۱ مهر ۱۴۰۰ آمد."), ["impossible"]);
    assert_eq!(faults("شنبه ۱۰ دی ۱۴۰۰ آمد."), ["other-weekday"]);
    assert_eq!(faults("جمعه ۱۰ دی ۱۴۰۰ آمد."), [""; 0]);
    // It was published on a Friday.
    for written in ["امروز (یکشنبه) آمد.", "امروز، یکشنبه، آمد.", "امروز یکشنبه ۱۲ دی ۱۴۰۰ آمد."]
    {
        let found = faults(written);
        assert!(found.contains(&"other-publication-weekday"), "{written}: {found:?}");
    }
    for written in ["امروز (جمعه) آمد.", "دیروز پنجشنبه آمد.", "امروز یکشنبه گذشته را یاد کرد."]
    {
        let found = faults(written);
        assert!(!found.contains(&"other-publication-weekday"), "{written}: {found:?}");
    }
    assert_eq!(faults("در ۱۲ بهمن ۱۴۰۰ آمد."), ["after-publication"]);
    assert_eq!(faults("در ۱۲ بهمن ۱۴۰۰ خواهد آمد."), [""; 0]);
    assert_eq!(faults("شش ماه بعد آزاد شد."), ["unresolved"]);
    assert_eq!(faults("هر جمعه می‌آید و شب جمعه دعا خواند."), [""; 0]);
}

#[test]
fn an_article_says_when_it_was_published() {
    let day = |source: &str| {
        let (text, file_stem) = (Text::new(source), "");
        let clues = PublicationClues { text: &text, file_stem, page: None };
        publication_proposals(&clues).first().map(|it| it.day.to_string())
    };
    assert_eq!(
        day("تیتر خبر\nتاریخ انتشار: ۱۴۰۰/۱۰/۱۰\nدر ۲۲ بهمن ۱۴۰۰ می‌آید.").as_deref(),
        Some("2021-12-31")
    );
    assert_eq!(
        day("جمعه ۱۰ دی ۱۴۰۰ - ۱۲:۴۵\nخبر در ۵ بهمن ۱۴۰۰ بود.").as_deref(),
        Some("2021-12-31")
    );
    assert_eq!(day("خبر بی تاریخ. او دیروز آمد."), None);
}

proptest! {
    #[test]
    fn any_words_may_be_a_value_or_typed(source in "\\PC{0,24}") {
        let _ = Value::parse(&source).map(|it| (it.days(), it.to_string()));
        let _ = describe(&source, Language::Persian);
        let _ = read_typed(&source, &published());
    }

    #[test]
    fn anything_like_a_value_is_written_as_read(source in "[0-9XPTYMWDHSCEBQ:/+.-]{1,16}") {
        if let Some(read) = Value::parse(&source) {
            let again = Value::parse(&read.to_string());
            prop_assert_eq!(again, Some(read.clone()));
            let _ = (describe(&source, Language::Persian), describe(&source, Language::English), read.days());
        }
    }
}

#[test]
fn many_places_of_a_text_are_read_as_one_by_one() {
    let text = Text::new(include_str!("../data/article.txt"));
    let context = Context { published: "2021-12-31".parse().ok() };
    let reader = DateReader::new(&text, &context, usize::MAX);
    let words: Vec<(usize, usize)> = text
        .as_str()
        .split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, start + word.trim_end().len()))
        })
        .collect();
    let mut dates = 0;
    for length in 1..6 {
        for run in words.windows(length) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let Ok(range) = text.range(first.0, last.1) else { continue };
            let read = reader.read(range);
            assert_eq!(read, read_range(&text, range, &context), "{}", text.slice(range));
            dates += usize::from(read.is_some());
        }
    }
    assert!(dates > 100, "{dates}");
}
