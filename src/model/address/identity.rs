//! The normal form by which two addresses are found to be of the same page.

use url::Url;

use super::tracking::{Query, tells_nothing};
use crate::model::percent::normalize;

/// The identity; `linking` are the hosts of pages that link there.
///
/// `Url` has brought scheme, host, port and dot segments into their normal
/// form already, and an empty path to `/`.
pub(super) fn identity(url: &Url, linking: &[&str]) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map_or_else(String::new, |port| format!(":{port}"));
    let mut identity = format!("{}://{host}{port}", url.scheme());
    identity.push_str(&normalize(url.path().as_bytes(), b""));
    let query = url
        .query()
        .map(|query| query_identity(query, host, linking));
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        identity.push('?');
        identity.push_str(&query);
    }
    if let Some(page) = url
        .fragment()
        .filter(|it| it.len() > 1 && it.starts_with('!'))
    {
        identity.push('#');
        identity.push_str(&normalize(page.as_bytes(), b""));
    }
    identity
}

fn query_identity(written: &str, host: &str, linking: &[&str]) -> String {
    let normal = normalize(written.as_bytes(), b"");
    let query = Query::new(&normal);
    if query.is_signed() {
        return normal;
    }
    let kept: Vec<&str> = query
        .parameters()
        .filter(|parameter| !tells_nothing(parameter, host, linking))
        .collect();
    kept.join("&")
}
