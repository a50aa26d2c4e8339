//! The session and its files: what is offered when something is amiss, and what comes of it.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use hashiye::{
    check::{self, FindingCode, Usage},
    messages::Worded as _,
    model::AnnotationId,
    recognize::Context,
    session::{
        CorrectAction, EditAction, Editor, FileAction, Language, NavigateAction, Notice,
        NoticeAction, NoticeKind, Offer, PlaceChoice, ReviewAction, Selection, Session, Settings,
        SpanEdge, StepDirection,
    },
    store::{self, Analyst, AnnotationFile, DoubtKind, DraftKey, FileSyntax},
};
use tempfile::TempDir;

use crate::ui::window::strings;

const TEXT: &str = "رئیس جمهوری روسیه در گفت‌وگوی تلفنی با بایدن هشدار داد که تحریم‌های تازه اشتباه بزرگی است و روابط دو کشور را در روز هفتم دسامبر به پایان می‌برد، هر چند چنین نشود.";

pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let it = Self { folder: tempfile::tempdir().expect("a folder") };
        it.write("news.txt", TEXT);
        it
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).expect("it can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        store::true_place(&self.folder.path().join(name))
    }

    pub(crate) fn session(&self) -> Session {
        let analyst = Analyst::new("a1").expect("a good name");
        let mut session =
            Session::new(Settings::default(), None, Arc::new(|| {})).for_analyst(analyst);
        session.perform(FileAction::Open(self.folder.path().join("news.txt")));
        session
    }
}

pub(crate) fn tag(session: &mut Session, words: &str, label: &str) {
    let document = session.editor().expect("it is open").document();
    let start = document.text().as_str().find(words).expect("the words are there");
    let range = document.text().range(start, start + words.len()).expect("words");
    session.perform(EditAction::Annotate { range, label: label.into() });
}

fn count(session: &Session) -> usize {
    session.editor().expect("it is open").document().annotations().len()
}

#[track_caller]
fn notice<'a>(session: &'a Session, key: &str) -> &'a Notice {
    let found = session.notices().iter().find(|it| it.kind.message().key() == key);
    found.unwrap_or_else(|| panic!("no {key}: {:?}", session.notices()))
}

#[track_caller]
fn answer(session: &mut Session, key: &str, offer: Offer) {
    let it = notice(session, key);
    assert!(it.offers.contains(&offer), "{:?}", it.offers);
    let notice = it.serial;
    session.perform(NoticeAction::Answer { notice, offer });
}

/// Ticks until the notice is there.
#[track_caller]
pub(crate) fn wait_for(session: &mut Session, key: &str) {
    wait_until(session, |it| it.notices().iter().any(|it| it.kind.message().key() == key));
}

/// Ticks until something is so; the worker looks around every two seconds.
#[track_caller]
pub(crate) fn wait_until(session: &mut Session, is_so: impl Fn(&Session) -> bool) {
    let began = Instant::now();
    while !is_so(session) {
        assert!(began.elapsed().as_secs() < 20, "{:?}", session.notices());
        std::thread::sleep(Duration::from_millis(20));
        session.tick(Instant::now());
    }
}

/// The article, changed after it was tagged, opened again.
fn changed(desk: &Desk) -> Session {
    let mut session = desk.session();
    tag(&mut session, "هشدار داد", "claim");
    tag(&mut session, "هفتم دسامبر", "date");
    tag(&mut session, "رئیس جمهوری روسیه", "claim");
    let (from, to) = (AnnotationId(1), AnnotationId(3));
    session.perform(EditAction::Relate { from, to, label: "repeats".into() });
    session.settle();
    drop(session);
    let text = TEXT.replace("روز هفتم", "بامداد هفتم").replace("رئیس جمهوری روسیه", "پوتین");
    desk.write("news.txt", &text);
    desk.session()
}

