//! What of the documents is exported, under which names, and in which split.

use std::collections::BTreeMap;

use hashiye::{
    edit::{self, AnnotationDraft},
    formats::{
        self, Division, Exportable, Filter, Format, Input, Lost, Options, Outer, Split, Splits,
        Suggested,
    },
    model::{Document, Schema},
    text::Text,
};

use super::{export, find};
use crate::support::document;

#[test]
fn nothing_is_left_out_that_nobody_asked_to_leave_out() {
    let it =
        document("به گزارش [claimant→2 ایرنا] [claim#2 level=outer هوا خوب است] و [claim گرم است]");
    let documents = [Exportable { document: &it, analyst: "a1" }];
    let whole = export(find("jsonl"), std::slice::from_ref(&it));
    assert_eq!((whole.counts.spans, whole.counts.relations, whole.left_out.spans), (3, 1, 0));
    let filter = Filter { outer: Outer::LeaveOut, ..Filter::default() };
    let options = Options { filter, ..Options::default() };
    let less = formats::export(find("jsonl"), &documents, &options).expect("written");
    assert_eq!(less.counts.spans, 1, "nor the parts that hang on it");
    assert_eq!((less.left_out.spans, less.left_out.relations), (2, 1));
}

#[test]
fn works_are_filtered_by_how_far_they_are_and_articles_are_counted_once() {
    let begun = document("[claim هوا خوب است]");
    let fresh = document("هوا خوب است");
    let other = document("باران بارید");
    let works = [(&begun, "a1"), (&fresh, "a2"), (&other, "")];
    let works = works.map(|(document, analyst)| Exportable { document, analyst });
    let counted = |statuses: &[&str]| {
        let statuses = statuses.iter().map(|it| (*it).to_owned()).collect();
        let options =
            Options { filter: Filter { statuses, ..Filter::default() }, ..Options::default() };
        let it = formats::export(find("jsonl"), &works, &options).expect("written");
        (it.counts.articles, it.counts.documents, it.counts.works, it.left_out.articles)
    };
    assert_eq!(counted(&[]), (2, 3, 2, 0));
    // What was begun does not say so itself.
    assert_eq!(counted(&["in_progress"]), (1, 1, 1, 1));
    assert_eq!(counted(&["", "in_progress"]), (2, 3, 2, 0));
    assert_eq!(counted(&["done"]), (0, 0, 0, 2));
}

#[test]
fn what_is_counted_as_written_is_what_can_be_read_back() {
    let it = document(
        "[claimant#4→2 رئیس [claim#1 جمهوری] روسیه] در [date#3 value=2021-12-31 ۱۰ دی ۱۴۰۰] گفت: \
         «[claim#2 kind=fact about→3 هوا [claim#5 nested_in→2 خوب]] است»\n[date#6 value=2022 سال بعد] ",
    );
    let all = (it.annotations().len(), it.relations().len());
    for format in formats::ALL.iter().filter(|it| it.export.is_some() && it.import.is_some()) {
        let exported = export(format, std::slice::from_ref(&it));
        assert_eq!((exported.counts.spans, exported.counts.relations), all, "{}", format.id);
        let inputs = exported.files.iter().map(|(name, it)| Input::new(name, it.clone()));
        let inputs: Vec<Input> = inputs.collect();
        let Ok(back) = formats::import(format, &inputs, &Options::default()) else { continue };
        let spans: usize = back.documents.iter().map(|it| it.document.annotations().len()).sum();
        let links: usize = back.documents.iter().map(|it| it.document.relations().len()).sum();
        let written = (exported.written.spans, exported.written.relations);
        assert_eq!((spans, links), written, "{}: {:?}", format.id, exported.losses);
    }
}

fn counts(it: &Document, filter: Filter) -> usize {
    let options = Options { filter, ..Options::default() };
    let documents = [Exportable { document: it, analyst: "a1" }];
    formats::export(find("jsonl"), &documents, &options).expect("written").counts.spans
}

