//! Dates as the formats want them.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use regex::{Captures, Regex};

use super::grammar::Value;

/// RFC 822 as RSS has it: years of four digits, zones by name or offset.
static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s*)?(?<day>\d{1,2})\s+(?<month>[A-Z][a-z]{2})\s+(?<year>\d{4})\s+(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?\s+(?<zone>UTC?|Z|GMT|[ECMP][SD]T|[+-]\d\d(?:00|30|45|15))$",
    )
    .ok()
});

/// RFC 3339 as Atom and JSON Feed have it, and as far as it may be cut.
static PARTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d)(?<time>T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?(?<zone>Z|[+-]\d\d:\d\d))?)?)?$",
    )
    .ok()
});

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Zones with names, and their hours from Greenwich.
const ZONES: [(&str, i8); 12] = [
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// The time a value states, or what is wrong with it.
pub(super) fn read(kind: Value, written: &str) -> Result<Timestamp, &'static str> {
    match kind {
        Value::MailDate => mail(written),
        Value::Timestamp => timestamp(written),
        _ => partial(written),
    }
}

fn mail(written: &str) -> Result<Timestamp, &'static str> {
    const EXPECTED: &str = "expected one like `Wed, 02 Oct 2002 15:00:00 +0200`";
    let parts = MAIL
        .as_ref()
        .and_then(|form| form.captures(written))
        .ok_or(EXPECTED)?;
    let month = parts.name("month").map_or("", |month| month.as_str());
    let month = MONTHS
        .iter()
        .position(|name| *name == month)
        .ok_or(EXPECTED)?;
    let time = time(&parts, i8::try_from(month + 1).unwrap_or(0))?;
    let weekday = parts.name("weekday").map(|weekday| weekday.as_str());
    if weekday.is_some_and(|weekday| weekday != short(time.0.weekday())) {
        return Err("that day of the month is another day of the week");
    }
    Ok(time.1)
}

fn timestamp(written: &str) -> Result<Timestamp, &'static str> {
    const EXPECTED: &str = "expected one like `2002-10-02T15:00:00+02:00`";
    let parts = PARTIAL
        .as_ref()
        .and_then(|form| form.captures(written))
        .ok_or(EXPECTED)?;
    if parts.name("second").is_none() {
        return Err(EXPECTED);
    }
    Ok(time(&parts, number(&parts, "month"))?.1)
}

fn partial(written: &str) -> Result<Timestamp, &'static str> {
    const EXPECTED: &str = "expected one like `2002-10-02T15:00:00+02:00` or `2002-10-02`";
    let parts = PARTIAL
        .as_ref()
        .and_then(|form| form.captures(written))
        .ok_or(EXPECTED)?;
    let month = match parts.name("month") {
        Some(_) => number(&parts, "month"),
        None => 1,
    };
    Ok(time(&parts, month)?.1)
}

/// The day and the time that the parts of a date make.
fn time(parts: &Captures<'_>, month: i8) -> Result<(Date, Timestamp), &'static str> {
    const NONE: &str = "there is no such day";
    let year = parts
        .name("year")
        .and_then(|year| year.as_str().parse().ok())
        .ok_or(NONE)?;
    let day = parts.name("day").map_or(1, |_| number(parts, "day"));
    let date = Date::new(year, month, day).map_err(|_| NONE)?;
    // A leap second is one.
    let (hour, minute, second) = (
        number(parts, "hour"),
        number(parts, "minute"),
        number(parts, "second"),
    );
    if second > 60 {
        return Err("there is no such time");
    }
    let zone = parts.name("zone").map_or("Z", |zone| zone.as_str());
    let offset = offset(zone).ok_or("there is no such time zone")?;
    let time = date
        .to_datetime(
            jiff::civil::Time::new(hour, minute, second.min(59), 0)
                .map_err(|_| "there is no such time")?,
        )
        .to_zoned(TimeZone::fixed(offset))
        .map_err(|_| NONE)?;
    Ok((date, time.timestamp()))
}

/// A part that is a number of two digits; 0 where there is none.
fn number(parts: &Captures<'_>, name: &str) -> i8 {
    parts
        .name(name)
        .and_then(|part| part.as_str().parse().ok())
        .unwrap_or(0)
}

fn offset(zone: &str) -> Option<Offset> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Offset::from_hours(*hours).ok();
    }
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    let seconds = (hours * 60 + minutes) * 60;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    (hours < 24 && minutes < 60)
        .then(|| Offset::from_seconds(sign * seconds).ok())
        .flatten()
}

const fn short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_their_format_has_them() {
        use Value::{MailDate, PartialDate, Timestamp};
        for (kind, written, right) in [
            (MailDate, "Mon, 23 Nov 2026 06:30:00 GMT", true),
            (MailDate, "23 Nov 2026 06:30 EST", true),
            (MailDate, "Mon, 23 Nov 2026 06:30:00 +0545", true),
            (MailDate, "Tue, 23 Nov 2026 06:30:00 GMT", false),
            (MailDate, "Mon, 31 Nov 2026 06:30:00 GMT", false),
            (MailDate, "Mon, 23 Nov 26 06:30:00 GMT", false),
            (MailDate, "Mon, 23 Nov 2026 24:30:00 GMT", false),
            (MailDate, "2026-11-23T06:30:00Z", false),
            (Timestamp, "2026-11-23T06:30:00Z", true),
            (Timestamp, "2026-11-23T06:30:00.123456789+14:00", true),
            (Timestamp, "2026-11-23T06:30:60Z", true),
            (Timestamp, "2026-11-23T06:30Z", false),
            (Timestamp, "2026-11-23 06:30:00Z", false),
            (Timestamp, "2026-11-23T06:30:00", false),
            (Timestamp, "2026-02-29T06:30:00Z", false),
            (PartialDate, "2026", true),
            (PartialDate, "2026-11", true),
            (PartialDate, "2026-11-23", true),
            (PartialDate, "2026-11-23T06:30+01:00", true),
            (PartialDate, "2026-13", false),
            (PartialDate, "23 Nov 2026", false),
        ] {
            assert_eq!(read(kind, written).is_ok(), right, "{written}");
        }
        let time = mail("Mon, 23 Nov 2026 06:30:00 +0100").unwrap();
        assert_eq!(time.to_string(), "2026-11-23T05:30:00Z");
    }
}
