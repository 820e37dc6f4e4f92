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
use crate::trace::wait_target::{HandleCount, WaitTarget};
use crate::wait::wait_list::{Key, renew};
use crate::wait::{budget, park};

/// The future of [`WaitGroup::wait`](super::WaitGroup::wait).
#[must_use = "futures do nothing unless awaited"]
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
        let count_in = |state| (counter(state) != 0).then_some(state + WAITER);
        // Acquire pairs with the Release in `add`.
        if self.shared.state.fetch_update(Ordering::Relaxed, Ordering::Acquire, count_in).is_err() {
            return Poll::Ready(());
        }
        self.key = Some(list.push_back(waker));
        drop(list);
        self.note();
        Poll::Pending
    }
}

impl Shared {
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
        park::annotate_with(WaitReason::WaitGroupWait, self.at, |body| {
            let (key, handle) = (ptr::from_ref(&**self.shared).addr(), ptr::from_ref(self.shared).addr());
            vec![WaitTarget::Group(HandleCount::new(key, Arc::strong_count(self.shared), handle, body))]
        });
    }

    /// Checks whether the waiter was released.
    fn poll_waiting(&mut self, key: Key, cx: &Context<'_>) -> Poll<()> {
        let replaced = lock(&self.shared.waiters).get_mut(key).map(|waker| renew(waker, cx));
        if replaced.is_some() {
            self.note();
            return Poll::Pending;
        }
        self.key = None;
        // Acquire as in `is_zero`.
        let state = self.shared.state.load(Ordering::Acquire);
        assert!(state == 0, "sync: WaitGroup is reused before previous Wait has returned");
        Poll::Ready(())
    }
}

impl Drop for WaitGroupWait<'_> {
    fn drop(&mut self) {
        let Some(key) = self.key else { return };
        let mut list = lock(&self.shared.waiters);
        let left = list.remove(key);
        if left.is_some() {
            self.shared.state.fetch_sub(WAITER, Ordering::Relaxed);
        }
        drop(list);
        drop(left);
    }
}

impl fmt::Debug for WaitGroupWait<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitGroupWait").field("waits", &self.key.is_some()).finish_non_exhaustive()
    }
}
