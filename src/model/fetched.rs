//! A page as it came from the web.

use super::Notice;

/// What a server sent for an address, content codings undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The address that was asked for, without credentials.
    pub requested: String,
    /// The address that answered, behind all redirects.
    pub address: String,
    /// The redirects on the way, in order.
    pub hops: Vec<Hop>,
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer, in order; names are lower case.
    pub headers: Vec<(String, Vec<u8>)>,
    /// When it came: seconds since 1970.
    pub time: i64,
    /// The page.
    pub bytes: Vec<u8>,
    /// Whether the server said that what was kept of an earlier run still holds.
    pub unchanged: bool,
    /// What was odd about the answer.
    pub notices: Vec<Notice>,
}

/// An answer that led elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The address that answered, without credentials.
    pub address: String,
    /// The status of its answer.
    pub status: u16,
}

impl Fetched {
    /// The first header of this lower-case name, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(header, _)| header == name)?;
        std::str::from_utf8(value).ok().map(str::trim)
    }

    /// The media type of its `content-type`.
    pub fn media_type(&self) -> Option<String> {
        essence(self.header("content-type")?)
    }

    /// The `charset` parameter of its `content-type`.
    pub fn charset(&self) -> Option<String> {
        charset(self.header("content-type")?)
    }
}

/// The type itself of a `content-type`, lower case, without parameters.
pub(crate) fn essence(content_type: &str) -> Option<String> {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    (!essence.is_empty()).then(|| essence.to_ascii_lowercase())
}

/// The `charset` parameter of a `content-type`.
pub(crate) fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_read_as_browsers_do() {
        for (value, media, charset) in [
            ("text/html", Some("text/html"), None),
            (
                "Text/HTML; Charset=\"UTF-8\"",
                Some("text/html"),
                Some("UTF-8"),
            ),
            (
                "text/plain;format=flowed ; charset = koi8-r",
                Some("text/plain"),
                Some("koi8-r"),
            ),
            ("; charset=utf-8", None, Some("utf-8")),
            ("text/xml; charset=", Some("text/xml"), None),
        ] {
            let page = Fetched {
                headers: vec![("content-type".into(), value.into())],
                ..Fetched::default()
            };
            assert_eq!(page.media_type().as_deref(), media, "{value}");
            assert_eq!(page.charset().as_deref(), charset, "{value}");
        }
    }
}
