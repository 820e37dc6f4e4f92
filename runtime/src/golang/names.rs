//! Go's predeclared types and the conversions that bear their names.
//!
//! | Go | Rust |
//! |---|---|
//! | `int`, `uint`, `uintptr` | `isize`, `usize` |
//! | `int8` … `uint64`, `float32`, `float64` | `i8` … `u64`, `f32`, `f64` |
//! | `byte`, `rune` | `u8`, `char` |
//! | `string` | `String` |
//! | `error` | [`error::Error`](super::error::Error), which may be nil |

pub use crate::defer::recover;

pub type int = isize;
pub type int8 = i8;
pub type int16 = i16;
pub type int32 = i32;
pub type int64 = i64;
pub type uint = usize;
pub type uint8 = u8;
pub type uint16 = u16;
pub type uint32 = u32;
pub type uint64 = u64;
pub type uintptr = usize;
pub type float32 = f32;
pub type float64 = f64;
pub type byte = u8;
pub type rune = char;
pub type string = String;
pub type error = super::error::Error;

/// A number that Go converts to another type of numbers, as `as` does.
#[diagnostic::on_unimplemented(
    message = "cannot convert `{Self}` to `{T}`",
    label = "not a number",
    note = "Go's `int(x)` and the like convert numbers; a `String` is parsed: `x.parse::<isize>()`"
)]
pub trait ConvertTo<T> {
    /// The number, cut off or rounded as `as` does.
    fn __go_convert(self) -> T;
}

macro_rules! conversions {
    ($($From:ty)*) => { $(conversions! { $From => isize i8 i16 i32 i64 usize u8 u16 u32 u64 f32 f64 })* };
    ($From:ty => $($To:ty)*) => { $(
        impl ConvertTo<$To> for $From {
            #[allow(clippy::cast_lossless, clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
            #[allow(clippy::cast_precision_loss, clippy::cast_sign_loss, clippy::unnecessary_cast)]
            #[inline]
            fn __go_convert(self) -> $To {
                self as $To
            }
        }
    )* };
}

impl ConvertTo<char> for char {
    #[inline]
    fn __go_convert(self) -> char {
        self
    }
}

macro_rules! rune_conversions {
    ($($Int:ty)*) => { $(
        impl ConvertTo<$Int> for char {
            #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_lossless)]
            #[allow(clippy::cast_precision_loss)]
            #[inline]
            fn __go_convert(self) -> $Int {
                u32::from(self) as $Int
            }
        }

        impl ConvertTo<char> for $Int {
            #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_lossless)]
            #[allow(clippy::cast_sign_loss)]
            #[inline]
            fn __go_convert(self) -> char {
                super::number::rune_of(self as i32)
            }
        }
    )* };
}

rune_conversions! { isize i8 i16 i32 i64 usize u8 u16 u32 u64 f32 f64 }

impl ConvertTo<f64> for std::time::Duration {
    #[allow(clippy::cast_precision_loss)]
    fn __go_convert(self) -> f64 {
        self.as_nanos() as f64
    }
}

macro_rules! nanoseconds {
    ($($Int:ty)*) => { $(impl ConvertTo<$Int> for std::time::Duration {
        fn __go_convert(self) -> $Int {
            <$Int>::try_from(self.as_nanos()).unwrap_or(<$Int>::MAX)
        }
    })* };
}

nanoseconds! { isize i64 usize u64 }

conversions! { isize i8 i16 i32 i64 usize u8 u16 u32 u64 f32 f64 }

macro_rules! functions {
    ($($name:ident: $To:ty)*) => { $(
        /// Go's conversion of that name.
        #[inline]
        pub fn $name<N: ConvertTo<$To>>(number: N) -> $To {
            number.__go_convert()
        }
    )* };
}

functions! {
    int: isize int8: i8 int16: i16 int32: i32 int64: i64 uint: usize uint8: u8 uint16: u16 uint32: u32 uint64: u64
    float32: f32 float64: f64 byte: u8 rune: char
}

/// Go's `string(x)`: of bytes, of runes or of another string.
pub fn string<X: ToText>(value: X) -> String {
    value.__go_to_text()
}

/// What converts to Go's `string`.
#[diagnostic::on_unimplemented(
    message = "cannot convert `{Self}` to a string",
    label = "not text, bytes or runes",
    note = "to print a value use `fmt.Sprint(x)` or `format!(\"{{x}}\")`"
)]
pub trait ToText {
    /// The text.
    fn __go_to_text(self) -> String;
}

impl ToText for &str {
    fn __go_to_text(self) -> String {
        self.to_owned()
    }
}

impl ToText for String {
    fn __go_to_text(self) -> String {
        self
    }
}

impl<X: ToText + Clone> ToText for &X {
    fn __go_to_text(self) -> String {
        self.clone().__go_to_text()
    }
}

impl ToText for char {
    fn __go_to_text(self) -> String {
        self.to_string()
    }
}

macro_rules! codes {
    ($($Int:ty)*) => { $(impl ToText for $Int {
        fn __go_to_text(self) -> String {
            ConvertTo::<char>::__go_convert(self).to_string()
        }
    })* };
}

codes! { isize i32 i64 usize u8 u32 u64 }

impl ToText for &[u8] {
    fn __go_to_text(self) -> String {
        String::from_utf8_lossy(self).into_owned()
    }
}

impl ToText for Vec<u8> {
    fn __go_to_text(self) -> String {
        String::from_utf8_lossy(&self).into_owned()
    }
}

impl ToText for Vec<char> {
    fn __go_to_text(self) -> String {
        self.into_iter().collect()
    }
}
