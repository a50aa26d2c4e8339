//! Every reader of the program on bytes that libFuzzer makes up, guided by what they reach.
//!
//! One binary holds them all; `READER` chooses one: the id of a format that can be imported, or one of
//! [`OWN`]. `run.sh` beside this file starts them one after the other. A reader answers with what it
//! read or with an error that says something; a panic, two seconds for less than a megabyte or one gigabyte are a finding.
#![no_main]

#[path = "../suite/support/archive.rs"]
mod archive;
mod case;
mod desk;
mod repeats;
mod seeds;

use std::{path::Path, sync::LazyLock};

use hashiye::{
    formats::{self, Exportable, Format, Imported, Input, Options},
    language::words,
    messages::Strings,
    model::Schema,
    recognize::{self, Context},
    store::{self, JournalStep},
    text::Article,
};
use libfuzzer_sys::fuzz_target;

type Reader = fn(&[u8]);

/// Readers that are no format's: of archives by what is packed in them, of files whose format is to be
/// found out, and of the program's own files.
const OWN: [(&str, Reader); 11] = [
    ("docx", docx),
    ("xlsx", xlsx),
    ("any", any),
    ("ron", |bytes| annotations("news.txt.a1.ron", bytes)),
    ("json", |bytes| annotations("news.txt.a1.json", bytes)),
    ("journal", journal),
    ("lock", lock),
    ("schema", schema),
    ("article", article),
    ("page", page),
    ("settings", settings),
];

type AnyReader = Box<dyn Fn(&[u8]) + Send + Sync>;

static READER: LazyLock<AnyReader> = LazyLock::new(|| {
    let name = std::env::var("READER").unwrap_or_default();
    reader(&name).expect("READER is a format that can be imported or a reader of our own")
});

fn reader(name: &str) -> Option<AnyReader> {
    if let Some((_, read)) = OWN.iter().find(|it| it.0 == name) {
        return Some(Box::new(read));
    }
    let format = Format::find(name).filter(|it| it.import.is_some())?;
    Some(Box::new(|bytes| dataset(format, bytes)))
}

/// Everything that can be [`reader`].
fn names() -> impl Iterator<Item = &'static str> {
    let formats = formats::ALL.iter().filter(|it| it.import.is_some());
    formats.map(|it| it.id).chain(OWN.iter().map(|it| it.0))
}

fuzz_target!(init: begin(), |bytes: &[u8]| READER(bytes));

/// With `REPEATS`, every reader is tried on inputs of a megabyte that repeat something, and nothing is
/// fuzzed. With `SEEDS` naming a folder, what to start from is written there and nothing is fuzzed;
/// `SEEDS_OF` may name readers with a dataset of another program each, `READER=FOLDER READER=FOLDER`.
fn begin() {
    // The fuzzer ends the process at every panic, also at one that the reader of Parquet catches; what
    // is not caught ends it all the same.
    drop(std::panic::take_hook());
    if std::env::var_os("REPEATS").is_some() {
        std::process::exit(i32::from(repeats::are_slow()));
    }
    let Some(folder) = std::env::var_os("SEEDS") else { return };
    let others = std::env::var("SEEDS_OF").unwrap_or_default();
    seeds::write(Path::new(&folder), others.split_whitespace()).expect("seeds can be written");
    std::process::exit(0);
}

/// A foreign dataset. What was read can be written in every format, and what the same format wrote
/// is read again.
fn dataset(format: &'static Format, bytes: &[u8]) {
    files(format, &case::inputs(format, bytes), bytes.len());
}

/// A document of Word, by the part that holds its text: no fuzzer would hit the archive around it.
fn docx(bytes: &[u8]) {
    let packed = archive::archive(&[("word/document.xml", bytes)]);
    let format = Format::find("text").expect("it is there");
    files(format, &[Input::new("data.docx", packed)], bytes.len());
}

/// A spreadsheet, by its sheet and, behind a cut, the strings that its cells share.
fn xlsx(bytes: &[u8]) {
    let format = Format::find("table").expect("it is there");
    let parts = case::inputs(format, bytes);
    let [sheet, shared @ ..] = parts.as_slice() else { return };
    let shared = shared.first().map_or(&[][..], |it| &it.bytes);
    let packed = archive::workbook(&sheet.bytes, shared);
    files(format, &[Input::new("data.xlsx", packed)], bytes.len());
}

/// Files of any format, which is found out.
fn any(bytes: &[u8]) {
    let name = formats::ALL[bytes.len() % formats::ALL.len()];
    if let Some((format, imported)) =
        formats::import_any(&case::inputs(name, bytes), &Options::default())
    {
        again(format, &imported, bytes.len());
    }
}

/// Files of a format; `number` chooses another format to write what was read in.
fn files(format: &'static Format, inputs: &[Input], number: usize) {
    match formats::import(format, inputs, &Options::default()) {
        Ok(imported) => again(format, &imported, number),
        Err(error) => assert!(!error.to_string().is_empty(), "an error says what is wrong"),
    }
}

