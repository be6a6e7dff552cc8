//! The closing summary of a run of fetching.

use std::fmt::Write;
use std::time::Duration;

use super::summary::grouped;
use crate::model::{Account, HostAccount};

/// Hosts that are named, those that took the longest first.
const NAMED: usize = 10;

/// What was asked for, what came of it, and how the hosts fared.
#[expect(clippy::cast_precision_loss, reason = "figures for readers")]
pub fn fetch_summary(account: &Account, hosts: &[HostAccount], elapsed: Duration) -> String {
    let mut out = String::new();
    for (name, count, note) in [
        ("addresses", account.addresses, ""),
        ("pages", account.pages, ""),
        ("opened", account.opened, "feeds and sitemaps"),
        ("repeated", account.repeated, "known already"),
        (
            "elsewhere",
            account.elsewhere,
            "on other sites; `--any-site` follows them",
        ),
        ("failed", account.failed, ""),
    ] {
        let note = match name {
            "pages" if account.unchanged > 0 => {
                format!("  ({} unchanged)", grouped(account.unchanged))
            }
            _ if note.is_empty() || count == 0 => String::new(),
            _ => format!("  ({note})"),
        };
        line(
            &mut out,
            format_args!("{name:<10}{:>12}{note}", grouped(count)),
        );
    }
    let mut slowest: Vec<_> = hosts.iter().collect();
    slowest.sort_by(|a, b| {
        b.milliseconds
            .cmp(&a.milliseconds)
            .then_with(|| a.host.cmp(&b.host))
    });
    for host in slowest.iter().take(NAMED) {
        let answers = (host.requests - host.retries.min(host.requests)).max(1);
        line(
            &mut out,
            format_args!(
                "  {}: {} requests ({} again), {} pages, {} failed, {} ms each, {} at most",
                host.host,
                host.requests,
                host.retries,
                host.pages,
                host.failed,
                host.milliseconds / answers,
                host.slowest,
            ),
        );
    }
    if hosts.len() > NAMED {
        line(
            &mut out,
            format_args!("  and {} more hosts", hosts.len() - NAMED),
        );
    }
    let seconds = elapsed.as_secs_f64().max(1e-9);
    let bytes: u64 = hosts.iter().map(|host| host.bytes).sum();
    let requests: u64 = hosts.iter().map(|host| host.requests).sum();
    line(
        &mut out,
        format_args!(
            "{} requests, {:.1} MB in {seconds:.2} s: {:.1} pages/s",
            grouped(requests),
            bytes as f64 / 1e6,
            account.pages as f64 / seconds
        ),
    );
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}
