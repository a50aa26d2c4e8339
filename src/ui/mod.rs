//! The window: panels that look at the session and ask for actions.

mod accessible_rect;
mod announced;
mod app;
pub mod attribute;
mod bottom_panel;
pub mod commands;
pub mod compare;
pub mod dialogs;
mod end_signal;
mod findings;
pub mod guide;
mod key_list;
mod key_names;
mod menu;
mod message_bus;
pub mod page;
pub mod panels;
mod request;
mod row_list;
mod schema_editor;
mod startup;
pub mod strip;
mod tag_summary;
pub mod text;
pub mod theme;
pub mod tour;

pub use app::WindowApp;
pub use dialogs::DialogKind;
pub use key_list::{key_lists, print_keys};
pub use key_names::shown_key;
pub use request::{
    BelowPage, BrowseTarget, BusyWith, FrameContext, FrameRequest, FrameRequests, OverPage,
    PlacesScope, ShownSuggestions, WindowAction,
};
pub use startup::{fonts, run};
