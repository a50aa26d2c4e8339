//! Comparing in a session: what is asked, what keys decide, and that all of it can be undone.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::Arc,
    time::{Duration, SystemTime},
};

use hashiye::{
    compare::{DifferingField, RecordDecision, drawn_order},
    model::{Change, Document, Edit, Transaction},
    session::{
        AnalystProgress, AnswerScope, ArticleShare, CompareAction, ComparedQuestion,
        ComparisonPurpose, EditAction, FieldKind, FileAction, FileHolder, FinishAnswer, FirstEdit,
        NavigateAction, NoticeKind, QuestionAction, Reason, RecordFilter, Selection, Session,
        Settings, SpanEdge, StepDirection, TeamAction, TeamQuestion,
    },
    store::{
        Analyst, AnnotationFile, ArticleInfo, FileSyntax, LockHolder, SavedFile, read_article,
        save_document,
    },
};

use crate::support::{document, marked_whole};

/// A folder of articles, with whose work is there.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// One article, with works in marked text.
    fn of(works: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.article("news.txt", works);
        desk
    }

    fn article(&self, name: &str, works: &[(&str, &str)]) {
        let text = document(works[0].1).text().as_str().to_owned();
        fs::write(self.folder.path().join(name), text).expect("written");
        for (analyst, marked) in works {
            self.save(name, analyst, &done(marked));
        }
    }

    fn save(&self, name: &str, analyst: &str, document: &Document) -> SavedFile {
        let opened = read_article(&self.folder.path().join(name)).expect("read");
        let info = ArticleInfo::of(&opened.path, &opened.article);
        let analyst = Analyst::new(analyst).expect("a name");
        let file = AnnotationFile { article: opened.path, analyst, syntax: FileSyntax::Ron };
        save_document(document, &file, &info).expect("saved")
    }

    /// Makes every file one that was written some time ago.
    fn age(&self) {
        let then = SystemTime::now() - Duration::from_secs(20);
        for it in fs::read_dir(self.folder.path()).expect("listed") {
            let path = it.expect("a name").path();
            if path.is_file() {
                let file = fs::File::options().append(true).open(path).expect("opened");
                file.set_modified(then).expect("set");
            }
        }
    }

    fn tasks(&self, tasks: &str) {
        fs::write(self.folder.path().join("tasks.ron"), tasks).expect("written");
    }

    fn open(&self, person: &str) -> Session {
        let analyst = Analyst::new(person).expect("a name");
        let mut session =
            Session::new(Settings::default(), None, Arc::new(|| {})).for_analyst(analyst);
        session.perform(FileAction::Open(self.folder.path().to_owned()));
        session.settle();
        session
    }

    /// A session in which `person` compares.
    fn compare(&self, person: &str) -> Session {
        let mut session = self.open(person);
        toggle(&mut session);
        session
    }

    fn gold(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(format!("{name}.gold.ron"))).ok()
    }
}

fn done(marked: &str) -> Document {
    let mut document = document(marked);
    let status = Edit::Meta("status".into(), Change::insert("done".to_owned()));
    document.apply(&Transaction::from(vec![status])).expect("it fits");
    document
}

fn toggle(session: &mut Session) {
    session.perform(CompareAction::Toggle);
    session.settle();
}

fn question(session: &mut Session, action: QuestionAction) {
    session.perform(CompareAction::Question(action));
    session.settle();
}

/// The tags of the open document, in marked text.
fn tags(session: &Session) -> String {
    marked_whole(session.editor().expect("open").document())
}

/// Label and fields of what is decided on.
fn asked(session: &Session) -> String {
    let adjudication = session.editor().and_then(|it| it.adjudication()).expect("comparing");
    match adjudication.current() {
        None => "nothing".to_owned(),
        Some(ComparedQuestion::Alike) => format!("alike {}", adjudication.alike()),
        Some(ComparedQuestion::Record(at)) => {
            let record = &adjudication.records()[at];
            let fields: Vec<String> = record.fields.iter().map(ToString::to_string).collect();
            format!("{} {}", record.label, fields.join(" "))
        }
    }
}

/// A file without the line of the next ids: an id that was given is never given again.
fn without_counters(file: &str) -> String {
    file.lines().filter(|it| !it.contains("next: (")).collect::<Vec<_>>().join("\n")
}

fn hows(session: &Session) -> Vec<String> {
    let open = session.editor().expect("open");
    open.document().decisions().map(|it| format!("{} {}", it.how, it.by)).collect()
}

