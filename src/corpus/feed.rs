//! What a feed looks like from its first bytes.

/// Whether a file starts as a feed: RSS, RDF or Atom by the root element behind
/// an optional prolog, JSON Feed by its version.
pub(super) fn is_feed(start: &str) -> bool {
    if start.starts_with('{') {
        return is_json_feed(start);
    }
    // UTF-16 that is mostly ASCII is itself with a NUL by each character.
    let start: String = start.chars().filter(|&c| c != '\0').collect();
    let start = start.trim_start_matches(|c: char| c == '\u{fffd}' || c.is_whitespace());
    root(start).is_some_and(|root| {
        let end = root.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let name = root.get(..end.unwrap_or(root.len())).unwrap_or_default();
        match name {
            "rss" | "feed" | "atom:feed" => true,
            "rdf:RDF" | "RDF" => {
                root.contains("://purl.org/rss/1.0") || root.contains("netscape.com/rdf/simple")
            }
            "entry" | "atom:entry" => root.contains("www.w3.org/2005/Atom"),
            _ => false,
        }
    })
}

/// The text from the name of the root element on.
fn root(start: &str) -> Option<&str> {
    let mut rest = start.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            instruction.split_once("?>")?.1
        } else if let Some(doctype) = rest.strip_prefix("<!DOCTYPE") {
            let outside = doctype.split_once('>')?;
            if outside.0.contains('[') {
                let (_, after) = doctype.split_once(']')?;
                after.split_once('>')?.1
            } else {
                outside.1
            }
        } else {
            return rest.strip_prefix('<');
        }
        .trim_start();
    }
}

fn is_json_feed(start: &str) -> bool {
    // Slashes may be escaped, and by some languages always are.
    let start = start.replace("\\/", "/");
    start
        .split("\"version\"")
        .skip(1)
        .filter_map(|after| after.trim_start().strip_prefix(':'))
        .filter_map(|after| after.trim_start().strip_prefix("\"http"))
        .any(|address| {
            address
                .trim_start_matches('s')
                .trim_start_matches("://")
                .trim_start_matches("www.")
                .starts_with("jsonfeed.org/version/")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_from_other_markup() {
        for (start, expected) in [
            ("<rss version=\"2.0\">", true),
            (
                r#"{"version": "https:\/\/jsonfeed.org\/version\/1.1""#,
                true,
            ),
            ("<?xml version='1.0'?>\n<!-- x --><feed xmlns='x'>", true),
            ("<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", true),
            ("<!DOCTYPE rss SYSTEM 'x.dtd'><rss>", true),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", true),
            ("<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'>", false),
            ("<\0r\0s\0s\0>\0", true),
            ("<?xml version='1.0'?><html>", false),
            ("<rssx>", false),
            ("<urlset>", false),
            ("<feedback>", false),
            ("text", false),
            ("{\n \"version\" : \"https://jsonfeed.org/version/1\"", true),
            (
                r#"{"text": "\"version\": \"https://jsonfeed.org/version/1\""}"#,
                false,
            ),
            (r#"{"version": 2, "text": "x"}"#, false),
        ] {
            assert_eq!(is_feed(start), expected, "{start}");
        }
    }
}
