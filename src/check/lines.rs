//! Bytes of a text to lines and columns, and to the lines themselves.

use crate::model::{Excerpt, Place, Region, Span};

/// Bytes between places that are counted beforehand: a feed may be one line.
const STRIDE: usize = 4096;
/// Bytes of a line shown before what is meant, and of what is meant.
const BEFORE: usize = 60;
const SHOWN: usize = 120;

/// A text whose lines are counted.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Places [`STRIDE`] bytes apart, or a few more.
    counted: Vec<Place>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut place = Place {
            offset: 0,
            line: 1,
            column: 1,
        };
        let mut counted = vec![place];
        let mut next = STRIDE;
        for (offset, character) in text.char_indices() {
            if offset >= next {
                counted.push(Place { offset, ..place });
                next = offset + STRIDE;
            }
            step(&mut place, character);
        }
        Self { text, counted }
    }

    /// The place of a byte.
    fn place(&self, offset: usize) -> Place {
        let after = self.counted.partition_point(|place| place.offset <= offset);
        let near = after.checked_sub(1).and_then(|at| self.counted.get(at));
        let mut place = near.copied().unwrap_or_default();
        for character in Span::new(place.offset, offset).of(self.text).chars() {
            step(&mut place, character);
        }
        Place { offset, ..place }
    }

    /// A part of the text as findings show it. A part over several lines is
    /// shown up to the end of its first.
    pub(super) fn region(&self, span: Span) -> Region {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end.max(start));
        let line = self.line(start);
        let from = self.boundary(start.saturating_sub(BEFORE).max(line.start));
        let to = self.boundary((start + SHOWN).min(line.end).max(start));
        Region {
            start: self.place(start),
            end: self.place(end),
            excerpt: Excerpt {
                text: Span::new(from, to).of(self.text).into(),
                span: Span::new(start - from, end.min(to) - from),
            },
        }
    }

    /// The line around a byte as far as it is shown, without its line break.
    fn line(&self, offset: usize) -> Span {
        let first = self.boundary(offset.saturating_sub(BEFORE));
        let last = self.boundary(offset + SHOWN);
        let before = Span::new(first, offset).of(self.text);
        let after = Span::new(offset, last).of(self.text);
        let start = before
            .rfind(['\n', '\r'])
            .map_or(first, |at| first + at + 1);
        let end = after.find(['\n', '\r']).map_or(last, |at| offset + at);
        Span::new(start, end)
    }

    /// The first byte of a character at or before a byte.
    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (offset.saturating_sub(3)..=offset)
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }
}

const fn step(place: &mut Place, character: char) {
    if character == '\n' {
        place.line += 1;
        place.column = 1;
    } else {
        place.column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = format!("é<\n{}\nlast", "ü".repeat(5000));
        let lines = Lines::new(&text);
        let place = |offset| {
            let place = lines.place(offset);
            (place.line, place.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(2), (1, 2));
        assert_eq!(place(4 + 2 * 4999), (2, 5000));
        assert_eq!(place(text.len()), (3, 5));
    }

    #[test]
    fn excerpts_are_parts_of_one_line() {
        let lines = Lines::new("before\nab<c>\r\nafter");
        let region = lines.region(Span::new(9, 18));
        assert_eq!(&*region.excerpt.text, "ab<c>");
        assert_eq!(region.excerpt.span.of(&region.excerpt.text), "<c>");
        let nothing = lines.region(Span::new(500, 600));
        assert_eq!((nothing.start.line, nothing.start.column), (3, 6));
    }
}
