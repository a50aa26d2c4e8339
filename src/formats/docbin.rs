//! spaCy's `DocBin`, which its training reads: tokens, entities, all spans, everything else as data.
//!
//! The container is zlib over `MessagePack`; strings are named by their hash, `MurmurHash64A` with the
//! seed 1, but for some hundred that spaCy numbers. (`spacy.tokens._serialize`, version 0.1.)

use std::{
    collections::{BTreeSet, HashMap},
    io::Write as _,
    sync::LazyLock,
};

use rmp::encode as pack;

use super::{
    Cannot, DocumentView, Format, OffsetUnit, Options, Output, SpanView,
    prodigy::TokenPlaces,
    tokens::{flat, off_tokens, spaced_tokens},
};

pub(super) const FORMAT: Format = Format {
    id: "docbin",
    title: "spaCy DocBin",
    extension: "spacy",
    single_file: true,
    offset_unit: OffsetUnit::Token,
    cannot_carry: &[Cannot::Metadata],
    export: Some(export),
    ..Format::BARE
};

/// spaCy's numbers for what a token can say: its words, and whether it is in an entity of a type.
const ATTRIBUTES: [u64; 3] = [65, 77, 78];
/// The group of `doc.spans` that holds every span; spaCy's span categorizer looks there.
const GROUP: &str = "sc";
/// Where a token stands in an entity: inside, outside, at its beginning.
const IOB: [u64; 3] = [1, 2, 3];

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut bin = DocBin::default();
    for it in views {
        bin.add(it);
    }
    let notes = off_tokens(views).into_iter().collect();
    Output { notes, ..Output::file("corpus.spacy", bin.bytes()) }
}

/// The parts of a `DocBin`, each over all documents.
#[derive(Default)]
struct DocBin {
    tokens: Vec<u8>,
    spaces: Vec<u8>,
    lengths: Vec<u8>,
    documents: u32,
    strings: BTreeSet<String>,
    span_groups: Vec<Vec<u8>>,
    user_data: Vec<Vec<u8>>,
}

impl DocBin {
    fn add(&mut self, view: &DocumentView<'_>) {
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
        for (it, (iob, label)) in tokens.iter().zip(entities) {
            let word = view.source().get(it.token.start..it.token.end).unwrap_or_default();
            for number in [self.string(word), iob, self.string(label)] {
                self.tokens.extend(number.to_le_bytes());
            }
            self.spaces.push(u8::from(it.space));
        }
        self.lengths.extend(i32::try_from(tokens.len()).unwrap_or(i32::MAX).to_le_bytes());
        let records: Vec<Vec<u8>> =
            view.spans.iter().map(|span| self.record(span, places.of(span))).collect();
        self.span_groups.push(groups(&records));
        self.user_data.push(user_data(view));
        self.documents += 1;
    }

    /// A span of a group, as the C struct `>QQQllll`: id, knowledge base, label, tokens, characters.
    fn record(&mut self, span: &SpanView<'_>, (first, last): (usize, usize)) -> Vec<u8> {
        let mut record = Vec::with_capacity(40);
        for number in [self.string(&span.id()), 0, self.string(span.label())] {
            record.extend(number.to_be_bytes());
        }
        for offset in [first, last + 1, span.start_char, span.end_char] {
            record.extend(i32::try_from(offset).unwrap_or(i32::MAX).to_be_bytes());
        }
        record
    }

    /// What spaCy calls a string.
    fn string(&mut self, string: &str) -> u64 {
        if !self.strings.contains(string) {
            self.strings.insert(string.to_owned());
        }
        match SYMBOLS.get(string) {
            Some(&number) => number,
            None => murmur_hash_64a(string.as_bytes(), 1),
        }
    }

    fn bytes(self) -> Vec<u8> {
        let mut out = Vec::new();
        let count = self.documents;
        map(&mut out, 10);
        string(&mut out, "version");
        string(&mut out, "0.1");
        string(&mut out, "attrs");
        list(&mut out, ATTRIBUTES.len());
        for it in ATTRIBUTES {
            number(&mut out, it);
        }
        for (key, value) in
            [("tokens", &self.tokens), ("spaces", &self.spaces), ("lengths", &self.lengths)]
        {
            string(&mut out, key);
            binary(&mut out, value);
        }
        string(&mut out, "strings");
        list(&mut out, self.strings.len());
        self.strings.iter().for_each(|it| string(&mut out, it));
        string(&mut out, "cats");
        list(&mut out, count as usize);
        (0..count).for_each(|_| map(&mut out, 0));
        string(&mut out, "flags");
        list(&mut out, count as usize);
        for _ in 0..count {
            map(&mut out, 1);
            string(&mut out, "has_unknown_spaces");
            let _infallible = pack::write_bool(&mut out, false);
        }
        for (key, values) in [("span_groups", &self.span_groups), ("user_data", &self.user_data)] {
            string(&mut out, key);
            list(&mut out, values.len());
            for it in values {
                binary(&mut out, it);
            }
        }
        compress(&out)
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
    for it in records {
        binary(&mut group, it);
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

// Writing to memory cannot fail; lengths beyond 4 GiB are not met.

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    let _infallible = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
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
