//! A caught panic as a value, and the first lines of Go's crash text.

use std::any::Any;
use std::fmt;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

/// Where a panic was raised, owned: the hook sees it only for the time of its call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    file: String,
    line: u32,
}

impl Place {
    pub(super) fn new(at: &Location<'_>) -> Self {
        Place { file: at.file().to_owned(), line: at.line() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One line of the chain that Go prints when a panic replaces another.
#[derive(Clone, Debug)]
pub(super) struct Link {
    message: String,
    mark: Mark,
}

/// The bracket behind a message in that chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Recovered,
    Repanicked,
}

impl Link {
    pub(super) fn new(message: &str) -> Self {
        Link { message: message.to_owned(), mark: Mark::None }
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Link {
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

/// A panic that was caught; one word, since it is part of every goroutine's outcome.
pub(crate) struct Panic(Box<Parts>);

/// What is known of a panic.
struct Parts {
    /// What was thrown; the lock makes it `Sync`, as an error type should be.
    payload: Mutex<Box<dyn Any + Send>>,
    /// Its message and mark.
    last: Link,
    /// Where it panicked, as far as known.
    place: Option<Place>,
    /// The panics it replaced, oldest first.
    earlier: Vec<Link>,
}

impl Panic {
    pub(super) fn new(payload: Box<dyn Any + Send>, last: Link, place: Option<Place>, earlier: Vec<Link>) -> Self {
        Panic(Box::new(Parts { payload: Mutex::new(payload), last, place, earlier }))
    }

    pub(super) fn into_parts(self) -> (Box<dyn Any + Send>, Link, Option<Place>, Vec<Link>) {
        let Parts { payload, last, place, earlier } = *self.0;
        (payload.into_inner().unwrap_or_else(PoisonError::into_inner), last, place, earlier)
    }

    /// The message, as `panic!` formatted it.
    pub(crate) fn message(&self) -> &str {
        &self.0.last.message
    }

    /// `FILE:LINE` of the panic, as far as known.
    pub(crate) fn place(&self) -> Option<String> {
        self.0.place.as_ref().map(Place::to_string)
    }

    /// What was thrown.
    pub(crate) fn into_payload(self) -> Box<dyn Any + Send> {
        self.into_parts().0
    }

    /// What was thrown, and what remains known of a panic that a deferred call recovered: shown when another one follows.
    pub(crate) fn recover(self) -> (Box<dyn Any + Send>, Panic) {
        let (payload, last, place, earlier) = self.into_parts();
        (payload, Panic::new(Box::new(()), last, place, earlier).recovered())
    }

    /// Notes that this panic came while `first` was on its way (from a deferred call): both are printed.
    pub(crate) fn replacing(mut self, first: Panic) -> Self {
        let Parts { last, mut earlier, .. } = *first.0;
        earlier.push(last);
        earlier.append(&mut self.0.earlier);
        self.0.earlier = earlier;
        self
    }

    /// Notes that a deferred call recovered this panic; shown when another one follows.
    pub(crate) fn recovered(mut self) -> Self {
        self.0.last.mark = Mark::Recovered;
        self
    }

    /// Notes that this panic was recovered and then raised again with the same value.
    pub(crate) fn repanicked(mut self) -> Self {
        self.0.last.mark = Mark::Repanicked;
        self
    }

    /// The lines before the blank one: `panic: MESSAGE`, and a line for each panic it replaced.
    pub(crate) fn headline(&self) -> String {
        let links = self.0.earlier.iter().chain([&self.0.last]);
        links.map(Link::to_string).collect::<Vec<_>>().join("\n\t")
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panic")
            .field("message", &self.0.last.message)
            .field("place", &self.0.place)
            .finish_non_exhaustive()
    }
}

/// The text of a payload: what `panic!` formatted, and std's words for a payload of another type.
pub(super) fn message_of(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        text
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text
    } else {
        "Box<dyn Any>"
    }
}
