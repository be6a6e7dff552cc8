//! Texts that say the same as another; [`duplicates`](crate::check::duplicates) tells them.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

pub(in crate::check) const EXACT: CheckCard = CheckCard {
    code: "EN006",
    name: "exact-duplicate",
    group: "entry",
    severity: Severity::Warning,
    summary: "text that is there already",
    why: "The same text twice is read twice, and counts twice in a corpus.",
    help: "Keep one, and link to it from the other place.",
    bad: rss!(
        "<item><title>Open again</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year.</description></item><item><title>Open</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year.</description></item>"
    ),
    good: rss!(
        "<item><title>Open again</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year.</description></item>"
    ),
};

pub(in crate::check) const NEAR: CheckCard = CheckCard {
    code: "EN007",
    name: "near-duplicate",
    group: "entry",
    severity: Severity::Warning,
    summary: "text that is nearly there already",
    why: "Versions of one text are read twice, and count twice in a corpus.",
    help: "Keep the fuller or newer one.",
    bad: rss!(
        "<item><title>Open again</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year. The harbour office wants to look at the planks once more in spring, when the water is low and the winter storms have gone. Until then nobody may fish from the northern end, which the storm had torn off in October.</description></item><item><title>Open</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year. The harbour office wants to look at the planks once more in spring, when the water is low and the winter storms have gone. Until then nobody may fish from the northern end, which the storm had torn off in October, it said.</description></item>"
    ),
    good: rss!(
        "<item><title>Open again</title><description>The pier has been open again since noon, and the ferry runs as before until the end of the year.</description></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[EXACT, NEAR],
    look,
};

/// Copies are found over a whole run, not in one source.
const fn look(_: &Subject<'_>, _: &mut Findings<'_>) {}
