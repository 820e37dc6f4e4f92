//! Waiting for a group to reach zero.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::ptr;
use std::task::{Context, Poll, ready};

use super::{Shared, WAITER, counter};
use crate::primitives::atomic::Ordering;
use crate::primitives::{Arc, lock};
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::{Body, HandleCount, WaitTarget};
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::Key;
use crate::wait::waiter::Waiter;
use crate::wait::{budget, park};

/// The future of [`WaitGroup::wait`](super::WaitGroup::wait).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct WaitGroupWait<'a> {
    /// The group.
    shared: &'a Arc<Shared>,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program waits.
    at: &'static Location<'static>,
}

impl Future for WaitGroupWait<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(key) = self.key {
            return self.poll_waiting(key, cx);
        }
        ready!(budget::poll_proceed(cx));
        if self.shared.is_zero() {
            return Poll::Ready(());
        }
        let waker = park::waker(cx);
        let mut list = lock(&self.shared.waiters);
        if !self.shared.count_in() {
            return Poll::Ready(());
        }
        self.key = Some(list.push_back(Waiter::Task(waker)));
        drop(list);
        self.note();
        Poll::Pending
    }
}

impl Shared {
    /// Counts one more waiter, under the lock of the waiters, unless the counter is zero.
    fn count_in(&self) -> bool {
        let count_in = |state| (counter(state) != 0).then_some(state + WAITER);
        // Acquire pairs with the Release in `add`.
        self.state.fetch_update(Ordering::Relaxed, Ordering::Acquire, count_in).is_ok()
    }

    fn is_zero(&self) -> bool {
        // Acquire pairs with the Release in `add`.
        counter(self.state.load(Ordering::Acquire)) == 0
    }
}

impl<'a> WaitGroupWait<'a> {
    pub(super) fn new(shared: &'a Arc<Shared>, at: &'static Location<'static>) -> WaitGroupWait<'a> {
        WaitGroupWait { shared, key: None, at }
    }

    /// Records for a trace why it waits.
    #[inline]
    fn note(&self) {
        park::annotate_with(WaitReason::WaitGroupWait, self.at, |body| vec![self.group(body)]);
    }

    /// Checks whether the waiter was released.
    fn poll_waiting(&mut self, key: Key, cx: &Context<'_>) -> Poll<()> {
        let replaced = lock(&self.shared.waiters).get_mut(key).map(|waiter| waiter.renew(cx));
        if replaced.is_some() {
            self.note();
            return Poll::Pending;
        }
        self.key = None;
        self.released();
        Poll::Ready(())
    }

    /// Checks that the group was not counted up between the release of this waiter and now.
    fn released(&self) {
        // Acquire as in `is_zero`.
        let state = self.shared.state.load(Ordering::Acquire);
        assert!(state == 0, "sync: WaitGroup is reused before previous Wait has returned");
    }

    /// What it waits for, for a trace.
    fn group(&self, body: &Body) -> WaitTarget {
        let (key, handle) = (ptr::from_ref(&**self.shared).addr(), ptr::from_ref(self.shared).addr());
        WaitTarget::Group(HandleCount::new(key, Arc::strong_count(self.shared), handle, body))
    }

    /// Leaves the waiters, if it is among them.
    fn leave(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut list = lock(&self.shared.waiters);
        let left = list.remove(key);
        if left.is_some() {
            self.shared.state.fetch_sub(WAITER, Ordering::Relaxed);
        }
        drop(list);
        drop(left);
    }
}

impl Waitable for WaitGroupWait<'_> {
    type Output = ();

    fn try_now(&mut self) -> Option<()> {
        self.shared.is_zero().then_some(())
    }

    fn register(&mut self, case: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<()> {
        let mut list = lock(&self.shared.waiters);
        match case.take_if(|| (!self.shared.count_in()).then_some(())) {
            None => Attempt::Lost,
            Some(Some(())) => Attempt::Done(()),
            Some(None) => {
                self.key = Some(list.push_back(Waiter::case(case)));
                Attempt::Waits
            }
        }
    }

    fn unregister(&mut self, chosen: bool) -> Option<()> {
        self.leave();
        if chosen {
            self.released();
        }
        chosen.then_some(())
    }

    fn target(&self, body: &Body) -> WaitTarget {
        self.group(body)
    }
}

impl Drop for WaitGroupWait<'_> {
    fn drop(&mut self) {
        self.leave();
    }
}

impl fmt::Debug for WaitGroupWait<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitGroupWait").field("waits", &self.key.is_some()).finish_non_exhaustive()
    }
}
