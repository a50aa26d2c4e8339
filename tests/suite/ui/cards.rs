//! The margin: cards beside each other, never over each other or outside; the form by keyboard.

use egui::{Key, Modifiers, Rect, accesskit::Role};
use hashiye::session::{EditAction, NavigateAction, Settings};

use super::window::{CTRL, Window, settings, window, window_with};

const NONE: Modifiers = Modifiers::NONE;

/// An article with forty tags on its first lines.
fn crowded() -> String {
    let sentence = "وزیر [date امروز] گفت که [claim کار تمام است] و رفت. ";
    sentence.repeat(20)
}

/// The cards' places, from the top down.
fn cards(window: &Window) -> Vec<Rect> {
    let groups = window.all(Role::Group).into_iter().filter(|it| it.0.starts_with("Card of"));
    let mut cards: Vec<Rect> = groups.map(|it| it.1).collect();
    cards.sort_by(|a, b| a.top().total_cmp(&b.top()));
    cards
}

#[track_caller]
fn stand_apart(window: &Window, height: f32) {
    let cards = cards(window);
    assert!(!cards.is_empty(), "there are cards");
    for pair in cards.windows(2) {
        assert!(pair[0].bottom() <= pair[1].top() + 0.5, "{pair:?}");
    }
    for card in cards {
        assert!(card.top() >= 0.0 && card.bottom() <= height, "{card:?}");
    }
}

#[test]
fn forty_cards_share_the_margin() {
    for (width, height) in [(800.0, 500.0), (1280.0, 800.0), (1920.0, 1080.0)] {
        let mut window = window(&crowded()).sized(width, height);
        stand_apart(&window, height);
        for _ in 0..12 {
            window.press(CTRL, Key::ArrowDown);
            stand_apart(&window, height);
        }
    }
}

#[test]
fn tags_without_room_are_counted_and_reached() {
    let mut window = window(&crowded()).sized(800.0, 500.0);
    let below = window.names().into_iter().find(|it| it.ends_with("more below"));
    let before = cards(&window).len();
    window.click(&below.expect("some have no room"));
    assert!(!window.active().is_empty(), "of {before}");
}

#[test]
fn every_tag_in_view_is_a_node_without_its_card() {
    for width in [500.0, 1280.0] {
        let window = window("[date دیروز] وزیر [claim خوب است]").sized(width, 600.0);
        let marks: Vec<String> = window.all(Role::Mark).into_iter().map(|it| it.0).collect();
        assert_eq!(marks, ["Date: دیروز", "Claim: خوب است"], "{width} points wide");
    }
}

#[test]
fn a_narrow_window_shows_the_active_card_in_a_drawer() {
    let mut window = window("[date دیروز] وزیر [claim خوب است]").sized(480.0, 640.0);
    assert!(cards(&window).is_empty());
    window.press(CTRL, Key::ArrowDown);
    let cards = cards(&window);
    assert_eq!(cards.len(), 1);
    assert!(cards[0].top() >= 320.0 && cards[0].width() > 400.0, "{cards:?}");
    let line = window.line("دیروز وزیر خوب است");
    assert!(line.bottom() < cards[0].top(), "the words stay in sight");
}

#[test]
fn a_part_is_shown_in_the_card_of_its_claim() {
    let mut window = window("وزیر گفت: [claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).select("وزیر").press(NONE, Key::S);
    window.press(NONE, Key::Escape);
    assert_eq!(cards(&window).len(), 1);
}

#[test]
fn the_form_is_filled_by_keys_alone() {
    let mut window = window("وزیر گفت: [claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).select("وزیر").press(NONE, Key::S);
    window.select("گفت").press(NONE, Key::V);
    // Into the card: two slots with a button each to unlink, four more places for links.
    window.press(NONE, Key::Enter);
    for _ in 0..8 {
        window.press(NONE, Key::Tab);
    }
    window.type_text("علی علوی").press(NONE, Key::Tab);
    // The next one is a choice: Enter opens it, arrows walk, Enter takes.
    window.press(NONE, Key::Enter).press(NONE, Key::ArrowDown).press(NONE, Key::Enter);
    let open = window.session().editor().expect("it is open");
    let claim = open.active().expect("the claim is active");
    assert_eq!(claim.attributes.get("claimant_name"), Some("علی علوی"), "{:?}", window.names());
    assert_eq!(claim.attributes.get("kind"), Some("schedule"));
    window.press(NONE, Key::Escape);
    assert!(!window.active().is_empty(), "Escape gives the keyboard back to the page first");
    window.press(NONE, Key::Escape);
    assert!(window.active().is_empty());
}

#[test]
fn escape_closes_a_menu_before_it_leaves_the_card() {
    let mut window = window("[claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown);
    let kind = "Kind: —";
    window.click(kind);
    assert!(window.shows("Prediction"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows("Prediction"));
    assert_eq!(window.active(), "کار تمام است");
}

#[test]
fn names_used_before_are_offered() {
    let mut window = window("وزیر گفت: [claim کار تمام است]. وی افزود: [claim خوب است].");
    let document = window.session().editor().expect("it is open").document().clone();
    let ids: Vec<_> = document.annotations().map(|it| it.id).collect();
    let (key, value) = ("claimant_name".into(), "علی علوی".to_owned());
    window.perform(EditAction::SetAttribute { id: ids[0], key, value });
    window.perform(NavigateAction::Activate(Some(ids[1])));
    window.press(NONE, Key::Enter);
    for _ in 0..6 {
        window.press(NONE, Key::Tab);
    }
    window.type_text("عل");
    assert!(window.shows("علی علوی"), "{:?}", window.names());
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Enter);
    let open = window.session().editor().expect("it is open");
    let value =
        open.document().annotation(ids[1]).and_then(|it| it.attributes.get("claimant_name"));
    assert_eq!(value, Some("علی علوی"));
}

#[test]
fn required_attributes_are_marked_until_filled() {
    let mut window = window("[date روزی]");
    window.press(CTRL, Key::ArrowDown);
    assert!(window.shows("Type *") && window.shows("Value *"), "{:?}", window.names());
    let id = window.session().editor().and_then(|it| it.active()).expect("it is active").id;
    let (key, value) = ("timex_type".into(), "DATE".to_owned());
    window.perform(EditAction::SetAttribute { id, key, value });
    assert!(window.shows("Type") && !window.shows("Type *"));
}

#[test]
fn cards_stand_apart_in_persian_too() {
    use hashiye::session::LanguageChoice;
    let persian = Settings { language: LanguageChoice::Persian, ..settings() };
    let window = window_with(&crowded(), persian);
    let groups = window.all(Role::Group).into_iter().filter(|it| it.0.starts_with("کارت"));
    let mut tops: Vec<Rect> = groups.map(|it| it.1).collect();
    tops.sort_by(|a, b| a.top().total_cmp(&b.top()));
    assert!(tops.len() > 5);
    assert!(tops.windows(2).all(|pair| pair[0].bottom() <= pair[1].top() + 0.5));
    assert!(tops.iter().all(|it| it.right() < 400.0), "the margin is on the left");
}
