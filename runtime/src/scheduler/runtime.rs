//! A runtime: its workers, how many there are, and the default one.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::OnceLock;
use std::{env, thread};

use super::queue::Queues;
use super::worker::{Scheduler, scheduler_here};
use super::{deadlock, entry, homes, monitor, shutdown, task};
use crate::join::{Crash, JoinHandle, OnPanic};
use crate::{diag, unwind};

/// The workers that goroutines run on.
///
/// Most programs never name one: `#[goroutines] fn main`, `run` and `go!` use a default runtime that starts by itself. One
/// of its own serves tests and programs that need a certain number of workers.
///
/// Dropping it ends its threads, without waiting for them: a goroutine that runs goes on until it waits; one that is ready,
/// or is woken later, is dropped instead of run, and who joins it gets a [`JoinError`](crate::JoinError). One that waits
/// stays as it is until somebody wakes it.
///
/// # Examples
///
/// ```
/// let runtime = goroutines_runtime::Runtime::builder().workers(2).build()?;
/// let answer = runtime.run(async { 6 * 7 });
/// assert_eq!(answer, 42);
/// # Ok::<(), goroutines_runtime::BuildError>(())
/// ```
pub struct Runtime {
    /// Its workers and queues.
    pub(super) scheduler: &'static Scheduler,
}

impl Runtime {
    /// Starts to describe a runtime.
    pub fn builder() -> RuntimeBuilder {
        RuntimeBuilder {
            workers: None,
            thread_name: Box::new(|index| format!("goroutines-{index}")),
            on_panic: None,
            deadlock_detection: None,
            sigquit: true,
        }
    }

    /// Runs `future` as a goroutine of this runtime, and waits for its end by parking this thread: see
    /// [`run`](crate::run()).
    ///
    /// # Panics
    ///
    /// When the goroutine panics, and when called on a worker of any runtime.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines_runtime::Runtime::builder().workers(1).build()?;
    /// assert_eq!(runtime.run(async { goroutines_runtime::num_workers() }), 1);
    /// # Ok::<(), goroutines_runtime::BuildError>(())
    /// ```
    #[track_caller]
    pub fn run<F>(&self, future: F) -> F::Output
    where
        F: Future<Output: Send> + Send + 'static,
    {
        entry::run_on(self.scheduler, future)
    }

    /// Starts a goroutine on this runtime, from wherever it is called.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines_runtime::Runtime::builder().workers(1).build()?;
    /// assert_eq!(runtime.spawn(async { 6 * 7 }).join_blocking().unwrap(), 42);
    /// # Ok::<(), goroutines_runtime::BuildError>(())
    /// ```
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        task::start::<task::ByHand, _>(self.scheduler, future, Location::caller())
    }

    /// The number of goroutines of this runtime that have not ended.
    #[must_use]
    pub fn num_goroutines(&self) -> usize {
        self.scheduler.live()
    }

    /// The number of its workers.
    #[must_use]
    pub fn num_workers(&self) -> usize {
        self.scheduler.workers()
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        shutdown::close(self.scheduler);
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime")
            .field("workers", &self.num_workers())
            .field("goroutines", &self.num_goroutines())
            .finish()
    }
}

/// Describes a [`Runtime`] to build.
///
/// # Examples
///
/// ```
/// let runtime = goroutines_runtime::Runtime::builder()
///     .workers(2)
///     .thread_name(|index| format!("solver-{index}"))
///     .build()?;
/// assert_eq!((runtime.num_workers(), runtime.num_goroutines()), (2, 0));
/// # Ok::<(), goroutines_runtime::BuildError>(())
/// ```
#[must_use = "a description does nothing until `build`"]
pub struct RuntimeBuilder {
    /// The number asked for.
    workers: Option<usize>,
    /// Names the threads.
    thread_name: Box<dyn Fn(usize) -> String>,
    /// What is done with a panic that nobody can observe.
    on_panic: Option<OnPanic>,
    /// Whether a deadlock ends the program; without a word, where it can be told.
    deadlock_detection: Option<bool>,
    /// Whether `SIGQUIT` prints a dump.
    sigquit: bool,
}

impl RuntimeBuilder {
    /// Sets the number of workers; without it, it is that of the default runtime.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// Names the worker threads: `name` is called with each one's number, from 0.
    pub fn thread_name(mut self, name: impl Fn(usize) -> String + 'static) -> Self {
        self.thread_name = Box::new(name);
        self
    }

    /// Goes on after a panic that nobody can observe: `handler` is told of it, in place of the program's end.
    ///
    /// For servers, where one request must not end all others. Without it such a panic prints Go's text and ends the program
    /// with status 2. A panic that somebody joins goes there and not to `handler`; so does that of [`Runtime::run`], to its
    /// caller. It belongs to the goroutines of this runtime: build one and `run` the server on it.
    ///
    /// `handler` runs as plain code on the thread that lost the panic, most often a worker. It may write to a log, count, start
    /// goroutines and `try_send`; it must not wait: a blocking form panics there, and what blocks otherwise holds up a worker.
    /// When `handler` itself panics, both panics are printed and the program ends with status 2. The user's panic hook runs
    /// before, as for any panic; Rust's own report is not printed.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::mpsc;
    ///
    /// let (log, lines) = mpsc::channel();
    /// let runtime = goroutines_runtime::Runtime::builder()
    ///     .on_panic(move |crash| log.send(crash.message().to_owned()).unwrap())
    ///     .build()?;
    /// drop(runtime.spawn(async { panic!("bad request") }));
    /// assert_eq!(lines.recv()?, "bad request");
    /// assert_eq!(runtime.run(async { 6 * 7 }), 42);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Compared with Go
    ///
    /// Go has nothing of the kind: each goroutine has to `recover` by itself, as `net/http` does for its handlers. That works
    /// here too, see `recover`.
    pub fn on_panic(mut self, handler: impl Fn(Crash) + Send + Sync + 'static) -> Self {
        self.on_panic = Some(Box::new(handler));
        self
    }