/// What was read can be written and read again.
fn again(format: &'static Format, imported: &Imported, number: usize) {
    let documents: Vec<Exportable<'_>> = imported
        .documents
        .iter()
        .map(|it| Exportable { document: &it.document, analyst: &it.analyst })
        .collect();
    for it in &documents {
        assert!(it.document.schema().check().is_ok(), "the schema is sound");
    }
    let export = |to| formats::export(to, &documents, &Options::default());
    // One a case keeps the cases fast.
    let other = number % formats::ALL.len();
    let _any = formats::ALL.get(other).and_then(|it| export(it));
    if let Some(written) = export(format).filter(|_| !documents.is_empty()) {
        let again = formats::import(format, &case::written(written), &Options::default());
        assert!(again.is_ok(), "what we wrote can be read: {:?}", again.err());
    }
}

/// An annotation file, opened for work as the window does.
fn annotations(name: &str, bytes: &[u8]) {
    work(&[(desk::NAME, desk::ARTICLE.as_bytes()), (name, bytes)]);
}

/// A journal. Its checksums are made here, since no fuzzer would hit them; a line that begins with
/// `!` stands as it is.
fn journal(bytes: &[u8]) {
    let mut lines = Vec::new();
    for line in bytes.split(|&it| it == b'\n') {
        if let Some(line) = line.strip_prefix(b"!") {
            lines.extend_from_slice(line);
        } else {
            lines.extend_from_slice(format!("{:08x} ", crc32fast::hash(line)).as_bytes());
            lines.extend_from_slice(line);
        }
        lines.push(b'\n');
    }
    work(&[
        (desk::NAME, desk::ARTICLE.as_bytes()),
        (desk::TAGS, &READ_TAGS),
        (desk::JOURNAL, &lines),
    ]);
}

/// Another holder's lock.
fn lock(bytes: &[u8]) {
    work(&[(desk::NAME, desk::ARTICLE.as_bytes()), (desk::LOCK, bytes)]);
}

/// The annotation file that journals are replayed on.
static READ_TAGS: LazyLock<Vec<u8>> = LazyLock::new(|| desk::read(&desk::worked_on(), desk::TAGS));

/// Opens what lies in a folder for work, undoes and redoes everything, and saves.
fn work(files: &[(&str, &[u8])]) {
    let mut started = match desk::open(&desk::with(files)) {
        Ok(started) => started,
        Err(error) => return assert!(!error.to_string().is_empty(), "an error says what is wrong"),
    };
    for finding in &started.findings {
        assert!(!Strings::of_terminal().words_of(finding).is_empty());
    }
    // A step that was forged with its checksum may not fit; that is refused, as a whole.
    while let Some(step) = started.history.undo()
        && started.document.apply(&step).is_ok()
    {
        let _read_only = started.files.record(JournalStep::Undo);
    }
    while let Some(step) = started.history.redo()
        && started.document.apply(&step).is_ok()
    {
        let _read_only = started.files.record(JournalStep::Redo);
    }
    let _read_only = started.files.save(&started.document);
    let _refused = started.files.finish(&started.document);
}

/// A folder's schema; what is read is written so that it is read again.
fn schema(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    match Schema::from_ron(&source) {
        Ok(schema) => {
            let again = Schema::from_ron(&schema.to_ron());
            assert_eq!(again.as_ref().ok(), Some(&schema), "it is read as it was written");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// An article in any encoding, its words, claims and dates.
fn article(bytes: &[u8]) {
    let Ok(article) = Article::decode(bytes.to_vec()) else { return };
    let text = &article.text;
    let _words = words(text, 0..text.len_bytes());
    for mention in recognize::ALL.iter().flat_map(|it| (it.find)(text, &Context::default())) {
        assert!(mention.pieces.iter().all(|&it| !text.slice(it).is_empty()));
    }
}

/// A web page, of which the text is taken out.
fn page(bytes: &[u8]) {
    in_memory("page.html", bytes, |path| {
        if let Err(error) = store::read_article(path) {
            assert!(!error.to_string().is_empty());
        }
    });
}

/// The settings and the files opened last.
fn settings(bytes: &[u8]) {
    in_memory("settings.ron", bytes, |path| {
        let config = store::ConfigFolder::at(path.parent().expect("it lies in a folder"));
        let _either = config.settings::<hashiye::session::Settings>();
    });
}

/// Gives `read` a file with these bytes, in a folder of this process in memory.
fn in_memory(name: &str, bytes: &[u8], read: impl FnOnce(&Path)) {
    let shared = Path::new("/dev/shm");
    let place = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
    let folder = place.join(format!("hashiye-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("there is memory");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("there is memory");
    read(&path);
    let _gone = std::fs::remove_dir_all(&folder);
}
