//! Holding permits: they are given back when the permit is dropped.

use std::sync::Arc;

use super::Semaphore;

/// Permits of a [`Semaphore`], given back when this is dropped.
#[derive(Debug)]
#[must_use = "dropping the permit gives it back"]
pub struct Permit<'a> {
    /// The semaphore they belong to.
    semaphore: &'a Semaphore,
    /// The number of permits.
    permits: usize,
}

/// Permits of a [`Semaphore`] that keep it by an `Arc`, given back when this is dropped.
///
/// # Examples
///
/// See [`Semaphore::acquire_owned`].
#[derive(Debug)]
#[must_use = "dropping the permit gives it back"]
pub struct OwnedPermit {
    /// The semaphore they belong to.
    semaphore: Arc<Semaphore>,
    /// The number of permits.
    permits: usize,
}

macro_rules! permit {
    ($Permit:ty, $Handle:ty, $($lifetime:lifetime)?) => {
        impl $(<$lifetime>)? $Permit {
            /// Permits that have been taken.
            pub(super) fn new(semaphore: $Handle, permits: usize) -> Self {
                Self { semaphore, permits }
            }

            /// The number of permits.
            ///
            /// # Examples
            ///
            /// ```
            /// # use goroutines::sync::Semaphore;
            /// assert_eq!(Semaphore::new(3).try_acquire(2).unwrap().count(), 2);
            /// ```
            pub fn count(&self) -> usize {
                self.permits
            }

            /// Keeps the permits out until [`Semaphore::release`] gives them back, from anywhere.
            ///
            /// # Examples
            ///
            /// ```
            /// # use goroutines::sync::Semaphore;
            /// let slots = Semaphore::new(1);
            /// slots.acquire_blocking(1).forget();
            /// assert_eq!(slots.available(), 0);
            /// ```
            pub fn forget(mut self) {
                self.permits = 0;
            }
        }

        impl $(<$lifetime>)? Drop for $Permit {
            fn drop(&mut self) {
                if self.permits > 0 {
                    self.semaphore.release(self.permits);
                }
            }
        }
    };
}

permit!(Permit<'a>, &'a Semaphore, 'a);
permit!(OwnedPermit, Arc<Semaphore>,);
