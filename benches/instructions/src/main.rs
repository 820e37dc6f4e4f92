//! How many instructions single operations take, counted by valgrind's callgrind, beside those of a
//! stored file.
//!
//! Instructions do not depend on how busy the machine is, so a change of the scheduler, of channels
//! or of select shows here first. Each operation runs in a process of its own, on one worker,
//! twice: `FEW` times and `MANY` times. The difference, for each operation, leaves out what the
//! start takes.
//!
//! ```sh
//! cargo run --release -p goroutines-instructions              # compares with benches/instructions/counts.txt
//! cargo run --release -p goroutines-instructions -- --update  # writes that file
//! CARGO_PROFILE_RELEASE_DEBUG=line-tables-only \
//!     cargo run --release -p goroutines-instructions -- --locked  # locked instructions, by source file
//! ```
//!
//! An operation that grew by more than 3 % is reported; by more than 10 %, it fails. Without
//! valgrind nothing is counted.

#![forbid(unsafe_code)]

mod count;
mod locked;
mod operations;
mod stored;

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["play", name, times] => operations::play(name, times.parse().expect("a number")),
        [] => return compare(),
        ["--update"] => return update(),
        ["--locked"] => print_locked(),
        _ => {
            eprintln!("usage: goroutines-instructions [--update | --locked]");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// Counts all operations; `None`, with a word about it, without valgrind.
fn counts() -> Option<Vec<(&'static str, f64)>> {
    if !count::is_possible() {
        println!("instructions: skipped, valgrind is not installed");
        return None;
    }
    Some(operations::ALL.iter().map(|operation| (operation.name, count::each(operation.name))).collect())
}

fn update() -> ExitCode {
    if let Some(counts) = counts() {
        stored::write(&counts);
    }
    ExitCode::SUCCESS
}

/// Prints how many locked instructions each operation runs, the files with the most first.
fn print_locked() {
    if !count::is_possible() {
        println!("instructions: skipped, valgrind is not installed");
        return;
    }
    for operation in operations::ALL {
        let locked = locked::each(operation.name);
        println!("{}: {:.2}", operation.name, locked.values().fold(0.0, |sum, times| sum + times));
        let mut files: Vec<_> = locked.into_iter().collect();
        files.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        files.iter().for_each(|(file, times)| println!("    {times:5.2}  {file}"));
    }
}

fn compare() -> ExitCode {
    let Some(counts) = counts() else { return ExitCode::SUCCESS };
    let stored = stored::read();
    let mut fails = false;
    for (name, now) in counts {
        let (text, failed) = match stored.get(name) {
            None => ("is not in the stored file: run with --update".to_owned(), true),
            Some(before) => stored::judge(*before, now),
        };
        println!("{name:<20} {now:>8.0}  {text}");
        fails |= failed;
    }
    if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
