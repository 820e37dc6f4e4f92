//! The future of a call that waits: a trace learns from it where the call stands.
//!
//! An operation of this crate tells by itself where it waits. What it does not know is who called
//! the function that it is in; and a future of another crate tells nothing at all. Both is in the
//! calls around the wait, so each keeps its place: 8 bytes, and one test for each poll that ends in
//! a wait.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::ptr;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::wait::park;

pin_project! {
    /// A call that waits.
    #[must_use = "it does not wait here"]
    pub struct Called<F> {
        #[pin]
        future: F,
        at: &'static Location<'static>,
    }
}

impl<F> Called<F> {
    /// The call at `at` that returned `future`.
    #[inline(always)]
    pub(super) fn new(future: F, at: &'static Location<'static>) -> Called<F> {
        Called { future, at }
    }
}

impl<F: Future> Future for Called<F> {
    type Output = F::Output;

    // Inlined always: it adds two instructions to a poll, and a call and a return would cost more.
    #[inline(always)]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let before = park::begin_call();
        let poll = this.future.poll(cx);
        if poll.is_pending() {
            park::annotate_call(before, this.at);
        }
        poll
    }
}

/// A future in a box, which is part of the goroutine that polls it.
#[must_use = "it does not wait here"]
pub struct Boxed<F>(Pin<Box<F>>);

impl<F> Boxed<F> {
    /// Puts `future` into a box.
    #[inline(always)]
    pub(super) fn new(future: F) -> Boxed<F> {
        Boxed(Box::pin(future))
    }
}

impl<F: Future> Future for Boxed<F> {
    type Output = F::Output;

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let start = ptr::from_ref(&*self.0).addr();
        park::annotate_box(|| start..start + size_of::<F>());
        self.0.as_mut().poll(cx)
    }
}
