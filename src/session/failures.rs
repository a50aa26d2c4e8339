//! Failures that nobody foresaw: that there was one, and the report of it.

use super::{NoticeKind, Offer, Session};
use crate::store::{ConfigFolder, PanicReport};

impl Session {
    /// The latest report of a failure.
    pub fn failure_report(&self) -> Option<PanicReport> {
        self.config.as_ref().and_then(ConfigFolder::latest_panic)
    }

    /// Tells of a report that was left by an earlier run and that nobody saw yet.
    pub(super) fn tell_of_earlier_failure(&mut self) {
        let Some(report) = self.failure_report() else { return };
        if report.name > self.settings.failure_seen {
            self.post_notice(NoticeKind::StoppedBefore, [Offer::FailureReport]);
        }
    }

    /// Tells of tasks that failed.
    pub(super) fn tell_of_failed_tasks(&mut self) {
        if self.tasks.has_failed() {
            self.post_notice(NoticeKind::PartFailed, [Offer::FailureReport]);
            if self.team.is_counting() {
                self.end_counting();
            }
        }
    }

    /// Notes that somebody knows of the latest failure.
    pub(super) fn failure_is_seen(&mut self) {
        self.notices.forget(is_of_failure);
        if let Some(report) = self.failure_report() {
            self.settings.failure_seen = report.name;
            self.keep_settings();
        }
    }
}

/// True for what tells of a failure.
pub(super) fn is_of_failure(kind: &NoticeKind) -> bool {
    matches!(kind, NoticeKind::StoppedBefore | NoticeKind::PartFailed)
}
