//! The rules of fetching: every way in which a page is not had.

use crate::model::{CheckCard, Severity};

/// Every rule of fetching.
pub static FAULTS: [&CheckCard; 22] = [
    &BAD_ADDRESS,
    &PRIVATE_HOST,
    &ROBOTS_DISALLOW,
    &ROBOTS_UNREACHABLE,
    &UNKNOWN_HOST,
    &NO_CONNECTION,
    &BAD_CERTIFICATE,
    &TIMEOUT,
    &TOO_SLOW,
    &TRUNCATED,
    &BROKEN_PROTOCOL,
    &TOO_LARGE,
    &BAD_CODING,
    &BAD_STATUS,
    &TOO_MANY_REDIRECTS,
    &REDIRECT_LOOP,
    &FORBIDDEN_REDIRECT,
    &DOWNGRADE,
    &ASKED_TO_WAIT,
    &REQUEST_LIMIT,
    &HOST_LIMIT,
    &NO_TEXT,
];

macro_rules! fault {
    ($constant:ident, $code:literal, $name:literal, $summary:literal, why $why:literal, help $help:literal, bad $bad:literal, good $good:literal) => {
        pub(crate) static $constant: CheckCard = CheckCard {
            code: $code,
            name: $name,
            group: "fetch",
            severity: Severity::Error,
            summary: $summary,
            why: $why,
            help: $help,
            bad: $bad,
            good: $good,
        };
    };
}

fault!(BAD_ADDRESS, "HT001", "bad-address",
    "what was given is no address of a page",
    why "Only http and https addresses with a host are pages of the web.",
    help "write it as https://HOST/PATH",
    bad "ftp://files.example/list", good "https://files.example/list");
fault!(PRIVATE_HOST, "HT002", "private-host",
    "the host is not on the public network",
    why "An address out of a feed, a sitemap or a redirect must not reach into the network of the machine that fetches. Every address that is dialled is checked, however it is written and whoever names it.",
    help "if it is meant, allow its network with `--allow-private CIDR`",
    bad "http://169.254.169.254/latest/", good "https://site.example/");
fault!(ROBOTS_DISALLOW, "HT003", "robots-disallow",
    "the host's robots.txt forbids it",
    why "robots.txt is how a site says what programs may fetch (RFC 9309).",
    help "ask the site's keeper, or leave the address out",
    bad "https://site.example/private/ under `Disallow: /private/`", good "https://site.example/news/");
fault!(ROBOTS_UNREACHABLE, "HT004", "robots-unreachable",
    "the host's robots.txt cannot be had",
    why "While a site cannot say what programs may fetch, nothing may be (RFC 9309, section 2.3.1.4).",
    help "try again later, or say `--robots-unreachable allow`",
    bad "robots.txt answers 503", good "robots.txt answers 200 or 404");
fault!(UNKNOWN_HOST, "HT005", "unknown-host",
    "the host's name has no address",
    why "The name is misspelt, or its site is gone.",
    help "check the spelling of the host",
    bad "https://sitte.example/", good "https://site.example/");
fault!(NO_CONNECTION, "HT006", "no-connection",
    "the host does not take the connection, or drops it",
    why "The site is down, or something between keeps it away.",
    help "try again later",
    bad "connection refused", good "an answer");
fault!(BAD_CERTIFICATE, "HT007", "bad-certificate",
    "the host cannot prove who it is",
    why "Its certificate has run out, is for another host, or is signed by nobody known: the answer could be anybody's.",
    help "have the certificate put right; `--insecure` takes any certificate",
    bad "a certificate for other.example", good "a certificate for the host, signed by a known authority");
fault!(TIMEOUT, "HT008", "timeout",
    "the host did not answer in time",
    why "A host that never answers must not hold up the others.",
    help "try again later, or raise `--timeout`",
    bad "no byte for 20 seconds", good "an answer");
fault!(TOO_SLOW, "HT009", "too-slow",
    "the answer comes too slowly",
    why "A server that drips a byte at a time would hold its connection for days.",
    help "try again later, or lower `min-rate` in tamis.toml",
    bad "1 byte a second", good "an answer");
fault!(TRUNCATED, "HT010", "truncated",
    "the answer broke off",
    why "A page cut short is no page: its end would silently be missing.",
    help "try again later",
    bad "1000 bytes announced, 400 sent", good "as many bytes as announced");
fault!(BROKEN_PROTOCOL, "HT011", "broken-protocol",
    "the answer is not HTTP",
    why "Headers that contradict each other, have no end or cannot be read are not to be guessed at.",
    help "report it to the site's keeper",
    bad "two different lengths", good "one length");
fault!(TOO_LARGE, "HT012", "too-large",
    "the page is larger than is taken in",
    why "A page that never ends, or a small one that unpacks to gigabytes, would fill the memory.",
    help "raise `--max-size` to take it in",
    bad "10 GB of zeros in 10 KB", good "a page");
fault!(BAD_CODING, "HT013", "bad-coding",
    "the page cannot be unpacked",
    why "It is packed in a way nobody asked for, more often than twice, or broken.",
    help "report it to the site's keeper",
    bad "gzip without its end", good "gzip, brotli or zstd, whole");
fault!(BAD_STATUS, "HT014", "bad-status",
    "the host answered with an error",
    why "What comes with an error is a message about it, not the page.",
    help "check the address",
    bad "404 Not Found", good "200 OK");
fault!(TOO_MANY_REDIRECTS, "HT015", "too-many-redirects",
    "one redirect leads to the next",
    why "Browsers give up as well.",
    help "use the address the chain ends at, or raise `--max-redirects`",
    bad "11 redirects", good "one redirect");
fault!(REDIRECT_LOOP, "HT016", "redirect-loop",
    "the redirects lead around in a circle",
    why "No page is at their end.",
    help "report it to the site's keeper",
    bad "/a leads to /b, /b to /a", good "/a leads to /b");
fault!(FORBIDDEN_REDIRECT, "HT017", "forbidden-redirect",
    "a redirect leads out of the web",
    why "A server must not make programs open files or speak other protocols.",
    help "report it to the site's keeper",
    bad "Location: file:///etc/passwd", good "Location: https://site.example/new");
fault!(DOWNGRADE, "HT018", "downgrade",
    "a redirect leads from https to http",
    why "What comes by http can be read and changed on the way.",
    help "use an https address, or say `--allow-downgrade`",
    bad "https://site.example/ leads to http://site.example/", good "https://site.example/ leads to https://www.site.example/");
fault!(ASKED_TO_WAIT, "HT019", "asked-to-wait",
    "the host asks for a pause",
    why "It answered 429 or 503 each time it was asked.",
    help "try again later, with a longer `--delay`",
    bad "429 Too Many Requests, three times", good "200 OK");
fault!(REQUEST_LIMIT, "HT020", "request-limit",
    "the run has made as many requests as it may",
    why "A hostile feed or sitemap could ask for any number of them.",
    help "raise `--max-requests`",
    bad "the 1,000,001st request", good "fewer requests");
fault!(HOST_LIMIT, "HT021", "host-limit",
    "the run has asked as many hosts as it may",
    why "A hostile feed could spread a run over the whole web.",
    help "raise `--max-hosts`",
    bad "the 10,001st host", good "fewer hosts");
fault!(NO_TEXT, "HT022", "no-text",
    "what came is no text",
    why "Pictures, archives and programs have nothing to clean.",
    help "leave the address out",
    bad "content-type: image/png", good "content-type: text/html");
