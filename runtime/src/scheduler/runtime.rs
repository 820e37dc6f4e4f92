//! A runtime, the default one, and what a program can ask of them.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::OnceLock;

use super::block_on::run_on;
use super::builder::{BuildError, RuntimeBuilder};
use super::shared::Scheduler;
use super::worker::with_local;
use super::{deadlock, task};
use crate::join::JoinHandle;
use crate::primitives::{Mutex, lock};

/// The workers that goroutines run on.
///
/// Most programs never name one: `#[goroutines] fn main`, `run` and `go!` use a default runtime
/// that starts by itself. Build one for tests, and for programs that need a certain number of
/// workers or a handler for panics.
///
/// Dropping it ends its threads, without waiting for them. A running goroutine continues until it
/// waits. A goroutine that is ready, or is woken later, is dropped instead of run, and joining it
/// gives a [`JoinError`](crate::JoinError). A waiting goroutine stays as it is until something
/// wakes it.
///
/// With the feature `net`, the drop closes the runtime's reactor at once (not a runtime of tokio's
/// that the program lent). It wakes what waits for a socket, so those goroutines are dropped. In a
/// goroutine that is running, I/O may fail from then on with an error of the kind
/// [`Other`](std::io::ErrorKind::Other), and a timer of tokio's panics. Join the goroutines first
/// where that matters.
///
/// # Examples
///
/// ```
/// let runtime = goroutines::Runtime::builder().workers(2).build()?;
/// let answer = runtime.run(async { 6 * 7 });
/// assert_eq!(answer, 42);
/// # Ok::<(), goroutines::BuildError>(())
/// ```
pub struct Runtime {
    /// Its workers and queues.
    pub(super) scheduler: &'static Scheduler,
}

impl Runtime {
    /// Starts to describe a runtime.
    pub fn builder() -> RuntimeBuilder {
        RuntimeBuilder::new()
    }

    /// Runs `future` as a goroutine of this runtime, and waits for its end by parking this thread:
    /// see [`run`](crate::run()).
    ///
    /// # Panics
    ///
    /// When the goroutine panics, and when called on a worker of any runtime.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines::Runtime::builder().workers(1).build()?;
    /// assert_eq!(runtime.run(async { goroutines::num_workers() }), 1);
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    #[track_caller]
    pub fn run<F>(&self, future: F) -> F::Output
    where
        F: Future<Output: Send> + Send + 'static,
    {
        run_on(self.scheduler, future)
    }

    /// Starts a goroutine on this runtime, from wherever it is called.
    ///
    /// # Examples
    ///
    /// ```
    /// let runtime = goroutines::Runtime::builder().workers(1).build()?;
    /// assert_eq!(runtime.spawn(async { 6 * 7 }).join_blocking().unwrap(), 42);
    /// # Ok::<(), goroutines::BuildError>(())
    /// ```
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let at = Location::caller();
        with_local(|here| task::start::<task::ByHand, _>(self.scheduler, here, future, at))
    }

    /// The number of goroutines of this runtime that have not ended.
    #[doc(alias = "NumGoroutine")]
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
        deadlock::forget(self.scheduler);
        self.scheduler.close();
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

/// The default runtime, once started; never dropped.
static GLOBAL: OnceLock<Runtime> = OnceLock::new();

/// Held while the default runtime starts.
static STARTING: Mutex<()> = Mutex::new(());

/// The default runtime, started on first use.
pub(super) fn global() -> &'static Runtime {
    GLOBAL.get().unwrap_or_else(|| {
        // Where it has started meanwhile, that is as good.
        if let Err(error) = init_global(Runtime::builder()) {
            assert!(GLOBAL.get().is_some(), "{error}");
        }
        global()
    })
}

/// Starts the default runtime as described.
pub(super) fn init_global(builder: RuntimeBuilder) -> Result<(), BuildError> {
    let _starting = lock(&STARTING);
    if GLOBAL.get().is_some() {
        return Err(BuildError::started_already());
    }
    let set = GLOBAL.set(builder.build()?);
    debug_assert!(set.is_ok(), "only this function sets it, under a lock");
    Ok(())
}

/// The scheduler of this thread if it is a worker, else the default one.
fn scheduler_here() -> &'static Scheduler {
    with_local(|here| here.map(|local| local.scheduler)).unwrap_or_else(|| global().scheduler)
}

/// The handle of the reactor of this worker's runtime, or else of the default one.
#[cfg(feature = "net")]
pub(crate) fn reactor_here() -> tokio::runtime::Handle {
    scheduler_here().reactor.context().handle().clone()
}

/// The number of goroutines that have not ended, as Go's `runtime.NumGoroutine`: of the runtime
/// whose worker calls it, or else of the default one.
///
/// # Examples
///
/// ```
/// assert!(goroutines::run(async { goroutines::num_goroutines() }) >= 1);
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
/// assert!(goroutines::num_workers() >= 1);
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
/// assert_eq!(goroutines::gomaxprocs(), goroutines::num_workers());
/// ```
///
/// # Compared with Go
///
/// The number cannot be changed while the program runs; set the environment variable `GOMAXPROCS`,
/// or build a [`Runtime`].
#[doc(alias = "GOMAXPROCS")]
#[must_use]
pub fn gomaxprocs() -> usize {
    num_workers()
}
