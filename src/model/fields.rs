//! The fields of a record, kept as they were written.

/// JSON members in their order, values as raw JSON text.
///
/// Members tamis does not know go through a run untouched: same order, same
/// spelling of every number and string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, Box<str>)>);

impl Fields {
    /// Fields from names and raw JSON values, in order.
    pub fn new(members: Vec<(String, Box<str>)>) -> Self {
        Self(members)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and raw JSON values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), &**value))
    }

    /// The raw JSON value of the last member called `name`, as JSON readers take it.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|(member, _)| member == name)
            .map(|(_, value)| &**value)
    }
}

/// Which fields of a record hold what tamis needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// The text already extracted.
    pub text: String,
    /// The page's markup; read where there is no text.
    pub html: String,
    /// The record's identifier.
    pub id: String,
    /// The address it was fetched from; the first that is there counts.
    pub source: Vec<String>,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            text: "text".into(),
            html: "html".into(),
            id: "id".into(),
            source: vec!["url".into(), "source".into()],
        }
    }
}
