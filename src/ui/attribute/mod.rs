//! A row of a tag's form: one attribute, as its schema says.

mod chips;
mod choices;
mod completion;
mod typed;

use completion::ValueCompletion;

pub(in crate::ui) use chips::{ChoiceValues, chips_ui};
pub use choices::{attributes_for_hands, choices_by_key, choices_of, neighboring_value};
pub(in crate::ui) use typed::{TypedField, typed_ui};

use std::collections::HashMap;

use egui::{Response, Ui};

use self::completion::completion_ui;
use crate::{
    messages::isolated,
    model::{
        Annotation, Name,
        schema::{Attribute, ValueChoice, ValueKind},
    },
    session::{EditAction, FileAction},
    store::DraftKey,
    ui::{
        FrameContext, FrameRequests,
        text::{StyledWords, TextField, label},
    },
};

/// The text fields of tags in use, and what is offered in the one that has the keyboard.
#[derive(Debug, Default)]
pub struct AttributeFields {
    texts: HashMap<DraftKey, AttributeField>,
    completion: Option<ValueCompletion>,
    /// The field that is written in, and whether this frame has drawn it.
    written_in: Option<(DraftKey, bool)>,
    /// The field that takes the keyboard when it is drawn next.
    wants_keys: Option<DraftKey>,
}

/// A field with the value that it was filled with: leaving it so says nothing, also where the value has
/// changed meanwhile through another field.
#[derive(Debug)]
struct AttributeField {
    field: TextField,
    filled: String,
}

impl AttributeField {
    fn new(value: &str) -> Self {
        Self { field: TextField::new(value), filled: value.to_owned() }
    }
}

impl AttributeFields {
    /// Gives the keyboard to a field once it is drawn.
    pub(super) fn go_to(&mut self, key: DraftKey) {
        self.wants_keys = Some(key);
    }

    /// Begins a frame.
    pub(super) fn begin_frame(&mut self) {
        if let Some((_, is_drawn)) = &mut self.written_in {
            *is_drawn = false;
        }
    }

    /// Ends a frame: a field that was written in and is not shown any more was left.
    pub(super) fn end_frame(&mut self, requests: &mut FrameRequests) {
        if let Some((left, _)) = self.written_in.take_if(|it| !it.1) {
            self.completion = None;
            self.texts.remove(&left);
            requests.push(FileAction::EnterDraft(left));
        }
    }
}

/// Which field it is.
pub(super) fn field_of(annotation: &Annotation, attribute: &Attribute) -> DraftKey {
    DraftKey::Attribute(annotation.id, Name::from(attribute.id.as_str()))
}

/// How high a row is, in points.
const ROW: f32 = 30.0;

/// Shows a row to change one attribute, `digit` being its key, and gives back what takes the keyboard in
/// it.
pub fn attribute_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    fields: &mut AttributeFields,
    annotation: &Annotation,
    attribute: &Attribute,
    digit: &str,
) -> Response {
    let value = annotation.attributes.get(&attribute.id).unwrap_or_default();
    let title = cx.title(&attribute.title);
    let row = cx.in_row(ui, ROW, |ui| {
        let is_missing = attribute.required && value.is_empty();
        let color = if is_missing { *cx.theme.warning } else { *cx.theme.ink_soft };
        let shown = if is_missing { format!("{title} *") } else { title.clone() };
        let shown = if digit.is_empty() { shown } else { format!("{} {shown}", isolated(digit)) };
        row_title(ui, cx, &shown, color);
        match &attribute.values {
            ValueKind::Choice(_) | ValueKind::YesNo => {
                let values = titled_values(cx, attribute);
                let choice = ChoiceValues {
                    title: &title,
                    values: &values,
                    chosen: value,
                    default: &attribute.default,
                };
                let (asked, response) = chips_ui(ui, cx, &choice);
                if let Some(asked) = asked {
                    set(requests, annotation, attribute, &asked);
                }
                response
            }
            ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => {
                text_ui(ui, cx, requests, fields, annotation, attribute)
            }
        }
    });
    if row.inner.gained_focus() {
        row.inner.scroll_to_me(None);
    }
    row.inner
}

fn set(requests: &mut FrameRequests, annotation: &Annotation, attribute: &Attribute, value: &str) {
    requests.push(EditAction::SetAttribute {
        id: annotation.id,
        key: Name::from(attribute.id.as_str()),
        value: value.to_owned(),
    });
}

