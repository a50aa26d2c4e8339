//! A field for what is written in words and kept as a value, with what it is read as beside it.

use egui::{Response, Ui};

use crate::{
    model::schema::{Attribute, ValueKind},
    session::read_typed_value,
    ui::{
        FrameContext,
        text::{FieldEvent, StyledWords, TextField, field, label, words_size},
    },
};

/// The share of the row that the field takes where something stands beside it.
const FIELD: f32 = 0.5;

/// A field as it was drawn.
pub(in crate::ui) struct TypedField {
    pub(in crate::ui) response: Response,
    pub(in crate::ui) event: FieldEvent,
    /// The value that stands in it; `None` for what is none.
    pub(in crate::ui) read: Option<String>,
}

/// Shows the field of an attribute with what it says, while it is typed already.
pub(in crate::ui) fn typed_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    text: &mut TextField,
    attribute: &Attribute,
) -> TypedField {
    let title = cx.title(&attribute.title);
    let (hint, refusal) = match attribute.values {
        ValueKind::Date => ("", "value-not-read"),
        ValueKind::Number => ("", "value-no-number"),
        ValueKind::Link => ("https://", "value-no-address"),
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::YesNo => ("", ""),
    };
    let width = ui.available_width();
    let shown = ui.scope(|ui| {
        if !refusal.is_empty() {
            ui.set_max_width((width * FIELD).clamp(90.0, 260.0));
        }
        field(ui, cx, text, &title, hint)
    });
    let (response, event) = shown.inner;
    let read = read_typed_value(attribute, text.text().trim(), &cx.session.context());
    let said = match (&read, &attribute.values) {
        (Some(read), ValueKind::Date) if !read.is_empty() => {
            Some((cx.strings.value(read), *cx.theme.ink_soft))
        }
        (Some(_), _) => None,
        (None, _) => Some((cx.t(refusal), *cx.theme.warning)),
    };
    if let Some((words, color)) = said {
        let words = StyledWords::new(words).small().as_window().color(color);
        // The end of a range is what one needs of it.
        let fits = words_size(ui, cx, &words).x <= ui.available_width();
        label(ui, cx, if fits { words } else { words.wrapped() });
    }
    TypedField { response, event, read }
}
