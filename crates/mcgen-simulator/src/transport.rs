//! gRPC without streams: a message in a frame, in an HTTP/2 request and its response.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::{BufMut as _, Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Incoming};
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::UnixStream;

use crate::provider::Connection;
use crate::rpc::{self, Status};

/// A frame begins with a byte that says whether it is compressed, and four of its length.
const FRAME_HEAD: usize = 5;

/// Answers all calls of one connection, until Terraform ends it.
pub(crate) async fn serve(stream: UnixStream, connection: Connection) {
    let connection = Arc::new(connection);
    let service = service_fn(move |request| respond(Arc::clone(&connection), request));
    let io = TokioIo::new(stream);
    let served = http2::Builder::new(TokioExecutor::new()).serve_connection(io, service);
    // A connection that breaks is one whose Terraform was killed: there is nobody to tell.
    drop(served.await);
}

async fn respond(
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<impl Body<Data = Bytes, Error = Infallible>>, Infallible> {
    let path = request.uri().path().to_owned();
    let answer = match request.into_body().collect().await {
        Ok(body) => match unframed(&body.to_bytes()) {
            Some(message) => rpc::call(&connection, &path, &message),
            None => Err(broken("a frame of gRPC is cut off or compressed")),
        },
        Err(_) => Err(broken("a request ended early")),
    };
    let (body, trailers) = match answer {
        Ok(message) => (framed(&message), trailers(0, "")),
        Err(Status { code, message }) => (Bytes::new(), trailers(code, &message)),
    };
    let trailers = async move { Some(Ok(trailers)) };
    let mut response = Response::new(Full::new(body).with_trailers(trailers));
    let grpc = HeaderValue::from_static("application/grpc");
    response.headers_mut().insert("content-type", grpc);
    Ok(response)
}

/// gRPC's `INTERNAL`.
fn broken(message: &str) -> Status {
    Status {
        code: 13,
        message: message.to_owned(),
    }
}

fn trailers(code: u8, message: &str) -> HeaderMap {
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from(u16::from(code)));
    // gRPC wants what is not printable ASCII, and `%`, as `%XX`.
    let encoded: String = message
        .bytes()
        .map(|byte| match byte {
            b'%' => "%25".to_owned(),
            b' '..=b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    if let Ok(message) = HeaderValue::from_str(&encoded)
        && !encoded.is_empty()
    {
        trailers.insert("grpc-message", message);
    }
    trailers
}

fn framed(message: &[u8]) -> Bytes {
    let mut frame = BytesMut::with_capacity(FRAME_HEAD + message.len());
    frame.put_u8(0);
    frame.put_u32(u32::try_from(message.len()).unwrap_or(u32::MAX));
    frame.put_slice(message);
    frame.freeze()
}

fn unframed(frame: &Bytes) -> Option<Bytes> {
    let head = frame.get(..FRAME_HEAD)?;
    let [compressed, length @ ..] = head else {
        return None;
    };
    let length = usize::try_from(u32::from_be_bytes(length.try_into().ok()?)).ok()?;
    let message = frame.slice(FRAME_HEAD..);
    (*compressed == 0 && message.len() == length).then_some(message)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{framed, trailers, unframed};

    #[test]
    fn a_framed_message_comes_out_of_its_frame() {
        let message = Bytes::from_static(b"message");
        assert_eq!(unframed(&framed(&message)).unwrap(), message);
        assert_eq!(unframed(&framed(&[])).unwrap(), Bytes::new());
    }

    #[test]
    fn a_frame_that_is_cut_off_or_compressed_is_refused() {
        for frame in [
            b"".as_slice(),
            b"\0\0\0\0",
            b"\0\0\0\0\x02a",
            b"\x01\0\0\0\x01a",
        ] {
            assert!(
                unframed(&Bytes::copy_from_slice(frame)).is_none(),
                "{frame:?}"
            );
        }
    }

    #[test]
    fn a_status_message_holds_printable_ascii_only() {
        let trailers = trailers(3, "100 % é");
        assert_eq!(trailers["grpc-status"], "3");
        assert_eq!(trailers["grpc-message"], "100 %25 %C3%A9");
    }
}
