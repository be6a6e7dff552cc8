//! How far it is from all elements of a page to one of them.

use super::place::{NOWHERE, Places};

/// How many steps up it is from each element, and down from there, to one of
/// them: what [`Places::apart`] says of any two, in one pass.
pub(super) struct Toward {
    target: u32,
    steps: Vec<Option<(f32, f32)>>,
}

impl Toward {
    pub(super) fn of(places: &Places, target: u32) -> Self {
        let mut steps = vec![None; places.all.len()];
        let (mut around, mut down) = (target, 0.0);
        while let (Some(place), Some(steps)) = (places.get(around), steps.get_mut(around as usize))
        {
            *steps = Some((0.0, down));
            around = place.parent;
            down += 1.0;
        }
        for (at, place) in places.all.iter().enumerate() {
            let above = steps.get(place.parent as usize).copied().flatten();
            if let (Some(steps @ None), Some((up, down))) = (steps.get_mut(at), above) {
                *steps = Some((up + 1.0, down));
            }
        }
        Self { target, steps }
    }

    pub(super) fn from(&self, at: u32) -> (f32, f32) {
        if at == self.target {
            return (0.0, 0.0);
        }
        let steps = self.steps.get(at as usize).copied().flatten();
        steps.unwrap_or(NOWHERE)
    }
}
