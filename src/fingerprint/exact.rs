//! Text to the digest that copies have in common.

use sha2::{Digest as _, Sha256};

use crate::model::Digest;

/// Takes the SHA-256 of a text's bytes.
///
/// ```
/// # use tamis::fingerprint::exact::digest;
/// assert!(digest("abc").to_string().starts_with("ba7816bf8f01cfea"));
/// ```
pub fn digest(text: &str) -> Digest {
    Digest(Sha256::digest(text).into())
}
