//! The forms of all waiting operations that take a context.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

#[allow(unused_imports, reason = "for the links of the documentation")]
use super::Elapsed;
use super::{OrDone, Within};
use crate::chan::{Chan, Receiver, Recv, Send, Sender, Watch};
use crate::context::{Context, ContextError};
use crate::join::JoinHandle;
use crate::select::{JoinCase, Joinable};
use crate::sync::{
    Acquire, AcquireOwned, Cond, Lock, LockOwned, Mutex, MutexGuard, Read, ReadOwned, RwLock, Semaphore, WaitGroup,
    WaitGroupWait, Write, WriteOwned,
};
use crate::time::{Sleep, Ticker, sleep};

impl<T: ?Sized> Mutex<T> {
    /// Locks as [`lock`](Mutex::lock) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the mutex is locked. Then nothing is
    /// locked.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Mutex;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let mutex = Mutex::new(1);
    ///     let _held = mutex.lock();
    ///     let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
    ///     assert_eq!(mutex.lock_ctx(&ctx).unwrap_err().to_string(), "context deadline exceeded");
    /// }
    /// ```
    #[track_caller]
    pub fn lock_ctx<'a>(&'a self, ctx: &Context) -> OrDone<Lock<'a, T>> {
        OrDone::new(self.lock(), ctx)
    }
}

macro_rules! owned_ctx {
    ($($Lock:ident . $method:ident($operation:ident) -> $Operation:ident)*) => { $(impl<T: ?Sized + 'static> $Lock<T> {
        #[doc = concat!("Locks as [`", stringify!($operation), "`](Self::", stringify!($operation), ") does, unless `ctx` is over first.")]
        ///
        /// # Errors
        ///
        /// With the error of the context, if it is over before. Then nothing is locked.
        #[track_caller]
        pub fn $method(self: &Arc<Self>, ctx: &Context) -> OrDone<$Operation<T>> {
            OrDone::new(self.$operation(), ctx)
        }
    })* };
}

owned_ctx! {
    Mutex.lock_owned_ctx(lock_owned) -> LockOwned
    RwLock.read_owned_ctx(read_owned) -> ReadOwned
    RwLock.write_owned_ctx(write_owned) -> WriteOwned
}

impl<T: ?Sized> RwLock<T> {
    /// Enters as [`read`](RwLock::read) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before access is given. Then none is given.
    #[track_caller]
    pub fn read_ctx<'a>(&'a self, ctx: &Context) -> OrDone<Read<'a, T>> {
        OrDone::new(self.read(), ctx)
    }

    /// Enters as [`write`](RwLock::write) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before access is given. Then none is given.
    #[track_caller]
    pub fn write_ctx<'a>(&'a self, ctx: &Context) -> OrDone<Write<'a, T>> {
        OrDone::new(self.write(), ctx)
    }
}

impl Semaphore {
    /// Acquires as [`acquire`](Semaphore::acquire) does, unless `ctx` is over: Go's
    /// `Weighted.Acquire`.
    ///
    /// As in Go it fails whenever the context is over by the time the permits are there.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over. Then no permit is taken.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Semaphore;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let slots = Semaphore::new(1);
    ///     let (ctx, cancel) = context::with_cancel(&context::background());
    ///     drop(slots.acquire_ctx(&ctx, 1).unwrap());
    ///     cancel();
    ///     assert!(slots.acquire_ctx(&ctx, 1).is_err());
    ///     assert_eq!(slots.available(), 1);
    /// }
    /// ```
    #[doc(alias = "Acquire")]
    #[track_caller]
    pub fn acquire_ctx<'a>(&'a self, ctx: &Context, permits: usize) -> OrDone<Acquire<'a>> {
        OrDone::new(self.acquire(permits), ctx).strict()
    }

    /// [`acquire_ctx`](Semaphore::acquire_ctx) with permits that refer to the semaphore by an
    /// `Arc`.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over. Then no permit is taken.
    #[track_caller]
    pub fn acquire_owned_ctx(self: &Arc<Self>, ctx: &Context, permits: usize) -> OrDone<AcquireOwned> {
        OrDone::new(self.acquire_owned(permits), ctx).strict()
    }
}

