//! Laying out Persian text: direction, lines, caret, hit-testing, glyphs. Total on any input.
//!
//! Everything is in physical pixels; `y` grows downwards. `docs/typesetting.md` says why the program
//! sets its own text.

mod caret;
mod direction;
mod flatten;
mod fonts;
mod label;
mod outline;
mod page;
mod paragraph;
mod place;
mod raster;
mod runs;
mod step;

pub use caret::{Affinity, Position};
pub use direction::{Direction, direction_of, direction_or};
pub use fonts::{Face, FontInstance, Fonts, Style};
pub use outline::{Outliner, Step};
pub use page::{Anchor, DirectionRule, Page, PageStyle, VisibleBlock};
pub use paragraph::{Alignment, Glyph, LineMetrics, LineRect, Paragraph, Rect};
pub use raster::{GlyphImage, Pixels, Rasterizer};
pub use runs::{Character, Run};
