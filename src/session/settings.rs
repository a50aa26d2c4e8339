//! What a person has chosen for good.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::editor::ChosenReading;
use super::{ArticleArrangement, FinishAnswer, SuggestionSettings};
pub use crate::text::Language;
use crate::{
    language::DigitSet,
    recognize::ReadingDoubt,
    store::{Analyst, ExternalProgram, FileSyntax},
};

/// Choices kept between sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who annotates; empty until it is known.
    pub analyst: String,
    /// The language of the interface.
    pub language: LanguageChoice,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The digits numbers are written in.
    pub digits: DigitChoice,
    /// The typeface of the article.
    pub typeface: Typeface,
    /// What a new annotation file is written in.
    pub syntax: FileSyntax,
    /// The size of the article, as a multiple of the usual one.
    pub zoom: f32,
    /// The size of the whole interface, as a multiple of the usual one.
    pub interface_zoom: f32,
    /// Whether the guideline is shown beside the page.
    pub guideline: bool,
    /// Width and height of the window, in points; `0.0` before there was one.
    pub window: (f32, f32),
    /// Articles and folders opened, latest first.
    pub recent: Vec<PathBuf>,
    /// How articles of folders are listed and which was open, the folder opened last first.
    pub folders: Vec<FolderPlace>,
    /// What is done with what is open in an article that is marked done; `None` asks.
    pub finish_answer: Option<FinishAnswer>,
    /// Whether the tour was shown: it comes by itself once.
    pub tour_was_shown: bool,
    /// What is suggested.
    pub suggestions: SuggestionSettings,
    /// By analyst, where the other reading of doubtful words comes first: the one chosen the last time.
    pub other_readings: BTreeMap<String, BTreeSet<ReadingDoubt>>,
    /// Recognizers of the user's own.
    pub external: Vec<ExternalProgram>,
    /// The report of the latest failure that somebody knows of; empty for none.
    pub failure_seen: String,
}

/// Where somebody was in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FolderPlace {
    /// The folder.
    pub folder: PathBuf,
    /// How its articles are listed.
    pub arrangement: ArticleArrangement,
    /// The article that was open.
    pub article: Option<PathBuf>,
    /// Where its caret was, in bytes.
    pub caret: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            analyst: String::new(),
            language: LanguageChoice::default(),
            theme: ThemeChoice::default(),
            digits: DigitChoice::default(),
            typeface: Typeface::default(),
            syntax: FileSyntax::Ron,
            zoom: 1.0,
            interface_zoom: 1.0,
            guideline: false,
            window: (0.0, 0.0),
            recent: Vec::new(),
            folders: Vec::new(),
            finish_answer: None,
            tour_was_shown: false,
            suggestions: SuggestionSettings::default(),
            other_readings: BTreeMap::new(),
            external: Vec::new(),
            failure_seen: String::new(),
        }
    }
}

/// No screen is wider, in points.
const LARGEST_WINDOW: f32 = 16_384.0;

/// How many recent places are kept.
const RECENT: usize = 12;

impl Settings {
    /// Steps of the zoom, as multiples of the usual size.
    pub const ZOOM_STEPS: &'static [f32] =
        &[0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.4, 2.8, 3.2, 4.0];

    /// The same with sizes that something can be seen in: a file written by hand may say anything.
    #[must_use]
    pub fn usable(mut self) -> Self {
        let least = Self::ZOOM_STEPS.first().copied().unwrap_or(1.0);
        let most = Self::ZOOM_STEPS.last().copied().unwrap_or(1.0);
        for zoom in [&mut self.zoom, &mut self.interface_zoom] {
            *zoom = if zoom.is_finite() && *zoom > 0.0 { zoom.clamp(least, most) } else { 1.0 };
        }
        let (width, height) = self.window;
        let is_size = |it: f32| (1.0..=LARGEST_WINDOW).contains(&it);
        if !is_size(width) || !is_size(height) {
            self.window = (0.0, 0.0);
        }
        self
    }

