//! A dump as a value: goroutines, and what each waits for.

use std::panic::Location;

use super::format::Grouped;
use super::leak;
use super::tracer::Found;
use crate::goroutine::Identity;
use crate::trace;
use crate::trace::wait_target::{Channel, KeptHandles, Socket, WaitTarget};

/// All goroutines of the program, of all its runtimes, in the order of their numbers; `Display` is
/// Go's format.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::runtime;
///
/// #[goroutines]
/// fn main() {
///     let ch = chan::<u32>(0);
///     go! { ch.recv() };
///     runtime::yield_now();
///     let dump = runtime::dump();
///     assert!(dump.to_string().contains("[running]:"));
///     assert!(dump.goroutines().iter().any(|goroutine| goroutine.state() == "chan receive"));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Dump {
    /// In the order of their numbers.
    pub(super) goroutines: Vec<Goroutine>,
    /// How many more there are.
    unanswered: usize,
    /// The number of the trace.
    number: u16,
}

/// A goroutine in a [`Dump`].
#[derive(Clone, Debug)]
pub struct Goroutine {
    identity: Identity,
    function: Option<&'static str>,
    state: State,
    /// What it waits for.
    waits: Vec<Wait>,
    /// The handles that it keeps beside those it waits through.
    pub(super) kept: KeptHandles,
    /// Whether nothing but these waits can wake it.
    pub(super) is_complete: bool,
    /// The number of the last trace that has polled it, if nothing else has polled it since; else
    /// that of none.
    quiet_since: u16,
    /// Whether it was found to wait forever.
    pub(super) leaked: bool,
}

/// What a goroutine does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Runnable,
    Waits,
}

/// One thing that a goroutine waits for; most wait for one thing only.
#[derive(Clone, Debug)]
pub struct Wait(pub(super) trace::Wait);

impl Dump {
    pub(super) fn new(found: Found, caller: Option<u64>) -> Dump {
        let Found { observations, running, ready, unanswered, number } = found;
        let mut goroutines: Vec<Goroutine> = observations.into_iter().map(Goroutine::seen).collect();
        goroutines.extend(running.into_iter().map(|identity| Goroutine::silent(identity, State::Running)));
        goroutines.extend(ready.into_iter().map(|identity| Goroutine::silent(identity, State::Runnable)));
        goroutines.sort_unstable_by_key(Goroutine::id);
        if let Some(caller) = goroutines.iter_mut().find(|goroutine| Some(goroutine.id()) == caller) {
            (caller.state, caller.waits) = (State::Running, Vec::new());
        }
        leak::mark(&mut goroutines);
        Dump { goroutines, unanswered, number }
    }

    /// The goroutines.
    #[must_use]
    pub fn goroutines(&self) -> &[Goroutine] {
        &self.goroutines
    }

    /// How many more goroutines there are that did not get their turn, and so could not tell who
    /// they are: every worker was in a long run of its own. They were ready before the dump. Those
    /// that waited until it woke them are in it, as `runnable`; beyond some thousand the dump wakes
    /// no more, and they count here.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.unanswered
    }

    /// Those that wait forever; see [`Goroutine::is_leaked`].
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::runtime;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     {
    ///         let ch = chan::<u32>(0);
    ///         go! { ch.send(1) };
    ///     }
    ///     runtime::yield_now();
    ///     assert_eq!(runtime::dump().leaked().count(), 1); // nobody has the channel to receive from it
    /// }
    /// ```
    pub fn leaked(&self) -> impl Iterator<Item = &Goroutine> {
        self.goroutines.iter().filter(|goroutine| goroutine.is_leaked())
    }

    /// The goroutines that are of one kind, counted: for programs with many.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::runtime;
    ///
    /// let dump = runtime::dump_blocking();
    /// let grouped = dump.grouped();
    /// assert!(grouped.to_string().starts_with("goroutine profile: total "));
    /// assert_eq!(grouped.groups().iter().map(runtime::Group::count).sum::<usize>(), dump.goroutines().len());
    /// ```
    ///
    /// # Compared with Go
    ///
    /// It is the text form of `pprof.Lookup("goroutine")`.
    #[must_use]
    pub fn grouped(&self) -> Grouped<'_> {
        Grouped::new(&self.goroutines)
    }

    /// The same without a word about leaks, where it is known that all wait forever.
    pub(super) fn unmarked(mut self) -> Dump {
        self.goroutines.iter_mut().for_each(|goroutine| goroutine.leaked = false);
        self
    }

    /// The number of the trace that found it.
    pub(crate) fn number(&self) -> u16 {
        self.number
    }

    /// Whether every goroutine waits.
    pub(crate) fn all_wait(&self) -> bool {
        self.unanswered == 0 && self.goroutines.iter().all(Goroutine::is_waiting)
    }

    /// The same with those goroutines only that `keep` says yes to.
    #[must_use]
    pub(crate) fn only(mut self, keep: impl Fn(&Goroutine) -> bool) -> Dump {
        self.goroutines.retain(|goroutine| keep(goroutine));
        self.unanswered = 0;
        self
    }
}

