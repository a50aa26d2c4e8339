//! Suggestions that come from what the analyst did, in the open article and in the folder.

use std::{fs, path::PathBuf, sync::Arc};

use hashiye::{
    edit::{self, AnnotationDraft},
    learn::RuleCounts,
    model::{AnnotationId, ArticleStatus, Document, Schema, TagOrigin, schema::LabelRole},
    recognize::FoundBy,
    session::{
        Action, CorrectAction, EditAction, FileAction, HeldBackReason, NavigateAction,
        SchemaChange, SearchAction, Session, Settings, SpanEdge, StepDirection, SuggestionScope,
        SuggestionStanding, WhySuggested,
    },
    store::{self, Analyst, AnnotationFile, ArticleInfo, FileSyntax, InputDigest, LearnedFile},
};
use tempfile::TempDir;

use crate::support::{go_to_suggestion, suggested};

/// A folder of articles whose schema has places, too.
struct NewsFolder {
    folder: TempDir,
}

/// The schema with a label called `id` for places.
fn with_places(id: &str) -> Schema {
    let mut schema = Schema::clone(&Schema::standard());
    let mut place = schema.labels.iter().find(|it| it.id == "date").cloned().expect("it is there");
    id.clone_into(&mut place.id);
    place.key = String::new();
    place.former = Vec::new();
    place.role = LabelRole::Main;
    place.attributes = Vec::new();
    schema.labels.push(place);
    schema
}

impl NewsFolder {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("it can be written");
    }

    /// A session on an article, with what the folder has taught.
    fn session(&self, name: &str) -> Session {
        let analyst = Analyst::new("a1").expect("a good name");
        let mut session = Session::new(Settings::default(), None, Arc::new(|| {}))
            .for_analyst(analyst)
            .with_schema(Arc::new(with_places("place")));
        session.perform(FileAction::Open(self.path(name)));
        session.settle();
        session
    }
}

/// Adds a tag on the first of these words that nobody has looked at, as the terminal does.
fn add_unseen(folder: &NewsFolder, name: &str, words: &str) {
    let opened = store::read_article(&folder.path(name)).expect("it is there");
    let text = opened.article.text.clone();
    let start = text.as_str().find(words).expect("the words are there");
    let range = text.range(start, start + words.len()).expect("words");
    let origin = TagOrigin::Automatic("x").stored();
    let draft = AnnotationDraft { origin, ..AnnotationDraft::new(range, "place") };
    let mut document = Document::new(name, text, Arc::new(with_places("place")));
    let step = edit::annotate(&document, [draft]);
    document.apply(&step).expect("it fits");
    let analyst = Analyst::new("a1").expect("a good name");
    let article = folder.path(name);
    let file = AnnotationFile { article: article.clone(), analyst, syntax: FileSyntax::Ron };
    let info = ArticleInfo::of(&article, &opened.article);
    store::save_document(&document, &file, &info).expect("it can be written");
}

fn origins(session: &Session) -> Vec<String> {
    let document = session.editor().expect("it is open").document();
    let origin = |it: &hashiye::model::Annotation| it.origin.as_ref().map(ToString::to_string);
    document.annotations().map(|it| origin(it).unwrap_or_default()).collect()
}

