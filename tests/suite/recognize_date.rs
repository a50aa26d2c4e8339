//! Tests of `recognize::date`: the gold cases by category, marked sentences, any text.

use hashiye::{
    recognize::{
        Context, Mention,
        date::{self, RECOGNIZER},
    },
    text::Text,
};
use proptest::prelude::*;

use crate::support::{MarkedCase, cases, parse};

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

/// What is wrong with the dates of one case.
fn faults(case: &MarkedCase) -> Vec<String> {
    let (id, marked) = (&case.id, &case.marked);
    let text = Text::new(marked.text.as_str());
    let context = Context { published: case.published().parse().ok() };
    let found = (RECOGNIZER.find)(&text, &context);
    let mut faults = Vec::new();
    let place = |it: &Mention| it.pieces[0].bytes();
    let is_known = |it: &Mention| marked.marks.iter().any(|mark| mark.pieces == [place(it)]);
    faults.extend(
        found
            .iter()
            .filter(|it| !is_known(it))
            .map(|it| format!("{id}: no date: {}", text.slice(it.pieces[0]))),
    );
    for mark in marked.marks.iter().filter(|it| it.attribute("flag") != "opt") {
        let words = marked.words(mark).concat();
        let Some(mention) = found.iter().find(|it| mark.pieces == [place(it)]) else {
            faults.push(format!("{id}: missed {words}"));
            continue;
        };
        let (value, want) = (attribute(mention, "value"), mark.attribute("value"));
        // Lunar days are tabular here and sighted in the gold.
        if value != want && mark.attribute("tolerance_days").is_empty() {
            faults.push(format!("{id}: {words} is {want}, not {value}"));
        }
        let (kind, want) = (attribute(mention, "timex_type"), mark.attribute("type"));
        if kind != if want.is_empty() { "DATE" } else { want } {
            faults.push(format!("{id}: {words} is no {kind}"));
        }
    }
    faults
}

#[test]
fn the_sample_article_is_read_whole() {
    let articles = cases("recognize/date/article.txt");
    let faults: Vec<String> = articles.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let text = Text::new(articles[0].marked.text.as_str());
    let found = find(&text);
    let pairs: Vec<_> = found.iter().flat_map(|it| &it.links).collect();
    assert_eq!(pairs.len(), 5);
    assert!(pairs.iter().all(|it| it.relation == "pair" && it.label == "date"));
}

