//! The parent's side: runs a child for a limited time, and judges what it printed.

use std::collections::BTreeMap;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use wait4::Wait4;

use super::machine::Machine;
use crate::sample::Outcome;

/// What a child left behind.
struct Remains {
    /// What it printed.
    printed: String,
    /// The peak of its memory, in bytes.
    peak: u64,
    /// The share of the machine that others took meanwhile.
    others: Option<f64>,
}

/// Runs `command`, and wants `answer`.
pub fn measure(command: Command, limit: u64, answer: u64) -> Outcome {
    match run(command, Duration::from_secs(limit)) {
        Ok(remains) => judge(&remains, answer),
        Err(how) => Outcome::Failed(how),
    }
}

fn run(mut command: Command, limit: Duration) -> Result<Remains, String> {
    let machine = Machine::watch();
    let start = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = start.map_err(|error| format!("does not start: {error}"))?;
    // The pipe ends with the process, so that nobody has to poll for its end.
    let printed = output(&mut child).recv_timeout(limit);
    if printed.is_err() {
        child.kill().map_err(|error| format!("cannot be killed: {error}"))?;
    }
    let used = child.wait4().map_err(|error| format!("cannot be waited for: {error}"))?;
    let others = machine.others(used.rusage.utime + used.rusage.stime);
    let printed = printed.map_err(|_| format!("hangs (killed after {} s)", limit.as_secs()))?;
    if used.status.success() {
        Ok(Remains { printed, peak: used.rusage.maxrss, others })
    } else {
        Err(crash(used.status))
    }
}

/// All that a child prints, once it is there.
fn output(child: &mut Child) -> Receiver<String> {
    let (done, output) = channel();
    let mut stdout = child.stdout.take().expect("it is piped");
    thread::spawn(move || {
        let mut text = String::new();
        let _ = stdout.read_to_string(&mut text);
        let _ = done.send(text);
    });
    output
}

fn crash(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("crashes (status {code})"),
        (None, Some(signal)) => format!("crashes (signal {signal})"),
        (None, None) => "crashes".to_owned(),
    }
}

/// Reads the lines `key value`; of two with the same key the last counts.
fn judge(remains: &Remains, answer: u64) -> Outcome {
    let pairs = remains.printed.lines().filter_map(|line| line.split_once(' '));
    let mut lines: BTreeMap<&str, &str> = pairs.collect();
    match lines.remove("answer").and_then(|got| got.parse::<u64>().ok()) {
        Some(got) if got == answer => {
            let figures = lines.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.parse().ok()?)));
            let peak = ("peak".to_owned(), remains.peak as f64);
            let others = remains.others.map(|others| ("others".to_owned(), others));
            Outcome::Done(figures.chain([peak]).chain(others).collect())
        }
        Some(got) => Outcome::Failed(format!("wrong answer ({got} for {answer})")),
        None => Outcome::Failed("no answer".to_owned()),
    }
}
