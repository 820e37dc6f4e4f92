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
    /// The number of the goroutine that took it; `None` if it has several holders, or is not held by a goroutine.
    pub(crate) id: Option<u64>,
}

/// The addresses that only one goroutine reaches: its own future, and the boxes that this one polls.
#[derive(Debug)]
pub struct Body(Vec<Range<usize>>);

impl Body {
    /// The body of a goroutine whose future lies at `future`.
    pub(crate) fn new(future: Range<usize>) -> Body {
        Body(vec![future])
    }

    /// Adds a box that the goroutine polls, and owns.
    pub(crate) fn add_box(&mut self, content: Range<usize>) {
        self.0.push(content);
    }

    fn contains(&self, address: usize) -> bool {
        self.0.iter().any(|range| range.contains(&address))
    }
}

/// Something that lives as long as its handles do, and what a waiting goroutine shows about them.
#[derive(Clone, Copy, Debug)]
pub struct HandleCount {
    /// Tells it from all others that are in use.
    pub(crate) key: usize,
    /// How many handles there are.
    pub(crate) handles: usize,
    /// The address of the handle that the wait borrows, if it lies within the goroutine itself: no other
    /// goroutine can use that one.
    pub(crate) own: Option<usize>,
}

impl HandleCount {
    /// The count for a wait through the handle at address `handle`, by a goroutine whose future lies at
    /// `body`.
    pub(crate) fn new(key: usize, handles: usize, handle: usize, body: &Body) -> HandleCount {
        HandleCount { key, handles, own: body.contains(handle).then_some(handle) }
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
