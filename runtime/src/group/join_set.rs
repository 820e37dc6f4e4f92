//! `JoinSet`: goroutines whose results are taken in the order of their ends.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::panic::Location;

use crate::chan::{Receiver, Sender, chan};
use crate::join::{JoinError, JoinHandle};
use crate::scheduler::spawn::spawn_for;
use crate::scheduler::task::Starter;

/// Goroutines of one kind, joined in the order of their ends.
///
/// Dropping the set lets its goroutines go on by themselves, as dropping their handles would: a goroutine is
/// not ended from outside. Give them a [context](crate::context) to stop early.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::JoinSet;
///
/// #[goroutines]
/// fn main() {
///     let mut set = JoinSet::new();
///     for n in 1..=3 {
///         set.spawn(async move { n * n });
///     }
///     let mut sum = 0;
///     while let Some(result) = set.join_next() {
///         sum += result.unwrap();
///     }
///     assert_eq!(sum, 14);
/// }
/// ```
pub struct JoinSet<T> {
    /// The goroutines, by number.
    handles: HashMap<u64, JoinHandle<T>>,
    /// How many there have been.
    started: u64,
    /// Where each goroutine says that it ends.
    ends: Sender<u64>,
    /// The numbers of those that end.
    ended: Receiver<u64>,
    /// One that has ended and was not joined yet.
    next: Option<u64>,
}

/// `JoinSet::spawn`, as traces name it.
struct Spawn;

impl Starter for Spawn {
    const PATH: &'static str = "goroutines::sync::JoinSet::spawn";
}

/// Says at its drop that the goroutine ends, also by a panic.
struct End(Sender<u64>, u64);

impl Drop for End {
    fn drop(&mut self) {
        // Fails only if the set is gone.
        let _ = self.0.try_send(self.1);
    }
}

impl<T: Send + 'static> JoinSet<T> {
    /// A set without goroutines.
    #[must_use]
    pub fn new() -> JoinSet<T> {
        // Room for all: memory is taken as numbers are queued.
        let (ends, ended) = chan(usize::MAX / 64).split();
        JoinSet { handles: HashMap::new(), started: 0, ends, ended, next: None }
    }

    /// Starts a goroutine that runs `work`.
    #[track_caller]
    pub fn spawn<F>(&mut self, work: F)
    where
        F: Future<Output = T> + Send + 'static,
    {
        self.started += 1;
        let end = End(self.ends.clone(), self.started);
        let handle = spawn_for::<Spawn, _>(
            async move {
                let _end = end;
                work.await
            },
            Location::caller(),
        );
        self.handles.insert(self.started, handle);
    }

    /// Waits for the next goroutine to end, and returns its result; `None` if the set is empty.
    ///
    /// Dropped half-way, it takes no result.
    pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {
        if self.handles.is_empty() {
            return None;
        }
        if self.next.is_none() {
            self.next = self.ended.recv().await;
        }
        // Here it has ended, or is about to.
        let handle = self.handles.get(&self.next?)?;
        let context = crate::context::background();
        let result = handle.join_ctx(&context).await.ok();
        self.handles.remove(&self.next.take()?);
        result
    }

    /// Waits for all goroutines, and returns their results in the order of their ends.
    ///
    /// # Panics
    ///
    /// With the panic of a goroutine.
    pub async fn join_all(mut self) -> Vec<T> {
        let mut results = Vec::with_capacity(self.handles.len());
        while let Some(result) = self.join_next().await {
            results.push(result.unwrap_or_else(|error| error.resume()));
        }
        results
    }

    /// The number of goroutines that were not joined.
    pub fn len(&self) -> usize {
        self.handles.len()
    }

    /// Whether all goroutines were joined.
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// Lets all goroutines go on by themselves; the set is empty then.
    pub fn detach_all(&mut self) {
        *self = JoinSet::new();
    }
}

impl<T: Send + 'static> Default for JoinSet<T> {
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}

impl<T: Send + 'static, F: Future<Output = T> + Send + 'static> FromIterator<F> for JoinSet<T> {
    fn from_iter<I: IntoIterator<Item = F>>(works: I) -> JoinSet<T> {
        let mut set = JoinSet::new();
        works.into_iter().for_each(|work| set.spawn(work));
        set
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.handles.len()).finish_non_exhaustive()
    }
}
