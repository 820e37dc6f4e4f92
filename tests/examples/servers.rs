//! The servers among the examples, each run as a process and talked to by real clients; clients that behave badly too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::program::{example, run, wait};

/// A server that runs until this is dropped.
struct Server {
    child: Child,
    stdout: BufReader<ChildStdout>,
    addr: String,
}

impl Server {
    fn start(name: &str) -> Server {
        let mut command = example(name);
        command.args(["--addr", "127.0.0.1:0"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("an example starts");
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let addr = line.trim_end().strip_prefix("listening on ").expect("it says where it listens").to_owned();
        Server { child, stdout, addr }
    }

    fn connect(&self) -> TcpStream {
        let conn = TcpStream::connect(&self.addr).unwrap();
        // What hangs fails.
        conn.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        conn
    }

    fn signal(&self, name: &str) {
        let kill = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(kill.unwrap().success());
    }

    /// Ends it with `signal`, and returns its status, the rest of its output and its complaints.
    fn end(self, signal: &str) -> (Option<i32>, String, String) {
        self.signal(signal);
        self.end_after_signal()
    }

    fn end_after_signal(mut self) -> (Option<i32>, String, String) {
        let status = wait(&mut self.child);
        let (mut out, mut err) = (String::new(), String::new());
        self.stdout.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (status.code(), out, err)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn says(conn: &mut TcpStream, text: &str) {
    conn.write_all(text.as_bytes()).unwrap();
}

/// The next line that `conn` gets.
fn line(conn: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    conn.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

fn echoes(server: &Server, text: &[u8]) {
    let mut conn = server.connect();
    conn.write_all(text).unwrap();
    conn.shutdown(Shutdown::Write).unwrap();
    let mut all = Vec::new();
    conn.read_to_end(&mut all).unwrap();
    assert!(all == text, "{} bytes came back of {}", all.len(), text.len());
}

/// Closes with a reset: what was sent and is not read is dropped.
fn reset(conn: TcpStream) {
    socket2::SockRef::from(&conn).set_linger(Some(Duration::ZERO)).unwrap();
}

#[test]
fn echo_survives_clients_of_all_kinds() {
    let server = Server::start("echo_server");
    echoes(&server, b"hello");
    echoes(&server, &[7; 10_000]);
    // One that never reads, and one that is silent.
    let mut greedy = server.connect();
    greedy.set_nonblocking(true).unwrap();
    while greedy.write(&[1; 65536]).is_ok() {}
    let _silent = server.connect();
    // A crowd that vanishes at once, in the middle of a word, by an end and by a reset.
    let crowd: Vec<_> = (0..500).map(|_| server.connect()).collect();
    for (number, mut conn) in crowd.into_iter().enumerate() {
        says(&mut conn, "in the middle");
        if number % 2 == 0 {
            reset(conn);
        }
    }
    echoes(&server, b"still there");
    assert_eq!(server.end("INT"), (Some(0), String::new(), String::new()));
}

#[test]
fn echo_ends_with_terminate_too() {
    let server = Server::start("echo_server");
    let _open = server.connect();
    assert_eq!(server.end("TERM").0, Some(0));
}

fn joins(server: &Server, name: &str) -> (TcpStream, BufReader<TcpStream>) {
    let mut conn = server.connect();
    says(&mut conn, &format!("{name}\n"));
    let mut reader = BufReader::new(conn.try_clone().unwrap());
    // In the room from now on.
    assert_eq!(line(&mut reader), format!("* welcome, {name}"));
    (conn, reader)
}

#[test]
fn what_one_says_all_others_read() {
    let server = Server::start("chat_server");
    let (_ada, mut to_ada) = joins(&server, "ada");
    let (mut ben, mut to_ben) = joins(&server, "ben");
    assert_eq!(line(&mut to_ada), "* ben comes");
    let (cal, mut to_cal) = joins(&server, "cal");
    assert_eq!((line(&mut to_ada), line(&mut to_ben)), ("* cal comes".into(), "* cal comes".into()));
    says(&mut ben, "hello\r\n");
    assert_eq!((line(&mut to_ada), line(&mut to_cal)), ("ben: hello".into(), "ben: hello".into()));
    reset(cal);
    drop(to_cal);
    assert_eq!((line(&mut to_ada), line(&mut to_ben)), ("* cal goes".into(), "* cal goes".into()));
    assert_eq!(server.end("INT").0, Some(0));
}

#[test]
fn one_that_does_not_read_holds_nobody_up() {
    let server = Server::start("chat_server");
    let (_stalls, mut to_stalled) = joins(&server, "stalls");
    let (mut ada, mut to_ada) = joins(&server, "ada");
    assert_eq!(line(&mut to_stalled), "* ada comes");
    let (mut ben, mut to_ben) = joins(&server, "ben");
    assert_eq!(line(&mut to_ada), "* ben comes");
    let long = "x".repeat(60_000);
    // Far more than the buffers of the system and the outbox hold.
    for number in 0..400 {
        says(&mut ada, &format!("{number} {long}\n"));
        let heard = line(&mut to_ben);
        if heard == "* stalls goes" {
            break;
        }
        assert_eq!(heard, format!("ada: {number} {long}"));
    }
    says(&mut ben, "who is left?\n");
    let mut heard = line(&mut to_ada);
    if heard == "* stalls goes" {
        heard = line(&mut to_ada);
    }
    assert_eq!(heard, "ben: who is left?");
    let (_, _, complaints) = server.end("INT");
    assert_eq!(complaints, "stalls does not read, and is put out\n");
}

#[test]
fn garbage_ends_its_own_connection() {
    let server = Server::start("chat_server");
    let (mut ada, mut to_ada) = joins(&server, "ada");
    let mut garbage = server.connect();
    garbage.write_all(&[0xff, 0xfe, b'\n']).unwrap();
    assert_eq!(garbage.read(&mut [0; 8]).unwrap(), 0);
    let mut endless = server.connect();
    let _ = endless.write_all(&[b'x'; 100_000]);
    assert!(!matches!(endless.read(&mut [0; 8]), Ok(1..)));
    let (_ben, _) = joins(&server, "ben");
    assert_eq!(line(&mut to_ada), "* ben comes");
    says(&mut ada, "fine\n");
}

/// What `curl` prints for `args`.
fn curl(args: &[&str]) -> String {
    let out = Command::new("curl").args(["-sS", "--max-time", "60"]).args(args).output().expect("curl is installed");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn http_is_spoken() {
    let server = Server::start("http_server");
    let url = |path: &str| format!("http://{}{path}", server.addr);
    // Two requests on one connection.
    let connects = ["-w", "%{num_connects}\n"];
    let both = curl(&[&url("/hello"), &url("/hello"), connects[0], connects[1]]);
    assert_eq!(both, "Hello from a goroutine!\n1\nHello from a goroutine!\n0\n");
    assert_eq!(curl(&["--data", "to and fro", &url("/echo")]), "to and fro");
    assert_eq!(curl(&["-o", "/dev/null", "-w", "%{http_code}", &url("/nowhere")]), "404");
    let mut garbage = server.connect();
    says(&mut garbage, "this is not HTTP\r\n\r\n");
    let mut answer = String::new();
    garbage.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let mut half = server.connect();
    says(&mut half, "GET /hello HT");
    reset(half);
    let broken = Command::new("curl").args(["-s", "--max-time", "60", &url("/panic")]).status().unwrap();
    assert!(!broken.success());
    assert_eq!(curl(&[&url("/hello")]), "Hello from a goroutine!\n");
    let (status, out, _) = server.end("INT");
    assert_eq!((status, out.as_str()), (Some(0), "shutting down\nall requests are answered\n"));
}

#[test]
fn http_answers_what_is_under_way_when_it_ends() {
    for signal in ["INT", "TERM"] {
        let server = Server::start("http_server");
        let mut idle = BufReader::new(server.connect());
        idle.get_mut().write_all(b"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        while line(&mut idle) != "Hello from a goroutine!" {}
        let mut slow = server.connect();
        says(&mut slow, "GET /sleep/700 HTTP/1.1\r\nHost: x\r\n\r\n");
        // Answered behind the slow request's arrival, on this one thread of clients.
        idle.get_mut().write_all(b"GET /sleep/100 HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        while line(&mut idle) != "slept" {}
        server.signal(signal);
        let mut answer = String::new();
        slow.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("slept\n") && answer.contains("connection: close"), "{answer}");
        let mut rest = String::new();
        idle.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "");
        // Nobody is accepted any more.
        let (status, out, _) = server.end_after_signal();
        assert_eq!((status, out.as_str()), (Some(0), "shutting down\nall requests are answered\n"));
    }
}

#[test]
fn addresses_are_checked() {
    let answers = TcpListener::bind("127.0.0.1:0").unwrap();
    let refuses = TcpListener::bind("127.0.0.1:0").unwrap();
    let (good, bad) = (answers.local_addr().unwrap().to_string(), refuses.local_addr().unwrap().to_string());
    drop(refuses);
    let checked = run("health_check", ["--parallel", "2", good.as_str(), bad.as_str(), good.as_str()]);
    assert_eq!(checked.status, 1);
    let lines: Vec<_> = checked.stdout().lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
    let word = |row: usize, column: usize| lines[row][column];
    assert_eq!((word(1, 0), word(1, 3)), (good.as_str(), "ok"));
    assert_eq!((word(3, 0), word(3, 3)), (good.as_str(), "ok"));
    assert!(lines[2].join(" ").ends_with(&format!("dial tcp {bad}: connect: connection refused")), "{:?}", lines[2]);
    let itself = run("health_check", [] as [&str; 0]).text();
    assert!(itself.starts_with("listening on 127.0.0.1:") && itself.contains(" ok\n"), "{itself}");
}

#[test]
fn one_that_does_not_answer_takes_no_longer_than_the_limit() {
    // Its queue is full, so that a connection is never answered.
    let full = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    full.bind(&"127.0.0.1:0".parse::<std::net::SocketAddr>().unwrap().into()).unwrap();
    full.listen(0).unwrap();
    let addr = full.local_addr().unwrap().as_socket().unwrap();
    let mut fillers = Vec::new();
    while let Ok(conn) = TcpStream::connect_timeout(&addr, Duration::from_millis(100)) {
        fillers.push(conn);
    }
    let checked = run("health_check", ["--timeout", "50", &addr.to_string()]);
    assert!(checked.status == 1 && checked.stdout().contains("no answer in time"), "{}", checked.stdout());
}

/// A site of `std`, whose page `/` never comes.
fn silent_site() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    (listener, url)
}

#[test]
fn a_site_is_crawled_as_its_robots_allow() {
    let text = run("crawler", ["--parallel", "2"]).text();
    let (listening, pages) = text.split_once('\n').unwrap();
    assert!(listening.starts_with("listening on 127.0.0.1:"));
    assert_eq!(pages, "/: 4 links\n/a: 2 links\n/b: 2 links\n/missing: 404 Not Found\n/slow: 0 links\n");
}

#[test]
fn a_crawl_ends_with_its_time() {
    let (_listener, url) = silent_site();
    let crawled = run("crawler", ["--limit", "100", url.as_str()]);
    assert_eq!((crawled.status, crawled.stdout()), (1, "stopped: context deadline exceeded\n"));
}

#[test]
fn a_crawl_ends_with_ctrl_c() {
    let (listener, url) = silent_site();
    let mut child = example("crawler").arg(&url).stdout(Stdio::piped()).spawn().unwrap();
    // It listens for Ctrl-C before it dials.
    let _conn = listener.accept().unwrap();
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    assert_eq!(wait(&mut child).code(), Some(1));
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(out, "stopped: interrupt signal received\n");
}
