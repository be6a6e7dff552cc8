//! Entries that break off.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// Words of the longest teaser; what is longer has been worth its while.
const LONGEST: usize = 100;

/// How teasers end.
static CUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:[\p{L}\p{N},]\s?(?:…|\.\.\.)|\[\s?(?:…|\.\.\.)\s?\]|\b(?:read more|continue reading|keep reading|read the (?:rest|full \w+)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|leggi tutto|lees verder|czytaj dalej|читать далее|devamını oku))[\s.…»›>→]*$",
    )
    .ok()
});

const CARD: CheckCard = CheckCard {
    code: "EN002",
    name: "teaser-only",
    group: "entry",
    severity: Severity::Note,
    summary: "entry with a teaser alone",
    why: "Who reads feeds to read them must leave for the site, and a corpus gets half a sentence.",
    help: "Put the whole text into the feed.",
    bad: item!("The pier has been open again since noon, and the ferry [...]"),
    good: item!("The pier has been open again since noon, and the ferry runs as before."),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if subject.source.feed.is_none() {
        return;
    }
    for (at, cleaned) in subject.source.documents.iter().enumerate() {
        let text = cleaned.document.text.trim();
        let short = text.split_whitespace().nth(LONGEST).is_none();
        let cut = short
            .then(|| CUT.as_ref().and_then(|form| form.find(text)))
            .flatten();
        if let Some(cut) = cut {
            let line = text.get(..cut.end()).and_then(|text| text.lines().last());
            findings.add_at(&CARD, "the text is a teaser that breaks off", || {
                subject.locate(Some(at), line.unwrap_or(text))
            });
        }
    }
}
