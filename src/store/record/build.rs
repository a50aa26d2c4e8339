//! From the records of a file to a document, with a list of what does not fit.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use super::{
    FileFinding, FileProblem,
    finding::FindingList,
    parts::{
        DecisionRecord, DismissalRecord, FileHeader, OrphanRecord, RelationRecord, SpanRecord,
        StringPairs,
    },
    read::FileRecord,
};
use crate::{
    model::{
        Annotation, AnnotationId, Attributes, Change, Decision, DecisionId, Dismissal,
        DismissalKind, DismissalTarget, DismissedPlace, Document, Edit, Extent, IdCounters, Name,
        Orphan, Relation, RelationId, Schema, Transaction, UnknownKey, UnknownKeys,
    },
    text::{Text, TextRange},
};

/// The highest id that is taken from a file: there is room for as many above it.
const HIGHEST_ID: u32 = u32::MAX / 2;

/// Puts a document together.
pub(in crate::store) struct DocumentBuilder {
    document: Document,
    names: BTreeSet<Name>,
    findings: FindingList,
    next: IdCounters,
    relations: Vec<PendingRelation>,
    /// Annotations whose id can't be theirs; they get one when all others are known.
    displaced: Vec<(usize, String, Annotation, Vec<UnknownKey>)>,
    /// Labels and relations that the schema does not have.
    unknown: BTreeSet<Name>,
    keys: UnknownKeys,
}

/// A relation waits until all spans are read: files may have them in any order.
struct PendingRelation {
    line: usize,
    id: Option<RelationId>,
    label: Name,
    from: Option<AnnotationId>,
    to: Option<AnnotationId>,
    /// What stood in the file, when something of it could not be read.
    written: Option<Box<[String; 3]>>,
    unknown: Vec<UnknownKey>,
}

impl DocumentBuilder {
    pub(in crate::store) fn new(
        header: &FileHeader,
        id: String,
        text: Text,
        schema: Arc<Schema>,
    ) -> Self {
        let mut findings = FindingList::default();
        let mut next = header.next;
        if next.annotation > HIGHEST_ID || next.relation > HIGHEST_ID {
            findings.push(0, FileProblem::CountersReplaced);
            next = IdCounters::default();
        }
        let mut document = Document::new(id, text, schema);
        let insert =
            |(key, value): (&Name, &String)| Edit::Meta(key.clone(), Change::insert(value.clone()));
        let edits = header.meta.iter().map(insert).collect();
        // Keys are unique in a map, so all of them fit an empty document.
        let _always_fits = document.apply(&Transaction { edits });
        Self {
            document,
            names: BTreeSet::new(),
            findings,
            next,
            relations: Vec::new(),
            displaced: Vec::new(),
            unknown: BTreeSet::new(),
            keys: UnknownKeys { article: header.article_unknown.clone(), ..UnknownKeys::default() },
        }
    }

    /// Adds a record that starts on `line` of the file.
    pub(in crate::store) fn add(&mut self, record: FileRecord<'_>, line: usize) {
        match record {
            FileRecord::Span(span) => self.add_span(span, line),
            FileRecord::Orphan(orphan) => self.add_orphan(&orphan, line),
            FileRecord::Relation(relation) => self.add_relation(relation, line),
            FileRecord::Dismissal(dismissal) => self.add_dismissal(dismissal),
            FileRecord::Decision(decision) => self.add_decision(decision),
            FileRecord::Unknown(key) => self.keys.file.push(key),
        }
    }

    /// The document, and what did not fit.
    pub(in crate::store) fn finish(mut self) -> (Document, Vec<FileFinding>) {
        for (line, written, mut annotation, unknown) in std::mem::take(&mut self.displaced) {
            annotation.id = AnnotationId(self.free_annotation());
            let given = annotation.id.to_string();
            self.findings.push(line, FileProblem::IdReplaced { id: written, given });
            self.check_label(&annotation, line);
            self.keep_unknown(annotation.id, unknown);
            self.insert(annotation);
        }
        let (fitting, displaced) = self.relations_by_id();
        for relation in fitting.into_iter().chain(displaced) {
            self.insert_relation(relation);
        }
        let document = self.document.counting_from(self.next);
        (document.with_unknown(Arc::new(self.keys)), self.findings.finish())
    }

