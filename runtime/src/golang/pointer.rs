//! Go's `*T`: what several variables, fields and goroutines share, and may be nil.
//!
//! The macros declare a type of their own for each struct of a block that something points to: a
//! [`Shared`] with the methods of the struct. Every access locks the value for its own time, and no
//! access waits or runs the user's code while it has the lock.

use std::cell::Cell;
use std::fmt;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::show::{Show, Verb};
use crate::share::Share;

/// What a pointer points to, or nil.
pub struct Shared<T>(Option<Arc<RwLock<T>>>);

/// A pointer to a struct of a Go-looking block.
pub trait Pointer {
    /// The struct.
    type Target;

    /// What it points to.
    fn __go_shared(&self) -> &Shared<Self::Target>;
}

impl<T> Shared<T> {
    /// Go's `&T{ … }`.
    pub fn new(value: T) -> Shared<T> {
        Shared(Some(Arc::new(RwLock::new(value))))
    }

    /// Whether it is nil.
    #[must_use]
    pub fn is_nil(&self) -> bool {
        self.0.is_none()
    }

    #[track_caller]
    fn get(&self) -> &RwLock<T> {
        let Some(value) = &self.0 else { panic!("runtime error: invalid memory address or nil pointer dereference") };
        value
    }

    fn address(&self) -> usize {
        self.0.as_ref().map_or(0, |value| Arc::as_ptr(value).addr())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared(None)
    }
}

/// Two pointers are equal if they point to the same value.
impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        self.address() == other.address()
    }
}

impl<T> Eq for Shared<T> {}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address().hash(state);
    }
}

/// A variable of a function that goroutines and function values assign to: whoever captures it
/// shares it.
pub struct Var<T>(Shared<T>);

impl<T> Var<T> {
    /// A variable with a first value.
    pub fn new(value: T) -> Var<T> {
        Var(Shared::new(value))
    }
}

impl<T> Clone for Var<T> {
    fn clone(&self) -> Var<T> {
        Var(self.0.clone())
    }
}

impl<T> Pointer for Var<T> {
    type Target = T;

    fn __go_shared(&self) -> &Shared<T> {
        &self.0
    }
}

impl<T> Share for Var<T> {}

/// As its value: `println!("{n}")`.
impl<T: fmt::Display + Clone> fmt::Display for Var<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        load(self).fmt(f)
    }
}

/// As its value.
impl<T: fmt::Debug + Clone> fmt::Debug for Var<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        load(self).fmt(f)
    }
}

/// A lock of what a pointer points to, to read it.
pub struct Reading<'a, T>(RwLockReadGuard<'a, T>);

impl<T> Deref for Reading<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A lock of what a pointer points to, to change it.
pub struct Changing<'a, T>(RwLockWriteGuard<'a, T>);

impl<T> Deref for Changing<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Changing<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// Reads what `pointer` points to.
///
/// # Panics
///
/// If it is nil, with Go's text.
#[track_caller]
pub fn pointee<P: Pointer>(pointer: &P) -> Reading<'_, P::Target> {
    Reading(pointer.__go_shared().get().read().unwrap_or_else(PoisonError::into_inner))
}

/// Changes what `pointer` points to.
///
/// # Panics
///
/// If it is nil, with Go's text.
#[track_caller]
pub fn pointee_mut<P: Pointer>(pointer: &P) -> Changing<'_, P::Target> {
    Changing(pointer.__go_shared().get().write().unwrap_or_else(PoisonError::into_inner))
}

/// A copy of what `pointer` points to: Go's `*p`.
///
/// # Panics
///
/// If it is nil, with Go's text.
#[track_caller]
pub fn load<P: Pointer<Target: Clone>>(pointer: &P) -> P::Target {
    pointee(pointer).clone()
}

thread_local! {
    /// How many pointers the value being printed is behind: Go shows what the first points to, and
    /// the address of all others.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Prints a pointer as Go does; `show` prints what it points to.
pub fn show_pointer<P>(
    pointer: &P,
    out: &mut String,
    verb: Verb,
    show: impl FnOnce(&P::Target, &mut String) -> bool,
) -> bool
where
    P: Pointer<Target: Clone>,
{
    let shared = pointer.__go_shared();
    if shared.is_nil() {
        out.push_str("<nil>");
        return true;
    }
    let depth = DEPTH.get();
    if depth > 0 || verb.letter == 'p' {
        return write!(out, "{:#x}", shared.address()).is_ok();
    }
    // A copy: a field that is printed may point back.
    let value = load(pointer);
    out.push('&');
    DEPTH.set(depth + 1);
    let shown = show(&value, out);
    DEPTH.set(depth);
    shown
}

/// [`Show`] of what is chosen by type.
pub fn show_as(shown: &dyn Show, out: &mut String, verb: Verb) -> bool {
    shown.__go_show(out, verb)
}
