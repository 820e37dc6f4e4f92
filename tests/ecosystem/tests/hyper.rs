//! hyper, server and client, each connection in a goroutine of its own.

use std::convert::Infallible;

use goroutines::net::{TcpListener, TcpStream};
use goroutines::prelude::*;
use http_body_util::{BodyExt, Empty, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

#[goroutines]
fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    time::sleep(time::MILLISECOND);
    Ok(Response::new(Full::new(format!("you asked for {}", request.uri().path()).into())))
}

#[goroutines]
fn serve(listener: TcpListener) {
    while let Ok((conn, _)) = listener.accept() {
        go! {
            let service = hyper::service::service_fn(answer);
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(conn), service).unwrap();
        };
    }
}

#[goroutines]
fn get(addr: std::net::SocketAddr, path: String) -> String {
    let stream = TokioIo::new(TcpStream::connect(addr).unwrap());
    let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).unwrap();
    go! { connection.await.unwrap() };
    let request = Request::get(path).header("host", "here").body(Empty::<Bytes>::new()).unwrap();
    let body = sender.send_request(request).unwrap().into_body();
    // By hand: `collect` is an iterator's method by name.
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[goroutines]
#[test]
fn requests_are_answered() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let serves = go!(serve(listener));
    let gets: Vec<_> = (0..20).map(|n| go!(get(addr, format!("/{n}")))).collect();
    for (n, get) in gets.into_iter().enumerate() {
        assert_eq!(get.join().unwrap(), format!("you asked for /{n}"));
    }
    listener.close().unwrap();
    serves.join().unwrap();
}
