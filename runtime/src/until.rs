//! Waiting no longer than until a context is over, or a time has passed: the forms with a context,
//! and the time limits of joins.
//!
//! Each is a `select!` of two cases, so an operation that is given up has no effect.

mod context_forms;
mod limited;
mod once_forms;
mod timeout;

pub use context_forms::sleep_ctx;
pub use limited::{OrDone, Within};
pub use timeout::{Elapsed, timeout};
