//! `select!`: waiting for several channel operations at once, of which one happens.
//!
//! A *case* ([`RecvCase`], [`SendCase`]) is one operation that may happen. A `select!` first *tries* its cases in random order; if none
//! is ready it *enlists* each, which takes a slot in its channel's queue, and waits; once one is done it *settles* all: they leave
//! their queues. What waits in those slots is not an operation by itself but a reference to one [`SelectToken`], which all cases of
//! the `select!` share: a counterpart *takes* it, under the lock of its channel, before it serves the slot. Waiter
//! comes too late passes the slot over.
//!
//! # States of a claim
//!
//! *Open*: the `select!` waits, or is enlisting. *Taken for case i*: the case is done; by a counterpart, who also takes the waker, or by
//! the `select!` itself, that found the case ready while it was enlisting. *Given up*: the `select!` was dropped or timed out.
//!
//! # Invariants
//!
//! 1. A claim is taken once per wait, and a case of a waiting `select!` is served only by one who took its claim for this case. So one
//!    case is done, and only that one.
//! 2. Where a case meets the case of another `select!`, both claims are taken or neither: both are locked, in the order of their ranks.
//! 3. Claims are locked under at most one channel's lock, and nothing is locked under them but a second claim; no cycle of locks.
//! 4. A `select!` never meets itself: a slot that holds its own claim is skipped, and left in the queue.
//! 5. References to a claim stand in slots of its `select!` only, and are followed only under the lock of the slot's channel. Once
//!    all cases have settled the `select!` holds the one reference there is.
//!
//! # Why no wake-up is lost
//!
//! Enlisting looks and takes the slot in one critical section of the channel, as any operation does. If the case is ready
//! then, the `select!` takes its own claim and does the operation on the spot, or finds that it was claimed on a channel where it
//! already stands; in both cases it settles and is ready, without waiting. So there is no moment at which one
//! looked, the other looked, and both wait: of two that meet on a channel the second sees the first, open or taken. A claim that is taken
//! has its case served in the same critical section, and its waker is woken after it; a slot that is passed over
//! belongs to a `select!` that is done elsewhere, and the counterpart goes on to the next in the queue. A poll with a new waker replaces the
//! old one under the claim's lock, or finds the claim taken.
//!
//! A `select!` that is dropped gives its claim up first. If a case had been served, it is undone as for an operation by itself: a
//! value goes to the next receiver or back to the front; a send has happened. Otherwise nobody can serve one any more.
//!
//! # Choice
//!
//! The first ready case of a random permutation is uniform among the ready ones, and a channel that stands in two cases has two
//! tickets. The permutation is drawn as far as it is needed: one number when the first case tried is ready. Two cases that get ready while
//! one waits are not drawn: the first counterpart wins.
//!
//! # Cost
//!
//! Trying is one lock per case tried, some 5 ns, and a random number each, 1 ns; a select of four of which one is ready tries two and a half
//! on average. Waiting adds a slot per case, and one claim per `select!`, which is kept per thread and used again:
//! by invariant 5 nobody else holds it then, which `Arc::get_mut` confirms, or it is left to be freed. So nothing is
//! allocated in the steady state; more than 256 cases are permuted on the heap. A wait costs two more locks per case, to take the slot and to
//! leave it, and two read-modify-writes of the claim's count: some 25 ns per case, which the values that are ready by the next look share.
//!
//! # Memory ordering
//!
//! Everything happens under a channel's lock or a claim's. The `select!` reads which case was taken under the claim's lock, and then the outcome
//! in the slot under the channel's, which the counterpart still held when it took the token.
//!
//! # Rejected
//!
//! *Locking all channels at once*, in the order of their addresses, as Go does: one critical section for the whole `select!`, but as many
//! locks held as it has cases, sorted on every run, and in Rust a list of guards of different types. *Backing off* when a ready counterpart
//! is found while enlisting (crossbeam: abort, unregister, start again): two `select!`s may chase each other; taking both claims ends it in
//! one step. *A compare-and-swap instead of the claim's lock*: taking two claims at once needs a lock or a helping
//! protocol, and the waker needs a lock anyway. *Futures of the operations, polled in turn*: each would be done by itself, with
//! the others to be undone.

mod case;
mod dynamic;
#[cfg(all(loom, test))]
mod loom_tests;
mod operand;
mod order;
mod outcome;
mod run;

pub use case::{RecvCase, SendCase, recv_case, send_case};
pub use dynamic::{Select, SelectTimeout};
pub use operand::{Link, Receives, Sends};
pub use outcome::{no_such_case, outcome, sent, unsent};
pub use run::{Cases, Selecting, TrySelecting, select, select_blocking, try_select};

pub use crate::join::{JoinCase, Joinable};
pub use crate::wait::case::{Attempt, Case, PollReady, Registered, WaitCase, Waitable, wait_case};
pub use crate::wait::select_token::{SelectCase, SelectToken};
