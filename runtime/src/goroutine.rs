//! Who runs: the identity of a goroutine, and what the worker knows about the one it runs just now.

pub(crate) mod join;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod muster;
pub(crate) mod object;
pub(crate) mod outside;
pub(crate) mod park;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod registry;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod running;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod scope;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod trace;
pub(crate) mod wait_list;
pub(crate) mod wait_reason;
pub(crate) mod yield_now;

use std::cell::Cell;
use std::panic::Location;

/// The number of the main goroutine.
pub(crate) const MAIN_ID: u64 = 1;

/// What is known of a goroutine from its birth on; the scheduler keeps it in the task itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    /// Its number; the main goroutine is 1.
    pub(crate) id: u64,
    /// The number of the goroutine that started it, and the scope it belongs to.
    lineage: u64,
    /// Where the `go!` stands.
    pub(crate) created_at: &'static Location<'static>,
}

/// How many bits of [`Identity::lineage`] hold the parent's number; the rest is the scope.
const PARENT_BITS: u32 = 48;

impl Identity {
    /// The goroutine `id`, started by `parent`, or by plain code if that is 0; it belongs to no scope.
    pub(crate) fn new(id: u64, parent: u64, created_at: &'static Location<'static>) -> Identity {
        Identity { id, lineage: parent & ((1 << PARENT_BITS) - 1), created_at }
    }

    /// The same goroutine as one of `scope`, which all that it starts will belong to.
    pub(crate) fn in_scope(self, scope: u16) -> Identity {
        Identity { lineage: self.lineage & ((1 << PARENT_BITS) - 1) | u64::from(scope) << PARENT_BITS, ..self }
    }

    /// The number of the goroutine that started it; 0 for one started by plain code.
    pub(crate) fn parent(&self) -> u64 {
        self.lineage & ((1 << PARENT_BITS) - 1)
    }

    /// The test it belongs to; 0 for none.
    pub(crate) fn scope(&self) -> u16 {
        (self.lineage >> PARENT_BITS) as u16
    }

    /// The number of the goroutine that started it; `None` if plain code did.
    pub(crate) fn created_by(self) -> Option<u64> {
        Some(self.parent()).filter(|&parent| parent != 0)
    }

    /// The last lines of its part of a trace: who created it, in which function if that is known, and where; nothing for the main
    /// goroutine, which nobody created.
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

/// What the scheduler keeps in the task of a goroutine: its identity, and the number of its scheduler. Packed, so that together with
/// what async-task keeps it fills one cache line.
#[derive(Clone, Copy)]
#[repr(Rust, packed(4))]
pub(crate) struct Card {
    /// Who it is.
    identity: Identity,
    /// Which scheduler runs it.
    home: u32,
}

impl Card {
    pub(crate) fn new(identity: Identity, home: u32) -> Card {
        Card { identity, home }
    }

    /// Who it is.
    pub(crate) fn identity(self) -> Identity {
        self.identity
    }

    /// The number of its scheduler.
    pub(crate) fn home(self) -> u32 {
        self.home
    }
}

thread_local! {
    /// The goroutine that this thread runs just now.
    static CURRENT: Cell<Option<Card>> = const { Cell::new(None) };
    /// Whether this thread is a worker of a runtime, where parking the thread would stall other goroutines.
    static WORKER: Cell<bool> = const { Cell::new(false) };
    /// Whether the program goes on after a panic that nobody observes, here on a worker whose runtime has a handler for it.
    static GOES_ON: Cell<bool> = const { Cell::new(false) };
}

/// The goroutine that this thread runs just now; `None` in plain code.
pub(crate) fn current() -> Option<Identity> {
    CURRENT.get().map(Card::identity)
}

/// The number of the scheduler of the goroutine that this thread runs just now.
pub(crate) fn current_home() -> Option<u32> {
    CURRENT.get().map(Card::home)
}

/// Notes that this thread runs the goroutine of `card` now (or none), and returns what stood there; the scheduler calls it around
/// each run.
pub(crate) fn set_current(card: Option<Card>) -> Option<Card> {
    running::publish(card.map(Card::identity).as_ref());
    CURRENT.replace(card)
}

/// Notes that this thread is a worker of a runtime, and whether a panic leaves the program running; called once, when the worker
/// starts.
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
/// assert_eq!(goroutines_runtime::id(), None);
/// assert!(goroutines_runtime::run(async { goroutines_runtime::id() }).is_some());
/// ```
///
/// # Compared with Go
///
/// Go hides the number on purpose. It is for logs; nothing can be done to a goroutine by its number here either.
#[must_use]
pub fn id() -> Option<u64> {
    current().map(|identity| identity.id)
}
