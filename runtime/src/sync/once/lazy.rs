//! `once_func` and `once_value`: a future that is run by the first to ask, for everybody who asks.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, ready};

use super::turn::{Turn, Turns};
use crate::primitives::lock_std;
use crate::unwind::{self, Panic};
use crate::wait::budget;

/// Makes a handle whose first [`call`](OnceFunc::call) runs `work`: Go's `sync.OnceFunc`.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::once_func;
///
/// #[goroutines]
/// fn main() {
///     let setup = once_func(async { println!("only once") });
///     setup.call();
///     setup.call();
/// }
/// ```
#[doc(alias = "OnceFunc")]
pub fn once_func<F>(work: F) -> OnceFunc
where
    F: Future<Output = ()> + Send + 'static,
{
    OnceFunc(once_value(work))
}

/// Makes a handle whose first [`get`](OnceValue::get) runs `work`, for a value that all get: Go's
/// `sync.OnceValue`.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::once_value;
///
/// #[goroutines]
/// fn main() {
///     let answer = once_value(async { 6 * 7 });
///     assert_eq!(*answer.get(), 42);
/// }
/// ```
#[doc(alias = "OnceValue")]
pub fn once_value<F, T>(work: F) -> OnceValue<T>
where
    F: Future<Output = T> + Send + 'static,
{
    let work: Work<T> = Box::pin(work);
    OnceValue(Arc::new(Lazy { turns: Turns::new(), work: Mutex::new(Some(work)), outcome: OnceLock::new() }))
}

type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What the handles share.
struct Lazy<T> {
    /// Who polls the work.
    turns: Turns,
    /// The work until it is done; then it is dropped.
    work: Mutex<Option<Work<T>>>,
    /// The value, or the panic that each later call raises again.
    outcome: OnceLock<Result<T, Panic>>,
}

/// A handle from [`once_func`]; a clone is another handle to the same work.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::OnceFunc;
///
/// #[goroutines]
/// fn serve(setup: OnceFunc) {
///     setup.call();
/// }
/// ```
#[derive(Clone, Debug)]
pub struct OnceFunc(OnceValue<()>);

impl OnceFunc {
    /// Runs the work if nobody has begun before, and waits for its end. Dropped half-way, it leaves
    /// the work to the next caller.
    ///
    /// # Panics
    ///
    /// If the work panics or has panicked: with the same text, on each call.
    ///
    /// # Examples
    ///
    /// See [`once_func`].
    #[track_caller]
    pub fn call(&self) -> Call<'_> {
        Call(self.0.get())
    }
}

/// A handle from [`once_value`]; a clone is another handle to the same value.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::OnceValue;
///
/// #[goroutines]
/// fn greet(name: OnceValue<String>) {
///     println!("hello, {}", name.get());
/// }
/// ```
pub struct OnceValue<T>(Arc<Lazy<T>>);

impl<T> OnceValue<T> {
    /// Runs the work if nobody has begun before, and waits for the value. Dropped half-way, it
    /// leaves the work to the next caller.
    ///
    /// # Panics
    ///
    /// If the work panics or has panicked: with the same text, on each call.
    ///
    /// # Examples
    ///
    /// See [`once_value`].
    #[track_caller]
    pub fn get(&self) -> Get<'_, T> {
        Get { lazy: &self.0, turn: Turn::new(&self.0.turns, Location::caller()) }
    }
}

impl<T> Clone for OnceValue<T> {
    fn clone(&self) -> OnceValue<T> {
        OnceValue(Arc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceValue").field("outcome", &self.0.outcome.get()).finish()
    }
}

/// The future of [`OnceFunc::call`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Call<'a>(Get<'a, ()>);

impl Future for Call<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.0).poll(cx).map(|&()| ())
    }
}

/// The future of [`OnceValue::get`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Get<'a, T> {
    /// What the handles share.
    lazy: &'a Lazy<T>,
    /// Whether it is the one to poll the work.
    turn: Turn<'a>,
}

impl<'a, T> Future for Get<'a, T> {
    type Output = &'a T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'a T> {
        let lazy = self.lazy;
        if self.turn.is_new() {
            ready!(budget::poll_proceed(cx));
        }
        if !ready!(self.turn.poll(cx)) {
            let panic = ready!(lazy.poll_work(cx));
            drop(self.turn.done_on_drop());
            if let Some(panic) = panic {
                unwind::resume(panic.repanicked());
            }
        }
        match lazy.outcome.get() {
            Some(Ok(value)) => Poll::Ready(value),
            Some(Err(panic)) => unwind::resume(panic.copy()),
            None => unreachable!("whoever ends the turn leaves an outcome"),
        }
    }
}

impl<T> fmt::Debug for Get<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get").field("turn", &self.turn).finish_non_exhaustive()
    }
}

impl<T> Lazy<T> {
    /// Polls the work; when it ends, keeps the outcome, drops the work, and returns its panic, if
    /// any.
    fn poll_work(&self, cx: &mut Context<'_>) -> Poll<Option<Panic>> {
        let mut slot = lock_std(&self.work);
        let Some(work) = slot.as_mut() else { return Poll::Ready(None) };
        let (outcome, panic) = match unwind::catch_call(|| work.as_mut().poll(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => (Ok(value), None),
            Err(panic) => (Err(panic.copy()), Some(panic)),
        };
        let _ = self.outcome.set(outcome);
        let over = slot.take();
        drop(slot);
        drop(over);
        Poll::Ready(panic)
    }
}
