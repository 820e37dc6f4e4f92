//! Programs that wait forever, each in a process of its own, against the text they must end with; and programs that wait for something
//! that still comes, which must not be disturbed. With one worker and with four.

#![forbid(unsafe_code)]

#[cfg(all(unix, feature = "net"))]
mod beside;
#[cfg(not(all(unix, feature = "net")))]
mod beside {
    pub(crate) const PROGRAMS: &[super::Program] = &[];
}
mod dead;
mod outside;
mod pool;
mod relief;
mod sigquit;
mod silent;
#[cfg(all(unix, feature = "net"))]
mod sockets;
#[cfg(not(all(unix, feature = "net")))]
mod sockets {
    pub(crate) const PROGRAMS: &[super::Program] = &[];
}

use std::process::{Command, ExitCode, Output};
use std::{env, thread};

/// Tells a child which program it is.
const PROGRAM: &str = "DEADLOCK_TEST_PROGRAM";

/// A program, and how it must end.
struct Program {
    name: &'static str,
    run: fn(),
    /// What it must print, with `N` for numbers of goroutines; nothing if it must end well.
    text: &'static str,
}

fn main() -> ExitCode {
    let dead = || dead::PROGRAMS.iter().chain(pool::PROGRAMS).chain(relief::PROGRAMS);
    let known = || dead().chain(silent::PROGRAMS).chain(outside::PROGRAMS).chain(beside::PROGRAMS);
    let programs = || known().chain(sockets::PROGRAMS);
    if let Ok(name) = env::var(PROGRAM) {
        let program =
            programs().chain(sigquit::PROGRAMS).find(|program| program.name == name).expect("a program of this name");
        (program.run)();
        return ExitCode::SUCCESS;
    }
    let chosen: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_chosen =
        |program: &&Program| chosen.is_empty() || chosen.iter().any(|name| program.name.contains(name.as_str()));
    let runs: Vec<_> = programs()
        .filter(is_chosen)
        .flat_map(|program| ["1", "4"].map(|workers| (program, workers)))
        .map(|(program, workers)| (program, workers, thread::spawn(move || run(program.name, workers))))
        .collect();
    let failures: Vec<_> =
        runs.into_iter().filter_map(|(program, workers, run)| check(program, workers, &run.join().unwrap())).collect();
    let mut failures = failures;
    if chosen.is_empty() {
        failures.extend(["", "sigquit=0"].into_iter().filter_map(sigquit::check));
    }
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(name: &str, workers: &str) -> Output {
    let me = env::current_exe().unwrap();
    Command::new(me).env(PROGRAM, name).env("GOMAXPROCS", workers).env_remove("RUST_BACKTRACE").output().unwrap()
}

fn check(program: &Program, workers: &str, output: &Output) -> Option<String> {
    let text = normalized(&String::from_utf8_lossy(&output.stderr));
    let status = if program.text.is_empty() { 0 } else { 2 };
    println!("{} with {workers} worker(s)", program.name);
    let right = output.status.code() == Some(status) && text == program.text;
    (!right).then(|| format!("{} with {workers} worker(s): {}, and printed\n{text}", program.name, output.status))
}

/// Puts `N` in place of the numbers of goroutines.
fn normalized(text: &str) -> String {
    let mut rest = text.split("goroutine ");
    let mut normalized = rest.next().unwrap_or_default().to_owned();
    for part in rest {
        normalized += "goroutine ";
        let tail = part.trim_start_matches(|c: char| c.is_ascii_digit());
        normalized += if tail.len() < part.len() { "N" } else { "" };
        normalized += tail;
    }
    normalized
}
