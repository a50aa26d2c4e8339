//! Files as other tools and people write them: every span lies on its own words, and what is not taken
//! is counted.

use std::{collections::BTreeSet, fs, path::Path};

use hashiye::{
    formats::{self, FormatError, Imported, Input, Options, TableRole},
    messages::Strings,
    model::Document,
};
use serde_json::Value;

use super::find;
use crate::support::{archive, spreadsheet};

/// The files of a case, but for what must come out.
fn inputs(folder: &Path) -> Vec<Input> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder).expect("the case is there") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
        if name != "expected.json" {
            inputs.push(Input::new(name, fs::read(&path).expect("it can be read")));
        }
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs
}

/// What the plan says.
fn said(imported: &Imported) -> String {
    let strings = Strings::of_terminal();
    let mut lines = Vec::new();
    for (kind, group) in imported.placements.groups() {
        lines.push(strings.write(&kind.counted(group.count)));
        lines.extend(group.first.iter().map(|it| strings.words_of(it)));
    }
    lines.extend(imported.warnings.iter().map(|it| strings.words_of(it)));
    lines.join("\n")
}

/// Labels and words of every span, in the order of the text.
fn words(documents: &[&Document]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for document in documents {
        let mut spans: Vec<_> = document.annotations().collect();
        spans.sort_by_key(|it| it.extent.hull().start());
        found.extend(spans.iter().map(|it| (it.label.to_string(), document.quote(it))));
    }
    found
}

/// Each relation is there; one without a label under any, in either direction.
fn check_relations(name: &str, documents: &[&Document], wanted: &[Value]) {
    let mut found = Vec::new();
    for document in documents {
        let quote = |id| document.annotation(id).map(|it| document.quote(it)).unwrap_or_default();
        let each =
            document.relations().map(|it| (it.label.to_string(), [it.from, it.to].map(quote)));
        found.extend(each);
    }
    assert_eq!(found.len(), wanted.len(), "{name}: {found:?}");
    for it in wanted {
        let word = |at: usize| it[at].as_str().expect("a word").to_owned();
        let (label, ends) = (word(0), [word(1), word(2)]);
        let back = [word(2), word(1)];
        let is_it = |(other, between): &(String, [String; 2])| {
            (*other == label && *between == ends)
                || (label.is_empty() && (*between == ends || *between == back))
        };
        assert!(found.iter().any(is_it), "{name}: {it} is not among {found:?}");
    }
}

fn check(folder: &Path) {
    let name = folder.file_name().and_then(|it| it.to_str()).expect("a name");
    let json = fs::read_to_string(folder.join("expected.json")).expect("what must come out");
    let expected: Value = serde_json::from_str(&json).expect("JSON");
    let format = find(expected["from"].as_str().expect("a format"));
    let read = formats::import(format, &inputs(folder), &Options::default());
    let strings = |key: &str| -> Vec<String> {
        let list = expected[key].as_array().into_iter().flatten();
        list.filter_map(|it| it.as_str().map(ToOwned::to_owned)).collect()
    };
    let says = |said: &str, it: &str| {
        said.contains(it) || (it == it.to_lowercase() && said.to_lowercase().contains(it))
    };
    if let (Err(error), true) = (&read, expected["or_fails"] == true) {
        let said = error.to_string();
        assert!(strings("or_says").iter().all(|it| says(&said, it)), "{name}: {said}");
        return;
    }
    let (imported, said) = match (read, expected["fails"] == true) {
        (Ok(imported), false) => {
            let said = said(&imported);
            (imported, said)
        }
        (Err(error), true) => (Imported::default(), error.to_string()),
        (Ok(_), true) => panic!("{name}: it is read"),
        (Err(error), false) => panic!("{name}: {error}"),
    };
    for it in strings("says") {
        assert!(says(&said, &it), "{name}: {it} is missing in\n{said}");
    }
    for key in ["silent", "lacks_says"] {
        let unwanted = strings(key).into_iter().find(|it| says(&said, it));
        assert_eq!(unwanted, None, "{name}\n{said}");
    }
    let any = strings("says_any");
    assert!(any.is_empty() || any.iter().any(|it| says(&said, it)), "{name}: {any:?}\n{said}");
    if expected["fails"] == true {
        return;
    }
    let documents: Vec<&Document> = imported.documents.iter().map(|it| &it.document).collect();
    let wanted = expected["words"].as_array().into_iter().flatten();
    let wanted = wanted.map(|it| {
        let word = |at: usize| it[at].as_str().expect("a word").to_owned();
        (word(0), word(1))
    });
    let (mut wanted, mut found): (Vec<_>, _) = (wanted.collect(), words(&documents));
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted, "{name}\n{said}");
    if let Some(least) = expected["left_out_min"].as_u64() {
        assert!(imported.left_out() as u64 >= least, "{name}\n{said}");
    }
    for it in strings("lacks") {
        let has = documents.iter().any(|document| document.text().as_str().contains(&it));
        assert!(!has, "{name}: {it} is in an article");
    }
    if let Some(relations) = expected["relations"].as_array() {
        check_relations(name, &documents, relations);
    }
    if let Some(left_out) = expected["left_out"].as_u64() {
        assert_eq!(imported.left_out() as u64, left_out, "{name}\n{said}");
    }
    if let Some(articles) = expected["articles"].as_u64() {
        assert_eq!(documents.len() as u64, articles, "{name}\n{said}");
    }
    if let Some(analysts) = expected["analysts"].as_u64() {
        let found: BTreeSet<&str> = imported.documents.iter().map(|it| &*it.analyst).collect();
        assert_eq!(found.len() as u64, analysts, "{name}");
    }
    if let Some(text) = expected["text"].as_str() {
        assert_eq!(documents[0].text().as_str(), text, "{name}");
    }
    for it in strings("contains") {
        let has = documents.iter().any(|document| document.text().as_str().contains(&it));
        assert!(has, "{name}: {it} is in no article");
    }
    let mut published: Vec<&str> = documents.iter().map(|it| it.meta_value("published")).collect();
    if expected["published"].is_array() {
        let mut wanted = strings("published");
        published.sort_unstable();
        wanted.sort();
        assert_eq!(published, wanted, "{name}");
    }
}

