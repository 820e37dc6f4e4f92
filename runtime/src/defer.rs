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

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::{ptr, thread};

use pin_project_lite::pin_project;

use crate::dispatch::Tag;
use crate::dispatch::holding::Keeps;
use crate::dispatch::zero::Zero;
use crate::primitives::{Mutex, lock};
use crate::trace::wait_target::Kept;
use crate::unwind::{self, CatchUnwind, Panic};
use crate::wait::{budget, park};

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

/// How a function's body ended.
pub struct Outcome<T>(Result<T, Panic>);

/// The tag of what a body returns.
pub fn output_tag<T>(_outcome: &Tag<Outcome<T>>) -> Tag<T> {
    crate::dispatch::tag()
}

/// Runs what `defers` holds and returns the function's value, the zero value after a recovered
/// panic, or goes on panicking.
///
/// # Panics
///
/// With the body's panic, if no deferred call recovered it, or with that of a deferred call.
pub async fn finish<K: Zero>(defers: Defers<'_>, outcome: Outcome<K::Value>, zero: K) -> K::Value {
    let (value, panic) = match outcome.0 {
        Ok(value) => (Some(value), None),
        Err(panic) => (None, Some(panic)),
    };
    run(defers, panic).await;
    value.or_else(|| zero.__go_value()).unwrap_or_else(no_zero)
}

/// The same for a function with named results, which its deferred calls may assign to.
///
/// # Panics
///
/// As [`finish`].
pub async fn finish_named<K: Zero>(
    defers: Defers<'_>,
    outcome: Outcome<K::Value>,
    zero: K,
    results: &Results<K::Value>,
) -> K::Value {
    let panic = match outcome.0 {
        Ok(value) => {
            set_results(results, value);
            None
        }
        Err(panic) => Some(panic),
    };
    run(defers, panic).await;
    lock(&results.0).take().or_else(|| zero.__go_value()).unwrap_or_else(no_zero)
}

/// The named results of a call that is under way, once one of them was assigned to.
pub struct Results<T>(Mutex<Option<T>>);

impl<T> Results<T> {
    /// Nothing assigned yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Results(Mutex::new(None))
    }
}

/// The named results at hand; `zero` before the first assignment.
pub fn results_of<T: Clone>(results: &Results<T>, zero: T) -> T {
    lock(&results.0).clone().unwrap_or(zero)
}

/// Assigns to the named results.
pub fn set_results<T>(results: &Results<T>, value: T) {
    *lock(&results.0) = Some(value);
}

/// Runs what `defers` holds, and goes on with `panic` or with that of a deferred call, unless it is
/// recovered.
async fn run(mut defers: Defers<'_>, panic: Option<Panic>) {
    let mut end = panic.map_or_else(End::default, |panic| End::default().then(panic));
    // Until it is recovered, or raised again below, the panic is in progress, also while a call
    // waits.
    let mut in_progress = None;
    while let Some(call) = defers.pop() {
        if end.going_on.is_none() {
            in_progress = None;
        } else if in_progress.is_none() {
            in_progress = Some(unwind::in_progress::deferring());
        }
        let reach = Reach { going_on: end.going_on.take(), recovered: None };
        let (result, left) = Recovering { call: unwind::catch(call), reach }.await;
        match result {
            Ok(()) => end.going_on = left.going_on,
            Err(second) if second.is_goexit() => end = end.then(second),
            Err(second) => end.going_on = Some(left.followed_by(second)),
        }
    }
    if let Some(panic) = end.going_on.or(end.exiting) {
        unwind::resume(panic);
    }
}

/// What goes on behind the deferred calls of a function.
#[derive(Default)]
struct End {
    /// The panic that is going on.
    going_on: Option<Panic>,
    /// The goroutine ends by `goexit`; a panic that comes later goes first, and may be recovered.
    exiting: Option<Panic>,
}

impl End {
    /// After `panic`, or after `goexit`, which ends a panic that was going on.
    fn then(self, panic: Panic) -> End {
        if panic.is_goexit() {
            End { going_on: None, exiting: Some(panic) }
        } else {
            End { going_on: Some(panic), ..self }
        }
    }
}

fn no_zero<T>() -> T {
    panic!(
        "a recovered function must return a value, and `{}` has no zero value\nhelp: derive `Default` for it, or return `Option`",
        std::any::type_name::<T>()
    )
}

thread_local! {
    /// What the deferred call polled here may recover.
    static REACH: RefCell<Reach> = const { RefCell::new(Reach { going_on: None, recovered: None }) };
}

/// What a deferred call may recover, and has recovered.
struct Reach {
    /// The panic that is going on.
    going_on: Option<Panic>,
    /// What is known of the one it has recovered.
    recovered: Option<Panic>,
}

impl Reach {
    fn take(&mut self) -> Self {
        Reach { going_on: self.going_on.take(), recovered: self.recovered.take() }
    }

    /// The panic that goes on after the deferred call itself panicked.
    fn followed_by(self, second: Panic) -> Panic {
        match (self.going_on, self.recovered) {
            (Some(first), _) => second.replacing(first),
            (None, Some(first)) if first.message() == second.message() => second.repanicking(first),
            (None, Some(first)) => second.replacing(first),
            (None, None) => second,
        }
    }
}

/// A deferred call, polled with the panic that is going on within its reach.
struct Recovering<F> {
    call: F,
    reach: Reach,
}

impl<F: Future + Unpin> Future for Recovering<F> {
    type Output = (F::Output, Reach);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let outer = REACH.replace(self.reach.take());
        let poll = Pin::new(&mut self.call).poll(cx);
        self.reach = REACH.replace(outer);
        poll.map(|output| (output, self.reach.take()))
    }
}

/// Stops the panic that is going on and returns it; `None` where none is.
///
/// Called in a deferred call, as Go's `recover`. The function whose panic is recovered returns the
/// zero value of its type.
///
/// # Examples
///
/// ```
/// assert!(goroutines::recover().is_none());
/// ```
///
/// # Compared with Go
///
/// Go's `recover` answers only to the deferred function itself; here a plain function that it calls
/// may recover as well.
pub fn recover() -> Option<Recovered> {
    REACH.with_borrow_mut(|reach| {
        let panic = reach.going_on.take()?;
        reach.recovered = Some(panic.recovered());
        let place = panic.place();
        Some(Recovered { panic, place })
    })
}

/// A panic that was stopped by [`recover`]; `Display` is its message.
pub struct Recovered {
    panic: Panic,
    place: Option<String>,
}

impl Recovered {
    /// The text of the panic.
    #[must_use]
    pub fn message(&self) -> &str {
        self.panic.message()
    }

    /// Where it panicked, as `FILE:LINE`, where that is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What was thrown.
    #[must_use]
    pub fn into_payload(self) -> Box<dyn Any + Send> {
        self.panic.into_payload()
    }
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl fmt::Debug for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recovered")
            .field("message", &self.message())
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
