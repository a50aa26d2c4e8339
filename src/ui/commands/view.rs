//! What is shown, and how.

use egui::{Key, Modifiers};

use super::{CTRL, KeyScope, WindowCommand, key};
use crate::{
    session::{Action, Language, LanguageChoice, Reason, Settings, ThemeChoice},
    ui::{DialogKind, FrameContext, FrameRequest, WindowAction, guide::GuidePart},
};

const CTRL_ALT: Modifiers = Modifiers { alt: true, ..Modifiers::COMMAND };

pub(super) const ZOOM_IN: WindowCommand = WindowCommand {
    id: "zoom-in",
    keys: &[key(CTRL, Key::Plus), key(CTRL, Key::Equals), key(super::CTRL_SHIFT, Key::Plus)],
    scope: KeyScope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = it.zoomed(1))),
};

pub(super) const ZOOM_OUT: WindowCommand = WindowCommand {
    id: "zoom-out",
    keys: &[key(CTRL, Key::Minus)],
    scope: KeyScope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = it.zoomed(-1))),
};

pub(super) const ZOOM_RESET: WindowCommand = WindowCommand {
    id: "zoom-reset",
    keys: &[key(CTRL, Key::Num0)],
    scope: KeyScope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = 1.0)),
};

pub(super) const INTERFACE_LARGER: WindowCommand = WindowCommand {
    id: "interface-larger",
    keys: &[key(CTRL_ALT, Key::Plus), key(CTRL_ALT, Key::Equals)],
    scope: KeyScope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.interface_zoom = it.interface_zoomed(1))),
};

pub(super) const INTERFACE_SMALLER: WindowCommand = WindowCommand {
    id: "interface-smaller",
    keys: &[key(CTRL_ALT, Key::Minus)],
    scope: KeyScope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.interface_zoom = it.interface_zoomed(-1))),
};

pub(super) const INVISIBLES: WindowCommand = WindowCommand {
    id: "invisibles",
    keys: &[key(super::CTRL_SHIFT, Key::I)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::ToggleInvisibles.into()),
};

pub(super) const ARTICLES: WindowCommand = WindowCommand {
    id: "articles",
    keys: &[key(CTRL, Key::B)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.folder().ok_or(Reason::NoFolder)?;
        Ok(WindowAction::ToggleArticles.into())
    },
};

pub(super) const GUIDELINE: WindowCommand = WindowCommand {
    id: "guideline",
    keys: &[key(Modifiers::NONE, Key::F9)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(set(cx, |it| it.guideline = !it.guideline))
    },
};

pub(super) const SCHEMA: WindowCommand = WindowCommand {
    id: "schema",
    keys: &[key(super::CTRL_SHIFT, Key::L)],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.may_change_schema()?;
        Ok(WindowAction::Show(DialogKind::Schema).into())
    },
};

pub(super) const NEXT_PANE: WindowCommand = WindowCommand {
    id: "next-pane",
    keys: &[key(Modifiers::NONE, Key::F6)],
    scope: KeyScope::OutsideDialogs,
    request: |_| Ok(WindowAction::NextPane.into()),
};

pub(super) const LANGUAGE: WindowCommand = WindowCommand {
    id: "language",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        let other = match cx.strings.language() {
            Language::Persian => LanguageChoice::English,
            Language::English => LanguageChoice::Persian,
        };
        Ok(set(cx, |it| it.language = other))
    },
};

pub(super) const THEME: WindowCommand = WindowCommand {
    id: "theme",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        let other = if cx.theme.is_dark() { ThemeChoice::Light } else { ThemeChoice::Dark };
        Ok(set(cx, |it| it.theme = other))
    },
};

pub(super) const SETTINGS: WindowCommand = WindowCommand {
    id: "settings",
    keys: &[key(CTRL, Key::Comma)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Settings).into()),
};

pub(super) const GUIDE: WindowCommand = WindowCommand {
    id: "guide",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Guide(GuidePart::Begin)).into()),
};

pub(super) const TOUR: WindowCommand = WindowCommand {
    id: "tour",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::StartTour.into()),
};

pub(super) const PALETTE: WindowCommand = WindowCommand {
    id: "palette",
    keys: &[key(CTRL, Key::K)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Palette).into()),
};

pub(super) const KEYS: WindowCommand = WindowCommand {
    id: "keys",
    keys: &[
        key(Modifiers::NONE, Key::F1),
        key(Modifiers::NONE, Key::Questionmark),
        key(Modifiers::SHIFT, Key::Questionmark),
        key(Modifiers::SHIFT, Key::Slash),
    ],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Keys).into()),
};

fn set(cx: &FrameContext<'_>, change: impl FnOnce(&mut Settings)) -> FrameRequest {
    let mut settings = cx.session.settings().clone();
    change(&mut settings);
    Action::ChangeSettings(Box::new(settings)).into()
}