#[test]
fn every_case_comes_out_as_it_must() {
    let mut failed = Vec::new();
    for entry in fs::read_dir("tests/data/imports").expect("the cases are there") {
        let path = entry.expect("it can be listed").path();
        if std::panic::catch_unwind(|| check(&path)).is_err() {
            failed.push(path);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

fn read(id: &str, files: &[(&str, &str)]) -> Imported {
    try_read(id, files).expect("it is read")
}

fn try_read(id: &str, files: &[(&str, &str)]) -> Result<Imported, FormatError> {
    let inputs: Vec<Input> = files.iter().map(|(name, it)| Input::new(*name, *it)).collect();
    formats::import(find(id), &inputs, &Options::default())
}

fn words_in(imported: &Imported) -> Vec<(String, String)> {
    words(&imported.documents.iter().map(|it| &it.document).collect::<Vec<_>>())
}

#[track_caller]
fn assert_words(imported: &Imported, wanted: &[(&str, &str)]) {
    let wanted: Vec<(String, String)> =
        wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(words_in(imported), wanted, "{}", said(imported));
}

#[test]
fn words_that_stand_twice_are_placed_between_those_that_are_known() {
    // The two «رضا» are distinguished by «علی» before and «تهران» after them, all three letters off.
    let text = "علی گفت رضا رفت و رضا آمد در تهران شهر";
    let annotations = "T1\tPER 3 6\tعلی\nT2\tPER 11 14\tرضا\nT3\tLOC 32 37\tتهران\nT4\tX 0 2\tلب\n";
    let imported = read("brat", &[("x.txt", text), ("x.ann", annotations)]);
    assert_words(&imported, &[("PER", "علی"), ("PER", "رضا"), ("LOC", "تهران")]);
    let document = &imported.documents[0].document;
    let reza = document.annotations().nth(1).expect("three are there");
    assert_eq!(document.text().char_of_byte(reza.extent.hull().start()), 8);
    assert_eq!(imported.left_out(), 1);
}

#[test]
fn words_that_stand_in_doubt_are_left_out_and_listed() {
    let text = "رضا رفت. رضا آمد.";
    let imported = read("brat", &[("x.txt", text), ("x.ann", "T1\tPER 4 7\tرضا\n")]);
    assert_words(&imported, &[]);
    assert!(said(&imported).contains("in 2 other places"), "{}", said(&imported));
    assert_eq!(imported.left_out(), 1);
}

#[test]
fn words_are_not_found_inside_others() {
    let imported = read("brat", &[("x.txt", "روی میز"), ("x.ann", "T1\tPER 3 5\tوی\n")]);
    assert_words(&imported, &[]);
}

#[test]
fn offsets_in_bytes_are_known_by_the_words() {
    let text = "وزیر 🙂 گفت که کار تمام است";
    let at = |words: &str| {
        let start = text.find(words).expect("there");
        (start, start + words.len())
    };
    let line = |number: usize, words: &str| {
        let (start, end) = at(words);
        format!("T{number}\tX {start} {end}\t{words}\n")
    };
    let annotations = line(1, "گفت") + &line(2, "کار تمام");
    let imported = read("brat", &[("x.txt", text), ("x.ann", &annotations)]);
    assert_words(&imported, &[("X", "گفت"), ("X", "کار تمام")]);
    assert!(said(&imported).contains("bytes"), "{}", said(&imported));
}

#[test]
fn spans_that_cut_words_are_doubted_where_nobody_says_the_words() {
    let text = "🙂🙂🙂🙂 وزیر نیرو در تهران گفت که کار سد پایان یافت";
    let entity = |start: usize, end: usize| {
        format!("{{\"label\":\"x\",\"start_offset\":{start},\"end_offset\":{end}}}")
    };
    let entities: Vec<String> =
        [(5, 9), (10, 14), (18, 23), (24, 27)].iter().map(|&(a, b)| entity(a, b)).collect();
    let row = format!("{{\"text\":\"{text}\",\"entities\":[{}]}}", entities.join(","));
    let imported = read("doccano", &[("x.jsonl", &row)]);
    assert!(
        said(&imported).contains("code points, which --offset-unit chooses"),
        "{}",
        said(&imported)
    );
}

#[test]
fn a_broken_row_is_refused_where_none_may_be_left_out() {
    let rows = "{\"text\":\"علی رفت\",\"label\":[]}\n{\"label\":[]}\n";
    let input = [Input::new("x.jsonl", rows)];
    let strict = Options { strict: true, ..Options::default() };
    let error = formats::import(find("doccano"), &input, &strict).expect_err("it is refused");
    assert_eq!((error.file.as_str(), error.line), ("x.jsonl", 2));
}

#[test]
fn doccano_calls_labels_by_number_beside_their_names() {
    let row = r#"{"id":7,"text":"وزیر نیرو","annotations":[{"label":12,"start_offset":0,"end_offset":4,"user":1},{"label":3,"user":1}]}"#;
    let names = r#"[{"id":12,"text":"claimant"}]"#;
    let imported = read("doccano", &[("data.jsonl", row), ("labels.json", names)]);
    assert_words(&imported, &[("claimant", "وزیر")]);
    assert_eq!((imported.left_out(), &*imported.documents[0].analyst), (1, "user-1"));
}

#[test]
fn rows_may_be_one_list() {
    let rows = "[\n{\"text\":\"علی رفت\",\"label\":[[0,3,\"PER\"]]},\n{\"text\":\"رضا\",\"label\":[]}\n]\n";
    for id in ["doccano", "jsonl", "prodigy"] {
        assert_eq!(read(id, &[("x.jsonl", rows)]).documents.len(), 2, "{id}");
    }
}

#[test]
fn tasks_of_label_studio_in_short_are_read() {
    let tasks = r#"[{"id":5,"article":"وزیر نیرو گفت","label":[{"start":0,"end":4,"text":"وزیر","labels":["claimant"]}],"annotator":2}]"#;
    let imported = read("label-studio", &[("tasks.json", tasks)]);
    assert_words(&imported, &[("claimant", "وزیر")]);
    assert_eq!(imported.documents[0].document.id(), "5");
}

#[test]
fn columns_are_recognized_by_what_stands_in_them() {
    let with_numbers =
        "# newdoc id = خبر\n1\tوزیر\tN\tB-PER\t_\n2\tنیرو\tN\tI-PER\t_\n3\tآمد\tV\tO\t_\n";
    let imported = read("conll", &[("x.conll", with_numbers)]);
    assert_words(&imported, &[("PER", "وزیر نیرو")]);
    assert_eq!(imported.documents[0].document.id(), "خبر");
    let bars = "وزیر|B_PER\nنیرو|I_PER\nآمد|O\n";
    assert_words(&read("conll", &[("x.txt", bars)]), &[("PER", "وزیر نیرو")]);
    let bare = "وزیر PER\nنیرو PER\nآمد O\nدر O\nتهران LOC\n";
    assert_words(&read("conll", &[("x.txt", bare)]), &[("PER", "وزیر نیرو"), ("LOC", "تهران")]);
    let single = "وزیر B-PER\nنیرو E-PER\nتهران S-LOC\nرفت O\n";
    assert_words(&read("conll", &[("x.txt", single)]), &[("PER", "وزیر نیرو"), ("LOC", "تهران")]);
}

#[test]
fn documents_may_be_parted_by_two_blank_lines() {
    let source = "علی B-PER\nرفت O\n\nرضا B-PER\nماند O\n\n\nتهران B-LOC\n";
    assert_eq!(read("conll", &[("x.conll", source)]).documents.len(), 2);
}

#[test]
fn chains_and_slots_of_webanno_are_relations() {
    let sheet = "#FORMAT=WebAnno TSV 3.3\n\
        #T_SP=custom.Claim|value|ROLE_custom.Claim:parts_custom.PartLink|custom.Part\n\
        #T_SP=custom.Part|value\n\
        #T_CH=custom.CorefLink|referenceType|referenceRelation\n\n\n\
        #Text=وزیر گفت باران آمد\n\
        1-1\t0-4\tوزیر\t_\t_\t_\tclaimant\tnoun\tsame->1-1\t\n\
        1-2\t5-8\tگفت\t_\t_\t_\tcue\t_\t_\t\n\
        1-3\t9-14\tباران\tclaim[1]\tclaimant;cue\t1-1;1-2\t_\tnoun\t*->1-2\t\n\
        1-4\t15-18\tآمد\tclaim[1]\tclaimant;cue\t1-1;1-2\t_\t_\t_\t\n";
    let imported = read("webanno-tsv", &[("x.tsv", sheet)]);
    let document = &imported.documents[0].document;
    let quote = |id| document.annotation(id).map(|it| document.quote(it)).unwrap_or_default();
    let mut relations: Vec<(String, String, String)> = document
        .relations()
        .map(|it| (it.label.to_string(), quote(it.from), quote(it.to)))
        .collect();
    relations.sort();
    relations.dedup();
    let wanted =
        [("claimant", "باران آمد", "وزیر"), ("cue", "باران آمد", "گفت"), ("same", "وزیر", "باران")];
    let wanted: Vec<(String, String, String)> = wanted
        .iter()
        .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect();
    assert_eq!(relations, wanted, "{}", said(&imported));
}

#[test]
fn timeml_that_is_no_xml_is_read_by_its_tags() {
    let source = "<!DOCTYPE TimeML SYSTEM \"TimeML.dtd\">\n<DOC>\n<DOCNO> X1 </DOCNO>\n<TEXT>\n\
        <P>A & B گفتند <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-21\">فردا</TIMEX3> \
        <SIGNAL sid=\"s1\">پیش از</SIGNAL> &lt;ظهر\n</TEXT>\n</DOC>\n";
    let imported = read("timeml", &[("x.tml", source)]);
    assert_words(&imported, &[("date", "فردا")]);
    let document = &imported.documents[0].document;
    assert_eq!(document.id(), "X1");
    assert!(document.text().as_str().contains("A & B گفتند فردا پیش از <ظهر"));
    assert_eq!(imported.left_out(), 1);
}

mod shifted {
    //! Files that count in another way than their format: every span's words are the same.

    use std::fmt::Write as _;

    use hashiye::text::Text;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// How a file is written.
    #[derive(Clone, Copy, Debug)]
    struct Writing {
        unit: usize,
        crlf_as_one: bool,
        shift: usize,
    }

    impl Writing {
        /// The offset of `byte`.
        fn offset(self, source: &str, byte: usize) -> usize {
            let before = source.get(..byte).unwrap_or_default();
            let count = match self.unit {
                0 => before.chars().count(),
                1 => before.encode_utf16().count(),
                _ => before.len(),
            };
            let pairs = if self.crlf_as_one { before.matches("\r\n").count() } else { 0 };
            count - pairs + self.shift
        }
    }

    fn writing() -> impl Strategy<Value = Writing> {
        (0_usize..3, any::<bool>(), 0_usize..4).prop_map(|(unit, crlf_as_one, shift)| Writing {
            unit,
            crlf_as_one,
            shift,
        })
    }

    /// The words of a text between white space, in bytes.
    fn tokens(source: &str) -> Vec<(usize, usize)> {
        let start = |it: &str| it.as_ptr() as usize - source.as_ptr() as usize;
        source.split_whitespace().map(|it| (start(it), start(it) + it.len())).collect()
    }

    /// Everything that was written is there with its words, or left out and counted.
    fn check(imported: &Imported, wanted: &[(usize, usize)], source: &str) {
        let found = words_in(imported);
        let mut wanted: Vec<&str> =
            wanted.iter().map(|&(a, b)| source.get(a..b).unwrap_or_default()).collect();
        for (_, words) in &found {
            let at = wanted.iter().position(|it| it == words);
            let at = at.unwrap_or_else(|| panic!("{words:?} is nobody's: {}", said(imported)));
            wanted.remove(at);
        }
        assert_eq!(wanted.len(), imported.left_out(), "{wanted:?}: {}", said(imported));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_span_lies_on_its_words(
            words in proptest::collection::vec("[بتدرسمن]{1,4}|😀|é[ا-د]{1,3}", 4..30),
            gaps in proptest::collection::vec(prop_oneof![Just(" "), Just("\r\n"), Just("\n")], 30),
            writing in writing(),
            mark in any::<bool>(),
            picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..8),
        ) {
            let mut source = String::new();
            if mark {
                source.push('\u{feff}');
            }
            for (word, gap) in words.iter().zip(&gaps) {
                source += word;
                source += gap;
            }
            let all = tokens(source.trim_start_matches('\u{feff}'));
            let lead = source.len() - source.trim_start_matches('\u{feff}').len();
            let mut spans: Vec<(usize, usize)> = picks.iter().map(|it| *it.get(&all)).collect();
            spans.sort_unstable();
            spans.dedup();
            let spans: Vec<(usize, usize)> =
                spans.iter().map(|(a, b)| (a + lead, b + lead)).collect();
            let regions: Vec<Value> = spans.iter().enumerate().map(|(at, &(a, b))| {
                let (start, end) = (writing.offset(&source, a), writing.offset(&source, b));
                json!({"id": at, "type": "labels", "value":
                    {"start": start, "end": end, "text": source.get(a..b).unwrap_or_default(), "labels": ["x"]}})
            }).collect();
            let tasks = json!([{"data": {"text": source}, "annotations": [{"result": regions}]}]);
            check(&read("label-studio", &[("tasks.json", &tasks.to_string())]), &spans, &source);

            let row: Vec<Value> = spans.iter().map(|&(a, b)| {
                let (start, end) = (writing.offset(&source, a), writing.offset(&source, b));
                json!({"start": start, "end": end, "text": source.get(a..b).unwrap_or_default(), "label": "x"})
            }).collect();
            let row = json!({"text": source, "spans": row}).to_string();
            for id in ["jsonl", "hf", "prodigy"] {
                check(&read(id, &[("x.jsonl", &row)]), &spans, &source);
            }

            let lines: Vec<String> = spans.iter().enumerate().map(|(at, &(a, b))| {
                let (start, end) = (writing.offset(&source, a), writing.offset(&source, b));
                format!("T{}\tx {start} {end}\t{}\n", at + 1, source.get(a..b).unwrap_or_default())
            }).collect();
            let lines = lines.concat();
            check(&read("brat", &[("x.txt", &source), ("x.ann", &lines)]), &spans, &source);

            let items: Vec<Value> = spans.iter().enumerate().map(|(at, &(a, b))| {
                let (start, end) = (writing.offset(&source, a), writing.offset(&source, b));
                json!({"id": format!("urn:a:s{at}"), "type": "Annotation", "motivation": "tagging",
                    "body": {"type": "TextualBody", "purpose": "tagging", "value": "x"},
                    "target": {"source": "x.txt", "selector": [
                        {"type": "TextPositionSelector", "start": start, "end": end},
                        {"type": "TextQuoteSelector", "exact": source.get(a..b).unwrap_or_default()}]}})
            }).collect();
            let page = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "items": items}).to_string();
            check(&read("w3c", &[("x.txt", &source), ("a.jsonld", &page)]), &spans, &source);

            let documents = format!("doc_id,text\r\nd,\"{source}\"\r\n");
            let rows: Vec<String> = spans.iter().enumerate().map(|(at, &(a, b))| {
                let (start, end) = (writing.offset(&source, a), writing.offset(&source, b));
                format!("d,s{at},{start},{end},x,{}\r\n", source.get(a..b).unwrap_or_default())
            }).collect();
            let table = format!("doc_id,span_id,start,end,label,text\r\n{}", rows.concat());
            let files = [("documents.csv", &*documents), ("spans.csv", &*table)];
            check(&read("csv", &files), &spans, &source);

            // Its lines end in LF, and a mark is none of its text.
            let sheet = sheet(&source, &spans, writing);
            check(&read("webanno-tsv", &[("x.tsv", &sheet)]), &spans, &source);
            #[cfg(feature = "parquet")]
            check(&columns::read(&source, &spans, writing), &spans, &source);

            // Without words there is but one way to count: that of Java.
            let java = Writing { unit: 1, crlf_as_one: false, shift: 0 };
            check(&read("cas-xmi", &[("x.xmi", &xmi(&source, &spans, java))]), &spans, &source);
            check(&read("cas-json", &[("x.json", &cas(&source, &spans, java))]), &spans, &source);
        }
    }

    /// `WebAnno` TSV with a sentence a line of the text.
    fn sheet(source: &str, spans: &[(usize, usize)], writing: Writing) -> String {
        let mut out = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n".to_owned();
        let mark = source.len() - source.trim_start_matches('\u{feff}').len();
        let (text, mut start) = (source.get(mark..).unwrap_or_default(), 0);
        // What is counted is the text without carriage returns.
        let offset = |byte: usize| {
            let before = text.get(..byte).unwrap_or_default().replace("\r\n", "\n");
            writing.offset(&before, before.len())
        };
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let words = line.trim_end();
            write!(out, "\n#Text={words}\n").expect("there is room");
            for (at, (a, b)) in tokens(line).into_iter().enumerate() {
                let (a, b) = (start + a, start + b);
                let label = if spans.contains(&(mark + a, mark + b)) { "x" } else { "_" };
                let (begin, end) = (offset(a), offset(b));
                let word = text.get(a..b).unwrap_or_default();
                let (number, at) = (number + 1, at + 1);
                writeln!(out, "{number}-{at}\t{begin}-{end}\t{word}\t{label}\t")
                    .expect("there is room");
            }
            start += line.len();
        }
        out
    }

    fn xmi(source: &str, spans: &[(usize, usize)], writing: Writing) -> String {
        let text = source.replace('\r', "&#13;").replace('\n', "&#10;");
        let span = |(at, &(a, b)): (usize, &(usize, usize))| {
            let (begin, end) = (writing.offset(source, a), writing.offset(source, b));
            let id = at + 10;
            format!(
                "<c:Span xmi:id=\"{id}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\" label=\"x\"/>"
            )
        };
        let spans: String = spans.iter().enumerate().map(span).collect();
        format!(
            "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
             xmlns:c=\"http:///custom.ecore\">{spans}<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" \
             sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{text}\"/></xmi:XMI>"
        )
    }

    fn cas(source: &str, spans: &[(usize, usize)], writing: Writing) -> String {
        let mut structures = vec![json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1,
            "sofaID": "_InitialView", "mimeType": "text", "sofaString": source})];
        structures.extend(spans.iter().enumerate().map(|(at, &(a, b))| {
            let (begin, end) = (writing.offset(source, a), writing.offset(source, b));
            json!({"%ID": at + 10, "%TYPE": "custom.Span", "@sofa": 1, "begin": begin, "end": end,
                "label": "x"})
        }));
        json!({"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}}).to_string()
    }

    #[cfg(feature = "parquet")]
    mod columns {
        //! A row of Parquet whose offsets count as somebody else does.

        use std::sync::Arc;

        use parquet::{
            data_type::{ByteArrayType, DataType, Int64Type},
            file::{properties::WriterProperties, writer::SerializedFileWriter},
            schema::parser::parse_message_type,
        };

        use super::*;

        const SCHEMA: &str =
            "message schema { required binary id (UTF8); required binary text (UTF8);
            required group spans (LIST) { repeated group list { required group element {
                required int64 start; required int64 end; required binary label (UTF8);
                required binary text (UTF8); } } } }";

        pub(super) fn read(source: &str, spans: &[(usize, usize)], writing: Writing) -> Imported {
            let schema = Arc::new(parse_message_type(SCHEMA).expect("it is a schema"));
            let properties = Arc::new(WriterProperties::builder().build());
            let mut bytes = Vec::new();
            let mut file =
                SerializedFileWriter::new(&mut bytes, schema, properties).expect("a file");
            let mut group = file.next_row_group().expect("a group");
            let defined = vec![1; spans.len()];
            let repeated: Vec<i16> = (0..spans.len()).map(|at| i16::from(at > 0)).collect();
            let number = |it: usize| i64::try_from(it).expect("small");
            let offsets = |end: fn(&(usize, usize)) -> usize| -> Vec<i64> {
                spans.iter().map(|it| number(writing.offset(source, end(it)))).collect()
            };
            let words = |it: &(usize, usize)| source.get(it.0..it.1).unwrap_or_default().into();
            let levels = Some((&*defined, &*repeated));
            put::<ByteArrayType>(&mut group, &["d".into()], None);
            put::<ByteArrayType>(&mut group, &[source.into()], None);
            put::<Int64Type>(&mut group, &offsets(|it| it.0), levels);
            put::<Int64Type>(&mut group, &offsets(|it| it.1), levels);
            put::<ByteArrayType>(&mut group, &vec!["x".into(); spans.len()], levels);
            put::<ByteArrayType>(&mut group, &spans.iter().map(words).collect::<Vec<_>>(), levels);
            group.close().expect("it is whole");
            file.close().expect("it is whole");
            let input = Input::new("x.parquet", bytes);
            formats::import(find("parquet"), &[input], &Options::default()).expect("it is read")
        }

        type Group<'a, 'w> = parquet::file::writer::SerializedRowGroupWriter<'a, &'w mut Vec<u8>>;

        fn put<D: DataType>(
            group: &mut Group<'_, '_>,
            values: &[D::T],
            levels: Option<(&[i16], &[i16])>,
        ) {
            let mut column = group.next_column().expect("it can be written").expect("it is there");
            let (defined, repeated) = levels.unzip();
            column.typed::<D>().write_batch(values, defined, repeated).expect("it fits");
            column.close().expect("it is whole");
        }
    }

    #[test]
    fn the_words_that_are_counted_are_those_of_the_text() {
        let text = Text::new("a\r\nb");
        assert_eq!(text.len_chars(), 4);
        let writing = Writing { unit: 0, crlf_as_one: true, shift: 0 };
        assert_eq!(writing.offset("a\r\nb", 3), 2);
    }
}

