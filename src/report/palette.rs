//! Colors by what they are for, read from `assets/theme.ron` and the schema.

use serde::{Deserialize, Deserializer, de::Error as _};

use crate::model::{Name, Schema};

/// What a color is for; what draws it decides which one it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InkRole {
    /// Behind everything.
    Paper,
    /// Words.
    Words,
    /// Secondary words.
    Soft,
    /// Words and lines that should not call.
    Faint,
    /// Thin lines.
    Line,
    /// What calls.
    Accent,
    /// The color of a label of the schema.
    Label(Name),
}

/// Light paper or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PaperShade {
    /// Dark words on light paper.
    #[default]
    Light,
    /// Light words on dark paper.
    Dark,
}

/// A color by red, green and blue (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RgbColor(pub [u8; 3]);

impl RgbColor {
    /// Reads `#rrggbb`.
    pub fn parse(written: &str) -> Option<Self> {
        let hex = written.strip_prefix('#').filter(|it| it.len() == 6)?;
        let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self([byte(0)?, byte(2)?, byte(4)?]))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

impl<'de> Deserialize<'de> for RgbColor {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let written = String::deserialize(source)?;
        Self::parse(&written).ok_or_else(|| D::Error::custom(format!("{written:?} is not #rrggbb")))
    }
}

/// The colors of both themes.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportPalette {
    light: ThemeTokens,
    dark: ThemeTokens,
}

/// What a report takes of a theme.
#[derive(Clone, Debug, Deserialize)]
struct ThemeTokens {
    paper: RgbColor,
    ink: RgbColor,
    ink_soft: RgbColor,
    ink_faint: RgbColor,
    line_strong: RgbColor,
    accent: RgbColor,
    tint_strength: f32,
}

impl ReportPalette {
    /// Reads the themes that come with the program.
    pub fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/theme.ron"))
    }

    /// The color of `ink`; that of secondary words for a label `schema` does not know.
    pub fn rgb(&self, ink: &InkRole, shade: PaperShade, schema: &Schema) -> RgbColor {
        let tokens = self.of(shade);
        match ink {
            InkRole::Paper => tokens.paper,
            InkRole::Words => tokens.ink,
            InkRole::Soft => tokens.ink_soft,
            InkRole::Faint => tokens.ink_faint,
            InkRole::Line => tokens.line_strong,
            InkRole::Accent => tokens.accent,
            InkRole::Label(label) => {
                let pair = schema.label(label.as_str()).map(|it| &it.color);
                let written = pair.map(|it| match shade {
                    PaperShade::Light => it.light.as_str(),
                    PaperShade::Dark => it.dark.as_str(),
                });
                written.and_then(RgbColor::parse).unwrap_or(tokens.ink_soft)
            }
        }
    }

    /// How strongly a tag tints the paper, 0 to 1.
    pub fn tint(&self, shade: PaperShade) -> f32 {
        self.of(shade).tint_strength
    }

    /// The same as the opacity of eight bits.
    pub(super) fn alpha(&self, shade: PaperShade) -> u8 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 255 after clamping"
        )]
        let alpha = (self.tint(shade).clamp(0.0, 1.0) * 255.0).round() as u8;
        alpha
    }

    fn of(&self, shade: PaperShade) -> &ThemeTokens {
        match shade {
            PaperShade::Light => &self.light,
            PaperShade::Dark => &self.dark,
        }
    }
}
