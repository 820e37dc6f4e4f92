//! Channels, with Go's meaning: how goroutines hand values to each other.

mod claim;
mod core;
mod error;
mod handle;
mod identity;
mod iter;
#[cfg(all(loom, test))]
mod loom_tests;
mod nil;
mod recv;
mod returned;
mod send;
mod timeout;
#[cfg(not(loom))]
mod timer;
mod wait_queue;

#[doc(hidden)]
pub use claim::Claim;
pub(crate) use claim::Ticket;
pub(crate) use core::{Core, Received, Sent, wake};
pub use error::{RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError};
pub use handle::{Chan, Receiver, Sender, chan};
pub use identity::Handle;
pub use iter::{IterBlocking, Range};
pub use recv::{GoRecv, GoRecvOk, Recv};
pub use send::{GoSend, Send};
pub(crate) use timeout::Limit;
pub use timeout::{RecvTimeout, SendTimeout};
#[cfg(not(loom))]
pub(crate) use timer::{WeakChan, timer_channel};
pub(crate) use wait_queue::Who;
