//! A caught panic as a value, and the first lines of Go's crash text.

use std::any::Any;
use std::backtrace::Backtrace;
use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use super::record::{self, PanicRecord};
use super::value::text_of;
use super::{Goexit, backtrace};
use crate::primitives::lock_std;

/// Where a panic was raised, owned: the hook sees it only for the time of its call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PanicLocation {
    file: String,
    line: u32,
}

impl PanicLocation {
    pub(super) fn new(at: &Location<'_>) -> Self {
        PanicLocation { file: at.file().to_owned(), line: at.line() }
    }
}

impl fmt::Display for PanicLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One line of the chain that Go prints when a panic replaces another.
#[derive(Clone, Debug)]
pub(super) struct ChainLine {
    message: String,
    mark: Mark,
    /// Whether the message is that of a second panic, in the code that shows the value.
    in_display: bool,
}

/// The bracket behind a message in that chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Recovered,
    Repanicked,
}

impl ChainLine {
    pub(super) fn new(message: String) -> Self {
        ChainLine { message, mark: Mark::None, in_display: false }
    }

    /// The line of a payload that the hook could not read.
    pub(super) fn of(payload: &(dyn Any + Send)) -> Self {
        match text_of(payload) {
            Ok(text) => ChainLine::new(text),
            Err(text) => {
                let message = format!("panic while printing panic value: {text}");
                ChainLine { message, mark: Mark::None, in_display: true }
            }
        }
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ChainLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.mark {
            Mark::None => "",
            Mark::Recovered => " [recovered]",
            Mark::Repanicked => " [recovered, repanicked]",
        };
        // Go indents the later lines of a message by a tab.
        write!(f, "panic: {}{mark}", self.message.replace('\n', "\n\t"))
    }
}

/// What is known of a panic, besides its payload.
#[derive(Clone)]
pub(super) struct PanicInfo {
    /// Its message and mark.
    pub(super) last: ChainLine,
    /// Where it panicked, as far as known.
    pub(super) place: Option<PanicLocation>,
    /// The calls that led there, where `RUST_BACKTRACE` asks for them.
    pub(super) backtrace: Option<Arc<Backtrace>>,
    /// The panics it replaced, oldest first.
    pub(super) earlier: Vec<ChainLine>,
}

/// A panic that was caught; one word, since it is part of every goroutine's outcome.
pub(crate) struct Panic(Box<Parts>);

/// A panic's payload, and what else is known of it.
struct Parts {
    /// What was thrown; the lock makes it `Sync`, as an error type should be.
    payload: Mutex<Box<dyn Any + Send>>,
    /// What else is known.
    known: PanicInfo,
}

impl Panic {
    pub(super) fn new(payload: Box<dyn Any + Send>, known: PanicInfo) -> Self {
        Panic(Box::new(Parts { payload: Mutex::new(payload), known }))
    }

    pub(super) fn with_payload(mut self, payload: Box<dyn Any + Send>) -> Self {
        self.0.payload = Mutex::new(payload);
        self
    }

    pub(super) fn into_parts(self) -> (Box<dyn Any + Send>, PanicInfo) {
        let Parts { payload, known } = *self.0;
        (payload.into_inner().unwrap_or_else(PoisonError::into_inner), known)
    }

    /// Whether it is none: the goroutine ends by `goexit`.
    pub(crate) fn is_goexit(&self) -> bool {
        lock_std(&self.0.payload).is::<Goexit>()
    }

    /// The message, as `panic!` formatted it.
    pub(crate) fn message(&self) -> &str {
        &self.0.known.last.message
    }

    /// `FILE:LINE` of the panic, as far as known.
    pub(crate) fn place(&self) -> Option<String> {
        self.0.known.place.as_ref().map(PanicLocation::to_string)
    }

    /// What was thrown. Should the taker raise it again, whoever catches that finds the place.
    pub(crate) fn into_payload(self) -> Box<dyn Any + Send> {
        let (payload, known) = self.into_parts();
        record::stash(PanicRecord::again(&*payload, known));
        payload
    }

    /// The same panic once more, for another goroutine that is to panic. Its payload is the same if
    /// that is a text, else its message.
    pub(crate) fn copy(&self) -> Panic {
        let payload = lock_std(&self.0.payload);
        let payload: Box<dyn Any + Send> = match payload.downcast_ref::<&'static str>() {
            Some(text) => Box::new(*text),
            None => Box::new(self.message().to_owned()),
        };
        Panic::new(payload, self.0.known.clone())
    }

    /// What remains known of this panic once a deferred call has recovered it: shown when another
    /// one follows. One that was raised again keeps that mark, as in Go.
    pub(crate) fn recovered(&self) -> Panic {
        let copy = Panic::new(Box::new(()), self.0.known.clone());
        if copy.0.known.last.mark == Mark::Repanicked { copy } else { copy.marked(Mark::Recovered) }
    }

    /// Notes that this panic came while `first` was under way (from a deferred call): both are
    /// printed.
    pub(crate) fn replacing(mut self, first: Panic) -> Self {
        let PanicInfo { last, mut earlier, .. } = first.0.known;
        earlier.push(last);
        earlier.append(&mut self.0.known.earlier);
        self.0.known.earlier = earlier;
        self
    }

    /// Notes that this panic is `first`, recovered and then raised again with the same value.
    pub(crate) fn repanicking(mut self, first: Panic) -> Self {
        self.0.known.earlier.splice(0..0, first.0.known.earlier);
        self.marked(Mark::Repanicked)
    }

    /// Notes that this panic was recovered and then raised again.
    pub(crate) fn repanicked(self) -> Self {
        self.marked(Mark::Repanicked)
    }

    fn marked(mut self, mark: Mark) -> Self {
        self.0.known.last.mark = mark;
        self
    }

    /// The lines before the blank one: `panic: MESSAGE`, and a line for each panic it replaced. A
    /// value that panics when it is shown makes it a `fatal error: …`, as in Go.
    pub(crate) fn headline(&self) -> String {
        let known = &self.0.known;
        if let Some(line) = known.earlier.iter().chain([&known.last]).find(|line| line.in_display) {
            return format!("fatal error: {}", line.message);
        }
        let links = known.earlier.iter().chain([&known.last]);
        links.map(ChainLine::to_string).collect::<Vec<_>>().join("\n\t")
    }

    /// The lines below the goroutine's header: the user's calls where `RUST_BACKTRACE` asks for
    /// them, else where it panicked.
    pub(crate) fn trace(&self) -> String {
        let known = &self.0.known;
        let calls = known.backtrace.as_ref().map(|calls| backtrace::in_go_form(&calls.to_string())).unwrap_or_default();
        match &known.place {
            Some(place) if calls.is_empty() => format!("\t{place}\n"),
            _ => calls,
        }
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panic")
            .field("message", &self.0.known.last.message)
            .field("place", &self.0.known.place)
            .finish_non_exhaustive()
    }
}
