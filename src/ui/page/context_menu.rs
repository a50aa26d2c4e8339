//! What can be done with what is under the pointer, behind the right button: selected words, a tag, a
//! suggestion.

use egui::{Popup, Response, Ui};

use crate::{
    model::{Name, schema::LabelRole},
    session::Editor,
    ui::{
        FrameContext, FrameRequests, commands,
        key_names::shown_key,
        panels::{command, shown_command},
        text::{ButtonLook, button},
    },
};

/// What can be done with a suggestion.
const OF_SUGGESTION: &[&str] = &[
    "accept-suggestion",
    "dismiss-suggestion",
    "never-suggest",
    "postpone-suggestion",
    "open-strip",
];
/// What can be done with a tag, besides giving it another label.
const OF_TAG: &[&str] = &["open-strip", "occurrences", "remove", "remove-with-parts"];
/// What can be done with words, besides giving them a label.
const OF_WORDS: &[&str] = &["add-piece", "occurrences", "copy"];
/// What can be done where nothing is.
const OF_PAGE: &[&str] = &["select-all", "find", "hide-suggestions"];

/// Shows the menu of the page while it is open.
pub(super) fn context_menu_ui(
    page: &Response,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
) {
    let Some(open) = cx.session.editor() else { return };
    Popup::context_menu(page).show(|ui| {
        ui.set_min_width(190.0);
        ui.set_max_width(280.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(cx.column(), |ui| rows(ui, cx, requests, open));
    });
}

fn rows(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    let suggestion = open.suggestions().current();
    let suggestion =
        suggestion.filter(|it| open.suggestions().open(open.document(), *it).is_some());
    let ids = if open.selected().is_some() {
        labels(ui, cx, requests);
        links(ui, cx, requests, open);
        OF_WORDS
    } else if suggestion.is_some() {
        OF_SUGGESTION
    } else if open.active().is_some() {
        labels(ui, cx, requests);
        OF_TAG
    } else {
        OF_PAGE
    };
    for found in ids.iter().filter_map(|it| command(it)) {
        let key = found.keys.first().map(|it| shown_key(cx, *it)).unwrap_or_default();
        let title = cx.t(&format!("command-{}", found.id));
        let look = ButtonLook::new(title).key(key).plain().full_width();
        shown_command(ui, cx, requests, found, look);
    }
}

fn labels(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    for kind in cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main) {
        let request = commands::tag(cx, &Name::from(kind.id.as_str()));
        let title = cx.title(&kind.title);
        let named = cx.strings.with("tag-as", &[("label", &title)]);
        let look = ButtonLook::new(title)
            .key(kind.key.as_str())
            .swatch(cx.theme.of_pair(&kind.color))
            .plain()
            .full_width()
            .named(named)
            .enabled_if(request.is_ok());
        if button(ui, cx, look).clicked() {
            requests.push_or_explain(request);
        }
    }
}

/// The links from the active tag to the selected words.
fn links(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    let Some(active) = open.active() else { return };
    for kind in open.document().schema().relations_from(active.label.as_str()) {
        let request = commands::link(cx, &Name::from(kind.id.as_str()));
        if request.is_err() {
            continue;
        }
        let title = cx.strings.with("link-as", &[("relation", &cx.title(&kind.title))]);
        let look = ButtonLook::new(title).key(kind.key.as_str()).plain().full_width();
        if button(ui, cx, look).clicked() {
            requests.push_or_explain(request);
        }
    }
}
