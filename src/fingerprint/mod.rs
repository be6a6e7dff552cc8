//! Text to [`Fingerprint`].
//!
//! ```text
//! text --normal--> normal form --exact----> SHA-256
//!                              \-shingles-> sorted hashes of words in pairs
//! ```
//!
//! A signature is not among it: which shingles are worth comparing is known
//! only once the whole corpus has been seen, so the sketches of [`table`] are
//! taken after that, by `dedup`.

mod ascii;
pub(crate) mod characters;
pub mod exact;
pub mod minhash;
pub mod normal;
pub mod shingles;
pub mod table;
mod word_hash;
mod words;

use self::shingles::Shingler;
use crate::model::{Fingerprint, Scheme};

/// Takes the fingerprint of a text.
///
/// ```
/// # use tamis::{fingerprint::fingerprint, model::Scheme};
/// let plain = fingerprint("\"Not one,\" said the fox - and it ran off to the hills.", Scheme::DEFAULT);
/// let typeset = fingerprint("“Not one,” said the Fox — and it ran\noff to the hills.\n", Scheme::DEFAULT);
/// assert_eq!(plain, typeset);
/// ```
pub fn fingerprint(text: &str, scheme: Scheme) -> Fingerprint {
    Fingerprinter::new(scheme).fingerprint(text)
}

/// Takes fingerprints of many texts, reusing its buffers between them.
#[derive(Debug)]
pub struct Fingerprinter {
    scheme: Scheme,
    normal: String,
    shingler: Shingler,
}

impl Fingerprinter {
    /// A fingerprinter of one scheme. Each thread wants its own.
    pub fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            normal: String::new(),
            shingler: Shingler::default(),
        }
    }

    /// Takes the fingerprint of a text.
    pub fn fingerprint(&mut self, text: &str) -> Fingerprint {
        normal::normalise_into(text, &mut self.normal);
        let (shingles, words) = self.shingler.cut(&self.normal, self.scheme);
        let slight = shingles.len() < Fingerprint::SLIGHT;
        Fingerprint {
            scheme: self.scheme,
            exact: exact::digest(if slight { text } else { &self.normal }),
            length: u32::try_from(words).unwrap_or(u32::MAX),
            shingles: shingles.into(),
            level: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> String {
        fingerprint(text, Scheme::DEFAULT).exact.to_string()
    }

    #[test]
    fn substance_is_compared_in_normal_form() {
        let text = "The river rose by two metres overnight and the bridge was closed.";
        assert_eq!(exact(text), exact(&text.to_uppercase()));
        assert_eq!(
            exact(text),
            exact::digest(&normal::normalise(text)).to_string()
        );
    }

    #[test]
    fn the_empty_and_nearly_so_are_compared_as_they_are() {
        let texts = [
            "",
            " ",
            "\n",
            "\u{200b}",
            "404 Not Found",
            "404 not found",
            "ha ha",
            "ha  ha",
            "ha ha ha",
        ];
        for left in texts {
            assert!(fingerprint(left, Scheme::DEFAULT).is_slight());
            for right in texts {
                assert_eq!(
                    exact(left) == exact(right),
                    left == right,
                    "{left:?} {right:?}"
                );
            }
        }
    }

    #[test]
    fn buffers_do_not_leak_into_the_next() {
        let mut fingerprinter = Fingerprinter::new(Scheme::DEFAULT);
        for text in [
            "one two three four five six seven eight nine ten",
            "",
            "eleven twelve",
            "東京都庁前で",
        ] {
            assert_eq!(
                fingerprinter.fingerprint(text),
                fingerprint(text, Scheme::DEFAULT)
            );
        }
    }
}
