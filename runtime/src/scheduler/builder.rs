//! The description of a runtime, and how one starts from it.

use std::error::Error;
use std::{env, fmt, thread};

use super::pool::Hooks;
use super::queue::Queues;
use super::reactor::{Context, Reactor};
use super::relief::Relief;
use super::runtime::{self, Runtime};
use super::shared::{Jobs, Scheduler};
use super::{deadlock, monitor, registry, relief_loop, run_loop, task, worker};
use crate::idle_threads;
use crate::join::{Crash, OnPanic};
use crate::primitives::{Mutex, lock};
use crate::{diag, unwind};

/// The stack of a worker: memory is taken page by page, so a large one costs address space only. A
/// debug build copies a large local variable of a goroutine several times on its way to the heap.
const STACK_SIZE: usize = 8 << 20;
/// More workers than any machine has cores; each is a thread.
const MAX_WORKERS: usize = 1024;

/// Describes a [`Runtime`] to build.
///
/// # Examples
///
/// ```
/// let runtime = goroutines::Runtime::builder()
///     .workers(2)
///     .thread_name(|index| format!("solver-{index}"))
///     .build()?;
/// assert_eq!((runtime.num_workers(), runtime.num_goroutines()), (2, 0));
/// # Ok::<(), goroutines::BuildError>(())
/// ```
#[must_use = "a builder does nothing until `build`"]
pub struct RuntimeBuilder {
    /// The number asked for.
    workers: Option<usize>,
    /// What its worker threads are like.
    threads: Threads,
    /// What is done with a panic that nobody can observe.
    on_panic: Option<OnPanic>,
    /// Whether a deadlock ends the program; `None` enables that where threads can be counted.
    deadlock_detection: Option<bool>,
    /// Whether `SIGQUIT` prints a dump.
    sigquit: bool,
    /// The context of tokio that the program lends.
    tokio: Option<Context>,
}

/// What the worker threads of a runtime are like.
struct Threads {
    /// Names them.
    name: Box<dyn Fn(usize) -> String + Send>,
    /// The size of each stack, in bytes.
    stack_size: usize,
    /// Called on each when it starts.
    on_start: Option<Box<dyn Fn(usize) + Send + Sync>>,
}

impl RuntimeBuilder {
    pub(super) fn new() -> Self {
        RuntimeBuilder {
            workers: None,
            threads: Threads {
                name: Box::new(|index| format!("goroutines-{index}")),
                stack_size: STACK_SIZE,
                on_start: None,
            },
            on_panic: None,
            deadlock_detection: None,
            sigquit: true,
            tokio: None,
        }
    }

    /// Sets the number of workers. The default is that of the default runtime: `GOMAXPROCS`, else
    /// the number of cores.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// Names the worker threads: `name` is called with each one's number, from 0.
    pub fn thread_name(mut self, name: impl Fn(usize) -> String + Send + 'static) -> Self {
        self.threads.name = Box::new(name);
        self
    }

    /// Sets the size of each worker's stack, in bytes. The default is 8 MiB, of which only what is
    /// used takes memory.
    ///
    /// A goroutine keeps what lives across a wait on the heap. The stack is for plain calls inside
    /// one run: make it larger for deep recursion in plain functions, or for very large local
    /// variables in a debug build.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::Runtime;
    ///
    /// let runtime = Runtime::builder().workers(1).stack_size(32 << 20).build()?;
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    ///
    /// # Compared with Go
    ///
    /// Go's stacks grow by themselves, one per goroutine; `debug.SetMaxStack` limits them.
    pub fn stack_size(mut self, bytes: usize) -> Self {
        self.threads.stack_size = bytes;
        self
    }

    /// Calls `hook` on each worker when its thread starts, with the worker's number, from 0: to pin
    /// it to a core, or to set its priority. `hook` is plain code and must not wait. A panic in it
    /// ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::mpsc;
    ///
    /// use goroutines::Runtime;
    ///
    /// let (started, starts) = mpsc::channel();
    /// let runtime = Runtime::builder().workers(2).on_thread_start(move |index| started.send(index).unwrap()).build()?;
    /// let mut workers: Vec<usize> = starts.iter().take(2).collect();
    /// workers.sort();
    /// assert_eq!(workers, [0, 1]);
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    pub fn on_thread_start(mut self, hook: impl Fn(usize) + Send + Sync + 'static) -> Self {
        self.threads.on_start = Some(Box::new(hook));
        self
    }

