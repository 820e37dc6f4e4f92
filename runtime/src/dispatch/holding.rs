//! What a goroutine took along and keeps, so that a trace finds the handles that no wait borrows.
//!
//! A wait tells of the handle that it borrows, and where that handle lies. A goroutine may have
//! more: a second clone, the channels of its other cases, a deferred `close`. Generated code notes
//! them where `go!` and `defer!` capture them:
//!
//! ```text
//! let held = (&&Look(&ch)).__go_held::<3>();
//! spawn(holding(held, async move { … }))
//! ```
//!
//! [`Keeps`] is what is noted: an address or two, which only a trace reads. It is true as long as
//! the goroutine keeps the variable, so the macros note a variable of a block only where its text
//! shows that it does (the macros' `analyze/stays.rs`).
//!
//! An `Arc` is noted by a `Weak` of it: the trace compares the number of its owners with the
//! goroutines that wait for something inside.

use std::future::Future;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::ptr::NonNull;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};

use super::slot::{Give, Lend};
use crate::chan::{Chan, Handle, Receiver, Sender};
use crate::sync::WaitGroup;
use crate::trace::wait_target::Kept;
use crate::wait::park;

/// A handle stays in the variable; the numbers are those of the macros' `Stays`.
const HANDLE: u8 = 2;
/// Whatever is in the variable stays there.
const WHOLE: u8 = 3;

/// A variable that a goroutine takes along.
pub struct Look<'a, T: ?Sized>(pub &'a T);

/// What is noted of a variable, or of several.
pub trait Keeps {
    /// Adds what it is to `kept`.
    fn __go_kept(&self, kept: &mut Kept);
}

/// A type whose values hold handles, or own memory where handles may lie.
pub trait Holds {
    /// What is noted of a value.
    type Keeps: Keeps;

    /// Notes this one. `STAYS` is what the text shows: `HANDLE`, that a handle stays in the
    /// variable, `WHOLE`, that anything does; less, that the goroutine reaches into it.
    fn __go_keeps<const STAYS: u8>(&self) -> Self::Keeps;
}

/// What is noted of a variable, by its type. A [`ladder`](super::ladder) that looks at the value.
pub trait HeldChoice {
    /// What is noted.
    type Keeps: Keeps;

    /// What is noted.
    fn __go_held<const STAYS: u8>(&self) -> Self::Keeps;
}

impl<T: Holds + ?Sized> HeldChoice for &Look<'_, T> {
    type Keeps = T::Keeps;

    fn __go_held<const STAYS: u8>(&self) -> T::Keeps {
        self.0.__go_keeps::<STAYS>()
    }
}

impl<T: ?Sized> HeldChoice for Look<'_, T> {
    type Keeps = ();

    fn __go_held<const STAYS: u8>(&self) {}
}

/// Nothing.
impl Keeps for () {
    fn __go_kept(&self, _: &mut Kept) {}
}

/// Two variables.
impl<A: Keeps, B: Keeps> Keeps for (A, B) {
    fn __go_kept(&self, kept: &mut Kept) {
        self.0.__go_kept(kept);
        self.1.__go_kept(kept);
    }
}

/// A handle of a thing: the address of the thing, `NO_THING` for none.
///
/// The address 0 is left to the `Option` around a goroutine's body, which so needs no word of its own.
pub struct KeepsHandle(NonZeroUsize);

/// No thing: things are aligned, so that none is at this address.
const NO_THING: NonZeroUsize = NonZeroUsize::MIN;

impl KeepsHandle {
    fn new(address: usize, stays: u8) -> KeepsHandle {
        KeepsHandle(if stays >= HANDLE { NonZeroUsize::new(address).unwrap_or(NO_THING) } else { NO_THING })
    }
}

impl Keeps for KeepsHandle {
    fn __go_kept(&self, kept: &mut Kept) {
        if self.0 != NO_THING {
            kept.add_handle(self.0.get());
        }
    }
}

/// Memory that the variable owns: where it begins and ends.
pub struct KeepsMemory(NonZeroUsize, usize);

impl Keeps for KeepsMemory {
    fn __go_kept(&self, kept: &mut Kept) {
        let start = self.0.get();
        if start != self.1 {
            kept.add_memory(start..self.1);
        }
    }
}

/// A reference of an `Arc`.
pub struct KeepsShared<T: ?Sized>(Weak<T>, usize);

impl<T: ?Sized> Keeps for KeepsShared<T> {
    fn __go_kept(&self, kept: &mut Kept) {
        let start = self.0.as_ptr().addr();
        kept.add_shared(start..start + self.1, self.0.strong_count() + self.0.weak_count());
    }
}

macro_rules! handles {
    ($($Handle:ident)*) => { $(
        impl<T> Holds for $Handle<T> {
            type Keeps = KeepsHandle;

            fn __go_keeps<const STAYS: u8>(&self) -> KeepsHandle {
                KeepsHandle::new(self.__identity().addr(), STAYS)
            }
        }
    )* };
}

handles!(Chan Sender Receiver);

impl Holds for WaitGroup {
    type Keeps = KeepsHandle;

    fn __go_keeps<const STAYS: u8>(&self) -> KeepsHandle {
        KeepsHandle::new(self.address(), STAYS)
    }
}

/// The memory of `content`, if the variable stays.
fn memory<T: ?Sized>(content: &T, stays: bool) -> KeepsMemory {
    let start = NonNull::from(content).addr();
    KeepsMemory(start, start.get() + if stays { size_of_val(content) } else { 0 })
}

impl<T> Holds for Vec<T> {
    type Keeps = KeepsMemory;

    fn __go_keeps<const STAYS: u8>(&self) -> KeepsMemory {
        memory(self.as_slice(), STAYS == WHOLE)
    }
}

impl<T: ?Sized> Holds for Box<T> {
    type Keeps = KeepsMemory;

    fn __go_keeps<const STAYS: u8>(&self) -> KeepsMemory {
        memory(&**self, STAYS == WHOLE)
    }
}

impl<T: ?Sized> Holds for Arc<T> {
    type Keeps = KeepsShared<T>;

    fn __go_keeps<const STAYS: u8>(&self) -> KeepsShared<T> {
        KeepsShared(Arc::downgrade(self), size_of_val(&**self))
    }
}

/// A slot, whose value may go on into a variable.
impl<T: Holds> Holds for Give<T> {
    type Keeps = T::Keeps;

    fn __go_keeps<const STAYS: u8>(&self) -> T::Keeps {
        self.__go_see().__go_keeps::<STAYS>()
    }
}

/// A slot whose handle stays in it.
impl<T: Holds> Holds for Lend<T> {
    type Keeps = T::Keeps;

    fn __go_keeps<const STAYS: u8>(&self) -> T::Keeps {
        self.__go_see().__go_keeps::<WHOLE>()
    }
}

/// The body of a goroutine, with what it keeps.
// A parameter of its own for the output: rustc's messages about the body show the type that is
// returned.
pub fn holding<K: Keeps, F: Future<Output = T>, T>(keeps: K, body: F) -> impl Future<Output = T> {
    Holding { keeps: Beside(keeps), body }
}

pin_project_lite::pin_project! {
    // The scheduler finds the name of the body's function in the name of this type
    // (`scheduler/task.rs`).
    struct Holding<F, K> {
        #[pin]
        body: F,
        keeps: K,
    }
}

/// What a body keeps.
struct Beside<K>(K);

impl<F: Future, K: Keeps> Future for Holding<F, Beside<K>> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        park::annotate_kept(|kept| this.keeps.0.__go_kept(kept));
        this.body.poll(cx)
    }
}
