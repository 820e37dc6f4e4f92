//! What a wait is for, as a trace sees it: a channel, a `WaitGroup`, another goroutine, a socket.

use std::fmt;
use std::ops::Range;
use std::panic::Location;

/// What a goroutine waits for.
#[derive(Clone, Debug)]
pub enum WaitTarget {
    /// A channel.
    Channel(Channel),
    /// A `WaitGroup`.
    Group(HandleCount),
    /// The end of a goroutine.
    Goroutine(u64),
    /// A socket.
    Socket(Socket),
    /// A lock that somebody holds.
    Lock(LockHolder),
    /// Something that others can always bring about: a timer's channel, a context.
    Open,
    /// Something that nobody can bring about: the end of a context whose cancel functions are gone.
    Never,
}

/// A lock that a goroutine waits for, and who holds it.
#[derive(Clone, Copy, Debug)]
pub struct LockHolder {
    /// Where the lock lies.
    pub(crate) address: usize,
    /// The number of the goroutine that took it; `None` if it has several holders, or is not held
    /// by a goroutine.
    pub(crate) id: Option<u64>,
}

/// The addresses that only one goroutine reaches, and what it keeps beside what it waits for.
#[derive(Debug)]
pub struct Body {
    /// Its own future, and the boxes that this one polls.
    memory: Vec<Range<usize>>,
    kept: Kept,
}

impl Body {
    /// The body of a goroutine whose future lies at `future`.
    pub(crate) fn new(future: Range<usize>) -> Body {
        Body { memory: vec![future], kept: Kept::default() }
    }

    /// Adds a box that the goroutine polls, and owns.
    pub(crate) fn add_box(&mut self, content: Range<usize>) {
        self.memory.push(content);
    }

    /// What the goroutine keeps.
    pub(crate) fn kept(&mut self) -> &mut Kept {
        &mut self.kept
    }

    /// The handles that the goroutine keeps, at the end of its probe.
    pub(crate) fn into_handles(self) -> KeptHandles {
        self.kept.handles
    }

    /// Where a handle at `address` lies.
    fn place(&self, address: usize) -> Place {
        if self.memory.iter().chain(&self.kept.memory).any(|range| range.contains(&address)) {
            return Place::Own(address);
        }
        let shared = self.kept.shared.iter().find(|shared| shared.range.contains(&address));
        shared.map_or(Place::Unknown, |shared| Place::Shared {
            address,
            owner: Owner { arc: shared.range.start, references: shared.references },
        })
    }
}

/// What a goroutine keeps beside what it waits for, as far as generated code has noted it.
#[derive(Debug, Default)]
pub struct Kept {
    handles: KeptHandles,
    /// Memory that its variables own.
    memory: Vec<Range<usize>>,
    /// What is in the `Arc`s among them.
    shared: Vec<SharedContent>,
}

/// Handles that a goroutine keeps, each by the key of its thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeptHandles {
    /// In its variables; it may wait through one of them.
    pub(crate) variables: Vec<usize>,
    /// In deferred calls that have not begun.
    pub(crate) deferred: Vec<usize>,
    /// The `Arc`s that are noted of it, by a `Weak` each; by the address of their content.
    pub(crate) noted_arcs: Vec<usize>,
    /// The `Arc`s in deferred calls that have not begun.
    pub(crate) deferred_arcs: Vec<usize>,
}

/// What is in an `Arc`.
#[derive(Debug)]
struct SharedContent {
    range: Range<usize>,
    /// How many references there are, with the weak ones.
    references: usize,
}

impl Kept {
    /// Adds a handle of the thing `key`.
    pub(crate) fn add_handle(&mut self, key: usize) {
        self.handles.variables.push(key);
    }

    /// Adds memory that a variable owns.
    pub(crate) fn add_memory(&mut self, memory: Range<usize>) {
        self.memory.push(memory);
    }

    /// Adds what is in an `Arc` that has that many references, one of them a `Weak` that notes it.
    pub(crate) fn add_shared(&mut self, range: Range<usize>, references: usize) {
        self.handles.noted_arcs.push(range.start);
        self.shared.push(SharedContent { range, references });
    }

    /// Forgets the variables: a function has ended, and what it has moved into its body is gone. What
    /// notes an `Arc` lives on.
    pub(crate) fn forget_variables(&mut self) {
        self.handles.variables.clear();
        self.memory.clear();
        self.shared.clear();
    }

