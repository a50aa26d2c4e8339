//! What is shown before there is an article: how to get one.

use std::path::{Path, PathBuf};

use egui::{Key, ScrollArea, Ui};

use crate::{
    messages::isolated,
    session::FileAction,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        command_button::{command, shown_key_of},
        commands::WindowCommand,
        text::{ButtonLook, StyledWords, button, label},
        theme,
    },
};

/// How wide the buttons are, in points.
const WAY: f32 = 300.0;

/// Shows the ways to an article; they scroll where the window is too low.
pub fn start_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let width = ui.available_width().min(520.0);
    let top = (ui.available_height() * 0.14).max(16.0);
    ScrollArea::vertical().id_salt("start").auto_shrink(false).show(ui, |ui| {
        ui.add_space(top);
        ui.vertical_centered(|ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.with_layout(egui::Layout::top_down(egui::Align::Center), |ui| {
                ways_ui(ui, cx, requests);
                recent(ui, cx, requests);
                ui.add_space(12.0);
            });
        });
    });
}

fn ways_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    label(ui, cx, StyledWords::new("حاشیه").size(44.0).strong().color(*cx.theme.accent));
    label(ui, cx, StyledWords::new(cx.t("start-what")).size(theme::HEADING));
    ui.add_space(14.0);
    ui.scope(|ui| {
        ui.set_max_width(WAY);
        for id in ["open", "open-folder", "paste"] {
            let Some(way) = command(id) else { continue };
            way_ui(ui, cx, requests, way);
        }
        if button(ui, cx, ButtonLook::new(cx.t("start-sample")).full_width()).clicked() {
            requests.push(FileAction::OpenSample(None));
            if !cx.session.settings().tour_was_shown {
                requests.push(WindowAction::StartTour);
            }
        }
    });
    ui.add_space(10.0);
    for key in ["start-drop", "start-offline"] {
        label(ui, cx, StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft));
    }
}

/// A way to an article, with its key.
fn way_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    way: &'static WindowCommand,
) {
    let is_first = way.id == "open";
    let key = shown_key_of(cx, way);
    let look = ButtonLook::new(cx.t(&format!("command-{}", way.id))).key(key).full_width();
    let shown = button(ui, cx, if is_first { look.primary() } else { look });
    if shown.clicked() {
        requests.push_or_explain((way.request)(cx));
    }
    // Tab leads here first, and not to the bar above.
    let tabs = ui.input(|input| input.key_pressed(Key::Tab));
    if is_first && tabs && !cx.typing {
        shown.request_focus();
    }
}

fn recent(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let recent = &cx.session.settings().recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(16.0);
    label(ui, cx, StyledWords::new(cx.t("start-recent")).strong());
    let (folders, articles): (Vec<&PathBuf>, Vec<&PathBuf>) =
        recent.iter().take(6).partition(|it| !is_article(it));
    for path in folders.into_iter().chain(articles) {
        // An article is opened with the folder that it was worked through with.
        let around = path.parent().filter(|_| is_article(path));
        let around = around.filter(|it| recent.iter().any(|folder| folder == it));
        let key = match around {
            _ if !is_article(path) => "start-recent-folder",
            Some(_) => "start-recent-within",
            None => "start-recent-article",
        };
        let folder = path.parent().map(name_of).unwrap_or_default();
        let named = [("name", isolated(&name_of(path))), ("folder", isolated(&folder))];
        let named = named.each_ref().map(|(key, it)| (*key, it.as_str()));
        let response = button(ui, cx, ButtonLook::new(cx.strings.with(key, &named)).plain());
        if response.clicked() {
            if let Some(around) = around {
                requests.push(FileAction::Open(around.to_owned()));
            }
            requests.push(FileAction::Open(path.clone()));
        }
        let place = path.display().to_string();
        response.on_hover_ui(|ui| {
            ui.set_max_width(480.0);
            label(ui, cx, StyledWords::new(place).small().left_to_right());
        });
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}

/// True for a path that is called as articles are: the disk is not asked in a frame.
fn is_article(path: &Path) -> bool {
    const ENDS: [&str; 4] = ["txt", "md", "html", "htm"];
    path.extension().is_some_and(|it| ENDS.iter().any(|end| it.eq_ignore_ascii_case(end)))
}
