//! Signals that end a run cleanly.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

static CAUGHT: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

/// From now on a signal ends the run after the current batch, with nothing
/// half-written; a second one ends the program at once.
pub(crate) fn listen() {
    for signal in [SIGINT, SIGTERM] {
        let again = Arc::new(AtomicBool::new(false));
        // A program that cannot listen is ended by the system instead. The
        // order matters: the first signal must not yet find itself caught.
        let listened =
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))
                .and_then(|_| flag::register(signal, again))
                .and_then(|_| flag::register_usize(signal, Arc::clone(&CAUGHT), number(signal)));
        if listened.is_err() {
            return;
        }
    }
}

/// The signal that came, if one did.
pub(crate) fn caught() -> Option<i32> {
    match CAUGHT.load(Ordering::Relaxed) {
        0 => None,
        caught if caught == number(SIGTERM) => Some(SIGTERM),
        _ => Some(SIGINT),
    }
}

fn number(signal: i32) -> usize {
    usize::try_from(signal).unwrap_or(usize::MAX)
}
