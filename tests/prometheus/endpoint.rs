//! The endpoint of a region, as Cockroach Labs documents it: it wants a key, and answers in the text format.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(super) const KEY: &str = "CCDB1_of_a_prometheus";

/// Runs until the test ends.
pub(super) struct Endpoint {
    port: u16,
    revoked: Arc<AtomicBool>,
}

impl Endpoint {
    pub(super) fn start(metrics: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let revoked = Arc::new(AtomicBool::new(false));
        let refuses = Arc::clone(&revoked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&stream.unwrap(), metrics, refuses.load(Ordering::SeqCst));
            }
        });
        Self { port, revoked }
    }

    /// What stands in `targets` of the resource.
    pub(super) fn url(&self) -> String {
        let path = "api/v1/clusters/f78b7feb/metricexport/prometheus/ap-northeast-2/scrape";
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// From now on the key opens nothing.
    pub(super) fn revoke(&self) {
        self.revoked.store(true, Ordering::SeqCst);
    }
}

fn answer(mut stream: &TcpStream, metrics: &str, revoked: bool) {
    let lines = BufReader::new(stream).lines();
    let lines = lines.map_while(Result::ok).take_while(|it| !it.is_empty());
    let request: Vec<String> = lines.collect();
    let asks = request
        .first()
        .is_some_and(|it| it.contains("/ap-northeast-2/scrape "));
    let known = request.contains(&format!("Authorization: Bearer {KEY}"));
    let (status, body) = match (asks, known && !revoked) {
        (true, true) => ("200 OK", metrics),
        (true, false) => ("401 Unauthorized", ""),
        (false, _) => ("404 Not Found", ""),
    };
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
}
