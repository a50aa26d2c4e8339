//! From what a foreign file says to documents: ids, a schema that knows every name, warnings.

mod additions;
mod assemble;
mod placing;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::{additions::SchemaAdditions, assemble::document};
use super::{
    DocumentFault, FormatError, FormatFault, ImportNote, NamedKind, OffsetUnit, Options,
    Placements, TableColumns, Warning, file_stem::file_stem,
};
use crate::{
    model::{Decision, DismissalKind, Document, Extent, Schema, schema::is_identifier},
    text::Text,
};

/// What an importer read, before it is made into documents.
#[derive(Debug, Default)]
pub struct Intake {
    pub(super) drafts: Vec<DocumentDraft>,
    pub(super) warnings: Vec<Warning>,
    /// The columns of each table of articles.
    pub(super) tables: Vec<TableColumns>,
    /// The first row that could not be read.
    first_fault: Option<FormatError>,
}

/// A document in the making.
#[derive(Debug)]
pub(super) struct DocumentDraft {
    pub(super) id: String,
    pub(super) text: Text,
    pub(super) analyst: String,
    pub(super) meta: BTreeMap<String, String>,
    pub(super) spans: Vec<SpanDraft>,
    pub(super) relations: Vec<RelationDraft>,
    /// Of a gold, what was decided of analysts' records.
    pub(super) decisions: Vec<DecisionDraft>,
    /// Suggestions that were decided on without being taken.
    pub(super) dismissals: Vec<DismissalDraft>,
    /// The file and line it comes from.
    pub(super) place: (String, usize),
    /// True where line ends that are two characters in the file are one in `text`.
    pub(super) has_joined_line_ends: bool,
}

/// A decision in the making.
#[derive(Debug)]
pub(super) struct DecisionDraft {
    pub(super) key: String,
    /// What its tag is called, where it led to one.
    pub(super) tag: Option<String>,
    /// It, without its id and its tag.
    pub(super) decision: Decision,
}

/// A dismissal in the making.
#[derive(Debug)]
pub(super) struct DismissalDraft {
    pub(super) label: String,
    /// Where the file says it is, in code points; none where its words were gone already.
    pub(super) pieces: Vec<[usize; 2]>,
    /// Its words as the file says them, with ` … ` between pieces.
    pub(super) words: String,
    /// What the file says stood before and after words that were gone.
    pub(super) around: (String, String),
    pub(super) rule: String,
    /// What was decided; `None` where nobody knows.
    pub(super) kind: Option<DismissalKind>,
    pub(super) at: String,
    pub(super) everywhere: bool,
}

/// A span in the making.
#[derive(Debug)]
pub(super) struct SpanDraft {
    /// What relations call it.
    pub(super) key: String,
    pub(super) label: String,
    /// Where the file says it is: the offsets of its pieces, and what they count.
    pub(super) offsets: Vec<(usize, usize)>,
    pub(super) unit: OffsetUnit,
    /// The words that the file says it has, pieces parted by a space; `None` where it says none.
    pub(super) words: Option<String>,
    /// What the file says stands before and after it.
    pub(super) around: (String, String),
    /// True where pieces with nothing but line ends between them are one.
    pub(super) joins_lines: bool,
    /// The line it stands in, from 1; 0 where that is not known.
    pub(super) line: usize,
    /// Where it is, once that is known.
    pub(super) extent: Option<Extent>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) origin: Option<String>,
}

