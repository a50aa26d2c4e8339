//! Colors, sizes and spaces of the window, read from `assets/theme.ron` and the schema.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use egui::{Color32, Context, CornerRadius, Stroke, Visuals, epaint::Shadow};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{
    model::{Schema, schema::ColorPair},
    report::InkRole,
};

pub use crate::report::PaperShade;

/// Space between neighbors, in points.
pub const GAP: f32 = 8.0;
/// Size of words in bars and cards, in points.
pub const TEXT: f32 = 14.0;
/// Size of secondary words, in points.
pub const SMALL: f32 = 12.5;
/// Size of headings in panels, in points.
pub const HEADING: f32 = 17.0;
/// Size of the article's words, in points, before zoom.
pub const PAGE_TEXT: f32 = 20.0;
/// Line height of the article, as a multiple of its size.
pub const PAGE_LINE: f32 = 1.9;
/// The longest line of the article, in multiples of its size.
pub const MEASURE: f32 = 42.0;
/// How strongly the dots below a suggestion have the color of its label, 0 to 1.
const DOTS: f32 = 0.85;
/// The contrast of what is no text (WCAG 2.2, 1.4.11).
const SIGN_CONTRAST: f32 = 3.0;
/// Corners of buttons and cards, in points.
pub const RADIUS: u8 = 6;

/// The colors of one theme.
#[derive(Clone, Debug, Deserialize)]
pub struct PaperTheme {
    /// Behind the article.
    pub paper: ThemeColor,
    /// Words.
    pub ink: ThemeColor,
    /// Secondary words.
    pub ink_soft: ThemeColor,
    /// Words that should not call.
    pub ink_faint: ThemeColor,
    /// Words of what can't be used now.
    pub ink_disabled: ThemeColor,
    /// Behind bars and margins.
    pub panel: ThemeColor,
    /// Behind cards, fields and buttons.
    pub panel_raised: ThemeColor,
    /// Thin lines.
    pub line: ThemeColor,
    /// Lines around what can be used.
    pub line_strong: ThemeColor,
    /// What is chosen or calls.
    pub accent: ThemeColor,
    /// Words on the accent.
    pub accent_ink: ThemeColor,
    /// A quiet accent behind words.
    pub accent_soft: ThemeColor,
    /// Under the pointer.
    pub hover: ThemeColor,
    /// Pressed.
    pub press: ThemeColor,
    /// Behind selected words.
    pub selection: ThemeColor,
    /// The caret.
    pub caret: ThemeColor,
    /// All is well.
    pub good: ThemeColor,
    /// Worth a look.
    pub warning: ThemeColor,
    /// Went wrong.
    pub error: ThemeColor,
    /// Behind a warning.
    pub warning_soft: ThemeColor,
    /// Behind an error.
    pub error_soft: ThemeColor,
    /// Shadows.
    pub shadow: ThemeColor,
    /// How strongly a tag tints the paper, 0 to 1.
    pub tint_strength: f32,
    /// The same for the active tag.
    pub tint_active: f32,
}

/// A color as the painter takes it, written `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeColor(Color32);

impl From<ThemeColor> for Color32 {
    fn from(color: ThemeColor) -> Self {
        color.0
    }
}

impl std::ops::Deref for ThemeColor {
    type Target = Color32;

    fn deref(&self) -> &Color32 {
        &self.0
    }
}

impl<'de> Deserialize<'de> for ThemeColor {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let written = String::deserialize(source)?;
        let wrong = || D::Error::custom(format!("{written:?} is not #rrggbb or #rrggbbaa"));
        Color32::from_hex(&written).map(Self).map_err(|_not_a_color| wrong())
    }
}

/// Both themes of the program.
#[derive(Clone, Debug, Deserialize)]
pub struct ThemePair {
    light: PaperTheme,
    dark: PaperTheme,
    /// Colors offered for labels.
    pub hues: Vec<ColorPair>,
}

impl ThemePair {
    /// Reads the themes that come with the program.
    pub fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/theme.ron"))
    }

    /// The theme for `paper`.
    pub fn of(&self, paper: PaperShade) -> &PaperTheme {
        match paper {
            PaperShade::Light => &self.light,
            PaperShade::Dark => &self.dark,
        }
    }
}

impl PaperTheme {
    /// The color of a label of the schema; the secondary ink for one the schema does not know.
    pub fn label(&self, schema: &Schema, label: &str) -> Color32 {
        schema.label_ever(label).map_or(*self.ink_soft, |it| self.of_pair(&it.color))
    }

    /// The color of a pair that suits this paper.
    pub fn of_pair(&self, pair: &ColorPair) -> Color32 {
        let written = if self.is_dark() { &pair.dark } else { &pair.light };
        Color32::from_hex(written).unwrap_or(*self.ink_soft)
    }

    /// The color of a figure's ink.
    pub fn ink_of(&self, schema: &Schema, ink: &InkRole) -> Color32 {
        match ink {
            InkRole::Paper => *self.paper,
            InkRole::Words => *self.ink,
            InkRole::Soft => *self.ink_soft,
            InkRole::Faint => *self.ink_faint,
            InkRole::Line => *self.line_strong,
            InkRole::Accent => *self.accent,
            InkRole::Label(label) => self.label(schema, label.as_str()),
        }
    }

