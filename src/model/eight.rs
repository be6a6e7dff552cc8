//! Bytes of a text, eight at a time: what is asked of every byte of every line
//! is asked of a number.
//!
//! What is told of each byte is told by its highest bit.

/// The highest bit of each byte.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;
/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The eight bytes from a place on, NUL behind the end.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last(rest),
    }
}

/// Fewer than eight: from the start and up to the end, which meet or overlap.
#[inline]
fn last(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let (Some(start), Some(end)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [start, end] = [start, end].map(|four| u64::from(u32::from_le_bytes(*four)));
        return start | (end << (8 * (length - 4)));
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

/// Which of them are ASCII letters or digits.
#[inline]
pub(crate) const fn alphanumeric(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let letter = between(low | each(b' '), b'a', b'z');
    (letter | between(low, b'0', b'9')) & !eight & HIGH
}

/// Which of them are ASCII capital letters.
#[inline]
pub(crate) const fn capital(eight: u64) -> u64 {
    between(eight & !HIGH, b'A', b'Z') & !eight & HIGH
}

/// Which of them are ASCII characters before `@`.
#[inline]
pub(crate) const fn below_letters(eight: u64) -> u64 {
    !(eight | (eight << 1)) & HIGH
}

/// Which of them are ASCII digits.
#[inline]
pub(crate) const fn digit(eight: u64) -> u64 {
    between(eight & !HIGH, b'0', b'9') & !eight & HIGH
}

/// Which of them are ASCII white space, the vertical tab aside.
#[inline]
pub(crate) const fn space(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let control = between(low, b'\t', b'\r') & !is(low, b'\x0b');
    (is(low, b' ') | control) & !eight & HIGH
}

/// Which of them are spaces or ASCII characters before it.
#[inline]
pub(crate) const fn blank(eight: u64) -> u64 {
    !(((eight & !HIGH) + each(0x7f - b' ')) | eight) & HIGH
}

/// Which of them are ASCII characters before the space.
#[inline]
pub(crate) const fn control(eight: u64) -> u64 {
    !(((eight & !HIGH) + each(0x80 - b' ')) | eight) & HIGH
}

/// Which of them begin a character of three bytes or four.
#[inline]
pub(crate) const fn long(eight: u64) -> u64 {
    eight & (eight << 1) & (eight << 2) & HIGH
}

/// Which of them are this byte.
#[inline]
pub(crate) const fn equal(eight: u64, byte: u8) -> u64 {
    let differs = eight ^ each(byte);
    !(((differs & !HIGH) + !HIGH) | differs) & HIGH
}

/// The byte, eight times.
pub(crate) const fn each(byte: u8) -> u64 {
    ONES * byte as u64
}

/// Which of them have the seven low bits of this byte; other bits are left open.
const fn is(low: u64, byte: u8) -> u64 {
    !((low ^ each(byte)) + !HIGH)
}

/// Which seven low bits lie between these; other bits are left open.
const fn between(low: u64, first: u8, last: u8) -> u64 {
    (low + each(0x80 - first)) & !(low + each(0x7f - last))
}

/// How many of the first bytes are not told of.
#[inline]
pub(crate) const fn until(told: u64) -> usize {
    (told.trailing_zeros() / 8) as usize
}

/// What is told of the bytes in as many bits, the first byte's the lowest.
#[inline]
pub(crate) const fn gather(told: u64) -> u64 {
    // Moves the highest bit of each byte to the highest byte, none onto another.
    told.wrapping_mul(0x0002_0408_1020_4081) >> 56
}

/// The first bytes alone, up to seven.
#[inline]
pub(crate) const fn first(eight: u64, bytes: usize) -> u64 {
    eight & !(u64::MAX << (8 * bytes))
}

/// Adds up the bytes, of which the sum is below 256.
#[inline]
pub(crate) const fn sum(eight: u64) -> usize {
    (eight.wrapping_mul(ONES) >> 56) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_for_itself() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                for other in [b'x', b' ', 0, 0xff, b'/'] {
                    let mut bytes = [other; 8];
                    bytes[place] = byte;
                    let eight = eight(&bytes, 0);
                    let told = |all: u64| (all >> (8 * place)) & 0xff == 0x80;
                    let space = byte.is_ascii_whitespace();
                    assert_eq!(told(super::space(eight)), space, "{byte}");
                    assert_eq!(told(alphanumeric(eight)), byte.is_ascii_alphanumeric());
                    assert_eq!(told(digit(eight)), byte.is_ascii_digit());
                    assert_eq!(told(capital(eight)), byte.is_ascii_uppercase());
                    assert_eq!(told(below_letters(eight)), byte < b'@');
                    assert_eq!(told(long(eight)), byte >= 0xe0);
                    assert_eq!(told(blank(eight)), byte <= b' ');
                    assert_eq!(told(control(eight)), byte < b' ');
                    assert_eq!(told(equal(eight, 0xc2)), byte == 0xc2);
                }
            }
        }
        for (place, length) in [(0, 8), (1, 7), (4, 4), (5, 3), (7, 1), (8, 0)] {
            let mut expected = [0; 8];
            expected[..length].copy_from_slice(&b"abcdefgh"[place..]);
            assert_eq!(eight(b"abcdefgh", place), u64::from_le_bytes(expected));
        }
        assert_eq!(eight(b"abc", 1), u64::from(b'b') | (u64::from(b'c') << 8));
        assert_eq!(until(alphanumeric(eight(b"  - a", 0))), 4);
        assert_eq!(gather(alphanumeric(eight(b"a -bc", 0))), 0b11001);
        assert_eq!(gather(HIGH), 0xff);
    }
}
