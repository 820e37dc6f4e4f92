//! The command line.

#[path = "../../common/args.rs"]
mod args;

use std::time::Duration;

/// What the program was called with.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// `produce`, `work` or `gather`.
    pub(crate) command: String,
    /// Where the server of NATS is.
    pub(crate) server: String,
    /// How many jobs there are.
    pub(crate) jobs: u64,
    /// How many goroutines of a process work.
    pub(crate) goroutines: u64,
    /// After this long without a word from its worker, a job is given to another one.
    pub(crate) ack_wait: Duration,
    /// For tests: the worker dies at this job, before it has published the result.
    pub(crate) die_before: u64,
    /// For tests: the worker dies at this job, after it has published the result.
    pub(crate) die_after: u64,
}

impl Options {
    /// Reads the command line.
    pub(crate) fn read() -> Options {
        let args = args::Args::read();
        Options {
            command: args.rest().first().cloned().unwrap_or_default(),
            server: args.value("--server", "nats://127.0.0.1:4222".to_owned()),
            jobs: args.value("--jobs", 100),
            goroutines: args.value("--goroutines", 3),
            ack_wait: Duration::from_secs(args.value("--ack-wait", 30)),
            die_before: args.value("--die-before", 0),
            die_after: args.value("--die-after", 0),
        }
    }
}
