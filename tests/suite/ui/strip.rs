//! The strip: what is decided on, by keyboard and by pointer; the form of a tag.

use egui::{Key, Modifiers};
use hashiye::session::{EditAction, NavigateAction};

use super::window::{CTRL, Window, window};

const NONE: Modifiers = Modifiers::NONE;

/// Goes from widget to widget until the one called `name` has the keyboard.
#[track_caller]
fn tab_to(window: &mut Window, modifiers: Modifiers, name: &str) {
    for _ in 0..60 {
        if window.has_focus(name) {
            return;
        }
        window.press(modifiers, Key::Tab);
    }
    panic!("{name} is not reached: {:?}", window.names());
}

/// Shows the fields that are empty.
fn unfold(window: &mut Window) {
    let more = window.names().into_iter().find(|it| it.ends_with("more attributes"));
    tab_to(window, NONE, &more.expect("fields are folded away"));
    window.press(NONE, Key::Enter);
}

#[test]
fn the_form_is_filled_by_keys_alone() {
    let mut window = window("وزیر گفت: [claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).select("وزیر").press(NONE, Key::S);
    window.select("گفت").press(NONE, Key::V);
    window.press(NONE, Key::F2);
    unfold(&mut window);
    tab_to(&mut window, Modifiers::SHIFT, "Claimant's name");
    window.type_text("علی علوی").press(NONE, Key::Enter);
    // Enter gives the keyboard back to the page.
    window.press(NONE, Key::Num1).press(NONE, Key::Num1);
    let open = window.session().editor().expect("it is open");
    let claim = open.active().expect("the claim is active");
    assert_eq!(claim.attributes.get("claimant_name"), Some("علی علوی"), "{:?}", window.names());
    assert_eq!(claim.attributes.get("kind"), Some("schedule"));
    window.press(NONE, Key::Escape);
    assert!(!window.active().is_empty(), "Escape closes the form first");
    window.press(NONE, Key::Escape).press(NONE, Key::Escape);
    assert!(window.active().is_empty());
}

#[test]
fn a_pressed_choice_is_taken_and_taken_away_again() {
    let mut window = window("[claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).press(NONE, Key::E);
    let kind = |it: &Window| {
        let active = it.session().editor().and_then(|it| it.active()).expect("it is active");
        active.attributes.get("kind").map(str::to_owned)
    };
    window.click("Kind: Prediction");
    assert_eq!(kind(&window).as_deref(), Some("prediction"));
    window.click("Kind: Prediction");
    assert_eq!(kind(&window), None);
}

#[test]
fn a_digit_goes_to_the_next_value_and_around() {
    let mut window = window("[claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).press(NONE, Key::E);
    let quote = |it: &Window| {
        let active = it.session().editor().and_then(|it| it.active()).expect("it is active");
        active.attributes.get("quote").map(str::to_owned)
    };
    for value in [Some("direct"), Some("indirect"), None, Some("direct")] {
        window.press(NONE, Key::Num2);
        assert_eq!(quote(&window).as_deref(), value);
    }
    window.press(NONE, Key::E).press(NONE, Key::Num2);
    assert_eq!(quote(&window).as_deref(), Some("direct"), "a closed form has no digits");
}

#[test]
fn names_used_before_are_offered() {
    let mut window = window("وزیر گفت: [claim کار تمام است]. وی افزود: [claim خوب است].");
    let document = window.session().editor().expect("it is open").document().clone();
    let ids: Vec<_> = document.annotations().map(|it| it.id).collect();
    let (key, value) = ("claimant_name".into(), "علی علوی".to_owned());
    window.perform(EditAction::SetAttribute { id: ids[0], key, value });
    window.perform(NavigateAction::Activate(Some(ids[1])));
    window.press(NONE, Key::F2);
    unfold(&mut window);
    tab_to(&mut window, Modifiers::SHIFT, "Claimant's name");
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
    window.press(CTRL, Key::ArrowDown).press(NONE, Key::E);
    let marked = |it: &Window, title: &str| it.names().iter().any(|it| it.ends_with(title));
    assert!(marked(&window, "Type *") && marked(&window, "Value *"), "{:?}", window.names());
    let id = window.session().editor().and_then(|it| it.active()).expect("it is active").id;
    let (key, value) = ("timex_type".into(), "DATE".to_owned());
    window.perform(EditAction::SetAttribute { id, key, value });
    assert!(marked(&window, "Type") && !marked(&window, "Type *"));
}

/// A window on suggestions: dates in the first and the last of many paragraphs.
fn with_far_suggestions() -> Window {
    let lines: Vec<String> = (0..120).map(|_| "او آمد.".to_owned()).collect();
    let mut window =
        window(&format!("در ۱۶ آذر ۱۴۰۰ رفت.\n{}\nدر ۱۷ آذر ۱۴۰۰ ماند.", lines.join("\n")));
    window.wait();
    window
}

fn tags(window: &Window) -> usize {
    window.session().editor().expect("it is open").document().annotations().len()
}

#[test]
fn nothing_out_of_sight_is_decided_on() {
    let mut window = with_far_suggestions();
    window.press(NONE, Key::Tab).wait();
    let current = |it: &Window| it.session().editor().and_then(|it| it.suggestions().current());
    assert_eq!(current(&window), Some(0), "{:?}", window.names());
    let delta = egui::vec2(0.0, -4000.0);
    let at = egui::pos2(400.0, 300.0);
    window.event(egui::Event::PointerMoved(at));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        modifiers: NONE,
        source: egui::MouseWheelSource::Wheel,
    });
    window.wait().wait();
    window.press(NONE, Key::Enter).wait();
    assert_eq!(tags(&window), 0, "it was out of sight");
    window.press(NONE, Key::Enter).wait();
    assert_eq!(tags(&window), 1, "it was shown first");
}

#[test]
fn what_was_tagged_or_clicked_last_is_at_hand() {
    let mut window = window("وزیر در ۱۶ آذر ۱۴۰۰ رفت. گفت: [claim کار تمام است].");
    window.wait().press(NONE, Key::Tab);
    let current = |it: &Window| it.session().editor().and_then(|it| it.suggestions().current());
    assert!(current(&window).is_some(), "{:?}", window.names());
    window.select("وزیر").press(NONE, Key::C);
    assert_eq!(current(&window), None);
    assert_eq!(window.active(), "وزیر");
    window.press(NONE, Key::Tab);
    assert!(current(&window).is_some());
    let claim = window
        .session()
        .editor()
        .expect("open")
        .document()
        .annotations()
        .find(|it| it.label.as_str() == "claim")
        .expect("a claim")
        .id;
    window.perform(NavigateAction::Activate(Some(claim)));
    assert_eq!(current(&window), None);
}

#[test]
fn a_finished_article_says_so_and_can_be_taken_up_again() {
    let mut window = window("وزیر رفت.");
    assert!(!window.names().iter().any(|it| it.contains('✓')));
    window.perform(EditAction::SetStatus(hashiye::model::ArticleStatus::Done));
    let done = format!("✓ {}", window.words("status-done"));
    assert!(window.shows(&done), "{:?}", window.names());
    window.click(&done);
    assert!(!window.shows(&done), "{:?}", window.names());
    assert_eq!(
        window.session().editor().expect("open").status(),
        hashiye::model::ArticleStatus::InProgress
    );
}

#[test]
fn a_form_does_not_cover_the_tag_that_it_is_about() {
    let lines: Vec<String> = (0..30).map(|_| "او آمد.".to_owned()).collect();
    let marked = format!("{}\nگفت: [claim کار تمام است].\n{}", lines.join("\n"), lines.join("\n"));
    let mut window = window(&marked).sized(900.0, 600.0);
    window.press(CTRL, Key::ArrowDown).wait();
    window.event(egui::Event::PointerMoved(egui::pos2(400.0, 250.0)));
    // The tag stands low on the page.
    for _ in 0..40 {
        if window.line("گفت: کار تمام است.").top() > 400.0 {
            break;
        }
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, 20.0),
            phase: egui::TouchPhase::Move,
            modifiers: NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        window.wait();
    }
    let before = window.line("گفت: کار تمام است.");
    assert!(before.top() > 330.0, "{before:?}");
    window.press(NONE, Key::E).wait();
    let form = window.place("Kind: Prediction");
    let line = window.line("گفت: کار تمام است.");
    assert!(line.bottom() < form.top(), "{line:?} {form:?}");
    assert!(line.top() > 0.0);
}