#[test]
fn cells_are_guarded_against_spreadsheets_and_read_without() {
    let row = r#"{"id":"a","text":"=1+1 است","spans":[{"start":0,"end":4,"label":"claim"}]}"#;
    let imported = read("jsonl", &[("a.jsonl", row)]);
    let documents =
        [formats::Exportable { document: &imported.documents[0].document, analyst: "" }];
    let options = Options { spreadsheet: true, ..Options::default() };
    let written = formats::export(find("csv"), &documents, &options).expect("it is written");
    let table = String::from_utf8_lossy(&written.files[0].1).into_owned();
    assert!(table.contains("\"'=1+1 است\""), "{table}");
    let inputs: Vec<Input> =
        written.files.iter().map(|(name, bytes)| Input::new(name, bytes.as_slice())).collect();
    let again = formats::import(find("csv"), &inputs, &Options::default()).expect("it is read");
    assert_words(&again, &[("claim", "=1+1")]);
}

#[test]
fn no_line_of_json_is_broken_for_readers_that_split_at_more() {
    let row = "{\"id\":\"a\",\"text\":\"a\u{2028}b\u{85}c\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"x\",\
        \"attributes\":{\"note\":\"\u{2029}\"}}]}";
    let imported = read("jsonl", &[("a.jsonl", row)]);
    let documents =
        [formats::Exportable { document: &imported.documents[0].document, analyst: "" }];
    for format in formats::ALL.iter().filter(|it| it.export.is_some()) {
        let written = formats::export(format, &documents, &Options::default()).expect("written");
        for (name, bytes) in written.files.iter().filter(|it| it.0.contains(".json")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(['\u{2028}', '\u{2029}', '\u{85}']), "{} {name}", format.id);
        }
    }
}

