//! Whoever wants the results: one of each job, however often it was done.

use std::collections::BTreeMap;

use async_nats::jetstream::consumer::pull;
use goroutines::prelude::*;

use crate::options::Options;
use crate::queue::{Failure, Queue};

/// Waits for a result of each job from 1 to `--jobs`, and prints their sum.
#[goroutines]
pub(crate) fn gather(options: Options) -> Result<(), Failure> {
    let queue = Queue::connect(&options.server)?;
    let stream = queue.results()?;
    let consumer = stream.create_consumer(pull::Config::default())?;
    let mut results = BTreeMap::new();
    let mut again = 0;
    for message in consumer.messages()? {
        let message = message?;
        let text = std::str::from_utf8(&message.payload)?;
        let (job, result) = text.split_once(' ').ok_or("a result without its job")?;
        let (job, result) = (job.parse::<u64>()?, result.parse::<u64>()?);
        // Beyond the time for which the server knows ids, a second result gets through to here.
        again += u64::from(results.insert(job, result).is_some());
        message.ack()?;
        if results.len() as u64 == options.jobs {
            break;
        }
    }
    println!("{} results, {again} of them twice, sum {}", results.len(), results.values().sum::<u64>());
    Ok(())
}
