//! What becomes of what is still open in an article that is to be marked done.

use egui::Ui;

use crate::{
    session::{AnswerScope, FileAction, FinishAnswer, NoticeKind, Session},
    ui::{
        FrameContext, FrameRequests,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Asks; whether the answer is kept.
#[derive(Debug, Default)]
pub(super) struct FinishDialog {
    is_kept: bool,
}

impl DialogView for FinishDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("finish-title")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Suggestions)
    }

    fn covers(&self, notice: &NoticeKind) -> bool {
        matches!(notice, NoticeKind::Unfinished(_))
    }

    fn is_needless(&self, session: &Session) -> bool {
        session.finish_question().is_none()
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(work) = cx.session.finish_question() else { return };
        middle_ui(ui, cx, |ui| {
            let words = cx.words_of(&NoticeKind::Unfinished(work));
            label(ui, cx, StyledWords::new(words).wrapped().as_window());
            let sign = if self.is_kept { "☑" } else { "☐" };
            let name = cx.t("finish-always");
            let look = ButtonLook::new(format!("{sign}  {name}")).plain().named(name);
            if button(ui, cx, look.selected_if(self.is_kept)).clicked() {
                self.is_kept = !self.is_kept;
            }
        });
        let scope = if self.is_kept { AnswerScope::Always } else { AnswerScope::Once };
        cx.in_rows(ui, 30.0, |ui| {
            for answer in work.answers() {
                let look = ButtonLook::new(cx.words_of(&work.answered(answer)));
                let look = if answer == FinishAnswer::GoBack { look.primary() } else { look };
                if button(ui, cx, look).clicked() {
                    requests.push(FileAction::FinishWith(answer, scope));
                }
            }
        });
    }
}