#[test]
fn views_lists_and_slots_of_a_cas_are_read() {
    let xmi = "<?xml version=\"1.0\"?><xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
        xmlns:cas=\"http:///uima/cas.ecore\" xmlns:custom=\"http:///custom.ecore\">\
        <custom:Frame xmi:id=\"10\" sofa=\"1\" begin=\"0\" end=\"4\" roles=\"20\">\
        <tags>a</tags><tags>b</tags></custom:Frame>\
        <custom:Part xmi:id=\"11\" sofa=\"1\" begin=\"5\" end=\"8\"/>\
        <custom:Link xmi:id=\"20\" role=\"cue\" target=\"11\"/>\
        <custom:Part xmi:id=\"12\" sofa=\"2\" begin=\"0\" end=\"3\"/>\
        <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" sofaString=\"وزیر گفت\"/>\
        <cas:Sofa xmi:id=\"2\" sofaNum=\"2\" sofaID=\"second\" sofaString=\"رضا آمد\"/></xmi:XMI>";
    let imported = read("cas-xmi", &[("x.xmi", xmi)]);
    assert_words(&imported, &[("Frame", "وزیر"), ("Part", "گفت"), ("Part", "رضا")]);
    let document = &imported.documents[0].document;
    let relation = document.relations().next().expect("the slot");
    assert_eq!(relation.label.to_string(), "cue");
    let frame = document.annotation(relation.from).expect("the frame");
    assert_eq!(frame.attributes.get("tags"), Some("[\"a\",\"b\"]"));
}