fn refused(session: &Session) -> Option<Reason> {
    session.notices().iter().rev().find_map(|it| match &it.kind {
        NoticeKind::Refused(reason) => Some(reason.clone()),
        _ => None,
    })
}

const ONE: &str =
    "[claimant→1 حسن] گفت [claim#1 kind=fact هوا خوب است] و [date فردا] باد می‌آید [date امروز]";
const TWO: &str =
    "[claimant→1 حسن] گفت [claim#1 kind=desire هوا خوب] است و فردا باد می‌آید [date امروز]";

#[test]
fn keys_decide_and_everything_can_be_undone() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    assert!(session.is_deciding());
    assert_eq!(session.work_title().analyst, "gold");
    assert_eq!(asked(&session), "alike 1");
    session.perform(EditAction::TakeAlike);
    assert_eq!(asked(&session), "claim place @kind");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(1)));
    assert_eq!(asked(&session), "date missing");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(1)));
    assert_eq!(asked(&session), "nothing", "{:?}", hows(&session));
    assert_eq!(
        tags(&session),
        "[claimant#3→2 حسن] گفت [claim#2 kind=desire هوا خوب] است و فردا باد می‌آید [date#1 امروز]"
    );
    assert_eq!(hows(&session), ["agreed rule:agreed", "take:a2 sara", "neither sara"]);
    session.settle();
    assert!(desk.gold("news.txt").expect("written").contains("neither"));
    for left in ["date missing", "claim place @kind", "alike 1"] {
        session.perform(EditAction::Undo);
        assert_eq!(asked(&session), left);
    }
    let open = session.editor().expect("open");
    assert_eq!((open.document().annotations().len(), open.document().decisions().len()), (0, 0));
    for _ in 0..3 {
        session.perform(EditAction::Redo);
    }
    assert_eq!(hows(&session).len(), 3);
    session.perform(CompareAction::Toggle);
    session.settle();
    assert_eq!(session.work_title().analyst, "sara", "one's own work is open again");
}

#[test]
fn undoing_all_gives_the_file_as_it_was_but_for_the_ids_that_come_next() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    session.perform(EditAction::TakeAlike);
    session.settle();
    let before = without_counters(&desk.gold("news.txt").expect("written"));
    for decision in [RecordDecision::Each, RecordDecision::Take(0)] {
        session.perform(EditAction::DecideRecord(decision));
    }
    session.settle();
    assert_ne!(without_counters(&desk.gold("news.txt").expect("written")), before);
    for _ in 0..2 {
        session.perform(EditAction::Undo);
    }
    session.settle();
    assert_eq!(without_counters(&desk.gold("news.txt").expect("written")), before);
}

#[test]
fn both_are_a_tag_for_each_reading_and_stay_decided() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    session.perform(EditAction::DecideRecord(RecordDecision::Each));
    assert_eq!(asked(&session), "date missing");
    let text = tags(&session);
    assert!(text.contains("kind=fact") && text.contains("kind=desire"), "{text}");
    assert_eq!(text.matches("[claimant").count(), 1, "the part is shared: {text}");
    session.perform(EditAction::DecideRecord(RecordDecision::Each));
    assert_eq!(asked(&session), "date missing", "one alone has it");
}

#[test]
fn fields_are_picked_one_by_one() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    let kind = DifferingField::Attribute("kind".into());
    question(&mut session, QuestionAction::Pick(kind, 1));
    let picks =
        session.editor().and_then(|it| it.adjudication()).expect("comparing").picks().clone();
    session.perform(EditAction::DecideRecord(RecordDecision::Mixed(picks)));
    let text = tags(&session);
    assert!(text.contains("kind=desire هوا خوب است]"), "{text}");
    assert_eq!(hows(&session), ["mixed sara"]);
    // What was decided can be decided again: the tag is changed, not made twice.
    question(&mut session, QuestionAction::Step(StepDirection::Before));
    assert_eq!(asked(&session), "claim place @kind");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(0)));
    assert_eq!(hows(&session), ["take:a1 sara"]);
    let text = tags(&session);
    assert!(
        text.contains("kind=fact هوا خوب است]") && text.matches("[claim").count() == 2,
        "{text}"
    );
    question(&mut session, QuestionAction::Step(StepDirection::Before));
    session.perform(EditAction::DecideRecord(RecordDecision::Neither));
    assert_eq!(tags(&session), document(ONE).text().as_str(), "its parts go with it");
}