#[test]
fn moved_tags_are_agreed_to_as_one_step() {
    let desk = Desk::new();
    let before = {
        let mut session = changed(&desk);
        let review = session.review().expect("the article changed");
        assert_eq!((review.certain(), review.doubts().len(), count(&session)), (1, 2, 1));
        let file = desk.read("news.txt.a1.ron");
        let doubt = review.doubts().iter().find(|it| it.quote.words == "هفتم دسامبر");
        let doubt = doubt.expect("it waits");
        let (id, place) = (doubt.annotation.id, doubt.candidates.first().expect("a place").clone());
        // Decided, taken back, decided.
        session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::At(place.clone())) });
        assert_eq!(count(&session), 2);
        session.perform(ReviewAction::Decide { id, choice: None });
        assert_eq!(count(&session), 1);
        session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::Lost) });
        session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::At(place)) });
        assert_eq!(session.review().expect("still").undecided(), 1);
        assert_eq!(desk.read("news.txt.a1.ron"), file, "nothing is written until it is agreed to");
        session.perform(ReviewAction::Agree);
        assert!(session.may_agree().is_err(), "once is enough");
        session.settle();
        assert!(!session.has_moves());
        let document = session.editor().expect("it is open").document().clone();
        let orphan = document.orphans().next().expect("the third has no place");
        assert_eq!(orphan.words, "رئیس جمهوری روسیه");
        assert_eq!(document.relations().len(), 1, "it keeps its link");
        assert!(desk.read("news.txt.a1.ron").contains("orphans: ["));
        document
    };
    let mut session = desk.session();
    assert_eq!(session.editor().expect("it is open").document(), &before);
    // Undoing takes back the answer, and no more: what was certain stands where it stood.
    session.perform(EditAction::Undo);
    assert_eq!(count(&session), 1);
    let open = session.may_write().expect("it can be changed");
    assert!(!open.history().can_undo());
    let orphans: Vec<&str> = open.document().orphans().map(|it| it.words.as_str()).collect();
    assert_eq!(orphans, ["هفتم دسامبر", "رئیس جمهوری روسیه"]);
    session.perform(EditAction::Redo);
    assert_eq!(session.editor().expect("it is open").document(), &before);
    // The orphan finds a place after all.
    let text = before.text().as_str();
    let start = text.find("پوتین").expect("it is there");
    session
        .perform(NavigateAction::Select(Selection {
            anchor: start, head: start + "پوتین".len()
        }));
    session.perform(EditAction::PlaceOrphan(AnnotationId(3)));
    assert_eq!(count(&session), 3);
    let document = session.editor().expect("it is open").document();
    let linked = document.linked(AnnotationId(1), "repeats").next().expect("the link is back");
    assert_eq!(document.quote(linked), "پوتین");
    session.settle();
    assert!(!desk.read("news.txt.a1.ron").contains("orphans"));
}

#[test]
fn of_two_files_the_one_chosen_is_opened() {
    let desk = Desk::new();
    let mut session = desk.session();
    tag(&mut session, "هشدار داد", "claim");
    session.settle();
    drop(session);
    let ron = desk.read("news.txt.a1.ron");
    let mut session = desk.session();
    session.perform(FileAction::SaveAs(FileSyntax::Json));
    session.settle();
    drop(session);
    desk.write("news.txt.a1.ron", &ron);
    let mut session = desk.session();
    assert!(session.may_write().is_err());
    answer(&mut session, "notice-both-syntaxes", Offer::Keep(FileSyntax::Json));
    assert_eq!(count(&session), 1);
    assert!(session.may_write().is_ok());
    assert!(desk.read("news.txt.a1.ron").is_empty());
}

/// Saves and waits for it.
fn save(session: &mut Session) {
    session.perform(FileAction::Save);
    session.settle();
    session.tick(Instant::now());
}

fn foreign(desk: &Desk) -> Session {
    let mut session = desk.session();
    tag(&mut session, "هشدار داد", "claim");
    save(&mut session);
    let file = desk.read("news.txt.a1.ron");
    let theirs = file.replace("label: \"claim\"", "label: \"date\"");
    assert_ne!(file, theirs);
    desk.write("news.txt.a1.ron", &theirs);
    tag(&mut session, "هفتم دسامبر", "date");
    wait_for(&mut session, "notice-changed-outside");
    session
}

