//! Findings in the words of the window, and the colors of how much they weigh.

use egui::Color32;

use super::FrameContext;
use crate::check::{Finding, Severity};

/// The color of a severity.
pub(super) fn color(cx: &FrameContext<'_>, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => *cx.theme.error,
        Severity::Warning => *cx.theme.warning,
        Severity::Hint => *cx.theme.ink_soft,
    }
}

/// A finding in words.
pub(super) fn words(cx: &FrameContext<'_>, finding: &Finding) -> String {
    cx.words_of(&finding.named_by(cx.session.schema()))
}
