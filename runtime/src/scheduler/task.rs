//! A goroutine as a task: one allocation with its future, its identity and its place in the scheduler.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use async_task::{Builder, Runnable, ScheduleInfo, WithInfo};
use pin_project_lite::pin_project;

use super::worker::Scheduler;
use crate::goroutine::join::{Crash, JoinHandle, Outcome, Unobserved};
use crate::goroutine::{self, Identity, park};
use crate::unwind::{CatchUnwind, Panic, catch};

/// A goroutine that is ready to run.
pub(super) type Ready = Runnable<Identity>;

/// Starts a goroutine on `scheduler`.
pub(super) fn start<F>(
    scheduler: &'static Scheduler,
    future: F,
    created_at: &'static Location<'static>,
) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    start_as(scheduler, future, scheduler.identify(created_at))
}

/// Starts a goroutine with an identity given to it.
pub(super) fn start_as<F>(scheduler: &'static Scheduler, future: F, identity: Identity) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let schedule = move |ready, info: ScheduleInfo| scheduler.schedule(ready, info.woken_while_running);
    let body = |_: &Identity| Goroutine { live: Live::begin(scheduler), alive: None, body: catch(future) };
    let (ready, task) = Builder::new().metadata(identity).spawn(body, WithInfo(schedule));
    scheduler.schedule(ready, false);
    JoinHandle::new(task)
}

/// Runs a goroutine until it waits, gives way or ends.
pub(super) fn run(ready: Ready) {
    let before = goroutine::set_current(Some(*ready.metadata()));
    park::open_run();
    ready.run();
    park::close_run();
    goroutine::set_current(before);
    // The note says why it waits, to whoever draws up a list of goroutines; until then it only must not go stale.
    park::take_note();
}

/// Counts a goroutine as live until it is dropped.
struct Live {
    /// Where it counts.
    scheduler: &'static Scheduler,
}

impl Live {
    fn begin(scheduler: &'static Scheduler) -> Self {
        scheduler.count_live(1);
        Live { scheduler }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.scheduler.count_live(-1);
    }
}

pin_project! {
    /// The future of a task: the user's future, its panic caught.
    struct Goroutine<F> {
        live: Live,
        // A waker of its own from the first wait on. Without it the task is dropped, destructors and all, when it waits
        // for what nobody can wake (`select! {}`, a nil channel); in Go such a goroutine stays for ever.
        alive: Option<Waker>,
        #[pin]
        body: CatchUnwind<F>,
    }
}

impl<F: Future> Future for Goroutine<F> {
    type Output = Outcome<F::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let scheduler = this.live.scheduler;
        let poll = this.body.poll(cx).map(|result| result.map_err(|panic| unobserved(panic, scheduler)));
        if poll.is_pending() && this.alive.is_none() {
            *this.alive = Some(cx.waker().clone());
        }
        poll
    }
}

fn unobserved(panic: Panic, scheduler: &'static Scheduler) -> Unobserved {
    let identity = goroutine::current().unwrap_or_else(|| unreachable!("`run` sets the current goroutine"));
    Unobserved::new(Crash::of_goroutine(panic, identity), scheduler.on_panic.as_deref())
}