fn label_of(session: &Session, id: u32) -> String {
    let document = session.editor().expect("it is open").document();
    document.annotation(AnnotationId(id)).map_or_else(String::new, |it| it.label.to_string())
}

#[test]
fn theirs_is_read_with_what_was_not_saved_here() {
    let desk = Desk::new();
    let mut session = foreign(&desk);
    answer(&mut session, "notice-changed-outside", Offer::Reload);
    assert_eq!((label_of(&session, 1).as_str(), count(&session)), ("date", 2));
    assert!(session.may_write().is_ok());
    session.settle();
    assert!(desk.read("news.txt.a1.ron").contains("هفتم دسامبر"));
}

#[test]
fn mine_is_kept_over_theirs() {
    let desk = Desk::new();
    let mut session = foreign(&desk);
    answer(&mut session, "notice-changed-outside", Offer::Overwrite);
    assert_eq!((label_of(&session, 1).as_str(), count(&session)), ("claim", 2));
    session.settle();
    assert!(desk.read("news.txt.a1.ron").contains("label: \"claim\""));
    assert!(!session.notices().iter().any(|it| matches!(it.kind, NoticeKind::ChangedOutside(_))));
}

#[test]
fn an_earlier_version_comes_back_as_one_step() {
    let desk = Desk::new();
    let mut session = desk.session();
    for words in ["هشدار داد", "هفتم دسامبر", "رئیس جمهوری روسیه", "روابط دو کشور"]
    {
        tag(&mut session, words, "claim");
    }
    save(&mut session);
    for id in 1..=3 {
        session.perform(EditAction::Remove(AnnotationId(id)));
    }
    save(&mut session);
    assert!(notice(&session, "notice-many-removed").offers.contains(&Offer::Versions));
    session.perform(FileAction::LookAtVersions);
    let began = Instant::now();
    while session.earlier_versions().is_none() {
        assert!(began.elapsed().as_secs() < 20);
        session.tick(Instant::now());
    }
    let all = session.earlier_versions().expect("they were read").expect("they can be listed");
    let fullest = all.iter().find(|it| matches!(it.tags, Ok(4))).expect("a copy was kept");
    let since = fullest.since.as_ref().expect("on the same text");
    assert_eq!((since.removed.len(), since.added.len(), fullest.lost.len()), (3, 0, 3));
    let path = fullest.path.clone();
    session.perform(FileAction::Restore(path));
    assert_eq!(count(&session), 4);
    session.perform(EditAction::Undo);
    assert_eq!(count(&session), 1);
}

/// The versions kept of the annotation file, once they are read.
fn versions(session: &mut Session) -> Vec<std::path::PathBuf> {
    session.perform(FileAction::LookAtVersions);
    wait_until(session, |it| it.earlier_versions().is_some());
    let all = session.earlier_versions().expect("they were read").expect("they can be listed");
    all.iter().filter(|it| matches!(it.tags, Ok(1))).map(|it| it.path.clone()).collect()
}

/// Two tags saved one after the other, a third that could not be, since the file was written over by then.
fn broken(desk: &Desk) -> Session {
    let mut session = desk.session();
    tag(&mut session, "هشدار داد", "claim");
    save(&mut session);
    tag(&mut session, "هفتم دسامبر", "date");
    save(&mut session);
    desk.write("news.txt.a1.ron", "garbage(");
    tag(&mut session, "رئیس جمهوری روسیه", "claim");
    killed(session);
    let mut session = desk.session();
    session.settle();
    notice(&session, "notice-annotations-unreadable");
    assert!(session.restores_in_place());
    session
}

#[test]
fn a_version_put_in_place_has_what_was_done_after_it_and_can_be_undone() {
    let desk = Desk::new();
    let mut session = broken(&desk);
    let version = versions(&mut session).pop().expect("the first save was kept");
    session.perform(FileAction::Restore(version));
    session.settle();
    notice(&session, "notice-set-aside");
    assert_eq!((count(&session), session.restores_in_place()), (3, false));
    for left in [2, 1, 0] {
        session.perform(EditAction::Undo);
        assert_eq!(count(&session), left);
    }
    for _ in 0..3 {
        session.perform(EditAction::Redo);
    }
    save(&mut session);
    drop(session);
    let mut session = desk.session();
    session.settle();
    assert_eq!(count(&session), 3);
    let aside = fs::read_dir(desk.folder.path().join(".hashiye")).expect("listed").count();
    assert!(aside > 0);
}

