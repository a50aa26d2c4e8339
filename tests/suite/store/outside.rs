//! What other programs and people do to the files while an article is open.

use std::{fs, path::Path};

use hashiye::{
    edit,
    model::AnnotationId,
    store::{
        self, FileSyntax, KeptReason, KeptVersion, ReadOnly, StoreFailure, WorkEvent, keep_syntax,
        rivals,
    },
};

use super::{
    Desk, a1,
    work::{apply, save, tag},
};

const TEXT: &str = "حسن دیروز گفت هوا خوب است و علی فردا می‌آید.";

fn mark(path: &Path, read_only: bool) {
    let mut permissions = fs::metadata(path).expect("it is there").permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions).expect("it can be marked");
}

#[test]
fn a_file_that_is_gone_is_reported_and_written_again() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    fs::remove_file(desk.path("news.txt.a1.ron")).expect("it is there");
    work.files.run_once();
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::Gone(_)]));
    let events = save(&work);
    assert!(matches!(events[..], [WorkEvent::Saved { .. }]), "{events:?}");
    assert!(desk.read("news.txt.a1.ron").contains("s1"));
    work.files.run_once();
    assert!(work.files.events().is_empty());
}

#[test]
fn an_article_is_reported_only_when_its_words_changed() {
    let desk = Desk::with(TEXT);
    let work = desk.start();
    // The same words, written again and with a byte order mark.
    desk.write("news.txt", &format!("\u{FEFF}{TEXT}"));
    work.files.run_once();
    assert!(work.files.events().is_empty());
    desk.write("news.txt", "چیز دیگری");
    work.files.run_once();
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::ArticleChanged(_)]));
    fs::remove_file(desk.path("news.txt")).expect("it is there");
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::ArticleGone(_)]));
    desk.write("news.txt", TEXT);
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::ArticleBack]));
}

#[test]
fn a_folder_that_goes_and_comes_back_loses_nothing() {
    let desk = Desk::with(TEXT);
    let inner = desk.path("disk");
    fs::create_dir(&inner).expect("it can be made");
    fs::write(inner.join("news.txt"), TEXT).expect("it can be written");
    let opened = store::read_article(&inner.join("news.txt")).expect("it is an article");
    let opening = store::WorkRequest {
        path: opened.path.clone(),
        article: opened.article.clone(),
        ..desk.opening()
    };
    let mut work = store::open_work(opening.clone()).expect("it can be opened");
    tag(&mut work, "حسن");
    save(&work);
    fs::rename(&inner, desk.path("away")).expect("it can be moved");
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::FolderGone(_)]));
    tag(&mut work, "دیروز");
    let events = save(&work);
    assert!(matches!(events[..], [WorkEvent::Failed(_)]), "{events:?}");
    fs::rename(desk.path("away"), &inner).expect("it can be moved back");
    work.files.run_once();
    assert_eq!(work.files.status().saved, 2);
    drop(work);
    let again = store::open_work(opening).expect("it can be opened");
    assert_eq!(again.document.annotations().count(), 2);
}

#[test]
fn a_journal_that_was_removed_is_begun_anew() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    fs::remove_dir_all(desk.path(".hashiye")).expect("it is there");
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::JournalRenewed]));
    save(&work);
    tag(&mut work, "دیروز");
    // Killed now: only the journal has the second.
    std::mem::forget(work);
    fs::remove_file(desk.path(".hashiye/news.txt.a1.lock")).expect("the lock is there again");
    let again = desk.start();
    assert_eq!((again.recovered, again.document.annotations().count()), (1, 2));
}

#[test]
fn a_file_marked_as_read_only_is_left_alone() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let path = desk.path("news.txt.a1.ron");
    let before = fs::read(&path).expect("it is there");
    mark(&path, true);
    tag(&mut work, "دیروز");
    let events = save(&work);
    let [WorkEvent::Failed(error)] = &events[..] else { panic!("{events:?}") };
    assert!(matches!(error.failure, StoreFailure::MarkedReadOnly), "{error}");
    assert_eq!(fs::read(&path).expect("it is there"), before);
    drop(work);
    let again = desk.start();
    assert_eq!(again.read_only, Some(ReadOnly::Marked));
    mark(&path, false);
    drop(again);
    assert_eq!(desk.start().document.annotations().count(), 2);
}

#[test]
fn of_two_syntaxes_one_is_kept_and_the_other_set_aside() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let (document, file) = (work.document.clone(), work.files.file());
    drop(work);
    desk.save(&document, FileSyntax::Json);
    let error = store::open_work(desk.opening()).expect_err("nobody chose");
    assert!(matches!(error.failure, StoreFailure::BothSyntaxes), "{error}");
    let both = rivals(&desk.path("news.txt"), &a1());
    assert_eq!(
        both.iter().map(|it| (it.syntax, it.tags)).collect::<Vec<_>>(),
        [(FileSyntax::Ron, Some(1)), (FileSyntax::Json, Some(1)),]
    );
    let aside = keep_syntax(&file).expect("it can be set aside").expect("it was there");
    assert!(aside.exists() && !desk.path("news.txt.a1.json").exists());
    assert_eq!(desk.start().document, document);
}

