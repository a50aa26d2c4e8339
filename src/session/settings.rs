//! What a person has chosen for good.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::editor::ChosenReading;
pub use crate::text::Language;
use crate::{
    language::DigitSet,
    recognize::ReadingDoubt,
    store::{Analyst, FileSyntax},
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
    /// By analyst, where the other reading of doubtful words comes first: the one chosen the last time.
    pub other_readings: BTreeMap<String, BTreeSet<ReadingDoubt>>,
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
            other_readings: BTreeMap::new(),
        }
    }
}

/// How many recent places are kept.
const RECENT: usize = 12;

impl Settings {
    /// Steps of the zoom, as multiples of the usual size.
    pub const ZOOM_STEPS: &'static [f32] =
        &[0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.4, 2.8, 3.2, 4.0];

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
