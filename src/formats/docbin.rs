//! spaCy's `DocBin`, which its training reads: tokens, entities, all spans, everything else as data.
//!
//! The container is zlib over `MessagePack`; strings are named by their hash, `MurmurHash64A` with the
//! seed 1, but for some hundred that spaCy numbers. (`spacy.tokens._serialize`, version 0.1.)

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::LazyLock,
};

use flate2::{Compression, write::ZlibEncoder};
use rmp::encode as pack;

use super::{
    Cannot, DocumentRemarks, DocumentView, DocumentWriter, Export, Format, OffsetUnit, SpanView,
    StreamedFile,
    prodigy::TokenPlaces,
    streaming::on_all_cores,
    tokens::{SpacedToken, flat, off_tokens, spaced_tokens},
};

pub(super) const FORMAT: Format = Format {
    id: "docbin",
    title: "spaCy DocBin",
    extension: "spacy",
    single_file: true,
    offset_unit: OffsetUnit::Token,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::Streamed { begin: |_, _| corpus(), needs_survey: false }),
    ..Format::BARE
};

/// spaCy's numbers for what a token can say: its words, and whether it is in an entity of a type.
const ATTRIBUTES: [u64; 3] = [65, 77, 78];
/// The group of `doc.spans` that holds every span; spaCy's span categorizer looks there.
const GROUP: &str = "sc";
/// Where a token stands in an entity: inside, outside, at its beginning.
const IOB: [u64; 3] = [1, 2, 3];

fn corpus() -> StreamedFile {
    StreamedFile { name: "corpus.spacy".to_owned(), writer: Box::new(DocBin::default()) }
}

/// The parts of a `DocBin`, each over all documents. One stands behind the other in the file, with its
/// length before it, so that all of them wait until the last document is there: in the fewest bytes that do.
#[derive(Default)]
struct DocBin {
    /// The words of all tokens, as places in the table of strings.
    words: Vec<u32>,
    /// The entities that tokens stand in, from the first token on.
    entities: Vec<EntityRun>,
    spaces: Vec<u8>,
    lengths: Vec<u8>,
    documents: u32,
    strings: StringTable,
    span_groups: Vec<u8>,
    user_data: Vec<u8>,
}

/// Tokens that say the same of their entity.
#[derive(Clone, Copy, PartialEq, Eq)]
struct EntityRun {
    count: u32,
    iob: u64,
    /// What spaCy calls the label.
    label: u64,
}

/// Every string, with what spaCy calls it.
#[derive(Default)]
struct StringTable {
    places: HashMap<String, u32>,
    numbers: Vec<u64>,
}

impl StringTable {
    fn place(&mut self, string: &str) -> u32 {
        if let Some(&place) = self.places.get(string) {
            return place;
        }
        let place = length(self.numbers.len());
        self.numbers.push(match SYMBOLS.get(string) {
            Some(&number) => number,
            None => murmur_hash_64a(string.as_bytes(), 1),
        });
        self.places.insert(string.to_owned(), place);
        place
    }

    fn number_at(&self, place: u32) -> u64 {
        self.numbers.get(place as usize).copied().unwrap_or_default()
    }

    fn number(&mut self, string: &str) -> u64 {
        let place = self.place(string);
        self.number_at(place)
    }
}

/// A document before its strings have numbers.
struct TokenizedDocument<'v> {
    tokens: Vec<SpacedToken>,
    /// Where each token stands in an entity, and its label.
    entities: Vec<(u64, &'v str)>,
    /// The first and the last token of each span.
    places: Vec<(usize, usize)>,
    user_data: Vec<u8>,
    remarks: DocumentRemarks,
}

impl<'v> TokenizedDocument<'v> {
    fn new(view: &'v DocumentView<'_>) -> Self {
        let tokens = spaced_tokens(view);
        let places = TokenPlaces::new(&tokens);
        let [inside, outside, begins] = IOB;
        let mut entities = vec![(outside, ""); tokens.len()];
        for span in flat(view, |_| true).into_iter().filter_map(|at| view.spans.get(at)) {
            let (first, last) = places.of(span);
            let covered = entities.get_mut(first..=last).unwrap_or_default();
            covered.fill((inside, span.label()));
            if let Some(entity) = covered.first_mut() {
                entity.0 = begins;
            }
        }
        let places = view.spans.iter().map(|it| places.of(it)).collect();
        let remarks = DocumentRemarks { note: off_tokens(view), ..DocumentRemarks::default() };
        Self { tokens, entities, places, user_data: user_data(view), remarks }
    }
}

