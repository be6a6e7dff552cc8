//! What a page says about itself: JSON-LD, Open Graph, meta tags, microdata.

use serde_json::Value;

use super::markup::{Name, known};
use super::signs::Signs;
use super::tree::Element;
use crate::model::{Genre, Genres, Metadata};

/// Statements found so far, by where they were made.
#[derive(Default)]
pub(super) struct Collector {
    linked: Metadata,
    /// Of what is not called an article.
    things: Metadata,
    graph: Metadata,
    plain: Metadata,
    micro: Metadata,
    page_title: Option<String>,
    genres: Genres,
    /// What may say the rest.
    pub(super) signs: Signs,
}

/// What the page states, before its headline is chosen.
pub(super) struct Stated {
    metadata: Metadata,
    /// What it says it is.
    pub(super) genres: Genres,
    /// Titles it gives itself, the most dependable first.
    pub(super) titles: Vec<String>,
}

impl Stated {
    pub(super) fn site(&self) -> Option<&str> {
        self.metadata.site.as_deref()
    }

    pub(super) fn into_metadata(self) -> Metadata {
        self.metadata
    }
}

impl Collector {
    /// Looks at an element whose name [`is_stating`].
    pub(super) fn element(&mut self, element: Element<'_, '_>) {
        let attribute = |name| element.attribute(name);
        match element.name {
            known::META => self.meta(element),
            known::LINK
                if attribute(known::REL)
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                let address = attribute(known::HREF).unwrap_or_default();
                set(&mut self.plain.canonical, &address);
            }
            known::HTML => {
                let language = attribute(known::LANG).unwrap_or_default();
                set(&mut self.plain.language, &language);
            }
            known::TITLE if self.page_title.is_none() => {
                set(&mut self.page_title, &element.text());
            }
            known::SCRIPT
                if attribute(known::TYPE).is_some_and(|kind| {
                    kind.trim().eq_ignore_ascii_case("application/ld+json")
                }) =>
            {
                self.json_ld(&element.text());
            }
            known::TIME => {
                let date = attribute(known::DATETIME).unwrap_or_default();
                match attribute(known::ITEMPROP).as_deref() {
                    Some("datePublished") => set(&mut self.micro.published, &date),
                    Some("dateModified") => set(&mut self.micro.modified, &date),
                    _ if element.has(known::PUBDATE) => set(&mut self.micro.published, &date),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn meta(&mut self, element: Element<'_, '_>) {
        let content = element.attribute(known::CONTENT).unwrap_or_default();
        let keys = [
            known::PROPERTY,
            known::NAME,
            known::ITEMPROP,
            known::HTTP_EQUIV,
        ];
        let names = keys.into_iter().find_map(|key| element.attribute(key));
        for name in names.unwrap_or_default().split_ascii_whitespace() {
            self.named(&name.to_ascii_lowercase(), &content);
        }
    }

    /// Takes the content of a `meta` of this name.
    fn named(&mut self, name: &str, content: &str) {
        match name {
            "og:title" => set(&mut self.graph.title, content),
            "og:site_name" => set(&mut self.graph.site, content),
            "og:description" => set(&mut self.graph.description, content),
            "og:url" => set(&mut self.graph.canonical, content),
            "og:type" => self.genre(content),
            "og:locale" => set(&mut self.graph.language, &content.replace('_', "-")),
            "article:published_time"
            | "og:article:published_time"
            | "og:published_time"
            | "article:published"
            | "datepublished" => {
                set(&mut self.graph.published, content);
            }
            "article:modified_time" | "og:updated_time" | "datemodified" => {
                set(&mut self.graph.modified, content);
            }
            "article:author" if !content.starts_with("http") => {
                set(&mut self.graph.author, content);
            }
            "author"
            | "dc.creator"
            | "dc:creator"
            | "dcterms.creator"
            | "dcterm.creator"
            | "dcterm:creator"
            | "citation_author"
            | "parsely-author"
            | "sailthru.author"
            | "og:author"
            | "creator"
            | "authors"
            | "author_name"
            | "article:author_name"
            | "byl" => {
                set(&mut self.plain.author, content);
            }
            "twitter:title" | "dc.title" | "citation_title" => set(&mut self.plain.title, content),
            "description" | "twitter:description" => set(&mut self.plain.description, content),
            "date"
            | "dc.date"
            | "dc.date.created"
            | "dcterms.date"
            | "dcterms.issued"
            | "dc:date"
            | "dc.date.publication"
            | "citation_date"
            | "citation_online_date"
            | "datecreated"
            | "publication_date"
            | "publication-date"
            | "published_time"
            | "publishdate"
            | "publish_date"
            | "published-date"
            | "cxenseparse:recs:publishtime"
            | "cxenseparse:publishtime"
            | "dcterms.created"
            | "dc.date.issued"
            | "citation_publication_date"
            | "parsely-pub-date"
            | "sailthru.date"
            | "pubdate"
            | "publish-date" => set(&mut self.plain.published, content),
            "last-modified" | "dcterms.modified" => set(&mut self.plain.modified, content),
            "application-name" => set(&mut self.plain.site, content),
            "language" | "content-language" => set(&mut self.plain.language, content),
            _ => {}
        }
    }

    /// Takes what a page or a part of it says it is.
    pub(super) fn genre(&mut self, kind: &str) {
        if let Some(genre) = Genre::of_type(kind) {
            self.genres.insert(genre);
        }
    }

    /// Reads one JSON-LD script; one that is no JSON says nothing.
    fn json_ld(&mut self, script: &str) {
        let Ok(value) = serde_json::from_str::<Value>(script.trim()) else {
            return;
        };
        let mut queue = vec![&value];
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(items) => queue.extend(items.iter().rev()),
                Value::Object(object) => {
                    for kind in kinds(object.get("@type")) {
                        self.genre(kind);
                    }
                    if is_article(object.get("@type")) {
                        article(object, &mut self.linked);
                    } else {
                        thing(object, &mut self.things);
                    }
                    queue.extend(
                        ["@graph", "mainEntity"]
                            .into_iter()
                            .filter_map(|key| object.get(key)),
                    );
                }
                _ => {}
            }
        }
    }

    pub(super) fn finish(self) -> Stated {
        let titles = [
            &self.linked.title,
            &self.graph.title,
            &self.plain.title,
            &self.page_title,
        ];
        let titles = titles.into_iter().filter_map(Clone::clone).collect();
        let mut metadata = self.linked;
        for weaker in [self.graph, self.micro, self.plain, self.things] {
            metadata.fill_from(weaker);
        }
        metadata.title = None;
        Stated {
            metadata,
            genres: self.genres,
            titles,
        }
    }
}

/// Takes what JSON-LD says of an article.
fn article(object: &serde_json::Map<String, Value>, metadata: &mut Metadata) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    set(&mut metadata.title, text("headline"));
    set(&mut metadata.language, text("inLanguage"));
    set(&mut metadata.description, text("description"));
    thing(object, metadata);
    if let Some(publisher) = object.get("publisher") {
        set(&mut metadata.site, &names(publisher));
    }
}

