//! Two continuations of one work as one.

use hashiye::{
    check::{Finding, FindingCode, FindingKind, Usage, check, fix},
    compare::{MergeConflict, MergedWork, merge_works},
    model::{
        Annotation, AnnotationId, Change, Document, Edit, Extent, Relation, RelationId, Transaction,
    },
    recognize::Context,
};

use crate::support::document;

fn changed(before: &Document, edits: Vec<Edit>) -> Document {
    let mut after = before.clone();
    after.apply(&Transaction::from(edits)).expect("it fits");
    after
}

fn tag(document: &Document, id: u32) -> Annotation {
    document.annotation(AnnotationId(id)).expect("it is there").clone()
}

/// The first place of `words`.
fn extent(document: &Document, words: &str) -> Extent {
    let start = document.text().as_str().find(words).expect("the words are there");
    document.text().range(start, start + words.len()).expect("a range").into()
}

fn add(document: &Document, id: u32, label: &str, words: &str) -> Edit {
    let annotation = Annotation {
        id: AnnotationId(id),
        extent: extent(document, words),
        label: label.into(),
        attributes: [("note", words)].into_iter().collect(),
        origin: None,
    };
    Edit::Annotation(annotation.id, Change::insert(annotation))
}

fn set(document: &Document, id: u32, key: &str, value: &str) -> Edit {
    let before = tag(document, id);
    let mut after = before.clone();
    after.attributes.set(key.into(), value);
    Edit::Annotation(before.id, Change::replace(before, after))
}

fn remove(document: &Document, id: u32) -> Edit {
    Edit::Annotation(AnnotationId(id), Change::remove(tag(document, id)))
}

fn link(id: u32, label: &str, from: u32, to: u32) -> Edit {
    let (from, to) = (AnnotationId(from), AnnotationId(to));
    let relation = Relation { id: RelationId(id), label: label.into(), from, to };
    Edit::Relation(relation.id, Change::insert(relation))
}

fn base() -> Document {
    document("[claimant#2 حسن] گفت [claim#1 kind=fact هوا خوب است] و [date#3 فردا] باد می‌آید")
}

fn words(merged: &MergedWork) -> Vec<(String, String)> {
    let all = merged.document.in_reading_order().into_iter();
    all.map(|it| (it.label.to_string(), merged.document.quote(it))).collect()
}

#[test]
fn an_id_that_two_gave_to_different_tags_is_given_anew() {
    let base = base();
    let ours = changed(&base, vec![add(&base, 4, "cue", "گفت")]);
    let theirs = changed(&base, vec![add(&base, 4, "claim", "باد"), link(1, "claimant", 4, 2)]);
    let merged = merge_works(Some(&base), &ours, &theirs);
    assert_eq!((merged.conflicts.len(), merged.renumbered), (0, 1));
    assert_eq!(tag(&merged.document, 4).label, "cue");
    let relation = merged.document.relation(RelationId(1)).expect("the link came along");
    assert_eq!(merged.document.annotation(relation.from).expect("its end").label, "claim");
    assert_eq!(words(&merged).len(), 5);
}

#[test]
fn the_same_tag_made_twice_is_one() {
    let base = base();
    let ours = changed(&base, vec![add(&base, 4, "cue", "گفت"), link(1, "cue", 1, 4)]);
    let theirs = changed(
        &base,
        vec![add(&base, 4, "date", "باد"), add(&base, 5, "cue", "گفت"), link(1, "cue", 1, 5)],
    );
    let merged = merge_works(Some(&base), &ours, &theirs);
    assert_eq!(words(&merged).len(), 5, "{:?}", words(&merged));
    assert_eq!(merged.document.relations().len(), 1);
}

