//! UIMA's common analysis structure (CAS): what its XML and its JSON have in common.
//!
//! Spans are `custom.Span` with a feature for the label and one for each attribute, relations
//! `custom.Relation`; sentences and tokens are there because `INCEpTION` shows nothing without them.

pub(super) mod json;
pub(super) mod xmi;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DocumentView, ForeignKind, ImportNote, Loss, Lost, OffsetUnit, Warning, intake::DocumentDraft,
    syntax::xml, tokens::tokens, view::attributes_of,
};
use crate::text::TextRange;

/// The package of sentences and tokens.
pub(super) const SEGMENTATION: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type";
/// The features that every span or relation has; attributes of ours with such a name get a `_`.
const RESERVED: [&str; 8] =
    ["label", "begin", "end", "sofa", "type", "self", "Governor", "Dependent"];

/// A feature structure with a place in the text, in UTF-16 units.
#[derive(Clone, Debug)]
pub(super) struct FeatureStructure {
    pub(super) id: usize,
    pub(super) kind: StructureKind,
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) features: Vec<(String, FeatureValue)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StructureKind {
    Document,
    Sentence,
    Token,
    Span,
    Relation,
}

#[derive(Clone, Debug)]
pub(super) enum FeatureValue {
    Words(String),
    Reference(usize),
}

/// The id of the text itself; structures follow it.
pub(super) const SOFA: usize = 1;

/// The features that hold the attributes of a dataset, each its own: Java identifiers that mean
/// nothing else.
#[derive(Debug)]
pub(super) struct FeatureNames<'v> {
    /// The features by the attributes' keys.
    by_key: BTreeMap<&'v str, String>,
}

impl<'v> FeatureNames<'v> {
    pub(super) fn of(views: &'v [DocumentView<'_>]) -> Self {
        let keys = attributes_of(views);
        let is_as_it_is = |it: &&str| key(&feature(it)) == *it;
        let (kept, renamed): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(is_as_it_is);
        let mut by_key: BTreeMap<&str, String> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        // Who has the name already keeps it.
        for it in kept.into_iter().chain(renamed) {
            let wanted = feature(it);
            let others = (2..).map(|number| format!("{wanted}_{number}"));
            let mut names = std::iter::once(wanted.clone()).chain(others);
            let name = names.find(|it| taken.insert(it.clone())).unwrap_or(wanted);
            by_key.insert(it, name);
        }
        Self { by_key }
    }

    /// Keys of attributes and their features, in the order of the features.
    pub(super) fn in_order(&self) -> Vec<(&'v str, &str)> {
        let mut all: Vec<(&str, &str)> =
            self.by_key.iter().map(|(key, it)| (*key, it.as_str())).collect();
        all.sort_unstable_by_key(|it| it.1);
        all
    }

    fn feature(&self, key: &str) -> String {
        self.by_key.get(key).cloned().unwrap_or_else(|| feature(key))
    }

    /// Attributes whose key is no name of a feature.
    pub(super) fn losses(&self, view: &DocumentView<'_>) -> Vec<Loss> {
        let mut losses = Vec::new();
        for span in &view.spans {
            for (it, value) in &span.attributes {
                if key(&self.feature(it)) != *it {
                    let what = Lost::AttributeName((*it).to_owned(), value.to_string());
                    losses.push(view.span_loss(span, what));
                }
            }
        }
        losses
    }
}

