//! A process of workers: one goroutine takes jobs from the server, and several do them.

use std::process;

use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::{AckKind, Message};
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};

use crate::options::Options;
use crate::queue::{Failure, Queue, RESULTS};

/// Works until Ctrl-C; what has begun then is finished.
#[goroutines]
pub(crate) fn work(options: Options) -> Result<(), Failure> {
    let (ctx, _stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT, Signal::TERMINATE]);
    let queue = Queue::connect(&options.server)?;
    let (jobs, failed) = (chan::<Message>(0), chan::<Failure>(1));
    let workers = WaitGroup::new();
    for _ in 0..options.goroutines {
        workers.add(1);
        let options = options.clone();
        go! {
            for job in &jobs {
                // A job that fails is not confirmed, so it comes again.
                if let Err(error) = attempt(&options, &queue, &job) {
                    eprintln!("a job failed: {error}");
                }
            }
            workers.done();
        }
    }
    let taken = options.clone();
    go! {
        if let Err(error) = take(taken, queue, jobs) {
            failed.send(error).unwrap();
        }
    }
    println!("{} goroutines work", options.goroutines);
    let outcome = select! {
        _ = ctx.done().recv() => Ok(()),
        error = failed.recv() => Err(error.unwrap()),
    };
    jobs.close();
    workers.wait();
    println!("done");
    outcome
}

/// Hands the jobs that the server gives out to whoever is free.
#[goroutines]
fn take(options: Options, queue: Queue, jobs: Chan<Message>) -> Result<(), Failure> {
    let config = pull::Config {
        durable_name: Some("workers".to_owned()),
        ack_wait: options.ack_wait,
        ..pull::Config::default()
    };
    let stream = queue.jobs()?;
    let consumer = stream.get_or_create_consumer("workers", config)?;
    // No more than can be begun at once: what waits here would be given to others when its time is over.
    let batch = usize::try_from(options.goroutines)?;
    for job in consumer.stream().max_messages_per_batch(batch).messages()? {
        if let Err(unsent) = jobs.send(job?) {
            // The end: another worker gets it at once.
            unsent.into_inner().ack_with(AckKind::Nak(None))?;
            break;
        }
    }
    Ok(())
}

/// Does one job: first the result is stored, then the job is confirmed. A worker that dies in between has the job done again, whose
/// second result the server drops.
#[goroutines]
fn attempt(options: &Options, queue: &Queue, message: &Message) -> Result<(), Failure> {
    let job: u64 = std::str::from_utf8(&message.payload)?.parse()?;
    let times = message.info()?.delivered;
    if times > 1 {
        eprintln!("job {job} is given out again (time {times})");
    }
    die_at(options.die_before, job);
    // The work itself.
    time::sleep(time::MILLISECOND * 20);
    let result = format!("{job} {}", job * job);
    if !queue.publish(RESULTS, format!("result-{job}"), result)? {
        eprintln!("job {job} was done before: this result is dropped");
    }
    die_at(options.die_after, job);
    // Waits until the server knows.
    message.double_ack()
}

/// For tests.
fn die_at(last: u64, job: u64) {
    if job == last {
        eprintln!("dies at job {job}");
        process::abort();
    }
}
