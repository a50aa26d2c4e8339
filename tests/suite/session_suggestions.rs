//! Deciding on suggestions: what is rejected or left for later is work like any other.

use hashiye::{
    model::{AnnotationId, DismissalKind, DismissedPlace},
    session::{EditAction, Session, SpanEdge, StepDirection, SuggestionStanding},
};

use crate::{
    session_files::Desk,
    support::{go_to_suggestion, look_for_suggestions, marked, suggested, suggesting},
};

const TEXT: &str = "حسن روز ۱۰ دی ۱۴۰۰ آمد و ۲۰ بهمن ۱۴۰۰ رفت. باز ۱۰ دی ۱۴۰۰ شد.";
const ALL: &str =
    "حسن [date روز ۱۰ دی ۱۴۰۰] آمد و [date ۲۰ بهمن ۱۴۰۰] رفت. باز [date ۱۰ دی ۱۴۰۰] شد.";
const WITHOUT_SECOND: &str =
    "حسن [date روز ۱۰ دی ۱۴۰۰] آمد و ۲۰ بهمن ۱۴۰۰ رفت. باز [date ۱۰ دی ۱۴۰۰] شد.";

/// The words of what was decided without being taken, each with how.
fn decided(session: &Session) -> Vec<(String, &'static str)> {
    let list = session.editor().expect("it is open").dismissed();
    list.into_iter().map(|it| (it.words, it.dismissal.kind.key())).collect()
}

/// The words of the current suggestion.
fn current(session: &Session) -> String {
    let open = session.editor().expect("it is open");
    let mention = open.suggestions().current().and_then(|it| open.suggestions().mentions().get(it));
    let text = open.document().text();
    mention.map_or(String::new(), |it| text.slice(it.pieces[0]).to_owned())
}

#[test]
fn a_rejection_can_be_undone_made_again_and_taken_back() {
    let mut session = suggesting(TEXT);
    assert_eq!(suggested(&session), ALL);
    go_to_suggestion(&mut session, "۲۰ بهمن ۱۴۰۰");
    session.perform(EditAction::RejectSuggestion);
    assert_eq!(suggested(&session), WITHOUT_SECOND);
    assert_eq!(current(&session), "۱۰ دی ۱۴۰۰", "the next one");
    assert_eq!(session.suggestions_left(), 2);
    session.perform(EditAction::Undo);
    assert_eq!((suggested(&session).as_str(), decided(&session).len()), (ALL, 0));
    assert_eq!(current(&session), "۲۰ بهمن ۱۴۰۰", "what came back is the current one");
    session.perform(EditAction::Redo);
    assert_eq!(suggested(&session), WITHOUT_SECOND);
    let rejected = session.editor().expect("it is open").dismissed();
    assert_eq!(decided(&session), [("۲۰ بهمن ۱۴۰۰".to_owned(), "rejected")]);
    assert!(!rejected[0].dismissal.rule.as_str().is_empty());
    assert_eq!(rejected[0].dismissal.at.len(), "2021-12-31T10:00:00Z".len());
    session.perform(EditAction::TakeBack(rejected[0].dismissal.target.clone()));
    assert_eq!((suggested(&session).as_str(), current(&session).as_str()), (ALL, "۲۰ بهمن ۱۴۰۰"));
    session.perform(EditAction::Undo);
    assert_eq!(suggested(&session), WITHOUT_SECOND);
}

#[test]
fn what_is_left_for_later_comes_after_all_others() {
    let mut session = suggesting(TEXT);
    go_to_suggestion(&mut session, "روز ۱۰ دی ۱۴۰۰");
    session.perform(EditAction::PostponeSuggestion);
    let open = session.editor().expect("it is open");
    assert_eq!((open.suggestions().left(), open.suggestions().later()), (2, 1));
    assert_eq!(open.suggestions().standing(0), SuggestionStanding::Later);
    assert_eq!(suggested(&session), ALL, "it can still be decided on");
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(current(&session));
        session.perform(EditAction::RejectSuggestion);
    }
    assert_eq!(seen, ["۲۰ بهمن ۱۴۰۰", "۱۰ دی ۱۴۰۰", "روز ۱۰ دی ۱۴۰۰"]);
    assert_eq!(current(&session), "");
}

#[test]
fn words_that_are_never_to_be_suggested_are_not_in_any_spelling() {
    let mut session = suggesting("او ۱۰ دی ۱۴۰۰ آمد، ١٠ دي ١٤٠٠ بود، ۱۱ دی ۱۴۰۰ رفت.");
    go_to_suggestion(&mut session, "۱۰ دی ۱۴۰۰");
    session.perform(EditAction::NeverSuggest);
    let left = "او ۱۰ دی ۱۴۰۰ آمد، ١٠ دي ١٤٠٠ بود، [date ۱۱ دی ۱۴۰۰] رفت.";
    assert_eq!((suggested(&session).as_str(), session.suggestions_left()), (left, 1));
    session.perform(EditAction::Undo);
    assert_eq!(session.suggestions_left(), 3);
}

