//! The import dialog: what a dataset holds is reported before anything is written.

use std::{fs, path::Path};

use egui::Key;

use super::window::{CTRL, Window, empty_window};

const DOCCANO: &str = r#"{"id": 1, "text": "وی گفت هوا خوب است", "entities": [{"id": 1, "label": "claim", "start_offset": 7, "end_offset": 18}, {"id": 2, "label": "weather", "start_offset": 7, "end_offset": 10}, {"id": 3, "label": "claim", "start_offset": 7, "end_offset": 99}], "relations": []}
"#;

/// The dialog, with a dataset's path entered and looked into.
fn looked_into(path: &Path) -> Window {
    let mut window = empty_window();
    window.press(CTRL, Key::I).type_text(&path.display().to_string());
    window.click_key("import-look").wait();
    window
}

#[test]
fn a_dataset_is_looked_into_then_brought_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let dataset = folder.path().join("export.jsonl");
    fs::write(&dataset, DOCCANO).expect("written");
    let mut window = looked_into(&dataset);
    let holds = [
        ("format", "\u{2068}doccano JSON Lines\u{2069}"),
        ("articles", "1"),
        ("works", "1"),
        ("spans", "2"),
        ("relations", "0"),
    ];
    assert!(window.says("import-holds", &holds), "{:?}", window.names());
    assert!(window.says("import-adds", &[("what", "label weather")]), "{:?}", window.names());
    assert!(window.says("import-odd", &[("n", "1")]), "{:?}", window.names());
    let to = folder.path().join("export-articles");
    assert!(!to.exists(), "nothing is written before it is asked for");
    window.click_key("import-now").wait();
    assert!(!window.shows_key("import-from"), "{:?}", window.names());
    let counts =
        [("articles", "1"), ("documents", "1"), ("spans", "2"), ("relations", "0"), ("left", "1")];
    assert!(window.says("notice-imported", &counts), "{:?}", window.names());
    assert_eq!(window.session().folder().map(|it| it.rows().len()), Some(1));
    assert!(to.join("1.txt").is_file() && to.join("schema.ron").is_file());
    // Once more: the work that is there stays, and the dialog says why.
    window.press(CTRL, Key::I).type_text(&dataset.display().to_string());
    window.click_key("import-look").wait();
    // A long path may break after each of its names.
    let mut names = window.names().into_iter().map(|it| it.replace('\u{200b}', ""));
    let why = names.find(|it| it.contains("export-articles/1.txt."));
    assert!(why.is_some(), "{:?}", window.names());
    assert!(window.is_greyed(&window.words("import-now")));
}

/// Which column holds what, as its button says.
fn column(window: &Window, of: &str, column: &str) -> String {
    let of = window.words(of);
    window.said("import-column", &[("of", &of), ("column", &format!("\u{2068}{column}\u{2069}"))])
}

#[test]
fn columns_of_a_table_are_shown_as_found_and_may_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let dataset = folder.path().join("news.csv");
    let table = "کد,تیتر,لید,تاریخ,متن\n۷,گرانی,کوتاه است,۱۴۰۳/۰۲/۳۱,گاز از فردا گران می‌شود\n\
                 ۸,ارزانی,بلند است,فردا,نان ارزان می‌شود\n";
    fs::write(&dataset, table).expect("written");
    let mut window = looked_into(&dataset);
    for (of, is) in [
        ("column-text", "متن"),
        ("column-title", "تیتر"),
        ("column-published", "تاریخ"),
        ("column-id", "کد"),
    ] {
        assert!(window.shows(&column(&window, of, is)), "{of}: {:?}", window.names());
    }
    let row = |window: &Window, start: &str| window.names().iter().any(|it| it.contains(start));
    assert!(row(&window, "گرانی گاز از فردا"), "the first row as it will be: {:?}", window.names());
    assert!(
        window.says("import-odd", &[("n", "2")]),
        "a column unread, «فردا» is no day: {:?}",
        window.names()
    );
    let title = column(&window, "column-title", "تیتر");
    window.click(&title).click("لید").wait();
    assert!(window.shows(&column(&window, "column-title", "لید")), "{:?}", window.names());
    assert!(row(&window, "کوتاه است گاز از فردا"), "{:?}", window.names());
    let day = column(&window, "column-published", "تاریخ");
    window.click(&day).click_key("import-column-none").wait();
    // No day is looked for, and the columns that are not read are all there is to say.
    assert!(window.says("import-odd", &[("n", "1")]), "{:?}", window.names());
    window.click_key("import-now").wait();
    let to = folder.path().join("news-articles");
    let text = fs::read_to_string(to.join("۷.txt")).expect("written");
    assert_eq!(text, "کوتاه است\nگاز از فردا گران می‌شود\n");
}

#[test]
fn a_text_that_is_in_no_column_that_looks_so_can_be_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let dataset = folder.path().join("news.csv");
    fs::write(&dataset, "a,b\nآمد,1\nرفت,2\n").expect("written");
    let mut window = looked_into(&dataset);
    assert!(window.is_greyed(&window.words("import-now")));
    let none = window.words("import-column-none");
    let of = window.words("column-text");
    let text = window.said("import-column", &[("of", &of), ("column", &none)]);
    window.click(&text).click("a").wait();
    let values = [
        ("format", "\u{2068}Table of articles\u{2069}"),
        ("articles", "2"),
        ("works", "2"),
        ("spans", "0"),
        ("relations", "0"),
    ];
    assert!(window.says("import-holds", &values), "{:?}", window.names());
}

#[test]
fn what_is_no_dataset_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("picture.png");
    fs::write(&path, [0xFF; 40]).expect("written");
    let window = looked_into(&path);
    let why = window.names().into_iter().find(|it| it.contains("the format was not detected"));
    assert!(why.is_some_and(|it| it.contains("picture.png")), "{:?}", window.names());
    assert!(window.is_greyed(&window.words("import-now")));
}