#[test]
fn what_nobody_has_looked_at_teaches_nothing_until_it_is_touched() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است و کرمان تر شد. او به ساری رفت.\n");
    folder.write("2.txt", "در کرمان باران بارید.\n");
    folder.write("3.txt", "یزد زیباست.\n");
    folder.write("4.txt", "در یزد باران بارید.\n");
    add_unseen(&folder, "1.txt", "کرمان");
    add_unseen(&folder, "3.txt", "یزد");
    let mut session = folder.session("1.txt");
    assert_eq!(session.suggestions_left(), 0, "the same words further on");
    // Another tag, or the day of publication, is not about it.
    tag(&mut session, "ساری", "place");
    let day = EditAction::SetMeta { key: "published".into(), value: "2021-12-31".into() };
    session.perform(day);
    assert_eq!(origins(&session), ["automatic:x", ""]);
    open(&mut session, &folder, "2.txt");
    assert_eq!(session.suggestions_left(), 0, "in another article");
    // Linked, it is the analyst's; undone, nobody's again.
    open(&mut session, &folder, "1.txt");
    let document = session.editor().expect("it is open").document();
    let ids: Vec<AnnotationId> = document.annotations().map(|it| it.id).collect();
    let (from, to) = (ids[0], ids[1]);
    session.perform(EditAction::Relate { from, to, label: "nested_in".into() });
    session.settle();
    assert_eq!(origins(&session), ["suggested:x", ""]);
    assert_eq!(session.suggestions_left(), 1);
    session.perform(EditAction::Undo);
    session.settle();
    assert_eq!((origins(&session)[0].as_str(), session.suggestions_left()), ("automatic:x", 0));
    // With an article that is done all in it is meant.
    open(&mut session, &folder, "3.txt");
    session.perform(EditAction::SetStatus(ArticleStatus::Done));
    assert_eq!(origins(&session), ["suggested:x"]);
    open(&mut session, &folder, "4.txt");
    assert_eq!(suggested(&session), "در [place یزد] باران بارید.\n");
}

#[test]
fn removing_or_moving_what_nobody_had_looked_at_is_a_decision() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است و ساری بزرگ است.\n");
    add_unseen(&folder, "1.txt", "کرمان بزرگ");
    let mut session = folder.session("1.txt");
    let document = session.editor().expect("it is open").document();
    let id = document.annotations().next().expect("it is there").id;
    let words = document.text().range(0, "کرمان".len()).expect("words");
    session.perform(EditAction::SetExtent { id, extent: words.into() });
    assert_eq!(origins(&session), ["corrected:x"]);
    session.perform(EditAction::Undo);
    session.perform(EditAction::Remove(id));
    let document = session.editor().expect("it is open").document();
    let dismissed: Vec<String> = document.dismissals().map(|it| it.rule.to_string()).collect();
    assert_eq!(dismissed, ["x"]);
}

fn tag(session: &mut Session, words: &str, label: &str) {
    let document = session.editor().expect("it is open").document();
    let start = document.text().as_str().find(words).expect("the words are there");
    let range = document.text().range(start, start + words.len()).expect("words");
    session.perform(EditAction::Annotate { range, label: label.into() });
    session.settle();
}

fn open(session: &mut Session, folder: &NewsFolder, name: &str) {
    session.perform(FileAction::Open(folder.path(name)));
    session.settle();
}

/// Who found the suggestion on these words.
#[track_caller]
fn finder_of(session: &Session, words: &str) -> FoundBy {
    let open = session.editor().expect("it is open");
    let text = open.document().text();
    let found = open.suggestions().mentions().iter().find(|it| text.slice(it.pieces[0]) == words);
    found.expect("it is suggested").found_by.clone()
}

#[track_caller]
fn why(session: &mut Session, words: &str) -> WhySuggested {
    go_to_suggestion(session, words);
    let open = session.editor().expect("it is open");
    let current = open.suggestions().current().expect("there is one");
    open.why_suggested(current).expect("it says why")
}

fn held_back(session: &Session) -> usize {
    session.editor().expect("it is open").suggestions().held_back()
}

#[test]
fn after_the_first_tag_of_some_words_the_others_are_suggested() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "كرمان بزرگ است. در کرمان باران بارید و کرمان تر شد.\n");
    let mut session = folder.session("1.txt");
    assert_eq!(session.suggestions_left(), 0);
    tag(&mut session, "كرمان", "place");
    let both = "كرمان بزرگ است. در [place کرمان] باران بارید و [place کرمان] تر شد.\n";
    assert_eq!((suggested(&session).as_str(), session.suggestions_left()), (both, 2));
    assert_eq!(finder_of(&session, "کرمان"), FoundBy::Memory);
    session.perform(EditAction::Undo);
    session.settle();
    assert_eq!(session.suggestions_left(), 0, "what was undone teaches nothing");
    session.perform(EditAction::Redo);
    session.settle();
    assert_eq!(suggested(&session), both);
}

