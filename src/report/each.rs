//! Setting many articles on all cores.

use std::{num::NonZero, ops::ControlFlow, sync::mpsc::sync_channel};

use super::{AnalystWork, ReportTypesetter};

/// How many articles of each thread may be set before those in front of them.
const AHEAD: usize = 16;

impl ReportTypesetter {
    /// Sets each of `works` with `set`, on all cores, and hands what comes of it to `done` in the order
    /// of the works, until that breaks off. What is ahead waits, so that memory stays bounded.
    pub fn set_each<R: Send, B>(
        &mut self,
        works: &[AnalystWork<'_>],
        set: impl Fn(&mut Self, AnalystWork<'_>) -> R + Sync,
        mut done: impl FnMut(R) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        if threads == 1 || works.len() < 2 {
            return works.iter().try_for_each(|work| done(set(self, *work)));
        }
        std::thread::scope(|scope| {
            let each_thread = (0..threads.min(works.len())).map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                let (set, mut typesetter) = (&set, self.another());
                scope.spawn(move || {
                    let own = works.iter().skip(first).step_by(threads);
                    // Nobody waits any more where it was broken off.
                    let mut each = own.map(|work| set(&mut typesetter, *work));
                    each.try_for_each(|it| sender.send(it))
                });
                receiver
            });
            let waiting: Vec<_> = each_thread.collect();
            // Thread after thread, so that results come in the order of the works.
            for at in 0..works.len() {
                if let Some(result) = waiting.get(at % threads).and_then(|it| it.recv().ok()) {
                    done(result)?;
                }
            }
            ControlFlow::Continue(())
        })
    }
}