#[test]
fn a_project_of_inception_brings_every_annotator() {
    let sheet = |label: &str| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n#Text=وزیر گفت\n\
             1-1\t0-4\tوزیر\t{label}\t\n1-2\t5-8\tگفت\t_\t\n"
        )
    };
    let (one, two) = (sheet("claimant"), sheet("person"));
    let bytes = archive(&[
        ("source/a.txt", "وزیر گفت\n".as_bytes()),
        ("source/b.txt", "رضا رفت\n".as_bytes()),
        ("annotation/a.txt/INITIAL_CAS.tsv", one.as_bytes()),
        ("annotation/a.txt/ali.tsv", one.as_bytes()),
        ("curation/a.txt/CURATION_USER.tsv", two.as_bytes()),
        ("annotation_ser/a.txt/ali.ser", b"x"),
    ]);
    let inputs = [Input::new("project.zip", bytes)];
    let imported =
        formats::import(find("inception"), &inputs, &Options::default()).expect("it is read");
    let works: Vec<(&str, &str)> =
        imported.documents.iter().map(|it| (it.document.id(), &*it.analyst)).collect();
    assert_eq!(works, [("a", "ali"), ("a", "curation"), ("b", "")]);
    assert_words(&imported, &[("claimant", "وزیر"), ("person", "وزیر")]);
    assert_eq!(imported.left_out(), 1, "{}", said(&imported));
}