impl Cond {
    /// Waits as [`wait`](Cond::wait) does, unless `ctx` is over first. The guard is given back in
    /// either case, and beside it why the wait ended: `Ok` after a signal.
    pub async fn wait_ctx<'m, T: ?Sized>(
        &self,
        ctx: &Context,
        guard: MutexGuard<'m, T>,
    ) -> (MutexGuard<'m, T>, Result<(), ContextError>) {
        let (mutex, done) = (guard.mutex(), ctx.done());
        {
            let (mut signal, mut over) = (pin!(self.wait(guard)), pin!(done.recv()));
            let first = poll_fn(|cx| match signal.as_mut().poll(cx) {
                Poll::Ready(guard) => Poll::Ready(Some(guard)),
                Poll::Pending => over.as_mut().poll(cx).map(|_| None),
            });
            if let Some(guard) = first.await {
                return (guard, Ok(()));
            }
            // Dropped here: a signal that came meanwhile goes to the next waiter.
        }
        (mutex.lock().await, ctx.err().map_or(Ok(()), Err))
    }
}

impl Cond {
    /// Waits as [`wait_while`](Cond::wait_while) does, unless `ctx` is over first. The guard is
    /// given back in either case, and beside it why the wait ended: `Ok` once `condition` does not
    /// hold.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::{Cond, Mutex};
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let (queue, filled) = (Mutex::new(Vec::<u32>::new()), Cond::new());
    ///     let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
    ///     let (guard, ended) = filled.wait_while_ctx(&ctx, queue.lock(), |queue| queue.is_empty());
    ///     assert!(guard.is_empty() && ended.is_err());
    /// }
    /// ```
    pub async fn wait_while_ctx<'m, T: ?Sized>(
        &self,
        ctx: &Context,
        mut guard: MutexGuard<'m, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> (MutexGuard<'m, T>, Result<(), ContextError>) {
        while condition(&mut guard) {
            let ended;
            (guard, ended) = self.wait_ctx(ctx, guard).await;
            if ended.is_err() {
                return (guard, ended);
            }
        }
        (guard, Ok(()))
    }
}

impl<T> Watch<T> {
    /// Waits as [`changed`](Watch::changed) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the value is replaced.
    #[track_caller]
    pub fn changed_ctx<'a>(&'a self, ctx: &Context) -> OrDone<Recv<'a, ()>> {
        OrDone::new(self.changed(), ctx)
    }

    /// Waits as [`wait_for`](Watch::wait_for) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before a value satisfies `condition`. A value
    /// that satisfies it at once is returned also by a context that is over.
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
    ///     let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
    ///     assert_eq!(seen.wait_for_ctx(&ctx, |n| *n > 1), Err(context::ContextError::DeadlineExceeded));
    ///     level.send(2);
    ///     let ctx = context::background();
    ///     assert_eq!(seen.wait_for_ctx(&ctx, |n| *n > 1).unwrap().as_deref(), Some(&2));
    /// }
    /// ```
    pub async fn wait_for_ctx(
        &self,
        ctx: &Context,
        mut condition: impl FnMut(&T) -> bool,
    ) -> Result<Option<Arc<T>>, ContextError> {
        loop {
            let value = self.get();
            if condition(&value) {
                return Ok(Some(value));
            }
            if self.changed_ctx(ctx).await?.is_none() {
                return Ok(None);
            }
        }
    }
}

impl Ticker {
    /// Waits for the next tick as [`tick`](Ticker::tick) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the next tick; a stopped ticker has
    /// none.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::time::Ticker;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let ticker = Ticker::new(time::HOUR);
    ///     let (ctx, cancel) = context::with_cancel(&context::background());
    ///     cancel();
    ///     assert_eq!(ticker.tick_ctx(&ctx), Err(context::ContextError::Canceled));
    /// }
    /// ```
    pub async fn tick_ctx(&self, ctx: &Context) -> Result<Instant, ContextError> {
        match self.c().recv_ctx(ctx).await? {
            Some(at) => Ok(at),
            None => unreachable!("a ticker's channel is not closed"),
        }
    }
}