#[test]
fn what_one_removed_and_the_other_changed_or_linked_to_stays() {
    let base = base();
    let gone = changed(&base, vec![remove(&base, 3), remove(&base, 2)]);
    let used =
        changed(&base, vec![set(&base, 3, "value", "2022-01-01"), link(1, "claimant", 1, 2)]);
    for (ours, theirs) in [(&gone, &used), (&used, &gone)] {
        let merged = merge_works(Some(&base), ours, theirs);
        assert_eq!(merged.conflicts, []);
        assert_eq!(words(&merged).len(), 3);
        assert_eq!(merged.document.relations().len(), 1);
    }
    let merged = merge_works(Some(&base), &gone, &base);
    assert_eq!(words(&merged).len(), 1, "what nobody else touched is gone");
    let merged = merge_works(None, &gone, &base);
    assert_eq!(words(&merged).len(), 3, "without a base nothing counts as removed");
}

#[test]
fn fields_merge_and_a_field_that_both_changed_is_kept_twice() {
    let base = base();
    let ours = changed(&base, vec![set(&base, 1, "kind", "prediction")]);
    let theirs = changed(&base, vec![set(&base, 1, "quote", "direct")]);
    let merged = merge_works(Some(&base), &ours, &theirs);
    let attributes = tag(&merged.document, 1).attributes;
    assert_eq!(
        (attributes.get("kind"), attributes.get("quote")),
        (Some("prediction"), Some("direct"))
    );
    assert_eq!(merged.conflicts, []);
    let theirs = changed(&base, vec![set(&base, 1, "kind", "schedule")]);
    let merged = merge_works(Some(&base), &ours, &theirs);
    let [MergeConflict::Tag { kept, copy }] = merged.conflicts[..] else {
        panic!("one conflict, not {:?}", merged.conflicts)
    };
    assert_eq!(kept, AnnotationId(1));
    assert_eq!(tag(&merged.document, 1).attributes.get("kind"), Some("prediction"));
    assert_eq!(tag(&merged.document, copy.0).attributes.get("kind"), Some("schedule"));
}

#[test]
fn what_is_known_of_the_article_is_merged_by_key() {
    let base = base();
    let meta = |key: &str, value: &str| Edit::Meta(key.into(), Change::insert(value.to_owned()));
    let ours = changed(&base, vec![meta("title", "هوا"), meta("published", "2022-01-01")]);
    let theirs = changed(&base, vec![meta("status", "done"), meta("published", "2022-01-02")]);
    let merged = merge_works(Some(&base), &ours, &theirs);
    assert_eq!(merged.document.meta_value("title"), "هوا");
    assert_eq!(merged.document.meta_value("status"), "done");
    assert_eq!(merged.document.meta_value("published"), "2022-01-01");
    let theirs = "2022-01-02".to_owned();
    assert_eq!(merged.conflicts, [MergeConflict::Meta { key: "published".into(), theirs }]);
}

/// Numbers that look drawn by chance, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % (end as u64)).expect("it is small")
    }
}

const WORDS: [&str; 8] = ["حسن", "گفت", "هوا", "خوب", "است", "فردا", "باد", "می‌آید"];

/// One thing that somebody may do.
fn random_edit(document: &Document, dice: &mut Dice) -> Option<Vec<Edit>> {
    let ids: Vec<u32> = document.annotations().map(|it| it.id.0).collect();
    let any = |dice: &mut Dice| ids.get(dice.below(ids.len().max(1))).copied();
    let next = document.next_ids();
    match dice.below(6) {
        0 | 1 => {
            let label = ["claim", "date", "cue", "claimant"][dice.below(4)];
            Some(vec![add(document, next.annotation, label, WORDS[dice.below(WORDS.len())])])
        }
        2 => Some(vec![set(document, any(dice)?, "kind", ["fact", "desire", ""][dice.below(3)])]),
        3 => Some(vec![link(next.relation, "about", any(dice)?, any(dice)?)]),
        4 => {
            let relation = document.relations().next()?.clone();
            Some(vec![Edit::Relation(relation.id, Change::remove(relation))])
        }
        _ => {
            let id = any(dice)?;
            let mut edits: Vec<Edit> = document
                .relations_of(AnnotationId(id))
                .map(|it| Edit::Relation(it.id, Change::remove(it.clone())))
                .collect();
            edits.push(remove(document, id));
            Some(edits)
        }
    }
}

