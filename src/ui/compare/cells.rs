//! What stands in a cell of the card: one analyst's side of one difference, in words.

use std::ops::Range;

use crate::{
    compare::DifferingField,
    messages::isolated,
    model::{Annotation, Document, Name, schema::ValueKind},
    session::Adjudication,
    ui::{FrameContext, attribute::shown_choice},
};

/// Words in a row that nobody disputes are left out beyond so many at either end.
const KEPT: usize = 3;

/// What an analyst says in one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CellWords {
    /// The words.
    pub(super) text: String,
    /// Those of them that others do not have, in bytes.
    pub(super) marks: Vec<Range<usize>>,
    /// True where they say nothing.
    pub(super) is_empty: bool,
}

impl CellWords {
    fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    fn nothing() -> Self {
        Self { text: "—".to_owned(), is_empty: true, ..Self::default() }
    }
}

/// The words of a field's name.
pub(super) fn field_title(cx: &FrameContext<'_>, label: &str, field: &DifferingField) -> String {
    let schema = cx.session.schema();
    match field {
        DifferingField::Missing => cx.t("compare-field-missing"),
        DifferingField::Place => cx.t("compare-field-place"),
        DifferingField::Label => cx.t("compare-field-label"),
        DifferingField::Attribute(key) => {
            let attribute = schema.label_ever(label).and_then(|it| it.attribute(key.as_str()));
            attribute.map_or_else(|| key.to_string(), |it| cx.title(&it.title))
        }
        DifferingField::Relation(key) | DifferingField::RelationPlace(key) => {
            let kind = schema.relation(key.as_str());
            kind.map_or_else(|| key.to_string(), |it| cx.title(&it.title))
        }
        DifferingField::Meta(key) if key.as_str() == Document::PUBLISHED => {
            cx.t("compare-published")
        }
        DifferingField::Meta(key) => key.to_string(),
    }
}

/// What an analyst says of a field of a record.
pub(super) fn cell(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    record: usize,
    analyst: usize,
    field: &DifferingField,
) -> CellWords {
    let Some(document) = adjudication.work(analyst) else { return CellWords::nothing() };
    if let DifferingField::Meta(key) = field {
        return match document.meta_value(key.as_str()) {
            "" => CellWords::nothing(),
            value => CellWords::plain(cx.strings.value(value)),
        };
    }
    let Some(tag) = adjudication.tag_of(record, analyst) else { return CellWords::nothing() };
    match field {
        DifferingField::Missing | DifferingField::Place => {
            let others = (0..adjudication.analysts().len()).filter(|it| *it != analyst);
            let others: Vec<&Annotation> =
                others.filter_map(|it| adjudication.tag_of(record, it)).collect();
            place_words(document, tag, &others)
        }
        DifferingField::Label => CellWords::plain(cx.label_title(&tag.label)),
        DifferingField::Attribute(key) => attribute_words(cx, tag, key),
        DifferingField::Relation(key) | DifferingField::RelationPlace(key) => {
            linked_words(document, tag, key)
        }
        DifferingField::Meta(_) => CellWords::nothing(),
    }
}

/// What a value of an attribute says, in words; what goes without saying where it is not said.
fn attribute_words(cx: &FrameContext<'_>, tag: &Annotation, key: &Name) -> CellWords {
    let kind = cx.session.schema().label_ever(tag.label.as_str());
    let attribute = kind.and_then(|it| it.attribute(key.as_str()));
    let said = tag.attributes.get(key.as_str()).unwrap_or_default();
    let value = if said.is_empty() { attribute.map_or("", |it| it.default.as_str()) } else { said };
    if value.is_empty() {
        return CellWords::nothing();
    }
    let words = match attribute.map(|it| &it.values) {
        Some(ValueKind::Choice(choices)) => shown_choice(cx, choices, value),
        Some(ValueKind::Date) => cx.strings.value(value),
        Some(ValueKind::YesNo) if cx.strings.has(value) => cx.t(value),
        Some(ValueKind::YesNo | ValueKind::Text | ValueKind::Number | ValueKind::Link) | None => {
            isolated(value)
        }
    };
    // Nobody has to take for a decision what was none.
    let is_default = said.is_empty();
    let default = || cx.strings.with("choice-default", &[("choice", &words)]);
    CellWords::plain(if is_default { default() } else { words })
}