/// Every structure of a document, in the order they are written.
pub(super) fn structures(
    view: &DocumentView<'_>,
    names: &FeatureNames<'_>,
) -> Vec<FeatureStructure> {
    let text = view.text();
    let mut all: Vec<FeatureStructure> = Vec::new();
    let mut add =
        |kind: StructureKind, start: usize, end: usize, features: Vec<(String, FeatureValue)>| {
            let id = SOFA + 1 + all.len();
            let (begin, end) = (text.utf16_of_byte(start), text.utf16_of_byte(end));
            all.push(FeatureStructure { id, kind, begin, end, features });
            id
        };
    let language = vec![("language".to_owned(), FeatureValue::Words("fa".to_owned()))];
    add(StructureKind::Document, 0, text.len_bytes(), language);
    for it in lines(view) {
        add(StructureKind::Sentence, it.start(), it.end(), Vec::new());
    }
    for token in tokens(text) {
        add(StructureKind::Token, token.start, token.end, Vec::new());
    }
    let mut ids = Vec::new();
    for span in &view.spans {
        let mut features = vec![("label".to_owned(), FeatureValue::Words(span.label().to_owned()))];
        let said = span.attributes.iter();
        let said = said.map(|(key, it)| (names.feature(key), FeatureValue::Words(it.to_string())));
        features.extend(said);
        if let Some((_label, said)) = features.split_first_mut() {
            said.sort_by(|a, b| a.0.cmp(&b.0));
        }
        ids.push(add(StructureKind::Span, span.range.start(), span.range.end(), features));
    }
    for link in &view.relations {
        let (Some(&from), Some(&to)) = (ids.get(link.from), ids.get(link.to)) else { continue };
        let Some(place) = view.to(link).map(|it| it.range) else { continue };
        let features = vec![
            ("Dependent".to_owned(), FeatureValue::Reference(to)),
            ("Governor".to_owned(), FeatureValue::Reference(from)),
            ("label".to_owned(), FeatureValue::Words(link.label().to_owned())),
        ];
        add(StructureKind::Relation, place.start(), place.end(), features);
    }
    all
}

/// The lines of a text that say something, without outer white space.
fn lines(view: &DocumentView<'_>) -> Vec<TextRange> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in view.source().split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        lines.extend(view.text().range(start, start + line.trim().len()).ok());
        at += line.len();
    }
    lines
}

/// The feature that would hold attribute `key` alone.
fn feature(key: &str) -> String {
    let name = xml::name(key);
    let taken = RESERVED.contains(&name.trim_end_matches('_'));
    if taken { name + "_" } else { name }
}

/// The attribute that `feature` holds.
pub(super) fn key(feature: &str) -> &str {
    let stripped = feature.strip_suffix('_').unwrap_or(feature);
    let taken = RESERVED.contains(&stripped.trim_end_matches('_'));
    if taken { stripped } else { feature }
}

/// A structure as it was read: its id, its type without the package, and its features.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadStructure {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) features: Vec<(String, ReadFeature)>,
}

/// The value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadFeature {
    /// A word, a number or a truth value.
    Words(String),
    /// Several of them.
    List(Vec<String>),
    /// Other structures, by id.
    References(Vec<String>),
}

impl ReadStructure {
    fn feature(&self, name: &str) -> Option<&ReadFeature> {
        self.features.iter().find(|(key, _)| key == name).map(|(_, it)| it)
    }

    fn words(&self, name: &str) -> Option<&str> {
        match self.feature(name)? {
            ReadFeature::Words(words) => Some(words),
            ReadFeature::List(_) | ReadFeature::References(_) => None,
        }
    }

    /// The first structure that a feature leads to; in XMI a reference looks like a number.
    fn reference(&self, name: &str) -> Option<&str> {
        match self.feature(name)? {
            ReadFeature::Words(id) => Some(id),
            ReadFeature::References(ids) => ids.first().map(String::as_str),
            ReadFeature::List(_) => None,
        }
    }

    fn is_span(&self) -> bool {
        self.feature("begin").is_some() && self.feature("Governor").is_none()
    }
}

/// True for types of UIMA and its segmentation, which say nothing of ours.
pub(super) fn is_infrastructure(package: &str, kind: &str) -> bool {
    const BARE: [&str; 7] =
        ["Sofa", "View", "NULL", "Sentence", "Token", "DocumentAnnotation", "DocumentMetaData"];
    package.starts_with("uima")
        || package == SEGMENTATION
        || kind == "DocumentMetaData"
        || kind == "TagsetDescription"
        || (package.is_empty() && BARE.contains(&kind))
}

