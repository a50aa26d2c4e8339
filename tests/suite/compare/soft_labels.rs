//! Who said what of each record, as an export.

use hashiye::{
    compare::{
        ArticleComparison, ComparedWork, DecisionMark, DecisionStrategy, RecordDecision,
        RecordTable, decide, decide_records,
    },
    formats::{self, Exportable, Format, Input, Options},
    model::Document,
};
use serde_json::Value;

use crate::support::document;

const ONE: &str = "[claimant→1 حسن] گفت [claim#1 kind=fact هوا خوب است] و [date فردا] باد می‌آید";
const TWO: &str = "[claimant→1 حسن] گفت [claim#1 kind=desire هوا خوب] است و فردا باد می‌آید";

fn export(documents: &[(&Document, &str)]) -> Vec<u8> {
    let documents: Vec<Exportable<'_>> =
        documents.iter().map(|&(document, analyst)| Exportable { document, analyst }).collect();
    let options = Options { layout: Some("soft-labels".to_owned()), ..Options::default() };
    let jsonl = Format::find("jsonl").expect("ours");
    let exported = formats::export(jsonl, &documents, &options).expect("written");
    exported.files.into_iter().next().expect("one file").1
}

#[test]
fn each_record_says_what_every_analyst_says_and_what_was_decided() {
    let (one, two) = (document(ONE), document(TWO));
    let works = [ComparedWork::new(&one, "a1"), ComparedWork::new(&two, "a2")];
    let compared = ArticleComparison::new(one.text(), &works);
    let mut gold = document(one.text().as_str());
    gold.apply(&decide(&compared, &gold, &DecisionStrategy::Agreed, "").step).expect("it fits");
    let table = RecordTable::new(&compared);
    let date = table.records.iter().find(|it| it.label == "date").expect("one has it");
    let claim = table.records.iter().find(|it| it.label == "claim").expect("both have it");
    let mark = || DecisionMark { by: "sara".to_owned(), ..DecisionMark::default() };
    for (record, decision) in [(claim, RecordDecision::Take(1)), (date, RecordDecision::Neither)] {
        let step = decide_records(&compared, &gold, &[(record, decision)], mark()).step;
        gold.apply(&step).expect("it fits");
    }
    let written = export(&[(&one, "a1"), (&two, "a2"), (&gold, "gold")]);
    let line: Value = serde_json::from_slice(&written).expect("one line");
    assert_eq!(line["analysts"], serde_json::json!(["a1", "a2"]));
    let records = line["soft_labels"].as_array().expect("a list");
    assert_eq!(records.len(), 2, "the part belongs to its claim: {line}");
    let [claim, date] = [&records[0], &records[1]];
    assert_eq!(claim["said"]["a1"]["attributes"]["kind"], "fact");
    assert_eq!(claim["said"]["a2"]["attributes"]["kind"], "desire");
    assert_eq!(claim["said"]["a2"]["text"], "هوا خوب");
    assert_eq!(claim["said"]["a1"]["links"]["claimant"][0]["text"], "حسن");
    assert_eq!(claim["gold"]["attributes"]["kind"], "desire");
    assert_eq!(claim["decided"], serde_json::json!({ "how": "take:a2", "by": "sara" }));
    assert_eq!(date["said"].as_object().expect("by analyst").len(), 1);
    assert_eq!((&date["gold"], &date["decided"]["how"]), (&Value::Null, &"neither".into()));
}

#[test]
fn nobodys_work_comes_back_from_it() {
    let (one, two) = (document(ONE), document(TWO));
    let written = export(&[(&one, "a1"), (&two, "a2")]);
    let jsonl = Format::find("jsonl").expect("ours");
    let inputs = [Input::new("soft.jsonl", written)];
    let read = format!("{:?}", formats::import(jsonl, &inputs, &Options::default()));
    assert!(read.contains("SoftLabels") && !read.contains("hull"), "{read}");
}