/// A relation in the making.
#[derive(Debug)]
pub(super) struct RelationDraft {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// What an import gives.
#[derive(Debug, Default)]
pub struct Imported {
    /// Documents that share one schema.
    pub documents: Vec<ImportedDocument>,
    /// What was odd or left out, and where.
    pub warnings: Vec<Warning>,
    /// How the spans came to lie where they do.
    pub placements: Placements,
    /// Keys that the schema did not know and that were added to it, such as `label PER`.
    pub added: Vec<String>,
    /// The columns of each table of articles, and which of them holds what.
    pub tables: Vec<TableColumns>,
}

/// A document from a foreign file.
#[derive(Debug)]
pub struct ImportedDocument {
    /// The document.
    pub document: Document,
    /// Whose work it is, or `""`.
    pub analyst: String,
}

impl Imported {
    /// How many things are not in it.
    pub fn left_out(&self) -> usize {
        self.warnings.iter().map(Warning::left_out).sum()
    }
}

impl DocumentDraft {
    pub(super) fn new(id: impl Into<String>, text: &str, file: &str, line: usize) -> Self {
        Self {
            id: id.into(),
            text: Text::new(text),
            analyst: String::new(),
            meta: BTreeMap::new(),
            spans: Vec::new(),
            relations: Vec::new(),
            decisions: Vec::new(),
            dismissals: Vec::new(),
            place: (file.to_owned(), line),
            has_joined_line_ends: false,
        }
    }

    /// The same document without what is marked in it.
    pub(super) fn without_spans(&self) -> Self {
        Self {
            id: self.id.clone(),
            text: self.text.clone(),
            analyst: self.analyst.clone(),
            meta: self.meta.clone(),
            spans: Vec::new(),
            relations: Vec::new(),
            decisions: Vec::new(),
            dismissals: Vec::new(),
            place: self.place.clone(),
            has_joined_line_ends: self.has_joined_line_ends,
        }
    }

    /// A warning about this document.
    pub(super) fn warning(&self, note: ImportNote) -> Warning {
        let (file, line) = self.place.clone();
        Warning { file, line, note }
    }

    /// The warning that this document is left out.
    pub(super) fn left_out(&self, why: DocumentFault) -> Warning {
        self.warning(ImportNote::Document { id: self.id.clone(), why })
    }

    /// Adds a span by its offsets.
    pub(super) fn span(
        &mut self,
        key: impl Into<String>,
        label: impl Into<String>,
        unit: OffsetUnit,
        offsets: &[(usize, usize)],
    ) -> &mut SpanDraft {
        let at = self.spans.len();
        self.spans.push(SpanDraft {
            key: key.into(),
            label: label.into(),
            offsets: offsets.to_vec(),
            unit,
            words: None,
            around: (String::new(), String::new()),
            joins_lines: false,
            line: self.place.1,
            extent: None,
            attributes: Vec::new(),
            origin: None,
        });
        // The span was pushed some lines above.
        &mut self.spans[at]
    }

    /// Adds a span whose place is known.
    pub(super) fn place_span(
        &mut self,
        key: impl Into<String>,
        label: impl Into<String>,
        extent: Extent,
    ) -> &mut SpanDraft {
        let span = self.span(key, label, OffsetUnit::CodePoint, &[]);
        span.extent = Some(extent);
        span
    }

    pub(super) fn relation(
        &mut self,
        key: impl Into<String>,
        label: impl Into<String>,
        from: impl Into<String>,
        to: impl Into<String>,
    ) {
        let (key, label, from, to) = (key.into(), label.into(), from.into(), to.into());
        self.relations.push(RelationDraft { key, label, from, to });
    }
}

impl SpanDraft {
    /// Takes down the words that the file says it has.
    pub(super) fn say(&mut self, words: &str) {
        self.words = (!words.trim().is_empty()).then(|| words.to_owned());
    }
}

impl Intake {
    /// Leaves out what cannot be read, a row or a whole file, and lists it; fails where `options` want
    /// nothing left out.
    pub(super) fn row(
        &mut self,
        read: Result<(), FormatError>,
        options: &Options,
    ) -> Result<(), FormatError> {
        self.file(read, options).map(|_read| ())
    }

