//! Why a text is no address of a page.

use std::fmt;

use url::ParseError;

use super::{LONGEST, redact_credentials};

/// Characters of the text a message shows.
const SHOWN: usize = 80;

/// What white space is shown as: the open box.
const SPACE: char = '\u{2423}';

/// A text that is no address of a page. Shown, it hides credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAddress {
    /// The start of the text, without credentials.
    written: String,
    kind: NotAnAddressKind,
}

/// What was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotAnAddressKind {
    /// It does not start with `http://` or `https://`.
    Scheme,
    /// It names no host.
    NoHost,
    /// Its host is none.
    Host,
    /// Its port is no number up to 65535.
    Port,
    /// White space or a control character stands in it.
    Spaces,
    /// It is longer than servers take.
    TooLong,
}

impl NotAnAddress {
    pub(super) fn new(written: &str, kind: NotAnAddressKind) -> Self {
        // As one word and with a scheme, so that credentials are known for what
        // they are even where one of the two is what was wrong.
        let scheme = if written.contains("://") {
            ""
        } else {
            "https://"
        };
        let visible = |c: char| {
            if c.is_whitespace() || c.is_control() {
                SPACE
            } else {
                c
            }
        };
        let text: String = scheme.chars().chain(written.chars().map(visible)).collect();
        let redacted = redact_credentials(&text);
        let redacted = redacted.strip_prefix(scheme).unwrap_or(&redacted);
        let mut shown: String = redacted.chars().take(SHOWN).collect();
        if shown.len() < redacted.len() {
            shown.push_str("...");
        }
        Self {
            written: shown,
            kind,
        }
    }

    /// What was wrong.
    pub const fn kind(&self) -> NotAnAddressKind {
        self.kind
    }
}

impl NotAnAddressKind {
    pub(super) const fn of(error: ParseError) -> Self {
        match error {
            ParseError::EmptyHost => Self::NoHost,
            ParseError::InvalidPort => Self::Port,
            ParseError::RelativeUrlWithoutBase => Self::Scheme,
            ParseError::Overflow => Self::TooLong,
            _ => Self::Host,
        }
    }
}

impl fmt::Display for NotAnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = &self.written;
        match self.kind {
            NotAnAddressKind::Scheme => write!(
                f,
                "`{written}` is no address of a page, expected `http://` or `https://` in front"
            ),
            NotAnAddressKind::NoHost => write!(f, "`{written}` names no host"),
            NotAnAddressKind::Host => write!(f, "`{written}` has a host that cannot be"),
            NotAnAddressKind::Port => write!(
                f,
                "`{written}` has a port that cannot be, expected a number up to 65535"
            ),
            NotAnAddressKind::Spaces => write!(
                f,
                "`{written}` has white space or control characters in it, expected `%20` and the like"
            ),
            NotAnAddressKind::TooLong => {
                write!(f, "`{written}` is longer than {LONGEST} bytes")
            }
        }
    }
}

impl std::error::Error for NotAnAddress {}