#[test]
fn taking_one_says_that_memory_found_it() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است. در کرمان باران بارید.\n");
    let mut session = folder.session("1.txt");
    tag(&mut session, "کرمان", "place");
    session.perform(NavigateAction::StepSuggestion(StepDirection::After));
    session.perform(EditAction::AcceptSuggestion);
    session.settle();
    assert_eq!(session.suggestions_left(), 0);
    let document = session.editor().expect("it is open").document();
    let origins = document.annotations().map(|it| it.origin.as_ref().map(ToString::to_string));
    assert_eq!(origins.collect::<Vec<_>>(), [None, Some("suggested:memory".to_owned())]);
    // Undone, it is there again, and the current one.
    session.perform(EditAction::Undo);
    let open = session.editor().expect("it is open");
    assert_eq!((session.suggestions_left(), open.suggestions().current().is_some()), (1, true));
    session.settle();
    assert_eq!(session.suggestions_left(), 1);
}

#[test]
fn a_rejected_one_never_comes_back() {
    let folder = NewsFolder::new();
    let text = "آزادی شلوغ بود. آزادی بیان خوب است. میدان آزادی خلوت شد.\n";
    folder.write("1.txt", text);
    let mut session = folder.session("1.txt");
    tag(&mut session, "آزادی", "place");
    assert_eq!(session.suggestions_left(), 2);
    session.perform(NavigateAction::StepSuggestion(StepDirection::After));
    session.perform(EditAction::RejectSuggestion);
    session.settle();
    let one = "آزادی شلوغ بود. آزادی بیان خوب است. میدان [place آزادی] خلوت شد.\n";
    let is_gone = |session: &Session| {
        let now = suggested(session);
        now == one || now == text
    };
    assert!(is_gone(&session), "{}", suggested(&session));
    tag(&mut session, "بیان", "place");
    assert!(is_gone(&session), "{}", suggested(&session));
    drop(session);
    assert!(is_gone(&folder.session("1.txt")), "not when the article is opened again");
}

#[test]
fn other_articles_know_what_was_tagged_and_say_why() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "میان‌رود بزرگ است.\n");
    folder.write("2.txt", "در میانرود باران بارید.\n");
    let mut session = folder.session("1.txt");
    tag(&mut session, "میان‌رود", "place");
    open(&mut session, &folder, "2.txt");
    assert_eq!(suggested(&session), "در [place میانرود] باران بارید.\n");
    let WhySuggested::Words { tagged, untagged, .. } = why(&mut session, "میانرود") else {
        panic!("memory found it");
    };
    assert_eq!((tagged, untagged), (1, 0));
    // And when everything is read from the files.
    drop(session);
    let mut session = folder.session("2.txt");
    assert_eq!(suggested(&session), "در [place میانرود] باران بارید.\n");
    // Who tags it in both and comes back has it said once.
    tag(&mut session, "میانرود", "place");
    open(&mut session, &folder, "1.txt");
    open(&mut session, &folder, "2.txt");
    session.perform(EditAction::Undo);
    session.settle();
    let WhySuggested::Words { tagged, .. } = why(&mut session, "میانرود") else {
        panic!("memory found it");
    };
    assert_eq!(tagged, 1);
}

#[test]
fn a_correction_is_not_counted_as_a_rejection() {
    let folder = NewsFolder::new();
    for (name, day) in [("1.txt", "۱۱"), ("2.txt", "۱۲"), ("3.txt", "۱۳")] {
        folder.write(name, &format!("او {day} دی ۱۴۰۰ آمد.\n"));
    }
    let mut session = folder.session("1.txt");
    go_to_suggestion(&mut session, "۱۱ دی ۱۴۰۰");
    let (edge, toward) = (SpanEdge::Start, StepDirection::After);
    session.perform(CorrectAction::MoveEdge { edge, toward });
    session.perform(EditAction::AcceptSuggestion);
    open(&mut session, &folder, "2.txt");
    let counts = |session: &mut Session, words: &str| match why(session, words) {
        WhySuggested::Found { counts, .. } => counts,
        other @ (WhySuggested::Words { .. } | WhySuggested::Likeness { .. }) => {
            panic!("a rule found it: {other:?}")
        }
    };
    let corrected = RuleCounts { corrected: 1, ..RuleCounts::default() };
    assert_eq!(counts(&mut session, "۱۲ دی ۱۴۰۰"), corrected);
    session.perform(EditAction::RejectSuggestion);
    open(&mut session, &folder, "3.txt");
    assert_eq!(counts(&mut session, "۱۳ دی ۱۴۰۰"), RuleCounts { rejected: 1, ..corrected });
}

