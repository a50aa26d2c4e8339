//! A document as an exporter sees it: filtered, in order, with offsets at hand.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::{Exportable, Loss, Lost, OffsetUnit, file_stem::file_stem};
use crate::{
    compare::ComparedWork,
    model::{Annotation, AnnotationId, Dismissal, Document, Relation, RelationId},
    text::{Text, TextRange},
};

/// The attribute that holds the pieces of a discontinuous span where a format has no place for
/// them: `[[start, end], …]`, code points, all pieces in order.
pub(super) const PIECES: &str = "pieces";

/// A document as it is exported.
#[derive(Debug)]
pub struct DocumentView<'a> {
    /// The document.
    pub document: &'a Document,
    /// Whose work it is, or `""`.
    pub analyst: &'a str,
    /// What the document is called in the export.
    pub name: String,
    /// The spans to export, in order of id.
    pub spans: Vec<SpanView<'a>>,
    /// The relations to export, in order of id.
    pub relations: Vec<RelationView<'a>>,
    /// What was decided on suggestions without taking them, in the order of their places.
    pub dismissals: Vec<&'a Dismissal>,
}

/// A span as it is exported.
#[derive(Debug)]
pub struct SpanView<'a> {
    /// The annotation it shows.
    pub annotation: &'a Annotation,
    /// From the first piece's start to the last one's end.
    pub range: TextRange,
    /// Where it starts, in code points.
    pub start_char: usize,
    /// Where it ends, in code points.
    pub end_char: usize,
    /// The words between.
    pub words: &'a str,
    /// What is said of it, in key order; the pieces of a discontinuous span are one of them.
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
}

/// A relation as it is exported.
#[derive(Debug)]
pub struct RelationView<'a> {
    /// The relation it shows.
    pub relation: &'a Relation,
    /// Where the arrow starts, as an index of [`DocumentView::spans`].
    pub from: usize,
    /// Where the arrow ends, as an index of [`DocumentView::spans`].
    pub to: usize,
}

impl<'a> DocumentView<'a> {
    pub(super) fn new(exportable: Exportable<'a>, keep: impl Fn(&Annotation) -> bool) -> Self {
        let Exportable { document, analyst } = exportable;
        let kept = document.annotations().filter(|it| keep(it));
        let spans: Vec<SpanView<'a>> = kept.map(|it| SpanView::new(document, it)).collect();
        let index: HashMap<AnnotationId, usize> =
            spans.iter().enumerate().map(|(at, it)| (it.annotation.id, at)).collect();
        let relations = document
            .relations()
            .filter_map(|relation| {
                let (&from, &to) = (index.get(&relation.from)?, index.get(&relation.to)?);
                Some(RelationView { relation, from, to })
            })
            .collect();
        let name = document.id().to_owned();
        let dismissals = document.dismissals().collect();
        Self { document, analyst, name, spans, relations, dismissals }
    }

    /// What is exported of it, to be compared with the work of others.
    pub fn work(&self) -> ComparedWork<'a> {
        ComparedWork {
            spans: self.spans.iter().map(|it| it.annotation).collect(),
            relations: self.relations.iter().map(|it| it.relation).collect(),
            ..ComparedWork::new(self.document, self.analyst)
        }
    }

    /// What the document is called in the export.
    pub fn id(&self) -> &str {
        &self.name
    }

    /// The source text.
    pub fn text(&self) -> &'a Text {
        self.document.text()
    }

    /// The source text.
    pub fn source(&self) -> &'a str {
        self.text().as_str()
    }

    /// Its metadata but the publication date, in key order.
    pub fn other_meta(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let meta = self.document.meta().iter().map(|(key, value)| (key.as_str(), value.as_str()));
        meta.filter(|(key, _)| *key != "published")
    }

    /// The publication date, or `""`.
    pub fn published(&self) -> &'a str {
        self.document.meta_value("published")
    }

    /// The span a link starts at.
    pub fn from(&self, link: &RelationView<'_>) -> Option<&SpanView<'a>> {
        self.spans.get(link.from)
    }

    /// The span a link ends at.
    pub fn to(&self, link: &RelationView<'_>) -> Option<&SpanView<'a>> {
        self.spans.get(link.to)
    }

    /// Every span as lost in the same way.
    pub(super) fn lost_spans(&self, lost: impl Fn(&SpanView<'_>) -> Option<Lost>) -> Vec<Loss> {
        self.spans.iter().filter_map(|it| Some(self.span_loss(it, lost(it)?))).collect()
    }

    /// A span or something of it that is lost.
    pub(super) fn span_loss(&self, span: &SpanView<'_>, what: Lost) -> Loss {
        Loss {
            document: self.id().to_owned(),
            id: span.annotation.id.to_string(),
            words: span.words.to_owned(),
            what,
        }
    }

    /// Every relation as lost.
    pub(super) fn lost_relations(&self) -> Vec<Loss> {
        self.relations.iter().map(|it| self.relation_loss(it)).collect()
    }

    /// A relation that is lost.
    pub(super) fn relation_loss(&self, link: &RelationView<'_>) -> Loss {
        let words =
            |span: Option<&SpanView<'_>>| span.map_or(String::new(), |it| it.words.to_owned());
        Loss {
            document: self.id().to_owned(),
            id: link.relation.id.to_string(),
            words: format!("{} → {}", words(self.from(link)), words(self.to(link))),
            what: Lost::Relation(link.label().to_owned()),
        }
    }

    /// Something of the document itself that is lost.
    pub(super) fn document_loss(&self, what: Lost) -> Loss {
        Loss { document: self.id().to_owned(), id: String::new(), words: String::new(), what }
    }
}

impl<'a> SpanView<'a> {
    fn new(document: &'a Document, annotation: &'a Annotation) -> Self {
        let text = document.text();
        let range = annotation.extent.hull();
        let mut attributes: Vec<(&str, Cow<'_, str>)> =
            annotation.attributes.iter().map(|(key, it)| (key.as_str(), it.into())).collect();
        if !annotation.extent.also().is_empty() {
            let pieces = pieces(text, annotation);
            attributes.retain(|(key, _)| *key != PIECES);
            let at = attributes.partition_point(|(key, _)| *key < PIECES);
            attributes.insert(at, (PIECES, serde_json::json!(pieces).to_string().into()));
        }
        Self {
            annotation,
            range,
            start_char: text.char_of_byte(range.start()),
            end_char: text.char_of_byte(range.end()),
            words: text.slice(range),
            attributes,
        }
    }

    /// Its id as it is written: `s7`.
    pub fn id(&self) -> String {
        self.annotation.id.to_string()
    }

    /// Its label's key.
    pub fn label(&self) -> &'a str {
        self.annotation.label.as_str()
    }

    /// The value of an attribute.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| *it == key).map(|(_, value)| &**value)
    }

    /// Its offsets in `unit`.
    pub fn offsets(&self, text: &Text, unit: OffsetUnit) -> (usize, usize) {
        (unit.of_byte(text, self.range.start()), unit.of_byte(text, self.range.end()))
    }

    /// Its attributes as a JSON object.
    pub(super) fn attributes_json(&self) -> serde_json::Map<String, serde_json::Value> {
        let value = |it: &Cow<'_, str>| serde_json::Value::from(it.as_ref());
        self.attributes.iter().map(|(key, it)| ((*key).to_owned(), value(it))).collect()
    }
}

impl<'a> RelationView<'a> {
    /// Its label's key.
    pub fn label(&self) -> &'a str {
        self.relation.label.as_str()
    }

    /// Its id as it is written: `r7`.
    pub fn id(&self) -> String {
        let RelationId(_) = self.relation.id;
        self.relation.id.to_string()
    }
}

