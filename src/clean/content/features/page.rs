//! What kind of page a page is: one row for all of it.

use super::lexicon::KINDS;
use super::mass::ratio;
use super::own::whole;
use super::place::index;
use super::view::View;
use super::{Sink, own};
use crate::model::{Document, Genre, Tag};

/// Elements whose number says what a page is.
const TAGS: [Tag; 14] = [
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Form,
    Tag::Figure,
    Tag::Table,
    Tag::Ul,
    Tag::Dl,
    Tag::Blockquote,
    Tag::Button,
    Tag::Select,
    Tag::Pre,
    Tag::P,
    Tag::H1,
];

/// Words in addresses by what they lead to.
const ADDRESSES: [&[&str]; 7] = [
    &[
        "article", "articles", "blog", "news", "story", "stories", "post", "posts",
    ],
    &[
        "forum",
        "forums",
        "thread",
        "threads",
        "topic",
        "topics",
        "discussion",
        "community",
        "t",
        "questions",
        "viewtopic",
        "showthread",
    ],
    &[
        "product", "products", "shop", "store", "item", "dp", "p", "buy", "sku",
    ],
    &[
        "category",
        "categories",
        "collection",
        "collections",
        "tag",
        "tags",
        "c",
        "browse",
        "search",
        "archive",
        "list",
    ],
    &[
        "docs",
        "doc",
        "documentation",
        "guide",
        "guides",
        "manual",
        "reference",
        "api",
        "wiki",
        "help",
        "tutorial",
        "learn",
        "support",
    ],
    &[
        "service",
        "services",
        "solutions",
        "about",
        "pricing",
        "features",
        "company",
        "contact",
    ],
    &["index", "home", "default"],
];

/// Which of them are of threads.
const THREADS: usize = 1;

/// Whether it says that it is a thread, whose comments are what it is for; an
/// article that lists its comments is none.
pub(in crate::clean) fn is_thread(document: &Document) -> bool {
    let says = |genre| document.genres.contains(genre);
    says(Genre::Thread) && !says(Genre::Article) || Address::of(document).names(THREADS)
}

pub(super) fn describe(view: &View<'_>, sink: &mut impl Sink) {
    own::page(view, sink);
    sink.say("the page", view.document.stated.published);
    sink.say("the page", view.document.stated.author);
    for genre in Genre::ALL {
        sink.say("what it says it is", view.document.genres.contains(*genre));
    }
    address(view, sink);
    elements(view, sink);
    repeats(view, sink);
}

/// An address taken apart.
struct Address<'d> {
    known: bool,
    parts: Vec<&'d str>,
    queried: bool,
}

impl<'d> Address<'d> {
    fn of(document: &'d Document) -> Self {
        let canonical = document.metadata.canonical.as_deref();
        let written = canonical.or(document.source.as_deref()).unwrap_or_default();
        let rest = written.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            known: !rest.is_empty(),
            parts: path.split('/').filter(|part| !part.is_empty()).collect(),
            queried: !query.is_empty(),
        }
    }

    /// Whether a word of these is a part of it.
    fn names(&self, words: usize) -> bool {
        let words = ADDRESSES.get(words).copied().unwrap_or_default();
        self.parts.iter().any(|part| {
            let stem = part.split_once('.').map_or(*part, |(stem, _)| stem);
            words.iter().any(|word| word.eq_ignore_ascii_case(stem))
        })
    }
}

/// What its address looks like.
fn address(view: &View<'_>, sink: &mut impl Sink) {
    let address = Address::of(view.document);
    let last = address.parts.last().copied().unwrap_or_default();
    let count = |is: fn(char) -> bool| whole(index(last.chars().filter(|c| is(*c)).count()));
    sink.say("its address", !address.known);
    sink.put("its address", whole(index(address.parts.len())));
    sink.put("its address", count(|c| matches!(c, '-' | '_')));
    sink.put("its address", count(|c| c.is_ascii_digit()));
    sink.put("its address", count(|_| true));
    sink.say("its address", last.contains(".htm"));
    sink.say("its address", address.queried);
    sink.say(
        "its address",
        address.parts.iter().any(|part| is_year(part)),
    );
    for words in 0..ADDRESSES.len() {
        sink.say("its address", address.names(words));
    }
}

fn is_year(part: &str) -> bool {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (part.starts_with("19") || part.starts_with("20"))
}

/// How many elements of each tag it has, and of each kind that names tell.
fn elements(view: &View<'_>, sink: &mut impl Sink) {
    let mut tags = [0.0; TAGS.len()];
    let mut named = [0.0; KINDS.len()];
    for place in &view.places.all {
        if let Some(at) = TAGS.iter().position(|tag| *tag == place.tag)
            && let Some(count) = tags.get_mut(at)
        {
            *count += 1.0;
        }
        let names = view.places.names.get(place.names as usize);
        let mut bits = names.map_or(0, |names| names.kinds);
        while bits != 0 {
            if let Some(count) = named.get_mut(bits.trailing_zeros() as usize) {
                *count += 1.0;
            }
            bits &= bits - 1;
        }
    }
    let all = whole(index(view.places.all.len()));
    for count in tags {
        sink.put("its elements", count);
    }
    for count in named {
        sink.put("its elements", ratio(count, all));
    }
}

/// The families of elements that hold most of it, and the element that running
/// text points to.
fn repeats(view: &View<'_>, sink: &mut impl Sink) {
    let all = view.sums.all();
    let mut most = (0.0, 0.0, 0.0);
    for family in &view.places.families {
        let mass = view.sums.between(family.from as usize, family.to as usize);
        if family.members >= 3 && mass.plain() > most.0 {
            let members = whole(family.members);
            most = (mass.plain(), members, mass.words / members);
        }
    }
    sink.put("elements that repeat", ratio(most.0, all.plain()));
    sink.put("elements that repeat", most.1);
    sink.put("elements that repeat", most.2);
    let top = view.places.get(view.top).map(|top| view.within(top));
    let top = top.unwrap_or_default();
    sink.put("the main text", ratio(top.plain(), all.plain()));
    sink.put("the main text", top.plain());
    sink.put("the main text", top.density());
    sink.put("the main text", ratio(top.prose, top.words));
    sink.put("the main text", ratio(top.commas, top.words));
    sink.put("the main text", top.proses);
}
