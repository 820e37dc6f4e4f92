//! A panic that nobody can observe: it ends the program in Go's form, or goes to the runtime's
//! handler.

use std::any::Any;
use std::fmt;
use std::io::{self, Write as _};
use std::panic::Location;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::goroutine::{self, Identity};
use crate::unwind::{Panic, SuppressReport, catch_call, in_progress};

/// A panic that nobody can observe, as the handler of
/// [`RuntimeBuilder::on_panic`](crate::RuntimeBuilder::on_panic) gets it.
///
/// `Display` is Go's text: `panic: MESSAGE`, a blank line, `goroutine 7 [running]:`, where it
/// panicked, and where the goroutine was created. With `RUST_BACKTRACE=1` the user's calls that led
/// to the panic stand in place of the one line that panicked.
///
/// # Examples
///
/// ```
/// use std::sync::mpsc;
///
/// let (send, crashes) = mpsc::channel();
/// let runtime = goroutines::Runtime::builder().on_panic(move |crash| send.send(crash).unwrap()).build()?;
/// drop(runtime.spawn(async { panic!("no luck") }));
/// let crash = crashes.recv()?;
/// assert_eq!(crash.message(), "no luck");
/// assert!(crash.to_string().starts_with("panic: no luck\n\ngoroutine "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Crash {
    /// The panic.
    panic: Panic,
    /// Who panicked; `None` in a job that was given to rayon alone.
    identity: Option<Identity>,
    /// The function whose `go!` started it, as far as known.
    function: Option<&'static str>,
}

impl Crash {
    /// The panic of a goroutine.
    pub(crate) fn of_goroutine(panic: Panic, identity: Identity, function: Option<&'static str>) -> Self {
        Crash { panic, identity: Some(identity), function }
    }

    /// A panic outside any goroutine, in a job that was given to rayon alone.
    #[cfg(not(loom))]
    pub(crate) fn of_job(panic: Panic) -> Self {
        Crash { panic, identity: None, function: None }
    }

    /// The text of the panic.
    #[must_use]
    pub fn message(&self) -> &str {
        self.panic.message()
    }

    /// The number of the goroutine; `None` for a job given to rayon by `rayon::spawn`.
    #[must_use]
    pub fn id(&self) -> Option<u64> {
        self.identity.map(|identity| identity.id)
    }

    /// `FILE:LINE` of the panic, if it is known.
    #[must_use]
    pub fn panicked_at(&self) -> Option<String> {
        self.panic.place()
    }

    /// Where the `go!` stands that started the goroutine.
    #[must_use]
    pub fn created_at(&self) -> Option<&'static Location<'static>> {
        self.identity.map(|identity| identity.created_at)
    }

    /// The number of the goroutine that started it; `None` if plain code did.
    #[must_use]
    pub fn created_by(&self) -> Option<u64> {
        self.identity.and_then(Identity::created_by)
    }

    /// What was thrown, for a `downcast`.
    #[must_use]
    pub fn into_panic(self) -> Box<dyn Any + Send> {
        self.panic.into_payload()
    }
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.panic.headline())?;
        match self.identity {
            Some(identity) => {
                writeln!(f, "goroutine {} [running]:", identity.id)?;
                let (trace, at) = (self.panic.trace(), identity.created_at);
                f.write_str(without_go(&trace, &format!("\t{}:{}\n", at.file(), at.line())))?;
                write!(f, "{}", identity.origin(self.function))
            }
            None => write!(f, "job of rayon [running]:\n{}", self.panic.trace()),
        }
    }
}

/// The calls of `trace` without the outermost, if that is the block that `go!` itself made, at the
/// place `created_at`: the line below tells of it. A `go!` whose block is all there is to tell
/// stays.
fn without_go<'a>(trace: &'a str, created_at: &str) -> &'a str {
    let calls = trace.strip_suffix(created_at).and_then(|calls| calls.strip_suffix('\n'));
    match calls.and_then(|calls| calls.rsplit_once('\n')) {
        Some((inner, outermost)) if outermost.starts_with('{') => &trace[..=inner.len()],
        _ => trace,
    }
}

