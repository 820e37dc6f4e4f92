//! Connections beside `select!`, dumps, tokio's traits and other executors.

use std::time::Instant;

use goroutines::net::{TcpListener, TcpStream, is_closed, is_timeout};
use goroutines::prelude::*;

use crate::{pair, yield_to_all};

/// A buffer of `AsyncRead` is not zeroed beyond what reads are worth; all bytes arrive all the same, in buffers of any size.
#[goroutines]
#[test]
fn a_long_stream_is_read_through_tokio_s_traits() {
    use tokio::io::AsyncReadExt as _;
    let (client, server) = pair();
    let sent: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
    let writes = go!(|conn: TcpStream, bytes: Vec<u8>| {
        conn.write(&bytes[..10]).unwrap();
        conn.write(&bytes[10..]).unwrap();
        conn.close().unwrap();
    }(client, sent.clone()));
    let mut got = Vec::with_capacity(8192);
    let mut conn = &server;
    // One byte first, then buffers that grow.
    assert_eq!(conn.read_u8().await.unwrap(), sent[0]);
    conn.read_to_end(&mut got).await.unwrap();
    writes.join().unwrap();
    assert!(got == sent[1..]);
    assert_eq!(conn.read_buf(&mut got).await.unwrap(), 0);
}

/// Dumps say `IO wait`, the line, and both addresses.
#[goroutines]
#[test]
fn a_dump_tells_what_a_read_waits_for() {
    let (client, server) = pair();
    let reads = go! { reads_a_byte(&server).unwrap() };
    let text = loop {
        let dump = goroutines::runtime::dump();
        let found = dump.goroutines().iter().find(|it| it.id() == reads.id() && it.is_waiting());
        if let Some(goroutine) = found {
            break goroutine.to_string();
        }
        goroutines::yield_now();
    };
    let (local, remote) = (client.peer_addr().unwrap(), client.local_addr().unwrap());
    let wait = format!(
        "goroutine {} [IO wait]:\n\truntime/tests/net_tcp/outside.rs:{READS_AT}\n\t\ttcp, local {local}, remote {remote}\n",
        reads.id()
    );
    assert!(text.starts_with(&wait), "{text}");
    client.write(&[1]).unwrap();
    assert_eq!(reads.join().unwrap(), 1);
}

/// Where [`reads_a_byte`] waits.
const READS_AT: u32 = line!() + 4;

#[goroutines]
fn reads_a_byte(conn: &TcpStream) -> std::io::Result<usize> {
    conn.read(&mut [0; 1])
}

#[goroutines]
#[test]
fn handles_go_to_other_crates_types_and_back() {
    let listener: TcpListener = std::net::TcpListener::bind("127.0.0.1:0").unwrap().try_into().unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    let server = tokio::net::TcpStream::try_from(server).unwrap();
    client.write(b"ping").unwrap();
    server.readable().unwrap();
    assert_eq!(server.try_read(&mut [0; 8]).unwrap(), 4);
    let server = TcpStream::from(server);
    let client = std::net::TcpStream::try_from(client).unwrap();
    let client = TcpStream::try_from(client).unwrap();
    server.write(b"pong").unwrap();
    assert_eq!(client.read(&mut [0; 8]).unwrap(), 4);
}

#[goroutines]
#[test]
fn a_select_accepts_reads_and_gives_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let quit = chan::<()>(0);
    let serves = go! {
        let (mut conns, mut reads) = (0, 0);
        loop {
            select! {
                accepted = listener.accept() => {
                    let (conn, _) = accepted.unwrap();
                    conns += 1;
                    let mut buf = [0; 4];
                    select! {
                        n = conn.read(&mut buf) => reads += n.unwrap(),
                        _ = quit.recv() => break,
                    }
                }
                _ = quit.recv() => break,
            }
        }
        (conns, reads)
    };
    for _ in 0..20 {
        let client = TcpStream::connect(addr).unwrap();
        client.write(b"ping").unwrap();
        client.read(&mut [0; 1]).unwrap();
    }
    yield_to_all();
    quit.close();
    assert_eq!(serves.join().unwrap(), (20, 80));
    // A case that was not chosen has taken nothing.
    let client = TcpStream::connect(addr).unwrap();
    assert_eq!(listener.accept().unwrap().1, client.local_addr().unwrap());
}

#[goroutines]
#[test]
fn a_select_sees_deadlines_and_close() {
    let (client, _server) = pair();
    let never = chan::<()>(0);
    client.set_read_deadline(Instant::now() + time::MILLISECOND).unwrap();
    let mut buf = [0; 4];
    let error = select! {
        n = client.read(&mut buf) => n.unwrap_err(),
        _ = never.recv() => unreachable!(),
    };
    assert!(is_timeout(&error));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let waits = go! {
        select! {
            accepted = listener.accept() => accepted.unwrap_err(),
            _ = never.recv() => unreachable!(),
        }
    };
    yield_to_all();
    listener.close().unwrap();
    assert!(is_closed(&waits.join().unwrap()));
}

#[test]
fn sockets_work_on_a_plain_thread_and_in_other_executors() {
    let (client, server) = goroutines::run(pair());
    let thread = std::thread::spawn(move || {
        futures_lite::future::block_on(async {
            let mut buf = [0; 4];
            server.read_exact(&mut buf).await.unwrap();
            server.write(&buf).await.unwrap();
        });
    });
    futures_lite::future::block_on(async {
        client.write(b"ping").await.unwrap();
        let mut buf = [0; 4];
        client.read_exact(&mut buf).await.unwrap();
        assert_eq!(&buf, b"ping");
    });
    thread.join().unwrap();
}
