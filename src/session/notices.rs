//! The notices that are shown, oldest first.

use super::{Notice, NoticeKind, Offer};
use crate::messages::Worded as _;

/// Notices kept at once.
const MOST: usize = 20;

/// The notices that are shown.
#[derive(Debug, Default)]
pub(super) struct Notices {
    list: Vec<Notice>,
    next_serial: u64,
}

impl Notices {
    /// All of them, oldest first.
    pub(super) fn list(&self) -> &[Notice] {
        &self.list
    }

    /// Shows a notice, with what can be done about it; the same again is no news.
    pub(super) fn post(&mut self, kind: NoticeKind, offers: impl IntoIterator<Item = Offer>) {
        let serial = self.next_serial;
        self.next_serial += 1;
        let message = kind.message();
        self.forget(|it| it.message() == message);
        self.list.push(Notice { serial, kind, offers: offers.into_iter().collect() });
        let extra = self.list.len().saturating_sub(MOST);
        self.list.drain(..extra);
    }

    /// Takes away notices that are no longer true.
    pub(super) fn forget(&mut self, is_over: impl Fn(&NoticeKind) -> bool) {
        self.list.retain(|it| !is_over(&it.kind));
    }

    /// Takes away the notice with this number.
    pub(super) fn dismiss(&mut self, serial: u64) {
        self.list.retain(|it| it.serial != serial);
    }

    /// Takes away notices whose offers are out of date.
    pub(super) fn forget_offering(&mut self, is_over: impl Fn(&[Offer]) -> bool) {
        self.list.retain(|it| !is_over(&it.offers));
    }

    /// True where something of the kind is shown.
    pub(super) fn has(&self, is_meant: impl Fn(&NoticeKind) -> bool) -> bool {
        self.list.iter().any(|it| is_meant(&it.kind))
    }
}
