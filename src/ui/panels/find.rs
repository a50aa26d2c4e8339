//! The bar for finding words in the article.

use egui::{Frame, Key, Margin, Panel, Ui};

use crate::{
    language::Spelling,
    session::{NavigateAction, SearchAction, StepDirection},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        command_button::{command, shown_command},
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct FindBar {
    field: TextField,
    is_open: bool,
}

impl FindBar {
    /// True while it is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows it and gives it the keyboard; `words` replace what was looked for unless empty.
    pub fn open(&mut self, words: &str) {
        if !words.is_empty() {
            self.field.line.replace_all(words);
        }
        self.field.focus();
        self.is_open = true;
    }

    /// Hides it.
    pub fn close(&mut self) {
        self.is_open = false;
    }
}

/// Shows the bar.
pub fn find_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    bar: &mut FindBar,
) {
    if !bar.is_open {
        return;
    }
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(12, 5));
    Panel::top("find").frame(frame).show(ui, |ui| {
        ui.with_layout(cx.row(), |ui| {
            ui.scope(|ui| {
                ui.set_max_width(320.0);
                let (_, event) =
                    field(ui, cx, &mut bar.field, &cx.t("find-field"), &cx.t("find-hint"));
                if event.changed {
                    requests.push(SearchAction::Find(bar.field.text().to_owned()));
                }
                if event.submitted {
                    let back =
                        ui.input(|input| input.modifiers.shift && input.key_pressed(Key::Enter));
                    requests.push(NavigateAction::StepFound(if back {
                        StepDirection::Before
                    } else {
                        StepDirection::After
                    }));
                }
            });
            for (id, sign) in [("find-previous", "▲"), ("find-next", "▼")] {
                if let Some(step) = command(id) {
                    let name = cx.t(&format!("command-{id}"));
                    shown_command(
                        ui,
                        cx,
                        requests,
                        step,
                        ButtonLook::new(sign).plain().named(name),
                    );
                }
            }
            let is_exact = cx.session.spelling() == Spelling::Exact;
            let look = ButtonLook::new(cx.t("find-exact")).plain().selected_if(is_exact);
            if button(ui, cx, look).clicked() {
                let other = if is_exact { Spelling::Any } else { Spelling::Exact };
                requests.push(SearchAction::SpellAs(other));
            }
            label(ui, cx, StyledWords::new(places(cx)).small().color(*cx.theme.ink_soft));
            ui.with_layout(cx.row_from_end(), |ui| {
                if button(ui, cx, ButtonLook::new("×").plain().named(cx.t("find-close"))).clicked()
                {
                    requests.push(WindowAction::Dismiss);
                }
            });
        });
    });
}

fn places(cx: &FrameContext<'_>) -> String {
    let Some(open) = cx.session.editor() else { return String::new() };
    let found = open.found();
    if found.query.trim().is_empty() {
        return String::new();
    }
    let all = cx.strings.number(found.places.len());
    match found.current {
        Some(at) => {
            let here = cx.strings.number(at + 1);
            cx.strings.with("find-places", &[("here", &here), ("all", &all)])
        }
        None => cx.strings.with("find-count", &[("n", &all)]),
    }
}
