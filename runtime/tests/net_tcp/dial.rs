//! Dials, look-ups of names and the options of sockets.

use goroutines::net::{self, Dialer, ListenConfig, TcpListener, TcpStream, is_timeout};
use goroutines::prelude::*;

use crate::{LONG, pair, yield_to_all};

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
fn what_is_accepted_has_the_options_and_its_address() {
    let everywhere = TcpListener::bind(":0").unwrap();
    let adopted = TcpListener::try_from(std::net::TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
    for listener in [TcpListener::bind("127.0.0.1:0").unwrap(), everywhere, adopted] {
        let client = net::dial(("127.0.0.1", listener.local_addr().unwrap().port())).unwrap();
        let (server, _) = listener.accept().unwrap();
        let ends = format!("{}->", server.local_addr().unwrap());
        assert!(format!("{server:?}").contains(&ends), "{server:?} is {ends}");
        assert!(server.nodelay().unwrap() && client.nodelay().unwrap());
        for end in [server, client] {
            let end = std::net::TcpStream::try_from(end).unwrap();
            assert!(socket2::SockRef::from(&end).keepalive().unwrap());
            #[cfg(target_os = "linux")]
            assert_eq!(socket2::SockRef::from(&end).tcp_keepalive_time().unwrap(), 15 * time::SECOND);
        }
    }
}

#[goroutines]
#[test]
fn several_sockets_share_a_port_if_asked() {
    let config = ListenConfig::new().reuse_port(true);
    let one = config.bind("127.0.0.1:0").unwrap();
    let other = config.bind(one.local_addr().unwrap()).unwrap();
    assert_eq!(one.local_addr().unwrap(), other.local_addr().unwrap());
}
