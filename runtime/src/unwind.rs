//! Panics of goroutines: caught with message and place, carried as a value, raised again, printed
//! in Go's form.
//!
//! A goroutine's panic is either delivered to the goroutine that joins it or ends the program with
//! Go's text. Rust's own report (`thread '…' panicked at …`) would come first and say the same in
//! other words. So the hook installed by [`install_hook`] omits it on a thread where this crate
//! catches every panic: on the workers, where a goroutine or a piece of its `par_iter` panics
//! ([`suppress_on_thread`]), and in `blocking` work ([`SuppressReport`]). On all other threads it
//! stays.
//!
//! A hook that the user set before the first goroutine is called in any case; the hook found in a
//! `#[test]` is the test harness's, and counts as std's. One that is set later replaces ours: then
//! the text has a place if that hook calls the one it replaced.
//!
//! What only the hook sees of a panic is kept in a [`record`] for whoever catches it, and the panic
//! counts as in progress from then on ([`in_progress`]). With `panic = "abort"` nothing can catch
//! it, and the hook prints the text and ends the program.

mod backtrace;
pub(crate) mod in_progress;
mod panic;
mod record;
mod value;

use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::panic::{self as std_panic, AssertUnwindSafe, PanicHookInfo};
use std::pin::Pin;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

pub(crate) use panic::Panic;
use panic::{ChainLine, PanicInfo};
use pin_project_lite::pin_project;
use record::PanicRecord;
use value::plain_text_of;

thread_local! {
    /// Whether std's report is omitted here, because whoever catches the panic will report it.
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Omits std's report on this thread until it is dropped.
pub(crate) struct SuppressReport {
    /// The former value, for nested calls.
    before: bool,
}

impl SuppressReport {
    /// Begins to omit it.
    pub(crate) fn begin() -> Self {
        SuppressReport { before: SILENT.replace(true) }
    }
}

impl Drop for SuppressReport {
    fn drop(&mut self) {
        SILENT.set(self.before);
    }
}

/// Omits std's report on this thread for good: a worker's, where a goroutine or rayon catches every
/// panic.
pub(crate) fn suppress_on_thread() {
    SILENT.set(true);
}

/// Whether the hook found at first is that of a test harness.
static IN_TESTS: AtomicBool = AtomicBool::new(false);

/// Notes that this program is a test harness, whose own hook counts as std's.
#[cfg(not(loom))]
pub(crate) fn note_tests() {
    // Relaxed: nothing is published with it.
    IN_TESTS.store(true, Ordering::Relaxed);
}

/// A panic hook as std keeps it.
type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// What our hook calls.
struct Hooks {
    /// The user's hook, if one was set before.
    user: Option<Hook>,
    /// Std's own.
    standard: Hook,
    /// Ends the program after a panic that nothing can catch.
    end: fn(Panic) -> !,
}

/// Installs the hook, once per program, around the present one. `end` prints a panic on a silent
/// thread that nothing can catch, and ends the program.
pub(crate) fn install_hook(end: fn(Panic) -> !) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = std_panic::take_hook();
        // With none set, this gives std's own.
        let standard = std_panic::take_hook();
        let user = (!is_same(&previous, &standard)).then_some(previous);
        let hooks = Hooks { user, standard, end };
        std_panic::set_hook(Box::new(move |info| hooks.call(info)));
    });
}

/// Whether two hooks are the same function. Std's own keeps nothing, so only its table of methods
/// tells it from others; were that table made twice, std's report would be printed as well and
/// nothing else would go wrong.
fn is_same(one: &Hook, other: &Hook) -> bool {
    std::ptr::eq(&**one, &**other)
}

impl Hooks {
    fn call(&self, info: &PanicHookInfo<'_>) {
        let silent = SILENT.try_with(Cell::get).unwrap_or(false);
        if silent {
            // Before anything that takes time: from now on the end of `main` waits for this panic.
            in_progress::raise();
        }
        if !silent || (self.user.is_some() && !IN_TESTS.load(Ordering::Relaxed)) {
            self.user.as_ref().unwrap_or(&self.standard)(info);
        }
        if silent && let Some(panic) = uncatchable(info) {
            (self.end)(panic);
        }
        record::stash(PanicRecord::of(info));
    }
}

