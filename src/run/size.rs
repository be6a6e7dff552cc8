//! Amounts of memory as people write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

/// An amount of memory, as `512M` or `2G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(u64);

/// A string that is no amount of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotASize(String);

/// Letters of powers of 1024.
const UNITS: [char; 4] = ['K', 'M', 'G', 'T'];

impl Size {
    /// In bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

impl FromStr for Size {
    type Err = NotASize;

    fn from_str(written: &str) -> Result<Self, NotASize> {
        let size = || {
            let unit = |letter: char| {
                let letter = letter.to_ascii_uppercase();
                UNITS.iter().position(|&unit| unit == letter)
            };
            let last = written.chars().next_back()?;
            let (number, power) = match unit(last) {
                Some(at) => (written.strip_suffix(last)?, at + 1),
                None => (written, 0),
            };
            if !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let factor = 1024_u64.checked_pow(u32::try_from(power).ok()?)?;
            number.parse::<u64>().ok()?.checked_mul(factor)
        };
        size().map(Self).ok_or_else(|| NotASize(written.to_owned()))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut number, mut unit) = (self.0, None);
        for letter in UNITS {
            if number == 0 || number % 1024 > 0 {
                break;
            }
            (number, unit) = (number / 1024, Some(letter));
        }
        write!(f, "{number}")?;
        unit.map_or(Ok(()), |unit| write!(f, "{unit}"))
    }
}

impl fmt::Display for NotASize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no amount of memory, expected a whole number and K, M, G or T, as in 512M",
            self.0
        )
    }
}

impl std::error::Error for NotASize {}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_shown() {
        for (written, bytes, shown) in [
            ("512M", 512 << 20, "512M"),
            ("2g", 2 << 30, "2G"),
            ("1536K", 1536 << 10, "1536K"),
            ("1048576", 1 << 20, "1M"),
            ("0", 0, "0"),
            ("7", 7, "7"),
            ("1T", 1 << 40, "1T"),
        ] {
            let size: Size = written.parse().unwrap();
            assert_eq!((size.bytes(), size.to_string()), (bytes, shown.to_owned()));
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for written in [
            "",
            "M",
            "-1",
            "+1M",
            "1.5G",
            "512MB",
            "12Q",
            "99999999999T",
            "1 G",
        ] {
            assert!(written.parse::<Size>().is_err(), "{written}");
        }
    }
}
