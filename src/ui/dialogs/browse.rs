//! The system's own file dialogs. The window goes on meanwhile: a thread waits for the answer.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
    time::{Duration, Instant},
};

use egui::Context;
use rfd::AsyncFileDialog;

use crate::{
    session::{FileAction, Session},
    ui::{BrowseTarget, DialogKind, FrameRequest, WindowAction},
};

/// A dialog of the system that is open, if one is.
#[derive(Debug, Default)]
pub struct SystemDialog {
    open: Option<(BrowseTarget, Receiver<Option<PathBuf>>)>,
    /// When it was asked for.
    since: Option<Instant>,
    /// True where the last one was never there.
    is_missing: bool,
}

/// Nobody sees a dialog and closes it in a shorter time.
const SEEN: Duration = Duration::from_millis(300);

impl SystemDialog {
    /// Opens a dialog, unless one is open already.
    pub fn start(&mut self, ctx: &Context, session: &Session, target: BrowseTarget) {
        if self.open.is_some() {
            return;
        }
        let mut dialog = AsyncFileDialog::new();
        if let Some(folder) = session.article_path().and_then(|it| it.parent()) {
            dialog = dialog.set_directory(folder);
        }
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        // Asked for here, where the window is; waited for elsewhere.
        let file = target.is_file().then(|| {
            let extensions = ["txt", "md", "html", "htm"];
            let articles = dialog.clone().add_filter("txt, md, html", &extensions);
            if target == BrowseTarget::File {
                articles.pick_file()
            } else {
                dialog.clone().pick_file()
            }
        });
        let folder = (!target.is_file()).then(|| dialog.pick_folder());
        let wait = move || {
            let chosen = match (file, folder) {
                (Some(file), _) => pollster::block_on(file),
                (_, Some(folder)) => pollster::block_on(folder),
                (None, None) => None,
            };
            // Nobody listens any more when the window has closed.
            let _closed = sender.send(chosen.map(|it| it.path().to_owned()));
            ctx.request_repaint();
        };
        // Without a thread it is as without a dialog service.
        let _waiting = std::thread::Builder::new().spawn(wait);
        self.open = Some((target, receiver));
        (self.since, self.is_missing) = (Some(Instant::now()), false);
    }

    /// True once where no dialog was shown for what was asked: the path is to be typed.
    pub fn take_missing(&mut self) -> bool {
        std::mem::take(&mut self.is_missing)
    }

    /// What is to be done when the dialog has closed.
    pub fn answer(&mut self) -> Option<FrameRequest> {
        let (target, receiver) = self.open.as_ref()?;
        let (target, answer) = (*target, receiver.try_recv());
        if answer == Err(TryRecvError::Empty) {
            return None;
        }
        self.open = None;
        // `None` where it was cancelled, or there is no dialog service: the path field is always there.
        let path = answer.ok().flatten();
        let is_at_once = self.since.take().is_some_and(|it| it.elapsed() < SEEN);
        self.is_missing = path.is_none() && is_at_once;
        match (target, path) {
            (BrowseTarget::File | BrowseTarget::Folder, Some(path)) => {
                Some(FileAction::Open(path).into())
            }
            (BrowseTarget::File | BrowseTarget::Folder, None) => {
                Some(WindowAction::Show(DialogKind::Open).into())
            }
            (BrowseTarget::Elsewhere, Some(path)) => Some(FileAction::SaveElsewhere(path).into()),
            (BrowseTarget::Elsewhere, None) => {
                Some(WindowAction::Show(DialogKind::SaveElsewhere).into())
            }
            (BrowseTarget::Dataset | BrowseTarget::DatasetFolder, path) => {
                path.map(|it| WindowAction::ImportFrom(it).into())
            }
        }
    }
}
