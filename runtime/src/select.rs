//! `select!`: waiting for several channel operations at once, of which one happens.

mod case;
mod dynamic;
#[cfg(all(loom, test))]
mod loom_tests;
mod operand;
mod order;
mod outcome;
mod run;

pub use case::{Case, Enlisted, RecvCase, SendCase, recv_case, send_case};
pub use dynamic::{Select, SelectTimeout};
pub use operand::{Link, Receives, Sends};
pub use outcome::{no_such_case, outcome, sent, unsent};
pub use run::{Cases, Selecting, TrySelecting, select, select_blocking, try_select};

pub use crate::chan::Claim;
