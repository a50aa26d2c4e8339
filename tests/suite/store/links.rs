//! One article is one article by whatever path, and links stay links.

#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    sync::Arc,
};

use hashiye::{
    model::Schema,
    session::{EditAction, FileAction, Session, Settings},
    store::{self, Analyst, ArticleFolder, FileSyntax, WorkRequest},
};

use super::{Desk, a1};
use crate::support::document;

const TEXT: &str = "عنوان خبر\n[claim#1 هوا خوب است] و [date امروز]";

fn session_on(path: &Path) -> Session {
    let analyst = Analyst::new("a1").expect("a good name");
    let session = Session::new(Settings::default(), None, Arc::new(|| {}));
    let mut session = session.for_analyst(analyst);
    session.perform(FileAction::Open(path.to_owned()));
    session
}

fn tags(session: &Session) -> usize {
    session.editor().map_or(0, |it| it.document().annotations().len())
}

fn tag_first_word(session: &mut Session) {
    let document = session.editor().expect("it is open").document();
    let range = document.text().range(0, "عنوان".len()).expect("words");
    session.perform(EditAction::Annotate { range, label: "claim".into() });
}

#[test]
fn an_article_is_the_same_by_every_path() {
    let document = document(TEXT);
    let desk = Desk::with(document.text().as_str());
    desk.save(&document, FileSyntax::Ron);
    let around = tempfile::tempdir().expect("a folder");
    let folder_link = around.path().join("linked");
    symlink(desk.folder.path(), &folder_link).expect("a link");
    symlink(desk.path("news.txt"), around.path().join("elsewhere.txt")).expect("a link");
    symlink("news.txt", desk.path("again.txt")).expect("a link");
    fs::create_dir(desk.path("sub")).expect("a folder");
    let spelled: [PathBuf; 5] = [
        desk.path("news.txt"),
        desk.path("sub/../news.txt"),
        folder_link.join("news.txt"),
        around.path().join("elsewhere.txt"),
        desk.path("again.txt"),
    ];
    let true_path = desk.path("news.txt").canonicalize().expect("it is there");
    for path in &spelled {
        let session = session_on(path);
        assert_eq!(session.article_path(), Some(&*true_path), "{path:?}");
        assert_eq!(tags(&session), 2, "{path:?}");
    }
    // What is open under one name is open under the other, and can't be written twice.
    let mut first = session_on(&spelled[3]);
    tag_first_word(&mut first);
    let second = session_on(&spelled[0]);
    assert!(second.may_write().is_err());
    first.settle();
    let name = |it: &store::ArticleEntry| it.name.clone();
    let listed = ArticleFolder::open(desk.folder.path()).expect("it can be listed");
    assert_eq!(listed.articles.iter().map(name).collect::<Vec<_>>(), ["news.txt"]);
    let elsewhere = ArticleFolder::open(around.path()).expect("it can be listed");
    let [entry] = elsewhere.articles.as_slice() else { panic!("{:?}", elsewhere.articles) };
    assert_eq!((entry.path.as_path(), entry.annotations.len()), (&*true_path, 1));
}

#[test]
fn work_beside_a_link_goes_on_there() {
    let document = document(TEXT);
    let desk = Desk::with(document.text().as_str());
    let around = tempfile::tempdir().expect("a folder");
    let link = around.path().join("mine.txt");
    symlink(desk.path("news.txt"), &link).expect("a link");
    // Nobody works where the link leads, as in a store of files.
    let mut session = session_on(&link);
    tag_first_word(&mut session);
    session.settle();
    drop(session);
    assert!(around.path().join("mine.txt.a1.ron").is_file());
    desk.save(&document, FileSyntax::Ron);
    assert_eq!(tags(&session_on(&link)), 1);
    let listed = ArticleFolder::open(around.path()).expect("it can be listed");
    let names: Vec<_> =
        listed.articles.iter().map(|it| (it.name.as_str(), it.annotations.len())).collect();
    assert_eq!(names, [("mine.txt", 1)]);
}

#[test]
fn a_linked_annotation_file_stays_a_link() {
    let document = document(TEXT);
    let desk = Desk::with(document.text().as_str());
    desk.save(&document, FileSyntax::Ron);
    let vault = tempfile::tempdir().expect("a folder");
    let kept = vault.path().join("tags.ron");
    fs::rename(desk.path("news.txt.a1.ron"), &kept).expect("it can be moved");
    symlink(&kept, desk.path("news.txt.a1.ron")).expect("a link");
    let mut session = session_on(&desk.path("news.txt"));
    assert_eq!(tags(&session), 2);
    tag_first_word(&mut session);
    session.settle();
    drop(session);
    let link = fs::symlink_metadata(desk.path("news.txt.a1.ron")).expect("it is there");
    assert!(link.file_type().is_symlink());
    assert!(fs::read_to_string(&kept).expect("it is there").contains("عنوان"));
    assert_eq!(tags(&session_on(&desk.path("news.txt"))), 3);
    // What somebody writes where the link leads is noticed.
    let article = store::read_article(&desk.path("news.txt")).expect("it is an article");
    let request = WorkRequest::new(&article, a1(), Schema::standard());
    let work = store::open_work(request).expect("it can be opened");
    fs::write(&kept, fs::read_to_string(&kept).expect("it is there").replace("claim", "date"))
        .expect("written");
    let noticed = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        let is_it = |it: &store::WorkEvent| matches!(it, store::WorkEvent::ChangedOutside(_));
        work.files.events().iter().any(is_it)
    });
    assert!(noticed);
}

#[test]
fn an_export_writes_through_no_link_in_its_folder() {
    let desk = Desk::with("خبر");
    let out = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    symlink(outside.path(), out.path().join("train")).expect("a link");
    let files = vec![("train/news.txt".to_owned(), b"x".to_vec())];
    assert!(store::write_files(out.path(), &files).is_err());
    assert_eq!(fs::read_dir(outside.path()).expect("it is there").count(), 0);
    let target = desk.path("news.txt");
    symlink(&target, out.path().join("news.ann")).expect("a link");
    let _refused = store::write_files(out.path(), &[("news.ann".to_owned(), b"x".to_vec())]);
    assert_eq!(desk.read("news.txt"), "خبر");
}
