//! A server on loopback that says exactly the bytes it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    /// Header lines, names in lower case.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) time: Instant,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&[u8]> {
        let (_, value) = self.headers.iter().find(|(header, _)| header == name)?;
        Some(value)
    }
}

/// What the server does with a connection, one after the other; at the end it
/// closes it.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Send(Vec<u8>),
    /// Sends the same over and over, until nobody listens.
    Forever(Vec<u8>),
    Wait(Duration),
    /// Waits for the next request.
    Again,
}

/// A server that answers each path as it was told.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server; `answer` gets each request and how many there were for
    /// its path before.
    pub(crate) fn start(
        answer: impl Fn(&Request, usize) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Mutex::new(Vec::<Request>::new()));
        let (answer, kept) = (Arc::new(answer), Arc::clone(&log));
        // The thread ends with the process, as do those of its connections.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&kept));
                thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Self { address, log }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far, in order.
    pub(crate) fn log(&self) -> Vec<Request> {
        self.log.lock().unwrap().clone()
    }

    /// The requests for anything but robots.txt.
    pub(crate) fn asked(&self) -> Vec<String> {
        let paths = self.log().into_iter().map(|request| request.path);
        paths.filter(|path| path != "/robots.txt").collect()
    }
}

fn serve(
    stream: TcpStream,
    answer: &dyn Fn(&Request, usize) -> Vec<Act>,
    log: &Mutex<Vec<Request>>,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    'requests: while let Some(request) = read(&mut reader) {
        let before = {
            let mut log = log.lock().unwrap();
            let same = log.iter().filter(|other| other.path == request.path);
            let before = same.count();
            log.push(request.clone());
            before
        };
        for act in answer(&request, before) {
            match act {
                Act::Send(bytes) => {
                    if stream.write_all(&bytes).is_err() {
                        return;
                    }
                }
                Act::Forever(bytes) => while stream.write_all(&bytes).is_ok() {},
                Act::Wait(time) => thread::sleep(time),
                Act::Again => continue 'requests,
            }
        }
        return;
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = Vec::new();
    let mut next = |reader: &mut dyn BufRead| {
        line.clear();
        reader.read_until(b'\n', &mut line).ok()?;
        Some(line.trim_ascii_end().to_vec())
    };
    let first = next(reader)?;
    let path = String::from_utf8_lossy(&first)
        .split(' ')
        .nth(1)?
        .to_owned();
    let mut headers = Vec::new();
    loop {
        let line = next(reader)?;
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
        headers.push((name, line[colon + 1..].trim_ascii().to_vec()));
    }
    Some(Request {
        path,
        headers,
        time: Instant::now(),
    })
}

/// A whole answer with its length, after which the connection stays.
pub(crate) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Act> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    vec![Act::Send([head.as_bytes(), body].concat()), Act::Again]
}

/// A page of HTML.
pub(crate) fn page(body: &str) -> Vec<Act> {
    answer("200 OK", "content-type: text/html\r\n", body)
}

/// A redirect.
pub(crate) fn leads_to(location: &str) -> Vec<Act> {
    answer("302 Found", &format!("location: {location}\r\n"), "")
}

/// Exactly these bytes, and the end of the connection.
pub(crate) fn raw(bytes: impl AsRef<[u8]>) -> Vec<Act> {
    vec![Act::Send(bytes.as_ref().to_vec())]
}

/// The port of a server that answers "secure" under a certificate it signed
/// itself, and at `/down` leads to http.
pub(crate) fn secure() -> u16 {
    let signed = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key =
        rustls::pki_types::PrivateKeyDer::try_from(signed.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            thread::spawn(move || {
                let mut stream = rustls::StreamOwned::new(connection, stream);
                while let Some(request) = read(&mut BufReader::new(&mut stream)) {
                    let answer = match request.path.as_str() {
                        "/down" => {
                            "302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
                        }
                        _ => "200 OK\r\ncontent-length: 6\r\n\r\nsecure",
                    };
                    if write!(stream, "HTTP/1.1 {answer}").is_err() {
                        return;
                    }
                }
            });
        }
    });
    port
}
