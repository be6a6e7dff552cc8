//! The fields of a record, kept as they were written.

use std::ops::Range;

/// JSON members in their order, values as raw JSON text.
///
/// Members tamis does not know go through a run untouched: same order, same
/// spelling of every number and string.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// The record as it was written, and names that it spells with escapes.
    record: String,
    /// Where names and values stand in it.
    members: Vec<[Range<usize>; 2]>,
}

/// Where the name and the value of a member stand in a record; the name itself
/// where it is spelled with escapes.
pub(crate) type MemberPlace = (Result<Range<usize>, String>, Range<usize>);

impl Fields {
    /// Fields from names and raw JSON values, in order.
    pub fn new(members: Vec<(String, Box<str>)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in members {
            let start = fields.record.len();
            fields.record.push_str(&value);
            let value = start..fields.record.len();
            fields.push(Err(name), value);
        }
        fields
    }

    /// The fields of a record, of which it is known where they stand.
    pub(crate) fn within(record: String, members: Vec<MemberPlace>) -> Self {
        let mut fields = Self {
            record,
            members: Vec::with_capacity(members.len()),
        };
        for (name, value) in members {
            fields.push(name, value);
        }
        fields
    }

    fn push(&mut self, name: Result<Range<usize>, String>, value: Range<usize>) {
        let name = name.unwrap_or_else(|name| {
            let start = self.record.len();
            self.record.push_str(&name);
            start..self.record.len()
        });
        self.members.push([name, value]);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Names and raw JSON values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        let part = |place: &Range<usize>| self.record.get(place.clone()).unwrap_or_default();
        let members = self.members.iter();
        members.map(move |[name, value]| (part(name), part(value)))
    }

    /// The raw JSON value of the last member called `name`, as JSON readers take it.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut members = self.iter().rev();
        members
            .find(|(member, _)| *member == name)
            .map(|(_, value)| value)
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Fields {}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_what_they_were_wherever_they_stand() {
        let record = r#"{"a":1,"\u0062":"x","a":null}"#;
        let places = [
            (Ok(2..3), 5..6),
            (Err("b".into()), 16..19),
            (Ok(21..22), 24..28),
        ];
        let fields = Fields::within(record.into(), places.into());
        let members = [("a", "1"), ("b", r#""x""#), ("a", "null")];
        assert!(fields.iter().eq(members));
        assert_eq!(fields.get("a"), Some("null"));
        let owned = members.map(|(name, value)| (name.into(), value.into()));
        assert_eq!(fields, Fields::new(owned.into()));
    }
}
