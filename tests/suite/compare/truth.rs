//! Figures of agreement, held against what the field's libraries say of the same work.
//!
//! `tests/data/compare/truth.jsonl` has a case a line: articles, what each analyst marked in them, and
//! every figure that is expected, with the library that confirms it where one can.

use std::collections::BTreeMap;

use hashiye::{
    compare::{
        AgreementCounts, ArticleComparison, ComparedWork, WordCounts, common_days, kappa_interval,
        share_interval,
    },
    model::{
        Annotation, AnnotationId, Change, Document, Edit, Extent, Relation, RelationId, Schema,
        Transaction,
    },
    text::Text,
};
use serde_json::{Value, json};

const TRUTH: &str = include_str!("../../data/compare/truth.jsonl");

fn rows(kind: &str) -> Vec<Value> {
    let all = TRUTH.lines().map(|it| serde_json::from_str::<Value>(it).expect("a row is JSON"));
    all.filter(|it| it["type"] == kind).collect()
}

fn number(id: &Value) -> u32 {
    let id = id.as_str().expect("an id");
    id.trim_start_matches(['s', 'r']).parse().expect("a number")
}

/// What one analyst marked.
fn document(article: &Value, work: &Value) -> Document {
    let text = Text::new(article["text"].as_str().expect("a text"));
    let mut edits = Vec::new();
    for span in work["spans"].as_array().expect("spans") {
        let place = |it: &Value, end: usize| {
            usize::try_from(it[end].as_u64().expect("an offset")).expect("a small one")
        };
        let pieces = span["pieces"].as_array().expect("pieces").iter();
        let pieces =
            pieces.map(|it| text.range_of_chars(place(it, 0), place(it, 1)).expect("a range"));
        let attributes = span["attributes"].as_object().expect("attributes").iter();
        let attributes = attributes.map(|(key, it)| (key.as_str(), it.as_str().expect("words")));
        let annotation = Annotation {
            id: AnnotationId(number(&span["id"])),
            extent: Extent::of(pieces).expect("a piece"),
            label: span["label"].as_str().expect("a label").into(),
            attributes: attributes.collect(),
            origin: None,
        };
        edits.push(Edit::Annotation(annotation.id, Change::insert(annotation)));
    }
    for it in work["relations"].as_array().expect("relations") {
        let relation = Relation {
            id: RelationId(number(&it["id"])),
            label: it["label"].as_str().expect("a label").into(),
            from: AnnotationId(number(&it["from"])),
            to: AnnotationId(number(&it["to"])),
        };
        edits.push(Edit::Relation(relation.id, Change::insert(relation)));
    }
    let id = article["id"].as_str().expect("an id");
    let mut document = Document::new(id, text, Schema::standard());
    document.apply(&Transaction::from(edits)).expect("it fits");
    document
}

/// What is said of a case, in the shape that `hashiye compare --json` has.
fn answer(case: &Value) -> Value {
    let mut counts = AgreementCounts::default();
    let mut disagreements = Vec::new();
    for article in case["articles"].as_array().expect("articles") {
        let works = article["analysts"].as_object().expect("analysts");
        let documents: BTreeMap<&str, Document> =
            works.iter().map(|(name, it)| (name.as_str(), document(article, it))).collect();
        let works: Vec<ComparedWork<'_>> =
            documents.iter().map(|(name, it)| ComparedWork::new(it, name)).collect();
        let compared = ArticleComparison::new(works[0].text, &works);
        counts.add(&compared);
        counts.add_gamma(&compared);
        for it in compared.disagreements() {
            let fields: Vec<String> = it.fields.iter().map(ToString::to_string).collect();
            let spans = it.spans.map(|it| it.map(|it| it.to_string()));
            disagreements.push(json!({
                "article": article["id"], "analysts": it.analysts,
                "row": [it.label, spans[0], spans[1], sorted(json!(fields))],
            }));
        }
    }
    let mut answer = serde_json::to_value(counts.figures()).expect("figures");
    answer["disagreements"] = disagreements.into();
    answer
}

fn sorted(mut list: Value) -> Value {
    list.as_array_mut().expect("a list").sort_by_key(ToString::to_string);
    list
}

