//! Notices say what is so: as long as it is, of the article they speak of, and with the way back to it.

use hashiye::{
    messages::Worded as _,
    session::{FileAction, NoticeAction, Offer, PublicationState, SaveState, Selection, Session},
};

use crate::session_files::{Desk, tag, wait_for};

fn says(session: &Session, key: &str) -> bool {
    session.notices().iter().any(|it| it.kind.message().key() == key)
}

#[test]
fn an_article_that_is_free_again_is_opened_for_work_by_itself() {
    let desk = Desk::new();
    let mut first = desk.session();
    tag(&mut first, "هفتم دسامبر", "date");
    let mut second = desk.session();
    assert_eq!(second.save_state(), SaveState::ReadOnly);
    assert!(says(&second, "notice-read-only"));
    let place = Selection::caret("رئیس".len());
    second.perform(hashiye::session::NavigateAction::Select(place));
    tag(&mut first, "هشدار داد", "claim");
    first.settle();
    drop(first);
    crate::session_files::wait_until(&mut second, |it| it.may_write().is_ok());
    let open = second.editor().expect("it is open");
    assert_eq!(open.document().annotations().len(), 2, "as it is in the file now");
    assert_eq!(open.selection(), place, "whoever reads stays where he reads");
    assert!(!says(&second, "notice-read-only"), "{:?}", second.notices());
}

#[test]
fn a_state_that_goes_on_is_led_back_to() {
    let desk = Desk::new();
    let mut first = desk.session();
    tag(&mut first, "هفتم دسامبر", "date");
    first.settle();
    desk.write("news.txt.a1.ron", "ChangedByHand");
    wait_for(&mut first, "notice-broken-outside");
    assert_eq!(first.save_state(), SaveState::Stopped);
    let serial = first.notices().iter().find(|it| it.kind.is_lasting()).expect("it is").serial;
    first.perform(NoticeAction::Dismiss(serial));
    assert!(!says(&first, "notice-broken-outside"));
    assert_eq!(first.save_state(), SaveState::Stopped, "it is so all the same");
    first.perform(NoticeAction::LeadBack);
    assert!(says(&first, "notice-broken-outside"));
}

#[test]
fn what_speaks_of_an_article_goes_with_it() {
    let desk = Desk::new();
    desk.write("other.txt", "خبر دیگری دربارهٔ چیزی دیگر.");
    let mut session = desk.session();
    tag(&mut session, "هفتم دسامبر", "date");
    session.settle();
    std::fs::remove_file(desk.path("news.txt")).expect("it is there");
    wait_for(&mut session, "notice-article-gone");
    session.perform(FileAction::Open(desk.path("other.txt")));
    assert!(!says(&session, "notice-article-gone"), "{:?}", session.notices());
    assert_eq!(session.save_state(), SaveState::Untouched);
}

#[test]
fn what_is_so_of_a_folder_is_led_back_to_in_every_article() {
    let desk = Desk::new();
    desk.write("other.txt", "خبر دیگری دربارهٔ چیزی دیگر.");
    desk.write("schema.ron", "none");
    let mut session = desk.session();
    session.settle();
    let lasting = |session: &Session| {
        let found = session.notices().iter().find(|it| it.kind.is_lasting());
        found.map(|it| (it.kind.message().key().to_owned(), it.serial))
    };
    let (key, serial) = lasting(&session).expect("the schema can't be used");
    assert_eq!((key.as_str(), session.folded_notices()), ("notice-schema", 0));
    session.perform(NoticeAction::Dismiss(serial));
    assert_eq!((lasting(&session), session.folded_notices()), (None, 1));
    // It is so in the next article too, and not said again.
    session.perform(FileAction::Open(desk.path("other.txt")));
    session.settle();
    assert_eq!((lasting(&session), session.folded_notices()), (None, 1));
    session.perform(NoticeAction::Unfold);
    assert_eq!(lasting(&session).map(|it| it.0).as_deref(), Some("notice-schema"));
    assert_eq!(session.folded_notices(), 0);
    std::fs::remove_file(desk.path("schema.ron")).expect("it is there");
    session.perform(FileAction::Open(desk.path("news.txt")));
    session.settle();
    assert_eq!((lasting(&session), session.folded_notices()), (None, 0));
}

