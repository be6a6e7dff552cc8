//! The closing summary of a run.

use std::fmt::Write;
use std::time::Duration;

use crate::model::Counts;

/// How many rules the summary names.
const NAMED: usize = 12;

/// What came in, where it went, and what each rule removed.
#[expect(clippy::cast_precision_loss, reason = "figures for readers")]
pub fn summary(counts: &Counts, elapsed: Duration) -> String {
    let mut out = String::new();
    let lines = [
        ("in", counts.records, ""),
        ("kept", counts.kept, ""),
        ("rejected", counts.rejected, "nothing left"),
        ("duplicate", counts.exact + counts.near, ""),
        ("failed", counts.failed, ""),
    ];
    for (name, count, note) in lines {
        let note = match name {
            "duplicate" => format!(
                "  (exact {}, near {})",
                grouped(counts.exact),
                grouped(counts.near)
            ),
            _ if note.is_empty() => String::new(),
            _ => format!("  ({note})"),
        };
        line(
            &mut out,
            format_args!("{name:<10}{:>12}{note}", grouped(count)),
        );
    }
    let removed: u64 = counts.removed.values().map(|tally| tally.characters).sum();
    let share = 100.0 * removed as f64 / counts.characters.max(1) as f64;
    line(
        &mut out,
        format_args!(
            "removed   {:>12} of {} characters ({share:.1} %)",
            grouped(removed),
            grouped(counts.characters)
        ),
    );
    let mut rules: Vec<_> = counts.removed.iter().collect();
    rules.sort_by(|a, b| {
        b.1.characters
            .cmp(&a.1.characters)
            .then_with(|| a.0.cmp(b.0))
    });
    for (rule, tally) in rules.iter().take(NAMED) {
        line(
            &mut out,
            format_args!(
                "  {rule:<28}{:>12} in {}",
                grouped(tally.characters),
                grouped(tally.removals)
            ),
        );
    }
    if let Some(rest) = rules.get(NAMED..).filter(|rest| !rest.is_empty()) {
        let characters = rest.iter().map(|(_, tally)| tally.characters).sum();
        line(
            &mut out,
            format_args!(
                "  {:<28}{:>12}",
                format!("{} more rules", rest.len()),
                grouped(characters)
            ),
        );
    }
    let suspects: u64 = counts.suspects.values().map(|tally| tally.characters).sum();
    if suspects > 0 {
        line(
            &mut out,
            format_args!(
                "suspect   {:>12} more characters, which `--level` removes",
                grouped(suspects)
            ),
        );
    }
    let seconds = elapsed.as_secs_f64().max(1e-9);
    let megabytes = counts.bytes as f64 / 1e6;
    line(
        &mut out,
        format_args!(
            "{:.1} MB in {seconds:.2} s: {:.1} MB/s, {:.0} records/s",
            megabytes,
            megabytes / seconds,
            counts.records as f64 / seconds
        ),
    );
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}

/// A number with its thousands set apart.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}
