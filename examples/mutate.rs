//! Damages files of every format at random and reads them: `mutate SECONDS SEED [FORMAT …] [FOLDER …]`.
//!
//! A format is the id of one to try; a folder is named as its format and holds real files to start
//! from, beside what our exporters write. The last case tried stands in `mutate.case`, so that one
//! that ends the process can be tried again with `mutate case FORMAT NUMBER [FOLDER]`.

use std::{
    fs,
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use hashiye::{
    edit::{self, Draft},
    formats::{self, Exportable, Format, Input, Options},
    model::{AnnotationId, Document, Extent, Schema},
    text::Text,
};

/// A case that takes longer than this is a hang.
const LONGEST: Duration = Duration::from_secs(10);
/// What damage is made of, beside bytes of the files themselves.
const TOKENS: [&str; 30] = [
    "0",
    "-1",
    "99999999999",
    "18446744073709551615",
    "1e308",
    "\"",
    "'",
    "\\",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "<",
    "</",
    "&#0;",
    "&amp;",
    "]]>",
    "\u{FEFF}",
    "\u{200F}",
    "😀",
    "|",
];

/// Random numbers that are the same on every machine (Vigna's splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Cases tried.
static DONE: AtomicU64 = AtomicU64::new(0);

type Files = Vec<(String, Vec<u8>)>;

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |it: &&&Format| {
        it.import.is_some() && (words.len() <= 2 || words.iter().any(|word| word == it.id))
    };
    let importers: Vec<&Format> = formats::ALL.iter().filter(wanted).copied().collect();
    let corpora: Vec<Vec<Files>> =
        importers.iter().map(|it| corpus(it, &words)).collect::<io::Result<_>>()?;
    if let [first, _, number, ..] = words.as_slice()
        && first == "case"
    {
        let number = number.parse().unwrap_or(0);
        for (format, corpus) in importers.iter().zip(&corpora) {
            let files = mutated(corpus, &mut Random(number));
            fs::write("mutate.files", format!("{files:?}"))?;
            for (name, bytes) in &files {
                fs::write(format!("mutate.{}", name.replace('/', "_")), bytes)?;
            }
            try_case(format, files);
        }
        return Ok(());
    }
    let number = |at: usize| words.get(at).and_then(|it: &String| it.parse::<u64>().ok());
    let (seconds, seed) = (number(0).unwrap_or(60), number(1).unwrap_or(0));
    panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(|| watch(&DONE));
    let mut random = Random(seed);
    for (format, corpus) in importers.iter().zip(&corpora) {
        let share = Duration::from_secs(seconds) / u32::try_from(importers.len()).unwrap_or(1);
        let (since, mut count, mut read) = (Instant::now(), 0_u64, 0_u64);
        let mut slowest = Duration::ZERO;
        while since.elapsed() < share {
            let case = random.next();
            fs::write("mutate.case", format!("{} {case}\n", format.id))?;
            let files = mutated(corpus, &mut Random(case));
            let started = Instant::now();
            match panic::catch_unwind(AssertUnwindSafe(|| try_case(format, files))) {
                Ok(true) => read += 1,
                Ok(false) => {}
                Err(_) => writeln!(io::stdout(), "PANIC {} {case}", format.id)?,
            }
            slowest = slowest.max(started.elapsed());
            count += 1;
            DONE.fetch_add(1, Ordering::Relaxed);
        }
        writeln!(io::stdout(), "{}: {count} cases, {read} read, slowest {slowest:?}", format.id)?;
    }
    Ok(())
}

/// Ends the process when a case hangs.
fn watch(done: &AtomicU64) {
    let mut before = u64::MAX;
    loop {
        std::thread::sleep(LONGEST);
        let now = done.load(Ordering::Relaxed);
        if now == before {
            let case = fs::read_to_string("mutate.case").unwrap_or_default();
            let _gone = writeln!(io::stdout(), "HANG {case}");
            std::process::exit(1);
        }
        before = now;
    }
}

/// Reads files; true when they were read and what was read can be written again.
fn try_case(format: &Format, files: Files) -> bool {
    let inputs: Vec<Input> =
        files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    let imported = match formats::import(format, &inputs, &Options::default()) {
        Ok(imported) => imported,
        Err(error) => {
            assert!(!error.to_string().is_empty(), "an error says what is wrong");
            return false;
        }
    };
    let documents: Vec<Exportable<'_>> = imported
        .documents
        .iter()
        .map(|it| Exportable { document: &it.document, analyst: &it.analyst })
        .collect();
    for it in &imported.documents {
        assert!(it.document.schema().check().is_ok(), "the schema is sound");
    }
    // One a case keeps the cases fast; the first document's length chooses which.
    let which = imported.documents.first().map_or(0, |it| it.document.text().len_bytes());
    if let Some(format) = formats::ALL.get(which % formats::ALL.len()) {
        let _any = formats::export(format, &documents, &Options::default());
    }
    true
}

