//! Links made in the window: by keys, in the card, by choosing words; and what is left behind.

use egui::{Key, Modifiers, vec2};
use hashiye::session::NavigateAction;

use super::window::{CTRL, Window, window};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A window on marked text with its first claim active.
#[track_caller]
fn on_claim(marked: &str) -> Window {
    let mut window = window(marked);
    let document = window.session().editor().expect("it is open").document().clone();
    let claim = document.annotations().find(|it| it.label == "claim").expect("there is one");
    window.perform(NavigateAction::Activate(Some(claim.id)));
    window
}

#[test]
fn a_claim_with_speaker_verb_and_date_takes_eight_gestures() {
    let mut window = window("وزیر گفت که قرارداد فردا امضا می‌شود.");
    let gestures: [(&str, Key); 4] =
        [("قرارداد فردا امضا می‌شود", Key::C), ("وزیر", Key::S), ("گفت", Key::V), ("فردا", Key::D)];
    let mut count = 0;
    for (words, key) in gestures {
        window.select(words).press(NONE, key);
        count += 2;
    }
    assert_eq!(count, 8);
    let claim = "قرارداد فردا امضا می‌شود";
    assert_eq!(
        window.links(),
        [
            format!("{claim} claimant وزیر"),
            format!("{claim} cue گفت"),
            format!("{claim} about فردا")
        ]
    );
    assert_eq!(window.active(), claim, "the claim stays the active one");
}

#[test]
fn a_date_that_is_there_is_linked_by_one_key() {
    let mut window = on_claim("وی [date دیروز] گفت: [claim کار تمام است]");
    window.press(NONE, Key::O);
    assert_eq!(window.links(), ["کار تمام است said_on دیروز"]);
    window.press(CTRL, Key::Z);
    assert!(window.links().is_empty());
    window.select("دیروز").press(NONE, Key::A);
    assert_eq!(window.links(), ["کار تمام است about دیروز"]);
}

#[test]
fn of_several_dates_in_a_claim_the_first_is_linked() {
    let mut window = on_claim("[claim قرارداد [date هفتم دسامبر] ([date ۱۶ آذر]) امضا شد]");
    window.press(NONE, Key::A);
    assert_eq!(window.links(), ["قرارداد هفتم دسامبر (۱۶ آذر) امضا شد about هفتم دسامبر"]);
}

#[test]
fn what_a_claim_repeats_is_the_earlier_one_with_most_words_in_common() {
    let first = "[claim آمریکا تسلیحات مستقر نمی‌کند].";
    let mut window = on_claim(&format!(
        "{first}\n[claim آمریکا نفت می‌فروشد].\n[claim آمریکا تسلیحات را مستقر کرد]."
    ));
    window.press(NONE, Key::T);
    assert!(window.links().is_empty(), "nothing is before the first");
    let document = window.session().editor().expect("it is open").document().clone();
    let last = document.annotations().last().expect("it is there").id;
    window.perform(NavigateAction::Activate(Some(last)));
    window.press(NONE, Key::T);
    assert_eq!(window.links(), ["آمریکا تسلیحات را مستقر کرد repeats آمریکا تسلیحات مستقر نمی‌کند"]);
}

#[test]
fn tagging_a_date_again_links_the_one_that_is_there() {
    let mut window = on_claim("[date دیروز] گفت: [claim کار تمام است]");
    window.select("دیروز").press(NONE, Key::D);
    assert_eq!(window.links(), ["کار تمام است about دیروز"]);
    assert_eq!(window.marked(), "[date دیروز] گفت: [claim کار تمام است]");
}

#[test]
fn two_claims_share_a_speaker() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است]. افزود: [claim خوب است].");
    window.select("وزیر").press(NONE, Key::S);
    let second = window.session().editor().expect("it is open").document().clone();
    let second =
        second.annotations().find(|it| second.quote(it) == "خوب است").expect("it is there");
    window.perform(NavigateAction::Activate(Some(second.id)));
    window.select("وزیر").press(NONE, Key::S);
    assert_eq!(window.links(), ["کار تمام است claimant وزیر", "خوب است claimant وزیر"]);
    window.select("وزیر").press(NONE, Key::S);
    assert!(window.shows_key("reason-linked-already"));
    let marked = window.marked();
    assert_eq!(marked.matches("[claimant").count(), 1, "{marked}");
}

