//! A goroutine as a task: one allocation with its future, its identity and its place in the
//! scheduler.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::mem::needs_drop;
use std::ops::Range;
use std::panic::Location;
use std::pin::Pin;
use std::ptr;
use std::task::{Context, Poll, Waker};

use async_task::{Builder, ScheduleInfo, WithInfo};
use pin_project_lite::pin_project;

use super::queue::Ready;
use super::registry as schedulers;
use super::shared::Scheduler;
use super::worker::{self, Local};
use crate::goroutine::{self, Identity, TaskHeader, scope};
use crate::join::{Crash, JoinHandle, Outcome, Output, Unobserved};
use crate::trace;
use crate::trace::owned_tasks::{self, TaskSlot};
use crate::unwind::{self, CatchUnwind, Panic, catch, catch_call};
use crate::wait::{budget, park};

// What a task costs beside its future: 64 bytes of async-task's with the header in them, and these.
const _: () = assert!(size_of::<TaskHeader>() == 28 && align_of::<TaskHeader>() == 4 && size_of::<LiveGuard>() == 8);

/// How a goroutine was started, as far as the type of its future tells.
pub(super) trait Origin {
    /// The name of the function that started a goroutine whose future is an `F`.
    fn function<F>() -> Option<&'static str>;
}

/// A `go!`: its future is a block in the function that starts the goroutine.
pub(super) struct Block;

/// A future made anywhere, given to `spawn`.
pub(super) struct ByHand;

/// A future given to a function of this crate.
pub(super) struct StartedBy<S>(PhantomData<S>);

/// A function of this crate that starts goroutines for its callers; traces name it as their
/// creator, as Go's do.
pub(crate) trait Starter: 'static {
    /// Its path.
    const PATH: &'static str;
}

impl Origin for Block {
    fn function<F>() -> Option<&'static str> {
        Some(body(std::any::type_name::<F>()).trim_end_matches("::{{closure}}"))
    }
}

/// The name of a goroutine's body, where the name of its future is `future`: it may be inside
/// `dispatch::holding::Holding`.
fn body(future: &'static str) -> &'static str {
    let held = future.strip_prefix("goroutines_runtime::dispatch::holding::Holding<");
    let split = held.and_then(|held| held.split_once(", goroutines_runtime::dispatch::holding::Beside<"));
    split.map_or(future, |(body, _)| body)
}

impl Origin for ByHand {
    fn function<F>() -> Option<&'static str> {
        None
    }
}

impl<S: Starter> Origin for StartedBy<S> {
    fn function<F>() -> Option<&'static str> {
        Some(S::PATH)
    }
}

/// Starts a goroutine on `scheduler`, from a thread whose worker is `here`.
// Inlined always, with what it calls: one caller starts all goroutines but the main one.
#[inline(always)]
pub(super) fn start<O, F>(
    scheduler: &'static Scheduler,
    here: Option<&Local>,
    future: F,
    created_at: &'static Location<'static>,
) -> JoinHandle<F::Output>
where
    O: Origin + 'static,
    F: Future<Output: Send> + Send + 'static,
{
    start_as::<O, F>(scheduler, here, future, worker::identify(here, created_at))
}

/// Starts a goroutine with an identity given to it.
#[inline(always)]
pub(super) fn start_as<O, F>(
    scheduler: &'static Scheduler,
    here: Option<&Local>,
    future: F,
    identity: Identity,
) -> JoinHandle<F::Output>
where
    O: Origin + 'static,
    F: Future<Output: Send> + Send + 'static,
{
    worker::count_start(here, scheduler);
    scope::count(identity.scope(), 1);
    let life = LiveGuard { slot: TaskSlot::NONE, seen: 0, scope: identity.scope() };
    let body = |_: &TaskHeader| Goroutine::<O, F> { life, body: Some(catch(future)), origin: PhantomData };
    // A function, not a closure: it takes no place in the task, and a wake need not keep it alive.
    let schedule = |ready, info: ScheduleInfo| worker::schedule(ready, info.woken_while_running);
    let header = TaskHeader::new(identity, scheduler.id());
    let (ready, task) = Builder::new().metadata(header).spawn(body, WithInfo(schedule));
    worker::schedule_new(here, ready);
    JoinHandle::new(task)
}

/// Runs a goroutine until it waits, yields or ends.
// Inlined always: the run loop is the only caller, and a call and a return are felt by goroutines
// of 20 ns.
#[inline(always)]
pub(super) fn run(ready: Ready) {
    let before = goroutine::set_current(Some(*ready.metadata()));
    budget::open_run();
    ready.run();
    budget::close_run();
    goroutine::set_current(before);
}

/// Counts a goroutine as live until it is dropped, in a run or by
/// [`discard`](super::queue::discard): its header says where.
struct LiveGuard {
    /// Its slot in the list of goroutines that have waited.
    slot: TaskSlot,
    /// The last trace that has seen it, with [`trace::POLLED`] if it was polled since.
    seen: u16,
    /// The test it belongs to.
    scope: u16,
}

