//! Timelines and networks: the order of time, room for every label, the table.

use hashiye::{
    model::Schema,
    report::{ArticleFacts, ArticleTimeline, FigureScene, Language, SceneShape},
    typeset::LayoutRect,
};
use proptest::prelude::*;

use super::{press, work};
use crate::support::document;

const LINKED: &str =
    "[claimant→1 حسن] گفت [claim#1 about→2 هوا [date#2 value=2021-12-31 فردا] خوب است]";

fn words(scene: &FigureScene) -> Vec<(&str, LayoutRect)> {
    let words = scene.items.iter().filter_map(|it| match &it.shape {
        SceneShape::Words { words, rect, .. } => Some((words.as_str(), *rect)),
        _ => None,
    });
    words.collect()
}

#[track_caller]
fn no_words_meet(scene: &FigureScene) {
    let words = words(scene);
    for (index, (a, one)) in words.iter().enumerate() {
        assert!(one.left >= -0.5 && one.right <= scene.width + 0.5, "«{a}» is outside");
        assert!(one.bottom <= scene.height, "«{a}» is below the figure");
        for (b, two) in words.iter().skip(index + 1) {
            let apart = one.right <= two.left + 0.5
                || two.right <= one.left + 0.5
                || one.bottom <= two.top + 0.5
                || two.bottom <= one.top + 0.5;
            assert!(apart, "«{a}» and «{b}» meet: {one:?} {two:?}");
        }
    }
}

#[test]
fn dates_are_in_the_order_of_time_and_stacked_by_day() {
    let document = document(
        "[date value=2022-01-01 فردا] و [date value=2021-12-30 دیروز] و [date value=P3M سه ماه] و \
         [date value=2022-01-01 ۱۰ دی] و [date value=2021 سال ۲۰۲۱]",
    );
    let facts = ArticleFacts::of(&[work(&document)], Language::Persian);
    let timeline = ArticleTimeline::of(&facts, Language::Persian);
    let days: Vec<String> = timeline.moments.iter().map(|it| it.days.0.to_string()).collect();
    assert_eq!(days, ["2021-01-01", "2021-12-30", "2022-01-01"]);
    let stacked: Vec<usize> = timeline.moments.iter().map(|it| it.dates.len()).collect();
    assert_eq!(stacked, [1, 1, 2]);
    assert!(timeline.moments[0].is_range() && !timeline.moments[1].is_range());
    let undated: Vec<&str> =
        timeline.undated.iter().map(|&it| facts.dates[it].words.as_str()).collect();
    assert_eq!(undated, ["سه ماه"]);
}

#[test]
fn a_timeline_tells_both_calendars_and_the_claims() {
    let document = document(LINKED);
    let scene = press(Language::Persian).timeline(&[work(&document)]);
    let reported: Vec<&str> = words(&scene).into_iter().map(|it| it.0).collect();
    for expected in ["۱۰ دی ۱۴۰۰", "۳۱ دسامبر ۲۰۲۱", "جمعه", "فردا", "حسن", "هوا فردا خوب است"]
    {
        assert!(reported.contains(&expected), "{expected} is missing from {reported:?}");
    }
    let chip = words(&scene).into_iter().find(|it| it.0 == "فردا").expect("it is reported").1;
    let target = scene.target_at(chip.left + 1.0, chip.top + 1.0).expect("it can be clicked");
    assert_eq!(document.annotation(target.id).expect("it is there").label, "date");
}

#[test]
fn a_figure_is_mirrored_with_its_language() {
    let document = document("[date value=2022-01-01 فردا] و [date value=1999-12-30 دیروز]");
    let bar = |language| {
        let scene = press(language).timeline(&[work(&document)]);
        let axis = scene.items.iter().find_map(|it| match it.shape {
            SceneShape::Line { from, .. } => Some(from.0),
            _ => None,
        });
        axis.expect("there is an axis") / scene.width
    };
    assert!(bar(Language::Persian) > 0.6 && bar(Language::English) < 0.4);
}

#[test]
fn figures_without_anything_say_what_to_do() {
    let document = document("هوا خوب است");
    let mut press = press(Language::English);
    let timeline = press.timeline(&[work(&document)]);
    assert!(words(&timeline).iter().any(|it| it.0.contains("Tag dates")));
    let network = press.network(&[work(&document)]);
    assert!(words(&network).iter().any(|it| it.0.contains("Tag claims")));
    let nothing = press.timeline(&[]);
    assert!(nothing.height > 0.0);
}

#[test]
fn the_table_has_a_row_for_every_claim_and_date() {
    let document = document(LINKED);
    let csv = press(Language::English).network_csv(&[work(&document)]);
    let csv = String::from_utf8(csv).expect("it is UTF-8");
    let rows: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[1].contains("\"حسن\""), "{}", rows[1]);
    assert!(
        rows[1].ends_with("\"2021-12-31\",\"10 Dey 1400\",\"31 December 2021\""),
        "{}",
        rows[1]
    );
}

#[test]
fn a_date_inside_a_claim_is_linked_unless_the_claim_is_an_outer_one() {
    let linked = |claim: &str| {
        let document = document(&format!("[{claim} هوا [date value=2021-12-31 فردا] خوب است]"));
        ArticleFacts::of(&[work(&document)], Language::Persian).dates[0].claims.len()
    };
    assert_eq!(linked("claim"), 1);
    assert_eq!(linked("claim level=outer"), 0);
}

#[test]
fn a_picture_is_whole_and_names_its_words() {
    let document = document("[claimant حسن] گفت [claim <هوا & \u{1} در [date فردا] خوب است]");
    let mut press = press(Language::Persian);
    let scene = press.network(&[work(&document)]);
    let svg = String::from_utf8(press.svg(&scene, &Schema::standard())).expect("it is UTF-8");
    let parsed = roxmltree::Document::parse(&svg).expect("it is XML");
    let names: Vec<&str> =
        parsed.descendants().filter_map(|it| it.attribute("aria-label")).collect();
    assert!(names.iter().any(|it| it.contains("<هوا &")), "{names:?}");
    let used = parsed.descendants().filter_map(|it| it.attribute("href"));
    for href in used {
        let id = href.strip_prefix('#').expect("it fetches nothing");
        assert!(parsed.descendants().any(|it| it.attribute("id") == Some(id)), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn labels_never_meet(days in proptest::collection::vec((1_i16..3000, 1_i8..13, 1_i8..29, 0_i32..400), 0..14)) {
        let values: Vec<String> = days
            .iter()
            .map(|&(year, month, day, length)| {
                let first = jiff::civil::date(year, month, day);
                let last = first.saturating_add(jiff::Span::new().days(length));
                if length < 300 { format!("{first}/{last}") } else { first.to_string() }
            })
            .collect();
        let dates = values.iter().map(|it| format!("[date value={it} روز دیگر] و "));
        let document = document(&format!("خبر {}", dates.collect::<String>()));
        for language in [Language::Persian, Language::English] {
            let mut press = press(language);
            no_words_meet(&press.timeline(&[work(&document), work(&document)]));
            no_words_meet(&press.network(&[work(&document)]));
        }
    }
}
