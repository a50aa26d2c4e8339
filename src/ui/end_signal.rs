//! Ending when the system asks for it, as it does at the end of a session: everything is saved first.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use egui::Context;

/// Whether the system has asked for the end.
#[derive(Debug, Default)]
pub struct EndSignal {
    asked: Arc<AtomicBool>,
    heard: Arc<AtomicBool>,
}

impl EndSignal {
    /// Watches for signals, and wakes the window of `ctx` at the first. Where that can't be watched the
    /// system ends the program itself, and the journal has every step.
    pub fn watch(ctx: &Context) -> Self {
        let signal = Self::default();
        #[cfg(unix)]
        unix::watch(ctx.clone(), Arc::clone(&signal.asked), Arc::clone(&signal.heard));
        #[cfg(not(unix))]
        let _unused = ctx;
        signal
    }

    /// True once it was asked for; whoever asks sees to it.
    pub(super) fn is_asked(&self) -> bool {
        let is_asked = self.asked.load(Ordering::Acquire);
        if is_asked {
            self.heard.store(true, Ordering::Release);
        }
        is_asked
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        thread,
        time::Duration,
    };

    use egui::Context;
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };

    /// So long a window that the system does not draw may take to hear of it.
    const PATIENCE: Duration = Duration::from_secs(5);

    pub(super) fn watch(ctx: Context, asked: Arc<AtomicBool>, heard: Arc<AtomicBool>) {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGINT, SIGHUP]) else { return };
        let wait = move || {
            for _ in signals.forever() {
                if asked.swap(true, Ordering::AcqRel) {
                    // Asked twice: at once, the journal has every step.
                    std::process::exit(1);
                }
                ctx.request_repaint();
                end_unheard(Arc::clone(&heard));
            }
        };
        // Without a thread the system's own way of ending stays.
        let _watching = thread::Builder::new().name("signals".to_owned()).spawn(wait);
    }

    /// Ends the program where the window does not hear: every step and draft is in its file already.
    fn end_unheard(heard: Arc<AtomicBool>) {
        let end = move || {
            thread::sleep(PATIENCE);
            if !heard.load(Ordering::Acquire) {
                std::process::exit(1);
            }
        };
        let _waiting = thread::Builder::new().name("end".to_owned()).spawn(end);
    }
}