/// What a runtime does with a panic that nobody can observe.
#[cfg(not(loom))]
pub(crate) type OnPanic = Box<dyn Fn(Crash) + Send + Sync>;

/// The panic of a goroutine until somebody joins it: dropped before that, it ends the program, or
/// goes to the handler. `None` for a goroutine that ended by `goexit`.
///
/// This is the output of the task itself, so every way of losing it is covered: the handle gone
/// before the panic, after it, or with the future of `join`.
pub(crate) struct Unobserved(Option<Box<Unseen>>);

/// A panic and where it goes.
struct Unseen {
    /// The panic and who had it.
    crash: Crash,
    /// The runtime's handler.
    on_panic: Option<&'static (dyn Fn(Crash) + Send + Sync)>,
}

impl Unobserved {
    /// A panic, and what to do with it if nobody observes it.
    pub(crate) fn new(crash: Crash, on_panic: Option<&'static (dyn Fn(Crash) + Send + Sync)>) -> Self {
        Unobserved(Some(Box::new(Unseen { crash, on_panic })))
    }

    /// The end of a goroutine by `goexit`: there is nothing to observe.
    pub(crate) fn exited() -> Self {
        Unobserved(None)
    }

    /// Whether the goroutine ended by `goexit`.
    pub(crate) fn is_exited(&self) -> bool {
        self.0.is_none()
    }

    /// Takes the panic, which is the taker's concern from now on; `None` if it ended by `goexit`.
    pub(crate) fn observe(mut self) -> Option<Panic> {
        Some(self.0.take()?.crash.panic)
    }

    /// Go's text, for who prints it and goes on otherwise.
    pub(crate) fn text(&self) -> String {
        self.0.as_ref().map_or_else(String::new, |unseen| unseen.crash.to_string())
    }
}

impl Drop for Unobserved {
    fn drop(&mut self) {
        if let Some(unseen) = self.0.take() {
            unseen.crash.deliver(unseen.on_panic);
        }
    }
}

impl Crash {
    /// Gives the panic to `handler`, or ends the program with it.
    pub(crate) fn deliver(self, handler: Option<&'static (dyn Fn(Crash) + Send + Sync)>) {
        let Some(handler) = handler else { self.end() };
        let (headline, identity, function) = (self.panic.headline(), self.identity, self.function);
        let handling = in_progress::deferring();
        let handled = {
            // What the handler throws is reported below.
            let _suppressed = SuppressReport::begin();
            catch_call(|| handler(self))
        };
        if let Err(panic) = handled {
            let _reporting = in_progress::reporting();
            end_program(&format!("{headline}\n\t{}", Crash { panic, identity, function }));
        }
        drop(handling);
    }

    /// Ends the program with this panic. Showing it may take long: the calls that led to it are
    /// looked up in the debug information.
    fn end(self) -> ! {
        let _reporting = in_progress::reporting();
        end_program(&self.to_string())
    }

    /// Ends the program with a panic that nothing can catch.
    pub(crate) fn end_uncatchable(panic: Panic) -> ! {
        Crash { panic, identity: goroutine::spawner(), function: goroutine::current_function() }.end()
    }
}

/// Prints `text` and ends the program with status 2, as Go does; only the first call prints.
pub(crate) fn end_program(text: &str) -> ! {
    static ENDING: AtomicBool = AtomicBool::new(false);
    // Relaxed: nothing is published, the flag only elects one caller.
    if ENDING.swap(true, Ordering::Relaxed) {
        loop {
            thread::park();
        }
    }
    // Written directly: `eprint!` would go into the capture of a test harness, and be lost with the
    // process.
    let _ = io::stderr().write_all(text.as_bytes());
    process::exit(2)
}