#[test]
fn the_rest_is_taken_as_one_has_it() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    session.perform(EditAction::TakeAlike);
    session.perform(EditAction::TakeRestOf(0));
    assert_eq!(asked(&session), "nothing");
    assert_eq!(
        tags(&session),
        "[claimant#4→2 حسن] گفت [claim#2 kind=fact هوا خوب است] و [date فردا] باد می‌آید [date#1 امروز]"
    );
    session.perform(EditAction::Undo);
    assert_eq!(session.editor().expect("open").document().decisions().len(), 1, "in one step");
}

#[test]
fn filters_narrow_what_is_gone_through() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    let kinds = [FieldKind::Value].into();
    question(
        &mut session,
        QuestionAction::Narrow(RecordFilter { kinds, ..RecordFilter::default() }),
    );
    assert_eq!(asked(&session), "claim place @kind");
    let labels = ["date".to_owned()].into();
    question(
        &mut session,
        QuestionAction::Narrow(RecordFilter { labels, ..RecordFilter::default() }),
    );
    assert_eq!(asked(&session), "date missing");
    question(
        &mut session,
        QuestionAction::Narrow(RecordFilter { only_reopened: true, ..RecordFilter::default() }),
    );
    assert_eq!(asked(&session), "nothing");
}

#[test]
fn a_record_by_hand_is_edited_and_deciding_goes_on() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    session.perform(EditAction::DecideRecord(RecordDecision::Edited(BTreeMap::new())));
    assert!(!session.is_deciding(), "the tag is edited as any other");
    let active = session.editor().and_then(|it| it.active()).expect("the tag").clone();
    assert_eq!(active.label, *"claim");
    session.perform(EditAction::SetAttribute {
        id: active.id,
        key: "kind".into(),
        value: "schedule".to_owned(),
    });
    toggle(&mut session);
    assert!(session.is_deciding());
    assert_eq!(asked(&session), "date missing");
    assert!(tags(&session).contains("kind=schedule"));
    assert_eq!(hows(&session), ["edited sara"]);
}

#[test]
fn an_analyst_sees_nobody_elses_work_before_his_own_is_done() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    desk.save("news.txt", "a3", &document(ONE));
    let session = desk.compare("a3");
    assert!(!session.is_deciding());
    assert_eq!(refused(&session), Some(Reason::OwnNotDone));
    let late = "(assigned: [(article: \"news.txt\", to: [\"a1\", \"a2\", \"a4\"])])";
    desk.tasks(late);
    let session = desk.compare("a4");
    assert_eq!(refused(&session), Some(Reason::OwnNotDone), "who has not begun, neither");
    let session = desk.compare("sara");
    let waiting = session.editor().and_then(|it| it.adjudication()).expect("comparing").waiting();
    assert_eq!(waiting, ["a3", "a4"]);
    desk.tasks(&late.replace("assigned", "blind: (analysts: false), assigned"));
    assert!(desk.compare("a4").is_deciding());
}

#[test]
fn who_does_not_decide_looks() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    desk.tasks("(adjudicators: [\"sara\"])");
    let mut session = desk.compare("a1");
    let purpose = |session: &Session| {
        session.editor().and_then(|it| it.adjudication()).map(|it| it.purpose().clone())
    };
    assert_eq!(purpose(&session), Some(ComparisonPurpose::Look));
    session.perform(EditAction::DecideRecord(RecordDecision::Take(0)));
    assert_eq!(refused(&session), Some(Reason::NotAdjudicator));
    assert_eq!(hows(&session), [""; 0]);
    assert_eq!(purpose(&desk.compare("sara")), Some(ComparisonPurpose::Decide));
}

#[test]
fn an_analyst_sees_what_became_of_his_tags() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    desk.tasks("(adjudicators: [\"sara\"])");
    let mut session = desk.open("a2");
    session.perform(CompareAction::ToggleMine);
    session.settle();
    assert_eq!(refused(&session), Some(Reason::GoldNotDone));
    drop(session);
    let mut lead = desk.compare("sara");
    lead.perform(FileAction::Finish);
    assert_eq!(refused(&lead), Some(Reason::DisagreementsLeft));
    lead.perform(EditAction::TakeAlike);
    assert_eq!(refused(&lead), None, "it is answered");
    lead.perform(EditAction::TakeRestOf(0));
    lead.perform(FileAction::Finish);
    lead.settle();
    drop(lead);
    let session = desk.compare("a2");
    let adjudication = session.editor().and_then(|it| it.adjudication()).expect("comparing");
    assert_eq!(*adjudication.purpose(), ComparisonPurpose::Mine);
    assert_eq!(session.work_title().analyst, "a2", "his own work stays open");
    let listed: Vec<usize> = adjudication.listed().collect();
    let became = listed.iter().map(|it| adjudication.what_became(*it).expect("decided"));
    let became: Vec<String> = became.map(|it| format!("{} {}", it.how, it.by)).collect();
    assert_eq!(became, ["take:a1 sara", "take:a1 sara"]);
}

