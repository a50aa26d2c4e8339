//! What recognizers know of words that an analyst marks by hand, as the schema has it now.

use crate::{
    edit::AnnotationDraft,
    model::{
        Attributes, Document, Name, Schema,
        schema::standard::{DATE, RULE},
    },
    recognize::{self, Context, Mention, Recognizer},
    text::{Text, TextRange},
};

/// The name by which the recognizers know `label`: the one it has, or had before.
pub(super) fn known_as<'a>(schema: &'a Schema, label: &'a str) -> &'a str {
    let is_known = |it: &str| recognizer(it).is_some();
    if is_known(label) {
        return label;
    }
    let former = schema.label(label).and_then(|it| it.former.iter().find(|it| is_known(it)));
    former.map_or(label, String::as_str)
}

/// The whole expression at the caret, as the recognizer for `label` would cut it.
pub(super) fn at_caret(label: &str, text: &Text, byte: usize, context: Context) -> Option<Mention> {
    (recognizer(label)?.at_caret)(text, byte, &context)
}

/// What the recognizer for `label` reads from exactly these words.
pub(super) fn read_as(
    label: &str,
    text: &Text,
    range: TextRange,
    context: Context,
) -> Option<Mention> {
    recognizer(label)?.read_range?(text, range, &context)
}

/// The recognizer for a label, by the name that it knows the label by.
fn recognizer(label: &str) -> Option<&'static Recognizer> {
    recognize::ALL.iter().copied().find(|it| it.id == label)
}

/// A new annotation with the attributes its words give it.
pub(super) fn draft(
    document: &Document,
    range: TextRange,
    label: &Name,
    context: Context,
) -> AnnotationDraft {
    let mut draft = AnnotationDraft::new(range, label.clone());
    let known = known_as(document.schema(), label.as_str());
    if let Some(read) = read_as(known, document.text(), range, context) {
        draft.attributes = attributes_under(document.schema(), &read.label, &attributes(&read));
    }
    draft
}

/// What a recognizer says of a mention, as far as the schema has attributes for it, by their
/// present names.
pub(super) fn attributes_under(
    schema: &Schema,
    label: &str,
    attributes: &[(&'static str, String)],
) -> Attributes {
    let Some(kind) = schema.label_ever(label) else { return Attributes::default() };
    let known = attributes.iter().filter_map(|(key, value)| {
        let attribute = kind.attribute(kind.attribute_now(key))?;
        Some((attribute.id.as_str(), attribute.value_now(value)))
    });
    known.collect()
}

/// What a mention says; of a date also the rule that found it.
pub(super) fn attributes(mention: &Mention) -> Vec<(&'static str, String)> {
    let rule = (mention.label == DATE).then(|| (RULE, mention.rule.to_string()));
    mention.attributes.iter().cloned().chain(rule).collect()
}