#[test]
fn office_documents_are_articles() {
    let docx = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:body><w:p><w:r><w:t>خبر نخست</w:t></w:r></w:p><w:p><w:r><w:t>وزیر</w:t>\
        <w:tab/><w:t>گفت</w:t></w:r></w:p></w:body></w:document>";
    let odt = "<o:d xmlns:o=\"urn:o\" xmlns:text=\"urn:t\"><text:h>خبر</text:h>\
        <text:p>یک<text:s text:c=\"2\"/>دو</text:p></o:d>";
    let inputs = [
        Input::new("a.docx", archive(&[("word/document.xml", docx.as_bytes())])),
        Input::new("b.odt", archive(&[("content.xml", odt.as_bytes())])),
    ];
    let imported = formats::import(find("text"), &inputs, &Options::default()).expect("read");
    let texts: Vec<&str> =
        imported.documents.iter().map(|it| it.document.text().as_str()).collect();
    assert_eq!(texts, ["خبر نخست\nوزیر\tگفت\n", "خبر\nیک  دو\n"]);
}

/// A table that is read with these columns chosen.
fn read_table(name: &str, bytes: impl Into<Vec<u8>>, chosen: &[(TableRole, &str)]) -> Imported {
    let mut options = Options::default();
    for &(role, column) in chosen {
        options.columns.choose(role, (!column.is_empty()).then(|| column.to_owned()));
    }
    let inputs = [Input::new(name, bytes.into())];
    formats::import(find("table"), &inputs, &options).expect("it is read")
}

