//! The menu behind ☰: every command, in groups, with its key and, where it can do nothing, why.

use egui::{
    Popup, Rect, Response, ScrollArea, Ui, containers::menu::SubMenu, pos2, style::ScrollStyle,
};

use crate::ui::{
    FrameContext, FrameRequests,
    command_button::{shown_command, shown_key_of},
    commands::{self, CommandGroup},
    text::{ButtonLook, button},
};

/// How wide the list of groups is, in points.
const NARROW: f32 = 150.0;
/// The widths of a group, in points.
const WIDTHS: [f32; 2] = [220.0, 420.0];
/// How high a row is with the space below it, in points.
const ROW: f32 = 29.0;
/// The room of the line between two sections, in points.
const BETWEEN: f32 = 7.0;
/// From a menu to the edges of the window, in points.
const EDGE: f32 = 14.0;
/// The room of the bar that scrolls, in points.
const BAR: f32 = 18.0;

/// Shows the button, and the menu while it is open.
pub(super) fn main_menu_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let look = ButtonLook::new("☰").plain().named(cx.t("menu-main"));
    let opens = button(ui, cx, look);
    Popup::menu(&opens).show(|ui| {
        ui.set_width(NARROW);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(cx.column(), |ui| {
            for group in commands::GROUPS {
                let title = cx.t(group.title);
                let look = ButtonLook::new(title.as_str()).plain().full_width().opens_menu();
                let row = button(ui, cx, look.named(title));
                let place = placed_beside(&row, group);
                SubMenu::new().show(ui, &place, |ui| group_ui(ui, cx, requests, group));
            }
        });
    });
}

/// How high a group is, in points.
fn height_of(group: &CommandGroup) -> f32 {
    let count = |it: usize| f32::from(u16::try_from(it).unwrap_or(u16::MAX));
    count(group.commands().count()) * ROW + count(group.sections.len().saturating_sub(1)) * BETWEEN
}

/// The row as what a group opens beside: where the group would reach below the window it begins higher, since
/// egui would lay it over the menu it comes from.
fn placed_beside(row: &Response, group: &CommandGroup) -> Response {
    let window = row.ctx.content_rect();
    let height = height_of(group).min(room_for(window));
    let top = row.rect.top().min(window.bottom() - EDGE - height).max(window.top() + EDGE);
    let mut place = row.clone();
    place.interact_rect =
        Rect::from_min_max(pos2(row.rect.left(), top), pos2(row.rect.right(), top + 1.0));
    place
}

/// How high a group is at most; longer ones are scrolled.
fn room_for(window: Rect) -> f32 {
    (window.height() - 3.0 * EDGE).max(4.0 * ROW)
}

fn group_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    group: &CommandGroup,
) {
    let room = room_for(ui.ctx().content_rect());
    let is_scrolled = height_of(group) > room;
    let wanted = group.commands().map(|it| look_of(cx, it).width(ui, cx)).fold(0.0, f32::max);
    let bar = if is_scrolled { BAR } else { 0.0 };
    let width = (wanted + 2.0).clamp(WIDTHS[0], WIDTHS[1]);
    ui.set_width(width + bar);
    ui.spacing_mut().item_spacing.y = 1.0;
    // A bar that is always seen says that there is more.
    ui.spacing_mut().scroll = ScrollStyle::solid();
    // As high as its rows: egui would take the height of the menu's first frame.
    let height = height_of(group).min(room);
    ScrollArea::vertical().max_height(room).min_scrolled_height(height).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.set_width(width);
            for (at, section) in group.sections.iter().enumerate() {
                if at > 0 {
                    line_ui(ui, cx);
                }
                for it in *section {
                    shown_command(ui, cx, requests, it, look_of(cx, it));
                }
            }
        });
    });
}

fn look_of(cx: &FrameContext<'_>, of: &commands::WindowCommand) -> ButtonLook {
    let key = shown_key_of(cx, of);
    ButtonLook::new(cx.t(&format!("command-{}", of.id))).key(key).plain().full_width()
}

/// The line between two sections.
fn line_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let size = egui::vec2(ui.available_width(), BETWEEN - 1.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, *cx.theme.line));
}
