//! Deciding on suggestions: what is rejected or left for later is work like any other.

use std::collections::BTreeSet;

use hashiye::{
    check::{self, Usage},
    model::{AnnotationId, DismissalKind, DismissedPlace, Document},
    session::{
        CorrectAction, EditAction, Editor, NavigateAction, NoticeKind, Reason, Selection, Session,
        SpanEdge, StepDirection, SuggestionStanding,
    },
};

use crate::{
    session_files::Desk,
    support::{
        go_to_suggestion, look_for_suggestions, marked, marked_whole, suggested, suggesting,
    },
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
    session.perform(NavigateAction::Activate(Some(id)));
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

const SAMPLE: &str = include_str!("../data/article.txt");

/// The sample article, with its publication date and every suggestion.
fn sample() -> Session {
    let plain = SAMPLE.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    let mut session = suggesting(&plain);
    session
        .perform(EditAction::SetMeta { key: "published".into(), value: "2022-01-01".to_owned() });
    look_for_suggestions(&mut session);
    session
}

fn document(session: &Session) -> &Document {
    session.editor().expect("it is open").document()
}

fn open_indices(session: &Session) -> Vec<usize> {
    let open = session.editor().expect("it is open");
    let all = 0..open.suggestions().mentions().len();
    all.filter(|it| open.suggestions().open(open.document(), *it).is_some()).collect()
}

/// Every link as words, with what it says.
fn links(document: &Document) -> BTreeSet<(String, String, String)> {
    let words = |id| document.annotation(id).map(|it| document.quote(it)).unwrap_or_default();
    let link = |it: &hashiye::model::Relation| (words(it.from), it.label.to_string(), words(it.to));
    document.relations().map(link).collect()
}

#[test]
fn accepting_settles_one_suggestion_and_no_other_in_any_order() {
    let mut ends = Vec::new();
    for seed in [1_usize, 7, 11, 29] {
        let mut session = sample();
        let mut left = open_indices(&session);
        assert!(left.len() > 25, "there is something to accept: {}", left.len());
        while !left.is_empty() {
            let next = left[(seed * 7919 + left.len() * seed) % left.len()];
            session.perform(NavigateAction::CurrentSuggestion(Some(next)));
            session.perform(EditAction::AcceptSuggestion);
            left.retain(|it| *it != next);
            assert_eq!(open_indices(&session), left);
        }
        let document = document(&session);
        let nested: BTreeSet<_> =
            links(document).into_iter().filter(|it| it.1 == "nested_in").collect();
        assert!(nested.len() > 3, "{nested:?}");
        let words: BTreeSet<String> = document.annotations().map(|it| document.quote(it)).collect();
        ends.push((nested, words));
    }
    for end in &ends {
        assert_eq!(end, &ends[0]);
    }
    let mut session = sample();
    let all = open_indices(&session);
    session.perform(EditAction::AcceptSuggestions(all));
    let nested = links(document(&session)).into_iter().filter(|it| it.1 == "nested_in").collect();
    assert_eq!(ends[0].0, nested, "all at once comes to the same");
}

#[test]
fn nothing_is_wrong_with_what_was_accepted() {
    for at_once in [true, false] {
        let mut session = sample();
        let all = open_indices(&session);
        if at_once {
            session.perform(EditAction::AcceptSuggestions(all));
        } else {
            for index in all {
                session.perform(NavigateAction::CurrentSuggestion(Some(index)));
                session.perform(EditAction::AcceptSuggestion);
            }
        }
        let (document, context) = (document(&session), session.context());
        let found = check::check(document, &context, &Usage::of(document));
        let words = |it: &check::Finding| {
            (it.code(), it.range.map(|it| document.text().slice(it).to_owned()))
        };
        assert_eq!(found.iter().map(words).collect::<Vec<_>>(), []);
    }
}

const REPORTED: &str =
    "وزیر نیرو روز ۱۰ دی ۱۴۰۰ به مردم گفت که آب کم است. باران می‌آید، ۲۰ بهمن ۱۴۰۰.";

fn select(session: &mut Session, words: &str) {
    let text = document(session).text();
    let start = text.as_str().find(words).expect("the words are there");
    let range = text.range(start, start + words.len()).expect("words");
    session.perform(NavigateAction::Select(Selection::of(range)));
}

/// What was refused last.
fn refused(session: &Session) -> Option<Reason> {
    session.notices().iter().rev().find_map(|it| match &it.kind {
        NoticeKind::Refused(reason) => Some(reason.clone()),
        _ => None,
    })
}

#[test]
fn a_key_never_decides_on_a_suggestion_while_other_words_are_selected() {
    let mut session = suggesting(REPORTED);
    go_to_suggestion(&mut session, "روز ۱۰ دی ۱۴۰۰");
    select(&mut session, "باران");
    for action in [
        EditAction::AcceptSuggestion,
        EditAction::RejectSuggestion,
        EditAction::NeverSuggest,
        EditAction::PostponeSuggestion,
    ] {
        session.perform(action);
        assert_eq!(refused(&session), Some(Reason::OtherWordsSelected));
        assert_eq!(marked(document(&session)), REPORTED);
        assert_eq!(decided(&session), []);
    }
    assert_eq!(session.may_decide(), Err(Reason::OtherWordsSelected));
    select(&mut session, "دی");
    session.perform(EditAction::AcceptSuggestion);
    assert!(marked(document(&session)).contains("[date روز ۱۰ دی ۱۴۰۰]"));
}

#[test]
fn a_suggestion_is_corrected_before_it_is_accepted() {
    let mut session = suggesting(REPORTED);
    go_to_suggestion(&mut session, "آب کم است");
    let before = marked_whole(document(&session));
    let rule = session.editor().and_then(Editor::current_draft).expect("it is current").1.rule;
    let shorter = CorrectAction::MoveEdge { edge: SpanEdge::End, toward: StepDirection::Before };
    session.perform(shorter.clone());
    session.perform(shorter);
    select(&mut session, "مردم");
    session.perform(CorrectAction::Link("claimant".into()));
    session.perform(CorrectAction::SetAttribute {
        key: "kind".into(),
        value: "prediction".to_owned(),
    });
    assert_eq!(marked_whole(document(&session)), before, "nothing is tagged yet");
    assert!(!session.editor().expect("it is open").history().can_undo());
    // One step back and on again, of what was corrected.
    session.perform(EditAction::Undo);
    let kind = |session: &Session| {
        let draft = session.editor().and_then(Editor::current_draft).expect("it is current").1;
        draft.tag.attributes.get("kind").map(str::to_owned)
    };
    assert_ne!(kind(&session).as_deref(), Some("prediction"));
    session.perform(EditAction::Redo);
    assert_eq!(kind(&session).as_deref(), Some("prediction"));
    session.perform(EditAction::AcceptSuggestion);
    let tagged = marked_whole(document(&session));
    let origin = format!("@corrected:{rule}");
    assert!(tagged.contains(&format!("#1{origin}")) && tagged.contains(" آب] کم است."), "{tagged}");
    assert!(tagged.contains(&format!("{origin}→1 مردم]")), "{tagged}");
    assert!(!tagged.contains("→1 وزیر نیرو]"), "the one chosen takes its place: {tagged}");
    assert!(tagged.contains("kind=prediction"), "{tagged}");
    assert_eq!(decided(&session), [("آب کم است".to_owned(), "corrected")]);
    assert!(!suggested(&session).contains("[claim"), "{}", suggested(&session));
    session.perform(EditAction::Undo);
    assert_eq!((marked_whole(document(&session)), decided(&session).len()), (before, 0));
    assert!(suggested(&session).contains("[claim آب کم است]"));
    session.perform(EditAction::Redo);
    assert_eq!(marked_whole(document(&session)), tagged);
}

#[test]
fn from_the_last_suggestion_it_goes_on_to_the_first_and_back() {
    let mut session = suggesting(TEXT);
    go_to_suggestion(&mut session, "۲۰ بهمن ۱۴۰۰");
    let mut step = |toward| {
        session.perform(NavigateAction::StepSuggestion(toward));
        current(&session)
    };
    assert_eq!(step(StepDirection::After), "۱۰ دی ۱۴۰۰");
    assert_eq!(step(StepDirection::After), "روز ۱۰ دی ۱۴۰۰");
    assert_eq!(step(StepDirection::Before), "۱۰ دی ۱۴۰۰");
}

#[test]
fn the_only_suggestion_left_comes_after_itself() {
    let mut session = suggesting("حسن روز ۱۰ دی ۱۴۰۰ آمد.");
    go_to_suggestion(&mut session, "روز ۱۰ دی ۱۴۰۰");
    for toward in [StepDirection::After, StepDirection::Before] {
        session.perform(NavigateAction::StepSuggestion(toward));
        assert_eq!(current(&session), "روز ۱۰ دی ۱۴۰۰");
    }
}

#[test]
fn a_label_given_to_the_current_suggestion_corrects_it_and_a_date_is_read_from_its_words() {
    let mut session = suggesting(REPORTED);
    go_to_suggestion(&mut session, "روز ۱۰ دی ۱۴۰۰");
    session.perform(NavigateAction::StepSuggestion(StepDirection::Before));
    session.perform(NavigateAction::StepSuggestion(StepDirection::After));
    assert_eq!(current(&session), "روز ۱۰ دی ۱۴۰۰");
    assert_eq!(session.may_tag(&"date".into()), Err(Reason::SuggestedSo));
    let claim = session.may_tag(&"claim".into()).expect("it can be given");
    session.perform(EditAction::Tag(claim));
    assert_eq!(marked(document(&session)), REPORTED);
    let draft = |session: &Session| {
        session.editor().and_then(Editor::current_draft).expect("it is current").1
    };
    assert_eq!(
        (draft(&session).tag.label.as_str(), draft(&session).is_corrected()),
        ("claim", true)
    );
    session.perform(CorrectAction::Discard);
    assert!(!draft(&session).is_corrected());
    let value = |session: &Session| {
        draft(session).tag.attributes.get("value").map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(value(&session), "2021-12-31");
    let text = document(&session).text();
    let later = REPORTED.find("۲۰ بهمن").expect("there");
    let later = text.range(later, later + "۲۰ بهمن ۱۴۰۰".len()).expect("words");
    session.perform(CorrectAction::SetExtent(later.into()));
    assert_eq!(value(&session), "2022-02-09");
}

#[test]
fn a_tag_at_the_caret_is_the_analysts_own() {
    for (label, words) in [("date", "دی"), ("claim", "کم")] {
        let mut session = suggesting(REPORTED);
        let at = REPORTED.find(words).expect("there");
        session.perform(NavigateAction::Select(Selection::caret(at)));
        let tagging = session.may_tag(&label.into()).expect("it can be given");
        session.perform(EditAction::Tag(tagging));
        let tags: Vec<_> = document(&session).annotations().collect();
        assert!(!tags.is_empty() && tags.iter().all(|it| it.origin.is_none()), "{tags:?}");
        assert!(tags[0].label == *label && tags[0].attributes.get("rule").is_some(), "{tags:?}");
        assert_eq!(decided(&session), []);
    }
}
