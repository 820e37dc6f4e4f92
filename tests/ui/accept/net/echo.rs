// A server and its client in one program.

use goroutines::prelude::*;

use goroutines::net::{TcpListener, TcpStream};
#[goroutines]
fn serve(conn: TcpStream) {
    let mut buf = [0; 64];
    loop {
        let n = conn.read(&mut buf).unwrap();
        if n == 0 {
            return;
        }
        conn.write_all(&buf[..n]).unwrap();
    }
}
#[goroutines]
fn main() {
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = l.local_addr().unwrap();
    go! { loop { let (conn, _) = l.accept().unwrap(); go!(serve(conn)); } };
    let c = TcpStream::connect(addr).unwrap();
    c.write_all(b"hello").unwrap();
    let mut buf = [0; 5];
    c.read_exact(&mut buf).unwrap();
    println!("{}", String::from_utf8_lossy(&buf));
}
