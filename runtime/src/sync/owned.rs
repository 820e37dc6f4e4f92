//! Owned guards: they keep their lock by an `Arc`, so that a goroutine can take them along.

// A guard borrows its lock. One that also owns the lock refers to itself, which safe code cannot
// write by hand; `ouroboros` makes such a type. The future of an owned guard is that of the
// borrowed one, taken up again at each poll: between two polls only the place in the queue is kept.

use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::{Lock, Mutex, MutexGuard, Read, RwLock, RwLockReadGuard, RwLockWriteGuard, Write};
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::Key;

/// Declares an owned guard, the future that waits for it, and what both share with the borrowed
/// ones.
macro_rules! owned_guard {
    (
        $(#[$guard_doc:meta])* $Owned:ident keeps $Held:ident { $Guard:ident of $Lock:ident },
        $(#[$future_doc:meta])* $Future:ident polls $Operation:ident with $Builder:ident
    ) => {
        #[ouroboros::self_referencing]
        struct $Held<T: ?Sized + 'static> {
            lock: Arc<$Lock<T>>,
            #[borrows(lock)]
            #[covariant]
            guard: $Guard<'this, T>,
        }

        $(#[$guard_doc])*
        #[must_use = "dropping the guard gives the lock back"]
        pub struct $Owned<T: ?Sized + 'static>($Held<T>);

        impl<T: ?Sized> $Owned<T> {
            /// The lock that it holds. An associated function, so that it hides no method of the
            /// data.
            #[must_use]
            pub fn lock(this: &Self) -> &Arc<$Lock<T>> {
                this.0.borrow_lock()
            }
        }

        impl<T: ?Sized> Deref for $Owned<T> {
            type Target = T;

            fn deref(&self) -> &T {
                self.0.borrow_guard()
            }
        }

        impl<T: ?Sized + fmt::Debug> fmt::Debug for $Owned<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $Owned<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        $(#[$future_doc])*
        #[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
        pub struct $Future<T: ?Sized + 'static> {
            /// The lock.
            lock: Arc<$Lock<T>>,
            /// Its place among the waiters.
            key: Option<Key>,
            /// Where the program waits.
            at: &'static Location<'static>,
        }

        impl<T: ?Sized> $Future<T> {
            fn new(lock: &Arc<$Lock<T>>, at: &'static Location<'static>) -> $Future<T> {
                $Future { lock: Arc::clone(lock), key: None, at }
            }

            /// Takes the borrowed operation up again for the time of `act`, and owns the guard that
            /// it gives.
            fn attempt(
                &mut self,
                act: impl for<'a> FnOnce(&mut $Operation<'a, T>) -> Attempt<$Guard<'a, T>>,
            ) -> Attempt<$Owned<T>> {
                let (key, at) = (&mut self.key, self.at);
                let builder = $Builder {
                    lock: Arc::clone(&self.lock),
                    guard_builder: |lock| {
                        let mut operation = $Operation::resume(lock, key.take(), at);
                        let attempt = act(&mut operation);
                        *key = operation.suspend();
                        match attempt {
                            Attempt::Done(guard) => {
                                // Such a guard may go anywhere, so nobody is known to hold the
                                // lock.
                                lock.holder.exit();
                                Ok(guard)
                            }
                            Attempt::Waits => Err(Attempt::Waits),
                            Attempt::Lost => Err(Attempt::Lost),
                        }
                    },
                };
                builder.try_build().map_or_else(|failed| failed, |held| Attempt::Done($Owned(held)))
            }
        }

        impl<T: ?Sized> Future for $Future<T> {
            type Output = $Owned<T>;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<$Owned<T>> {
                let attempt = self.attempt(|operation| match Pin::new(operation).poll(cx) {
                    Poll::Ready(guard) => Attempt::Done(guard),
                    Poll::Pending => Attempt::Waits,
                });
                match attempt {
                    Attempt::Done(guard) => Poll::Ready(guard),
                    Attempt::Waits | Attempt::Lost => Poll::Pending,
                }
            }
        }

        impl<T: ?Sized> Waitable for $Future<T> {
            type Output = $Owned<T>;

            fn try_now(&mut self) -> Option<$Owned<T>> {
                self.attempt(|operation| operation.try_now().into()).done()
            }

            fn register(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<$Owned<T>> {
                self.attempt(|operation| operation.register(case, cx))
            }

            fn poll_registered(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<$Owned<T>> {
                self.attempt(|operation| operation.poll_registered(case, cx))
            }

            fn unregister(&mut self, chosen: bool) -> Option<$Owned<T>> {
                self.attempt(|operation| operation.unregister(chosen).into()).done()
            }
        }

        impl<T: ?Sized> Drop for $Future<T> {
            fn drop(&mut self) {
                // The borrowed operation leaves the queue, and passes on what it was given.
                drop($Operation::resume(&self.lock, self.key.take(), self.at));
            }
        }

        impl<T: ?Sized> fmt::Debug for $Future<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Future)).field("waits", &self.key.is_some()).finish_non_exhaustive()
            }
        }
    };
}

