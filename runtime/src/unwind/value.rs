//! The text of a panic's payload, as far as a payload can be read.

use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::SuppressReport;

/// The text of a payload whose type is unknown: only the identity of its type is known of a
/// `dyn Any`.
const UNKNOWN: &str = "(dyn Any) …";

/// What tells a payload from others while it is carried from the hook to whoever catches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PayloadKey {
    /// Its type.
    ty: TypeId,
    /// The address of its text or its error, which stays the same; 0 for a payload that has
    /// neither.
    address: usize,
}

impl PayloadKey {
    pub(super) fn of(payload: &(dyn Any + Send)) -> Self {
        let text = str_of(payload).map(|text| text.as_ptr().addr());
        let address = text.or_else(|| error_address(payload)).unwrap_or(0);
        PayloadKey { ty: payload.type_id(), address }
    }
}

/// The text of a payload that can be read without running code of the user's, as the panic hook
/// must: what `panic!` formatted, or a number. `None` for an error.
pub(super) fn plain_text_of(payload: &(dyn Any + Send)) -> Option<Cow<'_, str>> {
    match str_of(payload) {
        Some(text) => Some(Cow::Borrowed(text)),
        None if is_error(payload) => None,
        None => Some(number_of(payload).map_or(Cow::Borrowed(UNKNOWN), Cow::Owned)),
    }
}

/// The text of any payload; an error's is its own, as in Go.
///
/// # Errors
///
/// When the error panics instead of giving its text: with the text of that panic.
pub(super) fn text_of(payload: &(dyn Any + Send)) -> Result<String, String> {
    if let Some(text) = plain_text_of(payload) {
        return Ok(text.into_owned());
    }
    let _suppressed = SuppressReport::begin();
    catch_unwind(AssertUnwindSafe(|| error_of(payload).unwrap_or_default()))
        .map_err(|payload| plain_text_of(&*payload).unwrap_or(Cow::Borrowed(UNKNOWN)).into_owned())
}

fn str_of(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// A boxed error, as `?` and `Box<dyn Error>` make it; one that is thrown as itself could be of any
/// type.
type SharedError = Box<dyn Error + Send + Sync>;
/// A boxed error that stays on its thread's side.
type SentError = Box<dyn Error + Send>;

fn is_error(payload: &(dyn Any + Send)) -> bool {
    payload.is::<SharedError>() || payload.is::<SentError>() || payload.is::<std::io::Error>()
}

fn error_address(payload: &(dyn Any + Send)) -> Option<usize> {
    let shared = payload.downcast_ref::<SharedError>().map(|error| std::ptr::from_ref(&**error).addr());
    shared.or_else(|| payload.downcast_ref::<SentError>().map(|error| std::ptr::from_ref(&**error).addr()))
}

fn error_of(payload: &(dyn Any + Send)) -> Option<String> {
    let error = payload.downcast_ref::<SharedError>().map(ToString::to_string);
    let error = error.or_else(|| payload.downcast_ref::<SentError>().map(ToString::to_string));
    error.or_else(|| payload.downcast_ref::<std::io::Error>().map(ToString::to_string))
}

/// The text of a number, a character or a truth value.
fn number_of(payload: &(dyn Any + Send)) -> Option<String> {
    macro_rules! first_of {
        ($($ty:ty)*) => { None$(.or_else(|| payload.downcast_ref::<$ty>().map(ToString::to_string)))* };
    }
    first_of!(i32 u32 i64 u64 isize usize i16 u16 i8 u8 i128 u128 f64 f32 bool char)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::fmt;

    use super::*;

    /// An error that cannot be shown.
    #[derive(Debug)]
    struct Bad;

    impl fmt::Display for Bad {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("in Display")
        }
    }

    impl Error for Bad {}

    #[test]
    fn a_payload_is_shown_as_far_as_it_can_be_read() {
        let error: SharedError = "no luck".into();
        let payloads: [(Box<dyn Any + Send>, &str); 6] = [
            (Box::new("plain"), "plain"),
            (Box::new("owned".to_owned()), "owned"),
            (Box::new(error), "no luck"),
            (Box::new(42_u64), "42"),
            (Box::new(true), "true"),
            (Box::new(vec![1]), UNKNOWN),
        ];
        for (payload, text) in payloads {
            assert_eq!(text_of(&*payload), Ok(text.to_owned()));
        }
    }

    #[test]
    fn an_error_that_panics_is_not_asked_by_the_hook() {
        let error: SharedError = Box::new(Bad);
        let payload: Box<dyn Any + Send> = Box::new(error);
        assert_eq!(plain_text_of(&*payload), None);
        assert_eq!(text_of(&*payload), Err("in Display".to_owned()));
    }
}