    /// Calls `handler`, instead of ending the program, when a goroutine panics and no one can join
    /// it.
    ///
    /// For servers, where one request must not end all others. Without a handler such a panic
    /// prints Go's text and ends the program with status 2. A panic that `join` observes is not
    /// passed to `handler`, nor is one that [`Runtime::run`] resumes in its caller. The handler
    /// belongs to the goroutines of this runtime: build one and `run` the server on it.
    ///
    /// `handler` runs as plain code on the thread where the panic could no longer be observed, most
    /// often a worker. It may write to a log, count, start goroutines and `try_send`. It must not
    /// wait: a `*_blocking` form panics there, and any other blocking call holds up a worker. When
    /// `handler` itself panics, both panics are printed and the program ends with status 2. The
    /// program's panic hook runs before, as for any panic; Rust's own report is not printed.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::mpsc;
    ///
    /// let (log, lines) = mpsc::channel();
    /// let runtime = goroutines::Runtime::builder()
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
    /// Go has nothing of the kind: each goroutine has to `recover` by itself, as `net/http` does
    /// for its handlers. That works here too, see `recover`.
    pub fn on_panic(mut self, handler: impl Fn(Crash) + Send + Sync + 'static) -> Self {
        self.on_panic = Some(Box::new(handler));
        self
    }

    /// Enables or disables deadlock detection: when no goroutine can ever run again, the program
    /// ends with Go's text and status 2. Without this call it is enabled where the number of
    /// threads is available, which is on Linux.
    ///
    /// The detector reports nothing as long as something may still make a goroutine ready: a timer,
    /// work given to `blocking(…)`, a job of rayon's, or any thread that this crate did not start.
    /// It cannot see a waker that needs no thread, such as a callback of a debugger: declare it
    /// with [`external_waker`](crate::diag::external_waker). With `false`, it assumes that
    /// goroutines of this runtime can be woken in ways that it cannot see, as long as the runtime
    /// lives. With `true`, where threads cannot be counted, it assumes that the program has no
    /// threads beside those of this crate. The environment variable `GOROUTINES_DEBUG=deadlock=0`
    /// disables it for all runtimes.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines::Runtime::builder().deadlock_detection(false).build()?;
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    ///
    /// # Compared with Go
    ///
    /// Go's detector is always on, but gives up in programs that use cgo.
    pub fn deadlock_detection(mut self, on: bool) -> Self {
        self.deadlock_detection = Some(on);
        self
    }

    /// Sets whether `SIGQUIT` prints a dump of all goroutines and ends the program with status 2.
    /// Enabled by default on Unix, unless the program already has a handler for that signal.
    ///
    /// The handler is process-wide. Disable it if your program installs its own SIGQUIT handler
    /// later: pass `false` on every runtime you build, and set the environment variable
    /// `GOROUTINES_DEBUG=sigquit=0` for the default runtime.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines::Runtime::builder().sigquit(false).build()?;
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    pub fn sigquit(mut self, on: bool) -> Self {
        self.sigquit = on;
        self
    }

    /// Uses a runtime of tokio that the program already has, in place of a reactor of this
    /// runtime's own.
    ///
    /// Goroutines find that runtime as tokio's context: `tokio::spawn`, `tokio::net` and
    /// `tokio::time` in a goroutine belong to it, and so do the sockets of `net`. Its own threads
    /// drive it, so each event wakes a worker across threads; without this call the workers drive a
    /// reactor themselves. Keep the runtime of tokio alive as long as goroutines use it.
    ///
    /// # Examples
    ///
    /// ```
    /// let tokio = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    /// let runtime = goroutines::Runtime::builder().tokio(tokio.handle()).build()?;
    /// let answer = runtime.run(async { tokio::spawn(async { 6 * 7 }).await });
    /// assert_eq!(answer?, 42);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "net")]
    pub fn tokio(mut self, handle: &tokio::runtime::Handle) -> Self {
        self.tokio = Some(Context::lent(handle.clone()));
        self
    }

