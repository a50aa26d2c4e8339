//! The window: panels that look at the session and ask for actions.

mod app;
pub mod attribute;
mod bottom_panel;
mod command_button;
pub mod commands;
pub mod compare;
mod dialog_kind;
mod dialog_middle;
mod dialog_view;
pub mod dialogs;
mod end_signal;
mod findings;
pub mod guide;
mod guide_part;
mod head_start;
mod key_list;
mod key_names;
mod menu;
mod message_bus;
pub mod page;
pub mod panels;
mod request;
mod row_list;
mod schema_editor;
mod screen_reader;
mod startup;
pub mod strip;
mod tag_summary;
pub mod text;
pub mod text_engine;
pub mod theme;
pub mod tour;

pub use app::{WindowApp, WindowParts};
pub use dialog_kind::DialogKind;
pub use key_list::{key_lists, print_keys};
pub use key_names::shown_key;
pub use request::{
    BelowPage, BrowseTarget, BusyWith, FrameContext, FrameRequest, FrameRequests, OverPage,
    PlacesScope, ShownSuggestions, StripKeys, WindowAction,
};
pub use startup::{fonts, run};