#[test]
fn words_never_to_be_suggested_are_held_back_in_other_articles_and_can_be_shown() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "او ۱۰ دی ۱۴۰۰ آمد.\n");
    folder.write("2.txt", "باز ١٠ دي ١٤٠٠ شد و ۱۱ دی ۱۴۰۰ رفت.\n");
    let mut session = folder.session("1.txt");
    go_to_suggestion(&mut session, "۱۰ دی ۱۴۰۰");
    session.perform(EditAction::NeverSuggest);
    open(&mut session, &folder, "2.txt");
    assert_eq!(suggested(&session), "باز ١٠ دي ١٤٠٠ شد و [date ۱۱ دی ۱۴۰۰] رفت.\n");
    assert_eq!((session.suggestions_left(), held_back(&session)), (1, 1));
    let editor = session.editor().expect("it is open");
    assert_eq!(editor.suggestions().standing(0), SuggestionStanding::HeldBack);
    assert_eq!(editor.why_held_back(0), Some(HeldBackReason::Never));
    session.perform(NavigateAction::ShowHeldBack(true));
    assert_eq!((session.suggestions_left(), held_back(&session)), (2, 1));
    session.perform(NavigateAction::ShowHeldBack(false));
    assert_eq!((session.suggestions_left(), held_back(&session)), (1, 1));
}

#[test]
fn rules_that_are_rejected_again_and_again_are_held_back() {
    let folder = NewsFolder::new();
    let text = "او ۱۰ دی ۱۴۰۰ آمد.\nاو ۱۱ دی ۱۴۰۰ ماند.\nاو ۱۲ دی ۱۴۰۰ رفت.\n";
    for number in 1..=12 {
        folder.write(&format!("{number:02}.txt"), text);
    }
    let mut session = folder.session("01.txt");
    for number in 2..=12 {
        let editor = session.editor().expect("it is open");
        let all = editor.suggestions().undecided(editor.document());
        session.perform(EditAction::RejectSuggestions(all));
        session.perform(EditAction::SetStatus(ArticleStatus::Done));
        open(&mut session, &folder, &format!("{number:02}.txt"));
    }
    assert_eq!((session.suggestions_left(), held_back(&session)), (0, 3));
    session.perform(NavigateAction::ShowHeldBack(true));
    let WhySuggested::Found { counts, .. } = why(&mut session, "۱۱ دی ۱۴۰۰") else {
        panic!("a rule found it");
    };
    // From the seventh article on there was nothing left to reject.
    assert_eq!(counts, RuleCounts { rejected: 21, ..RuleCounts::default() });
    // With rules alone nothing speaks against them.
    let mut settings = session.settings().clone();
    settings.suggestions.scope = SuggestionScope::WithoutLearned;
    session.perform(NavigateAction::ShowHeldBack(false));
    session.perform(Action::ChangeSettings(Box::new(settings)));
    assert_eq!((session.suggestions_left(), held_back(&session)), (3, 0));
}

#[test]
fn what_is_not_wanted_is_not_suggested() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است. در کرمان ۱۰ دی ۱۴۰۰ باران بارید.\n");
    let mut session = folder.session("1.txt");
    tag(&mut session, "کرمان", "place");
    let choose = |session: &mut Session, scope, silent: &[&str]| {
        let mut settings = session.settings().clone();
        settings.suggestions.scope = scope;
        settings.suggestions.silent_labels = silent.iter().map(|it| (*it).to_owned()).collect();
        session.perform(Action::ChangeSettings(Box::new(settings)));
        session.settle();
        suggested(session)
    };
    let all = "کرمان بزرگ است. در [place کرمان] [date ۱۰ دی ۱۴۰۰] باران بارید.\n";
    let dates = "کرمان بزرگ است. در کرمان [date ۱۰ دی ۱۴۰۰] باران بارید.\n";
    let places = "کرمان بزرگ است. در [place کرمان] ۱۰ دی ۱۴۰۰ باران بارید.\n";
    let none = "کرمان بزرگ است. در کرمان ۱۰ دی ۱۴۰۰ باران بارید.\n";
    assert_eq!(choose(&mut session, SuggestionScope::All, &[]), all);
    assert_eq!(choose(&mut session, SuggestionScope::All, &["place"]), dates);
    assert_eq!(choose(&mut session, SuggestionScope::All, &["date"]), places);
    assert_eq!(choose(&mut session, SuggestionScope::WithoutLearned, &[]), dates);
    assert_eq!(choose(&mut session, SuggestionScope::Off, &[]), none);
    assert_eq!(session.suggestions_left(), 0);
    assert_eq!(choose(&mut session, SuggestionScope::All, &[]), all);
}