    /// Sets whether the program ends, with Go's text and status 2, when no goroutine can ever run again; on by itself where threads
    /// can be counted, which is on Linux.
    ///
    /// It keeps silent as long as anything is left that might make a goroutine ready: a timer, work given to `blocking(…)`, a job
    /// of rayon's, and any thread that this crate does not know. What it cannot know is a waker that needs no thread, such as a signal
    /// handler: declare it with [`external_waker`](crate::diag::external_waker). `false` says that goroutines of this runtime
    /// may be woken in ways that cannot be seen, as long as the runtime lives; `true` says, where threads cannot be counted, that there are
    /// none beside those of this crate. The environment variable `GOROUTINES_DEBUG=deadlock=0` switches it off for all runtimes.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines_runtime::Runtime::builder().deadlock_detection(false).build()?;
    /// # Ok::<(), goroutines_runtime::BuildError>(())
    /// ```
    ///
    /// # Compared with Go
    ///
    /// Go's detector is always on, but gives up in programs that use cgo.
    pub fn deadlock_detection(mut self, on: bool) -> Self {
        self.deadlock_detection = Some(on);
        self
    }

    /// Sets whether `SIGQUIT` prints a dump of all goroutines and ends the program with status 2; on by itself, on Unix, unless the program has a
    /// handler for it already.
    ///
    /// Once it is on in one runtime, it is for the program. A program with a handler of its own that it installs later says `false` here, or sets the environment
    /// variable `GOROUTINES_DEBUG=sigquit=0`; both for the default runtime too, which the variable alone can reach.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines_runtime::Runtime::builder().sigquit(false).build()?;
    /// # Ok::<(), goroutines_runtime::BuildError>(())
    /// ```
    pub fn sigquit(mut self, on: bool) -> Self {
        self.sigquit = on;
        self
    }

    /// Starts the runtime.
    ///
    /// # Errors
    ///
    /// When it would have no workers, and when the system refuses a thread.
    pub fn build(self) -> Result<Runtime, BuildError> {
        let workers = self.workers.unwrap_or_else(default_workers);
        if workers == 0 {
            return Err(BuildError { cause: "a runtime needs at least one worker".into() });
        }
        unwind::install_hook(Crash::end_uncatchable);
        let (queues, fifos) = Queues::new(workers);
        let scheduler: &'static Scheduler =
            homes::register(|number| Box::leak(Box::new(Scheduler::new(number, workers, queues, self.on_panic))));
        scheduler.pool.open(scheduler, fifos, self.thread_name).map_err(|cause| BuildError { cause })?;
        let runtime = Runtime { scheduler };
        deadlock::opens(scheduler, self.deadlock_detection);
        if self.sigquit {
            diag::listen();
        }
        monitor::start(scheduler).map_err(|cause| BuildError { cause: cause.into() })?;
        Ok(runtime)
    }
}

impl fmt::Debug for RuntimeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuntimeBuilder").field("workers", &self.workers).finish_non_exhaustive()
    }
}

/// Why a [`Runtime`] could not be built.
///
/// # Examples
///
/// ```
/// assert!(goroutines_runtime::Runtime::builder().workers(0).build().is_err());
/// ```
#[derive(Debug)]
pub struct BuildError {
    /// What went wrong.
    cause: Box<dyn Error + Send + Sync>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot start the goroutine runtime: {}", self.cause)
    }
}

impl Error for BuildError {}

/// The default runtime, started on first use and never dropped.
pub(super) fn global() -> &'static Runtime {
    static GLOBAL: OnceLock<Runtime> = OnceLock::new();
    GLOBAL.get_or_init(|| Runtime::builder().build().unwrap_or_else(|error| panic!("{error}")))
}

/// `GOMAXPROCS`, else all cores; a value that is no positive number is ignored, as Go does.
fn default_workers() -> usize {
    let asked = env::var("GOMAXPROCS").ok().and_then(|value| value.parse().ok()).filter(|&workers| workers > 0);
    asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from))
}

/// The number of goroutines that have not ended, as Go's `runtime.NumGoroutine`: of the runtime whose worker calls it, or
/// else of the default one.
///
/// # Examples
///
/// ```
/// assert!(goroutines_runtime::run(async { goroutines_runtime::num_goroutines() }) >= 1);
/// ```
#[must_use]
pub fn num_goroutines() -> usize {
    scheduler_here().live()
}

/// The number of workers: of the runtime whose worker calls it, or else of the default one.
///
/// # Examples
///
/// ```
/// assert!(goroutines_runtime::num_workers() >= 1);
/// ```
#[must_use]
pub fn num_workers() -> usize {
    scheduler_here().workers()
}

/// Go's name for [`num_workers`].
///
/// # Examples
///
/// ```
/// assert_eq!(goroutines_runtime::gomaxprocs(), goroutines_runtime::num_workers());
/// ```
///
/// # Compared with Go
///
/// The number cannot be changed while the program runs; set the environment variable `GOMAXPROCS`, or build a
/// [`Runtime`].
#[must_use]
pub fn gomaxprocs() -> usize {
    num_workers()
}