    fn add_span(&mut self, span: SpanRecord<'_>, line: usize) {
        let text = self.document.text();
        let pieces = std::iter::once((span.start, span.end)).chain(span.also.iter().copied());
        let pieces: Result<Vec<_>, _> =
            pieces.map(|(start, end)| text.range_of_chars(start, end)).collect();
        let Some(extent) = pieces.ok().and_then(Extent::of) else {
            let problem = FileProblem::Outside {
                id: span.id.clone().into_owned(),
                label: span.label.clone().into_owned(),
                start: span.start,
                end: span.end,
                quote: shortened(&span.quote),
            };
            self.findings.push(line, problem);
            return;
        };
        let id = number(&span.id, 's').map(AnnotationId);
        let annotation = Annotation {
            id: id.unwrap_or(AnnotationId(0)),
            extent,
            label: self.name(&span.label),
            attributes: self.attributes(&span.attributes),
            origin: Some(&*span.origin).filter(|it| !it.is_empty()).map(|it| self.name(it)),
        };
        let is_taken = |id: AnnotationId| {
            self.document.annotation(id).is_some() || self.document.orphan(id).is_some()
        };
        if id.is_none_or(is_taken) {
            self.displaced.push((line, span.id.into_owned(), annotation, span.unknown));
            return;
        }
        self.check_quote(&annotation, &span.quote, line);
        self.check_label(&annotation, line);
        self.keep_unknown(annotation.id, span.unknown);
        self.insert(annotation);
    }

    fn keep_unknown(&mut self, id: AnnotationId, unknown: Vec<UnknownKey>) {
        if !unknown.is_empty() {
            self.keys.annotations.insert(id, unknown);
        }
    }

    fn add_orphan(&mut self, record: &OrphanRecord<'_>, line: usize) {
        let written = number(&record.id, 's').map(AnnotationId);
        let is_taken = |id: &AnnotationId| {
            self.document.annotation(*id).is_some() || self.document.orphan(*id).is_some()
        };
        let id = written.filter(|id| !is_taken(id)).unwrap_or_else(|| {
            let given = AnnotationId(self.free_annotation());
            let problem = FileProblem::IdReplaced {
                id: record.id.clone().into_owned(),
                given: given.to_string(),
            };
            self.findings.push(line, problem);
            given
        });
        let orphan = Orphan {
            id,
            label: self.name(&record.label),
            attributes: self.attributes(&record.attributes),
            origin: Some(&*record.origin).filter(|it| !it.is_empty()).map(|it| self.name(it)),
            pieces: pieces_of(&record.quote, &record.pieces),
            words: record.quote.clone().into_owned(),
            before: record.before.clone().into_owned(),
            after: record.after.clone().into_owned(),
        };
        self.keep_unknown(id, record.unknown.clone());
        let edit = Edit::Orphan(id, Change::insert(orphan));
        let _fits_as_checked = self.document.apply(&vec![edit].into());
    }

    /// One whose words are not at its place counts as gone; of two on the same suggestion the first
    /// counts.
    fn add_dismissal(&mut self, record: DismissalRecord<'_>) {
        let pieces = std::iter::once((record.start, record.end)).chain(record.also.iter().copied());
        let around = (record.before.into_owned(), record.after.into_owned());
        let words = record.quote.into_owned();
        let place = DismissedPlace::stated(self.document.text(), pieces, words, around);
        let target = DismissalTarget { place, label: self.name(&record.label) };
        let dismissal = Dismissal {
            target: target.clone(),
            kind: DismissalKind::from_key(&record.how).unwrap_or_default(),
            rule: self.name(&record.rule),
            at: record.at.into_owned(),
            everywhere: record.everywhere,
        };
        let edit = Edit::Dismissal(target.clone(), Change::insert(dismissal));
        let is_first = self.document.apply(&vec![edit].into()).is_ok();
        if is_first && !record.unknown.is_empty() {
            self.keys.dismissals.insert(target, record.unknown);
        }
    }

    /// One whose id is missing, repeated or none of ours gets the next one: nothing refers to it.
    fn add_decision(&mut self, record: DecisionRecord<'_>) {
        let written = number(&record.id, 'd').map(DecisionId);
        let last = self.document.decisions().map(|it| it.id.0).max().unwrap_or_default();
        let free = |it: &DecisionId| self.document.decision(*it).is_none();
        let id = written.filter(free).unwrap_or(DecisionId(last.saturating_add(1)));
        let tag = |it: &str| number(it, 's').map(AnnotationId);
        let of = record.of.into_iter();
        let of = of.filter_map(|(name, (id, digits))| Some((name, (tag(&id)?, digits))));
        let decision = Decision {
            id,
            of: of.collect(),
            tag: tag(&record.tag),
            how: record.how.into_owned(),
            by: record.by.into_owned(),
            at: record.at.into_owned(),
            ruling: record.ruling.into_owned(),
        };
        let edit = Edit::Decision(id, Change::insert(decision));
        let _always_fits = self.document.apply(&vec![edit].into());
        if !record.unknown.is_empty() {
            self.keys.decisions.insert(id, record.unknown);
        }
    }

    fn add_relation(&mut self, record: RelationRecord<'_>, line: usize) {
        let id = number(&record.id, 'r').map(RelationId);
        let from = number(&record.from, 's').map(AnnotationId);
        let to = number(&record.to, 's').map(AnnotationId);
        let label = self.name(&record.label);
        let written = (id.is_none() || from.is_none() || to.is_none()).then(|| {
            let written = [record.id, record.from, record.to];
            Box::new(written.map(std::borrow::Cow::into_owned))
        });
        let unknown = record.unknown;
        self.relations.push(PendingRelation { line, id, label, from, to, written, unknown });
    }

