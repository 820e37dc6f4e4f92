//! `broadcast`: each subscriber receives every value.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::handle::{Receiver, Sender, chan};
use crate::primitives::lock_std;

/// Makes a broadcast: every value that is sent goes to each subscriber, each of which queues up to
/// `capacity` values.
///
/// # Examples
///
/// ```
/// use goroutines::channel::broadcast;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let news = broadcast(8);
///     let (a, b) = (news.subscribe(), news.subscribe());
///     assert_eq!(news.send("hello"), 2);
///     drop(news);
///     assert_eq!((a.recv(), b.recv(), a.recv()), (Some("hello"), Some("hello"), None));
/// }
/// ```
///
/// # Panics
///
/// If `capacity` is zero.
#[track_caller]
pub fn broadcast<T: Clone>(capacity: usize) -> Broadcast<T> {
    assert!(capacity > 0, "a broadcast queues one value at least");
    Broadcast { shared: Arc::new(Shared { capacity, dropped: AtomicU64::new(0), subscribers: Mutex::default() }) }
}

/// The sending side of a broadcast, from [`broadcast`]; a clone is another handle.
///
/// When the last handle is dropped, the subscribers' channels close.
pub struct Broadcast<T> {
    /// What the handles share.
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    /// How many values a subscriber queues.
    capacity: usize,
    /// How many values were dropped for slow subscribers.
    dropped: AtomicU64,
    /// The subscribers' channels.
    subscribers: Mutex<Vec<Sender<T>>>,
}

impl<T> Broadcast<T> {
    /// A receiver of all values that are sent from now on. It is an ordinary
    /// [`Receiver`]: it works in `select!` and in loops. Its clones share its values.
    #[track_caller]
    pub fn subscribe(&self) -> Receiver<T> {
        let (tx, rx) = chan(self.shared.capacity).split();
        lock_std(&self.shared.subscribers).push(tx);
        rx
    }

    /// The number of subscribers, as of the last send.
    pub fn subscribers(&self) -> usize {
        lock_std(&self.shared.subscribers).len()
    }

    /// The number of values that slow subscribers have lost in all.
    pub fn dropped(&self) -> u64 {
        // Relaxed: a figure.
        self.shared.dropped.load(Ordering::Relaxed)
    }
}

impl<T: Clone> Broadcast<T> {
    /// Sends `value` to each subscriber, and returns their number. Never waits: a subscriber whose
    /// queue is full loses its oldest value.
    pub fn send(&self, value: T) -> usize {
        let mut lost = Vec::new();
        let mut subscribers = lock_std(&self.shared.subscribers);
        let values: Vec<T> = std::iter::repeat_n(value, subscribers.len()).collect();
        let mut values = values.into_iter();
        subscribers.retain(|subscriber| match values.next().map(|value| subscriber.send_evicting(value)) {
            Some(Ok(evicted)) => {
                lost.extend(evicted);
                true
            }
            _ => false,
        });
        let count = subscribers.len();
        drop(subscribers);
        self.shared.dropped.fetch_add(lost.len() as u64, Ordering::Relaxed);
        count
    }
}

impl<T> Clone for Broadcast<T> {
    fn clone(&self) -> Broadcast<T> {
        Broadcast { shared: Arc::clone(&self.shared) }
    }
}

impl<T> fmt::Debug for Broadcast<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcast").field("subscribers", &self.subscribers()).finish_non_exhaustive()
    }
}
