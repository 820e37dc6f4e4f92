//! UDP, Unix sockets, reading by line, and a listener without descriptors.

#![cfg(all(feature = "net", unix, not(loom)))]

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use goroutines::net::{Addr, TcpListener, TcpStream, UdpSocket, UnixDatagram, UnixListener, UnixStream};
use goroutines::net::{is_closed, is_timeout};
use goroutines::prelude::*;
use goroutines::{io, net};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// A path of this test's own.
fn path(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("goroutines-{}-{name}.sock", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

#[goroutines]
#[test]
fn datagrams_go_both_ways() {
    let server = UdpSocket::bind("127.0.0.1:0").unwrap();
    let addr = server.local_addr().unwrap();
    let client = UdpSocket::connect(addr).unwrap();
    assert_eq!(client.peer_addr().unwrap(), addr);
    go! {
        let mut buf = [0; 64];
        for _ in 0..3 {
            let (n, from) = server.recv_from(&mut buf).unwrap();
            server.send_to(&buf[..n], from).unwrap();
        }
    };
    for text in ["one", "two", ""] {
        assert_eq!(client.send(text.as_bytes()).unwrap(), text.len());
        let mut buf = [0; 64];
        assert_eq!(client.recv(&mut buf).unwrap(), text.len());
    }
}

#[goroutines]
#[test]
fn a_datagram_longer_than_the_buffer_is_cut() {
    let (one, other) = (UdpSocket::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    one.send_to(&[1; 100], other.local_addr().unwrap()).unwrap();
    one.send_to(&[2; 3], other.local_addr().unwrap()).unwrap();
    assert_eq!(other.recv(&mut [0; 10]).unwrap(), 10);
    assert_eq!(other.recv(&mut [0; 10]).unwrap(), 3);
}

#[goroutines]
#[test]
fn receives_end_with_deadlines_and_close() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let addr = socket.local_addr().unwrap();
    socket.set_read_deadline(Instant::now() + time::MILLISECOND).unwrap();
    let late = socket.recv(&mut [0; 8]).unwrap_err();
    assert_eq!(late.to_string(), format!("read udp {addr}: i/o timeout"));
    assert!(is_timeout(&late));
    socket.set_deadline(None).unwrap();
    let waits = go! { socket.recv_from(&mut [0; 8]).unwrap_err() };
    while !waits.is_finished() {
        goroutines::yield_now();
        let _ = socket.close();
    }
    assert!(is_closed(&waits.join().unwrap()));
}

#[goroutines]
#[test]
fn nobody_listens_there() {
    let gone = UdpSocket::bind("127.0.0.1:0").unwrap();
    let client = UdpSocket::connect(gone.local_addr().unwrap()).unwrap();
    gone.close().unwrap();
    // The system reports it to the send after.
    let error = loop {
        if let Err(error) = client.send(b"?") {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
}

/// A refusal wakes who waits to receive already, as in Go.
#[goroutines]
#[test]
fn a_refusal_wakes_a_receiver() {
    let gone = UdpSocket::bind("127.0.0.1:0").unwrap();
    let addr = gone.local_addr().unwrap();
    let client = UdpSocket::connect(addr).unwrap();
    gone.close().unwrap();
    for _ in 0..3 {
        let waits = go! { client.recv(&mut [0; 8]).unwrap_err() };
        goroutines::yield_now();
        // Of a refusal that came too early for the receiver, a send may be told.
        while !waits.is_finished() {
            let _ = client.send(b"?");
            goroutines::yield_now();
        }
        let error = waits.join().unwrap();
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        assert!(error.to_string().ends_with(&format!("->{addr}: read: connection refused")), "{error}");
    }
    // The socket is as good as before: somebody may listen there now.
    let Ok(back) = UdpSocket::bind(addr) else { return };
    while client.send(b"again").is_err() {}
    let mut buf = [0; 8];
    assert_eq!(back.recv(&mut buf).unwrap(), 5);
    back.send_to(b"yes", client.local_addr().unwrap()).unwrap();
    // A refusal from before may come first.
    let got = loop {
        if let Ok(n) = client.recv(&mut buf) {
            break n;
        }
    };
    assert_eq!(&buf[..got], b"yes");
    let waits = go! { client.recv(&mut [0; 8]).unwrap_err() };
    goroutines::yield_now();
    client.close().unwrap();
    assert!(is_closed(&waits.join().unwrap()));
    // And its port is free at once.
    assert!(UdpSocket::connect(addr).is_ok());
}

#[goroutines]
#[test]
fn unix_streams_and_their_file() {
    let path = path("stream");
    let listener = UnixListener::bind(&path).unwrap();
    assert_eq!(listener.local_addr().unwrap(), Addr::Unix(Some(path.clone())));
    let taken = UnixListener::bind(&path).unwrap_err().to_string();
    assert_eq!(taken, format!("listen unix {}: bind: address already in use", path.display()));
    let client = UnixStream::connect(&path).unwrap();
    let (server, peer) = listener.accept().unwrap();
    assert_eq!(peer.to_string(), "@");
    go! {
        let mut buf = [0; 16];
        let n = server.read(&mut buf).unwrap();
        server.write(&buf[..n]).unwrap();
        server.close().unwrap();
    };
    client.write(b"echo").unwrap();
    let mut all = Vec::new();
    client.read_to_end(&mut all).unwrap();
    assert_eq!(all, b"echo");
    drop(listener);
    assert!(!path.exists());
    let gone = UnixStream::connect(&path).unwrap_err().to_string();
    assert_eq!(gone, format!("dial unix {}: connect: no such file or directory", path.display()));
}

#[goroutines]
#[test]
fn the_file_stays_if_asked() {
    let path = path("stays");
    let listener = UnixListener::bind(&path).unwrap();
    listener.set_unlink_on_close(false);
    listener.close().unwrap();
    assert!(path.exists());
    std::fs::remove_file(&path).unwrap();
}

#[goroutines]
#[test]
fn unix_datagrams() {
    let path = path("datagrams");
    let server = UnixDatagram::bind(&path).unwrap();
    let client = UnixDatagram::connect(&path).unwrap();
    client.send(b"one").unwrap();
    let mut buf = [0; 16];
    let (n, from) = server.recv_from(&mut buf).unwrap();
    assert_eq!((&buf[..n], from), (&b"one"[..], Addr::Unix(None)));
    let (left, right) = UnixDatagram::pair().unwrap();
    left.send_to(b"two", &path).unwrap();
    assert_eq!(server.recv(&mut buf).unwrap(), 3);
    right.send(b"three").unwrap();
    assert_eq!(left.recv(&mut buf).unwrap(), 5);
    std::fs::remove_file(&path).unwrap();
}

#[goroutines]
fn lines_of(bytes: Vec<u8>, max: usize) -> (Vec<String>, Option<String>) {
    let (one, other) = UnixStream::pair().unwrap();
    go! {
        for chunk in bytes.chunks(3) {
            // The reader may have seen enough.
            if one.write(chunk).is_err() {
                break;
            }
        }
        // The caller has a handle of it too.
        one.close().unwrap();
    };
    let mut lines = Vec::new();
    for line in io::lines(&other).max_len(max) {
        match line {
            Ok(line) => lines.push(line),
            Err(error) => return (lines, Some(error.to_string())),
        }
    }
    (lines, None)
}

#[goroutines]
#[test]
fn lines_end_as_in_go() {
    let read = |text: &str| lines_of(text.as_bytes().to_vec(), 100);
    let lines = |list: &[&str]| (list.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), None);
    assert_eq!(read("").await, lines(&[]));
    assert_eq!(read("\n").await, lines(&[""]));
    assert_eq!(read("one\ntwo\r\n\nlast").await, lines(&["one", "two", "", "last"]));
    assert_eq!(read("one\n").await, lines(&["one"]));
    let (before, error) = lines_of(b"ok\n\xff\xfe\n".to_vec(), 100);
    assert_eq!(before, ["ok"]);
    assert!(error.unwrap().contains("utf-8"));
}

#[goroutines]
#[test]
fn a_line_may_not_be_too_long() {
    let long = |len: usize| {
        let mut line = vec![b'x'; len];
        line.push(b'\n');
        line
    };
    assert_eq!(lines_of(long(10), 10).0.len(), 1);
    assert_eq!(lines_of(long(11), 10).1.as_deref(), Some("token too long"));
    assert_eq!(lines_of(vec![b'x'; 5000], 10).1.as_deref(), Some("token too long"));
}

/// Opens files until there are no descriptors left.
fn use_up_descriptors() -> Vec<std::fs::File> {
    let mut files = Vec::new();
    while let Ok(file) = std::fs::File::open("/dev/null") {
        files.push(file);
    }
    files
}

/// Without descriptors `accept` says so on stderr, and goes on once there are some; `close` ends the pause.
#[goroutines]
fn without_descriptors() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let waiting = TcpStream::connect(addr).unwrap();
    let hogs = use_up_descriptors();
    let accepts = go! { listener.accept().unwrap().1 };
    // Long enough for several pauses.
    time::sleep(60 * time::MILLISECOND);
    assert!(!accepts.is_finished());
    drop(hogs);
    assert_eq!(accepts.join().unwrap(), waiting.local_addr().unwrap());
    let _waiting = TcpStream::connect(addr).unwrap();
    let hogs = use_up_descriptors();
    let accepts = go! { listener.accept().unwrap_err() };
    time::sleep(20 * time::MILLISECOND);
    listener.close().unwrap();
    assert!(is_closed(&accepts.join().unwrap()));
    drop(hogs);
}

#[test]
fn accept_survives_the_lack_of_descriptors() {
    if std::env::var_os("FEW_DESCRIPTORS").is_some() {
        let limit = getrlimit(Resource::Nofile);
        setrlimit(Resource::Nofile, Rlimit { current: Some(64), maximum: limit.maximum }).unwrap();
        return goroutines::run(without_descriptors());
    }
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "accept_survives_the_lack_of_descriptors", "--nocapture"]);
    let child = child.env("FEW_DESCRIPTORS", "1").output().unwrap();
    let text = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "{text}");
    assert!(text.contains("accept4: too many open files; retrying in 5ms"), "{text}");
    assert!(text.contains("retrying in 10ms"), "{text}");
}

#[goroutines]
#[test]
fn many_connections_dropped_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let dials: Vec<_> = (0..250)
        .map(|_| {
            go!(|addr| {
                let mut conns = Vec::new();
                for _ in 0..1 {
                    conns.push(net::dial(addr).unwrap());
                }
                conns
            }(addr))
        })
        .collect();
    let mut served = Vec::new();
    for _ in 0..250 {
        let (conn, _) = listener.accept().unwrap();
        served.push(go!(|conn: TcpStream| { conn.read(&mut [0; 8]).unwrap() }(conn)));
    }
    let mut all = Vec::new();
    for dial in dials {
        all.extend(dial.join().unwrap());
    }
    drop(all);
    for end in served {
        assert_eq!(end.join().unwrap(), 0);
    }
}
