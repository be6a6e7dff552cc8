//! Numbers and strings to bytes, and back as far as the bytes make sense.

/// Appends a number in as few bytes as hold it, seven bits each.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 128")]
    out.push(number as u8);
}

/// Appends bytes and how many they are.
pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Bytes that are taken from the front.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taker<'b>(pub(super) &'b [u8]);

impl<'b> Taker<'b> {
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.try_into().ok()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    /// What [`put_number`] wrote.
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        // Most take a byte or two.
        let (number, rest) = match *self.0 {
            [low, ref rest @ ..] if low < 0x80 => (u64::from(low), rest),
            [low, high, ref rest @ ..] if high < 0x80 => {
                (u64::from(low & 0x7f) | u64::from(high) << 7, rest)
            }
            _ => return self.long_number(),
        };
        self.0 = rest;
        Some(number)
    }

    fn long_number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that has to fit into something smaller.
    #[inline]
    pub(super) fn small<N: TryFrom<u64>>(&mut self) -> Option<N> {
        self.number()?.try_into().ok()
    }

    /// What [`put_bytes`] wrote, as text.
    pub(super) fn text(&mut self) -> Option<&'b str> {
        let count = self.small()?;
        std::str::from_utf8(self.bytes(count)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        let mut out = Vec::new();
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        for number in numbers {
            put_number(&mut out, number);
        }
        put_bytes(&mut out, "Fähre".as_bytes());
        let mut taker = Taker(&out);
        for number in numbers {
            assert_eq!(taker.number(), Some(number));
        }
        assert_eq!(taker.text(), Some("Fähre"));
        assert_eq!(taker.number(), None);
        assert_eq!(Taker(&[0x80; 20]).number(), None);
        assert_eq!(Taker(&[9, b'a']).text(), None);
    }
}
