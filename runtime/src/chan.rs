//! Channels, with Go's meaning: goroutines pass values to each other.
//!
//! [`chan`] makes a channel. [`Chan`] is the handle of both sides: clone it, and the goroutines
//! that have a clone share the channel. [`Chan::split`] gives a [`Sender`] and a [`Receiver`],
//! which are owned: the channel closes when the last sender is dropped.
//!
//! ```
//! use goroutines::prelude::*;
//!
//! #[goroutines]
//! fn main() {
//!     let squares = chan(0);
//!     go! {
//!         for n in 1..=3 {
//!             squares.send(n * n).unwrap();
//!         }
//!         squares.close();
//!     }
//!     let mut sum = 0;
//!     for square in &squares {
//!         sum += square;
//!     }
//!     assert_eq!(sum, 14);
//! }
//! ```
//!
//! | Go | here | waits | closed | nil |
//! |---|---|---|---|---|
//! | `ch <- v` | [`Chan::send`] | while full | `Err`, with the value | forever |
//! | `v, ok := <-ch` | [`Chan::recv`] | while empty | what is left, then `None` | forever |
//! | `select` with `default` | [`Chan::try_send`], [`Chan::try_recv`] | never | `Closed` | `Full`, `Empty` |
//! | a case on `time.After` | [`Chan::send_timeout`], [`Chan::recv_timeout`] | at most so long | `Closed` | until then |
//! | (threads) | [`Chan::send_blocking`], [`Chan::recv_blocking`] | the thread | as above | forever |
//! | `close(ch)` | [`Chan::close`] | never | panics | panics |
//! | `len(ch)`, `cap(ch)` | [`Chan::len`], [`Chan::capacity`] | never | what is left | 0 |
//!
//! Senders and receivers that wait are served first in, first out. A send happens before the
//! receive that gets its value, and a close before the receive that returns `None`.
//!
//! What is queued in a channel is dropped with it, as a `Box` drops what it holds: a channel that
//! holds the last handle of a channel that holds the last handle of another is dropped by
//! recursion. Take a chain of many thousands apart in a loop: receive the next channel before you
//! drop the one it was in.

