//! Formats that are written document after document: whatever the parts, the file is the same.

use std::io::Write as _;

use hashiye::{
    dataset::{ExportPart, OutputPlace, Refusal, export_streamed, is_streamed},
    formats::{self, ExportStream, Exportable, Exported, Filter, Format, Options, StreamEnd},
    model::Document,
};
use proptest::prelude::*;

use super::find;
use crate::support::{MarkedText, document};

/// Every format and layout that is written document after document.
fn streamed() -> Vec<(&'static Format, Options)> {
    let mut all = Vec::new();
    for &format in formats::ALL {
        let layouts = format.layouts.iter().map(|it| Some((*it).to_owned()));
        for layout in layouts.chain([None]) {
            let options = Options { layout, ..Options::default() };
            if is_streamed(format, &options) {
                all.push((format, options));
            }
        }
    }
    all
}

/// Works on articles of which some have the same name, some several analysts, some no words.
fn works(seeds: &[u8]) -> Vec<(Document, String)> {
    const ARTICLES: [&str; 5] = [
        "[claimant#4→2 رئیس] [claim#2 kind=fact هوا [date#5 value=2022 فردا] خوب] است\u{2028}",
        "😀 [claimant#7→1 او] [claimant#7 گفت]: [claim#1 note=<&> پایان\nخط دوم] می\u{200C}[date آید]",
        "هیچ\n",
        "\n",
        "[claim هوا [claim خوب] است] و[claim ـه]ـوا",
    ];
    let work = |(at, &seed): (usize, &u8)| {
        let name = if seed % 3 == 0 { "same".to_owned() } else { format!("n{at}") };
        let article = ARTICLES[usize::from(seed) % ARTICLES.len()];
        (
            MarkedText::read(article).document(&name),
            ["", "a1", "b"][usize::from(seed) / 8 % 3].to_owned(),
        )
    };
    seeds.iter().enumerate().map(work).collect()
}

/// The file and all that is said of it, with documents handed over in parts of these sizes.
fn in_parts(
    format: &Format,
    documents: &[Exportable<'_>],
    options: &Options,
    sizes: &[usize],
) -> (Vec<u8>, Exported) {
    let mut survey = None;
    for _ in 0..2 {
        let mut stream = ExportStream::begin(format, options, survey).expect("it is streamed");
        let mut out = Vec::new();
        let mut rest = documents;
        for &size in sizes.iter().cycle() {
            let (part, behind) = rest.split_at(size.min(rest.len()));
            stream.add(part, &mut out).expect("memory");
            rest = behind;
            if rest.is_empty() {
                break;
            }
        }
        match stream.finish(&mut out).expect("memory") {
            StreamEnd::Written(exported) => return (out, *exported),
            StreamEnd::Again(seen) => survey = Some(seen),
        }
    }
    panic!("{}: the documents are what they were", format.id);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_file_is_the_same_whatever_the_parts(
        seeds in proptest::collection::vec(0_u8..=255, 0..24),
        sizes in proptest::collection::vec(1_usize..9, 1..5),
    ) {
        let works = works(&seeds);
        let exportables: Vec<Exportable<'_>> =
            works.iter().map(|(document, analyst)| Exportable { document, analyst }).collect();
        for (format, options) in streamed() {
            for labels in [vec![], vec!["claim".to_owned()]] {
                let filter = Filter { labels, ..Filter::default() };
                let options = Options { filter, ..options.clone() };
                let mut whole = formats::export(format, &exportables, &options).expect("written");
                let (_, bytes) = whole.files.pop().expect("one file");
                let (parts, said) = in_parts(format, &exportables, &options, &sizes);
                prop_assert!(parts == bytes, "{} {:?}", format.id, options.layout);
                prop_assert_eq!(format!("{said:?}"), format!("{whole:?}"), "{}", format.id);
            }
        }
    }
}

#[test]
fn every_format_of_one_file_is_streamed() {
    let default = Options::default();
    let ids: Vec<&str> = formats::ALL
        .iter()
        .filter(|it| it.single_file && !is_streamed(it, &default))
        .map(|it| it.id)
        .collect();
    assert_eq!(ids, Vec::<&str>::new());
}

#[test]
fn documents_with_one_name_are_named_apart_when_they_come_one_by_one() {
    let it = document("[claim هوا خوب است]");
    let works = ["a", "b"].map(|analyst| Exportable { document: &it, analyst });
    let (file, said) = in_parts(find("conllu"), &works, &Options::default(), &[1]);
    let text = String::from_utf8(file).expect("text");
    let names: Vec<&str> =
        text.lines().filter_map(|it| it.strip_prefix("# newdoc id = ")).collect();
    assert_eq!(names, ["test.a", "test.b"]);
    assert_eq!((said.counts.articles, said.counts.documents, said.counts.works), (1, 2, 2));
}

/// What is at a place after an export there whose reading of the documents did this.
fn attempted(
    read: impl FnMut(&mut ExportPart<'_>, usize) -> Result<(), Refusal>,
) -> (Vec<(String, String)>, Result<(), Refusal>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("all.conll"), "before").expect("written");
    let place = OutputPlace::File(folder.path().join("all.conll"));
    let written = export_streamed(find("conll"), &Options::default(), Some(&place), read);
    let outcome = written.and_then(|(mut planned, ())| planned.write(&place));
    let mut there: Vec<(String, String)> = std::fs::read_dir(folder.path())
        .expect("listed")
        .map(|it| it.expect("an entry").path())
        .map(|it| {
            let name = it.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(it).expect("text"))
        })
        .collect();
    there.sort_unstable();
    (there, outcome)
}

