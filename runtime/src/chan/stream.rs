//! A `Receiver` is a `Stream`, so that the combinators of `futures` and `tokio-stream` take it.

use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::core::Core;
use super::handle::Receiver;
use super::nil;
use super::recv::Recv;
use crate::primitives::Arc;

/// Yields what is received, and ends once the channel is closed and drained; on the nil channel it
/// waits without end.
///
/// A `poll_next` that is pending has a slot in the queue of receivers until the next one, whoever
/// polls in between. Any other use of this handle, as `recv`, gives the slot up; a value that it
/// was given meanwhile is received by the next receiver, so none is lost.
impl<T> Stream for Receiver<T> {
    type Item = T;

    #[track_caller]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let Receiver { core, polled } = &mut *self;
        let mut receive = Recv::resume(core.as_ref(), polled.take(), Location::caller());
        let received = Pin::new(&mut receive).poll(cx);
        polled.keep(receive.suspend());
        received
    }
}

/// Gives up a receive that was begun.
#[cold]
pub(super) fn give_up<T>(core: Option<&Arc<Core<T>>>, slot: u32) {
    core.map_or_else(|| nil::leave(slot), |core| core.drop_recv(slot));
}
