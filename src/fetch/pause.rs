//! How long to wait before a request is made again.

use std::time::Duration;

/// The longest pause of a first retry; it doubles with each.
const FIRST: Duration = Duration::from_millis(500);

/// The pause a `retry-after` asks for (RFC 9110, section 10.2.3): seconds, or a
/// date against `now`, in seconds since 1970. None where it says nothing that
/// makes sense.
pub(super) fn asked(retry_after: &str, now: i64) -> Option<Duration> {
    let value = retry_after.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a long time all the same.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    u64::try_from(date.as_second().saturating_sub(now))
        .ok()
        .map(Duration::from_secs)
}

/// A pause before the retry of this number, from 0: any time up to a bound that
/// doubles, so that those who were turned away together do not come back
/// together ("full jitter": Brooker, Exponential Backoff And Jitter, 2015).
/// `chance` is a number from 0 to 1.
pub(super) fn backed_off(retry: u32, chance: f64, longest: Duration) -> Duration {
    let bound = FIRST
        .saturating_mul(2_u32.saturating_pow(retry))
        .min(longest);
    bound.mul_f64(chance.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = 1_800_000_000;
        for (value, expected) in [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("999999999", Some(999_999_999)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("-5", None),
            ("soon", None),
            ("", None),
            ("1.5", None),
            ("Fri, 15 Jan 2027 08:00:10 GMT", Some(10)),
            ("Fri, 15 Jan 2027 07:59:00 GMT", None),
        ] {
            let asked = asked(value, now).map(|pause| pause.as_secs());
            assert_eq!(asked, expected, "{value}");
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let longest = Duration::from_secs(3);
        let bounds: Vec<_> = (0..5)
            .map(|retry| backed_off(retry, 1.0, longest).as_millis())
            .collect();
        assert_eq!(bounds, [500, 1000, 2000, 3000, 3000]);
        assert_eq!(backed_off(9, 0.0, longest), Duration::ZERO);
        assert_eq!(backed_off(u32::MAX, 0.5, longest).as_millis(), 1500);
    }
}