#[test]
fn who_wants_no_suggestions_has_nothing_looked_for_and_nothing_learned() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است. در کرمان ۱۰ دی ۱۴۰۰ باران بارید.\n");
    folder.write("2.txt", "در کرمان ۱۱ دی ۱۴۰۰ باران بارید.\n");
    let mut session = folder.session("1.txt");
    let scope = |session: &mut Session, scope| {
        let mut settings = session.settings().clone();
        settings.suggestions.scope = scope;
        session.perform(Action::ChangeSettings(Box::new(settings)));
        session.settle();
    };
    let is_found = |session: &Session| {
        !session.editor().expect("it is open").suggestions().mentions().is_empty()
    };
    assert!(is_found(&session));
    scope(&mut session, SuggestionScope::Off);
    assert!(!is_found(&session), "they are let go");
    tag(&mut session, "کرمان", "place");
    open(&mut session, &folder, "2.txt");
    open(&mut session, &folder, "1.txt");
    assert!(!is_found(&session), "nothing is looked for");
    let kept = folder.path(".hashiye/learned.a1.bin");
    assert!(!kept.exists(), "nothing is learned");
    // Whoever wants them again has all there are, with what was done meanwhile.
    open(&mut session, &folder, "2.txt");
    scope(&mut session, SuggestionScope::All);
    assert_eq!(suggested(&session), "در [place کرمان] [date ۱۱ دی ۱۴۰۰] باران بارید.\n");
    assert!(kept.exists());
}

/// Numbers that look like chance, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

#[test]
fn whatever_is_done_the_suggestions_are_those_that_looking_anew_finds() {
    let names = ["کرمان", "ساری", "یزد", "رشت", "بهار"];
    let folder = NewsFolder::new();
    let mut dice = Dice(5);
    for number in 1..=3 {
        folder.write(&format!("{number}.txt"), "در کرمان و ساری بهار شد.\nاو به یزد رفت.\n");
        let mut session = folder.session(&format!("{number}.txt"));
        tag(&mut session, "کرمان", "place");
        tag(&mut session, "ساری", "place");
        session.perform(EditAction::SetStatus(ArticleStatus::Done));
        session.settle();
    }
    let mut text = String::new();
    for number in 0..30 {
        let (one, other) = (names[dice.below(5)], names[dice.below(5)]);
        text.push_str(
            &["او ", &(10 + number % 4).to_string(), " دی ۱۴۰۰ از ", one, " به ", other, " رفت. "]
                .concat(),
        );
    }
    folder.write("long.txt", &text);
    let mut session = folder.session("long.txt");
    let mut seen = std::collections::BTreeSet::new();
    for step in 0..120 {
        let editor = session.editor().expect("it is open");
        let document = editor.document();
        let open = editor.suggestions().undecided(document);
        let tags: Vec<AnnotationId> = document.annotations().map(|it| it.id).collect();
        let one = |dice: &mut Dice| open.get(dice.below(open.len())).map(|it| vec![*it]);
        let action = match dice.below(9) {
            0 | 1 => {
                let words: Vec<_> =
                    document.text().as_str().match_indices(names[dice.below(5)]).collect();
                words.get(dice.below(words.len())).map(|(start, it)| {
                    let range = document.text().range(*start, start + it.len()).expect("words");
                    let label = ["place", "date", "claim"][dice.below(3)];
                    EditAction::Annotate { range, label: label.into() }
                })
            }
            2 | 3 => one(&mut dice).map(EditAction::AcceptSuggestions),
            4 => one(&mut dice).map(EditAction::RejectSuggestions),
            5 => tags.get(dice.below(tags.len())).map(|it| EditAction::Remove(*it)),
            6 => Some(EditAction::Redo),
            _ => Some(EditAction::Undo),
        };
        let Some(action) = action else { continue };
        session.perform(action);
        session.perform(NavigateAction::CurrentSuggestion(None));
        session.settle();
        if step % 4 > 0 {
            continue;
        }
        let now = (suggested(&session), session.suggestions_left(), held_back(&session));
        session.perform(SearchAction::SuggestAround(0));
        session.settle();
        let anew = (suggested(&session), session.suggestions_left(), held_back(&session));
        assert_eq!(now, anew, "after step {step}");
        seen.insert(now.1);
    }
    assert!(seen.len() > 8, "much came and went: {seen:?}");
}

