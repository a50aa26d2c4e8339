//! What is shown, and how.

use egui::{Key, Modifiers};

use super::{CTRL, Command, Scope, key};
use crate::{
    session::{Action, Language, LanguageChoice, Reason, Settings, ThemeChoice},
    ui::{Cx, Dialog, Request, WindowAction},
};

pub(super) const ZOOM_IN: Command = Command {
    id: "zoom-in",
    keys: &[key(CTRL, Key::Plus), key(CTRL, Key::Equals), key(super::CTRL_SHIFT, Key::Plus)],
    scope: Scope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = it.zoomed(1))),
};

pub(super) const ZOOM_OUT: Command = Command {
    id: "zoom-out",
    keys: &[key(CTRL, Key::Minus)],
    scope: Scope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = it.zoomed(-1))),
};

pub(super) const ZOOM_RESET: Command = Command {
    id: "zoom-reset",
    keys: &[key(CTRL, Key::Num0)],
    scope: Scope::Everywhere,
    request: |cx| Ok(set(cx, |it| it.zoom = 1.0)),
};

pub(super) const INVISIBLES: Command = Command {
    id: "invisibles",
    keys: &[key(super::CTRL_SHIFT, Key::I)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::ToggleInvisibles.into()),
};

pub(super) const ARTICLES: Command = Command {
    id: "articles",
    keys: &[key(CTRL, Key::B)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.folder().ok_or(Reason::NoFolder)?;
        Ok(WindowAction::ToggleArticles.into())
    },
};

pub(super) const GUIDELINE: Command = Command {
    id: "guideline",
    keys: &[key(Modifiers::NONE, Key::F9)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(set(cx, |it| it.guideline = !it.guideline))
    },
};

pub(super) const SCHEMA: Command = Command {
    id: "schema",
    keys: &[key(super::CTRL_SHIFT, Key::L)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.may_change_schema()?;
        Ok(WindowAction::Show(Dialog::Schema).into())
    },
};

pub(super) const NEXT_PANE: Command = Command {
    id: "next-pane",
    keys: &[key(Modifiers::NONE, Key::F6)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::NextPane.into()),
};

pub(super) const LANGUAGE: Command = Command {
    id: "language",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        let other = match cx.strings.language() {
            Language::Persian => LanguageChoice::English,
            Language::English => LanguageChoice::Persian,
        };
        Ok(set(cx, |it| it.language = other))
    },
};

pub(super) const THEME: Command = Command {
    id: "theme",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        let other = if cx.theme.is_dark() { ThemeChoice::Light } else { ThemeChoice::Dark };
        Ok(set(cx, |it| it.theme = other))
    },
};

pub(super) const SETTINGS: Command = Command {
    id: "settings",
    keys: &[key(CTRL, Key::Comma)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Show(Dialog::Settings).into()),
};

pub(super) const PALETTE: Command = Command {
    id: "palette",
    keys: &[key(CTRL, Key::K)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Show(Dialog::Palette).into()),
};

pub(super) const KEYS: Command = Command {
    id: "keys",
    keys: &[
        key(Modifiers::NONE, Key::F1),
        key(Modifiers::NONE, Key::Questionmark),
        key(Modifiers::SHIFT, Key::Questionmark),
        key(Modifiers::SHIFT, Key::Slash),
    ],
    scope: Scope::Page,
    request: |_| Ok(WindowAction::Show(Dialog::Keys).into()),
};

fn set(cx: &Cx<'_>, change: impl FnOnce(&mut Settings)) -> Request {
    let mut settings = cx.session.settings().clone();
    change(&mut settings);
    Action::ChangeSettings(Box::new(settings)).into()
}