impl LiveGuard {
    /// Takes a slot at the first wait.
    #[cold]
    fn register(&mut self, waker: &Waker) {
        let (slot, traced) = owned_tasks::register(waker.clone());
        self.slot = slot;
        // A trace that has already passed this slot comes back for a goroutine that wakes itself;
        // one that probes this run gets its answer at the end of the run.
        if traced && self.seen & !trace::POLLED != trace::epoch() {
            waker.wake_by_ref();
        }
    }
}

impl Drop for LiveGuard {
    fn drop(&mut self) {
        if let Some(waker) = owned_tasks::deregister(self.slot) {
            trace::ended(self.slot);
            drop(waker);
        }
        scope::count(self.scope, -1);
        if let Some(home) = goroutine::current_scheduler() {
            worker::count_end(home);
        }
    }
}

pin_project! {
    /// The future of a task: the user's future, its panic caught.
    struct Goroutine<O: Origin, F> {
        life: LiveGuard,
        // `None` once it is dropped.
        #[pin]
        body: Option<CatchUnwind<F>>,
        origin: PhantomData<fn() -> O>,
    }

    impl<O: Origin, F> PinnedDrop for Goroutine<O, F> {
        fn drop(this: Pin<&mut Self>) {
            let mut body = this.project().body;
            // A destructor that panics here would abort the process in async-task, without the
            // user's text.
            if needs_drop::<F>() && let Err(panic) = catch_call(|| body.set(None)) {
                drop(unobserved::<O, F>(panic));
            }
        }
    }
}

impl<O: Origin, F: Future + 'static> Future for Goroutine<O, F> {
    type Output = Outcome<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        #[cfg(panic = "abort")]
        goroutine::set_current_function(O::function::<F>());
        let epoch = trace::epoch();
        if epoch != 0 && epoch != self.life.seen & !trace::POLLED {
            return self.poll_probed(epoch, cx).map(ended::<O, F>);
        }
        // Also within a trace that has seen it already, which may take long.
        self.as_mut().project().life.seen = epoch | trace::POLLED;
        match self.as_mut().body().poll(cx) {
            Poll::Ready(result) => Poll::Ready(ended::<O, F>(result)),
            Poll::Pending => {
                if self.life.slot == TaskSlot::NONE {
                    self.project().life.register(cx.waker());
                }
                Poll::Pending
            }
        }
    }
}

fn ended<O: Origin, F: Future>(result: Result<F::Output, Panic>) -> Outcome<F::Output> {
    match result {
        Ok(value) => Ok(Output::new(value, unobserved::<O, F>)),
        Err(panic) => Err(unobserved::<O, F>(panic)),
    }
}

impl<O: Origin, F: Future + 'static> Goroutine<O, F> {
    fn body(self: Pin<&mut Self>) -> Pin<&mut CatchUnwind<F>> {
        self.project().body.as_pin_mut().unwrap_or_else(|| unreachable!("it is not polled while it is dropped"))
    }

    /// A poll that a trace asks for.
    #[cold]
    fn poll_probed(mut self: Pin<&mut Self>, epoch: u16, cx: &Context<'_>) -> Poll<Result<F::Output, Panic>> {
        let start = ptr::from_ref(&*self).addr();
        let body = self.as_mut().body();
        let content = boxed_content(body.as_ref().get_ref().future());
        let probed = |waker: &Waker| {
            if let Some(content) = content {
                park::annotate_box(|| content);
            }
            body.poll(&mut Context::from_waker(waker))
        };
        let (poll, result) = trace::probe(cx.waker(), start..start + size_of::<Self>(), probed);
        if poll.is_pending() {
            let life = self.project().life;
            let result = result.unless_polled_since(life.seen);
            life.seen = epoch;
            if life.slot == TaskSlot::NONE {
                life.register(cx.waker());
            }
            trace::observed(epoch, life.slot, identity(), O::function::<F>(), result);
        }
        poll
    }
}

/// The addresses of what is in the box, if a goroutine was started from a boxed future.
fn boxed_content<F: Future + 'static>(future: &F) -> Option<Range<usize>> {
    let boxed = (future as &dyn Any).downcast_ref::<Pin<Box<dyn Future<Output = F::Output> + Send>>>()?;
    let start = ptr::from_ref(&**boxed).addr();
    Some(start..start + size_of_val(&**boxed))
}

fn unobserved<O: Origin, F>(panic: Panic) -> Unobserved {
    if panic.is_goexit() {
        return Unobserved::exited();
    }
    Unobserved::new(Crash::of_goroutine(panic, identity(), O::function::<F>()), on_panic())
}

/// Reports the panic of a job that was given to rayon alone (`rayon::spawn`): nobody can observe
/// it.
pub(super) fn report_job(scheduler: &'static Scheduler, payload: Box<dyn Any + Send>) {
    Crash::of_job(unwind::caught(payload)).deliver(scheduler.on_panic.as_deref());
}

/// The handler of the runtime whose goroutine runs here.
fn on_panic() -> Option<&'static (dyn Fn(Crash) + Send + Sync)> {
    goroutine::current_scheduler().map(schedulers::find)?.on_panic.as_deref()
}

fn identity() -> Identity {
    goroutine::current().unwrap_or_else(|| unreachable!("`run` sets the current goroutine"))
}
