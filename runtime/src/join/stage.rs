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
    /// The handle is gone.
    Gone,
}

/// A goroutine that is joined.
pub(super) enum Joining<T> {
    /// Nobody has waited for it before.
    Runs(FallibleTask<Outcome<T>, TaskHeader>),
    /// A case of a `select!` has.
    Polled(Box<Polled<T>>),
    /// Its outcome was taken.
    Over,
}

/// A goroutine that a case of a `select!` has waited for.
pub(super) struct Polled<T> {
    /// Who it is.
    identity: Identity,
    /// Its task, until it has ended.
    task: Option<FallibleTask<Outcome<T>, TaskHeader>>,
    /// Its outcome, if a case of a `select!` has seen its end but was not chosen. `None` within if
    /// its runtime was dropped before its end.
    outcome: Option<Box<Option<Outcome<T>>>>,
}

impl<T> Stage<T> {
    fn take(&mut self) -> Stage<T> {
        std::mem::replace(self, Stage::Gone)
    }

    /// The goroutine, to be joined; the handle is gone then.
    #[inline]
    pub(super) fn join(&mut self) -> (Joining<T>, Identity) {
        match self.take() {
            Stage::Runs(task) => {
                let identity = task.metadata().identity();
                (Joining::Runs(task.fallible()), identity)
            }
            Stage::Polled(polled) => {
                let identity = polled.identity;
                (Joining::Polled(polled), identity)
            }
            Stage::Gone => unreachable!("the handle is there"),
        }
    }

    /// The goroutine, to be waited for by a case of a `select!`.
    pub(super) fn polled(&mut self) -> &mut Polled<T> {
        if let Stage::Runs(_) = self
            && let (Joining::Runs(task), identity) = self.join()
        {
            *self = Stage::Polled(Box::new(Polled { identity, task: Some(task), outcome: None }));
        }
        match self {
            Stage::Polled(polled) => polled,
            Stage::Runs(_) | Stage::Gone => unreachable!("the handle is there"),
        }
    }

    /// Whether the goroutine has ended.
    pub(super) fn is_finished(&self) -> bool {
        match self {
            Stage::Runs(task) => task.is_finished(),
            Stage::Polled(polled) => polled.task.as_ref().is_none_or(FallibleTask::is_finished),
            Stage::Gone => true,
        }
    }

    /// Who the goroutine is.
    pub(super) fn identity(&self) -> Identity {
        match self {
            Stage::Runs(task) => task.metadata().identity(),
            Stage::Polled(polled) => polled.identity,
            Stage::Gone => unreachable!("the handle is there"),
        }
    }

    /// Lets the goroutine go on by itself.
    #[inline]
    pub(super) fn detach(&mut self) {
        match self.take() {
            Stage::Runs(task) => task.detach(),
            // Detaches its task, if it has not ended.
            Stage::Polled(polled) => drop(polled),
            Stage::Gone => {}
        }
    }
}

impl<T> Joining<T> {
    /// Waits for the goroutine's end, and takes its outcome, which is `None` if its runtime was
    /// dropped before.
    #[inline]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Outcome<T>>> {
        let outcome = match self {
            Joining::Runs(task) => ready!(park::poll_annotated(Pin::new(task), cx)),
            Joining::Polled(polled) => ready!(polled.poll(cx)),
            Joining::Over => panic!("`Join` polled after completion"),
        };
        self.detach();
        Poll::Ready(outcome)
    }

    /// Lets the goroutine go on by itself.
    #[inline]
    pub(super) fn detach(&mut self) {
        match std::mem::replace(self, Joining::Over) {
            Joining::Runs(task) => task.detach(),
            // Detaches its task, if it has not ended.
            Joining::Polled(polled) => drop(polled),
            Joining::Over => {}
        }
    }
}

/// The result of the join of a goroutine with that outcome, which observes a panic.
#[inline]
pub(super) fn observe<T>(outcome: Option<Outcome<T>>, identity: &Identity) -> Result<T, JoinError> {
    match outcome {
        Some(Ok(output)) => Ok(output.into_value()),
        Some(Err(unobserved)) => Err(match unobserved.observe() {
            Some(panic) => JoinError::panicked(panic, *identity),
            None => JoinError::exited(*identity),
        }),
        None => Err(JoinError::shut_down(*identity)),
    }
}

impl<T> Polled<T> {
    /// Who it is.
    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    #[cold]
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Outcome<T>>> {
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
}

impl<T> Drop for Polled<T> {
    fn drop(&mut self) {
        if let Some(task) = self.task.take() {
            task.detach();
        }
    }
}
