//! A folder as a place of work: what is left in its articles, how they are listed, and marking them done.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use hashiye::{
    model::ArticleStatus,
    people::PeopleEdit,
    session::{
        Action, AnswerScope, ArticleArrangement, ArticleFilter, ArticleOrder, ArticleRow,
        ArticleTrait, EditAction, ExportScope, FileAction, FinishAnswer, NavigateAction, Notice,
        NoticeAction, NoticeKind, Offer, PeopleAction, PlaceChoice, Reason, ReportAction,
        ReportKind, ReportRequest, ReviewAction, SearchAction, Selection, Session, Settings,
        UnfinishedWork,
    },
    store::{Analyst, ConfigFolder},
};

/// Articles with so many dates to decide on, and the days their table says.
fn desk(articles: &[(&str, usize)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, dates) in articles {
        let lines = "او در ۱ دی ۱۳۹۶ آمد.\n".repeat(*dates);
        fs::write(folder.path().join(name), format!("تیتر {name}\n{lines}")).expect("written");
    }
    folder
}

fn start(folder: &Path, config: &Path) -> Session {
    let config = ConfigFolder::at(config);
    let settings: Settings = config.settings().expect("none or good ones");
    let analyst = Analyst::new("a1").expect("a good name");
    let mut session = Session::new(settings, Some(config), Arc::new(|| {})).for_analyst(analyst);
    session.perform(FileAction::Open(folder.to_owned()));
    session.settle();
    session
}