/// Gives documents names that are file names and that no other one has: that of its article, with the
/// analyst's where several worked on it.
pub(super) struct DocumentNames {
    /// How many documents would have each name, in small letters.
    count: HashMap<String, usize>,
    given: usize,
    seen: HashSet<String>,
}

impl DocumentNames {
    pub(super) fn new(count: HashMap<String, usize>) -> Self {
        Self { count, given: 0, seen: HashSet::new() }
    }

    /// Names the next document.
    pub(super) fn name(&mut self, view: &mut DocumentView<'_>) {
        view.name = file_stem(&view.name, self.given);
        self.given += 1;
        let shared = self.count.get(&view.name.to_lowercase()).is_some_and(|&it| it > 1);
        if shared && !view.analyst.is_empty() {
            view.name = format!("{}.{}", view.name, view.analyst);
        }
        let wanted = view.name.clone();
        let mut copy = 2;
        while !self.seen.insert(view.name.to_lowercase()) {
            view.name = format!("{wanted}-{copy}");
            copy += 1;
        }
    }
}

/// Gives every document a name of its own.
pub(super) fn name_apart(views: &mut [DocumentView<'_>]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for (at, view) in views.iter().enumerate() {
        *count.entry(file_stem(&view.name, at).to_lowercase()).or_default() += 1;
    }
    let mut names = DocumentNames::new(count);
    for view in views {
        names.name(view);
    }
}

/// Which article each view is of, by a number: one of the same id and text is the same.
pub(super) fn articles_of(views: &[DocumentView<'_>]) -> Vec<usize> {
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    let mut numbers = Vec::with_capacity(views.len());
    for view in views {
        let next = known.len();
        let article = (view.document.id(), view.document.text().as_str());
        numbers.push(*known.entry(article).or_insert(next));
    }
    numbers
}

/// Offsets of every piece, in code points.
pub(super) fn pieces(text: &Text, annotation: &Annotation) -> Vec<[usize; 2]> {
    let chars = |it: TextRange| [text.char_of_byte(it.start()), text.char_of_byte(it.end())];
    annotation.extent.pieces().map(chars).collect()
}

/// The label keys in use, in order, each once.
pub(super) fn labels_of<'a>(views: &'a [DocumentView<'_>]) -> Vec<&'a str> {
    sorted(views.iter().flat_map(|it| &it.spans).map(SpanView::label).collect())
}

/// The attribute keys in use, in order, each once.
pub(super) fn attributes_of<'a>(views: &'a [DocumentView<'_>]) -> Vec<&'a str> {
    let spans = views.iter().flat_map(|it| &it.spans);
    sorted(spans.flat_map(|it| it.attributes.iter().map(|(key, _)| *key)).collect())
}

/// The relation keys in use, in order, each once.
pub(super) fn relations_of<'a>(views: &'a [DocumentView<'_>]) -> Vec<&'a str> {
    sorted(views.iter().flat_map(|it| &it.relations).map(RelationView::label).collect())
}

fn sorted(mut keys: Vec<&str>) -> Vec<&str> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