#[test]
fn one_article_in_ten_is_without_suggestions_where_that_is_wanted() {
    let folder = NewsFolder::new();
    for number in 0..100 {
        folder.write(&format!("{number:03}.txt"), "او ۱۰ دی ۱۴۰۰ آمد.\n");
    }
    let mut session = folder.session("000.txt");
    let mut settings = session.settings().clone();
    settings.suggestions.every_tenth_without = true;
    session.perform(Action::ChangeSettings(Box::new(settings)));
    let mut without = 0;
    for number in 0..100 {
        open(&mut session, &folder, &format!("{number:03}.txt"));
        let is_without = session.suggestions_left() == 0;
        let choices = session.editor().expect("it is open").suggestions().choices().clone();
        assert_eq!(choices.is_without, is_without);
        without += usize::from(is_without);
    }
    assert!((4..=18).contains(&without), "{without} of a hundred");
    // Which they were is known of the finished ones.
    for number in [0, 1, 2] {
        open(&mut session, &folder, &format!("{number:03}.txt"));
        session.perform(EditAction::SetStatus(ArticleStatus::Done));
        let document = session.editor().expect("it is open");
        let is_without = document.suggestions().choices().is_without;
        let noted = document.document().meta_value(ArticleStatus::SUGGESTIONS_KEY);
        assert_eq!(noted == ArticleStatus::WITHOUT, is_without, "{noted}");
    }
}

#[test]
fn the_current_suggestion_stays_where_others_come_and_go() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است. او ۱۰ دی ۱۴۰۰ به کرمان رفت.\n");
    let mut session = folder.session("1.txt");
    go_to_suggestion(&mut session, "۱۰ دی ۱۴۰۰");
    tag(&mut session, "کرمان", "place");
    go_to_suggestion(&mut session, "کرمان");
    session.perform(EditAction::Undo);
    session.settle();
    let open = session.editor().expect("it is open");
    let current =
        open.suggestions().current().and_then(|it| open.suggestions().open(open.document(), it));
    let words = current.map(|it| open.document().text().slice(it.pieces[0]).to_owned());
    assert_eq!(words.as_deref(), Some("کرمان"), "nothing is taken from under the hand");
}

#[test]
fn a_renamed_label_keeps_what_was_learned_of_it() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است.\n");
    folder.write("2.txt", "در کرمان باران بارید.\n");
    let settings = Settings { analyst: "a1".to_owned(), ..Settings::default() };
    let mut session = Session::new(settings, None, Arc::new(|| {}));
    session.perform(FileAction::Open(folder.path("1.txt")));
    session.settle();
    let change = |schema: Schema| {
        let schema = Arc::new(schema);
        EditAction::ChangeSchema(Box::new(SchemaChange { schema, discards: Vec::new() }))
    };
    session.perform(change(with_places("place")));
    tag(&mut session, "کرمان", "place");
    open(&mut session, &folder, "2.txt");
    assert_eq!(suggested(&session), "در [place کرمان] باران بارید.\n");
    let mut renamed = with_places("town");
    renamed.labels.last_mut().expect("the new one").former.push("place".to_owned());
    session.perform(change(renamed));
    session.settle();
    assert_eq!(suggested(&session), "در [town کرمان] باران بارید.\n");
    go_to_suggestion(&mut session, "کرمان");
    session.perform(EditAction::AcceptSuggestion);
    session.settle();
    let document = session.editor().expect("it is open").document();
    assert_eq!(document.annotations().next().expect("a tag").label, "town");
    // And after a start, when everything is read anew.
    session.perform(EditAction::Undo);
    drop(session);
    let settings = Settings { analyst: "a1".to_owned(), ..Settings::default() };
    let mut session = Session::new(settings, None, Arc::new(|| {}));
    session.perform(FileAction::Open(folder.path("2.txt")));
    session.settle();
    assert_eq!(suggested(&session), "در [town کرمان] باران بارید.\n");
}

