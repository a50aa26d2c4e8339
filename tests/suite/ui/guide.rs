//! The guide in the window, the tour, and the keys to print.

use egui::{Key, Modifiers};
use hashiye::{
    messages::Strings,
    model::Schema,
    report::{LetterSource, ReportTypesetter},
    session::Language,
    ui::{
        guide::{GuideBlock, GuidePart, blocks_of},
        key_lists,
        text::PartLook,
        tour::TourStep,
    },
};

use super::window::{CTRL, CTRL_SHIFT, window};

const NONE: Modifiers = Modifiers::NONE;

fn words(block: &GuideBlock) -> String {
    match block {
        GuideBlock::Heading(words) | GuideBlock::Paragraph(words) => words.text.clone(),
        GuideBlock::Item(sign, words) => format!("{sign} {}", words.text),
        GuideBlock::Row(cells) => {
            cells.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" | ")
        }
    }
}

#[test]
fn every_part_of_the_guide_is_there_in_both_languages() {
    for language in Language::ALL {
        for part in GuidePart::ALL {
            let blocks = blocks_of(*part, *language);
            assert!(
                matches!(blocks.first(), Some(GuideBlock::Heading(it)) if !it.text.is_empty()),
                "{part:?} in {language:?}: {blocks:?}"
            );
            assert!(blocks.len() > 1, "{part:?} in {language:?} has a heading alone");
            for it in &blocks {
                let words = words(it);
                let is_marked = ["**", "](", "![", "<a", "`"].iter().any(|it| words.contains(it));
                assert!(!is_marked, "{part:?} in {language:?}: {words}");
            }
        }
    }
}

#[test]
fn lists_tables_and_links_of_the_guide_are_read() {
    let claims = blocks_of(GuidePart::Claims, Language::English);
    let rows: Vec<_> = claims.iter().filter(|it| matches!(it, GuideBlock::Row(_))).collect();
    assert_eq!(rows.len(), 7, "six links and the head: {rows:?}");
    let steps = blocks_of(GuidePart::FirstArticle, Language::Persian);
    let numbers = steps.iter().filter_map(|it| match it {
        GuideBlock::Item(number, _) => Some(number.as_str()),
        GuideBlock::Heading(_) | GuideBlock::Paragraph(_) | GuideBlock::Row(_) => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), ["1", "2", "3", "4", "5", "6"]);
    // A key in a Persian sentence stands by itself.
    assert!(steps.iter().any(|it| words(it).contains("\u{2068}Ctrl+Enter\u{2069}")), "{steps:?}");
}

#[test]
fn what_is_bold_in_the_guide_and_its_keys_are_known() {
    for (language, bold) in [
        (Language::English, "Try the sample articles"),
        (Language::Persian, "آزمودن با خبرهای نمونه"),
    ] {
        let parts = |of: GuidePart, look: PartLook| {
            let blocks = blocks_of(of, language);
            let words = blocks.into_iter().flat_map(|it| match it {
                GuideBlock::Heading(words)
                | GuideBlock::Paragraph(words)
                | GuideBlock::Item(_, words) => vec![words],
                GuideBlock::Row(cells) => cells,
            });
            let parts = words.flat_map(|it| {
                let of_look = it.parts.iter().filter(|part| part.1 == look);
                let part = |bytes: &std::ops::Range<usize>| {
                    it.text.get(bytes.clone()).unwrap_or_default().to_owned()
                };
                of_look.map(|(bytes, _)| part(bytes)).collect::<Vec<_>>()
            });
            parts.collect::<Vec<String>>()
        };
        let strong = parts(GuidePart::Begin, PartLook::Strong);
        assert!(strong.iter().any(|it| it == bold), "{strong:?}");
        let keys = parts(GuidePart::FirstArticle, PartLook::Key);
        assert!(keys.iter().any(|it| it == "Ctrl+Enter"), "{keys:?}");
        let no_keys = ["articles.csv", "hashiye", "a1"];
        for part in GuidePart::ALL {
            let keys = parts(*part, PartLook::Key);
            assert!(!keys.iter().any(|it| no_keys.contains(&it.as_str())), "{keys:?}");
        }
    }
}

