//! A similarity threshold to bands and rows, so that nobody has to choose them.
//!
//! A signature is cut into bands of a few rows (slots) each, and two texts are
//! candidates when all rows of some band agree. At similarity `s` that happens
//! with the probability `1 - (1 - s^rows)^bands`: an S-shaped curve, steeper
//! with more rows and further left with more bands (Leskovec, Rajaraman and
//! Ullman, "Mining of Massive Datasets", section 3.4). Asked is that it has
//! risen to [`Bands::RECALL`] at the threshold. Of the cuts that do so and fit
//! into the signature, the one with the most rows makes the fewest vain guesses.
//!
//! With 256 slots (`docs/deduplication.md` has more of it, in plain words):
//!
//! | threshold | rows | bands | found at 0.1 | 0.2 | 0.25 | 0.3 | 0.5 | 0.8 | 0.9 |
//! |---|---|---|---|---|---|---|---|---|---|
//! | 0.25 | 2 | 72 | 0.515 | 0.947 | 0.990 | 0.999 | 1.000 | 1.000 | 1.000 |
//! | 0.50 | 3 | 35 | 0.034 | 0.245 | 0.424 | 0.616 | 0.991 | 1.000 | 1.000 |
//! | 0.85 | 10 | 22 | 0.000 | 0.000 | 0.000 | 0.000 | 0.021 | 0.918 | 1.000 |

/// How signatures are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bands {
    /// How many there are.
    pub bands: usize,
    /// Slots in each.
    pub rows: usize,
}

impl Bands {
    /// The part of the pairs at the threshold that is to be found.
    pub const RECALL: f64 = 0.99;

    /// Cuts a signature of `slots` for a threshold.
    pub fn new(threshold: f64, slots: usize) -> Self {
        let slots = u32::try_from(slots).unwrap_or(u32::MAX).max(1);
        (1..=slots)
            .rev()
            .find_map(|rows| Self::with(rows, threshold, slots))
            .unwrap_or(Self {
                bands: slots as usize,
                rows: 1,
            })
    }

    /// The fewest bands of so many rows that find enough, if they fit.
    fn with(rows: u32, threshold: f64, slots: u32) -> Option<Self> {
        let at_threshold = |bands: u32| recall(threshold, bands, rows);
        let most = slots / rows;
        let bands = (1..=most).find(|&bands| at_threshold(bands) >= Self::RECALL)?;
        Some(Self {
            bands: bands as usize,
            rows: rows as usize,
        })
    }

    /// The probability with which a pair of this similarity becomes a candidate.
    pub fn recall(self, similarity: f64) -> f64 {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        recall(similarity, count(self.bands), count(self.rows))
    }
}

fn recall(similarity: f64, bands: u32, rows: u32) -> f64 {
    1.0 - power(1.0 - power(similarity, rows), bands)
}

/// By multiplication only, which gives the same bits on every machine.
fn power(base: f64, mut exponent: u32) -> f64 {
    let (mut square, mut power) = (base, 1.0);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power *= square;
        }
        square *= square;
        exponent /= 2;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_become_bands() {
        for (threshold, slots, bands, rows) in [
            (0.25, 256, 72, 2),
            (0.5, 256, 35, 3),
            (0.85, 256, 22, 10),
            (1.0, 256, 1, 256),
            (0.0, 256, 256, 1),
            (0.25, 1, 1, 1),
            (0.25, 0, 1, 1),
            (f64::NAN, 8, 8, 1),
        ] {
            assert_eq!(
                Bands::new(threshold, slots),
                Bands { bands, rows },
                "{threshold} {slots}"
            );
        }
    }

    #[test]
    fn the_table_is_right() {
        for (threshold, expected) in [
            (0.25, [0.515, 0.947, 0.99, 0.999, 1.0, 1.0, 1.0]),
            (0.5, [0.034, 0.245, 0.424, 0.616, 0.991, 1.0, 1.0]),
            (0.85, [0.0, 0.0, 0.0, 0.0, 0.021, 0.918, 1.0]),
        ] {
            let bands = Bands::new(threshold, 256);
            let found =
                [0.1, 0.2, 0.25, 0.3, 0.5, 0.8, 0.9].map(|similarity| bands.recall(similarity));
            for (found, expected) in found.into_iter().zip(expected) {
                assert!(
                    (found - expected).abs() <= 0.0005,
                    "{threshold} {bands:?}: {found}"
                );
            }
        }
    }

    #[test]
    fn enough_is_found_at_the_threshold() {
        for threshold in [0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99] {
            let bands = Bands::new(threshold, 256);
            assert!(
                bands.recall(threshold) >= Bands::RECALL,
                "{threshold} {bands:?}"
            );
            assert!(bands.bands * bands.rows <= 256);
        }
    }
}
