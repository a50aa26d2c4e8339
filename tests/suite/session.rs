//! The session: whatever is done can be undone, and done again.

use std::sync::Arc;

use hashiye::{
    model::{AnnotationId, Document, Name, Schema, SchemaPart},
    session::{
        Action, EditAction, NavigateAction, NoticeKind, Reason, SchemaChange, SearchAction,
        Selection, Session, Settings, SpanEdge, StepDirection,
    },
};
use proptest::prelude::*;

use crate::support;

const TEXT: &str =
    "پوتین [date دیروز] گفت که [claim ایران هشدار داد] و وی [date فردا] رفت.\nمتن دوم.";
const LABELS: &[&str] = &["claim", "date", "claimant", "cue", "unknown"];
const RELATIONS: &[&str] = &["claimant", "cue", "about", "pair", "unknown"];

fn session() -> Session {
    let document = support::document(TEXT);
    Session::new(Settings::default(), None, Arc::new(|| {})).with_document(document)
}

fn document(session: &Session) -> &Document {
    session.editor().expect("an article is open").document()
}

/// Everything that is marked, without the counters that only ever grow.
fn state(session: &Session) -> String {
    let document = document(session);
    let annotations: Vec<_> = document.annotations().collect();
    let relations: Vec<_> = document.relations().collect();
    let labels: Vec<&String> = document.schema().labels.iter().map(|it| &it.id).collect();
    let dismissals: Vec<_> = document.dismissals().collect();
    format!("{annotations:?}\n{relations:?}\n{:?}\n{labels:?}\n{dismissals:?}", document.meta())
}

fn id(n: usize) -> AnnotationId {
    AnnotationId(u32::try_from(n % 12).unwrap_or_default())
}

/// An action out of numbers; not every one can be done, and some do nothing.
fn action(session: &Session, (kind, a, b): (u8, usize, usize)) -> Option<Action> {
    let text = document(session).text();
    let len = text.len_bytes();
    let toward = if b % 2 == 0 { StepDirection::Before } else { StepDirection::After };
    let navigation = match kind {
        0..=3 => NavigateAction::Select(Selection { anchor: a % (len + 3), head: b % (len + 3) }),
        8 => NavigateAction::Activate(Some(id(a))),
        9 => NavigateAction::Step(toward),
        _ => return Some(edit(session, (kind, a, b))?.into()),
    };
    Some(navigation.into())
}

/// The same of what changes the document.
fn edit(session: &Session, (kind, a, b): (u8, usize, usize)) -> Option<EditAction> {
    let pick = |all: &[&str]| Name::from(*all.get(b % all.len()).unwrap_or(&"claim"));
    let toward = if b % 2 == 0 { StepDirection::Before } else { StepDirection::After };
    let edge = if a % 2 == 0 { SpanEdge::Start } else { SpanEdge::End };
    Some(match kind {
        4..=7 => EditAction::Tag(session.may_tag(&pick(LABELS)).ok()?),
        10..=11 => EditAction::MoveEdge { edge, toward },
        12 => EditAction::AddPiece,
        13 => EditAction::SetAttribute { id: id(a), key: "note".into(), value: b.to_string() },
        14 => EditAction::SetAttribute { id: id(a), key: "note".into(), value: String::new() },
        15 => EditAction::Link(pick(RELATIONS)),
        16 => EditAction::Relate { from: id(a), to: id(b), label: "about".into() },
        17 => EditAction::Remove(id(a)),
        18 => EditAction::SetMeta { key: "published".into(), value: "2021-12-31".to_owned() },
        19 => EditAction::SetMeta { key: "published".into(), value: String::new() },
        20 => EditAction::Undo,
        22 => schema_change(a),
        _ => EditAction::Redo,
    })
}

/// Gives a label another key, or back; or takes one away, with or without its tags.
fn schema_change(n: usize) -> EditAction {
    let mut schema = Schema::standard().as_ref().clone();
    let mut discards = Vec::new();
    match n % 4 {
        0 => {}
        1 => {
            let claim = schema.labels.iter_mut().find(|it| it.id == "claim");
            let claim = claim.expect("it is there");
            "statement".clone_into(&mut claim.id);
            claim.former.push("claim".to_owned());
        }
        kind => {
            schema.labels.retain(|it| it.id != "date");
            if kind == 3 {
                discards.push(SchemaPart::Label("date".into()));
            }
        }
    }
    EditAction::ChangeSchema(Box::new(SchemaChange { schema: Arc::new(schema), discards }))
}

fn undo_all(session: &mut Session) -> usize {
    let mut steps = 0;
    while session.editor().is_some_and(|it| it.history().can_undo()) {
        session.perform(EditAction::Undo);
        steps += 1;
    }
    steps
}