#[test]
fn a_version_that_the_journal_does_not_know_is_said_to_lack_what_came_after() {
    let desk = Desk::new();
    let mut session = broken(&desk);
    let journal = desk.read(".hashiye/news.txt.a1.journal");
    let is_save = |it: &&str| it.contains("{\"saving\":");
    let left: Vec<&str> = journal.lines().filter(|it| !is_save(it)).collect();
    assert!(left.len() < journal.lines().count());
    desk.write(".hashiye/news.txt.a1.journal", &(left.join("\n") + "\n"));
    let version = versions(&mut session).pop().expect("the first save was kept");
    session.perform(FileAction::Restore(version));
    session.settle();
    notice(&session, "notice-put-back-alone");
    assert!(!session.notices().iter().any(|it| it.kind.message().key() == "notice-set-aside"));
}

#[test]
fn what_a_page_says_of_itself_is_a_step() {
    let desk = Desk::new();
    let page = "<html><head><title>خبر</title><meta property=\"article:published_time\" \
        content=\"2021-12-31T10:00:00Z\"></head><body><article><p>رئیس جمهوری روسیه گفت که تحریم‌های \
        تازه اشتباه بزرگی است و روابط دو کشور را به پایان می‌برد.</p><p>او افزود که چنین نخواهد شد و \
        گفت‌وگوها در هفتهٔ آینده ادامه خواهد یافت.</p></article></body></html>";
    desk.write("page.html", page);
    let path = desk.folder.path().join("page.html");
    let mut session = desk.session();
    session.perform(FileAction::Open(path.clone()));
    let meta = |session: &Session, key: &str| {
        session.editor().expect("it is open").document().meta_value(key).to_owned()
    };
    assert_eq!(meta(&session, "title"), "خبر", "{:?}", session.notices());
    // When it was published is for the analyst to confirm.
    assert_eq!(meta(&session, "published"), "");
    let proposed = session.editor().expect("it is open").publication_proposals();
    assert_eq!(proposed.first().map(|it| it.day.to_string()).as_deref(), Some("2021-12-31"));
    // Killed before anything is saved.
    std::mem::forget(session);
    fs::remove_file(desk.folder.path().join(".hashiye/page.txt.a1.lock")).expect("it is there");
    let mut session = desk.session();
    session.perform(FileAction::Open(path));
    assert_eq!(meta(&session, "title"), "خبر");
    session.perform(EditAction::Undo);
    assert_eq!(meta(&session, "title"), "");
}

#[test]
fn work_goes_on_in_another_folder() {
    let desk = Desk::new();
    let mut session = desk.session();
    tag(&mut session, "هشدار داد", "claim");
    let to = desk.folder.path().join("elsewhere");
    session.perform(FileAction::SaveElsewhere(to.clone()));
    assert_eq!(session.article_path(), Some(&*to.join("news.txt")));
    assert!(session.may_write().is_ok_and(|it| it.history().can_undo()));
    tag(&mut session, "هفتم دسامبر", "date");
    session.settle();
    let there = fs::read_to_string(Path::new(&to).join("news.txt.a1.ron")).expect("it is there");
    assert!(there.contains("هفتم دسامبر"));
}

/// A notice in Persian, without the marks that keep its parts in order.
fn in_persian(session: &Session, key: &str) -> String {
    let it = notice(session, key);
    let words = strings(Language::Persian).words_of(&it.kind);
    words.replace(['\u{2068}', '\u{2069}', '\u{200B}'], "")
}

