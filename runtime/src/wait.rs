//! How goroutines wait: an operation that cannot go on parks, and is woken by its waker.

pub(crate) mod budget;
pub(crate) mod case;
#[cfg_attr(not(test), allow(dead_code, reason = "used by sockets alone"))]
pub(crate) mod io;
pub(crate) mod linked_slots;
pub(crate) mod park;
pub(crate) mod parker;
pub(crate) mod select_token;
pub(crate) mod wait_list;
pub(crate) mod waiter;
pub(crate) mod yield_now;
