//! futures' `AsyncRead` and `AsyncWrite` on the sockets of this crate, with the feature `futures-io`.

use futures::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy};
use goroutines::net::{TcpListener, TcpStream, UnixStream};
use goroutines::prelude::*;

#[goroutines]
#[test]
fn lines_of_a_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    go! {
        let (mut conn, _) = listener.accept().unwrap();
        AsyncWriteExt::write_all(&mut conn, b"one\ntwo\n").unwrap();
        // Ends what is sent, as `close_write` does.
        AsyncWriteExt::close(&mut conn).unwrap();
    };
    let conn = TcpStream::connect(addr).unwrap();
    let mut lines = Vec::new();
    for line in BufReader::new(conn).lines() {
        lines.push(line.unwrap());
    }
    assert_eq!(lines, ["one", "two"]);
}

#[goroutines]
#[test]
fn halves_of_a_connection() {
    let (one, other) = UnixStream::pair().unwrap();
    let (reader, mut writer) = AsyncReadExt::split(other);
    let echo = go! { copy(reader, &mut writer).unwrap() };
    one.write_all(b"to and fro").unwrap();
    one.close_write().unwrap();
    assert_eq!(echo.join().unwrap(), 10);
    let mut back = [0; 10];
    one.read_exact(&mut back).unwrap();
    assert_eq!(&back, b"to and fro");
}
