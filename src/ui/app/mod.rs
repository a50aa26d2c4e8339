//! One frame: keys, panels, page, dialogs; then everything they asked for.

mod ahead;
mod closing;

use std::{
    cell::{Cell, RefCell},
    time::Instant,
};

use egui::{CentralPanel, Context, Frame, Key, Theme as EguiTheme, Ui, ViewportCommand};

pub use self::ahead::WindowParts;
use super::{
    BelowPage, BusyWith, DialogKind, FrameContext, FrameRequest, FrameRequests, OverPage,
    ShownSuggestions, WindowAction, commands,
    dialogs::{self, OpenDialogs, SystemDialog},
    end_signal::EndSignal,
    page::{PageView, page_ui},
    panels::{self, FindBar},
    request::page_id,
    screen_reader::window_node,
    strip::{StripState, strip_ui},
    text_engine::TextEngine,
    theme::{PaperShade, SystemPaper, ThemePair},
    tour::{Tour, TourView, tour_ui},
};
#[cfg(feature = "inspection")]
use crate::store;
use crate::{
    language::DigitSet,
    messages::Strings,
    session::{
        Action, AnswerScope, FileAction, FinishAnswer, Language, NavigateAction, NoticeKind,
        Reason, SearchAction, Session, Settings, ThemeChoice,
    },
    store::{DraftKey, note_action},
    typeset::FontSet,
};

/// The window.
#[derive(Debug)]
pub struct WindowApp {
    ctx: Context,
    session: Session,
    engine: RefCell<TextEngine>,
    themes: ThemePair,
    strings: Strings,
    view: PageView,
    strip: StripState,
    find: FindBar,
    dialogs: OpenDialogs,
    system_dialog: SystemDialog,
    /// True until the keyboard has gone from the page to the widgets.
    leaves_page: bool,
    articles: panels::ArticlesPanel,
    guideline: panels::GuidelinePane,
    moves: panels::MovesPanel,
    lower: panels::LowerPanels,
    tour: Tour,
    explained: Option<(Reason, Instant)>,
    typing: bool,
    title: String,
    system_paper: SystemPaper,
    paper: Option<PaperShade>,
    requests: FrameRequests,
    may_close: bool,
    focus: WindowFocus,
    end_signal: EndSignal,
}

/// Whether the window has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WindowFocus {
    Here,
    Elsewhere,
}

/// How long the status line says why a key could do nothing, in seconds.
const EXPLAINED: f32 = 5.0;

