//! "hello" by HTTP over 64 connections that are kept, asked for by a load generator: what a request
//! takes of the server.

use std::convert::Infallible;

use goroutines::net::TcpListener;
use goroutines::prelude::*;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};

use crate::peers::load::{Load, load};
use crate::peers::{Sockets as _, Tokio};
use crate::workload::{Aim, Answer, Clock, Figure, Unit, Workload, as_many, nanos, peer};

/// An HTTP server.
pub static WORKLOAD: Workload = Workload {
    name: "http",
    title: "HTTP hello over 64 connections",
    // Seconds.
    size: 3,
    quick: 1,
    operations: as_many,
    answer: as_many,
    figures: &[
        Figure { key: "each", title: "per request", unit: Unit::Nanos, aims: &[Aim::Of(0.952, "tokio")] },
        Figure { key: "server", title: "CPU time of the server per request", unit: Unit::Nanos, aims: OF_TOKIO },
        Figure { key: "p50", title: "median latency", unit: Unit::Millis, aims: &[] },
        Figure { key: "p99", title: "p99 latency", unit: Unit::Millis, aims: OF_TOKIO },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.cold().goroutines(goroutines)),
        peer("tokio", |job| job.cold().on::<Tokio, _, _, _>(tasks)),
    ],
};

const OF_TOKIO: &[Aim] = &[Aim::Of(1.0, "tokio")];

fn answer(seconds: u64, load: &Load, clock: Clock) -> Answer {
    let requests = load.requests as f64;
    let each = |time| nanos(time) / requests;
    let [p50, p99] = load.latency;
    let answer = Answer::from(seconds).with("each", each(load.took)).with("server", each(clock.cpu()));
    answer.with("p50", p50).with("p99", p99)
}

/// Answers the requests of one connection: the same for everybody.
async fn serve(conn: impl AsyncRead + AsyncWrite + Unpin) {
    let hello = service_fn(|_: Request<Incoming>| async {
        Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"Hello, World!"))))
    });
    // The load generator leaves in mid request.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(conn), hello).await;
}

#[goroutines]
fn goroutines(seconds: u64) -> Answer {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    go! {
        while let Ok((conn, _)) = listener.accept() {
            go!(serve(conn));
        }
    };
    let clock = Clock::start();
    let load = goroutines::blocking(move || load(addr, seconds));
    listener.close().unwrap();
    answer(seconds, &load, clock)
}

async fn tasks(seconds: u64) -> Answer {
    let (listener, addr) = Tokio::listen();
    tokio::spawn(async move {
        loop {
            tokio::spawn(serve(Tokio::accept(&listener).await));
        }
    });
    let clock = Clock::start();
    let load = tokio::task::spawn_blocking(move || load(addr, seconds)).await.expect("no panic");
    answer(seconds, &load, clock)
}
