//! What can be done with what is under the pointer, behind the right button: selected words, a tag, a
//! suggestion.

use egui::{Popup, PopupAnchor, Rect, Response, Ui};

use crate::{
    model::{Name, schema::LabelRole},
    session::Editor,
    ui::{
        FrameContext, FrameRequests,
        command_button::{command, shown_command, shown_key_of},
        commands::{self, WindowCommand},
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
    "copy",
];
/// What can be done with a tag, besides giving it another label.
const OF_TAG: &[&str] = &["open-strip", "occurrences", "copy", "remove", "remove-with-parts"];
/// What can be done with words, besides giving them a label.
const OF_WORDS: &[&str] = &["add-piece", "occurrences", "copy"];
/// What can be done where nothing is.
const OF_PAGE: &[&str] = &["select-all", "find", "hide-suggestions"];

/// The widths of the menu, in points.
const LEAST: f32 = 190.0;
const MOST: f32 = 440.0;

/// Shows the menu of the page while it is open: below the `line` that was pressed on, or above it, and not
/// over the words it is about.
pub(super) fn context_menu_ui(
    page: &Response,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    line: Option<Rect>,
) {
    let Some(open) = cx.session.editor() else { return };
    let mut menu = Popup::context_menu(page).gap(2.0);
    if let Some(line) = line {
        menu = menu.anchor(PopupAnchor::ParentRect(line));
    }
    menu.show(|ui| {
        let wanted = ids_of(open).iter().filter_map(|it| command(it));
        let wanted = wanted.map(|it| look_of(cx, open, it).width(ui, cx)).fold(0.0, f32::max);
        ui.set_width((wanted + 2.0).clamp(LEAST, MOST));
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(cx.column(), |ui| rows(ui, cx, requests, open));
    });
}

/// What is under the pointer, as commands.
fn ids_of(open: &Editor) -> &'static [&'static str] {
    if open.selected().is_some() {
        OF_WORDS
    } else if has_suggestion(open) {
        OF_SUGGESTION
    } else if open.active().is_some() {
        OF_TAG
    } else {
        OF_PAGE
    }
}

fn has_suggestion(open: &Editor) -> bool {
    let current = open.suggestions().current();
    current.is_some_and(|it| open.suggestions().open(open.document(), it).is_some())
}

/// A command in the words of what is under the pointer: one that does different things to a tag and to a
/// suggestion says which.
fn look_of(cx: &FrameContext<'_>, open: &Editor, of: &WindowCommand) -> ButtonLook {
    let key = shown_key_of(cx, of);
    let title = match of.id {
        "accept-suggestion" => cx.t("menu-accept-suggestion"),
        "open-strip" if has_suggestion(open) => cx.t("menu-correct-suggestion"),
        "open-strip" => cx.t("menu-open-tag"),
        id => cx.t(&format!("command-{id}")),
    };
    ButtonLook::new(title).key(key).plain().full_width()
}

fn rows(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    if open.selected().is_some() {
        labels(ui, cx, requests);
        links(ui, cx, requests, open);
    } else if !has_suggestion(open) && open.active().is_some() {
        labels(ui, cx, requests);
    }
    for found in ids_of(open).iter().filter_map(|it| command(it)) {
        shown_command(ui, cx, requests, found, look_of(cx, open, found));
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
