//! A window on marked text, worked by keys, buttons and the names of widgets.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{
    DroppedFile, DroppedFileHandle, Event, Key, Modifiers, Pos2, Rect,
    accesskit::{Live, Role, Toggled},
    vec2,
};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use hashiye::{
    language::DigitSet,
    messages::Strings,
    session::{
        Action, FileAction, Language, LanguageChoice, NavigateAction, Selection, Session, Settings,
        ThemeChoice,
    },
    typeset::FontSet,
    ui::{WindowApp, fonts},
};

use crate::support;

/// Ctrl as a keyboard sends it.
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Ctrl and Shift.
pub(crate) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
/// Alt and Shift.
pub(crate) const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };

/// A window.
pub(crate) struct Window {
    harness: Harness<'static, Stage>,
}

/// The program starts in the first frame: it wants the frame's context.
struct Stage {
    session: Option<Session>,
    app: Option<WindowApp>,
}

/// English and light, whatever the system says.
pub(crate) fn settings() -> Settings {
    Settings { language: LanguageChoice::English, theme: ThemeChoice::Light, ..Settings::default() }
}

/// A window in English on a marked document that has no file.
#[track_caller]
pub(crate) fn window(marked: &str) -> Window {
    window_with(marked, settings())
}

/// The same with other settings.
#[track_caller]
pub(crate) fn window_with(marked: &str, settings: Settings) -> Window {
    let session = session(settings).with_document(support::document(marked));
    Window::open(session)
}

/// A window on the article at `path`, its annotations read.
pub(crate) fn window_on(path: &Path) -> Window {
    Window::open(session_on(path))
}

/// What a window on the article at `path` shows, without the window.
pub(crate) fn session_on(path: &Path) -> Session {
    let mut session = session(Settings { analyst: "reader".to_owned(), ..settings() });
    session.perform(FileAction::Open(path.to_owned()));
    session.settle();
    session
}

/// A window with nothing open.
pub(crate) fn empty_window() -> Window {
    Window::open(session(settings()))
}

fn session(settings: Settings) -> Session {
    Session::new(settings, None, Arc::new(|| {}))
}

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|it| it.to_string())
    }
}

impl Window {
    fn open(session: Session) -> Self {
        let stage = Stage { session: Some(session), app: None };
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            // What a thread brings in begins a few frames of its own; a window that never rests needs more.
            .with_max_steps(60)
            .with_context_setup(|ctx| ctx.set_fonts(fonts()))
            .build_ui_state(
                |ui, stage: &mut Stage| {
                    let ctx = ui.ctx().clone();
                    if let Some(session) = stage.session.take() {
                        let app = WindowApp::new(&ctx, session, FontSet::bundled());
                        stage.app = Some(app.expect("the themes are whole"));
                    }
                    let app = stage.app.as_mut().expect("it was made in the first frame");
                    app.logic(&ctx);
                    app.ui(ui);
                },
                stage,
            );
        Self { harness }
    }

    /// The same in another size, in points.
    pub(crate) fn sized(mut self, width: f32, height: f32) -> Self {
        self.harness.set_size(vec2(width, height));
        self.settle();
        self
    }

    /// What every node of a role is called, and where it is.
    pub(crate) fn all(&self, role: Role) -> Vec<(String, Rect)> {
        let nodes = self.harness.query_all_by_role(role);
        let seen = nodes.filter(|it| it.accesskit_node().raw_bounds().is_some());
        seen.map(|it| (it.accesskit_node().label().unwrap_or_default(), it.rect())).collect()
    }

    /// Links as «from relation to», by their words.
    pub(crate) fn links(&self) -> Vec<String> {
        let document = self.session().editor().expect("an article is open").document();
        let quote = |id| document.annotation(id).map(|it| document.quote(it)).unwrap_or_default();
        let said = |it: &hashiye::model::Relation| {
            format!("{} {} {}", quote(it.from), it.label, quote(it.to))
        };
        document.relations().map(said).collect()
    }

    /// The words of the active tag, or `""`.
    pub(crate) fn active(&self) -> String {
        let open = self.session().editor().expect("an article is open");
        open.active().map(|it| open.document().quote(it)).unwrap_or_default()
    }

    /// What is being worked on.
    pub(crate) fn session(&self) -> &Session {
        self.harness.state().app.as_ref().expect("a frame was drawn").session()
    }

    /// The document as marked text.
    pub(crate) fn marked(&self) -> String {
        support::marked(self.session().editor().expect("an article is open").document())
    }

