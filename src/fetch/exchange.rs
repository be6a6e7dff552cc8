//! One request, one answer, nothing followed.

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap, HeaderValue, IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
};
use reqwest::{Client, Response};
use tokio::time::{Instant, timeout};
use url::Url;

use super::coding::{ACCEPTED, Trouble, unpack};
use super::fault::Fault;
use super::faults::{
    BAD_CERTIFICATE, BAD_CODING, BROKEN_PROTOCOL, NO_CONNECTION, PRIVATE_HOST, TIMEOUT, TOO_LARGE,
    TOO_SLOW, TRUNCATED, UNKNOWN_HOST,
};
use super::names::{NoAddress, Refused};
use super::seconds;
use crate::model::{Credentials, Fetching};

/// Pages first, anything else all the same.
const WANTED: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// The longest validator that is sent back.
const LONGEST_VALIDATOR: usize = 4096;
/// A server has this long before the least rate counts.
const GRACE: Duration = Duration::from_secs(10);

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Ask<'a> {
    pub(super) url: &'a Url,
    /// What the answer is conditional on.
    pub(super) validators: Validators,
    /// Name and password for this host.
    pub(super) credentials: Option<Credentials>,
    /// Where to stop reading, instead of giving up on a long answer.
    pub(super) cut: Option<usize>,
}

/// What a server gave to tell one state of a page from another, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub(super) etag: Option<Vec<u8>>,
    pub(super) last_modified: Option<Vec<u8>>,
}

/// What came back.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    /// The body, content codings undone; empty but for a success.
    pub(super) body: Vec<u8>,
    /// What was odd about it.
    pub(super) odd: Option<&'static str>,
    /// Bytes of the body on the wire.
    pub(super) wire: u64,
    pub(super) took: Duration,
}

impl Answer {
    /// The first header of this lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&[u8]> {
        let (_, value) = self.headers.iter().find(|(header, _)| header == name)?;
        Some(value)
    }

    pub(super) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }
}

/// Makes one request.
pub(super) async fn exchange(
    client: &Client,
    fetching: &Fetching,
    ask: &Ask<'_>,
) -> Result<Answer, Fault> {
    let whole = seconds(fetching.timeout);
    timeout(whole, exchanged(client, fetching, ask))
        .await
        .unwrap_or_else(|_| {
            let message = format!("no whole answer within {} s", fetching.timeout);
            Err(Fault::passing(&TIMEOUT, message))
        })
}

async fn exchanged(client: &Client, fetching: &Fetching, ask: &Ask<'_>) -> Result<Answer, Fault> {
    let began = Instant::now();
    let mut request = client.get(ask.url.clone()).headers(headers(ask));
    if let Some(Credentials { user, password }) = &ask.credentials {
        request = request.basic_auth(user, password.as_ref());
    }
    let idle = seconds(fetching.idle_timeout);
    let sent = timeout(idle + seconds(fetching.connect_timeout), request.send()).await;
    let response = sent
        .map_err(|_| silent(fetching))?
        .map_err(|error| unanswered(&error))?;
    let status = response.status().as_u16();
    let headers = response.headers();
    let coding = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect::<Vec<_>>()
        .join(",");
    let mut answer = Answer {
        status,
        headers: headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
            .collect(),
        ..Answer::default()
    };
    if answer.is_success() {
        let body = read(response, fetching, ask.cut, began).await?;
        answer.wire = body.len() as u64;
        let unpacked =
            unpack(body, &coding, fetching.max_size).map_err(|trouble| match trouble {
                Trouble::TooLarge => too_large(fetching, "unpacked"),
                Trouble::Broken(message) => Fault::new(&BAD_CODING, message),
            })?;
        answer.body = unpacked.bytes;
        answer.odd = unpacked.odd;
    }
    answer.took = began.elapsed();
    Ok(answer)
}

fn headers(ask: &Ask<'_>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(WANTED));
    let codings = if ask.cut.is_some() {
        "identity"
    } else {
        ACCEPTED
    };
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(codings));
    let Validators {
        etag,
        last_modified,
    } = &ask.validators;
    for (name, value) in [(IF_NONE_MATCH, etag), (IF_MODIFIED_SINCE, last_modified)] {
        if let Some(value) = value
            && value.len() <= LONGEST_VALIDATOR
            && let Ok(value) = HeaderValue::from_bytes(value)
        {
            headers.insert(name, value);
        }
    }
    headers
}

