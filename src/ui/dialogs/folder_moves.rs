//! The changed articles of a folder: what is in doubt for the same reason is answered the same way in all
//! of them.

use egui::{ScrollArea, Ui};

use crate::{
    session::{FileAction, FolderMoves, ReviewAction, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui},
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// How high a row of the list is, in points.
const ROW: f32 = 30.0;

/// What is answered is the session's, so that it is there again.
#[derive(Debug, Default)]
pub(super) struct FolderMovesDialog;

impl DialogView for FolderMovesDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-folder-moves")
    }

    fn is_needless(&self, session: &Session) -> bool {
        session.folder_moves().articles().is_empty()
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let moves = cx.session.folder_moves();
        let soft = |words: String| StyledWords::new(words).wrapped().color(*cx.theme.ink_soft);
        let waiting = moves.waiting();
        middle_ui(ui, cx, |ui| {
            let certain = cx.strings.number(moves.certain());
            let articles = cx.strings.number(moves.articles().len());
            let how = [("articles", articles.as_str()), ("certain", certain.as_str())];
            label(ui, cx, soft(cx.strings.with("folder-moves-how", &how)));
            for (kind, count) in moves.doubts() {
                let is_accepted = moves.accepts(kind);
                let sign = if is_accepted { "☑" } else { "☐" };
                let n = cx.strings.number(count);
                let name = format!("{}: {n}", cx.words_of(&kind));
                let look = ButtonLook::new(format!("{sign}  {name}")).plain().full_width();
                if button(ui, cx, look.selected_if(is_accepted).named(name)).clicked() {
                    requests.push(ReviewAction::AcceptInFolder(kind));
                }
            }
            if waiting > 0 {
                label(ui, cx, soft(cx.strings.count("folder-moves-waiting", waiting)));
            }
            articles_ui(ui, cx, requests, moves);
        });
        let is_some = waiting < moves.articles().len() && cx.session.may_place_folder().is_ok();
        if answer_ui(ui, cx, requests, "folder-moves-now", is_some) {
            requests.push(WindowAction::Dismiss);
            requests.push(ReviewAction::PlaceFolder);
        }
    }
}

/// The articles; each leads to its own review.
fn articles_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    moves: &FolderMoves,
) {
    let height = (ui.ctx().content_rect().height() - 420.0).clamp(90.0, 320.0);
    let all = moves.articles();
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, ROW, all.len(), |ui, rows| {
        ui.with_layout(cx.column(), |ui| {
            for article in rows.filter_map(|at| all.get(at)) {
                let name = article.path.file_name().unwrap_or_default().to_string_lossy();
                let doubts = cx.strings.number(article.doubts.values().sum());
                let certain = cx.strings.number(article.certain);
                let of = [("certain", certain.as_str()), ("doubts", doubts.as_str())];
                let said = cx.strings.with("folder-moves-article", &of);
                let words = format!("{}   {said}", crate::messages::isolated(&name));
                let look = ButtonLook::new(StyledWords::new(words).small()).plain().full_width();
                if button(ui, cx, look).clicked() {
                    requests.push(WindowAction::Dismiss);
                    requests.push(FileAction::Open(article.path.clone()));
                }
            }
        });
    });
}