    /// The doubts in which `analyst` chose the other reading the last time.
    pub(super) fn other_readings_of(&self, analyst: &Analyst) -> BTreeSet<ReadingDoubt> {
        self.other_readings.get(analyst.as_str()).cloned().unwrap_or_default()
    }

    /// Keeps in mind which reading `analyst` chose.
    pub(super) fn remember_reading(&mut self, analyst: &Analyst, chosen: ChosenReading) {
        let doubts = self.other_readings.entry(analyst.to_string()).or_default();
        if chosen.is_other {
            doubts.insert(chosen.doubt);
        } else {
            doubts.remove(&chosen.doubt);
        }
        self.other_readings.retain(|_, it| !it.is_empty());
    }

    /// Puts `path` first among the recent places.
    pub(super) fn remember(&mut self, path: &Path) {
        self.recent.retain(|it| it != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Where somebody was in `folder`.
    pub fn place_in(&self, folder: &Path) -> Option<&FolderPlace> {
        self.folders.iter().find(|it| it.folder == folder)
    }

    /// Notes where somebody is in a folder.
    pub(super) fn remember_place(&mut self, place: FolderPlace) {
        self.folders.retain(|it| it.folder != place.folder);
        self.folders.insert(0, place);
        self.folders.truncate(RECENT);
    }

    /// The language in use.
    pub fn language(&self) -> Language {
        match self.language {
            LanguageChoice::Persian => Language::Persian,
            LanguageChoice::English => Language::English,
            LanguageChoice::System => language_of_system(),
        }
    }

    /// The digits in use: those of the language unless chosen.
    pub fn digit_set(&self) -> DigitSet {
        match (self.digits, self.language()) {
            (DigitChoice::Persian, _) | (DigitChoice::Language, Language::Persian) => {
                DigitSet::Persian
            }
            (DigitChoice::Latin, _) | (DigitChoice::Language, Language::English) => DigitSet::Latin,
        }
    }

    /// The zoom in whole percent.
    pub fn percent(&self) -> usize {
        (1_u16..=1000)
            .find(|&it| f32::from(it) >= (self.zoom * 100.0).round())
            .map_or(1000, usize::from)
    }

    /// The zoom step above or below the present one.
    pub fn zoomed(&self, steps: i32) -> f32 {
        stepped(Self::ZOOM_STEPS, self.zoom, steps)
    }

    /// The size of the interface above or below the present one: from legible to half a screen full.
    pub fn interface_zoomed(&self, steps: i32) -> f32 {
        stepped(&[0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0], self.interface_zoom, steps)
    }
}

/// The step that is `steps` above the first one that is not below `now`.
fn stepped(all: &[f32], now: f32, steps: i32) -> f32 {
    let here = all.iter().position(|&it| it >= now - 0.01).unwrap_or(all.len() - 1);
    let there = here.saturating_add_signed(steps as isize).min(all.len() - 1);
    all.get(there).copied().unwrap_or(1.0)
}

/// The system's language where it is one of ours, else Persian: the articles are.
fn language_of_system() -> Language {
    static SYSTEM: std::sync::OnceLock<Language> = std::sync::OnceLock::new();
    *SYSTEM.get_or_init(|| {
        let locale = sys_locale::get_locale().unwrap_or_default();
        if locale.starts_with("en") { Language::English } else { Language::Persian }
    })
}

/// Which language the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// The system's.
    #[default]
    System,
    /// Persian.
    Persian,
    /// English.
    English,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which digits numbers are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DigitChoice {
    /// Those of the language.
    #[default]
    Language,
    /// Persian digits.
    Persian,
    /// Latin digits.
    Latin,
}

/// The typeface of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Typeface {
    /// Vazirmatn.
    #[default]
    Vazirmatn,
    /// Noto Naskh Arabic.
    Naskh,
}