impl DocumentWriter for DocBin {
    fn add(
        &mut self,
        views: &[DocumentView<'_>],
        _out: &mut dyn Write,
    ) -> io::Result<Vec<DocumentRemarks>> {
        let tokenized = on_all_cores(views, |_, view| TokenizedDocument::new(view));
        let both = views.iter().zip(tokenized);
        Ok(both.map(|(view, document)| self.add_document(view, document)).collect())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        let mut out = ZlibEncoder::new(out, Compression::default());
        self.write(&mut out)?;
        out.finish().map(|_out| ())
    }
}

impl DocBin {
    fn add_document(
        &mut self,
        view: &DocumentView<'_>,
        document: TokenizedDocument<'_>,
    ) -> DocumentRemarks {
        let TokenizedDocument { tokens, entities, places, user_data, remarks } = document;
        for (it, (iob, label)) in tokens.iter().zip(entities) {
            let word = view.source().get(it.token.start..it.token.end).unwrap_or_default();
            self.words.push(self.strings.place(word));
            let label = self.strings.number(label);
            match self.entities.last_mut() {
                Some(run) if (run.iob, run.label) == (iob, label) && run.count < u32::MAX => {
                    run.count += 1;
                }
                _ => self.entities.push(EntityRun { count: 1, iob, label }),
            }
            self.spaces.push(u8::from(it.space));
        }
        self.lengths.extend(i32::try_from(tokens.len()).unwrap_or(i32::MAX).to_le_bytes());
        let records: Vec<Vec<u8>> =
            view.spans.iter().zip(places).map(|(span, place)| self.record(span, place)).collect();
        binary(&mut self.span_groups, &groups(&records));
        binary(&mut self.user_data, &user_data);
        self.documents += 1;
        remarks
    }

    /// A span of a group, as the C struct `>QQQllll`: id, knowledge base, label, tokens, characters.
    fn record(&mut self, span: &SpanView<'_>, (first, last): (usize, usize)) -> Vec<u8> {
        let mut record = Vec::with_capacity(40);
        for number in [self.strings.number(&span.id()), 0, self.strings.number(span.label())] {
            record.extend(number.to_be_bytes());
        }
        for offset in [first, last + 1, span.start_char, span.end_char] {
            record.extend(i32::try_from(offset).unwrap_or(i32::MAX).to_be_bytes());
        }
        record
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let count = self.documents as usize;
        let mut out = Vec::new();
        map(&mut out, 10);
        string(&mut out, "version");
        string(&mut out, "0.1");
        string(&mut out, "attrs");
        list(&mut out, ATTRIBUTES.len());
        for it in ATTRIBUTES {
            number(&mut out, it);
        }
        string(&mut out, "tokens");
        binary_length(&mut out, self.words.len() * ATTRIBUTES.len() * size_of::<u64>())?;
        to.write_all(&out)?;
        self.write_tokens(to)?;
        for (key, value) in [("spaces", &self.spaces), ("lengths", &self.lengths)] {
            out.clear();
            string(&mut out, key);
            binary_length(&mut out, value.len())?;
            to.write_all(&out)?;
            to.write_all(value)?;
        }
        out.clear();
        let mut strings: Vec<&str> = self.strings.places.keys().map(String::as_str).collect();
        strings.sort_unstable();
        string(&mut out, "strings");
        list(&mut out, strings.len());
        for it in strings {
            string(&mut out, it);
        }
        string(&mut out, "cats");
        list(&mut out, count);
        (0..count).for_each(|_| map(&mut out, 0));
        string(&mut out, "flags");
        list(&mut out, count);
        for _ in 0..count {
            map(&mut out, 1);
            string(&mut out, "has_unknown_spaces");
            let _infallible = pack::write_bool(&mut out, false);
        }
        for (key, values) in [("span_groups", &self.span_groups), ("user_data", &self.user_data)] {
            string(&mut out, key);
            list(&mut out, count);
            to.write_all(&out)?;
            to.write_all(values)?;
            out.clear();
        }
        Ok(())
    }