impl Goroutine {
    /// Whether nothing but its waits can wake it; false also while it runs.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn seen(observation: trace::Observation) -> Goroutine {
        let trace::Observation { identity, function, is_ready, waits, kept, is_complete, quiet_since, .. } =
            observation;
        let state = if is_ready { State::Runnable } else { State::Waits };
        let waits = waits.into_iter().map(Wait).collect();
        Goroutine { identity, function, state, waits, kept, is_complete, quiet_since, leaked: false }
    }

    /// One that has not told what it does.
    fn silent(identity: Identity, state: State) -> Goroutine {
        let (waits, kept) = Default::default();
        Goroutine { identity, function: None, state, waits, kept, is_complete: false, quiet_since: 0, leaked: false }
    }

    /// Its number; the main goroutine is 1.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.identity.id
    }

    /// The number of the goroutine that started it; `None` if plain code did.
    #[must_use]
    pub fn created_by(&self) -> Option<u64> {
        self.identity.created_by()
    }

    /// Where the `go!` stands that started it.
    #[must_use]
    pub fn created_at(&self) -> &'static Location<'static> {
        self.identity.created_at
    }

    /// The function whose `go!` started it, with its path; `None` for one started by `spawn` or
    /// `wg.go`, and for one that is running.
    #[must_use]
    pub fn created_in(&self) -> Option<&'static str> {
        self.function
    }

    /// What it does, in Go's words: `running`, `runnable`, or why it waits: `chan receive`,
    /// `select`, `sync.Mutex.Lock`, …, and `waiting` when it waits for a future that is not of this
    /// crate.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.state, self.waits.first()) {
            (State::Running, _) => "running",
            (State::Runnable, _) => "runnable",
            (State::Waits, Some(wait)) => wait.reason(),
            (State::Waits, None) => "waiting",
        }
    }

    /// Whether it waits.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.state == State::Waits
    }

    /// What it waits for: one thing, unless explicit async code waits for several.
    #[must_use]
    pub fn waits(&self) -> &[Wait] {
        &self.waits
    }

    /// The channels it waits on, those of a `select!` included.
    pub fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.waits.iter().flat_map(Wait::channels)
    }

    /// Whether it is proven to wait forever.
    ///
    /// A goroutine is *stuck* if it waits on a channel or a `WaitGroup` all of whose handles are in
    /// the hands of stuck goroutines that wait through them; if it waits for the end of a stuck
    /// goroutine; or if it waits on a nil channel or in a `select!` without cases. A `select!` is
    /// stuck if all its cases are. A handle counts as in the hands of a goroutine if it lies in the
    /// goroutine itself: moved or cloned into it by `go!`, as an argument or a captured variable,
    /// also in a `Vec` or a `Box`, or in a deferred call. A handle that no wait borrows counts if
    /// the text of the `go!` block shows that the goroutine keeps it, or that of the function in the
    /// same file that `go!` calls. A handle in an `Arc` counts if all references of the `Arc` are
    /// those of stuck goroutines that wait for something inside.
    /// There is no garbage collector in this, and no guess: handles are counted, and what is not
    /// proven is not reported.
    ///
    /// So it finds: a send that nobody will receive, since the receiver returned early; a receive
    /// or a `for` loop on a channel that nobody will send to or close; the second of two senders;
    /// the workers of a pool whose jobs are not closed; waits of these for each other; a miscounted
    /// `WaitGroup`; a context that nothing can cancel any more; a `Mutex` or `RwLock` that a stuck
    /// goroutine has locked, unless it is a `static`, or locked by a guard that owns it, which may
    /// be anywhere. It does not find a wait for a `Cond`, `Semaphore` or `Once`, for a timer, for a
    /// channel whose handle lies in a `static`, in an argument of a function of another file that no
    /// wait borrows, or is still held by a goroutine that could go on but never uses it.
    ///
    /// A `go!` that takes an `Arc` along keeps a `Weak` of it until the goroutine ends, if it calls
    /// methods on the `Arc` or reaches into it.
    ///
    /// # Compared with Go
    ///
    /// Go's `goroutineleak` profile, on since 1.27, lets the garbage collector find out; it sees
    /// through pointers, and misses globals too.
    #[must_use]
    pub fn is_leaked(&self) -> bool {
        self.leaked
    }

    /// The last lines of its text.
    pub(super) fn origin(&self) -> String {
        self.identity.origin(self.function)
    }

    /// Whether nothing has polled it since the trace of that number, and nothing but other
    /// goroutines can wake it: no timer, no socket, no foreign code.
    pub(crate) fn is_quiet_since(&self, trace: u16) -> bool {
        let by_others = |Wait(wait): &Wait| {
            let open = |target| matches!(target, &WaitTarget::Open | &WaitTarget::Socket(_));
            !wait.reason.is_by_time_or_outside() && !wait.on.iter().any(open)
        };
        let waits = self.is_waiting() && self.is_complete && self.waits.iter().all(by_others);
        waits && !self.waits.is_empty() && self.quiet_since == trace
    }

    /// The test it belongs to.
    pub(crate) fn scope(&self) -> u16 {
        self.identity.scope()
    }
}

impl Wait {
    /// Why, in Go's words.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.0.reason.as_str()
    }

    /// Where in the program.
    #[must_use]
    pub fn at(&self) -> &'static Location<'static> {
        self.0.at
    }

    /// The number of the goroutine that holds the lock it waits for; `None` if it waits for
    /// something else, if the lock has several holders, or if a plain thread holds it.
    #[must_use]
    pub fn holder(&self) -> Option<u64> {
        self.0.on.iter().find_map(|target| match target {
            WaitTarget::Lock(lock) => lock.id,
            _ => None,
        })
    }

    /// The calls that led there, innermost first: those of functions that wait, by code of the
    /// language. Calls made by hand, with `.await`, and calls of functions of the same marked
    /// module are not known.
    #[must_use]
    pub fn callers(&self) -> &[&'static Location<'static>] {
        &self.0.callers
    }

    /// The socket it waits for, with its addresses; `None` if it waits for something else.
    #[must_use]
    pub fn socket(&self) -> Option<&Socket> {
        self.0.on.iter().find_map(|target| match target {
            WaitTarget::Socket(socket) => Some(socket),
            _ => None,
        })
    }

    /// On which channels.
    pub fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.0.on.iter().filter_map(|target| match target {
            WaitTarget::Channel(channel) => Some(channel),
            _ => None,
        })
    }
}