#[test]
fn filters_choose_by_label_origin_analyst_status_and_day() {
    let mut it = document("[claimant [date@suggested:date حسن]] گفت [claim هوا خوب است]");
    for (key, value) in [("published", "2021-12-31"), ("status", "done")] {
        let meta = edit::set_meta(&it, key, value).expect("new");
        it.apply(&meta).expect("it fits");
    }
    let all = Filter { outer: Outer::Include, ..Filter::default() };
    let text = |it: &str| it.to_owned();
    assert_eq!(counts(&it, all.clone()), 3);
    assert_eq!(counts(&it, Filter { labels: vec![text("claim")], ..all.clone() }), 1);
    assert_eq!(counts(&it, Filter { suggested: Suggested::LeaveOut, ..all.clone() }), 2);
    assert_eq!(counts(&it, Filter { suggested: Suggested::Only, ..all.clone() }), 1);
    assert_eq!(counts(&it, Filter { analysts: vec![text("b")], ..all.clone() }), 0);
    assert_eq!(counts(&it, Filter { statuses: vec![text("done")], ..all.clone() }), 3);
    assert_eq!(counts(&it, Filter { published_from: text("2022-01-01"), ..all.clone() }), 0);
    assert_eq!(counts(&it, Filter { published_to: text("2021-12-31"), ..all }), 3);
}

#[test]
fn two_analysts_of_one_article_do_not_overwrite_each_other() {
    let it = document("[claim هوا خوب است]");
    let documents = ["a", "b"].map(|analyst| Exportable { document: &it, analyst });
    let exported = formats::export(find("brat"), &documents, &Options::default()).expect("written");
    let names: Vec<&str> = exported.files.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names[1..], ["test.a.txt", "test.a.ann", "test.b.txt", "test.b.ann"]);
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let it = Document::new("../../etc/x", Text::new("متن"), Schema::standard());
    for format in formats::ALL.iter().filter(|it| !it.single_file && it.export.is_some()) {
        for (name, _) in export(format, std::slice::from_ref(&it)).files {
            let inside = name.split('/').all(|it| !it.is_empty() && it != "..");
            assert!(inside, "{}: {name}", format.id);
        }
    }
}

/// So many articles; every third has a date, every tenth three claims.
fn articles(count: usize) -> Vec<Document> {
    let article = |at: usize| {
        let claims =
            if at.is_multiple_of(10) { "[claim الف] [claim ب] [claim ج] " } else { "" };
        let date = if at.is_multiple_of(3) { "[date فردا] " } else { "" };
        let tagged = document(&format!("{claims}{date}متن"));
        let mut it =
            Document::new(format!("article-{at}"), tagged.text().clone(), tagged.schema().clone());
        let tags = tagged
            .annotations()
            .map(|it| AnnotationDraft::new(it.extent.clone(), it.label.clone()));
        let tags = edit::annotate(&it, tags.collect::<Vec<_>>());
        it.apply(&tags).expect("it fits");
        it
    };
    (0..count).map(article).collect()
}

/// The part of each article, and what each part has: articles, claims, dates.
fn divide(documents: &[Document], splits: &Splits) -> (Division, BTreeMap<Split, [usize; 3]>) {
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "" }).collect();
    let (views, _) = Filter::default().views(&exportables);
    let division = splits.divide(&views);
    let mut sums: BTreeMap<Split, [usize; 3]> = BTreeMap::new();
    for it in documents {
        let sum = sums.entry(division.of(it.id())).or_default();
        let count = |label: &str| it.annotations().filter(|it| it.label == *label).count();
        for (sum, more) in sum.iter_mut().zip([1, count("claim"), count("date")]) {
            *sum += more;
        }
    }
    (division, sums)
}

#[test]
fn a_split_is_seeded_and_has_its_share_of_every_label() {
    for (count, seed) in [(40, 0), (40, 1), (100, 2), (500, 3), (2000, 4)] {
        let splits = Splits { percent: (10, 20), seed, ..Splits::default() };
        let documents = articles(count);
        let (division, sums) = divide(&documents, &splits);
        let all = sums.values().fold([0; 3], |all, it| [0, 1, 2].map(|at| all[at] + it[at]));
        for (split, percent) in [(Split::Train, 70), (Split::Validation, 10), (Split::Test, 20)] {
            for (has, all) in sums[&split].iter().zip(all) {
                // A tenth of the share, or the claims of one article.
                let share = all * percent;
                let off = (has * 100).abs_diff(share);
                assert!(off <= (share / 10).max(300), "{count} {split:?} {sums:?}");
            }
        }
        // In a large dataset the draw alone is nearly right.
        let most = if count < 500 { count / 3 } else { count / 50 };
        assert!(division.moved <= most, "{count}: {} are moved", division.moved);
        let other = divide(&documents, &Splits { seed: seed + 9, ..splits }).0;
        assert!(documents.iter().any(|it| division.of(it.id()) != other.of(it.id())));
    }
}