#[test]
fn digits_go_through_the_choices_of_a_suggestion_that_is_corrected() {
    let mut window = window("وزیر گفت: «کار تمام است و همه می‌دانند.»");
    window.wait().press(NONE, Key::Tab).press(NONE, Key::E);
    let draft =
        |it: &Window| it.session().editor().and_then(hashiye::session::Editor::current_draft);
    let kind = |it: &Window| {
        draft(it).expect("a suggestion").1.tag.attributes.get("kind").map(str::to_owned)
    };
    let before = kind(&window);
    window.press(NONE, Key::Num1);
    let after = kind(&window);
    assert_ne!(after, before, "{:?}", window.names());
    window.press(CTRL, Key::Num1);
    assert_eq!(kind(&window), before);
}

#[test]
fn the_articles_of_a_folder_are_opened_one_after_the_other_by_key() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b.txt"] {
        std::fs::write(folder.path().join(name), "وزیر رفت.\n").expect("written");
    }
    let mut window = super::window::window_on(&folder.path().join("a.txt"));
    window.perform(hashiye::session::FileAction::Open(folder.path().to_owned())).wait();
    let open = |it: &Window| {
        it.session().article_path().and_then(|it| it.file_name()).map(std::ffi::OsStr::to_owned)
    };
    let first = open(&window);
    window.press(CTRL, Key::PageDown).wait();
    assert_ne!(open(&window), first, "{:?}", window.names());
    window.press(CTRL, Key::PageDown).wait();
    assert!(window.shows_key("reason-no-other-article"), "{:?}", window.names());
    window.press(CTRL, Key::PageUp).wait();
    assert_eq!(open(&window), first);
}