    /// The words of the interface in its language.
    pub(crate) fn words(&self, key: &str) -> String {
        let settings = self.session().settings();
        Strings::new(settings.language(), settings.digit_set()).get(key)
    }

    /// The words of `key` about some values.
    pub(crate) fn said(&self, key: &str, values: &[(&str, &str)]) -> String {
        let settings = self.session().settings();
        Strings::new(settings.language(), settings.digit_set()).with(key, values)
    }

    /// True where a widget has the words of `key` about some values.
    pub(crate) fn says(&self, key: &str, values: &[(&str, &str)]) -> bool {
        self.shows(&self.said(key, values))
    }

    /// Carries out an action, as if a panel had asked for it.
    pub(crate) fn perform(&mut self, action: impl Into<Action>) -> &mut Self {
        self.harness.state_mut().app.as_mut().expect("a frame was drawn").ask(action.into());
        self.settle()
    }

    /// Selects the first place of `words`.
    #[track_caller]
    pub(crate) fn select(&mut self, words: &str) -> &mut Self {
        let open = self.session().editor().expect("an article is open");
        let anchor = open.document().text().as_str().find(words).expect("the words are there");
        let head = anchor + words.len();
        self.perform(NavigateAction::Select(Selection { anchor, head }))
    }

    /// Puts the caret before the first place of `words`.
    #[track_caller]
    pub(crate) fn caret_at(&mut self, words: &str) -> &mut Self {
        let open = self.session().editor().expect("an article is open");
        let byte = open.document().text().as_str().find(words).expect("the words are there");
        self.perform(NavigateAction::Select(Selection::caret(byte)))
    }

