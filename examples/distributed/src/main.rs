//! The worker pool of Go by Example over many processes: channels end at the process, NATS JetStream carries the jobs on.
//!
//! ```text
//! nats-server -js                      # Debian: apt install nats-server
//! cargo run -p goroutines-distributed -- produce --jobs 100
//! cargo run -p goroutines-distributed -- work      # as often as you like, on as many machines as you like
//! cargo run -p goroutines-distributed -- gather --jobs 100
//! ```
//!
//! A worker may die in the middle of a job. No job is lost: the server keeps it until a worker confirms it, and gives it to
//! another one after `--ack-wait` seconds. No job is done twice without a word: a worker says when a job comes again, and `gather`
//! has one result of each job and says how often a second one was dropped.

mod gather;
mod options;
mod produce;
mod queue;
mod work;

use goroutines::prelude::*;

use options::Options;
use queue::Failure;

#[goroutines]
fn main() -> Result<(), Failure> {
    let options = Options::read();
    match options.command.as_str() {
        "produce" => produce::produce(options),
        "work" => work::work(options),
        "gather" => gather::gather(options),
        _ => {
            eprintln!("usage: distributed produce|work|gather [--server URL] [--jobs N] [--ack-wait SECONDS]");
            std::process::exit(2);
        }
    }
}
