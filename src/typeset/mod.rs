//! Laying out Persian text: direction, lines, caret, hit-testing, glyphs. Total on any input.
//!
//! Everything is in physical pixels; `y` grows downwards. `docs/typesetting.md` says why the program
//! sets its own text.

mod caret;
mod code_box;
mod direction;
mod edges;
mod flatten;
mod fonts;
mod label;
mod levels;
mod missing;
mod outline;
mod page;
mod paragraph;
mod place;
mod prepared;
mod raster;
mod runs;
mod step;

pub use caret::{CaretAffinity, CaretPosition};
pub use direction::{TextDirection, direction_of, direction_or};
pub use edges::StretchEdge;
pub use fonts::{FontFace, FontIdentity, FontInstance, FontSet, TextStyle};
pub use outline::{GlyphOutliner, OutlineStep};
pub use page::{DirectionRule, PageAnchor, PageLayout, PageStyle, VisibleBlock};
pub use paragraph::{LayoutRect, LineAlignment, LineGlyph, LineMetrics, LineRect, ParagraphLayout};
pub use raster::{GlyphImage, GlyphPixels, GlyphRasterizer};
pub use runs::{GlyphRun, RunCharacter};
