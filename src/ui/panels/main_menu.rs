//! The menu behind ☰: every command, in groups, with its key and, where it can do nothing, why.

use egui::{Popup, Ui, containers::menu::SubMenu};

use super::command_button::shown_command;
use crate::ui::{
    FrameContext, FrameRequests,
    commands::{self, CommandGroup},
    key_names::shown_key,
    text::{ButtonLook, button},
};

/// How wide the list of groups is, and that of a group, in points.
const NARROW: f32 = 150.0;
const WIDE: f32 = 300.0;

/// Shows the button, and the menu while it is open.
pub(super) fn main_menu_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let look = ButtonLook::new("☰").plain().named(cx.t("menu-main"));
    let opens = button(ui, cx, look);
    Popup::menu(&opens).show(|ui| {
        ui.set_width(NARROW);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(cx.column(), |ui| {
            for group in commands::GROUPS {
                let arrow = if cx.is_mirrored() { "‹" } else { "›" };
                let title = cx.t(group.title);
                let look = ButtonLook::new(title.as_str()).key(arrow).plain().full_width();
                let row = button(ui, cx, look.named(title));
                SubMenu::new().show(ui, &row, |ui| group_ui(ui, cx, requests, group));
            }
        });
    });
}

fn group_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    group: &CommandGroup,
) {
    ui.set_width(WIDE);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.with_layout(cx.column(), |ui| {
        for it in group.commands {
            let key = it.keys.first().map(|key| shown_key(cx, *key)).unwrap_or_default();
            let title = cx.t(&format!("command-{}", it.id));
            let look = ButtonLook::new(title).key(key).plain().full_width();
            shown_command(ui, cx, requests, it, look);
        }
    });
}
