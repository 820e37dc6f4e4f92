//! The two streams on the server: jobs, each kept until a worker confirms it, and results.

use std::error::Error;
use std::time::Duration;

use async_nats::jetstream::context::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, RetentionPolicy, Stream};
use goroutines::Shared;
use goroutines::prelude::*;

/// What can go wrong with the server.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// The subject of jobs.
pub(crate) const JOBS: &str = "pool.jobs";
/// The subject of results.
pub(crate) const RESULTS: &str = "pool.results";
/// For so long the server knows the ids of messages, and drops a second one with the same id.
const SAME_ID: Duration = Duration::from_secs(120);

/// A connection to the server and its streams, which goroutines share.
#[derive(Clone, goroutines::Share)]
pub(crate) struct Queue {
    nats: Shared<Context>,
}

#[goroutines]
impl Queue {
    /// Connects to the server at `url`.
    pub(crate) fn connect(url: &str) -> Result<Queue, Failure> {
        let client = async_nats::connect(url)?;
        Ok(Queue { nats: Shared::new(async_nats::jetstream::new(client)) })
    }

    /// The stream of jobs. A job leaves it when a worker confirms it.
    pub(crate) fn jobs(&self) -> Result<Stream, Failure> {
        self.stream("POOL_JOBS", JOBS, RetentionPolicy::WorkQueue)
    }

    /// The stream of results.
    pub(crate) fn results(&self) -> Result<Stream, Failure> {
        self.stream("POOL_RESULTS", RESULTS, RetentionPolicy::Limits)
    }

    fn stream(&self, name: &str, subject: &str, retention: RetentionPolicy) -> Result<Stream, Failure> {
        let config = Config {
            name: name.to_owned(),
            subjects: vec![subject.to_owned()],
            retention,
            duplicate_window: SAME_ID,
            ..Config::default()
        };
        Ok(self.nats.get_or_create_stream(config)?)
    }

    /// Publishes `text` under `id` and waits until the server has stored it; `false` if it has one of this id already.
    pub(crate) fn publish(&self, subject: &'static str, id: String, text: String) -> Result<bool, Failure> {
        let message = PublishMessage::build().message_id(id).payload(text.into());
        let stored = self.nats.send_publish(subject, message)?;
        // A handle of what is under way: `.await` waits for it.
        let ack = stored.await?;
        Ok(!ack.duplicate)
    }
}