/// The words that a relation leads to.
fn linked_words(document: &Document, tag: &Annotation, relation: &Name) -> CellWords {
    let mut ends: Vec<&Annotation> = document.linked(tag.id, relation.as_str()).collect();
    ends.sort_by(|a, b| Document::order(a, b));
    let words: Vec<String> = ends.iter().map(|it| isolated(&document.quote(it))).collect();
    if words.is_empty() { CellWords::nothing() } else { CellWords::plain(words.join(" · ")) }
}

/// The words of a tag, those that not all others have marked; of what all have, the ends.
fn place_words(document: &Document, tag: &Annotation, others: &[&Annotation]) -> CellWords {
    let text = document.text();
    let mut words: Vec<(&str, bool)> = Vec::new();
    for (number, piece) in tag.extent.pieces().enumerate() {
        if number > 0 {
            words.push(("…", false));
        }
        let slice = text.slice(piece);
        let mut read = 0;
        for word in slice.split_whitespace() {
            let rest = slice.get(read..).unwrap_or_default();
            let start = read + rest.find(word).unwrap_or_default();
            read = start + word.len();
            let at = piece.start() + start;
            let last = at + word.len() - 1;
            let is_shared = |it: &&Annotation| it.extent.contains(at) && it.extent.contains(last);
            words.push((word, !others.iter().all(is_shared)));
        }
    }
    let mut cell = CellWords::default();
    let mut run = 0;
    let is_marked = |at: usize| words.get(at).is_some_and(|it| it.1);
    while run < words.len() {
        let marked = is_marked(run);
        let end = (run..words.len()).find(|it| is_marked(*it) != marked).unwrap_or(words.len());
        let all: Vec<&str> =
            words.get(run..end).unwrap_or_default().iter().map(|it| it.0).collect();
        if !cell.text.is_empty() {
            cell.text.push(' ');
        }
        let start = cell.text.len();
        if marked || all.len() <= 2 * KEPT + 1 {
            cell.text.push_str(&all.join(" "));
        } else {
            let (first, last) = (all.get(..KEPT), all.get(all.len() - KEPT..));
            cell.text.push_str(&first.unwrap_or_default().join(" "));
            cell.text.push_str(" … ");
            cell.text.push_str(&last.unwrap_or_default().join(" "));
        }
        if marked && !others.is_empty() {
            cell.marks.push(start..cell.text.len());
        }
        run = end;
    }
    cell
}

/// What a record says besides that in which analysts differ, in few words.
pub(super) fn agreed_words(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    record: usize,
) -> Option<String> {
    let it = adjudication.records().get(record)?;
    let analyst = it.holders().next()?;
    let (document, tag) = (adjudication.work(analyst)?, adjudication.tag_of(record, analyst)?);
    let kind = cx.session.schema().label_ever(tag.label.as_str())?;
    let mut said = Vec::new();
    for relation in cx.session.schema().relations_from(tag.label.as_str()) {
        let key = Name::from(relation.id.as_str());
        let differs = it.fields.contains(&DifferingField::Relation(key.clone()))
            || it.fields.contains(&DifferingField::RelationPlace(key.clone()));
        let words = linked_words(document, tag, &key);
        if !differs && !words.is_empty {
            said.push(format!("{}: {}", cx.title(&relation.title), words.text));
        }
    }
    for attribute in &kind.attributes {
        let key = Name::from(attribute.id.as_str());
        let is_said = tag.attributes.get(&attribute.id).is_some_and(|it| !it.is_empty());
        if is_said
            && !["note", "rule", "native", "confidence"].contains(&attribute.id.as_str())
            && !it.fields.contains(&DifferingField::Attribute(key.clone()))
        {
            let words = attribute_words(cx, tag, &key);
            said.push(format!("{}: {}", cx.title(&attribute.title), words.text));
        }
    }
    (!said.is_empty()).then(|| said.join("   "))
}
