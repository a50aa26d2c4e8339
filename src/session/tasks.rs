//! Work off the frame: a thread a task, results handed back in order of arrival.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use crate::store;

/// What is called when a task has finished, so that somebody looks.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Tasks under way, whose results are `R`.
pub(super) struct Tasks<R> {
    /// `None` comes from a task that panicked.
    sender: Sender<Option<R>>,
    receiver: Mutex<Receiver<Option<R>>>,
    under_way: usize,
    /// True when a task panicked since somebody asked.
    has_failed: bool,
    /// How many were started ever.
    started: u64,
    wake: Wake,
}

impl<R: Send + 'static> Tasks<R> {
    /// None yet.
    pub(super) fn new(wake: Wake) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver: Mutex::new(receiver),
            under_way: 0,
            has_failed: false,
            started: 0,
            wake,
        }
    }

    /// Runs `task` on a thread of its own.
    pub(super) fn start(&mut self, task: impl FnOnce() -> R + Send + 'static) {
        self.start_after(|| {}, task);
    }

    /// The same of a task that may take long while the article is read and worked on: its thread gives way to all
    /// others, so that no frame waits for it.
    pub(super) fn start_in_background(&mut self, task: impl FnOnce() -> R + Send + 'static) {
        self.start_after(store::lower_thread_priority, task);
    }

    /// Runs `task` on a thread of its own that begins with `prepare`.
    fn start_after(&mut self, prepare: fn(), task: impl FnOnce() -> R + Send + 'static) {
        let sender = self.sender.clone();
        let wake = Arc::clone(&self.wake);
        self.under_way += 1;
        self.started += 1;
        let run = move || {
            // A task changes nothing that others see but by its result, so that nothing is left half-way.
            let done = catch_unwind(AssertUnwindSafe(move || {
                #[cfg(feature = "inspection")]
                store::fail_if_asked("a task");
                task()
            }));
            // Nobody listens any more when the window has closed.
            let _closed = sender.send(done.ok());
            wake();
        };
        let task = Arc::new(Mutex::new(Some(run)));
        let of_thread = Arc::clone(&task);
        let taken = |it: &Mutex<Option<_>>| it.lock().ok().and_then(|mut it| it.take());
        let spawned = thread::Builder::new().spawn(move || {
            prepare();
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
        while let Ok(done) = self.receiver.get_mut().ok()?.try_recv() {
            if let Some(done) = self.taken(done) {
                return Some(done);
            }
        }
        None
    }

    /// Waits for the result of a task; `None` when none is under way.
    pub(super) fn wait(&mut self) -> Option<R> {
        while self.under_way > 0 {
            let done = self.receiver.get_mut().ok()?.recv().ok()?;
            if let Some(done) = self.taken(done) {
                return Some(done);
            }
        }
        None
    }

    fn taken(&mut self, done: Option<R>) -> Option<R> {
        self.under_way -= 1;
        self.has_failed |= done.is_none();
        done
    }

    /// True where a task panicked since this was asked before.
    pub(super) fn has_failed(&mut self) -> bool {
        std::mem::take(&mut self.has_failed)
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