#[test]
fn columns_of_a_spreadsheet_are_chosen_by_name_or_number() {
    let rows = [["", "تیتر", "متن"], ["زیرتیتر", "گرانی", "گاز گران می‌شود"]];
    let rows: Vec<Vec<String>> = rows.iter().map(|it| it.map(str::to_owned).to_vec()).collect();
    let text = |chosen: &[(TableRole, &str)]| {
        let imported = read_table("news.xlsx", spreadsheet(&rows), chosen);
        let names = &imported.tables.first().expect("a table").names;
        assert_eq!(names, &["#1", "تیتر", "متن"]);
        imported.documents[0].document.text().as_str().to_owned()
    };
    assert_eq!(text(&[]), "گرانی\nگاز گران می‌شود\n");
    assert_eq!(text(&[(TableRole::Title, "#1")]), "زیرتیتر\nگاز گران می‌شود\n");
    assert_eq!(text(&[(TableRole::Title, "")]), "گاز گران می‌شود\n");
}

#[test]
fn rows_with_a_key_each_are_a_table_of_the_first_ones() {
    let row = |at: usize| format!("{{\"text\":\"متن خبر شماره {at}\",\"k{at}\":1}}\n");
    let rows: String = (0..5000).map(row).collect();
    let imported = read_table("news.jsonl", rows, &[]);
    assert_eq!(imported.documents.len(), 5000);
    assert_eq!(imported.tables[0].names.len(), 256);
    assert_eq!(imported.left_out(), 5000 - 255, "the cells that are not read are counted");
}

