//! Pages to parts that share no domain, and numbers to chances: all from
//! digests, so that they are the same in every run.

/// FNV-1a, then mixed (the end of `MurmurHash3`).
pub(crate) fn digest(text: &str) -> u64 {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(sum)
}

pub(crate) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

/// Which of so many parts a domain is in.
pub(crate) fn of(group: &str, folds: usize) -> usize {
    (digest(group) % folds.max(1) as u64) as usize
}

/// A number from 0 to 1 for a number.
pub(crate) fn chance(number: u64) -> f64 {
    (mix(number) >> 11) as f64 / (1_u64 << 53) as f64
}

/// The registered domain of an address, as near as two labels come to it, or
/// three under a country's `co`, `com` and the like.
pub(crate) fn domain(url: &str) -> Option<String> {
    const SHARED: [&str; 8] = ["co", "com", "org", "net", "ac", "gov", "edu", "or"];
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()?
        .to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let country = labels.last().is_some_and(|last| last.len() == 2);
    let shared = labels.len() >= 3 && SHARED.contains(&labels[labels.len() - 2]);
    let kept = if country && shared { 3 } else { 2 };
    (labels.len() >= 2).then(|| labels[labels.len().saturating_sub(kept)..].join("."))
}