#[test]
fn the_next_article_in_which_something_waits_follows() {
    let desk = Desk::of(&[("a1", ONE), ("a2", ONE)]);
    desk.article("other.txt", &[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    assert_eq!(session.work_title().file, Some("news.txt"));
    assert_eq!(asked(&session), "alike 3");
    session.perform(EditAction::TakeAlike);
    session.perform(FileAction::Finish);
    session.settle();
    assert_eq!(session.work_title().file, Some("other.txt"));
    assert!(session.is_deciding());
    assert_eq!(asked(&session), "alike 1");
    session.perform(EditAction::TakeAlike);
    session.perform(EditAction::TakeRestOf(0));
    session.perform(FileAction::Finish);
    session.settle();
    assert!(
        session.notices().iter().any(|it| matches!(it.kind, NoticeKind::GoldDone)),
        "nothing waits"
    );
}

#[test]
fn somebody_late_with_the_same_reading_asks_nothing_new() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    session.perform(EditAction::TakeAlike);
    session.perform(EditAction::TakeRestOf(1));
    session.settle();
    drop(session);
    desk.save("news.txt", "a3", &done(TWO));
    assert_eq!(asked(&desk.compare("sara")), "nothing", "he reads as one of them did");
    let other = TWO.replace("kind=desire", "kind=schedule");
    desk.save("news.txt", "a3", &done(&other));
    let mut session = desk.compare("sara");
    assert_eq!(asked(&session), "claim place @kind");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(2)));
    assert!(tags(&session).contains("kind=schedule"));
    assert_eq!(asked(&session), "nothing");
}

#[test]
fn links_to_what_is_decided_later_are_made_by_hand_too() {
    let one = "[claim#1 kind=fact about→2 هوا خوب است] و [date#2 value=2022-01-01 فردا] باد";
    let two = "[claim#1 kind=desire about→2 هوا خوب است] و [date#2 value=2022-01-02 فردا] باد";
    let desk = Desk::of(&[("a1", one), ("a2", two)]);
    let mut session = desk.compare("sara");
    assert_eq!(asked(&session), "claim @kind");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(0)));
    assert!(!tags(&session).contains("about"));
    session.perform(EditAction::DecideRecord(RecordDecision::Take(1)));
    assert!(tags(&session).contains("about→"), "{}", tags(&session));
}

#[test]
fn every_number_of_the_team_has_a_list_as_long() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    desk.article("other.txt", &[("a1", TWO), ("a2", ONE)]);
    desk.article("begun.txt", &[("a1", ONE)]);
    desk.save("begun.txt", "a2", &document(TWO));
    let mut session = desk.open("sara");
    session.perform(TeamAction::Count);
    session.settle();
    let team = session.team();
    let states: Vec<Vec<&AnalystProgress>> =
        team.rows.iter().map(|it| it.analysts.values().collect()).collect();
    let (done, begun) = (&AnalystProgress::Done, &AnalystProgress::Begun);
    assert_eq!(states, [vec![done, done], vec![done, done], vec![done, begun]]);
    assert_eq!(team.rows.iter().map(|it| it.gold.left).collect::<Vec<_>>(), [3, 3, 0]);
    let [a1, a2] = ["a1", "a2"].map(|it| &team.analysts[it]);
    assert_eq!((a1.done, a1.begun, a2.done, a2.begun), (3, 0, 2, 1));
    let figures = team.figures.clone().expect("two articles");
    let pair = &figures.pairs[0];
    let of = |session: &mut Session, question| {
        session.perform(TeamAction::List(question));
        session.settle();
        let list = session.team().list.clone().expect("asked for");
        list.places.expect("read").len()
    };
    let n = |it: u32| usize::try_from(it).expect("a few");
    for (label, it) in &pair.by_label {
        let (pair, label) = (pair.analysts.clone(), label.clone());
        let alone = it.spans[0] + it.spans[1] - 2 * it.matched;
        let question = TeamQuestion::Alone { pair: pair.clone(), label: label.clone() };
        assert_eq!(of(&mut session, question), n(alone), "{label}");
        let question = TeamQuestion::NotExact { pair, label: label.clone() };
        assert_eq!(of(&mut session, question), n(alone + it.matched - it.exact), "{label}");
    }
    for (one, other, count) in &pair.confusion {
        let labels = [one.clone(), other.clone()];
        let question = TeamQuestion::Labels { pair: pair.analysts.clone(), labels };
        assert_eq!(of(&mut session, question), n(*count), "{one} {other}");
    }
    for (label, attributes) in &pair.attributes {
        for (key, it) in attributes {
            let question = TeamQuestion::Values {
                pair: pair.analysts.clone(),
                label: label.clone(),
                key: key.clone(),
                values: None,
            };
            assert_eq!(of(&mut session, question), n(it.said - it.same), "{key}");
        }
    }
    for (relation, it) in &pair.relations {
        let (pair, relation) = (pair.analysts.clone(), relation.clone());
        let lone = it.relations[0] + it.relations[1] - 2 * it.matched;
        assert_eq!(of(&mut session, TeamQuestion::Links { pair, relation }), n(lone));
    }
    // Who has begun one of them sees nothing of others' work on it.
    let mut session = desk.open("a2");
    session.perform(TeamAction::Count);
    session.settle();
    let begun = session.team().rows.iter().find(|it| it.name == "begun.txt").expect("listed");
    let shown = begun.analysts.values().collect::<Vec<_>>();
    assert_eq!(shown, [&AnalystProgress::Hidden, &AnalystProgress::Begun], "one's own is seen");
}