    /// Starts the runtime as the default one, which `run`, `go!` in plain code and
    /// `#[goroutines] fn main` use.
    ///
    /// Call it before anything else uses the default runtime: at the beginning of a `main` without
    /// the attribute, for instance. The default runtime is never dropped.
    ///
    /// # Errors
    ///
    /// Those of [`build`](RuntimeBuilder::build), and when the default runtime has started already.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::Runtime;
    ///
    /// Runtime::builder().workers(3).build_global()?;
    /// assert_eq!(goroutines::num_workers(), 3);
    /// assert!(Runtime::builder().build_global().is_err());
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    pub fn build_global(self) -> Result<(), BuildError> {
        runtime::init_global(self)
    }

    /// Starts the runtime.
    ///
    /// # Errors
    ///
    /// When the number of workers is 0 or more than 1,024, and when the system refuses a thread.
    pub fn build(self) -> Result<Runtime, BuildError> {
        let workers = self.workers.unwrap_or_else(default_workers);
        if workers == 0 {
            return Err(BuildError { cause: "a runtime needs at least one worker".into() });
        }
        if workers > MAX_WORKERS {
            return Err(BuildError { cause: format!("{workers} workers are more than {MAX_WORKERS}").into() });
        }
        unwind::install_hook(Crash::end_uncatchable);
        let scheduler =
            start_pool(workers, self.threads, self.tokio, self.on_panic).map_err(|cause| BuildError { cause })?;
        let runtime = Runtime { scheduler };
        deadlock::watch(scheduler, self.deadlock_detection);
        if self.sigquit {
            diag::listen();
        }
        monitor::start(scheduler, deadlock::look).map_err(|cause| BuildError { cause: cause.into() })?;
        Ok(runtime)
    }
}

/// Makes a scheduler and starts its workers.
fn start_pool(
    workers: usize,
    threads: Threads,
    tokio: Option<Context>,
    on_panic: Option<OnPanic>,
) -> Result<&'static Scheduler, Box<dyn Error + Send + Sync>> {
    let Threads { name, stack_size, on_start } = threads;
    let reactor = Reactor::new(tokio)?;
    let (queues, mut fifos) = Queues::new(workers + 1);
    let relief = Relief::new(fifos.pop().unwrap_or_else(|| unreachable!("one for the relief")), stack_size);
    let jobs = Jobs { run_loop: run_loop::start, call_relief: relief_loop::call };
    let fifos: Mutex<Vec<_>> = Mutex::new(fifos.into_iter().map(Some).collect());
    let make = |id| Scheduler::new(id, workers, queues, reactor, relief, on_panic, jobs);
    let scheduler: &'static Scheduler = registry::register(|id| Box::leak(Box::new(make(id))));
    let on_start = move |index: usize| {
        let fifo = lock(&fifos)[index].take().unwrap_or_else(|| unreachable!("each worker starts once"));
        worker::install(scheduler, index, fifo);
        idle_threads::thread_starts();
        if let Some(hook) = &on_start {
            hook(index);
        }
    };
    let on_exit = move |_| {
        scheduler.clear();
        idle_threads::thread_ends();
    };
    let on_panic = move |payload| task::report_job(scheduler, payload);
    scheduler.pool.open(workers, stack_size, Hooks { name, on_start, on_exit, on_panic })?;
    Ok(scheduler)
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
/// assert!(goroutines::Runtime::builder().workers(0).build().is_err());
/// ```
#[derive(Debug)]
pub struct BuildError {
    /// What went wrong.
    cause: Box<dyn Error + Send + Sync>,
}

impl BuildError {
    /// The default runtime cannot be described any more.
    pub(super) fn started_already() -> BuildError {
        BuildError { cause: "the default runtime has started already".into() }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot start the goroutine runtime: {}", self.cause)
    }
}

impl Error for BuildError {}

/// `GOMAXPROCS`, else all cores, but no more than [`MAX_WORKERS`]; a value that is no positive
/// number is ignored, as Go does.
fn default_workers() -> usize {
    let asked = env::var("GOMAXPROCS").ok().and_then(|value| value.parse().ok()).filter(|&workers| workers > 0);
    asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)).min(MAX_WORKERS)
}
