//! One request, on a connection of its own.

use std::time::{Duration, Instant};

use goroutines::context::Context;
use goroutines::net::{Dialer, TcpStream};
use goroutines::prelude::*;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;

/// A server has so long to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest page that is read.
const LONGEST: usize = 1 << 20;

/// The page at `path` of `host`, if it is there; the text of the error otherwise.
#[goroutines]
pub(crate) fn get(ctx: &Context, host: &str, path: &str) -> Result<String, String> {
    let conn = Dialer::new().timeout(PATIENCE).dial_context(ctx, host).map_err(text)?;
    conn.set_deadline(Instant::now() + PATIENCE).map_err(text)?;
    // What is under way when `ctx` ends, ends with it.
    let handle = conn.clone();
    let closes = context::after_func(ctx, async move { drop(handle.close()) });
    let page = exchange(conn, host, path);
    closes.stop();
    page
}

#[goroutines]
fn exchange(conn: TcpStream, host: &str, path: &str) -> Result<String, String> {
    let (mut sender, connection) = handshake(TokioIo::new(conn)).map_err(text)?;
    // Ends with the connection, which the deadline ends at the latest.
    go! { drop(connection.await) };
    let request = Request::get(path).header("host", host).header("connection", "close");
    let answer = sender.send_request(request.body(Empty::<Bytes>::new()).map_err(text)?).map_err(text)?;
    if !answer.status().is_success() {
        return Err(answer.status().to_string());
    }
    // By hand: `collect` is an iterator's method by name.
    let body = Limited::new(answer.into_body(), LONGEST).collect().await.map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&body.to_bytes()).into_owned())
}

fn text(error: impl std::error::Error) -> String {
    error.to_string()
}
