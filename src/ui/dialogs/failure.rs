//! The report of a failure, to read and to copy: it is sent by hand, or not at all.

use egui::{ScrollArea, Ui};

use crate::{
    session::{Action, NoticeAction, Session},
    store::PanicReport,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Where the project is; empty where nobody has said so.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
/// The height of a line, in points.
const ROW: f32 = 18.0;

/// The report that is shown.
#[derive(Debug)]
pub(super) struct FailureDialog {
    report: Option<PanicReport>,
    is_copied: bool,
}

impl FailureDialog {
    pub(super) fn new(session: &Session) -> Self {
        Self { report: session.failure_report(), is_copied: false }
    }
}

impl DialogView for FailureDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("failure-title")
    }

    fn guide(&self) -> Option<GuidePart> {
        None
    }

    fn widest(&self) -> f32 {
        720.0
    }

    fn first_action(&self) -> Option<Action> {
        Some(NoticeAction::FailureSeen.into())
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(report) = &self.report else {
            label(ui, cx, StyledWords::new(cx.t("failure-gone")).wrapped());
            close_ui(ui, cx, requests);
            return;
        };
        middle_ui(ui, cx, |ui| {
            label(ui, cx, StyledWords::new(cx.t("failure-what")).wrapped());
            let issues = format!("{REPOSITORY}/issues");
            let to = match REPOSITORY {
                "" => cx.t("failure-send"),
                _ => cx.strings.with("failure-send-to", &[("address", &issues)]),
            };
            label(ui, cx, StyledWords::new(to).wrapped());
            let lines: Vec<&str> = report.text.lines().collect();
            let height = (ui.ctx().content_rect().height() * 0.45).clamp(4.0 * ROW, 24.0 * ROW);
            ScrollArea::both().max_height(height).auto_shrink([false, true]).show_rows(
                ui,
                ROW,
                lines.len(),
                |ui, rows| {
                    for line in lines.get(rows).unwrap_or_default() {
                        label(ui, cx, StyledWords::new(*line).small().left_to_right());
                    }
                },
            );
            let at =
                cx.strings.with("failure-file", &[("path", &report.path.display().to_string())]);
            label(ui, cx, StyledWords::new(at).small().wrapped().color(*cx.theme.ink_soft));
        });
        cx.in_row(ui, 30.0, |ui| {
            let key = if self.is_copied { "failure-copied" } else { "failure-copy" };
            if button(ui, cx, ButtonLook::new(cx.t(key)).primary()).clicked() {
                ui.ctx().copy_text(report.text.clone());
                self.is_copied = true;
            }
            if button(ui, cx, ButtonLook::new(cx.t("close-dialog"))).clicked() {
                requests.push(WindowAction::Dismiss);
            }
        });
    }
}

fn close_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    cx.in_row(ui, 30.0, |ui| {
        if button(ui, cx, ButtonLook::new(cx.t("close-dialog"))).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    });
}
