//! The parts of the window around the page.

mod articles;
mod articles_filter;
mod bar;
mod divider;
mod figure;
mod find;
mod findings;
mod guideline;
mod lower;
mod main_menu;
mod moves;
mod notices;
mod places;
mod start;
mod status;
mod suggestions_list;

pub use articles::{ArticlesPanel, articles_ui};
pub use bar::bar_ui;
pub use figure::{FigurePanel, figure_ui};
pub use find::{FindBar, find_ui};
pub use findings::{FindingsList, findings_ui};
pub use guideline::{GuidelinePane, goes_first, guideline_ui};
pub use lower::LowerPanels;
pub use moves::{MovesPanel, moves_ui};
pub use notices::notices_ui;
pub use places::{PlacesPanel, places_ui};
pub use start::start_ui;
pub use status::status_ui;
pub(super) use suggestions_list::why_words;
pub use suggestions_list::{SuggestionsList, suggestions_list_ui};
