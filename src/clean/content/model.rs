//! What the judge of blocks has learned, as it is shipped.
//!
//! `model.bin` is written by the example `train_judge` from pages whose main
//! content people marked; its head says which. Same pages, same bytes.

use std::sync::LazyLock;

use super::confidence::Confidence;
use super::features::{self, KINDS, PAGE_WIDTH, WIDTH, Weights};
use super::score::sigmoid;
use super::trees::Trees;

/// The first line of a model.
const FORMAT: &str = "tamis judge 3";

/// The model that ships.
static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("model.bin")).unwrap_or_default());

/// Weights of names and trees over features.
///
/// One that has learned nothing finds everything as likely as not, and the
/// whole page stays.
#[derive(Debug, Default)]
pub(crate) struct Model {
    lexicon: Lexicon,
    /// Which pages are of each kind.
    kinds: Vec<Trees>,
    /// For pages of all kinds.
    pub(super) general: Trees,
    /// For articles.
    pub(super) article: Trees,
    pub(super) confidence: Confidence,
}

impl Model {
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a model; none where it is of another format, for other features,
    /// or damaged.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let (format, features) = (reader.line()?, reader.line()?);
        if format != FORMAT || features != self::features() {
            return None;
        }
        while !reader.line()?.is_empty() {}
        let model = Self {
            lexicon: Lexicon::read(&mut reader)?,
            kinds: KINDS
                .iter()
                .map(|_| Trees::read(&mut reader, PAGE_WIDTH))
                .collect::<Option<_>>()?,
            general: Trees::read(&mut reader, WIDTH)?,
            article: Trees::read(&mut reader, WIDTH)?,
            confidence: Confidence::read(&mut reader)?,
        };
        reader.0.is_empty().then_some(model)
    }

    /// How likely a page with this row is of each kind.
    pub(super) fn kinds(&self, page: &[f32]) -> [f32; KINDS.len()] {
        std::array::from_fn(|at| {
            let trees = self.kinds.get(at);
            trees.map_or(0.0, |trees| sigmoid(trees.logit(page)))
        })
    }

    pub(super) fn lexicon(&self) -> &impl Weights {
        &self.lexicon
    }
}

/// The second line of a model: what features it is for.
pub(crate) fn features() -> String {
    format!("features {WIDTH} {PAGE_WIDTH} {:08x}", features::digest())
}

/// The head of a model that was trained on these data.
pub(crate) fn head(data: &str) -> String {
    format!("{FORMAT}\n{}\n{data}\n\n", features())
}

/// Weights of words in names: a word is known by its sum, and words that share
/// one share its weight (Weinberger et al. 2009, "Feature hashing").
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    bias: f32,
    unit: f32,
    weights: Vec<i8>,
}

impl Lexicon {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (bias, unit) = (reader.f32()?, reader.f32()?);
        let count = usize::try_from(reader.u32()?).ok()?;
        let weights = reader.bytes(count)?;
        Some(Self {
            bias,
            unit,
            weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
        })
    }
}

impl Weights for Lexicon {
    fn weight(&self, token: u32) -> i32 {
        let at = token as usize % self.weights.len().max(1);
        i32::from(self.weights.get(at).copied().unwrap_or(0))
    }

    #[expect(clippy::cast_precision_loss, reason = "a sum of a few hundred bytes")]
    fn score(&self, sum: i32) -> f32 {
        (self.bias + sum as f32 * self.unit).clamp(-12.0, 12.0)
    }
}

/// Bytes in order, little end first.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    #[cfg(test)]
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn line(&mut self) -> Option<&'a str> {
        let end = self.0.iter().position(|byte| *byte == b'\n')?;
        let (line, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..)?;
        std::str::from_utf8(line).ok()
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn next<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.next().map(u16::from_le_bytes)
    }

    pub(super) fn i16(&mut self) -> Option<i16> {
        self.next().map(i16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.next().map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.next().map(i32::from_le_bytes)
    }

    pub(super) fn f32(&mut self) -> Option<f32> {
        self.next().map(f32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_model_that_ships_is_whole_and_for_these_features() {
        assert!(Model::read(include_bytes!("model.bin")).is_some());
    }

    #[test]
    fn a_damaged_model_is_none() {
        let whole = include_bytes!("model.bin");
        for cut in [0, 1, 20, whole.len() / 2, whole.len() - 1] {
            assert!(Model::read(&whole[..cut]).is_none());
        }
    }
}
