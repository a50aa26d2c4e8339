//! The system's own file dialogs, on a thread: the window goes on meanwhile.

use crate::{session::Session, ui::Requests};

/// Asks for a file.
pub fn browse_file(requests: &mut Requests, session: &Session) {
    browse(requests, session, Wanted::File);
}

/// Asks for a folder.
pub fn browse_folder(requests: &mut Requests, session: &Session) {
    browse(requests, session, Wanted::Folder);
}

#[derive(Clone, Copy)]
enum Wanted {
    File,
    Folder,
}

fn browse(requests: &mut Requests, session: &Session, wanted: Wanted) {
    use crate::{
        session::Action,
        ui::{Dialog, WindowAction},
    };

    let mut dialog = rfd::FileDialog::new();
    if let Some(folder) = session.article_path().and_then(|it| it.parent()) {
        dialog = dialog.set_directory(folder);
    }
    let chosen = match wanted {
        Wanted::File => {
            dialog.add_filter("txt, md, html", &["txt", "md", "html", "htm"]).pick_file()
        }
        Wanted::Folder => dialog.pick_folder(),
    };
    match chosen {
        Some(path) => {
            requests.push(WindowAction::Dismiss);
            requests.push(Action::Open(path));
        }
        // Cancelled, or there is no dialog service: the path field is always there.
        None => requests.push(WindowAction::Show(Dialog::Open)),
    }
}
