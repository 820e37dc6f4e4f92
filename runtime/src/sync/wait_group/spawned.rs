//! The goroutine that `WaitGroup::go` starts: the work, and the `done` at its end.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use super::WaitGroup;
use crate::goroutine::goes_on_after_panics;
use crate::unwind::{self, CatchUnwind};

pin_project! {
    /// Work that a group counts.
    pub(super) struct CountedWork<F> {
        // What to do. It is dropped before the group is told.
        #[pin]
        work: Option<CatchUnwind<F>>,
        // Tells the group.
        done: DoneOnDrop,
    }
}

/// Counts down when it is dropped.
struct DoneOnDrop {
    /// The group that counts; `None` once it was told, or must not be.
    group: Option<WaitGroup>,
}

impl<F: Future<Output = ()>> CountedWork<F> {
    /// Counts `work` in `group`, which has counted up already.
    pub(super) fn new(work: F, group: WaitGroup) -> CountedWork<F> {
        CountedWork { work: Some(unwind::catch(work)), done: DoneOnDrop { group: Some(group) } }
    }
}

impl<F: Future<Output = ()>> Future for CountedWork<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let Some(work) = this.work.as_mut().as_pin_mut() else { return Poll::Ready(()) };
        let result = ready!(work.poll(cx));
        if let Err(panic) = result {
            if panic.is_goexit() {
                this.done.tell();
                unwind::resume(panic);
            }
            // Go recovers and panics again as well, so that no `wait` goes on before the program
            // has ended.
            if !goes_on_after_panics() {
                this.done.group = None;
            }
            unwind::resume(panic.repanicked());
        }
        this.work.set(None);
        this.done.tell();
        Poll::Ready(())
    }
}

impl DoneOnDrop {
    fn tell(&mut self) {
        if let Some(group) = self.group.take() {
            group.done();
        }
    }
}

impl Drop for DoneOnDrop {
    fn drop(&mut self) {
        self.tell();
    }
}
