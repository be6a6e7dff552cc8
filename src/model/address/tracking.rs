//! Parameters that say how a reader came to a page, and not which page it is.

use url::Url;

/// How the names of families of tracking parameters start, in lower case.
const FAMILIES: [&str; 9] = [
    "bsft_", "gad_", "hsa_", "mtm_", "oly_", "trk_", "utm_", "vero_", "wt.mc_",
];

/// Names of tracking parameters, in lower case and sorted.
///
/// Of what many sites share only: advertising networks, newsletters, measuring
/// services. None that names a page anywhere, as `id`, `ref`, `cid`, `source`
/// or `campaign_id` do.
const NAMES: [&str; 101] = [
    "__hsfp",
    "__hssc",
    "__hstc",
    "__s",
    "__twitter_impression",
    "_bta_c",
    "_bta_tid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_ke",
    "_kx",
    "_openstat",
    "admitad_uid",
    "at_campaign",
    "at_medium",
    "cjevent",
    "ck_subscriber_id",
    "clickid",
    "cmpid",
    "dclid",
    "dicbo",
    "dm_i",
    "ef_id",
    "elq",
    "elqaid",
    "elqat",
    "elqcampaignid",
    "elqtrack",
    "elqtrackid",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "gdffi",
    "gdfms",
    "gdftrk",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "igsh",
    "igshid",
    "irclickid",
    "irgwc",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "mkwid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "nr_email_referer",
    "ns_campaign",
    "ns_fee",
    "ns_linkname",
    "ns_mchannel",
    "ns_source",
    "oborigurl",
    "pcrid",
    "piwik_campaign",
    "piwik_keyword",
    "piwik_kwd",
    "pk_campaign",
    "pk_cid",
    "pk_content",
    "pk_keyword",
    "pk_kwd",
    "pk_medium",
    "pk_source",
    "rb_clickid",
    "rdt_cid",
    "s_cid",
    "s_kwcid",
    "sccid",
    "soc_src",
    "soc_trk",
    "spm",
    "srsltid",
    "tblci",
    "ttclid",
    "twclid",
    "wbraid",
    "wickedid",
    "wickedsource",
    "wt_mc",
    "wtrid",
    "xtor",
    "xtref",
    "yclid",
    "ymclid",
    "ysclid",
    "zanpid",
];

/// Names of parameters that sign the others, in lower case: nothing of such a
/// query may go, or the server refuses it.
const SIGNATURES: [&str; 9] = [
    "hash",
    "hdnea",
    "hdntl",
    "hdnts",
    "hmac",
    "sig",
    "sign",
    "signature",
    "token",
];

/// The names of parameters that say how a reader came to the page, in their
/// order, as written.
///
/// None where the query is signed, since then no parameter can go.
///
/// ```
/// use tamis::model::tracking_parameters;
///
/// let url = url::Url::parse("https://a.example/?id=1&utm_source=x&fbclid=y").unwrap();
/// assert_eq!(tracking_parameters(&url).collect::<Vec<_>>(), ["utm_source", "fbclid"]);
/// ```
pub fn tracking_parameters(url: &Url) -> impl Iterator<Item = &str> {
    let query = Query::new(url.query().unwrap_or_default());
    let unsigned = !query.is_signed();
    query
        .parameters()
        .map(name)
        .filter(move |name| unsigned && tracks(name))
}

/// The part of an address behind its `?`.
#[derive(Clone, Copy)]
pub(super) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    pub(super) const fn new(written: &'a str) -> Self {
        Self(written)
    }

    /// Its parameters, as written. Empty ones are none, as in the URL
    /// Standard's `application/x-www-form-urlencoded`.
    pub(super) fn parameters(self) -> impl Iterator<Item = &'a str> {
        self.0.split('&').filter(|parameter| !parameter.is_empty())
    }

    /// Whether a parameter vouches for the others.
    pub(super) fn is_signed(self) -> bool {
        self.parameters().map(name).any(|name| {
            let name = name.to_ascii_lowercase();
            SIGNATURES.contains(&&*name)
                || ["-signature", "_signature", "-token", "_token"]
                    .iter()
                    .any(|ending| name.ends_with(ending))
        })
    }
}

/// Whether a page is the same without this parameter of its address, on `host`
/// and where pages of the `linking` hosts lead to it.
pub(super) fn tells_nothing(parameter: &str, host: &str, linking: &[&str]) -> bool {
    if tracks(name(parameter)) {
        return true;
    }
    // Publishing systems add the name of the site a link stands on, and only
    // then does `ref` not name a branch, an affiliate or a chapter.
    parameter.split_once('=').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("ref")
            && linking
                .iter()
                .chain([&host])
                .any(|host| value.eq_ignore_ascii_case(host))
    })
}

/// The name of a parameter, without the rest of an `&amp;` that stood before it.
fn name(parameter: &str) -> &str {
    let name = parameter
        .split_once('=')
        .map_or(parameter, |(name, _)| name);
    name.strip_prefix("amp;").unwrap_or(name)
}

fn tracks(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.binary_search(&&*name).is_ok()
        || FAMILIES
            .iter()
            .any(|family| name.len() > family.len() && name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_of_no_family() {
        assert!(NAMES.is_sorted());
        for name in NAMES {
            assert_eq!(name, name.to_ascii_lowercase());
            assert!(
                !FAMILIES.iter().any(|family| name.starts_with(family)),
                "{name}"
            );
        }
    }

    #[test]
    fn what_names_a_page_is_no_tracking() {
        for (query, expected) in [
            ("utm_source=a&UTM_Medium=b&page=2", "utm_source UTM_Medium"),
            ("a=1&amp;gclid=x", "gclid"),
            ("fbclid", "fbclid"),
            ("utm_=1&utmost=2", ""),
            ("id=1&ref=main&source=x&cid=3&p=4&campaign_id=5", ""),
            ("utm_source=a&X-Amz-Signature=0", ""),
            ("utm_source=a&sig=0", ""),
            ("utm_source=a&access_token=0", ""),
            ("crop/100x100/format/webp", ""),
        ] {
            let url = Url::parse(&format!("https://a.example/?{query}")).unwrap();
            let found: Vec<&str> = tracking_parameters(&url).collect();
            assert_eq!(found.join(" "), expected, "{query}");
        }
    }
}