impl WaitGroup {
    /// Waits as [`wait`](WaitGroup::wait) does, unless `ctx` is over first.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the counter is zero.
    #[track_caller]
    pub fn wait_ctx<'a>(&'a self, ctx: &Context) -> OrDone<WaitGroupWait<'a>> {
        OrDone::new(self.wait(), ctx)
    }
}

macro_rules! recv_ctx {
    ($($Handle:ident)*) => { $(impl<T> $Handle<T> {
        /// Receives as [`recv`](Self::recv) does, unless `ctx` is over first: the or-done pattern.
        ///
        /// # Errors
        ///
        /// With the error of the context, if it is over before a value is there. Then nothing is
        /// received.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// #[goroutines]
        /// fn main() {
        ///     let ch = chan::<u32>(1);
        ///     let (ctx, cancel) = context::with_cancel(&context::background());
        ///     ch.send(7).unwrap();
        ///     assert_eq!(ch.recv_ctx(&ctx), Ok(Some(7)));
        ///     cancel();
        ///     assert!(ch.recv_ctx(&ctx).is_err());
        /// }
        /// ```
        #[track_caller]
        pub fn recv_ctx<'a>(&'a self, ctx: &Context) -> OrDone<Recv<'a, T>> {
            OrDone::new(self.recv(), ctx)
        }
    })* };
}

recv_ctx!(Chan Receiver);

macro_rules! send_ctx {
    ($($Handle:ident)*) => { $(impl<T> $Handle<T> {
        /// Sends as [`send`](Self::send) does, unless `ctx` is over first.
        ///
        /// # Errors
        ///
        /// With the error of the context, if it is over before the value is sent; the value is
        /// dropped then. Within, what `send` returns.
        #[track_caller]
        pub fn send_ctx<'a>(&'a self, ctx: &Context, value: T) -> OrDone<Send<'a, T>> {
            OrDone::new(self.send(value), ctx)
        }
    })* };
}

send_ctx!(Chan Sender);

impl<T> JoinHandle<T> {
    /// Waits for the goroutine's end, unless `ctx` is over first; then the handle can still be
    /// joined.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the goroutine has ended. Within, what
    /// `join` returns.
    #[track_caller]
    pub fn join_ctx(&self, ctx: &Context) -> OrDone<JoinCase<'_, T>> {
        OrDone::new(self.__go_join(), ctx)
    }

    /// Waits for the goroutine's end, but no longer than `limit`; then the handle can still be
    /// joined.
    ///
    /// # Errors
    ///
    /// [`Elapsed`] if the time was up first. Within, what `join` returns.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let gate = chan::<()>(0);
    ///     let handle = go! { gate.recv(); 7 };
    ///     assert!(handle.join_timeout(time::MILLISECOND).is_err());
    ///     gate.close();
    ///     assert_eq!(handle.join().unwrap(), 7);
    /// }
    /// ```
    #[track_caller]
    pub fn join_timeout(&self, limit: Duration) -> Within<JoinCase<'_, T>> {
        Within::new(self.__go_join(), limit)
    }
}

/// Waits for at least `duration`, unless `ctx` is over first.
///
/// # Errors
///
/// With the error of the context, if it is over before.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let (ctx, cancel) = context::with_cancel(&context::background());
///     go! { cancel() };
///     assert_eq!(time::sleep_ctx(&ctx, time::HOUR).unwrap_err().to_string(), "context canceled");
/// }
/// ```
#[track_caller]
pub fn sleep_ctx(ctx: &Context, duration: Duration) -> OrDone<Sleep> {
    OrDone::new(sleep(duration), ctx)
}
