//! Addresses, made whole by what they are relative to.

use std::rc::Rc;

use url::Url;

/// A base longer than this is not made longer: bases in bases would grow with
/// every element.
const LONGEST: usize = 2048;

/// What addresses are relative to, where it is known.
pub(in crate::parse) type Base = Option<Rc<Url>>;

/// The base a document starts with: the address it was fetched from.
pub(in crate::parse) fn base(source: Option<&str>) -> Base {
    source
        .and_then(|source| Url::parse(source).ok())
        .map(Rc::new)
}

/// The base inside an element that says `xml:base="stated"`.
pub(super) fn rebase(base: &Base, stated: &str) -> Base {
    let stated = stated.trim();
    if stated.is_empty() || stated.len() > LONGEST {
        return base.clone();
    }
    let joined = match base {
        Some(base) => base.join(stated).ok(),
        None => Url::parse(stated).ok(),
    };
    match joined.filter(|joined| joined.as_str().len() <= LONGEST) {
        Some(joined) => Some(Rc::new(joined)),
        None => base.clone(),
    }
}

/// An address made whole; as written where it is whole already, or cannot be.
pub(in crate::parse) fn resolve(base: &Base, written: &str) -> String {
    let written = written.trim();
    match base {
        Some(base) if !written.is_empty() && Url::parse(written).is_err() => base
            .join(written)
            .map_or_else(|_| written.into(), Into::into),
        _ => written.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_chain_and_addresses_follow() {
        for (source, stated, written, expected) in [
            (None, "", "/a", "/a"),
            (
                None,
                "http://a.example/x/",
                "y?z=1",
                "http://a.example/x/y?z=1",
            ),
            (
                Some("http://a.example/f.xml"),
                "sub/",
                "p",
                "http://a.example/sub/p",
            ),
            (
                Some("https://a.example/"),
                "",
                "//b.example/c",
                "https://b.example/c",
            ),
            (
                Some("https://a.example/"),
                "",
                "mailto:x@y.example",
                "mailto:x@y.example",
            ),
            (
                Some("https://a.example/"),
                "",
                "HTTP://B.example",
                "HTTP://B.example",
            ),
            (
                Some("https://a.example/"),
                "http://[",
                "p",
                "https://a.example/p",
            ),
        ] {
            let base = rebase(&base(source), stated);
            assert_eq!(
                resolve(&base, written),
                expected,
                "{source:?} {stated} {written}"
            );
        }
    }
}
