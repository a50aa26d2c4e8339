//! A command as a button: greyed while it can't be done, with its key and its reason when hovered.

use egui::{Response, Ui};

use crate::{
    messages::Message,
    session::Reason,
    ui::{
        FrameContext, FrameRequests,
        commands::{self, WindowCommand},
        key_names::shown_key,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// A button for a command, greyed while it can't be done; then its hover says why.
pub(in crate::ui) fn shown_command(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    command: &WindowCommand,
    look: ButtonLook,
) -> Response {
    let request = (command.request)(cx);
    let why = request.as_ref().err().cloned();
    let response = button(ui, cx, look.enabled_if(request.is_ok()));
    if response.clicked()
        && let Ok(request) = request
    {
        requests.push(request);
    }
    let key = shown_key_of(cx, command);
    response.on_hover_ui(|ui| {
        let title = match would_step(cx, command) {
            Some(step) => cx.words_of(&step),
            None => cx.t(&format!("command-{}", command.id)),
        };
        hint_ui(ui, cx, &title, &key, why.as_ref());
    })
}

/// The key that asks for a command, as it is shown; `""` where none does.
pub(in crate::ui) fn shown_key_of(cx: &FrameContext<'_>, command: &WindowCommand) -> String {
    command.keys.first().map(|it| shown_key(cx, *it)).unwrap_or_default()
}

/// What the step is that a command takes back or makes again.
fn would_step(cx: &FrameContext<'_>, command: &WindowCommand) -> Option<Message> {
    let open = cx.session.editor()?;
    let (step, key) = match command.id {
        "undo" => (open.undo_summary()?, "would-undo"),
        "redo" => (open.redo_summary()?, "would-redo"),
        _ => return None,
    };
    Some(Message::new(key).with_words("step", &step))
}

/// What hovering over a command shows: its name, its key, and why it can't be done.
pub(in crate::ui) fn hint_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    title: &str,
    key: &str,
    why: Option<&Reason>,
) {
    // Before the layout: one that begins at the right takes all the width there is.
    ui.set_max_width(280.0);
    ui.with_layout(cx.column(), |ui| {
        // A long one, such as what would be undone; a short one needs no more room than its words.
        let words = StyledWords::new(title);
        let is_long = title.chars().count() > 36;
        label(ui, cx, if is_long { words.wrapped() } else { words });
        if !key.is_empty() {
            label(ui, cx, StyledWords::new(key).small().left_to_right().color(*cx.theme.ink_soft));
        }
        if let Some(why) = why {
            label(
                ui,
                cx,
                StyledWords::new(cx.words_of(why)).small().wrapped().color(*cx.theme.warning),
            );
        }
    });
}

/// The command called `id`.
pub(in crate::ui) fn command(id: &str) -> Option<&'static WindowCommand> {
    commands::all().find(|it| it.id == id)
}
