//! Programs with sockets, timers and tasks of tokio's: those that still wait for one, and those that wait forever beside one.

use std::process::{Command, Stdio};
use std::time::Duration;

use goroutines::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixStream, unix::pipe};

use super::Program;
use super::silent::LONG;

pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "tokio_sleep", run: || goroutines::run(tokio_sleep()), text: "" },
    Program { name: "tokio_pipe", run: || goroutines::run(tokio_pipe()), text: "" },
    Program { name: "tokio_task", run: || goroutines::run(tokio_task()), text: "" },
    Program {
        name: "after_socket",
        run: || goroutines::run(after_socket()),
        text: include_str!("texts/after_socket.txt"),
    },
    Program {
        name: "beside_socket",
        run: || goroutines::run(beside_socket()),
        text: include_str!("texts/beside_socket.txt"),
    },
    Program {
        name: "tokio_channel",
        run: || goroutines::run(tokio_channel()),
        text: include_str!("texts/tokio_channel.txt"),
    },
    Program { name: "stuck_task", run: || goroutines::run(stuck_task()), text: include_str!("texts/stuck_task.txt") },
];

#[goroutines]
fn tokio_sleep() {
    tokio::time::sleep(LONG);
}

#[goroutines]
fn tokio_pipe() {
    let sleep = Command::new("sleep").arg("1.5").stdout(Stdio::piped()).spawn();
    let mut child = sleep.unwrap();
    let output = std::os::fd::OwnedFd::from(child.stdout.take().unwrap());
    let mut pipe = pipe::Receiver::from_owned_fd(output).unwrap();
    assert_eq!(pipe.read(&mut [0]).unwrap(), 0);
    child.wait().unwrap();
}

#[goroutines]
fn tokio_task() {
    let ch = chan(0);
    send_later(ch.clone(), Some(LONG));
    assert_eq!(ch.recv(), Some(1));
}

#[goroutines]
fn after_socket() {
    talk();
    let ch = chan::<u8>(0);
    ch.recv();
}

#[goroutines]
fn beside_socket() {
    let socket = talk();
    let ch = chan::<u8>(0);
    ch.recv();
    drop(socket);
}

/// Uses a socket once.
#[goroutines]
fn talk() -> (UnixStream, UnixStream) {
    let (mut one, mut other) = UnixStream::pair().unwrap();
    one.write_all(b"x").unwrap();
    other.read_exact(&mut [0]).unwrap();
    (one, other)
}

#[goroutines]
fn tokio_channel() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<u8>(1);
    receiver.recv();
    drop(sender);
}

#[goroutines]
fn stuck_task() {
    let ch = chan(0);
    send_later(ch.clone(), None);
    ch.recv();
}

/// Starts a task of tokio's that sends after a while, or never.
fn send_later(ch: Chan<u8>, after: Option<Duration>) {
    drop(tokio::spawn(async move {
        match after {
            Some(after) => tokio::time::sleep(after).await,
            None => std::future::pending().await,
        }
        ch.send(1).await.unwrap();
    }));
}