/// Reads a body to its end, or as far as `cut`.
async fn read(
    mut response: Response,
    fetching: &Fetching,
    cut: Option<usize>,
    began: Instant,
) -> Result<Vec<u8>, Fault> {
    let limit = fetching.max_size;
    if cut.is_none()
        && response
            .content_length()
            .is_some_and(|length| length > limit)
    {
        return Err(too_large(fetching, "announced"));
    }
    let idle = seconds(fetching.idle_timeout);
    let mut body = Vec::new();
    while let Some(chunk) = timeout(idle, response.chunk())
        .await
        .map_err(|_| silent(fetching))?
        .map_err(|error| broken_off(&error, body.len()))?
    {
        body.extend_from_slice(&chunk);
        if let Some(cut) = cut
            && body.len() >= cut
        {
            body.truncate(cut);
            break;
        }
        if body.len() as u64 > limit {
            return Err(too_large(fetching, "sent"));
        }
        let took = began.elapsed();
        let least = took.saturating_sub(GRACE).as_secs() * fetching.min_rate;
        if (body.len() as u64) < least {
            let message = format!(
                "{} bytes in {} s, expected {} a second",
                body.len(),
                took.as_secs(),
                fetching.min_rate
            );
            return Err(Fault::passing(&TOO_SLOW, message));
        }
    }
    Ok(body)
}

fn too_large(fetching: &Fetching, how: &str) -> Fault {
    let message = format!("the page is larger than {} bytes {how}", fetching.max_size);
    Fault::new(&TOO_LARGE, message)
}

fn silent(fetching: &Fetching) -> Fault {
    let message = format!("no byte for {} s", fetching.idle_timeout);
    Fault::passing(&TIMEOUT, message)
}

/// Why a request had no answer.
fn unanswered(error: &reqwest::Error) -> Fault {
    if let Some(refused) = cause::<Refused>(error) {
        return Fault::new(&PRIVATE_HOST, refused.to_string());
    }
    if let Some(missing) = cause::<NoAddress>(error) {
        return Fault::passing(&UNKNOWN_HOST, missing.to_string());
    }
    if let Some(reason) = cause::<rustls::Error>(error) {
        return match reason {
            rustls::Error::InvalidCertificate(reason) => Fault::new(
                &BAD_CERTIFICATE,
                format!("the certificate is refused: {reason}"),
            ),
            reason => Fault::passing(&NO_CONNECTION, format!("no secure connection: {reason}")),
        };
    }
    if error.is_timeout() {
        return Fault::passing(&TIMEOUT, "the connection does not stand in time");
    }
    if error.is_connect() {
        return Fault::passing(&NO_CONNECTION, format!("no connection: {}", root(error)));
    }
    if let Some(reason) = cause::<hyper::Error>(error)
        && reason.is_parse()
    {
        let message = format!("the answer is not HTTP: {reason}");
        return Fault::new(&BROKEN_PROTOCOL, message);
    }
    Fault::passing(&NO_CONNECTION, format!("no answer: {}", root(error)))
}

/// Why a body did not come to its end.
fn broken_off(error: &reqwest::Error, read: usize) -> Fault {
    let kind = cause::<io::Error>(error).map(io::Error::kind);
    if matches!(
        kind,
        Some(io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
    ) {
        return Fault::new(
            &BROKEN_PROTOCOL,
            format!("the body is not HTTP: {}", root(error)),
        );
    }
    Fault::passing(
        &TRUNCATED,
        format!("the answer broke off after {read} bytes: {}", root(error)),
    )
}

/// The first error of this type behind another.
fn cause<T: Error + 'static>(error: &reqwest::Error) -> Option<&T> {
    chain(error).find_map(|error| error.downcast_ref::<T>())
}

/// The innermost error: what really happened.
fn root(error: &reqwest::Error) -> String {
    chain(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = Some(error as &(dyn Error + 'static));
    std::iter::from_fn(move || {
        let error = next?;
        // An I/O error passes over what it is made of, and names that one's
        // source.
        let inner = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
            .map(|inner| inner as &(dyn Error + 'static));
        next = inner.or_else(|| error.source());
        Some(error)
    })
}
