//! A suggestion that is corrected before it is taken: its label, what it is linked to, the choices. Its
//! edges are moved by keys; words that are selected are linked by the keys of links.

use std::collections::BTreeMap;

use egui::{Ui, vec2};

use super::columns::{FormPart, parts_ui};
use crate::{
    model::{
        DismissalTarget, Name,
        schema::{Attribute, LabelRole, ValueKind},
    },
    session::{CorrectAction, Editor, Reason, Session, SuggestionDraft, read_typed_value},
    ui::{
        FrameContext, FrameRequest, FrameRequests,
        attribute::{
            ChoiceValues, TypedField, chips_ui, choices_of, row_title, titled_values, typed_ui,
        },
        text::{ButtonLook, StyledWords, TextField, button, label},
    },
};

/// How high a row is, in points.
const ROW: f32 = 30.0;
/// The longest words shown of a link, in characters.
const SHOWN: usize = 60;

/// What is typed of the dates of suggestions.
#[derive(Debug, Default)]
pub(super) struct CorrectionFields {
    texts: BTreeMap<FieldOfSuggestion, TextField>,
    /// The field that is written in, its attribute, and whether this frame has drawn it.
    written_in: Option<(FieldOfSuggestion, Attribute, bool)>,
}

/// A suggestion, and the key of its attribute.
type FieldOfSuggestion = (DismissalTarget, String);

impl CorrectionFields {
    /// What stands in the field that is written in, where it is a value and another one than the suggestion has.
    pub(super) fn typed(&self, session: &Session) -> Option<CorrectAction> {
        let ((of, key), attribute, _) = self.written_in.as_ref()?;
        let value = self.texts.get(&(of.clone(), key.clone()))?.text().trim().to_owned();
        let read = read_typed_value(attribute, &value, &session.context())?;
        let (_, draft) = session.editor()?.current_draft()?;
        let is_new = draft.target != *of || draft.tag.attributes.get(key) != Some(read.as_str());
        let key = attribute.id.as_str().into();
        is_new.then(|| CorrectAction::Enter { of: of.clone(), key, value })
    }

    /// Begins a frame.
    pub(super) fn begin_frame(&mut self) {
        if let Some((.., is_drawn)) = &mut self.written_in {
            *is_drawn = false;
        }
    }

    /// Ends a frame: what stands in a field that is not shown any more is entered; what is no value stays in
    /// it, and that is said. What was not corrected after all is forgotten.
    pub(super) fn end_frame(&mut self, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        if let Some(((of, key), attribute, _)) = self.written_in.take_if(|it| !it.2) {
            let text = self.texts.get(&(of.clone(), key)).map(TextField::text).unwrap_or_default();
            let value = text.trim().to_owned();
            if read_typed_value(&attribute, &value, &cx.session.context()).is_none() {
                requests.push(FrameRequest::Explain(Reason::ValueNotRead));
            } else {
                let key = attribute.id.as_str().into();
                requests.push(CorrectAction::Enter { of, key, value });
            }
        }
        let open = cx.session.editor().filter(|it| !it.is_correcting());
        if let Some((_, draft)) = open.and_then(Editor::current_draft) {
            self.texts.retain(|(of, _), _| *of != draft.target);
        }
    }
}

/// Shows what can be corrected.
pub(super) fn correction_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    fields: &mut CorrectionFields,
    draft: &SuggestionDraft,
) {
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    let words = StyledWords::new(cx.t("correct-how")).small().wrapped().as_window();
    label(ui, cx, words.color(*cx.theme.ink_soft));
    parts_ui(ui, cx, |ui, part| match part {
        FormPart::Links => {
            labels_ui(ui, cx, requests, draft);
            links_ui(ui, cx, requests, draft);
        }
        FormPart::Choices => choices_ui(ui, cx, requests, draft),
        FormPart::Fields => dates_ui(ui, cx, requests, fields, draft),
    });
}

/// The values that are dates, typed in words or figures of any calendar.
fn dates_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    fields: &mut CorrectionFields,
    draft: &SuggestionDraft,
) {
    let kind = cx.session.schema().label(draft.tag.label.as_str());
    let attributes = kind.map(|it| it.attributes.as_slice()).unwrap_or_default();
    for attribute in attributes.iter().filter(|it| matches!(it.values, ValueKind::Date)) {
        let now = draft.tag.attributes.get(&attribute.id).unwrap_or_default();
        if now.is_empty() && !attribute.required {
            continue;
        }
        cx.in_row(ui, ROW, |ui| {
            row_title(ui, cx, &cx.title(&attribute.title), *cx.theme.ink_soft);
            date_ui(ui, cx, requests, fields, (&draft.target, attribute, now));
        });
    }
}

