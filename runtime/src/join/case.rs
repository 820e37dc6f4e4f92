//! Joining as a case of a `select!`: the handle stays, and is joined only if the case is chosen.

use std::fmt;
use std::task::{Context, Poll, Waker};

use super::stage::observe;
use super::{JoinError, JoinHandle};
use crate::trace::wait_target::{Body, WaitTarget};
use crate::wait::case::PollReady;

/// What can be joined by a case of a `select!`: a [`JoinHandle`], or a reference to one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be joined by a `select!` case",
    label = "not the handle of a goroutine",
    note = "a case `r = handle.join() => …` joins a goroutine of this crate; run anything else in one, by `go!`"
)]
pub trait Joinable {
    /// What the goroutine returns.
    type Value;

    /// The case that joins it.
    fn __go_join(&self) -> JoinCase<'_, Self::Value>;
}

impl<T> Joinable for JoinHandle<T> {
    type Value = T;

    fn __go_join(&self) -> JoinCase<'_, T> {
        JoinCase { handle: self }
    }
}

impl<J: Joinable + ?Sized> Joinable for &J {
    type Value = J::Value;

    fn __go_join(&self) -> JoinCase<'_, J::Value> {
        (**self).__go_join()
    }
}

impl<J: Joinable + ?Sized> Joinable for &mut J {
    type Value = J::Value;

    fn __go_join(&self) -> JoinCase<'_, J::Value> {
        (**self).__go_join()
    }
}

/// The operation `handle.join()` in a case of a `select!`. Once the goroutine was joined, it is
/// never ready.
pub struct JoinCase<'a, T> {
    /// The goroutine's handle.
    handle: &'a JoinHandle<T>,
}

impl<T> PollReady for JoinCase<'_, T> {
    type Output = Result<T, JoinError>;

    fn try_now(&mut self) -> Option<Result<T, JoinError>> {
        let mut stage = self.handle.stage.lock();
        if !stage.is_finished() {
            return None;
        }
        let polled = stage.polled();
        // It has ended, so no waker is kept.
        let _ = polled.poll_end(&mut Context::from_waker(Waker::noop()));
        let outcome = polled.take()?;
        Some(observe(outcome, polled.identity()))
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.handle.stage.lock().polled().poll_end(cx)
    }

    fn forget(&mut self) {}

    fn target(&self, _: &Body) -> WaitTarget {
        WaitTarget::Goroutine(self.handle.id())
    }
}

impl<T> fmt::Debug for JoinCase<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinCase").field("id", &self.handle.id()).finish()
    }
}
