//! What may be wrong in what somebody marked: found, reported with its place, fixed where certain.

use hashiye::{
    check::{self, Finding, FindingCode, FindingKind, Usage},
    edit,
    model::{AnnotationId, Document},
    recognize::Context,
};
use proptest::prelude::*;

use crate::support::{document, marked};

fn context() -> Context {
    Context { published: "2021-12-31".parse().ok() }
}

fn findings(document: &Document) -> Vec<Finding> {
    check::check(document, &context(), &Usage::of(document))
}

/// The codes of what is found, but not that the schema asks for something.
fn codes(document: &Document) -> Vec<&'static str> {
    let asked =
        [FindingCode::MissingLink, FindingCode::MissingAttribute, FindingCode::UnresolvedDate];
    let found = findings(document);
    found.iter().filter(|it| !asked.contains(&it.code())).map(|it| it.code().key()).collect()
}

fn id(n: u32) -> AnnotationId {
    AnnotationId(n)
}

/// Everything fixed that can be, one step at a time.
fn fixed(mut document: Document) -> Document {
    for _ in 0..50 {
        let found = findings(&document);
        let fix = found.iter().find_map(|it| check::fix(&document, &context(), it));
        let Some(fix) = fix else { return document };
        document.apply(&fix).expect("a fix fits");
    }
    panic!("fixing does not end: {:?}", findings(&document));
}

#[test]
fn edges_inside_words_are_found_and_mended() {
    for (before, after) in [
        ("مذاکره [date ۵۰ دقیقه]ای بود.", "مذاکره [date ۵۰ دقیقهای] بود."),
        ("گفت: ک[claim ار تمام اس]ت.", "گفت: [claim کار تمام است]."),
        ("این [cue تحریم]\u{200c}ها بود", "این [cue تحریم\u{200c}ها] بود"),
        ("سال ۱۴[date ۰۰] بود", "سال [date ۱۴۰۰] بود"),
    ] {
        let document = document(before);
        assert!(codes(&document).contains(&"inside-word"), "{before}");
        assert_eq!(marked(&fixed(document)), after);
    }
    assert_eq!(codes(&document("ساعت[date ۲۰] بود")), [""; 0]);
}

#[test]
fn the_edges_of_claims_are_mended() {
    for (before, code, after) in [
        ("گفت [claim که کار تمام است].", "starts-with-that", "گفت که [claim کار تمام است]."),
        ("گفت: [claim کار تمام است.]", "ends-with-mark", "گفت: [claim کار تمام است]."),
        ("گفت[claim : کار تمام است]", "starts-with-mark", "گفت: [claim کار تمام است]"),
        ("گفت: [claim «کار تمام است»].", "in-quotation-marks", "گفت: «[claim کار تمام است]»."),
        ("گفت [claim : «که کار شد.»]", "starts-with-mark", "گفت : «که [claim کار شد].»"),
    ] {
        let document = document(before);
        assert_eq!(codes(&document), [code], "{before}");
        assert_eq!(marked(&fixed(document)), after);
    }
}

#[test]
fn a_claim_lacks_its_speaker_unless_there_is_none() {
    let lacking = |marked: &str| {
        let found = findings(&document(marked));
        let relation = |it: Finding| match it.kind {
            FindingKind::MissingLink { relation } => Some(relation),
            _ => None,
        };
        found.into_iter().filter_map(relation).collect::<Vec<_>>()
    };
    let lacked: [(&str, &[&str]); 5] = [
        ("[claimant وی] [cue گفت] که [claim کار تمام است].", &["claimant", "cue"]),
        ("[claimant وی] [cue→1 گفت] که [claim#1 کار تمام است].", &["claimant"]),
        ("[claimant→1 وی] [cue→1 گفت] که [claim#1 کار تمام است].", &[]),
        ("[claimant وی] [cue→1 گفت] که [claim#1 claimant_name=علی کار تمام است].", &[]),
        ("[claimant وی] [cue گفت] که [claim attributed=no کار تمام است].", &[]),
    ];
    for (marked, lacks) in lacked {
        assert_eq!(lacking(marked), lacks, "{marked}");
    }
    for (cue, lacks) in [("گفته شد", 0), ("گفته شده است", 0), ("یادآور شد", 1), ("می گوید", 1)]
    {
        let marked = format!("[cue→1 {cue}] که [claim#1 کار تمام است].");
        assert_eq!(lacking(&marked).len(), lacks, "{cue}");
    }
}

/// A claim with a date in it, by numbers of their own: 1 and 2.
fn claim_with_date(timex: &str) -> Document {
    let date = format!("[date timex_type={timex} value=2022-01-01 فردا]");
    document(&format!("گفت: [claim {date} کار تمام است]."))
}

#[test]
fn a_date_in_a_claim_is_linked_to_it() {
    let document = claim_with_date("DATE");
    assert_eq!(codes(&document), ["unlinked-date"]);
    let after = fixed(document);
    assert_eq!(after.linked(id(1), "about").count(), 1);
    assert_eq!(codes(&after), [""; 0]);
    assert_eq!(codes(&claim_with_date("DURATION")), [""; 0]);
}