/// Makes spans and relations of the structures of a text: annotations with a place, relations between
/// two, what fills the slots of others, and the links of chains.
pub(super) fn take(structures: &[ReadStructure], draft: &mut DocumentDraft) -> Vec<Warning> {
    let by_id: BTreeMap<&str, &ReadStructure> =
        structures.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for structure in structures {
        if structure.feature("Governor").is_some() {
            let label = structure
                .words("label")
                .or(structure.words("DependencyType"))
                .unwrap_or(&structure.kind);
            let end = |name: &str| structure.reference(name).unwrap_or_default();
            draft.relation(structure.id.as_str(), label, end("Governor"), end("Dependent"));
        } else if structure.is_span() {
            take_span(structure, &by_id, draft);
        } else if let Some(first) = structure.reference("first") {
            take_chain(first, structure, &by_id, draft);
        } else if structure.feature("target").is_none() {
            *left_out.entry(structure.kind.clone()).or_default() += 1;
        }
    }
    let note = |(kind, count)| ImportNote::Kind { kind: ForeignKind::Named(kind), count };
    left_out.into_iter().map(|it| draft.warning(note(it))).collect()
}

fn take_span(
    structure: &ReadStructure,
    by_id: &BTreeMap<&str, &ReadStructure>,
    draft: &mut DocumentDraft,
) {
    let offset =
        |name: &str| structure.words(name).and_then(|it| it.parse().ok()).unwrap_or(usize::MAX);
    let label = structure.words("label").unwrap_or(&structure.kind);
    let mut said = Vec::new();
    let mut slots = Vec::new();
    for (name, value) in &structure.features {
        if ["label", "begin", "end", "sofa", "next"].contains(&name.as_str()) {
            continue;
        }
        let ids: Vec<&str> = match value {
            ReadFeature::Words(words) => words.split(' ').collect(),
            ReadFeature::List(list) => list.iter().map(String::as_str).collect(),
            ReadFeature::References(ids) => ids.iter().map(String::as_str).collect(),
        };
        let fillers =
            ids.iter().map(|id| by_id.get(id).filter(|it| it.feature("target").is_some()));
        if let Some(fillers) = fillers.collect::<Option<Vec<_>>>() {
            // A slot: each structure names a role and what fills it.
            for filler in fillers {
                let role = filler.words("role").filter(|it| !it.is_empty()).unwrap_or(name);
                slots.push((role.to_owned(), filler.reference("target").unwrap_or_default()));
            }
            continue;
        }
        match value {
            ReadFeature::Words(words) => said.push((key(name).to_owned(), words.clone())),
            ReadFeature::List(list) => {
                let json = serde_json::Value::from(list.clone()).to_string();
                said.push((key(name).to_owned(), json));
            }
            ReadFeature::References(ids) => {
                slots.extend(ids.iter().map(|id| (key(name).to_owned(), id.as_str())));
            }
        }
    }
    let place = [(offset("begin"), offset("end"))];
    draft.span(structure.id.as_str(), label, OffsetUnit::Utf16, &place).attributes = said;
    for (role, target) in slots {
        draft.relation("", role, structure.id.as_str(), target);
    }
}

/// Each link of a chain leads to the next.
fn take_chain(
    first: &str,
    chain: &ReadStructure,
    by_id: &BTreeMap<&str, &ReadStructure>,
    draft: &mut DocumentDraft,
) {
    let mut seen = BTreeSet::new();
    let mut here = first;
    while seen.insert(here)
        && let Some(next) = by_id.get(here).and_then(|it| it.reference("next"))
    {
        let link = by_id.get(here).and_then(|it| it.words("referenceRelation"));
        let label = link.filter(|it| !it.is_empty()).unwrap_or(&chain.kind);
        draft.relation("", label, here, next);
        here = next;
    }
}
