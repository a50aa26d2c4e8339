//! Everything about files: articles, versions, datasets in and out, the day of publication, done.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, KeyScope, WindowCommand, key};
use crate::{
    model::ArticleStatus,
    session::{EditAction, FileAction, Reason, StepDirection},
    store::FileSyntax,
    ui::{BrowseTarget, DialogKind, FrameContext, FrameRequest, WindowAction},
};

pub(super) const OPEN: WindowCommand = WindowCommand {
    id: "open",
    keys: &[key(CTRL, Key::O)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Open).into()),
};

pub(super) const OPEN_FOLDER: WindowCommand = WindowCommand {
    id: "open-folder",
    keys: &[key(CTRL_SHIFT, Key::O)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Browse(BrowseTarget::Folder).into()),
};

pub(super) const PASTE: WindowCommand = WindowCommand {
    id: "paste",
    keys: &[key(CTRL_SHIFT, Key::N)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Paste).into()),
};

pub(super) const SAVE: WindowCommand = WindowCommand {
    id: "save",
    keys: &[key(CTRL, Key::S)],
    scope: KeyScope::Everywhere,
    request: |cx| writable(cx, FileAction::Save),
};

pub(super) const SAVE_AS_RON: WindowCommand = WindowCommand {
    id: "save-as-ron",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| writable(cx, FileAction::SaveAs(FileSyntax::Ron)),
};

pub(super) const SAVE_AS_JSON: WindowCommand = WindowCommand {
    id: "save-as-json",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| writable(cx, FileAction::SaveAs(FileSyntax::Json)),
};

pub(super) const SAVE_ELSEWHERE: WindowCommand = WindowCommand {
    id: "save-elsewhere",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.annotation_path().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(DialogKind::SaveElsewhere).into())
    },
};

pub(super) const VERSIONS: WindowCommand = WindowCommand {
    id: "versions",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.article_path().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(DialogKind::Versions).into())
    },
};

pub(super) const MOVES: WindowCommand = WindowCommand {
    id: "moves",
    keys: &[],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        if !cx.session.has_moves() && open.document().orphans().len() == 0 {
            return Err(Reason::NoMoves);
        }
        Ok(WindowAction::ShowMoves.into())
    },
};

pub(super) const FOLDER_MOVES: WindowCommand = WindowCommand {
    id: "folder-moves",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.may_place_folder()?;
        Ok(WindowAction::Show(DialogKind::FolderMoves).into())
    },
};

pub(super) const EXPORT: WindowCommand = WindowCommand {
    id: "export",
    keys: &[key(CTRL, Key::E)],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::Show(DialogKind::Export).into())
    },
};

pub(super) const IMPORT: WindowCommand = WindowCommand {
    id: "import",
    keys: &[key(CTRL, Key::I)],
    scope: KeyScope::Everywhere,
    request: |_| Ok(WindowAction::Show(DialogKind::Import).into()),
};

pub(super) const PUBLICATION: WindowCommand = WindowCommand {
    id: "publication",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.may_write()?;
        Ok(WindowAction::Show(DialogKind::Publication).into())
    },
};

pub(super) const CONFIRM_PUBLICATION: WindowCommand = WindowCommand {
    id: "confirm-publication",
    keys: &[key(Modifiers::NONE, Key::P)],
    scope: KeyScope::Page,
    request: |cx| match cx.session.may_confirm_publication() {
        Ok(action) => Ok(action.into()),
        Err(Reason::NoProposal) => (PUBLICATION.request)(cx),
        Err(reason) => Err(reason),
    },
};

pub(super) const CATALOG: WindowCommand = WindowCommand {
    id: "catalog",
    keys: &[],
    scope: KeyScope::Everywhere,
    request: |cx| {
        cx.session.catalog().ok_or(Reason::NoFolder)?;
        Ok(WindowAction::Show(DialogKind::Catalog).into())
    },
};

pub(super) const DONE: WindowCommand = WindowCommand {
    id: "done",
    keys: &[key(CTRL, Key::Enter)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| writable(cx, FileAction::Finish),
};

pub(super) const NOT_DONE: WindowCommand = WindowCommand {
    id: "not-done",
    keys: &[],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.may_write()?;
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let is_finished = open.status().is_finished();
        is_finished.then_some(()).ok_or(Reason::NotFinished)?;
        Ok(EditAction::SetStatus(ArticleStatus::InProgress).into())
    },
};

pub(super) const NEXT_ARTICLE: WindowCommand = WindowCommand {
    id: "next-article",
    keys: &[key(CTRL, Key::PageDown)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| neighboring_article(cx, StepDirection::After),
};

pub(super) const PREVIOUS_ARTICLE: WindowCommand = WindowCommand {
    id: "previous-article",
    keys: &[key(CTRL, Key::PageUp)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| neighboring_article(cx, StepDirection::Before),
};

/// The article that stands beside the open one in the list.
fn neighboring_article(
    cx: &FrameContext<'_>,
    toward: StepDirection,
) -> Result<FrameRequest, Reason> {
    let folder = cx.session.folder().ok_or(Reason::NoFolder)?;
    let here = cx.session.article_path().and_then(|it| folder.place_of(it));
    let place = match (here, toward) {
        (Some(here), StepDirection::After) => Some(here + 1),
        (Some(here), StepDirection::Before) => here.checked_sub(1),
        (None, _) => Some(0),
    };
    let row = place.and_then(|it| folder.shown_at(it)).ok_or(Reason::NoOtherArticle)?;
    Ok(FileAction::Open(row.path().to_owned()).into())
}

pub(super) const CLOSE: WindowCommand = WindowCommand {
    id: "close",
    keys: &[key(CTRL, Key::W)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(FileAction::Close.into())
    },
};

fn writable(cx: &FrameContext<'_>, action: FileAction) -> Result<FrameRequest, Reason> {
    cx.session.may_write()?;
    Ok(action.into())
}
