//! Tables of what characters are, by blocks of 256, each made when the first
//! character of it is met: texts are written in few alphabets.

use std::sync::OnceLock;

/// Characters before this one have places in a table: alphabets, kana and
/// signs.
const END: usize = 0x3100;
const BLOCK: usize = 256;

/// What each character of the alphabets is.
pub(crate) struct Alphabets<T> {
    blocks: [OnceLock<Box<[T]>>; END / BLOCK],
    what: fn(char) -> T,
}

impl<T: Copy> Alphabets<T> {
    /// Of what a function says of characters.
    pub(crate) const fn new(what: fn(char) -> T) -> Self {
        Self {
            blocks: [const { OnceLock::new() }; END / BLOCK],
            what,
        }
    }

    /// What the function says; none of characters beyond the alphabets.
    #[inline]
    pub(crate) fn get(&self, found: char) -> Option<T> {
        let number = found as usize;
        let block = self.blocks.get(number / BLOCK)?;
        let block = block.get_or_init(|| self.block(number / BLOCK));
        block.get(number % BLOCK).copied()
    }

    #[cold]
    fn block(&self, number: usize) -> Box<[T]> {
        // No number among those of the alphabets is a surrogate's.
        let all = (number * BLOCK..).map_while(|at| char::from_u32(u32::try_from(at).ok()?));
        all.take(BLOCK).map(self.what).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_all_blocks_are_found() {
        static UPPER: Alphabets<bool> = Alphabets::new(char::is_uppercase);
        for found in '\0'..'\u{3200}' {
            let known = (found < '\u{3100}').then(|| found.is_uppercase());
            assert_eq!(UPPER.get(found), known, "{found:?}");
        }
    }
}
