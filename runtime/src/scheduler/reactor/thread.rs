//! The reactor of a build without tokio: there is none, and workers sleep in rayon.

use std::io;
use std::task::Waker;
use std::time::Duration;

/// What goroutines find as the context of tokio: nothing.
#[derive(Clone, Debug)]
pub(in super::super) struct Context(());

impl Context {
    /// Does nothing.
    pub(in super::super) fn enter_forever(&self) {}
}

/// No sockets, no tasks.
pub(super) struct Sources;

impl Sources {
    pub(super) fn has_tasks(&self) -> bool {
        false
    }

    pub(super) fn may_wake(&self, _: Option<u32>) -> bool {
        false
    }
}

/// No thread waits here.
pub(super) fn thread_number() -> u32 {
    0
}

/// Nothing to drive.
pub(super) enum Seat {}

impl Seat {
    /// Only a context.
    pub(super) fn new(_: Option<Context>) -> io::Result<(Context, Sources, Option<Seat>)> {
        Ok((Context(()), Sources, None))
    }

    pub(super) fn look(&self) {
        match *self {}
    }

    pub(super) fn wait(&self, _: Option<Duration>, _: impl Fn(&Waker) -> bool) {
        match *self {}
    }
}
