//! `errors`

use super::super::error::{self, Error, ToError};
use super::super::text::Text;

/// Go's `errors.New`.
#[must_use]
pub fn New<T: Text>(text: T) -> Error {
    error::new(text.__go_text().to_owned(), None)
}

/// Go's `errors.Is`.
#[must_use]
pub fn Is<E: ToError, T: ToError>(err: E, target: T) -> bool {
    err.__go_error().wraps(&target.__go_error())
}

/// Go's `errors.Unwrap`.
#[must_use]
pub fn Unwrap<E: ToError>(err: E) -> Error {
    err.__go_error().unwrap().unwrap_or_default()
}

/// Go's `errors.As`.
pub fn As<E: ToError, T: std::error::Error + Clone + 'static>(err: E, target: &mut T) -> bool {
    let mut error = err.__go_error();
    loop {
        if let Some(found) = error.get().and_then(|error| error.downcast_ref::<T>()) {
            *target = found.clone();
            return true;
        }
        match error.unwrap() {
            Some(wrapped) => error = wrapped,
            None => return false,
        }
    }
}
