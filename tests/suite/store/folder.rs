//! Folders and settings.

use hashiye::{
    model::Schema,
    store::{ArticleFolder, ConfigFolder, FileSyntax, save_schema, schema_of},
};
use serde::{Deserialize, Serialize};

use super::{Desk, a1};
use crate::support::document;

#[test]
fn a_folder_lists_articles_with_whose_work_is_there() {
    let document = document("عنوان خبر\n[date فردا] و [date امروز] [claim هوا خوب است]");
    let desk = Desk::with(document.text().as_str());
    desk.save(&document, FileSyntax::Json);
    desk.write("news.txt.b.c.ron", "");
    desk.write("news.txt.txt", "دیگر");
    desk.write("news.txt.txt.a2.ron", "");
    desk.write("page.html", "<p>x");
    desk.write("other.html", "<p>x");
    desk.write("other.txt", "متن");
    desk.write(".hidden.txt", "متن");
    desk.write("picture.png", "");

    let folder = ArticleFolder::open(desk.folder.path()).expect("it can be listed");
    let names: Vec<_> = folder.articles.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["news.txt", "news.txt.txt", "other.txt", "page.html"]);
    let news = folder.articles.first().expect("it is there");
    assert_eq!(news.annotations.len(), 1);
    let details = news.details(&a1());
    assert_eq!(details.trouble, None);
    assert_eq!(details.title, "عنوان خبر");
    let counts: Vec<_> = details.counts.iter().map(|(it, n)| (it.as_str(), *n)).collect();
    assert_eq!(counts, [("claim", 1), ("date", 2)]);
    let analysts: Vec<_> = folder.articles.iter().map(|it| it.annotations.len()).collect();
    assert_eq!(analysts, [1, 1, 0, 0]);
}

#[test]
fn ten_thousand_articles_are_listed() {
    let desk = Desk::with("خبر");
    for at in 0..10_000 {
        desk.write(&format!("{at:05}.txt"), "");
        desk.write(&format!("{at:05}.txt.a1.ron"), "");
    }
    let folder = ArticleFolder::open(desk.folder.path()).expect("it can be listed");
    assert_eq!(folder.articles.len(), 10_001);
}

#[test]
fn a_folder_may_have_its_own_schema() {
    let desk = Desk::with("خبر");
    let folder = desk.folder.path();
    assert_eq!(schema_of(folder).expect("there is none"), None);
    let mut own = Schema::clone(&Schema::standard());
    own.name = "own".to_owned();
    save_schema(folder, &own).expect("it can be written");
    assert_eq!(schema_of(folder).expect("it is good").as_deref(), Some(&own));
    desk.write("schema.ron", "(labels: [(id: \"\")])");
    let error = schema_of(folder).expect_err("a label needs a key").to_string();
    assert!(error.ends_with("schema.ron)"), "{error}");
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    zoom: f32,
    name: String,
}

#[test]
fn settings_are_kept_and_damaged_ones_set_aside() {
    let desk = Desk::with("خبر");
    let config = ConfigFolder::at(desk.path("config"));
    assert_eq!(config.settings::<Settings>().expect("the default"), Settings::default());
    let mine = Settings { zoom: 1.5, name: "علی\u{200C}رضا".to_owned() };
    config.save_settings(&mine).expect("it can be written");
    assert_eq!(config.settings::<Settings>().expect("they are there"), mine);

    desk.write("config/settings.ron", "(zoom: wrong)");
    config.settings::<Settings>().expect_err("it is damaged");
    assert_eq!(config.settings::<Settings>().expect("the default"), Settings::default());
    assert_eq!(desk.read("config/settings.ron.damaged"), "(zoom: wrong)");
}
