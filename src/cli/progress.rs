//! What a run shows while it runs.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tamis::model::Counts;
use tamis::report::summary;
use tamis::run::{Event, Observer};

use super::exit::Exit;

/// How many notices are shown before they are only counted.
const SHOWN: u64 = 20;

/// Progress on a terminal, lost records and notices anywhere, on standard error.
pub(crate) struct Progress {
    bar: ProgressBar,
    began: Instant,
    quiet: bool,
    /// Whether lost records are told by somebody else.
    silent: bool,
    notices: AtomicU64,
    /// What was said once on what to do.
    hints: Mutex<BTreeSet<String>>,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        // Draws on a terminal only.
        let bar = if quiet {
            ProgressBar::hidden()
        } else {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5))
        };
        bar.set_style(
            ProgressStyle::with_template("{pos} records {msg} {per_sec} {elapsed}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        Self {
            bar,
            began: Instant::now(),
            quiet,
            silent: false,
            notices: AtomicU64::new(0),
            hints: Mutex::default(),
        }
    }

    /// A progress that leaves it to a report to tell of lost records and oddities.
    pub(crate) fn silent(quiet: bool) -> Self {
        Self {
            silent: true,
            ..Self::new(quiet)
        }
    }

    /// Ends the progress and prints the summary of what was counted.
    pub(crate) fn close(&self, counts: &Counts) -> Exit {
        self.end(|elapsed| summary(counts, elapsed));
        if counts.failed > 0 {
            Exit::Lost
        } else {
            Exit::Done
        }
    }

    /// Takes the progress off the terminal.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Ends the progress and prints a summary.
    pub(crate) fn end(&self, summary: impl FnOnce(Duration) -> String) {
        self.clear();
        let notices = self.notices.load(Ordering::Relaxed);
        if !self.quiet {
            if notices > SHOWN {
                eprintln!("notice: {} more notices", notices - SHOWN);
            }
            eprint!("{}", summary(self.began.elapsed()));
        }
    }

    /// Says something that is no failure.
    #[cfg(feature = "fetch")]
    pub(crate) fn remark(&self, notice: &str) {
        if !self.quiet {
            self.say(&format!("notice: {notice}"));
        }
    }

    /// Whether a hint was not said before: one of a thousand lines is enough.
    fn is_new(&self, hint: &str) -> bool {
        let hints = self.hints.lock();
        hints.is_ok_and(|mut hints| hints.insert(hint.to_owned()))
    }

    fn say(&self, line: &str) {
        self.bar
            .suspend(|| eprintln!("{}", tamis::report::visible(line)));
    }
}

impl Observer for Progress {
    fn on(&self, event: &Event<'_>) {
        match event {
            Event::Record { .. } => self.bar.inc(1),
            Event::Fetched { known, done } => {
                self.bar
                    .set_message(format!("({done} of {known} addresses)"));
            }
            Event::Comparing => self.bar.set_message("read, comparing"),
            Event::Failed(_) | Event::Notice { .. } if self.silent => {}
            Event::Failed(failure) => {
                self.say(&format!("failed: {failure}"));
                if let Some(hint) = failure.hint.as_ref().filter(|hint| self.is_new(hint)) {
                    self.say(&format!("hint: {hint}"));
                }
            }
            Event::Notice { id, notice }
                if self.notices.fetch_add(1, Ordering::Relaxed) < SHOWN && !self.quiet =>
            {
                self.say(&format!("notice: {id}: {notice}"));
            }
            _ => {}
        }
    }

    fn cancelled(&self) -> bool {
        super::signal::caught().is_some()
    }
}