impl WindowApp {
    /// A window on `session`.
    pub fn new(
        ctx: &Context,
        session: Session,
        fonts: FontSet,
    ) -> Result<Self, ron::error::SpannedError> {
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.theme_preference = egui::ThemePreference::Light;
        });
        let settings = session.settings();
        let parts = WindowParts {
            strings: Strings::new(settings.language(), settings.digit_set()),
            engine: TextEngine::new(fonts),
            themes: ThemePair::bundled()?,
            system_paper: SystemPaper::ask(ctx),
            session,
        };
        Ok(Self::with_parts(ctx, parts))
    }

    /// A window as nobody has touched it yet.
    pub fn with_parts(ctx: &Context, parts: WindowParts) -> Self {
        let WindowParts { session, engine, themes, strings, system_paper } = parts;
        Self {
            ctx: ctx.clone(),
            engine: RefCell::new(engine),
            themes,
            strings,
            view: PageView::default(),
            strip: StripState::default(),
            find: FindBar::default(),
            dialogs: OpenDialogs::default(),
            system_dialog: SystemDialog::default(),
            leaves_page: false,
            articles: panels::ArticlesPanel::default(),
            guideline: panels::GuidelinePane::default(),
            moves: panels::MovesPanel::default(),
            lower: panels::LowerPanels::default(),
            tour: Tour::default(),
            explained: None,
            typing: false,
            title: String::new(),
            system_paper,
            paper: None,
            requests: FrameRequests::default(),
            may_close: false,
            focus: WindowFocus::Here,
            end_signal: EndSignal::default(),
            session,
        }
    }

    /// The same, ending when the system asks for it.
    #[must_use]
    pub fn with_end_signal(mut self, signal: EndSignal) -> Self {
        self.end_signal = signal;
        self
    }

    /// What is being worked on.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Carries out what was asked for when the program was started.
    pub fn ask(&mut self, request: impl Into<FrameRequest>) {
        self.carry_out(request.into());
    }

    /// Shows a notice.
    pub fn post_notice(&mut self, kind: NoticeKind) {
        self.session.post_notice(kind, []);
    }

    /// Takes back what threads finished, and follows the settings; before anything is drawn.
    pub fn logic(&mut self, ctx: &Context) {
        self.session.tick(Instant::now());
        if let Some(after) = self.session.next_tick() {
            ctx.request_repaint_after(after);
        }
        let settings = self.session.settings();
        let (language, digits): (Language, DigitSet) = (settings.language(), settings.digit_set());
        if (self.strings.language(), self.strings.digits()) != (language, digits) {
            self.strings = Strings::new(language, digits);
        }
        self.follow_theme(ctx);
        self.follow_focus(ctx);
        self.name_window(ctx);
        ctx.set_zoom_factor(fitting_zoom(ctx, self.session.settings().interface_zoom));
        self.take_drops(ctx);
        if let Some(request) = self.system_dialog.answer() {
            self.carry_out(request);
        }
        if self.system_dialog.take_missing() {
            self.dialogs.say_no_chooser();
        }
        if !self.may_close && self.end_signal.is_asked() {
            self.end(ctx);
        }
        self.hold_back_closing(ctx);
    }

    /// Draws one frame, then carries out what it asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.draw(ui);
        for request in self.requests.take() {
            self.carry_out(request);
            ui.ctx().request_repaint();
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        let paper = self.paper.unwrap_or(PaperShade::Light);
        self.engine.borrow_mut().begin_frame(paper, ui.ctx().pixels_per_point());
        let theme = self.themes.of(paper);
        let leaves_page = std::mem::take(&mut self.leaves_page);
        if leaves_page {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
        }
        let focused = ui.memory(egui::Memory::focused);
        let page_has_keys = focused.is_none_or(|it| it == page_id()) && !self.dialogs.is_open();
        let busy_with = if self.dialogs.is_open() {
            if self.dialogs.is_begun() { BusyWith::BegunDialog } else { BusyWith::Dialog }
        } else if self.find.is_open() || leaves_page {
            BusyWith::Elsewhere
        } else {
            BusyWith::Page
        };
        let cx = FrameContext {
            session: &self.session,
            strings: &self.strings,
            theme,
            themes: &self.themes,
            engine: &self.engine,
            typing: !page_has_keys || self.typing,
            below_page: BelowPage { strip: self.strip.is_open(), panel: self.lower.is_open() },
            over_page: over_page(ui.ctx()),
            unseen_suggestion: self.view.unseen_suggestion(&self.session),
            shown_suggestions: if self.view.hides_suggestions {
                ShownSuggestions::Current
            } else {
                ShownSuggestions::Every
            },
            unseen_tag: self.view.unseen_tag(&self.session),
            escaped: ui.input(|input| input.key_pressed(Key::Escape)),
            linking: self.view.linking(&self.session),
            busy_with,
            field_has_keys: Cell::new(false),
        };
        let requests = &mut self.requests;
        commands::consume_keys(ui.ctx(), &cx, requests);
        zoom_by_wheel(ui, &cx, requests);
        panels::bar_ui(ui, &cx, requests);
        panels::find_ui(ui, &cx, requests, &mut self.find);
        let explained = self.explained.as_ref();
        let explained = explained.filter(|(_, at)| at.elapsed().as_secs_f32() < EXPLAINED);
        panels::status_ui(ui, &cx, requests, explained.map(|it| &it.0));
        strip_ui(ui, &cx, requests, &mut self.strip);
        let shown = TourView { has_open_strip: self.strip.is_open(), dialog: self.dialogs.kind() };
        self.tour.follow(&self.session, shown);
        tour_ui(ui, &cx, requests, &self.tour);
        let is_shown_elsewhere = |it: &NoticeKind| {
            let in_moves = self.moves.is_open() && matches!(it, NoticeKind::TagsMoved { .. })
                || self.moves.shows_orphans() && matches!(it, NoticeKind::WithoutPlace(_));
            in_moves || self.dialogs.covers(it)
        };
        panels::notices_ui(ui, &cx, requests, is_shown_elsewhere);
        panels::places_ui(ui, &cx, requests, &mut self.lower.places);
        panels::suggestions_list_ui(ui, &cx, requests, &mut self.lower.suggestions);
        panels::findings_ui(ui, &cx, requests, &mut self.lower.findings);
        if panels::goes_first(ui, &cx) {
            panels::guideline_ui(ui, &cx, requests, &mut self.guideline);
            panels::articles_ui(ui, &cx, requests, &mut self.articles);
        } else {
            panels::articles_ui(ui, &cx, requests, &mut self.articles);
            panels::guideline_ui(ui, &cx, requests, &mut self.guideline);
        }
        panels::figure_ui(ui, &cx, requests, &mut self.lower.figure);
        panels::moves_ui(ui, &cx, requests, &mut self.moves);
        self.view.follow_strip(self.strip.hovered());
        CentralPanel::default().frame(Frame::new().fill(*theme.paper)).show(ui, |ui| {
            if cx.session.editor().is_some() {
                page_ui(ui, &cx, requests, &mut self.view);
            } else {
                panels::start_ui(ui, &cx, requests);
            }
        });
        self.dialogs.follow(&self.session);
        dialogs::dialogs_ui(ui, &cx, requests, &mut self.dialogs);
        // Escape takes the keyboard from a widget before anybody sees the key: whoever had it in this
        // frame still has it in the next.
        let elsewhere = ui.memory(egui::Memory::focused).is_some_and(|it| it != page_id());
        self.typing = cx.field_has_keys.get() || elsewhere;
        window_node(ui.ctx(), &self.title);
    }

    fn carry_out(&mut self, request: FrameRequest) {
        note(&request);
        match request {
            FrameRequest::Do(action) => {
                self.explained = None;
                if matches!(*action, Action::File(FileAction::Open(_) | FileAction::Close)) {
                    self.enter_correction();
                }
                self.session.perform(*action);
            }
            FrameRequest::Explain(reason) => self.explain(reason),
            FrameRequest::Window(action) => self.change_window(action),
        }
    }

    /// Says for a while why nothing came of what was asked for.
    fn explain(&mut self, reason: Reason) {
        self.explained = Some((reason, Instant::now()));
    }

    fn change_window(&mut self, action: WindowAction) {
        match action {
            // A dialog stays as it is: the keys are named only where nothing else is open.
            WindowAction::Show(DialogKind::Keys) if self.dialogs.is_open() => {
                if !self.dialogs.open_guide() {
                    self.explain(Reason::DialogOpen);
                }
            }
            WindowAction::Show(dialog) => self.show(dialog),
            WindowAction::StartTour => self.start_tour(),
            WindowAction::GoOnWithTour => self.tour.go_on(&self.session),
            WindowAction::LeaveTour => self.tour.leave(),
            // Who leaves the question goes back to the article.
            WindowAction::Dismiss if self.dialogs.kind() == Some(DialogKind::Finish) => {
                let back = FileAction::FinishWith(FinishAnswer::GoBack, AnswerScope::Once);
                self.session.perform(back);
            }
            WindowAction::Dismiss if self.dialogs.is_open() => self.dismiss_dialog(),
            WindowAction::Dismiss => {
                self.find.close();
                self.session.perform(SearchAction::Find(String::new()));
            }
            WindowAction::Find => self.show_find(),
            WindowAction::Copy(words) => self.ctx.copy_text(words),
            WindowAction::OpenStrip { tag, keys } => {
                self.session.perform(NavigateAction::CurrentSuggestion(None));
                self.session.perform(NavigateAction::Activate(Some(tag)));
                self.strip.open(keys);
            }
            WindowAction::GoOn(begun) => self.go_on(begun),
            WindowAction::CloseStrip => self.strip.close(),
            WindowAction::ShowPlaces(scope) => self.lower.open_places(scope, &self.session),
            WindowAction::CloseLowerPanel => {
                self.lower.close();
                self.ctx.memory_mut(|memory| memory.request_focus(page_id()));
            }
            WindowAction::WriteRuling => self.strip.write_ruling(),
            WindowAction::ToggleSuggestionsList => self.lower.toggle_suggestions(),
            WindowAction::ToggleSuggestions => {
                self.view.hides_suggestions = !self.view.hides_suggestions;
            }
            WindowAction::ChooseFor(relation) => {
                self.ctx.memory_mut(|memory| memory.request_focus(page_id()));
                self.view.choose_for(&self.session, relation);
            }
            WindowAction::LeaveForm if self.lower.places.has_keys() => {
                self.change_window(WindowAction::CloseLowerPanel);
            }
            WindowAction::LeaveForm => {
                if !super::menu::close_menu(&self.ctx) {
                    self.ctx.memory_mut(|memory| memory.request_focus(page_id()));
                }
            }
            WindowAction::ScrollTo(byte) => self.view.reveal(byte),
            WindowAction::ToggleInvisibles => {
                self.view.shows_invisibles = !self.view.shows_invisibles;
            }
            WindowAction::ToggleArticles => self.articles.toggle(),
            WindowAction::ToggleFindings => self.lower.toggle_findings(),
            WindowAction::ShowFigure(kind) => self.lower.toggle_figure(kind),
            WindowAction::NextPane => self.leaves_page = next_pane(&self.ctx),
            WindowAction::Browse(target) => {
                if !target.is_dataset() {
                    self.dialogs.close();
                }
                self.system_dialog.start(&self.ctx, &self.session, target);
            }
            WindowAction::ImportFrom(path) => self.dialogs.take_dataset(&path),
            WindowAction::ShowMoves => self.moves.show(),
            WindowAction::HideMoves => self.moves.hide(),
            WindowAction::Close => {
                // What was half typed in it is kept.
                self.dialogs.dismiss();
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            WindowAction::CloseAnyway => {
                self.may_close = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn show(&mut self, dialog: DialogKind) {
        if let Some(action) = self.dialogs.open(dialog, &self.session) {
            self.session.perform(action);
        }
    }

    /// Goes where something was begun.
    fn go_on(&mut self, begun: DraftKey) {
        match begun {
            DraftKey::Attribute(tag, _) => {
                self.session.perform(NavigateAction::CurrentSuggestion(None));
                self.session.perform(NavigateAction::Activate(Some(tag)));
                self.strip.go_to_field(begun);
            }
            DraftKey::Published => self.show(DialogKind::Publication),
            DraftKey::Schema => self.show(DialogKind::Schema),
            DraftKey::Place(_) | DraftKey::Correction(_) | DraftKey::Ruling(_) => {}
        }
    }

    /// Begins the tour on what is open, else on the sample.
    fn start_tour(&mut self) {
        if self.session.editor().is_none() {
            self.session.perform(FileAction::OpenSample(None));
        }
        if !self.session.settings().tour_was_shown {
            let settings = Settings { tour_was_shown: true, ..self.session.settings().clone() };
            self.session.perform(Action::ChangeSettings(Box::new(settings)));
        }
        self.tour.start(&self.session);
    }

    /// Opens the find bar with the words that are selected.
    fn show_find(&mut self) {
        let open = self.session.editor();
        let selected = open.and_then(|it| Some(it.document().text().slice(it.selected()?)));
        // What is longer is no word somebody looks for.
        let words = selected.filter(|it| it.len() < 200).unwrap_or_default().to_owned();
        self.find.open(&words);
        if !words.is_empty() {
            self.session.perform(SearchAction::Find(words));
        }
    }

    /// The title says what is worked on and by whom.
    fn name_window(&mut self, ctx: &Context) {
        let work = self.session.work_title();
        let program = self.strings.get("program-name");
        let parts = [work.file, work.folder, Some(work.analyst), Some(program.as_str())];
        let named: Vec<&str> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        let title = named.join(" — ");
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Whoever comes back to the window may have worked elsewhere meanwhile.
    fn follow_focus(&mut self, ctx: &Context) {
        let is_here = ctx.input(|input| input.focused);
        let now = if is_here { WindowFocus::Here } else { WindowFocus::Elsewhere };
        let before = std::mem::replace(&mut self.focus, now);
        if (before, now) == (WindowFocus::Elsewhere, WindowFocus::Here) {
            self.session.perform(FileAction::LookAgain);
        }
    }

    fn follow_theme(&mut self, ctx: &Context) {
        let paper = match self.session.settings().theme {
            ThemeChoice::Light => PaperShade::Light,
            ThemeChoice::Dark => PaperShade::Dark,
            ThemeChoice::System => self.system_paper.now(),
        };
        if self.paper != Some(paper) {
            self.paper = Some(paper);
            let visuals = self.themes.of(paper).visuals();
            ctx.set_visuals_of(EguiTheme::Light, visuals.clone());
            ctx.set_visuals_of(EguiTheme::Dark, visuals);
        }
    }

    /// Opens what was dropped on the window: of several articles the first, beside its folder.
    fn take_drops(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let Some(first) = dropped.first().map(|it| it.path().to_owned()) else { return };
        // What a dialog is about stays open below it.
        if self.dialogs.is_open() {
            return self.explain(Reason::DialogOpen);
        }
        let folder = first.parent().filter(|_| dropped.len() > 1);
        if let Some(folder) = folder {
            self.session.perform(FileAction::Open(folder.to_owned()));
        }
        self.session.perform(FileAction::Open(first));
    }

    fn dismiss_dialog(&mut self) {
        if let Some(action) = self.dialogs.dismiss() {
            self.session.perform(action);
        }
    }
}

impl eframe::App for WindowApp {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.themes.of(self.paper.unwrap_or(PaperShade::Light)).paper.to_normalized_gamma_f32()
    }
}

/// The least room of the window in which every part of it has its place, in points.
pub(super) const LEAST_ROOM: [f32; 2] = [560.0, 380.0];

/// The size of the whole interface: as was chosen, but smaller where a small window would not hold it so.
fn fitting_zoom(ctx: &Context, chosen: f32) -> f32 {
    let unzoomed = ctx.content_rect().size() * ctx.zoom_factor();
    let [width, height] = LEAST_ROOM;
    let most = (unzoomed.x / width).min(unzoomed.y / height).max(0.5);
    chosen.clamp(0.5, 3.0).min(most)
}

/// Notes what is asked for by its name, for the report of a failure.
fn note(request: &FrameRequest) {
    match request {
        FrameRequest::Do(action) => note_action(&**action),
        FrameRequest::Window(action) => note_action(action),
        FrameRequest::Explain(_) => {}
    }
    #[cfg(feature = "inspection")]
    match request {
        FrameRequest::Do(action) => store::fail_if_asked(&store::noted_name(&**action)),
        FrameRequest::Window(action) => store::fail_if_asked(&store::noted_name(action)),
        FrameRequest::Explain(_) => {}
    }
}

fn over_page(ctx: &Context) -> OverPage {
    if egui::Popup::is_any_open(ctx) { OverPage::Menu } else { OverPage::Nothing }
}

/// Ctrl and the wheel change the size of the article.
fn zoom_by_wheel(ui: &Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let factor = ui.input(egui::InputState::zoom_delta);
    if (factor - 1.0).abs() < f32::EPSILON || cx.session.editor().is_none() {
        return;
    }
    let mut settings = cx.session.settings().clone();
    settings.zoom = (settings.zoom * factor).clamp(0.5, 4.0);
    requests.push(Action::ChangeSettings(Box::new(settings)));
}

/// The page, then whatever widgets the keyboard reaches; true when the page is to be left. Which widget
/// is next egui finds out while it draws, so that is asked for in the next frame.
fn next_pane(ctx: &Context) -> bool {
    ctx.memory_mut(|memory| match memory.focused() {
        Some(id) if id == page_id() => {
            memory.surrender_focus(id);
            true
        }
        Some(_) | None => {
            memory.request_focus(page_id());
            false
        }
    })
}
