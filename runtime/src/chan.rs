//! Channels, with Go's meaning: how goroutines hand values to each other.
//!
//! A channel is a `Core` behind an `Arc`: a lock, and under it a queue of values, the waiting senders and the waiting receivers. A
//! *handle* ([`Chan`], [`Sender`], [`Receiver`]) is a reference to it, or none: the nil channel. An *operation* is a future that
//! borrows a handle: its first poll does it, or takes a *slot* among those who wait. Whoever makes it possible is its *counterpart*,
//! who *serves* it: leaves the outcome in the slot, and wakes it once the lock is released.
//!
//! # States of a slot
//!
//! | state | in the queue | a sender's slot holds | a receiver's slot holds |
//! |---|---|---|---|
//! | free | no | nothing | nothing |
//! | waits: an operation by itself, or a case of a `select!` | yes | who, and what it offers | who |
//! | passed: a case whose `select!` was claimed for another | no | what it offers | nothing |
//! | served: given, or taken | no | nothing | what it was given |
//! | ended: by the end of the channel | no | what it offered | nothing |
//!
//! # Invariants
//!
//! 1. Everything but the count of handles is read and changed under the channel's lock. No user code runs under it: what is dropped
//!    (values, wakers) and what is woken is carried out first, for either may end a goroutine, which may use the channel.
//! 2. A slot belongs to its operation from its first wait until that operation frees it, by being ready or dropped. Counterparts
//!    only serve it or pass it over, once.
//! 3. Nobody waits for what is there: a waiting receiver that can be claimed means that no value is queued and no sender that can be
//!    claimed waits, but for cases of its own `select!`; a waiting sender that can be claimed means that there is no room.
//! 4. Values given to receivers that have not taken them come before *returned* values in the order of sending, those before the
//!    queue, the queue before what waiting senders offer. Each of the four is in order.
//! 5. On a closed channel nobody begins to wait, nor on one whose last receiver is gone; who waits there is about to be ended by who
//!    closed it, and no counterpart takes what it offers.
//!
//! # Protocol
//!
//! A send on an open channel goes to the longest waiting receiver, else into the queue if there is room, else it waits with its
//! value in its slot. A receive takes the first returned or queued value, and then moves the longest waiting sender's value into the
//! room; if none is queued, it takes that sender's value directly; else it waits; on a closed channel `None` follows the queue. Close
//! marks the channel, which is the moment it happens, and then ends all waits, a batch per critical section. Every other operation is
//! done by whoever comes second, wholly, in one critical section: that is the moment at which it happens, for both.
//!
//! *Dropped half-way.* A waiting operation leaves the queue. A send that was served has happened. A value that a dropped receive was
//! given goes to the longest waiting receiver, or becomes a returned value. Each carries the number of its hand-over, which puts
//! it back where it stood, in whatever order receives are dropped (invariant 4). It counts as queued, so the k-th
//! receive still comes before the end of the (k+C)-th send. (An operation that is forgotten with `mem::forget` stays in the queue, and
//! what is given to it is lost.)
//!
//! *Closing by drop.* One word counts the handles that can send (lower half) and those that can receive (upper half). The last of a kind
//! closes the channel, or fails its senders and drops what nobody can receive.
//!
//! # Why no wake-up is lost
//!
//! An operation looks and takes its slot, with its waker, in one critical section; a counterpart looks for slots and serves them in
//! one. Whichever is second sees the first. Nobody is woken to look again: who is woken has been served, so a wake-up that
//! ends in a dropped future takes at most a value with it, and that is given on. A poll with another waker replaces the old one
//! under the lock: the counterpart before it has served the slot, the one after it takes the new waker.
//!
//! # Memory ordering
//!
//! All hand-overs go through the lock, which orders everything before a send before everything after its receive, everything
//! before a close before a receive that sees it, and a receive before the send that it makes room for. The count of handles is
//! increased with `Relaxed` (a handle is there, so no end is near) and decreased with `AcqRel`: the last release follows the
//! others, and closes under the lock after every send of theirs.
//!
//! # What it costs
//!
//! On one core, as nanoseconds of a message through a queue with room (12 in all; before, with std's lock and everything in one function
//! that was not inlined, 31): two openings of the lock 8, the queue 2, the budget of both sides and the tests 2. So the plain case, where an
//! operation is a push or a pop that nobody waits for, stands first in `poll`, is inlined there, and holds nothing else;
//! what must look at waiters stands behind a call.
//!
//! # Rejected
//!
//! *A lock-free ring* (crossbeam's, tokio's): faster between threads that never wait, but a goroutine that cannot go on must stand in
//! a queue behind a lock anyway, and Go's rules (direct hand-over, FIFO, close, `select!`) tie values and waiters together: two
//! structures that have to agree, against one critical section of some ten instructions. *Waking to try again* (async-channel): a wake-up
//! that reaches a future which is dropped must be passed on, and latecomers overtake. *A node per wait, linked
//! intrusively*: needs `unsafe`, or an allocation per wait. *Slots with generations*: not needed, by invariant 2. *Putting a
//! returned value in front of the queue*: two that come back in the order in which they were given would change places.

mod claim;
mod core;
mod error;
mod handle;
mod identity;
mod iter;
#[cfg(all(loom, test))]
mod loom_tests;
mod nil;
mod place;
mod recv;
mod returned;
mod seen;
mod send;
mod slots;
mod timeout;
#[cfg(not(loom))]
mod timer;
mod wait_queue;

#[doc(hidden)]
pub use claim::Claim;
pub(crate) use claim::Ticket;
pub(crate) use core::{Core, Received, Sent, State, wake};
pub use error::{RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError};
pub use handle::{Chan, Receiver, Sender, chan};
pub use identity::Handle;
pub use iter::{IterBlocking, Range};
pub(crate) use place::{Receiving, Sending, Who};
pub use recv::{GoRecv, GoRecvOk, Recv};
pub(crate) use seen::seen;
pub use send::{GoSend, Send};
pub(crate) use timeout::Limit;
pub use timeout::{RecvTimeout, SendTimeout};
#[cfg(not(loom))]
pub(crate) use timer::{WeakChan, timer_channel};
