//! An address of a page: how it is asked for, and what makes it the same as
//! another.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// The longest address that is asked for (RFC 9110, section 4.1, wants at least
/// 8,000 characters to work).
const LONGEST: usize = 8192;

/// Names of parameters that say where a reader came from, and nothing of the
/// page; a `*` stands for any rest.
const TRACKING: [&str; 47] = [
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "ymclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hstc",
    "__hssc",
    "__hsfp",
    "hsCtaTracking",
    "_openstat",
    "openstat",
    "vero_conv",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "_branch_match_id",
    "_branch_referrer",
    "wickedid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "rb_clickid",
    "s_cid",
    "ga_*",
    "pk_*",
    "piwik_*",
    "mtm_*",
    "matomo_*",
    "itm_*",
    "hmb_*",
    "stm_*",
    "cvid",
    "srsltid",
];

/// Names of parameters that sign an address: where there is one, every other is
/// part of what was signed.
const SIGNED: [&str; 9] = [
    "signature",
    "sig",
    "x-amz-signature",
    "x-goog-signature",
    "hmac",
    "hash",
    "token",
    "expires",
    "key-pair-id",
];

/// An http or https address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    url: Url,
}

/// A text that is no address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAddress(String);

impl Address {
    /// The address as it is asked for.
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// Name and password in it, escapes undone.
    pub fn credentials(&self) -> Option<(String, String)> {
        let (name, password) = (self.url.username(), self.url.password());
        if name.is_empty() && password.is_none() {
            return None;
        }
        Some((unescaped(name), unescaped(password.unwrap_or_default())))
    }

    /// What two addresses of the same page have in common (RFC 3986, section
    /// 6.2): case, default ports and dot segments are settled by the parser;
    /// here escapes that need not be are undone, and the fragment, tracking
    /// parameters and empty queries are left out. The order of parameters
    /// stays, since servers may look at it.
    pub fn identity(&self) -> String {
        let mut url = self.url.clone();
        // An address always can have both; http addresses have a host.
        url.set_username("").unwrap_or_default();
        url.set_password(None).unwrap_or_default();
        if !url
            .fragment()
            .is_some_and(|fragment| fragment.starts_with('!'))
        {
            url.set_fragment(None);
        }
        let path = plain(url.path());
        url.set_path(&path);
        let query = url.query().map(|query| {
            let signed = is_signed(query);
            let kept = query
                .split('&')
                .filter(|pair| !pair.is_empty() && (signed || !is_tracking(pair)));
            plain(&kept.collect::<Vec<_>>().join("&"))
        });
        url.set_query(query.as_deref().filter(|query| !query.is_empty()));
        url.into()
    }
}

/// The parameters of an address that only track its readers, by name.
pub fn tracking_parameters(url: &Url) -> Vec<&str> {
    let query = url.query().unwrap_or_default();
    if is_signed(query) {
        return Vec::new();
    }
    let tracking = query.split('&').filter(|pair| is_tracking(pair));
    tracking.map(name).collect()
}

fn name(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

fn is_tracking(pair: &str) -> bool {
    let name = name(pair);
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(start) => name
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start)),
        None => name.eq_ignore_ascii_case(known),
    })
}

fn is_signed(query: &str) -> bool {
    query.split('&').map(name).any(|name| {
        let name = name.to_ascii_lowercase();
        SIGNED.contains(&name.as_str())
    })
}

/// Undoes the escapes of characters that need none, and writes the others with
/// capitals (RFC 3986, sections 6.2.2.1 and 6.2.2.2).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let code = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let Some(code) = code else {
            out.push('%');
            rest = after;
            continue;
        };
        if code.is_ascii_alphanumeric() || b"-._~".contains(&code) {
            out.push(char::from(code));
        } else {
            out.push('%');
            out.push_str(&after.get(..2).unwrap_or_default().to_ascii_uppercase());
        }
        rest = after.get(2..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = after
            .get(if code.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(NotAnAddress(format!(
                "an address of {} bytes, expected at most {LONGEST}",
                text.len()
            )));
        }
        let url = Url::parse(text).map_err(|error| NotAnAddress(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NotAnAddress(format!(
                "an address of scheme `{}`, expected http or https",
                url.scheme()
            )));
        }
        Ok(Self { url })
    }
}

/// Without its password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redacted(&self.url))
    }
}

/// An address as it may be shown: without name and password.
pub fn redacted(url: &Url) -> String {
    if url.username().is_empty() && url.password().is_none() {
        return url.as_str().to_owned();
    }
    let mut url = url.clone();
    url.set_username("").unwrap_or_default();
    url.set_password(None).unwrap_or_default();
    url.into()
}

impl fmt::Display for NotAnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotAnAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(text: &str) -> String {
        text.parse::<Address>().unwrap().identity()
    }

    #[test]
    fn one_page_has_one_identity() {
        for (text, expected) in [
            (
                "HTTP://Site.EXAMPLE:80/a/../b?utm_x=1#f",
                "http://site.example/b",
            ),
            ("https://site.example", "https://site.example/"),
            ("https://site.example:443/?", "https://site.example/"),
            (
                "https://site.example/%7Ejo/%c3%a9?q=%41%2f",
                "https://site.example/~jo/%C3%A9?q=A%2F",
            ),
            (
                "https://site.example/?b=2&a=1&fbclid=x",
                "https://site.example/?b=2&a=1",
            ),
            (
                "https://site.example/?ref=start&id=7",
                "https://site.example/?ref=start&id=7",
            ),
            (
                "https://site.example/#!/page",
                "https://site.example/#!/page",
            ),
            ("https://jo:secret@site.example/a", "https://site.example/a"),
            ("https://site.example/a%zz", "https://site.example/a%zz"),
            (
                "https://m\u{fc}nster.example/",
                "https://xn--mnster-3ya.example/",
            ),
            (
                "https://site.example/f?utm_source=a&X-Amz-Signature=b",
                "https://site.example/f?utm_source=a&X-Amz-Signature=b",
            ),
        ] {
            assert_eq!(identity(text), expected, "{text}");
        }
        assert_ne!(
            identity("http://site.example/"),
            identity("https://site.example/")
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        let address: Address = "https://jo:p%40ss@site.example/a".parse().unwrap();
        assert_eq!(address.to_string(), "https://site.example/a");
        assert_eq!(address.credentials(), Some(("jo".into(), "p@ss".into())));
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused() {
        for text in [
            "",
            "site.example",
            "ftp://site.example/",
            "javascript:alert(1)",
            "http://",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
        let long = format!("https://site.example/{}", "a".repeat(LONGEST));
        assert!(long.parse::<Address>().is_err());
    }

    #[test]
    fn tracking_parameters_are_named() {
        let url = Url::parse("https://a.example/?id=1&UTM_Source=x&gclid=2&ref=3").unwrap();
        assert_eq!(tracking_parameters(&url), ["UTM_Source", "gclid"]);
    }
}
