//! Prints the SHA-256 of every regular file under some directories, in the format of `sha256sum`.
//!
//! ```text
//! cargo run --release --example digest -- DIR
//!
//!         jobs ──────▶ N digesters ──────▶ one report per file
//!  walk ──┤                                    │
//!         order, bounded ──────────────────▶ printer ──▶ stdout
//! ```
//!
//! The walker puts each file into two channels: into `jobs` for whichever digester is free, and, as the channel its report will come
//! on, into `order`. The printer takes the reports in that order. Both channels are bounded, so however large the tree is, only so
//! many files are under way; a slow reader of the output holds the walker up.
//!
//! The order is that of a walk that visits the entries of each directory by the bytes of their names, and a directory's
//! files where the directory stands: the same tree always gives the same output. Symbolic links are not followed, but for
//! those named on the command line.
//!
//! When the output fails (as in `digest DIR | head`), the printer returns, and with it goes the only receiver of `order`: the walker's
//! next send fails, and the program ends.

#![forbid(unsafe_code)]

mod hash;
mod options;
mod print;
mod progress;
mod walk;

use std::io::{self, Write};
use std::process::ExitCode;

use goroutines::prelude::*;
use sync::Arc;

use options::{Command, Options};
use progress::Totals;

/// How many files may be under way for each digester: enough to go on past a large one.
const FILES_PER_DIGESTER: usize = 16;

#[goroutines]
fn main() -> ExitCode {
    let command = options::parse(std::env::args_os().skip(1));
    match command {
        Ok(Command::Help) => status_of_output(print::text(options::HELP).map(|()| true)),
        Ok(Command::Digest(options)) => status_of_output(digest(options)),
        Err(message) => {
            complain(format_args!("{message}\ntry `digest --help`"));
            ExitCode::from(2)
        }
    }
}

/// Runs the pipeline, and says whether everything could be read.
#[goroutines]
fn digest(options: Options) -> io::Result<bool> {
    let Options { roots, digesters } = options;
    let totals = Arc::new(Totals::default());
    let (order, reports) = chan(digesters * FILES_PER_DIGESTER).split();
    let (jobs, todo) = chan(digesters).split();

    go!(goroutines::blocking(move || walk::walk(&roots, &jobs, &order)));
    for _ in 0..digesters {
        go!(hash::digester(todo.clone(), totals));
    }
    print::print(reports, &totals)
}

/// The exit status: 1 when something could not be read, or written.
fn status_of_output(outcome: io::Result<bool>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Whoever closed the pipe has read enough, and needs no message.
            if error.kind() != io::ErrorKind::BrokenPipe {
                complain(format_args!("cannot write the output: {error}"));
            }
            ExitCode::FAILURE
        }
    }
}

/// Tells the user what is wrong; where stderr is closed, the exit status has to do.
fn complain(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "digest: {message}");
}
