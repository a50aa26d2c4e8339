//! Work off the frame: a thread a task, results handed back in order of arrival.

use std::{
    fmt,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// What is called when a task has finished, so that somebody looks.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Tasks under way, whose results are `R`.
pub(super) struct Tasks<R> {
    sender: Sender<R>,
    receiver: Mutex<Receiver<R>>,
    under_way: usize,
    /// How many were started ever.
    started: u64,
    wake: Wake,
}

impl<R: Send + 'static> Tasks<R> {
    /// None yet.
    pub(super) fn new(wake: Wake) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver: Mutex::new(receiver), under_way: 0, started: 0, wake }
    }

    /// Runs `task` on a thread of its own.
    pub(super) fn start(&mut self, task: impl FnOnce() -> R + Send + 'static) {
        let sender = self.sender.clone();
        let wake = Arc::clone(&self.wake);
        self.under_way += 1;
        self.started += 1;
        let run = move || {
            // Nobody listens any more when the window has closed.
            let _closed = sender.send(task());
            wake();
        };
        let task = Arc::new(Mutex::new(Some(run)));
        let of_thread = Arc::clone(&task);
        let taken = |it: &Mutex<Option<_>>| it.lock().ok().and_then(|mut it| it.take());
        let spawned = thread::Builder::new().spawn(move || {
            if let Some(run) = taken(&of_thread) {
                run();
            }
        });
        // Where the system gives no thread, it is done at once.
        if spawned.is_err()
            && let Some(run) = task.lock().ok().and_then(|mut it| it.take())
        {
            run();
        }
    }

    /// The result of a task that has finished, if one has.
    pub(super) fn next(&mut self) -> Option<R> {
        let done = self.receiver.get_mut().ok()?.try_recv().ok()?;
        self.under_way -= 1;
        Some(done)
    }

    /// Waits for the result of a task; `None` when none is under way.
    pub(super) fn wait(&mut self) -> Option<R> {
        if self.under_way == 0 {
            return None;
        }
        let done = self.receiver.get_mut().ok()?.recv().ok()?;
        self.under_way -= 1;
        Some(done)
    }

    /// What is called when a task has finished.
    pub(super) fn wake(&self) -> &Wake {
        &self.wake
    }

    /// A number that no task started before this was asked had.
    pub(super) fn next_serial(&self) -> u64 {
        self.started
    }

    /// How many have not been taken back.
    pub(super) fn under_way(&self) -> usize {
        self.under_way
    }
}

impl<R> fmt::Debug for Tasks<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tasks").field("under_way", &self.under_way).finish_non_exhaustive()
    }
}