    /// Three numbers for each token.
    fn write_tokens(&self, to: &mut impl Write) -> io::Result<()> {
        let mut words = self.words.iter();
        let mut out = Vec::new();
        for run in &self.entities {
            for &word in words.by_ref().take(run.count as usize) {
                for number in [self.strings.number_at(word), run.iob, run.label] {
                    out.extend(number.to_le_bytes());
                }
                if out.len() > 1 << 16 {
                    to.write_all(&out)?;
                    out.clear();
                }
            }
        }
        to.write_all(&out)
    }
}

fn groups(records: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    if records.is_empty() {
        list(&mut out, 0);
        return out;
    }
    let mut group = Vec::new();
    map(&mut group, 3);
    string(&mut group, "name");
    string(&mut group, GROUP);
    string(&mut group, "attrs");
    map(&mut group, 0);
    string(&mut group, "spans");
    list(&mut group, records.len());
    for record in records {
        binary(&mut group, record);
    }
    map(&mut out, 1);
    binary(&mut out, &group);
    list(&mut out, 1);
    string(&mut out, GROUP);
    out
}

fn user_data(view: &DocumentView<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    map(&mut out, 3);
    string(&mut out, "doc_id");
    string(&mut out, view.id());
    string(&mut out, "span_attributes");
    let said: Vec<_> = view.spans.iter().filter(|it| !it.attributes.is_empty()).collect();
    map(&mut out, said.len());
    for span in said {
        string(&mut out, &span.id());
        map(&mut out, span.attributes.len());
        for (key, value) in &span.attributes {
            string(&mut out, key);
            string(&mut out, value);
        }
    }
    string(&mut out, "relations");
    list(&mut out, view.relations.len());
    for link in &view.relations {
        list(&mut out, 3);
        string(&mut out, &link.relation.from.to_string());
        string(&mut out, &link.relation.to.to_string());
        string(&mut out, link.label());
    }
    out
}

// Writing to memory cannot fail; of what is less than all documents, lengths beyond 4 GiB are not met.

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// What stands before so many bytes.
///
/// Fails for more than the format can count.
fn binary_length(out: &mut Vec<u8>, length: usize) -> io::Result<()> {
    let length = u32::try_from(length).map_err(|_more| io::ErrorKind::FileTooLarge)?;
    let _infallible = pack::write_bin_len(out, length);
    Ok(())
}

fn map(out: &mut Vec<u8>, len: usize) {
    let _infallible = pack::write_map_len(out, length(len));
}

fn list(out: &mut Vec<u8>, len: usize) {
    let _infallible = pack::write_array_len(out, length(len));
}

fn string(out: &mut Vec<u8>, value: &str) {
    let _infallible = pack::write_str(out, value);
}

fn binary(out: &mut Vec<u8>, value: &[u8]) {
    let _infallible = pack::write_bin(out, value);
}

fn number(out: &mut Vec<u8>, value: u64) {
    let _infallible = pack::write_uint(out, value);
}

/// The strings that spaCy numbers instead of hashing (`spacy.symbols`).
static SYMBOLS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/formats/spacy_symbols.json"))
        .unwrap_or_default()
});

/// Austin Appleby's `MurmurHash64A`, in the public domain.
fn murmur_hash_64a(data: &[u8], seed: u64) -> u64 {
    const MULTIPLIER: u64 = 0xC6A4_A793_5BD1_E995;
    const SHIFT: u32 = 47;
    let mut hash = seed ^ (data.len() as u64).wrapping_mul(MULTIPLIER);
    let (blocks, tail) = data.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(MULTIPLIER);
        k = (k ^ (k >> SHIFT)).wrapping_mul(MULTIPLIER);
        hash = (hash ^ k).wrapping_mul(MULTIPLIER);
    }
    if !tail.is_empty() {
        let rest = tail.iter().rev().fold(0, |rest, &byte| (rest << 8) | u64::from(byte));
        hash = (hash ^ rest).wrapping_mul(MULTIPLIER);
    }
    hash = (hash ^ (hash >> SHIFT)).wrapping_mul(MULTIPLIER);
    hash ^ (hash >> SHIFT)
}
