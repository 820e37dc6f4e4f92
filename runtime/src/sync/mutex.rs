//! `Mutex`: one holder at a time, and the guard may be held across waits.

mod guard;
pub(super) mod queue;

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub use self::guard::MutexGuard;
use self::queue::Queue;
use super::cell::Cell;
use super::holder::Holder;
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::Key;
use crate::wait::{budget, park};

/// Go's `sync.Mutex`, holding what it protects.
///
/// A goroutine that finds it locked parks; its worker runs others. The [`MutexGuard`] is `Send` and
/// may be held across waits, as Go's lock may. It is not reentrant: locking it again while holding
/// its guard waits forever.
///
/// A goroutine that comes while the mutex is free takes it even if others wait: that is fast. Once
/// one of those has waited for more than a millisecond and loses again, the mutex goes to the
/// waiters in the order of their coming until none of them waited that long.
///
/// There is no poisoning. A panic while the guard is held unlocks, as Go's deferred `Unlock` does.
///
/// # Examples
///
/// ```
/// use goroutines::sync::Mutex;
///
/// let counter = Mutex::new(0);
/// *counter.lock_blocking() += 1;
/// assert_eq!(counter.into_inner(), 1);
/// ```
#[doc(alias = "sync.Mutex")]
#[derive(Default)]
pub struct Mutex<T: ?Sized> {
    /// Who waits.
    queue: Queue,
    /// Who holds it.
    pub(super) holder: Holder,
    /// What is protected, and whether it is held.
    data: Cell<T>,
}

impl<T> Mutex<T> {
    /// An unlocked mutex that holds `value`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::Mutex;
    ///
    /// static COUNTER: Mutex<u32> = Mutex::new(0);
    /// *COUNTER.lock_blocking() += 1;
    /// assert_eq!(*COUNTER.lock_blocking(), 1);
    /// ```
    #[cfg(not(loom))]
    pub const fn new(value: T) -> Mutex<T> {
        Mutex { queue: Queue::new(), holder: Holder::new(), data: Cell::new(value) }
    }

    #[cfg(loom)]
    #[allow(missing_docs, reason = "exists in models only")]
    pub fn new(value: T) -> Mutex<T> {
        Mutex { queue: Queue::new(), holder: Holder::new(), data: Cell::new(value) }
    }

    /// Gives up the mutex for what it held.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goroutines::sync::Mutex::new(7).into_inner(), 7);
    /// ```
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks: waits until the mutex is free, and takes it.
    ///
    /// Dropped half-way, the future takes nothing, and a turn that was already given to it goes to
    /// the next waiter.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Mutex;
    ///
    /// #[goroutines]
    /// fn deposit(account: &Mutex<u64>, amount: u64) {
    ///     *account.lock() += amount;
    /// }
    /// ```
    #[track_caller]
    pub fn lock(&self) -> Lock<'_, T> {
        Lock { mutex: self, key: None, at: Location::caller() }
    }

    /// Takes the mutex if that needs no wait: `None` if it is held, or promised to one who has
    /// waited too long.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::Mutex;
    /// let mutex = Mutex::new('a');
    /// let guard = mutex.try_lock().unwrap();
    /// assert!(mutex.try_lock().is_none());
    /// drop(guard);
    /// assert!(mutex.try_lock().is_some());
    /// ```
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        let data = if self.queue.is_starving() { None } else { self.data.try_lock() };
        if data.is_none() {
            budget::spend_in_vain();
        }
        data.map(|data| MutexGuard::new(self, data))
    }

    /// Locks from a plain thread, which it parks while the mutex is held.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines.
    ///
    /// # Examples
    ///
    /// ```
    /// let names = goroutines::sync::Mutex::new(vec!["Rob"]);
    /// names.lock_blocking().push("Ken");
    /// assert_eq!(names.lock_blocking().len(), 2);
    /// ```
    #[track_caller]
    pub fn lock_blocking(&self) -> MutexGuard<'_, T> {
        match self.try_lock() {
            Some(guard) => guard,
            None => park::block_on(self.lock(), "lock()"),
        }
    }

    /// What the mutex holds; needs no lock, because nobody else can have one.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut mutex = goroutines::sync::Mutex::new(1);
    /// *mutex.get_mut() += 1;
    /// assert_eq!(mutex.into_inner(), 2);
    /// ```
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Mutex");
        match self.try_lock() {
            Some(guard) => shown.field("data", &&*guard),
            None => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish_non_exhaustive()
    }
}

