//! `v, err := f()`, `v, ok := f()`: what gives two values in Go's sense. A pair does, and so do a
//! `Result` and an `Option` of Rust's libraries.

use std::error::Error as StdError;
use std::fmt;

use super::error::Error;
use super::zero::ZeroOf;

/// What two variables of Go's take.
///
/// | one value | the first variable | the second |
/// |---|---|---|
/// | `(a, b)` | `a` | `b` |
/// | `Ok(v)`, `Err(e)` | `v`, the zero value | nil, the error |
/// | `Some(v)`, `None` | `v`, the zero value | `true`, `false` |
#[diagnostic::on_unimplemented(
    message = "assignment mismatch: 2 variables but 1 value",
    label = "is one value of type `{Self}`",
    note = "two values are a pair, a `Result` or an `Option`"
)]
pub trait TwoValues<A, B> {
    /// Both.
    fn __go_two(self) -> (A, B);
}

#[diagnostic::do_not_recommend]
impl<A, B> TwoValues<A, B> for (A, B) {
    #[inline]
    fn __go_two(self) -> (A, B) {
        self
    }
}

impl<T: ZeroOf, E: Into<Box<dyn StdError + Send + Sync>>> TwoValues<T, Error> for Result<T, E> {
    fn __go_two(self) -> (T, Error) {
        match self {
            Ok(value) => (value, Error::default()),
            Err(error) => (T::__go_zero_of(), Error::from_boxed(error.into())),
        }
    }
}

impl<T: ZeroOf> TwoValues<T, bool> for Option<T> {
    fn __go_two(self) -> (T, bool) {
        match self {
            Some(value) => (value, true),
            None => (T::__go_zero_of(), false),
        }
    }
}

/// The two values of `values`.
#[inline]
pub fn two<A, B, V: TwoValues<A, B>>(values: V) -> (A, B) {
    values.__go_two()
}

/// An `error` of Go's as a boxed error of Rust's, so that `?` hands it on.
impl From<Error> for Box<dyn StdError + Send + Sync> {
    fn from(error: Error) -> Box<dyn StdError + Send + Sync> {
        Box::new(Boxed(error))
    }
}

/// An `error` in a box; [`Error::from_boxed`] takes it out again.
struct Boxed(Error);

impl Error {
    /// A boxed error as an `error`; one that was an `error` is the same one again.
    pub(super) fn from_boxed(error: Box<dyn StdError + Send + Sync>) -> Error {
        match error.downcast::<Boxed>() {
            Ok(boxed) => boxed.0,
            Err(other) => Error::of_rust(other.into()),
        }
    }
}

impl fmt::Display for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Boxed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.get()?.source()
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn results_and_options_are_two_values() {
        let (n, error) = two("7".parse::<u32>());
        assert_eq!((n, error), (7, Error::default()));
        let (n, error) = two("x".parse::<u32>());
        assert_eq!((n, error.Error().as_str()), (0, "invalid digit found in string"));
        assert_eq!(two(Some(1)), (1, true));
        assert_eq!(two(None::<u32>), (0, false));
        assert_eq!(two((1, 'a')), (1, 'a'));
    }

    #[test]
    fn errors_of_any_kind_keep_their_text() {
        let text: Result<(), String> = Err("lost".to_owned());
        assert_eq!(two(text).1.Error(), "lost");
        let boxed: Result<(), Box<dyn StdError + Send + Sync>> = Err("boxed".into());
        assert_eq!(two(boxed).1.Error(), "boxed");
    }

    #[test]
    fn an_error_of_go_stays_the_same() {
        let error = super::super::error::new("gone".to_owned(), None);
        let result: Result<u32, Error> = Err(error.clone());
        assert_eq!(two(result).1, error);
        let boxed: Box<dyn StdError + Send + Sync> = error.clone().into();
        assert_eq!(boxed.to_string(), "gone");
        assert_eq!(two(Err::<u32, _>(boxed)).1, error);
    }
}
