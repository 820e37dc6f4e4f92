//! `Select`: a `select!` whose cases are known at run time only; Go's `reflect.Select`.

use std::any::{Any, type_name};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::case::{RecvCase, SendCase, recv_case, send_case};
use super::operand::{Receives, Sends};
use super::run::{Cases, Selecting, TrySelecting};
use crate::chan::{Deadline, SendError};
use crate::wait::case::Case;
use crate::wait::park;

/// A `select!` with as many cases as the program adds to it.
///
/// [`recv`](Select::recv) and [`send`](Select::send) add a case and return its index;
/// [`select`](Select::select) and its relatives do one of them and return which;
/// [`received`](Select::received) and [`sent`](Select::sent) say what came of it. The cases stay,
/// so that one `Select` serves a loop. A case on a nil channel is never ready, nor is a send whose
/// value is gone.
///
/// # Examples
///
/// Receive from many channels until all are closed:
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::Select;
///
/// fn sum(channels: &[Receiver<u32>]) -> u32 {
///     let mut select = Select::new();
///     channels.iter().for_each(|rx| {
///         select.recv(rx);
///     });
///     let (mut sum, mut open) = (0, channels.len());
///     while open > 0 {
///         let index = select.select_blocking();
///         match select.received::<u32>(index) {
///             Some(value) => sum += value,
///             None => {
///                 select.disable(index); // closed: ready forever
///                 open -= 1;
///             }
///         }
///     }
///     sum
/// }
///
/// let channels: Vec<_> = (1..=3).map(|n| { let ch = chan(1); ch.try_send(n).unwrap(); ch.into() }).collect();
/// assert_eq!(sum(&channels), 6);
/// ```
#[derive(Default)]
pub struct Select<'a> {
    /// The cases.
    cases: Vec<Box<dyn AnyCase + Send + 'a>>,
}

/// The future of [`select_timeout`](Select::select_timeout).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct SelectTimeout<'s, 'a> {
    /// The select by itself.
    select: Selecting<&'s mut Select<'a>>,
    /// When it gives up.
    deadline: Deadline,
}

/// A case whose outcome is read by code that knows its type.
trait AnyCase: Case {
    /// Moves the outcome into `outcome`: an `Option<T>` for a receive of `T`, an `Option<Result<(),
    /// SendError<T>>>` for a send. False if it is something else.
    fn tell(&mut self, outcome: &mut dyn Any) -> bool;

    /// Has the case never be ready.
    fn disable(&mut self);
}

impl<O: Receives> AnyCase for RecvCase<O>
where
    O::Item: 'static,
{
    fn tell(&mut self, outcome: &mut dyn Any) -> bool {
        outcome.downcast_mut::<Option<O::Item>>().map(|outcome| *outcome = self.take()).is_some()
    }

    fn disable(&mut self) {
        self.disabled = true;
    }
}

impl<O: Sends> AnyCase for SendCase<O>
where
    O::Item: 'static,
{
    fn tell(&mut self, outcome: &mut dyn Any) -> bool {
        let outcome = outcome.downcast_mut::<Option<Result<(), SendError<O::Item>>>>();
        outcome.map(|outcome| *outcome = Some(self.finish())).is_some()
    }

    fn disable(&mut self) {
        self.disabled = true;
    }
}

impl<'a> Select<'a> {
    /// A select without cases; waiting on it never ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::Select;
    ///
    /// assert!(Select::new().is_empty());
    /// ```
    pub fn new() -> Select<'a> {
        Select { cases: Vec::new() }
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are no cases.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Adds a case that receives from `from`, and returns its index.
    ///
    /// It is ready when a value is there or the channel is closed; never if it is nil.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::Select;
    ///
    /// let ch = chan::<i32>(1);
    /// let mut select = Select::new();
    /// let first = select.recv(&ch);
    /// ch.try_send(7).unwrap();
    /// assert_eq!(select.select_blocking(), first);
    /// assert_eq!(select.received::<i32>(first), Some(7));
    /// ```
    pub fn recv<O>(&mut self, from: O) -> usize
    where
        O: Receives<Item: Send + 'static> + Send + 'a,
    {
        self.add(Box::new(recv_case(from)))
    }

    /// Adds a case that sends `value` to `to`, and returns its index.
    ///
    /// It is ready when a receiver waits, there is room, or the channel is closed; never if it is
    /// nil, or once the value is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::Select;
    ///
    /// let ch = chan(1);
    /// let mut select = Select::new();
    /// let first = select.send(&ch, 7);
    /// assert_eq!(select.select_blocking(), first);
    /// assert_eq!(select.sent::<i32>(first), Ok(()));
    /// assert_eq!(ch.try_recv(), Ok(7));
    /// ```
    pub fn send<O>(&mut self, to: O, value: O::Item) -> usize
    where
        O: Sends<Item: Send + 'static> + Send + 'a,
    {
        self.add(Box::new(send_case(to, value)))
    }

