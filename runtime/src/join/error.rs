//! Why a goroutine has no result: it panicked, or its runtime is gone.

use std::error::Error;
use std::fmt;
use std::panic::Location;

use super::Payload;
use crate::goroutine::Identity;
use crate::unwind::{Panic, resume};

/// The error of [`JoinHandle::join`](super::JoinHandle::join): the goroutine did not return.
///
/// # Examples
///
/// ```
/// let handle: goroutines::JoinHandle<()> = goroutines::spawn(async { panic!("no luck") });
/// let error = handle.join_blocking().unwrap_err();
/// assert_eq!(error.message(), "no luck");
/// assert_eq!(error.into_panic().downcast_ref::<&str>(), Some(&"no luck"));
/// ```
pub struct JoinError {
    /// The panic; `None` when it ended without one.
    panic: Option<Panic>,
    /// Whether it called `goexit`; otherwise, without a panic, its runtime was dropped before its
    /// end.
    exited: bool,
    /// Who it was.
    identity: Identity,
}

impl JoinError {
    pub(super) fn panicked(panic: Panic, identity: Identity) -> Self {
        JoinError { panic: Some(panic), exited: false, identity }
    }

    pub(super) fn shut_down(identity: Identity) -> Self {
        JoinError { panic: None, exited: false, identity }
    }

    pub(super) fn exited(identity: Identity) -> Self {
        JoinError { panic: None, exited: true, identity }
    }

    /// The message of the panic; without one, why the goroutine has no result.
    #[must_use]
    pub fn message(&self) -> &str {
        let without = if self.exited { "it called `goexit`" } else { "its runtime was dropped before its end" };
        self.panic.as_ref().map_or(without, Panic::message)
    }

    /// Whether the goroutine panicked; otherwise its runtime was dropped before its end.
    #[must_use]
    pub fn is_panic(&self) -> bool {
        self.panic.is_some()
    }

    /// The number of the goroutine.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.identity.id
    }

    /// Where the `go!` stands that started it.
    #[must_use]
    pub fn created_at(&self) -> &'static Location<'static> {
        self.identity.created_at
    }

    /// The number of the goroutine that started it; `None` if plain code did.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let handle = go! { panic!("no luck") };
    ///     let error = handle.join().unwrap_err();
    ///     assert_eq!(error.created_by(), goroutines::id());
    ///     assert!(error.panicked_at().is_some());
    /// }
    /// ```
    #[must_use]
    pub fn created_by(&self) -> Option<u64> {
        self.identity.created_by()
    }

    /// `FILE:LINE` of the panic, if it is known.
    #[must_use]
    pub fn panicked_at(&self) -> Option<String> {
        self.panic.as_ref().and_then(Panic::place)
    }

    /// What was thrown, for `std::panic::resume_unwind` or a `downcast`; the message when there was
    /// no panic.
    #[must_use]
    pub fn into_panic(self) -> Payload {
        match self.panic {
            Some(panic) => panic.into_payload(),
            None => Box::new(self.message().to_owned()),
        }
    }

    /// Goes on with the goroutine's panic in the caller, with its message and place.
    ///
    /// # Panics
    ///
    /// Always: that is what it is for.
    #[track_caller]
    pub fn resume(self) -> ! {
        match self.panic {
            Some(panic) => resume(panic),
            None => panic!("{self}"),
        }
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match (self.is_panic(), self.exited) {
            (true, _) => "panicked",
            (false, true) => "has no result",
            (false, false) => "did not end",
        };
        write!(f, "goroutine {} {verb}: {}", self.id(), self.message())
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinError")
            .field("id", &self.id())
            .field("message", &self.message())
            .field("panicked_at", &self.panicked_at())
            .field("created_at", &format_args!("{}", self.created_at()))
            .field("created_by", &self.created_by())
            .finish()
    }
}

impl Error for JoinError {}
