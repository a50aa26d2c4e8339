//! A row of a tag's form: one attribute, as its schema says.

mod choices;
mod completion;

use completion::ValueCompletion;

pub use choices::{attributes_for_hands, choices_by_key, choices_of, value_after};

use std::collections::HashMap;

use egui::{Response, Ui};

use self::completion::completion_ui;
use crate::{
    messages::isolated,
    model::{
        Annotation, AnnotationId, Name,
        schema::{Attribute, ValueChoice, ValueKind},
    },
    session::EditAction,
    ui::{
        FrameContext, FrameRequests, dates,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// The text fields of tags in use, and what is offered in the one that has the keyboard.
#[derive(Debug, Default)]
pub struct AttributeFields {
    texts: HashMap<(AnnotationId, String), TextField>,
    completion: Option<ValueCompletion>,
}

/// How high a row is, in points.
const ROW: f32 = 30.0;
/// How high a value to choose is, in points.
const CHIP: f32 = 28.0;

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
    let mut set = |value: &str| {
        requests.push(EditAction::SetAttribute {
            id: annotation.id,
            key: Name::from(attribute.id.as_str()),
            value: value.to_owned(),
        });
    };
    let title = cx.title(&attribute.title);
    let row = cx.in_row(ui, ROW, |ui| {
        let is_missing = attribute.required && value.is_empty();
        let color = if is_missing { *cx.theme.warning } else { *cx.theme.ink_soft };
        let shown = if is_missing { format!("{title} *") } else { title.clone() };
        let shown = if digit.is_empty() { shown } else { format!("{} {shown}", isolated(digit)) };
        row_title(ui, cx, &shown, color);
        match &attribute.values {
            ValueKind::Choice(choices) => {
                choice_ui(ui, cx, &title, choices, value, &attribute.default, &mut set)
            }
            ValueKind::YesNo => {
                let choices = ["yes", "no"].map(|id| yes_no(cx, id));
                choice_ui(ui, cx, &title, &choices, value, &attribute.default, &mut set)
            }
            ValueKind::Text | ValueKind::Number | ValueKind::Date | ValueKind::Link => {
                let key = (annotation.id, attribute.id.clone());
                let state = fields.texts.entry(key).or_insert_with(|| TextField::new(value));
                text_ui(ui, cx, state, &mut fields.completion, annotation, attribute, &mut set)
            }
        }
    });
    if row.inner.gained_focus() {
        row.inner.scroll_to_me(None);
    }
    row.inner
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

/// Words, a number, a date or an address. What can't be read stays in sight until it is corrected.
fn text_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut TextField,
    completion: &mut Option<ValueCompletion>,
    annotation: &Annotation,
    attribute: &Attribute,
    set: &mut dyn FnMut(&str),
) -> Response {
    let value = annotation.attributes.get(&attribute.id).unwrap_or_default();
    let title = cx.title(&attribute.title);
    let hint = if matches!(attribute.values, ValueKind::Link) { "https://" } else { "" };
    let (response, event) = field(ui, cx, state, &title, hint);
    let mut is_done = event.left || event.submitted;
    if matches!(attribute.values, ValueKind::Text) {
        let taken = completion_ui(ui, cx, &response, state, completion, annotation, attribute);
        is_done = taken || is_done && completion.as_ref().is_none_or(|it| !it.has_pointer());
    }
    if event.submitted {
        response.surrender_focus();
    }
    let has_keys = ui.memory(|memory| memory.has_focus(response.id));
    // What the field held when it was filled: leaving it as it was says nothing, also where the value
    // has changed meanwhile through another field.
    let key = egui::Id::unique(("filled", annotation.id.0, attribute.id.as_str()));
    let filled = ui.data(|data| data.get_temp::<String>(key));
    let filled = filled.unwrap_or_else(|| {
        ui.data_mut(|data| data.insert_temp(key, value.to_owned()));
        value.to_owned()
    });
    if is_done && state.text().trim() != filled.trim() {
        let typed = state.text().trim().to_owned();
        if let Some(read) = read(cx, attribute, &typed)
            && read != value
        {
            // A date in words of any calendar says more than its value.
            set(if matches!(attribute.values, ValueKind::Date) { &typed } else { &read });
        }
    } else if !has_keys
        && state.text() != value
        && read(cx, attribute, state.text().trim()).is_some()
    {
        *state = TextField::new(value);
        ui.data_mut(|data| data.insert_temp(key, value.to_owned()));
    }
    if !has_keys && read(cx, attribute, state.text().trim()).is_none() {
        let stroke = egui::Stroke::new(1.5, *cx.theme.error);
        let corner = crate::ui::theme::RADIUS;
        ui.painter().rect_stroke(response.rect, corner, stroke, egui::StrokeKind::Inside);
    }
    response
}

/// The value that was typed; `None` where it is none.
fn read(cx: &FrameContext<'_>, attribute: &Attribute, typed: &str) -> Option<String> {
    match attribute.values {
        ValueKind::Date => dates::read_value(cx, typed),
        ValueKind::Number => {
            let plain: String = typed.chars().map(plain_digit).collect();
            let number = plain.parse::<f64>().is_ok_and(f64::is_finite);
            (typed.is_empty() || number).then_some(plain)
        }
        ValueKind::Link => {
            let is_address = typed.is_empty()
                || !typed.contains(char::is_whitespace) && typed.contains(['.', ':', '/']);
            is_address.then(|| typed.to_owned())
        }
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::YesNo => Some(typed.to_owned()),
    }
}

/// A digit of any set as a Latin one; the sign between whole and parts as a point.
fn plain_digit(c: char) -> char {
    let digit = crate::language::digit_value(c).and_then(|it| char::from_digit(it, 10));
    digit.unwrap_or(if c == '٫' { '.' } else { c })
}

fn yes_no(cx: &FrameContext<'_>, id: &str) -> ValueChoice {
    let mut choice = ValueChoice { id: id.to_owned(), ..ValueChoice::default() };
    let code = cx.strings.language().code().to_owned();
    choice.title.0.insert(code, cx.t(id));
    choice
}

/// Values side by side, the one that goes without saying framed; a press on the chosen one takes it
/// away. Gives back what takes the keyboard: the chosen value, or the first.
fn choice_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    title: &str,
    choices: &[ValueChoice],
    value: &str,
    default: &str,
    set: &mut dyn FnMut(&str),
) -> Response {
    let shown = if value.is_empty() { default } else { value };
    let rows = cx.in_rows(ui, CHIP, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        let mut first = None;
        for choice in choices {
            let words = cx.title(&choice.title);
            let name = format!("{title}: {words}");
            let is_chosen = choice.id == shown;
            let look = ButtonLook::new(StyledWords::new(words).small()).named(name);
            let chip = button(ui, cx, look.selected_if(is_chosen));
            if chip.clicked() {
                // What goes without saying can't be taken away.
                set(if is_chosen && default.is_empty() { "" } else { &choice.id });
            }
            if is_chosen || first.is_none() {
                first = Some(chip);
            }
        }
        // A value that is none of the choices stays in sight.
        if !shown.is_empty() && choices.iter().all(|it| it.id != shown) {
            let words = StyledWords::new(isolated(shown)).small();
            button(ui, cx, ButtonLook::new(words).selected_if(true));
        }
        first
    });
    let all = rows.response;
    rows.inner.unwrap_or(all)
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