#[test]
fn archives_that_are_far_more_than_they_look_are_refused() {
    let spaces = vec![b' '; 200 << 20];
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &spaces).expect("there is memory");
    let packed = encoder.finish().expect("there is memory");
    for (id, name, part) in [
        ("text", "a.docx", "word/document.xml"),
        ("table", "a.xlsx", "xl/workbook.xml"),
        ("inception", "a.zip", "annotation/a/b.xmi"),
    ] {
        let mut bytes = archive(&[(part, &packed)]);
        let directory = bytes.len() - 22 - 46 - part.len();
        (bytes[8], bytes[directory + 10]) = (8, 8);
        let read = formats::import(find(id), &[Input::new(name, bytes)], &Options::default());
        let said = read.expect_err("refused").to_string();
        assert!(said.contains("unpacked"), "{id}: {said}");
    }
}

#[test]
fn messages_of_a_channel_are_articles() {
    let json = r#"{"name":"خبر","messages":[{"id":1,"type":"service"},
        {"id":2,"type":"message","date":"2024-05-20T01:00:00","date_unixtime":"1716154200",
         "text":["وزیر گفت ",{"type":"bold","text":"می‌آید"}]}]}"#;
    let imported = read("table", &[("result.json", json)]);
    let document = &imported.documents[0].document;
    assert_eq!(document.text().as_str(), "وزیر گفت می‌آید\n");
    assert_eq!(document.meta_value("published"), "2024-05-20");
}

#[test]
fn a_page_in_an_archive_is_an_article() {
    let words = "وزیر امروز گفت که کار آغاز شده است و مردم از آن خبر دارند. ".repeat(6);
    let page = format!("<html><head><title>خبر</title></head><body><p>{words}</p></body></html>");
    let quoted: Vec<String> = page.bytes().map(|it| format!("={it:02X}")).collect();
    let quoted = quoted.concat();
    let archive = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"cut\"\r\n\r\n--cut\r\n\
         Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         {quoted}\r\n--cut--\r\n"
    );
    let imported = read("text", &[("x.mhtml", &archive)]);
    assert!(imported.documents[0].document.text().as_str().contains("کار آغاز شده"));
}

#[test]
fn no_words_of_the_terminal_are_those_of_the_code() {
    let damaged = [&"سلام دنیا ".repeat(40).into_bytes()[..], &[0xFF, 0, 1]].concat();
    let files: [(&str, &[u8]); 4] = [
        ("empty.txt", b"  \n"),
        ("binary.txt", b"\x00\x01\x02\xFF\xFE"),
        ("greek.txt", b"\xE3\xE5\xE9\xDC \xF3\xEF\xF5 \xEA\xFC\xF3\xEC\xE5"),
        ("damaged.txt", &damaged),
    ];
    for format in formats::ALL.iter().filter(|it| it.import.is_some()) {
        for (name, bytes) in files {
            let name = name.replace(".txt", &format!(".{}", format.extension));
            let inputs = [Input::new(name.as_str(), bytes)];
            let words = match formats::import(format, &inputs, &Options::default()) {
                Ok(imported) => said(&imported),
                Err(error) => error.to_string(),
            };
            let code = ["Damaged", "Empty", "Binary", "Unknown {", "Some(", " { ", "Conflict"];
            assert!(!code.iter().any(|it| words.contains(it)), "{} {name}: {words}", format.id);
        }
    }
}

#[test]
fn what_a_row_keeps_as_metadata_is_said_of_its_article() {
    let object = "{\"text\":\"گاز گران شد.\",\"meta\":{\"published\":\"2021-12-31\",\"source\":\"ایرنا\"}}\n";
    let as_text = "{\"text\":\"آب کم شد.\",\"meta\":\"{\\\"published\\\":\\\"2021-12-30\\\"}\"}\n";
    let imported = read_table("news.jsonl", format!("{object}{as_text}"), &[]);
    let day = |at: usize| imported.documents[at].document.meta_value("published");
    assert_eq!((day(0), day(1)), ("2021-12-31", "2021-12-30"));
    assert_eq!(imported.documents[0].document.meta_value("source"), "ایرنا");
}
