use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// The password that [`serve`] makes up for everybody.
pub(crate) const PASSWORD: &str = "never-in-a-plan-3f1d9c2b7e6a4850";

/// Secrets Manager as far as a plan asks it: whatever is asked, the answer is a password. Gives the
/// address to ask at; it answers as long as the test runs.
pub(crate) fn serve() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            // Whoever hangs up early gets no answer, and the plan says so.
            let _ = answer(connection);
        }
    });
    format!("http://{address}")
}

fn answer(connection: TcpStream) -> std::io::Result<()> {
    let mut request = BufReader::new(connection);
    let mut length = 0;
    loop {
        let mut line = String::new();
        request.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.is_empty() {
            break;
        }
    }
    std::io::copy(&mut request.by_ref().take(length), &mut std::io::sink())?;
    let body = format!("{{\"RandomPassword\":\"{PASSWORD}\"}}");
    write!(
        request.into_inner(),
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