#[test]
fn what_was_never_written_is_not_called_saved() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.settle();
    assert_eq!(session.save_state(), SaveState::Untouched);
    tag(&mut session, "هفتم دسامبر", "date");
    assert_ne!(session.save_state(), SaveState::Untouched);
    session.settle();
    drop(session);
    // With a file, however old, it is.
    let mut session = desk.session();
    session.settle();
    assert_eq!(session.save_state(), SaveState::Saved);
}

#[test]
fn what_has_to_be_known_of_an_article_that_was_left_leads_back_to_it() {
    let desk = Desk::new();
    desk.write("other.txt", "خبر دیگری دربارهٔ چیزی دیگر.");
    let mut session = desk.session();
    for words in ["رئیس جمهوری", "هشدار داد", "هفتم دسامبر", "بایدن"]
    {
        tag(&mut session, words, "date");
    }
    session.settle();
    drop(session);
    let mut session = desk.session();
    for id in 1..=4 {
        let id = hashiye::model::AnnotationId(id);
        session.perform(hashiye::session::EditAction::Remove(id));
    }
    session.settle();
    assert!(says(&session, "notice-many-removed"), "{:?}", session.notices());
    session.perform(FileAction::Open(desk.path("other.txt")));
    let left = session.notices().iter().find(|it| it.kind.message().key() == "notice-many-removed");
    let left = left.expect("it stays");
    assert_eq!(left.offers, [Offer::GoTo(desk.path("news.txt"))]);
    let (notice, offer) = (left.serial, left.offers[0].clone());
    session.perform(NoticeAction::Answer { notice, offer });
    assert_eq!(session.article_path(), Some(&*desk.path("news.txt")));
}

#[test]
fn saving_to_another_folder_takes_the_day_of_publication_along() {
    let desk = Desk::new();
    desk.write("articles.csv", "file,published\nnews.txt,2021-12-31\n");
    let mut session = desk.session();
    let published = |it: &Session| match it.editor().expect("it is open").publication() {
        PublicationState::Confirmed(day) => format!("confirmed {day}"),
        PublicationState::Catalogued(day) => format!("table {day}"),
        PublicationState::Proposed(_) | PublicationState::Unknown => String::new(),
    };
    assert_eq!(published(&session), "table 2021-12-31");
    tag(&mut session, "هفتم دسامبر", "date");
    let elsewhere = tempfile::tempdir().expect("a folder");
    session.perform(FileAction::SaveElsewhere(elsewhere.path().to_owned()));
    assert_eq!(published(&session), "confirmed 2021-12-31");
    session.settle();
    let written = std::fs::read_to_string(elsewhere.path().join("news.txt.a1.ron"));
    assert!(written.expect("it is written").contains("2021-12-31"));
    assert!(!desk.read("news.txt.a1.ron").contains("2021-12-31"), "the one before is as it was");
}

#[test]
fn labels_that_another_window_changed_are_used_from_then_on() {
    let desk = Desk::new();
    desk.write("other.txt", "خبر دیگری دربارهٔ چیزی دیگر.");
    let mut here = desk.session();
    tag(&mut here, "هفتم دسامبر", "date");
    let mut elsewhere = desk.session();
    elsewhere.perform(FileAction::Open(desk.path("other.txt")));
    let mut schema = elsewhere.schema().clone();
    schema.labels[0].title.0.insert("en".to_owned(), "Statement".to_owned());
    let schema = std::sync::Arc::new(schema);
    let change = hashiye::session::SchemaChange { schema, discards: Vec::new() };
    elsewhere.perform(hashiye::session::EditAction::ChangeSchema(Box::new(change)));
    elsewhere.settle();
    wait_for(&mut here, "notice-schema-followed");
    let title = here.schema().labels[0].title.in_language("en").to_owned();
    assert_eq!(title, "Statement");
    let open = here.editor().expect("it is open");
    assert_eq!(open.document().annotations().len(), 1);
    assert!(open.can_undo(), "what was done before can be undone still");
}
