//! `sync/atomic`: numbers that goroutines share. A variable of these types is a handle, as Go
//! shares the variable itself.

use std::sync::Arc;
use std::sync::atomic::{self, Ordering::SeqCst};

use crate::share::Share;

macro_rules! numbers {
    ($($Name:ident $Atomic:ident $Int:ty;)*) => { $(
        /// Go's type of that name.
        #[derive(Clone, Debug, Default)]
        pub struct $Name(Arc<atomic::$Atomic>);

        impl Share for $Name {}

        impl $Name {
            /// Go's `x.Load()`.
            #[must_use]
            pub fn Load(&self) -> $Int {
                self.0.load(SeqCst)
            }

            /// Go's `x.Store(v)`.
            pub fn Store(&self, value: $Int) {
                self.0.store(value, SeqCst);
            }

            /// Go's `x.Add(delta)`, which gives the new value.
            pub fn Add(&self, delta: $Int) -> $Int {
                self.0.fetch_add(delta, SeqCst).wrapping_add(delta)
            }

            /// Go's `x.Swap(v)`.
            pub fn Swap(&self, value: $Int) -> $Int {
                self.0.swap(value, SeqCst)
            }

            /// Go's `x.CompareAndSwap(old, new)`.
            pub fn CompareAndSwap(&self, old: $Int, new: $Int) -> bool {
                self.0.compare_exchange(old, new, SeqCst, SeqCst).is_ok()
            }
        }
    )* };
}

numbers! { Int32 AtomicI32 i32; Int64 AtomicI64 i64; Uint32 AtomicU32 u32; Uint64 AtomicU64 u64; }

/// Go's `atomic.Bool`.
#[derive(Clone, Debug, Default)]
pub struct Bool(Arc<atomic::AtomicBool>);

impl Share for Bool {}

impl Bool {
    /// Go's `x.Load()`.
    #[must_use]
    pub fn Load(&self) -> bool {
        self.0.load(SeqCst)
    }

    /// Go's `x.Store(v)`.
    pub fn Store(&self, value: bool) {
        self.0.store(value, SeqCst);
    }

    /// Go's `x.Swap(v)`.
    pub fn Swap(&self, value: bool) -> bool {
        self.0.swap(value, SeqCst)
    }

    /// Go's `x.CompareAndSwap(old, new)`.
    pub fn CompareAndSwap(&self, old: bool, new: bool) -> bool {
        self.0.compare_exchange(old, new, SeqCst, SeqCst).is_ok()
    }
}
