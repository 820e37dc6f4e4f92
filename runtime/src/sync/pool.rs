//! `Pool`: values that are dear to make, kept for whoever needs one next.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use crossbeam_utils::CachePadded;

use crate::primitives::thread_number;

/// How many shelves there are; a thread has a favorite one.
const SHELVES: usize = 8;

/// How many values a shelf keeps.
const KEPT: usize = 64;

/// Go's `sync.Pool`: a free list of values that may be dropped at any time.
///
/// [`get`](Pool::get) takes a kept value or makes a new one, [`put`](Pool::put) gives one back.
/// Which value comes back is not said, and values beyond a limit are dropped. Nothing here waits.
///
/// # Examples
///
/// ```
/// use goroutines::sync::Pool;
///
/// static BUFFERS: Pool<Vec<u8>> = Pool::new(Vec::new);
///
/// let mut buffer = BUFFERS.get();
/// buffer.extend_from_slice(b"hello");
/// buffer.clear();
/// BUFFERS.put(buffer);
/// ```
pub struct Pool<T> {
    /// The kept values.
    shelves: [CachePadded<Mutex<Vec<T>>>; SHELVES],
    /// Makes a value when none is kept; `None` in a pool without `new`.
    make: Option<fn() -> T>,
}

impl<T> Pool<T> {
    /// An empty pool; `make` is Go's field `New`.
    ///
    /// # Examples
    ///
    /// ```
    /// let strings = goroutines::sync::Pool::new(String::new);
    /// assert_eq!(strings.get(), "");
    /// ```
    #[must_use]
    pub const fn new(make: fn() -> T) -> Pool<T> {
        Pool { shelves: [const { CachePadded::new(Mutex::new(Vec::new())) }; SHELVES], make: Some(make) }
    }

    /// An empty pool that makes no values: Go's `sync.Pool` without `New`. Values are taken by
    /// [`take`](Pool::take).
    ///
    /// # Examples
    ///
    /// ```
    /// let connections = goroutines::sync::Pool::empty();
    /// assert_eq!(connections.take(), None);
    /// connections.put("connection");
    /// assert_eq!(connections.take(), Some("connection"));
    /// ```
    #[must_use]
    pub const fn empty() -> Pool<T> {
        Pool { shelves: [const { CachePadded::new(Mutex::new(Vec::new())) }; SHELVES], make: None }
    }

    /// Takes a kept value, if there is one.
    ///
    /// # Examples
    ///
    /// See [`empty`](Pool::empty).
    pub fn take(&self) -> Option<T> {
        let first = favorite();
        (first..first + SHELVES).find_map(|i| try_lock(&self.shelves[i % SHELVES])?.pop())
    }

    /// Takes a kept value, or makes a new one.
    ///
    /// # Panics
    ///
    /// If none is kept in a pool of [`empty`](Pool::empty).
    ///
    /// # Examples
    ///
    /// ```
    /// let zeros = goroutines::sync::Pool::new(|| 0);
    /// zeros.put(7);
    /// assert_eq!((zeros.get(), zeros.get()), (7, 0));
    /// ```
    #[track_caller]
    pub fn get(&self) -> T {
        self.take().unwrap_or_else(|| match self.make {
            Some(make) => make(),
            None => panic!("this pool makes no values\nhelp: write `take()` here, or make it by `Pool::new(…)`"),
        })
    }

    /// Gives a value back, to be kept or dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// let strings = goroutines::sync::Pool::new(String::new);
    /// strings.put("kept".to_owned());
    /// ```
    pub fn put(&self, value: T) {
        let mut value = Some(value);
        if let Some(mut shelf) = try_lock(&self.shelves[favorite()])
            && shelf.len() < KEPT
        {
            shelf.extend(value.take());
        }
        // What was not kept is dropped here, with no lock held.
    }
}

impl<T> fmt::Debug for Pool<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}

/// The shelf this thread looks at first.
fn favorite() -> usize {
    thread_number(SHELVES as u32) as usize
}

/// Locks a shelf unless somebody else is at it.
fn try_lock<T>(shelf: &Mutex<Vec<T>>) -> Option<MutexGuard<'_, Vec<T>>> {
    match shelf.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(PoisonError::into_inner(poisoned)),
        Err(TryLockError::WouldBlock) => None,
    }
}
