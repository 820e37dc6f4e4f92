//! `oneshot`: a channel for one value.

use std::fmt;

use super::handle::{Receiver, Sender, chan};

/// Makes a channel for one value, whose sender can send once: for an answer to a request.
///
/// The receiving side is an ordinary [`Receiver`]: it works in `select!`, and receives `None` if
/// the sender is dropped without sending.
///
/// # Examples
///
/// ```
/// use goroutines::channel::oneshot;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let (answer, question) = oneshot();
///     go! { answer.send(42).unwrap() };
///     assert_eq!(question.recv(), Some(42));
/// }
/// ```
#[track_caller]
pub fn oneshot<T>() -> (OneshotSender<T>, Receiver<T>) {
    let (tx, rx) = chan(1).split();
    (OneshotSender(tx), rx)
}

/// The sending half of a channel for one value, from [`oneshot`].
pub struct OneshotSender<T>(Sender<T>);

impl<T> OneshotSender<T> {
    /// Sends the value. Never waits.
    ///
    /// # Errors
    ///
    /// With the value, if no receiver is left.
    pub fn send(self, value: T) -> Result<(), T> {
        self.0.try_send(value).map_err(super::TrySendError::into_inner)
    }

    /// Whether no receiver is left: then the answer is not wanted any more.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

impl<T> fmt::Debug for OneshotSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneshotSender").field("closed", &self.is_closed()).finish()
    }
}
