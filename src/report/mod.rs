//! What the work on articles looks like to people without the program: pages, and pictures of it.
//!
//! Everything is bytes or plain shapes; nothing here opens a file or asks a network.

mod canvas;
mod cards;
mod escape;
mod facts;
mod flow;
mod html;
mod html_cards;
mod html_style;
mod network;
mod network_scene;
mod notes;
mod outlines;
mod pages;
mod palette;
mod pdf;
mod phrases;
mod press;
mod scene;
mod segments;
mod sheet;
mod svg;
mod timeline;
mod timeline_scene;
mod woff;

pub use facts::{ClaimFact, DateFact, Facts, Link, Work};
pub use palette::{Ink, Palette, Rgb, Shade};
pub use pdf::PdfError;
pub use phrases::{Language, ReportPhrase};
pub use press::{Letters, Press};
pub use scene::{Fill, Item, Scene, Shape, Target};
pub use timeline::{Moment, Timeline};