owned_guard! {
    /// The holding of a [`Mutex`] that keeps it by an `Arc`, which ends when this is dropped.
    ///
    /// # Examples
    ///
    /// See [`Mutex::lock_owned`].
    OwnedMutexGuard keeps HeldMutex { MutexGuard of Mutex },
    /// The future of [`Mutex::lock_owned`].
    LockOwned polls Lock with HeldMutexTryBuilder
}

owned_guard! {
    /// Shared access to what a [`RwLock`] holds that keeps the lock by an `Arc`, and ends when this
    /// is dropped.
    ///
    /// # Examples
    ///
    /// See [`RwLock::read_owned`].
    OwnedRwLockReadGuard keeps HeldRead { RwLockReadGuard of RwLock },
    /// The future of [`RwLock::read_owned`].
    ReadOwned polls Read with HeldReadTryBuilder
}

owned_guard! {
    /// Exclusive access to what a [`RwLock`] holds that keeps the lock by an `Arc`, and ends when
    /// this is dropped.
    ///
    /// # Examples
    ///
    /// See [`RwLock::write_owned`].
    OwnedRwLockWriteGuard keeps HeldWrite { RwLockWriteGuard of RwLock },
    /// The future of [`RwLock::write_owned`].
    WriteOwned polls Write with HeldWriteTryBuilder
}

impl<T: ?Sized> DerefMut for OwnedMutexGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.with_guard_mut(|guard| &mut **guard)
    }
}

impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.with_guard_mut(|guard| &mut **guard)
    }
}

impl<T: ?Sized + 'static> Mutex<T> {
    /// [`lock`](Mutex::lock) with a guard that keeps the mutex by an `Arc`, so that a goroutine can
    /// take it along.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Mutex;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let total = Arc::new(Mutex::new(1));
    ///     let mut held = total.lock_owned();
    ///     let handle = go! { *held += 1 }; // unlocks at its end
    ///     handle.join().unwrap();
    ///     assert_eq!(*total.lock(), 2);
    /// }
    /// ```
    #[track_caller]
    pub fn lock_owned(self: &Arc<Self>) -> LockOwned<T> {
        LockOwned::new(self, Location::caller())
    }

    /// [`try_lock`](Mutex::try_lock) with a guard that keeps the mutex by an `Arc`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use goroutines::sync::Mutex;
    ///
    /// let mutex = Arc::new(Mutex::new('a'));
    /// let guard = mutex.try_lock_owned().unwrap();
    /// assert!(mutex.try_lock_owned().is_none());
    /// std::thread::spawn(move || drop(guard)).join().unwrap();
    /// assert!(mutex.try_lock().is_some());
    /// ```
    #[track_caller]
    pub fn try_lock_owned(self: &Arc<Self>) -> Option<OwnedMutexGuard<T>> {
        self.lock_owned().try_now()
    }
}

impl<T: ?Sized + 'static> RwLock<T> {
    /// [`read`](RwLock::read) with a guard that keeps the lock by an `Arc`, so that a goroutine can
    /// take it along.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use goroutines::prelude::*;
    /// use goroutines::sync::RwLock;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let names = Arc::new(RwLock::new(vec!["Rob"]));
    ///     let held = names.read_owned();
    ///     assert_eq!(go! { held.len() }.join().unwrap(), 1);
    /// }
    /// ```
    #[track_caller]
    pub fn read_owned(self: &Arc<Self>) -> ReadOwned<T> {
        ReadOwned::new(self, Location::caller())
    }

    /// [`write`](RwLock::write) with a guard that keeps the lock by an `Arc`, so that a goroutine
    /// can take it along.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use goroutines::prelude::*;
    /// use goroutines::sync::RwLock;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let names = Arc::new(RwLock::new(vec!["Rob"]));
    ///     let mut held = names.write_owned();
    ///     go! { held.push("Ken") }.join().unwrap();
    ///     assert_eq!(names.read().len(), 2);
    /// }
    /// ```
    #[track_caller]
    pub fn write_owned(self: &Arc<Self>) -> WriteOwned<T> {
        WriteOwned::new(self, Location::caller())
    }

    /// [`try_read`](RwLock::try_read) with a guard that keeps the lock by an `Arc`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use goroutines::sync::RwLock;
    ///
    /// let lock = Arc::new(RwLock::new(()));
    /// let _reader = lock.try_read_owned().unwrap();
    /// assert!(lock.try_write_owned().is_none());
    /// ```
    #[track_caller]
    pub fn try_read_owned(self: &Arc<Self>) -> Option<OwnedRwLockReadGuard<T>> {
        self.read_owned().try_now()
    }

    /// [`try_write`](RwLock::try_write) with a guard that keeps the lock by an `Arc`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use goroutines::sync::RwLock;
    ///
    /// let lock = Arc::new(RwLock::new(()));
    /// let _writer = lock.try_write_owned().unwrap();
    /// assert!(lock.try_read_owned().is_none());
    /// ```
    #[track_caller]
    pub fn try_write_owned(self: &Arc<Self>) -> Option<OwnedRwLockWriteGuard<T>> {
        self.write_owned().try_now()
    }
}
