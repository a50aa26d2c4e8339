//! A suggestion that is corrected before it is taken: its label, what it is linked to, the choices. Its
//! edges are moved by keys; words that are selected are linked by the keys of links.

use egui::{Ui, vec2};

use crate::{
    model::{Name, schema::LabelRole},
    session::{CorrectAction, SuggestionDraft},
    ui::{
        FrameContext, FrameRequests,
        attribute::{choices_of, row_title, titled_values},
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// How high a row is, in points.
const ROW: f32 = 30.0;
/// The longest words shown of a link, in characters.
const SHOWN: usize = 60;

/// Shows what can be corrected.
pub(super) fn correction_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    draft: &SuggestionDraft,
) {
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    let words = StyledWords::new(cx.t("correct-how")).small().wrapped().as_window();
    label(ui, cx, words.color(*cx.theme.ink_soft));
    labels_ui(ui, cx, requests, draft);
    links_ui(ui, cx, requests, draft);
    choices_ui(ui, cx, requests, draft);
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
        let pieces: Vec<&str> = link.extent.pieces().map(|it| document.text().slice(it)).collect();
        let words = shortened(&pieces.join(" … "));
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
    for attribute in choices_of(cx, &draft.tag.label) {
        let now = draft.tag.attributes.get(&attribute.id).unwrap_or(&attribute.default);
        let title = cx.title(&attribute.title);
        cx.in_row(ui, ROW, |ui| {
            row_title(ui, cx, &title, *cx.theme.ink_soft);
            cx.in_rows(ui, ROW - 2.0, |ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for (id, words) in titled_values(cx, attribute) {
                    let name = format!("{title}: {words}");
                    let is_chosen = id == now;
                    let look = ButtonLook::new(StyledWords::new(words).small()).named(name);
                    if button(ui, cx, look.selected_if(is_chosen)).clicked() {
                        let value = if is_chosen { String::new() } else { id };
                        let key = attribute.id.as_str().into();
                        requests.push(CorrectAction::SetAttribute { key, value });
                    }
                }
            });
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
