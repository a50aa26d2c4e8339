//! Another analyst's name: what becomes of the work under the one before.

use hashiye::session::{
    Action, EditAction, FileAction, NoticeAction, NoticeKind, Offer, Session, Settings,
};

use crate::session_files::{Desk, tag};

fn rename(session: &mut Session, name: &str) {
    let settings = Settings { analyst: name.to_owned(), ..session.settings().clone() };
    session.perform(Action::ChangeSettings(Box::new(settings)));
    session.settle();
}

/// Who worked before, and in how many articles, as it is said.
fn said(session: &Session) -> Option<(String, usize)> {
    session.notices().iter().find_map(|it| match &it.kind {
        NoticeKind::OtherAnalyst { before, articles, .. } => Some((before.to_string(), *articles)),
        _ => None,
    })
}

fn answer(session: &mut Session, is_meant: impl Fn(&Offer) -> bool) {
    let found = session.notices().iter().find_map(|it| {
        let offer = it.offers.iter().find(|it| is_meant(it))?;
        Some((it.serial, offer.clone()))
    });
    let (notice, offer) = found.expect("it is offered");
    session.perform(NoticeAction::Answer { notice, offer });
    session.settle();
}

fn tags(session: &Session) -> usize {
    session.editor().expect("it is open").document().annotations().len()
}

/// Two articles with work of a1, the first of them open with its folder.
fn begun() -> (Desk, Session) {
    let desk = Desk::new();
    desk.write("other.txt", "خبر دیگری که در روز پنجم دی نوشته شد.");
    let mut session = desk.session();
    session.perform(FileAction::Open(desk.path("")));
    session.perform(FileAction::Open(desk.path("other.txt")));
    tag(&mut session, "پنجم دی", "date");
    session.perform(FileAction::Open(desk.path("news.txt")));
    tag(&mut session, "هفتم دسامبر", "date");
    tag(&mut session, "هشدار داد", "claim");
    session.settle();
    (desk, session)
}

#[test]
fn another_name_says_where_the_work_before_is_and_leads_back_to_it() {
    let (_desk, mut session) = begun();
    rename(&mut session, "sara");
    assert_eq!(tags(&session), 0);
    assert_eq!(said(&session), Some(("a1".to_owned(), 2)), "{:?}", session.notices());
    let row = session.folder().expect("a folder").shown_at(0).expect("a row");
    let details = row.details.as_ref().expect("it was looked into");
    assert_eq!(details.counts.values().sum::<usize>(), 0, "the list is that of the new name");
    answer(&mut session, |it| matches!(it, Offer::GoOnAs(_)));
    assert_eq!((session.analyst().as_str(), tags(&session)), ("a1", 2));
    assert_eq!(session.settings().analyst, "a1");
    assert_eq!(said(&session), None, "there is no work under the name that was left");
}

#[test]
fn work_is_taken_along_to_another_name_with_all_that_can_be_undone() {
    let (desk, mut session) = begun();
    rename(&mut session, "sara");
    answer(&mut session, |it| matches!(it, Offer::TakeAlong(_)));
    assert_eq!((session.analyst().as_str(), tags(&session)), ("sara", 2));
    let done = session.notices().iter().find_map(|it| match it.kind {
        NoticeKind::WorkTakenAlong { articles, left, .. } => Some((articles, left)),
        _ => None,
    });
    assert_eq!(done, Some((2, 0)), "{:?}", session.notices());
    for name in ["news.txt", "other.txt"] {
        assert!(desk.read(&format!("{name}.sara.ron")).contains("sara"));
        assert_eq!(desk.read(&format!("{name}.a1.ron")), "", "{name}: nobody has it twice");
    }
    session.perform(EditAction::Undo);
    assert_eq!(tags(&session), 1, "also what was done under the name before");
    rename(&mut session, "a1");
    assert_eq!(tags(&session), 0, "nothing of it comes back under the name before");
}

#[test]
fn a_name_under_which_there_is_work_already_says_so_and_leads_back() {
    let (_desk, mut session) = begun();
    rename(&mut session, "sara");
    tag(&mut session, "تحریم‌های تازه", "claim");
    session.settle();
    let taken_up = |session: &Session| {
        session.notices().iter().find_map(|it| match &it.kind {
            NoticeKind::WorkTakenUp { now, articles, .. } => Some((now.to_string(), *articles)),
            _ => None,
        })
    };
    assert_eq!(taken_up(&session), None, "nobody had worked under the new name");
    rename(&mut session, "a1");
    assert_eq!(taken_up(&session), Some(("a1".to_owned(), 2)), "{:?}", session.notices());
    answer(&mut session, |it| matches!(it, Offer::GoOnAs(it) if it.as_str() == "sara"));
    assert_eq!((session.analyst().as_str(), tags(&session)), ("sara", 1));
    assert_eq!(taken_up(&session), None, "who goes back knows whose it is");
}

#[test]
fn work_under_the_new_name_is_never_written_over() {
    let (desk, mut session) = begun();
    rename(&mut session, "sara");
    tag(&mut session, "بایدن", "claim");
    session.settle();
    let own = desk.read("news.txt.sara.ron");
    answer(&mut session, |it| matches!(it, Offer::TakeAlong(_)));
    assert_eq!(desk.read("news.txt.sara.ron"), own);
    assert!(desk.read("news.txt.a1.ron").contains("a1"), "it is where it was");
    let done = session.notices().iter().find_map(|it| match it.kind {
        NoticeKind::WorkTakenAlong { articles, left, .. } => Some((articles, left)),
        _ => None,
    });
    assert_eq!(done, Some((1, 1)));
}

#[test]
fn nobody_tags_by_hand_under_the_name_of_the_gold() {
    let (desk, mut session) = begun();
    desk.write("tasks.ron", "(version: 1, gold: \"final\")");
    let is_refused = |session: &Session| {
        session.notices().iter().any(|it| matches!(it.kind, NoticeKind::BadAnalyst(_)))
    };
    rename(&mut session, "final");
    assert_eq!((session.analyst().as_str(), tags(&session)), ("a1", 2));
    assert_ne!(session.settings().analyst, "final");
    assert!(is_refused(&session));
    rename(&mut session, "sara");
    assert_eq!(session.analyst().as_str(), "sara");
    assert!(!is_refused(&session), "it is over with a name that can be taken");
}
