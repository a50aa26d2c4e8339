//! An article that changed since it was tagged.

use std::fs;

use hashiye::{
    edit,
    model::{AnnotationId, Document},
    store::{KeptReason, KeptVersion, OpenedWork, ReadOnly, StoreFailure, WorkEvent},
};

use super::{
    Desk,
    work::{apply, save, tag},
};

const LONG: &str = "رئیس جمهوری روسیه در گفت‌وگوی تلفنی با بایدن هشدار داد که تحریم‌های تازه اشتباه بزرگی است و روابط دو کشور را در روز هفتم دسامبر به پایان می‌برد، هر چند چنین نشود.";

/// Tags two places, then changes the article; returns what is found at the next opening.
fn reopened(desk: &Desk, forget: fn(&Desk)) -> OpenedWork {
    let mut work = desk.start();
    tag(&mut work, "تحریم‌های تازه اشتباه بزرگی");
    tag(&mut work, "روز هفتم دسامبر");
    let link = edit::relate(&work.document, AnnotationId(1), AnnotationId(2), "repeats");
    apply(&mut work, link.expect("both are there"));
    save(&work);
    // One more that only the journal has.
    tag(&mut work, "رئیس جمهوری روسیه");
    work.files.run_once();
    drop(work);
    let changed = LONG.replace("روز هفتم", "بامداد روز هفتم").replace("بایدن", "جو بایدن");
    desk.write("news.txt", &changed);
    forget(desk);
    desk.start()
}

fn check_changed(mut work: OpenedWork, desk: &Desk, certain: usize, doubts: usize) {
    assert_eq!(work.read_only, Some(ReadOnly::ArticleChanged));
    let proposal = work.proposal.take().expect("the article changed");
    assert_eq!((proposal.certain, proposal.doubts.len()), (certain, doubts));
    for doubt in &proposal.doubts {
        let extent = doubt.candidates.first().expect("it is offered").clone();
        let id = doubt.annotation.id;
        let placement = proposal.place(&work.document, id, extent).expect("it waits");
        work.document.apply(&placement).expect("it fits");
    }
    assert_eq!(work.document.relations().count(), 1);
    work.files.confirm_placement(work.document.clone(), work.history.clone())()
        .expect("it can be saved");
    tag(&mut work, "گفت‌وگوی");
    let document: Document = work.document.clone();
    drop(work);
    let again = desk.start();
    assert_eq!(again.read_only, None);
    assert_eq!(again.document, document);
    let versions = KeptVersion::all(&again.files.file()).expect("they can be listed");
    assert!(versions.iter().any(|it| it.why == KeptReason::ArticleChanged));
}

#[test]
fn tags_follow_a_changed_article_and_doubts_are_asked() {
    let desk = Desk::with(LONG);
    let work = reopened(&desk, |_desk| {});
    assert_eq!(work.recovered, 1);
    check_changed(work, &desk, 2, 1);
}

#[test]
fn tags_follow_by_their_quotes_when_the_old_text_is_gone() {
    let desk = Desk::with(LONG);
    let work = reopened(&desk, |desk| {
        fs::remove_dir_all(desk.path(".hashiye")).expect("it is there");
    });
    check_changed(work, &desk, 0, 2);
}

#[test]
fn what_others_change_during_a_review_is_reported_and_not_written_over() {
    let desk = Desk::with(LONG);
    let work = reopened(&desk, |_desk| {});
    work.files.run_once();
    assert!(work.files.events().is_empty());
    let file = desk.read("news.txt.a1.ron");
    let theirs = file.replace("\"claim\"", "\"date\"");
    desk.write("news.txt.a1.ron", &theirs);
    work.files.run_once();
    assert!(matches!(work.files.events()[..], [WorkEvent::ChangedOutside(_)]));
    let agree = || work.files.confirm_placement(work.document.clone(), work.history.clone())();
    assert!(matches!(agree().map_err(|it| it.failure), Err(StoreFailure::ChangedOutside)));
    desk.write("news.txt.a1.ron", &file);
    let article = desk.read("news.txt");
    desk.write("news.txt", &article.replace("جو بایدن", "بایدن"));
    work.files.run_once();
    let events = work.files.events();
    assert!(events.iter().any(|it| matches!(it, WorkEvent::ArticleChanged(_))), "{events:?}");
    assert!(matches!(agree().map_err(|it| it.failure), Err(StoreFailure::ArticleChangedAgain)));
    assert_eq!(desk.read("news.txt.a1.ron"), file);
    desk.write("news.txt", &article);
    agree().expect("all is as it was when it was opened");
}