#[test]
fn what_files_have_to_say_is_said_in_the_language_of_the_window() {
    let desk = Desk::new();
    let file = desk.folder.path().join("news.txt.a1.ron");
    let news = desk.folder.path().join("news.txt");
    desk.write("news.txt.a1.ron", "(hashiye: 1,\n  spans: [(id: \"s1\", label: \"date\"");
    let reported = in_persian(&desk.session(), "notice-annotations-unreadable");
    let place = "(سطر ۲، ستون ";
    assert!(
        reported.contains(place) && reported.contains("رونوشت پیشین را بازگردانید"),
        "{reported}"
    );
    assert!(reported.ends_with(&format!("({})", file.display())), "{reported}");

    fs::remove_file(&file).expect("it is there");
    for (content, said) in [
        (&b""[..], "باز نشد: پرونده خالی است؛ پرونده‌ای با متن خبر انتخاب کنید "),
        (
            &b"\x89PNG\0\0\0"[..],
            "باز نشد: این پرونده متن نیست؛ خبر را به‌صورت متن ساده (UTF-8) ذخیره کنید ",
        ),
    ] {
        fs::write(&news, content).expect("it can be written");
        let reported = in_persian(&desk.session(), "notice-not-opened");
        assert_eq!(reported, format!("{said}({})", news.display()));
    }
    fs::remove_file(&news).expect("it is there");
    let reported = in_persian(&desk.session(), "notice-not-opened");
    let said = "باز نشد: خوانده نمی‌شود، چون آن‌جا نیست؛ نامش را بررسی کنید ";
    assert_eq!(reported, format!("{said}({})", news.display()));
}

#[test]
fn an_article_that_was_deleted_is_written_again_from_the_copy() {
    for way in ["the folder", "the article", "the annotation file"] {
        let desk = Desk::new();
        let mut session = desk.session();
        tag(&mut session, "هفتم دسامبر", "date");
        session.settle();
        drop(session);
        let article = desk.folder.path().join("news.txt");
        fs::remove_file(&article).expect("it is there");
        let file = article.with_file_name("news.txt.a1.ron");
        let path = match way {
            "the folder" => desk.folder.path().to_owned(),
            "the article" => article,
            _ => file.clone(),
        };
        let mut session = Session::new(Settings::default(), None, Arc::new(|| {}))
            .for_analyst(Analyst::new("a1").expect("a good name"));
        session.perform(FileAction::Open(path));
        assert!(session.editor().is_none(), "{way}");
        let file = AnnotationFile::from_path(&file).expect("it is one");
        answer(&mut session, "notice-orphaned-files", Offer::BringBack(vec![file]));
        session.settle();
        assert_eq!(desk.read("news.txt"), TEXT, "{way}");
        assert_eq!(count(&session), 1, "{way}");
    }
}

#[test]
fn tags_that_get_no_place_are_reported_where_they_are() {
    let desk = Desk::new();
    let mut session = changed(&desk);
    session.perform(ReviewAction::Agree);
    session.settle();
    assert_eq!(count(&session), 1);
    assert_eq!(notice(&session, "notice-without-place").offers, [Offer::Review]);
    assert_eq!(in_persian(&session, "notice-without-place").chars().next(), Some('۲'));
    // Nothing was answered, so that there is nothing to undo.
    session.perform(EditAction::Undo);
    assert_eq!(count(&session), 1);
}

#[test]
fn undoing_a_review_leaves_the_certain_tags_and_offers_the_places_again() {
    let desk = Desk::new();
    let mut session = changed(&desk);
    let review = session.review().expect("the article changed");
    let doubt = review.doubts().iter().find(|it| it.quote.words == "هفتم دسامبر");
    let doubt = doubt.expect("it waits").clone();
    let (id, place) = (doubt.annotation.id, doubt.candidates[0].clone());
    session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::At(place.clone())) });
    session.perform(ReviewAction::Agree);
    session.settle();
    save(&mut session);
    assert_eq!(count(&session), 2);
    assert_eq!(in_persian(&session, "notice-without-place").chars().next(), Some('۱'));
    session.perform(EditAction::Undo);
    save(&mut session);
    assert_eq!(count(&session), 1, "what was certain stands where it stood");
    let open = session.editor().expect("it is open").document();
    let kept = open.orphan(id).expect("it is kept without a place");
    assert_eq!(kept, &doubt.orphan(), "with the words it had before the article changed");
    assert_eq!(in_persian(&session, "notice-without-place").chars().next(), Some('۲'));
    let alarm = |it: &Notice| matches!(it.kind, NoticeKind::ManyRemoved { .. });
    assert!(!session.notices().iter().any(alarm), "nothing is lost");
    // The places that came into question are offered once more.
    assert_eq!(session.places_for(id), doubt.candidates);
    session.perform(EditAction::PlaceOrphanAt { id, extent: place.clone() });
    assert_eq!(count(&session), 2);
    let open = session.editor().expect("it is open").document();
    assert_eq!(open.annotation(id).map(|it| &it.extent), Some(&place));
    session.perform(EditAction::Undo);
    session.perform(EditAction::Redo);
    assert_eq!(count(&session), 2);
}

