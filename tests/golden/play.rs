//! Runs one program in a process of its own, for as long as it may take.

use std::env;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt;

use crate::program::Program;

/// The variable that names the program to play.
const PROGRAM: &str = "GOROUTINES_GOLDEN_PROGRAM";

/// After this a program hangs; each takes milliseconds, a deadlock is to be told within a second.
const LIMIT: Duration = Duration::from_secs(60);

/// What came of a program.
pub(crate) struct Played {
    /// What it wrote to stderr.
    pub(crate) stderr: String,
    /// The status it ended with; `None` if a signal ended it.
    pub(crate) status: Option<i32>,
}

/// The program that this process is to play.
pub(crate) fn asked_for(programs: &[Program]) -> Option<&Program> {
    let name = env::var(PROGRAM).ok()?;
    Some(programs.iter().find(|program| program.full_name() == name).expect("a program of that name"))
}

/// Plays `program` with so many workers.
///
/// # Errors
///
/// When it does not end in time.
pub(crate) fn play(program: &Program, workers: u32) -> Result<Played, String> {
    let this = env::current_exe().expect("this program has a path");
    let mut child = Command::new(this)
        .env(PROGRAM, program.full_name())
        .env("GOMAXPROCS", workers.to_string())
        .env("RUST_BACKTRACE", if program.wants_backtrace() { "1" } else { "0" })
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("it does not start: {error}"))?;
    let mut pipe = child.stderr.take().expect("stderr is piped");
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        pipe.read_to_end(&mut text).map(|_| String::from_utf8_lossy(&text).into_owned())
    });
    let ended = child.wait_timeout(LIMIT).map_err(|error| error.to_string())?;
    if ended.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    let stderr = reader.join().expect("reading does not panic").map_err(|error| error.to_string())?;
    match ended {
        Some(status) => Ok(Played { stderr, status: status.code() }),
        None => Err(format!("it did not end within {LIMIT:?}; it wrote:\n{stderr}")),
    }
}