    /// What was read of a file or a row; `None` where it cannot be read, and is left out and listed.
    pub(super) fn file<T>(
        &mut self,
        read: Result<T, FormatError>,
        options: &Options,
    ) -> Result<Option<T>, FormatError> {
        let error = match read {
            Ok(read) => return Ok(Some(read)),
            Err(error) if options.strict => return Err(error),
            Err(error) => error,
        };
        let note = match error.fault.clone() {
            FormatFault::Row(fault) => ImportNote::Row(fault),
            fault => ImportNote::File(fault),
        };
        let (file, line) = (error.file.clone(), error.line);
        self.warnings.push(Warning { file, line, note });
        self.first_fault.get_or_insert(error);
        Ok(None)
    }

    /// Makes it known whose work a document is, by `names`, one a document, where several worked on at
    /// least `share` in a hundred texts, and on one; else that is for whoever imports to say. What is of
    /// one text gets one id.
    pub(super) fn separate_analysts(&mut self, names: &[String], share: usize) {
        let mut by_text: BTreeMap<String, (String, BTreeSet<&str>)> = BTreeMap::new();
        for (draft, name) in self.drafts.iter().zip(names).filter(|it| !it.1.is_empty()) {
            let fresh = || (draft.id.clone(), BTreeSet::new());
            by_text.entry(draft.text.sha256()).or_insert_with(fresh).1.insert(name);
        }
        let shared = by_text.values().filter(|it| it.1.len() > 1).count();
        if shared == 0 || shared * 100 < by_text.len() * share {
            return;
        }
        let unnamed = |it: &(&mut DocumentDraft, &String)| it.0.analyst.is_empty();
        for (draft, name) in self.drafts.iter_mut().zip(names).filter(unnamed) {
            draft.analyst.clone_from(name);
            if let Some((id, _)) = by_text.get(&draft.text.sha256()) {
                draft.id.clone_from(id);
            }
        }
    }

    /// Why nothing at all could be read, if so.
    pub(super) fn failure(&mut self) -> Option<FormatError> {
        self.first_fault.take().filter(|_| self.drafts.is_empty())
    }

    /// Makes documents that share one schema. Spans without an origin get `origin`.
    pub(super) fn assemble(mut self, schema: Arc<Schema>, origin: Option<&str>) -> Imported {
        let mut warnings = std::mem::take(&mut self.warnings);
        self.refuse_unreadable(&mut warnings);
        let tables = std::mem::take(&mut self.tables);
        let placements = placing::place(&mut self.drafts, &mut warnings);
        self.separate_ids(&mut warnings);
        self.make_identifiers(&mut warnings);
        let (schema, added) = self.extend(schema);
        let documents = self
            .drafts
            .into_iter()
            .map(|draft| {
                let analyst = draft.analyst.clone();
                let document = document(draft, &schema, origin, &mut warnings);
                ImportedDocument { document, analyst }
            })
            .collect();
        Imported { documents, warnings, placements, added, tables }
    }

    /// Leaves out what could not be opened as an article.
    fn refuse_unreadable(&mut self, warnings: &mut Vec<Warning>) {
        self.drafts.retain(|draft| {
            let text = draft.text.as_str();
            let why = if text.trim().is_empty() {
                DocumentFault::NoText
            } else if text.contains('\0') {
                DocumentFault::Nul
            } else {
                return true;
            };
            warnings.push(draft.left_out(why));
            false
        });
    }

    /// Gives every document an id that is a file name and that no other one has. Work of several analysts
    /// on one text has one id.
    fn separate_ids(&mut self, warnings: &mut Vec<Warning>) {
        let mut ids = TakenIds::default();
        for (at, draft) in self.drafts.iter_mut().enumerate() {
            let id = ids.take(&file_stem(&draft.id, at), &draft.text, &draft.analyst);
            if id != draft.id {
                let (kind, name) = (NamedKind::Document, draft.id.clone());
                warnings.push(draft.warning(ImportNote::Renamed {
                    kind,
                    name,
                    called: id.clone(),
                }));
                draft.id = id;
            }
        }
    }

