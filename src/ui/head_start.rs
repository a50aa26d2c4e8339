//! What the window shows, made ready on a thread while the system opens the window: that takes most of the time
//! until something is seen (libraries, a context to draw in), and one processor.

use std::{
    panic,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use super::app::WindowParts;

/// What a window is made of, or that a part of the program itself can't be read.
pub(super) type MadeParts = Result<WindowParts, ron::error::SpannedError>;

/// Makes it once, on a thread or where it is asked for.
type Making = Box<dyn FnOnce() -> MadeParts + Send>;

/// What a window is made of, while it is being made; clones share it.
#[derive(Clone)]
pub(super) struct HeadStart {
    /// Until somebody has begun to.
    making: Arc<Mutex<Option<Making>>>,
    thread: Arc<Mutex<Option<JoinHandle<Option<MadeParts>>>>>,
}

impl HeadStart {
    pub(super) fn new(make: impl FnOnce() -> MadeParts + Send + 'static) -> Self {
        Self { making: Arc::new(Mutex::new(Some(Box::new(make)))), thread: Arc::default() }
    }

    /// Begins on a thread of its own.
    pub(super) fn begin(&self) {
        let making = Arc::clone(&self.making);
        let make = move || taken(&making).map(|make| make());
        // Without a thread it is made when it is asked for.
        let thread = thread::Builder::new().name("head-start".to_owned()).spawn(make).ok();
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = thread;
    }

    /// What was made, once it is ready; `None` for who asks again.
    pub(super) fn finish(&self) -> Option<MadeParts> {
        let made = taken(&self.thread).and_then(|thread| match thread.join() {
            Ok(made) => made,
            // It was reported where it happened.
            Err(failure) => panic::resume_unwind(failure),
        });
        made.or_else(|| taken(&self.making).map(|make| make()))
    }

    /// Leaves what was opened on the thread, where no window came of it.
    pub(super) fn leave(&self) {
        if let Some(Some(Ok(mut parts))) = taken(&self.thread).and_then(|it| it.join().ok()) {
            // What can't be saved is in the journal.
            let _saved = parts.session.leave();
        }
    }
}

fn taken<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}