    /// True for light words on dark paper.
    pub fn is_dark(&self) -> bool {
        luminance(*self.paper) < 0.5
    }

    /// `color` laid over the paper with `strength` from 0 to 1.
    pub fn tint(&self, color: Color32, strength: f32) -> Color32 {
        self.paper.lerp_to_gamma(color, strength)
    }

    /// The dots below what is suggested: paler than the lines of tags, as far as they stand out from the paper.
    pub fn dots(&self, color: Color32) -> Color32 {
        let paler = self.tint(color, DOTS);
        if contrast(paler, *self.paper) < SIGN_CONTRAST { color } else { paler }
    }

    /// How well a label of this color can be seen, and words tinted with it be read.
    pub fn label_contrast(&self, color: Color32) -> LabelContrast {
        let grounds = [*self.paper, *self.panel_raised];
        let mark = grounds.map(|it| contrast(color, it)).into_iter().fold(f32::MAX, f32::min);
        let tints = [self.tint_strength, self.tint_active].map(|it| self.tint(color, it));
        let words = tints.map(|it| contrast(*self.ink, it)).into_iter().fold(f32::MAX, f32::min);
        LabelContrast { mark, words }
    }

    /// The color nearest to `color`, towards the ink or the paper, that is seen well enough.
    pub fn readable(&self, color: Color32) -> Color32 {
        let toward = |to: Color32, step: u8| color.lerp_to_gamma(to, f32::from(step) / 40.0);
        let mut tries = (0..=40).flat_map(|it| [toward(*self.ink, it), toward(*self.paper, it)]);
        tries.find(|it| self.label_contrast(*it).is_enough()).unwrap_or(*self.ink_soft)
    }

    /// egui's own widgets in these colors.
    pub fn visuals(&self) -> Visuals {
        let mut visuals = if self.is_dark() { Visuals::dark() } else { Visuals::light() };
        visuals.panel_fill = *self.panel;
        visuals.window_fill = *self.panel_raised;
        visuals.window_stroke = Stroke::new(1.0, *self.line);
        visuals.window_corner_radius = CornerRadius::same(RADIUS + 4);
        visuals.window_shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: *self.shadow };
        visuals.popup_shadow = Shadow { offset: [0, 3], blur: 12, spread: 0, color: *self.shadow };
        visuals.extreme_bg_color = *self.paper;
        visuals.faint_bg_color = *self.hover;
        visuals.override_text_color = Some(*self.ink);
        visuals.selection.bg_fill = *self.selection;
        visuals.selection.stroke = Stroke::new(1.0, *self.accent);
        let widgets = &mut visuals.widgets;
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, *self.line);
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.corner_radius = CornerRadius::same(RADIUS);
            state.weak_bg_fill = *self.panel_raised;
            state.bg_fill = *self.line_strong;
            state.bg_stroke = Stroke::new(1.0, *self.line);
        }
        visuals
    }
}

/// Whether the system prefers light or dark paper: light until it has answered. It is asked on a
/// thread, since the answer may take a while.
#[derive(Clone, Debug, Default)]
pub(super) struct SystemPaper(Arc<AtomicBool>);

impl SystemPaper {
    /// Asks, and goes on listening while the window is open.
    pub(super) fn ask(ctx: &Context) -> Self {
        let preference = Self::default();
        let (dark, ctx) = (Arc::clone(&preference.0), ctx.clone());
        let listen = move || {
            let set = |mode: dark_light::Mode| {
                dark.store(mode == dark_light::Mode::Dark, Ordering::Relaxed);
                ctx.request_repaint();
            };
            // A system without such a service stays with light paper.
            if let Ok(mode) = dark_light::detect() {
                set(mode);
            }
            if let Ok(watcher) = dark_light::subscribe() {
                watcher.iter().for_each(set);
            }
        };
        // Without a thread the paper stays light.
        let _listening = std::thread::Builder::new().spawn(listen);
        preference
    }

    /// As far as is known now.
    pub(super) fn now(&self) -> PaperShade {
        if self.0.load(Ordering::Relaxed) { PaperShade::Dark } else { PaperShade::Light }
    }
}

/// The contrast of a label's color, as ratios from 1 to 21.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelContrast {
    /// Of its bar and outline with paper and cards.
    pub mark: f32,
    /// Of the article's words with the tint behind them.
    pub words: f32,
}

impl LabelContrast {
    /// The least for a sign (WCAG 2.2, 1.4.11).
    pub const MARK: f32 = 3.0;
    /// The least for words (WCAG 2.2, 1.4.3).
    pub const WORDS: f32 = 4.5;

    /// True where both are enough.
    pub fn is_enough(self) -> bool {
        self.mark >= Self::MARK && self.words >= Self::WORDS
    }
}

/// A color written `#rrggbb`; `None` where it is not.
pub fn color_of(written: &str) -> Option<Color32> {
    let is_short = written.len() == 7;
    Color32::from_hex(written).ok().filter(|_| is_short)
}

/// A color as `#rrggbb`.
pub fn written_color(color: Color32) -> String {
    color.to_hex().chars().take(7).collect()
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
pub fn luminance(color: Color32) -> f32 {
    let linear = egui::Rgba::from(color.to_opaque());
    0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
}

/// Contrast ratio, 1 to 21 (WCAG 2.2).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
