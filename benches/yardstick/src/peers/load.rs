//! Who asks an HTTP server for the same page again and again over 64 connections: wrk where it is
//! installed, else threads.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// So many connections.
const CONNECTIONS: usize = 64;

/// What came of it.
#[derive(Debug, Default)]
pub struct Load {
    /// How many requests were answered.
    pub requests: u64,
    /// The time that it took.
    pub took: Duration,
    /// The median and the 99th percentile of the latency, in nanoseconds.
    pub latency: [f64; 2],
}

/// Asks for `seconds`. Blocks its thread. A request that fails is a panic.
pub fn load(addr: SocketAddr, seconds: u64) -> Load {
    let wrk = Command::new("wrk")
        .args(["-t1", "--latency", &format!("-c{CONNECTIONS}"), &format!("-d{seconds}s"), &format!("http://{addr}/")])
        .output();
    match wrk {
        Ok(output) => read(&String::from_utf8_lossy(&output.stdout)).expect("wrk prints its figures, and no errors"),
        Err(_) => by_threads(addr, Duration::from_secs(seconds)),
    }
}

/// What wrk printed; `None` if a request failed.
fn read(text: &str) -> Option<Load> {
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return None;
    }
    let percentile = |percent: &str| text.lines().find_map(|line| line.trim().strip_prefix(percent)).and_then(nanos);
    let (requests, rest) = text.lines().find_map(|line| line.trim().split_once(" requests in "))?;
    let took = nanos(rest.split_once(',')?.0)?;
    Some(Load {
        requests: requests.parse().ok()?,
        took: Duration::from_secs_f64(took / 1e9),
        latency: [percentile("50%")?, percentile("99%")?],
    })
}

/// A time as wrk writes it.
fn nanos(time: &str) -> Option<f64> {
    let time = time.trim();
    let number = time.trim_end_matches(char::is_alphabetic);
    let unit = match &time[number.len()..] {
        "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 60e9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * unit)
}

/// A thread for each connection.
fn by_threads(addr: SocketAddr, time: Duration) -> Load {
    let start = Instant::now();
    let clients = [(); CONNECTIONS].map(|()| thread::spawn(move || ask(addr, start, time)));
    let mut nanos = clients.map(|client| client.join().expect("every request is answered")).concat();
    nanos.sort_unstable();
    let at = |percent| nanos[nanos.len() * percent / 100] as f64;
    Load { requests: nanos.len() as u64, took: start.elapsed(), latency: [at(50), at(99)] }
}

/// One connection; how long each request took.
fn ask(addr: SocketAddr, start: Instant, time: Duration) -> Vec<u64> {
    let mut conn = BufReader::new(TcpStream::connect(addr).expect("connected"));
    conn.get_ref().set_nodelay(true).expect("an option");
    let mut latencies = Vec::new();
    while start.elapsed() < time || latencies.is_empty() {
        let begin = Instant::now();
        conn.get_mut().write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("written");
        skip_answer(&mut conn);
        latencies.push(u64::try_from(begin.elapsed().as_nanos()).expect("less than 500 years"));
    }
    latencies
}

/// Reads one answer, with a head and as many bytes as that says.
fn skip_answer(conn: &mut BufReader<TcpStream>) {
    let (mut line, mut length) = (String::new(), 0);
    conn.read_line(&mut line).expect("read");
    assert!(line.contains(" 200 "), "{line}");
    while line != "\r\n" {
        line.clear();
        conn.read_line(&mut line).expect("read");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
    }
    let mut body = vec![0; length];
    std::io::Read::read_exact(conn, &mut body).expect("read");
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_figures_of_wrk_are_read() {
        let text = "  Latency Distribution\n     50%  611.00us\n     75%    1.00ms\n     99%    1.32ms\n  \
                    51240 requests in 1.10s, 6.35MB read\nRequests/sec:  46620.00\n";
        let load = read(text).unwrap();
        assert_eq!(load.requests, 51_240);
        assert_eq!(load.took.as_millis(), 1100);
        assert_eq!(load.latency, [611_000.0, 1_320_000.0]);
        assert!(read(&format!("{text}  Non-2xx or 3xx responses: 3\n")).is_none());
    }
}
