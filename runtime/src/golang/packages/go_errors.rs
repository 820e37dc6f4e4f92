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
