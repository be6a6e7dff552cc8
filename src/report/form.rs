//! The forms in which a cleaned document can be written.

use super::{document_row, markdown};
use crate::model::{CleanedDocument, FieldNames};

/// A form of output.
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// Ending of its files' names.
    pub ending: &'static str,
    /// Whether documents follow each other as rows of one file.
    pub rows: bool,
    /// Writes a document, its line break at the end included.
    pub write: fn(&CleanedDocument, &FieldNames) -> String,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every form.
pub static FORMS: [Form; 3] = [
    Form {
        name: "text",
        ending: "txt",
        rows: false,
        write: |cleaned, _| text(cleaned),
    },
    Form {
        name: "markdown",
        ending: "md",
        rows: false,
        write: |cleaned, _| markdown(cleaned),
    },
    Form {
        name: "jsonl",
        ending: "jsonl",
        rows: true,
        write: |cleaned, names| document_row(cleaned, None, names),
    },
];

impl Form {
    /// The form of this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.name == name)
    }
}

/// The text that stays, ended by a line break.
fn text(cleaned: &CleanedDocument) -> String {
    let mut text = cleaned.text();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