/// The future of [`Mutex::lock`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Lock<'a, T: ?Sized> {
    /// What to lock.
    mutex: &'a Mutex<T>,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program locks.
    at: &'static Location<'static>,
}

impl<'a, T: ?Sized> Lock<'a, T> {
    /// The wait of the program at `at`, with its place among the waiters if it has one.
    pub(super) fn resume(mutex: &'a Mutex<T>, key: Option<Key>, at: &'static Location<'static>) -> Lock<'a, T> {
        Lock { mutex, key, at }
    }

    /// Leaves its place to who resumes the wait.
    #[cfg(not(loom))]
    pub(super) fn suspend(mut self) -> Option<Key> {
        self.key.take()
    }

    /// Waits among the waiters until it takes the mutex. Apart from `poll`, whose common path is
    /// inlined.
    #[inline(never)]
    fn wait(&mut self, cx: &mut Context<'_>) -> Poll<MutexGuard<'a, T>> {
        let mutex = self.mutex;
        park::annotate_with(WaitReason::MutexLock, self.at, |_| vec![mutex.holder.target(mutex, true)]);
        match mutex.queue.wait(&mut self.key, cx, None, || mutex.data.try_lock()) {
            Some(data) => Poll::Ready(MutexGuard::new(mutex, data)),
            None => Poll::Pending,
        }
    }
}

impl<'a, T: ?Sized> Future for Lock<'a, T> {
    type Output = MutexGuard<'a, T>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<MutexGuard<'a, T>> {
        let mutex = self.mutex;
        if self.key.is_none() {
            ready!(budget::poll_proceed(cx));
            if let Some(data) = mutex.queue.barge(|| mutex.data.try_lock()) {
                return Poll::Ready(MutexGuard::new(mutex, data));
            }
        }
        self.wait(cx)
    }
}

impl<'a, T: ?Sized> Waitable for Lock<'a, T> {
    type Output = MutexGuard<'a, T>;

    fn try_now(&mut self) -> Option<MutexGuard<'a, T>> {
        self.mutex.try_lock()
    }

    fn register(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<MutexGuard<'a, T>> {
        self.poll_registered(case, cx)
    }

    /// As in Go a waiter is woken to compete for the mutex: it takes the token while it takes the
    /// mutex.
    fn poll_registered(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<MutexGuard<'a, T>> {
        let (mutex, mut is_lost) = (self.mutex, false);
        let try_lock = || {
            let taken = case.take_if(|| mutex.data.try_lock());
            is_lost = taken.is_none();
            taken.flatten()
        };
        match mutex.queue.wait(&mut self.key, cx, Some(case.token), try_lock) {
            Some(data) => Attempt::Done(MutexGuard::new(mutex, data)),
            None if is_lost => Attempt::Lost,
            None => Attempt::Waits,
        }
    }

    fn unregister(&mut self, _: bool) -> Option<MutexGuard<'a, T>> {
        self.leave();
        None
    }
}

impl<T: ?Sized> Lock<'_, T> {
    /// Leaves the queue, if it is in it.
    fn leave(&mut self) {
        if let Some(key) = self.key.take() {
            self.mutex.queue.leave(key, || self.mutex.data.is_locked());
        }
    }
}

impl<T: ?Sized> Drop for Lock<'_, T> {
    #[inline]
    fn drop(&mut self) {
        if self.key.is_some() {
            self.leave();
        }
    }
}

impl<T: ?Sized> fmt::Debug for Lock<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lock").field("waits", &self.key.is_some()).finish_non_exhaustive()
    }
}