fn listed(session: &Session) -> Vec<String> {
    let folder = session.folder().expect("open");
    let row = |at| folder.shown_at(at).map(ArticleRow::path);
    let paths = (0..folder.shown_count()).filter_map(row);
    paths.map(|it| it.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

fn arrange(session: &mut Session, order: ArticleOrder, filter: ArticleFilter) -> Vec<String> {
    session.perform(FileAction::Arrange(ArticleArrangement { order, filter }));
    listed(session)
}

#[test]
fn rows_say_what_is_left_and_filters_add_up() {
    let (folder, config) = (desk(&[("a.txt", 1), ("b.txt", 3), ("c.txt", 0)]), tempfile::tempdir());
    let config = config.expect("a folder");
    fs::write(
        folder.path().join("articles.csv"),
        "file,published\nb.txt,2018-01-02\nc.txt,2018-01-01\n",
    )
    .expect("written");
    let mut session = start(folder.path(), config.path());
    let rows = session.folder().expect("open").rows();
    let left: Vec<_> =
        rows.iter().map(|it| it.figures().expect("counted").suggestions_left).collect();
    assert_eq!(left, [1, 3, 0]);
    assert_eq!(
        rows.iter().map(ArticleRow::day).collect::<Vec<_>>(),
        [None, Some("2018-01-02"), Some("2018-01-01")]
    );
    let all = ArticleFilter::default;
    assert_eq!(arrange(&mut session, ArticleOrder::Day, all()), ["c.txt", "b.txt", "a.txt"]);
    let by_title = arrange(&mut session, ArticleOrder::Title, all());
    assert_eq!(by_title, ["a.txt", "b.txt", "c.txt"]);
    let by_left = arrange(&mut session, ArticleOrder::SuggestionsLeft, all());
    assert_eq!(by_left, ["b.txt", "a.txt", "c.txt"]);
    let with_suggestions =
        ArticleFilter { traits: [ArticleTrait::SuggestionsLeft].into(), ..all() };
    let order = ArticleOrder::Name;
    assert_eq!(arrange(&mut session, order, with_suggestions.clone()), ["a.txt", "b.txt"]);
    let undated_too = ArticleFilter {
        traits: [ArticleTrait::SuggestionsLeft, ArticleTrait::Undated].into(),
        ..all()
    };
    assert_eq!(arrange(&mut session, order, undated_too), ["a.txt"]);
    let words = ArticleFilter { words: "تيتر B".to_owned(), ..with_suggestions };
    assert_eq!(arrange(&mut session, order, words), ["b.txt"]);
    // A tag takes its suggestion off the count of its article.
    arrange(&mut session, order, all());
    session.perform(EditAction::AcceptSuggestions(vec![0]));
    session.settle();
    let row = session.folder().expect("open").rows().first().cloned().expect("a row");
    assert_eq!((row.count(), row.status()), (1, ArticleStatus::InProgress));
    assert_eq!(row.figures().expect("counted").suggestions_left, 0);
}

/// Says of a file that it was written so many seconds ago.
fn age(path: &Path, seconds: u64) {
    let file = fs::File::options().append(true).open(path).expect("opened");
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).expect("set");
}

/// So many articles that what is counted in them is kept, each with a date, written some time ago.
fn large_desk() -> tempfile::TempDir {
    let names: Vec<String> = (0..210).map(|it| format!("n{it:03}.txt")).collect();
    let articles: Vec<(&str, usize)> = names.iter().map(|it| (it.as_str(), 1)).collect();
    let folder = desk(&articles);
    for name in &names {
        age(&folder.path().join(name), 30);
    }
    folder
}

/// How many suggestions are left in an article, as its row says.
fn left(session: &Session, name: &str) -> usize {
    let rows = session.folder().expect("open").rows();
    let row = rows.iter().find(|it| it.file_name() == name).expect("listed");
    row.figures().expect("counted").suggestions_left
}

/// Takes the date out of an article without anything of its file but the words being another.
fn change_unseen(path: &Path) {
    let modified = fs::metadata(path).and_then(|it| it.modified()).expect("there");
    let text = fs::read_to_string(path).expect("read").replace("۱ دی ۱۳۹۶", "ب بب بببب");
    fs::write(path, text).expect("written");
    fs::File::options()
        .append(true)
        .open(path)
        .expect("opened")
        .set_modified(modified)
        .expect("set");
}

#[test]
fn what_was_counted_is_known_again_where_its_files_are_as_they_were() {
    let (folder, config) = (large_desk(), tempfile::tempdir().expect("a folder"));
    let path = |name: &str| folder.path().join(name);
    let session = start(folder.path(), config.path());
    let rows = session.folder().expect("open").rows();
    assert!(rows.iter().all(|it| left(&session, it.file_name()) == 1));
    drop(session);
    assert!(path(".hashiye/left.a1.cache").is_file());
    // Nothing says that these are others, so that they show what is taken from there.
    for name in ["n007.txt", "n150.txt", "n160.txt"] {
        change_unseen(&path(name));
    }
    let mut session = start(folder.path(), config.path());
    assert_eq!([left(&session, "n007.txt"), left(&session, "n150.txt")], [1, 1]);
    // A file that was written since is counted anew; so are all where other labels are suggested.
    age(&path("n007.txt"), 20);
    assert_eq!(left(&start(folder.path(), config.path()), "n007.txt"), 0);
    let mut settings = session.settings().clone();
    settings.suggestions.silent_labels.insert("claim".to_owned());
    session.perform(Action::ChangeSettings(Box::new(settings)));
    session.settle();
    assert_eq!(left(&session, "n150.txt"), 0);
}

#[test]
fn what_was_learned_since_is_counted_anew_where_it_is_in_sight() {
    let (folder, config) = (large_desk(), tempfile::tempdir().expect("a folder"));
    let path = |name: &str| folder.path().join(name);
    let mut session = start(folder.path(), config.path());
    session.perform(EditAction::AcceptSuggestions(vec![0]));
    session.perform(EditAction::SetStatus(ArticleStatus::Done));
    session.perform(FileAction::Open(path("n001.txt")));
    session.settle();
    drop(session);
    for name in ["n150.txt", "n160.txt"] {
        change_unseen(&path(name));
    }
    let mut session = start(folder.path(), config.path());
    assert_eq!([left(&session, "n150.txt"), left(&session, "n160.txt")], [1, 1]);
    session.perform(FileAction::RowsInSight(145..155));
    session.settle();
    assert_eq!([left(&session, "n150.txt"), left(&session, "n160.txt")], [0, 1]);
    session.perform(FileAction::RowsInSight(155..165));
    session.settle();
    assert_eq!(left(&session, "n160.txt"), 0);
}

#[test]
fn order_filters_and_place_outlive_the_program() {
    let (folder, config) = (desk(&[("a.txt", 1), ("b.txt", 3)]), tempfile::tempdir());
    let config = config.expect("a folder");
    let mut session = start(folder.path(), config.path());
    let filter = ArticleFilter { words: "تیتر".to_owned(), ..ArticleFilter::default() };
    arrange(&mut session, ArticleOrder::SuggestionsLeft, filter.clone());
    session.perform(FileAction::Open(folder.path().join("b.txt")));
    session.perform(NavigateAction::Select(Selection::caret(11)));
    assert!(session.leave());
    drop(session);
    let session = start(folder.path(), config.path());
    assert_eq!(session.folder().expect("open").arrangement().filter, filter);
    assert_eq!(listed(&session), ["b.txt", "a.txt"]);
    let title = session.work_title();
    assert_eq!((title.analyst, title.file), ("a1", Some("b.txt")));
    assert_eq!(session.editor().expect("open").selection(), Selection::caret(11));
    let names = fs::read_dir(folder.path()).expect("listed").flatten().map(|it| it.file_name());
    assert!(names.into_iter().all(|it| it != "settings.ron"), "nothing of it lies in the folder");
}

#[test]
fn done_asks_about_issues_and_says_what_each_answer_leaves() {
    let (folder, config) = (desk(&[("a.txt", 0), ("b.txt", 0)]), tempfile::tempdir());
    let config = config.expect("a folder");
    fs::write(folder.path().join("articles.csv"), "file,published\na.txt,2018-01-02\n")
        .expect("written");
    let mut session = start(folder.path(), config.path());
    session.perform(FileAction::Finish);
    session.settle();
    assert_eq!(session.finish_question(), None, "nothing is open in it");
    // In the second there is no day, and a claim that nobody makes.
    assert!(session.article_path().expect("open").ends_with("b.txt"));
    let text = session.editor().expect("open").document().text().clone();
    let range = text.range(0, "تیتر".len()).expect("whole letters");
    session.perform(EditAction::Annotate { range, label: "claim".into() });
    while session.editor().expect("open").findings().list().is_empty() {
        session.tick(std::time::Instant::now() + Duration::from_secs(5));
        std::thread::yield_now();
    }
    session.perform(FileAction::Finish);
    let work = session.finish_question().expect("asked");
    assert_eq!((work.suggestions, work.is_undated), (0, true));
    assert!(work.findings > 0);
    let keys: Vec<&str> = work.answers().map(|it| work.answered(it).key()).collect();
    assert_eq!(keys, ["offer-go-back", "offer-leave-all"]);
    let only = |suggestions, is_undated, findings| {
        let work = UnfinishedWork { suggestions, is_looking: false, is_undated, findings };
        work.answers().map(|it| work.answered(it).key()).collect::<Vec<_>>()
    };
    assert_eq!(only(0, true, 0), ["offer-go-back", "offer-leave-undated"]);
    assert_eq!(only(0, false, 2), ["offer-go-back", "offer-leave-findings"]);
    assert_eq!(only(2, false, 0), ["offer-go-back", "offer-leave", "offer-reject-all"]);
    let mixed = ["offer-go-back", "offer-leave-all", "offer-reject-suggestions"];
    assert_eq!(only(2, true, 0), mixed);
}

#[test]
fn done_waits_for_suggestions_that_are_still_looked_for() {
    let (folder, config) = (desk(&[("a.txt", 0), ("b.txt", 2), ("c.txt", 0)]), tempfile::tempdir());
    let config = config.expect("a folder");
    let table = "file,published\na.txt,2018-01-02\nb.txt,2018-01-02\nc.txt,2018-01-02\n";
    fs::write(folder.path().join("articles.csv"), table).expect("written");
    let mut session = start(folder.path(), config.path());
    let open = |session: &mut Session, name: &str| {
        session.perform(FileAction::Open(folder.path().join(name)));
        assert!(session.awaits_suggestions(), "{name} was not looked through yet");
        session.perform(FileAction::Finish);
    };
    // The looking is taken back with a tick, which has not come.
    open(&mut session, "b.txt");
    let work = session.finish_question().expect("asked");
    assert_eq!((work.suggestions, work.is_looking), (0, true));
    let keys: Vec<&str> = work.answers().map(|it| work.answered(it).key()).collect();
    assert_eq!(keys, ["offer-go-back", "offer-leave-looking"]);
    session.settle();
    let work = session.finish_question().expect("asked about those that were found");
    assert_eq!((work.suggestions, work.is_looking), (2, false));
    assert_ne!(session.editor().expect("open").status(), ArticleStatus::Done);
    session.perform(FileAction::FinishWith(FinishAnswer::GoBack, AnswerScope::Once));
    // Who always rejects rejects what is found.
    session.perform(FileAction::FinishWith(FinishAnswer::RejectAll, AnswerScope::Always));
    session.settle();
    session.perform(FileAction::Open(folder.path().join("b.txt")));
    session.settle();
    assert_eq!(session.suggestions_left(), 0);
    assert_eq!(session.editor().expect("open").status(), ArticleStatus::Done);
    // Where nothing is found, the article is done as was wished.
    open(&mut session, "a.txt");
    session.settle();
    assert_eq!(session.finish_question(), None);
    assert!(session.article_path().expect("open").ends_with("c.txt"));
    let rows = session.folder().expect("open").rows();
    assert_eq!(rows[0].status(), ArticleStatus::Done);
}

/// Waits until `is_so` of a session that others work beside.
fn wait_until(session: &mut Session, is_so: impl Fn(&Session) -> bool) {
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while !is_so(session) {
        assert!(std::time::Instant::now() < end, "it did not come to pass");
        session.tick(std::time::Instant::now());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_list_follows_another_window_and_done_passes_over_what_it_has_open() {
    let articles = [("a.txt", 0), ("b.txt", 1), ("c.txt", 1), ("d.txt", 1)];
    let (folder, config) = (desk(&articles), tempfile::tempdir());
    let config = config.expect("a folder");
    let mut first = start(folder.path(), config.path());
    let state = |session: &Session, at: usize| {
        session.folder().expect("open").rows().get(at).map(ArticleRow::status)
    };
    assert_eq!(state(&first, 1), Some(ArticleStatus::New));
    // Another window marks the second done and works on the third.
    let mut second = start(folder.path(), config.path());
    second.perform(FileAction::Open(folder.path().join("b.txt")));
    second.settle();
    second.perform(EditAction::SetStatus(ArticleStatus::Done));
    assert!(second.leave());
    second.perform(FileAction::Open(folder.path().join("c.txt")));
    second.settle();
    first.perform(FileAction::LookAgain);
    wait_until(&mut first, |it| state(it, 1) == Some(ArticleStatus::Done));
    first.perform(FileAction::FinishWith(FinishAnswer::Leave, AnswerScope::Once));
    first.settle();
    let open = first.article_path().expect("open").to_owned();
    assert!(open.ends_with("d.txt"), "{}", open.display());
    first.perform(FileAction::FinishWith(FinishAnswer::Leave, AnswerScope::Once));
    let says = |it: &Notice| matches!(it.kind, NoticeKind::RestIsHeld(1));
    assert!(first.notices().iter().any(says), "{:?}", first.notices());
}

#[test]
fn articles_that_come_and_go_are_listed_marked_and_reported() {
    let (folder, config) = (desk(&[("b.txt", 1), ("d.txt", 2), ("e.txt", 1)]), tempfile::tempdir());
    let config = config.expect("a folder");
    fs::write(folder.path().join("articles.csv"), "file,published\nc.txt,2018-01-01\n")
        .expect("written");
    let mut session = start(folder.path(), config.path());
    let open = session.article_path().expect("open").to_owned();
    assert!(open.ends_with("b.txt"));
    // Another program brings three articles and takes one away.
    for (name, dates) in [("a.txt", 1), ("c.txt", 3), ("f.txt", 0)] {
        let lines = "او در ۱ دی ۱۳۹۶ آمد.\n".repeat(dates);
        fs::write(folder.path().join(name), format!("تیتر {name}\n{lines}")).expect("written");
    }
    fs::remove_file(folder.path().join("d.txt")).expect("removed");
    session.perform(FileAction::LookAgain);
    let all = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"];
    wait_until(&mut session, |it| listed(it) == all);
    let counted = |session: &Session| {
        let rows = session.folder().expect("open").rows();
        rows.iter().filter(|it| !it.is_gone).all(|it| it.figures().is_some())
    };
    wait_until(&mut session, counted);
    let rows = session.folder().expect("open").rows().to_vec();
    let gone: Vec<&str> = rows.iter().filter(|it| it.is_gone).map(ArticleRow::file_name).collect();
    assert_eq!(gone, ["d.txt"]);
    assert_eq!(rows[2].title(), "تیتر c.txt");
    assert_eq!(
        (rows[2].day(), rows[2].figures().map(|it| it.suggestions_left)),
        (Some("2018-01-01"), Some(3))
    );
    assert_eq!(session.article_path(), Some(&*open), "what is open stays open");
    assert_eq!(session.folder().expect("open").progress(), (5, 0));
    let says = |session: &Session, is_it: fn(&NoticeKind) -> bool| {
        session.notices().iter().any(|it| is_it(&it.kind))
    };
    assert!(says(&session, |it| matches!(it, NoticeKind::ArticlesCame { count: 3, .. })));
    assert!(says(&session, |it| matches!(it, NoticeKind::ArticlesGone { count: 1, .. })));
    // Done passes over it, and what is exported is what is there.
    session.perform(FileAction::FinishWith(FinishAnswer::Leave, AnswerScope::Once));
    session.perform(FileAction::FinishWith(FinishAnswer::Leave, AnswerScope::Once));
    assert!(session.article_path().is_some_and(|it| it.ends_with("e.txt")));
    // It comes back.
    fs::write(folder.path().join("d.txt"), "تیتر d.txt\n").expect("written");
    session.perform(FileAction::LookAgain);
    wait_until(&mut session, |it| it.folder().expect("open").progress() == (6, 2));
    assert!(!says(&session, |it| matches!(it, NoticeKind::ArticlesGone { .. })));
}

#[test]
fn done_asks_once_what_becomes_of_open_suggestions() {
    let articles = [("a.txt", 2), ("b.txt", 1), ("c.txt", 1)];
    let (folder, config) = (desk(&articles), tempfile::tempdir());
    let config = config.expect("a folder");
    let table = "file,published\na.txt,2018-01-02\nb.txt,2018-01-01\n";
    fs::write(folder.path().join("articles.csv"), table).expect("written");
    let mut session = start(folder.path(), config.path());
    let open = |session: &Session| session.article_path().expect("open").to_owned();
    session.perform(FileAction::Finish);
    let asked = session.finish_question().expect("two are open");
    assert_eq!((asked.suggestions, asked.is_undated), (2, false));
    // What is asked follows the work.
    session.perform(EditAction::RejectSuggestions(vec![0]));
    session.tick(std::time::Instant::now());
    assert_eq!(session.finish_question().expect("one is open").suggestions, 1);
    session.perform(EditAction::Undo);
    session.tick(std::time::Instant::now());
    session.perform(FileAction::FinishWith(FinishAnswer::GoBack, AnswerScope::Once));
    assert_eq!(session.finish_question(), None);
    assert!(open(&session).ends_with("a.txt"));
    session.perform(FileAction::Finish);
    session.perform(FileAction::FinishWith(FinishAnswer::RejectAll, AnswerScope::Always));
    session.settle();
    assert!(open(&session).ends_with("b.txt"));
    // The answer was kept.
    session.perform(FileAction::Finish);
    session.settle();
    assert_eq!(session.finish_question(), None);
    assert!(open(&session).ends_with("c.txt"));
    let written = fs::read_to_string(folder.path().join("a.txt.a1.ron")).expect("written");
    assert_eq!(written.matches("rule:").count(), 2, "{written}");
    let rows = session.folder().expect("open").rows();
    let states: Vec<ArticleStatus> = rows.iter().map(ArticleRow::status).collect();
    assert_eq!(states, [ArticleStatus::Done, ArticleStatus::Done, ArticleStatus::New]);
    // Rejecting all is one step.
    session.perform(FileAction::Open(folder.path().join("a.txt")));
    session.settle();
    session.perform(EditAction::Undo);
    session.perform(EditAction::Undo);
    assert_eq!(session.suggestions_left(), 2);
}

#[test]
fn places_of_a_search_are_tagged_in_all_articles_each_with_an_undo_of_its_own() {
    let (folder, config) = (desk(&[("a.txt", 0), ("b.txt", 0), ("c.txt", 0)]), tempfile::tempdir());
    let config = config.expect("a folder");
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.path().join(name), "تیتر\nپوتین گفت و پوتین رفت.\n").expect("written");
    }
    let mut session = start(folder.path(), config.path());
    let claimant = "claimant".into();
    session.perform(SearchAction::FindInAll("پوتین".to_owned()));
    session.settle();
    assert_eq!(session.concordance().hits().len(), 6);
    assert_eq!(session.tagging_plan(&BTreeSet::new(), &claimant), Err(Reason::NothingTicked));
    // Somebody else has changed one of them since.
    fs::write(folder.path().join("c.txt"), "تیتر\nبایدن گفت.\n").expect("written");
    let ticked: BTreeSet<usize> = [0, 1, 2, 4].into();
    let plan = session.tagging_plan(&ticked, &claimant).expect("some are ticked");
    assert_eq!((plan.count(), plan.articles.len()), (4, 3));
    assert_eq!(plan.articles[0].title, "تیتر");
    session.perform(SearchAction::TagPlaces(plan.clone()));
    session.settle();
    let tags = |session: &Session| session.editor().expect("open").document().annotations().len();
    assert_eq!(tags(&session), 2);
    let counts = session.folder().expect("open").rows().iter().map(ArticleRow::count);
    assert_eq!(counts.collect::<Vec<_>>(), [2, 1, 0]);
    let reported =
        session.notices().iter().map(|it| format!("{:?}", it.kind)).collect::<Vec<_>>().concat();
    assert!(
        reported.contains("PlacesTagged { tags: 3, articles: 2, already: 0, changed: 1 }"),
        "{reported}"
    );
    // The same again changes nothing.
    session.perform(SearchAction::TagPlaces(plan));
    session.settle();
    session.perform(EditAction::Undo);
    assert_eq!(tags(&session), 0);
    session.perform(FileAction::Open(folder.path().join("b.txt")));
    session.settle();
    assert_eq!(tags(&session), 1);
    session.perform(EditAction::Undo);
    assert_eq!(tags(&session), 0);
}

fn tag(session: &mut Session, words: &str, label: &str) {
    let document = session.editor().expect("it is open").document();
    let start = document.text().as_str().find(words).expect("the words are there");
    let range = document.text().range(start, start + words.len()).expect("words");
    session.perform(EditAction::Annotate { range, label: label.into() });
}

fn value_of(session: &Session) -> String {
    let document = session.editor().expect("it is open").document();
    let date = document.annotations().find(|it| it.label == "date").expect("a date");
    date.attributes.get("value").unwrap_or_default().to_owned()
}

const CHANGED: &str = "وزیر نیرو گفت که هوا در تهران خوب است و مردم در روز هفتم دسامبر شاد شدند.\n";

#[test]
fn changed_articles_of_a_folder_are_one_notice_and_one_review() {
    let (folder, config) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir());
    let config = config.expect("a folder");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt"];
    let path = |name: &str| folder.path().join(name);
    for name in names {
        fs::write(path(name), format!("تیتر {name}\n{CHANGED}")).expect("written");
        let mut session = start(&path(name), config.path());
        tag(&mut session, "هوا در تهران", "claim");
        tag(&mut session, "روز هفتم دسامبر", "date");
        session.settle();
    }
    // Two are reworded, one is only cleaned, one stays.
    for name in ["a.txt", "b.txt"] {
        let text = fs::read_to_string(path(name)).expect("there");
        fs::write(path(name), text.replace("هفتم", "هشتم")).expect("written");
    }
    let text = fs::read_to_string(path("c.txt")).expect("there");
    fs::write(path("c.txt"), text.replace('ی', "ي")).expect("written");
    let mut session = start(folder.path(), config.path());
    let moves = session.folder_moves();
    assert_eq!(moves.articles().len(), 3, "{moves:?}");
    let doubts: usize = moves.doubts().values().sum();
    assert_eq!((moves.certain(), doubts), (4, 2));
    let reported: Vec<_> = session.notices().iter().map(|it| &it.kind).collect();
    let is_all = |it: &&&NoticeKind| matches!(it, NoticeKind::ArticlesMoved { articles: 3, .. });
    let is_one = |it: &&&NoticeKind| matches!(it, NoticeKind::TagsMoved { .. });
    assert_eq!(
        (reported.iter().filter(is_all).count(), reported.iter().filter(is_one).count()),
        (1, 0)
    );
    // One of them is answered in its article, and no longer among those that wait.
    assert_eq!(session.article_path(), Some(&*path("a.txt")));
    let id = session.review().expect("it changed").doubts()[0].annotation.id;
    session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::Lost) });
    let waiting = |session: &Session| session.folder_moves().doubts().values().sum::<usize>();
    assert_eq!(waiting(&session), 1);
    // Without another answer only those are written in which nothing is in doubt.
    session.perform(ReviewAction::PlaceFolder);
    session.settle();
    assert_eq!(session.folder_moves().articles().len(), 1);
    let answered = fs::read_to_string(path("a.txt.a1.ron")).expect("there");
    let is_placed = |file: &str| file.contains("quote: \"روز هشتم");
    assert!(!is_placed(&answered), "what was answered is what is written: {answered}");
    let written = fs::read_to_string(path("c.txt.a1.ron")).expect("there");
    assert!(written.contains("هوا در تهران") && written.contains("روز هفتم دسامبر"));
    for kind in session.folder_moves().doubts().into_keys() {
        session.perform(ReviewAction::AcceptInFolder(kind));
        assert!(session.folder_moves().accepts(kind));
    }
    session.perform(ReviewAction::PlaceFolder);
    session.settle();
    assert!(session.folder_moves().articles().is_empty(), "{:?}", session.folder_moves());
    assert!(session.may_place_folder().is_err());
    let written = fs::read_to_string(path("b.txt.a1.ron")).expect("there");
    assert!(is_placed(&written), "{written}");
    assert!(
        !folder.path().join(".hashiye/a.txt.a1.drafts").exists(),
        "the answers are carried out"
    );
    // The open one goes on, and can be taken back there.
    assert_eq!(session.article_path(), Some(&*path("a.txt")));
    assert!(session.may_write().is_ok() && session.review().is_none());
    let document = session.editor().expect("open").document();
    assert_eq!((document.annotations().len(), document.orphans().count()), (1, 1));
}

