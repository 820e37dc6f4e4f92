//! What constrains type parameters in Go: `any`, `comparable`, `cmp.Ordered`, and types of numbers.

use std::hash::Hash;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

use super::show::Show;
use super::value::GoValue;
use super::zero::ZeroOf;

/// Go's `any` as a constraint: what every value can do there. It is copied, has a zero value, is
/// printed, and goes to other goroutines.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not copied as Go's values are, so it cannot be a type argument of `[T any]`",
    label = "a list, a map or a type of Rust's",
    note = "write Rust's type parameters: `func f<T: Clone + Send + 'static>(…)`"
)]
pub trait AnyType: GoValue + ZeroOf + Show + Send + Sync + 'static {}

impl<T: GoValue + ZeroOf + Show + Send + Sync + 'static> AnyType for T {}

/// Go's `comparable`: `==`, and a key of maps.
pub trait Comparable: AnyType + Eq + Hash + Ord {}

impl<T: AnyType + Eq + Hash + Ord> Comparable for T {}

/// Go's `cmp.Ordered`: `<`.
pub trait Ordered: AnyType + PartialOrd {}

impl<T: AnyType + PartialOrd> Ordered for T {}

/// A constraint of types of numbers, such as `~int | ~float64`.
pub trait Number: Ordered + Copy + Operators {}

impl<T: Ordered + Copy + Operators> Number for T {}

/// The operators that all numbers have.
pub trait Operators:
    Sized
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
{
}

impl<T> Operators for T where
    T: Add<Output = T>
        + Sub<Output = T>
        + Mul<Output = T>
        + Div<Output = T>
        + AddAssign
        + SubAssign
        + MulAssign
        + DivAssign
{
}
