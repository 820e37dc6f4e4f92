//! The identity of a goroutine, and what a worker knows of the goroutine that it runs.

#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod running;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod scope;

use std::cell::Cell;
use std::panic::Location;

/// The number of the main goroutine.
pub(crate) const MAIN_ID: u64 = 1;

/// What is known of a goroutine from its start on; the scheduler keeps it in the task.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    /// Its number; the main goroutine is 1.
    pub(crate) id: u64,
    /// The number of the goroutine that started it, and the scope it belongs to.
    parent_and_scope: u64,
    /// Where the `go!` stands.
    pub(crate) created_at: &'static Location<'static>,
}

/// How many bits of [`Identity::parent_and_scope`] hold the parent's number; the rest is the scope.
const PARENT_BITS: u32 = 48;

impl Identity {
    /// The goroutine `id`, started by `parent`, or by plain code if that is 0; it belongs to no
    /// scope.
    pub(crate) fn new(id: u64, parent: u64, created_at: &'static Location<'static>) -> Identity {
        Identity { id, parent_and_scope: parent & ((1 << PARENT_BITS) - 1), created_at }
    }

    /// The same goroutine as one of `scope`, which all that it starts will belong to.
    pub(crate) fn in_scope(self, scope: u16) -> Identity {
        Identity {
            parent_and_scope: self.parent_and_scope & ((1 << PARENT_BITS) - 1) | u64::from(scope) << PARENT_BITS,
            ..self
        }
    }

    /// The number of the goroutine that started it; 0 for one started by plain code.
    pub(crate) fn parent(&self) -> u64 {
        self.parent_and_scope & ((1 << PARENT_BITS) - 1)
    }

    /// The test it belongs to; 0 for none.
    pub(crate) fn scope(&self) -> u16 {
        (self.parent_and_scope >> PARENT_BITS) as u16
    }

    /// The number of the goroutine that started it; `None` if plain code did.
    pub(crate) fn created_by(self) -> Option<u64> {
        Some(self.parent()).filter(|&parent| parent != 0)
    }

    /// The last lines of its part of a trace: who created it, in which function if that is known,
    /// and where; nothing for the main goroutine, which nobody created.
    pub(crate) fn origin(self, function: Option<&str>) -> String {
        let (file, line) = (self.created_at.file(), self.created_at.line());
        match (self.created_by(), function) {
            _ if self.id == MAIN_ID => String::new(),
            (None, None) => format!("created outside any goroutine\n\t{file}:{line}\n"),
            (None, Some(function)) => format!("created by {function} outside any goroutine\n\t{file}:{line}\n"),
            (Some(parent), None) => format!("created by goroutine {parent}\n\t{file}:{line}\n"),
            (Some(parent), Some(function)) => format!("created by {function} in goroutine {parent}\n\t{file}:{line}\n"),
        }
    }
}

/// What the scheduler keeps in the task of a goroutine: its identity, and the number of its
/// scheduler. Packed: together with what async-task keeps it fills one cache line.
#[derive(Clone, Copy)]
#[repr(Rust, packed(4))]
pub(crate) struct TaskHeader {
    /// Who it is.
    identity: Identity,
    /// The number of its scheduler.
    scheduler: u32,
}

impl TaskHeader {
    pub(crate) fn new(identity: Identity, scheduler: u32) -> TaskHeader {
        TaskHeader { identity, scheduler }
    }

    /// Who it is.
    pub(crate) fn identity(self) -> Identity {
        self.identity
    }

    /// The number of its scheduler.
    pub(crate) fn scheduler(self) -> u32 {
        self.scheduler
    }
}

