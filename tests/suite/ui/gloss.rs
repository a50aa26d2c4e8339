//! The margin: notes level with their lines, never over each other or outside.

use egui::{Key, Modifiers, Rect, accesskit::Role};
use hashiye::session::{LanguageChoice, Settings};

use super::window::{CTRL, Window, settings, window, window_with};

const NONE: Modifiers = Modifiers::NONE;

/// An article with forty tags on its first lines.
pub(super) fn crowded() -> String {
    let sentence = "وزیر [date امروز] گفت که [claim کار تمام است] و رفت. ";
    sentence.repeat(20)
}

/// The notes' places, from the top down.
fn notes(window: &Window, begins: &str) -> Vec<Rect> {
    let groups = window.all(Role::Group).into_iter().filter(|it| it.0.starts_with(begins));
    let mut notes: Vec<Rect> = groups.map(|it| it.1).collect();
    notes.sort_by(|a, b| a.top().total_cmp(&b.top()));
    notes
}

#[track_caller]
fn stand_apart(window: &Window, height: f32) {
    let notes = notes(window, "Note on");
    assert!(!notes.is_empty(), "there are notes");
    for (at, note) in notes.iter().enumerate() {
        // In a wide window they stand beside each other too.
        for other in &notes[at + 1..] {
            assert!(!note.shrink(0.5).intersects(*other), "{note:?} and {other:?}");
        }
    }
    for note in notes {
        assert!(note.top() >= 0.0 && note.bottom() <= height, "{note:?}");
    }
}

#[test]
fn forty_notes_share_the_margin() {
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
fn notes_stand_apart_in_persian_too() {
    let persian = Settings { language: LanguageChoice::Persian, ..settings() };
    let window = window_with(&crowded(), persian);
    let notes = notes(&window, "یادداشت");
    assert!(notes.len() > 5);
    assert!(notes.windows(2).all(|pair| pair[0].bottom() <= pair[1].top() + 0.5));
    assert!(notes.iter().all(|it| it.right() < 400.0), "the margin is on the left");
}

#[test]
fn tags_without_room_are_counted_and_reached() {
    let mut window = window(&crowded()).sized(800.0, 500.0);
    let more = window.all(Role::Button).into_iter().find(|it| it.0.contains("more tag"));
    let at = more.expect("some have no room").1.center();
    window.drag(at, at);
    assert!(!window.active().is_empty());
}

#[test]
fn every_tag_in_view_is_a_node_without_its_note() {
    for width in [500.0, 1280.0] {
        let window = window("[date دیروز] وزیر [claim خوب است]").sized(width, 600.0);
        let marks: Vec<String> = window.all(Role::Mark).into_iter().map(|it| it.0).collect();
        assert_eq!(marks, ["Date: دیروز", "Claim: خوب است"], "{width} points wide");
    }
}

#[test]
fn a_narrow_window_has_no_margin_and_keeps_the_strip() {
    let mut window = window("[date دیروز] وزیر [claim خوب است]").sized(480.0, 640.0);
    assert!(notes(&window, "Note on").is_empty());
    window.press(CTRL, Key::ArrowDown);
    let strips = notes(&window, "Date: دیروز");
    assert_eq!(strips.len(), 1);
    assert!(strips[0].top() >= 500.0 && strips[0].width() > 400.0, "{strips:?}");
    let line = window.line("دیروز وزیر خوب است");
    assert!(line.bottom() < strips[0].top(), "the words stay in sight");
}

#[test]
fn a_part_is_said_in_the_note_of_its_claim() {
    let mut window = window("وزیر گفت: [claim کار تمام است].");
    window.press(CTRL, Key::ArrowDown).select("وزیر").press(NONE, Key::S);
    window.press(NONE, Key::Escape);
    assert_eq!(notes(&window, "Note on").len(), 1);
    let said = window.names().into_iter().any(|it| it.contains("وزیر") && !it.contains(':'));
    assert!(said, "{:?}", window.names());
}

#[test]
fn a_date_of_a_claim_is_read_below_the_claim() {
    let mut window = window("وزیر گفت: [claim کار در [date ۱۰ دی ۱۴۰۰] تمام است].");
    window.press(CTRL, Key::ArrowDown).select("۱۰ دی ۱۴۰۰").press(NONE, Key::A);
    window.press(NONE, Key::Escape).press(NONE, Key::Escape);
    assert_eq!(notes(&window, "Note on").len(), 1, "{:?}", window.names());
    assert!(window.names().iter().any(|it| it.starts_with("About: ")), "{:?}", window.names());
}

#[test]
fn notes_of_one_line_stand_below_each_other_where_the_margin_is_free() {
    let text =
        "از [date سال ۲۰۱۴] تا [date ۲۰۱۶] و [date ۲۰۱۸] رفت.\nسطر دوم.\nسطر سوم.\nسطر چهارم.";
    let window = window(text).sized(1280.0, 800.0);
    assert_eq!(notes(&window, "Note on").len(), 3);
    assert!(!window.names().iter().any(|it| it.contains("more tag")), "{:?}", window.names());
}

#[test]
fn a_wide_window_has_two_columns_of_notes() {
    let window = window(&crowded()).sized(1920.0, 1080.0);
    let notes = notes(&window, "Note on");
    let beside =
        |a: &Rect| notes.iter().any(|b| (a.top() - b.top()).abs() < 1.0 && a.left() > b.right());
    assert!(notes.iter().any(beside), "{notes:?}");
}

#[test]
fn a_claim_that_lacks_its_speaker_says_so_in_its_note() {
    let window = window("وزیر گفت: [claim کار تمام است].").sized(1280.0, 800.0);
    let said = window.names();
    let warning = said.iter().find(|it| it.contains('⚠')).expect("the note warns");
    assert!(warning.contains("Claimant") && warning.contains("Cue"), "{warning}");
}

#[test]
fn the_end_of_a_range_is_not_cut_off() {
    for (language, note) in
        [(LanguageChoice::Persian, "یادداشت"), (LanguageChoice::English, "Note on")]
    {
        let chosen = Settings { language, ..settings() };
        let mut window = window_with("وزیر در سال ۱۴۰۳ رفت.", chosen).sized(800.0, 600.0);
        window.select("سال ۱۴۰۳").press(NONE, Key::D);
        window.press(NONE, Key::Escape).press(NONE, Key::Escape);
        let note = notes(&window, note)[0];
        let said: Vec<Rect> = window.all(Role::Label).into_iter().map(|it| it.1).collect();
        let said: Vec<&Rect> = said.iter().filter(|it| note.contains_rect(**it)).collect();
        // A line alone is 20 points high.
        assert!(matches!(said[..], [one] if one.height() > 30.0), "{said:?} in {note:?}");
        let date = window.names().into_iter().find(|it| it.contains(" · "));
        assert!(date.is_some_and(|it| it.contains("2025") || it.contains("۲۰۲۵")));
    }
}
