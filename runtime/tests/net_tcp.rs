//! TCP connections by behavior: what the table in `net` promises.

#![cfg(all(feature = "net", not(loom)))]

use std::future::Future;
use std::io::ErrorKind;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use goroutines::net::{self, Dialer, ListenConfig, OpError, TcpListener, TcpStream, is_closed, is_timeout};
use goroutines::prelude::*;
use goroutines::sync::Arc;

/// Long enough that a test that waits for it has failed.
const LONG: Duration = Duration::from_secs(600);

fn long() -> Instant {
    Instant::now() + LONG
}

#[goroutines]
fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

/// The text of errors that name the connection of `conn`.
fn named(op: &str, conn: &TcpStream, what: &str) -> String {
    format!("{op} tcp {}->{}: {what}", conn.local_addr().unwrap(), conn.peer_addr().unwrap())
}

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

/// A write of more than fits, begun and not ended; dropping it gives it up.
struct Stuck {
    _write: Pin<Box<dyn Future<Output = std::io::Result<usize>> + Send>>,
}

impl Stuck {
    fn on(conn: TcpStream) -> Stuck {
        let mut write = Box::pin(async move { conn.write(&vec![1; 64 << 20]).await });
        assert!(write.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        Stuck { _write: write }
    }
}

#[goroutines]
fn yield_to_all() {
    for _ in 0..100 {
        goroutines::yield_now();
    }
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
fn a_deadline_in_the_past_fails_at_once_with_data_there_too() {
    let (client, server) = pair();
    server.write(b"data").unwrap();
    client.peek(&mut [0; 4]).unwrap();
    client.set_read_deadline(Instant::now()).unwrap();
    let error = client.read(&mut [0; 8]).unwrap_err();
    assert_eq!(error.to_string(), named("read", &client, "i/o timeout"));
    assert!(is_timeout(&error) && error.kind() == ErrorKind::TimedOut);
    // Writes have a deadline of their own.
    client.write(b"x").unwrap();
    client.set_read_deadline(None).unwrap();
    assert_eq!(client.read(&mut [0; 8]).unwrap(), 4);
}

#[goroutines]
#[test]
fn a_past_deadline_set_by_another_ends_a_read_under_way() {
    let (client, _server) = pair();
    let reads = go! { client.read(&mut [0; 8]).unwrap_err() };
    yield_to_all();
    client.set_deadline(Instant::now()).unwrap();
    assert!(is_timeout(&reads.join().unwrap()));
}

#[goroutines]
#[test]
fn a_deadline_passes_while_a_read_waits() {
    let (client, _server) = pair();
    let begin = Instant::now();
    client.set_read_deadline(begin + 20 * time::MILLISECOND).unwrap();
    assert!(is_timeout(&client.read(&mut [0; 8]).unwrap_err()));
    assert!(begin.elapsed() >= 20 * time::MILLISECOND);
    // It stays passed until it is moved.
    assert!(is_timeout(&client.read(&mut [0; 8]).unwrap_err()));
}

#[goroutines]
#[test]
fn a_deadline_moved_away_lets_a_read_go_on() {
    let (client, server) = pair();
    client.set_read_deadline(Instant::now() + 30 * time::MILLISECOND).unwrap();
    let reads = go! { client.read(&mut [0; 8]).unwrap() };
    client.set_read_deadline(long()).unwrap();
    // Outlasts the timer, which must see that it fired too early.
    time::sleep(60 * time::MILLISECOND);
    assert!(!reads.is_finished());
    server.write(b"late").unwrap();
    assert_eq!(reads.join().unwrap(), 4);
}

#[goroutines]
#[test]
fn a_deadline_moved_closer_is_obeyed() {
    let (client, _server) = pair();
    client.set_read_deadline(long()).unwrap();
    let reads = go! { client.read(&mut [0; 8]).unwrap_err() };
    yield_to_all();
    client.set_read_deadline(Instant::now() + 5 * time::MILLISECOND).unwrap();
    assert!(is_timeout(&reads.join().unwrap()));
}

#[goroutines]
#[test]
fn a_write_that_nobody_reads_waits_until_its_deadline_and_tells_what_was_sent() {
    let (client, _server) = pair();
    client.set_write_deadline(Instant::now() + 20 * time::MILLISECOND).unwrap();
    let data = vec![0; 64 << 20];
    let error = client.write(&data).unwrap_err();
    assert!(is_timeout(&error));
    let written = OpError::of(&error).unwrap().written();
    assert!(0 < written && written < data.len(), "{written}");
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
fn options_are_set() {
    let (client, _server) = pair();
    assert!(client.nodelay().unwrap());
    client.set_nodelay(false).unwrap();
    assert!(!client.nodelay().unwrap());
    client.set_keepalive(None).unwrap();
    client.set_keepalive(time::SECOND).unwrap();
    client.set_linger(None).unwrap();
    client.set_read_buffer(1 << 16).unwrap();
    client.set_write_buffer(1 << 16).unwrap();
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

#[goroutines]
#[test]
fn several_sockets_share_a_port_if_asked() {
    let config = ListenConfig::new().reuse_port(true);
    let one = config.bind("127.0.0.1:0").unwrap();
    let other = config.bind(one.local_addr().unwrap()).unwrap();
    assert_eq!(one.local_addr().unwrap(), other.local_addr().unwrap());
}

#[goroutines]
#[test]
fn an_accept_has_a_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_deadline(Instant::now() + 5 * time::MILLISECOND).unwrap();
    assert!(is_timeout(&listener.accept().unwrap_err()));
    listener.set_deadline(None).unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    assert_eq!(listener.accept().unwrap().1, client.local_addr().unwrap());
}

#[goroutines]
#[test]
fn a_dial_ends_with_its_time_or_its_context() {
    // Its queue is full, so connections to it hang.
    let full = ListenConfig::new().backlog(0).bind("127.0.0.1:0").unwrap();
    let addr = full.local_addr().unwrap();
    let mut fillers = Vec::new();
    let timeout = loop {
        match net::dial_timeout(addr, 50 * time::MILLISECOND) {
            Ok(conn) => fillers.push(conn),
            Err(error) => break error,
        }
    };
    assert_eq!(timeout.to_string(), format!("dial tcp {addr}: i/o timeout"));
    let (ctx, cancel) = context::with_cancel(&context::background());
    let dials = go! { net::dial_context(&ctx, addr).unwrap_err() };
    yield_to_all();
    cancel();
    assert_eq!(dials.join().unwrap().to_string(), format!("dial tcp {addr}: operation was canceled"));
    let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
    assert!(is_timeout(&net::dial_context(&ctx, addr).unwrap_err()));
}

#[goroutines]
#[test]
fn a_dial_tries_every_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let dead = nobody.local_addr().unwrap();
    nobody.close().unwrap();
    assert_eq!(net::dial(vec![dead, addr]).unwrap().peer_addr().unwrap(), addr);
    // Of two families, the second is tried as soon as the first has failed.
    let six = "[::1]:1".parse().unwrap();
    let dialer = Dialer::new().fallback_delay(LONG);
    assert_eq!(dialer.dial(vec![six, addr]).unwrap().peer_addr().unwrap(), addr);
    let error = net::dial(vec![dead]).unwrap_err();
    assert_eq!(error.to_string(), format!("dial tcp {dead}: connect: connection refused"));
    assert!(net::dial(Vec::<std::net::SocketAddr>::new()).is_err());
}

/// A listener whose queue is full, so that dials to it hang, and those who fill it.
#[goroutines]
fn full_listener() -> (TcpListener, Vec<TcpStream>) {
    let full = ListenConfig::new().backlog(0).bind("127.0.0.1:0").unwrap();
    let addr = full.local_addr().unwrap();
    let mut fillers = Vec::new();
    while let Ok(conn) = net::dial_timeout(addr, 50 * time::MILLISECOND) {
        fillers.push(conn);
    }
    (full, fillers)
}

/// Happy eyeballs: the second family of addresses begins after the delay, while the first is still tried.
#[goroutines]
#[test]
fn the_second_family_does_not_wait_for_the_first_to_fail() {
    // Where there is no IPv6, there is no second family.
    let Ok(listener) = TcpListener::bind("[::1]:0") else { return };
    let six = listener.local_addr().unwrap();
    let (full, _fillers) = full_listener();
    let both = vec![full.local_addr().unwrap(), six];
    let dialer = Dialer::new().timeout(LONG).fallback_delay(time::MILLISECOND);
    assert_eq!(dialer.dial(both.clone()).unwrap().peer_addr().unwrap(), six);
    // Without a delay it is its turn only when the first has failed, which this one does not in time.
    let dialer = Dialer::new().timeout(100 * time::MILLISECOND).fallback_delay(None);
    assert!(is_timeout(&dialer.dial(both).unwrap_err()));
}

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

/// More names at once than look-ups may run: all are answered, equal ones share a look-up.
#[goroutines]
#[test]
fn more_names_than_threads_are_looked_up() {
    // Old ways to write an address, which the system's resolver reads without asking anybody.
    let asks: Vec<_> =
        (0..200u8).map(|n| go!(|name: String| { net::lookup_host(&name) }(format!("127.1.{n}")))).collect();
    for (n, ask) in (0..200u8).zip(asks) {
        let expected: std::net::IpAddr = [127, 1, 0, n].into();
        assert!(ask.join().unwrap().unwrap().iter().all(|addr| *addr == expected));
    }
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
        "goroutine {} [IO wait]:\n\truntime/tests/net_tcp.rs:{READS_AT}\n\t\ttcp, local {local}, remote {remote}\n",
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

#[goroutines]
#[test]
fn names_are_looked_up() {
    let listener = TcpListener::bind("localhost:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let conn = net::dial(("localhost", port)).unwrap();
    assert_eq!(conn.peer_addr().unwrap().port(), port);
    let conn = net::dial(format!(":{port}")).unwrap();
    assert!(conn.peer_addr().unwrap().ip().is_loopback());
    let error = net::dial("no-such-host.invalid:80").unwrap_err();
    assert!(error.to_string().starts_with("dial tcp: lookup no-such-host.invalid: "), "{error}");
    let all: Vec<_> = (0..200).map(|_| go!(net::lookup_host("localhost"))).collect();
    for one in all {
        assert!(!one.join().unwrap().unwrap().is_empty());
    }
    assert_eq!(net::dial("nowhere").unwrap_err().to_string(), "dial tcp: address nowhere: missing port in address");
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
