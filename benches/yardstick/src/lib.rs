//! The same workloads as goroutines, in Go and in Rust's other ways, measured side by side.
//!
//! A [`workload`] says what is done, how much of it, and what must come out; each file in
//! [`workloads`] has one, written by hand for goroutines and once for all peers of a kind;
//! [`peers`] has what they are written against. The [`runner`] starts one child process per
//! measurement and makes a [`sample`] of each; the [`report`] is made of samples alone.
//!
//! To add a workload: a file in `workloads/`, a line in `workloads.rs`, a file in `benches/go/`, a
//! line in `benches/README.md`.

#![forbid(unsafe_code)]

pub mod memory;
pub mod options;
pub mod peers;
pub mod report;
pub mod runner;
pub mod sample;
pub mod workload;
pub mod workloads;

use std::process::ExitCode;

use clap::Parser;

use options::{Command, Options};

/// What both binaries do.
pub fn main() -> ExitCode {
    let options = Options::parse();
    let done = match &options.command {
        Some(Command::Child(child)) => runner::child::work(child),
        None => run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goroutines-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures, then reports.
fn run(options: &Options) -> Result<(), String> {
    let mut samples = sample::Samples::open(options)?;
    runner::run(options, &mut samples)?;
    report::write(options, &samples)
}
