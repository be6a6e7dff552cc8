//! Hosts: that of a document, and those that rules and switches are for.

use url::{Host as Parsed, Url};

use super::Document;

/// A host that something is for, and with it all hosts below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Host(Box<str>);

impl Host {
    /// Reads a host as users write it, or says what is wrong with it.
    pub(crate) fn parse(written: &str) -> Result<Self, String> {
        let name = written.strip_suffix('.').unwrap_or(written);
        match Parsed::parse(name) {
            Ok(host) if !name.contains('*') => Ok(Self(bare(&host.to_string()).into())),
            _ => Err(format!(
                "`{written}` is no host, expected one like `example.org`"
            )),
        }
    }

    /// What to do where one cannot be read.
    pub(crate) const HINT: &'static str =
        "a host is a name without `https://`, path or `*`; its subdomains are of it by themselves";

    /// The name, without `www.`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Host {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The host of a document's address, without `www.`.
pub(crate) fn host_name(document: &Document) -> Option<String> {
    host_of(document.source.as_deref()?)
}

/// The name of an address's host, without `www.`.
pub(crate) fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    url.host_str().map(|name| bare(name).to_owned())
}

/// A host and all it lies below, the nearest first: `a.example.org`,
/// `example.org`, `org`.
pub(crate) fn lineage(name: &str) -> impl Iterator<Item = &str> {
    let name = name.strip_suffix('.').unwrap_or(name);
    std::iter::successors(Some(name), |name| Some(name.split_once('.')?.1))
}

fn bare(name: &str) -> &str {
    name.strip_prefix("www.").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_as_addresses_write_them() {
        for (written, host) in [
            ("example.org", Some("example.org")),
            ("WWW.Example.org.", Some("example.org")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("https://example.org", None),
            ("example.org/news", None),
            ("*.example.org", None),
            ("", None),
        ] {
            let read = Host::parse(written).ok();
            assert_eq!(read.as_ref().map(Host::as_str), host, "{written}");
        }
    }

    #[test]
    fn a_document_is_of_its_host_and_those_above() {
        let document = Document {
            source: Some("https://www.news.Example.org:8080/a?b".into()),
            ..Document::default()
        };
        let name = host_name(&document).unwrap();
        let hosts: Vec<_> = lineage(&name).collect();
        assert_eq!(hosts, ["news.example.org", "example.org", "org"]);
        assert_eq!(host_name(&Document::default()), None);
    }
}