    /// Adds what `note` notes of deferred calls that have not begun.
    pub(crate) fn defer(&mut self, note: impl FnOnce(&mut Kept)) {
        let mut deferred = Kept::default();
        note(&mut deferred);
        self.handles.deferred.append(&mut deferred.handles.variables);
        self.handles.noted_arcs.extend_from_slice(&deferred.handles.noted_arcs);
        self.handles.deferred_arcs.append(&mut deferred.handles.noted_arcs);
    }
}

/// Where the handle lies that a wait borrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At that address, within the goroutine itself: no other can use it.
    Own(usize),
    /// At that address, in an `Arc` that the goroutine took along.
    Shared {
        /// Where it lies.
        address: usize,
        /// The `Arc`.
        owner: Owner,
    },
    /// Wherever others may reach it.
    Unknown,
}

/// An `Arc` through which a goroutine waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    /// The address of its content.
    pub(crate) arc: usize,
    /// How many references there are, with the weak ones.
    pub(crate) references: usize,
}

/// Something that lives as long as its handles do, and what a waiting goroutine shows about them.
#[derive(Clone, Copy, Debug)]
pub struct HandleCount {
    /// Tells it from all others that are in use.
    pub(crate) key: usize,
    /// How many handles there are.
    pub(crate) handles: usize,
    /// Where the handle lies that the wait borrows.
    pub(crate) place: Place,
}

impl HandleCount {
    /// The count for a wait through the handle at address `handle`, by a goroutine whose future
    /// lies at `body`.
    pub(crate) fn new(key: usize, handles: usize, handle: usize, body: &Body) -> HandleCount {
        HandleCount { key, handles, place: body.place(handle) }
    }
}

/// A socket that a goroutine waits for.
///
/// `Display` shows `tcp, local 127.0.0.1:8080, remote 127.0.0.1:40312`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Socket {
    pub(crate) network: &'static str,
    pub(crate) local: Option<String>,
    pub(crate) remote: Option<String>,
}

impl Socket {
    /// The kind of the socket, in Go's words: `tcp`, `udp`, `unix`.
    #[must_use]
    pub fn network(&self) -> &'static str {
        self.network
    }

    /// Its own address, if it is known.
    #[must_use]
    pub fn local(&self) -> Option<&str> {
        self.local.as_deref()
    }

    /// The address of the other side; `None` for a listener, and while it is not known.
    #[must_use]
    pub fn remote(&self) -> Option<&str> {
        self.remote.as_deref()
    }
}

impl fmt::Display for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.network)?;
        self.local.as_ref().map_or(Ok(()), |local| write!(f, ", local {local}"))?;
        self.remote.as_ref().map_or(Ok(()), |remote| write!(f, ", remote {remote}"))
    }
}

/// A channel that a goroutine waits on, as it was when a dump saw it.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::runtime;
///
/// #[goroutines]
/// fn main() {
///     let ch = chan::<u8>(3);
///     go! { ch.recv() };
///     runtime::yield_now();
///     let dump = runtime::dump();
///     let channels: Vec<_> = dump.goroutines().iter().flat_map(|goroutine| goroutine.channels()).collect();
///     assert!(channels.iter().any(|ch| ch.element() == "u8" && ch.capacity() == 3 && ch.senders() == 2));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its handles.
    pub(crate) held: HandleCount,
    pub(crate) element: &'static str,
    pub(crate) len: usize,
    pub(crate) capacity: usize,
    pub(crate) senders: usize,
    pub(crate) receivers: usize,
    pub(crate) made_at: &'static Location<'static>,
}

impl Channel {
    /// The name of its element type.
    #[must_use]
    pub fn element(&self) -> &'static str {
        self.element
    }

    /// How many values were queued.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no value was queued.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many values can be queued.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Where the program made it.
    #[must_use]
    pub fn made_at(&self) -> &'static Location<'static> {
        self.made_at
    }

    /// How many handles were left that can send; a `Chan` counts as a sender and as a receiver.
    #[must_use]
    pub fn senders(&self) -> usize {
        self.senders
    }

    /// How many handles were left that can receive.
    #[must_use]
    pub fn receivers(&self) -> usize {
        self.receivers
    }
}

/// Shows `chan u8 made at FILE:LINE (len 0, cap 3, 1 sender and 2 receivers left)`.
impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Channel { element, len, capacity, senders, receivers, made_at, .. } = self;
        write!(f, "chan {element} made at {}:{} ", made_at.file(), made_at.line())?;
        let (s, r) = (if *senders == 1 { "" } else { "s" }, if *receivers == 1 { "" } else { "s" });
        write!(f, "(len {len}, cap {capacity}, {senders} sender{s} and {receivers} receiver{r} left)")
    }
}