#[test]
fn places_are_offered_again_when_the_article_is_opened_anew() {
    let desk = Desk::new();
    let mut session = changed(&desk);
    let review = session.review().expect("the article changed");
    let doubt = review.doubts().iter().find(|it| it.quote.words == "هفتم دسامبر");
    let doubt = doubt.expect("it waits").clone();
    let (id, place) = (doubt.annotation.id, doubt.candidates[0].clone());
    session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::At(place.clone())) });
    session.perform(ReviewAction::Agree);
    session.settle();
    drop(session);
    // The step is undone in a later sitting, and the article opened once more.
    let mut session = desk.session();
    session.perform(EditAction::Undo);
    session.settle();
    assert_eq!(session.places_for(id).first(), Some(&place), "as soon as it has none");
    drop(session);
    let mut session = desk.session();
    session.settle();
    assert_eq!(session.places_for(id).first(), Some(&place));
    assert_eq!(notice(&session, "notice-without-place").offers, [Offer::Review]);
    let document = session.editor().expect("it is open").document();
    let found = check::check(document, &Context::default(), &Usage::of(document));
    let unplaced = found.iter().filter(|it| it.code() == FindingCode::WithoutPlace);
    let unplaced: Vec<String> = unplaced.map(|it| it.words(document)).collect();
    assert_eq!(unplaced, ["هفتم دسامبر", "رئیس جمهوری روسیه"]);
    session.perform(EditAction::PlaceOrphanAt { id, extent: place.clone() });
    let open = session.editor().expect("it is open").document();
    assert_eq!(open.annotation(id).map(|it| &it.extent), Some(&place));
}

#[test]
fn undoing_raises_no_alarm_in_a_later_sitting_either() {
    let desk = Desk::new();
    let mut session = desk.session();
    let words = ["هشدار داد", "هفتم دسامبر", "رئیس جمهوری روسیه", "روابط دو کشور"];
    for words in words {
        tag(&mut session, words, "claim");
    }
    save(&mut session);
    let alarms = |session: &Session| {
        let alarm = |it: &&Notice| matches!(it.kind, NoticeKind::ManyRemoved { .. });
        session.notices().iter().filter(alarm).count()
    };
    for _ in words {
        session.perform(EditAction::Undo);
    }
    save(&mut session);
    assert_eq!((count(&session), alarms(&session)), (0, 0));
    for _ in words {
        session.perform(EditAction::Redo);
    }
    save(&mut session);
    // What was done in an earlier sitting can be made again just so.
    session.settle();
    drop(session);
    let mut session = desk.session();
    session.settle();
    assert_eq!(count(&session), 4);
    for _ in words {
        session.perform(EditAction::Undo);
    }
    save(&mut session);
    assert_eq!((count(&session), alarms(&session)), (0, 0));
    for _ in words {
        session.perform(EditAction::Redo);
    }
    save(&mut session);
    // Removing is not undoing.
    for id in 1..=4 {
        session.perform(EditAction::Remove(AnnotationId(id)));
    }
    save(&mut session);
    assert_eq!((count(&session), alarms(&session)), (0, 1));
}

