//! ASCII to its normal form, 32 bytes at a time.

use super::characters::ASCII;

/// Takes the ASCII at the start of `text`; gives back what follows.
pub(super) fn ascii<'t>(text: &'t str, normal: &mut Vec<u8>) -> &'t str {
    let mut rest = text.as_bytes();
    loop {
        let lean = lean(rest, normal);
        rest = rest.get(lean..).unwrap_or_default();
        if lean == CHUNK {
            continue;
        }
        // What stands here goes, or is a backtick.
        while let Some((&first, after)) = rest.split_first()
            && let Some(&folded) = ASCII.get(usize::from(first))
        {
            let last = normal.last().copied().unwrap_or(b' ');
            if folded != 0 && !is_again(folded, last) {
                if first != b'`' {
                    break;
                }
                normal.push(folded);
            }
            rest = after;
        }
        if rest.first().is_none_or(|byte| !byte.is_ascii()) {
            return text.get(text.len() - rest.len()..).unwrap_or_default();
        }
    }
}

/// Bytes looked at together, which a machine does about as fast as one.
pub(super) const CHUNK: usize = 32;

/// Adds as much of the next [`CHUNK`] bytes as is ASCII and stays, at most as a
/// space or in lower case; gives back how much it was.
fn lean(text: &[u8], normal: &mut Vec<u8>) -> usize {
    let (chunk, next) = chunks(text);
    let last = normal.last().copied().unwrap_or(b' ');
    if chunk
        .first()
        .is_some_and(|&first| is_again(spaced(first), last))
    {
        return 0;
    }
    let (mut lower, mut ends) = ([0; CHUNK], [0; CHUNK]);
    let slots = lower.iter_mut().zip(&mut ends);
    for ((lower, end), (&byte, &next)) in slots.zip(chunk.iter().zip(&next)) {
        let (byte, next) = (spaced(byte), spaced(next));
        *lower = byte.to_ascii_lowercase();
        *end = (u8::from(is_odd(byte)) * ODD) | (u8::from(is_again(next, byte)) * BEFORE);
    }
    // All are put, of which those that are not lean go again.
    normal.extend_from_slice(&lower);
    let mut lean = 0;
    for eight in ends.as_chunks::<8>().0 {
        let eight = u64::from_le_bytes(*eight);
        if eight != 0 {
            let at = eight.trailing_zeros() / 8;
            let is_before = (eight >> (8 * at)) & u64::from(BEFORE) != 0;
            lean += at as usize + usize::from(is_before);
            normal.truncate(normal.len() - (CHUNK - lean));
            return lean;
        }
        lean += eight.to_le_bytes().len();
    }
    lean
}

/// Of a byte with which the lean ones end, that it is none, and that it is the last.
const ODD: u8 = 1;
const BEFORE: u8 = 2;

/// The next bytes of a text, and those one further on; behind its end stands what
/// is not ASCII.
#[inline]
fn chunks(text: &[u8]) -> ([u8; CHUNK], [u8; CHUNK]) {
    let after = text.get(1..).and_then(<[u8]>::first_chunk);
    if let Some((chunk, next)) = text.first_chunk().zip(after) {
        return (*chunk, *next);
    }
    let mut bytes = [u8::MAX; CHUNK + 1];
    for (slot, &byte) in bytes.iter_mut().zip(text) {
        *slot = byte;
    }
    let part = |part: Option<&[u8; CHUNK]>| part.copied().unwrap_or([u8::MAX; CHUNK]);
    (part(bytes.first_chunk()), part(bytes.last_chunk()))
}

/// White space as a space.
#[inline]
const fn spaced(byte: u8) -> u8 {
    if byte.wrapping_sub(b'\t') < 5 {
        b' '
    } else {
        byte
    }
}

/// Whether a byte, white space being a space, does not stay, or not as it is.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a choice, many are told at once"
)]
#[inline]
const fn is_odd(byte: u8) -> bool {
    (byte < b' ') | (byte == b'`') | (byte >= 0x7f)
}

/// Whether a byte is one too many after another.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a choice, many are told at once"
)]
#[inline]
pub(super) const fn is_again(byte: u8, last: u8) -> bool {
    (byte == last) & ((byte == b' ') | (byte == b'-'))
}