    /// Makes every label, attribute and relation an identifier.
    fn make_identifiers(&mut self, warnings: &mut Vec<Warning>) {
        let mut said = BTreeSet::new();
        for draft in &mut self.drafts {
            let (file, line) = &draft.place;
            let mut check = |name: &mut String, kind: NamedKind| {
                let key = identifier(name);
                if key != *name {
                    if said.insert((kind, name.clone())) {
                        let (name, called) = (name.clone(), key.clone());
                        let note = ImportNote::Renamed { kind, name, called };
                        warnings.push(Warning { file: file.clone(), line: *line, note });
                    }
                    *name = key;
                }
            };
            for span in &mut draft.spans {
                check(&mut span.label, NamedKind::Label);
                span.attributes.iter_mut().for_each(|(key, _)| check(key, NamedKind::Attribute));
                part_keys(&mut span.attributes);
            }
            draft.relations.iter_mut().for_each(|it| check(&mut it.label, NamedKind::Relation));
        }
    }

    /// The schema with everything that the drafts use, and what had to be added.
    fn extend(&self, schema: Arc<Schema>) -> (Arc<Schema>, Vec<String>) {
        let mut additions = SchemaAdditions::default();
        for draft in &self.drafts {
            additions.note(draft, &schema);
        }
        if additions.is_empty() {
            return (schema, Vec::new());
        }
        let mut schema = (*schema).clone();
        let added = additions.add_to(&mut schema);
        (Arc::new(schema), added)
    }
}

/// Ids in use. However many documents want the same one, each finds its own at once.
#[derive(Debug, Default)]
struct TakenIds {
    /// All of them, in small letters: some file systems know no others.
    taken: BTreeSet<String>,
    /// Those of one text that wanted one id, in order of number.
    of_text: BTreeMap<(String, String), Vec<String>>,
    /// How many of these an analyst has.
    of_analyst: BTreeMap<(String, String, String), usize>,
    /// The number that is tried next behind an id that is taken.
    next: BTreeMap<String, usize>,
}

impl TakenIds {
    fn take(&mut self, wanted: &str, text: &Text, analyst: &str) -> String {
        let key = (wanted.to_lowercase(), text.sha256());
        let of_analyst = (key.0.clone(), key.1.clone(), analyst.to_owned());
        let count = self.of_analyst.entry(of_analyst).or_default();
        let known = self.of_text.get(&key).and_then(|it| it.get(*count)).cloned();
        *count += 1;
        // Another analyst's work on the text is there, and none of this one's.
        if let Some(id) = known {
            return id;
        }
        let id = self.free(wanted);
        self.of_text.entry(key).or_default().push(id.clone());
        id
    }

    fn free(&mut self, wanted: &str) -> String {
        let number = self.next.entry(wanted.to_lowercase()).or_insert(1);
        loop {
            let id = match *number {
                1 => wanted.to_owned(),
                number => format!("{wanted}-{number}"),
            };
            *number += 1;
            if self.taken.insert(id.to_lowercase()) {
                return id;
            }
        }
    }
}

/// Gives attributes that came to be called alike names of their own, so that no value is lost.
fn part_keys(attributes: &mut [(String, String)]) {
    let mut seen = BTreeSet::new();
    for (key, _) in attributes {
        while !seen.insert(key.clone()) {
            key.push('_');
        }
    }
}

/// Values of a JSON object as attributes hold them: strings as they are, `null` not at all, anything
/// else as JSON.
pub(super) fn pairs(
    object: impl IntoIterator<Item = (String, serde_json::Value)>,
) -> Vec<(String, String)> {
    let pair = |(key, value)| match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some((key, text)),
        other => Some((key, other.to_string())),
    };
    object.into_iter().filter_map(pair).collect()
}

/// `name` with everything that no identifier holds as `_`.
pub(super) fn identifier(name: &str) -> String {
    match is_identifier(name) {
        true => name.to_owned(),
        false if name.is_empty() => "_".to_owned(),
        false => {
            let fit = |c: char| if c.is_alphanumeric() || "_-.".contains(c) { c } else { '_' };
            name.chars().map(fit).collect()
        }
    }
}