fn redo_all(session: &mut Session) -> usize {
    let mut steps = 0;
    while session.editor().is_some_and(|it| it.history().can_redo()) {
        session.perform(EditAction::Redo);
        steps += 1;
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_leads_to_the_start_and_redoing_all_to_the_end(
        wishes in prop::collection::vec((0_u8..24, any::<usize>(), any::<usize>()), 0..40),
    ) {
        let mut session = session();
        let start = state(&session);
        for wish in wishes {
            if let Some(action) = action(&session, wish) {
                session.perform(action);
            }
            let open = session.editor().expect("it stays open");
            prop_assert!(open.active().is_none_or(|it| open.document().annotation(it.id).is_some()));
            let text = open.document().text().as_str();
            prop_assert!(text.is_char_boundary(open.selection().start()));
            prop_assert!(text.is_char_boundary(open.selection().end()));
        }
        redo_all(&mut session);
        let end = state(&session);
        let undone = undo_all(&mut session);
        prop_assert_eq!(&state(&session), &start);
        let redone = redo_all(&mut session);
        prop_assert_eq!(undone, redone);
        prop_assert_eq!(&state(&session), &end);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The number is kept along with every change instead of being counted each time.
    #[test]
    fn the_number_of_open_suggestions_is_right_whatever_is_done(
        wishes in prop::collection::vec((0_u8..28, any::<usize>(), any::<usize>()), 0..40),
    ) {
        let mut session = session_with_suggestions();
        for (kind, a, b) in wishes {
            let next = match kind {
                22 => Some(NavigateAction::StepSuggestion(StepDirection::After).into()),
                23 => Some(NavigateAction::CurrentSuggestion(Some(a % 8)).into()),
                24 => Some(EditAction::AcceptSuggestion.into()),
                25 => Some(EditAction::AcceptSuggestions(vec![a % 8, b % 8]).into()),
                26 if a % 3 == 0 => Some(EditAction::PostponeSuggestion.into()),
                26 if a % 3 == 1 => Some(EditAction::NeverSuggest.into()),
                26 => Some(EditAction::RejectSuggestion.into()),
                27 => take_back(&session, a).map(Into::into),
                _ => action(&session, (kind, a, b)),
            };
            if let Some(next) = next {
                session.perform(next);
            }
            let open = session.editor().expect("it stays open");
            let (all, document) = (open.suggestions(), open.document());
            let counted = (0..all.mentions().len()).filter(|&it| all.open(document, it).is_some());
            prop_assert_eq!(all.left() + all.later(), counted.count());
        }
    }
}

/// Takes back one of the decisions that there are.
fn take_back(session: &Session, n: usize) -> Option<EditAction> {
    let all = session.editor()?.dismissed();
    let one = all.get(n.checked_rem(all.len())?)?;
    Some(EditAction::TakeBack(one.dismissal.target.clone()))
}

fn session_with_suggestions() -> Session {
    let document = support::document(
        "پوتین روز دوشنبه گفت که ایران فردا می‌آید. وی افزود: «سال ۱۴۰۰ سال سختی بود».",
    );
    let mut session =
        Session::new(Settings::default(), None, Arc::new(|| {})).with_document(document);
    session.perform(SearchAction::SuggestAround(0));
    while session.is_busy() {
        session.tick(std::time::Instant::now());
        std::thread::yield_now();
    }
    assert!(session.suggestions_left() > 3, "there is something to go through");
    session
}

#[test]
fn the_reading_that_an_analyst_chose_comes_first_the_next_time() {
    let value = |session: &Session| {
        let open = session.editor().expect("it is open");
        let index = open.suggestions().current().expect("one is current");
        let mention = &open.suggestions().mentions()[index];
        let found = mention.attributes.iter().find(|it| it.0 == "value");
        found.map(|it| it.1.clone()).unwrap_or_default()
    };
    let look = |session: &mut Session| {
        session.perform(SearchAction::SuggestAround(0));
        while session.is_busy() {
            session.tick(std::time::Instant::now());
            std::thread::yield_now();
        }
        session.perform(NavigateAction::CurrentSuggestion(Some(0)));
    };
    let mut session = Session::new(Settings::default(), None, Arc::new(|| {}))
        .with_document(support::document("امروز باران بارید و دیروز نه."));
    look(&mut session);
    assert_ne!(value(&session), "PRESENT_REF");
    session.perform(NavigateAction::ReadOtherwise);
    assert_eq!(value(&session), "PRESENT_REF");
    look(&mut session);
    assert_eq!(value(&session), "PRESENT_REF", "it comes first now");
    session.perform(NavigateAction::ReadOtherwise);
    look(&mut session);
    assert_ne!(value(&session), "PRESENT_REF", "that was taken back");

    session.perform(NavigateAction::CurrentSuggestion(Some(1)));
    session.perform(NavigateAction::ReadOtherwise);
    let last = session.notices().last().expect("there is no other reading");
    assert!(matches!(last.kind, NoticeKind::Refused(Reason::NoOtherReading)), "{:?}", last.kind);
}

#[test]
fn every_gesture_is_one_step() {
    let mut session = session();
    let start = state(&session);
    session.perform(NavigateAction::Activate(Some(AnnotationId(2))));
    let places = document(&session).text().as_str().find("پوتین").expect("it is there");
    session.perform(NavigateAction::Select(Selection {
        anchor: places,
        head: places + "پوتین".len(),
    }));
    // A link tags its words too.
    session.perform(EditAction::Link("claimant".into()));
    assert_ne!(state(&session), start);
    assert_eq!(undo_all(&mut session), 1);
    assert_eq!(state(&session), start);
}

/// Two keys can come in one frame: what the second asks for is found out before the first is done.
#[test]
fn a_label_goes_to_what_is_selected_when_it_is_given() {
    let mut session = session();
    let words = |session: &Session, words: &str| {
        let text = document(session).text();
        let start = text.as_str().find(words).expect("the words are there");
        text.range(start, start + words.len()).expect("a range")
    };
    let (first, second) = (words(&session, "پوتین"), words(&session, "ایران"));
    session.perform(NavigateAction::Activate(None));
    session.perform(NavigateAction::Select(Selection::of(first)));
    let tagging = session.may_tag(&"claim".into()).expect("it can be given");
    session.perform(NavigateAction::Select(Selection::of(second)));
    session.perform(EditAction::Tag(tagging));
    let given = session.editor().and_then(|it| it.active()).expect("it was given");
    assert_eq!(document(&session).quote(given), "ایران");
}
