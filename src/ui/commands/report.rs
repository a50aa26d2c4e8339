//! Pages and figures of what is tagged.

use egui::Key;

use super::{CTRL_SHIFT, KeyScope, WindowCommand, key};
use crate::{
    session::{FigureKind, Reason, ReportKind},
    ui::{DialogKind, FrameContext, FrameRequest, WindowAction},
};

pub(super) const REPORT: WindowCommand = WindowCommand {
    id: "report",
    keys: &[key(CTRL_SHIFT, Key::E)],
    scope: KeyScope::Everywhere,
    request: |cx| of_article(cx, WindowAction::Show(DialogKind::Report(ReportKind::Html))),
};

pub(super) const TIMELINE: WindowCommand = WindowCommand {
    id: "timeline",
    keys: &[key(CTRL_SHIFT, Key::T)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| of_article(cx, WindowAction::ShowFigure(FigureKind::Timeline)),
};

pub(super) const NETWORK: WindowCommand = WindowCommand {
    id: "network",
    keys: &[key(CTRL_SHIFT, Key::W)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| of_article(cx, WindowAction::ShowFigure(FigureKind::Network)),
};

pub(super) const PEOPLE: WindowCommand = WindowCommand {
    id: "people",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| of_article(cx, WindowAction::Show(DialogKind::People)),
};

fn of_article(cx: &FrameContext<'_>, action: WindowAction) -> Result<FrameRequest, Reason> {
    cx.session.editor().ok_or(Reason::NoArticle)?;
    Ok(action.into())
}