/// What the answer says of one expected figure.
fn found(expected: &Value, answer: &Value) -> Value {
    let text = |key: &str| expected[key].as_str().unwrap_or_default();
    let measure = text("measure");
    if expected["pair"].is_null() {
        return answer["by_label"][text("label")][measure].clone();
    }
    let pairs = answer["pairs"].as_array().expect("pairs");
    let pair = pairs.iter().find(|it| it["analysts"] == expected["pair"]).expect("the pair");
    let label = &pair["by_label"][text("label")];
    let attribute = &pair["attributes"][text("label")][text("attribute")];
    let relation = &pair["relations"][text("relation")];
    let of = |from: &Value, keys: &[&str]| -> Value {
        keys.iter().map(|it| ((*it).to_owned(), from[*it].clone())).collect()
    };
    match measure {
        "counts" => of(label, &["spans", "exact", "matched"]),
        "attribute_counts" => of(attribute, &["pairs", "said", "same"]),
        "attribute_alpha" => attribute["alpha"].clone(),
        "relation_counts" => of(relation, &["relations", "matched"]),
        "relation_f1" => relation["f1"].clone(),
        "relation_f1_of_matched" => relation["f1_of_matched"].clone(),
        "confusion" => sorted(pair["confusion"].clone()),
        "dates" => pair["dates"].clone(),
        "gamma" => pair["gamma"].clone(),
        "disagreements" => {
            let all = answer["disagreements"].as_array().expect("a list").iter();
            let own = all.filter(|it| {
                it["article"] == expected["article"] && it["analysts"] == expected["pair"]
            });
            sorted(own.map(|it| it["row"].clone()).collect())
        }
        measure => label[measure].clone(),
    }
}

fn wanted(expected: &Value) -> Value {
    let mut value = expected["value"].clone();
    match expected["measure"].as_str().expect("a measure") {
        "counts" => {
            value.as_object_mut().expect("counts").remove("matched_by_hull");
            value
        }
        "confusion" => sorted(value),
        "disagreements" => {
            for row in value.as_array_mut().expect("rows") {
                row[3] = sorted(row[3].take());
            }
            sorted(value)
        }
        _ => value,
    }
}

fn is_near(wanted: &Value, found: &Value, tolerance: f64) -> bool {
    match (wanted, found) {
        (Value::Number(wanted), Value::Number(found)) => {
            let apart = wanted.as_f64().zip(found.as_f64()).map(|it| (it.0 - it.1).abs());
            apart.is_some_and(|it| it <= tolerance.max(1e-12))
        }
        (Value::Array(wanted), Value::Array(found)) => {
            let mut both = wanted.iter().zip(found);
            wanted.len() == found.len() && both.all(|it| is_near(it.0, it.1, tolerance))
        }
        (Value::Object(wanted), Value::Object(found)) => {
            let has = |(key, it): (&String, &Value)| {
                found.get(key).is_some_and(|found| is_near(it, found, tolerance))
            };
            wanted.len() == found.len() && wanted.iter().all(has)
        }
        _ => wanted == found,
    }
}

#[test]
fn figures_are_those_of_the_libraries() {
    // What is asked of articles one by one, or of a strategy, is asked elsewhere.
    const ELSEWHERE: [&str; 2] = ["merge", "gamma_of_article"];
    let (mut right, mut wrong) = (0, Vec::new());
    for case in rows("case") {
        let answer = answer(&case);
        for expected in case["expected"].as_array().expect("expected figures") {
            if ELSEWHERE.iter().any(|it| expected["measure"] == *it) {
                continue;
            }
            let (wanted, found) = (wanted(expected), found(expected, &answer));
            if is_near(&wanted, &found, expected["tolerance"].as_f64().expect("a number")) {
                right += 1;
            } else {
                wrong.push(format!("{}: {expected}, not {found}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(right, 611);
}

#[test]
fn dates_are_compared_by_what_they_mean() {
    for rows in rows("dates") {
        for row in rows["rows"].as_array().expect("rows") {
            let value = |at: usize| row[at].as_str().expect("a value");
            let kind = row[2].as_str().expect("a kind");
            let credit = row[3].as_f64().unwrap_or_default();
            for (one, other) in [(value(0), value(1)), (value(1), value(0))] {
                let (standing, days) = common_days(one, other);
                assert_eq!(standing.key(), kind, "{one} and {other}");
                assert!((days - credit).abs() < 1e-9, "{one} and {other}: {days}");
            }
        }
    }
}

fn counts(row: &Value) -> Vec<u32> {
    let all = row.as_array().expect("counts").iter();
    all.map(|it| u32::try_from(it.as_u64().expect("a count")).expect("a small one")).collect()
}

#[test]
fn intervals_leave_out_one_article_at_a_time() {
    let near = |row: &Value, found: Option<[f64; 2]>| {
        assert!(is_near(&row["interval"], &json!(found), 1e-6), "{row}: {found:?}");
    };
    for row in rows("interval_share").iter().flat_map(|it| it["rows"].as_array().expect("rows")) {
        let articles = row["articles"].as_array().expect("articles").iter().map(counts);
        near(row, share_interval(&articles.map(|it| (it[0], it[1])).collect::<Vec<_>>()));
    }
    for row in rows("interval_kappa").iter().flat_map(|it| it["rows"].as_array().expect("rows")) {
        let articles = row["articles"].as_array().expect("articles").iter().map(counts);
        let words = articles.map(|it| WordCounts {
            both: it[0],
            first: it[1],
            second: it[2],
            neither: it[3],
        });
        near(row, kappa_interval(&words.collect::<Vec<_>>()));
    }
}
