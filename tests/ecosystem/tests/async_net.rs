//! async-net, whose reactor is async-io's thread: it works beside ours.

use async_net::{TcpListener, TcpStream};
use futures::{AsyncReadExt, AsyncWriteExt};
use goroutines::prelude::*;

#[goroutines]
#[test]
fn an_echo() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    go! {
        let (mut conn, _) = listener.accept().unwrap();
        let mut word = [0; 4];
        conn.read_exact(&mut word).unwrap();
        conn.write_all(&word).unwrap();
    };
    let mut client = TcpStream::connect(addr).unwrap();
    client.write_all(b"ping").unwrap();
    let mut word = [0; 4];
    client.read_exact(&mut word).unwrap();
    assert_eq!(&word, b"ping");
}