/// Takes what it says of anything that somebody made one day.
fn thing(object: &serde_json::Map<String, Value>, metadata: &mut Metadata) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    set(&mut metadata.published, text("datePublished"));
    set(&mut metadata.modified, text("dateModified"));
    if let Some(author) = object.get("author") {
        set(&mut metadata.author, &names(author));
    }
}

/// Whether elements of this name may say something of the page.
pub(super) fn is_stating(name: Name) -> bool {
    use known::{HTML, LINK, META, SCRIPT, TIME, TITLE};
    matches!(name, HTML | LINK | META | SCRIPT | TIME | TITLE)
}

/// Sets what is still unknown, white space folded.
fn set(field: &mut Option<String>, value: &str) {
    if field.is_none() {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            *field = Some(value);
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let article = |name: &str| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || name == "Report"
            || name == "Review"
    };
    kinds(kind).any(article)
}

/// The types of a JSON-LD thing: one or several.
fn kinds(kind: Option<&Value>) -> impl Iterator<Item = &str> {
    let several = kind.and_then(Value::as_array).into_iter().flatten();
    kind.into_iter().chain(several).filter_map(Value::as_str)
}

/// The name or names a JSON-LD value gives: a string, a thing, or several.
fn names(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        Value::Object(thing) => thing
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        Value::Array(things) => {
            let names: Vec<_> = things
                .iter()
                .map(names)
                .filter(|name| !name.is_empty())
                .collect();
            names.join(", ")
        }
        _ => String::new(),
    }
}