thread_local! {
    /// The goroutine that this thread runs.
    static CURRENT: Cell<Option<TaskHeader>> = const { Cell::new(None) };
    /// The function whose `go!` started it; set only where a panic aborts.
    static FUNCTION: Cell<Option<&'static str>> = const { Cell::new(None) };
    /// The goroutine on whose behalf this thread acts, and which goroutine it ran when it began to
    /// (0 for none): a job of rayon's may run while its worker waits in the middle of another
    /// goroutine.
    static ADOPTED: Cell<Option<(Identity, u64)>> = const { Cell::new(None) };
    /// Whether this thread is a worker of a runtime, where parking the thread would stall other
    /// goroutines.
    static WORKER: Cell<bool> = const { Cell::new(false) };
    /// Whether the runtime of this worker has a handler for panics that nobody observes.
    static GOES_ON: Cell<bool> = const { Cell::new(false) };
}

/// The function whose `go!` started the goroutine that this thread runs. Known here only where a
/// panic aborts: elsewhere whoever catches it knows.
pub(crate) fn current_function() -> Option<&'static str> {
    FUNCTION.get()
}

/// Sets the function whose `go!` started the goroutine that this thread runs.
#[cfg(panic = "abort")]
pub(crate) fn set_current_function(function: Option<&'static str>) {
    FUNCTION.set(function);
}

/// The goroutine that this thread runs; `None` in plain code.
pub(crate) fn current() -> Option<Identity> {
    CURRENT.get().map(TaskHeader::identity)
}

/// The number of the goroutine that this thread runs; 0 in plain code.
#[inline]
pub(crate) fn current_id() -> u64 {
    CURRENT.get().map_or(0, |header| header.identity.id)
}

/// The number of the scheduler of the goroutine that this thread runs.
pub(crate) fn current_scheduler() -> Option<u32> {
    CURRENT.get().map(TaskHeader::scheduler)
}

/// Sets the goroutine that this thread runs (`None` for none), and returns the previous one; the
/// scheduler calls it around each poll.
pub(crate) fn set_current(header: Option<TaskHeader>) -> Option<TaskHeader> {
    running::publish(header.map(TaskHeader::identity).as_ref());
    CURRENT.replace(header)
}

/// The goroutine on whose behalf this thread acts: the one that it was adopted by, or that it runs.
/// What the thread starts belongs to it.
pub(crate) fn spawner() -> Option<Identity> {
    match ADOPTED.get() {
        Some((adopted, over)) if over == current_id() => Some(adopted),
        _ => current(),
    }
}

/// Has this thread act on behalf of `spawner` until the guard is dropped.
pub(crate) fn adopt(spawner: Option<Identity>) -> Adopted {
    Adopted { before: ADOPTED.replace(spawner.map(|spawner| (spawner, current_id()))) }
}

/// A thread that acts on behalf of a goroutine.
pub(crate) struct Adopted {
    before: Option<(Identity, u64)>,
}

impl Drop for Adopted {
    fn drop(&mut self) {
        ADOPTED.set(self.before);
    }
}

/// Marks this thread as a worker, and sets whether a panic leaves the program running; called once,
/// when the worker starts.
pub(crate) fn mark_worker(goes_on_after_panics: bool) {
    WORKER.set(true);
    running::publish_here();
    GOES_ON.set(goes_on_after_panics);
}

/// Whether the program goes on after a panic here that nobody observes.
pub(crate) fn goes_on_after_panics() -> bool {
    GOES_ON.get()
}

/// Whether parking this thread would hold up goroutines: true on every worker of a runtime.
pub(crate) fn on_worker() -> bool {
    WORKER.get()
}

/// The number of the goroutine that calls it, as in the text of a panic; `None` in plain code.
///
/// # Examples
///
/// ```
/// assert_eq!(goroutines::id(), None);
/// assert!(goroutines::run(async { goroutines::id() }).is_some());
/// ```
///
/// # Compared with Go
///
/// Go hides the number on purpose. It is for logs; nothing can be done to a goroutine by its number
/// here either.
#[must_use]
pub fn id() -> Option<u64> {
    current().map(|identity| identity.id)
}
