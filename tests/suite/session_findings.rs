//! The list of what may be wrong follows the work, leads to the tags, and fixes in one step.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use hashiye::{
    check::{Finding, FindingCode},
    session::{
        EditAction, Fix, NavigateAction, NoticeKind, Reason, Session, Settings, StepDirection,
    },
};

use crate::support;

fn session(marked: &str) -> Session {
    let document = support::document(marked);
    let mut session =
        Session::new(Settings::default(), None, Arc::new(|| {})).with_document(document);
    session
        .perform(EditAction::SetMeta { key: "published".into(), value: "2021-12-31".to_owned() });
    look(&mut session);
    session
}

/// A moment later, with every thread finished.
fn look(session: &mut Session) {
    let later = Instant::now() + Duration::from_secs(1);
    session.tick(later);
    session.tick(later + Duration::from_secs(1));
    session.settle();
}

fn codes(session: &Session) -> Vec<FindingCode> {
    let open = session.editor().expect("open");
    open.findings().list().iter().map(Finding::code).collect()
}

fn words(session: &Session) -> String {
    support::marked(session.editor().expect("open").document())
}

const TEXT: &str = "گفت [cue که]ن بود. گفت: [cue ب]ار. [date ۱۲ بهمن ۱۴۰۰] آمد.";

#[test]
fn the_list_follows_the_work_and_leads_to_the_tags() {
    let mut session = session(TEXT);
    let found = [
        FindingCode::InsideWord,
        FindingCode::InsideWord,
        FindingCode::MissingAttribute,
        FindingCode::UnresolvedDate,
    ];
    assert_eq!(codes(&session), found);
    let at = |session: &Session| {
        let open = session.editor().expect("open");
        (open.active().map(|it| it.id.0), open.findings().current())
    };
    for (toward, expected) in [
        (StepDirection::After, (Some(1), Some(0))),
        (StepDirection::After, (Some(2), Some(1))),
        (StepDirection::After, (Some(3), Some(2))),
        (StepDirection::After, (Some(3), Some(3))),
        (StepDirection::After, (Some(1), Some(0))),
        (StepDirection::Before, (Some(3), Some(3))),
        (StepDirection::Before, (Some(3), Some(2))),
    ] {
        session.perform(NavigateAction::StepFinding(toward));
        assert_eq!(at(&session), expected);
    }
    let id = session.editor().and_then(|it| it.active()).expect("active").id;
    session.perform(EditAction::Remove(id));
    look(&mut session);
    assert_eq!(codes(&session), [FindingCode::InsideWord; 2]);
}

#[test]
fn mending_is_one_step() {
    let mut session = session(TEXT);
    let before = words(&session);
    session.perform(EditAction::Fix(Fix::All(FindingCode::InsideWord)));
    assert_eq!(words(&session), "گفت [cue کهن] بود. گفت: [cue بار]. [date ۱۲ بهمن ۱۴۰۰] آمد.");
    assert!(!codes(&session).contains(&FindingCode::InsideWord), "the list says so at once");
    session.perform(EditAction::Undo);
    assert_eq!(words(&session), before);
    look(&mut session);
    session.perform(EditAction::Fix(Fix::One(1)));
    assert_eq!(words(&session), "گفت [cue که]ن بود. گفت: [cue بار]. [date ۱۲ بهمن ۱۴۰۰] آمد.");
    // The date's tag: type, value and all in one.
    session.perform(NavigateAction::ShowFinding(2));
    let id = session.may_fix_tag().expect("certain");
    session.perform(EditAction::Fix(Fix::Tag(id)));
    let value = |session: &Session| {
        let open = session.editor().expect("open");
        open.document().annotation(id).and_then(|it| it.attributes.get("value").map(str::to_owned))
    };
    assert_eq!(value(&session).as_deref(), Some("2022-02-01"));
    session.perform(EditAction::Undo);
    assert_eq!(value(&session), None);
    // The same again finds nothing to do once it was done.
    session.perform(EditAction::Redo);
    assert!(session.may_fix_tag().is_err());
    session.perform(EditAction::Fix(Fix::One(99)));
    let last = session.notices().last().map(|it| &it.kind);
    assert!(matches!(last, Some(NoticeKind::Refused(Reason::NothingToFix))), "{last:?}");
}
