//! The producer: as many jobs as asked for, each stored once however often it is started.

use goroutines::prelude::*;

use crate::options::Options;
use crate::queue::{Failure, JOBS, Queue};

/// Publishes the jobs 1 to `--jobs`.
#[goroutines]
pub(crate) fn produce(options: Options) -> Result<(), Failure> {
    let queue = Queue::connect(&options.server)?;
    queue.jobs()?;
    queue.results()?;
    let mut known = 0;
    for job in 1..=options.jobs {
        let new = queue.publish(JOBS, format!("job-{job}"), job.to_string())?;
        known += u64::from(!new);
    }
    println!("{} jobs published, {known} were there already", options.jobs - known);
    Ok(())
}