#[test]
fn the_form_of_a_shared_part_leads_to_both_claims() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است]. افزود: [claim خوب است].");
    window.select("وزیر").press(NONE, Key::S);
    let document = window.session().editor().expect("it is open").document().clone();
    let second = document.annotations().find(|it| document.quote(it) == "خوب است");
    window.perform(NavigateAction::Activate(second.map(|it| it.id)));
    window.select("وزیر").press(NONE, Key::S);
    window.press(NONE, Key::E);
    let part = window.said("go-to", &[("what", "وزیر")]);
    window.click(&part);
    assert!(window.says("go-to", &[("what", "خوب است")]));
    let first = window.said("go-to", &[("what", "کار تمام است")]);
    window.click(&first);
    assert_eq!(window.active(), "کار تمام است");
}

#[test]
fn linking_words_over_the_speaker_corrects_it() {
    let mut window = on_claim("علی وزیر گفت: [claim کار تمام است].");
    window.select("وزیر").press(NONE, Key::S);
    window.select("علی وزیر").press(NONE, Key::S);
    assert_eq!(window.marked(), "[claimant علی وزیر] گفت: [claim کار تمام است].");
    assert_eq!(window.links(), ["کار تمام است claimant علی وزیر"]);
}

#[test]
fn a_shared_speaker_is_corrected_for_one_claim_alone() {
    let mut window = on_claim("علی وزیر گفت: [claim کار تمام است]. افزود: [claim خوب است].");
    window.select("وزیر").press(NONE, Key::S);
    let document = window.session().editor().expect("it is open").document().clone();
    let second = document.annotations().find(|it| document.quote(it) == "خوب است");
    window.perform(NavigateAction::Activate(second.map(|it| it.id)));
    window.select("وزیر").press(NONE, Key::S);
    window.select("علی وزیر").press(NONE, Key::S);
    assert_eq!(window.links(), ["کار تمام است claimant وزیر", "خوب است claimant علی وزیر"]);
}

#[test]
fn shift_and_the_key_add_a_piece() {
    let mut window = on_claim("او خواستار [claim آزادی] شد.");
    window.select("خواستار").press(NONE, Key::V).select("شد").press(SHIFT, Key::V);
    assert_eq!(window.links(), ["آزادی cue خواستار … شد"]);
    window.press(CTRL, Key::Z);
    assert_eq!(window.links(), ["آزادی cue خواستار"]);
}

#[test]
fn the_empty_slot_takes_the_words_selected_next() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    let slot = window.said("link-as", &[("relation", "Claimant")]);
    window.click(&slot);
    let word = window.line("وزیر گفت: کار تمام است.");
    let first = word.right_center() - vec2(8.0, 0.0);
    window.drag(first, first - vec2(12.0, 0.0));
    assert_eq!(window.links(), ["کار تمام است claimant وزیر"]);
}

#[test]
fn the_empty_slot_takes_the_word_or_the_tag_clicked() {
    let mut window = on_claim("[claimant وزیر ما] گفت: [claim کار تمام است].");
    let slot = window.said("link-as", &[("relation", "Claimant")]);
    // A claimant is near: the slot offers it, and other words.
    window.click(&slot).click("وزیر ما");
    assert_eq!(window.links(), ["کار تمام است claimant وزیر ما"]);
    let slot = window.said("link-as", &[("relation", "Cue")]);
    window.click(&slot);
    let line = window.line("وزیر ما گفت: کار تمام است.");
    // «گفت» is past the two words at the right.
    let place = line.right() - line.width() * 0.37;
    window.drag(egui::pos2(place, line.center().y), egui::pos2(place, line.center().y));
    assert_eq!(window.links().len(), 2, "{:?}", window.links());
    assert!(window.links()[1].ends_with("cue گفت"));
}

#[test]
fn selected_words_go_into_the_slot_that_is_clicked() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    let slot = window.said("link-as", &[("relation", "Cue")]);
    window.select("گفت").click(&slot);
    assert_eq!(window.links(), ["کار تمام است cue گفت"]);
}

#[test]
fn escape_gives_up_choosing() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    let slot = window.said("link-as", &[("relation", "Cue")]);
    window.click(&slot).press(NONE, Key::Escape);
    assert_eq!(window.active(), "کار تمام است");
    window.select("گفت").press(NONE, Key::Enter);
    assert!(window.links().is_empty());
}

