//! What one frame asks for, and what panels see while they draw.

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
};

use egui::{Id, InnerResponse, Layout, Rect, Ui, vec2};

use super::{
    DialogKind,
    text_engine::TextEngine,
    theme::{PaperTheme, ThemePair},
};
use crate::{
    messages::{Strings, Worded},
    model::{
        AnnotationId, Name,
        schema::{LocalizedText, RelationKind},
    },
    session::{Action, FigureKind, Language, Reason, Session},
    store::DraftKey,
    typeset::TextDirection,
};

/// The page: the widget that has the keyboard while nothing else has.
pub(super) fn page_id() -> Id {
    Id::unique("page")
}

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverPage {
    /// Nothing.
    Nothing,
    /// A menu.
    Menu,
}

/// Which suggestions the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownSuggestions {
    /// All of them.
    Every,
    /// The current one alone: the others are hidden.
    Current,
}

/// What the keyboard is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BusyWith {
    /// The page and its panels.
    Page,
    /// The find bar, or another panel that is gone to.
    Elsewhere,
    /// A dialog: what it speaks of stays as it is.
    Dialog,
    /// A dialog in which something was entered: it is not left for another one.
    BegunDialog,
}

/// What panels see: everything, and nothing they could change but the caches of text.
#[derive(Debug)]
pub struct FrameContext<'a> {
    /// What is being worked on.
    pub session: &'a Session,
    /// The words of the interface.
    pub strings: &'a Strings,
    /// Its colors.
    pub theme: &'a PaperTheme,
    /// The colors of both papers, for what must look well on both.
    pub themes: &'a ThemePair,
    /// What turns words into meshes.
    pub engine: &'a RefCell<TextEngine>,
    /// True while something other than the page has the keyboard.
    pub typing: bool,
    /// What is open over the page.
    pub over_page: OverPage,
    /// What the keyboard is for.
    pub busy_with: BusyWith,
    /// What is open below the page.
    pub below_page: BelowPage,
    /// Where the current suggestion begins, while its words are out of sight.
    pub unseen_suggestion: Option<usize>,
    /// Which suggestions the page shows.
    pub shown_suggestions: ShownSuggestions,
    /// Where the active tag begins, while its words are out of sight.
    pub unseen_tag: Option<usize>,
    /// True where Escape was pressed: a field that it leaves is not entered for it.
    pub escaped: bool,
    /// The link for which words or a tag are to be chosen on the page now.
    pub linking: Option<Name>,
    /// Set by a text field that has the keyboard.
    pub field_has_keys: Cell<bool>,
}

/// What is open below the page.
#[derive(Clone, Copy, Debug)]
pub struct BelowPage {
    /// True while the strip shows what there is to say of the active tag.
    pub strip: bool,
    /// True while a panel is open.
    pub panel: bool,
}

impl FrameContext<'_> {
    /// True while a dialog or the find bar is open.
    pub fn window_is_busy(&self) -> bool {
        self.busy_with != BusyWith::Page
    }

    /// The words for `key`.
    pub fn t(&self, key: &str) -> String {
        self.strings.get(key)
    }

    /// What `said` says, in words.
    pub fn words_of(&self, said: &(impl Worded + ?Sized)) -> String {
        self.strings.words_of(said)
    }

    /// A title of the schema in the language in use.
    pub fn title(&self, title: &LocalizedText) -> String {
        title.in_language(self.strings.language().code()).to_owned()
    }

    /// What people call a label.
    pub fn label_title(&self, label: &Name) -> String {
        let schema = self.session.schema();
        schema
            .label_ever(label.as_str())
            .map_or_else(|| label.to_string(), |it| self.title(&it.title))
    }

    /// True when the window runs from right to left.
    pub fn is_mirrored(&self) -> bool {
        self.strings.language() == Language::Persian
    }

    /// The direction of the interface.
    pub fn direction(&self) -> TextDirection {
        if self.is_mirrored() { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
    }

    /// In a row from the reading start.
    pub fn row(&self) -> Layout {
        if self.is_mirrored() {
            Layout::right_to_left(egui::Align::Center)
        } else {
            Layout::left_to_right(egui::Align::Center)
        }
    }

    /// In a row from the reading end.
    pub fn row_from_end(&self) -> Layout {
        if self.is_mirrored() {
            Layout::left_to_right(egui::Align::Center)
        } else {
            Layout::right_to_left(egui::Align::Center)
        }
    }

    /// Adds what `add` does in a row of `height` points from the reading start.
    pub fn in_row<R>(
        &self,
        ui: &mut Ui,
        height: f32,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<R> {
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, self.row(), |ui| {
            ui.set_min_height(height);
            add(ui)
        })
    }

    /// The same, going on in further rows.
    pub fn in_rows<R>(
        &self,
        ui: &mut Ui,
        height: f32,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<R> {
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, self.row().with_main_wrap(true), add)
    }

    /// A part of `width` points at the reading start of a row, and the rest.
    pub fn split_row(&self, row: Rect, width: f32) -> (Rect, Rect) {
        if self.is_mirrored() {
            let (rest, first) = row.split_left_right_at_x(row.right() - width);
            (first, rest)
        } else {
            row.split_left_right_at_x(row.left() + width)
        }
    }

    /// In a column, at the reading start.
    pub fn column(&self) -> Layout {
        let side = if self.is_mirrored() { egui::Align::Max } else { egui::Align::Min };
        Layout::top_down(side)
    }

    /// True while something is being chosen on the page for this kind of link.
    pub fn is_linking(&self, kind: &RelationKind) -> bool {
        self.linking.as_ref().is_some_and(|it| *it == *kind.id.as_str())
    }

    /// Says that a text field takes the keys of this frame.
    pub fn is_typing(&self) {
        self.field_has_keys.set(true);
    }
}

