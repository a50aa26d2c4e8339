//! The slots of the form: what a tag is linked to, and places for what it is not linked to yet.

use egui::{Popup, Response, Ui, vec2};

use super::StripState;
use crate::{
    check,
    model::{Annotation, AnnotationId, Name, schema::RelationKind},
    session::{EditAction, NavigateAction},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        attribute::row_title,
        commands,
        menu::menu_ui,
        text::{ButtonLook, StyledWords, button},
    },
};

/// How high a slot is, in points.
const SLOT: f32 = 28.0;
/// Room for the button that takes a link away, in points.
const UNLINK: f32 = 30.0;
/// The longest words shown of what a slot holds, in characters.
const SHOWN: usize = 60;

/// The slot of one kind of link, with what is in it.
pub(super) fn slot_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
    kind: &RelationKind,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let title = cx.title(&kind.title);
    let linked: Vec<_> = document
        .relations_of(annotation.id)
        .filter(|it| it.from == annotation.id && it.label == *kind.id.as_str())
        .collect();
    for relation in &linked {
        let Some(to) = document.annotation(relation.to) else { continue };
        let quote = document.quote(to);
        cx.in_row(ui, SLOT, |ui| {
            row_title(ui, cx, &title, *cx.theme.ink_soft);
            let size = vec2(ui.available_width() - UNLINK, SLOT);
            ui.allocate_ui_with_layout(size, cx.row(), |ui| {
                let color = cx.theme.label(cx.session.schema(), to.label.as_str());
                let name = cx.strings.with("go-to", &[("what", &quote)]);
                let short: String = quote.chars().take(SHOWN).collect();
                let look = ButtonLook::new(short).swatch(color).plain().full_width().named(name);
                let response = button(ui, cx, look);
                state.takes_form(&response);
                if response.hovered() {
                    state.hovered = Some(to.id);
                }
                if response.clicked() {
                    requests.push(NavigateAction::Activate(Some(to.id)));
                    requests.push(WindowAction::ScrollTo(to.extent.start()));
                }
            });
            let name = cx.strings.with("unlink", &[("what", &quote)]);
            let look = ButtonLook::new(StyledWords::new("×").color(*cx.theme.ink_soft)).plain();
            if button(ui, cx, look.named(name)).clicked() {
                requests.push(EditAction::RemoveRelation(relation.id));
            }
        });
    }
    if linked.is_empty() {
        cx.in_row(ui, SLOT, |ui| {
            let lacks = check::lacks_link(document, annotation, kind);
            let missing = if lacks { *cx.theme.warning } else { *cx.theme.ink_soft };
            let marked = if lacks { format!("{title} *") } else { title.clone() };
            row_title(ui, cx, &marked, missing);
            let armed = cx.is_linking(kind);
            let words = if armed { cx.t("slot-armed") } else { cx.t("slot-empty") };
            let words = StyledWords::new(words).small().color(*cx.theme.ink_soft);
            let look = ButtonLook::new(words).full_width();
            empty_slot_ui(ui, cx, requests, state, annotation, kind, look);
        });
    }
}

/// What links to a tag, each with the way there: of a part that several claims share, all of them.
pub(super) fn users_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let links = document.relations_of(annotation.id).filter(|it| it.to == annotation.id);
    for relation in links.take(MOST) {
        let Some(from) = document.annotation(relation.from) else { continue };
        let kind = document.schema().relation(relation.label.as_str());
        let title = kind.map_or_else(|| relation.label.to_string(), |it| cx.title(&it.title));
        let title = cx.strings.with("linked-from", &[("relation", &title)]);
        let quote = document.quote(from);
        cx.in_row(ui, SLOT, |ui| {
            row_title(ui, cx, &title, *cx.theme.ink_soft);
            let color = cx.theme.label(cx.session.schema(), from.label.as_str());
            let name = cx.strings.with("go-to", &[("what", &quote)]);
            let short: String = quote.chars().take(SHOWN).collect();
            let look = ButtonLook::new(short).swatch(color).plain().full_width().named(name);
            let response = button(ui, cx, look);
            state.takes_form(&response);
            if response.clicked() {
                requests.push(NavigateAction::Activate(Some(from.id)));
                requests.push(WindowAction::ScrollTo(from.extent.start()));
            }
        });
    }
}

/// Places for links that need not be there, side by side.
pub(super) fn further_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
    kinds: &[&RelationKind],
) {
    cx.in_rows(ui, SLOT, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for kind in kinds {
            let words = format!("+ {}", cx.title(&kind.title));
            let words = StyledWords::new(words).small().color(*cx.theme.ink_soft);
            let look = ButtonLook::new(words);
            empty_slot_ui(ui, cx, requests, state, annotation, kind, look);
        }
    });
}

/// An empty slot. A click takes the selected words, or asks for the words; where tags that fit are
/// near, it offers them first.
pub(super) fn empty_slot_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
    kind: &RelationKind,
    look: ButtonLook,
) {
    let Some(open) = cx.session.editor() else { return };
    let title = cx.title(&kind.title);
    let name = cx.strings.with("link-as", &[("relation", &title)]);
    let is_armed = cx.is_linking(kind);
    let look = look.key(kind.key.as_str()).selected_if(is_armed).named(name);
    let response = button(ui, cx, look);
    state.takes_form(&response);
    let candidates = open.link_candidates(annotation, kind);
    let relation = Name::from(kind.id.as_str());
    if open.selected().is_some() {
        if response.clicked() {
            requests.push_or_explain(commands::link(cx, &relation));
        }
    } else if candidates.is_empty() {
        if response.clicked() {
            requests.push(WindowAction::ChooseFor((!is_armed).then_some(relation)));
        }
    } else {
        let found: Vec<(AnnotationId, String)> =
            candidates.iter().take(MOST).map(|it| (it.id, open.document().quote(it))).collect();
        offer_ui(cx, requests, annotation, &relation, &response, &found);
        // Words or a tag on the page may be clicked just as well as a row of the list.
        if response.clicked() {
            let is_open = Popup::is_id_open(&response.ctx, Popup::default_response_id(&response));
            requests.push(WindowAction::ChooseFor(is_open.then_some(relation)));
        }
    }
}

/// Tags offered at once.
const MOST: usize = 8;

/// Tags that the link may lead to, and the way to other words.
fn offer_ui(
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    annotation: &Annotation,
    relation: &Name,
    response: &Response,
    found: &[(AnnotationId, String)],
) {
    menu_ui(cx, response, |ui| {
        let mut rows = Vec::new();
        for (to, quote) in found {
            let short: String = quote.chars().take(SHOWN).collect();
            let row = button(ui, cx, ButtonLook::new(short).plain().full_width());
            if row.clicked() {
                let (from, label) = (annotation.id, relation.clone());
                requests.push(EditAction::Relate { from, to: *to, label });
            }
            rows.push(row);
        }
        let other = StyledWords::new(cx.t("slot-other")).color(*cx.theme.ink_soft);
        let row = button(ui, cx, ButtonLook::new(other).plain().full_width());
        if row.clicked() {
            requests.push(WindowAction::ChooseFor(Some(relation.clone())));
        }
        rows.push(row);
        (rows, 0)
    });
}
