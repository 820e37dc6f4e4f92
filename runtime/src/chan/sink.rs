//! A `Sender` is a `Sink`, so that `forward` and `send_all` of `futures` take it.

use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_sink::Sink;

use super::core::Core;
use super::error::SendError;
use super::handle::Sender;
use super::nil;
use super::send::Send;
use crate::primitives::Arc;

/// Sends what it is given; a value that does not fit waits in the queue of senders until a flush,
/// or until the handle is ready for the next.
///
/// Closing the sink flushes it. The channel closes when its last sender is dropped, or by `close`.
/// A value that was accepted and not flushed when the handle is dropped is not sent.
///
/// On the nil channel it is never ready, and `start_send` gives the value back as an error.
impl<T> Sink<T> for Sender<T> {
    type Error = SendError<T>;

    #[track_caller]
    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError<T>>> {
        self.poll_flush(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, value: T) -> Result<(), SendError<T>> {
        let Sender { core, polled } = &mut *self;
        let Some(core) = core else { return Err(SendError(value)) };
        polled.keep(Send::begin(core, value)?);
        Ok(())
    }

    #[track_caller]
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError<T>>> {
        let Sender { core, polled } = &mut *self;
        let slot = polled.take();
        if core.is_some() && slot.is_none() {
            return Poll::Ready(Ok(()));
        }
        let mut send = Send::resume(core.as_ref(), slot, Location::caller());
        let sent = Pin::new(&mut send).poll(cx);
        polled.keep(send.suspend());
        Poll::Ready(ready!(sent))
    }

    #[track_caller]
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError<T>>> {
        if self.core.is_none() {
            return Poll::Ready(Ok(()));
        }
        self.poll_flush(cx)
    }
}

/// Gives up a send that was begun.
#[cold]
pub(super) fn give_up<T>(core: Option<&Arc<Core<T>>>, slot: u32) {
    core.map_or_else(|| nil::leave(slot), |core| core.drop_send(slot));
}