#[test]
fn articles_stay_in_their_split_when_others_come() {
    let all = articles(150);
    let (few, splits) = (&all[..60], Splits::default());
    let (before, _) = divide(few, &splits);
    // The dataset of before says where they are.
    let known = few.iter().map(|it| (it.id().to_owned(), before.of(it.id()))).collect();
    let (after, sums) = divide(&all, &Splits { known, ..splits.clone() });
    assert!(few.iter().all(|it| before.of(it.id()) == after.of(it.id())));
    assert_eq!(after.kept, few.len());
    assert!((12..=18).contains(&sums[&Split::Test][0]), "{sums:?}");
    // Without it only what has to be is moved.
    let (alone, _) = divide(&all, &splits);
    let moved = few.iter().filter(|it| before.of(it.id()) != alone.of(it.id())).count();
    assert!(moved <= before.moved + alone.moved, "{moved}");
}

#[test]
fn a_dataset_says_how_it_was_split() {
    let documents = articles(30);
    let exported = export(find("hf"), &documents);
    let inputs: Vec<Input> =
        exported.files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    let read = formats::splits_of(&inputs).expect("it is ours");
    let (division, _) = divide(&documents, &Splits::default());
    assert_eq!((read.percent, read.seed), (Splits::default().percent, 0));
    assert_eq!(read.known.len(), 30);
    assert!(read.known.iter().all(|(id, split)| division.of(id) == *split));
}

#[test]
fn near_duplicates_in_different_splits_are_reported() {
    let words: Vec<String> = (0..200).map(|it| format!("واژه{it}")).collect();
    let article = |id: &str, words: &[String]| {
        Document::new(id, Text::new(words.join(" ")), Schema::standard())
    };
    let mut changed = words.clone();
    changed[100] = "دیگر".to_owned();
    let other: Vec<String> = (300..500).map(|it| format!("واژه{it}")).collect();
    let documents: Vec<Document> = (0..12)
        .map(|it| article(&format!("copy-{it}"), if it % 2 == 0 { &words } else { &changed }))
        .chain([article("other", &other)])
        .collect();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "" }).collect();
    let (views, _) = Filter::default().views(&exportables);
    let division = Splits { percent: (30, 30), seed: 1, ..Splits::default() }.divide(&views);
    let leaks = formats::leaks(&views, &division);
    assert!(!leaks.is_empty());
    for leak in &leaks {
        assert!(leak.one != "other" && leak.other != "other" && leak.percent > 90, "{leak:?}");
        assert_ne!(division.of(&leak.one), division.of(&leak.other));
    }
}

#[test]
fn an_article_in_many_copies_is_found_in_each_of_them() {
    let words: Vec<String> = (0..200).map(|it| format!("واژه{it}")).collect();
    let documents: Vec<Document> = (0..130)
        .map(|it| {
            let text = Text::new(format!("خبر {it} {}", words.join(" ")));
            Document::new(format!("copy-{it:03}"), text, Schema::standard())
        })
        .collect();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "" }).collect();
    let (views, _) = Filter::default().views(&exportables);
    let division = Splits { percent: (30, 30), seed: 1, ..Splits::default() }.divide(&views);
    let leaks = formats::leaks(&views, &division);
    for document in &documents {
        let is_reported = leaks.iter().any(|it| [&*it.one, &*it.other].contains(&document.id()));
        assert!(is_reported, "{}", document.id());
    }
    assert!(leaks.is_sorted_by_key(|it| (it.one.clone(), it.other.clone())));
}

#[test]
fn every_lost_span_is_listed() {
    let it = document("[claim about→2 [date#2 هوا] خوب است]");
    let losses = export(find("conll"), &[it]).losses;
    let reported: Vec<(&str, &Lost)> = losses.iter().map(|it| (it.id.as_str(), &it.what)).collect();
    assert_eq!(reported, [("s2", &Lost::Overlapping), ("r1", &Lost::Relation("about".to_owned()))]);
}

#[test]
fn every_format_says_what_it_is() {
    let mut ids: Vec<&str> = formats::ALL.iter().map(|it| it.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), formats::ALL.len());
    for it in formats::ALL {
        let Format { id, title, export, import, .. } = it;
        assert!(!title.is_empty() && (export.is_some() || import.is_some()), "{id}");
    }
}

#[test]
fn no_file_is_called_as_a_device_is() {
    for (id, stem) in [
        ("con", "con_"),
        ("NUL.txt", "NUL.txt_"),
        ("com1", "com1_"),
        ("com", "com"),
        ("console", "console"),
        ("خبر", "خبر"),
        ("..", "document-1"),
    ] {
        assert_eq!(formats::file_stem(id, 0), stem);
    }
}
