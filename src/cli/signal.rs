//! Signals that end a run cleanly.

use std::sync::atomic::{AtomicBool, Ordering};

static CAUGHT: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt ends the run after the current batch, with nothing
/// half-written; a second one ends the program at once.
#[expect(clippy::exit, reason = "the user insists")]
pub(crate) fn listen() {
    // A program that cannot listen is ended by the system instead.
    ctrlc::set_handler(|| {
        if CAUGHT.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .unwrap_or_default();
}

/// Whether a signal came.
pub(crate) fn caught() -> Option<()> {
    CAUGHT.load(Ordering::Relaxed).then_some(())
}