#[test]
fn what_was_learned_is_kept_and_believed_only_while_it_is_whole_and_true() {
    let folder = NewsFolder::new();
    folder.write("1.txt", "کرمان بزرگ است.\n");
    folder.write("2.txt", "در کرمان باران بارید.\n");
    folder.write("3.txt", "ساری و کرمان.\n");
    let mut session = folder.session("1.txt");
    tag(&mut session, "کرمان", "place");
    open(&mut session, &folder, "2.txt");
    session.settle();
    drop(session);
    let kept = folder.path(".hashiye/learned.a1.bin");
    let whole = fs::read(&kept).expect("it is kept");
    let in_second = "در [place کرمان] باران بارید.\n";
    assert_eq!(suggested(&folder.session("2.txt")), in_second);
    // What is kept is used: where it says something else of the same files, that is suggested.
    assert_eq!(fs::read(&kept).expect("still"), whole, "nothing new, nothing written");
    // Cut or damaged anywhere it is made again.
    let steps = [0, 1, 25, 26, 40, whole.len() / 2, whole.len() - 33, whole.len() - 1];
    for length in steps {
        fs::write(&kept, &whole[..length]).expect("it can be written");
        assert_eq!(suggested(&folder.session("2.txt")), in_second, "cut after {length}");
        assert_eq!(fs::read(&kept).expect("it is kept again"), whole, "cut after {length}");
    }
    for at in (0..whole.len()).step_by((whole.len() / 40).max(1)) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&kept, damaged).expect("it can be written");
        assert_eq!(suggested(&folder.session("2.txt")), in_second, "damaged at {at}");
    }
    // Of work that is another by now nothing stays.
    fs::remove_file(folder.path("1.txt.a1.ron")).expect("it is there");
    let mut session = folder.session("2.txt");
    open(&mut session, &folder, "3.txt");
    assert_eq!(suggested(&session), "ساری و کرمان.\n");
    // A folder in which nothing was done gets no file.
    let other = NewsFolder::new();
    other.write("1.txt", "کرمان بزرگ است.\n");
    drop(other.session("1.txt"));
    assert!(!other.path(".hashiye/learned.a1.bin").exists());
}

#[test]
fn what_is_kept_is_read_whole_or_not_at_all() {
    let folder = NewsFolder::new();
    let analyst = Analyst::new("a1").expect("a good name");
    folder.write("1.txt", "کرمان");
    let path = folder.path("1.txt");
    let digest = InputDigest::of(&path, &path).expect("it is there");
    let articles = [("1.txt".to_owned(), digest), ("خبر.txt".to_owned(), digest)];
    let articles = articles.into_iter().collect();
    let file = LearnedFile { articles, added: 3, experience: vec![7; 40] };
    file.write(folder.folder.path(), &analyst).expect("it can be written");
    let read = || LearnedFile::read(folder.folder.path(), &analyst);
    assert_eq!(read().as_ref(), Some(&file));
    let kept = folder.path(".hashiye/learned.a1.bin");
    let whole = fs::read(&kept).expect("it is there");
    for at in 0..whole.len() {
        fs::write(&kept, &whole[..at]).expect("it can be written");
        assert_eq!(read(), None, "cut after {at}");
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&kept, damaged).expect("it can be written");
        assert_eq!(read(), None, "damaged at {at}");
    }
    folder.write("1.txt", "کرمان و یزد");
    assert_ne!(InputDigest::of(&path, &path), Some(digest), "a file that was written since");
}
