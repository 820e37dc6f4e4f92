//! Programs that use sockets and signals: stuck ones, and ones that wait for the outside.

use goroutines::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};

use super::Program;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "after_net", run: || goroutines::run(after_socket()), text: include_str!("texts/after_net.txt") },
    Program {
        name: "after_notify",
        run: || goroutines::run(after_signal()),
        text: include_str!("texts/after_notify.txt"),
    },
    Program { name: "net_accept", run: || goroutines::run(accept()), text: "" },
    Program { name: "net_read", run: || goroutines::run(read()), text: "" },
    Program { name: "net_signal", run: || goroutines::run(notified()), text: "" },
];

/// Sockets were used, and one is still open, but nobody waits for it.
#[goroutines]
fn after_socket() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    let reads = go! { server.read(&mut [0; 8]).unwrap() };
    client.write(b"hello").unwrap();
    assert_eq!(reads.join().unwrap(), 5);
    let ch = chan::<i32>(0);
    ch.recv();
    drop(client);
}

#[goroutines]
fn after_signal() {
    let signals = chan(1);
    signal::notify(&signals, [Signal::USER1]);
    signal::stop(&signals);
    signals.recv();
}

/// Another process, so that no thread of this one keeps the detector silent.
fn later(command: &str) {
    drop(std::process::Command::new("sh").args(["-c", &format!("sleep 1.5; {command}")]).spawn().unwrap());
}

#[goroutines]
fn accept() {
    let path = std::env::temp_dir().join(format!("goroutines-accept-{}.sock", std::process::id()));
    let listener = UnixListener::bind(&path).unwrap();
    let waits = go! { listener.accept().is_ok() };
    // A deadline would be a timer, which keeps the detector silent by itself: the other process gives up for us.
    later(&format!("kill -USR1 {}", std::process::id()));
    let signals = chan(1);
    signal::notify(&signals, [Signal::USER1]);
    signals.recv();
    signal::stop(&signals);
    UnixStream::connect(&path).unwrap();
    assert!(waits.join().unwrap());
}

#[goroutines]
fn read() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    // bash opens the connection and says a word much later.
    let talk = format!("exec 3<>/dev/tcp/127.0.0.1/{port}; sleep 1.5; echo late >&3");
    drop(std::process::Command::new("bash").args(["-c", &talk]).spawn().unwrap());
    let (conn, _) = listener.accept().unwrap();
    assert_eq!(conn.read(&mut [0; 16]).unwrap(), 5);
}

#[goroutines]
fn notified() {
    let signals = chan(1);
    signal::notify(&signals, [Signal::USER1]);
    later(&format!("kill -USR1 {}", std::process::id()));
    assert_eq!(signals.recv(), Some(Signal::USER1));
}