#[test]
fn rulings_are_written_at_once_and_named_by_the_decision() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    session.perform(CompareAction::Rule("است belongs to the claim".to_owned()));
    let ruling = session.rulings().first().expect("written").clone();
    assert_eq!((ruling.label.as_str(), ruling.by.as_str()), ("claim", "sara"));
    assert!(ruling.words.contains("[هوا خوب است]"), "{}", ruling.words);
    session.perform(EditAction::DecideRecord(RecordDecision::Take(0)));
    let decided = session.editor().expect("open").document().decisions().next().cloned();
    assert_eq!(decided.expect("one").ruling, ruling.id);
    let file = fs::read_to_string(desk.folder.path().join("rulings.ron")).expect("written");
    assert_eq!(hashiye::compare::Ruling::all_from_ron(&file), Ok(vec![ruling]));
}

#[test]
fn a_link_that_was_taken_of_one_leads_to_what_is_decided_later() {
    let one = "[claim#1 kind=fact about→2 هوا خوب است] و [date#2 value=2022-01-01 فردا] باد";
    let two = "[claim#1 kind=desire هوا خوب است] و [date#2 value=2022-01-02 فردا] باد";
    for edits in [false, true] {
        let desk = Desk::of(&[("a1", one), ("a2", two)]);
        let mut session = desk.compare("sara");
        assert_eq!(asked(&session), "claim @kind >about");
        let picks = BTreeMap::from([(DifferingField::Attribute("kind".into()), 1)]);
        let decision =
            if edits { RecordDecision::Edited(picks) } else { RecordDecision::Mixed(picks) };
        session.perform(EditAction::DecideRecord(decision));
        if edits {
            toggle(&mut session);
        }
        let how = if edits { "edited:about=a1 sara" } else { "mixed:about=a1 sara" };
        assert_eq!(hows(&session), [how]);
        assert!(!tags(&session).contains("about"));
        session.perform(EditAction::DecideRecord(RecordDecision::Take(1)));
        assert!(tags(&session).contains("about→"), "{}", tags(&session));
    }
}

#[test]
fn an_edge_is_moved_at_once() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    let edge = EditAction::MoveEdge { edge: SpanEdge::End, toward: StepDirection::Before };
    session.perform(CompareAction::EditBy(FirstEdit::Change(Box::new(edge))));
    assert!(tags(&session).contains("kind=fact هوا خوب]"), "{}", tags(&session));
    assert_eq!(hows(&session), ["edited sara"]);
    // The parts of the record are a step away, and back.
    let active = |session: &Session| {
        let open = session.editor().expect("open");
        open.document().quote(open.active().expect("active"))
    };
    for words in ["حسن", "هوا خوب"] {
        session.perform(NavigateAction::Step(StepDirection::Before));
        assert_eq!(active(&session), words);
    }
    toggle(&mut session);
    assert_eq!(asked(&session), "date missing");
}

#[test]
fn a_pair_of_several_is_gone_through_alone() {
    let third = ONE.replace("kind=fact", "kind=schedule");
    let desk = Desk::of(&[("a1", ONE), ("a2", ONE), ("a3", &third)]);
    let mut session = desk.compare("sara");
    let left = |session: &mut Session, between: [usize; 2]| {
        let filter = RecordFilter { between: between.into(), ..RecordFilter::default() };
        question(session, QuestionAction::Narrow(filter));
        session.editor().and_then(|it| it.adjudication()).expect("comparing").left()
    };
    assert_eq!(left(&mut session, [0, 1]), 0);
    assert_eq!(left(&mut session, [0, 2]), 1);
    assert_eq!(left(&mut session, [1, 2]), 1);
}