#[test]
fn the_cases_of_every_category_are_read() {
    let faults: Vec<String> = cases("recognize/date/cases.txt").iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_other_outlets_write_is_read() {
    let all = cases("recognize/date/other_outlets.txt");
    let faults: Vec<String> = all.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Written from the conventions alone, before the rules were tried on them.
#[test]
fn sentences_written_without_sight_of_the_rules_are_read() {
    let faults: Vec<String> = cases("recognize/date/further.txt").iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The kinds in which channels and other outlets failed later on.
#[test]
fn later_kinds_of_failure_are_read() {
    let all = cases("recognize/date/later_kinds.txt");
    let faults: Vec<String> = all.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Rates, directories, results, schedules: names and figures are none, and times by the clock are.
#[test]
fn tables_and_lists_have_only_the_times_they_tell() {
    let faults: Vec<String> = cases("recognize/tables.txt").iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_list_of_words_can_be_read() {
    date::check_bundled_lists().expect("the lists are well written");
}

#[test]
fn every_rule_finds_its_example() {
    for rule in date::RULES.iter().filter(|it| !it.example.is_empty()) {
        let (source, spans) = parse(rule.example);
        let text = Text::new(source);
        let found = find(&text);
        let is_it = |it: &&Mention| {
            let sure = rule.confidence.is_none_or(|want| (it.confidence - want).abs() < 0.001);
            it.rule == rule.name && sure
        };
        let by_rule = found.iter().find(is_it);
        assert!(by_rule.is_some(), "{}: {found:#?}", rule.example);
        let values = |it: &Mention| {
            let range = it.pieces[0];
            (range.start(), range.end(), attribute(it, "value").to_owned())
        };
        assert_eq!(found.iter().map(values).collect::<Vec<_>>(), spans, "{}", rule.example);
    }
}

#[test]
fn what_is_said_twice_is_counted() {
    let text = Text::new(
        "جمعه ۱۰ دی ۱۴۰۰ (۳۱ دسامبر ۲۰۲۱) و شنبه ۱۲ دی ۱۴۰۰ (۵ ژانویه ۲۰۲۲) و دوشنبه بود.",
    );
    let agreement = date::DateAgreement::of(&text, &published());
    assert_eq!((agreement.weekdays_agreeing, agreement.weekdays), (1, 2));
    assert_eq!((agreement.pairs_agreeing, agreement.pairs), (1, 2));
}

#[test]
fn months_of_two_calendars_agree_where_they_overlap_as_the_check_has_it() {
    let counted = |source: &str| {
        let agreement = date::DateAgreement::of(&Text::new(source), &published());
        (agreement.pairs_agreeing, agreement.pairs)
    };
    assert_eq!(counted("در دی ۱۴۰۰ (ژانویه ۲۰۲۲) بود."), (1, 1));
    assert_eq!(counted("در دی ۱۴۰۰ (اوت ۲۰۲۲) بود."), (0, 1));
}

#[test]
fn a_written_day_wins_over_publication() {
    dates("وزیر [2021-12-30 امروز پنجشنبه] در نشست گفت.");
    dates("وی [2021-12-29 امروز] ([2021-12-29 چهارشنبه]) [2021-12-29 هشتم دی ۱۴۰۰] گفت.");
    dates("از [2021-12-01 ۱۰ آذر] تا [2022-01-30 ۱۰ بهمن] ادامه دارد.");
}

#[test]
fn a_lunar_day_takes_the_day_of_its_partner() {
    let text = Text::new("نشست هشتم محرم ۱۴۴۳ (۲۵ مرداد ۱۴۰۰) بود.");
    let found = find(&text);
    assert_eq!(attribute(&found[0], "value"), "2021-08-16");
    assert_eq!(attribute(&found[0], "mod"), "");
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
fn three_calendars_in_a_row_pair_up() {
    let text = Text::new("۱۰ دی ۱۴۰۰ (۲۷ جمادی‌الاول ۱۴۴۳ / ۳۱ دسامبر ۲۰۲۱) بود.");
    let pairs =
        find(&text).iter().filter(|it| it.links.iter().any(|it| it.relation == "pair")).count();
    assert_eq!(pairs, 2);
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

#[test]
fn years_and_their_parts() {
    dates("در [2018-03-21/2020-03-19 سال‌های ۹۷ و ۹۸] و [2011/2015 سال‌های ۲۰۱۱ تا ۲۰۱۵] رشد کرد.");
    dates("[2021-03-21/2021-09-22 شش ماه نخست سال جاری] و [2021-Q4 سه ماهه چهارم ۲۰۲۱] رشد کرد.");
    dates("[1996-03-20/2001-03-20 نیمه دوم دهه هفتاد] و [1950/1999 نیمه دوم قرن بیستم] گذشت.");
    dates("سند [BC0500 سال ۵۰۰ ق.م] و [1941-03-21/1942-03-20 سال ۱۳۲۰ ه.ش] پیدا شد.");
    dates("[2020-09-22/2021-09-22 سال زراعی ۱۴۰۰-۱۳۹۹] پربار بود.");
    dates("سال سوم دانشگاه و بیش از دو هزار کارگاه و در ۱۴۰۰ نفر بود.");
}

#[test]
fn lengths_have_up_to_three_parts() {
    dates("[P1Y6M10D یک سال و شش ماه و ده روز] زندانی بود.");
    dates("[PT1H20M30S یک ساعت و ۲۰ دقیقه و سی ثانیه] زمان برد.");
    dates("[P2Y3M5D دو سال، سه ماه و پنج روز] حبس کشید.");
    dates("[P2Y دو سال]، [P3M سه ماه] و دو نفر گذشت.");
    dates("پس از [P2Y ۲ سال]، [2021-09-23/2021-10-22 ۳ ماه پیش] بازگشت.");
}

#[test]
fn the_last_and_the_next_of_a_day() {
    dates("در [2021-06-18 ۲۸ خرداد گذشته] و [2022-04-20 ۲۰ آوریل آینده] رای دادند.");
    dates("[2021-12-30T21:00 ساعت ۹ شب گذشته] در [2021-12-29 هشتم جدی سال روان] آمد.");
}

#[test]
fn english_dates_in_either_order() {
    dates(
        "([2022-01-05 January 5, 2022]) و [2021-12-31 Dec. 31, 2021] و [2022-01-03 03 January 2022]",
    );
    dates("march 1000 و [2022-05 May 2022]");
}

#[test]
fn ranges_know_their_direction() {
    dates("از [2022-01-01 شنبه] تا [2022-01-05 چهارشنبه هفته آینده] باز است.");
    dates("از [2022-01-15 ۲۵ دی] تا [2022-01-25 ۵ بهمن] برگزار می‌شود.");
    dates("[2021-12-25/2021-12-29 روزهای شنبه تا چهارشنبه] باز است.");
}

#[test]
fn clocks_in_words_and_digits() {
    dates("[2021-12-31T06:45 ساعت یک ربع به هفت] آمد.");
    dates("[2021-12-31T08:00/2021-12-31T10:00 ساعت ۸ تا ۱۰ صبح] بود.");
    dates("[2021-12-31T20:30+03:30 ساعت ۲۰ و ۳۰ دقیقه به وقت تهران] بود.");
    dates("[2021-12-31T18:30 2021-12-31T18:30] ثبت شد.");
}

#[test]
fn what_grew_together_is_read_apart() {
    dates("دوره [P2M دوماهه] و [P1Y یکساله] بود.");
    dates("در [2021-09-23/2021-10-22 مهرماه] و [2021-12-03 ۱۲آذر] آمد.");
}

#[test]
fn a_name_hides_only_itself() {
    dates("نماز جمعه [2021-12-25/2021-12-31 این هفته] برگزار شد.");
    dates("پنج‌شنبه بازار و یک ساعت هوشمند و انقلاب اکتبر و ۲ صفر برد.");
    dates("ماه می درخشد و هوا مه آلود است و ۵ می پردازد.");
}

#[test]
fn years_that_cannot_be_written_stay_open() {
    let text = Text::new("دویست سال پیش و ۴ فوریه سال ۲۰ بود.");
    let context = Context { published: "0001-01-01".parse().ok() };
    let found = (RECOGNIZER.find)(&text, &context);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|it| attribute(it, "value").starts_with("XXXX")), "{found:?}");
    assert!(found.iter().all(|it| !attribute(it, "native").contains("-8")), "{found:?}");
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