#[test]
fn work_without_its_article_is_reported_beside_open_articles() {
    let (folder, config) = (desk(&[("a.txt", 1), ("b.txt", 1)]), tempfile::tempdir());
    let config = config.expect("a folder");
    let mut session = start(&folder.path().join("b.txt"), config.path());
    tag(&mut session, "۱ دی ۱۳۹۶", "date");
    session.settle();
    drop(session);
    fs::remove_file(folder.path().join("b.txt")).expect("it is there");
    let session = start(folder.path(), config.path());
    assert!(session.article_path().is_some());
    let is_it = |it: &NoticeKind| matches!(it, NoticeKind::OrphanedFiles { count: 1, .. });
    assert!(session.notices().iter().any(|it| is_it(&it.kind)), "{:?}", session.notices());
}

#[test]
fn accepted_dates_follow_the_day_that_the_table_says() {
    let (folder, config) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir());
    let config = config.expect("a folder");
    fs::write(folder.path().join("a.txt"), "وی دیروز آمد.\n").expect("written");
    let table = |day: &str| {
        let rows = format!("file,published\na.txt,{day}\n");
        fs::write(folder.path().join("articles.csv"), rows).expect("written");
    };
    table("2018-01-02");
    let mut session = start(folder.path(), config.path());
    tag(&mut session, "دیروز", "date");
    assert_eq!(value_of(&session), "2018-01-01");
    // Another program writes the table; the files are looked at every two seconds.
    std::thread::sleep(Duration::from_millis(2500));
    table("2018-01-12");
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while value_of(&session) != "2018-01-11" && std::time::Instant::now() < end {
        std::thread::sleep(Duration::from_millis(50));
        session.tick(std::time::Instant::now());
    }
    assert_eq!(value_of(&session), "2018-01-11");
    session.perform(EditAction::Undo);
    assert_eq!(value_of(&session), "2018-01-01");
}

