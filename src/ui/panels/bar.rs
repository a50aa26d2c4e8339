//! The bar above the page: opening, undo, labels, suggestions, the publication date, the analyst.

use egui::{Frame, Margin, Panel, Ui};

use super::main_menu::main_menu_ui;
use crate::{
    model::{Name, schema::LabelRole},
    session::{SuggestionChoices, SuggestionScope},
    ui::{
        FrameContext, FrameRequests, ShownSuggestions,
        command_button::{command, hint_ui, shown_command},
        commands, compare,
        text::{ButtonIcon, ButtonLook, StyledWords, button, label},
        theme::GAP,
    },
};

/// In a window as wide as this, in points, the buttons have icons.
const WITH_ICONS: f32 = 1000.0;

/// Shows the bar.
pub fn bar_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 6));
    Panel::top("bar").frame(frame).show(ui, |ui| {
        cx.in_rows(ui, 30.0, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            main_menu_ui(ui, cx, requests);
            for id in ["open", "undo", "redo"] {
                plain(ui, cx, requests, id);
            }
            ui.add_space(GAP);
            let adjudication = cx.session.editor().and_then(|it| it.adjudication());
            if let Some(adjudication) = adjudication {
                compare::bar_ui(ui, cx, requests, adjudication);
            }
            if !cx.session.is_deciding() {
                labels(ui, cx, requests);
                ui.add_space(GAP);
                suggestions(ui, cx, requests);
            }
            for id in ["find", "export"] {
                plain(ui, cx, requests, id);
            }
        });
    });
}

fn plain(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, id: &str) {
    if let Some(found) = command(id) {
        let title = cx.t(&format!("short-{id}"));
        let name = cx.t(&format!("command-{id}"));
        let look = ButtonLook::new(title).plain().named(name);
        // In a narrow window the room is for the words.
        let is_wide = ui.ctx().content_rect().width() >= WITH_ICONS;
        let look = match icon_of(id).filter(|_| is_wide) {
            Some(icon) => look.icon(icon),
            None => look,
        };
        shown_command(ui, cx, requests, found, look);
    }
}

/// The icon of a command.
fn icon_of(id: &str) -> Option<ButtonIcon> {
    match id {
        "open" => Some(ButtonIcon::Open),
        "undo" => Some(ButtonIcon::Undo),
        "redo" => Some(ButtonIcon::Redo),
        "find" => Some(ButtonIcon::Find),
        "export" => Some(ButtonIcon::Export),
        _ => None,
    }
}

/// A button for each label that stands for itself, with its key.
fn labels(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    for kind in cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main) {
        let name = Name::from(kind.id.as_str());
        let request = commands::tag(cx, &name);
        let why = request.as_ref().err().cloned();
        let title = cx.title(&kind.title);
        let look = ButtonLook::new(title.as_str())
            .key(kind.key.as_str())
            .swatch(cx.theme.of_pair(&kind.color))
            .enabled_if(request.is_ok());
        let response = button(ui, cx, look);
        if response.clicked()
            && let Ok(request) = request
        {
            requests.push(request);
        }
        response.on_hover_ui(|ui| hint_ui(ui, cx, &title, &kind.key, why.as_ref()));
    }
}

/// How many suggestions are left.
fn suggestions(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let Some(open) = cx.session.editor() else { return };
    let suggestions = open.suggestions();
    if suggestions.is_under_way() {
        label(
            ui,
            cx,
            StyledWords::new(cx.t("suggestions-under-way")).small().color(*cx.theme.ink_soft),
        );
        return;
    }
    if suggestions.choices().are_off() {
        off_ui(ui, cx, requests, suggestions.choices());
        return;
    }
    let left = cx.session.suggestions_left();
    if suggestions.mentions().is_empty() {
        return;
    }
    // The list counts those left for later as well: what is said here adds up to the same.
    let mut words = cx.strings.count("suggestions-left", left);
    if suggestions.later() > 0 {
        let later = cx.strings.count("suggestions-for-later", suggestions.later());
        words = format!("{words}{}{later}", if cx.is_mirrored() { "، " } else { ", " });
    }
    if let Some(next) = command("next-suggestion") {
        shown_command(ui, cx, requests, next, ButtonLook::new(words).plain());
    }
    let are_hidden = cx.shown_suggestions == ShownSuggestions::Current;
    if let Some(show) = command("hide-suggestions").filter(|_| are_hidden) {
        let words = StyledWords::new(cx.t("suggestions-hidden")).small().color(*cx.theme.warning);
        shown_command(ui, cx, requests, show, ButtonLook::new(words).plain());
    }
    let held_back = suggestions.held_back();
    if let Some(show) = command("held-back").filter(|_| held_back > 0) {
        let words = cx.strings.count("count-held-back", held_back);
        let words = StyledWords::new(words).small().color(*cx.theme.ink_soft);
        let look = ButtonLook::new(words).plain().selected_if(suggestions.shows_held_back());
        shown_command(ui, cx, requests, show, look);
    }
}

/// Says that nothing is suggested, and turns suggestions on again where the analyst has turned them off.
fn off_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    choices: &SuggestionChoices,
) {
    let is_off = choices.settings.scope == SuggestionScope::Off;
    let key = if is_off { "suggestions-are-off" } else { "suggestions-not-here" };
    let words = StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft);
    match command("suggestions-off").filter(|_| is_off) {
        Some(found) => {
            shown_command(ui, cx, requests, found, ButtonLook::new(words).plain());
        }
        None => {
            label(ui, cx, words);
        }
    }
}