/// A field with what it says beside it; entered, it corrects the suggestion.
fn date_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    fields: &mut CorrectionFields,
    (of, attribute, now): (&DismissalTarget, &Attribute, &str),
) {
    let key = (of.clone(), attribute.id.clone());
    let text = fields.texts.entry(key.clone()).or_insert_with(|| TextField::new(now));
    let TypedField { response, event, read } = typed_ui(ui, cx, text, attribute);
    let is_done = event.left || event.submitted;
    let has_keys = ui.memory(|memory| memory.has_focus(response.id)) && !event.submitted;
    match read {
        Some(read) if is_done => {
            if read != now {
                // A date in words of any calendar says more than its value.
                let value = text.text().trim().to_owned();
                let key = attribute.id.as_str().into();
                requests.push(CorrectAction::SetAttribute { key, value });
            }
        }
        Some(_) if !has_keys && text.text() != now => *text = TextField::new(now),
        None if is_done => requests.push(FrameRequest::Explain(Reason::ValueNotRead)),
        Some(_) | None => {}
    }
    if event.submitted {
        response.surrender_focus();
    }
    if has_keys {
        fields.written_in = Some((key, attribute.clone(), true));
    } else {
        fields.written_in.take_if(|it| it.0 == key);
    }
}

fn labels_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    draft: &SuggestionDraft,
) {
    cx.in_row(ui, ROW, |ui| {
        row_title(ui, cx, &cx.t("correct-label"), *cx.theme.ink_soft);
        for kind in cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main) {
            let title = cx.title(&kind.title);
            let name = format!("{}: {title}", cx.t("correct-label"));
            let look = ButtonLook::new(StyledWords::new(title).small())
                .key(kind.key.as_str())
                .swatch(cx.theme.of_pair(&kind.color))
                .selected_if(draft.tag.label == *kind.id.as_str())
                .named(name);
            if button(ui, cx, look).clicked() {
                requests.push(CorrectAction::SetLabel(Name::from(kind.id.as_str())));
            }
        }
    });
}

fn links_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    draft: &SuggestionDraft,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let links = draft.tag.links.iter().enumerate().filter(|it| open.may_come_to_be(it.1));
    for (at, link) in links {
        let kind = document.schema().relation(link.relation.as_str());
        let title = kind.map_or_else(|| link.relation.to_string(), |it| cx.title(&it.title));
        let words = shortened(&document.text().quote(link.extent.pieces()));
        cx.in_row(ui, ROW, |ui| {
            row_title(ui, cx, &title, *cx.theme.ink_soft);
            let color = cx.theme.label(document.schema(), link.label.as_str());
            label(ui, cx, StyledWords::new(words.as_str()).color(color));
            let name = cx.strings.with("unlink", &[("what", &words)]);
            let look = ButtonLook::new(StyledWords::new("×").color(*cx.theme.ink_soft)).plain();
            if button(ui, cx, look.named(name)).clicked() {
                requests.push(CorrectAction::Unlink(at));
            }
        });
    }
}

fn choices_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    draft: &SuggestionDraft,
) {
    for (number, attribute) in (1..).zip(choices_of(cx, &draft.tag.label)) {
        let chosen = draft.tag.attributes.get(&attribute.id).unwrap_or_default();
        let title = cx.title(&attribute.title);
        // The digit that goes through its values.
        let numbered = format!("{} {title}", cx.strings.number(number));
        cx.in_row(ui, ROW, |ui| {
            row_title(ui, cx, &numbered, *cx.theme.ink_soft);
            let values = titled_values(cx, attribute);
            let (title, default) = (title.as_str(), attribute.default.as_str());
            let choice = ChoiceValues { title, values: &values, chosen, default };
            if let (Some(value), _) = chips_ui(ui, cx, &choice) {
                let key = attribute.id.as_str().into();
                requests.push(CorrectAction::SetAttribute { key, value });
            }
        });
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(SHOWN).collect();
    if words.chars().nth(SHOWN).is_some() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    short
}