/// A claim of somebody, as the program writes it.
fn claim_of(claimant: &str, text: &str) -> String {
    let claim = "هوا خوب است";
    let start = text.split(claim).next().expect("it is there").chars().count();
    let (end, length) = (start + claim.chars().count(), claimant.chars().count());
    format!(
        "(format: \"hashiye\", version: 1, id: \"x\", next: (span: 3, relation: 2), article: (), \
         analyst: \"a1\", spans: [(id: \"s1\", label: \"claimant\", start: 0, end: {length}, \
         quote: \"{claimant}\"), (id: \"s2\", label: \"claim\", start: {start}, end: {end}, \
         quote: \"{claim}\")], relations: [(id: \"r1\", label: \"claimant\", from: \"s2\", to: \"s1\")])"
    )
}

/// Everybody with the number of their claims.
fn speaking(session: &Session) -> Vec<(String, usize)> {
    let people = &session.people().expect("looked at").directory.people;
    people.iter().map(|it| (it.name.clone(), it.statements.len())).collect()
}

#[test]
fn people_are_decided_on_undone_and_offered() {
    let (folder, config) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir());
    for (name, claimant) in [("a.txt", "روحانی"), ("b.txt", "حسن روحانی")] {
        let text = format!("{claimant} گفت هوا خوب است.\n");
        fs::write(folder.path().join(name), &text).expect("written");
        fs::write(folder.path().join(format!("{name}.a1.ron")), claim_of(claimant, &text))
            .expect("written");
    }
    let mut session = start(folder.path(), config.expect("a folder").path());
    session.perform(PeopleAction::Look);
    session.settle();
    let named = |it: &str, n| (it.to_owned(), n);
    assert_eq!(speaking(&session), [named("حسن روحانی", 1), named("روحانی", 1)]);
    let file = folder.path().join("people.ron");
    assert!(!file.exists());
    let (person, into) = ("روحانی".to_owned(), "حسن روحانی".to_owned());
    session.perform(PeopleAction::Decide(PeopleEdit::Merge { person, into }));
    session.settle();
    assert_eq!(speaking(&session), [named("حسن روحانی", 2)]);
    assert!(fs::read_to_string(&file).expect("written").contains("aliases: [\"روحانی\"]"));
    // The name is offered for a claim of «روحانی», and found by what else means the person.
    let editor = session.editor().expect("open");
    let claim = editor.document().annotations().find(|it| it.label == "claim").cloned();
    let claim = claim.expect("there is one");
    assert_eq!(session.values_used(&claim, "claimant_name"), ["حسن روحانی"]);
    assert!(session.other_names("حسن روحانی").contains(&"روحانی".to_owned()));
    session.perform(PeopleAction::Undo);
    session.settle();
    assert_eq!(speaking(&session), [named("حسن روحانی", 1), named("روحانی", 1)]);
    session.perform(PeopleAction::Redo);
    session.settle();
    assert_eq!(speaking(&session), [named("حسن روحانی", 2)]);
    // What somebody else wrote meanwhile is not written over.
    fs::write(&file, "(people: [(name: \"دیگری\")])").expect("written");
    session.perform(PeopleAction::Undo);
    session.settle();
    let is_reported = |it: &&Notice| matches!(it.kind, NoticeKind::PeopleNotWritten(_));
    assert!(session.notices().iter().any(|it| is_reported(&it)));
    assert!(fs::read_to_string(&file).expect("there").contains("دیگری"));
    let (person, into) = ("کسی".to_owned(), "حسن روحانی".to_owned());
    session.perform(PeopleAction::Decide(PeopleEdit::Merge { person, into }));
    let is_reported = |it: &&Notice| matches!(it.kind, NoticeKind::PeopleRefused(_));
    assert!(session.notices().iter().any(|it| is_reported(&it)));
}

