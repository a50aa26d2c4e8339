//! Opening, saving, exporting.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, Command, Scope, key};
use crate::{
    session::{FileAction, Reason},
    store::Syntax,
    ui::{BrowseTarget, Cx, Dialog, Request, WindowAction},
};

pub(super) const OPEN: Command = Command {
    id: "open",
    keys: &[key(CTRL, Key::O)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Show(Dialog::Open).into()),
};

pub(super) const OPEN_FOLDER: Command = Command {
    id: "open-folder",
    keys: &[key(CTRL_SHIFT, Key::O)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Browse(BrowseTarget::Folder).into()),
};

pub(super) const PASTE: Command = Command {
    id: "paste",
    keys: &[key(CTRL_SHIFT, Key::N)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Show(Dialog::Paste).into()),
};

pub(super) const SAVE: Command = Command {
    id: "save",
    keys: &[key(CTRL, Key::S)],
    scope: Scope::Everywhere,
    request: |cx| writable(cx, FileAction::Save),
};

pub(super) const SAVE_AS_RON: Command = Command {
    id: "save-as-ron",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| writable(cx, FileAction::SaveAs(Syntax::Ron)),
};

pub(super) const SAVE_AS_JSON: Command = Command {
    id: "save-as-json",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| writable(cx, FileAction::SaveAs(Syntax::Json)),
};

pub(super) const SAVE_ELSEWHERE: Command = Command {
    id: "save-elsewhere",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.annotation_path().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(Dialog::SaveElsewhere).into())
    },
};

pub(super) const VERSIONS: Command = Command {
    id: "versions",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.article_path().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(Dialog::Versions).into())
    },
};

pub(super) const MOVES: Command = Command {
    id: "moves",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        if !cx.session.has_moves() && open.document().orphans().len() == 0 {
            return Err(Reason::NoMoves);
        }
        Ok(WindowAction::ShowMoves.into())
    },
};

pub(super) const EXPORT: Command = Command {
    id: "export",
    keys: &[key(CTRL, Key::E)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(Dialog::Export).into())
    },
};

pub(super) const IMPORT: Command = Command {
    id: "import",
    keys: &[key(CTRL, Key::I)],
    scope: Scope::Everywhere,
    request: |_| Ok(WindowAction::Show(Dialog::Import).into()),
};

pub(super) const PUBLICATION: Command = Command {
    id: "publication",
    keys: &[],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.may_write()?;
        Ok(WindowAction::Show(Dialog::Publication).into())
    },
};

pub(super) const DONE: Command = Command {
    id: "done",
    keys: &[key(CTRL, Key::Enter)],
    scope: Scope::Everywhere,
    request: |cx| writable(cx, FileAction::Finish),
};

pub(super) const CLOSE: Command = Command {
    id: "close",
    keys: &[key(CTRL, Key::W)],
    scope: Scope::Everywhere,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(FileAction::Close.into())
    },
};

fn writable(cx: &Cx<'_>, action: FileAction) -> Result<Request, Reason> {
    cx.session.may_write()?;
    Ok(action.into())
}