#[test]
fn an_export_that_fails_half_way_leaves_what_was_there() {
    let article = document("[claim هوا خوب است]");
    let one = [Exportable { document: &article, analyst: "a" }];
    let before = [("all.conll".to_owned(), "before".to_owned())];
    let (there, outcome) = attempted(|part, _| {
        part.add(&one, [])?;
        Err(Refusal::NoArticle)
    });
    assert_eq!(there, before);
    assert!(matches!(outcome, Err(Refusal::NoArticle)), "{outcome:?}");
    let (there, outcome) = attempted(|part, _| part.add(&one, []));
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(there.len(), 1);
    assert!(there[0].1.starts_with("-DOCSTART-"), "{there:?}");
}

#[test]
fn articles_that_change_while_they_are_read_are_read_again() {
    let article = |id: &str, marked: &str| {
        let it = document(marked);
        Document::new(id, it.text().clone(), it.schema().clone())
    };
    let same = [article("n", "الف"), article("n", "ب")];
    let more = article("n2", "پ");
    let mut read = Vec::new();
    let (there, outcome) = attempted(|part, attempt| {
        read.push(attempt);
        // Somebody adds an article between the first reading and the second.
        let added = (attempt > 0).then_some(&more);
        for document in same.iter().chain(added) {
            part.add(&[Exportable { document, analyst: "a" }], [])?;
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(read, [0, 1, 2]);
    assert_eq!(there[0].1.matches("-DOCSTART-").count(), 3, "{there:?}");
    let (there, outcome) = attempted(|part, attempt| {
        let other = article(&format!("n{attempt}"), "پ");
        for document in same.iter().chain([&other]) {
            part.add(&[Exportable { document, analyst: "a" }], [])?;
        }
        Ok(())
    });
    assert!(matches!(outcome, Err(Refusal::ChangedMeanwhile)), "{outcome:?}");
    assert_eq!(there, [("all.conll".to_owned(), "before".to_owned())]);
}

#[test]
fn a_plan_counts_the_bytes_that_are_written() {
    let article = document("[claim هوا خوب است] [date#5 value=2022 فردا]");
    let one = [Exportable { document: &article, analyst: "a" }];
    for (format, options) in streamed() {
        let planned = export_streamed(format, &options, None, |part, _| part.add(&one, []));
        let planned = planned.expect("nothing is refused").0;
        let whole = formats::export(format, &one, &options).expect("written");
        let sizes: Vec<(&String, u64)> =
            whole.files.iter().map(|(name, it)| (name, it.len() as u64)).collect();
        assert_eq!(planned.files(), sizes, "{}", format.id);
    }
}

#[test]
fn a_file_that_waits_is_nowhere_once_it_is_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/all.jsonl");
    let mut staged = hashiye::store::StagedFile::begin(&path).expect("it begins");
    staged.write_all(b"half").expect("written");
    drop(staged);
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
    let mut staged = hashiye::store::StagedFile::begin(&path).expect("it begins");
    staged.write_all(b"whole").expect("written");
    staged.commit().expect("it is put there");
    assert_eq!(std::fs::read(&path).expect("there"), b"whole");
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
}
