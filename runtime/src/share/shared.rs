//! `Shared`: makes a handle of another crate a handle that goroutines share.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::Share;

/// A handle of another crate, which goroutines share: `go!` gives each its own clone.
///
/// Only the crate that defines a type can make it [`Share`]. For a handle of another one, such as a
/// client, a pool of connections or a token, whose clones are cheap and mean the same thing, wrap
/// it once: it derefs to what it holds.
///
/// # Examples
///
/// ```
/// use std::sync::mpsc::{Sender, channel};
///
/// use goroutines::Shared;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn report(out: Shared<Sender<u32>>, n: u32) {
///     out.send(n).unwrap();
/// }
///
/// #[goroutines]
/// fn main() {
///     let (sender, receiver) = channel();
///     let out = Shared::new(sender);
///     for n in 0..3 {
///         go!(report(out, n));
///     }
///     drop(out);
///     let mut all: Vec<_> = goroutines::blocking(move || receiver.into_iter().collect());
///     all.sort();
///     assert_eq!(all, [0, 1, 2]);
/// }
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared<T>(T);

impl<T: Clone> Share for Shared<T> {}

impl<T> Shared<T> {
    /// Wraps `handle`.
    pub const fn new(handle: T) -> Shared<T> {
        Shared(handle)
    }

    /// Takes the handle out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Shared<T> {
    fn from(handle: T) -> Shared<T> {
        Shared(handle)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> AsRef<T> for Shared<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
