//! The schema: what a file of one may say, and what happens to work when it changes.

use std::{fs, path::Path, sync::Arc};

use hashiye::{
    edit,
    messages::Strings,
    model::{
        AnnotationId, Document, Schema, SchemaPart,
        schema::{LabelExample, LocalizedText, SchemaFaultKind, ValueChoice, ValueKind, standard},
    },
    people::{PeopleDirectory, PeopleRegister},
    recognize,
    report::{AnalystWork, ArticleFacts},
    session::{
        EditAction, FileAction, Language, NavigateAction, Notice, NoticeKind, SchemaChange,
        SearchAction, Selection, Session, Settings, UsesCounting,
    },
    store::{SCHEMA_FILE, schema_of},
};
use proptest::prelude::*;

use crate::{support, ui::window::strings};

const TEXT: &str = "پوتین [date دیروز] گفت که [claim ایران هشدار داد] و وی [date فردا] رفت.";

/// The schema with `claim` called `statement` now.
fn renamed(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    for label in schema.labels.iter_mut().filter(|it| it.id == "claim") {
        "statement".clone_into(&mut label.id);
        label.former.push("claim".to_owned());
    }
    for end in schema.relations.iter_mut().flat_map(|it| it.from.iter_mut().chain(&mut it.to)) {
        if end == "claim" {
            "statement".clone_into(end);
        }
    }
    schema
}

/// The schema without a label, and without what would lead to it.
fn without(schema: &Schema, label: &str) -> Schema {
    let mut schema = schema.clone();
    schema.labels.retain(|it| it.id != label);
    schema.relations.retain(|it| !it.from.iter().chain(&it.to).any(|it| it == label));
    schema
}

fn change(schema: Schema) -> EditAction {
    EditAction::ChangeSchema(Box::new(SchemaChange { schema: Arc::new(schema), discards: vec![] }))
}

/// A session on an article of `folder`.
fn session_on(folder: &Path, name: &str) -> Session {
    let settings = Settings { analyst: "a1".to_owned(), ..Settings::default() };
    let mut session = Session::new(settings, None, Arc::new(|| {}));
    session.perform(FileAction::Open(folder.join(name)));
    session.settle();
    session
}

fn document(session: &Session) -> &Document {
    session.editor().expect("an article is open").document()
}

fn labels(session: &Session) -> Vec<String> {
    document(session).annotations().map(|it| it.label.to_string()).collect()
}

/// Marks the words of each article of a new folder as claims.
fn folder_with(articles: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in articles {
        fs::write(folder.path().join(name), "هوا فردا خوب است").expect("written");
        let mut session = session_on(folder.path(), name);
        let claim = Selection { anchor: 0, head: "هوا".len() };
        session.perform(NavigateAction::Select(claim));
        let tagging = session.may_tag(&"claim".into()).expect("it can be given");
        session.perform(EditAction::Tag(tagging));
        session.settle();
    }
    folder
}

#[test]
fn every_label_of_the_standard_schema_says_when_to_use_it() {
    let schema = Schema::standard();
    assert!(schema.faults().is_empty(), "{:?}", schema.faults());
    for label in &schema.labels {
        for language in Language::ALL {
            let says = |title: &LocalizedText| {
                title.0.get(language.code()).is_some_and(|it| !it.is_empty())
            };
            assert!(says(&label.guideline), "{} in {language:?}", label.id);
            assert!(label.examples.len() >= 3, "{}", label.id);
            assert!(label.examples.iter().all(|it| says(&it.note)), "{}", label.id);
        }
    }
}

#[test]
fn a_schema_is_written_as_it_is_read() {
    for schema in [Schema::standard().as_ref().clone(), renamed(&Schema::standard())] {
        assert_eq!(Schema::from_ron(&schema.to_ron()).as_ref(), Ok(&schema));
    }
}

#[test]
fn examples_may_be_bare_words() {
    let source =
        r#"(labels: [(id: "x", examples: ["وی", (words: "او", note: {"fa": "گوینده"})])])"#;
    let schema = Schema::from_ron(source).expect("it is good");
    let examples: Vec<&LabelExample> = schema.labels.iter().flat_map(|it| &it.examples).collect();
    assert_eq!(examples.iter().map(|it| it.words.as_str()).collect::<Vec<_>>(), ["وی", "او"]);
    assert_eq!(examples[1].note.in_language("fa"), "گوینده");
}

