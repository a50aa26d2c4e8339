//! Labels, attributes and relations that an imported dataset brings along.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::DocumentDraft;
use crate::{
    formats::view::PIECES,
    model::{
        Schema,
        schema::{Attribute, ColorPair, Label, LocalizedText, RelationKind},
    },
};

/// Names that a schema does not know.
#[derive(Default)]
pub(super) struct SchemaAdditions {
    labels: BTreeSet<String>,
    attributes: BTreeSet<(String, String)>,
    /// A relation with the labels it starts and ends at; of one that is known only new labels.
    relations: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
}

impl SchemaAdditions {
    pub(super) fn note(&mut self, draft: &DocumentDraft, schema: &Schema) {
        let mut labels: HashMap<&str, &str> = HashMap::with_capacity(draft.spans.len());
        for span in &draft.spans {
            labels.entry(&span.key).or_insert(&span.label);
            let label = schema.label(&span.label);
            if label.is_none() && !self.labels.contains(&span.label) {
                self.labels.insert(span.label.clone());
            }
            for (key, _) in &span.attributes {
                if key != PIECES && label.is_none_or(|it| it.attribute(key).is_none()) {
                    self.attributes.insert((span.label.clone(), key.clone()));
                }
            }
        }
        for link in &draft.relations {
            let (from, to) = (labels.get(link.from.as_str()), labels.get(link.to.as_str()));
            let (Some(&from), Some(&to)) = (from, to) else { continue };
            // Where the schema knows all of it, a link between other labels is a mistake to tell.
            let is_new = |label: &str| {
                schema.relation(&link.label).is_none() || schema.label(label).is_none()
            };
            let (from, to) = (Some(from).filter(|it| is_new(it)), Some(to).filter(|it| is_new(it)));
            if from.or(to).is_some() {
                let ends = self.relations.entry(link.label.clone()).or_default();
                ends.0.extend(from.map(str::to_owned));
                ends.1.extend(to.map(str::to_owned));
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.attributes.is_empty() && self.relations.is_empty()
    }

    pub(super) fn add_to(self, schema: &mut Schema) -> Vec<String> {
        let mut added = Vec::new();
        for id in self.labels {
            added.push(format!("label {id}"));
            let color = color_of(schema.labels.len());
            let title = title_of(&id);
            schema.labels.push(Label { id, title, color, ..Label::default() });
        }
        for (label, id) in self.attributes {
            added.push(format!("attribute {id} of {label}"));
            let title = title_of(&id);
            if let Some(label) = schema.labels.iter_mut().find(|it| it.id == label) {
                label.attributes.push(Attribute { id, title, ..Attribute::default() });
            }
        }
        for (id, (from, to)) in self.relations {
            if let Some(known) = schema.relations.iter_mut().find(|it| it.id == id) {
                let ends = from.iter().chain(&to).cloned().collect::<BTreeSet<_>>();
                let ends = ends.into_iter().collect::<Vec<_>>().join(", ");
                added.push(format!("relation {id} of {ends}"));
                known.from.extend(from);
                known.to.extend(to);
                continue;
            }
            added.push(format!("relation {id}"));
            let title = title_of(&id);
            let (from, to) = (from.into_iter().collect(), to.into_iter().collect());
            schema.relations.push(RelationKind { id, title, from, to, ..RelationKind::default() });
        }
        added
    }
}

/// A name that nobody gave a title is its own title.
fn title_of(id: &str) -> LocalizedText {
    LocalizedText([("en".to_owned(), id.to_owned())].into())
}

/// Colors for labels that came without one, dark enough on paper and light enough on black.
fn color_of(index: usize) -> ColorPair {
    const COLORS: [(&str, &str); 6] = [
        ("#9a3b6b", "#f29bc1"),
        ("#0f766e", "#5eead4"),
        ("#5b5fc7", "#a5b4fc"),
        ("#8a6d00", "#e9d066"),
        ("#b3261e", "#ff9d94"),
        ("#4a6b1f", "#b6dd7a"),
    ];
    let (light, dark) = COLORS.get(index % COLORS.len()).copied().unwrap_or_default();
    ColorPair { light: light.to_owned(), dark: dark.to_owned() }
}
