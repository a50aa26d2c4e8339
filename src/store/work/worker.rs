//! When the journal is synced, the file saved and the folder looked at: the thread behind an open work.

use std::{
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use super::core::{WorkCore, WorkState};
use crate::store::system::disk::{FolderWatch, folder_of};

/// How often the files are looked at for changes by others that the system did not report.
const LOOK: Duration = Duration::from_secs(2);
/// How long after a change was reported: programs write files in several goes.
const SETTLE: Duration = Duration::from_millis(200);

/// Waits until there is something to do, and looks around in between, until it is to stop.
pub(super) fn run(core: &WorkCore) {
    loop {
        let state = core.state();
        let was_reported = state.change_reported_at.is_some();
        let idle = |state: &mut WorkState| {
            let is_news = state.change_reported_at.is_some() && !was_reported;
            // What failed is tried again after a pause, not over and over.
            let wants_save = state.wants_save.is_some() && state.failure.is_none();
            !state.stop && !state.wants_sync && !wants_save && !is_news
        };
        let pause = if was_reported { SETTLE } else { LOOK };
        let waited = core.wake.wait_timeout_while(state, pause, idle);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.change_reported_at.is_some() && !was_reported && !state.stop {
            continue;
        }
        if timeout.timed_out() {
            state.change_reported_at = None;
        }
        let stop = state.stop;
        drop(state);
        core.run_once();
        if stop {
            return;
        }
    }
}

/// Has the worker look around when the system says that something changed beside the article.
pub(super) fn watch(core: &Arc<WorkCore>) -> Option<FolderWatch> {
    let folder = folder_of(&core.state().file.article);
    let worker = Arc::clone(core);
    let changed = move || {
        worker.state().change_reported_at = Some(Instant::now());
        worker.wake.notify_all();
    };
    core.disk.watch(&folder, Box::new(changed)).ok()
}
