//! What a part of a feed is, as its format has it.

/// An element that a format knows, in the elements it may stand in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Names of the elements it may stand in; none where any will do, and the
    /// empty name for the root.
    pub(crate) parents: &'static [&'static str],
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    /// Whether it may stand there once only.
    pub(crate) once: bool,
    /// Whether it must stand there.
    pub(crate) required: bool,
    pub(crate) attributes: &'static [Attribute],
}

/// An attribute that a format knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) required: bool,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// However; or it holds elements.
    Any,
    /// Markup.
    Html,
    /// Plain text.
    Text,
    /// Plain text that says something.
    Name,
    /// Text or markup, as its `type` says.
    Wording,
    /// An address that is whole.
    Address,
    /// An address, whole or relative.
    Reference,
    /// What something is known by, for ever.
    Identifier,
    /// A mail address, and perhaps a name.
    Mail,
    /// `Wed, 02 Oct 2002 15:00:00 +0200`
    MailDate,
    /// `2002-10-02T15:00:00+02:00`
    Timestamp,
    /// A timestamp, or the first parts of one.
    PartialDate,
    /// A language tag.
    Language,
    /// A media type.
    MediaType,
    /// A whole number in a range.
    Number { least: u64, most: u64 },
}

impl Part {
    pub(super) const fn new(
        parents: &'static [&'static str],
        name: &'static str,
        value: Value,
    ) -> Self {
        Self {
            parents,
            name,
            value,
            once: false,
            required: false,
            attributes: &[],
        }
    }

    pub(super) const fn once(self) -> Self {
        Self { once: true, ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) const fn with(self, attributes: &'static [Attribute]) -> Self {
        Self { attributes, ..self }
    }

    /// Whether it may stand in an element of this name.
    pub(crate) fn may_stand_in(&self, parent: &str) -> bool {
        self.parents.is_empty()
            || self
                .parents
                .iter()
                .any(|name| name.eq_ignore_ascii_case(parent))
    }
}

/// An attribute that must be there.
pub(super) const fn needed(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        value,
        required: true,
    }
}

/// An attribute that may be there.
pub(super) const fn allowed(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        value,
        required: false,
    }
}

/// A whole number from `least` on.
pub(super) const fn from(least: u64) -> Value {
    Value::Number {
        least,
        most: u64::MAX,
    }
}
