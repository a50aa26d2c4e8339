//! The same work on many things, on several threads, with what comes of it in order.

use std::sync::mpsc::sync_channel;

/// How many results of each thread may wait for those before them.
const AHEAD: usize = 4;

/// Does `work` to each of `items` on `threads` threads, and hands what comes of it to `visit` in the
/// order of the items. What is ahead waits, so that memory stays bounded.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut visit: impl FnMut(R),
) {
    let threads = threads.min(items.len()).max(1);
    std::thread::scope(|scope| {
        let each_thread = (0..threads).map(|first| {
            let (sender, receiver) = sync_channel(AHEAD);
            let work = &work;
            scope.spawn(move || {
                let own = items.iter().skip(first).step_by(threads);
                // Nobody waits any more where the verb has stopped.
                own.map(work).try_for_each(|it| sender.send(it))
            });
            receiver
        });
        let waiting: Vec<_> = each_thread.collect();
        // Thread after thread, so that results come in the order of the items.
        for at in 0..items.len() {
            if let Some(result) = waiting.get(at % threads).and_then(|it| it.recv().ok()) {
                visit(result);
            }
        }
    });
}

/// How many threads compute at the same time.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
