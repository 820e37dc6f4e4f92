//! `SIGQUIT`, sent to a program that runs on, and switched off by the environment.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use goroutines::prelude::*;

use super::{PROGRAM, Program, normalized};

pub(crate) const PROGRAMS: &[Program] =
    &[Program { name: "sigquit", run: || goroutines::run(waits()), text: include_str!("texts/sigquit.txt") }];

#[goroutines]
fn waits() {
    let ch = chan::<u8>(1);
    let inner = ch.clone();
    go! { inner.recv() };
    // Now the goroutine waits, and is in the dump; the timer keeps the detector silent.
    while goroutines::runtime::dump().goroutines().iter().all(|it| it.state() != "chan receive") {
        goroutines::yield_now();
    }
    println!("waits");
    time::sleep(time::SECOND * 1000);
    drop(ch);
}

/// Sends the signal once the program waits, and returns what is wrong with what it did then.
pub(crate) fn check(settings: &str) -> Option<String> {
    let me = std::env::current_exe().unwrap();
    let mut child = Command::new(me)
        .env(PROGRAM, "sigquit")
        .env("GOROUTINES_DEBUG", settings)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let sent = Command::new("kill").args(["-QUIT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success() && line == "waits\n");
    if !settings.is_empty() && is_ignored() {
        // Nothing happens then: the program has no handler, and whoever started the test ignores
        // the signal.
        let goes_on = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        return (!goes_on).then(|| "sigquit: ended by a signal that is ignored".to_owned());
    }
    let output = child.wait_with_output().unwrap();
    let text = normalized(&String::from_utf8_lossy(&output.stderr));
    // Without a handler the signal ends the program by itself, and there is no status.
    let expected = if settings.is_empty() { (Some(2), PROGRAMS[0].text) } else { (None, "") };
    (expected != (output.status.code(), &text)).then(|| format!("sigquit: {}, and printed\n{text}", output.status))
}

/// Whether this program was started with `SIGQUIT` ignored, as a shell starts what it runs in the
/// background.
fn is_ignored() -> bool {
    const SIGQUIT: u64 = 3;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & (1 << (SIGQUIT - 1)) != 0)
}