    /// Presses and releases a key, without any text: as the Persian layout sends Latin keys.
    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle()
    }

    /// Presses a key that also types something.
    pub(crate) fn type_key(&mut self, key: Key, text: &str) -> &mut Self {
        self.harness.key_down(key);
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.key_up(key);
        self.settle()
    }

    /// Types into whatever has the keyboard.
    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        self.event(Event::Text(text.to_owned()))
    }

    /// Drops files on the window.
    pub(crate) fn drop_files(&mut self, paths: &[PathBuf]) -> &mut Self {
        let files = paths.iter().map(|it| Arc::new(Dropped(it.clone())) as DroppedFileHandle);
        self.harness.input_mut().dropped_files = files.collect();
        self.settle()
    }

    /// Sends an event.
    pub(crate) fn event(&mut self, event: Event) -> &mut Self {
        self.harness.event(event);
        self.settle()
    }

    /// Presses and lets go at `pos` within one frame, as a touchpad's tap on a slow machine.
    pub(crate) fn tap(&mut self, pos: Pos2) -> &mut Self {
        self.event(Event::PointerMoved(pos));
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        let buttons =
            [true, false].map(|pressed| Event::PointerButton { pos, button, pressed, modifiers });
        self.harness.input_mut().events.extend(buttons);
        self.harness.step();
        self.settle()
    }

    /// Where a line of the article is, in points.
    #[track_caller]
    pub(crate) fn line(&self, words: &str) -> Rect {
        let runs = self.harness.query_all_by_role(Role::TextRun);
        let run = runs.into_iter().find(|it| it.value().as_deref() == Some(words));
        run.expect("the line is in view").rect()
    }

    /// True where a line of the article is in view.
    pub(crate) fn sees(&self, words: &str) -> bool {
        let runs = self.harness.query_all_by_role(Role::TextRun);
        runs.into_iter().any(|it| it.value().as_deref() == Some(words))
    }

    /// The words that a screen reader has as selected on the page.
    pub(crate) fn reported(&self) -> Option<String> {
        let page = self.harness.query_all_by_role(Role::Document).next()?;
        page.accesskit_node().text_selection().map(|it| it.text())
    }

    /// Where the widget called `name` is, in points.
    #[track_caller]
    pub(crate) fn widget(&self, name: &str) -> Rect {
        self.harness.query_all_by_label(name).next().expect("it is shown").rect()
    }

    /// Drags, and gives what is offered to the middle button when the pointer is let go.
    pub(crate) fn drag_and_offer(&mut self, from: Pos2, to: Pos2) -> Option<String> {
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        self.harness.hover_at(to);
        self.settle();
        self.event_once(Event::PointerButton {
            pos: to,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        });
        self.harness.output().platform_output.commands.iter().find_map(|it| match it {
            egui::OutputCommand::TextSelectionSettled(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Presses the pointer at `from`, moves it to `to` and lets it go.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) -> &mut Self {
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        self.harness.hover_at(to);
        self.harness.drop_at(to);
        self.settle()
    }

    /// Clicks the button called `name`.
    #[track_caller]
    pub(crate) fn click(&mut self, name: &str) -> &mut Self {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.harness.remove_cursor();
        self.settle()
    }

    /// Ticks the row called `name`, or unticks it.
    #[track_caller]
    pub(crate) fn tick(&mut self, name: &str) -> &mut Self {
        self.harness.get_by_role_and_label(Role::CheckBox, name).click();
        self.harness.remove_cursor();
        self.settle()
    }

    /// True while the button called `name` has the keyboard.
    pub(crate) fn has_focus(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).any(|it| it.is_focused())
    }

    /// Gives the keyboard to the text field called `name`.
    #[track_caller]
    pub(crate) fn focus(&mut self, name: &str) -> &mut Self {
        let nodes = self.harness.query_all_by_label(name);
        let field = nodes.into_iter().find(|it| it.accesskit_node().role() == Role::TextInput);
        field.expect("the field is shown").click();
        self.harness.remove_cursor();
        self.settle()
    }

    /// Clicks the button whose words are those of `key`.
    #[track_caller]
    pub(crate) fn click_key(&mut self, key: &str) -> &mut Self {
        let name = self.words(key);
        self.click(&name)
    }

    /// True where a widget is called `name`.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// True where a button that fills a row of a dialog is called `name`.
    pub(crate) fn lists(&self, name: &str) -> bool {
        let widths = self.harness.query_all_by_label(name).map(|it| it.rect().width());
        widths.into_iter().any(|it| it > 400.0)
    }

    /// True where a widget has the words of `key`.
    pub(crate) fn shows_key(&self, key: &str) -> bool {
        self.shows(&self.words(key))
    }

    /// Whether the button called `name` is pressed; nothing where it is no choice.
    #[track_caller]
    pub(crate) fn toggled(&self, name: &str) -> Option<Toggled> {
        self.harness.get_by_role_and_label(Role::Button, name).accesskit_node().toggled()
    }

    /// What a screen reader reads out when it changes.
    pub(crate) fn announced(&self) -> Vec<String> {
        let all = self.harness.root().children_recursive();
        let live = all.filter(|it| it.accesskit_node().live() == Live::Polite);
        live.filter_map(|it| it.accesskit_node().label().or_else(|| it.value())).collect()
    }

    /// True for a button that can't be used now.
    #[track_caller]
    pub(crate) fn is_greyed(&self, name: &str) -> bool {
        self.harness.get_by_role_and_label(Role::Button, name).accesskit_node().is_disabled()
    }

    /// Where the button called `name` is, in points.
    #[track_caller]
    pub(crate) fn place(&self, name: &str) -> Rect {
        self.harness.get_by_role_and_label(Role::Button, name).rect()
    }

    /// What is written in the text field called `name`.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> String {
        let nodes = self.harness.query_all_by_label(name);
        let field = nodes.into_iter().find(|it| it.accesskit_node().role() == Role::TextInput);
        field.and_then(|it| it.value()).unwrap_or_default()
    }

    /// The names of everything that can be read.
    pub(crate) fn names(&self) -> Vec<String> {
        let all = self.harness.root().children_recursive();
        all.filter_map(|it| it.accesskit_node().label().or_else(|| it.value())).collect()
    }

    /// What was put on the clipboard in the last frame.
    pub(crate) fn copied(&self) -> Option<String> {
        self.harness.output().platform_output.commands.iter().find_map(|it| match it {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Sends an event and draws no further frame than the one that takes it.
    pub(crate) fn event_once(&mut self, event: Event) -> &mut Self {
        self.harness.event(event);
        self.harness.step();
        self
    }

    /// Waits for the threads at work, and for those that follow them.
    pub(crate) fn wait(&mut self) -> &mut Self {
        const MOST: usize = 1000;
        for _ in 0..MOST {
            self.settle();
            if !self.session().is_busy() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        self.settle()
    }

    /// Draws frames until nothing changes any more.
    pub(crate) fn settle(&mut self) -> &mut Self {
        self.harness.run();
        self
    }
}

/// The words of a language, its own digits.
pub(crate) fn strings(language: Language) -> Strings {
    let digits = match language {
        Language::Persian => DigitSet::Persian,
        Language::English => DigitSet::Latin,
    };
    Strings::new(language, digits)
}