/// One of the corpus, damaged in one to eight places.
fn mutated(corpus: &[Files], random: &mut Random) -> Files {
    let mut files = random.of(corpus).cloned().unwrap_or_default();
    for _ in 0..=random.below(8) {
        let other = random.of(corpus).and_then(|it| random.of(it)).map(|it| it.1.clone());
        let which = random.below(files.len());
        let Some((_, bytes)) = files.get_mut(which) else { continue };
        damage(bytes, &other.unwrap_or_default(), random);
    }
    files
}

fn damage(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let short = random.below(40);
    let end = bytes.len().min(at + short);
    match random.below(12) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, u8::try_from(random.below(256)).unwrap_or(0)),
        2 | 3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        4 => drop(bytes.drain(at..end)),
        5 | 6 => {
            let token = random.of(&TOKENS).copied().unwrap_or_default();
            drop(bytes.splice(at..at, token.bytes()));
        }
        7 => {
            let token = random.of(&TOKENS).copied().unwrap_or_default();
            drop(bytes.splice(at..end, token.bytes()));
        }
        8 => {
            let copy = bytes.get(at..end).unwrap_or_default().repeat(1 + random.below(20));
            drop(bytes.splice(at..at, copy));
        }
        9 => {
            let from = random.below(other.len());
            let piece = other.get(from..other.len().min(from + 200)).unwrap_or_default();
            drop(bytes.splice(at..end, piece.iter().copied()));
        }
        10 => {
            let mut lines: Vec<&[u8]> = bytes.split(|&it| it == b'\n').collect();
            let (one, two) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(one, two);
            *bytes = lines.join(&b'\n');
        }
        _ => {
            // Another number where one stands.
            let start = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|it| at + it);
            let Some(start) = start else { return };
            let digits = bytes.iter().skip(start).take_while(|it| it.is_ascii_digit()).count();
            let number = random.next() >> random.below(64);
            drop(bytes.splice(start..start + digits, number.to_string().into_bytes()));
        }
    }
}

/// What to start from: what our exporter writes in each layout, and the files of a folder called as
/// the format is.
fn corpus(format: &Format, words: &[String]) -> io::Result<Vec<Files>> {
    let documents = documents();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "a1" }).collect();
    let layouts = if format.layouts.is_empty() { &[""] } else { format.layouts };
    let mut all: Vec<Files> = Vec::new();
    for layout in layouts {
        let layout = (!layout.is_empty()).then(|| (*layout).to_owned());
        let options = Options { layout, ..Options::default() };
        all.extend(formats::export(format, &exportables, &options).map(|it| it.files));
    }
    for folder in words.iter().filter(|it| Path::new(it).ends_with(format.id)) {
        let mut files = Files::new();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.push((name, fs::read(entry.path())?));
            }
        }
        all.push(files);
    }
    Ok(all)
}

/// Documents with all that a format may have to hold.
fn documents() -> Vec<Document> {
    let source = "😀 او گفت: «A<B> & \"C\" \\ D»\tپایان\nخط دوم\u{200F} است\n\nهوا خوب است.\n";
    let mut it = Document::new("one", Text::new(source), Schema::standard());
    let range = |from: usize, to: usize| it.text().range_of_chars(from, to).ok();
    let places = [(2, 4), (10, 26), (27, 36), (30, 33), (28, 35)];
    let mut drafts: Vec<Draft> = places
        .iter()
        .zip(["claimant", "claim", "date", "date", "claim"])
        .filter_map(|(&(from, to), label)| Some(Draft::new(range(from, to)?, label)))
        .collect();
    let pieces = [range(2, 4), range(5, 8)].into_iter().flatten();
    drafts.extend(Extent::of(pieces).map(|it| Draft::new(it, "claimant")));
    for draft in &mut drafts {
        draft.attributes = draft.attributes.clone().with("note", "a|b_c[d]*;\tg\nh \"j\" <k>");
        draft.attributes = draft.attributes.clone().with("value", "2021-12-31");
    }
    let tags = edit::annotate(&it, drafts);
    let _fits = it.apply(&tags);
    for (from, to) in [(2, 1), (3, 4), (2, 2)] {
        if let Some(link) = edit::relate(&it, AnnotationId(from), AnnotationId(to), "claimant") {
            let _fits = it.apply(&link);
        }
    }
    if let Some(day) = edit::set_meta(&it, "published", "2021-12-31") {
        let _fits = it.apply(&day);
    }
    vec![it, Document::new("two", Text::new("هیچ\n"), Schema::standard())]
}
