//! The lock of a channel and of a `select!`'s claim: for critical sections of some twenty
//! instructions, in which nothing waits and no user code runs.
//!
//! One compare-and-swap opens it and a plain store closes it, where std's `Mutex` needs a second
//! read-modify-write to learn whether it must wake somebody: some 4 ns less per operation. A thread
//! that finds it held looks again a little later instead of sleeping in the kernel, which costs
//! both sides 10 µs and more: with two workers on one channel that made the difference between 170
//! ns and 20 ns per message. The price: while the kernel has taken the holder off its core, the
//! others yield, then nap; nobody wakes them.

#[cfg(not(loom))]
pub(crate) use shipped::{ShortGuard, ShortLock};

#[cfg(loom)]
pub(crate) use modelled::{ShortGuard, ShortLock};

#[cfg(not(loom))]
mod shipped {
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::thread;
    use std::time::Duration;

    use crossbeam_utils::Backoff;
    use spin::mutex::{SpinMutex, SpinMutexGuard};

    /// Data behind a short lock.
    #[derive(Debug)]
    pub(crate) struct ShortLock<T>(SpinMutex<T>);

    /// Access to the data of a [`ShortLock`].
    pub(crate) type ShortGuard<'a, T> = SpinMutexGuard<'a, T>;

    /// The pause of one who has looked for long.
    const NAP: Duration = Duration::from_micros(20);

    // No user code runs under it, so that no panic leaves the data half-changed; std's locks say so
    // too.
    impl<T> UnwindSafe for ShortLock<T> {}
    impl<T> RefUnwindSafe for ShortLock<T> {}

    impl<T> ShortLock<T> {
        pub(crate) const fn new(data: T) -> ShortLock<T> {
            ShortLock(SpinMutex::new(data))
        }

        /// Opens the lock.
        #[inline]
        pub(crate) fn lock(&self) -> ShortGuard<'_, T> {
            match self.0.try_lock() {
                Some(guard) => guard,
                None => self.lock_later(),
            }
        }

        /// The data, which nobody else can reach.
        #[inline]
        pub(crate) fn get_mut(&mut self) -> &mut T {
            self.0.get_mut()
        }

        #[cold]
        #[inline(never)]
        fn lock_later(&self) -> ShortGuard<'_, T> {
            let backoff = Backoff::new();
            loop {
                if backoff.is_completed() {
                    thread::sleep(NAP);
                } else {
                    backoff.snooze();
                }
                if !self.0.is_locked()
                    && let Some(guard) = self.0.try_lock()
                {
                    return guard;
                }
            }
        }
    }
}

#[cfg(loom)]
mod modelled {
    use loom::sync::{Mutex, MutexGuard};

    #[derive(Debug)]
    pub(crate) struct ShortLock<T>(Mutex<T>);

    pub(crate) type ShortGuard<'a, T> = MutexGuard<'a, T>;

    impl<T> ShortLock<T> {
        pub(crate) fn new(data: T) -> ShortLock<T> {
            ShortLock(Mutex::new(data))
        }

        pub(crate) fn lock(&self) -> ShortGuard<'_, T> {
            self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
        }

        pub(crate) fn get_mut(&mut self) -> &mut T {
            self.0.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner)
        }
    }
}