#[test]
fn writing_a_report_of_a_folder_says_how_far_it_is_and_can_be_stopped() {
    let names: Vec<String> = (0..150).map(|it| format!("n{it:03}.txt")).collect();
    let articles: Vec<(&str, usize)> = names.iter().map(|it| (it.as_str(), 3)).collect();
    let (folder, config) = (desk(&articles), tempfile::tempdir().expect("a folder"));
    let out = config.path().join("pages");
    let mut session = start(folder.path(), config.path());
    let write = |session: &mut Session| {
        let (kind, scope, to) = (ReportKind::Html, ExportScope::Folder, out.clone());
        session.perform(ReportAction::Write(ReportRequest { kind, scope, to }));
        let under_way = session.notices().iter().rev().find_map(|it| match it.kind {
            NoticeKind::Reporting { done: 0, all } => Some((it.serial, all, it.offers.clone())),
            _ => None,
        });
        under_way.expect("it says that it is under way")
    };
    let (serial, all, offers) = write(&mut session);
    assert_eq!((all, &*offers), (150, &[Offer::StopReports][..]));
    session.perform(NoticeAction::Answer { notice: serial, offer: Offer::StopReports });
    session.settle();
    let last_notice =
        |session: &Session| format!("{:?}", session.notices().last().expect("a notice").kind);
    assert!(last_notice(&session).starts_with("ReportStopped"), "{}", last_notice(&session));
    let written = |out: &Path| fs::read_dir(out).map_or(0, Iterator::count);
    assert!(written(&out) < 150, "{} files", written(&out));
    // And to the end: every page as one article alone has it.
    write(&mut session);
    session.settle();
    assert!(last_notice(&session).starts_with("Reported"), "{}", last_notice(&session));
    assert!(!session.notices().iter().any(|it| matches!(it.kind, NoticeKind::Reporting { .. })));
    assert_eq!(written(&out), 150);
    let page = fs::read_to_string(out.join("n149.html")).expect("it is there");
    session.perform(FileAction::Open(folder.path().join("n149.txt")));
    session.settle();
    let to = config.path().join("alone.html");
    let (kind, scope) = (ReportKind::Html, ExportScope::Article);
    session.perform(ReportAction::Write(ReportRequest { kind, scope, to: to.clone() }));
    session.settle();
    assert_eq!(page, fs::read_to_string(to).expect("it is there"));
}

#[test]
fn titles_are_in_the_order_of_the_alphabet() {
    let titles = [
        "۲ پیشنهاد",
        "گرانی نان",
        "«پل» بازسازی شد",
        "🔴 فوری",
        "یارانه",
        "کاهش آب",
        "بهای نان",
        "Iran",
        "آب کم شد",
        "اب کم شد",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (at, title) in titles.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.txt")), format!("{title}\nمتن\n"))
            .expect("written");
    }
    let config = tempfile::tempdir().expect("a folder");
    let mut session = start(folder.path(), config.path());
    arrange(&mut session, ArticleOrder::Title, ArticleFilter::default());
    let shown = session.folder().expect("open");
    let row = |at| shown.shown_at(at).map(ArticleRow::title);
    let listed: Vec<&str> = (0..shown.shown_count()).filter_map(row).collect();
    assert_eq!(
        listed,
        [
            "۲ پیشنهاد",
            "آب کم شد",
            "اب کم شد",
            "بهای نان",
            "«پل» بازسازی شد",
            "🔴 فوری",
            "کاهش آب",
            "گرانی نان",
            "یارانه",
            "Iran"
        ]
    );
}
