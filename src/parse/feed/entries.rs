//! A feed's page to pages: one for each of its entries.

use super::read;
use super::wording::looks_like_markup;
use crate::model::{
    Content, Document, Entry, Failure, Feed, Media, Metadata, Notice, Problem, RawPage,
};
use crate::parse::html;

/// The entries of a feed as pages of their own, in order.
///
/// A page's identifier is the entry's, else its link, else the feed's with the
/// number of the entry. What was wrong with the feed is remarked on the first.
///
/// # Errors
///
/// A page that is no feed.
pub fn entries(page: &RawPage) -> Result<Vec<RawPage>, Failure> {
    let feed = read(page);
    if feed.kind.is_none() {
        let found = feed.problems.first().map(Problem::to_string);
        return Err(Failure::new(
            &page.origin,
            format!("is no feed: {}", found.unwrap_or_default()),
        )
        .with_hint("say `--from FORMAT` if it is something else"));
    }
    Ok(entry_pages(page, feed))
}

/// The entries of a feed that was read from `page` as pages of their own.
pub fn entry_pages(page: &RawPage, feed: Feed) -> Vec<RawPage> {
    let site = feed.title.as_ref().map(plain);
    let mut notices = notices(&feed);
    let entries = feed.entries.into_iter().enumerate();
    entries
        .map(|(at, entry)| RawPage {
            notices: std::mem::take(&mut notices),
            ..entry_page(page, at + 1, entry, site.clone())
        })
        .collect()
}

fn entry_page(page: &RawPage, number: usize, entry: Entry, site: Option<String>) -> RawPage {
    let (media, text) = entry
        .fullest()
        .map(|content| (content.media, content.value.clone()))
        .unwrap_or_default();
    let summary = entry
        .summary
        .filter(|summary| entry.content.is_some() && summary.value != text);
    RawPage {
        id: entry
            .id
            .or_else(|| entry.link.clone())
            .unwrap_or_else(|| format!("{}#{number}", page.id)),
        origin: format!("{}:{}", page.origin, entry.place.line),
        source: entry.link,
        media,
        charset: Some("utf-8".into()),
        bytes: text.into_bytes(),
        metadata: Metadata {
            title: entry.title.as_ref().map(plain),
            author: entry.author,
            published: entry.published,
            modified: entry.updated,
            language: entry.language,
            site,
            description: summary.as_ref().map(plain),
            ..Metadata::default()
        },
        ..RawPage::default()
    }
}

/// One remark for each sort of problem, where it was first met.
fn notices(feed: &Feed) -> Vec<Notice> {
    let mut kinds = Vec::new();
    let mut notices = Vec::new();
    for problem in &feed.problems {
        if !kinds.contains(&problem.kind) {
            kinds.push(problem.kind);
            notices.push(Notice::new(format!("feed at {problem}")));
        }
    }
    notices
}

/// The words of a title or summary, white space folded.
fn plain(content: &Content) -> String {
    let mut document = Document::default();
    let text = if content.media == Media::Html && looks_like_markup(&content.value) {
        html::read(&content.value, &[], &mut document);
        &document.text
    } else {
        &content.value
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
