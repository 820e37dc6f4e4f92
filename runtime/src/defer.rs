//! `defer!` and `recover`: what a function puts off to its end, and how a deferred call stops a
//! panic.
//!
//! A function with `defer!` runs its body under [`Defers::catch`], then its deferred calls, last in first
//! out, each in its turn and each allowed to wait; then it returns what the body returned, or goes
//! on panicking. A panic in a deferred call replaces the one that was going on, and both are
//! printed (Go's `panic: first` and, indented, `panic: second`).
//!
//! While a deferred call is polled, the panic that was under way is in a slot of the thread;
//! [`recover`] takes it from there. The slot is put in place and taken back around each poll,
//! because a goroutine may change its thread at every wait, and a deferred call may itself call
//! functions with `defer!`.

mod finish;
mod recover;
mod results;

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::{ptr, thread};

use pin_project_lite::pin_project;

use crate::dispatch::holding::Keeps;
use crate::primitives::{Mutex, lock};
use crate::trace::wait_target::Kept;
use crate::unwind::{self, CatchUnwind};
use crate::wait::{budget, park};

use finish::Outcome;
pub use finish::{finish, finish_named, output_tag};
use recover::{Reach, Recovering};
pub use recover::{Recovered, recover};
pub use results::{Results, results_of, set_results};

/// A deferred call.
type Deferred<'a> = Pin<Box<dyn DeferredCall + Send + 'a>>;

/// What a deferred call is, whatever its type.
trait DeferredCall: Future<Output = ()> {
    /// Adds what it has taken along to `kept`, as long as it has not begun.
    fn note(&self, kept: &mut Kept);
}

pin_project! {
    /// A deferred call, with what it has taken along.
    struct Call<K, F> {
        keeps: K,
        #[pin]
        future: F,
    }
}

impl<K: Keeps, F: Future> DeferredCall for Call<K, F> {
    fn note(&self, kept: &mut Kept) {
        self.keeps.__go_kept(kept);
    }
}

/// Its result is thrown away, as in Go.
impl<K, F: Future> Future for Call<K, F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let start = ptr::from_ref(&*self).addr();
        park::annotate_box(|| start..start + size_of::<Self>());
        self.project().future.poll(cx).map(drop)
    }
}

/// What one call of a function has deferred so far.
pub struct Defers<'a> {
    calls: Mutex<Calls<'a>>,
}

/// Deferred calls, first to last; they run from the end.
#[derive(Default)]
struct Calls<'a> {
    /// The first, apart: most functions defer one call, which then needs no list.
    first: Option<Deferred<'a>>,
    /// The others; empty where there is no first.
    others: Vec<Deferred<'a>>,
}

impl<'a> Calls<'a> {
    fn push(&mut self, call: Deferred<'a>) {
        match self.first {
            None => self.first = Some(call),
            Some(_) => self.others.push(call),
        }
    }

    fn pop(&mut self) -> Option<Deferred<'a>> {
        self.others.pop().or_else(|| self.first.take())
    }
}

impl<'a> Defers<'a> {
    /// Nothing deferred yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Defers { calls: Mutex::new(Calls::default()) }
    }

    /// Defers `future`, a call whose arguments are evaluated already; `keeps` is what it has taken
    /// along.
    pub fn push<K, F>(&self, keeps: K, future: F)
    where
        K: Keeps + Send + 'a,
        F: Future + Send + 'a,
    {
        lock(&self.calls).push(Box::pin(Call { keeps, future }));
    }

    /// Runs a function's body and turns a panic in it into a value for [`finish`].
    pub fn catch<F: Future>(&self, body: F) -> impl Future<Output = Outcome<F::Output>> {
        Body { defers: self, body: unwind::catch(body) }
    }

    /// Adds what the calls deferred so far have taken along to `kept`.
    fn note(&self, kept: &mut Kept) {
        let calls = lock(&self.calls);
        calls.first.iter().chain(&calls.others).for_each(|call| call.note(kept));
    }

    fn pop(&mut self) -> Option<Deferred<'a>> {
        self.calls.get_mut().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

/// A call whose future is dropped half-way, by foreign code or with its runtime, runs what it
/// deferred in the drop. A deferred call that has to wait there cannot: it is dropped where it
/// would wait.
impl Drop for Defers<'_> {
    fn drop(&mut self) {
        let mut first = None;
        while let Some(call) = self.pop() {
            if let Err(panic) = unwind::catch_call(|| run_at_once(call)) {
                first.get_or_insert(panic);
            }
        }
        // While another panic unwinds, a second one would abort the process.
        if let Some(panic) = first.filter(|_| !thread::panicking()) {
            unwind::resume(panic);
        }
    }
}

/// Polls `call` until it ends or waits for something but itself.
fn run_at_once(call: Deferred<'_>) {
    let nothing = Reach { going_on: None, recovered: None };
    let mut call = Recovering { call, reach: nothing };
    let woken = Arc::new(Woken(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&woken));
    budget::unlimited(|| {
        while woken.0.swap(false, Ordering::Relaxed) {
            if Pin::new(&mut call).poll(&mut Context::from_waker(&waker)).is_ready() {
                return;
            }
        }
    });
}

/// Whether a deferred call has woken itself.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        // Relaxed: only a wake in the poll itself matters.
        self.0.store(true, Ordering::Relaxed);
    }
}

pin_project! {
    /// A function's body, beside what it defers.
    struct Body<'d, 'a, F> {
        defers: &'d Defers<'a>,
        #[pin]
        body: CatchUnwind<F>,
    }
}

impl<F: Future> Future for Body<'_, '_, F> {
    type Output = Outcome<F::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        park::annotate_kept(|kept| kept.defer(|kept| this.defers.note(kept)));
        this.body.poll(cx).map(Outcome)
    }
}