#[test]
fn a_file_that_is_not_there_yet_takes_the_syntax_asked_for() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    work.files.prefer_syntax(FileSyntax::Json);
    tag(&mut work, "حسن");
    save(&work);
    work.files.prefer_syntax(FileSyntax::Ron);
    tag(&mut work, "دیروز");
    save(&work);
    assert!(desk.path("news.txt.a1.json").exists() && !desk.path("news.txt.a1.ron").exists());
}

#[test]
fn going_on_elsewhere_takes_everything_along() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    tag(&mut work, "دیروز");
    let to = desk.path("elsewhere");
    fs::create_dir(&to).expect("it can be made");
    fs::write(to.join("news.txt"), "another article").expect("it can be written");
    let path = work.files.copy_to(&to, &work.document, &work.history).expect("it can be written");
    assert_eq!(path, to.join("news-2.txt"));
    let again = work.files.copy_to(&to, &work.document, &work.history).expect("it can be written");
    assert_eq!(again, to.join("news-3.txt"));
    let opened = store::read_article(&path).expect("it is an article");
    let opening = store::WorkRequest { path, article: opened.article.clone(), ..desk.opening() };
    let there = store::open_work(opening).expect("it can be opened");
    assert_eq!(there.document.annotations().count(), 2);
    assert_eq!((there.history.done().len(), there.findings.len(), there.read_only), (2, 0, None));
}

#[test]
fn orphans_keep_their_words_and_are_placed_again() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    let annotation = work.document.annotation(AnnotationId(1)).expect("it is there").clone();
    let orphan = hashiye::model::Orphan {
        id: AnnotationId(9),
        label: annotation.label,
        attributes: annotation.attributes.with("kind", "prediction"),
        origin: None,
        words: "هوا \"بد\"\n است".to_owned(),
        pieces: vec![0..6, 15..21],
        before: "که".to_owned(),
        after: String::new(),
    };
    let insert = hashiye::model::Change::insert(orphan.clone());
    apply(&mut work, vec![hashiye::model::Edit::Orphan(orphan.id, insert)].into());
    // Once from the journal, once from each syntax.
    let document = work.document.clone();
    drop(work);
    let work = desk.start();
    assert_eq!((work.recovered, &work.document), (2, &document));
    work.files.save_as(&work.document, FileSyntax::Json).expect("it may be written");
    work.files.run_once();
    assert_eq!(desk.start().document, document);
    work.files.save_as(&work.document, FileSyntax::Ron).expect("it may be written");
    work.files.run_once();
    drop(work);
    let mut work = desk.start();
    assert_eq!((&work.document, work.findings.len()), (&document, 0));
    let words = work.document.text().range_of_chars(14, 17).expect("a word").into();
    let place = edit::place_orphan(&work.document, orphan.id, words).expect("it is one");
    apply(&mut work, place);
    assert_eq!(work.document.orphans().len(), 0);
    let back = work.history.undo().expect("there is something");
    work.document.apply(&back).expect("it fits");
    assert_eq!(work.document, document);
}

#[test]
fn a_version_takes_the_place_of_a_file_that_can_not_be_read() {
    let desk = Desk::with(TEXT);
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let kept = work.files.keep(&work.document).expect("it can be kept");
    let file = work.files.file();
    drop(work);
    desk.write("news.txt.a1.ron", "(format: \"hashiye\", version: 1, spans: [(");
    assert!(store::open_work(desk.opening()).is_err());
    let all = KeptVersion::all(&file).expect("they can be listed");
    let version = all.into_iter().find(|it| it.path == kept).expect("it is one of them");
    assert_eq!(version.why, KeptReason::SetAside);
    let age = version.time().and_then(|it| it.elapsed().ok()).expect("it is not in the future");
    assert!(age.as_secs() < 600, "{age:?}");
    let put_back = version.put_back(&file).expect("it can be written");
    assert!(put_back.steps_follow, "it is the very file that was saved");
    let aside = put_back.aside.expect("it was there");
    assert!(fs::read_to_string(aside).expect("it is kept").ends_with("spans: [("));
    assert_eq!(desk.start().document.annotations().count(), 1);
}

#[test]
fn what_can_not_be_read_in_the_place_of_the_file_is_reported_and_replaced_when_asked() {
    let desk = Desk::with(TEXT);
    let path = desk.path("news.txt.a1.ron");
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    let whole = desk.read("news.txt.a1.ron");
    desk.write("news.txt.a1.ron", whole.split("quote").next().expect("the head"));
    work.files.run_once();
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::BrokenOutside(_)]));
    work.files.overwrite(&work.document).expect("it may be written");
    work.files.run_once();
    assert!(work.files.events().iter().any(|it| matches!(it, WorkEvent::Saved { .. })));
    assert_eq!(desk.read("news.txt.a1.ron"), whole);
    // A folder in its place.
    fs::remove_file(&path).expect("it is there");
    fs::create_dir(&path).expect("made");
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::BrokenOutside(_)]));
    fs::remove_dir(&path).expect("it is empty");
    desk.write("news.txt.a1.ron", &whole);
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::FileBack]));
}
