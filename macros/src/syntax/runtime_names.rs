//! The names of the runtime that the macros know. `tests/runtime_names.rs` compares them with the
//! runtime's sources.

/// Functions and methods whose closure is a function literal, so goroutine code: they take what is
/// to run. The first starts a goroutine each time.
pub(crate) const LITERALS: &[&str] =
    &["go", "try_go", "after_func", "once_func", "once_value", "once_values", "do_once"];

/// Methods that park a thread, and panic on a worker.
pub(crate) const BLOCKING: &[&str] = &[
    "acquire_blocking",
    "dump_blocking",
    "iter_blocking",
    "join_blocking",
    "lock_blocking",
    "read_blocking",
    "recv_blocking",
    "select_blocking",
    "send_blocking",
    "wait_blocking",
    "write_blocking",
];

/// Methods of a channel that send their first argument.
pub(crate) const SENDS: &[&str] = &["send", "try_send", "send_timeout", "send_deadline"];

/// Functions that give a context and what cancels it.
pub(crate) const CANCELABLE: &[&str] = &["with_cancel", "with_cancel_cause", "with_deadline", "with_timeout"];

/// Methods of the runtime's builder that are options of the attribute on `main`.
pub(crate) const SETTINGS: &[&str] =
    &["deadlock_detection", "on_panic", "on_thread_start", "sigquit", "stack_size", "thread_name", "workers"];

/// Functions of `time` that return at once.
pub(crate) const CLOCK: &[&str] = &["after", "interval", "now", "since", "tick", "until"];

/// Functions of `context` that return at once.
pub(crate) const CONTEXT: &[&str] = &[
    "background",
    "todo",
    "with_cancel",
    "with_cancel_cause",
    "with_deadline",
    "with_timeout",
    "with_value",
    "without_cancel",
];

/// Methods that leave what they are called on where it is: of channels, groups, locks, and of std's
/// lists.
pub(crate) const LEAVES_ALONE: &[&str] = &[
    "add",
    "capacity",
    "clone",
    "close",
    "done",
    "first",
    "get",
    "is_closed",
    "is_empty",
    "is_full",
    "iter",
    "last",
    "len",
    "recv",
    "recv_timeout",
    "send",
    "send_timeout",
    "try_recv",
    "try_send",
    "wait",
];
