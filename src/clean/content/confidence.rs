//! What an expected F1 is worth.

use super::model::Reader;

/// Expected F1s and what nine in ten pages of each reached that were judged by
/// a model that had not seen them; both rise.
#[derive(Debug, Default)]
pub(crate) struct Confidence(Vec<(f32, f32)>);

impl Confidence {
    pub(crate) fn new(points: Vec<(f32, f32)>) -> Self {
        Self(points)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let points = (0..reader.u16()?).map(|_| Some((reader.f32()?, reader.f32()?)));
        points.collect::<Option<_>>().map(Self)
    }

    /// The confidence in a page of this expected F1, 0 to 1: between two points
    /// on the line that joins them, and without any the expected F1 itself.
    pub(crate) fn of(&self, expected: f32) -> f32 {
        let next = self.0.partition_point(|(at, _)| *at < expected);
        let after = self.0.get(next);
        let before = next.checked_sub(1).and_then(|at| self.0.get(at));
        match (before, after) {
            (None, None) => expected,
            (Some((_, only)), None) | (None, Some((_, only))) => *only,
            (Some((from, low)), Some((to, high))) => {
                low + (high - low) * (expected - from) / (to - from).max(f32::EPSILON)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Confidence;

    #[test]
    fn confidence_runs_from_point_to_point() {
        let confidence = Confidence(vec![(0.5, 0.2), (0.7, 0.6), (0.9, 0.8)]);
        for (expected, value) in [(0.1, 0.2), (0.5, 0.2), (0.6, 0.4), (0.9, 0.8), (1.0, 0.8)] {
            assert!((confidence.of(expected) - value).abs() < 1e-6, "{expected}");
        }
        assert!((Confidence::default().of(0.3) - 0.3).abs() < 1e-6);
    }
}
