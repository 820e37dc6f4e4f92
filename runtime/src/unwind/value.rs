//! The text of a panic's payload, as far as a payload can be read.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error;

/// The text of a payload of a type that cannot be named: only its type's identity is known of a `dyn Any`.
const UNKNOWN: &str = "(dyn Any) …";

/// The text of a payload, in Go's way: what `panic!` formatted, an error's or a number's own text.
pub(super) fn text_of(payload: &(dyn Any + Send)) -> Cow<'_, str> {
    match str_of(payload) {
        Some(text) => Cow::Borrowed(text),
        None => error_of(payload).or_else(|| number_of(payload)).map_or(Cow::Borrowed(UNKNOWN), Cow::Owned),
    }
}

/// Where the text of a payload lies; 0 for a payload that is no text. It stays where it is while the panic is on its way.
pub(super) fn address_of(payload: &(dyn Any + Send)) -> usize {
    str_of(payload).map_or(0, |text| text.as_ptr().addr())
}

fn str_of(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// The text of a boxed error; one that is thrown as itself could be of any type.
fn error_of(payload: &(dyn Any + Send)) -> Option<String> {
    let error = payload.downcast_ref::<Box<dyn Error + Send + Sync>>().map(ToString::to_string);
    let error = error.or_else(|| payload.downcast_ref::<Box<dyn Error + Send>>().map(ToString::to_string));
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
    use super::*;

    #[test]
    fn a_payload_is_shown_as_far_as_it_can_be_read() {
        let error: Box<dyn Error + Send + Sync> = "no luck".into();
        let payloads: [(Box<dyn Any + Send>, &str); 6] = [
            (Box::new("plain"), "plain"),
            (Box::new("owned".to_owned()), "owned"),
            (Box::new(error), "no luck"),
            (Box::new(42_u64), "42"),
            (Box::new(true), "true"),
            (Box::new(vec![1]), UNKNOWN),
        ];
        for (payload, text) in payloads {
            assert_eq!(text_of(&*payload), text);
        }
    }
}
