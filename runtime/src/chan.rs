//! Channels, with Go's meaning: how goroutines hand values to each other.

mod claim;
mod core;
mod error;
mod handle;
mod identity;
mod iter;
mod nil;
mod recv;
mod returned;
mod send;
mod timeout;
#[cfg(not(loom))]
mod timer;
mod wait_queue;

pub use error::{RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError};
pub use handle::{Chan, Receiver, Sender, chan};
pub use identity::Handle;
pub use iter::{IterBlocking, Range};
pub use recv::{GoRecv, GoRecvOk, Recv};
pub use send::{GoSend, Send};
pub use timeout::{RecvTimeout, SendTimeout};
#[cfg(not(loom))]
pub(crate) use timer::{WeakChan, timer_channel};
