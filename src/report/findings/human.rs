//! Findings for people: the line in question, with what is meant underlined.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet, Title};

use super::closing::closing;
use super::{Findings, Style, start};
use crate::model::{Excerpt, Failure, Finding, Severity, Site};
use crate::report::visible::{visible, visible_part};

/// The narrowest the excerpts are fitted to.
const NARROWEST: usize = 40;

/// Each finding with its line and advice, what could not be read, and how much
/// was found.
pub(super) fn human(findings: &Findings<'_>, style: Style) -> String {
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width.max(NARROWEST));
    let found = findings.findings.iter();
    let lost = findings.failures.iter();
    let mut out = String::new();
    for groups in found
        .map(|finding| groups(findings, finding))
        .chain(lost.map(|failure| vec![lost_group(failure)]))
    {
        out.push_str(&renderer.render(&groups));
        out.push_str("\n\n");
    }
    out.push_str(&closing(findings));
    out
}

/// A finding and the places that have to do with it.
fn groups<'a>(findings: &Findings<'a>, finding: &'a Finding) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .clone()
        .secondary_title(visible(&finding.message))
        .id(findings.label(finding.rule));
    let mut groups = located(title, level, &finding.site);
    if let Some(help) = findings.help(finding) {
        let help = Level::HELP.message(visible(help));
        let last = groups.pop().map(|last| last.element(Padding).element(help));
        groups.extend(last);
    }
    for related in &finding.related {
        let title = Level::NOTE.secondary_title(visible(&related.message));
        groups.extend(located(title, Level::NOTE, &related.site));
    }
    groups
}

/// A title, its place and, where there is one, its line.
///
/// They are groups of their own, as a group takes the place from its excerpt:
/// that may be cut, and what is written out in it is longer than it was.
fn located<'a>(title: Title<'a>, level: Level<'a>, site: &'a Site) -> Vec<Group<'a>> {
    let mut origin = Origin::path(visible(&site.file));
    let mut excerpt = None;
    if let (Some(place), Some(region)) = (start(site), &site.region) {
        origin = origin.line(place.line).char_column(place.column);
        excerpt = shown(&region.excerpt).map(|(text, meant)| {
            Snippet::source(text)
                .line_start(place.line)
                .annotation(AnnotationKind::Primary.span(meant))
        });
    }
    let mut groups = vec![
        Group::with_title(title),
        Group::with_level(level.clone()).element(origin),
    ];
    groups.extend(excerpt.map(|excerpt| Group::with_level(level).element(excerpt)));
    groups
}

/// An excerpt fit to be shown, and what of it is meant; none where there is
/// nothing to show.
fn shown(excerpt: &Excerpt) -> Option<(Cow<'_, str>, Range<usize>)> {
    let Excerpt { text, span } = excerpt;
    if text.trim().is_empty() || text.get(span.start..span.end).is_none() {
        return None;
    }
    let (text, meant) = visible_part(text, *span);
    Some((text, meant.start..meant.end))
}

/// Something that could not be read.
fn lost_group(failure: &Failure) -> Group<'_> {
    let title = Level::ERROR
        .with_name("failed")
        .primary_title(visible(&failure.message));
    let group = Group::with_title(title).element(Origin::path(visible(&failure.place)));
    match &failure.hint {
        Some(hint) => group.element(Level::HELP.with_name("hint").message(visible(hint))),
        None => group,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Style, sample};
    use super::human;

    #[test]
    fn shows_the_line_and_what_of_it_is_meant() {
        sample::with(|findings| {
            assert_eq!(human(findings, Style::default()), REPORT);
        });
    }

    #[test]
    fn colour_adds_no_words() {
        sample::with(|findings| {
            let style = Style {
                color: true,
                ..Style::default()
            };
            let mut colored = human(findings, style);
            while let Some((before, after)) = colored.split_once('\u{1b}') {
                let after = after.split_once('m').unwrap().1;
                colored = before.to_owned() + after;
            }
            assert_eq!(colored, REPORT);
        });
    }

    const REPORT: &str = r"warning[FD007 bad-date]: `Yesterday\u{1b}` is no date
  --> feeds/a.xml:14:15
   |
14 |  <e><pubDate> Yesterday\u{1b}</pubDate></e>
   |               ^^^^^^^^^^^^^^^
   |
   = help: write it as RFC 822 has it

note[FD009 double-id]: `x` is the id of two entries
  --> feeds/a.xml:20:5
   |
20 | <id>x</id>
   |     ^
   |
   = help: add the year to it
note: the first has it here
  --> feeds/a.xml:9:5
   |
 9 | <id>x</id>
   |     ^

error[gone]: the page is empty
--> pages/ü.html

failed: is a folder
--> feeds/b.xml
 = hint: name the feeds in it

1 error, 1 warning, 1 note in 2 of 3 sources, 12 documents
4 findings ignored by configuration
1 source could not be read
";
}