#[test]
fn faults_of_dates_are_reported_once() {
    let pair = document(
        "در [date#1 timex_type=DATE value=2021-12-07 روز هفتم ماه دسامبر] \
         ([date timex_type=DATE value=2021-12-08 pair→1 ۱۷ آذر]) آمد.",
    );
    assert_eq!(codes(&pair), ["pair-disagrees"]);
    let found = findings(&pair);
    let found = found.iter().find(|it| it.code() == FindingCode::PairDisagrees).expect("there");
    assert_eq!(found.tag(), Some(id(1)));
    let (here, there) = ("2021-12-07".to_owned(), "2021-12-08".to_owned());
    assert_eq!(found.kind, FindingKind::PairDisagrees { here, there });
    let value = |words: &str, value: &str| {
        codes(&document(&format!("در [date timex_type=DATE value={value} {words}] آمد.")))
    };
    assert_eq!(value("شنبه ۱۰ دی ۱۴۰۰", "2021-12-31"), ["other-weekday"]);
    assert_eq!(value("۳۰ فوریه", "2021-02-30"), ["impossible-date"]);
    assert_eq!(value("۱۲ بهمن", "2022-02-01"), ["after-publication"]);
    assert_eq!(value("۱۰ دی ۱۴۰۰", "2021-12-31"), [""; 0]);
}

#[test]
fn a_date_without_a_value_is_read_again() {
    let document = document("در [date هفتم دسامبر] آمد و [date روزی] رفت.");
    let missing = |document: &Document| {
        findings(document).iter().filter(|it| it.code() == FindingCode::UnresolvedDate).count()
    };
    assert_eq!(missing(&document), 2);
    let after = fixed(document);
    let value = |n| after.annotation(id(n)).and_then(|it| it.attributes.get("value"));
    assert_eq!((value(1), value(2)), (Some("2021-12-07"), None));
    assert_eq!(missing(&after), 1);
}

#[test]
fn words_are_tagged_alike() {
    let mixed = "[claimant دولت] و [claimant دولت] و [cue دولت] و [date دولت]";
    let found = codes(&document(mixed));
    assert_eq!(found, ["other-label-elsewhere"; 2]);
    let spelled = document("[claimant تحریم‌های كهن] و [cue تحریم های کهن]");
    assert_eq!(codes(&spelled), ["other-label-elsewhere"; 2]);
    // In a folder as in an article.
    let (one, other) = (document("[claimant ایرنا] بود"), document("[cue ایرنا] بود"));
    assert_eq!(codes(&one), [""; 0]);
    let mut usage = Usage::of(&one);
    usage.add(&other);
    let found = check::check(&one, &context(), &usage);
    assert!(found.iter().any(|it| it.code() == FindingCode::OtherLabelElsewhere));
}

#[test]
fn what_the_schema_does_not_know_is_found() {
    let odd =
        document("[oops cue→2 loves→2 این] و [claim#2 kind=wrong color=red source_url=ftp آن بود]");
    let found = codes(&odd);
    for code in ["unknown-label", "wrong-value", "unknown-attribute", "wrong-ends", "unknown-link"]
    {
        assert!(found.contains(&code), "{code}: {found:?}");
    }
    assert_eq!(found.iter().filter(|it| **it == "wrong-value").count(), 2);
    let mut dated = document("متن");
    let change = edit::set_meta(&dated, "published", "yesterday").expect("a change");
    dated.apply(&change).expect("it fits");
    assert_eq!(codes(&dated), ["no-publication-day"]);
}

#[test]
fn every_code_has_a_row() {
    let keys: Vec<&str> = FindingCode::all().map(FindingCode::key).collect();
    let mut once = keys.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), keys.len());
    assert!(keys.iter().all(|it| !it.is_empty()));
}

proptest! {
    /// Whatever is tagged, a fix fits, is one step, and fixing comes to an end.
    #[test]
    fn mending_ends(spans in prop::collection::vec((0_usize..60, 1_usize..20, 0_usize..4), 0..8)) {
        let mut it = document("که گفت: «ایران در ۹ ژانویه ۲۰۲۲ (۱۹ دی) ۵۰ دقیقه‌ای.» و فردا، که هم رفت.");
        for (start, len, label) in spans {
            let label = ["claim", "date", "claimant", "cue"].get(label).copied().unwrap_or("claim");
            let Ok(range) = it.text().range_of_chars(start, start + len) else { continue };
            let change = edit::annotate(&it, [edit::AnnotationDraft::new(range, label)]);
            prop_assert!(it.apply(&change).is_ok());
        }
        let after = fixed(it);
        prop_assert!(findings(&after).iter().all(|it| !it.can_be_fixed));
    }
}

/// What comparing the first date of marked text with its partner comes to.
fn compared(marked: &str) -> Option<check::PairComparison> {
    let document = document(marked);
    let date = document.annotation(AnnotationId(1)).expect("there is one");
    check::compared_pair(&document, date)
}

#[test]
fn a_pair_agrees_only_where_two_values_in_two_calendars_were_compared() {
    use check::PairComparison as Pair;
    let pair = |one: &str, other: &str| {
        compared(&format!("[date#1 {one} pair→2 روز] ([date#2 {other} آن])."))
    };
    let (persian, gregorian) = ("calendar=persian", "calendar=gregorian");
    let day = "value=2021-12-07";
    let sides = |one: &str, other: &str| pair(one, other);
    let [p, g] = [persian, gregorian].map(|it| format!("{day} {it}"));
    assert_eq!(sides(&p, &g), Some(Pair::BothCalendarsAgree));
    assert_eq!(sides(&p, &p), Some(Pair::SameTime));
    assert_eq!(sides(&p, day), Some(Pair::SameTime));
    assert_eq!(sides(&p, "value=2021-12-08 calendar=gregorian"), Some(Pair::Disagrees));
    for open in ["value=PRESENT_REF", "value=XXXX-12-07", "value=P2D", "note=x", "value=2021-13-40"]
    {
        let open = format!("{open} {gregorian}");
        assert_eq!(sides(&p, &open), Some(Pair::NotCompared), "{open}");
        assert_eq!(sides(&open, &p), Some(Pair::NotCompared), "{open}");
    }
    assert_eq!(compared("[date#1 value=2021-12-07 روز]"), None);
}
