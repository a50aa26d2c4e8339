//! The notices that are shown, oldest first.

pub(super) mod bond;
pub(super) mod notice;
pub(super) mod offer;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use self::{
    bond::ArticleBond,
    notice::{Notice, NoticeKind, NoticeLevel},
    offer::Offer,
};
use crate::messages::Worded as _;

/// Notices kept at once.
const MOST: usize = 20;

/// The notices that are shown.
#[derive(Debug, Default)]
pub(super) struct Notices {
    list: Vec<Notice>,
    /// Notices of what still is so that somebody took away: the status line leads back to them.
    folded: Vec<Notice>,
    next_serial: u64,
}

impl Notices {
    /// All of them, oldest first.
    pub(super) fn list(&self) -> &[Notice] {
        &self.list
    }

    /// Shows a notice, with what can be done about it; the same again is no news.
    /// `article` is the open one.
    pub(super) fn post(
        &mut self,
        kind: NoticeKind,
        offers: impl IntoIterator<Item = Offer>,
        article: Option<&Path>,
    ) {
        let serial = self.next_serial;
        self.next_serial += 1;
        let message = kind.message();
        // Of a folder it is said once: what somebody took away comes back from the line below the page.
        let is_same = |it: &Notice| it.kind.message() == message;
        if kind.article_bond() == ArticleBond::None && self.folded.iter().any(is_same) {
            return;
        }
        self.forget(|it| it.message() == message);
        let offers = offers.into_iter().collect();
        let article = article.filter(|_| kind.article_bond() != ArticleBond::None);
        let article = article.map(Path::to_owned);
        self.list.push(Notice { serial, kind, offers, article, since: None });
        // The oldest goes, but for what still is so.
        while self.list.len() > MOST {
            let oldest = self.list.iter().position(|it| !it.kind.is_lasting());
            self.list.remove(oldest.unwrap_or(0));
        }
    }

    /// Has the notice that `is_it` takes say this from now on, where it is still shown.
    pub(super) fn renew(&mut self, is_it: impl Fn(&NoticeKind) -> bool, kind: NoticeKind) {
        if let Some(there) = self.list.iter_mut().find(|it| is_it(&it.kind)) {
            there.kind = kind;
        }
    }

    /// Takes away notices that are no longer true.
    pub(super) fn forget(&mut self, is_over: impl Fn(&NoticeKind) -> bool) {
        self.list.retain(|it| !is_over(&it.kind));
        self.folded.retain(|it| !is_over(&it.kind));
    }

    /// Takes away what speaks of the open article, which makes way for the one at `next`, or for itself
    /// opened anew. What has to be known of it all the same stays, with the way back to it.
    pub(super) fn leave_article(&mut self, next: Option<&Path>) {
        self.folded.retain(|it| it.article.is_none());
        self.list.retain_mut(|it| {
            let Some(article) = &it.article else { return true };
            let stays = it.kind.article_bond() == ArticleBond::Outlives;
            if stays && next != Some(article) {
                it.offers = vec![Offer::GoTo(article.clone())];
            }
            stays
        });
    }

    /// Takes away what informs and has been there for a while at `now`.
    pub(super) fn expire(&mut self, now: Instant) {
        for it in &mut self.list {
            it.since.get_or_insert(now);
        }
        self.list.retain(|it| it.leaves_in(now) != Some(Duration::ZERO));
    }

    /// When the next one leaves by itself.
    pub(super) fn next_expiry(&self, now: Instant) -> Option<Duration> {
        self.list.iter().filter_map(|it| it.leaves_in(now)).min()
    }

    /// Takes away the notice with this number; what it speaks of may be so still.
    pub(super) fn dismiss(&mut self, serial: u64) {
        let Some(at) = self.list.iter().position(|it| it.serial == serial) else { return };
        let notice = self.list.remove(at);
        if notice.kind.is_lasting() {
            self.folded.push(notice);
        }
    }

    /// How many were taken away that still are so.
    pub(super) fn folded(&self) -> usize {
        self.folded.len()
    }

    /// Shows again what was taken away and still is so.
    pub(super) fn unfold(&mut self) {
        self.list.append(&mut self.folded);
    }

    /// True where something of the kind is so, shown or not.
    pub(super) fn knows(&self, is_meant: impl Fn(&NoticeKind) -> bool) -> bool {
        self.list.iter().chain(&self.folded).any(|it| is_meant(&it.kind))
    }

    /// Takes away notices whose offers are out of date.
    pub(super) fn forget_offering(&mut self, is_over: impl Fn(&[Offer]) -> bool) {
        self.list.retain(|it| !is_over(&it.offers));
        self.folded.retain(|it| !is_over(&it.offers));
    }

    /// True where something of the kind is shown.
    pub(super) fn has(&self, is_meant: impl Fn(&NoticeKind) -> bool) -> bool {
        self.list.iter().any(|it| is_meant(&it.kind))
    }
}

/// How long information stays.
const READ: Duration = Duration::from_secs(8);
/// The same where something is offered.
const CONSIDERED: Duration = Duration::from_secs(20);

impl Notice {
    /// How long it still stays; `None` for what stays until somebody takes it away.
    fn leaves_in(&self, now: Instant) -> Option<Duration> {
        let is_under_way = matches!(self.kind, NoticeKind::Reporting { .. });
        if self.kind.level() != NoticeLevel::Info || is_under_way {
            return None;
        }
        let stays = if self.offers.is_empty() { READ } else { CONSIDERED };
        let since = self.since.unwrap_or(now);
        Some(stays.saturating_sub(now.saturating_duration_since(since)))
    }
}
