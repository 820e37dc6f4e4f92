//! The chapters of Go by Example print what the book says, in both spellings: `examples/NAME.rs` under the attribute, and the same
//! chapter in the Go-looking form, which is an accepted program too (`tests/ui/accept/go_by_example`).

use crate::program::{Run, run};

fn chapter(name: &str) -> String {
    run(name, [""; 0]).text()
}

/// Checks what the chapter `name` prints, in Rust's spelling and in Go's.
fn both(name: &str, check: impl Fn(&str)) {
    check(&chapter(name));
    check(&chapter(&format!("golang_{name}")));
}

/// Checks that the chapter `name` prints `text`, in Rust's spelling and in Go's.
fn both_print(name: &str, text: &str) {
    both(name, |printed| assert_eq!(printed, text));
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
    for (name, literal) in [("goroutines", "async"), ("golang_goroutines", "going")] {
        let text = chapter(name);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[..3], ["direct : 0", "direct : 1", "direct : 2"]);
        assert_eq!(numbers(&text, "goroutine : "), [0, 1, 2]);
        assert!((3..7).contains(&line_of(&text, literal)));
        assert_eq!(lines[7..], ["done"]);
    }
}

#[test]
fn channels() {
    both_print("channels", "ping\n");
}

#[test]
fn channel_buffering() {
    both_print("channel_buffering", "buffered\nchannel\n");
}

#[test]
fn channel_synchronization() {
    both_print("channel_synchronization", "working...done\n");
}

#[test]
fn channel_directions() {
    both_print("channel_directions", "passed message\n");
}

#[test]
fn select() {
    both_print("select", "received one\nreceived two\n");
}

#[test]
fn timeouts() {
    both_print("timeouts", "timeout 1\nresult 2\n");
}

#[test]
fn non_blocking_channel_operations() {
    both_print("non_blocking_channel_operations", "no message received\nno message sent\nno activity\n");
}

#[test]
fn closing_channels() {
    both("closing_channels", |text| {
        assert_eq!(numbers(text, "sent job "), [1, 2, 3]);
        assert_eq!(numbers(text, "received job "), [1, 2, 3]);
        assert!(line_of(text, "sent job 3") < line_of(text, "sent all jobs"));
        assert!(line_of(text, "received job 3") < line_of(text, "received all jobs"));
        assert_eq!(line_of(text, "received more jobs: false"), 8);
    });
}

#[test]
fn range_over_channels() {
    both_print("range_over_channels", "one\ntwo\n");
}

#[test]
fn timers() {
    both_print("timers", "Timer 1 fired\nTimer 2 stopped\n");
}

#[test]
fn tickers() {
    both("tickers", |text| {
        let lines: Vec<_> = text.lines().collect();
        let (last, ticks) = lines.split_last().expect("it prints something");
        assert_eq!(*last, "Ticker stopped");
        // Three, unless the machine is so busy that ticks are lost or the end comes late.
        assert!(!ticks.is_empty() && ticks.iter().all(|line| line.starts_with("Tick at ")), "{text}");
    });
}

#[test]
fn worker_pools() {
    both("worker_pools", |text| {
        assert_eq!(text.lines().count(), 10);
        for job in 1..=5 {
            let worker = (1..=3).find(|worker| text.contains(&format!("worker {worker} started  job {job}\n")));
            let worker = worker.unwrap_or_else(|| panic!("nobody started job {job}: {text}"));
            let (started, finished) =
                (format!("worker {worker} started  job {job}"), format!("worker {worker} finished job {job}"));
            assert!(line_of(text, &started) < line_of(text, &finished));
        }
    });
}

#[test]
fn waitgroups() {
    both("waitgroups", |text| {
        assert_eq!(text.lines().count(), 10);
        for i in 1..=5 {
            assert!(line_of(text, &format!("Worker {i} starting")) < line_of(text, &format!("Worker {i} done")));
        }
    });
}

#[test]
fn rate_limiting() {
    both("rate_limiting", |text| assert_eq!(numbers(text, "request "), [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]));
}

#[test]
fn atomic_counters() {
    both_print("atomic_counters", "ops: 50000\n");
}

#[test]
fn mutexes() {
    both_print("mutexes", "map[a:20000 b:10000]\n");
}

#[test]
fn stateful_goroutines() {
    both("stateful_goroutines", |text| {
        assert_eq!(text.lines().count(), 2);
        assert!(numbers(text, "readOps: ")[0] > 0 && numbers(text, "writeOps: ")[0] > 0, "{text}");
    });
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
