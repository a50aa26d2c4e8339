//! The system's own file dialogs. The window goes on meanwhile: a thread waits for the answer.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
};

use egui::Context;
use rfd::AsyncFileDialog;

use crate::{
    session::{FileAction, Session},
    ui::{Dialog, Request, WindowAction},
};

/// What a dialog of the system is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An article.
    File,
    /// A folder of articles.
    Folder,
    /// A folder to go on in.
    Elsewhere,
    /// A dataset to import, in one file.
    Dataset,
    /// A dataset to import, in a folder.
    DatasetFolder,
}

impl Wanted {
    /// True for what a dialog of the window goes on with.
    pub fn is_dataset(self) -> bool {
        matches!(self, Self::Dataset | Self::DatasetFolder)
    }

    fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Dataset)
    }
}

/// A dialog of the system that is open, if one is.
#[derive(Debug, Default)]
pub struct Browsing(Option<(Wanted, Receiver<Option<PathBuf>>)>);

impl Browsing {
    /// Opens a dialog, unless one is open already.
    pub fn start(&mut self, ctx: &Context, session: &Session, wanted: Wanted) {
        if self.0.is_some() {
            return;
        }
        let mut dialog = AsyncFileDialog::new();
        if let Some(folder) = session.article_path().and_then(|it| it.parent()) {
            dialog = dialog.set_directory(folder);
        }
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        // Asked for here, where the window is; waited for elsewhere.
        let file = wanted.is_file().then(|| {
            let extensions = ["txt", "md", "html", "htm"];
            let articles = dialog.clone().add_filter("txt, md, html", &extensions);
            if wanted == Wanted::File { articles.pick_file() } else { dialog.clone().pick_file() }
        });
        let folder = (!wanted.is_file()).then(|| dialog.pick_folder());
        std::thread::spawn(move || {
            let chosen = match (file, folder) {
                (Some(file), _) => pollster::block_on(file),
                (_, Some(folder)) => pollster::block_on(folder),
                (None, None) => None,
            };
            // Nobody listens any more when the window has closed.
            let _closed = sender.send(chosen.map(|it| it.path().to_owned()));
            ctx.request_repaint();
        });
        self.0 = Some((wanted, receiver));
    }

    /// What is to be done when the dialog has closed.
    pub fn answer(&mut self) -> Option<Request> {
        let (wanted, receiver) = self.0.as_ref()?;
        let (wanted, answer) = (*wanted, receiver.try_recv());
        if answer == Err(TryRecvError::Empty) {
            return None;
        }
        self.0 = None;
        Some(match answer {
            Ok(Some(path)) if wanted == Wanted::Elsewhere => FileAction::SaveElsewhere(path).into(),
            Ok(Some(path)) if wanted.is_dataset() => WindowAction::ImportFrom(path).into(),
            Ok(Some(path)) => FileAction::Open(path).into(),
            // Cancelled, or there is no dialog service: the path field is always there.
            _ if wanted == Wanted::Elsewhere => WindowAction::Show(Dialog::SaveElsewhere).into(),
            _ if wanted.is_dataset() => return None,
            _ => WindowAction::Show(Dialog::Open).into(),
        })
    }
}