#[test]
fn what_is_broken_is_reported_with_line_and_column() {
    for (source, said) in [
        ("(labels: [\n  (id: \"a\",\n   key: 7)])", "line 3, column"),
        (
            "(labels: [\n (id: \"a\"),\n (id: \"a\")])",
            "The ID “a” appears twice (line 3, column 7)",
        ),
        ("(labels: [(id: \"a b\")])", "“a b” cannot be an ID"),
        ("(relations: [(id: \"r\", from: [\"x\"])])", "There is no label “x” (line 1, column 31)"),
        ("", "line 1, column 1"),
    ] {
        let error = Schema::from_ron(source).expect_err(source);
        let error = Strings::of_terminal().words_of(&error);
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn keys_that_clash_are_found() {
    let mut schema = Schema::standard().as_ref().clone();
    let relation = schema.relations.first_mut().expect("there is one");
    "c".clone_into(&mut relation.key);
    let faults = schema.faults();
    let taken = SchemaFaultKind::KeyTaken { key: "c".to_owned(), by: "claim".to_owned() };
    assert!(faults.iter().any(|it| it.what == taken), "{faults:?}");
}

#[test]
fn a_name_that_was_another_labels_is_refused() {
    let mut schema = renamed(&Schema::standard());
    let date = schema.labels.iter_mut().find(|it| it.id == "date").expect("there is one");
    "claim".clone_into(&mut date.id);
    let former = SchemaFaultKind::Formerly { id: "claim".to_owned(), now: "statement".to_owned() };
    assert!(schema.faults().iter().any(|it| it.what == former));
}

#[test]
fn renaming_is_one_step_back_and_forth() {
    let before = support::document(TEXT);
    let schema = Arc::new(renamed(&Schema::standard()));
    let step = edit::change_schema(&before, &schema, &[]).expect("it changes");
    let mut document = before.clone();
    document.apply(&step).expect("it fits");
    assert_eq!(support::marked(&document), TEXT.replace("[claim", "[statement"));
    assert!(edit::adopt_names(&document).is_none(), "nothing is left to rename");
    document.apply(&step.inverse()).expect("it fits");
    assert_eq!(document, before);
}

/// The schema with everything that the program speaks of under other names.
fn all_renamed(schema: &Schema) -> Schema {
    let other = |id: &str| format!("{id}_of_ours");
    let mut schema = schema.clone();
    for label in &mut schema.labels {
        label.former.push(std::mem::take(&mut label.id));
        label.id = other(&label.former[0]);
    }
    for relation in &mut schema.relations {
        relation.former.push(std::mem::take(&mut relation.id));
        relation.id = other(&relation.former[0]);
        for end in relation.from.iter_mut().chain(&mut relation.to) {
            *end = other(end);
        }
    }
    schema
}

#[test]
fn what_the_program_speaks_of_is_in_the_standard_schema() {
    let schema = Schema::standard();
    assert!(standard::LABELS.iter().all(|it| schema.label(it).is_some()));
    assert!(standard::RELATIONS.iter().all(|it| schema.relation(it).is_some()));
    assert!(recognize::ALL.iter().all(|it| standard::LABELS.contains(&it.id)));
    let has = |label, key| schema.label(label).is_some_and(|it| it.attribute(key).is_some());
    assert!(has(standard::CLAIM, standard::CLAIMANT_NAME) && has(standard::CLAIM, standard::RULE));
    let of_dates = [standard::VALUE, standard::NATIVE, standard::CALENDAR, standard::RULE];
    assert!(of_dates.iter().all(|it| has(standard::DATE, it)));
}

#[test]
fn reports_and_people_know_claims_and_dates_under_other_names() {
    let marked =
        "[claimant→1 حسن] [cue→1 گفت] [claim#1 about→2 هوا [date#2 value=2021-12-31 فردا] خوب است]";
    let before = support::document(marked);
    let schema = Arc::new(all_renamed(&Schema::standard()));
    let step = edit::change_schema(&before, &schema, &[]).expect("it changes");
    let mut after = before.clone();
    after.apply(&step).expect("it fits");
    let facts = |document: &Document| {
        let work = AnalystWork { document, analyst: "", speakers: None };
        let facts = ArticleFacts::of(&[work], Language::Persian);
        let claim = facts.claims.first().expect("there is a claim");
        let date = facts.dates.first().expect("there is a date");
        (claim.claimant.clone(), claim.cue.clone(), claim.dates.len(), date.claims.clone())
    };
    assert_eq!(facts(&before), ("حسن".to_owned(), "گفت".to_owned(), 1, vec![0]));
    assert_eq!(facts(&after), facts(&before));
    let speaker = |document: &Document| {
        let directory = PeopleDirectory::of([document], &PeopleRegister::default());
        let dates = directory.statement(0, AnnotationId(1)).map(|it| it.dates.clone());
        (directory.speaker(0, AnnotationId(1)), dates)
    };
    assert_eq!(speaker(&before).0, "حسن");
    assert_eq!(speaker(&after), speaker(&before));
}

#[test]
fn attributes_and_values_follow_their_names() {
    let mut document = support::document(TEXT);
    let set = edit::set_attribute(&document, AnnotationId(2), "kind", "fact").expect("a change");
    document.apply(&set).expect("it fits");
    let mut schema = Schema::standard().as_ref().clone();
    for attribute in schema.labels.iter_mut().flat_map(|it| &mut it.attributes) {
        if attribute.id == "kind" {
            "sort".clone_into(&mut attribute.id);
            attribute.former.push("kind".to_owned());
            let ValueKind::Choice(all) = &mut attribute.values else { panic!("a choice") };
            let fact: &mut ValueChoice = all.iter_mut().find(|it| it.id == "fact").expect("one");
            "known".clone_into(&mut fact.id);
            fact.former.push("fact".to_owned());
        }
    }
    let step = edit::change_schema(&document, &Arc::new(schema), &[]).expect("it changes");
    document.apply(&step).expect("it fits");
    let claim = document.annotation(AnnotationId(2)).expect("it is there");
    assert_eq!((claim.attributes.get("sort"), claim.attributes.get("kind")), (Some("known"), None));
}

#[test]
fn tags_whose_label_is_gone_stay_until_they_are_discarded() {
    let before = support::document(TEXT);
    let schema = Arc::new(without(&Schema::standard(), "date"));
    let mut kept = before.clone();
    kept.apply(&edit::change_schema(&before, &schema, &[]).expect("a change")).expect("it fits");
    assert_eq!(support::marked(&kept), TEXT);
    let discards = [SchemaPart::Label("date".into())];
    let mut gone = before.clone();
    let step = edit::change_schema(&before, &schema, &discards).expect("a change");
    gone.apply(&step).expect("it fits");
    assert_eq!(support::marked(&gone), "پوتین دیروز گفت که [claim ایران هشدار داد] و وی فردا رفت.");
    gone.apply(&step.inverse()).expect("it fits");
    assert_eq!(gone, before);
}

#[test]
fn a_change_survives_undo_redo_and_restart() {
    let folder = folder_with(&["a.txt"]);
    let at = folder.path();
    let mut session = session_on(at, "a.txt");
    session.perform(change(renamed(&Schema::standard())));
    assert_eq!(labels(&session), ["statement"]);
    assert!(schema_of(at).expect("good").expect("there").label("statement").is_some());
    session.perform(EditAction::Undo);
    assert_eq!(labels(&session), ["claim"]);
    assert_eq!(schema_of(at).expect("good").expect("there"), Schema::standard());
    session.perform(EditAction::Redo);
    session.settle();
    drop(session);

    let mut again = session_on(at, "a.txt");
    assert_eq!(labels(&again), ["statement"]);
    assert!(again.schema().label("statement").is_some());
    again.perform(EditAction::Undo);
    assert_eq!(labels(&again), ["claim"]);
    again.perform(EditAction::Undo);
    assert_eq!(labels(&again), Vec::<String>::new());
    again.perform(EditAction::Redo);
    again.perform(EditAction::Redo);
    assert_eq!(labels(&again), ["statement"]);
    assert!(schema_of(at).expect("good").expect("there").label("statement").is_some());
}

#[test]
fn other_articles_take_the_new_names_and_keep_their_history() {
    let folder = folder_with(&["a.txt", "b.txt"]);
    let at = folder.path();
    let before = fs::read_to_string(at.join("b.txt.a1.ron")).expect("it is there");
    let mut session = session_on(at, "a.txt");
    session.perform(change(renamed(&Schema::standard())));
    session.settle();
    drop(session);
    let after = fs::read_to_string(at.join("b.txt.a1.ron")).expect("it is there");
    assert_eq!(before, after, "nobody wrote it");

    let mut other = session_on(at, "b.txt");
    assert!(other.notices().is_empty(), "{:?}", other.notices());
    assert_eq!(labels(&other), ["statement"]);
    other.perform(EditAction::Undo);
    assert_eq!(labels(&other), Vec::<String>::new());
    other.perform(EditAction::Redo);
    assert_eq!(labels(&other), ["statement"]);
    other.settle();
    drop(other);
    assert!(fs::read_to_string(at.join("b.txt.a1.ron")).expect("there").contains("statement"));
    assert_eq!(labels(&session_on(at, "b.txt")), ["statement"]);
}

#[test]
fn steps_a_crash_left_are_made_again_under_other_names() {
    let folder = folder_with(&["a.txt", "b.txt"]);
    let at = folder.path();
    let file = at.join("b.txt.a1.ron");
    let early = fs::read(&file).expect("it is there");
    let mut other = session_on(at, "b.txt");
    other.perform(EditAction::SetAttribute {
        id: AnnotationId(1),
        key: "note".into(),
        value: "نوشته".to_owned(),
    });
    other.settle();
    drop(other);
    // As if the journal had been written and the file not: it was announced, but not put in place.
    fs::write(&file, early).expect("written");
    let journal = at.join(".hashiye/b.txt.a1.journal");
    let lines = fs::read_to_string(&journal).expect("it is there");
    let (announced, _) = lines.trim_end().rsplit_once('\n').expect("several lines");
    assert!(announced.lines().last().is_some_and(|it| it.contains("saving")), "{lines}");
    fs::write(&journal, format!("{announced}\n")).expect("written");
    let mut session = session_on(at, "a.txt");
    session.perform(change(renamed(&Schema::standard())));
    session.settle();
    drop(session);
    let again = session_on(at, "b.txt");
    assert_eq!(labels(&again), ["statement"]);
    let tag = document(&again).annotation(AnnotationId(1)).expect("it is there");
    assert_eq!(tag.attributes.get("note"), Some("نوشته"));
}

#[test]
fn uses_are_counted_in_everybodys_files() {
    let folder = folder_with(&["a.txt", "b.txt", "c.txt"]);
    let mut session = session_on(folder.path(), "a.txt");
    session.perform(SearchAction::CountUses);
    session.settle();
    let UsesCounting::Counted(uses) = session.counting() else { panic!("it is counted") };
    let claims = uses.of_part(&SchemaPart::Label("claim".into()));
    assert_eq!((claims.records, claims.files, uses.files), (2, 2, 2));
}

#[test]
fn a_schema_that_cannot_be_read_is_reported_and_left_alone() {
    let folder = folder_with(&["a.txt"]);
    let path = folder.path().join(SCHEMA_FILE);
    let broken = "(\n  labels: [(id: \"claim\", key: 3)],\n)";
    fs::write(&path, broken).expect("written");
    let mut session = session_on(folder.path(), "a.txt");
    let unusable = |it: &&Notice| matches!(it.kind, NoticeKind::SchemaUnusable(_));
    let notice = session.notices().iter().find(unusable).expect("there is a notice");
    let why = strings(Language::English).words_of(&notice.kind);
    assert!(why.contains("line 2, column") && why.contains("schema.ron"), "{why}");
    assert_eq!(labels(&session), ["claim"], "the program goes on with the standard one");
    session.perform(change(renamed(&Schema::standard())));
    assert_eq!(labels(&session), ["claim"]);
    let not_kept = |it: &Notice| matches!(it.kind, NoticeKind::SchemaNotKept(_));
    assert!(session.notices().iter().any(not_kept));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), broken);
}

