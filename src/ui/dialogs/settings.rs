//! Settings; each takes effect at once.

use egui::Ui;

use crate::{
    session::{
        Action, DigitChoice, FinishAnswer, LanguageChoice, Session, Settings, SuggestionScope,
        ThemeChoice, Typeface,
    },
    store::{ExternalProgram, FileSyntax},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// The analyst's name being entered.
#[derive(Debug)]
pub(super) struct SettingsDialog {
    analyst: TextField,
}

impl SettingsDialog {
    pub(super) fn new(session: &Session) -> Self {
        Self { analyst: TextField::new(session.analyst().as_str()) }
    }
}

impl DialogView for SettingsDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-settings")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Settings)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let mut settings = cx.session.settings().clone();
        middle_ui(ui, cx, |ui| self.rows_ui(ui, cx, &mut settings));
        set(requests, cx.session.settings(), settings);
        if button(ui, cx, ButtonLook::new(cx.t("close-dialog")).primary()).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    }
}

impl SettingsDialog {
    fn rows_ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, settings: &mut Settings) {
        row(ui, cx, "setting-analyst", |ui| {
            let (_, event) = field(ui, cx, &mut self.analyst, &cx.t("setting-analyst"), "");
            if (event.left && !cx.escaped) || event.submitted {
                self.analyst.text().trim().clone_into(&mut settings.analyst);
            }
        });
        choices(
            ui,
            cx,
            "setting-language",
            &mut settings.language,
            &[
                (LanguageChoice::System, "choice-system"),
                (LanguageChoice::Persian, "choice-persian"),
                (LanguageChoice::English, "choice-english"),
            ],
        );
        choices(
            ui,
            cx,
            "setting-theme",
            &mut settings.theme,
            &[
                (ThemeChoice::System, "choice-system"),
                (ThemeChoice::Light, "choice-light"),
                (ThemeChoice::Dark, "choice-dark"),
            ],
        );
        choices(
            ui,
            cx,
            "setting-digits",
            &mut settings.digits,
            &[
                (DigitChoice::Language, "choice-of-language"),
                (DigitChoice::Persian, "choice-persian-digits"),
                (DigitChoice::Latin, "choice-latin-digits"),
            ],
        );
        choices(
            ui,
            cx,
            "setting-typeface",
            &mut settings.typeface,
            &[(Typeface::Vazirmatn, "choice-vazirmatn"), (Typeface::Naskh, "choice-naskh")],
        );
        choices(
            ui,
            cx,
            "setting-syntax",
            &mut settings.syntax,
            &[(FileSyntax::Ron, "choice-ron"), (FileSyntax::Json, "choice-json")],
        );
        choices(
            ui,
            cx,
            "setting-suggestions",
            &mut settings.suggestions.scope,
            &[
                (SuggestionScope::All, "choice-suggest-all"),
                (SuggestionScope::WithoutLearned, "choice-suggest-rules"),
                (SuggestionScope::Off, "choice-suggest-off"),
            ],
        );
        choices(
            ui,
            cx,
            "setting-without",
            &mut settings.suggestions.every_tenth_without,
            &[(false, "choice-every-article"), (true, "choice-not-every-tenth")],
        );
        let why = StyledWords::new(cx.t("setting-without-why")).small().wrapped().as_window();
        label(ui, cx, why.color(*cx.theme.ink_soft));
        choices(
            ui,
            cx,
            "setting-finish",
            &mut settings.finish_answer,
            &[
                (None, "choice-finish-ask"),
                (Some(FinishAnswer::Leave), "choice-finish-leave"),
                (Some(FinishAnswer::RejectAll), "choice-finish-reject"),
            ],
        );
        for program in &mut settings.external {
            program_row(ui, cx, program);
        }
    }
}

fn set(requests: &mut FrameRequests, before: &Settings, after: Settings) {
    if *before != after {
        requests.push(Action::ChangeSettings(Box::new(after)));
    }
}

fn row(ui: &mut Ui, cx: &FrameContext<'_>, key: &str, add: impl FnOnce(&mut Ui)) {
    named_row(ui, cx, &cx.t(key), add);
}

/// A row whose choices go on in further rows where one has no room for them.
fn named_row(ui: &mut Ui, cx: &FrameContext<'_>, name: &str, add: impl FnOnce(&mut Ui)) {
    cx.in_row(ui, 32.0, |ui| {
        ui.scope(|ui| {
            ui.set_width(150.0);
            label(ui, cx, StyledWords::new(name).color(*cx.theme.ink_soft));
        });
        ui.scope(|ui| cx.in_rows(ui, 32.0, add));
    });
}

/// A program of one's own: whether it is asked, and what would be run.
fn program_row(ui: &mut Ui, cx: &FrameContext<'_>, program: &mut ExternalProgram) {
    let name = program.name.clone();
    named_row(ui, cx, &name, |ui| {
        for (is_on, words) in [(true, "choice-program-on"), (false, "choice-program-off")] {
            let words = cx.t(words);
            let name = format!("{}: {words}", program.name);
            let look = ButtonLook::new(words).named(name).selected_if(program.on == is_on);
            if button(ui, cx, look).clicked() {
                program.on = is_on;
            }
        }
        let command = StyledWords::new(program.command_line()).small().left_to_right();
        label(ui, cx, command.color(*cx.theme.ink_soft));
    });
}

fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    key: &str,
    value: &mut T,
    choices: &[(T, &str)],
) {
    row(ui, cx, key, |ui| {
        for (choice, words) in choices {
            let look = ButtonLook::new(cx.t(words)).selected_if(value == choice);
            if button(ui, cx, look).clicked() {
                *value = *choice;
            }
        }
    });
}
