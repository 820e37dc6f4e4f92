//! `JoinSet`: goroutines whose results are taken in the order of their ends.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};

use crate::context::Context as Ctx;
use crate::join::{JoinError, JoinHandle, Joinable};
use crate::primitives::lock_std;
use crate::scheduler::spawn::spawn_for;
use crate::scheduler::task::Starter;
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::WaitTarget;
use crate::until::OrDone;
use crate::wait::case::PollReady;
use crate::wait::{budget, park};

/// Goroutines of one kind, joined in the order of their ends.
///
/// Dropping the set lets its goroutines go on by themselves, as dropping their handles would: a
/// goroutine is not ended from outside. Give them a [context](crate::context) to stop early.
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
    ends: Arc<Ends>,
    /// One that has ended and was not joined yet.
    next: Option<u64>,
}

/// The ends of the goroutines of one set.
#[derive(Default)]
struct Ends(Mutex<EndsState>);

#[derive(Default)]
struct EndsState {
    /// The numbers of those that end, in that order.
    numbers: VecDeque<u64>,
    /// Who waits for the next one.
    waker: Option<Waker>,
}

impl Ends {
    /// Notes the end of the goroutine `number`, and wakes who waits for one.
    fn push(&self, number: u64) {
        let mut state = lock_std(&self.0);
        state.numbers.push_back(number);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The number of the next goroutine that ends; without one, the task of `cx` is woken by it.
    fn poll(&self, cx: &Context<'_>) -> Poll<u64> {
        let waker = park::waker(cx);
        let mut state = lock_std(&self.0);
        let number = state.numbers.pop_front();
        let to_drop = if number.is_some() { Some(waker) } else { state.waker.replace(waker) };
        drop(state);
        drop(to_drop);
        number.map_or(Poll::Pending, Poll::Ready)
    }

    /// The number of a goroutine that ends.
    fn try_pop(&self) -> Option<u64> {
        lock_std(&self.0).numbers.pop_front()
    }

    /// Wakes nobody from now on.
    fn forget(&self) {
        let waker = lock_std(&self.0).waker.take();
        drop(waker);
    }
}

/// `JoinSet::spawn`, as traces name it.
struct Spawn;

impl Starter for Spawn {
    const PATH: &'static str = "goroutines::sync::JoinSet::spawn";
}

/// Says at its drop that the goroutine ends, also by a panic.
struct End(Arc<Ends>, u64);

impl Drop for End {
    fn drop(&mut self) {
        self.0.push(self.1);
    }
}

impl<T: Send + 'static> JoinSet<T> {
    /// A set without goroutines.
    #[must_use]
    pub fn new() -> JoinSet<T> {
        JoinSet { handles: HashMap::new(), started: 0, ends: Arc::default(), next: None }
    }

    /// Starts a goroutine that runs `work`.
    #[track_caller]
    pub fn spawn<F>(&mut self, work: F)
    where
        F: Future<Output = T> + Send + 'static,
    {
        self.started += 1;
        let end = End(Arc::clone(&self.ends), self.started);
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
    /// Dropped half-way, it takes no result. It can be a case of a `select!`.
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
    ///     set.spawn(async { 7 });
    ///     select! {
    ///         result = set.join_next() => assert_eq!(result.unwrap().unwrap(), 7),
    ///         time::sleep(time::MINUTE) => panic!("it takes too long"),
    ///     }
    /// }
    /// ```
    #[track_caller]
    pub fn join_next(&mut self) -> JoinNext<'_, T> {
        JoinNext { set: self, at: Location::caller() }
    }

    /// Waits as [`join_next`](JoinSet::join_next) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before a goroutine has ended. Then no result is
    /// taken.
    #[track_caller]
    pub fn join_next_ctx<'a>(&'a mut self, ctx: &Ctx) -> OrDone<JoinNext<'a, T>> {
        OrDone::new(self.join_next(), ctx)
    }

    /// Returns the result of a goroutine that has ended; `None` if there is none yet, or the set is
    /// empty.
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        let result = self.take_ended();
        if result.is_none() {
            budget::spend_in_vain();
        }
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

impl<T> JoinSet<T> {
    /// The result of a goroutine that has ended.
    fn take_ended(&mut self) -> Option<Result<T, JoinError>> {
        self.next = self.next.or_else(|| self.ends.try_pop());
        let result = self.handles.get(&self.next?)?.__go_join().try_now()?;
        self.handles.remove(&self.next.take()?);
        Some(result)
    }

    /// Waits until a goroutine has ended.
    fn poll_ended(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let number = match self.next {
            Some(number) => number,
            None => *self.next.insert(ready!(self.ends.poll(cx))),
        };
        // It has ended, or is about to: its future is gone, its result not yet there.
        self.handles.get(&number).map_or(Poll::Ready(()), |handle| handle.__go_join().poll_ready(cx))
    }
}

/// The future of [`JoinSet::join_next`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct JoinNext<'a, T> {
    /// The set.
    set: &'a mut JoinSet<T>,
    /// Where the program waits.
    at: &'static Location<'static>,
}

impl<T> PollReady for JoinNext<'_, T> {
    type Output = Option<Result<T, JoinError>>;

    fn try_now(&mut self) -> Option<Option<Result<T, JoinError>>> {
        if self.set.handles.is_empty() { Some(None) } else { self.set.take_ended().map(Some) }
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.set.handles.is_empty() { Poll::Ready(()) } else { self.set.poll_ended(cx) }
    }

    fn forget(&mut self) {
        self.set.ends.forget();
    }
}

impl<T> Future for JoinNext<'_, T> {
    type Output = Option<Result<T, JoinError>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        ready!(budget::poll_proceed(cx));
        loop {
            if let Some(result) = PollReady::try_now(&mut *self) {
                return Poll::Ready(result);
            }
            if self.poll_ready(cx).is_pending() {
                let handles = self.set.handles.values();
                park::annotate_with(WaitReason::Join, self.at, |_| {
                    handles.map(|handle| WaitTarget::Goroutine(handle.id())).collect()
                });
                return Poll::Pending;
            }
        }
    }
}

impl<T> Drop for JoinNext<'_, T> {
    fn drop(&mut self) {
        self.forget();
    }
}

impl<T> fmt::Debug for JoinNext<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinNext").field("set", &self.set).finish_non_exhaustive()
    }
}

impl<T: Send + 'static, F: Future<Output = T> + Send + 'static> Extend<F> for JoinSet<T> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = F>>(&mut self, works: I) {
        works.into_iter().for_each(|work| self.spawn(work));
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
        set.extend(works);
        set
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.handles.len()).finish_non_exhaustive()
    }
}