/// One thing a frame asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameRequest {
    /// A change of what is being worked on.
    Do(Box<Action>),
    /// A change of the window alone.
    Window(WindowAction),
    /// Nothing, but say why.
    Explain(Reason),
}

impl<A: Into<Action>> From<A> for FrameRequest {
    fn from(action: A) -> Self {
        Self::Do(Box::new(action.into()))
    }
}

impl From<WindowAction> for FrameRequest {
    fn from(action: WindowAction) -> Self {
        Self::Window(action)
    }
}

/// A change of the window alone.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowAction {
    /// Show a dialog.
    Show(DialogKind),
    /// Close the dialog or the find bar.
    Dismiss,
    /// Open the find bar, or give it the keyboard.
    Find,
    /// Give these words to the system's clipboard.
    Copy(String),
    /// Show in the strip what there is to say of an annotation.
    OpenStrip {
        /// Which annotation.
        tag: AnnotationId,
        /// Where the keyboard goes.
        keys: StripKeys,
    },
    /// Go on with what was begun: a field of a tag, the publication date, the schema.
    GoOn(DraftKey),
    /// Show one line in the strip again.
    CloseStrip,
    /// Show the places of the words in hand, in the article or in all.
    ShowPlaces(PlacesScope),
    /// Close the panel below the page.
    CloseLowerPanel,
    /// Write down what is ruled on the current disagreement, or stop writing.
    WriteRuling,
    /// Show or hide the list of suggestions.
    ToggleSuggestionsList,
    /// Show or hide the suggestions that are not current.
    ToggleSuggestions,
    /// Choose words or a tag on the page for a link of the active tag, or stop choosing.
    ChooseFor(Option<Name>),
    /// Close the open menu, or give the keyboard back to the page.
    LeaveForm,
    /// Bring a byte of the article into view.
    ScrollTo(usize),
    /// Show or hide the marks that have no ink.
    ToggleInvisibles,
    /// Show or hide the articles of the folder.
    ToggleArticles,
    /// Show or hide what may be wrong.
    ToggleFindings,
    /// Show or hide a figure below the page.
    ShowFigure(FigureKind),
    /// Give the keyboard to the next pane.
    NextPane,
    /// Choose a file or a folder in the system's dialog.
    Browse(BrowseTarget),
    /// Look into the dataset that was chosen to be imported.
    ImportFrom(PathBuf),
    /// Show where the tags of a changed article went.
    ShowMoves,
    /// Leave them for later.
    HideMoves,
    /// Begin the tour, on the sample where nothing is open.
    StartTour,
    /// Go on with the next step of the tour.
    GoOnWithTour,
    /// Leave the tour.
    LeaveTour,
    /// Close the window, saving before.
    Close,
    /// Close the window although not everything could be saved.
    CloseAnyway,
}

/// Where the keyboard goes when the strip is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripKeys {
    /// To the form, to type and choose in it at once.
    ToForm,
    /// Nowhere else than it is.
    AsTheyAre,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlacesScope {
    /// In every article of the folder.
    #[default]
    Folder,
    /// In the open article.
    Article,
}

/// What a dialog of the system is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowseTarget {
    /// An article.
    File,
    /// A folder of articles.
    Folder,
    /// A folder to go on in.
    Elsewhere,
    /// A dataset to import, in one file.
    Dataset,
    /// A dataset to import, in a folder.
    DatasetFolder,
}

impl BrowseTarget {
    /// True for what a dialog of the window goes on with.
    pub fn is_dataset(self) -> bool {
        matches!(self, Self::Dataset | Self::DatasetFolder)
    }

    /// True where one file is chosen.
    pub fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Dataset)
    }
}

/// What one frame asks for, in order.
#[derive(Debug, Default)]
pub struct FrameRequests(Vec<FrameRequest>);

impl FrameRequests {
    /// Asks for something once the frame is drawn.
    pub fn push(&mut self, request: impl Into<FrameRequest>) {
        self.0.push(request.into());
    }

    /// Asks for what can be done, or says why it can't.
    pub fn push_or_explain(&mut self, request: Result<FrameRequest, Reason>) {
        self.0.push(request.unwrap_or_else(FrameRequest::Explain));
    }

    /// Takes everything asked for.
    pub fn take(&mut self) -> Vec<FrameRequest> {
        std::mem::take(&mut self.0)
    }
}
