//! Importers on files that are damaged or made to do harm: an error or a warning, never a panic.

use hashiye::{
    formats::{self, Format, Input, Options},
    messages::Strings,
};
use proptest::prelude::*;

use super::{documents, export};

fn importers() -> impl Iterator<Item = &'static Format> {
    formats::ALL.iter().copied().filter(|it| it.import.is_some())
}

/// What every importer is tried on when it has to name a file of its own.
fn names(format: &Format) -> Vec<String> {
    let files = if format.export.is_some() { export(format, &documents()).files } else { vec![] };
    let mut names: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
    names.push(format!("a.{}", format.extension));
    names
}

/// Reads `bytes` under every name that `format` knows; the outcome is its own business.
fn try_everywhere(format: &Format, bytes: &[u8]) {
    for name in names(format) {
        let text = Input::new("a.txt", "متن".as_bytes());
        let inputs = [Input::new(name, bytes), text];
        let _any_outcome = formats::import(format, &inputs, &Options::default());
    }
}

#[test]
fn hostile_files_are_refused() {
    let deep_json = "[".repeat(200_000);
    let deep_object = r#"{"a":"#.repeat(200_000);
    let deep_xml = format!("<a>{}", "<b>".repeat(200_000));
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">\
                  <!ENTITY c \"&b;&b;&b;&b;\">]><TimeML><TEXT>&c;</TEXT></TimeML>";
    let utf16: Vec<u8> = "\u{FEFF}{\"id\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [&[u8]; 10] = [
        b"",
        b"\xFF\xFE",
        b"\0\0\0\0",
        deep_json.as_bytes(),
        deep_object.as_bytes(),
        deep_xml.as_bytes(),
        laughs.as_bytes(),
        &utf16,
        b"PAR1\xFF\xFF\xFF\x7FPAR1",
        "T1\tclaim 0 99999999999999999999\tx\nT2\tclaim 5 2\tx\nR1\tr Arg1:T1 Arg2:T9\n".as_bytes(),
    ];
    for format in importers() {
        for file in files {
            try_everywhere(format, file);
        }
    }
}

#[test]
fn what_would_take_too_much_memory_is_refused_with_its_place() {
    let error = |name: &str, bytes: Vec<u8>, id: &str| {
        let format = Format::find(id).expect("it is there");
        let read = formats::import(format, &[Input::new(name, bytes)], &Options::default());
        read.expect_err("refused").to_string()
    };
    // A line of 129 MiB, the second of its file.
    let mut long = b"\n".to_vec();
    long.resize(129 << 20, b' ');
    for (id, name) in [("jsonl", "a.jsonl"), ("conll", "a.conll"), ("csv", "documents.csv")] {
        let said = error(name, long.clone(), id);
        assert!(said.contains("the line is longer") && said.ends_with(":2:1)"), "{said}");
    }
    // One piece of 257 MiB.
    long.resize(257 << 20, b' ');
    for (id, name) in [("label-studio", "a.json"), ("cas-xmi", "a.xmi"), ("webanno-tsv", "a.tsv")] {
        let said = error(name, long.clone(), id);
        assert!(said.contains("split it"), "{said}");
    }
    // Little text that would be many values, and many elements.
    let said = error("a.json", "[0,".repeat(10_000_001).into_bytes(), "label-studio");
    assert!(said.contains("values in one place") && said.contains("a.json:1:"), "{said}");
    let nodes = format!("<a>{}</a>", "<b/>".repeat(10_000_001));
    let said = error("a.xmi", nodes.into_bytes(), "cas-xmi");
    assert!(said.contains("nodes limit"), "{said}");
}

#[cfg(feature = "parquet")]
#[test]
fn a_dictionary_that_would_fill_the_memory_is_refused() {
    let bytes = include_bytes!("../../data/formats/dictionary.parquet");
    let parquet = Format::find("parquet").expect("it is there");
    let read = formats::import(parquet, &[Input::new("a.parquet", bytes)], &Options::default());
    let said = read.expect_err("refused").to_string();
    assert!(
        said.contains("a page of a column is damaged") && said.ends_with("(a.parquet)"),
        "{said}"
    );
}

#[cfg(feature = "parquet")]
#[test]
fn a_footer_that_says_more_than_it_has_bytes_for_is_refused() {
    let parquet = Format::find("parquet").expect("it is there");
    let written = export(parquet, &documents()).files.remove(0).1;
    let body = written.strip_suffix(b"PAR1").expect("it ends so");
    let (body, len) = body.split_last_chunk::<4>().expect("it is long");
    let (data, footer) = body.split_at(body.len() - u32::from_le_bytes(*len) as usize);
    // Behind all fields one more, which nobody knows: a list of 2³¹ − 1 truth values.
    let more = [0x09, 0xC8, 0x01, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00];
    let footer = [&footer[..footer.len() - 1], &more].concat();
    let len = u32::try_from(footer.len()).expect("short").to_le_bytes();
    let bytes = [data, &footer, &len, b"PAR1"].concat();
    let read = formats::import(parquet, &[Input::new("a.parquet", bytes)], &Options::default());
    let said = read.expect_err("refused").to_string();
    assert!(said.contains("the footer of the Parquet file is damaged"), "{said}");
}