// For those who change this module.
//
// A channel is a `Core` behind an `Arc`: a lock, and under it a queue of values, the queue of
// waiting senders and the queue of waiting receivers. A *handle* ([`Chan`], [`Sender`],
// [`Receiver`]) refers to a channel, or to none: the nil channel. An *operation* is a future that
// borrows a handle. Its first poll completes it or puts it into a *slot* of a wait queue. The
// operation that makes it possible later is its *peer*: the peer *completes* it, by leaving the
// outcome in the slot, and wakes it after the lock is released.
//
// # States of a slot
//
// | state | in the queue | a sender's slot holds | a receiver's slot holds |
// |---|---|---|---|
// | free | no | nothing | nothing |
// | waiting: a lone operation, or a case of a `select!` | yes | the waiter and its offer | the waiter |
// | skipped: a case whose `select!` completed another case | no | its offer | nothing |
// | completed: value given or taken | no | nothing | the value |
// | ended by the end of the channel | no | its offer | nothing |
//
// # Invariants
//
// 1. All but the count of handles is read and changed under the channel's lock. No user code runs
//    under it: values and wakers that must be dropped, and wakers that must be woken, are moved out
//    first, because either may end a goroutine, which may use the channel.
// 2. A slot belongs to its operation from the first wait until the operation frees it, by being
//    ready or dropped. A peer only completes the slot or skips it, once.
// 3. No operation waits for what is there. If a receiver waits that can be claimed, then no value
//    is queued and no sender waits that can be claimed, except cases of the same `select!`. If a
//    sender waits that can be claimed, then there is no room.
// 4. Values given to receivers that have not taken them come before *undelivered* values in the
//    order of sending, those before the queue, the queue before the offers of waiting senders. Each
//    is in order.
// 5. On a closed channel no operation begins to wait, nor on one whose last receiver is gone.
//    Operations that wait there are about to be completed by the closing call, and no peer takes
//    what they offer.
//
// # Protocol
//
// A send on an open channel goes to the longest waiting receiver, else into the queue if there is
// room, else it waits with its value in its slot. A receive takes the first undelivered or queued
// value, and then moves the longest waiting sender's value into the freed room; if nothing is
// queued, it takes that sender's value directly; else it waits; on a closed channel it gives `None`
// after the queue. Closing marks the channel, which is the moment at which it happens, and then
// completes all waits, a batch per critical section. Every other operation is done by the second of
// its two sides, wholly, in one critical section: that is the moment at which it happens, for both.
//
// *Dropped half-way.* A dropped operation leaves the queue. A send whose value was taken has
// happened. A value that was given to a dropped receive goes to the longest waiting receiver, or
// becomes an undelivered value. Each given value carries the number of its hand-over, which puts it
// back in its order whatever the order of the drops (invariant 4). It counts as queued, so the k-th
// receive still comes before the end of the (k+C)-th send. (An operation that is leaked with
// `mem::forget` stays in the queue; what is given to it is lost.)
//
// *Closing by drop.* One word counts the handles that can send (lower half) and those that can
// receive (upper half). The last of a kind closes the channel, or fails its senders and drops the
// queued values.
//
// # Why no wake-up is lost
//
// An operation checks the channel and takes its slot, with its waker, in one critical section; a
// peer looks for slots and completes them in one. Whichever comes second sees the first. No waiter
// is woken to look again: a woken waiter has already been completed. If its future is dropped, at
// most one value is affected, and it is passed to the next receiver. A poll with another waker
// replaces the old one under the lock: a peer that came before has completed the slot, one that
// comes after takes the new waker.
//
// # Memory ordering
//
// All hand-overs go through the lock, which orders everything before a send before everything after
// its receive, everything before a close before a receive that sees it, and a receive before the
// send that it makes room for. The count of handles is increased with
// `Relaxed` (the caller holds a handle, so no end is near) and decreased with `AcqRel`: the last
// release follows the others, and closes under the lock after every send of theirs.
//
// # What it costs
//
// On one core, in nanoseconds per message through a queue with room (12 in all; with std's lock and
// everything in one function that was not inlined, 31): two lockings 8, the queue 2, the budget of
// both sides and the tests 2. So the common case, where an operation is a push or a pop without
// waiters, comes first in `poll`, is inlined there, and does nothing else; all that looks at
// waiters is behind a call.
//
// # Rejected
//
// *A lock-free ring* (crossbeam's, tokio's): faster between threads that never wait, but a
// goroutine that cannot go on must be queued behind a lock anyway, and Go's rules (direct
// hand-over, FIFO, close, `select!`) tie values and waiters together: two structures that have to
// agree, against one critical section of some ten instructions. *Waking to try again*
// (async-channel): a wake-up that reaches a dropped future must be passed on, and latecomers
// overtake. *A node per wait, linked intrusively*: needs `unsafe`, or an allocation per wait.
// *Slots with generations*: not needed, by invariant 2. *Putting an undelivered value in front of
// the queue*: two that come back in the order in which they were given would change places.

#[cfg(not(loom))]
mod broadcast;
mod core;
mod error;
mod handle;
mod identity;
mod iter;
#[cfg(all(loom, test))]
mod loom_tests;
mod nil;
mod oneshot;
pub(crate) mod operand;
mod polled_slot;
mod recv;
mod send;
mod sink;
mod slot_state;
mod snapshot;
mod state;
mod stream;
mod timeout;
#[cfg(not(loom))]
mod timer;
mod transfer;
mod undelivered;
mod wait_queue;
#[cfg(not(loom))]
mod watch;

#[cfg(not(loom))]
pub use broadcast::{Broadcast, broadcast};
pub(crate) use core::{Core, wake};
pub use error::{RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError};
pub use handle::{Chan, Receiver, Sender, chan};
pub use identity::Handle;
pub use iter::IterBlocking;
pub use oneshot::{OneshotSender, oneshot};
pub use operand::{Channel, ChannelOperand, Link};
pub use recv::{GoRecv, GoRecvOk, Recv};
pub use send::{GoSend, Send};
pub(crate) use snapshot::snapshot;
pub(crate) use state::State;
pub(crate) use timeout::Deadline;
pub use timeout::{RecvTimeout, SendTimeout};
#[cfg(not(loom))]
pub(crate) use timer::{WeakChan, timer_channel};
pub(crate) use transfer::{Received, Sent};
#[cfg(not(loom))]
pub use watch::{Watch, WatchSender, watch};
