//! The palette: every command by name.

use egui::{Key, ScrollArea, Ui};

use crate::{
    language::{Spelling, places_of},
    messages::Strings,
    session::Language,
    text::Text,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        command_button::shown_key_of,
        commands::{self, WindowCommand},
        dialog_middle::middle_ui,
        dialog_view::{DialogView, inset},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What was typed, and which row is chosen.
#[derive(Debug)]
pub(super) struct CommandPalette {
    query: TextField,
    chosen: usize,
}

impl Default for CommandPalette {
    fn default() -> Self {
        Self { query: TextField::default().focused(), chosen: 0 }
    }
}

impl DialogView for CommandPalette {
    fn only_looks(&self) -> bool {
        true
    }

    fn heading(&self) -> Option<&'static str> {
        None
    }

    fn guide(&self) -> Option<GuidePart> {
        None
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let (_, event) =
            field(ui, cx, &mut self.query, &cx.t("palette-field"), &cx.t("palette-hint"));
        if event.changed {
            self.chosen = 0;
        }
        let shown = matching(self.query.text());
        let (up, down) =
            ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        if down {
            self.chosen = (self.chosen + 1).min(shown.len().saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 420.0);
        middle_ui(ui, cx, |ui| {
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                inset(ui, cx, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    for (index, command) in shown.iter().enumerate() {
                        let chosen = index == self.chosen;
                        row(
                            ui,
                            cx,
                            requests,
                            command,
                            chosen,
                            chosen && event.submitted,
                            up || down,
                        );
                    }
                    if shown.is_empty() {
                        label(
                            ui,
                            cx,
                            StyledWords::new(cx.t("palette-nothing")).color(*cx.theme.ink_soft),
                        );
                    }
                });
            });
        });
    }
}

fn row(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    command: &WindowCommand,
    chosen: bool,
    submitted: bool,
    moved: bool,
) {
    let request = (command.request)(cx);
    let key = shown_key_of(cx, command);
    let look = ButtonLook::new(cx.t(&format!("command-{}", command.id)))
        .key(key)
        .plain()
        .full_width()
        .selected_if(chosen)
        .enabled_if(request.is_ok());
    let response = button(ui, cx, look);
    if chosen && moved {
        response.scroll_to_me(None);
    }
    match request {
        Ok(request) if response.clicked() || submitted => {
            requests.push(WindowAction::Dismiss);
            requests.push(request);
        }
        Err(reason) => {
            response.on_hover_ui(|ui| {
                label(ui, cx, StyledWords::new(cx.words_of(&reason)).small().wrapped());
            });
        }
        Ok(_) => {}
    }
}

/// The commands whose words hold what was typed, in either language: first the one that is called so, then those
/// that begin so.
fn matching(query: &str) -> Vec<&'static WindowCommand> {
    let all = commands::all().filter(|it| it.id != "palette");
    let typed = query.trim().to_lowercase();
    if typed.is_empty() {
        return all.collect();
    }
    let mut found: Vec<(usize, &'static WindowCommand)> = all
        .filter_map(|it| {
            let key = format!("command-{}", it.id);
            let titles: Vec<String> =
                Language::ALL.iter().map(|it| Strings::of(*it).get(&key).to_lowercase()).collect();
            let text = Text::new(titles.join(" ").as_str());
            let holds = |word: &str| !places_of(&text, word, Spelling::Any).is_empty();
            let rank = match () {
                () if titles.contains(&typed) => 0,
                () if titles.iter().any(|it| it.starts_with(&typed)) => 1,
                () => 2,
            };
            typed.split_whitespace().all(holds).then_some((rank, it))
        })
        .collect();
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).collect()
}
