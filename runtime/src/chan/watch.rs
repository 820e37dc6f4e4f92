//! `watch`: the latest value, and word of its changes.

use std::fmt;
use std::sync::{Arc, Mutex};

use super::handle::{Receiver, Sender, chan};
use super::recv::Recv;
use crate::primitives::lock_std;

/// Makes a value that is watched: the [`WatchSender`] replaces it, each [`Watch`] sees the latest,
/// and waits for changes.
///
/// # Examples
///
/// ```
/// use goroutines::channel::watch;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let (level, seen) = watch(1);
///     go! {
///         level.send(2);
///         level.send(3);
///     };
///     while seen.changed().is_some() {}
///     assert_eq!(*seen.get(), 3);
/// }
/// ```
#[track_caller]
pub fn watch<T>(initial: T) -> (WatchSender<T>, Watch<T>) {
    let shared = Arc::new(Shared { state: Mutex::new(State { value: Arc::new(initial), watchers: Vec::new() }) });
    let watch = Watch::new(Arc::clone(&shared));
    (WatchSender { shared }, watch)
}

/// The side of a watched value that replaces it, from [`watch`].
///
/// When it is dropped, [`Watch::changed`] gives `None`.
pub struct WatchSender<T> {
    /// What both sides share.
    shared: Arc<Shared<T>>,
}

/// The side of a watched value that sees it, from [`watch`]; a clone watches for itself.
pub struct Watch<T> {
    /// What both sides share.
    shared: Arc<Shared<T>>,
    /// Holds a unit from a change on, until that is seen.
    changes: Receiver<()>,
}

struct Shared<T> {
    /// All that changes.
    state: Mutex<State<T>>,
}

struct State<T> {
    /// The latest value.
    value: Arc<T>,
    /// The channels of those that watch.
    watchers: Vec<Sender<()>>,
}

impl<T> WatchSender<T> {
    /// Replaces the value, and wakes all that watch. A slow watcher sees the latest value only.
    pub fn send(&self, value: T) {
        let value = Arc::new(value);
        let mut state = lock_std(&self.shared.state);
        let before = std::mem::replace(&mut state.value, value);
        let watchers = state.watchers.clone();
        state.watchers.retain(|watcher| !watcher.is_closed());
        drop(state);
        drop(before);
        for watcher in watchers {
            // Full: it has not seen an earlier change yet, and will see this one with it.
            let _ = watcher.try_send(());
        }
    }

    /// The latest value.
    pub fn get(&self) -> Arc<T> {
        Arc::clone(&lock_std(&self.shared.state).value)
    }

    /// Another one that watches.
    #[track_caller]
    pub fn subscribe(&self) -> Watch<T> {
        Watch::new(Arc::clone(&self.shared))
    }
}

impl<T> Drop for WatchSender<T> {
    fn drop(&mut self) {
        let watchers = std::mem::take(&mut lock_std(&self.shared.state).watchers);
        drop(watchers);
    }
}

impl<T> Watch<T> {
    #[track_caller]
    fn new(shared: Arc<Shared<T>>) -> Watch<T> {
        let (tx, changes) = chan(1).split();
        lock_std(&shared.state).watchers.push(tx);
        Watch { shared, changes }
    }

    /// The latest value.
    pub fn get(&self) -> Arc<T> {
        Arc::clone(&lock_std(&self.shared.state).value)
    }

    /// Waits until the value has been replaced since the last call; `None` once the sender is gone.
    ///
    /// In a `select!`, write `_ = watch.changed() => …`.
    #[track_caller]
    pub fn changed(&self) -> Recv<'_, ()> {
        self.changes.recv()
    }

    /// Waits until the value satisfies `condition`, and returns it; `None` if the sender is gone
    /// before.
    pub async fn wait_for(&self, mut condition: impl FnMut(&T) -> bool) -> Option<Arc<T>> {
        loop {
            let value = self.get();
            if condition(&value) {
                return Some(value);
            }
            self.changed().await?;
        }
    }
}

impl<T> Clone for Watch<T> {
    fn clone(&self) -> Watch<T> {
        let watch = Watch::new(Arc::clone(&self.shared));
        if self.changes.is_closed() {
            // The sender is gone: nothing changes any more.
            lock_std(&self.shared.state).watchers.clear();
        }
        watch
    }
}

impl<T: fmt::Debug> fmt::Debug for WatchSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WatchSender").field(&self.get()).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.get()).finish()
    }
}
