//! `SingleFlight`: callers that ask for the same at the same time share one run of the work.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::panic::Location;
use std::sync::{Arc, Mutex, OnceLock};

use crate::chan::{Chan, Receiver, Sender, chan};
use crate::primitives::lock_std;
use crate::scheduler::spawn::{spawn, spawn_detached};
use crate::scheduler::task::Starter;

/// Suppresses duplicate work: Go's `singleflight.Group`. A clone is another handle.
///
/// While the work for a key runs, others that ask for this key wait for it and get its value too.
/// Give it a `Result` for work that can fail.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::SingleFlight;
///
/// #[goroutines]
/// fn main() {
///     let flights = SingleFlight::new();
///     let (page, shared) = flights.run("/index", async { "hello".to_owned() });
///     assert_eq!((&*page, shared), ("hello", false));
/// }
/// ```
#[doc(alias = "singleflight.Group")]
pub struct SingleFlight<K, V> {
    /// The work under way, by key.
    flights: Arc<Mutex<HashMap<K, Arc<Flight<V>>>>>,
}

/// Work under way.
struct Flight<V> {
    /// The value, or the text of the panic.
    outcome: OnceLock<Result<V, String>>,
    /// Closed when the outcome is there.
    done: Chan<()>,
    /// Who else asked.
    others: Mutex<Others<V>>,
}

struct Others<V> {
    /// How many asked beside the first.
    count: usize,
    /// Those that wait for a message.
    channels: Vec<Sender<(V, bool)>>,
}

/// `SingleFlight::run`, as traces name it.
struct Run;

impl Starter for Run {
    const PATH: &'static str = "goroutines::sync::SingleFlight::run";
}

impl<K, V> SingleFlight<K, V>
where
    K: Eq + Hash + Clone + Send + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// No work under way.
    #[must_use]
    pub fn new() -> SingleFlight<K, V> {
        SingleFlight { flights: Arc::default() }
    }

    /// Runs `work` in a goroutine, or waits for the work under way for `key`. Returns its value,
    /// and whether it was given to more than one caller. To wait no longer than a context, write
    /// `flights.run_chan(key, work).recv_ctx(&ctx)`.
    ///
    /// # Panics
    ///
    /// If the work panics: in all callers, with its text.
    ///
    /// # Examples
    ///
    /// See [`SingleFlight`].
    #[doc(alias = "Do")]
    #[track_caller]
    pub fn run<F>(&self, key: K, work: F) -> impl Future<Output = (V, bool)> + Send + use<K, V, F>
    where
        F: Future<Output = V> + Send + 'static,
    {
        let flight = self.join(key, work, None, Location::caller());
        async move {
            flight.done.recv().await;
            let shared = lock_std(&flight.others).count > 0;
            match flight.outcome.get() {
                Some(Ok(value)) => (value.clone(), shared),
                Some(Err(text)) => panic!("{text}"),
                None => unreachable!("the outcome is there before `done` is closed"),
            }
        }
    }

    /// Like [`run`](SingleFlight::run), but returns at once a channel that receives the value.
    ///
    /// # Panics
    ///
    /// If the work panics, the program ends, as in Go: there is no caller that could be told.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::SingleFlight;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let pages = SingleFlight::new();
    ///     let page = pages.run_chan("/index", async { "text" });
    ///     assert_eq!(page.recv(), Some(("text", false)));
    /// }
    /// ```
    #[doc(alias = "DoChan")]
    #[track_caller]
    pub fn run_chan<F>(&self, key: K, work: F) -> Receiver<(V, bool)>
    where
        F: Future<Output = V> + Send + 'static,
    {
        let (tx, rx) = chan(1).split();
        self.join(key, work, Some(tx), Location::caller());
        rx
    }

    /// Forgets the work under way for `key`: the next caller starts it anew.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::SingleFlight;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let (pages, gate) = (SingleFlight::new(), chan::<()>(0));
    ///     let waits = gate.receiver();
    ///     let old = pages.run_chan("/index", async move { waits.recv(); 1 });
    ///     pages.forget(&"/index");
    ///     assert_eq!(pages.run("/index", async { 2 }), (2, false));
    ///     gate.close();
    ///     assert_eq!(old.recv(), Some((1, false)));
    /// }
    /// ```
    pub fn forget(&self, key: &K) {
        lock_std(&self.flights).remove(key);
    }

    /// The flight for `key`, started unless it is under way.
    fn join<F>(
        &self,
        key: K,
        work: F,
        channel: Option<Sender<(V, bool)>>,
        at: &'static Location<'static>,
    ) -> Arc<Flight<V>>
    where
        F: Future<Output = V> + Send + 'static,
    {
        let mut flights = lock_std(&self.flights);
        if let Some(flight) = flights.get(&key) {
            let mut others = lock_std(&flight.others);
            others.count += 1;
            others.channels.extend(channel);
            return Arc::clone(flight);
        }
        let others = Others { count: 0, channels: channel.into_iter().collect() };
        let flight = Arc::new(Flight { outcome: OnceLock::new(), done: chan(0), others: Mutex::new(others) });
        flights.insert(key.clone(), Arc::clone(&flight));
        drop(flights);
        let (all, this) = (Arc::clone(&self.flights), Arc::clone(&flight));
        spawn_detached::<Run, _>(async move { this.fly(all, key, work).await }, at);
        flight
    }
}

impl<V: Clone + Send + Sync + 'static> Flight<V> {
    /// Runs the work, and gives its outcome to all callers.
    async fn fly<K, F>(self: Arc<Self>, flights: Arc<Mutex<HashMap<K, Arc<Flight<V>>>>>, key: K, work: F)
    where
        K: Eq + Hash,
        F: Future<Output = V> + Send + 'static,
    {
        let result = spawn(work).join().await;
        let mut all = lock_std(&flights);
        if all.get(&key).is_some_and(|flight| Arc::ptr_eq(flight, &self)) {
            all.remove(&key);
        }
        drop(all);
        let (channels, shared) = {
            let mut others = lock_std(&self.others);
            (std::mem::take(&mut others.channels), others.count > 0)
        };
        match result {
            Ok(value) => {
                channels.iter().for_each(|channel| {
                    let _ = channel.try_send((value.clone(), shared));
                });
                let _ = self.outcome.set(Ok(value));
                self.done.close();
            }
            Err(error) => {
                let _ = self.outcome.set(Err(error.message().to_owned()));
                self.done.close();
                if !channels.is_empty() {
                    error.resume();
                }
            }
        }
    }
}

impl<K, V> Clone for SingleFlight<K, V> {
    fn clone(&self) -> SingleFlight<K, V> {
        SingleFlight { flights: Arc::clone(&self.flights) }
    }
}

impl<K, V> Default for SingleFlight<K, V> {
    fn default() -> SingleFlight<K, V> {
        SingleFlight { flights: Arc::default() }
    }
}

impl<K, V> fmt::Debug for SingleFlight<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SingleFlight").field("flights", &lock_std(&self.flights).len()).finish()
    }
}
