//! The cases of `select!` that are no send or receive: what waits and can be a case, and what
//! cannot.

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::task::{Context, Poll};

use super::Tag;
use super::refusal::{Allowed, Refused, Way};
use crate::select::{JoinCase, Joinable, PollReady, Waitable};
use crate::trace::wait_target::{Body, WaitTarget};

/// What a case can wait for.
#[diagnostic::on_unimplemented(
    message = "select case must be send or receive, or an operation of this crate that waits",
    label = "`{Self}` is no such operation",
    note = "a case is a send, a receive, or a wait such as `guard = mutex.lock() => …`, `r = handle.join() => …`, `time::sleep(d) => …`"
)]
pub trait WaitInCase<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> WaitInCase<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> WaitInCase<Foreign> for T {}

/// The way of a future that is no operation of this crate.
pub struct Foreign;

/// A future of another kind: refused as a case.
#[diagnostic::on_unimplemented(
    message = "a future cannot be a select case: it would be dropped half-way when another case is chosen",
    label = "not an operation of this crate that waits",
    note = "start it in a goroutine, `let h = go!(…);`, and wait for its end in a case, `r = h.join() => …`"
)]
pub trait FutureInCase<How = Foreign>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> FutureInCase<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> FutureInCase<Refused> for T {}

/// What a case can join.
#[diagnostic::on_unimplemented(
    message = "only a goroutine can be joined by a select case",
    label = "`{Self}` is not the handle of a goroutine",
    note = "start the work by `let h = go!(…);`, and wait for its end in a case, `r = h.join() => …`"
)]
pub trait JoinInCase<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> JoinInCase<Allowed> for T {}

/// First choice: an operation of this crate that waits.
pub trait PreferWaitable {
    /// The operation.
    type Operation;

    /// The way of a case.
    fn __go_wait_way(&self) -> Way<Self::Operation, Allowed> {
        Way::new()
    }
}

impl<W: Waitable> PreferWaitable for &&Tag<W> {
    type Operation = W;
}

/// Second choice: another future.
pub trait PreferFuture {
    /// The future.
    type Operation;

    /// The way of a case.
    fn __go_wait_way(&self) -> Way<Self::Operation, Foreign> {
        Way::new()
    }
}

impl<F: Future> PreferFuture for &Tag<F> {
    type Operation = F;
}

/// Third choice: a value that waits for nothing.
pub trait ElseNoWait {
    /// The value.
    type Operation;

    /// The way of a case.
    fn __go_wait_way(&self) -> Way<Self::Operation, Refused> {
        Way::new()
    }
}

impl<T> ElseNoWait for Tag<T> {
    type Operation = T;
}

impl<W: Waitable> Way<W, Allowed> {
    /// The operation of a case.
    pub fn __go_operation(self, operation: W) -> W {
        operation
    }
}

impl<F: Future> Way<F, Foreign> {
    /// No operation of a case.
    pub fn __go_operation(self, _: F) -> NoOperation<F::Output> {
        unreachable!("the compiler refuses the case")
    }
}

impl<T> Way<T, Refused> {
    /// No operation of a case.
    pub fn __go_operation(self, _: T) -> NoOperation<T> {
        unreachable!("the compiler refuses the case")
    }
}

/// First choice for `x.join()`: the handle of a goroutine.
pub trait PreferJoinable {
    /// The handle.
    type Handle;

    /// The way of a case.
    fn __go_join_way(&self) -> Way<Self::Handle, Allowed> {
        Way::new()
    }
}

impl<J: Joinable> PreferJoinable for &Tag<J> {
    type Handle = J;
}

/// Second choice for `x.join()`: something else.
pub trait ElseNoHandleToJoin {
    /// What it is.
    type Handle;

    /// The way of a case.
    fn __go_join_way(&self) -> Way<Self::Handle, Refused> {
        Way::new()
    }
}

impl<T> ElseNoHandleToJoin for Tag<T> {
    type Handle = T;
}

impl<J: Joinable> Way<J, Allowed> {
    /// The join of a case.
    pub fn __go_joined(self, handle: &J) -> JoinCase<'_, J::Value> {
        handle.__go_join()
    }
}

impl<T> Way<T, Refused> {
    /// No join of a case.
    pub fn __go_joined<V>(self, _: &T) -> NoOperation<V> {
        unreachable!("the compiler refuses the case")
    }
}

/// What the macros go on with in place of a refused operation, so that nothing else is wrong with
/// the case. There is no such value.
pub struct NoOperation<T>(Infallible, PhantomData<fn() -> T>);

#[diagnostic::do_not_recommend]
impl<T> PollReady for NoOperation<T> {
    type Output = T;

    fn try_now(&mut self) -> Option<T> {
        match self.0 {}
    }

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<()> {
        match self.0 {}
    }

    fn forget(&mut self) {
        match self.0 {}
    }

    fn target(&self, _: &Body) -> WaitTarget {
        match self.0 {}
    }
}
