//! Reads and writes: the end of a stream, two at once, peers that go away.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use goroutines::net::{OpError, TcpStream, is_closed};
use goroutines::prelude::*;
use goroutines::sync::Arc;

use crate::{Stuck, pair, yield_to_all};

#[goroutines]
#[test]
fn a_reader_and_a_writer_share_a_connection() {
    let (client, server) = pair();
    go! {
        let mut buf = [0; 1024];
        loop {
            let n = server.read(&mut buf).unwrap();
            if n == 0 { break }
            server.write(&buf[..n]).unwrap();
        }
        server.close_write().unwrap();
    };
    let total = 1 << 20;
    let writer = go! {
        let data = vec![7; total];
        assert_eq!(client.write(&data).unwrap(), total);
        client.close_write().unwrap();
    };
    let mut echoed = Vec::new();
    assert_eq!(client.read_to_end(&mut echoed).unwrap(), total);
    assert!(echoed.iter().all(|byte| *byte == 7));
    writer.join().unwrap();
}

#[goroutines]
#[test]
fn a_read_at_the_end_gives_zero_again_and_again() {
    let (client, server) = pair();
    client.write(b"last").unwrap();
    client.close().unwrap();
    let mut buf = [0; 16];
    assert_eq!(server.read(&mut buf).unwrap(), 4);
    for _ in 0..3 {
        assert_eq!(server.read(&mut buf).unwrap(), 0);
    }
    let short = server.read_exact(&mut buf).unwrap_err();
    assert_eq!((short.kind(), short.to_string()), (ErrorKind::UnexpectedEof, "unexpected EOF".to_owned()));
}

#[goroutines]
#[test]
fn an_empty_buffer_is_read_at_once() {
    let (client, _server) = pair();
    assert_eq!(client.read(&mut []).unwrap(), 0);
    client.set_deadline(Instant::now()).unwrap();
    assert_eq!(client.read(&mut []).unwrap(), 0);
    assert_eq!(client.write(&[]).unwrap(), 0);
    client.close().unwrap();
    assert!(is_closed(&client.read(&mut []).unwrap_err()));
}

#[goroutines]
#[test]
fn two_writes_at_once_do_not_mix() {
    let (client, server) = pair();
    const EACH: usize = 3 << 20;
    let writers: Vec<_> = (0..4u8)
        .map(|byte| go!(|conn: TcpStream, byte: u8| { conn.write(&vec![byte; EACH]).unwrap() }(client, byte)))
        .collect();
    let mut runs = Vec::new();
    let mut buf = vec![0; 256 << 10];
    let mut left = 4 * EACH;
    while left > 0 {
        let n = server.read(&mut buf).unwrap();
        left -= n;
        runs.extend_from_slice(&buf[..n]);
        runs.dedup();
    }
    for writer in writers {
        assert_eq!(writer.join().unwrap(), EACH);
    }
    runs.sort_unstable();
    assert_eq!(runs, [0, 1, 2, 3]);
}

#[goroutines]
#[test]
fn a_write_dropped_half_way_lets_the_next_one_in() {
    let (client, server) = pair();
    let stuck = Stuck::on(client.clone());
    let next = go! { client.write(&[2; 10]).unwrap() };
    drop(stuck);
    let mut buf = vec![0; 1 << 20];
    loop {
        let n = server.read(&mut buf).unwrap();
        if buf[..n].contains(&2) {
            break;
        }
    }
    assert_eq!(next.join().unwrap(), 10);
}

#[goroutines]
#[test]
fn two_reads_at_once_get_bytes_of_their_own() {
    let (client, server) = pair();
    let readers: Vec<_> = (0..2)
        .map(|_| {
            go!(|conn: TcpStream| {
                let (mut sum, mut buf) = (0usize, [0; 64]);
                loop {
                    let n = conn.read(&mut buf).unwrap();
                    if n == 0 {
                        break sum;
                    }
                    sum += buf[..n].iter().map(|byte| usize::from(*byte)).sum::<usize>();
                }
            }(server))
        })
        .collect();
    for byte in 1..=100u8 {
        client.write(&[byte]).unwrap();
        goroutines::yield_now();
    }
    client.close().unwrap();
    let mut sum = 0;
    for reader in readers {
        sum += reader.join().unwrap();
    }
    assert_eq!(sum, (1..=100).sum());
}

#[goroutines]
#[test]
fn a_peer_that_resets_is_an_error_of_the_read() {
    let (client, server) = pair();
    let reads = go! { server.read(&mut [0; 8]).unwrap_err() };
    yield_to_all();
    client.set_linger(Duration::ZERO).unwrap();
    client.close().unwrap();
    let error = reads.join().unwrap();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert!(error.to_string().ends_with(": read: connection reset by peer"), "{error}");
    let os = std::error::Error::source(OpError::of(&error).unwrap()).unwrap();
    assert!(os.downcast_ref::<std::io::Error>().unwrap().raw_os_error().is_some());
}

#[goroutines]
#[test]
fn a_write_to_a_peer_that_has_gone_fails() {
    let (client, server) = pair();
    server.set_linger(Duration::ZERO).unwrap();
    server.close().unwrap();
    let error = loop {
        if let Err(error) = client.write(b"anybody?") {
            break error;
        }
    };
    assert!(matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{error}");
}

#[goroutines]
#[test]
fn vectored_writes_are_whole() {
    let (client, server) = pair();
    let parts: Vec<Vec<u8>> = (0..200u8).map(|byte| vec![byte; 20_000]).collect();
    let expected: Vec<u8> = parts.concat();
    go! {
        let slices: Vec<_> = parts.iter().map(|part| std::io::IoSlice::new(part)).collect();
        assert_eq!(client.write_vectored(&slices).unwrap(), 200 * 20_000);
        client.close().unwrap();
    };
    let mut all = Vec::new();
    server.read_to_end(&mut all).unwrap();
    assert!(all == expected);
}

#[goroutines]
#[test]
fn a_hot_connection_lets_others_run() {
    let (client, server) = pair();
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let ordering = std::sync::atomic::Ordering::Relaxed;
    let floods = go! {
        while !stop.load(ordering) {
            client.write(&[1; 4096]).unwrap();
        }
        client.close().unwrap();
    };
    let drains = go! {
        let mut buf = [0; 64];
        while server.read(&mut buf).unwrap() > 0 {}
    };
    for _ in 0..20 {
        goroutines::yield_now();
    }
    stop.store(true, ordering);
    floods.join().unwrap();
    drains.join().unwrap();
}
