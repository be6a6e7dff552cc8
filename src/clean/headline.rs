//! Which line of a plain text is its headline.

use super::claims::Claims;
use super::page::{Line, Page};
use crate::model::Span;

/// The longest headline, in characters and in words.
const LONGEST: (usize, usize) = (200, 30);

/// The first line that stays, where it stands alone before more text and is no
/// sentence. What a phrase rule knows, such as a share bar or a byline, is
/// nobody's headline.
pub(super) fn find(page: &Page<'_>, claims: &Claims<'_>) -> Option<String> {
    let gone = claims.spans();
    let mut staying = page.lines.iter().filter(|line| !gone.contains(line.span));
    let (first, second) = (staying.next()?, staying.next()?);
    is_headline(page, first, second).then(|| page.text(first).to_owned())
}

fn is_headline(page: &Page<'_>, first: &Line, second: &Line) -> bool {
    let line = page.text(first);
    let gap = Span::new(first.span.end, second.span.start).of(&page.document.text);
    let apart = gap.bytes().filter(|byte| *byte == b'\n').count() >= 2;
    let (characters, words) = LONGEST;
    let short = line.chars().count() <= characters && first.words <= words;
    let sentence = line.ends_with(['.', ',', ';', ':', '。']);
    short && !sentence && (apart || line.len() < second.span.len())
}
