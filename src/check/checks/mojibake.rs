//! Letters that were decoded wrongly once.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// What UTF-8 looks like as Windows-1252 or ISO 8859-1: a letter for its first
/// byte, and one of the few signs for its next.
///
/// Words in capitals end in `Ã` in Portuguese and in `Â` in Romanian, so what
/// may follow a word does not count behind them.
static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"Ã[\u{80}-\u{9f}¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ]|\p{Ll}Ã[\u{a0}“”‘’…–—]|(?:^|[^\p{L}])Â[\u{a0}-\u{bf}]|\p{Ll}Â[\u{a0}-\u{bf}]|â€[\u{80}-\u{bf}™œ˜“”žš¦¢¹º\x22]|â[\u{80}-\u{9f}]{2}|â„¢|â†[\u{90}-\u{9f}\x27’‘“”]|(?:[ÐÑ][\u{80}-\u{bf}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){3}|ðŸ[\u{80}-\u{bf}‘’“”˜š¤¥]|ï»¿|ã(?:€[\u{80}-\u{82}‚]|[\u{81}ƒ‚][\u{80}-\u{bf}„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])|Å[¡¾]",
    )
    .ok()
});

const CARD: CheckCard = CheckCard {
    code: "TX001",
    name: "mojibake",
    group: "text",
    severity: Severity::Warning,
    summary: "letters that were decoded wrongly",
    why: "UTF-8 that was read as another encoding and written again stays broken for every reader.",
    help: "Read the text as UTF-8 where it comes from, and write it again.",
    bad: item!("The cafÃ© on the pier isnâ€™t open yet, the town said on Monday."),
    good: item!(
        "The café on the pier isn’t open yet. NÃO, said the Portuguese; à bientôt, the French."
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_matches(&CARD, FORM.as_ref(), findings, |name, found| {
        format!(
            "{} in {name} is UTF-8 that was read as another encoding",
            quoted(found)
        )
    });
}