#[test]
fn a_document_type_is_refused_with_its_place() {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY a \"ha\">]><TimeML/>";
    let timeml = Format::find("timeml").expect("it is there");
    let input = Input::new("a.tml", laughs);
    let error = formats::import(timeml, &[input], &Options::default()).expect_err("refused");
    assert_eq!((error.file.as_str(), error.line), ("a.tml", 2), "{error}");
}

#[test]
fn spans_outside_the_text_are_left_out_and_said() {
    let row = r#"{"id":"a","text":"حسن","spans":[{"id":"s1","start":1,"end":9,"label":"date"},
        {"id":"s2","start":2,"end":2,"label":"date"},{"id":"s3","start":0,"end":3,"label":"date"}],
        "relations":[{"id":"r1","label":"pair","from":"s3","to":"s1"}]}"#;
    let input = Input::new("a.jsonl", row.replace('\n', " "));
    let jsonl = Format::find("jsonl").expect("it is there");
    let imported = formats::import(jsonl, &[input], &Options::default()).expect("it is read");
    assert_eq!(imported.documents[0].document.annotations().count(), 1);
    let said: Vec<String> =
        imported.warnings.iter().map(|it| Strings::of_terminal().words_of(it)).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].ends_with("(a.jsonl:1)"), "{said:?}");
}

