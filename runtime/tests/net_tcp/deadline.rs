//! Deadlines: in the past, passed while an operation waits, moved.

use std::io::ErrorKind;
use std::time::Instant;

use goroutines::net::{OpError, TcpListener, TcpStream, is_timeout};
use goroutines::prelude::*;

use crate::{long, named, pair, yield_to_all};

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
fn an_accept_has_a_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_deadline(Instant::now() + 5 * time::MILLISECOND).unwrap();
    assert!(is_timeout(&listener.accept().unwrap_err()));
    listener.set_deadline(None).unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    assert_eq!(listener.accept().unwrap().1, client.local_addr().unwrap());
}