#[test]
fn a_tag_by_hand_takes_a_rejection_back() {
    let mut session = suggesting(TEXT);
    go_to_suggestion(&mut session, "۲۰ بهمن ۱۴۰۰");
    session.perform(EditAction::RejectSuggestion);
    let open = session.editor().expect("it is open");
    let DismissedPlace::At(extent) = open.dismissed()[0].dismissal.target.place.clone() else {
        panic!("its words are there");
    };
    session.perform(EditAction::Annotate { range: extent.hull(), label: "date".into() });
    assert_eq!(decided(&session), []);
    session.perform(EditAction::Undo);
    assert_eq!(decided(&session).len(), 1);
}

#[test]
fn what_was_accepted_and_is_changed_or_removed_says_so_to_suggestions() {
    let mut session = suggesting(TEXT);
    go_to_suggestion(&mut session, "روز ۱۰ دی ۱۴۰۰");
    session.perform(EditAction::AcceptSuggestion);
    let origin = |session: &Session, id: u32| {
        let document = session.editor().expect("it is open").document();
        let tag = document.annotation(AnnotationId(id)).expect("it is there");
        tag.origin.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    let rule = origin(&session, 1).strip_prefix("suggested:").expect("accepted").to_owned();
    let id = AnnotationId(1);
    session.perform(hashiye::session::NavigateAction::Activate(Some(id)));
    let (edge, toward) = (SpanEdge::Start, StepDirection::After);
    session.perform(EditAction::MoveEdge { edge, toward });
    assert_eq!(origin(&session, 1), format!("corrected:{rule}"));
    assert_eq!(decided(&session), [("روز ۱۰ دی ۱۴۰۰".to_owned(), DismissalKind::Corrected.key())]);
    assert!(!suggested(&session).contains("[date روز"), "{}", suggested(&session));
    session.perform(EditAction::MoveEdge { edge, toward: StepDirection::Before });
    assert_eq!((origin(&session, 1), decided(&session).len()), (format!("suggested:{rule}"), 0));
    session.perform(EditAction::Remove(id));
    assert_eq!(decided(&session), [("روز ۱۰ دی ۱۴۰۰".to_owned(), DismissalKind::Rejected.key())]);
    session.perform(EditAction::Undo);
    assert_eq!(decided(&session).len(), 0);
}

#[test]
fn rejections_survive_reopening_and_suggesting_again() {
    let desk = Desk::new();
    desk.write("news.txt", TEXT);
    let mut session = desk.session();
    look_for_suggestions(&mut session);
    for (words, action) in [
        ("۲۰ بهمن ۱۴۰۰", EditAction::RejectSuggestion),
        ("روز ۱۰ دی ۱۴۰۰", EditAction::PostponeSuggestion),
    ] {
        go_to_suggestion(&mut session, words);
        session.perform(action);
    }
    // As after a kill: the journal has it, the file perhaps not.
    session.tick(std::time::Instant::now());
    drop(session);
    let mut session = desk.session();
    look_for_suggestions(&mut session);
    let expected =
        [("روز ۱۰ دی ۱۴۰۰".to_owned(), "later"), ("۲۰ بهمن ۱۴۰۰".to_owned(), "rejected")];
    assert_eq!(decided(&session), expected);
    assert_eq!(suggested(&session), WITHOUT_SECOND);
    session.perform(EditAction::Undo);
    assert_eq!(decided(&session).len(), 1, "undo reaches back");
    session.perform(EditAction::Redo);
    session.settle();
    drop(session);
    let file = desk.read("news.txt.a1.ron");
    assert!(file.contains("dismissed: ["), "{file}");
    // The article changes before it.
    desk.write("news.txt", &format!("خبر تازه:\n{TEXT}"));
    let session = desk.session();
    assert_eq!(decided(&session), expected, "it went with its words");
    drop(session);
    desk.write("news.txt", &TEXT.replace("۲۰ بهمن ۱۴۰۰", "دیر"));
    let session = desk.session();
    let gone = session.editor().expect("it is open").dismissed();
    assert_eq!((gone.len(), gone[1].words.as_str()), (2, "۲۰ بهمن ۱۴۰۰"));
    assert!(matches!(gone[1].dismissal.target.place, DismissedPlace::Gone { .. }));
    assert_eq!(
        marked(session.editor().expect("it is open").document()),
        TEXT.replace("۲۰ بهمن ۱۴۰۰", "دیر")
    );
}
