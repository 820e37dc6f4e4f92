//! `RwLock`: many readers or one writer, and the guards may be held across waits.

mod enter;
mod guard;
mod queue;

use std::fmt;
use std::panic::Location;

pub use self::enter::{Read, Write};
pub use self::guard::{RwLockReadGuard, RwLockWriteGuard};
use self::queue::{Access, Queue};
use super::cell::SharedCell;
use super::holder::Holder;
use crate::wait::{budget, park};

/// Go's `sync.RWMutex`, holding what it protects.
///
/// Readers share it; a writer has it alone. A waiting writer blocks new readers, so it gets its
/// turn; access goes to those who wait in the order of their coming, neighboring readers together.
/// There is no upgrade, and reading twice in one goroutine deadlocks when a writer comes in
/// between, as in Go.
///
/// There is no poisoning: a panic while a guard is held gives the access back.
///
/// # Examples
///
/// ```
/// use goroutines::sync::RwLock;
///
/// let config = RwLock::new("old");
/// assert_eq!(*config.read_blocking(), "old");
/// *config.write_blocking() = "new";
/// assert_eq!(config.into_inner(), "new");
/// ```
#[doc(alias = "RWMutex")]
#[derive(Default)]
pub struct RwLock<T: ?Sized> {
    /// Who has access, and who waits for it.
    queue: Queue,
    /// Who holds it: the writer, or the reader who came last.
    pub(super) holder: Holder,
    /// What is protected; whoever has access finds it free.
    data: SharedCell<T>,
}

impl<T> RwLock<T> {
    /// A lock that holds `value`, with nobody in it.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::RwLock;
    ///
    /// static LEVEL: RwLock<u8> = RwLock::new(3);
    /// assert_eq!(*LEVEL.read_blocking(), 3);
    /// ```
    #[cfg(not(loom))]
    pub const fn new(value: T) -> RwLock<T> {
        RwLock { queue: Queue::new(), holder: Holder::new(), data: SharedCell::new(value) }
    }

    #[cfg(loom)]
    #[allow(missing_docs, reason = "exists in models only")]
    pub fn new(value: T) -> RwLock<T> {
        RwLock { queue: Queue::new(), holder: Holder::new(), data: SharedCell::new(value) }
    }

    /// Gives up the lock for what it held.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goroutines::sync::RwLock::new(7).into_inner(), 7);
    /// ```
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Waits until no writer is in the lock nor waits ahead, and enters as a reader.
    ///
    /// Dropped half-way, the future takes nothing, and access that was already given to it is given
    /// back.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::RwLock;
    ///
    /// #[goroutines]
    /// fn length(names: &RwLock<Vec<String>>) -> usize {
    ///     names.read().len()
    /// }
    /// ```
    #[doc(alias = "RLock")]
    #[track_caller]
    pub fn read(&self) -> Read<'_, T> {
        Read::new(self, Location::caller())
    }

    /// Waits until nobody is in the lock nor waits ahead, and enters as the writer.
    ///
    /// Dropped half-way, the future takes nothing, and access that was already given to it is given
    /// back.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::RwLock;
    ///
    /// #[goroutines]
    /// fn add(names: &RwLock<Vec<String>>, name: &str) {
    ///     names.write().push(name.to_owned());
    /// }
    /// ```
    #[doc(alias = "Lock")]
    #[track_caller]
    pub fn write(&self) -> Write<'_, T> {
        Write::new(self, Location::caller())
    }

    /// Enters as a reader if that needs no wait.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::RwLock;
    /// let lock = RwLock::new(());
    /// let (_one, _other) = (lock.try_read().unwrap(), lock.try_read().unwrap());
    /// assert!(lock.try_write().is_none());
    /// ```
    #[doc(alias = "TryRLock")]
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {
        self.try_enter(Access::Read).then(|| RwLockReadGuard::enter(self))
    }

    /// Enters as the writer if that needs no wait.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::RwLock;
    /// let lock = RwLock::new(());
    /// let _writer = lock.try_write().unwrap();
    /// assert!(lock.try_read().is_none());
    /// ```
    #[doc(alias = "TryLock")]
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {
        self.try_enter(Access::Write).then(|| RwLockWriteGuard::enter(self))
    }

    fn try_enter(&self, access: Access) -> bool {
        let entered = self.queue.try_enter(access);
        if !entered {
            budget::spend_in_vain();
        }
        entered
    }

    /// Enters as a reader from a plain thread, which it parks meanwhile.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(*goroutines::sync::RwLock::new(1).read_blocking(), 1);
    /// ```
    #[track_caller]
    pub fn read_blocking(&self) -> RwLockReadGuard<'_, T> {
        match self.try_read() {
            Some(guard) => guard,
            None => park::block_on(self.read(), "read()"),
        }
    }

    /// Enters as the writer from a plain thread, which it parks meanwhile.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines.
    ///
    /// # Examples
    ///
    /// ```
    /// *goroutines::sync::RwLock::new(1).write_blocking() += 1;
    /// ```
    #[track_caller]
    pub fn write_blocking(&self) -> RwLockWriteGuard<'_, T> {
        match self.try_write() {
            Some(guard) => guard,
            None => park::block_on(self.write(), "write()"),
        }
    }

    /// What the lock holds; needs no access, because nobody else can have any.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut lock = goroutines::sync::RwLock::new(1);
    /// *lock.get_mut() += 1;
    /// assert_eq!(lock.into_inner(), 2);
    /// ```
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RwLock");
        match self.try_read() {
            Some(guard) => shown.field("data", &&*guard),
            None => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish_non_exhaustive()
    }
}
