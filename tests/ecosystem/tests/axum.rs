//! axum, whose tasks are tokio's and run on the workers; its handlers use channels. reqwest asks.

use axum::extract::{Path, State};
use axum::{Router, routing};
use goroutines::prelude::*;

/// A handler: `#[goroutines]` makes it an `async fn`, as axum wants it.
#[goroutines]
fn square(State(jobs): State<Chan<(u64, Chan<u64>)>>, Path(n): Path<u64>) -> String {
    let answer = chan(1);
    jobs.send((n, answer.clone())).unwrap();
    answer.recv().unwrap().to_string()
}

#[goroutines]
#[test]
fn a_handler_asks_a_goroutine() {
    let jobs = chan::<(u64, Chan<u64>)>(0);
    go! {
        for (n, answer) in &jobs {
            answer.send(n * n).unwrap();
        }
    };
    let app = Router::new().route("/square/{n}", routing::get(square)).with_state(jobs.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let (ctx, cancel) = context::with_cancel(&context::background());
    let done = ctx.done();
    let serves = go! {
        let ends = async move {
            done.recv().await;
        };
        axum::serve(listener, app).with_graceful_shutdown(ends).await.unwrap();
    };
    let client = goroutines::Shared::new(reqwest::Client::new());
    let asks: Vec<_> = (1..=10u64).map(|n| go!(ask(client, addr, n))).collect();
    for (n, ask) in (1..=10u64).zip(asks) {
        assert_eq!(ask.join().unwrap(), (n * n).to_string());
    }
    drop(client);
    cancel();
    serves.join().unwrap();
    jobs.close();
}

#[goroutines]
fn ask(client: goroutines::Shared<reqwest::Client>, addr: std::net::SocketAddr, n: u64) -> String {
    let answer = client.get(format!("http://{addr}/square/{n}")).send().unwrap();
    answer.text().unwrap()
}
