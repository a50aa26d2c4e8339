//! The buttons that decide, each always at the same place: the one at the reading end goes on.

use egui::Ui;

use super::CurrentThing;
use crate::ui::{
    FrameContext, FrameRequests,
    command_button::{command, shown_command, shown_key_of},
    commands::WindowCommand,
    text::ButtonLook,
};

/// The commands of a suggestion, from the reading end on.
const OF_SUGGESTION: &[&str] = &[
    "next-suggestion",
    "postpone-suggestion",
    "open-strip",
    "dismiss-suggestion",
    "accept-suggestion",
];
/// The commands of a tag, from the reading end on.
const OF_TAG: &[&str] = &["next-tag", "previous-tag", "remove", "open-strip"];
/// What there is to do where nothing is current.
const OF_NOTHING: &[&str] = &["next-suggestion"];

/// Shows the buttons in a row from the reading end.
pub(super) fn buttons(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    thing: CurrentThing<'_>,
) {
    let (ids, first) = match thing {
        CurrentThing::Suggestion(_) | CurrentThing::Correction(..) => {
            (OF_SUGGESTION, "accept-suggestion")
        }
        CurrentThing::Tag(_) => (OF_TAG, ""),
        CurrentThing::Nothing if cx.session.suggestions_left() > 0 => (OF_NOTHING, ""),
        CurrentThing::Nothing => return,
    };
    for found in ids.iter().filter_map(|it| command(it)) {
        let is_suggestion = ids == OF_SUGGESTION;
        let look = look_of(cx, found, is_suggestion);
        let look = if found.id == first { look.primary() } else { look };
        shown_command(ui, cx, requests, found, look);
    }
}

fn look_of(cx: &FrameContext<'_>, of: &WindowCommand, is_suggestion: bool) -> ButtonLook {
    let title = match of.id {
        "open-strip" if is_suggestion => cx.t("strip-correct"),
        id => cx.t(&format!("strip-{id}")),
    };
    let name = cx.t(&format!("command-{}", of.id));
    ButtonLook::new(title).named(name).key(shown_key_of(cx, of))
}