#[test]
fn information_leaves_by_itself_and_what_needs_an_answer_stays() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.settle();
    session.perform(EditAction::Undo);
    let failed = desk.folder.path().join("nothing.txt");
    session.perform(FileAction::Open(failed));
    let keys = |session: &Session| -> Vec<&'static str> {
        session.notices().iter().map(|it| it.kind.message().key()).collect()
    };
    assert_eq!(keys(&session), ["reason-nothing-to-undo", "notice-not-opened"]);
    let now = Instant::now();
    session.tick(now);
    let next = session.next_tick().expect("it leaves some time");
    assert!(next <= Duration::from_secs(8), "{next:?}");
    session.tick(now + Duration::from_secs(7));
    assert_eq!(keys(&session).len(), 2);
    session.tick(now + Duration::from_secs(9));
    assert_eq!(keys(&session), ["notice-not-opened"]);
}

/// As a kill leaves it: nothing is saved or asked, and the lock of a process that is gone.
fn killed(session: Session) {
    drop(session);
}

#[test]
fn what_was_begun_is_there_again_after_a_kill() {
    let desk = Desk::new();
    let mut session = desk.session();
    tag(&mut session, "تحریم‌های تازه", "claim");
    let field = DraftKey::Attribute(AnnotationId(1), "comment".into());
    for words in ["نا", "ناتم", "ناتمام"] {
        let (key, words) = (field.clone(), Some(words.to_owned()));
        session.perform(FileAction::KeepDraft { key, words });
    }
    let (key, words) = (DraftKey::Published, Some("۱۴۰۰/۹".to_owned()));
    session.perform(FileAction::KeepDraft { key, words });
    killed(session);
    let mut session = desk.session();
    assert_eq!(session.draft(&field), Some("ناتمام"));
    assert_eq!(session.draft(&DraftKey::Published), Some("۱۴۰۰/۹"));
    session.perform(FileAction::KeepDraft { key: field.clone(), words: None });
    session.perform(FileAction::KeepDraft { key: DraftKey::Published, words: None });
    killed(session);
    assert_eq!(desk.session().draft(&field), None);
    assert!(!desk.folder.path().join(".hashiye/news.txt.a1.drafts").exists());
}

fn keep(session: &mut Session, key: &DraftKey, words: &str) {
    let (key, words) = (key.clone(), Some(words.to_owned()));
    session.perform(FileAction::KeepDraft { key, words });
}

fn said<'a>(session: &'a Session, key: &str) -> Option<&'a str> {
    let document = session.editor().expect("it is open").document();
    document.annotation(AnnotationId(1))?.attributes.get(key)
}

#[test]
fn what_was_typed_is_entered_when_the_article_is_left_and_only_then() {
    let desk = Desk::new();
    desk.write("other.txt", TEXT);
    let other = || FileAction::Open(desk.folder.path().join("other.txt"));
    let back = || FileAction::Open(desk.folder.path().join("news.txt"));
    let mut session = desk.session();
    tag(&mut session, "روز هفتم دسامبر", "date");
    let comment = DraftKey::Attribute(AnnotationId(1), "note".into());
    let value = DraftKey::Attribute(AnnotationId(1), "value".into());
    keep(&mut session, &comment, "نیمه");
    keep(&mut session, &value, "فردای روز");
    // Typing changes nothing yet.
    assert_eq!(said(&session, "note"), None);
    session.perform(other());
    session.perform(back());
    assert_eq!(said(&session, "note"), Some("نیمه"));
    assert_eq!(session.draft(&comment), None);
    // What is no date is still in its field, and said to be.
    assert_eq!(session.draft(&value), Some("فردای روز"));
    assert!(notice(&session, "notice-begun").offers.contains(&Offer::GoOn));
    assert_eq!(session.first_begun(), Some(&value));
    keep(&mut session, &value, "۷ دسامبر ۲۰۲۱");
    session.perform(FileAction::Save);
    assert_eq!(said(&session, "value"), Some("2021-12-07"));
    assert_eq!(session.draft(&value), None);
    session.settle();
    drop(session);
    // A kill enters nothing, and neither does leaving what nobody has looked at since.
    let mut session = desk.session();
    keep(&mut session, &comment, "نیم");
    killed(session);
    let mut session = desk.session();
    session.perform(other());
    session.perform(back());
    assert_eq!(said(&session, "note"), Some("نیمه"));
    assert_eq!(session.draft(&comment), Some("نیم"));
    // Emptied on the way, its field stays in sight.
    session.perform(FileAction::KeepDraft { key: comment.clone(), words: None });
    assert!(session.was_begun_before(&comment) && session.first_begun().is_none());
    keep(&mut session, &comment, "نیم");
    session.perform(FileAction::EnterDraft(comment.clone()));
    assert_eq!(said(&session, "note"), Some("نیم"));
    assert!(!session.notices().iter().any(|it| it.kind.message().key() == "notice-begun"));
}

