//! How far analysts agree who worked on the same articles.

use hashiye::{
    compare::{AgreementFigures, ComparedWork, LabelAgreement, agreement},
    formats::{self, Exportable, Format, Options},
    model::Document,
};

use crate::support::document;

/// Agreement of works in marked text, each with its analyst.
fn of(works: &[(&str, &str)]) -> Option<AgreementFigures> {
    let works: Vec<(&str, Document)> =
        works.iter().map(|(analyst, marked)| (*analyst, document(marked))).collect();
    agreement(works.iter().map(|(analyst, document)| ComparedWork::new(document, analyst)))
}

#[track_caller]
fn label(works: &[(&str, &str)], key: &str) -> LabelAgreement {
    of(works).and_then(|it| it.by_label.get(key).copied()).expect("the label is used by two")
}

#[track_caller]
fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-12, "{found}, not {wanted}");
}

#[test]
fn who_marks_the_same_agrees() {
    let marked = "[claimant حسن] گفت [claim هوا خوب است] و [claim گرم]";
    let found = of(&[("a", marked), ("b", marked)]).expect("two analysts");
    assert_eq!((found.articles, found.analysts, found.pairs.len()), (1, 2, 1));
    let one = LabelAgreement {
        f1_exact: 1.0,
        f1_overlap: 1.0,
        cohen_kappa: Some(1.0),
        alpha_words: 1.0,
        alpha_u: 1.0,
    };
    assert_eq!(found.by_label.into_values().collect::<Vec<_>>(), [one, one]);
}

#[test]
fn who_marks_something_else_does_not() {
    let claim =
        label(&[("a", "[claim هوا] خوب است گفت"), ("b", "هوا خوب [claim است] گفت")], "claim");
    assert_eq!((claim.f1_exact, claim.f1_overlap), (0.0, 0.0));
    // Of 4 words both left 2: 1/2 seen, 1/16 + 9/16 expected.
    near(claim.cohen_kappa.expect("there are words"), (0.5 - 0.625) / (1.0 - 0.625));
    let alone = label(&[("a", "[claim هوا] خوب"), ("b", "هوا خوب")], "claim");
    assert_eq!((alone.f1_exact, alone.f1_overlap, alone.cohen_kappa), (0.0, 0.0, Some(0.0)));
}

#[test]
fn half_agreement_is_as_counted_by_hand() {
    let works = [
        ("a", "[claim هوا] خوب است [claim و باد] آرام [claim و آب] گرم پاک"),
        ("b", "[claim هوا] خوب است و [claim باد آرام] و آب گرم پاک"),
    ];
    let claim = label(&works, "claim");
    // 3 spans and 2; 1 the same, 2 that overlap.
    near(claim.f1_exact, 2.0 / 5.0);
    near(claim.f1_overlap, 4.0 / 5.0);
    // Of 10 words 5 and 3 have the label, 2 both: 6/10 seen, 15/100 + 35/100 expected.
    near(claim.cohen_kappa.expect("there are words"), (0.6 - 0.5) / (1.0 - 0.5));
}

#[test]
fn a_span_is_matched_once() {
    let long =
        label(&[("a", "[claim هوا خوب است]"), ("b", "[claim هوا] خوب [claim است]")], "claim");
    near(long.f1_overlap, 2.0 / 3.0);
    // Taking the first that overlaps would leave «است و باد» alone.
    let works =
        [("a", "[claim هوا خوب است] [claim و باد]"), ("b", "[claim هوا] خوب [claim است و باد]")];
    near(label(&works, "claim").f1_overlap, 1.0);
    // Side by side is not over each other.
    let beside = label(&[("a", "[claim هوا ]خوب"), ("b", "هوا [claim خوب]")], "claim");
    near(beside.f1_overlap, 0.0);
}

#[test]
fn pairs_weigh_as_much_as_they_have_articles() {
    let claim = label(
        &[
            ("a", "[claim هوا] خوب"),
            ("b", "[claim هوا] خوب"),
            ("a", "[claim باد] آرام"),
            ("b", "[claim باد] آرام"),
            ("a", "[claim آب] گرم"),
            ("c", "آب [claim گرم]"),
        ],
        "claim",
    );
    near(claim.f1_exact, 2.0 / 3.0);
    let three = [("a", "[date فردا]"), ("b", "[date فردا]"), ("c", "[claim فردا]")];
    let found = of(&three).expect("three analysts");
    assert_eq!((found.articles, found.analysts, found.pairs.len()), (1, 3, 3));
    near(found.by_label["date"].f1_exact, 1.0 / 3.0);
    // Of the pair a and b neither used the label.
    near(found.by_label["claim"].f1_exact, 0.0);
}

#[test]
fn one_analyst_agrees_with_nobody() {
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[("a", "[claim هوا]")]), None);
    assert_eq!(of(&[("a", "[claim هوا]"), ("a", "[claim هوا]")]), None);
    assert_eq!(of(&[("a", "[claim هوا]"), ("", "هوا")]), None);
    assert_eq!(of(&[("a", "[claim هوا]"), ("b", "[claim باد]")]), None, "other articles");
    let unmarked = of(&[("a", "هوا"), ("b", "هوا")]).expect("two analysts");
    assert!(unmarked.by_label.is_empty());
    let wordless = label(&[("a", "[claim …]"), ("b", "[claim …]")], "claim");
    assert_eq!((wordless.f1_exact, wordless.cohen_kappa), (1.0, None));
}

#[test]
fn the_card_tells_agreement_where_several_worked() {
    let (one, other) = (document("[claim هوا] خوب"), document("[claim هوا خوب]"));
    let card = |documents: &[Exportable<'_>]| {
        let (hf, options) = (Format::find("hf").expect("it"), Options::default());
        let exported = formats::export(hf, documents, &options).expect("written");
        let (_, card) =
            exported.files.into_iter().find(|(name, _)| name == "README.md").expect("it");
        String::from_utf8(card).expect("text")
    };
    let one = Exportable { document: &one, analyst: "a" };
    let both = card(&[one, Exportable { document: &other, analyst: "b" }]);
    assert!(both.contains("## Inter-annotator agreement\n"), "{both}");
    assert!(both.contains("\n| `claim` | 0.000 | 1.000 | 0.000 | "), "{both}");
    assert!(!card(&[one]).contains("Inter-annotator"));
}
