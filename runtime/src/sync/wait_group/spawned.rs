//! The goroutine that `WaitGroup::go` starts: the work, and the `done` at its end.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::WaitGroup;

pin_project! {
    /// Work that a group counts.
    pub(super) struct Counted<F> {
        // What to do. It is dropped before the group is told.
        #[pin]
        work: Option<F>,
        // Tells the group.
        done: DoneOnDrop,
    }
}

/// Counts down when it is dropped, unless a poll of the work panicked.
struct DoneOnDrop {
    /// The group that counts; `None` once it was told.
    group: Option<WaitGroup>,
    /// Whether the work is being polled; a drop meanwhile is a panic.
    polls: bool,
}

impl<F> Counted<F> {
    /// Counts `work` in `group`, which has counted up already.
    pub(super) fn new(work: F, group: WaitGroup) -> Counted<F> {
        Counted { work: Some(work), done: DoneOnDrop { group: Some(group), polls: false } }
    }
}

impl<F: Future<Output = ()>> Future for Counted<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let Some(work) = this.work.as_mut().as_pin_mut() else { return Poll::Ready(()) };
        this.done.polls = true;
        let polled = work.poll(cx);
        if polled.is_ready() {
            this.work.set(None);
        }
        this.done.polls = false;
        if polled.is_ready() {
            this.done.tell();
        }
        polled
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
        if !self.polls {
            self.tell();
        }
    }
}
