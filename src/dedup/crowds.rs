//! Texts that meet in a band to pairs of them.

use super::candidates::Pair;
use super::meeting::Meeting;

/// Texts that agree in a band, of which all pairs are taken.
pub(super) const CROWD: usize = 64;

/// How many that come after it each member of a larger crowd is paired with.
pub(super) const NEIGHBOURS: usize = 8;

/// Meetings in order to pairs.
#[derive(Debug, Default)]
pub struct Crowds {
    place: u64,
    /// The texts of the crowd so far, or the last of them where it is large.
    texts: Vec<u32>,
    is_large: bool,
}

impl Crowds {
    /// Takes the next meeting; what has become known is appended to `pairs`.
    pub fn push(&mut self, meeting: Meeting, pairs: &mut Vec<Pair>) {
        if meeting.place() != self.place {
            self.finish(pairs);
            self.place = meeting.place();
        }
        if self.texts.len() == CROWD && !self.is_large {
            self.is_large = true;
            pair(&self.texts, NEIGHBOURS, pairs);
        }
        self.texts.push(meeting.text());
        if self.is_large {
            let before = self.texts.len().saturating_sub(NEIGHBOURS + 1);
            self.texts.drain(..before);
            if let Some((&last, before)) = self.texts.split_last() {
                pairs.extend(before.iter().map(|&text| (text.min(last), text.max(last))));
            }
        }
    }

    /// Ends the crowd.
    pub fn finish(&mut self, pairs: &mut Vec<Pair>) {
        if !self.is_large {
            pair(&self.texts, CROWD, pairs);
        }
        self.texts.clear();
        self.is_large = false;
    }
}

/// Pairs each text with so many that come after it.
pub(super) fn pair(texts: &[u32], reach: usize, pairs: &mut Vec<Pair>) {
    for (at, &left) in texts.iter().enumerate() {
        let after = texts.iter().skip(at + 1).take(reach);
        pairs.extend(after.map(|&right| (left.min(right), left.max(right))));
    }
}
