//! Waiting for permits.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::{OwnedPermit, Permit, Semaphore, Waiter};
use crate::primitives::lock;
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::Key;
use crate::wait::{budget, park, waiter};

/// The future of [`Semaphore::acquire`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Acquire<'a>(Request<&'a Semaphore>);

/// The future of [`Semaphore::acquire_owned`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct AcquireOwned(Request<Arc<Semaphore>>);

/// A request for permits, which may wait.
struct Request<S: Deref<Target = Semaphore>> {
    /// The semaphore.
    semaphore: S,
    /// The number of permits.
    permits: usize,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program asks.
    at: &'static Location<'static>,
}

impl<S: Deref<Target = Semaphore>> Request<S> {
    fn new(semaphore: S, permits: usize, at: &'static Location<'static>) -> Request<S> {
        Request { semaphore, permits, key: None, at }
    }

    /// Waits until the permits are taken.
    fn poll(&mut self, cx: &Context<'_>) -> Poll<()> {
        let Some(key) = self.key else { return self.start(cx) };
        let replaced = lock(&self.semaphore.state).waiters.get_mut(key).map(|waiter| waiter.waiter.renew(cx));
        if replaced.is_some() {
            park::annotate(WaitReason::SemaphoreAcquire, self.at);
            return Poll::Pending;
        }
        self.key = None;
        Poll::Ready(())
    }

    /// Takes the permits, or joins the queue.
    fn start(&mut self, cx: &Context<'_>) -> Poll<()> {
        ready!(budget::poll_proceed(cx));
        let mut state = lock(&self.semaphore.state);
        if state.try_take(self.permits, self.semaphore.size) {
            return Poll::Ready(());
        }
        let waker = park::park(cx, WaitReason::SemaphoreAcquire, self.at);
        self.key = self.queue(&mut state, waiter::Waiter::Task(waker));
        Poll::Pending
    }

    /// Joins the queue; a request that can never be served does not, and keeps no other one
    /// waiting.
    fn queue(&self, state: &mut super::State, waiter: waiter::Waiter) -> Option<Key> {
        let can_be_served = self.permits <= self.semaphore.size;
        can_be_served.then(|| state.waiters.push_back(Waiter { wants: self.permits, waiter }))
    }

    /// Takes the permits for a case of a `select!`, or joins the queue.
    fn register(&mut self, case: SelectCase<'_>) -> Attempt<()> {
        let mut state = lock(&self.semaphore.state);
        match case.take_if(|| state.try_take(self.permits, self.semaphore.size).then_some(())) {
            None => Attempt::Lost,
            Some(Some(())) => Attempt::Done(()),
            Some(None) => {
                self.key = self.queue(&mut state, waiter::Waiter::case(case));
                Attempt::Waits
            }
        }
    }

    /// Leaves the queue; true if the case was `chosen`, and so has its permits.
    fn unregister(&mut self, chosen: bool) -> bool {
        self.key.take().is_some_and(|key| self.semaphore.leave(key)) && chosen
    }
}

impl<S: Deref<Target = Semaphore>> Drop for Request<S> {
    fn drop(&mut self) {
        // A lone request that is not in the queue any more has been given its permits.
        if self.key.take().is_some_and(|key| self.semaphore.leave(key)) {
            self.semaphore.release(self.permits);
        }
    }
}

impl<S: Deref<Target = Semaphore>> fmt::Debug for Request<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("permits", &self.permits).field("waits", &self.key.is_some()).finish()
    }
}

macro_rules! acquire {
    ($Acquire:ty, $Handle:ty, $Permit:ty, $clone:expr $(, $lifetime:lifetime)?) => {
        impl $(<$lifetime>)? $Acquire {
            pub(super) fn new(semaphore: $Handle, permits: usize, at: &'static Location<'static>) -> Self {
                Self(Request::new(semaphore, permits, at))
            }

            /// The permits that were taken.
            fn permit(&self) -> $Permit {
                let clone: fn(&$Handle) -> $Handle = $clone;
                <$Permit>::new(clone(&self.0.semaphore), self.0.permits)
            }
        }

        impl $(<$lifetime>)? Future for $Acquire {
            type Output = $Permit;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                ready!(self.0.poll(cx));
                Poll::Ready(self.permit())
            }
        }

        impl $(<$lifetime>)? Waitable for $Acquire {
            type Output = $Permit;

            fn try_now(&mut self) -> Option<Self::Output> {
                self.0.semaphore.try_take(self.0.permits).then(|| self.permit())
            }

            fn register(&mut self, case: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<Self::Output> {
                self.0.register(case).map(|()| self.permit())
            }

            fn unregister(&mut self, chosen: bool) -> Option<Self::Output> {
                self.0.unregister(chosen).then(|| self.permit())
            }
        }
    };
}

acquire!(Acquire<'a>, &'a Semaphore, Permit<'a>, |semaphore| semaphore, 'a);
acquire!(AcquireOwned, Arc<Semaphore>, OwnedPermit, Arc::clone);
