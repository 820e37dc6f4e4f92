//! A small site to crawl.

use std::convert::Infallible;
use std::io;

use goroutines::net::TcpListener;
use goroutines::prelude::*;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;

/// Serves the site on `addr`, and returns the URL of its first page.
#[goroutines]
pub(crate) fn start(addr: String) -> io::Result<String> {
    let listener = TcpListener::bind(addr)?;
    println!("listening on {}", listener.local_addr()?);
    let url = format!("http://{}/", listener.local_addr()?);
    go! {
        while let Ok((conn, _)) = listener.accept() {
            go! {
                // A crawler that vanishes is not the site's fault.
                let _ = http1::Builder::new().serve_connection(TokioIo::new(conn), service_fn(answer));
            };
        }
    };
    Ok(url)
}

#[goroutines]
fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let body = match request.uri().path() {
        "/" => r#"<a href="/a">A</a> <a href="/b#part">B</a> <a href="/secret/plan">-</a> <a href="/slow">slow</a>"#,
        "/a" => r#"<a href="/">home</a> <a href="/b">B</a> <a href="http://elsewhere.example/">elsewhere</a>"#,
        "/b" => r#"<a href="/a">A</a> <a href="/missing">gone</a>"#,
        "/slow" => {
            time::sleep(20 * time::MILLISECOND);
            "at last"
        }
        "/robots.txt" => "User-agent: *\nDisallow: /secret # nobody\n",
        "/secret/plan" => "you should not see this",
        _ => {
            let mut answer = Response::new(Full::new(Bytes::from_static(b"not found")));
            *answer.status_mut() = StatusCode::NOT_FOUND;
            return Ok(answer);
        }
    };
    Ok(Response::new(Full::new(Bytes::from_static(body.as_bytes()))))
}
