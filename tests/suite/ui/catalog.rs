//! The table of a folder's articles, filled in a dialog.

use std::fs;

use egui::{Key, Modifiers};

use super::window::{CTRL, empty_window};

const NONE: Modifiers = Modifiers::NONE;

#[test]
fn the_table_of_articles_is_filled_from_the_names_of_files_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for name in ["2021-12-31-a.txt", "1400-10-11-b.txt", "c.txt"] {
        fs::write(folder.path().join(name), "وی دیروز آمد.").expect("the folder is ours");
    }
    let mut window = empty_window();
    window.drop_files(&[folder.path().to_owned()]);
    window.press(CTRL, Key::K).type_text("Table of the articles").press(NONE, Key::Enter);
    assert!(
        window.says("catalog-plan", &[("n", "2"), ("kept", "0"), ("unread", "1")]),
        "{:?}",
        window.names()
    );
    let table = folder.path().join("articles.csv");
    assert!(!table.exists(), "nothing is written before it is asked for");
    window.click("Write 2 cells");
    let written = fs::read_to_string(&table).expect("the table is written");
    assert!(written.contains("2021-12-31-a.txt,2021-12-31"), "{written}");
    assert!(written.contains("1400-10-11-b.txt,2022-01-01"), "{written}");
    // The one that says nothing by its name is ticked and dated by hand, in the other calendar.
    window.tick("c.txt").click("these words").focus("these words").type_text("۱۲ دی ۱۴۰۰");
    window.click("Write 1 cell");
    let written = fs::read_to_string(&table).expect("the table is there");
    assert!(written.contains("c.txt,2022-01-02"), "{written}");
    window.click("Undo in the table").click("Undo in the table");
    assert!(!table.exists(), "taken back to the start there is no table");
}
