//! `close` ends what waits, and a runtime that is dropped ends all.

use goroutines::net::{TcpListener, TcpStream, is_closed, is_timeout};
use goroutines::prelude::*;

use crate::{named, pair, yield_to_all};

#[goroutines]
#[test]
fn close_ends_what_waits() {
    let (client, server) = pair();
    let text = named("read", &client, "use of closed network connection");
    let waits: Vec<_> =
        (0..3).map(|_| go!(|conn: TcpStream| { conn.read(&mut [0; 8]).unwrap_err() }(client))).collect();
    yield_to_all();
    client.close().unwrap();
    for wait in waits {
        let error = wait.join().unwrap();
        assert_eq!(error.to_string(), text);
        assert!(is_closed(&error) && !is_timeout(&error));
    }
    assert!(is_closed(&client.write(b"x").unwrap_err()));
    assert!(is_closed(&client.close().unwrap_err()));
    assert!(is_closed(&client.set_nodelay(true).unwrap_err()));
    assert!(client.is_closed());
    // The peer sees the end at once, though handles of this side are left.
    assert_eq!(server.read(&mut [0; 8]).unwrap(), 0);
}

#[goroutines]
#[test]
fn close_ends_accept_and_frees_the_port() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let accepts = go! { listener.accept().unwrap_err() };
    yield_to_all();
    listener.close().unwrap();
    let error = accepts.join().unwrap();
    assert_eq!(error.to_string(), format!("accept tcp {addr}: use of closed network connection"));
    // `listener` still lives.
    let again = TcpListener::bind(addr).unwrap();
    assert_eq!(again.local_addr().unwrap(), addr);
    assert!(listener.is_closed());
}

#[goroutines]
#[test]
fn a_closed_reading_half_reads_nothing_more() {
    let (client, server) = pair();
    let reads = go! { client.read(&mut [0; 8]).unwrap() };
    yield_to_all();
    client.close_read().unwrap();
    assert_eq!(reads.join().unwrap(), 0);
    client.write(b"still").unwrap();
    assert_eq!(server.read(&mut [0; 8]).unwrap(), 5);
}

/// Our sockets in a runtime that is dropped: operations under way end, and their goroutines' futures are dropped.
#[test]
fn a_runtime_dropped_while_our_sockets_are_open_ends() {
    for workers in [1, 2] {
        let runtime = goroutines::Runtime::builder().workers(workers).deadlock_detection(false).build().unwrap();
        let (ended, end) = std::sync::mpsc::channel::<()>();
        let (client, server) = runtime.run(pair());
        let listener = runtime.run(TcpListener::bind("127.0.0.1:0")).unwrap();
        for _ in 0..2 {
            let (conn, listener, ended) = (server.clone(), listener.clone(), ended.clone());
            drop(runtime.spawn(async move {
                let _dropped_at_the_end = ended;
                let _ = conn.read(&mut [0; 1]).await;
                let _ = listener.accept().await;
                std::future::pending::<()>().await;
            }));
        }
        drop(ended);
        drop(runtime);
        assert_eq!(end.recv(), Err(std::sync::mpsc::RecvError));
        // What is left of a socket can be asked and closed.
        assert!(client.local_addr().is_ok());
        client.close().unwrap();
        server.close().unwrap();
        listener.close().unwrap();
    }
}
