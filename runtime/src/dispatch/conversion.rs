//! A channel given where a function takes one of a direction: `chan T` converts to `<-chan T` and
//! to `chan<- T`, as in Go, and nothing converts back.

use std::rc::Rc;
use std::sync::Arc;

use crate::chan::{Chan, Receiver, Sender};

/// What can be given as `chan<- T`.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as chan<- value",
    label = "not a channel that can be sent to",
    note = "a `Chan` or a `Sender` can be given where `chan<- T` is taken"
)]
pub trait AsSender {
    /// The element type.
    type Item;

    /// A handle of the same channel that can send.
    fn __go_sender(&self) -> Sender<Self::Item>;
}

/// What can be given as `<-chan T`.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as <-chan value",
    label = "not a channel that can be received from",
    note = "a `Chan` or a `Receiver` can be given where `<-chan T` is taken"
)]
pub trait AsReceiver {
    /// The element type.
    type Item;

    /// A handle of the same channel that can receive.
    fn __go_receiver(&self) -> Receiver<Self::Item>;
}

/// What can be given as `chan T`.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as chan value",
    label = "not a channel of both directions",
    note = "a channel converts from `chan T` to one direction, never back"
)]
pub trait AsChan {
    /// The element type.
    type Item;

    /// Another handle of the same channel.
    fn __go_chan(&self) -> Chan<Self::Item>;
}

impl<T> AsSender for Chan<T> {
    type Item = T;

    fn __go_sender(&self) -> Sender<T> {
        self.sender()
    }
}

impl<T> AsSender for Sender<T> {
    type Item = T;

    fn __go_sender(&self) -> Sender<T> {
        self.clone()
    }
}

impl<T> AsReceiver for Chan<T> {
    type Item = T;

    fn __go_receiver(&self) -> Receiver<T> {
        self.receiver()
    }
}

impl<T> AsReceiver for Receiver<T> {
    type Item = T;

    fn __go_receiver(&self) -> Receiver<T> {
        self.clone()
    }
}

impl<T> AsChan for Chan<T> {
    type Item = T;

    fn __go_chan(&self) -> Chan<T> {
        self.clone()
    }
}

macro_rules! through_references {
    ($Trait:ident::$name:ident is $To:ident: $($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<C: $Trait + ?Sized> $Trait for $Reference {
            type Item = C::Item;

            fn $name(&self) -> $To<C::Item> {
                (**self).$name()
            }
        }
    )* };
}

through_references! { AsSender::__go_sender is Sender: &C &mut C Box<C> Arc<C> Rc<C> }
through_references! { AsReceiver::__go_receiver is Receiver: &C &mut C Box<C> Arc<C> Rc<C> }
through_references! { AsChan::__go_chan is Chan: &C &mut C Box<C> Arc<C> Rc<C> }

/// `channel`, where `chan<- T` is taken.
#[must_use]
pub fn as_sender<C: AsSender + ?Sized>(channel: &C) -> Sender<C::Item> {
    channel.__go_sender()
}

/// `channel`, where `<-chan T` is taken.
#[must_use]
pub fn as_receiver<C: AsReceiver + ?Sized>(channel: &C) -> Receiver<C::Item> {
    channel.__go_receiver()
}

/// `channel`, where `chan T` is taken.
#[must_use]
pub fn as_chan<C: AsChan + ?Sized>(channel: &C) -> Chan<C::Item> {
    channel.__go_chan()
}
