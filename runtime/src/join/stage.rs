//! How far a goroutine is, as its handle sees it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use async_task::{FallibleTask, Task};

use super::{JoinError, Outcome};
use crate::goroutine::{Identity, TaskHeader};
use crate::wait::park;

/// What a handle knows of its goroutine.
pub(super) enum Stage<T> {
    /// It was not waited for.
    Runs(Task<Outcome<T>, TaskHeader>),
    /// A case of a `select!` has waited for it. Boxed, so that other handles are small.
    Polled(Box<Polled<T>>),
    /// Its outcome was taken together with the handle.
    Joined,
}

/// A goroutine that is waited for.
pub(super) struct Polled<T> {
    /// Who it is.
    identity: Identity,
    /// Its task, until it has ended.
    task: Option<FallibleTask<Outcome<T>, TaskHeader>>,
    /// Its outcome, if a case of a `select!` has seen its end but was not chosen. `None` within if its runtime
    /// was dropped before its end.
    outcome: Option<Box<Option<Outcome<T>>>>,
}

impl<T> Stage<T> {
    /// The goroutine, to be waited for.
    pub(super) fn into_polled(self) -> Polled<T> {
        match self {
            Stage::Runs(task) => {
                let identity = task.metadata().identity();
                Polled { identity, task: Some(task.fallible()), outcome: None }
            }
            Stage::Polled(polled) => *polled,
            Stage::Joined => unreachable!("the handle is gone"),
        }
    }

    /// The goroutine, to be waited for by a case of a `select!`.
    pub(super) fn polled(&mut self) -> &mut Polled<T> {
        if let Stage::Runs(_) = self {
            let polled = std::mem::replace(self, Stage::Joined).into_polled();
            *self = Stage::Polled(Box::new(polled));
        }
        match self {
            Stage::Polled(polled) => polled,
            Stage::Runs(_) | Stage::Joined => unreachable!("the handle is there"),
        }
    }

    /// Whether the goroutine has ended.
    pub(super) fn is_finished(&self) -> bool {
        match self {
            Stage::Runs(task) => task.is_finished(),
            Stage::Polled(polled) => polled.is_finished(),
            Stage::Joined => true,
        }
    }

    /// Who the goroutine is.
    pub(super) fn identity(&self) -> Identity {
        match self {
            Stage::Runs(task) => task.metadata().identity(),
            Stage::Polled(polled) => polled.identity,
            Stage::Joined => unreachable!("the handle is gone"),
        }
    }

    /// Lets the goroutine go on by itself.
    pub(super) fn detach(self) {
        match self {
            Stage::Runs(task) => task.detach(),
            // Detaches its task, if it has not ended.
            Stage::Polled(polled) => drop(polled),
            Stage::Joined => {}
        }
    }
}

impl<T> Polled<T> {
    pub(super) fn identity(&self) -> Identity {
        self.identity
    }

    /// Whether the goroutine has ended.
    pub(super) fn is_finished(&self) -> bool {
        self.task.as_ref().is_none_or(FallibleTask::is_finished)
    }

    /// Waits for the goroutine's end, and takes its outcome; `None` if its runtime was dropped before.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Outcome<T>>> {
        let Some(task) = &mut self.task else {
            return Poll::Ready(self.take().expect("a goroutine is joined once"));
        };
        let outcome = ready!(park::poll_annotated(Pin::new(task), cx));
        self.task = None;
        Poll::Ready(outcome)
    }

    /// Waits for the goroutine's end, and keeps its outcome; pending also once that was taken.
    pub(super) fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.task.is_some() {
            let outcome = ready!(self.poll(cx));
            self.outcome = Some(Box::new(outcome));
        }
        if self.outcome.is_some() { Poll::Ready(()) } else { Poll::Pending }
    }

    /// Takes the outcome that was kept, if it is there.
    pub(super) fn take(&mut self) -> Option<Option<Outcome<T>>> {
        self.outcome.take().map(|outcome| *outcome)
    }

    /// The result of a join, which observes a panic.
    pub(super) fn observe(&self, outcome: Option<Outcome<T>>) -> Result<T, JoinError> {
        match outcome {
            Some(Ok(output)) => Ok(output.into_value()),
            Some(Err(unobserved)) => Err(match unobserved.observe() {
                Some(panic) => JoinError::panicked(panic, self.identity),
                None => JoinError::exited(self.identity),
            }),
            None => Err(JoinError::shut_down(self.identity)),
        }
    }
}

impl<T> Drop for Polled<T> {
    fn drop(&mut self) {
        if let Some(task) = self.task.take() {
            task.detach();
        }
    }
}
