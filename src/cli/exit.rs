//! How a command can end.

use std::io;
use std::process::ExitCode;

use signal_hook::consts::SIGTERM;
use tamis::run::{ConfigError, RunError, RunErrorKind};

use super::signal;

/// What a command came to; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, nothing to report.
    Done = 0,
    /// Findings: something would be removed.
    Findings = 1,
    /// The command line, the configuration or an input cannot be used.
    Usage = 2,
    /// Done, but some records failed.
    Lost = 3,
    /// An output could not be written.
    Output = 4,
    /// Ended by an interrupt.
    Interrupted = 130,
    /// Ended by a request to terminate.
    Terminated = 143,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A command that could not start or go on.
#[derive(Debug)]
pub(crate) struct Failed {
    exit: Exit,
    message: String,
    hint: Option<String>,
}

impl Failed {
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// An output that could not be written; a closed pipe is none.
    pub(crate) fn output(place: &str, error: io::Error) -> Self {
        RunError::output(place, error).into()
    }

    /// The same with its place in front.
    pub(crate) fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// Says what went wrong on standard error.
    pub(crate) fn tell(self) -> Exit {
        if self.exit != Exit::Done {
            eprintln!("error: {}", self.message);
            if let Some(hint) = self.hint {
                eprintln!("hint: {hint}");
            }
        }
        self.exit
    }
}

impl From<tamis::index::IndexError> for Failed {
    fn from(error: tamis::index::IndexError) -> Self {
        RunError::from(error).into()
    }
}

impl From<RunError> for Failed {
    fn from(error: RunError) -> Self {
        let source = std::error::Error::source(&error);
        let closed = source
            .and_then(|source| source.downcast_ref::<io::Error>())
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        let exit = match error.kind() {
            RunErrorKind::Output if closed => Exit::Done,
            RunErrorKind::Output => Exit::Output,
            RunErrorKind::Cancelled if signal::caught() == Some(SIGTERM) => Exit::Terminated,
            RunErrorKind::Cancelled => Exit::Interrupted,
            _ => Exit::Usage,
        };
        let message =
            source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
        Self {
            exit,
            message,
            hint: error.hint().map(Into::into),
        }
    }
}

impl From<ConfigError> for Failed {
    fn from(error: ConfigError) -> Self {
        Self {
            exit: Exit::Usage,
            message: error.to_string(),
            hint: error.hint().map(Into::into),
        }
    }
}

/// Tells of a command line that cannot be used, or prints what was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // Printing can only fail where nobody reads.
    error.print().unwrap_or_default();
    if error.use_stderr() {
        Exit::Usage.into()
    } else {
        Exit::Done.into()
    }
}
