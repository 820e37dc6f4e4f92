//! Futures polled by hand, so that a test decides who comes first.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Counts how often it was woken.
#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A future and its waker.
pub(crate) struct Polled<F: Future> {
    future: Pin<Box<F>>,
    bell: Arc<Bell>,
}

impl<F: Future> Polled<F> {
    /// A future that was polled once, and had to wait.
    #[track_caller]
    pub(crate) fn waiting(future: F) -> Polled<F> {
        let mut polled = Polled { future: Box::pin(future), bell: Arc::default() };
        assert!(polled.poll().is_pending(), "it was expected to wait");
        polled
    }

    /// Polls once.
    pub(crate) fn poll(&mut self) -> Poll<F::Output> {
        let waker = Waker::from(Arc::clone(&self.bell));
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }

    /// Whether it was woken since the last question.
    pub(crate) fn woken(&self) -> bool {
        self.bell.0.swap(0, Ordering::Relaxed) > 0
    }

    /// Its output, for which it must have been woken.
    #[track_caller]
    pub(crate) fn output(mut self) -> F::Output {
        assert!(self.woken(), "it was expected to be woken");
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("it was expected to be ready"),
        }
    }
}

/// The output of a future that need not wait.
#[track_caller]
pub(crate) fn now<F: Future>(future: F) -> F::Output {
    match (Polled { future: Box::pin(future), bell: Arc::default() }).poll() {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it was expected to be ready"),
    }
}

/// Unparks a thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs `future` on this thread, which it parks.
pub(crate) fn block<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
