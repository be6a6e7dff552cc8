//! What a corpus taught about the pages in it.

/// Lines that recur on the pages of a host, and titles of documents, as hashes.
///
/// A line is known by its host and its letters: "Conclusion" heads a section
/// on many hosts, and says nothing by being seen on all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// Keys of lines seen on two pages of a host or more, with how many; sorted.
    lines: Vec<(u64, u32)>,
    /// Keys of titles, sorted.
    titles: Vec<u64>,
}

/// What one document teaches: each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Its lines, and its host.
    pub lines: Vec<u64>,
    /// Its title, on its host and anywhere.
    pub titles: Vec<u64>,
}

impl Knowledge {
    /// Knowledge of these lines, each with the number of its pages, and these
    /// titles, in any order. A line of one page only is forgotten.
    pub fn new(lines: impl IntoIterator<Item = (u64, u32)>, mut titles: Vec<u64>) -> Self {
        let mut lines: Vec<_> = lines.into_iter().filter(|(_, pages)| *pages > 1).collect();
        lines.sort_unstable();
        titles.sort_unstable();
        titles.dedup();
        Self { lines, titles }
    }

    /// On how many pages of its host a line stands; 1 where that is not known.
    pub fn pages(&self, line: u64) -> u32 {
        self.lines
            .binary_search_by_key(&line, |(key, _)| *key)
            .ok()
            .and_then(|at| self.lines.get(at))
            .map_or(1, |(_, pages)| *pages)
    }

    /// Whether a document is called so.
    pub fn is_title(&self, title: u64) -> bool {
        self.titles.binary_search(&title).is_ok()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.titles.is_empty()
    }

    /// The lines known, with their pages, by key.
    pub fn lines(&self) -> &[(u64, u32)] {
        &self.lines
    }

    /// The titles known, by key.
    pub fn titles(&self) -> &[u64] {
        &self.titles
    }
}