/// The panic that ends the program, if nothing can catch that of `info`: the profile aborts, or std
/// is about to.
fn uncatchable(info: &PanicHookInfo<'_>) -> Option<Panic> {
    if cfg!(panic = "abort") {
        return Some(PanicRecord::of(info).into_panic_of(info.payload()));
    }
    Uncatchable::from(info)?.panics()
}

/// Why std is about to abort the process.
enum Uncatchable {
    /// A destructor panicked that ran because of another panic.
    Destructor,
    /// A function panicked that must not unwind.
    Function,
}

impl Uncatchable {
    /// Std raises a panic of its own for these, known by its text.
    fn from(info: &PanicHookInfo<'_>) -> Option<Self> {
        info.location().filter(|at| at.file().contains("core"))?;
        match &*plain_text_of(info.payload())? {
            "panic in a destructor during cleanup" => Some(Uncatchable::Destructor),
            "panic in a function that cannot unwind" => Some(Uncatchable::Function),
            _ => None,
        }
    }

    /// The panics that led there, from the records of this thread.
    fn panics(&self) -> Option<Panic> {
        let last = record::take_last()?.into_panic(Box::new(()));
        match self {
            Uncatchable::Function => Some(last),
            Uncatchable::Destructor => Some(match record::take_last() {
                Some(first) => last.replacing(first.into_panic(Box::new(()))),
                None => last,
            }),
        }
    }
}

/// What is thrown to end a goroutine without a panic.
pub(crate) struct Goexit {
    /// The number of the goroutine.
    #[allow(dead_code, reason = "shown by debuggers")]
    pub(crate) goroutine: u64,
}

pin_project! {
    /// The future of [`catch`]: ends with the future's output, or with its panic.
    pub(crate) struct CatchUnwind<F> {
        #[pin]
        future: F,
    }
}

/// Runs `future` and turns a panic in it into a value; it must not be polled again after that.
pub(crate) fn catch<F: Future>(future: F) -> CatchUnwind<F> {
    CatchUnwind { future }
}

#[cfg(not(loom))]
impl<F> CatchUnwind<F> {
    /// The future.
    pub(crate) fn future(&self) -> &F {
        &self.future
    }
}

impl<F: Future> Future for CatchUnwind<F> {
    type Output = Result<F::Output, Panic>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.project().future;
        match std_panic::catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(caught(payload))),
        }
    }
}

/// Calls `f` and turns a panic in it into a value.
pub(crate) fn catch_call<T>(f: impl FnOnce() -> T) -> Result<T, Panic> {
    std_panic::catch_unwind(AssertUnwindSafe(f)).map_err(caught)
}

/// A payload that was caught, with what the hook recorded of it.
pub(crate) fn caught(payload: Box<dyn Any + Send>) -> Panic {
    match record::take(&*payload) {
        Some(record) => {
            in_progress::catch(record.thread());
            record.into_panic(payload)
        }
        None => {
            let last = ChainLine::of(&*payload);
            Panic::new(payload, PanicInfo { last, place: None, backtrace: None, earlier: Vec::new() })
        }
    }
}

/// The user's calls of `backtrace`, in Go's form.
#[cfg(not(loom))]
pub(crate) fn calls_of(backtrace: &std::backtrace::Backtrace) -> String {
    backtrace::in_go_form(&backtrace.to_string())
}

/// Raises `panic` again: same payload, and whoever catches it finds the same message and place.
pub(crate) fn resume(panic: Panic) -> ! {
    let is_panic = !panic.is_goexit();
    let (payload, known) = panic.into_parts();
    if !is_panic {
        std_panic::resume_unwind(payload);
    }
    in_progress::raise();
    record::stash(PanicRecord::again(&*payload, known));
    std_panic::resume_unwind(payload)
}

#[cfg(all(test, not(loom)))]
mod tests;
