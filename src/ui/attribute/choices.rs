//! The attributes of a label that are chosen or written by hand, and what follows each choice.

use crate::{
    model::{
        Annotation, Attributes, Name,
        schema::{Attribute, ValueKind},
    },
    session::StepDirection,
    ui::FrameContext,
};

/// Attributes that say how a recognizer found a tag: not for hands.
const FOUND: &[&str] = &["rule", "confidence"];

/// The attributes of a label that people say, in the order of the schema.
pub fn attributes_for_hands<'a>(cx: &'a FrameContext<'_>, label: &Name) -> Vec<&'a Attribute> {
    let kind = cx.session.schema().label(label.as_str());
    let all = kind.map(|it| it.attributes.as_slice()).unwrap_or_default();
    all.iter().filter(|it| !FOUND.contains(&it.id.as_str())).collect()
}

/// The attributes with values to choose from, in the order of their digits.
pub fn choices_by_key<'a>(cx: &'a FrameContext<'_>, annotation: &Annotation) -> Vec<&'a Attribute> {
    choices_of(cx, &annotation.label)
}

/// The same of a label.
pub fn choices_of<'a>(cx: &'a FrameContext<'_>, label: &Name) -> Vec<&'a Attribute> {
    let is_choice = |it: &&Attribute| match it.values {
        ValueKind::Choice(_) | ValueKind::YesNo => true,
        ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => false,
    };
    attributes_for_hands(cx, label).into_iter().filter(is_choice).collect()
}

/// The value after the one that a choice has, or the one before, round and round. None is among them
/// unless something has to be said or goes without saying.
pub fn neighboring_value(
    attributes: &Attributes,
    attribute: &Attribute,
    toward: StepDirection,
) -> String {
    let now = attributes.get(&attribute.id).unwrap_or(&attribute.default);
    let mut values: Vec<String> = match &attribute.values {
        ValueKind::Choice(choices) => choices.iter().map(|it| it.id.clone()).collect(),
        ValueKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => Vec::new(),
    };
    let here = values.iter().position(|it| *it == now);
    if !attribute.required && attribute.default.is_empty() {
        values.push(String::new());
    }
    let next = match (here, toward) {
        (Some(at), StepDirection::After) => (at + 1) % values.len(),
        (Some(0), StepDirection::Before) => values.len() - 1,
        (Some(at), StepDirection::Before) => at - 1,
        // From nothing to the first value, or to the last.
        (None, StepDirection::After) => 0,
        (None, StepDirection::Before) => {
            values.iter().rposition(|it| !it.is_empty()).unwrap_or_default()
        }
    };
    values.into_iter().nth(next).unwrap_or_default()
}