fn history(start: &Document, dice: &mut Dice) -> Document {
    let mut document = start.clone();
    for _ in 0..dice.below(9) {
        if let Some(edits) = random_edit(&document, dice) {
            document = changed(&document, edits);
        }
    }
    document
}

/// What a tag says, without its id.
fn said(it: &Annotation) -> (String, String, String) {
    (it.label.to_string(), format!("{:?}", it.extent), format!("{:?}", it.attributes))
}

#[test]
fn no_history_loses_what_somebody_added() {
    let mut dice = Dice(7);
    let mut given_twice = 0;
    for _ in 0..2000 {
        let base = history(&base(), &mut dice);
        let (ours, theirs) = (history(&base, &mut dice), history(&base, &mut dice));
        let merged = merge_works(Some(&base), &ours, &theirs);
        given_twice += usize::from(merged.renumbered > 0);
        let result: Vec<_> = merged.document.annotations().map(said).collect();
        for side in [&ours, &theirs] {
            for added in side.annotations().filter(|it| base.annotation(it.id).is_none()) {
                assert!(result.contains(&said(added)), "{added:?} is lost");
            }
            for added in side.relations().filter(|it| base.relation(it.id).is_none()) {
                let ends = [added.from, added.to].map(|it| side.annotation(it).map(said));
                let is_same = |it: &Relation| {
                    let label = |end: Option<(String, String, String)>| end.map(|it| (it.0, it.1));
                    let its =
                        [it.from, it.to].map(|it| label(merged.document.annotation(it).map(said)));
                    its == ends.clone().map(label)
                };
                assert!(merged.document.relations().any(is_same), "{added:?} is lost");
            }
        }
        for it in merged.document.relations() {
            assert!(merged.document.annotation(it.from).is_some());
            assert!(merged.document.annotation(it.to).is_some());
        }
        // What nobody changed on one side is what the other made of it.
        assert_eq!(merge_works(Some(&base), &base, &theirs).document, theirs);
        assert_eq!(merge_works(Some(&base), &ours, &base).document, ours);
    }
    assert!(given_twice > 500, "{given_twice}");
}

#[test]
fn either_version_of_what_both_changed_can_be_kept_with_the_links() {
    let base = base();
    let base = changed(&base, vec![link(1, "claimant", 1, 2)]);
    let ours = changed(&base, vec![set(&base, 1, "kind", "desire")]);
    let theirs = changed(&base, vec![set(&base, 1, "kind", "schedule")]);
    let merged = merge_works(Some(&base), &ours, &theirs).document;
    let of_merge = |document: &Document| -> Vec<Finding> {
        let found = check(document, &Context::default(), &Usage::default());
        found.into_iter().filter(|it| it.code() == FindingCode::MergeConflict).collect()
    };
    let all = check(&merged, &Context::default(), &Usage::default());
    assert!(!all.iter().any(|it| it.code() == FindingCode::Twice), "said once: {all:?}");
    let found = of_merge(&merged);
    let other = |it: &str| FindingKind::MergeConflict { other: format!("kind={it}") };
    for kind in ["schedule", "desire"] {
        assert!(found.iter().any(|it| it.kind == other(kind)), "{kind}: {found:?}");
    }
    for finding in &found {
        let at = merged.annotation(finding.tag().expect("a tag")).expect("it is there");
        let kind = at.attributes.get("kind").expect("said").to_owned();
        let mut after = merged.clone();
        let step = fix(&merged, &Context::default(), finding).expect("it can be kept");
        after.apply(&step).expect("it fits");
        assert_eq!(of_merge(&after), []);
        assert_eq!(tag(&after, 1).attributes.get("kind"), Some(kind.as_str()));
        assert_eq!((after.annotations().len(), after.relations().len()), (3, 1), "{kind}");
    }
}
