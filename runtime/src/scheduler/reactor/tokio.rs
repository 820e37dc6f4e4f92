//! The reactor as tokio's current-thread runtime.

use std::future::poll_fn;
use std::io;
use std::task::{Poll, Waker};
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};

pub(super) use crate::platform::thread_number;
use crate::platform::{Registrations, Timeout};

/// What goroutines find as the context of tokio.
#[derive(Clone, Debug)]
pub(in super::super) struct Context(Handle);

impl Context {
    /// The context of a runtime that the program has.
    pub(in super::super) fn lent(handle: Handle) -> Context {
        Context(handle)
    }

    /// Its handle.
    #[allow(dead_code, reason = "for `net`")]
    pub(in super::super) fn handle(&self) -> &Handle {
        &self.0
    }

    /// Enters it on this thread for good.
    pub(in super::super) fn enter_forever(&self) {
        // The guard would restore what was entered before, which is nothing on a thread that
        // starts. The context itself is a thread-local, and is dropped with the thread.
        std::mem::forget(self.0.enter());
    }
}

/// What can be known from outside of what tokio's runtime waits for.
pub(super) struct Sources {
    handle: Handle,
    /// Whether it is a runtime that the program lends.
    lent: bool,
    /// What is registered with it.
    registrations: Option<Registrations>,
}

impl Sources {
    /// Whether it has tasks, which may wake goroutines that wait for nothing of tokio's.
    pub(super) fn has_tasks(&self) -> bool {
        self.handle.metrics().num_alive_tasks() > 0
    }

    /// Whether a socket or a timer of tokio's may wake somebody, while the thread `waiter` waits in
    /// the reactor; also if that is unknown.
    pub(super) fn may_wake(&self, waiter: Option<u32>) -> bool {
        let quiet = |registrations: &Registrations| {
            Some(!registrations.has_sockets()? && registrations.waits_without_timer(waiter?)?)
        };
        self.lent || !self.registrations.as_ref().and_then(quiet).unwrap_or(false)
    }
}

/// Tokio's runtime.
pub(super) struct Seat {
    /// Some until it is dropped.
    runtime: Option<Runtime>,
    /// Ends a wait.
    timeout: Timeout,
}

impl Seat {
    /// A runtime of its own; nothing to drive if one is lent.
    pub(super) fn new(lent: Option<Context>) -> io::Result<(Context, Sources, Option<Seat>)> {
        if let Some(context) = lent {
            let sources = Sources { handle: context.0.clone(), lent: true, registrations: None };
            return Ok((context, sources, None));
        }
        let runtime = Builder::new_current_thread().enable_all().thread_name("goroutines-tokio").build()?;
        let timeout = {
            let _context = runtime.enter();
            Timeout::new()?
        };
        let context = Context(runtime.handle().clone());
        let sources =
            Sources { handle: runtime.handle().clone(), lent: false, registrations: Some(Registrations::of(&timeout)) };
        Ok((context, sources, Some(Seat { runtime: Some(runtime), timeout })))
    }

    fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().unwrap_or_else(|| unreachable!("only the end takes the runtime"))
    }

    /// Takes the events that are there, and acts on them.
    pub(super) fn look(&self) {
        self.runtime().block_on(tokio::task::yield_now());
    }

    /// Waits for events and acts on them, until `is_over`, which is asked again after each wake of
    /// the waker it is given, or the limit is over.
    pub(super) fn wait(&self, limit: Option<Duration>, is_over: impl Fn(&Waker) -> bool) {
        self.runtime().block_on(async {
            let mut timeout = limit.map(|limit| self.timeout.after(limit));
            poll_fn(|cx| {
                let is_late = timeout.as_mut().is_some_and(|timeout| timeout.poll(cx).is_ready());
                if is_over(cx.waker()) || is_late { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        });
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