    fn add(&mut self, case: Box<dyn AnyCase + Send + 'a>) -> usize {
        self.cases.push(case);
        self.cases.len() - 1
    }

    /// Has the case at `index` never be ready again, as if its channel were nil.
    ///
    /// # Panics
    ///
    /// If there is no such case.
    #[track_caller]
    pub fn disable(&mut self, index: usize) {
        self.cases[index].disable();
    }

    /// Waits until one of the cases is done, chosen at random among those that are ready, and
    /// returns its index.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::Select;
    ///
    /// #[goroutines]
    /// fn either(a: &Receiver<u32>, b: &Receiver<u32>) -> Option<u32> {
    ///     let mut select = Select::new();
    ///     select.recv(a);
    ///     select.recv(b);
    ///     let index = select.select();
    ///     select.received(index)
    /// }
    /// ```
    #[track_caller]
    pub fn select(&mut self) -> Selecting<&mut Select<'a>> {
        Selecting::new(self)
    }

    /// Does one of the cases if one is ready: a `select!` with `default`. It waits for nothing but
    /// its turn.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::Select;
    ///
    /// #[goroutines]
    /// fn poll(a: &Receiver<u32>) -> Option<u32> {
    ///     let mut select = Select::new();
    ///     select.recv(a);
    ///     let index = select.try_select()?;
    ///     select.received(index)
    /// }
    /// ```
    pub fn try_select(&mut self) -> TrySelecting<&mut Select<'a>> {
        TrySelecting::new(self)
    }

    /// Like [`select`](Select::select), but waits no longer than `timeout`; `None` if the time was
    /// up first.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use goroutines::prelude::*;
    /// use goroutines::Select;
    ///
    /// #[goroutines]
    /// fn poll(a: &Receiver<u32>) -> Option<u32> {
    ///     let mut select = Select::new();
    ///     select.recv(a);
    ///     let index = select.select_timeout(Duration::from_secs(1))?;
    ///     select.received(index)
    /// }
    /// ```
    #[track_caller]
    pub fn select_timeout(&mut self, timeout: Duration) -> SelectTimeout<'_, 'a> {
        let deadline = Deadline::new(Instant::now().checked_add(timeout));
        SelectTimeout { select: Selecting::new(self), deadline }
    }

    /// Like [`select`](Select::select), on a plain thread, which it parks while it waits.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up goroutines: call `select` there.
    #[track_caller]
    pub fn select_blocking(&mut self) -> usize {
        park::block_on(self.select(), "select()")
    }

    /// What the receive at `index` received, if it was done last; `None` if its channel is closed
    /// and drained.
    ///
    /// # Panics
    ///
    /// If the case at `index` is not a receive of `T`.
    #[track_caller]
    pub fn received<T: 'static>(&mut self, index: usize) -> Option<T> {
        let mut received: Option<T> = None;
        let known = self.cases[index].tell(&mut received);
        assert!(known, "case {index} is not a receive of `{}`", type_name::<T>());
        received
    }

    /// How the send at `index` went; it may also be asked for a value that was not sent.
    ///
    /// # Errors
    ///
    /// With the value, if the channel is closed, or nobody is left to receive, or the case was not
    /// done.
    ///
    /// # Panics
    ///
    /// If the case at `index` is not a send of `T`.
    #[track_caller]
    pub fn sent<T: 'static>(&mut self, index: usize) -> Result<(), SendError<T>> {
        let mut outcome: Option<Result<(), SendError<T>>> = None;
        let known = self.cases[index].tell(&mut outcome);
        assert!(known, "case {index} is not a send of `{}`", type_name::<T>());
        outcome.unwrap_or(Ok(()))
    }
}

impl Cases for &mut Select<'_> {
    fn count(&self) -> usize {
        self.cases.len()
    }

    fn at(&mut self, index: usize) -> &mut dyn Case {
        &mut *self.cases[index]
    }
}

impl Future for SelectTimeout<'_, '_> {
    type Output = Option<usize>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<usize>> {
        if let Poll::Ready(index) = Pin::new(&mut self.select).poll(cx) {
            return Poll::Ready(Some(index));
        }
        if self.deadline.is_over(cx) { Poll::Ready(self.select.give_up()) } else { Poll::Pending }
    }
}

impl fmt::Debug for Select<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Select").field("cases", &self.cases.len()).finish()
    }
}

impl fmt::Debug for SelectTimeout<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SelectTimeout").finish_non_exhaustive()
    }
}
