//! Values of dates in the hand: typed in either calendar, joined as they are tagged, kept.

use std::sync::Arc;

use hashiye::{
    model::{Annotation, AnnotationId, Document},
    session::{EditAction, NavigateAction, Selection, Session, Settings},
};

use crate::support;

fn session(marked: &str) -> Session {
    let mut session = Session::new(Settings::default(), None, Arc::new(|| {}))
        .with_document(support::document(marked));
    session.perform(published("2021-12-31"));
    session
}

fn published(day: &str) -> EditAction {
    EditAction::SetMeta { key: "published".into(), value: day.to_owned() }
}

fn document(session: &Session) -> &Document {
    session.editor().expect("open").document()
}

fn date(session: &Session, n: u32) -> &Annotation {
    document(session).annotation(AnnotationId(n)).expect("a tag")
}

fn stated(session: &Session, n: u32) -> [&str; 4] {
    let attribute = |key| date(session, n).attributes.get(key).unwrap_or_default();
    ["timex_type", "value", "native", "calendar"].map(attribute)
}

fn tag(session: &mut Session, words: &str, label: &str) {
    session.perform(NavigateAction::Activate(None));
    let text = document(session).text();
    let start = text.as_str().find(words).expect("the words are there");
    let range = text.range(start, start + words.len()).expect("a range");
    session.perform(NavigateAction::Select(Selection::of(range)));
    let tagging = session.may_tag(&label.into()).expect("it can be given");
    session.perform(EditAction::Tag(tagging));
}

fn set(session: &mut Session, key: &str, value: &str) {
    let (id, key, value) = (AnnotationId(1), key.into(), value.to_owned());
    session.perform(EditAction::SetAttribute { id, key, value });
}

#[test]
fn a_number_that_counts_something_has_no_value_as_a_date() {
    // By the caret and by words that are selected, in either digits.
    for (source, number) in [
        ("زمین 1000 هکتار است.", "1000"),
        ("زمین ۱۴۰۰ هکتار است.", "۱۴۰۰"),
        ("در آن 25 نفر بودند.", "25"),
        ("ارتفاع ۱۵۰ متر است.", "۱۵۰"),
        ("بنابر ماده ۱۳۹۸ قانون مدنی", "۱۳۹۸"),
        ("بیش از ۱۴۰۰ زمین‌خوار شناسایی شدند.", "۱۴۰۰"),
        ("شهر ۱۴۰۰ چاه آب دارد.", "۱۴۰۰"),
        ("حدود ۱۹۰۰ کیلومتر", "۱۹۰۰"),
        ("رشد ۱۴۰۰% بود.", "۱۴۰۰"),
    ] {
        for selects in [true, false] {
            let mut session = session(source);
            let start = source.find(number).expect("the number is there");
            let end = if selects { start + number.len() } else { start };
            session.perform(NavigateAction::Select(Selection { anchor: start, head: end }));
            let tagging = session.may_tag(&"date".into()).expect("it can be given");
            session.perform(EditAction::Tag(tagging));
            assert_eq!(stated(&session, 1), ["", "", "", ""], "{source}, selected: {selects}");
        }
    }
    // What may be a year is one, where somebody says so.
    for (source, number) in [("قطعنامه تهران، ۱۳۹۸", "۱۳۹۸"), ("برنده‌اش ۱۴۰۰ بود", "۱۴۰۰")]
    {
        let mut session = session(source);
        tag(&mut session, number, "date");
        assert_eq!(stated(&session, 1)[3], "persian", "{source}");
    }
}

#[test]
fn a_typed_value_brings_the_rest_with_it() {
    let mut session = session("در [date روز بعد] آمد");
    for (typed, expected) in [
        ("۱۰ دی ۱۴۰۰", ["DATE", "2021-12-31", "1400-10-10", "persian"]),
        ("1400/10/11", ["DATE", "2022-01-01", "1400-10-11", "persian"]),
        // The words' calendar stays theirs, whichever is typed.
        ("2022-01-02", ["DATE", "2022-01-02", "1400-10-12", "persian"]),
        ("دی ۱۴۰۰", ["DATE", "2021-12-22/2022-01-20", "1400-10", "persian"]),
        ("P3M", ["DURATION", "P3M", "", "persian"]),
    ] {
        set(&mut session, "value", typed);
        assert_eq!(stated(&session, 1), expected, "{typed}");
    }
    session.perform(EditAction::Undo);
    assert_eq!(stated(&session, 1)[2], "1400-10", "one step");
    set(&mut session, "native", "1400-10-19");
    assert_eq!(stated(&session, 1), ["DATE", "2022-01-09", "1400-10-19", "persian"]);
    set(&mut session, "calendar", "islamic");
    assert_eq!(stated(&session, 1), ["DATE", "2022-01-09", "1443-06-05", "islamic"]);
    set(&mut session, "begin", "۱ دی ۱۴۰۰");
    assert_eq!(date(&session, 1).attributes.get("begin"), Some("2021-12-22"));
}

#[test]
fn a_typed_value_outlives_the_publication_date() {
    let mut session = session("وی [note دیروز] آمد و [note پریروز] رفت");
    tag(&mut session, "دیروز", "date");
    tag(&mut session, "پریروز", "date");
    let values =
        |session: &Session| [stated(session, 3)[1].to_owned(), stated(session, 4)[1].to_owned()];
    assert_eq!(values(&session), ["2021-12-30", "2021-12-29"]);
    // Typed, although it is what was read anyway.
    let typed = |value: &str| EditAction::SetAttribute {
        id: AnnotationId(3),
        key: "value".into(),
        value: value.to_owned(),
    };
    session.perform(typed("2021-12-29"));
    session.perform(typed("2021-12-30"));
    session.perform(published("2022-01-31"));
    assert_eq!(values(&session), ["2021-12-30", "2022-01-29"]);
    session.perform(EditAction::Undo);
    assert_eq!(values(&session), ["2021-12-30", "2021-12-29"]);
}

#[test]
fn dates_tagged_by_hand_are_joined() {
    for order in [["هفتم ماه دسامبر", "۱۶ آذر"], ["۱۶ آذر", "هفتم ماه دسامبر"]]
    {
        let mut session = session("در روز هفتم ماه دسامبر (۱۶ آذر) آمد");
        for words in order {
            tag(&mut session, words, "date");
        }
        let links: Vec<String> =
            document(&session).relations().map(|it| it.label.to_string()).collect();
        assert_eq!(links, ["pair"], "{order:?}");
        session.perform(EditAction::Undo);
        assert_eq!(document(&session).annotations().len(), 1, "one step");
        assert_eq!(document(&session).relations().len(), 0);
    }
}

#[test]
fn a_tag_made_a_date_gets_its_value() {
    let mut session = session("در [claim هفتم دسامبر] آمد");
    session.perform(NavigateAction::Activate(Some(AnnotationId(1))));
    let tagging = session.may_tag(&"date".into()).expect("it can be given");
    session.perform(EditAction::Tag(tagging));
    assert_eq!(stated(&session, 1)[1], "2021-12-07");
    session.perform(EditAction::Undo);
    assert_eq!(date(&session, 1).label.as_str(), "claim");
}
