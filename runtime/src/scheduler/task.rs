//! A goroutine as a task: one allocation with its future, its identity and its place in the scheduler.

use std::future::Future;
use std::marker::PhantomData;
use std::panic::Location;
use std::pin::Pin;
use std::ptr;
use std::task::{Context, Poll, Waker};

use async_task::{Builder, Runnable, ScheduleInfo, WithInfo};
use pin_project_lite::pin_project;

use super::spawn_detached::Starter;
use super::worker::Scheduler;
use crate::goroutine::join::{Crash, JoinHandle, Outcome, Unobserved};
use crate::goroutine::registry::{self, SeatNumber};
use crate::goroutine::{self, Identity, park, scope, trace};
use crate::unwind::{CatchUnwind, Panic, catch};

/// A goroutine that is ready to run.
pub(super) type Ready = Runnable<Identity>;

/// Whose `go!` stands around a goroutine's future, as far as its type tells.
pub(super) trait Origin {
    /// The name of the function that started a goroutine whose future is an `F`.
    fn function<F>() -> Option<&'static str>;
}

/// A `go!`: its future is a block in the function that starts the goroutine.
pub(super) struct Block;

/// A future made anywhere, given to `spawn`.
pub(super) struct ByHand;

/// A future given to a function of this crate.
pub(super) struct For<S>(PhantomData<S>);

impl<S: Starter> Origin for For<S> {
    fn function<F>() -> Option<&'static str> {
        Some(S::PATH)
    }
}

impl Origin for Block {
    fn function<F>() -> Option<&'static str> {
        let name = std::any::type_name::<F>();
        Some(name.trim_end_matches("::{{closure}}"))
    }
}

impl Origin for ByHand {
    fn function<F>() -> Option<&'static str> {
        None
    }
}

/// Starts a goroutine on `scheduler`.
pub(super) fn start<O, F>(
    scheduler: &'static Scheduler,
    future: F,
    created_at: &'static Location<'static>,
) -> JoinHandle<F::Output>
where
    O: Origin + 'static,
    F: Future<Output: Send> + Send + 'static,
{
    start_as::<O, F>(scheduler, future, scheduler.identify(created_at))
}

/// Starts a goroutine with an identity given to it.
pub(super) fn start_as<O, F>(scheduler: &'static Scheduler, future: F, identity: Identity) -> JoinHandle<F::Output>
where
    O: Origin + 'static,
    F: Future<Output: Send> + Send + 'static,
{
    let schedule = move |ready, info: ScheduleInfo| scheduler.schedule(ready, info.woken_while_running);
    let body = |identity: &Identity| Goroutine::<O, F> {
        life: Life::begin(scheduler, identity.scope()),
        body: catch(future),
        origin: PhantomData,
    };
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
}

/// Counts a goroutine as live until it is dropped.
struct Life {
    /// Where it counts.
    scheduler: &'static Scheduler,
    /// Where it sits in the list of goroutines that have waited.
    seat: SeatNumber,
    /// The last trace that has seen it.
    seen: u16,
    /// The test it belongs to.
    scope: u16,
}

impl Life {
    fn begin(scheduler: &'static Scheduler, scope: u16) -> Self {
        scheduler.count_live(1);
        scope::count(scope, 1);
        Life { scheduler, seat: SeatNumber::NONE, seen: 0, scope }
    }

    /// Takes a seat at the first wait.
    #[cold]
    fn sit(&mut self, waker: &Waker) {
        let (seat, traced) = registry::sit(waker.clone(), identity());
        self.seat = seat;
        if traced {
            waker.wake_by_ref();
        }
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        if let Some((waker, id)) = registry::leave(self.seat) {
            trace::ended(id);
            drop(waker);
        }
        scope::count(self.scope, -1);
        self.scheduler.count_live(-1);
    }
}

pin_project! {
    /// The future of a task: the user's future, its panic caught.
    struct Goroutine<O, F> {
        life: Life,
        #[pin]
        body: CatchUnwind<F>,
        origin: PhantomData<fn() -> O>,
    }
}

impl<O: Origin, F: Future> Future for Goroutine<O, F> {
    type Output = Outcome<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let epoch = trace::epoch();
        let poll = if epoch == 0 || epoch == self.life.seen {
            self.as_mut().project().body.poll(cx)
        } else {
            self.as_mut().poll_probed(epoch, cx)
        };
        let poll = poll.map(|result| result.map_err(|panic| self.unobserved(panic)));
        if poll.is_pending() && self.life.seat == SeatNumber::NONE {
            self.project().life.sit(cx.waker());
        }
        poll
    }
}

impl<O: Origin, F: Future> Goroutine<O, F> {
    /// A run that a trace asks about.
    #[cold]
    fn poll_probed(self: Pin<&mut Self>, epoch: u16, cx: &Context<'_>) -> Poll<Result<F::Output, Panic>> {
        let start = ptr::from_ref(&*self).addr();
        let this = self.project();
        let probed = |waker: &Waker| this.body.poll(&mut Context::from_waker(waker));
        let (poll, told) = trace::probe(cx.waker(), start..start + size_of::<Self>(), probed);
        if poll.is_pending() {
            this.life.seen = epoch;
            trace::sighted(identity(), O::function::<F>(), told);
        }
        poll
    }

    fn unobserved(&self, panic: Panic) -> Unobserved {
        let crash = Crash::of_goroutine(panic, identity(), O::function::<F>());
        Unobserved::new(crash, self.life.scheduler.on_panic.as_deref())
    }
}

fn identity() -> Identity {
    goroutine::current().unwrap_or_else(|| unreachable!("`run` sets the current goroutine"))
}
