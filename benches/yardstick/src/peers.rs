//! What the peers' workloads are written against: an executor, a channel, threads.
//!
//! The traits only give one name to what each peer calls its own way; every method is one call of
//! the peer.

pub mod channel;
pub mod countdown;
pub mod executor;
pub mod load;
pub mod smol;
pub mod sockets;
pub mod threads;
pub mod tokio;

pub use channel::{AsyncChannel, Channel, Flume, Kanal, Receiver, Sender, TokioMpsc};
pub use countdown::Countdown;
pub use executor::Executor;
pub use smol::Smol;
pub use sockets::Sockets;
pub use threads::{Crossbeam, May, Threads};
pub use tokio::Tokio;