#[test]
fn names_are_hidden_in_an_order_drawn_for_each_article() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO), ("a3", ONE)]);
    desk.tasks("(version: 1, blind: (analysts: true, adjudicator: true))");
    let session = desk.compare("sara");
    let adjudication = session.editor().and_then(|it| it.adjudication()).expect("comparing");
    assert!(adjudication.hides_names());
    let mut columns = adjudication.columns().to_vec();
    let drawn = |article: &str| drawn_order(1400, article, adjudication.analysts());
    assert_eq!(columns, drawn("news.txt"));
    let orders: BTreeSet<Vec<usize>> = (0..40).map(|it| drawn(&format!("n{it}.txt"))).collect();
    assert!(orders.len() > 4, "{orders:?}");
    columns.sort_unstable();
    assert_eq!(columns, [0, 1, 2], "each once");
}

#[test]
fn the_team_says_who_has_what_open() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    let held = desk.open("a1");
    let mut session = desk.open("sara");
    session.perform(TeamAction::Count);
    session.settle();
    let open = &session.team().rows[0].open_by;
    let own = FileHolder { who: None, host: None };
    assert_eq!(open.iter().collect::<Vec<_>>(), [(&"a1".to_owned(), &own)], "sara has no file yet");
    drop(held);
    session.perform(TeamAction::Count);
    session.settle();
    assert!(!session.team().rows[0].open_by.contains_key("a1"));
    // Of the gold it is whoever decides, and not the name that the system has for them.
    let deciding = desk.compare("sara");
    assert!(deciding.editor().is_some_and(|it| it.adjudication().is_some()));
    let lock = desk.folder.path().join(".hashiye/news.txt.gold.lock");
    let held: LockHolder = serde_json::from_slice(&fs::read(lock).expect("held")).expect("a lock");
    assert_eq!(held.who(), "sara");
    drop(deciding);
}

#[test]
fn what_was_counted_before_is_not_read_again_unless_it_changed() {
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO)]);
    for number in 0..210 {
        desk.article(&format!("n{number:03}.txt"), &[("a1", ONE), ("a2", TWO)]);
    }
    let count = |session: &mut Session| {
        session.perform(TeamAction::Count);
        session.settle();
        let team = session.team();
        let left: usize = team.rows.iter().map(|it| it.gold.left).sum();
        (team.all, team.rows.len(), left, format!("{:?}", team.figures))
    };
    desk.age();
    let mut session = desk.open("sara");
    let first = count(&mut session);
    assert_eq!((first.0, first.1, first.2), (Some(211), 211, 3 * 211));
    let cache = desk.folder.path().join(".hashiye/team.cache");
    let kept = fs::read(&cache).expect("kept");
    assert_eq!(count(&mut session), first);
    assert_eq!(fs::read(&cache).expect("kept"), kept, "nothing is new");
    // Somebody changes his work; the others are still known.
    desk.save("n007.txt", "a2", &done(ONE));
    let second = count(&mut session);
    // What was written just now could be written again without another time: it is not kept.
    assert_eq!(fs::read(&cache).expect("kept").len().cmp(&kept.len()), Ordering::Less);
    desk.age();
    assert_eq!(count(&mut session), second);
    assert_eq!(second.2, 3 * 210 + 3, "all of one article is alike now");
    assert_ne!(second.3, first.3);
    // One that is damaged is counted anew.
    fs::write(&cache, &kept[..kept.len() - 9]).expect("written");
    assert_eq!(count(&mut session), second);
    // Whose own work on an article is not done sees nothing of it, whatever was counted before.
    desk.save("n008.txt", "a2", &document(TWO));
    let mut session = desk.open("a2");
    count(&mut session);
    let row = session.team().rows.iter().find(|it| it.name == "n008.txt").expect("listed");
    let is_right = |(name, progress): (&String, &AnalystProgress)| match name.as_str() {
        "a2" => *progress == AnalystProgress::Begun,
        _ => *progress == AnalystProgress::Hidden,
    };
    assert!(row.analysts.iter().all(is_right), "{:?}", row.analysts);
}