#[test]
fn a_correction_under_way_is_there_again() {
    let desk = Desk::new();
    desk.write("news.txt", "وی گفت که ۱۰ دی ۱۴۰۰ هوا خوب بود.");
    let mut session = desk.session();
    session.settle();
    session.perform(NavigateAction::CurrentSuggestion(Some(0)));
    let before = session.editor().and_then(Editor::current_draft).expect("a suggestion").1;
    let toward = StepDirection::After;
    session.perform(CorrectAction::MoveEdge { edge: SpanEdge::End, toward });
    let corrected = session.editor().and_then(Editor::current_draft).expect("it is there").1;
    assert_ne!(before.tag, corrected.tag);
    killed(session);
    let mut session = desk.session();
    session.settle();
    session.perform(NavigateAction::CurrentSuggestion(Some(0)));
    let again = session.editor().and_then(Editor::current_draft).expect("it is there").1;
    assert_eq!(again.tag, corrected.tag);
    assert!(session.editor().is_some_and(Editor::is_correcting));
    // It can be taken back, and once it is taken nothing is left of it.
    session.perform(EditAction::Undo);
    let found = session.editor().and_then(Editor::current_draft).expect("it is there").1;
    assert_eq!(found.tag, before.tag);
    session.perform(EditAction::Redo);
    session.perform(EditAction::AcceptSuggestion);
    assert_eq!(count(&session), 1);
    assert!(!desk.folder.path().join(".hashiye/news.txt.a1.drafts").exists());
}

#[test]
fn coming_back_to_a_review_finds_its_decisions() {
    let desk = Desk::new();
    let mut session = desk.session();
    tag(&mut session, "تحریم‌های تازه", "claim");
    tag(&mut session, "روز هفتم دسامبر", "date");
    session.settle();
    drop(session);
    desk.write("news.txt", &TEXT.replace("هفتم", "هشتم").replace("تازه", "نو"));
    let mut session = desk.session();
    let waiting = session.review().expect("the article changed").undecided();
    assert_eq!(waiting, 2);
    let id = AnnotationId(2);
    session.perform(ReviewAction::Decide { id, choice: Some(PlaceChoice::Lost) });
    session.perform(ReviewAction::DecideGroup(DoubtKind::Reworded));
    killed(session);
    let mut session = desk.session();
    let review = session.review().expect("nobody agreed yet");
    assert_eq!(review.undecided(), 0);
    assert_eq!(review.choice(id), Some(&PlaceChoice::Lost));
    assert_eq!(count(&session), 1);
    session.perform(ReviewAction::Agree);
    session.settle();
    assert!(session.review().is_none());
    assert!(!desk.folder.path().join(".hashiye/news.txt.a1.drafts").exists());
}

#[test]
fn a_cleaned_article_asks_nothing() {
    let desk = Desk::new();
    let mut session = desk.session();
    tag(&mut session, "تحریم‌های تازه", "claim");
    session.settle();
    drop(session);
    desk.write("news.txt", &TEXT.replace('ی', "ي").replace('\u{200c}', " "));
    let mut session = desk.session();
    session.settle();
    assert!(session.review().is_none(), "{:?}", session.notices());
    assert_eq!(count(&session), 1);
    drop(session);
    let mut session = desk.session();
    tag(&mut session, "روز هفتم دسامبر", "date");
    assert_eq!(count(&session), 2);
}
