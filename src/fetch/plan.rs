//! What a run would fetch, as far as that can be told without asking anybody.

use rustc_hash::FxHashSet;

use super::fault::Fault;
use super::faults::BAD_ADDRESS;
use super::guard::Guard;
use super::{FetchError, Wanted};
use crate::model::{Address, Failure, Fetching};

/// What would become of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// It would be asked for, and opened if it is a feed or sitemap.
    Fetch(String),
    /// It is known already.
    Repeated(String),
    /// It would be refused.
    Refused(Failure),
}

/// What would become of each address.
///
/// # Errors
///
/// A setting that cannot be used.
pub fn plan(fetching: &Fetching, wanted: &[Wanted]) -> Result<Vec<Planned>, FetchError> {
    let guard = Guard::new(fetching).map_err(FetchError)?;
    let mut seen = FxHashSet::default();
    let planned = wanted.iter().map(|wanted| {
        let address = match wanted.address.parse::<Address>() {
            Ok(address) => address,
            Err(error) => {
                let fault = Fault::new(&BAD_ADDRESS, error.to_string());
                return Planned::Refused(fault.into_failure(&wanted.address, Vec::new()));
            }
        };
        let shown = address.to_string();
        match guard.check(address.url()) {
            Err(fault) => Planned::Refused(fault.into_failure(&shown, Vec::new())),
            Ok(()) if seen.insert(address.identity()) => Planned::Fetch(shown),
            Ok(()) => Planned::Repeated(shown),
        }
    });
    Ok(planned.collect())
}