#[test]
fn an_analyst_works_on_his_own_articles_those_of_all_first() {
    let desk = Desk::of(&[("a1", ONE)]);
    for name in ["b.txt", "c.txt", "d.txt"] {
        desk.article(name, &[("a1", ONE)]);
        desk.save(name, "a1", &document(ONE));
    }
    desk.tasks(
        r#"(version: 1, assigned: [
            (article: "b.txt", to: ["a2"]), (article: "c.txt", to: ["a1"]),
            (article: "d.txt", to: ["a1", "a2"], calibration: true),
        ])"#,
    );
    let mut session = desk.open("a1");
    let name = |session: &Session| {
        let path = session.article_path().expect("open");
        path.file_name().expect("a name").to_string_lossy().into_owned()
    };
    let listed: Vec<String> = {
        let folder = session.folder().expect("open");
        let rows = (0..folder.shown_count()).filter_map(|it| folder.shown_at(it));
        rows.map(|it| format!("{:?} {}", it.share, it.title())).collect()
    };
    assert_eq!(
        listed.iter().map(|it| it.split(' ').next().unwrap_or("")).collect::<Vec<_>>(),
        ["Calibration", "Own", "Own", "Others"]
    );
    assert_eq!(name(&session), "d.txt", "all do it, first");
    for next in ["c.txt", "c.txt"] {
        session.perform(FileAction::FinishWith(FinishAnswer::Leave, AnswerScope::Once));
        session.settle();
        assert_eq!(name(&session), next);
    }
    assert!(session.notices().iter().any(|it| matches!(it.kind, NoticeKind::OwnDone)));
    // Who is given nothing has everything.
    let session = desk.open("sara");
    assert!(session.folder().expect("open").rows().iter().all(|it| it.share == ArticleShare::Own));
}

#[test]
fn a_row_goes_to_the_next_analyst_by_its_number() {
    let third = ONE.replace("kind=fact", "kind=schedule");
    let desk = Desk::of(&[("a1", ONE), ("a2", TWO), ("a3", &third)]);
    let mut session = desk.compare("sara");
    question(&mut session, QuestionAction::Step(StepDirection::After));
    assert_eq!(asked(&session), "claim place @kind");
    let chosen = |session: &Session| {
        let adjudication = session.editor().and_then(|it| it.adjudication()).expect("comparing");
        [DifferingField::Place, DifferingField::Attribute("kind".into())]
            .map(|it| adjudication.chosen_for(&it).expect("somebody's"))
    };
    assert_eq!(chosen(&session), [0, 0]);
    for whose in [1, 2, 0, 1] {
        question(&mut session, QuestionAction::PickNext(1));
        assert_eq!(chosen(&session), [0, whose]);
    }
    question(&mut session, QuestionAction::PickNext(0));
    assert_eq!(chosen(&session), [1, 1]);
    question(&mut session, QuestionAction::PickNext(2));
    assert_eq!(refused(&session), Some(Reason::NoSuchRow));
}

#[test]
fn a_part_that_was_taken_otherwise_is_not_linked_a_second_time() {
    let one = "[claimant#3 رئیس] مجلس گفت [claim#1 kind=fact claimant→3 هوا خوب است] و [claim#2 claimant→3 باد می‌آید]";
    let two = "[claimant#3 رئیس مجلس] گفت [claim#1 kind=desire claimant→3 هوا خوب است] و باد می‌آید";
    let desk = Desk::of(&[("a1", one), ("a2", two)]);
    let mut session = desk.compare("sara");
    assert_eq!(asked(&session), "claim @kind >claimant:place");
    let picks = BTreeMap::from([(DifferingField::RelationPlace("claimant".into()), 1)]);
    session.perform(EditAction::DecideRecord(RecordDecision::Mixed(picks)));
    session.perform(EditAction::DecideRecord(RecordDecision::Take(0)));
    let gold = session.editor().expect("open").document().clone();
    let claim = gold.annotations().find(|it| gold.quote(it) == "هوا خوب است").expect("taken");
    let claimants: Vec<String> =
        gold.linked(claim.id, "claimant").map(|it| gold.quote(it)).collect();
    assert_eq!(claimants, ["رئیس مجلس"]);
}

#[test]
fn a_part_that_records_share_is_a_step_away_from_each() {
    let one = "[claimant#3 رئیس] مجلس گفت [claim#1 kind=fact claimant→3 هوا خوب است] و [claim#2 claimant→3 باد می‌آید]";
    let desk = Desk::of(&[("a1", one), ("a2", &one.replace("kind=fact", "kind=desire"))]);
    let mut session = desk.compare("sara");
    session.perform(EditAction::TakeAlike);
    assert_eq!(asked(&session), "claim @kind");
    session.perform(CompareAction::EditBy(FirstEdit::Step(StepDirection::Before)));
    let open = session.editor().expect("open");
    assert_eq!(open.document().quote(open.active().expect("active")), "رئیس");
}