    /// The relations with ids of their own, and those that need another.
    fn relations_by_id(&mut self) -> (Vec<PendingRelation>, Vec<PendingRelation>) {
        let mut seen = BTreeSet::new();
        let is_free = |it: &PendingRelation| it.id.is_some_and(|id| seen.insert(id));
        let (fitting, mut displaced): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.relations).into_iter().partition(is_free);
        for relation in &mut displaced {
            let names = [name_of(relation.id), name_of(relation.from), name_of(relation.to)];
            relation.written.get_or_insert_with(|| Box::new(names));
            relation.id = None;
        }
        (fitting, displaced)
    }

    fn insert_relation(&mut self, pending: PendingRelation) {
        let PendingRelation { line, id, label, from, to, written, unknown } = pending;
        let [written_id, written_from, written_to] =
            written.map_or_else(|| [name_of(id), name_of(from), name_of(to)], |written| *written);
        let end = |id: Option<AnnotationId>| id.filter(|id| self.document.can_be_an_end(*id));
        let (Some(from), Some(to)) = (end(from), end(to)) else {
            let problem = FileProblem::Dangling {
                id: written_id,
                label: label.to_string(),
                from: written_from,
                to: written_to,
            };
            self.findings.push(line, problem);
            return;
        };
        let id = id.unwrap_or_else(|| {
            let free = self.document.next_ids().relation.max(self.next.relation);
            let given = RelationId(free).to_string();
            self.findings.push(line, FileProblem::IdReplaced { id: written_id, given });
            RelationId(free)
        });
        if self.document.schema().relation_ever(label.as_str()).is_none()
            && self.unknown.insert(Name::from(format!("relation {label}")))
        {
            let label = label.to_string();
            self.findings.push(line, FileProblem::UnknownRelation { id, label });
        }
        if !unknown.is_empty() {
            self.keys.relations.insert(id, unknown);
        }
        let change = Change::insert(Relation { id, label, from, to });
        let _fits_as_checked = self.document.apply(&vec![Edit::Relation(id, change)].into());
    }

    fn check_quote(&mut self, annotation: &Annotation, quote: &str, line: usize) {
        let text = self.document.text();
        let same = quote.is_empty()
            || if annotation.extent.also().is_empty() {
                text.slice(annotation.extent.first()) == quote
            } else {
                self.document.quote(annotation) == quote
            };
        if !same {
            let found = shortened(&self.document.quote(annotation));
            let quote = shortened(quote);
            self.findings.push(line, FileProblem::QuoteDiffers { id: annotation.id, quote, found });
        }
    }

    /// Each unknown label is reported once.
    fn check_label(&mut self, annotation: &Annotation, line: usize) {
        let Annotation { id, label, .. } = annotation;
        if self.document.schema().label_ever(label.as_str()).is_none()
            && self.unknown.insert(label.clone())
        {
            let problem = FileProblem::UnknownLabel { id: *id, label: label.to_string() };
            self.findings.push(line, problem);
        }
    }

    fn insert(&mut self, annotation: Annotation) {
        let id = annotation.id;
        let edit = Edit::Annotation(id, Change::insert(annotation));
        let _fits_as_checked = self.document.apply(&vec![edit].into());
    }

    fn free_annotation(&self) -> u32 {
        self.document.next_ids().annotation.max(self.next.annotation)
    }

    fn attributes(&mut self, pairs: &StringPairs<'_>) -> Attributes {
        let pairs = pairs.0.iter();
        pairs.map(|(key, value)| (self.name(key), value.as_ref())).collect()
    }

    /// Equal names share their characters.
    fn name(&mut self, key: &str) -> Name {
        if let Some(name) = self.names.get(key) {
            return name.clone();
        }
        let name = Name::from(key);
        self.names.insert(name.clone());
        name
    }
}

/// The number of an id such as `s7`, written the one way we write it.
fn number(id: &str, letter: char) -> Option<u32> {
    let digits = id.strip_prefix(letter)?;
    let canonical = digits.bytes().all(|it| it.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|it| canonical && *it <= HIGHEST_ID)
}

fn name_of(id: Option<impl ToString>) -> String {
    id.map(|it| it.to_string()).unwrap_or_default()
}

/// The beginning of a quote, enough to know it by.
fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", quote.get(..at).unwrap_or_default()),
        None => quote.to_owned(),
    }
}

/// Pieces in code points of `words` as bytes of them; none where they are no pieces of these words.
fn pieces_of(words: &str, pieces: &[(usize, usize)]) -> Vec<Range<usize>> {
    let text = Text::new(words);
    let bytes = |&(start, end): &(usize, usize)| {
        text.range_of_chars(start, end).ok().filter(|it| !it.is_empty()).map(TextRange::bytes)
    };
    pieces.iter().map(bytes).collect::<Option<Vec<_>>>().unwrap_or_default()
}