#[test]
fn words_chosen_by_keys_are_taken_by_enter() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    let slot = window.said("link-as", &[("relation", "Cue")]);
    window.click(&slot);
    window.select("گفت").press(NONE, Key::Enter);
    assert_eq!(window.links(), ["کار تمام است cue گفت"]);
}

#[test]
fn removing_a_claim_offers_its_parts_and_one_undo_brings_all_back() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    window.select("وزیر").press(NONE, Key::S).select("گفت").press(NONE, Key::V);
    let before = window.marked();
    window.press(NONE, Key::Delete);
    assert_eq!(window.marked(), "[claimant وزیر] [cue گفت]: کار تمام است.");
    window.click_key("offer-remove-parts");
    assert_eq!(window.marked(), "وزیر گفت: کار تمام است.");
    window.press(CTRL, Key::Z);
    assert_eq!(window.marked(), before);
    assert_eq!(window.links().len(), 2);
}

#[test]
fn the_offer_ends_with_the_next_step() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    window.select("وزیر").press(NONE, Key::S).press(NONE, Key::Delete);
    assert!(window.shows_key("offer-remove-parts"));
    window.press(CTRL, Key::Z);
    assert!(!window.shows_key("offer-remove-parts"));
}

#[test]
fn a_part_that_another_claim_uses_is_not_offered() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است]. افزود: [claim خوب است].");
    window.select("وزیر").press(NONE, Key::S);
    let document = window.session().editor().expect("it is open").document().clone();
    let second = document.annotations().find(|it| document.quote(it) == "خوب است");
    window.perform(NavigateAction::Activate(second.map(|it| it.id)));
    window.select("وزیر").press(NONE, Key::S).press(NONE, Key::Delete);
    assert!(!window.shows_key("offer-remove-parts"));
}

#[test]
fn shift_delete_takes_the_parts_along() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    window.select("وزیر").press(NONE, Key::S).press(SHIFT, Key::Delete);
    assert_eq!(window.marked(), "وزیر گفت: کار تمام است.");
    window.press(CTRL, Key::Z);
    assert_eq!(window.links(), ["کار تمام است claimant وزیر"]);
}

#[test]
fn removing_a_part_leaves_no_link_behind() {
    let mut window = on_claim("وزیر گفت: [claim کار تمام است].");
    window.select("وزیر").press(NONE, Key::S);
    window.press(NONE, Key::E);
    let go = window.said("go-to", &[("what", "وزیر")]);
    window.click(&go);
    assert_eq!(window.active(), "وزیر");
    window.press(NONE, Key::Delete);
    assert!(window.links().is_empty());
}

#[test]
fn with_the_list_of_tags_open_words_on_the_page_are_linked_all_the_same() {
    let text = "حسن گفت که [claim هوا خوب است] و [claimant رضا] رفت.";
    let title = |window: &Window| {
        let schema = window.session().schema();
        schema.relation("claimant").expect("a relation").title.in_language("en").to_owned()
    };
    for (clicked, linked) in [("حسن", "حسن"), ("رضا", "رضا")] {
        let mut window = on_claim(text);
        let name = window.said("link-as", &[("relation", &title(&window))]);
        window.click(&name);
        assert!(window.shows_key("slot-other"), "the list is open: {:?}", window.names());
        let line = window.line("حسن گفت که هوا خوب است و رضا رفت.");
        // The first word is at the right edge; the other one before the last.
        let at = if clicked == "حسن" {
            line.right_center() - vec2(8.0, 0.0)
        } else {
            line.left_center() + vec2(line.width() * 0.17, 0.0)
        };
        window.drag(at, at);
        assert_eq!(window.links(), [format!("هوا خوب است claimant {linked}")]);
        assert_eq!(window.active(), "هوا خوب است");
    }
}

#[test]
fn the_speaker_of_an_inner_claim_is_not_taken_for_that_of_the_whole() {
    let mut window = on_claim(
        "[claimant حسن] گفت: [claim پس از باران تهران، [claimant→4 علی] گفت: [claim#4 هوا سرد است]]",
    );
    window.press(NONE, Key::S);
    let whole = "پس از باران تهران، علی گفت: هوا سرد است";
    assert!(window.links().contains(&format!("{whole} claimant حسن")), "{:?}", window.links());
}