/// Lets the session take up what happens, until `is_so`.
fn wait_until(session: &mut Session, is_so: impl Fn(&Session) -> bool) -> bool {
    for _ in 0..500 {
        session.tick(std::time::Instant::now());
        if is_so(session) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn who_works_on_what_is_followed_while_the_folder_is_open() {
    let desk = Desk::of(&[("a1", ONE)]);
    desk.article("other.txt", &[("a1", ONE)]);
    let mut session = desk.open("a1");
    let others = |session: &Session| {
        let folder = session.folder().expect("open");
        let rows = (0..folder.shown_count()).filter_map(|it| folder.shown_at(it));
        rows.filter(|it| it.share == ArticleShare::Others).count()
    };
    let has = |wanted: &'static str| {
        move |session: &Session| {
            session.notices().iter().any(|it| match &it.kind {
                NoticeKind::TasksChanged(own) => wanted == own.to_string(),
                NoticeKind::TasksNotRead(_) => wanted == "not read",
                _ => false,
            })
        }
    };
    // The files are looked at once before anything can be news.
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(others(&session), 0);
    desk.tasks(
        r#"(assigned: [(article: "news.txt", to: ["a1"]), (article: "other.txt", to: ["a2"])])"#,
    );
    assert!(wait_until(&mut session, has("1")), "{:?}", session.notices());
    assert_eq!(others(&session), 1);
    desk.tasks("(assigned: [");
    assert!(wait_until(&mut session, has("not read")), "{:?}", session.notices());
    assert_eq!(others(&session), 1, "as it was");
    toggle(&mut session);
    assert_eq!(refused(&session), Some(Reason::TasksNotRead), "who may see what is not known");
    desk.tasks("()");
    assert!(wait_until(&mut session, has("0")), "{:?}", session.notices());
    assert!(!has("not read")(&session));
}

#[test]
fn a_name_that_is_not_in_the_plan_is_said() {
    let desk = Desk::of(&[("a1", ONE)]);
    let plan = r#"(adjudicators: ["sara"], assigned: [(article: "news.txt", to: ["a1", "a2"])])"#;
    desk.tasks(plan);
    let said = |session: &Session| {
        session.notices().iter().find_map(|it| match &it.kind {
            NoticeKind::NotAmongAnalysts { name, analysts } => {
                Some((name.to_string(), analysts.join(",")))
            }
            _ => None,
        })
    };
    for known in ["a1", "a2", "sara", "gold"] {
        assert_eq!(said(&desk.open(known)), None, "{known}");
    }
    let mut session = desk.open("A1");
    assert_eq!(said(&session), Some(("A1".to_owned(), "a1,a2".to_owned())));
    // Under a name of the plan it is over.
    let mut settings = session.settings().clone();
    "a2".clone_into(&mut settings.analyst);
    session.perform(hashiye::session::Action::ChangeSettings(Box::new(settings)));
    session.settle();
    assert_eq!(said(&session), None);
    desk.tasks("()");
    assert_eq!(said(&desk.open("A1")), None, "nothing is divided");
}

#[test]
fn what_was_tagged_as_the_end_of_a_link_is_decided_on_later() {
    let one = "[claim#1 kind=fact هوا [date#2 value=2022-01-01 فردا] خوب است] و [claim#3 about→2 باد می‌آید]";
    let two = one.replace("kind=fact", "kind=desire").replace("01-01", "01-02");
    let desk = Desk::of(&[("a1", one), ("a2", &two)]);
    let mut session = desk.compare("sara");
    session.perform(EditAction::TakeAlike);
    assert_eq!(asked(&session), "claim @kind");
    session.perform(EditAction::DecideRecord(RecordDecision::Edited(BTreeMap::new())));
    let open = session.editor().expect("open");
    let start = open.document().text().as_str().find("فردا").expect("there");
    let words = Selection { anchor: start, head: start + "فردا".len() };
    session.perform(NavigateAction::Select(words));
    session.perform(EditAction::Link("about".into()));
    toggle(&mut session);
    assert_eq!(asked(&session), "date @value");
    session.perform(EditAction::DecideRecord(RecordDecision::Take(1)));
    let text = tags(&session);
    assert_eq!(text.matches("[date").count(), 1, "{text}");
    assert!(text.contains("value=2022-01-02"), "{text}");
    assert_eq!(text.matches("about→").count(), 2, "also of what was decided before: {text}");
}
