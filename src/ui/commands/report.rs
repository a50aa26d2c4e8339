//! Pages and figures of what is tagged.

use egui::Key;

use super::{CTRL_SHIFT, Command, Scope, key};
use crate::{
    session::{FigureKind, Reason, ReportKind},
    ui::{Cx, Dialog, Request, WindowAction},
};

pub(super) const REPORT: Command = Command {
    id: "report",
    keys: &[key(CTRL_SHIFT, Key::E)],
    scope: Scope::Everywhere,
    request: |cx| of_article(cx, WindowAction::Show(Dialog::Report(ReportKind::Html))),
};

pub(super) const TIMELINE: Command = Command {
    id: "timeline",
    keys: &[key(CTRL_SHIFT, Key::T)],
    scope: Scope::Everywhere,
    request: |cx| of_article(cx, WindowAction::ShowFigure(FigureKind::Timeline)),
};

pub(super) const NETWORK: Command = Command {
    id: "network",
    keys: &[key(CTRL_SHIFT, Key::W)],
    scope: Scope::Everywhere,
    request: |cx| of_article(cx, WindowAction::ShowFigure(FigureKind::Network)),
};

fn of_article(cx: &Cx<'_>, action: WindowAction) -> Result<Request, Reason> {
    cx.session.editor().ok_or(Reason::NoArticle)?;
    Ok(action.into())
}
