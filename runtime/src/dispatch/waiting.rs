//! The cases of `select!` that are no send or receive: what waits and can be a case, and what
//! cannot.

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::task::{Context, Poll};

use super::Tag;
use super::ladder::{Allowed, Refused, Way, ladder};
use crate::select::{JoinCase, Joinable, PollReady, Waitable};
use crate::trace::wait_target::{Body, WaitTarget};

/// The way of a future that is no operation of this crate.
pub struct Foreign;

ladder! {
    /// What a case waits for: an operation of this crate, another future, or a value that waits for
    /// nothing.
    pub trait WaitChoice: __go_wait_way;
    [W: Waitable] &&Tag<W> => Way<W, Allowed>;
    [F: Future] &Tag<F> => Way<F, Foreign>;
    [T] Tag<T> => Way<T, Refused>;
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

ladder! {
    /// Whether `x` in `x.join()` is the handle of a goroutine.
    pub trait JoinChoice: __go_join_way;
    [J: Joinable] &Tag<J> => Way<J, Allowed>;
    [T] Tag<T> => Way<T, Refused>;
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
