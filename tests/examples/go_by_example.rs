//! The chapters of Go by Example print what the book says.

use crate::program::{Run, run};

fn chapter(name: &str) -> String {
    run(name, [""; 0]).text()
}

/// The numbers behind `prefix` in the lines that begin with it, as they come.
fn numbers(text: &str, prefix: &str) -> Vec<u64> {
    text.lines().filter_map(|line| line.strip_prefix(prefix)?.split_whitespace().next()?.parse().ok()).collect()
}

/// Where `line` stands in `text`.
fn line_of(text: &str, line: &str) -> usize {
    text.lines().position(|l| l == line).unwrap_or_else(|| panic!("no line {line:?} in {text:?}"))
}

#[test]
fn goroutines() {
    let text = chapter("goroutines");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[..3], ["direct : 0", "direct : 1", "direct : 2"]);
    assert_eq!(numbers(&text, "goroutine : "), [0, 1, 2]);
    assert!((3..7).contains(&line_of(&text, "async")));
    assert_eq!(lines[7..], ["done"]);
}

#[test]
fn channels() {
    assert_eq!(chapter("channels"), "ping\n");
}

#[test]
fn channel_buffering() {
    assert_eq!(chapter("channel_buffering"), "buffered\nchannel\n");
}

#[test]
fn channel_synchronization() {
    assert_eq!(chapter("channel_synchronization"), "working...done\n");
}

#[test]
fn channel_directions() {
    assert_eq!(chapter("channel_directions"), "passed message\n");
}

#[test]
fn select() {
    assert_eq!(chapter("select"), "received one\nreceived two\n");
}

#[test]
fn timeouts() {
    assert_eq!(chapter("timeouts"), "timeout 1\nresult 2\n");
}

#[test]
fn non_blocking_channel_operations() {
    let text = chapter("non_blocking_channel_operations");
    assert_eq!(text, "no message received\nno message sent\nno activity\n");
}

#[test]
fn closing_channels() {
    let text = chapter("closing_channels");
    assert_eq!(numbers(&text, "sent job "), [1, 2, 3]);
    assert_eq!(numbers(&text, "received job "), [1, 2, 3]);
    assert!(line_of(&text, "sent job 3") < line_of(&text, "sent all jobs"));
    assert!(line_of(&text, "received job 3") < line_of(&text, "received all jobs"));
    assert_eq!(line_of(&text, "received more jobs: false"), 8);
}

#[test]
fn range_over_channels() {
    assert_eq!(chapter("range_over_channels"), "one\ntwo\n");
}

#[test]
fn timers() {
    assert_eq!(chapter("timers"), "Timer 1 fired\nTimer 2 stopped\n");
}

#[test]
fn tickers() {
    let text = chapter("tickers");
    let lines: Vec<_> = text.lines().collect();
    let (last, ticks) = lines.split_last().expect("it prints something");
    assert_eq!(*last, "Ticker stopped");
    // Three, unless the machine is so busy that ticks are lost or the end comes late.
    assert!(!ticks.is_empty() && ticks.iter().all(|line| line.starts_with("Tick at ")), "{text}");
}

#[test]
fn worker_pools() {
    let text = chapter("worker_pools");
    assert_eq!(text.lines().count(), 10);
    for job in 1..=5 {
        let worker = (1..=3).find(|worker| text.contains(&format!("worker {worker} started  job {job}\n")));
        let worker = worker.unwrap_or_else(|| panic!("nobody started job {job}: {text}"));
        let (started, finished) =
            (format!("worker {worker} started  job {job}"), format!("worker {worker} finished job {job}"));
        assert!(line_of(&text, &started) < line_of(&text, &finished));
    }
}

#[test]
fn waitgroups() {
    let text = chapter("waitgroups");
    assert_eq!(text.lines().count(), 10);
    for i in 1..=5 {
        assert!(line_of(&text, &format!("Worker {i} starting")) < line_of(&text, &format!("Worker {i} done")));
    }
}

#[test]
fn rate_limiting() {
    assert_eq!(numbers(&chapter("rate_limiting"), "request "), [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
}

#[test]
fn atomic_counters() {
    assert_eq!(chapter("atomic_counters"), "ops: 50000\n");
}

#[test]
fn mutexes() {
    assert_eq!(chapter("mutexes"), "map[a:20000 b:10000]\n");
}

#[test]
fn stateful_goroutines() {
    let text = chapter("stateful_goroutines");
    assert_eq!(text.lines().count(), 2);
    assert!(numbers(&text, "readOps: ")[0] > 0 && numbers(&text, "writeOps: ")[0] > 0, "{text}");
}

#[test]
fn panic() {
    let Run { stdout, stderr, status } = run("panic", [""; 0]);
    assert_eq!((status, &*stdout), (2, &b""[..]));
    assert!(stderr.starts_with("panic: a problem\n\ngoroutine 1 [running]:\n"), "{stderr}");
}

#[test]
fn defer() {
    assert_eq!(chapter("defer"), "creating\nwriting\nclosing\n");
}

#[test]
fn recover() {
    assert_eq!(chapter("recover"), "Recovered. Error:\n a problem\n");
}
