//! `select!`: waiting for several operations at once, of which one happens.
//!
//! A *case* ([`Case`]) is one operation that may happen: a receive ([`RecvCase`]), a send
//! ([`SendCase`]), or anything of this crate that waits ([`WaitCase`]). A `select!` first *tries*
//! its cases in random order. If none is ready it *registers* each, which takes a slot in the queue
//! of what the case waits for. Once one is done it *unregisters* all. What waits in those slots
//! refers to one [`SelectToken`], which all cases share: a peer *takes* it, under the lock of its
//! channel, before it completes the case. A peer that comes too late skips the slot.
//!
//! # States of a token
//!
//! *Free*: the `select!` waits, or is registering. *Taken for case i*: the case is done, by a peer,
//! who also takes the waker, or by the `select!` itself, which found the case ready while it was
//! registering, or when it looked again. *Given up*: the `select!` was dropped or timed out.
//!
//! # Invariants
//!
//! 1. A token is taken once per wait, and a case of a waiting `select!` is completed only by who
//!    took its token for this case. So one case is done, and only that one.
//! 2. Where a case pairs with the case of another `select!`, both tokens are taken or neither: both
//!    are locked, in the order of their ranks.
//! 3. Tokens are locked under at most one lock of a channel or of a list of waiters. Under a token
//!    nothing is locked but a second token, and a `PollReady` operation is tried, which locks
//!    nothing of this kind.
//! 4. A `select!` never pairs with itself: a slot that holds its own token is passed, and stays in
//!    the queue.
//! 5. References to a token are only in slots of its `select!`, and are followed only under the
//!    lock of that slot. Once all cases are unregistered the `select!` holds the only reference.
//!
//! # Why no wake-up is lost
//!
//! Registering checks the channel and takes the slot in one critical section, as any operation
//! does. If the case is ready then, the `select!` takes its own token and does the operation on the
//! spot, or finds that its token was taken on a channel where it is registered already; in both
//! cases it is done, without waiting. Of two operations that meet on a channel the second sees the
//! first, with a free or a taken token. A peer that takes a token completes the case in the same
//! critical section, and wakes it after; a skipped slot belongs to a `select!` that is done
//! elsewhere, and the peer goes on to the next in the queue. A poll with a new waker replaces the
//! old one under the token's lock, or finds the token taken.
//!
//! A case that no peer completes (a timer, a socket, a mutex) keeps the waker of the `select!`, and
//! is looked at again on each wake-up. It takes the token while it does the operation.
//!
//! A `select!` that is dropped gives its token up first. If a case was completed before, it is
//! undone as for a lone operation: a value goes to the next receiver or back to the front, permits
//! and locks to the next waiter; a send has happened. Otherwise no peer can complete one any more.
//!
//! # Choice
//!
//! The first ready case of a random permutation is uniform among the ready ones, and a channel in
//! two cases counts twice. The permutation is drawn as far as it is needed: one number if the first
//! case tried is ready. Cases are registered in random order too, so that a peer finds either of
//! two cases of one channel first. Of two cases that get ready on different channels while one
//! waits, the first peer wins.
//!
//! # `default` means that no case was ready at one moment
//!
//! The cases are tried one after the other, each under its own lock. Each channel counts its
//! *changes*: all that may make a waiting operation ready. A try in vain notes the count. When all
//! tries were in vain, the counts of all channels but the last are compared: if none has changed,
//! all cases needed to wait at the moment at which the last was tried, and `default` is taken.
//! Otherwise the tries are repeated; after a few rounds, each of which means that others made
//! progress, the goroutine yields once. With one case, the common `select!` with `default`, nothing
//! is compared; with two, one lock more is taken.
//!
//! # Cost
//!
//! Trying is one lock per case tried, some 5 ns, and a random number each, 1 ns; a select of four
//! of which one is ready tries two and a half on average. Waiting adds a slot per case, and one
//! token per `select!`, which is kept per thread and used again: by invariant 5 there is no other
//! reference, which `Arc::get_mut` confirms, or it is left to be freed. So nothing is allocated in
//! the steady state; more than 256 cases are permuted on the heap. A wait costs two more locks per
//! case, to take the slot and to leave it, and two read-modify-writes of the token's count: some 25
//! ns per case.
//!
//! # Memory ordering
//!
//! Everything happens under a channel's lock or a token's. The `select!` reads which case was taken
//! under the token's lock, and then the outcome in the slot under the channel's, which the peer
//! still held when it took the token.
//!
//! # Rejected
//!
//! *Locking all channels at once*, in the order of their addresses, as Go does: one critical
//! section for the whole `select!`, but as many locks held as it has cases, sorted on every run,
//! and in Rust a list of guards of different types. *Backing off* when a ready peer is found while
//! registering (crossbeam: abort, unregister, start again): two `select!`s may chase each other;
//! taking both tokens ends it in one step. *A compare-and-swap instead of the token's lock*: taking
//! two tokens at once needs a lock or a helping protocol, and the waker needs a lock anyway.
//! *Futures of the operations, polled in turn*: each would be done by itself, with the others to be
//! undone; what they had been given would be out of the hands of others for that time.

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
pub use operand::{Receives, Sends};
pub use outcome::{no_such_case, outcome, sent, unsent, waited};
pub use run::{Cases, Selecting, TrySelecting, select, select_blocking, try_select};

pub use crate::join::{JoinCase, Joinable};
pub use crate::wait::case::{Attempt, Case, PollReady, Registered, WaitCase, Waitable, wait_case};
pub use crate::wait::select_token::{SelectCase, SelectToken};