#[test]
fn a_schema_somebody_else_changed_is_not_overwritten() {
    let folder = folder_with(&["a.txt"]);
    let mut session = session_on(folder.path(), "a.txt");
    let theirs = without(&Schema::standard(), "date").to_ron();
    fs::write(folder.path().join(SCHEMA_FILE), &theirs).expect("written");
    session.perform(change(renamed(&Schema::standard())));
    assert_eq!(labels(&session), ["claim"]);
    let there = fs::read_to_string(folder.path().join(SCHEMA_FILE)).expect("it is there");
    assert_eq!(there, theirs);
}

#[test]
fn a_schema_laid_out_by_hand_is_kept_aside() {
    let folder = folder_with(&["a.txt"]);
    let by_hand = format!("// ours\n{}", Schema::standard().to_ron());
    fs::write(folder.path().join(SCHEMA_FILE), &by_hand).expect("written");
    let mut session = session_on(folder.path(), "a.txt");
    session.perform(change(renamed(&Schema::standard())));
    assert_eq!(labels(&session), ["statement"]);
    let aside = folder.path().join(".hashiye/schema.ron.1.aside");
    assert_eq!(fs::read_to_string(aside).expect("it is kept"), by_hand);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_a_schema_stands_any_text(source in ".{0,200}") {
        let _read_or_not = Schema::from_ron(&source);
    }

    #[test]
    fn examples_stand_any_text(words in "[\\[\\]a-bس ]{0,30}") {
        let example = LabelExample { words, note: LocalizedText::default() };
        let (words, parts) = example.parts();
        prop_assert!(parts.iter().all(|it| words.get(it.clone()).is_some()));
    }
}

#[test]
fn keys_of_the_program_are_moved_to_free_ones() {
    let mut schema = (*Schema::standard()).clone();
    for (label, key) in schema.labels.iter_mut().zip(["E", "h", "", ""]) {
        key.clone_into(&mut label.key);
    }
    let (free, moved) = schema.with_free_keys();
    let now: Vec<(&str, &str)> =
        moved.iter().map(|it| (it.before.as_str(), it.now.as_str())).collect();
    // C of «claim»; D of «date»: nobody else has them.
    assert_eq!(now, [("E", "C"), ("h", "D")]);
    let keys: Vec<&str> = free.labels.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["C", "D", "", ""]);
    assert!(Schema::standard().with_free_keys().1.is_empty(), "its own are free");
}