#[test]
fn what_should_be_a_list_and_is_none_is_not_passed_over() {
    for (format, row) in [
        ("prodigy", r#"{"text":"حسن","spans":{"sc":[{"start":0,"end":3,"label":"date"}]}}"#),
        ("prodigy", r#"{"text":"حسن","relations":{}}"#),
        ("doccano", r#"{"text":"حسن","entities":"none"}"#),
        ("hf", r#"{"text":"حسن","spans":{"start":[0],"end":[3],"label":["date"]}}"#),
        ("hf", r#"{"text":"حسن","spans":[{"start":0,"end":3,"label":"a","attributes":[1]}]}"#),
        ("hf", r#"{"text":"حسن","meta":7}"#),
    ] {
        let format = Format::find(format).expect("it is there");
        let outcome = formats::import(format, &[Input::new("a.jsonl", row)], &Options::default());
        let error = outcome.expect_err(row);
        let said = error.to_string();
        let is_said = said.contains("is not a list") || said.contains("is not an object");
        assert!(is_said && error.line == 1, "{error}");
    }
}

#[test]
fn ids_may_be_numbers_or_missing() {
    let row = r#"{"text":"حسن رفت","spans":[{"id":1,"start":0,"end":3,"label":"person"},
        {"id":2,"start":4,"end":7,"label":"claim"}],
        "relations":[{"label":"claimant","from":2,"to":1}]}"#;
    let input = Input::new("a.jsonl", row.replace('\n', " "));
    let jsonl = Format::find("jsonl").expect("it is there");
    let imported = formats::import(jsonl, &[input], &Options::default()).expect("it is read");
    let document = &imported.documents[0].document;
    assert_eq!((document.id(), document.relations().count()), ("document-1", 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn mutated_exports_are_read_or_refused(
        which in 0_usize..100,
        cuts in proptest::collection::vec((0_usize..100_000, 0_usize..6, any::<u8>()), 1..6),
    ) {
        let all: Vec<&Format> = importers().filter(|it| it.export.is_some()).collect();
        let format = all[which % all.len()];
        let mut files = export(format, &documents()).files;
        for (at, kind, byte) in cuts {
            let which = at % files.len();
            let bytes = &mut files[which].1;
            let at = at % (bytes.len() + 1);
            match kind {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, byte),
                2 if at < bytes.len() => bytes[at] = byte,
                3 if at < bytes.len() => { bytes.remove(at); }
                4 => { bytes.splice(at..at, *b"99999999999"); }
                _ => { let end = bytes.len().min(at + 40); bytes.drain(at..end); }
            }
        }
        let inputs: Vec<Input> =
            files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
        if let Ok(imported) = formats::import(format, &inputs, &Options::default()) {
            for it in imported.documents {
                prop_assert!(it.document.schema().check().is_ok());
            }
        }
    }

    #[test]
    fn any_text_goes_through_every_format(source in "[ \n\r\t\u{1c}\u{85}\u{a0}\u{2028}\u{200c}\u{200f}😀👩🏽‍⚖️é<>&\"'|_\\[\\];*\\\\a-c۱۲/ء-ی]{1,60}",
                                          places in proptest::collection::vec((0_usize..60, 0_usize..60), 0..6)) {
        use hashiye::{edit::{self, AnnotationDraft}, model::{Document, Schema}, text::Text};
        let mut it = Document::new("any", Text::new(source), Schema::standard());
        let len = it.text().len_chars();
        let drafts: Vec<AnnotationDraft> = places.iter().filter_map(|&(a, b)| {
            let (a, b) = (a % (len + 1), b % (len + 1));
            Some(AnnotationDraft::new(it.text().range_of_chars(a.min(b), a.max(b)).ok()?, "claim"))
        }).collect();
        let transaction = edit::annotate(&it, drafts);
        it.apply(&transaction).expect("it fits");
        for format in formats::ALL.iter().filter(|it| it.export.is_some()) {
            let exported = export(format, std::slice::from_ref(&it));
            let Some(_) = format.import else { continue };
            let inputs: Vec<Input> =
                exported.files.iter().map(|(name, bytes)| Input::new(name, bytes.clone())).collect();
            if it.text().as_str().trim().is_empty() {
                continue;
            }
            let read = formats::import(format, &inputs, &Options::default());
            if !exported.losses.is_empty() {
                continue;
            }
            let read = read.expect("it is read");
            let document = &read.documents[0].document;
            let spans = |it: &Document| {
                let mut spans: Vec<_> = it.annotations().map(|span| {
                    let hull = span.extent.hull();
                    (it.text().char_of_byte(hull.start()), it.text().char_of_byte(hull.end()))
                }).collect();
                spans.sort_unstable();
                spans
            };
            if !["conll", "timeml"].contains(&format.id) {
                prop_assert_eq!(spans(document), spans(&it), "{}", format.id);
                let read = document.text().as_str();
                let written = it.text().as_str();
                let same = read == written || read.strip_suffix('\n') == Some(written);
                prop_assert!(same, "{}: {:?} {:?}", format.id, read, written);
            }
        }
    }
}

/// Imports one file, and says what came of it in words.
fn read(id: &str, name: &str, source: String) -> Result<formats::Imported, String> {
    let format = formats::ALL.iter().find(|it| it.id == id).expect("a known format");
    let inputs = [Input::new(name, source.into_bytes())];
    let read = formats::import(format, &inputs, &Options::default());
    read.map_err(|it| Strings::of_terminal().words_of(&it))
}

#[test]
fn twenty_thousand_documents_of_one_id_get_their_own_at_once() {
    let row = |at: usize| format!("{{\"id\": \"Same\", \"text\": \"خبر {}\"}}", at / 2);
    let rows: Vec<String> = (0..20_000).map(row).collect();
    let start = std::time::Instant::now();
    let read = read("jsonl", "a.jsonl", rows.join("\n")).expect("it is good");
    let ids: std::collections::BTreeSet<String> =
        read.documents.iter().map(|it| it.document.id().to_lowercase()).collect();
    assert_eq!((read.documents.len(), ids.len()), (20_000, 20_000));
    // The square took many minutes.
    assert!(start.elapsed() < std::time::Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn crowded_elements_are_refused_with_the_limit() {
    let each = |it: usize| format!(" a{it}=\"x\"");
    let crowded = (0..100_000).map(each).collect::<Vec<_>>().concat();
    let start = std::time::Instant::now();
    let source = format!("<TimeML><TEXT><s{crowded}>خبر</s></TEXT></TimeML>");
    let error = read("timeml", "a.tml", source).expect_err("too many");
    assert!(error.contains("1000 attributes"), "{error}");
    let link = |it: usize| format!("<TLINK timeID=\"t{it}\" relatedToTime=\"t0\"/>");
    let links = (0..50_000).map(link).collect::<Vec<_>>().concat();
    let date = |it: usize| format!("<TIMEX3 tid=\"t{it}\"/>");
    let dates = (0..50_000).map(date).collect::<Vec<_>>().concat();
    let deep = format!("{}خبر{}", "<s>".repeat(50_000), "</s>".repeat(50_000));
    let source = format!("<TimeML><TEXT>{dates}{links}{deep}</TEXT></TimeML>");
    assert_eq!(read("timeml", "a.tml", source).expect("it is good").documents.len(), 1);
    let open = format!("<TIMEX3>خبر</TIMEX3>{}", "<a &".repeat(200_000));
    let _any_outcome = read("timeml", "a.tml", open);
    assert!(start.elapsed() < std::time::Duration::from_mins(1), "{:?}", start.elapsed());
}
