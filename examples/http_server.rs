//! An HTTP server on hyper: keep-alive, and a graceful end on SIGINT and SIGTERM that answers what is under way.
//!
//! ```text
//! cargo run --example http_server -- --addr 127.0.0.1:8080
//! curl http://127.0.0.1:8080/hello
//! ```
//!
//! `/hello` greets, `/echo` sends a body back, `/sleep/MILLIS` takes its time, and `/panic` panics: that ends its connection alone.

#[path = "common/args.rs"]
mod args;

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::time::Duration;

use goroutines::context::Context;
use goroutines::net::{TcpListener, TcpStream, is_closed};
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};

/// A client has so long to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// At the end, what is under way has so long.
const GRACE: Duration = Duration::from_secs(10);
/// The longest body that is taken.
const LONGEST: usize = 1 << 20;

type Answer = Response<Full<Bytes>>;

#[goroutines]
fn main() -> io::Result<()> {
    let addr = args::Args::read().value("--addr", "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(addr)?;
    println!("listening on {}", listener.local_addr()?);

    let (ctx, stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT, Signal::TERMINATE]);
    go! {
        ctx.done().recv();
        // From now on a second Ctrl-C ends the program at once.
        stop();
        listener.close().unwrap();
    };
    let connections = WaitGroup::new();
    loop {
        match listener.accept() {
            Ok((conn, _)) => connections.go(|| serve(conn, ctx)),
            Err(error) if is_closed(&error) => break,
            Err(error) => return Err(error),
        }
    }
    println!("shutting down");
    let ended = chan::<()>(0);
    go! {
        connections.wait();
        ended.close();
    };
    select! {
        _ = ended.recv() => println!("all requests are answered"),
        _ = time::after(GRACE).recv() => eprintln!("some requests took longer than {GRACE:?}"),
    }
    Ok(())
}

/// Answers the requests of one connection until the client has had enough, or `ctx` ends.
#[goroutines]
fn serve(conn: TcpStream, ctx: Context) {
    defer!(|| {
        if let Some(panic) = recover() {
            eprintln!("a request panicked: {}", panic.message());
        }
    }());
    // Clients vanish and send garbage: that is not this server's fault.
    let _ = until_done(conn, ctx);
}

/// Plain Rust, where futures are awaited by hand: hyper's connection, and what ends it, are polled together.
async fn until_done(conn: TcpStream, ctx: Context) -> hyper::Result<()> {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let mut http = pin!(builder.serve_connection(TokioIo::new(conn), service_fn(answer)));
    let done = ctx.done();
    let (mut done, mut told) = (pin!(done.recv()), false);
    poll_fn(move |cx| {
        if !told && done.as_mut().poll(cx).is_ready() {
            // The request under way is answered, and the connection closed behind it.
            told = true;
            http.as_mut().graceful_shutdown();
        }
        http.as_mut().poll(cx)
    })
    .await
}

#[goroutines]
fn answer(request: Request<Incoming>) -> Result<Answer, Infallible> {
    let path = request.uri().path().to_owned();
    Ok(match (request.method(), path.as_str()) {
        (&Method::GET, "/hello") => text(StatusCode::OK, "Hello from a goroutine!\n"),
        (&Method::POST, "/echo") => echo(request.into_body()),
        (&Method::GET, "/panic") => panic!("asked for"),
        (&Method::GET, path) if path.starts_with("/sleep/") => sleep(path),
        _ => text(StatusCode::NOT_FOUND, "not found\n"),
    })
}

#[goroutines]
fn echo(body: Incoming) -> Answer {
    // By hand: `collect` is an iterator's method by name.
    match Limited::new(body, LONGEST).collect().await {
        Ok(body) => Response::new(Full::new(body.to_bytes())),
        Err(_) => text(StatusCode::PAYLOAD_TOO_LARGE, "too long\n"),
    }
}

#[goroutines]
fn sleep(path: &str) -> Answer {
    let Some(Ok(millis)) = path.strip_prefix("/sleep/").map(|rest| rest.parse()) else {
        return text(StatusCode::BAD_REQUEST, "how long?\n");
    };
    time::sleep(Duration::from_millis(millis));
    text(StatusCode::OK, "slept\n")
}

fn text(status: StatusCode, text: &'static str) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *answer.status_mut() = status;
    answer
}