#[test]
fn a_dialog_leads_to_its_part_of_the_guide_and_stays_as_it_is() {
    let mut window = window("وی [date فردا] آمد");
    let heading = |part| words(&blocks_of(part, Language::English)[0]);
    window.press(CTRL, Key::O).type_text("/x/y");
    window.click_key("guide-of-dialog");
    assert!(window.shows(&heading(GuidePart::Begin)), "{:?}", window.names());
    assert!(!window.shows_key("open-now"));
    window.click_key("guide-next");
    assert!(window.shows(&heading(GuidePart::FirstArticle)), "{:?}", window.names());
    window.press(NONE, Key::Escape);
    assert!(window.shows_key("open-now"), "the dialog is there again: {:?}", window.names());
    assert_eq!(window.field(&window.words("open-path")), "/x/y", "with what was typed in it");
    // The key for help leads there too, and takes nothing away.
    window.press(NONE, Key::F1);
    assert!(window.shows(&heading(GuidePart::Begin)), "{:?}", window.names());
    window.press(NONE, Key::Escape);
    assert!(window.shows_key("open-now"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("open-now"));
}

#[test]
fn every_dialog_with_a_heading_has_a_way_to_the_guide() {
    for (modifiers, key) in [
        (CTRL, Key::Comma),
        (CTRL, Key::E),
        (CTRL, Key::I),
        (CTRL, Key::O),
        (CTRL_SHIFT, Key::N),
        (CTRL_SHIFT, Key::L),
        (CTRL_SHIFT, Key::E),
        (NONE, Key::F1),
    ] {
        let mut window = window("وی [date فردا] آمد");
        window.press(modifiers, key);
        assert!(window.shows_key("guide-of-dialog"), "{key:?}: {:?}", window.names());
    }
}

#[test]
fn the_tour_goes_on_as_its_steps_are_made_and_can_be_left() {
    let mut window = window("وی روز جمعه ۱۰ دی ۱۴۰۰ آمد و گفت هوا خوب است");
    assert!(!window.shows_key("tour-leave"));
    window.press(CTRL, Key::K).type_text("Tour").press(NONE, Key::Enter);
    assert!(window.shows_key(TourStep::Suggestion.key()), "{:?}", window.names());
    window.press(NONE, Key::Tab).press(NONE, Key::Enter);
    assert!(window.shows_key(TourStep::OwnTag.key()), "{:?}", window.names());
    window.press(NONE, Key::Escape).press(NONE, Key::Escape);
    window.select("هوا خوب است").press(NONE, Key::C);
    assert!(window.shows_key(TourStep::Details.key()), "{:?}", window.names());
    window.press(NONE, Key::E);
    assert!(window.shows_key(TourStep::Dataset.key()), "{:?}", window.names());
    window.press(CTRL, Key::E);
    assert!(!window.shows_key("tour-leave"), "{:?}", window.names());
    window.press(NONE, Key::Escape);
    // It can be called again, gone through by its button, and left.
    window.press(CTRL, Key::K).type_text("Tour").press(NONE, Key::Enter);
    assert!(window.shows_key(TourStep::Suggestion.key()));
    window.click_key("tour-next");
    assert!(window.shows_key(TourStep::OwnTag.key()));
    window.click_key("tour-leave");
    assert!(!window.shows_key(TourStep::OwnTag.key()));
    assert!(window.session().settings().tour_was_shown);
}

#[test]
fn what_is_called_as_typed_comes_first_in_the_palette() {
    let mut window = window("وی [date فردا] آمد");
    window.press(CTRL, Key::K).type_text("guide").press(NONE, Key::Enter);
    let begin = blocks_of(GuidePart::ALL[0], Language::English);
    assert!(window.shows(&words(&begin[0])), "{:?}", window.names());
}

#[test]
fn the_keys_fill_a_printed_sheet() {
    for language in Language::ALL {
        let strings = Strings::of(*language);
        let lists = key_lists(strings, &Schema::standard());
        let rows: Vec<&(String, String)> = lists.iter().flat_map(|it| &it.rows).collect();
        assert!(rows.iter().any(|it| it.0 == "C"), "{rows:?}");
        assert!(rows.iter().any(|it| it.0.starts_with("Ctrl+E")), "{rows:?}");
        let mut press = ReportTypesetter::new(*language, LetterSource::Bundled).expect("colors");
        let pdf = press.keys_pdf(&strings.get("command-keys"), &lists).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{} bytes", pdf.len());
    }
}