/// The words at the start of a row, as wide in every row.
pub(in crate::ui) fn row_title(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    title: &str,
    color: egui::Color32,
) {
    let width = (ui.available_width() * 0.36).clamp(60.0, 110.0);
    let size = egui::vec2(width, ui.available_height());
    ui.allocate_ui_with_layout(size, cx.row(), |ui| {
        ui.set_min_width(width);
        label(ui, cx, StyledWords::new(title).small().color(color));
    });
}

/// Words, a number, a date or an address. What is typed is kept as it is typed; what can't be read stays in
/// sight until it is corrected.
fn text_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    fields: &mut AttributeFields,
    annotation: &Annotation,
    attribute: &Attribute,
) -> Response {
    let value = annotation.attributes.get(&attribute.id).unwrap_or_default();
    let key = field_of(annotation, attribute);
    let begun = cx.session.draft(&key);
    let state = fields.texts.entry(key.clone()).or_insert_with(|| AttributeField {
        field: TextField::new(begun.unwrap_or(value)),
        filled: value.to_owned(),
    });
    if fields.wants_keys.take_if(|it| *it == key).is_some() {
        state.field.focus();
    }
    let TypedField { response, event, read } = typed_ui(ui, cx, &mut state.field, attribute);
    if event.changed {
        let typed = state.field.text();
        let words = (typed.trim() != value.trim()).then(|| typed.to_owned());
        requests.push(FileAction::KeepDraft { key: key.clone(), words });
    }
    let mut is_done = event.left || event.submitted;
    let completion = &mut fields.completion;
    if matches!(attribute.values, ValueKind::Text) {
        let field = &mut state.field;
        let taken = completion_ui(ui, cx, &response, field, completion, annotation, attribute);
        is_done = taken || is_done && completion.as_ref().is_none_or(|it| !it.has_pointer());
    }
    if event.submitted {
        response.surrender_focus();
    }
    let has_keys = ui.memory(|memory| memory.has_focus(response.id));
    let typed = state.field.text().trim().to_owned();
    // What was taken from what is offered stands there only now.
    let read = if is_done && matches!(attribute.values, ValueKind::Text) {
        Some(typed.clone())
    } else {
        read
    };
    let is_changed = typed != state.filled.trim();
    match &read {
        Some(read) if is_done => {
            if is_changed && read != value {
                // A date in words of any calendar says more than its value.
                let is_date = matches!(attribute.values, ValueKind::Date);
                set(requests, annotation, attribute, if is_date { &typed } else { read });
            }
            if begun.is_some() || event.changed {
                requests.push(FileAction::KeepDraft { key: key.clone(), words: None });
            }
        }
        // The session says that it is no value, with the way back; it stays in the field.
        None if event.left => requests.push(FileAction::EnterDraft(key.clone())),
        Some(_) if !has_keys && begun.is_none() && state.field.text() != value => {
            *state = AttributeField::new(value);
        }
        Some(_) | None => {}
    }
    let edge = match (&read, begun) {
        (None, _) => Some(*cx.theme.error),
        (Some(_), Some(_)) => Some(*cx.theme.warning),
        (Some(_), None) => None,
    };
    if let Some(color) = edge.filter(|_| !has_keys) {
        let stroke = egui::Stroke::new(1.5, color);
        let corner = crate::ui::theme::RADIUS;
        ui.painter().rect_stroke(response.rect, corner, stroke, egui::StrokeKind::Inside);
    }
    let offers = completion.as_ref().is_some_and(ValueCompletion::has_pointer);
    if has_keys || offers && fields.written_in.as_ref().is_some_and(|it| it.0 == key) {
        fields.written_in = Some((key, true));
    } else {
        fields.written_in.take_if(|it| it.0 == key);
    }
    response
}

/// The title of a value to choose; the value itself where it is none of the choices.
pub(super) fn shown_choice(cx: &FrameContext<'_>, choices: &[ValueChoice], value: &str) -> String {
    let choice = choices.iter().find(|it| it.id == value);
    choice.map_or_else(|| isolated(value), |it| cx.title(&it.title))
}

/// The values of a choice, each with its title.
pub(super) fn titled_values(cx: &FrameContext<'_>, attribute: &Attribute) -> Vec<(String, String)> {
    match &attribute.values {
        ValueKind::Choice(choices) => {
            choices.iter().map(|it| (it.id.clone(), cx.title(&it.title))).collect()
        }
        ValueKind::YesNo => ["yes", "no"].map(|it| (it.to_owned(), cx.t(it))).into(),
        ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => Vec::new(),
    }
}
